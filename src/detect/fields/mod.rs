//! Labelled fields: "Rating: K", "Summary" above its text, a disclaimer, a dedication.

mod cues;
mod dedications;
mod labels;
mod owners;
mod series;
mod skits;
mod story;
mod teasers;

pub(in crate::detect) use dedications::opens as opens_dedication;
pub(in crate::detect) use labels::is_field_of_a_header;
pub(in crate::detect) use story::stands_in_the_story;
pub(in crate::detect) use teasers::announces_the_next;

use super::Detector;
use super::place::Place;

/// The fields room.
pub static FIELDS: Detector = Detector { name: "fields", concerns, first: cues::FIRST, second: cues::SECOND };

/// Blocks that begin with a label, and whatever stands near the top or the end.
fn concerns(place: &Place) -> bool {
    place.block().is_some()
        && (place.from_top() < 90
            || place.from_end() < 8
            || place.shape().words <= 12 && !place.is_amid_prose()
            || labels::begins_with_label(place))
}
