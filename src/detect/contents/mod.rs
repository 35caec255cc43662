//! Printed tables of contents.

mod cues;
mod entries;

pub(in crate::detect) use entries::{FRONT, entry, stands_in_front};

use super::Detector;
use super::place::Place;

/// Blocks at the top among which a table of contents is looked for. Measured: a licence, a title page, a dedication and
/// a list of illustrations may stand before it.
const TOP: usize = 120;

/// The contents room.
pub static CONTENTS: Detector = Detector { name: "contents", concerns, first: cues::FIRST, second: cues::SECOND };

/// Short blocks in the front of a file.
fn concerns(place: &Place) -> bool {
    place.block().is_some() && place.from_top() < TOP && place.shape().words <= 40
}
