//! The second line of a title that has no number: "INTRODUCTORY EPISTLE", and below it to whom; "THE MILL, or, THE
//! WHEEL".

use super::sight::{form, is_title_like, links_titles};
use crate::detect::place::Place;
use crate::detect::role::Role;

/// How many units behind a title in capitals belong to its second line, in capitals too: it stands nearer to the title
/// than to the text below it, and than the title to the text above; or, behind a link, its second title.
pub(super) fn reach(place: &Place) -> usize {
    if let Some(link) = place.next().filter(|n| place.leaning(Role::Heading) >= 4 && links_titles(n)) {
        return link.next().map_or(0, |second| second.at() - place.at());
    }
    let is_title = |p: &Place| p.shape().is_capitals && p.shape().words >= 2 && is_title_like(p) && form(p).is_none();
    if place.ordinal() == 0 || !is_title(place) || place.leaning(Role::Heading) < 4 || place.wider_above() == 0 {
        return 0;
    }
    let Some(second) = place.next().filter(|n| is_title(n) && (1..=2).contains(&n.above())) else { return 0 };
    let stands_near = second.above() < place.above() && second.above() < second.below();
    let heads_text = second.next().is_some_and(|text| text.is_prose() && text.shape().words > second.shape().words);
    if stands_near && heads_text { second.at() - place.at() } else { 0 }
}
