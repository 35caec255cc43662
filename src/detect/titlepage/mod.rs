//! The title and the author's name at the top of a story.

mod crown;
mod cues;
mod front;
mod head;
mod names;
mod pieces;
mod second;
mod stranger;
mod survey;
mod titles;

pub(in crate::detect) use names::{begins_with_the_author, is_by_alone, is_named_in_the_copyright};
pub use survey::Survey;
pub(in crate::detect) use titles::is_below_a_site;

use titles::LONGEST_COUNTED;

use super::Detector;
use super::cue::{Cue, joined};
use super::place::Place;

/// Blocks at the top among which title and author are looked for.
const TOP: usize = 24;

/// The title page's room.
pub static TITLEPAGE: Detector = Detector { name: "titlepage", concerns, first: cues::FIRST, second: &SECOND };

/// The cues of the second look: one work's title page, and collections.
const SECOND: [Cue; CROWNED.len() + stranger::CUES.len()] = joined(&CROWNED, stranger::CUES);
const CROWNED: [Cue; PIECES.len() + crown::CUES.len()] = joined(&PIECES, crown::CUES);
const PIECES: [Cue; second::SECOND.len() + pieces::CUES.len()] = joined(second::SECOND, pieces::CUES);

/// Short blocks at the top, bylines below chapters, a name at the very end.
fn concerns(place: &Place) -> bool {
    let words = place.shape().words;
    let longest = if place.from_top() == 0 { LONGEST_COUNTED } else { 20 };
    place.block().is_some() && words <= longest && (place.from_top() < TOP || words <= 10 && !place.is_amid_prose())
}

/// Whether a line says by whom the story is.
#[must_use]
pub fn is_byline(place: &Place) -> bool {
    names::is_by(place)
}
