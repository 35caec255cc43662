//! What labels say, and how far their values reach.

use super::dedications::is_dedication;
use super::series::is_series;
use super::{owners, skits, teasers};
use crate::detect::languages;
use crate::detect::metadata::Entry;
use crate::detect::notes::Voice;
use crate::detect::place::Place;
use crate::detect::role::FieldKind;
use crate::text::head;

/// Blocks at the top among which fields stand.
pub(super) const TOP: usize = 30;

/// Blocks at the top among which a bare count of words stands.
const WORDS_TOP: usize = 10;
/// Units behind a label with its value within which a second paragraph of the value ends.
const PARTED: usize = 6;
/// Words of the paragraphs in which a summary tells a part of the story at most.
const TOLD: u16 = 160;

/// Labels of the heads that downloaders write, which say so only among others.
const OF_HEADERS: &[(&str, FieldKind)] = &[
    ("content", FieldKind::Other),
    ("source", FieldKind::Archive),
    ("publisher", FieldKind::Archive),
    ("site", FieldKind::Archive),
    ("packaged", FieldKind::Date),
    ("reviews", FieldKind::Other),
    ("favs", FieldKind::Other),
    ("favorites", FieldKind::Other),
    ("favourites", FieldKind::Other),
    ("follows", FieldKind::Other),
    ("id", FieldKind::Other),
];
/// Lines above or below among which another label makes one of these a field.
const NEAR: isize = 4;

/// A colon, or one of the label words without colon, near the beginning of a long block.
pub(super) fn begins_with_label(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    let opening = head(place.story().line(block.lines.start).trim_start(), 42);
    // The colon of full width begins with the byte EF.
    memchr::memchr2(b':', 0xEF, opening.as_bytes()).is_some() && opening.contains([':', '：'])
}

pub(super) fn near_an_edge(place: &Place) -> bool {
    place.from_top() < TOP || place.from_end() < 8
}

pub(super) fn has_known_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let Some(label) = &glance.label else { return false };
    if label.is_alone || glance.heads_division() && languages::field(&label.name).is_none() {
        return false;
    }
    field_of(&label.name).is_some_and(|_| label.has_colon || place.shape().words <= 40)
        || label.has_colon && of_header(place, &label.name).is_some()
}

/// A line of a head that a downloader has written, whatever words of sites or publishers are in its value.
pub(in crate::detect) fn is_field_of_a_header(place: &Place) -> bool {
    place.from_top() < TOP
        && place
            .glance()
            .and_then(|g| g.label.as_ref())
            .is_some_and(|l| l.has_colon && !l.is_alone && of_header(place, &l.name).is_some())
}

/// What a label means that says so only among others: another one stands some lines directly above or below.
fn of_header(place: &Place, name: &str) -> Option<FieldKind> {
    let (_, kind) = OF_HEADERS.iter().find(|(label, _)| *label == name)?;
    let is_label = |p: &Place| {
        p.glance().and_then(|g| g.label.as_ref()).is_some_and(|l| {
            l.has_colon
                && (languages::field(&l.name).is_some()
                    || languages::is_by(&l.name)
                    || languages::is_title_label(&l.name))
        })
    };
    let above = (0..NEAR).map_while(|by| place.step(-by).filter(|p| p.above() == 0).and_then(|p| p.step(-1)));
    let below = (1..=NEAR).map_while(|by| place.step(by).filter(|p| !p.is_space() && p.above() == 0));
    (above.filter(is_label).count() + below.filter(is_label).count() >= 2).then_some(*kind)
}

/// A label's meaning, the label itself or its parts: "fandom/pairing", "pairing(s)", "archive warning".
fn field_of(name: &str) -> Option<FieldKind> {
    languages::field(name).or_else(|| {
        let bare = name.replace("(s)", "s").replace(['*', '_'], "");
        let first = bare.split(['/', '&', ',', '(']).next().unwrap_or("").trim();
        languages::field(bare.trim()).or_else(|| (first.len() < bare.len()).then(|| languages::field(first)).flatten())
    })
}

/// What the field here states.
pub(super) fn kind_of(place: &Place) -> Option<FieldKind> {
    *place.glance()?.field.get_or_init(|| read_kind(place))
}

fn read_kind(place: &Place) -> Option<FieldKind> {
    if let Some(entry) = place.metadata() {
        return if let Entry::Field(kind) = entry { Some(kind) } else { None };
    }
    let glance = place.glance()?;
    if let Some(kind) = glance.label.as_ref().and_then(|l| field_of(&l.name).or_else(|| of_header(place, &l.name))) {
        return Some(kind);
    }
    if let Some(kind) = languages::field(glance.low_core().trim_end_matches(':')) {
        return Some(kind);
    }
    if glance.low_core().starts_with("rated ") || glance.low_core().starts_with("rating ") {
        return Some(FieldKind::Rating);
    }
    if is_series(place) {
        return Some(FieldKind::Series);
    }
    if counts_words(place) {
        return Some(FieldKind::Words);
    }
    if teasers::sums_up(place) {
        return Some(FieldKind::Summary);
    }
    if disclaims(place) || skits::reach(place).is_some() {
        return Some(FieldKind::Disclaimer);
    }
    is_dedication(place).then_some(FieldKind::Dedication)
}

/// "approx. 1,900 words", "(2.300 Wörter)": a number and the label of a word count, on a line of the title page or at
/// the very end.
pub(super) fn counts_words(place: &Place) -> bool {
    let shape = place.shape();
    if !(2..=5).contains(&shape.words) || !shape.has_digits || shape.is_speech {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let mut words = glance.low_core().trim_end_matches('.').rsplit(' ').filter(|word| !word.is_empty());
    let is_label = words.next().is_some_and(|word| languages::field(word) == Some(FieldKind::Words));
    let is_number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | 'k' | '\u{A0}'))
    };
    // "300 words / was what she had ordered": the sentence goes on below.
    let goes_on = place.next().is_some_and(|below| below.shape().starts_low);
    let is_at_an_edge = place.from_top() < WORDS_TOP || place.from_end() < 3;
    is_label && words.next().is_some_and(is_number) && is_at_an_edge && !goes_on
}

/// "Fandom:" or "Chapter Summary" alone on its line.
pub(super) fn is_lone_label(place: &Place) -> bool {
    if place.shape().words > 4 || place.shape().is_speech {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    if let Some(label) = &glance.label
        && label.has_colon
    {
        return label.is_alone && field_of(&label.name).is_some_and(|_| label.name != "stats");
    }
    matches!(
        glance.text.as_str(),
        "Summary"
            | "Chapter Summary"
            | "SUMMARY"
            | "Disclaimer"
            | "Dedication"
            | "DEDICATION"
            | "Synopsis"
            | "Warnings"
    )
}

/// The label of a note stands alone above: what follows is the note, whatever it begins with.
pub(super) fn is_below_note_label(place: &Place) -> bool {
    place.above() == 0 && place.previous().is_some_and(|a| a.shape().words <= 4 && is_note_label(&a))
}

pub(super) fn is_note_label(place: &Place) -> bool {
    place.glance().is_some_and(|g| languages::is_note_label(g.low_core()))
}

pub(super) fn is_heading_like(place: &Place) -> bool {
    place.glance().is_some_and(|g| g.form.is_some() || !place.is_prose() && place.wider_above() > 0)
}

/// "Characters:" alone on its line: an archive sets its names below, one on each line.
fn has_list_below(place: &Place) -> bool {
    use FieldKind::{Category, Characters, Fandom, Other, Pairing, Warning};
    is_lone_label(place)
        && kind_of(place).is_some_and(|kind| matches!(kind, Category | Characters | Fandom | Other | Pairing | Warning))
}

/// How many units behind a label with its value belong to the value: the lines directly below, where paragraphs are
/// parted by blank lines and fields stand line by line.
pub(super) fn rest_of_value(place: &Place) -> usize {
    if place.habits().distance == 0 || !near_an_edge(place) || is_below_note_label(place) {
        return 0;
    }
    let is_broken =
        || !place.shape().is_ended && place.step(1).is_some_and(|n| n.shape().starts_low) && disclaims(place);
    if !has_known_label(place) && !has_list_below(place) && !is_broken() {
        return 0;
    }
    let mut at = *place;
    for reach in 0..6 {
        let Some(next) = at.step(1).filter(|n| n.above() == 0 && !n.is_space()) else { return reach };
        let is_other = next.shape().is_signs
            || matches!(next.shape().first, '(' | '[' | '*')
            || kind_of(&next).is_some()
            || next.shape().words >= 20
            || next.glance().is_some_and(|g| g.label.is_some() || g.heads_division())
            || is_note_label(&next)
            || is_series(&next)
            || is_label_without_colon(&next)
            || next.glance().is_some_and(|g| languages::DEDICATIONS.begins(g.low_core()))
            || crate::detect::titlepage::is_byline(&next);
        if is_other {
            return reach;
        }
        at = next;
    }
    0
}

/// How many units behind a summary's label belong to the summary: to the next label, to a wide space, to a heading.
pub(super) fn rest_of_summary(place: &Place) -> usize {
    let is_lone = is_lone_label(place);
    let has_label = is_lone || has_known_label(place);
    let has_paragraphs = [FieldKind::Summary, FieldKind::Disclaimer, FieldKind::Series];
    if !has_label || !kind_of(place).is_some_and(|kind| has_paragraphs.contains(&kind)) {
        return 0;
    }
    let is_packed = !is_lone && place.above() == 0 && place.step(-1).is_some_and(|a| has_known_label(&a));
    let (mut reach, mut steps, mut parted) = (0, 0, None);
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > 24 {
            return parted.unwrap_or(0);
        }
        // Fields that stand line below line end with their block.
        if is_packed && (next.above() > 0 || next.is_space() || is_unknown_label(&next)) {
            return reach;
        }
        if next.is_space() {
            let limit = if is_lone { 3 } else { 1 };
            if next.length() >= limit + place.habits().distance || next.length() >= 3 {
                return reach;
            }
        } else {
            // A value that stands behind its label seldom has a second paragraph, and the story is near.
            if !is_lone && parted.is_none() && next.above() > 0 {
                parted = Some(reach);
            }
            let is_value = reach == 0 && steps == 1 && is_lone_label(place);
            let ends = !is_value
                && (is_note_label(&next)
                    || crate::detect::notes::greets(&next)
                    || has_known_label(&next)
                    || is_lone_label(&next)
                    || next.low() == "stats:"
                    || crate::detect::boilerplate::is_unseen_heading(&next)
                    || next.shape().is_signs
                    || next.glance().is_some_and(|g| {
                        g.heads_division() || g.label.as_ref().is_some_and(|l| languages::is_note_label(&l.name))
                    })
                    || is_series(&next)
                    || place.from_top() > 0 && is_dedication(&next)
                    || crate::detect::titlepage::is_byline(&next));
            // The story is heard: a disclaimer is over, and so is a summary below its label.
            let is_parted = next.above() > 0 || place.habits().distance == 0;
            let is_told = (is_lone && next.above() > 0 && reach > 0
                || is_parted && kind_of(place) == Some(FieldKind::Disclaimer))
                && !is_value
                && Voice::of(&next).is_story()
                && !closes_soon(&next);
            if is_told {
                return reach;
            }
            let is_label = is_note_label(&next) || has_known_label(&next) || is_lone_label(&next);
            if ends
                && !is_label
                && let Some(parted) = parted
            {
                return parted;
            }
            // A rule far below does not end a summary; the story has long begun.
            if ends && next.shape().is_signs && steps > 6 && !is_lone_label(place) {
                return 0;
            }
            if ends {
                return reach;
            }
            reach = steps;
            // A short second paragraph that a wide space closes still belongs to the value.
            if parted.is_some() && steps <= 2 && next.shape().words <= 20 && next.wider_below() > 0 {
                return steps;
            }
            if parted.is_some() && (steps > PARTED || kind_of(place) != Some(FieldKind::Summary)) {
                return parted.unwrap_or(0);
            }
        }
        at = next;
    }
    0
}

/// A few paragraphs further down stands what closes a summary that tells: a wide space, a label, a heading, a rule.
fn closes_soon(place: &Place) -> bool {
    let mut words = 0;
    for at in std::iter::successors(Some(*place), Place::next).take(PARTED) {
        let is_close = at.shape().is_signs
            || at.heads_division()
            || has_known_label(&at)
            || is_note_label(&at)
            || is_lone_label(&at);
        if at.at() > place.at() && (is_close || at.above() >= 3 + place.habits().distance) {
            return true;
        }
        words += at.shape().words;
        if words > TOLD {
            return false;
        }
        if at.wider_below() > 1 {
            return true;
        }
    }
    false
}

pub(super) fn is_unknown_label(place: &Place) -> bool {
    place.shape().words <= 30
        && place.glance().is_some_and(|g| {
            g.label.as_ref().is_some_and(|l| {
                l.has_colon
                    && !l.is_alone
                    && !languages::is_note_label(&l.name)
                    && !languages::is_by(&l.name)
                    && l.name != "title"
                    && l.name.split_whitespace().count() <= 3
            }) && g.form.as_ref().is_none_or(|f| !f.is_strong())
        })
}

/// The words of a disclaimer, in a line that tells no story.
pub(super) fn disclaims(place: &Place) -> bool {
    place.glance().is_some_and(|g| {
        let tells =
            || g.low.split(|c: char| !c.is_alphanumeric()).any(|w| matches!(w, "was" | "were" | "had" | "said"));
        g.has_disclaimer() && (g.low.contains("money") || !tells()) && !owns_no_such_thing(&g.low)
    }) || owners::disclaims(place)
}

/// "Rated for forty men, the lift had never carried more than six."
pub(super) fn tells_what_was_rated(place: &Place) -> bool {
    let is_word = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let what = place.glance().and_then(|g| g.low_core().strip_prefix("rated "));
    place.shape().is_ended
        && place.glance().is_some_and(|g| g.core().split(' ').nth(1).is_some_and(is_word))
        && what.is_some_and(languages::holds_past)
}

/// "I do not own a television.": something that anybody may own.
fn owns_no_such_thing(low: &str) -> bool {
    let named = [" own a ", " own an "].iter().find_map(|word| Some(low.split_once(word)?.1));
    let first = named.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    first.is_some_and(|word| {
        !matches!(word, "thing" | "single" | "bit" | "part" | "character" | "word" | "right" | "penny")
    })
}

/// "Warnings for heights", "Spoilers through season 2".
pub(super) fn is_label_without_colon(place: &Place) -> bool {
    let shape = place.shape();
    if !(1..TOP).contains(&place.from_top()) || !(3..=25).contains(&shape.words) || shape.is_speech {
        return false;
    }
    let mut words = place.low().split_whitespace();
    let is_label = words.next().is_some_and(|w| languages::field(w).is_some());
    let is_bound = words.next().is_some_and(|w| matches!(w, "for" | "through" | "up" | "to" | "apply"));
    let beside = [place.previous(), place.next()];
    is_label
        && is_bound
        && !tells_what_was_rated(place)
        && beside.iter().flatten().any(|p| has_known_label(p) || crate::detect::titlepage::is_byline(p))
}
