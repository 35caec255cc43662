//! Author's notes, labelled and not: prefaces, thanks, asides between chapters.

mod above;
mod chapter;
mod cues;
mod reach;
mod region;
mod second;
mod sight;
mod survey;
mod thanks;
mod voice;

pub(super) use sight::{greets, points_to_notes};
pub use survey::Survey;
pub(super) use voice::Voice;

use super::Detector;
use super::cue::{Cue, joined};
use super::place::Place;
use crate::text::head;

/// Blocks at the top among which notes without label are looked for, below a dozen of fields.
const FRONT: usize = 20;
/// Blocks at the end among which they are.
const END: usize = 14;

/// The notes room.
pub static NOTES: Detector = Detector { name: "notes", concerns, first: cues::FIRST, second: &SECOND };

/// The cues of the second look: what the neighbours show, and notes that say what they are for.
const SECOND: [Cue; second::SECOND.len() + thanks::CUES.len()] = joined(second::SECOND, thanks::CUES);

/// Blocks that begin with a label or a bracket, blocks near an edge, and blocks beside a wide space.
fn concerns(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    if place.ordinal() < FRONT || place.from_end() < END {
        return true;
    }
    let shape = place.shape();
    if shape.words <= 6 && !place.is_amid_prose()
        || matches!(shape.first, '(' | '[' | '{' | '*' | '-' | '<' | '~' | '#')
        || place.wider_above() > 0
        || place.wider_below() > 0
    {
        return true;
    }
    let opening = head(place.story().line(block.lines.start).trim_start(), 44);
    // A look at the bytes, the first ones of the signs that are not ASCII, spares nearly all prose the search for them.
    let bytes = opening.as_bytes();
    memchr::memchr2(b':', b'/', bytes).is_some()
        || memchr::memchr3(b'-', 0xE2, 0xEF, bytes).is_some()
            && (opening.contains('：') || opening.contains(" - ") || opening.contains(" – "))
}
