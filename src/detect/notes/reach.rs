//! How far a note goes: from its label to the next wide space, heading or break, or as long as the author talks.

use super::sight::{has_label, is_legend_line, is_lone_label, points_to_notes, stands_before_story};
use super::voice::Voice;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::{FieldKind, Role};

/// Units a note is followed at most.
const LONGEST: usize = 60;

/// Blocks at the end within which a note may go on to the end of the file.
const LAST_PART: usize = 14;

/// A title with a chapter's summary or notes below it: an archive's next chapter.
pub(super) fn opens_chapter(place: &Place) -> bool {
    place.shape().words <= 12
        && place.next().is_some_and(|n| {
            n.above() == 0 && matches!(n.low(), "chapter summary" | "chapter notes" | "summary" | "notes")
        })
}

/// A short line with "by" and a name below: the title of what follows.
fn stands_above_a_name(place: &Place) -> bool {
    let shape = place.shape();
    shape.words > 0
        && shape.words <= 10
        && !shape.is_ended
        && !shape.is_speech
        && place.next().is_some_and(|n| n.shape().words <= 6 && crate::detect::titlepage::is_byline(&n))
}

/// A short line above a label of a field, or above the first chapter: the title of what follows.
fn stands_above_the_fields(place: &Place) -> bool {
    let shape = place.shape();
    shape.words > 0
        && shape.words <= 10
        && !shape.is_ended
        && !shape.is_speech
        && place.ordinal() < 12
        && shape.capitalised * 2 >= shape.words
        && place.glance().is_some_and(|g| g.label.is_none())
        && place.next().is_some_and(|n| n.glance().is_some_and(|g| g.labelled_field().is_some()))
}

/// A boundary that no note crosses: heading, label of a field, printed break, end words, the site's matter.
pub(super) fn is_boundary(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    stands_above_a_name(place)
        || stands_above_the_fields(place)
        || glance.form.as_ref().is_some_and(|f| f.is_strong() || f.title.is_none() && shape.words == 1)
        || (shape.is_signs && shape.bytes >= 3)
        || super::super::breaks::is_letter_ornament(place)
        || super::super::boilerplate::is_of_a_site(place)
        || super::super::boilerplate::is_unseen_heading(place)
        || languages::is_end(glance.low_core().trim_end_matches(|c: char| !c.is_alphanumeric()))
        || glance.labelled_field().is_some()
        || matches!(glance.low_core(), "summary" | "chapter summary" | "afterword" | "preface" | "contents")
        || (shape.words <= 30 && glance.has_imprint())
        || (shape.words <= 5 && languages::VIEWS.ends(glance.low_core().trim_end_matches(['.', ':'])))
}

/// Units behind a lone label that belong to its note: to three blank lines, or to a wide space once something was said.
pub(super) fn reach_of_lone_label(place: &Place) -> usize {
    let distance = place.habits().distance;
    let mut said = 0;
    let mut steps = 0;
    let mut reach = 0;
    // How far the author talks before the story is heard: the answer where nothing else ends the note.
    let (mut quiet, mut is_told) = (0, false);
    let is_last_part = place.from_end() < LAST_PART;
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            return quiet;
        }
        if next.is_space() {
            let limit = if distance == 0 { 3 } else { distance + 1 };
            let is_wide = next.length() >= limit && (said > 0 || next.length() >= limit + 2);
            if is_wide && !next.step(1).is_some_and(|below| points_to_notes(&below)) {
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
            is_told |= Voice::of(&next).is_story() && !is_legend(&next);
            if !is_told {
                quiet = steps;
            }
        }
        at = next;
    }
    if at.step(1).is_none() && !is_last_part { quiet } else { reach }
}

/// "Sneak peek of chapter three:", "In the next chapter...": the line above what the next chapter will tell.
fn announces_preview(place: &Place) -> bool {
    let shape = place.shape();
    let low = place.low().trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_open = shape.last == ':' || shape.last == '…' || place.low().ends_with("...");
    (1..=8).contains(&shape.words)
        && !shape.is_speech
        && is_open
        && languages::PREVIEWS.behind(low).is_some_and(|rest| {
            let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
            rest.is_empty() || ["of ", "for ", "from "].iter().any(|link| rest.starts_with(link))
        })
}

/// Units behind the announcement of a preview, in a note that begins at `note`, that are the note's, whatever is told in
/// them: a few blocks down to the end of the file or to the next chapter. The note stands behind a chapter's text.
fn reach_of_preview(note: &Place, place: &Place) -> Option<usize> {
    let is_behind_text = || note.previous().is_some_and(|above| !above.heads_division()) && !stands_before_story(note);
    if !announces_preview(place) || !is_behind_text() {
        return None;
    }
    let mut at = *place;
    for _ in 0..LAST_PART {
        match at.next() {
            Some(next) if next.heads_division() => return Some(at.at() - place.at()),
            Some(next) => at = next,
            None => return Some(at.at() - place.at()),
        }
    }
    None
}

/// Units behind the opening of a note that belong to it. The note ends at a wide space, a heading, a break or the end of
/// the file, if what stands before is not the story; else with the last paragraph that talks.
pub(super) fn reach_of_talk(place: &Place) -> usize {
    let is_last_part = place.from_end() < LAST_PART;
    let mut steps = 0;
    let (mut reach, mut talk_reach) = (0, 0);
    // Where blank lines part paragraphs, lines without one answer the reviews one by one.
    let mut is_joined = place.habits().distance > 0;
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
            if let Some(preview) = reach_of_preview(place, &next) {
                return steps + preview;
            }
            // At the end of a text one label may follow another: a question of the day, answers to reviews.
            let is_lone = is_lone_label(&next);
            let may_follow = is_last_part && next.wider_above() == 0 && (!is_lone || next.shape().last == ':');
            if is_boundary(&next) || (is_lone || has_label(&next)) && !may_follow {
                break;
            }
            let voice = Voice::of(&next);
            // Behind a paragraph of the story nothing is reached any more.
            if voice.is_story() && !is_legend(&next) {
                return talk_reach;
            }
            is_joined &= next.above() == 0;
            if voice.is_author() || is_joined {
                talk_reach = steps;
            }
            reach = steps;
        }
        at = next;
    }
    let is_open_ended = at.step(1).is_none() && !is_last_part;
    if is_open_ended { talk_reach } else { reach }
}

/// Units behind the first sample of a legend that are samples too; none where no legend stands in front of a text.
pub(super) fn reach_of_legend(place: &Place) -> Option<usize> {
    if !is_legend_line(place) || !stands_before_story(place) {
        return None;
    }
    let (mut at, mut reach) = (*place, 0);
    while let Some(next) = at.next().filter(|n| n.wider_above() == 0 && is_legend_line(n)) {
        reach = next.at() - place.at();
        at = next;
    }
    let is_sure = reach > 0 || place.previous().is_some_and(|a| has_label(&a) || Voice::of(&a).is_author());
    let is_sample = matches!(place.shape().first, '"' | '“' | '*' | '_' | '\'' | '‘' | '/' | '<' | '~' | '[');
    (is_sure || is_sample).then_some(reach)
}

/// "\"talking\"", "'thinking'": a word or three in quotation marks, no sentence, by which an author shows how speech and
/// thoughts are set.
fn is_legend(place: &Place) -> bool {
    let shape = place.shape();
    shape.words <= 3 && !shape.is_ended && !matches!(shape.last, ',' | '-' | '—')
}

/// Units behind the first one below the end words: to the end of the file, or to a heading, a field or the site's
/// matter; none where the story is heard again.
pub(super) fn reach_behind_the_end(place: &Place) -> usize {
    let (mut steps, mut reach, mut told) = (0, 0, 0);
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if !next.is_space() {
            if let Some(preview) = reach_of_preview(place, &next) {
                return steps + preview;
            }
            let is_other = [Role::Boilerplate, Role::Heading, Role::End, Role::Field, Role::Break];
            if is_other.iter().any(|&role| next.leaning(role) >= 5) || is_boundary(&next) {
                break;
            }
            told += usize::from(Voice::of(&next).is_story());
            if told > 1 || steps > LONGEST {
                return 0;
            }
            reach = steps;
        }
        at = next;
    }
    reach
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
