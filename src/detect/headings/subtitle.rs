//! The second line of a title that has no number: "INTRODUCTORY EPISTLE", and below it to whom; "THE MILL, or, THE
//! WHEEL".

use super::sight::{form, is_title_like, links_titles};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;
use crate::detect::titlepage::is_byline;

/// Titles with a second line in capitals from which on a book's titles have two lines.
const DOUBLED: usize = 3;

/// A title in capitals without word and number.
fn is_title(place: &Place) -> bool {
    place.shape().is_capitals && place.shape().words >= 2 && is_title_like(place) && form(place).is_none()
}

/// The second line in capitals below a title in capitals, nearer to it than that is to the text above.
fn second_line<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    let is_near = |n: &Place| (1..=2).contains(&n.above()) && n.above() < place.above();
    let names_day = |n: &Place| n.low().split(|c: char| !c.is_alphabetic()).any(languages::is_calendar);
    let second = place.next().filter(|n| is_title(n) && is_near(n) && !is_byline(n) && !names_day(n))?;
    let heads_text = second.next().is_some_and(|text| {
        (text.is_prose() || text.shape().words > 4)
            && text.shape().words > second.shape().words
            && !text.shape().is_capitals
    });
    heads_text.then_some(second)
}

/// Whether a title of two lines stands here, as far as its own lines tell.
pub(super) fn is_doubled(place: &Place) -> bool {
    place.wider_above() > 0 && is_title(place) && second_line(place).is_some()
}

/// How many units behind a title in capitals belong to its second line, in capitals too: it stands nearer to the title
/// than to the text below it, or other titles of the book have two lines; or, behind a link, its second title.
pub(super) fn reach(place: &Place) -> usize {
    if let Some(link) = place.next().filter(|n| place.leaning(Role::Heading) >= 4 && links_titles(n)) {
        return link.next().map_or(0, |second| second.at() - place.at());
    }
    if place.ordinal() == 0 || place.leaning(Role::Heading) < 4 || !is_doubled(place) {
        return 0;
    }
    let is_habit = place.survey().is_some_and(|s| s.headings.are_of_two_lines(DOUBLED));
    let second =
        second_line(place).filter(|second| is_habit || second.above() < second.below() && is_over_prose(second));
    second.map_or(0, |second| second.at() - place.at())
}

fn is_over_prose(second: &Place) -> bool {
    second.next().is_some_and(|text| text.is_prose())
}
