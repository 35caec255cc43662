//! A single line of verse: a line of a song or a poem that is quoted between paragraphs, or set above a chapter.

use super::poem::Poem;
use super::{is_spoken_of, lines};
use crate::detect::evidence::Evidence;
use crate::detect::headings;
use crate::detect::languages;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;
use crate::text::{head, tail};

/// Words of a quoted line.
const LINE: std::ops::RangeInclusive<u16> = 3..=14;
/// Characters of a quoted line at most: less than the paragraphs fill.
const WIDEST: usize = 64;
/// Bytes at the end of a paragraph in which it says that somebody sings or recites.
const ANNOUNCEMENT: usize = 200;
/// Bytes at the head of a paragraph in which it says that somebody was singing.
const ECHO: usize = 80;
/// Verse above chapters from which a book's mottoes are verse.
const MOTTOES: usize = 3;
/// Blocks that a song is interrupted for at most.
const INTERRUPTION: usize = 3;

/// Lines of a motto whose source is named, at most, and columns that the source is set in beyond them at least.
const LINES: usize = 4;
const FARTHER: usize = 4;
/// Blocks above a motto among which its heading stands.
const TOP: usize = 6;

/// The verse that stands above the chapters of a book.
#[derive(Debug, Default)]
pub struct Mottoes {
    /// Groups of lines that stand right below a heading.
    count: usize,
}

impl Mottoes {
    /// Surveys a story after the first look.
    pub(in crate::detect) fn of(scene: &Scene, first: &Evidence) -> Mottoes {
        let is_verse = |at: usize| first.leaning(at, Role::Verse) >= 4;
        // Poems of a collection stand below titles; mottoes stand below numbers, and the numbers' titles.
        let is_numbered = |place: &Place| {
            first.leaning(place.at(), Role::Heading) >= 4 && place.glance().is_some_and(|g| g.form.is_some())
        };
        let is_below_heading = |place: Place| {
            place.previous().is_some_and(|a| {
                is_numbered(&a) || !a.is_prose() && a.previous().is_some_and(|number| is_numbered(&number))
            })
        };
        let count = (0..scene.len()).filter(|&at| is_verse(at) && is_below_heading(scene.place(at))).count();
        Mottoes { count }
    }
}

/// One short line set in, between paragraphs that are not.
fn is_set_alone(place: &Place) -> bool {
    let shape = place.shape();
    let habits = place.habits();
    let is_flush = |p: Option<Place>| p.is_some_and(|p| p.shape().indent == 0);
    habits.is_wrapped
        && !habits.is_indented
        && shape.indent > 0
        && LINE.contains(&shape.words)
        && shape.width <= WIDEST
        && place.block().is_some_and(|b| b.lines.len() == 1)
        && place.above() > 0
        && place.below() > 0
        && !shape.is_capitals
        && !shape.has_digits
        && !shape.starts_low
        && place.glance().is_some_and(|g| g.form.is_none() && g.label.as_ref().is_none_or(|l| !l.has_colon))
        && is_flush(place.previous())
        && is_flush(place.next())
        && !lines::opens_group(place)
}

/// The paragraph above breaks off in mid-sentence, without a mark, and the line goes on with it.
pub(super) fn is_cut_in(place: &Place) -> bool {
    is_set_alone(place)
        && place.previous().is_some_and(|a| a.is_prose() && a.shape().words >= 8 && a.shape().last.is_alphabetic())
}

/// The paragraph above says that something is sung or recited, and leads up to it.
pub(super) fn is_announced(place: &Place) -> bool {
    is_set_alone(place)
        && place.previous().is_some_and(|above| {
            above.shape().words >= 4 && {
                let announcement = tail(&above.bare(), ANNOUNCEMENT).to_lowercase();
                is_spoken_of(&announcement)
            }
        })
}

/// The paragraph right above ends, or the one right below begins, by saying that somebody sings.
pub(super) fn is_sung(place: &Place) -> bool {
    let says = |beside: Option<Place>, words: fn(&str) -> &str| {
        beside
            .filter(|p| p.is_prose() || p.shape().words >= 4 && p.leads_on())
            .is_some_and(|p| languages::SONGS.is_in(&words(&p.bare()).to_lowercase()))
    };
    says(place.previous().filter(|_| place.above() > 0), |words| tail(words, ANNOUNCEMENT))
        || says(place.next().filter(|next| next.above() > 0 && next.wider_above() == 0), opening)
}

/// The first words, whole.
fn opening(words: &str) -> &str {
    let opening = head(words, ECHO);
    if opening.len() < words.len() { opening.rsplit_once(' ').map_or(opening, |(whole, _)| whole) } else { opening }
}

/// A line set in like one above, from which a paragraph or two part it: a song that goes on.
pub(super) fn goes_on(place: &Place) -> bool {
    if !is_set_alone(place) {
        return false;
    }
    let mut at = *place;
    for _ in 0..INTERRUPTION {
        let Some(above) = at.previous() else { return false };
        if above.leaning(Role::Heading) >= 4 {
            return false;
        }
        if above.shape().indent == place.shape().indent && above.leaning(Role::Verse) >= 4 {
            return true;
        }
        at = above;
    }
    false
}

/// A sentence of a few words on one line, as no title is.
pub(in crate::detect) fn is_sentence(place: &Place) -> bool {
    let shape = place.shape();
    shape.words >= 4 && shape.is_ended && shape.capitalised * 2 < shape.words && !shape.is_centred
}

/// Units behind the first line below a heading that belong to its motto, in a book whose other mottoes are verse: one
/// line set in, or a group of lines, and the source; none where it is no such line.
pub(super) fn reach_of_motto(place: &Place) -> Option<usize> {
    let shape = place.shape();
    let mottoes = place.survey().map_or(0, |s| s.mottoes.count);
    let is_line = (mottoes >= MOTTOES || mottoes > 0 && is_sentence(place))
        && place.habits().is_wrapped
        && !place.habits().is_indented
        && (*LINE.start()..=*LINE.end() + 6).contains(&shape.words)
        && place.block().is_some_and(|b| b.lines.len() == 1)
        && place.above() > 0
        && place.previous().is_some_and(|a| headings::is_heading_line(&a))
        && !headings::is_heading_line(place);
    if !is_line {
        return None;
    }
    let is_verse = |group: &Poem| {
        (group.rhymes() || group.is_enjambed()) && !group.runs_on && !group.is_list() && !group.is_talk()
    };
    if shape.indent == 0 {
        return Poem::at(place).filter(is_verse).map(|group| group.reach);
    }
    let is_text = |p: &Place| p.next().is_some_and(|n| n.shape().indent == 0 && n.above() > 0);
    if is_text(place) {
        return Some(0);
    }
    let below = place.next()?;
    let is_source = lines::is_credit(&below) || lines::is_source(&below);
    (is_source && below.above() <= 1 && is_text(&below)).then(|| below.at() - place.at())
}

/// Units behind the first of some lines that are set in before a text, down to the name of their source, which stands
/// directly below them and farther in.
pub(super) fn reach_of_sourced(place: &Place) -> Option<usize> {
    let habits = place.habits();
    let is_line = |p: &Place| {
        let shape = p.shape();
        shape.indent > 0
            && shape.words <= *LINE.end()
            && !shape.starts_low
            && p.block().is_some_and(|b| b.lines.len() == 1)
            && !headings::is_heading_line(p)
    };
    let is_first = habits.is_wrapped
        && !habits.is_indented
        && place.above() > 0
        && LINE.contains(&place.shape().words)
        && is_line(place)
        && !place.bare().contains(['_', '*'])
        && stands_in_front(place);
    if !is_first {
        return None;
    }
    let mut at = *place;
    for _ in 0..LINES {
        let next = at.step(1).filter(|n| !n.is_space() && n.above() == 0)?;
        if is_name_farther_in(&next, place) {
            return Some(next.at() - place.at());
        }
        at = Some(next).filter(is_line)?;
    }
    None
}

/// A name in capitals or emphasis, the last of its lines, set in farther than the first of them.
fn is_name_farther_in(place: &Place, first: &Place) -> bool {
    let shape = place.shape();
    let is_emphasised = matches!(shape.first, '_' | '*') && matches!(shape.last, '_' | '*' | '.');
    (1..=9).contains(&shape.words)
        && shape.indent >= first.shape().indent + FARTHER
        && (shape.is_capitals || is_emphasised)
        && place.below() > 0
        && !matches!(shape.last, ',' | ';' | ':' | '!' | '?')
}

/// Nothing stands between the lines here and a heading, or the title page, but other mottoes.
fn stands_in_front(place: &Place) -> bool {
    let mut at = *place;
    for _ in 0..TOP {
        let Some(above) = at.previous() else { return true };
        let is_front = [Role::Title, Role::Byline].iter().any(|&role| above.leaning(role) >= 4);
        if is_front || headings::is_heading_line(&above) {
            return true;
        }
        if above.shape().indent == 0 && above.is_prose() {
            return false;
        }
        at = above;
    }
    false
}
