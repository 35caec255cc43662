//! How far a letter goes: from its opening to its signature, its closing quotation mark, the end of its own indent or
//! distance, or as long as it speaks to somebody.

use super::closing::{
    ends_in_farewell, ends_quoted, is_farewell, is_postscript, is_short_close, is_signature, is_signed_farewell,
};
use super::dateline::{is_address, is_dateline};
use super::entries::greets_diary;
use super::opening::{
    is_announced, is_diary_line, is_greeting, is_quoted, is_quoted_whole, opens_with_headers, speaks_of_writing,
};
use super::quoted::{quoted_reach, reach_of_inset};
use super::salutation::{is_bare_salutation, is_salutation};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::verse;
use crate::text::head;

/// Units a letter is followed at most.
pub(super) const LONGEST: usize = 90;
/// Words of the name that closes a letter at most.
const NAME: u16 = 4;
/// Words of a sentence at least.
const SENTENCE: u16 = 5;
/// Paragraphs of a letter without any close that are believed.
const UNSIGNED: usize = 6;

/// Units of one that a wider space ends.
const LONGEST_UNSIGNED: usize = 24;
/// What stands behind a letter that another letter tells of.
const TOLD_OF: &[&str] = &["from", "of", "about", "to", "is", "that", "which", "for", "in", "on"];
/// Bytes at the head of a paragraph in which the story names what was read.
const OPENING: usize = 40;
/// Blocks of a letter that a few words may close that are no name.
const SHORT: usize = 4;

/// Whether a letter can open here: a salutation, a greeting, a date line above one.
pub(super) fn opens_letter(place: &Place) -> bool {
    place.ordinal() > 0
        && (is_salutation(place) || is_greeting(place) || is_dateline(place) || is_diary_line(place))
        && !is_below_dateline(place)
}

fn is_below_dateline(place: &Place) -> bool {
    let mut at = *place;
    for _ in 0..4 {
        let Some(above) = at.previous() else { return false };
        if is_dateline(&above) {
            return true;
        }
        if at.at() != place.at() && at.above() > 0 {
            return false;
        }
        at = above;
    }
    false
}

/// Units behind the opening that belong to the letter, if its end shows itself.
pub(super) fn closed_reach(place: &Place) -> usize {
    let close = reach_to_close(place);
    let Some(apart) = reach_of_letter_set_apart(place) else { return close };
    // What stands apart may be signed below its space, unless the story speaks of it there.
    let last = isize::try_from(apart).ok().and_then(|by| place.step(by));
    let is_told_of = last.and_then(|last| last.next()).is_some_and(|below| is_about_the_letter(&below));
    if is_told_of { apart } else { close.max(apart) }
}

/// The same where wider spaces set it apart, and more than its greeting stands between them.
fn reach_of_letter_set_apart(place: &Place) -> Option<usize> {
    let is_letter = |reach: &usize| *reach > 0 || place.shape().words >= SENTENCE;
    reach_of_inset(place).filter(|_| place.habits().distance > 0).filter(is_letter)
}

/// Units behind the opening down to a signature, a closing mark, or as far as it is set in.
fn reach_to_close(place: &Place) -> usize {
    if is_bare_salutation(place) {
        return signed_reach(place);
    }
    if is_quoted(place) {
        return quoted_reach(place);
    }
    let set_in = set_in_reach(place);
    if set_in > 0 && (!is_address(place) || greets_within(place, set_in)) { set_in } else { signed_reach(place) }
}

/// The greeting stands within the next units: it is set in as place and day are.
fn greets_within(place: &Place, units: usize) -> bool {
    (1..=units).filter_map(|by| place.step(by.cast_signed())).any(|at| is_salutation(&at) || is_greeting(&at))
}

/// A letter of one paragraph: announced, greeted, and closed.
pub(super) fn is_whole(place: &Place) -> bool {
    is_greeting(place) && is_announced(place) && ((is_quoted(place) && ends_quoted(place)) || ends_in_farewell(place))
}

/// Units behind the opening of a letter without close: all that stand farther apart than the story's paragraphs, or
/// what speaks to somebody.
pub(super) fn open_reach(place: &Place) -> usize {
    // What its quotation marks have closed does not go on.
    if is_quoted(place) && ends_quoted(place) {
        return 0;
    }
    if let Some(reach) = reach_of_letter_set_apart(place).or_else(|| reach_of_unsigned(place)) {
        return reach;
    }
    let inner = place.next().map_or(0, |n| n.above());
    let is_wide = inner > place.habits().distance;
    let mut reach = 0;
    let mut blocks = 0;
    let mut at = *place;
    for steps in 1..=LONGEST {
        let Some(next) = at.step(1) else { break };
        at = next;
        if next.is_space() {
            if (!is_wide || next.length() > inner + 1) && blocks > 0 {
                break;
            }
            continue;
        }
        let is_over = is_boundary(&next) || opens_letter(&next) || opens_with_headers(&next);
        let is_nearer = is_wide && next.above() < inner;
        let is_other = next.shape().is_speech || (blocks > 0 && !speaks_to_you(&next));
        if is_over || is_nearer || (!is_wide && (is_other || blocks >= UNSIGNED)) {
            break;
        }
        blocks += 1;
        reach = steps;
    }
    reach
}

/// Units behind the greeting of a letter that a sentence leads up to and nobody signs: down to the wider space that ends it,
/// as books set letters apart, or to the paragraph in which the story speaks of it. In between somebody speaks to somebody, and
/// nobody else is heard.
fn reach_of_unsigned(place: &Place) -> Option<usize> {
    if is_quoted(place) || !place.previous().is_some_and(|above| above.is_prose() && above.leads_on()) {
        return None;
    }
    let (mut at, mut spoken_to) = (*place, 0);
    for behind in 0..LONGEST_UNSIGNED {
        let next = at.step(1)?;
        if is_about_the_letter(&next) {
            return (behind > 0).then_some(behind);
        }
        if next.is_space() {
            return (behind > 0 && spoken_to * 2 >= behind).then_some(behind);
        }
        let is_spoken_to = speaks_to_you(&next);
        spoken_to += usize::from(is_spoken_to);
        if !is_spoken_to && !speaks_of_himself(&next) {
            return None;
        }
        if next.shape().is_speech || is_boundary(&next) || opens_letter(&next) || opens_with_headers(&next) {
            return None;
        }
        at = next;
    }
    None
}

/// "The letter was signed …", "This note he dried …": the story goes on, and begins with what was read. "The letter from Tom"
/// and "This letter is not to be shown" are written.
fn is_about_the_letter(place: &Place) -> bool {
    let words = place.bare();
    let opening = head(&words, OPENING).to_lowercase();
    let mut words = opening.split(|c: char| !c.is_alphanumeric());
    let is_pointed_at = words.next().is_some_and(|word| matches!(word, "the" | "this" | "that" | "such"));
    is_pointed_at
        && words.next().is_some_and(|word| !word.ends_with('s') && languages::MISSIVES.is_in(word))
        && !words.next().is_some_and(|word| TOLD_OF.contains(&word))
        && !speaks_to_you(place)
        && !speaks_of_himself(place)
}

pub(super) fn speaks_to_you(place: &Place) -> bool {
    place.glance().is_some_and(|g| languages::SECOND_PERSON.is_in(&g.text.to_lowercase()))
}

fn speaks_of_himself(place: &Place) -> bool {
    place.glance().is_some_and(|g| languages::FIRST_PERSON.is_in(&g.text.to_lowercase()))
}

/// A heading or a line of signs.
pub(super) fn is_boundary(place: &Place) -> bool {
    let shape = place.shape();
    place.heads_division() || (shape.is_signs && shape.bytes >= 3)
}

/// A letter that is set in, in a text whose paragraphs are not: as far as it is.
pub(super) fn set_in_reach(place: &Place) -> usize {
    if place.habits().is_indented || place.shape().indent == 0 {
        return 0;
    }
    // Place and date are set to the right in letters that are not set in.
    let (mut at, mut reach, mut is_told) = (*place, 0, tells(place));
    for steps in 1..=LONGEST {
        let Some(next) = at.step(1) else { break };
        let is_over = if next.is_space() {
            next.length() > place.habits().distance + 1
        } else {
            next.shape().indent == 0
                || is_boundary(&next)
                || is_address(&next)
                || is_told && at.shape().words <= NAME && is_salutation(&next)
        };
        if is_over {
            break;
        }
        if !next.is_space() {
            is_told |= tells(&next);
            reach = steps;
        }
        at = next;
    }
    if is_told { reach } else { 0 }
}

/// A sentence, as the head and the foot of a letter hold none.
fn tells(place: &Place) -> bool {
    place.shape().words >= SENTENCE && place.shape().is_ended
}

/// Units of a message behind its first line: it is set in, unlike the paragraphs, the one above speaks of something
/// written, and a name closes it.
pub(super) fn reach_of_dispatch(place: &Place) -> Option<usize> {
    let is_first = place.ordinal() > 0
        && place.shape().indent > 0
        && place.above() > 0
        && place.previous().is_some_and(|a| a.shape().indent == 0)
        && place.habits().is_wrapped
        && !place.habits().is_indented
        && !place.shape().is_speech
        && speaks_of_writing(place)
        && !verse::begins(place);
    let reach = if is_first { set_in_reach(place) } else { 0 };
    let last = isize::try_from(reach).ok().and_then(|by| place.step(by))?;
    (reach > 0 && is_signature(&last)).then_some(reach)
}

/// Whether what is quoted whole here is a letter rather than a passage of a book: something written is spoken of above,
/// a name closes it, or it speaks to somebody.
pub(super) fn is_letter_set_in(place: &Place) -> bool {
    let is_signed = |reach: usize| {
        reach > 0
            && isize::try_from(reach)
                .ok()
                .and_then(|by| place.step(by))
                .is_some_and(|last| is_signature(&last) || is_farewell(&last))
    };
    is_quoted_whole(place)
        && !verse::begins(place)
        && (speaks_of_writing(place) || speaks_to_you(place) || is_signed(set_in_reach(place)))
}

/// A letter to its signature, if one comes before the story is heard again.
pub(super) fn signed_reach(place: &Place) -> usize {
    let (mut at, mut signature, mut blocks, mut speeches) = (*place, 0, 0, 0);
    // Where the story speaks of the letter it is over, unless it is signed below.
    let mut told: Option<usize> = None;
    let head = if is_dateline(place) { place.next().unwrap_or(*place) } else { *place };
    let inner = inner_distance(&head);
    // Above the greeting stand place and day, and nobody signs there.
    let mut is_greeted = !is_dateline(place);
    for steps in 1..=LONGEST {
        let Some(next) = at.step(1) else { break };
        at = next;
        if next.is_space() {
            let is_name_due = next.step(-1).is_some_and(|above| is_farewell(&above));
            if signature > 0 && !is_name_due && !next.step(1).is_some_and(|n| is_postscript(&n) || is_signature(&n)) {
                break;
            }
            continue;
        }
        let is_headed = is_dateline(place) && blocks < 4 && is_below_dateline(&next);
        let is_another = (is_salutation(&next) || is_address(&next) || greets_diary(&next)) && !is_headed;
        if is_boundary(&next) || is_another || opens_with_headers(&next) {
            break;
        }
        if signature == 0 && blocks > 1 && is_salutation(place) && is_about_the_letter(&next) {
            told = told.or(Some(steps - 1));
        }
        if told.is_some() && (next.wider_above() > 0 || next.shape().is_speech || speaks_with_tag(&next)) {
            break;
        }
        if blocks > 0 && next.above() < inner && inner > place.habits().distance {
            return if signature > 0 { signature } else { steps - 1 };
        }
        blocks += 1;
        let after_farewell = next.previous().is_some_and(|a| is_farewell(&a))
            && next.shape().words <= 8
            && !(next.shape().is_ended && next.shape().words > 4 && next.shape().capitalised * 2 < next.shape().words);
        let closes = is_signature(&next) || blocks <= SHORT && is_salutation(place) && is_short_close(&next);
        is_greeted |= is_salutation(&next) || is_greeting(&next);
        let closes = closes || is_signed_farewell(&next);
        let is_signed = closes && is_greeted && (blocks > 1 || next.above() == 0) && !next.shape().is_speech;
        if is_signed || after_farewell || (is_postscript(&next) && signature > 0) || ends_in_farewell(&next) {
            signature = steps;
        } else if signature > 0 && !is_farewell(&next) {
            break;
        }
        speeches = if next.shape().is_speech { speeches + 1 } else { 0 };
        let is_told = || speaks_with_tag(&next) && !(is_greeted && answers_speech(&next));
        if signature == 0 && (speeches >= 2 || speeches == 1 && is_told()) {
            break;
        }
    }
    if signature > 0 { signature } else { told.unwrap_or(0) }
}

/// "…," she said: speech of the story, not a quotation in a letter.
pub(super) fn speaks_with_tag(place: &Place) -> bool {
    let text = place.glance().map_or("", |g| g.text.as_str());
    let closes = |mark: &str| {
        text.match_indices(mark).any(|(at, _)| text[at + mark.len()..].trim_start().starts_with(char::is_lowercase))
    };
    closes("\" ") || closes("” ") || closes(",\"") || closes(",”")
}

/// "Begin," says you in your book. I have begun.: who writes quotes the other, and answers.
fn answers_speech(place: &Place) -> bool {
    let text = place.bare();
    let outside: String = text.split(['"', '“', '”']).skip(2).step_by(2).collect();
    languages::FIRST_PERSON.count_in(&outside.to_lowercase()) >= 2
}

/// The distance between the opening of a letter and its next block.
fn inner_distance(place: &Place) -> usize {
    place.next().map_or(1, |next| next.above().max(place.habits().distance))
}
