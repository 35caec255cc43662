//! Matter of publishers, sites and transcribers: licences, footers, page numbers.

mod archives;
mod cues;
mod forums;
mod frame;
mod imprint;
mod links;
mod lists;
mod lives;
mod pages;
mod pictures;
mod postings;
mod programs;
mod runners;
mod second;
mod site;
mod survey;

pub(in crate::detect) use forums::closes_head_of_a_post;
pub use frame::Frame;
pub(in crate::detect) use frame::plain;
pub(in crate::detect) use imprint::{is_copyright, is_page_number, is_unseen_heading, is_year_in_brackets};
pub use pages::Pages;
pub(in crate::detect) use pictures::is_picture;
pub(in crate::detect) use site::is_of_a_site;
pub use survey::Survey;

use super::Detector;
use super::cue::{Cue, joined};
use super::place::Place;

/// The boilerplate room.
pub static BOILERPLATE: Detector = Detector { name: "boilerplate", concerns, first: &FIRST, second: second::SECOND };

/// The cues of the first look: what archives, publishers and sites leave, and what transcribers note in brackets.
const FIRST: [Cue; cues::FIRST.len() + pictures::CUES.len()] = joined(cues::FIRST, pictures::CUES);

/// The top and the end of a file, and short lines.
fn concerns(place: &Place) -> bool {
    place.block().is_some()
        && (place.from_top() < 40
            || place.from_end() < 60
            || place.ordinal() == 0
            || place.shape().words <= 12 && !place.is_amid_prose()
            || frame::opens_in_words(place)
            || place.above() <= 1 && place.previous().is_some_and(|above| above.shape().is_signs)
            || matches!(place.shape().first, '[' | '*' | '+' | '.'))
}
