//! Sets words into a box: how large, in how many lines, and where each glyph stands.

use std::fmt::Write as _;

use skrifa::outline::OutlinePen;

use super::faces::Face;
use super::lines::{self, Breaks};
use super::words::{Line, Manner, Word, line};

/// Where a template wants words, in pixels.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) name: String,
    pub(super) class: String,
    pub(super) face: Face,
    /// Left edge, or the middle where lines are centred, or the right edge.
    pub(super) x: f32,
    /// Top of the box.
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) anchor: Anchor,
    /// Where in the box's height: 0 at its top, 1 at its bottom.
    pub(super) rise: f32,
    pub(super) largest: f32,
    /// Between letters, in ems.
    pub(super) tracking: f32,
    /// Between baselines, in ems.
    pub(super) leading: f32,
    pub(super) is_upper: bool,
}

impl Slot {
    /// The slot as some words want it: a title of a letter or two is a picture by itself; Chinese fills its squares and
    /// is set smaller, Arabic keeps to the line and is set larger; what runs from right to left stands on the right.
    pub(super) fn for_words(&self, text: &str) -> Slot {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        let (count, mut of_script) = (letters.clone().count(), [0_usize; 2]);
        for c in letters {
            of_script[0] += usize::from(is_full_width(c));
            of_script[1] += usize::from(is_right_to_left(c));
        }
        let is_most = |own: usize| own * 2 > count;
        let few = match count {
            0 | 1 => 3.2,
            2 => 2.3,
            3 => 1.8,
            4 | 5 => 1.35,
            _ => 1.0,
        };
        let (few, script) = match of_script {
            [full, _] if is_most(full) => (1.0 + (few - 1.0) * 0.4, 0.9),
            [_, right] if is_most(right) => (few, 1.25),
            _ => (few, 1.0),
        };
        let few = if self.name == "title" { few } else { 1.0 };
        let is_mirrored = is_most(of_script[1]) && self.anchor == Anchor::Start;
        let (x, anchor) = if is_mirrored { (self.x + self.width, Anchor::End) } else { (self.x, self.anchor) };
        Slot { largest: self.largest * few * script, x, anchor, ..self.clone() }
    }
}

/// Chinese characters and kana.
pub(super) fn is_full_width(c: char) -> bool {
    matches!(u32::from(c), 0x3000..=0x9FFF | 0xF900..=0xFAFF | 0xFF01..=0xFF60 | 0x20000..=0x323AF)
}

/// Letters of Arabic.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x600..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC)
}

/// Which part of a line stands at a slot's `x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Where the smallest type ends, in pixels: 90 pixels wide it is no more than a grey line, and no less.
pub(super) const SMALLEST: f32 = 44.0;
/// The size under which a word is broken rather than made smaller, as a share of the slot's largest.
const DECENT: f32 = 0.42;
/// How much of the size a line that is ill broken may cost.
const ILL: f32 = 0.12;

/// Lines as they were set.
pub(super) struct Setting {
    /// Pixels of an em.
    pub(super) size: f32,
    /// The outlines, as the data of an SVG path for each line: what is drawn in bands is cut where a line ends.
    pub(super) paths: Vec<String>,
    /// What the ink covers: left, top, right, bottom, in pixels.
    pub(super) ink: [f32; 4],
}

/// Sets words into a slot. Nothing where there is no ink.
pub(super) fn set(words: Vec<Word>, slot: &Slot, manner: Manner<'_>) -> Option<Setting> {
    let decent = (slot.largest * DECENT).max(SMALLEST);
    let words = lines::broken(words, slot.width / decent, manner);
    let mut best: Option<(f32, f32, Vec<Line<'_>>)> = None;
    for breaks in lines::breaks(&words) {
        let set = lined(&words, &breaks);
        let size = size(&set, slot);
        // However well a line is broken, one that nobody can read looks ill: lines of a decent size come first.
        let legible = (size / decent).min(1.0).powi(3);
        let score = size * legible * beauty(&words, &set, &breaks, slot);
        if best.as_ref().is_none_or(|(held, ..)| score > *held) {
            best = Some((score, size, set));
        }
    }
    let (_, size, set) = best?;
    Some(place(&set, size, slot))
}

fn lined<'w>(words: &'w [Word], breaks: &Breaks) -> Vec<Line<'w>> {
    let mut at = 0;
    let lines = breaks.iter().map(|&count| {
        at += count;
        line(&words[at - count..at])
    });
    lines.collect()
}

/// How far each baseline stands below the one before, in ems: inks never touch.
fn pitches(set: &[Line<'_>], slot: &Slot) -> Vec<f32> {
    let own = |pair: &[Line<'_>]| {
        let needed = pair[1].ink[1] - pair[0].ink[3] + 0.06;
        needed.max(slot.leading * pair[1].leading.max(pair[0].leading))
    };
    set.windows(2).map(own).collect()
}

/// The size at which lines fill their box, never larger than the slot wants.
fn size(set: &[Line<'_>], slot: &Slot) -> f32 {
    let width = set.iter().map(|line| line.ink[2] - line.ink[0]).fold(0.0, f32::max);
    let height = height(set, slot);
    let fit = |room: f32, need: f32| if need > 0.0 { room / need } else { f32::INFINITY };
    slot.largest.min(fit(slot.width, width)).min(fit(slot.height, height))
}

fn height(set: &[Line<'_>], slot: &Slot) -> f32 {
    let (Some(first), Some(last)) = (set.first(), set.last()) else { return 0.0 };
    first.ink[1] - last.ink[3] + pitches(set, slot).iter().sum::<f32>()
}

/// 1 for lines that look well, less for those that do not.
fn beauty(words: &[Word], set: &[Line<'_>], breaks: &Breaks, slot: &Slot) -> f32 {
    let widths = || set.iter().map(|line| line.ink[2] - line.ink[0]);
    let widest = widths().fold(f32::MIN_POSITIVE, f32::max);
    let ragged = widths().map(|width| 1.0 - width / widest).sum::<f32>() / set.len() as f32;
    let (mut at, mut faults) = (0, 0.0);
    for count in breaks {
        faults += lines::fault(words, at, at + count);
        at += count;
    }
    // A short title looks lost in one thin line at the head of a large box, and a tower of single words restless.
    let tower = (set.len() as f32 - 4.0).max(0.0) * 0.04;
    let raggedness = if slot.anchor == Anchor::Middle { 0.3 } else { 0.15 };
    (1.0 - ILL * faults - raggedness * ragged - tower).max(0.05)
}

fn place(set: &[Line<'_>], size: f32, slot: &Slot) -> Setting {
    let pitches = pitches(set, slot);
    let height = height(set, slot) * size;
    let top = slot.y + (slot.height - height).max(0.0) * slot.rise;
    let mut baseline = top + set.first().map_or(0.0, |line| line.ink[1] * size);
    let mut paths = Vec::with_capacity(set.len());
    let mut ink = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    for (number, line) in set.iter().enumerate() {
        if number > 0 {
            baseline += pitches[number - 1] * size;
        }
        let [left, up, right, down] = line.ink.map(|ems| ems * size);
        let x = match slot.anchor {
            Anchor::Start => slot.x - left,
            Anchor::Middle => slot.x - f32::midpoint(left, right),
            Anchor::End => slot.x - right,
        };
        ink = [ink[0].min(x + left), ink[1].min(baseline - up), ink[2].max(x + right), ink[3].max(baseline - down)];
        let mut path = Path { out: String::with_capacity(4_096), size, em: 1.0, origin: (0.0, 0.0), at: (0, 0) };
        for (pen, run) in &line.runs {
            path.em = run.face.em();
            for glyph in &run.glyphs {
                path.origin = (x + (pen + glyph.x) * size, baseline - glyph.y * size);
                run.face.draw(glyph.id, &mut path);
            }
        }
        paths.push(path.out);
    }
    Setting { size, paths, ink }
}

/// A pen that writes the data of an SVG path, in tenths of a pixel, each point as its way from the last.
struct Path {
    out: String,
    size: f32,
    em: f32,
    origin: (f32, f32),
    at: (i32, i32),
}

impl Path {
    fn to(&self, x: f32, y: f32) -> (i32, i32) {
        let tenths = |pixels: f32| (pixels * 10.0).round() as i32;
        (tenths(self.origin.0 + x / self.em * self.size), tenths(self.origin.1 - y / self.em * self.size))
    }

    fn step<const N: usize>(&mut self, sign: char, points: [(f32, f32); N]) {
        self.out.push(sign);
        let from = self.at;
        for (x, y) in points {
            self.at = self.to(x, y);
            for way in [self.at.0 - from.0, self.at.1 - from.1] {
                // Numbers need a space between them only where the second has no sign.
                let _ = if way < 0 { write!(self.out, "{way}") } else { write!(self.out, " {way}") };
            }
        }
    }
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.to(x, y);
        let _ = write!(self.out, "M{} {}", self.at.0, self.at.1);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.step('l', [(x, y)]);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('q', [(cx, cy), (x, y)]);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.step('c', [(ax, ay), (bx, by), (x, y)]);
    }
    fn close(&mut self) {
        self.out.push('z');
    }
}
