//! A story told between the lines of a song: its author says so in front or behind, and sets each line of the song
//! alone between the paragraphs, without a mark.

use std::collections::BTreeMap;

use crate::detect::evidence::Evidence;
use crate::detect::languages;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Words of a line.
const LINE: std::ops::RangeInclusive<u16> = 3..=12;
/// Characters of a line at most.
const WIDEST: usize = 70;
/// Times at least that lines of the song stand between paragraphs.
const LEAST: usize = 4;
/// Lines that stand together at most.
const STANZA: usize = 12;
/// Blocks at either edge of the file among which the author speaks of the song.
const EDGE: usize = 12;
/// Weight from which a block is believed to be the author's, or a heading.
const FOUND: i32 = 4;

/// The lines of the song: the unit of each first one, and units behind it that belong to it.
pub(super) fn lines(scene: &Scene, first: &Evidence) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    if !tells_of_song(scene, first) {
        return found;
    }
    let mut at = 0;
    let (mut lines, mut blocks) = (0, 0);
    while at < scene.len() {
        let place = scene.place(at);
        blocks += usize::from(!place.is_space());
        at += 1;
        if !is_line(&place, first) {
            continue;
        }
        let mut last = place;
        while let Some(next) = last.next().filter(|next| is_line(next, first) && next.wider_above() == 0) {
            last = next;
        }
        let reach = last.at() - place.at();
        let is_above_text = last.next().is_some_and(|n| n.is_prose() || n.shape().is_ended || n.shape().is_speech);
        if reach <= STANZA && is_above_text {
            found.insert(place.at(), reach);
        }
        lines += reach + 1;
        blocks += reach;
        at += reach;
    }
    // Where such lines stand everywhere, this author sets no marks.
    if found.len() < LEAST || lines * 2 > blocks {
        found.clear();
    }
    found
}

/// In a note, a summary, a disclaimer at the edge of the file, the author speaks of a song.
fn tells_of_song(scene: &Scene, first: &Evidence) -> bool {
    let is_authors = |place: &Place| {
        let at = place.at();
        [Role::Note, Role::Field].iter().any(|&role| first.leaning(at, role) >= FOUND)
    };
    let tells = |place: Place| {
        (place.from_top() < EDGE || place.from_end() < EDGE)
            && is_authors(&place)
            && place.glance().is_some_and(|g| languages::LYRICS.is_in(&g.low))
    };
    (0..scene.len()).map(|at| scene.place(at)).filter(|place| !place.is_space()).any(tells)
}

/// A line without a mark at its end, as a paragraph has one, that is no heading, no label, no speech.
fn is_line(place: &Place, first: &Evidence) -> bool {
    let shape = place.shape();
    let is_bare = place.glance().is_some_and(|g| g.form.is_none() && g.label.as_ref().is_none_or(|l| !l.has_colon));
    LINE.contains(&shape.words)
        && shape.width <= WIDEST
        && place.block().is_some_and(|b| b.lines.len() == 1)
        && place.ordinal() > 0
        && (shape.last.is_alphabetic() || matches!(shape.last, ',' | '?' | '!') && is_beside_line(place))
        && !shape.is_speech
        && !shape.is_capitals
        && !shape.has_digits
        && is_bare
        && [Role::Heading, Role::Title, Role::Byline, Role::End, Role::Note, Role::Field]
            .iter()
            .all(|&role| first.leaning(place.at(), role) < FOUND)
}

/// Directly above or below stands a line of the same kind: it may end in a mark.
fn is_beside_line(place: &Place) -> bool {
    let is_soft = |n: Place| {
        n.shape().last.is_alphabetic() && LINE.contains(&n.shape().words) && !n.shape().is_speech && !n.shape().is_ended
    };
    [place.previous(), place.next()].into_iter().flatten().any(is_soft)
}
