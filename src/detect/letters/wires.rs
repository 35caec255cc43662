//! Messages as the wire brings them: a few sentences with a name behind them, or capitals that say STOP.

use super::closing::ends_quoted;
use super::opening::{is_announced, is_quoted, speaks_of_writing};
use crate::detect::place::Place;
use crate::text::is_closing;

/// Letters of a name in capitals that are looked at.
const SHOUTED_NAME: usize = 3;

/// "_Come at once. Ann._": a short paragraph whose last sentence is a name; all of it emphasised, or announced.
pub(super) fn is_telegram(place: &Place) -> bool {
    let shape = place.shape();
    let Some(glance) = place.glance() else { return false };
    // "_Come_, it said. _Come._" has words of the story between the marks.
    let is_emphasised = matches!(shape.first, '_' | '*' | '/')
        && shape.first == shape.last
        && glance.text.matches(shape.first).count() == 2;
    let is_handed_over =
        || ends_in_capitals(place) && is_quoted(place) && ends_quoted(place) && speaks_of_writing(place);
    if shape.words < 3 || !(is_emphasised || is_announced(place) && !shape.is_speech || is_handed_over()) {
        return false;
    }
    let text = glance.text.trim_end_matches(is_closing).trim_end_matches(['.', '!']);
    let Some((before, name)) = text.rsplit_once(['.', '!', '?']) else { return false };
    let name = name.trim();
    let is_name = (1..=2).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !name.eq_ignore_ascii_case("amen");
    let is_shouted = !name.contains(char::is_lowercase);
    is_name && before.contains(' ') && (is_emphasised && is_announced(place) || is_shouted && !shape.is_capitals)
}

/// Whether the last letters are capitals, with closing marks behind them: a look at the bytes.
pub(super) fn ends_in_capitals(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    let foot = place.story().line(block.lines.end - 1).as_bytes();
    let mut letters = foot.iter().rev().skip_while(|b| !b.is_ascii_alphabetic()).take(SHOUTED_NAME);
    letters.all(u8::is_ascii_uppercase)
}

/// "RETURNING TUESDAY STOP BRING CHEESE": a message in capitals, as the wire prints it.
fn is_wired(place: &Place) -> bool {
    place.shape().is_capitals
        && place.shape().words >= 4
        && place.low().split(|c: char| !c.is_alphabetic()).filter(|w| matches!(*w, "stop" | "fullstop")).count() > 0
}

/// Units of a wired message behind the one here, which begins it: lines in capitals, one of which says STOP.
pub(super) fn reach_of_wire(place: &Place) -> Option<usize> {
    let is_line = |p: &Place| p.shape().is_capitals && !p.shape().is_speech && p.shape().words > 0;
    let begins = is_line(place) && place.ordinal() > 0 && !place.previous().is_some_and(|a| is_line(&a));
    let is_near = is_wired(place) || place.next().is_some_and(|n| is_wired(&n));
    if !begins || !is_near {
        return None;
    }
    let mut at = *place;
    for _ in 0..4 {
        let Some(next) = at.next().filter(|n| is_line(n) && n.wider_above() == 0) else { break };
        at = next;
    }
    Some(at.at() - place.at())
}
