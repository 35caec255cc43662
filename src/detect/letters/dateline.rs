//! The lines above a letter's greeting: place and day, one below the other, at the margin or at the right.

use super::opening::{LONGEST_HEAD, is_greeting};
use super::salutation::is_salutation;
use crate::detect::languages;
use crate::detect::place::Place;

/// Lines of place and day above a greeting at most.
const ADDRESS: usize = 4;
/// Columns beyond the margin from which a line is set to the right.
const RIGHT: usize = 14;

/// "Bath, 3rd March": a line that names a day, or is set to the right, with a salutation below it; a second such line,
/// with the place, may stand above.
pub(super) fn is_dateline(place: &Place) -> bool {
    if !is_dateline_form(place) {
        return is_address(place) || is_place_above_a_date(place) || is_place_above_a_greeting(place);
    }
    let near = |next: Option<Place>| next.is_some_and(|n| n.above() <= n.habits().distance + 1);
    let opens = |p: &Place| is_salutation(p) || is_greeting(p);
    let Some(next) = place.next().filter(|&n| near(Some(n))) else { return false };
    let is_head = next.above() == 0 && (is_at_the_right(&next) || is_dateline_form(&next));
    opens(&next) || is_head && near(next.next()) && next.next().is_some_and(|n| opens(&n))
}

/// "The Old Mill", with the day directly below and the greeting below that.
fn is_place_above_a_date(place: &Place) -> bool {
    let shape = place.shape();
    let is_line = (1..=5).contains(&shape.words) && shape.capitalised * 2 >= shape.words && !shape.is_ended;
    is_line
        && !shape.is_speech
        && place.above() > 0
        && place.below() == 0
        && place.step(1).is_some_and(|day| {
            is_dateline_form(&day) && day.below() > 0 && day.next().is_some_and(|n| is_salutation(&n))
        })
}

/// "Marl Abbey, the East Stair. Michaelmas Eve.", apart from what stands above, or "Tooting, Friday.", over "Sir,--I
/// have the honour"; "Tooting, May" over "My dear Ann,".
fn is_place_above_a_greeting(place: &Place) -> bool {
    let shape = place.shape();
    (2..=LONGEST_HEAD).contains(&shape.words)
        && shape.capitalised * 2 >= shape.words
        && (!shape.is_speech && place.wider_above() > 0 || shape.words <= 6 && place.above() > 0 && names_day(place))
        && place.low().contains(',')
        && place.next().is_some_and(|n| n.wider_above() == 0 && is_greeting(&n))
        || is_place_and_day(place)
            && place.next().is_some_and(|n| n.wider_above() == 0 && n.below() > 0 && is_salutation(&n))
}

/// "Marsh End, July" or "MARSH END--JULY.", apart from what stands above: a place and a month or a day, and no number.
pub(super) fn is_place_and_day(place: &Place) -> bool {
    let shape = place.shape();
    (1..=4).contains(&shape.words)
        && shape.capitalised == shape.words
        && place.low().trim_end_matches(|c: char| !c.is_alphanumeric()).contains([',', '-'])
        && !shape.is_speech
        && place.above() > 0
        && names_day(place)
}

/// A month or a day of the week is among the words.
fn names_day(place: &Place) -> bool {
    place.low().split(|c: char| !c.is_alphabetic()).any(languages::is_calendar)
}

/// "Archangel, 28th March, 17--.": a place and a day with its number, alone.
pub(in crate::detect) fn is_day_alone(place: &Place) -> bool {
    let shape = place.shape();
    !shape.is_speech && shape.capitalised * 2 >= shape.words && is_dateline_form(place)
}

/// A short line that names a day.
pub(super) fn is_dateline_form(place: &Place) -> bool {
    let shape = place.shape();
    let names_number = || {
        let words: Vec<&str> = place.low().split(|c: char| !c.is_alphabetic()).filter(|w| *w != "of").collect();
        let is_day = |pair: &[&str]| languages::number(pair[0]).is_some() && languages::is_calendar(pair[1]);
        words.windows(2).any(|pair| is_day(pair) || is_day(&[pair[1], pair[0]]))
    };
    // "Marsh End, the 4th." needs not say the month.
    let is_ordinal = |word: &str| {
        let digits = word.trim_end_matches(char::is_alphabetic);
        (1..=2).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
    };
    let mut words = place.low().split(|c: char| !c.is_alphanumeric());
    shape.words <= 12
        && (shape.has_digits || !shape.is_ended && names_number())
        && words.any(|word| languages::is_calendar(word) || shape.words <= 6 && is_ordinal(word))
}

/// A short line at the right.
fn is_at_the_right(place: &Place) -> bool {
    let shape = place.shape();
    let is_short = (1..=9).contains(&shape.words) && shape.has_letters && !(shape.is_ended && shape.words > 4);
    is_short && shape.indent >= RIGHT && place.habits().is_wrapped
}

/// "Gull House / Tuesday": lines at the right, and below them the greeting, set in less.
pub(super) fn is_address(place: &Place) -> bool {
    if !is_at_the_right(place) || place.above() == 0 && place.step(-1).is_some_and(|a| is_at_the_right(&a)) {
        return false;
    }
    let mut at = *place;
    for _ in 0..ADDRESS {
        let Some(next) = at.next().filter(|n| n.above() <= 2) else { return false };
        if next.shape().indent + RIGHT / 2 <= at.shape().indent {
            return is_salutation(&next) || is_greeting(&next);
        }
        if next.above() > 0 || !is_at_the_right(&next) {
            return false;
        }
        at = next;
    }
    false
}
