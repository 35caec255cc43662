//! Lines that say that a story ends or stops: "The End", "Fin", "To be continued".

mod cues;

pub(super) use cues::is_framed;

use super::Detector;
use super::place::Place;

/// The endings room.
pub static ENDINGS: Detector = Detector { name: "endings", concerns, first: cues::FIRST, second: cues::SECOND };

/// Whether the line says that the work of this title ends.
pub(super) fn ends_the_work(place: &Place) -> bool {
    cues::ends_the_work(place)
}

/// Lines of a few words.
fn concerns(place: &Place) -> bool {
    let words = place.shape().words;
    words > 0 && words <= 10 && !place.is_amid_prose()
}
