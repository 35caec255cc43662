//! What a chapter tells, as it is printed below its number: in capitals, in a sentence that begins "In which", or in a few
//! words of lower case.

use super::sight::{form, is_label};
use crate::detect::place::Place;

/// Words of a chapter's contents told below its number at most. Measured: 60.
const LONGEST_ARGUMENT: u16 = 70;
/// Lines of a chapter's contents told in a sentence at most.
const LINES_OF_ARGUMENT: usize = 4;
/// Lines in capitals below a chapter's number at most, behind the first.
const LINES: usize = 8;
/// Words from which a line that is mostly in lower case is no title but tells what happens. Set by trial: shorter ones are
/// titles as often as not.
const TOLD: u16 = 8;

/// A chapter's contents told in capitals, or in a sentence that begins "In which": it may be long, and take several
/// lines.
pub(super) fn is_argument(place: &Place) -> bool {
    let shape = place.shape();
    shape.words <= LONGEST_ARGUMENT
        && shape.has_letters
        && !shape.is_speech
        && !shape.starts_low
        && (shape.is_capitals && shape.words >= 2 || tells_contents(place))
        && !is_label(place)
        && form(place).is_none()
}

/// Words that a chapter's contents begin with, or emphasis around all of them, in lines that something stands below. Read
/// without a glance, because every long paragraph is asked.
pub(super) fn tells_contents(place: &Place) -> bool {
    let shape = place.shape();
    if place.below() == 0 || place.block().is_none_or(|b| b.lines.len() > LINES_OF_ARGUMENT) {
        return false;
    }
    if place.below() > place.above() && matches!(shape.first, '_' | '*' | '/') && shape.last == shape.first {
        return true;
    }
    let begins =
        ["in which ", "wherein ", "containing ", "showing ", "treats of ", "treating of ", "how ", "concerning "];
    let bare = place.bare();
    let bare = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens_with = |words: &str| bare.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
    shape.words >= 4 && begins.into_iter().any(opens_with)
}

/// How many units behind a bare chapter number belong to the contents told below it: lines in capitals without a blank
/// line between.
pub(super) fn reach_of_argument(place: &Place) -> usize {
    let is_bare = form(place).is_some_and(|f| f.number.is_some() && f.title.is_none());
    let Some(first) = place.next().filter(|n| is_bare && n.shape().is_capitals && is_argument(n)) else { return 0 };
    if first.above() > place.above().max(2) {
        return 0;
    }
    let mut at = first;
    for _ in 0..LINES {
        let Some(next) = at.step(1).filter(|n| n.above() == 0 && n.shape().is_capitals && !n.shape().is_signs) else {
            break;
        };
        at = next;
    }
    if at.below() == 0 || at.at() == first.at() { 0 } else { at.at() - place.at() }
}

/// "The warden finds a door in the wall of his own garden": a line that only its length tells from a title in lower case.
/// A reader looks for it in the text, not in the table of contents.
pub(super) fn tells_in_a_sentence(place: &Place) -> bool {
    let shape = place.shape();
    shape.words >= TOLD && !shape.is_capitals && shape.capitalised * 2 < shape.words
}
