//! Disclaimers that are played: in front of a story author and characters talk, by turns, about whose the characters
//! are.

use super::labels::TOP;
use crate::detect::languages;
use crate::detect::place::Place;

/// Turns at most.
const LONGEST: usize = 20;

/// A turn: a name, a colon, and what is said; no label of a field, a note or an author.
fn is_turn(place: &Place) -> bool {
    place.shape().words <= 40
        && place.glance().is_some_and(|g| {
            g.label.as_ref().is_some_and(|l| {
                let is_known = languages::field(&l.name).is_some()
                    || languages::is_note_label(&l.name)
                    || languages::is_by(&l.name);
                l.has_colon && !l.is_alone && !is_known && l.name != "title" && l.name.split(' ').count() <= 3
            })
        })
}

/// Whether a turn is about whose the characters are.
fn is_about_owners(place: &Place) -> bool {
    place.low().contains("disclaimer") || place.has_disclaimer()
}

/// Units behind the first turn that are turns too; none where no such talk begins here.
pub(super) fn reach(place: &Place) -> Option<usize> {
    if !(1..TOP).contains(&place.from_top()) || !is_turn(place) || place.previous().is_some_and(|a| is_turn(&a)) {
        return None;
    }
    let (mut at, mut turns, mut owners) = (*place, 1, is_about_owners(place));
    while let Some(next) = at.next().filter(|n| n.wider_above() == 0 && is_turn(n) && turns < LONGEST) {
        turns += 1;
        owners |= is_about_owners(&next);
        at = next;
    }
    (turns >= 2 && owners).then(|| at.at() - place.at())
}
