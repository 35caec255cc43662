//! Electronic letters: how far one goes below its head of From, To and Subject, and what a program sets below it.

use super::closing::is_signature;
use super::opening::{is_header, opens_with_headers};
use super::span::{LONGEST, set_in_reach, signed_reach};
use crate::detect::place::Place;

/// Words of a name at most.
const LONGEST_NAME: u16 = 4;
/// Lines below the two dashes under a message at most.
const BELOW_DASHES: usize = 6;

/// Units behind a message's head that belong to the message: the head, then all to the signature or the next distance
/// that is wider than the one inside.
pub(super) fn reach_of_message(place: &Place) -> usize {
    let set_in = set_in_reach(place);
    if set_in > 0 {
        return set_in;
    }
    let mut steps = 0;
    let mut at = *place;
    let mut head = 0;
    while let Some(next) = at.step(1) {
        if !is_header(&next) || next.above() > 1 {
            break;
        }
        steps += 1;
        head = steps;
        at = next;
    }
    let signed = signed_reach(&at);
    if signed > 0 && signed < 40 {
        let reach = head + signed;
        return reach + reach_of_block_below(place, reach, head);
    }
    let mut reach = head;
    let body_distance = at.step(1).map_or(0, |n| if n.is_space() { n.length() } else { n.above() });
    // How far the message's first block is set in, once it has been seen.
    let mut indent: Option<usize> = None;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            break;
        }
        if next.is_space() {
            if indent.is_some() {
                break;
            }
        } else {
            let is_wider = next.above() > body_distance.min(1).max(place.habits().distance)
                || body_distance > 0 && next.above() >= body_distance;
            let is_other = next.shape().is_signs || opens_with_headers(&next) || next.shape().is_speech;
            // A message at the margin is over where the story's paragraphs, which are set in, go on.
            let is_set_in = |indent: usize| place.habits().is_indented && indent < next.shape().indent;
            if is_other || indent.is_some_and(|indent| is_wider || is_set_in(indent)) {
                break;
            }
            indent.get_or_insert(next.shape().indent);
            reach = steps;
        }
        at = next;
    }
    reach
}

/// Units of the block that a program sets below a message, two dashes above it: the sender's name once more, firm, a
/// request to save paper.
fn reach_of_block_below(place: &Place, reach: usize, head: usize) -> usize {
    let step = |by: usize| isize::try_from(by).ok().and_then(|by| place.step(by));
    let is_between = |at: &Place| at.is_space() || is_signature(at);
    let mut below =
        (1..=3).map_while(|by| step(reach + by).filter(|at| at.low() == "--" || is_between(at)).map(|at| (by, at)));
    let Some((dashes, at)) = below.find(|(_, at)| at.low() == "--") else { return 0 };
    let Some(name) = at.step(1).filter(|name| at.below() == 0 && !name.is_space()) else { return 0 };
    let shape = name.shape();
    // The head or the signature has said it before.
    let said = (0..=head).chain([reach.saturating_sub(1), reach]).filter_map(step);
    let said: Vec<_> = said.map(|line| line.bare()).collect();
    let is_sender = shape.words <= LONGEST_NAME
        && !shape.is_ended
        && !shape.is_speech
        && shape.capitalised * 2 >= shape.words
        && name.bare().split_whitespace().any(|word| word.len() > 2 && said.iter().any(|line| line.contains(word)));
    let is_line = |by: &usize| {
        let line = step(reach + *by).filter(|at| !at.is_space() && at.above() == 0 && !is_header(at));
        line.is_some_and(|at| !at.shape().is_speech && at.shape().words <= 12 && !at.heads_division())
    };
    if is_sender { dashes + (dashes + 1..).take(BELOW_DASHES).take_while(is_line).count() } else { 0 }
}
