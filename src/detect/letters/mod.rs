//! Letters, e-mails, diary entries and messages inside a story.

mod closing;
mod cues;
mod dateline;
mod entries;
mod mail;
mod messages;
mod opening;
mod quoted;
mod salutation;
mod second;
mod span;
mod wires;

pub(super) use dateline::is_day_alone;

use super::Detector;
use super::cue::{Cue, joined};
use super::place::Place;

/// The letters room.
pub static LETTERS: Detector = Detector { name: "letters", concerns, first: &FIRST, second: second::SECOND };

/// The cues of the first look: what a letter is by its own form, and what it is by how the story quotes it.
const FIRST: [Cue; cues::FIRST.len() + quoted::CUES.len()] = joined(cues::FIRST, quoted::CUES);

/// Words of a telegram's paragraph at most.
const WIRE: u16 = 60;

/// Blocks that could open a letter: short lines, and paragraphs that begin with a date or a header.
fn concerns(place: &Place) -> bool {
    place.block().is_some()
        && (place.shape().words <= 14 && (!place.is_amid_prose() || place.shape().has_digits)
            || place.shape().is_capitals && place.shape().words <= WIRE
            || opening::is_announced(place)
            || closing::is_whole_letter(place)
            || matches!(place.shape().first, '[' | '(') && place.shape().has_digits
            || place.shape().first == '>'
            || messages::foot_of_message(place).is_some()
            || opening::opens_with_date(place)
            || opening::is_greeting(place)
            || place.shape().words <= WIRE && opening::is_quoted(place) && wires::ends_in_capitals(place)
            || quoted::is_left_open(place) && opening::speaks_of_writing(place)
            || quoted::reach_of_inset(place).is_some()
            || quoted::reach_of_signed_quotation(place).is_some())
}

/// Whether the block is a line of a message's head.
pub(super) fn is_header(place: &Place) -> bool {
    opening::is_header(place)
}
