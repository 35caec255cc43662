//! A poem as the whole text below its title, as in collections: from the title to the next one, a rule or a note.

use super::lines::{is_heading, is_line, is_point};
use crate::detect::place::Place;
use crate::detect::role::Role::{Boilerplate, Contents, End, Field, Heading, Letter, Note};
use crate::detect::titlepage::is_byline;

/// Weight from which the first look is believed.
const FOUND: i32 = 5;
/// Units of a poem that are followed.
const LONGEST: usize = 290;
/// Lines of a poem at least.
const LEAST: usize = 4;
/// Characters of a line, and words of the lines at an average, at most.
const WIDEST: usize = 68;
const WORDS: usize = 10;
/// Bytes from which a line of signs is a rule.
const RULE: usize = 3;

/// A title, numbered or not, as far as the first look and the book's other titles tell.
fn is_title(place: &Place) -> bool {
    place.above() > 0
        && (is_heading(place)
            || place.leaning(Heading) >= FOUND && stands_alone(place)
            || place.survey().is_some_and(|s| s.headings.is_announced(place)))
}

/// Nothing but an underline or a name stands directly below.
fn stands_alone(place: &Place) -> bool {
    place.below() > 0 || place.step(1).is_none_or(|n| n.is_space() || n.shape().is_signs || n.low().starts_with("by "))
}

/// Directly below a title, or the name of its author there.
fn stands_below_title(place: &Place) -> bool {
    let Some(above) = place.previous() else { return false };
    let is_name = above.shape().words <= 6 && above.low().starts_with("by ");
    is_title(&above) || is_name && above.previous().is_some_and(|title| is_title(&title) || title.shape().is_signs)
}

/// Where the text below a title ends.
fn is_end(place: &Place) -> bool {
    let shape = place.shape();
    let is_rule = shape.is_signs && shape.bytes >= RULE && matches!(shape.first, '-' | '_' | '=' | '~');
    is_rule || is_title(place) || [Note, End, Boilerplate, Field].iter().any(|&role| place.leaning(role) >= FOUND)
}

/// Units behind the first line of a poem that is all the text below its title; none where prose or a list stands there.
pub(super) fn reach(place: &Place) -> Option<usize> {
    let shape = place.shape();
    let habits = place.habits();
    let is_first = habits.distance > 0
        && place.ordinal() > 1
        && place.above() > 0
        && is_line(place)
        && !shape.is_signs
        && !is_end(place)
        && !is_byline(place)
        && place.leaning(Contents) < FOUND
        && place.leaning(Letter) < FOUND
        && stands_below_title(place);
    if !is_first {
        return None;
    }
    let (mut lines, mut grouped, mut soft, mut words) = (0, 0, 0, 0);
    let (mut spoken, mut listed, mut reach) = (0, 0, 0);
    let mut at = *place;
    loop {
        let shape = at.shape();
        if !at.is_space() {
            if at.at() > place.at() && is_end(&at) {
                break;
            }
            reach = at.at() - place.at();
            if !shape.is_signs {
                if !is_line(&at) || shape.width > WIDEST || reach > LONGEST {
                    return None;
                }
                let has_neighbour = at.above() == 0 || at.step(1).is_some_and(|n| n.above() == 0 && !n.is_space());
                let is_name = shape.capitalised * 4 >= shape.words * 3 && shape.words > 1;
                lines += 1;
                grouped += usize::from(has_neighbour);
                soft += usize::from(!shape.is_ended && shape.last != ':');
                spoken += usize::from(shape.is_speech && shape.is_ended);
                listed += usize::from(shape.has_digits || is_name || is_point(&at.bare()));
                words += usize::from(shape.words);
            }
        }
        match at.step(1) {
            Some(next) => at = next,
            None => break,
        }
    }
    let is_poem = lines >= LEAST
        && grouped * 3 >= lines * 2
        && soft * 3 >= lines
        && words <= lines * WORDS
        && spoken * 2 <= lines
        && listed * 4 <= lines;
    is_poem.then_some(reach)
}
