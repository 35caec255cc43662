//! What a title looks like, how far it goes, and where it returns.

use super::names::{is_by, is_by_alone, is_name_above_contents, label_is_field};
use crate::detect::boilerplate::{is_of_a_site, plain};
use crate::detect::headings::{Form, Notation, closed_up, has_clock};
use crate::detect::languages;
use crate::detect::notes::{Voice, greets};
use crate::detect::place::Place;

/// Words of a title at most.
pub(super) const LONGEST_TITLE: u16 = 14;
/// Letters from which a letter-spaced line is longer than a title has words.
const SPACED: u16 = 10;
/// Words of one that says which part it heads.
pub(super) const LONGEST_COUNTED: u16 = 26;
/// Lines over which a title page sets one title at most, behind the first.
const LINES: usize = 7;
/// Blocks between the title's first line and the author's name at most. Measured: three ("in prose", "being", …).
const SUBTITLES: usize = 4;

/// The words of a line; "T H E   D O O R" has two.
pub(super) fn words_of(place: &Place) -> u16 {
    let words = place.shape().words;
    let may_be_spaced = words > SPACED && place.shape().is_capitals;
    let spaced = if may_be_spaced { place.glance().and_then(|g| closed_up(g.core())) } else { None };
    spaced.map_or(words, |spaced| spaced.split(' ').count().try_into().unwrap_or(words))
}

/// A short line that is no label, no chapter, no sentence of the story.
pub(super) fn is_title_like(place: &Place) -> bool {
    let shape = place.shape();
    if words_of(place) > LONGEST_TITLE || !(shape.has_letters || shape.has_digits) {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let is_number = |f: &Form| f.title.is_none() && !is_number_for_a_title(place, f);
    let is_taken = glance.form.as_ref().is_some_and(|f| f.is_strong() || is_number(f))
        || is_numbered_division(glance.low_core())
        || label_is_field(place)
        || languages::is_contents(glance.low_core())
        || glance.has_imprint()
        || is_by(place);
    // A site's counter may be glued to the line ("… in this story:4").
    let announces = shape.words > 8 && glance.text.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(':');
    let is_sentence = announces || shape.is_ended && shape.words > 6 && !shape.is_capitals && shape.last == '.';
    // "What if it bites?" is said, and a quotation above its source is a motto.
    let is_speech = shape.is_speech
        && (shape.words > 8
            || shape.is_ended && shape.words > 3 && !place.next().is_some_and(|n| is_by(&n))
            || place.step(1).is_some_and(|n| {
                n.above() == 0 && n.shape().has_letters && matches!(n.shape().first, '-' | '–' | '—')
            }));
    !is_taken && !is_sentence && !is_speech && !is_of_a_site(place) && !place.pages().has(place.at())
}

/// A first line that could be the title: no greeting, and no time of day at which a scene plays.
pub(super) fn opens_as_title(place: &Place) -> bool {
    is_title_like(place) && !(greets(place) && place.shape().is_ended) && !has_clock(place.low())
}

/// "part 1 of 2", "(1/3)": which part of a posted work this is, between its title and its author.
pub(super) fn counts_parts(place: &Place) -> bool {
    let shape = place.shape();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> =
        place.low().split(|c: char| !c.is_alphanumeric() && c != '?').filter(|word| !word.is_empty()).collect();
    let words = match words.as_slice() {
        [word, rest @ ..] if languages::division(word).is_some() => rest,
        words => words,
    };
    let ([of, "of", parts] | [of, parts]) = words else { return false };
    shape.words <= 4 && !shape.is_ended && number(of) && (number(parts) || *parts == "?")
}

/// "There's a door in our wall, and it only opens for the cat [Part 4]": a title may be longer than others where it says in
/// brackets which part of the story it heads.
pub(super) fn counts_its_part(place: &Place) -> bool {
    let Some(glance) = place.glance().filter(|_| place.shape().words <= LONGEST_COUNTED) else { return false };
    let inner = glance.text.strip_suffix([']', ')']).and_then(|text| text.rsplit(['[', '(']).next());
    let counts = inner.and_then(|inner| inner.split_once([' ', '.'])).is_some_and(|(word, number)| {
        let number = number.trim_start_matches([' ', '#', '.']);
        let number = number.split(['/', ' ']).next().unwrap_or_default();
        let is_number =
            number.bytes().all(|b| b.is_ascii_digit()) || languages::number(&number.to_lowercase()).is_some();
        word.starts_with(char::is_uppercase)
            && languages::division(&word.to_lowercase()).is_some()
            && is_number
            && !number.is_empty()
    });
    counts && !Voice::of(place).is_author()
}

/// "Hundred": a number in words at the very top, with a field or the author's name below, is what the work is called.
fn is_number_for_a_title(place: &Place, form: &Form) -> bool {
    place.from_top() == 0
        && form.notation == Some(Notation::Words)
        && place.next().is_some_and(|next| label_is_field(&next) || is_by(&next))
}

/// Among the first lines, with nothing above but what a site, or a printed book's pages, have printed.
pub(in crate::detect) fn is_below_a_site(place: &Place) -> bool {
    let above = |by: isize| place.step(-by).filter(|a| !a.is_space() && a.at() >= a.frame().start);
    (1..4).contains(&place.from_top()) && (1..8).filter_map(above).all(|a| is_of_a_site(&a) || a.pages().has(a.at()))
}

/// "Chapter 2010-11-06 - 2": a division's word before something that begins with a digit, though it is no number.
fn is_numbered_division(low_core: &str) -> bool {
    let mut words = low_core.split_whitespace();
    words.next().is_some_and(|w| languages::division(w).is_some())
        && words.next().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
}

/// "Title: The Door".
pub(super) fn is_title_label(place: &Place) -> bool {
    place.glance().and_then(|g| g.label.as_ref()).is_some_and(|l| l.has_colon && languages::is_title_label(&l.name))
}

/// A rule below a rule of other signs: the upper one underlines the title, the lower one is drawn above what follows.
pub(super) fn is_below_another_rule(place: &Place) -> bool {
    place.step(-1).is_some_and(|above| above.shape().is_signs && above.shape().first != place.shape().first)
}

/// The words of the file's first line once more.
pub(super) fn is_said_again(place: &Place) -> bool {
    let words = |place: &Place| place.glance().map(|g| plain(g.core()));
    (1..60).contains(&place.from_top())
        && place.shape().words <= LONGEST_TITLE
        && words(place) == words(&place.top())
        && is_title_like(&place.top())
}

/// The next line of a title in capitals.
pub(super) fn goes_on_in_capitals(place: &Place) -> bool {
    (1..4).contains(&place.from_top())
        && place.above() == 0
        && is_title_like(place)
        && place.shape().is_capitals
        && place.previous().is_some_and(|a| a.shape().is_capitals && a.from_top() < 3 && is_title_like(&a))
}

/// Whether the archive's header names the title here, for the first time.
pub(super) fn is_named_first(place: &Place) -> bool {
    if !place.frame().has_title() || place.from_top() > 24 || reach_of_named(place).is_none() {
        return false;
    }
    let mut at = place.top();
    for _ in 0..place.from_top() {
        if reach_of_named(&at).is_some() {
            return false;
        }
        let Some(next) = at.next() else { return true };
        at = next;
    }
    true
}

/// Units behind the block here down to the last line of the title that the archive's header names; none where the title
/// does not begin here. Title pages set a long title word by word.
pub(super) fn reach_of_named(place: &Place) -> Option<usize> {
    let is_short = |p: &Place| p.shape().words > 0 && p.shape().words <= LONGEST_TITLE;
    if !is_short(place) {
        return None;
    }
    let mut words = place.glance()?.text.clone();
    let mut named = place.frame().names_title(&words).then_some(0);
    let mut at = *place;
    // The beginning of a title names it, and more of it may stand below.
    for _ in 0..LINES {
        if !place.frame().begins_title(&words) {
            break;
        }
        let Some(next) = at.next().filter(is_short) else { break };
        at = next;
        words.push(' ');
        words.push_str(&at.glance()?.text);
        if place.frame().names_title(&words) {
            named = Some(at.at() - place.at());
        }
    }
    named
}

/// Units down to the second title of a book that has two: "The Mill;", "or,", "The Wheel Goes Round."
fn reach_to_second(place: &Place) -> Option<usize> {
    let link = place.next().filter(|n| n.wider_above() == 0)?;
    let second = link.next().filter(|n| n.wider_above() == 0 && !is_by(n))?;
    let is_short = (1..=LONGEST_TITLE).contains(&second.shape().words) && !second.shape().starts_low;
    (link.glance()?.links_titles() && is_short).then(|| second.at() - place.at())
}

/// How many units behind a title's first line belong to the title: short lines, the last of which stands above the
/// author's name, without a wider space between them. The title pages that an archive frames are set more widely.
pub(super) fn reach_of_title(place: &Place) -> usize {
    let named = if place.frame().has_title() { reach_of_named(place).unwrap_or(0) } else { 0 };
    let named = named.max(reach_to_second(place).unwrap_or(0));
    let mut at = isize::try_from(named).ok().and_then(|by| place.step(by)).unwrap_or(*place);
    for _ in 0..=SUBTITLES {
        let Some(below) = at.next() else { return named };
        if is_by(&below)
            || is_by_alone(&below)
            || is_name_above_contents(&below)
            || place.frame().names_author(below.glance().map_or("", |g| &g.text))
        {
            return at.at() - place.at();
        }
        let is_aside = matches!(below.shape().first, '[' | '"' | '“')
            || below.shape().first == '(' && !place.frame().has_title()
            || below.shape().is_signs;
        let is_parted = below.at() != at.at() + 1 && !place.frame().has_title();
        if is_parted || !is_title_like(&below) || is_aside || label_is_field(&below) {
            return named;
        }
        at = below;
    }
    named
}
