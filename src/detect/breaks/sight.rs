//! What breaks look like: ornaments of signs and letters, phrases that name a break, and what stands beside them.

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
    let of_round = |c: &char| matches!(c.to_ascii_lowercase(), 'o' | '0');
    let of_cross = |c: &char| matches!(c.to_ascii_lowercase(), 'x' | '6');
    let text = place.glance().map_or("", |g| g.text.as_str());
    // The first other letter, nearly always the first of all, answers the question.
    if !text.chars().all(|c| of_round(&c) || of_cross(&c) || of_wave(c) || !c.is_alphanumeric()) {
        return false;
    }
    let line: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let letters: Vec<char> = line.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_round = letters.iter().all(of_round) && (letters.len() >= 3 || (letters.len() == 1 && line.len() >= 3));
    let is_cross = letters.iter().all(of_cross) && letters.len() >= 3;
    let is_both =
        letters.len() >= 5 && letters.iter().all(|c| of_round(c) || of_cross(c)) && !line.eq_ignore_ascii_case("xoxox");
    let is_framed_cross = letters.len() == 1 && place.glance().is_some_and(|g| of_cross_letter(&g.text));
    let has_speech = line.contains(['"', '“', '!', '?', ',']) || line.chars().all(|c| c.is_ascii_digit());
    !letters.is_empty() && (is_round || is_cross || is_both || is_framed_cross || is_wave(&letters)) && !has_speech
}

/// "-x-", "~X~": one x between signs that touch it. A numeral ten stands between spaces or brackets.
pub(super) fn of_cross_letter(line: &str) -> bool {
    let is_side = |side: &str| !side.is_empty() && side.chars().all(|c| matches!(c, '-' | '~' | '*' | '=' | '+' | '.'));
    line.split_once(['x', 'X']).is_some_and(|(left, right)| is_side(left) && is_side(right))
}

/// A letter of waves and zigzags.
fn of_wave(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'v' | 'w' | 'm' | 'n' | 't' | 'l')
}

/// "vVvVv", "wWwWw": one letter that nobody cries or snores with, in both sizes by turns.
pub(super) fn is_wave(letters: &[char]) -> bool {
    let is_turn = |pair: &[char]| pair[0] != pair[1] && pair[0].eq_ignore_ascii_case(&pair[1]);
    letters.len() >= 3 && letters.iter().all(|&c| of_wave(c)) && letters.windows(2).all(is_turn)
}

pub(super) fn is_named_break(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let is_framed = glance.text.starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '\''));
    let words = glance.low_core.trim_matches(|c: char| !c.is_alphanumeric());
    is_framed
        && (languages::is_break_name(words)
            || languages::is_mark_name(words)
            || is_framed_by_pairs(&glance.text) && place.shape().words <= 4 && is_meanwhile(words)
            || (languages::LATER.ends(words)
                && place.shape().words <= 5
                && glance.text.starts_with(['*', '~', '-', '['])))
}

/// "*** later ***", "[meanwhile]", "-- elsewhere --": brackets, or two signs and more on both sides.
pub(super) fn is_framed_by_pairs(text: &str) -> bool {
    let is_sign = |c: &char| matches!(c, '*' | '-' | '~' | '=' | '#' | '+' | '–' | '—' | '<' | '>' | ' ');
    let left = text.chars().take_while(is_sign).filter(|c| *c != ' ').count();
    let right = text.chars().rev().take_while(is_sign).filter(|c| *c != ' ').count();
    text.starts_with('[') && text.ends_with(']') || left >= 2 && right >= 2
}

/// Words that say that time or place change, and nothing else.
pub(super) fn is_meanwhile(words: &str) -> bool {
    matches!(
        words,
        "later"
            | "much later"
            | "meanwhile"
            | "elsewhere"
            | "next day"
            | "the next day"
            | "next morning"
            | "the next morning"
            | "that night"
            | "that evening"
            | "later that day"
            | "later that night"
            | "some time later"
    )
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
