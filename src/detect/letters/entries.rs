//! The entries of a diary inside a story: dated paragraphs one below the other, and entries that greet the diary itself.

use super::closing::{is_farewell, is_signature};
use super::dateline::is_dateline_form;
use super::opening::opens_with_date;
use super::span::{LONGEST, is_boundary};
use crate::detect::languages;
use crate::detect::place::Place;

/// Units of one entry of a diary at most.
const ENTRY: usize = 6;

/// Units behind a diary's entry down to the last one that is dated too, with all that stands between them.
pub(super) fn reach_of_diary(place: &Place) -> usize {
    let (mut reach, mut at) = (0, *place);
    for steps in 1..=LONGEST {
        let Some(next) = at.step(1).filter(|_| steps <= reach + ENTRY) else { break };
        at = next;
        let is_far = next.is_space() && !next.step(1).is_some_and(|n| opens_with_date(&n));
        if is_far || is_boundary(&next) || next.shape().is_speech {
            break;
        }
        if !next.is_space() && opens_with_date(&next) {
            reach = steps;
        }
    }
    reach
}

/// An entry that greets its diary, in a story that is no diary itself from its beginning to its end.
pub(super) fn is_entry(place: &Place) -> bool {
    greets_diary(place) && !place.survey().is_some_and(|s| s.headings.is_diary())
}

/// "Dear Diary," or the day alone on a line above it.
pub(super) fn greets_diary(place: &Place) -> bool {
    let greets = |p: &Place| {
        let low = p.low().trim_start_matches(|c: char| !c.is_alphanumeric());
        languages::DIARIES.begins(low)
    };
    let is_day = || is_dateline_form(place) && place.next().is_some_and(|n| n.wider_above() == 0 && greets(&n));
    let is_below_its_day = || place.previous().is_some_and(|a| place.wider_above() == 0 && is_dateline_form(&a));
    place.ordinal() > 0 && (is_day() || greets(place) && !is_below_its_day())
}

/// Units behind the head of an entry that greets its diary: as long as the writer speaks of himself, one paragraph in
/// the midst of it excepted.
pub(super) fn reach_of_entry(place: &Place) -> usize {
    let (mut reach, mut at, mut others) = (0, *place, 0);
    for steps in 1..=LONGEST {
        let Some(next) = at.step(1) else { break };
        at = next;
        if next.is_space() {
            if reach > 1 && next.length() > place.habits().distance + 1 {
                break;
            }
            continue;
        }
        if is_boundary(&next) || (reach > 0 && greets_diary(&next)) {
            break;
        }
        let is_close = is_farewell(&next) || is_signature(&next);
        let is_head = reach == 0 && steps <= 2;
        if is_head || is_close || speaks_of_itself(&next) {
            (reach, others) = (steps, 0);
        } else {
            others += 1;
        }
        if others > 1 {
            break;
        }
    }
    reach
}

fn speaks_of_itself(place: &Place) -> bool {
    !place.shape().is_speech && place.glance().is_some_and(|g| languages::FIRST_PERSON.is_in(&g.text.to_lowercase()))
}
