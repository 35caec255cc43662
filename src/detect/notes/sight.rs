//! What notes look like: their labels, brackets and signatures, and talk at the edge of a text.

use super::cues::{FRONT, LAST_GREETING};
use super::voice::Voice;
use crate::detect::headings::Form;
use crate::detect::languages;
use crate::detect::place::Place;

/// "~ Barley", "-- B.": a name behind a dash or a tilde.
pub(super) fn is_sign_off(place: &Place) -> bool {
    let shape = place.shape();
    (1..=3).contains(&shape.words)
        && matches!(shape.first, '~' | '-' | '–' | '—' | '*' | '<')
        && !matches!(shape.last, '-' | '~' | '*')
        && !languages::is_end(place.glance().map_or("", |g| g.low_core.as_str()))
}

/// The author talks, and says enough of it: one word of talk will do where a wide space sets it off from the story.
pub(super) fn talks_at_edge(place: &Place, is_apart: bool) -> bool {
    let voice = Voice::of(place);
    let says = voice.talk + voice.address;
    let is_speaker = place.glance().is_some_and(|g| {
        g.form.is_some() || g.label.as_ref().is_some_and(|l| l.has_colon && !l.name.starts_with("dear"))
    });
    voice.is_author()
        && (says >= 2 || (is_apart && says >= 1 && voice.past <= 1))
        && !place.shape().is_capitals
        && !is_speaker
}

/// A label and text behind it: "A/N: …", "AN - …", "Author's note: …".
pub(super) fn has_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let low = glance.low.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some(label) = &glance.label
        && !label.is_alone
        && (label.has_colon || label.name.len() > 2 || !glance.low.starts_with(char::is_alphanumeric))
    {
        let name = label.name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
        let is_chapter_note = name.ends_with("'s note") || name.ends_with("'s notes") || name.ends_with(" a/n");
        if languages::is_note_label(name) || is_chapter_note {
            return label.has_colon
                || !matches!(name, "an" | "thanks" | "preview" | "next time" | "next chapter" | "reviewers")
                || glance
                    .text
                    .starts_with(|c: char| c == '[' || c == '(' || c == 'A' && glance.text.starts_with("AN"));
        }
    }
    low.starts_with("a/n") && !low[3..].starts_with(char::is_alphanumeric) && place.shape().words > 1
}

/// The label of a note alone on its line.
pub(super) fn is_lone_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    let is_plain = glance.low_core.trim_end_matches(|c: char| !c.is_alphanumeric());
    shape.words <= 5
        && (languages::is_note_label(is_plain) || is_plain.starts_with("preview of "))
        && is_plain != "an"
        && !shape.is_speech
        && !matches!(shape.last, '.' | '!' | '?' | ',')
        && place.next().is_some()
        && place.glance().is_none_or(|g| g.form.is_none())
        && !(place.ordinal() == 0 && place.next().is_some_and(|n| super::super::titlepage::is_byline(&n)))
}

pub(super) fn in_brackets(place: &Place) -> bool {
    place.glance().is_some_and(|g| {
        let text = g.text.trim_matches(['*', '_', '~', '-', ' ']);
        let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
        pairs.iter().any(|&(open, close)| {
            text.starts_with(open)
                && text.ends_with(close)
                && !text[1..text.len() - 1].trim_matches(open).trim_matches(close).contains([open, close])
        })
    })
}

/// A chapter's word and number stand right above, be it with a rule below them.
pub(super) fn is_below_heading(place: &Place) -> bool {
    let is_heading = |p: &Place| p.glance().is_some_and(|g| g.form.as_ref().is_some_and(Form::is_strong));
    let Some(above) = place.previous() else { return false };
    is_heading(&above) || above.shape().is_signs && above.previous().is_some_and(|a| is_heading(&a))
}

pub(super) fn double_brackets(place: &Place) -> bool {
    place.glance().is_some_and(|g| {
        (g.text.starts_with("((") && g.text.ends_with("))")) || (g.text.starts_with("[[") && g.text.ends_with("]]"))
    })
}

/// "Hi everyone!": a block that begins by greeting the readers.
pub(in crate::detect) fn greets(place: &Place) -> bool {
    place
        .glance()
        .is_some_and(|g| languages::GREETINGS.begins(g.low.trim_start_matches(|c: char| !c.is_alphanumeric())))
}

/// Among the first blocks, or right below the fields at the top.
pub(super) fn is_in_front(place: &Place) -> bool {
    let is_field = |p: Place| {
        p.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon && languages::field(&l.name).is_some()))
    };
    place.ordinal() < FRONT || place.ordinal() < LAST_GREETING && place.previous().is_some_and(is_field)
}
