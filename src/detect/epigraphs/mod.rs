//! Mottoes: prose quotations set before the text of a work or a chapter, with the source they name.

mod cues;
mod source;

pub(super) use source::ends_in_source;

use super::Detector;
use super::place::Place;

/// The epigraphs room.
pub static EPIGRAPHS: Detector = Detector { name: "epigraphs", concerns, first: cues::FIRST, second: cues::SECOND };

/// Paragraphs of the length of a quotation in or below which a source may stand, the first ones of a text, and what is set
/// in or quoted in markup.
fn concerns(place: &Place) -> bool {
    let shape = place.shape();
    place.block().is_some()
        && (shape.indent > 0
            || shape.first == '>'
            || shape.bytes <= source::LONGEST_MOTTO && (place.ordinal() < cues::TOP || source::may_be_named(place)))
}
