//! Scene breaks: a line of signs, a phrase in brackets, or nothing but empty lines.

mod cues;
mod second;
mod sight;
mod survey;

pub(in crate::detect) use sight::is_named_break;
pub use survey::Survey;

use super::Detector;
use super::place::Place;

/// The breaks room.
pub static BREAKS: Detector = Detector { name: "breaks", concerns, first: cues::FIRST, second: second::SECOND };

/// Spaces, short lines, and longer ones that a sign opens.
fn concerns(place: &Place) -> bool {
    let shape = place.shape();
    let is_short = shape.words <= 6 || shape.words <= sight::LONGEST && shape.first.is_ascii_punctuation();
    place.is_space() || is_short && !place.is_amid_prose()
}

/// The line's signs without white space: what makes two breaks of one author alike.
fn ornament(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether a line is an ornament made of letters: oOo, xXx.
#[must_use]
pub fn is_letter_ornament(place: &Place) -> bool {
    sight::is_letter_ornament(place)
}
