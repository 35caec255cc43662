//! Verse that is typed with blank lines between all its lines: many lines in lower case, none of which ends a sentence.

use crate::detect::place::Place;

/// Words of such a line at most.
const WORDIEST: u16 = 12;
/// Lines at least.
const LEAST: usize = 4;
/// Lines that are followed.
const LONGEST: usize = 200;

/// Units behind the first of lines that stand at the same distance each, short, mostly in lower case, open at their ends;
/// none where fewer than four follow each other, or where the author writes everything so.
pub(super) fn reach(place: &Place) -> Option<usize> {
    let distance = place.above();
    if distance == 0 || !is_line(place) || place.previous().is_some_and(|above| goes_on(&above, place)) {
        return None;
    }
    let (mut lines, mut low, mut last) = (1, usize::from(begins_low(place)), *place);
    while let Some(next) = last.next().filter(|next| goes_on(&last, next) && lines < LONGEST) {
        lines += 1;
        low += usize::from(begins_low(&next));
        last = next;
    }
    // What stands around is written as prose is.
    let is_other = |beside: Option<Place>| beside.is_none_or(|beside| !beside.shape().starts_low);
    let is_verse = lines >= LEAST && low * 4 >= lines * 3 && is_other(place.previous()) && is_other(last.next());
    is_verse.then(|| last.at() - place.at())
}

fn goes_on(above: &Place, below: &Place) -> bool {
    is_line(above) && is_line(below) && below.above() > 0 && below.above() == above.above()
}

fn is_line(place: &Place) -> bool {
    let shape = place.shape();
    (2..=WORDIEST).contains(&shape.words)
        && shape.has_letters
        && !shape.is_ended
        && !shape.is_speech
        && !shape.has_digits
        && shape.last != ':'
}

/// In lower case, or with the word that English always writes in capitals.
fn begins_low(place: &Place) -> bool {
    place.shape().starts_low || place.may_begin_with('i') && place.bare().starts_with("I ")
}
