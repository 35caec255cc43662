//! Labels and names that the story itself prints: a screen, a form, a sign on a wall.

use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

/// Blocks above and below among which the story is looked for.
const NEAR: usize = 8;
/// Paragraphs that tell the story above a line before the title page is surely over.
const TOLD: usize = 2;
/// Words of a paragraph at least.
const PARAGRAPH: u16 = 14;

/// The story is told above and goes on below, with nothing but short lines between, no heading, rule or wide space.
pub(in crate::detect) fn stands_in_the_story(place: &Place) -> bool {
    let (Some(above), Some(below)) = (place.previous(), place.next()) else { return false };
    let is_near = place.wider_above() == 0 && place.wider_below() == 0;
    is_near && is_told(&above, Place::previous, TOLD) && is_told(&below, Place::next, 1)
}

/// Whether paragraphs that tell the story stand from here on, up or down, behind short lines at most.
fn is_told<'s>(place: &Place<'s>, step: fn(&Place<'s>) -> Option<Place<'s>>, paragraphs: usize) -> bool {
    let (mut at, mut told) = (*place, 0);
    for _ in 0..NEAR {
        let shape = at.shape();
        let is_other = [Role::Note, Role::Field, Role::Boilerplate, Role::Title].iter().any(|&r| at.leaning(r) > 0);
        if shape.is_signs || at.leaning(Role::Heading) >= 4 {
            return false;
        }
        if !is_other && tells(&at) {
            told += 1;
            if told >= paragraphs {
                return true;
            }
        } else if told == 0 && shape.words >= PARAGRAPH {
            return false;
        }
        if told == 0 && (at.wider_above() > 0 || at.wider_below() > 0) {
            return false;
        }
        let Some(next) = step(&at) else { return false };
        at = next;
    }
    false
}

/// Speech, or a paragraph in the past.
fn tells(place: &Place) -> bool {
    let shape = place.shape();
    shape.is_speech && shape.is_ended || shape.words >= PARAGRAPH && languages::holds_past(place.low())
}
