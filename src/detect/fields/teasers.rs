//! Teasers: above an episode of a serial, between angles, what it tells; at its end what the next one will.

use crate::detect::place::Place;

/// Blocks at the top among which a teaser stands, and blocks at the end.
const TOP: usize = 20;
const END: usize = 4;
/// Words of a teaser at least, and at most.
const WORDS: std::ops::RangeInclusive<u16> = 12..=120;
/// Blocks below in which nothing else is set between angles: some write all speech so.
const ALONE: usize = 8;
/// Openings of what is said of the next episode.
const NEXT: &[&str] =
    &["in the next ", "in our next ", "next time", "next week", "next month", "next episode", "next issue"];

/// ">>Ann finds a door and a key.<<": a paragraph between two or more angles, and none within.
fn is_between_angles(place: &Place) -> bool {
    let shape = place.shape();
    shape.first == '>' && matches!(shape.last, '<' | '>') && WORDS.contains(&shape.words) && {
        let bare = place.bare();
        let inner = bare.trim_matches(['<', '>']);
        bare.starts_with(">>") && (bare.ends_with("<<") || bare.ends_with(">>")) && !inner.contains(['<', '>'])
    }
}

/// Between title or heading and the story, the only paragraph of its kind: what the episode tells.
pub(super) fn sums_up(place: &Place) -> bool {
    let is_told = |p: Place| p.is_prose() && p.shape().words >= 14 && !p.has_imprint();
    let is_angled = |p: Place| p.shape().first == '>';
    (1..TOP).contains(&place.from_top())
        && is_between_angles(place)
        && !std::iter::successors(place.next(), Place::next).take(ALONE).any(is_angled)
        && !std::iter::successors(place.previous(), Place::previous).take(place.from_top()).any(is_told)
}

/// At the end of the file, between angles: what the next episode will tell.
pub(in crate::detect) fn announces_the_next(place: &Place) -> bool {
    let low = place.low().trim_start_matches(|c: char| !c.is_alphanumeric());
    place.from_end() < END && is_between_angles(place) && NEXT.iter().any(|opening| low.starts_with(opening))
}
