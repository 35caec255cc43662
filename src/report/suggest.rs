//! The correction to paste: a `[[correct]]` block that means one place and no other, anchored by what is typed there.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

use super::attention::worth_a_look;
use super::phrases;
use crate::classify::{Detail, Reading};
use crate::corrections::{Anchors, Extent, resolve};
use crate::detect::{Evidence, Role};
use crate::settings::{Search, Target};
use crate::source::Provenance;
use crate::text::Manuscript;

/// Characters of a paragraph that are quoted before "…" stands for the rest.
const QUOTED: usize = 48;
/// Paragraphs above that are tried as `after`.
const ABOVE: usize = 8;
/// Last paragraphs of an element that are quoted together at most, where fewer stand in it twice.
const LAST: usize = 4;

/// Writes the corrections of one story.
#[derive(Debug)]
pub struct Suggestions<'m> {
    anchors: Anchors<'m>,
    /// The story's file, as `story` names it.
    file: Option<String>,
}

impl<'m> Suggestions<'m> {
    /// Takes down the lines of a story, once for all its suggestions.
    #[must_use]
    pub fn of(story: &'m Manuscript, source: &Provenance) -> Suggestions<'m> {
        let file = source.path.as_ref().and_then(|path| path.file_name());
        Suggestions { anchors: Anchors::of(story), file: file.map(|name| name.to_string_lossy().into_owned()) }
    }

    /// The block that makes lines (0-based, end excluded: an element's, a paragraph's, a run of blank lines) what `role`
    /// says, with the line end behind it. With another role in it (for blank lines: "gap" or "body") it works as well.
    /// Where the story gives nothing to tell the place by, a comment says so.
    #[must_use]
    pub fn correction(&self, lines: &Range<usize>, role: Role) -> String {
        let Some((target, search)) = self.anchor(lines) else {
            let place = phrases::lines(lines);
            return format!("# {place}: nothing there can be quoted that does not stand in other places too\n");
        };
        let mut block = String::from("[[correct]]\n");
        // Writing to a string cannot fail.
        let mut put = |key: &str, words: &str| {
            let _ = writeln!(block, "{key} = {}", typed(words));
        };
        if let Some(file) = &self.file {
            put("story", file);
        }
        match &target {
            Target::Text(text) => put("text", text),
            Target::Through(text, through) => {
                put("text", text);
                put("through", through);
            }
            Target::Until(text, until) => {
                put("text", text);
                put("until", until);
            }
            Target::Before(before) => put("before", before),
        }
        if let Some(after) = &search.after {
            put("after", after);
        }
        if let Some(nth) = search.nth {
            let _ = writeln!(block, "nth = {nth}");
        }
        let _ = writeln!(block, "role = \"{role}\"");
        block
    }

    /// What to quote so that exactly these lines are meant.
    fn anchor(&self, lines: &Range<usize>) -> Option<(Target, Search)> {
        let story = self.anchors.story();
        let blocks = self.blocks(lines);
        let Some(first) = blocks.first().cloned() else {
            let below = self.blocks(&(lines.end..story.line_count())).first()?.clone();
            let (start, wanted) = (below.start, Extent::Above(below.start));
            let targets = self.quotes(below).into_iter().map(Target::Before);
            return targets.into_iter().find_map(|target| self.placed(&target, start, &wanted));
        };
        let (start, wanted) = (lines.start, Extent::Lines(lines.clone()));
        if blocks.len() == 1 {
            let targets = self.quotes(first).into_iter().map(Target::Text);
            return targets.into_iter().find_map(|target| self.placed(&target, start, &wanted));
        }
        let mut ends: Vec<String> = self.quotes(blocks.last()?.clone());
        ends.extend((2..=LAST.min(blocks.len() - 1)).map(|count| self.whole(&blocks[blocks.len() - count..])));
        for quote in self.quotes(first) {
            for end in &ends {
                let target = Target::Through(quote.clone(), end.clone());
                if let Some(found) = self.placed(&target, start, &wanted) {
                    return Some(found);
                }
            }
        }
        self.placed(&Target::Text(self.whole(&blocks)), start, &wanted)
    }

    /// The search by which a target means the lines wanted: none if it can, else behind a paragraph above, else counted.
    fn placed(&self, target: &Target, start: usize, wanted: &Extent) -> Option<(Target, Search)> {
        let means = |search: &Search| resolve(&self.anchors, target, search).as_ref() == Ok(wanted);
        let plain = Search::default();
        if means(&plain) {
            return Some((target.clone(), plain));
        }
        let above = (0..start).rev().filter(|&line| !self.anchors.story().line(line).trim().is_empty());
        let mut tried = None;
        for line in above.take(4 * ABOVE) {
            let Some(unit) = self.anchors.unit_at(line).filter(|unit| tried != Some(*unit)) else { continue };
            tried = Some(unit);
            for quote in self.quotes(self.anchors.story().units()[unit].lines()) {
                let search = Search { after: Some(quote), nth: None };
                if means(&search) {
                    return Some((target.clone(), search));
                }
            }
        }
        let quote = match target {
            Target::Text(quote) | Target::Before(quote) | Target::Through(quote, _) | Target::Until(quote, _) => quote,
        };
        let number = self.anchors.number_of(quote, start)?;
        let search = Search { after: None, nth: Some(number) };
        means(&search).then(|| (target.clone(), search))
    }

    /// How a block can be quoted: by its first words, and whole.
    fn quotes(&self, lines: Range<usize>) -> Vec<String> {
        let whole = self.whole(std::slice::from_ref(&lines));
        let Some((end, _)) = whole.char_indices().nth(QUOTED) else { return vec![whole] };
        // A word is not cut, unless it is the only one.
        let head = &whole[..end];
        let cut = head.rfind(char::is_whitespace).filter(|&at| at > QUOTED / 3).unwrap_or(end);
        vec![format!("{} …", whole[..cut].trim_end()), whole]
    }

    /// Blocks as typed, each on one line.
    fn whole(&self, blocks: &[Range<usize>]) -> String {
        let on_one_line = |lines: &Range<usize>| {
            let words = lines.clone().flat_map(|line| self.anchors.story().read_line(line).split_whitespace());
            words.collect::<Vec<_>>().join(" ")
        };
        blocks.iter().map(on_one_line).collect::<Vec<_>>().join("\n")
    }

    /// The blocks that lines are made of.
    fn blocks(&self, lines: &Range<usize>) -> Vec<Range<usize>> {
        let story = self.anchors.story();
        let units = story.units();
        let first = units.partition_point(|unit| unit.lines().end <= lines.start);
        let here = (first..units.len()).take_while(|&unit| units[unit].lines().start < lines.end);
        here.filter_map(|unit| story.block(unit)).map(|block| block.lines.clone()).collect()
    }
}

/// The corrections of all places in a story that are worth a look, to be pasted into `storybind.toml`, each below a
/// comment that says what it was read as and what it could be; empty where there is none.
#[must_use]
pub fn suggest(story: &Manuscript, evidence: &Evidence, reading: &Reading, source: &Provenance) -> String {
    let doubts = worth_a_look(story, evidence, reading);
    if doubts.is_empty() {
        return String::new();
    }
    let suggestions = Suggestions::of(story, source);
    // A place of which two things are asked is said once.
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    let blocks = doubts.iter().map(|doubt| {
        let place = phrases::lines(&doubt.lines);
        let other = match doubt.or_level {
            Some(level) => format!("level = \"{}\"", level_name(level)),
            None => format!("role = \"{}\"", doubt.or_else),
        };
        let is_asked = doubt.or_level.is_some();
        let places = std::iter::once(&doubt.lines).chain(&doubt.alike);
        let places: Vec<Range<usize>> = places.flat_map(|lines| prose(reading, lines, doubt.read_as)).collect();
        let places = places.iter().filter(|lines| told.insert((lines.start, lines.end)));
        let corrections = places.map(|lines| {
            let correction = suggestions.correction(lines, doubt.read_as);
            format!("{correction}{}", level(reading, lines, is_asked))
        });
        let corrections: Vec<String> = corrections.collect();
        let above = if corrections.is_empty() { " (in its block above)" } else { "" };
        format!("# {place}: {doubt}: {other}{above}\n{}", corrections.join("\n"))
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// The runs of prose among lines that were read as prose: what stands between them is not meant. Any other lines as they
/// are.
fn prose(reading: &Reading, lines: &Range<usize>, read_as: Role) -> Vec<Range<usize>> {
    let first = reading.elements.partition_point(|element| element.lines.end <= lines.start);
    let here = reading.elements[first..].iter().take_while(|element| element.lines.start < lines.end);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut is_parted = true;
    for element in here.filter(|element| element.role != Role::Gap) {
        match runs.last_mut() {
            Some(run) if element.role == Role::Body && !is_parted => run.end = element.lines.end,
            _ if element.role == Role::Body => runs.push(element.lines.clone()),
            _ => {}
        }
        is_parted = element.role != Role::Body;
    }
    if read_as == Role::Body && !runs.is_empty() { runs } else { vec![lines.clone()] }
}

/// A heading's level as it was read: where it is what is asked, to be changed; otherwise to be said where it is wrong.
fn level(reading: &Reading, lines: &Range<usize>, is_asked: bool) -> String {
    let at = reading.elements.partition_point(|element| element.lines.start < lines.start);
    let element = reading.elements.get(at).filter(|element| element.lines == *lines);
    match element.map(|element| &element.detail) {
        Some(Detail::Heading { level, .. }) => {
            let mark = if is_asked { "" } else { "# " };
            format!("{mark}level = \"{}\"\n", level_name(*level))
        }
        _ => String::new(),
    }
}

/// A heading's level as `level` names it.
fn level_name(level: u8) -> &'static str {
    match level {
        1 => "part",
        2 => "chapter",
        _ => "section",
    }
}

/// A text as TOML writes it.
fn typed(words: &str) -> String {
    toml::Value::String(words.to_owned()).to_string()
}
