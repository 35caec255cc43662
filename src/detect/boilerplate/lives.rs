//! What stands behind a book about its author: a life below a heading, a list of other books.

use super::lists::BOOKS;
use crate::detect::languages;
use crate::detect::place::Place;

/// Blocks at the end among which such a heading stands; twice as many for a list.
const LONGEST: usize = 12;
/// Words of the line above a life at most that gives name and address.
const HEAD_WORDS: u16 = 6;
/// Bytes of a rule around a life at least.
const RULE: usize = 10;
/// Blocks of an author's life at most.
const LIFE: usize = 4;

/// How many units behind the first one belong to an author's life: below a heading, or between two rules.
pub(super) fn reach(place: &Place) -> Option<usize> {
    reach_of_life(place).or_else(|| reach_between_rules(place))
}

/// A sentence in the past stands below: the story goes on.
fn is_told_below(place: &Place) -> bool {
    std::iter::successors(place.next(), Place::next).any(|below| {
        let words = || below.low().split(|c: char| !c.is_alphanumeric());
        below.is_prose() && !below.shape().is_speech && words().filter(|w| languages::is_past(w)).count() >= 2
    })
}

/// How many units behind a rule at the end belong to the life that stands between it and the next rule: one paragraph in
/// the present that says where somebody lives, works, writes; none where no such paragraph stands.
fn reach_between_rules(place: &Place) -> Option<usize> {
    if !place.shape().is_signs || place.from_end() >= LONGEST {
        return None;
    }
    let life = place.next().filter(|n| n.is_prose() && !n.shape().is_speech)?;
    let rule = life.next().filter(|n| n.shape().is_signs && n.shape().bytes >= RULE)?;
    let low = life.bare().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let tells = |words: &[&str]| words.iter().any(|word| low.contains(word));
    let lives = tells(&[
        " lives in ",
        " lives with ",
        " lives near ",
        " resides in ",
        " is a student ",
        " works as ",
        " works for ",
    ]);
    let writes = tells(&["stories", "poem", "wrote", "written", "writes", "published", "fiction", "novel", "magazine"]);
    (place.shape().bytes >= RULE && lives && writes).then(|| rule.at() - place.at())
}

/// How many units below the heading "About the author" at the end belong to the life told there: down to a wide space
/// or the end; none where no such heading stands.
fn reach_of_life(place: &Place) -> Option<usize> {
    let is_heading = |p: &Place| {
        p.shape().words <= 4
            && p.glance().is_some_and(|g| languages::is_about_author(g.low_core().trim_end_matches([':', '.'])))
    };
    // "Ann Ode (ann@doors.example)", a rule below: how a magazine heads the life.
    let is_address = |p: &Place| {
        p.shape().words <= HEAD_WORDS
            && p.shape().last == ')'
            && p.low().contains('@')
            && p.step(1).is_some_and(|n| n.above() == 0 && n.shape().is_signs && n.next().is_some_and(|n| n.is_prose()))
    };
    let is_list = place.shape().words <= 8
        && BOOKS
            .iter()
            .chain(&["other stories by", "more books by"])
            .any(|opening| place.glance().is_some_and(|g| g.low_core().starts_with(opening)));
    if is_list && place.from_end() < 2 * LONGEST && place.from_end() > 0 {
        return Some(2 * LONGEST).filter(|_| !is_told_below(place));
    }
    if place.from_end() >= LONGEST {
        return None;
    }
    let is_addressed = is_address(place);
    if !is_addressed && !is_heading(place) {
        return None;
    }
    let (mut reach, mut at) = (0, if is_addressed { place.step(1)? } else { *place });
    for _ in 0..LIFE {
        let Some(next) = at.next().filter(|n| reach == 0 || n.wider_above() == 0) else { break };
        if !next.is_prose() {
            break;
        }
        reach = next.at() - place.at();
        at = next;
    }
    (reach > 0).then_some(reach)
}
