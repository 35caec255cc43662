//! The head of a manuscript or of a school paper: the writer's name with an address, or with teacher, class and date, on
//! lines of their own above the title.

use super::names::{is_by, is_full_name, label_is_field};
use super::titles::is_title_like;
use crate::detect::languages;
use crate::detect::place::Place;

/// Lines of a head.
const LINES: std::ops::RangeInclusive<usize> = 3..=7;
/// Words of a line in it at most.
const LONGEST: u16 = 8;
/// Blocks between the head and the title at most: a count of words, a line of rights.
const BETWEEN: usize = 2;
/// Columns that a title is set in at least that stands right below a head.
const SET_IN: usize = 8;
/// Digits from which a line is read as a telephone number.
const TELEPHONE: usize = 7;
/// How pupils address their teachers, and what a class is called, on school papers in English.
const SCHOOL: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "teacher",
    "class",
    "period",
    "grade",
    "english",
    "homeroom",
];

/// How the line begins that says which paper this is.
const TASKS: &[&str] = &["assignment", "creative writing", "essay", "draft ", "prompt", "topic"];

/// The title below a head: the first short line that stands alone, and text follows.
pub(super) fn closes_head(place: &Place) -> bool {
    let Some(last) = last_of_head(&place.top()) else { return false };
    let Some(behind) = place.at().checked_sub(last.at()).filter(|&behind| behind > 0) else { return false };
    behind <= 2 * (BETWEEN + 1)
        && is_title_like(place)
        && (place.above() > 0 || place.shape().indent > last.shape().indent)
        && (place.below() > 0 || place.next().is_some_and(|next| next.is_prose()))
        && !place.shape().is_ended
        && !label_is_field(place)
        && !place.shape().has_digits
        && place.next().is_some_and(|next| next.is_prose() || next.shape().words <= LONGEST)
        && place.previous().is_some_and(|above| above.at() <= last.at() || above.shape().has_digits)
}

/// The head begins here, at the top of the work.
pub(super) fn opens_head(place: &Place) -> bool {
    place.from_top() == 0 && last_of_head(place).is_some()
}

/// How many units behind the head's second line, which stands here, belong to it; none where it is no such line.
pub(super) fn rest_of_head(place: &Place) -> Option<usize> {
    let first = place.step(-1).filter(|above| place.from_top() == 1 && above.from_top() == 0)?;
    last_of_head(&first).map(|last| last.at() - place.at())
}

/// "41 Canal St.", "12 Harbour Street, Apt. 4": a house in a street.
fn is_street(low: &str) -> bool {
    const STREETS: &[&str] =
        &["street", "st", "avenue", "ave", "road", "rd", "lane", "ln", "drive", "dr", "blvd", "court"];
    let mut words = low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_house = words.next().is_some_and(|word| word.len() <= 5 && word.bytes().all(|b| b.is_ascii_digit()));
    is_house && words.skip(1).any(|word| STREETS.contains(&word))
}

/// The title right below a head that stands at the margin, far in, and the text right below it.
fn is_set_in_title(first: &Place, place: &Place) -> bool {
    is_full_name(first)
        && place.shape().indent >= first.shape().indent + SET_IN
        && is_title_like(place)
        && !place.shape().is_ended
        && place.next().is_some_and(|next| next.is_prose() && next.shape().indent + SET_IN <= place.shape().indent)
}

/// The last line of the head that begins here.
fn last_of_head<'s>(first: &Place<'s>) -> Option<Place<'s>> {
    // A name has no label; "From:" begins the head of a posting.
    if first.glance()?.label.as_ref().is_some_and(|label| label.has_colon) {
        return None;
    }
    let mut at = *first;
    let distance = first.step(1).map_or(0, |second| second.above()).min(1);
    let (mut lines, mut school, mut has_day, mut has_address) = (0, false, false, false);
    let (mut has_street, mut has_count, mut is_even) = (false, false, true);
    loop {
        let shape = at.shape();
        let glance = at.glance()?;
        let is_labelled = glance.labelled_field().is_some();
        let is_task = lines > 1 && TASKS.iter().any(|task| glance.low.starts_with(task));
        // "Winamac, Ind.": a state may be cut short.
        let is_sentence = shape.is_ended && !(lines > 1 && shape.words <= 3 && glance.low.contains(", "));
        if shape.words == 0 || !is_task && (shape.words > LONGEST || shape.is_speech || is_sentence || is_labelled) {
            return None;
        }
        // "The Door / Part II / by Ann Ode / <ann@example.org>": a title page in the usual order.
        if lines > 0 && is_by(&at) {
            return None;
        }
        lines += 1;
        is_even &= shape.indent == first.shape().indent;
        let mut words = glance.low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        school |= lines > 1 && words.clone().any(|w| SCHOOL.contains(&w));
        has_day |= lines > 1 && shape.has_digits && words.any(languages::is_calendar);
        let is_telephone = glance.low.chars().filter(char::is_ascii_digit).count() >= TELEPHONE
            && !glance.low.contains(char::is_alphabetic);
        has_address |= glance.low.contains('@') && glance.low.contains('.') || is_telephone;
        has_street |= is_street(&glance.low);
        let is_count = |place: &Place| place.shape().has_digits && place.low().ends_with(" words");
        has_count |= is_count(&at);
        // How long it is stands below it, as a field.
        if lines > 1 && has_street && at.step(1).is_some_and(|next| next.below() > 0 && is_count(&next)) {
            has_count = true;
            break;
        }
        match at.step(1) {
            // Typed with empty lines between, the head ends with its date.
            Some(next) if school && has_day && (distance > 0 || is_even && is_set_in_title(first, &next)) => break,
            Some(next) if !next.is_space() && next.above() == distance && lines <= *LINES.end() => at = next,
            _ => break,
        }
    }
    (LINES.contains(&lines) && (has_address || has_street && has_count || school && has_day)).then_some(at)
}
