//! Dedications as books print them: without a label, set apart on the pages before the text.

use super::labels::{has_known_label, is_note_label};
use crate::detect::languages;
use crate::detect::place::Place;

/// Blocks at the top among which a dedication stands.
const TOP: usize = 40;
/// The same of one that only its place in the middle of the page shows.
const FRONT: usize = 5;
/// The same below a long table of contents.
const PAGES: usize = 160;
/// Words of a dedication's first block at most. Measured: 40.
const LONGEST: u16 = 60;
/// Blocks of a dedication at most: a list of people is the longest.
const BLOCKS: usize = 14;
/// Whom a preface addresses, in the line above it.
const READERS: &[&str] =
    &["readers", "parents", "teachers", "mothers", "fathers", "critics", "reviewers", "students", "players", "actors"];
/// Blank lines that part a dedication from what follows.
const APART: usize = 2;

/// Whether a dedication begins here that stands apart, as books print it.
pub(in crate::detect) fn opens(place: &Place) -> bool {
    is_addressed_in_front(place) && stands_apart(place) && !heads_a_note(place) && reach(place).is_some()
}

/// Whether one begins here that says itself what it is, or that stands apart.
pub(super) fn opens_or_says(place: &Place) -> bool {
    let is_story = |above: Place| above.is_prose() && !has_known_label(&above);
    let is_amid_prose = || place.previous().is_some_and(is_story) && place.above() < APART;
    opens(place) || place.from_top() < TOP && says_dedicated(place) && !is_amid_prose()
}

/// Addressed to somebody, on the pages before the text, which a table of contents may make long.
fn is_addressed_in_front(place: &Place) -> bool {
    place.from_top() < PAGES
        && is_addressed(place)
        && ((1..TOP).contains(&place.from_top()) || is_below_contents(place))
}

/// Nothing but a table of contents and short lines stand between it and here.
fn is_below_contents(place: &Place) -> bool {
    let is_text = |p: &Place| p.shape().is_ended && p.is_prose();
    let is_contents = |p: &Place| p.glance().is_some_and(|g| languages::is_contents(g.low_core()));
    let mut above = std::iter::successors(place.previous(), Place::previous);
    above.find(|p| is_text(p) || is_contents(p)).is_some_and(|p| !is_text(&p))
}

/// Below the label of a note an author may say for whom the story is; that is part of the note.
pub(super) fn heads_a_note(place: &Place) -> bool {
    place.wider_above() == 0 && place.previous().is_some_and(|a| a.shape().words <= 4 && is_note_label(&a))
}

/// How many units behind the first one belong to the dedication; 0 where none begins here.
pub(super) fn goes_on(place: &Place) -> usize {
    let begins = says_dedicated(place) || is_addressed_in_front(place) && stands_apart(place);
    // One in brackets ends with them.
    let is_closed = place.shape().first == '(' && place.shape().last == ')';
    if begins && !is_closed && place.from_top() < PAGES && !place.shape().is_speech && !heads_a_note(place) {
        reach(place).unwrap_or(0)
    } else {
        0
    }
}

/// "Dedicated to …", "This book is dedicated …", "In memory of …".
pub(super) fn says_dedicated(place: &Place) -> bool {
    place.shape().words <= LONGEST
        && !place.shape().is_speech
        && place.glance().is_some_and(|g| {
            let low = g.low_core();
            let is_open = !low.starts_with("i inscribe") || place.shape().words <= 8 && !place.shape().is_ended;
            is_open && languages::DEDICATIONS.begins(low) && says_so(low) && !is_told(low, place.shape().is_ended)
        })
}

/// The dedication's own verb or noun, rather than the small words with which any sentence can begin.
fn says_so(low_core: &str) -> bool {
    [
        "dedicat",
        "inscribe",
        " is for ",
        " goes out to ",
        "memory",
        "gewidmet",
        "dédié",
        "dedicad",
        "dedicat",
        "opgedragen",
        "посвящ",
        "献给",
        "dedyk",
    ]
    .iter()
    .any(|w| low_core.contains(w))
}

/// "For Bea", "To my sister", "Dedicated to everyone who waited.", or what is printed as a dedication.
pub(super) fn is_dedication(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    let low = glance.low_core().trim_start_matches(['"', '(', '“']);
    if shape.is_speech || is_told(low, shape.is_ended) || heads_a_note(place) {
        return false;
    }
    let is_printed = opens(place);
    let says_so = is_printed
        || low.starts_with("dedicated to ")
        || low.starts_with("for my ")
        || low.starts_with("in memory of")
        || low.starts_with("in loving memory of")
        || low.starts_with("to my ");
    let is_for = low.strip_prefix("for ").is_some_and(|name| {
        let original = glance.core().chars().nth(glance.low_core().chars().count() - name.chars().count());
        let is_low = || (1..5).contains(&place.from_top()) && shape.starts_low && name.contains(", who");
        // "For Bea, who is six and three quarters and has asked for it again": no sentence of a story stays open.
        let longest = if name.contains(", who") && !shape.is_ended { 16 } else { 12 };
        (original.is_some_and(char::is_uppercase) || is_low()) && shape.words <= longest
    });
    // "To Pauline, for the compass." above the first chapter.
    let is_to = low.strip_prefix("to ").is_some_and(|name| {
        let original = glance.core().chars().nth(3);
        original.is_some_and(char::is_uppercase)
            && name.contains([',', '.'])
            && (1..8).contains(&place.from_top())
            && (3..=12).contains(&shape.words)
            && place.next().is_some_and(|n| n.heads_division())
    });
    says_so || is_for || is_to || says_dedicated(place) || languages::DEDICATIONS.begins(low) && shape.words <= 10
}

/// A sentence of a story: "To my mother a boat was a kind of debt." What a dedication tells stands behind a comma or "who".
fn is_told(low: &str, is_ended: bool) -> bool {
    let is_beside = |word: &str| matches!(word, "who" | "whom" | "whose" | "that" | "which" | "as" | "because");
    is_ended && !low.contains(',') && !low.split(' ').any(is_beside) && languages::holds_past(low)
}

/// "To", and a name or "my", "the memory", "all": what "To" stands before in a dedication, and not in a sentence.
fn is_addressed(place: &Place) -> bool {
    let shape = place.shape();
    let Some(glance) = place.glance() else { return false };
    if shape.words > LONGEST || shape.is_speech || shape.first == '(' || glance.form.is_some() {
        return false;
    }
    let mut words = glance.core().split_whitespace();
    if !words.next().is_some_and(|w| languages::is_for_whom(&w.to_lowercase())) {
        return false;
    }
    let Some(second) = words.next() else { return true };
    let low = second.to_lowercase();
    // "To Parents and Teachers" heads a preface.
    if shape.words <= 6 && READERS.contains(&low.trim_end_matches(|c: char| !c.is_alphanumeric())) {
        return false;
    }
    let is_whose =
        matches!(low.as_str(), "my" | "our" | "all" | "those" | "everyone" | "whoever" | "anyone" | "her" | "him");
    let is_memory = low == "the" && words.next().is_some_and(|w| matches!(w.to_lowercase().as_str(), "memory" | "one"));
    let is_name = second.starts_with(char::is_uppercase) && !matches!(low.as_str(), "the" | "be" | "a" | "an" | "his");
    // "TO THE FOUR WHO WOULD NOT SLEEP": capitals set apart say it of anybody.
    let is_headed = || place.previous().is_some_and(|above| above.heads_division());
    let is_long = shape.words >= 5 || low == "the" && shape.words == 2 && !is_headed();
    let is_set = shape.is_capitals && is_long && !matches!(shape.last, '!' | '?') && place.wider_above() > 0;
    // "To the keepers of the hut", in the middle of a page of its own.
    let is_in_the_middle = || {
        let names_them = shape.words >= 4 && glance.low_core().split(' ').any(|word| matches!(word, "who" | "of"));
        low == "the" && names_them && shape.is_centred && !shape.is_ended && place.from_top() < FRONT
    };
    is_whose
        || is_memory
        || is_name
        || is_set
        || is_in_the_middle() && place.wider_above() > 0 && place.wider_below() > 0
}

/// The story does not stand directly above, and has not begun.
fn stands_apart(place: &Place) -> bool {
    place.above() > 0
        && place.previous().is_none_or(|a| !a.is_prose() || place.above() >= APART && !is_in_a_chapter(place))
}

/// A chapter's heading stands above, and right below it a paragraph.
fn is_in_a_chapter(place: &Place) -> bool {
    let mut below = *place;
    while let Some(at) = below.previous() {
        if below.is_prose() && at.heads_division() {
            return true;
        }
        below = at;
    }
    false
}

/// What stands below a dedication at the usual distance and is none of it: an aside in brackets, a label, a heading.
fn is_something_else(place: &Place) -> bool {
    matches!(place.shape().first, '(' | '[') && place.shape().words >= 4
        || place.shape().is_signs
        || place.glance().is_some_and(|g| {
            g.heads_division()
                || g.label.as_ref().is_some_and(|l| l.has_colon)
                || languages::VIEWS.ends(g.low_core().trim_end_matches('.'))
        })
}

/// "whose name may not be written": the sentence that began with whom a dedication addresses.
fn tells_of_whom(place: &Place) -> bool {
    let first = place.low().split(' ').next().unwrap_or_default();
    place.shape().starts_low && matches!(first, "who" | "whose" | "whom" | "for" | "in" | "of" | "with")
}

/// "My dear Children,": the line above a letter.
fn is_salutation(place: &Place) -> bool {
    let shape = place.shape();
    (2..=6).contains(&shape.words)
        && matches!(shape.last, ',' | ':' | '-' | '—')
        && languages::DEARS.begins(place.low())
}

/// Units from here to the wide space that ends a dedication; none where the story goes on instead.
fn reach(place: &Place) -> Option<usize> {
    let (mut reach, mut at, mut is_letter) = (0, *place, false);
    for _ in 0..BLOCKS {
        let apart = APART.max(place.habits().distance + 1);
        if at.below() >= apart {
            return Some(reach);
        }
        let next = at.next()?;
        let is_list = next.above() == 0;
        // "TO / ANN AND BEA / My dear Children, …": the book is given with a letter, which ends where the dedication does.
        is_letter |= place.shape().is_capitals && is_salutation(&next);
        if is_letter && !next.heads_division() {
            reach = next.at() - place.at();
            at = next;
            continue;
        }
        let goes_on = at.shape().is_capitals && next.shape().words <= LONGEST && tells_of_whom(&next);
        if !is_list && (next.shape().words > 16 && !goes_on || is_something_else(&next)) {
            // A blank line, and then the story: only a dedication that says so ends here.
            return says_dedicated(place).then_some(reach);
        }
        reach = next.at() - place.at();
        at = next;
    }
    None
}
