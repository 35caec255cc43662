//! The title of a chapter that is only numbered: on a line of its own below the number, or on several.

use super::argument::{is_argument, tells_contents, tells_in_a_sentence};
use super::sight::{LONGEST_TITLE, form, is_bare_number, is_chapter_label, is_date_line, is_label, is_point_of_view};
use crate::detect::place::Place;
use crate::detect::role::Role;

/// Words of a title below a number at most.
pub(super) const LONGEST: u16 = 14;
/// Lines of such a title at most, behind the first.
const LINES: usize = 2;

/// The block below a heading that is only word and number, or only a number, at no more than the space above it.
pub(super) fn is_title_below(place: &Place) -> bool {
    // The lean is asked first: most paragraphs above have none, and then nobody has to read them.
    let Some(above) = place.previous().filter(|above| above.leaning(Role::Heading) >= 4) else { return false };
    let Some(form_above) = form(&above) else { return false };
    let is_far = form_above.is_named && place.above() > 1;
    if form_above.title.is_some() || is_far || place.above() > above.above().max(2) {
        return false;
    }
    if crate::detect::epigraphs::ends_in_source(place) {
        return false;
    }
    let shape = place.shape();
    if is_argument(place) {
        return true;
    }
    // "(this one's short, sorry)" is said to the readers.
    if shape.first == '(' && place.glance().is_some_and(|g| g.text[1..].starts_with(char::is_lowercase)) {
        return false;
    }
    let looks_so = !shape.is_ended
        || shape.is_capitals
        || (!shape.starts_low
            && (shape.indent <= above.shape().indent || shape.is_centred)
            && shape.words <= LONGEST_TITLE
            && place.next().is_some_and(|n| n.above() > place.above()));
    // A first word that somebody shouts stands below a number, too; what the other chapters begin with tells.
    let is_in_title_case = shape.words >= 3 && shape.capitalised * 2 >= shape.words;
    let is_sentence = (shape.is_ended || shape.is_speech) && !is_in_title_case;
    let has_habit = || place.survey().is_some_and(|s| s.headings.numbers_stand_over_text());
    shape.words <= LONGEST
        && shape.has_letters
        && !(is_sentence && has_habit())
        && !tells_in_a_sentence(place)
        && looks_so
        && (!shape.is_speech || (shape.words <= 8 && !shape.starts_low && shape.last == '"' || shape.is_capitals))
        && !matches!(shape.last, ',' | ';' | ':' | '-')
        && place.below() > 0
        && !is_label(place)
        && !is_point_of_view(place)
        && !is_date_line(place)
        && !place.survey().is_some_and(|s| {
            s.headings.names_stand_alone() && s.headings.returns_framed(place) || s.headings.is_day(place)
        })
        && !is_chapter_label(place)
        && !crate::detect::boilerplate::is_of_a_site(place)
        && !crate::detect::titlepage::is_byline(place)
        && form(place)
            .is_none_or(|f| !f.is_strong() && f.title.is_some() || f.is_named && form_above.is_numbered_chapter())
}

/// How many units behind a bare chapter number belong to a title of two or three lines that goes on from line to line:
/// with a comma or in lower case, or set in the middle of the page.
pub(super) fn reach_of_title(place: &Place) -> usize {
    let is_bare = form(place).is_some_and(|f| f.is_strong() && f.title.is_none() || is_bare_number(place));
    if !is_bare || place.leaning(Role::Heading) < 4 {
        return 0;
    }
    let Some(first) = place.next().filter(|first| first.above() <= place.above().max(2)) else { return 0 };
    let is_line = |line: &Place| {
        let shape = line.shape();
        shape.words <= LONGEST_TITLE
            && shape.has_letters
            && !shape.is_speech
            && !is_label(line)
            && !is_date_line(line)
            && !is_point_of_view(line)
            && form(line).is_none_or(|f| !f.is_strong())
    };
    let goes_on = |above: &Place, line: &Place| {
        line.above() == 0
            && is_line(line)
            && (above.shape().last == ','
                || line.shape().starts_low
                || line.shape().capitalised * 2 >= line.shape().words && tells_contents(&first)
                || above.shape().is_centred && line.shape().is_centred && !above.shape().is_ended)
    };
    if first.shape().starts_low || first.shape().is_ended || !is_line(&first) {
        return 0;
    }
    let mut last = first;
    for _ in 0..LINES {
        let Some(next) = last.step(1).filter(|next| goes_on(&last, next)) else { break };
        last = next;
    }
    let is_closed = last.below() > 0 && (!last.shape().is_ended || tells_contents(&first));
    let is_open = matches!(last.shape().last, ',' | ';' | ':') || last.at() == first.at();
    if is_closed && !is_open && !crate::detect::epigraphs::ends_in_source(&last) { last.at() - place.at() } else { 0 }
}

/// A heading's first line, as far as the first look tells, or the title of the number above.
pub(in crate::detect) fn is_heading_line(place: &Place) -> bool {
    place.leaning(Role::Heading) >= 4 || is_title_below(place)
}
