//! Words to glyphs: which face has which character, which part runs from right to left, where a line may end.

use std::borrow::Cow;

use skrifa::outline::OutlinePen;
use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::linebreaks;

use super::faces::{Face, Glyph};

/// A run of glyphs of one face and one direction.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) face: Face,
    pub(super) glyphs: Vec<Glyph>,
    /// In ems.
    pub(super) width: f32,
    /// What its ink reaches, in ems from its pen: left, top (up is positive), right, bottom. None where it has none.
    pub(super) ink: Option<[f32; 4]>,
    level: Level,
}

/// What stands between two places where a line may end.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    /// In ems.
    pub(super) width: f32,
    /// What follows it where the line goes on, in ems.
    pub(super) space: f32,
    /// The level of that space.
    level: Level,
    /// What ends it where it ends the line: a hyphen.
    pub(super) hyphen: Option<Run>,
}

/// How words are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'l> {
    pub(super) face: Face,
    pub(super) language: &'l str,
    /// What stands between two letters, in ems.
    pub(super) tracking: f32,
}

/// The words of a text, each shaped. What no face has is left out.
pub(super) fn words(text: &str, manner: Manner<'_>) -> Vec<Word> {
    let text = text.trim();
    let levels = levels(text);
    let mut words = Vec::new();
    let mut start = 0;
    for (end, _) in linebreaks(text) {
        let part = &text[start..end];
        let bare = part.trim_end();
        let level = levels.as_ref().map_or(Level::ltr(), |levels| levels[end.min(text.len()) - 1]);
        let runs = runs(bare, start, levels.as_deref(), manner);
        let width = runs.iter().map(|run| run.width).sum();
        let space = if bare.len() < part.len() { space(manner) } else { 0.0 };
        if !runs.is_empty() {
            words.push(Word { text: bare.to_owned(), runs, width, space, level, hyphen: None });
        }
        start = end;
    }
    words
}

fn space(manner: Manner<'_>) -> f32 {
    manner.face.shape(" ", false, manner.language, manner.tracking).1
}

/// A hyphen as it ends a line.
pub(super) fn hyphen(manner: Manner<'_>) -> Option<Run> {
    runs("-", 0, None, manner).pop()
}

/// The embedding levels of a text's bytes, where some of it runs from right to left.
fn levels(text: &str) -> Option<Vec<Level>> {
    let may_be = |c: char| matches!(u32::from(c), 0x590..=0x8FF | 0x200F | 0x202B | 0x202E | 0x2067 | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF);
    text.contains(may_be).then(|| BidiInfo::new(text, None).levels)
}

/// The face that sets a character, if one has it. What joins or modifies stays with what stands before it.
pub(super) fn face_of(c: char, wanted: Face, before: Option<Face>) -> Option<Face> {
    if let Some(before) = before.filter(|face| is_companion(c) && face.has(c)) {
        return Some(before);
    }
    wanted.and_helpers().into_iter().find(|face| face.has(c))
}

/// Marks and signs that belong to what stands before them.
fn is_companion(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x64B..=0x65F | 0x200C..=0x200F)
        || c.is_ascii_punctuation()
        || c.is_ascii_digit()
}

fn runs(text: &str, offset: usize, levels: Option<&[Level]>, manner: Manner<'_>) -> Vec<Run> {
    let mut parts: Vec<(Face, Level, String)> = Vec::new();
    for (at, c) in text.char_indices() {
        let level = levels.map_or(Level::ltr(), |levels| levels[offset + at]);
        let before = parts.last().map(|(face, ..)| *face);
        let Some(face) = face_of(c, manner.face, before) else { continue };
        match parts.last_mut() {
            Some((own, same, part)) if *own == face && *same == level => part.push(c),
            _ => parts.push((face, level, c.to_string())),
        }
    }
    let run = |(face, level, part): (Face, Level, String)| {
        let tracking = if face == Face::Naskh { 0.0 } else { manner.tracking };
        let (glyphs, width) = face.shape(&part, level.is_rtl(), manner.language, tracking);
        let ink = ink(face, &glyphs);
        Run { face, glyphs, width, ink, level }
    };
    parts.into_iter().map(run).collect()
}

/// What the glyphs' ink reaches.
fn ink(face: Face, glyphs: &[Glyph]) -> Option<[f32; 4]> {
    let mut bounds: Option<[f32; 4]> = None;
    for glyph in glyphs {
        let mut reach = Reach { em: face.em(), origin: (glyph.x, glyph.y), bounds };
        face.draw(glyph.id, &mut reach);
        bounds = reach.bounds;
    }
    bounds
}

/// A pen that only measures. A curve never leaves the hull of its points.
struct Reach {
    em: f32,
    origin: (f32, f32),
    bounds: Option<[f32; 4]>,
}

impl Reach {
    fn point(&mut self, x: f32, y: f32) {
        let (x, y) = (self.origin.0 + x / self.em, self.origin.1 + y / self.em);
        let [left, top, right, bottom] = self.bounds.unwrap_or([x, y, x, y]);
        self.bounds = Some([left.min(x), top.max(y), right.max(x), bottom.min(y)]);
    }
}

impl OutlinePen for Reach {
    fn move_to(&mut self, x: f32, y: f32) {
        self.point(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.point(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.point(cx, cy);
        self.point(x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.point(ax, ay);
        self.point(bx, by);
        self.point(x, y);
    }
    fn close(&mut self) {}
}

/// A line as it is set: runs from left to right with their pens, in ems.
#[derive(Debug, Clone)]
pub(super) struct Line<'w> {
    pub(super) runs: Vec<(f32, &'w Run)>,
    /// What the ink reaches: left, top (up is positive), right, bottom.
    pub(super) ink: [f32; 4],
    /// How far from the line before it stands at least.
    pub(super) leading: f32,
}

/// Sets words as one line.
pub(super) fn line<'w>(words: &'w [Word]) -> Line<'w> {
    enum Part<'w> {
        Run(&'w Run),
        Space(f32, Level),
    }
    let mut parts: Vec<Part<'w>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        parts.extend(word.runs.iter().map(Part::Run));
        if at + 1 < words.len() {
            if word.space > 0.0 {
                parts.push(Part::Space(word.space, word.level));
            }
        } else if let Some(hyphen) = &word.hyphen {
            parts.push(Part::Run(hyphen));
        }
    }
    let levels: Vec<Level> = parts
        .iter()
        .map(|part| match part {
            Part::Run(run) => run.level,
            Part::Space(_, level) => *level,
        })
        .collect();
    let order: Cow<'_, [usize]> = if levels.iter().any(Level::is_rtl) {
        Cow::Owned(BidiInfo::reorder_visual(&levels))
    } else {
        Cow::Owned((0..parts.len()).collect())
    };
    let (mut pen, mut runs, mut ink, mut leading) = (0.0, Vec::new(), None::<[f32; 4]>, 0.0_f32);
    for &at in order.iter() {
        match parts[at] {
            Part::Space(width, _) => pen += width,
            Part::Run(run) => {
                runs.push((pen, run));
                if let Some([left, top, right, bottom]) = run.ink {
                    let here = [pen + left, top, pen + right, bottom];
                    let all = ink.unwrap_or(here);
                    ink = Some([all[0].min(here[0]), all[1].max(here[1]), all[2].max(here[2]), all[3].min(here[3])]);
                }
                leading = leading.max(run.face.leading());
                pen += run.width;
            }
        }
    }
    Line { runs, ink: ink.unwrap_or([0.0, 0.0, pen, 0.0]), leading }
}
