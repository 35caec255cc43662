//! What a break looks like, and what stands beside a space: the predicates that the cues share.

use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

/// A line of signs, as breaks are: no opening quotation mark, no sentence in brackets.
pub(super) fn is_ornament_line(place: &Place) -> bool {
    let shape = place.shape();
    shape.is_signs && shape.bytes > 0 && !shape.is_speech
}

/// o, O, 0, x and X alternating, with signs between at will.
pub(super) fn is_letter_ornament(place: &Place) -> bool {
    let line: String =
        place.glance().map_or(String::new(), |g| g.text.chars().filter(|c| !c.is_whitespace()).collect());
    let letters: Vec<char> = line.chars().filter(|c| c.is_alphanumeric()).collect();
    let of_round = |c: &char| matches!(c.to_ascii_lowercase(), 'o' | '0');
    let of_cross = |c: &char| matches!(c.to_ascii_lowercase(), 'x' | '6');
    let is_round = letters.iter().all(of_round) && (letters.len() >= 3 || (letters.len() == 1 && line.len() >= 3));
    let is_cross = letters.iter().all(of_cross) && letters.len() >= 3;
    let is_both =
        letters.len() >= 5 && letters.iter().all(|c| of_round(c) || of_cross(c)) && !line.eq_ignore_ascii_case("xoxox");
    let has_speech = line.contains(['"', '“', '!', '?', ',']) || line.chars().all(|c| c.is_ascii_digit());
    !letters.is_empty() && (is_round || is_cross || is_both) && !has_speech
}

pub(super) fn is_named_break(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let is_framed = glance.text.starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '\''));
    let words = glance.low_core.trim_matches(|c: char| !c.is_alphanumeric());
    is_framed
        && (languages::is_break_name(words)
            || (languages::LATER.ends(words)
                && place.shape().words <= 5
                && glance.text.starts_with(['*', '~', '-', '['])))
}

pub(super) fn is_single_stop(place: &Place) -> bool {
    place.shape().bytes <= 3
}

pub(super) fn returns(place: &Place) -> bool {
    place.survey().is_some_and(|s| s.breaks.of_same_ornament(place) >= 2)
}

/// "that single word", "at this": the opening of a paragraph that answers the one before.
pub(super) fn looks_back(low: &str) -> bool {
    let mut words = low.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).take(9).peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let points = matches!(word, "that" | "this" | "those" | "these")
            && matches!(before, "at" | "to" | "of" | "with" | "from" | "for");
        if points && words.peek().is_some() {
            return true;
        }
        before = word;
    }
    false
}

/// Another convention leans strongly towards the block here.
pub(super) fn is_claimed(place: &Place) -> bool {
    [
        Role::Heading,
        Role::Break,
        Role::Note,
        Role::Verse,
        Role::Letter,
        Role::End,
        Role::Field,
        Role::Title,
        Role::Epigraph,
        Role::Contents,
        Role::Boilerplate,
        Role::Byline,
    ]
    .into_iter()
    .any(|role| place.leaning(role) >= 4)
}
