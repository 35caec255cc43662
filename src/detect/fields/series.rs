//! Lines that say of which series a work is a part, and which.

use crate::detect::languages;
use crate::detect::place::Place;

/// Words with which the names of series end.
const SERIES: [&str; 9] =
    [" series", " trilogy", " saga", " chronicles", " cycle", " quartet", " duology", " sequence", " 'verse"];

/// "(Book Two of the Canal Street Annals)", "Book 2 of the Garden Series": the place in a series, in brackets, or before a
/// word for one.
pub(super) fn is_series(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let is_framed = glance.text.starts_with(['(', '[']) && glance.text.ends_with([')', ']']);
    let low = glance.low_core();
    let begins =
        ["book ", "part ", "volume ", "vol. ", "sequel to", "prequel to", "#"].iter().any(|w| low.starts_with(w));
    // "(Third in the Contrary Winds series)"
    let is_counted = || {
        let mut words = low.split_whitespace().skip_while(|word| matches!(*word, "the" | "a"));
        let is_ordinal = words.next().is_some_and(|word| languages::number(word).is_some());
        is_ordinal && low.contains("series") && matches!(words.next(), Some("in" | "of" | "story" | "book" | "part"))
    };
    // "(Contrary Winds, #2)"
    let is_numbered = || {
        low.rsplit_once(", #").is_some_and(|(_, n)| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let stands_on_the_title_page = || {
        (1..=3).contains(&place.from_top())
            && place.next().is_some_and(|below| !below.is_prose() && !below.shape().is_speech)
    };
    if is_framed && place.shape().words <= 8 && is_numbered() && stands_on_the_title_page() {
        return true;
    }
    let names_series = || SERIES.iter().any(|word| low.ends_with(word)) && !place.shape().is_ended;
    (begins || is_framed && is_counted())
        && (is_framed || names_series())
        && (low.contains(" of ") || low.contains(" in ") || low.contains("sequel") || low.contains("prequel"))
        && place.shape().words <= 14
}
