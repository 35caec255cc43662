//! Mottoes: prose quotations set before the text of a work or a chapter, with the source they name.

mod cues;
mod source;

pub(super) use source::ends_in_source;

use super::Detector;
use super::place::Place;

/// The epigraphs room.
pub static EPIGRAPHS: Detector = Detector { name: "epigraphs", concerns, first: cues::FIRST, second: cues::SECOND };

/// Paragraphs of the length of a quotation, and longer ones that are set in.
fn concerns(place: &Place) -> bool {
    place.block().is_some() && (place.shape().bytes <= source::LONGEST_MOTTO || place.shape().indent > 0)
}
