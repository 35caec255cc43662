//! Author's notes, labelled and not: prefaces, thanks, asides between chapters.

mod chapter;
mod cues;
mod reach;
mod region;
mod second;
mod sight;
mod survey;
mod voice;

pub(super) use sight::greets;
pub use survey::Survey;

use super::Detector;
use super::place::Place;
use crate::text::head;

/// Blocks at the top among which notes without label are looked for, below a dozen of fields.
const FRONT: usize = 20;
/// Blocks at the end among which they are.
const END: usize = 14;

/// The notes room.
pub static NOTES: Detector = Detector { name: "notes", concerns, first: cues::FIRST, second: second::SECOND };

/// Blocks that begin with a label or a bracket, blocks near an edge, and blocks beside a wide space.
fn concerns(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    if place.ordinal() < FRONT || place.from_end() < END {
        return true;
    }
    let opening = head(place.story().line(block.lines.start).trim_start(), 44);
    // A look at the bytes, the last ones of the signs that are not ASCII, spares nearly all prose the search for them.
    let may_hold_sign = opening.bytes().any(|byte| matches!(byte, b':' | b'/' | b'-' | 0x93 | 0x9A));
    place.shape().words <= 6
        || opening.starts_with(['(', '[', '{', '*', '-', '<', '~', '#'])
        || place.wider_above() > 0
        || place.wider_below() > 0
        || place.survey().is_some_and(|s| s.notes.aside(place).is_some())
        || may_hold_sign && (opening.contains([':', '：', '/']) || opening.contains(" - ") || opening.contains(" – "))
}
