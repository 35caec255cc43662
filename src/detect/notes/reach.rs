//! How far a note goes: from its label to the next wide space, heading or break, or as long as the author talks.

use super::sight::{has_label, is_lone_label};
use super::voice::Voice;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::FieldKind;

/// Units a note is followed at most.
const LONGEST: usize = 60;

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
        || languages::is_end(glance.low_core.trim_end_matches(|c: char| !c.is_alphanumeric()))
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
            let is_next_chapter = said > 0 && (next.above() >= 3 || opens_chapter(&next));
            // Right below its label a note may begin with a field: "Chapter Notes" / "Rating: T".
            let is_first = said == 0 && next.above() == 0 && next.shape().words >= 5 && !disclaims(&next);
            if is_boundary(&next) && !is_first || is_lone_label(&next) || is_title || is_next_chapter {
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

/// "Disclaimer: …": a field of its own even below the label of a note.
fn disclaims(place: &Place) -> bool {
    let label = place.glance().and_then(|g| g.label.as_ref());
    label.is_some_and(|l| languages::field(&l.name) == Some(FieldKind::Disclaimer))
}

/// "1. Rain": a number and a title, no point of a list.
fn is_numbered_title(place: &Place) -> bool {
    let shape = place.shape();
    shape.words <= 8
        && !shape.is_ended
        && place.glance().is_some_and(|g| g.form.as_ref().is_some_and(|f| f.title.is_some() && f.has_separator))
}
