//! Where and when a section plays, told over two lines or three ("Harbour Street / Boston / 6:15 AM"), or on one line that
//! returns.

use std::collections::BTreeSet;

use super::sight::{announces, has_clock, is_clock_line, is_date_line, is_label, is_one_of_labels};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Lines of place and time from which they are this author's way to head sections.
const HABIT: usize = 3;
/// Blocks from one of them to the next at least.
const APART: usize = 3;

/// The cues of places and times.
pub(super) const CUES: &[Cue] = &[Cue {
    name: "places-and-times",
    claims: Claim::Opens(Role::Heading),
    weight: 8,
    why: "Several stretches of this story begin with a line that says where and when they play.",
    yes: &[
        "The Door\n\nHarbour Street. Monday, 06:40\nIt was blue, and it had not been there before, not in all the years.\nShe went in.\n» The Wall. Monday, 07:15\nIt was old, and nobody had seen it before, not in all the years.\nHe stayed.\nHarbour Street. Monday, 12:30\nIt was shut, and nobody had a key to it, not in all the years.",
    ],
    no: &[
        "The Door\n\nIt was blue, and it had not been there before, not in all the years.\nShe went in.\n» The Wall. Monday, 07:15\nIt was old, and nobody had seen it before, not in all the years.",
    ],
    holds: Holds::Here(|p| {
        p.leaning(Role::Letter) < 3 && p.survey().is_some_and(|s| s.headings.slugs.contains(&p.at()))
    }),
}];

/// The lines of a story that say where and when a stretch of it plays, if it has several.
pub(super) fn returning(scene: &Scene) -> BTreeSet<usize> {
    let is_head = |place: &Place| {
        place.ordinal() > 0
            && place.next().is_some_and(|below| below.is_prose() || below.shape().is_speech)
            && place.previous().is_some_and(|above| !announces(place, &above))
    };
    let timed: Vec<Place> = (0..scene.len())
        .map(|at| scene.place(at))
        .filter(|place| tells_place_and_time(place) && is_head(place))
        .collect();
    let parted = timed.windows(2).filter(|pair| pair[1].ordinal() - pair[0].ordinal() >= APART).count();
    // "Mum, 18:04" is a message, "Anna, 07:15" a split time: a day is named, and no one name stands before them all.
    let names_day = |place: &Place| place.low().split(|c: char| !c.is_alphabetic()).any(languages::is_calendar);
    let places: BTreeSet<&str> = timed.iter().map(|place| place.low().split(['.', ',']).next().unwrap_or("")).collect();
    let is_habit = timed.len() >= HABIT && parted * 3 >= (timed.len() - 1) * 2 && places.len() > 1;
    if !is_habit
        || timed.iter().filter(|place| names_day(place)).count() * 2 < timed.len()
        || timed.iter().any(ends_in_date)
    {
        return BTreeSet::new();
    }
    // "Gdynia. Eleven days earlier": the same, told by another clock.
    let is_reckoned = |place: &Place| {
        let shape = place.shape();
        (3..=LONGEST).contains(&shape.words)
            && !shape.is_ended
            && !shape.is_speech
            && languages::LATER.ends(place.low())
            && place.low().contains(". ")
            && is_head(place)
    };
    let reckoned = (0..scene.len()).map(|at| scene.place(at)).filter(is_reckoned).map(|place| place.at());
    timed.iter().map(Place::at).chain(reckoned).collect()
}

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

/// "Cuxhaven, 11.05.1917": two stops in a number that is no time of day.
fn ends_in_date(place: &Place) -> bool {
    let last = place.low().rsplit(' ').next().unwrap_or_default();
    last.matches('.').count() > 1 && last.starts_with(|c: char| c.is_ascii_digit())
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
