//! Text to a manuscript: lines, then habits, then blocks and spaces.

use std::ops::Range;

use memchr::memchr2_iter;

use super::habits::Habits;
use super::manuscript::{Manuscript, Part, Unit};
use super::{blocks, hyphens};

/// Measures a decoded text that was typed into these parts.
pub(super) fn measure(text: String, parts: Vec<Part>) -> Manuscript {
    let lines = split(&text);
    let habits = Habits::of(&text, &lines);
    let units = blocks::sequence(&text, &lines, &parts, &habits);
    let joins = hyphens::joins(&text, &lines, &units, &habits);
    let block_count = units.iter().filter(|unit| matches!(unit, Unit::Block(_))).count();
    Manuscript { text, lines, parts, units, habits, joins, block_count, repairs: Vec::new(), unrepaired: None }
}

/// Lines without their ends; a line ends at CRLF, LF or a lone CR, and at nothing else.
fn split(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 60 + 1);
    let mut start = 0;
    for end in memchr2_iter(b'\n', b'\r', bytes) {
        if bytes[end] == b'\n' && end > 0 && bytes[end - 1] == b'\r' {
            start = end + 1;
            continue;
        }
        lines.push(start..end);
        start = end + 1;
    }
    lines.push(start..bytes.len());
    lines
}

impl Manuscript {
    /// The first of the files that the story was typed into, measured by itself.
    #[must_use]
    pub fn first_part(&self) -> Manuscript {
        let end = self.parts.get(1).map_or(self.text.len(), |part| self.lines[part.line].start);
        measure(self.text[..end].to_owned(), self.parts.iter().take(1).cloned().collect())
    }
}

/// How many lines a text has: one more than it has line ends.
pub(super) fn line_count(text: &str) -> usize {
    split(text).len()
}
