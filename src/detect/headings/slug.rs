//! Where and when a section plays, told over two lines or three: "Harbour Street / Boston / 6:15 AM".

use super::sight::{announces, has_clock, is_clock_line, is_date_line, is_label, is_one_of_labels};
use crate::detect::place::Place;

/// Lines of such a heading at most.
const LINES: usize = 4;
/// Words of one of its lines at most.
const LONGEST: u16 = 6;

/// How many units behind the one here belong to the heading that it begins; 0 where it begins none. One of the lines says
/// when, prose stands below the last.
pub(super) fn reach(place: &Place) -> usize {
    let is_announced = |above: Place| above.shape().words >= 5 && announces(place, &above);
    if place.above() == 0 || place.below() != 0 || !is_line(place) || place.previous().is_some_and(is_announced) {
        return 0;
    }
    let (mut last, mut says_when) = (*place, tells_time(place));
    for _ in 1..LINES {
        let Some(next) = last.step(1).filter(|next| next.above() == 0 && is_line(next)) else { break };
        says_when |= tells_time(&next);
        last = next;
    }
    let heads_text = last.below() > 0 && last.next().is_some_and(|next| next.is_prose());
    if says_when && heads_text { last.at() - place.at() } else { 0 }
}

/// "Harbour Street, Monday, 6:15 a.m.": both on one line, the time of day behind a comma.
pub(super) fn tells_place_and_time(place: &Place) -> bool {
    let shape = place.shape();
    (2..=LONGEST + 2).contains(&shape.words)
        && !shape.is_speech
        && place.glance().is_some_and(|g| g.low_core().rsplit_once(", ").is_some_and(|(_, last)| has_clock(last)))
}

/// A short line that is no sentence and no speech, its words with capitals.
fn is_line(place: &Place) -> bool {
    let shape = place.shape();
    (1..=LONGEST).contains(&shape.words)
        && !shape.is_speech
        && (!shape.is_ended || place.low().ends_with(".m."))
        && !matches!(shape.last, ':' | ',' | ';')
        && (shape.capitalised * 3 >= shape.words * 2 || is_clock_line(place))
        && shape.first.is_alphanumeric()
        && !is_label(place)
        && !is_one_of_labels(place)
        && !names_a_price(place.low())
}

/// "HAIRCUT . . . . . $1.25": a line of a list of prices, with leaders, or with a sign of money.
fn names_a_price(low: &str) -> bool {
    let last = low.rsplit(' ').next().unwrap_or_default();
    last.starts_with(['$', '£', '€']) || low.contains(". . .") || low.contains("....")
}

/// A time of day or a date.
fn tells_time(place: &Place) -> bool {
    place.glance().is_some_and(|g| has_clock(g.low_core()) || has_hours(g.low_core()))
        || is_clock_line(place)
        || is_date_line(place)
}

/// "Tuesday, 0430 hours".
fn has_hours(low: &str) -> bool {
    low.ends_with(" hours") && low.contains(|c: char| c.is_ascii_digit())
}
