//! Verse that is typed with blank lines between all its lines: short lines none of which ends a sentence, in lower case,
//! between marks of emphasis, or rhyming.

use super::poem::ending;
use crate::detect::place::Place;
use crate::text::is_closing;

/// Words of such a line at most.
const WORDIEST: u16 = 12;
/// Lines at least, and words of a line on an average.
const LEAST: usize = 4;
/// Lines that are followed.
const LONGEST: usize = 200;

/// Units behind the first of lines that stand at the same distance each, short, open at their ends; none where fewer than
/// four follow each other, or where nothing else tells them from an author's short paragraphs.
pub(super) fn reach(place: &Place) -> Option<usize> {
    let distance = place.above();
    // A title above lines in lower case is none of them.
    let is_within = |above: Place| goes_on(&above, place) && begins_low(&above) == begins_low(place);
    if distance == 0 || !is_line(place) || place.previous().is_some_and(is_within) {
        return None;
    }
    let mut lines = vec![*place];
    while let Some(next) =
        lines.last().and_then(Place::next).filter(|next| lines.last().is_some_and(|l| goes_on(l, next)))
    {
        lines.push(next);
        if lines.len() > LONGEST {
            return None;
        }
    }
    let last = *lines.last()?;
    // What stands around is written as prose is.
    let is_other = |beside: Option<Place>| beside.is_none_or(|beside| !beside.shape().starts_low);
    let is_low = begins_low(place)
        && lines.iter().filter(|line| begins_low(line)).count() * 4 >= lines.len() * 3
        && is_other(place.previous())
        && is_other(last.next());
    let is_verse = lines.len() >= LEAST && (is_low || is_poem(&lines));
    is_verse.then(|| last.at() - place.at())
}

/// Lines of some words, hardly a name among them, all emphasised or one in four rhyming.
fn is_poem(lines: &[Place]) -> bool {
    let words: usize = lines.iter().map(|line| usize::from(line.shape().words)).sum();
    let capitalised: usize = lines.iter().map(|line| usize::from(line.shape().capitalised)).sum();
    let is_emphasised =
        |line: &Place| matches!(line.shape().first, '*' | '_' | '/') && line.shape().first == line.shape().last;
    let endings: Vec<String> = lines.iter().map(|line| ending(line.low())).collect();
    let rhymes = |at: usize| endings[at].len() >= 2 && endings[at.saturating_sub(3)..at].contains(&endings[at]);
    words >= lines.len() * LEAST
        && capitalised * 2 <= words
        && (lines.iter().all(is_emphasised) || (1..lines.len()).filter(|&at| rhymes(at)).count() * 4 >= lines.len())
}

fn goes_on(above: &Place, below: &Place) -> bool {
    is_line(above) && is_line(below) && below.above() > 0 && below.above() == above.above()
}

fn is_line(place: &Place) -> bool {
    let shape = place.shape();
    let is_open = || {
        let words = place.bare();
        let words = words.trim_end_matches(|c: char| matches!(c, '*' | '_' | '/') || is_closing(c));
        !words.ends_with(['.', '!', '?', ':', '…'])
    };
    (2..=WORDIEST).contains(&shape.words)
        && shape.has_letters
        && !shape.is_ended
        && !shape.is_speech
        && !shape.has_digits
        && place.glance().is_some_and(|glance| glance.label.is_none() && glance.form.is_none())
        && is_open()
}

/// In lower case, or with the word that English always writes in capitals.
fn begins_low(place: &Place) -> bool {
    place.shape().starts_low || place.may_begin_with('i') && place.bare().starts_with("I ")
}
