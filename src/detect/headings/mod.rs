//! Headings of parts, chapters and sections: in words, numbers, both or neither, decorated or bare.

mod apart;
mod argument;
mod below;
mod counted;
mod cues;
mod diary;
mod family;
mod form;
mod ledger;
mod levels;
mod markup;
mod numbers;
mod ornamented;
mod second;
mod sight;
mod signature;
mod slug;
mod subtitle;
mod survey;
mod whole;

pub use form::{Form, closed_up};
pub use markup::Markup;
pub use numbers::{Notation, leading};
pub use survey::Survey;

pub(in crate::detect) use below::is_heading_line;
pub(in crate::detect) use sight::has_clock;

use super::Detector;
use super::cue::{Cue, joined};
use super::notes::points_to_notes;
use super::place::Place;
use crate::text::head;

/// Words a heading has at most, its title included.
const LONGEST: u16 = 18;
/// Words a heading has at most whose title stands behind a colon, a dash or a full stop.
const LONGEST_PARTED: u16 = 32;
/// Bytes in which that mark stands: "Chapter Twenty-Seven: ".
const HEAD: usize = 24;

/// The headings room.
pub static HEADINGS: Detector = Detector { name: "headings", concerns, first: cues::FIRST, second: &SECOND };

/// The cues of the second look: what is a heading, and of what level.
const SECOND: [Cue; TIMED.len() + levels::LEVELS.len()] = joined(&TIMED, &levels::LEVELS);
const TIMED: [Cue; OPENING.len() + slug::CUES.len()] = joined(&OPENING, slug::CUES);
const OPENING: [Cue; ABOVE.len() + markup::MARKUP.len()] = joined(&ABOVE, markup::MARKUP);
const ABOVE: [Cue; second::SECOND.len() + ornamented::CUES.len()] = joined(&second::SECOND, ornamented::CUES);

/// Short blocks of one line (two where the text is wrapped and the heading fills the width).
fn concerns(place: &Place) -> bool {
    let shape = place.shape();
    let is_short = shape.words <= LONGEST || shape.words <= LONGEST_PARTED && is_parted(place);
    let is_line = (shape.words > 0 || shape.is_signs) && is_short && place.block().is_some_and(|b| b.lines.len() <= 2);
    is_line && !place.is_amid_prose() && !is_of_a_page(place) && !points_to_notes(place) || argument::is_argument(place)
}

/// What a page has cut off from the sentence on the page before.
fn is_of_a_page(place: &Place) -> bool {
    let is_edge = |above: Place| place.pages().has(above.at());
    place.shape().starts_low && !place.habits().is_low_case && place.previous().is_some_and(is_edge)
}

/// A colon, a dash or a full stop stands near the start of a line that begins with a letter.
fn is_parted(place: &Place) -> bool {
    place.shape().first.is_alphabetic() && head(&place.bare(), HEAD).contains([':', '-', '–', '—', '.'])
}
