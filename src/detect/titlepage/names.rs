//! What a name, the line before a name, and a label on a title page look like.

use super::titles::{LONGEST_TITLE, is_title_label, is_title_like};
use crate::detect::boilerplate::is_of_a_site;
use crate::detect::fields::opens_dedication;
use crate::detect::glance::Glance;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::FieldKind;

/// Words of a name at most.
const LONGEST_NAME: u16 = 7;

/// What a work is called by its kind.
#[rustfmt::skip] // A table for people: many words a line.
const KINDS: &[&str] = &[
    "novel", "novella", "short story", "story", "romance", "memoir", "mystery", "thriller", "fairy tale",
    "tale", "fantasy", "play", "roman", "erzählung", "novelle", "novela", "cuento", "romanzo", "racconto",
    "récit", "nouvelle", "conto", "powieść", "opowiadanie", "роман", "повесть", "рассказ",
];
/// What those did whose stories are others' ("retold by").
const TELLINGS: &[&str] =
    &["told", "retold", "gathered", "collected", "compiled", "set", "recorded", "related", "narrated"];

/// Blocks at the top among which a copyright says whose the story is.
const COPYRIGHT: usize = 20;

/// "Rating: K", "Author's note", "Rated K".
pub(super) fn label_is_field(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let known = |name: &str| languages::field(name).is_some() || languages::is_note_label(name);
    glance.label.as_ref().is_some_and(|l| l.has_colon && known(&l.name))
        || languages::is_note_label(glance.low_core()) && glance.low_core() != "an"
        || glance.low.split_whitespace().next().is_some_and(|w| w == "rated")
}

/// The label "Summary" or "Notes" on a line of its own.
fn is_bare_label(place: &Place) -> bool {
    place.shape().words <= 3
        && place.glance().is_some_and(|g| {
            languages::field(g.low_core()).is_some() || languages::is_note_label(g.low_core()) && g.low_core() != "an"
        })
}

/// "Author: X", "written by: X"; "Author - X" where other labels stand directly above or below.
pub(super) fn is_author_label(place: &Place) -> bool {
    let is_label = |beside: Option<Place>| {
        beside
            .and_then(|p| p.glance())
            .and_then(|g| g.label.as_ref())
            .is_some_and(|l| !l.is_alone && (languages::is_title_label(&l.name) || languages::field(&l.name).is_some()))
    };
    let stands_among_labels =
        || place.above() == 0 && is_label(place.step(-1)) || place.below() == 0 && is_label(place.step(1));
    place.shape().words <= LONGEST_NAME + 3
        && place
            .glance()
            .and_then(|g| g.label.as_ref())
            .is_some_and(|l| !l.is_alone && languages::is_by(&l.name) && (l.has_colon || stands_among_labels()))
}

/// "by X", "Author: X", "written by X".
pub(super) fn is_by(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    let is_line_of_names = shape.is_capitals || shape.capitalised + 1 >= shape.words;
    if shape.words > LONGEST_NAME + 3 || (shape.is_ended && shape.last == '.' && shape.words > 4 && !is_line_of_names) {
        return false;
    }
    if is_author_label(place) {
        return true;
    }
    if is_below_a_copyright(place) {
        return false;
    }
    if shape.words < 2 || glance.label.as_ref().is_some_and(|l| l.has_colon) {
        return false;
    }
    let Some((by, name)) = name_behind_by(glance.low_core()) else { return false };
    let before = glance.low_core().chars().count() - name.chars().count();
    let name: String = glance.core().chars().skip(before).collect();
    let words = name.split(", written for ").next().unwrap_or_default().split_whitespace().count();
    let opens_high = name.starts_with(|c: char| !c.is_lowercase());
    let is_high = name.split_whitespace().all(|w| w.starts_with(|c: char| !c.is_lowercase()) || w.len() < 4);
    if by.contains(' ') {
        return true;
    }
    // "BY ORDER OF THE WARDEN": a notice on a wall.
    if matches!(name.to_lowercase().split(' ').next(), Some("order" | "command" | "decree" | "permission" | "request"))
    {
        return false;
    }
    if is_phrase(&name.to_lowercase()) {
        return is_high && words > 1;
    }
    if by != "by" {
        // "Door" and "Par" begin English titles, "Di" is a name.
        return is_high && place.from_top() > 0;
    }
    let is_handle = name.contains(|c: char| c == '_' || c.is_numeric());
    opens_high || words < 4 || is_handle || place.next().is_some_and(|n| label_is_field(&n) || is_bare_label(&n))
}

/// "COPYRIGHT, 1906" right above "BY ODE & COMPANY": who holds it.
fn is_below_a_copyright(place: &Place) -> bool {
    place.may_begin_with('b')
        && place.above() == 0
        && place.step(-1).is_some_and(|above| above.shape().words <= 3 && above.low().starts_with("copyright"))
}

/// Words that stand behind "by" in the story's own sentences: "by the sea", "by noon".
fn is_phrase(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or("");
    matches!(first, "the" | "a" | "an" | "my" | "this" | "now" | "his" | "her" | "and" | "what" | "all")
        || matches!(first, "sea" | "night" | "day" | "noon" | "dawn" | "midnight" | "then" | "that" | "their" | "its")
}

/// The words before a name and the name: those of the languages' tables that end in a preposition, as "written by"
/// does; "author" needs a colon.
pub(super) fn name_behind_by(low_core: &str) -> Option<(&str, &str)> {
    let low = low_core.trim_start_matches(['(', '%', '"']).trim_start();
    let mut words = low.char_indices().filter(|&(_, c)| c == ' ').map(|(at, _)| at).take(5);
    let end = words.find(|&at| {
        let last = low[..at].rsplit(' ').next().unwrap_or("");
        (languages::is_before_name(last) || last == "de") && (languages::is_by(&low[..at]) || is_medium_by(&low[..at]))
    })?;
    let name = low[end..].trim_start();
    (!name.is_empty()).then_some((&low[..end], name))
}

/// "a fairy tale by", "a play in three acts by": what the work is, and "by".
fn is_medium_by(words: &str) -> bool {
    (words.starts_with("a ") || words.starts_with("an ")) && words.ends_with(" by") && words.split(' ').count() <= 5
}

/// "a novel", "a short story", "ein Roman": what kind of work it is, alone on its line.
pub(super) fn is_kind_of_work(place: &Place) -> bool {
    let articles = ["a ", "an ", "ein ", "eine ", "un ", "une ", "una ", "uno ", "um ", "uma ", "een "];
    place.shape().words <= 4
        && place.glance().is_some_and(|g| {
            let low = g.low_core();
            KINDS.contains(&articles.iter().find_map(|article| low.strip_prefix(article)).unwrap_or(low))
        })
}

/// "by" on a line of its own.
pub(in crate::detect) fn is_by_alone(place: &Place) -> bool {
    place.shape().words <= 5
        && place.glance().is_some_and(|g| {
            let low = g.low_core().trim_end_matches(['.', ':']);
            let last = low.rsplit(' ').next().unwrap_or("");
            languages::is_before_name(last) && (languages::is_by(low) || is_medium_by(low) || is_told_by(low))
        })
}

/// "gathered and told again by", "set down by": what somebody did who has the story from others.
fn is_told_by(low: &str) -> bool {
    let mut words = low.split(' ');
    words.next().is_some_and(|word| TELLINGS.contains(&word)) && words.next_back() == Some("by")
}

/// A few words, no sentence, no number, no label.
pub(super) fn is_name(place: &Place) -> bool {
    let shape = place.shape();
    let Some(glance) = place.glance() else { return false };
    let is_one_of = |c: char| matches!(c, '?' | '!' | ':' | ';' | '"' | '“' | '…' | '#');
    shape.words >= 1
        && shape.words <= LONGEST_NAME
        && shape.has_letters
        && glance.form.is_none()
        && !glance.low.contains(is_one_of)
        && !(shape.is_ended && shape.words > 1 && !glance.low.contains(". "))
        && !label_is_field(place)
        && !languages::is_end(glance.low_core())
        && !languages::is_contents(glance.low_core())
        && !glance.has_imprint()
        && !glance.low.contains(" of ")
        && !glance.low.starts_with("the ")
        && !glance.low.starts_with("a ")
        && !glance.low_core().starts_with("one-shot")
        && !glance.low_core().starts_with("oneshot")
        && glance.low_core() != "complete"
}

/// Two to four words, each with a capital: "Ann Ode", "A. N. Ode".
pub(super) fn is_full_name(place: &Place) -> bool {
    let shape = place.shape();
    is_name(place) && (2..=4).contains(&shape.words) && shape.capitalised == shape.words && !shape.has_digits
}

/// Initials with a last name right below the title: a name below a chapter's number is whom the chapter is about.
pub(super) fn signs_with_initials(place: &Place) -> bool {
    let is_numbered = |above: Place| above.glance().is_some_and(|g| g.form.is_some());
    (1..4).contains(&place.from_top())
        && has_initials(place)
        && stands_below_the_title(place)
        && !place.previous().is_some_and(is_numbered)
}

/// "j. m. orrery", "A.N. Ode", "Ann T. Ode": one or two initials, each with its full stop, and a last name; a first one may
/// stand before an initial.
fn has_initials(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let Some((initials, last)) = glance.core().rsplit_once([' ', '.']) else { return false };
    let is_initial = |part: &str| part.trim().chars().count() == 1 && part.trim().chars().all(char::is_alphabetic);
    let initials = initials.trim_end_matches('.');
    // "Ann T": a first name and one initial.
    let is_named = |initials: &str| {
        let is_name = |word: &str| {
            word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
        };
        initials.split_once(' ').is_some_and(|(first, initial)| is_name(first) && is_initial(initial))
            && last.starts_with(char::is_uppercase)
    };
    // An initial has its stop; "a novel" has none.
    place.shape().words <= 4
        && glance.form.is_none()
        && glance.core().contains('.')
        && initials.split('.').count() <= 3
        && (initials.split('.').all(is_initial) || is_named(initials))
        && last.chars().count() >= 3
        && last.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}

/// What stands below a name on a title page, and not below a title of the text: a label, a number, an imprint, a
/// dedication, contents, a note on the draft.
pub(super) fn stands_above_front_matter(place: &Place) -> bool {
    stands_in_header(place)
        || place.next().is_some_and(|next| {
            next.glance().is_some_and(|g| {
                let low = g.low_core();
                let is_draft = ["draft", "version", "revised", "revision", "edition"].iter().any(|w| low.contains(w));
                languages::IMPRINT.is_in(low)
                    || languages::DEDICATIONS.begins(low)
                    || languages::is_contents(low.trim_end_matches(':'))
                    || is_draft && next.shape().words <= 8
            })
        })
}

/// A paragraph, a label, a dedication, or a heading that says itself: what stands first behind a title page.
pub(super) fn opens_the_text(place: &Place) -> bool {
    let says = |g: &Glance| g.heads_division() || g.label.as_ref().is_some_and(|label| label.has_colon);
    place.is_prose() || place.glance().is_some_and(says) || opens_dedication(place)
}

/// Nothing but the title and short lines that go on with it stands above.
pub(super) fn stands_below_the_title(place: &Place) -> bool {
    let mut at = *place;
    for _ in 0..place.from_top() {
        let Some(above) = at.previous() else { return true };
        if is_by(&above) || is_by_alone(&above) {
            return false;
        }
        // What a site has printed above the title is no part of it.
        if at.at() != place.at() && is_printed_above(&above) && is_title_like(&at) {
            return true;
        }
        let is_second_line = above.from_top() > 0 && above.above() <= 1 && above.shape().words <= LONGEST_TITLE;
        if !is_title_like(&above) && !is_second_line || above.is_prose() || label_is_field(&above) {
            return false;
        }
        at = above;
    }
    true
}

/// A name whose last word the copyright below repeats: "(c) 1989 by W. R. Ode" below "Ann Ode".
pub(in crate::detect) fn is_named_in_the_copyright(place: &Place) -> bool {
    if place.from_top() >= COPYRIGHT || !is_full_name(place) {
        return false;
    }
    let last = place.low().rsplit(' ').next().unwrap_or("");
    let names = |p: &Place| {
        let is_claim = ["copyright", "(c)", "©"].iter().any(|sign| p.low().contains(sign));
        is_claim && p.low().split(|c: char| !c.is_alphanumeric()).any(|word| word == last)
    };
    last.chars().count() >= 3 && (1..=3).filter_map(|by| place.step(by)).any(|below| names(&below))
}

/// A paragraph that begins with the name of the author, as the byline gives it: an author's life behind the story.
pub(in crate::detect) fn begins_with_the_author(place: &Place) -> bool {
    let is_byline = |p: &Place| p.shape().words <= LONGEST_NAME && p.leaning(crate::detect::role::Role::Byline) >= 5;
    let byline = std::iter::successors(Some(place.top()), Place::next).take(COPYRIGHT).find(is_byline);
    byline.and_then(|byline| byline.glance()).is_some_and(|glance| {
        let low = glance.low_core();
        let name = name_behind_by(low).map_or(low, |(_, name)| name);
        name.contains(' ') && place.low().strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', ',', '\'']))
    })
}

/// A site's or a publisher's line.
fn is_printed_above(place: &Place) -> bool {
    is_of_a_site(place) || place.has_imprint()
}

/// The line of a byline that the next one goes on with: it ends with a comma or with the word before the last name.
pub(super) fn is_open_list(place: &Place) -> bool {
    let low = place.low();
    [",", " and", " &", " und", " et", " y", " e", " en", " i", " и"].iter().any(|end| low.ends_with(end))
}

/// One word that only the net writes so: an underline or digits inside, or a capital behind a small letter.
pub(super) fn is_handle(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let word = glance.core();
    let has_inner_capital = word.as_bytes().windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let has_letters = word.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    place.shape().words == 1
        && has_letters
        && (word.contains('_') || has_inner_capital || word.contains(|c: char| c.is_ascii_digit()))
}

/// A label that only those have who post stories.
pub(super) fn is_field_of_fans(place: &Place) -> bool {
    matches!(
        place.glance().and_then(Glance::labelled_field),
        Some(
            FieldKind::Fandom
                | FieldKind::Rating
                | FieldKind::Pairing
                | FieldKind::Summary
                | FieldKind::Disclaimer
                | FieldKind::Spoilers
                | FieldKind::Archive
        )
    )
}

/// Above it title or field, below it a field, a note's label, or a heading.
pub(super) fn stands_in_header(place: &Place) -> bool {
    let is_header = |p: Place| label_is_field(&p) || is_bare_label(&p) || p.glance().is_some_and(|g| g.form.is_some());
    place.next().is_some_and(is_header)
}

/// A name below "by", where anything short is one: "The Author of Waverley", "JOHN BUCHAN.".
fn is_name_below_by(place: &Place) -> bool {
    let shape = place.shape();
    shape.has_letters
        && shape.words <= LONGEST_NAME + 1
        && !shape.is_speech
        && !label_is_field(place)
        && place.glance().is_some_and(|g| !g.heads_division())
}

/// How many units behind "by" on a line of its own belong to the byline: the name, and the space above it.
pub(super) fn reach_of_by(place: &Place) -> usize {
    if !is_by_alone(place) {
        return 0;
    }
    let Some(name) = place.next().filter(is_name_below_by) else { return 0 };
    // "MARK TWAIN / (Samuel L. Clemens)": the name behind the pen name.
    let is_real_name = |below: &Place| {
        let shape = below.shape();
        below.above() == 0
            && (shape.first, shape.last) == ('(', ')')
            && (2..=4).contains(&shape.words)
            && shape.capitalised == shape.words
            && !shape.has_digits
    };
    name.step(1).filter(is_real_name).unwrap_or(name).at() - place.at()
}

/// "Ann Ode", and then the table of contents.
pub(super) fn is_name_above_contents(place: &Place) -> bool {
    (1..=2).contains(&place.from_top())
        && !place.frame().has_title()
        && !place.shape().is_capitals
        && is_full_name(place)
        && place
            .next()
            .is_some_and(|n| n.shape().words <= 4 && n.glance().is_some_and(|g| languages::is_contents(g.low_core())))
}

/// "Author's Note" as the title of a story: the author's name stands right below.
pub(super) fn is_label_above_a_name(place: &Place) -> bool {
    place.shape().words <= 4
        && place.glance().is_some_and(|g| languages::is_note_label(g.low_core()))
        && place.next().is_some_and(|n| is_by(&n))
}

/// A label with its value, or the title's label, stands right above.
pub(super) fn is_below_a_label(place: &Place) -> bool {
    place.previous().is_some_and(|a| label_is_field(&a) || is_title_label(&a))
}
