//! Text to a manuscript: lines, then habits, then blocks and spaces.

use std::ops::Range;

use memchr::memchr2_iter;

use super::blocks;
use super::habits::Habits;
use super::manuscript::{Manuscript, Unit};

/// Measures a decoded text.
pub(super) fn measure(text: String, encoding: &'static str) -> Manuscript {
    let lines = split(&text);
    let habits = Habits::of(&text, &lines);
    let units = blocks::sequence(&text, &lines, &habits);
    let joins = blocks::joins(&text, &lines, &units, &habits);
    let block_count = units.iter().filter(|unit| matches!(unit, Unit::Block(_))).count();
    Manuscript { text, lines, units, habits, encoding, joins, block_count, repairs: Vec::new(), unrepaired: None }
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
