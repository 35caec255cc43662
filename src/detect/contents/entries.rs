//! The entries of a printed table of contents: what one looks like, and where the last one stands.

use std::collections::BTreeSet;

use crate::detect::boilerplate::{is_picture, plain};
use crate::detect::headings::{Form, leading};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::BETWEEN_COLUMNS;

/// Units a table of contents has at most.
const LONGEST: usize = 260;
/// Blocks above a list without the word "Contents" that are looked at: a title page.
const TITLE_PAGE: usize = 30;
/// Blocks at the top among which headings without the word "Contents" are listed.
pub(in crate::detect) const FRONT: usize = 60;
/// Words of an entry at most; book lists print whole arguments, or a part's chapters in one run.
const LONGEST_ENTRY: u16 = 40;
/// Columns that what follows a list of numbers is set in beyond them at least.
const DEEPER: usize = 8;
/// Words below a bare number at most that say what the chapter tells.
const LONGEST_ARGUMENT: u16 = 60;

/// "Contents", "Table of contents:".
pub(super) fn is_contents_word(place: &Place) -> bool {
    place.shape().words <= 4
        && place.glance().is_some_and(|g| {
            let low = g.low_core().trim_end_matches(['.', ':']);
            // "CONTENTS VOLUME I", "Contents of Part Two".
            let of_a_part = |(word, part): (&str, &str)| {
                let part = part.strip_prefix("of ").unwrap_or(part);
                languages::is_contents(word) && part.contains(' ') && starts_with_division(part)
            };
            languages::is_contents(low) || low.split_once(' ').is_some_and(of_a_part)
        })
}

/// Whether nothing but a title page stands above: a list of headings inside the text counts or calls.
pub(in crate::detect) fn stands_in_front(place: &Place) -> bool {
    let mut at = *place;
    for _ in 0..TITLE_PAGE {
        if at.from_top() == 0 {
            return true;
        }
        let Some(above) = at.previous() else { return true };
        if above.shape().words >= 40 || above.shape().is_speech && above.shape().is_ended {
            return false;
        }
        at = above;
    }
    true
}

/// What an entry and the heading it announces have in common: the title behind word and number, or the whole line
/// where there is none, without dots and page.
pub(in crate::detect) fn entry(place: &Place) -> String {
    let Some(glance) = place.glance() else { return String::new() };
    let title = glance.form.as_ref().and_then(|f| f.title).and_then(|at| glance.core().get(at..));
    // "The Mill.--A great Flood. The Wheel.": what the chapter tells is printed behind its title.
    let words = title.or_else(|| behind_word_and_number(glance.core())).unwrap_or(glance.core());
    let words = words.split(".--").next().unwrap_or("");
    let words = words.split("..").next().unwrap_or("").split(". .").next().unwrap_or("");
    // "The Mill                    Ann Ode": who wrote it stands in a column of its own.
    let words = words.split(BETWEEN_COLUMNS).find(|column| column.contains(char::is_alphabetic)).unwrap_or(words);
    // "Prologue ..... 1" has a page and no title.
    let words = if words.contains(char::is_alphabetic) { words } else { glance.core() };
    let words = words.split("..").next().unwrap_or("").split(". .").next().unwrap_or("");
    let is_paged = title.is_some() || words.contains("  ") || words.contains('\t');
    plain(if is_paged { words.trim_end_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric()) } else { words })
}

/// "The Mill" of "Story 1. The Mill": any word can count what a book holds.
fn behind_word_and_number(core: &str) -> Option<&str> {
    let (word, rest) = core.split_once(' ')?;
    let (_, _, behind) = leading(rest)?;
    let is_parted = behind.starts_with(['.', ':', ')']) && word.chars().all(char::is_alphabetic);
    Some(behind.trim_start_matches(['.', ':', ')', ' '])).filter(|title| is_parted && !title.is_empty())
}

/// How many units behind the word "Contents" are entries: short lines, until one returns that was already there (the
/// first heading of the text), or a space wider than any between the entries is not followed by another entry.
pub(super) fn reach_of_entries(place: &Place) -> usize {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut first = String::new();
    let (mut count, mut reach, mut steps, mut widest) = (0, 0, 0, 0);
    let mut at = *place;
    // "I", "II", "III": a list of numbers ends where something else is said.
    let mut is_numerals = true;
    let is_bare = |p: &Place| p.glance().and_then(|g| g.form.as_ref()).is_some_and(|form| form.title.is_none());
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            break;
        }
        // A picture may stand among the entries, and is none.
        if !next.is_space() && !is_picture(&next) {
            let words = entry(&next);
            let returns = |p: &Place| seen.contains(&entry(p)) && p.glance().is_some_and(|g| !g.core().is_empty());
            let is_parted = next.above() >= widest.max(place.habits().distance + 1);
            let is_title_again = returns(&next) && next.wider_above() > 0;
            let is_numbered = |p: &Place| p.glance().and_then(|g| g.form.as_ref()).is_some_and(Form::is_strong);
            let goes_on = is_numbered(&next) && next.next().is_some_and(|n| is_numbered(&n));
            let is_wider =
                count >= 2 && next.above() > widest && next.above() >= place.habits().distance + 2 && !goes_on;
            let is_joined = |p: &Place| p.above() == 0 && is_entry(p);
            let heads_group = || {
                let second = next.next().and_then(|first| first.step(1)).filter(is_joined);
                second.and_then(|second| second.step(1)).is_some_and(|third| is_joined(&third))
            };
            let leads_on = count >= 2
                && is_parted
                && next.next().is_some_and(|n| leads_into_text(&n) || returns(&n) && !heads_group());
            if is_title_again || is_wider || leads_on || (count > 1 && words == first) {
                break;
            }
            let is_set_in = next.previous().is_some_and(|above| next.shape().indent > above.shape().indent + DEEPER);
            let is_over = is_numerals && count >= 3 && next.above() > widest && is_set_in && !is_bare(&next);
            if !is_entry(&next) && !is_argument(&next) || is_over {
                break;
            }
            is_numerals &= is_bare(&next);
            if count == 0 {
                first.clone_from(&words);
            } else {
                widest = widest.max(next.above());
            }
            seen.insert(words);
            count += 1;
            reach = steps;
        }
        at = next;
    }
    if count >= 2 { reach } else { 0 }
}

/// A short line that is no speech, no sentence, no field.
fn is_entry(place: &Place) -> bool {
    let shape = place.shape();
    let Some(glance) = place.glance() else { return false };
    let is_sentence = shape.is_ended && shape.words > 9 && shape.last != '.'
        || (shape.is_speech && shape.is_ended && (shape.words > 6 || shape.starts_low));
    let is_numbered = glance.form.is_some()
        || glance.low.contains("..")
        || starts_with_division(glance.low_core())
        || leading(glance.core()).is_some_and(|(_, _, behind)| behind.starts_with(['.', ':', ')']));
    let is_prose = place.is_prose() && !is_numbered && shape.words > 12 && !shape.is_capitals;
    let is_field = glance
        .label
        .as_ref()
        .is_some_and(|l| l.has_colon && languages::field(&l.name).is_some() && languages::division(&l.name).is_none());
    let is_dedication = languages::DEDICATIONS.begins(&glance.low) && glance.form.is_none() && shape.is_ended;
    shape.words <= LONGEST_ENTRY && !is_sentence && !is_prose && !is_field && !is_dedication
}

/// What a chapter tells, below its bare number and above the next one.
fn is_argument(place: &Place) -> bool {
    let numbered = |beside: Option<Place>, is_bare: bool| {
        let form = beside.and_then(|p| p.glance()).and_then(|g| g.form.as_ref());
        form.is_some_and(|form| form.number.is_some() && (!is_bare || form.title.is_none()))
    };
    place.shape().words <= LONGEST_ARGUMENT
        && !place.shape().is_speech
        && place.wider_above() == 0
        && numbered(place.previous(), true)
        && numbered(place.next(), false)
}

/// Prose, and not the chapters of a part in one run.
fn leads_into_text(place: &Place) -> bool {
    place.is_prose()
        && !place.shape().is_capitals
        && !place.glance().is_some_and(|g| g.form.is_some() || starts_with_division(g.low_core()))
}

fn starts_with_division(low_core: &str) -> bool {
    low_core.split_whitespace().next().is_some_and(|w| languages::division(w).is_some())
}
