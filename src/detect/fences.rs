//! Code fences: what stands between two lines of three backticks is shown as it is, and structure for nobody.

use std::ops::Range;

use crate::text::Manuscript;

/// What a line begins with that opens or closes a fence.
const FENCE: &str = "```";

/// The units between fences that are closed, the lines of the fences included, in their order.
pub(super) fn of(story: &Manuscript) -> Vec<Range<usize>> {
    let mut fenced = Vec::new();
    if !story.text().contains(FENCE) {
        return fenced;
    }
    let mut open = None;
    for (at, unit) in story.units().iter().enumerate() {
        for line in unit.lines() {
            if story.line(line).trim_start().starts_with(FENCE) {
                match open.take() {
                    Some(start) => fenced.push(start..at + 1),
                    None => open = Some(at),
                }
            }
        }
    }
    fenced
}
