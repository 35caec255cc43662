//! What a note looks like - its label, its brackets, its signature - and how far it goes on.

use super::cues::{FRONT, LAST_GREETING};
use super::voice::Voice;
use crate::detect::languages;
use crate::detect::place::Place;

/// Units a note is followed at most.
const LONGEST: usize = 60;

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
                || name != "an"
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
        && languages::is_note_label(is_plain)
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

pub(super) fn double_brackets(place: &Place) -> bool {
    place.glance().is_some_and(|g| {
        (g.text.starts_with("((") && g.text.ends_with("))")) || (g.text.starts_with("[[") && g.text.ends_with("]]"))
    })
}

/// A title with a chapter's summary or notes below it: an archive's next chapter.
pub(super) fn opens_chapter(place: &Place) -> bool {
    place.shape().words <= 12
        && place.next().is_some_and(|n| {
            n.above() == 0 && matches!(n.low(), "chapter summary" | "chapter notes" | "summary" | "notes")
        })
}

/// A boundary that no note crosses: heading, label of a field, printed break, end words, the site's matter.
pub(super) fn is_boundary(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    glance.form.as_ref().is_some_and(|f| f.is_strong() || f.title.is_none() && shape.words == 1)
        || (shape.is_signs && shape.bytes >= 3)
        || super::super::breaks::is_letter_ornament(place)
        || languages::is_end(&glance.low_core)
        || glance.label.as_ref().is_some_and(|l| l.has_colon && languages::field(&l.name).is_some())
        || matches!(glance.low_core.as_str(), "summary" | "chapter summary" | "afterword" | "preface" | "contents")
        || (shape.words <= 30 && languages::IMPRINT.is_in(&glance.low))
}

/// Units behind a lone label that belong to its note: to three blank lines, or to a wide space once something was said.
pub(super) fn reach_of_lone_label(place: &Place) -> usize {
    let distance = place.habits().distance;
    let mut said = 0;
    let mut steps = 0;
    let mut reach = 0;
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            return 0;
        }
        if next.is_space() {
            let limit = if distance == 0 { 3 } else { distance + 1 };
            if next.length() >= limit && (said > 0 || next.length() >= limit + 2) {
                break;
            }
        } else {
            let is_title = said > 0 && next.above() > 0 && is_numbered_title(&next);
            if is_boundary(&next)
                || is_title
                || is_lone_label(&next)
                || (said > 0 && (next.above() >= 3 || opens_chapter(&next)))
            {
                break;
            }
            said += 1;
            reach = steps;
        }
        at = next;
    }
    reach
}

/// Units behind the opening of a note that belong to it. The note ends at a wide space, a heading, a break or the end of
/// the file, if what stands before is not the story; else with the last paragraph that talks.
pub(super) fn reach_of_talk(place: &Place) -> usize {
    let is_last_part = place.from_end() < 14;
    let mut steps = 0;
    let (mut reach, mut talk_reach) = (0, 0);
    let (mut blocks, mut told) = (0, 0);
    let mut at = *place;
    while let Some(next) = at.step(1) {
        if steps >= LONGEST {
            return talk_reach;
        }
        steps += 1;
        if next.is_space() {
            if !is_last_part || next.step(1).is_some_and(|n| Voice::of(&n).is_story() || is_boundary(&n)) {
                break;
            }
        } else {
            if is_boundary(&next) || has_label(&next) || is_lone_label(&next) {
                break;
            }
            let voice = Voice::of(&next);
            blocks += 1;
            told += usize::from(voice.is_story());
            if voice.is_author() && told == 0 {
                talk_reach = steps;
            }
            if told > 0 && blocks > 8 {
                return talk_reach;
            }
            reach = steps;
        }
        at = next;
    }
    let is_open_ended = at.step(1).is_none() && !is_last_part;
    if told > 0 || is_open_ended { talk_reach } else { reach }
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

/// "1. Rain": a number and a title, no point of a list.
fn is_numbered_title(place: &Place) -> bool {
    let shape = place.shape();
    shape.words <= 8
        && !shape.is_ended
        && place.glance().is_some_and(|g| g.form.as_ref().is_some_and(|f| f.title.is_some() && f.has_separator))
}
