//! Salutations: whom a letter greets, alone on a line above it.

use super::dateline::{is_dateline_form, is_place_and_day};
use super::messages::is_address_in_words;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::is_dense;

/// Words behind a name with which English letters between people who are close begin.
const DEAR_ONES: &[&str] = &["love", "dear", "dearest", "darling", "mine", "sweetheart", "honey", "lass", "pet"];
/// Words before such a word that are no name.
const NO_NAMES: &[&str] = &[
    "Oh", "Ah", "Yes", "No", "Not", "All", "Poor", "True", "First", "Young", "Old", "My", "Sorry", "Well", "Come",
    "Please", "Sweet",
];
/// Words of a letter's first paragraph at least.
const LETTER: u16 = 8;
/// How the story says in brackets that a letter is read.
const TELLING: &[&str] = &["wrote", "writes", "ran", "runs", "began", "begins", "said", "says", "read", "reads"];

/// "Dear Ann,": a greeting and a name alone on a line, ending with a comma, a colon or a dash.
pub(super) fn is_salutation(place: &Place) -> bool {
    let shape = place.shape();
    let last = last_mark(place);
    // 拝啓　夏子様: letters in Japanese and Chinese may greet without a mark.
    let is_marked = matches!(last, ',' | ':' | '-' | '—' | '–' | '!' | '，' | '：' | '！');
    let is_unmarked = is_dense(shape.first) && is_dense(last) && !shape.is_ended;
    if shape.words == 0 || shape.words > 8 || !(is_marked || is_unmarked || shape.last == ')') {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let low = glance.low.trim_start_matches(|c: char| !c.is_alphanumeric());
    let has_dear = languages::DEARS.begins(low);
    if shape.last == ')' {
        return has_dear && is_told_of(&glance.text);
    }
    if is_turned_salutation(place) {
        return true;
    }
    if !languages::SALUTATIONS.begins(low) && !has_dear || is_unmarked && !is_marked && !has_dear {
        return false;
    }
    if languages::is_note_label(low.trim_end_matches([':', ',', ' '])) {
        return false;
    }
    let is_apart = place.above() > 0 || place.habits().distance == 0;
    if !is_apart && !place.previous().is_some_and(|a| is_dateline_form(&a) || is_place_and_day(&a) && place.below() > 0)
    {
        return false;
    }
    if shape.is_capitals && matches!(last, ',' | ':' | '-' | '—') {
        // "TO ----" heads a poem to somebody who is not named.
        return shape.words >= 2 || !matches!(low.trim_end_matches(|c: char| !c.is_alphanumeric()), "to");
    }
    let is_dear = has_dear || matches!(last, ',' | ':' | '，' | '：');
    let names =
        glance.text.split_whitespace().skip(1).filter(|w| *w != "I" && w.starts_with(char::is_uppercase)).count();
    let is_speech = shape.is_speech && glance.text.ends_with(['"', '”', '!']);
    let is_to = low.starts_with("to ");
    // "To pebbly banks, that Neptune laves," is a line of verse.
    if is_to && low.trim_end_matches(|c: char| !c.is_alphanumeric()).contains(',') {
        return false;
    }
    is_dear && !is_speech && (names > 0 || (shape.words <= 3 && !is_to)) && (!matches!(last, '!' | '！') || has_dear)
}

/// "Dear Ann (it ran)", "DEAR ANN, (Bea wrote)": behind the greeting the story says in brackets whose letter it is.
fn is_told_of(greeting: &str) -> bool {
    greeting.split_once(" (").is_some_and(|(name, told)| {
        let told: Vec<&str> = told.trim_end_matches(')').split(' ').collect();
        let is_name = name.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
        let is_said = told.iter().any(|word| TELLING.contains(word));
        is_name && (2..=5).contains(&told.len()) && is_said && !told.iter().any(|word| word.ends_with(['.', ',', '!']))
    })
}

/// "Harriet love,": a name and then the word for somebody dear, alone above what is written.
fn is_turned_salutation(place: &Place) -> bool {
    let shape = place.shape();
    let Some(glance) = place.glance().filter(|_| shape.last == ',' && place.above() > 0 && shape.words == 2) else {
        return false;
    };
    let Some((name, dear)) = glance.text.split_once(' ') else { return false };
    let dear = dear.trim_end_matches(',');
    let is_name = name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphabetic);
    let is_headed = place.wider_above() > 0 || place.previous().is_some_and(|above| is_dateline_form(&above));
    let is_read =
        is_headed && place.next().is_some_and(|below| below.shape().words >= LETTER && !below.shape().is_speech);
    is_name && !NO_NAMES.contains(&name) && DEAR_ONES.contains(&dear) && is_read
}

/// The last sign of a block, marks of emphasis around it left out.
fn last_mark(place: &Place) -> char {
    let shape = place.shape();
    if !matches!(shape.last, '*' | '_' | '/') {
        // "My dear Ann:--", as books were set.
        return if place.leads_on() { ':' } else { shape.last };
    }
    place.glance().and_then(|g| g.text.trim_end_matches(['*', '_', '/']).chars().next_back()).unwrap_or(' ')
}

/// "Ann,": a name alone before a comma, as letters between friends begin.
pub(super) fn is_bare_salutation(place: &Place) -> bool {
    let shape = place.shape();
    let is_emphasised = matches!(shape.first, '*' | '_') && shape.first == shape.last;
    let is_marked = shape.last == ','
        || matches!(shape.last, '-' | '–' | '—') && shape.words == 1 && shape.first.is_alphabetic()
        || is_emphasised && matches!(last_mark(place), ',' | '-' | '–' | '—');
    let is_name = shape.words >= 1 && shape.words <= 2 && shape.capitalised == shape.words && is_marked;
    let is_farewell = languages::FAREWELLS.begins(place.low());
    // "OR," stands between the two titles of a book.
    let is_link = place.glance().is_some_and(|g| languages::is_link(g.low_core().trim_end_matches(',')));
    // "ANDOVER, U.S.," above "August 17, 1857." is where and when something was signed.
    let is_date = |n: Place| n.shape().has_digits && n.shape().words <= 4 && is_dateline_form(&n);
    if place.low().matches(',').count() > 1 && place.next().is_some_and(is_date) {
        return false;
    }
    is_address_in_words(place)
        || is_name
            && !is_farewell
            && !is_link
            && place.above() > 0
            && !shape.is_speech
            && shape.has_letters
            && !shape.has_digits
}
