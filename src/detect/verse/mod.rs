//! Poems and lyrics: lines that their author broke.

mod cues;
mod poem;

use super::Detector;
use super::place::Place;

/// The verse room.
pub static VERSE: Detector = Detector { name: "verse", concerns, first: cues::FIRST, second: cues::SECOND };

/// Short lines.
fn concerns(place: &Place) -> bool {
    let shape = place.shape();
    shape.words > 0 && shape.words <= 16
}
