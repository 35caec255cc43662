//! What breaks and spaces of a story say about each other: how often an ornament stands, how many spaces there are.

use std::collections::BTreeMap;

use super::ornament;
use super::sight::{is_lone_letter, is_pattern, is_tapped};
use crate::detect::evidence::Evidence;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Ornaments between scenes that make a habit.
const SEVERAL: usize = 2;
/// Bytes of an ornament of letters at most.
const LONGEST_PATTERN: usize = 80;

/// Breaks and spaces of a story, seen together.
#[derive(Debug, Default)]
pub struct Survey {
    /// How often an ornament stands on a line of its own.
    ornaments: BTreeMap<String, usize>,
    /// Ornaments between two blocks of prose.
    between_prose: usize,
    /// Spaces between two blocks of prose, by the number of their lines.
    spaces: BTreeMap<usize, usize>,
}

impl Survey {
    /// Surveys a story after the first look.
    pub(in crate::detect) fn of(scene: &Scene, first: &Evidence) -> Survey {
        let mut survey = Survey::default();
        for at in 0..scene.len() {
            let place = scene.place(at);
            if place.is_space() {
                if is_between_prose(&place) {
                    *survey.spaces.entry(place.length()).or_default() += 1;
                }
            } else if place.shape().is_signs
                || first.leaning(at, Role::Break) > 0
                || place.shape().bytes <= LONGEST_PATTERN
                    && !place.is_amid_prose()
                    && (is_lone_letter(&place) || is_pattern(&place))
            {
                *survey.ornaments.entry(ornament(place.low())).or_default() += 1;
                let parts = first.leaning(at, Role::Break) > 0 && parts_prose(&place) && !is_tapped(&place);
                survey.between_prose += usize::from(parts);
            }
        }
        survey
    }

    /// How often the ornament of the line here stands in the story.
    #[must_use]
    pub fn of_same_ornament(&self, place: &Place) -> usize {
        self.ornaments.get(&ornament(place.low())).copied().unwrap_or(0)
    }

    /// Spaces between two blocks of prose of so many lines or more.
    #[must_use]
    pub fn spaces_from(&self, length: usize) -> usize {
        self.spaces.range(length..).map(|(_, count)| count).sum()
    }

    /// Spaces between two blocks of prose of fewer lines.
    #[must_use]
    pub fn narrower_spaces(&self, length: usize) -> usize {
        self.spaces.range(..length).map(|(_, count)| count).sum()
    }

    /// Some ornament stands between two blocks of prose.
    #[must_use]
    pub fn has_ornaments(&self) -> bool {
        self.between_prose > 0
    }

    /// Several ornaments stand between blocks of prose, or not fewer than spaces of so many lines or more.
    #[must_use]
    pub fn parts_scenes(&self, length: usize) -> bool {
        self.between_prose >= SEVERAL || self.has_ornaments() && self.between_prose >= self.spaces_from(length)
    }
}

/// An ornament with prose on both sides.
fn parts_prose(place: &Place) -> bool {
    place.previous().is_some_and(|p| p.is_prose()) && place.next().is_some_and(|p| p.is_prose())
}

/// A space with prose on both sides.
fn is_between_prose(place: &Place) -> bool {
    let is_prose = |p: Option<Place>| p.is_some_and(|p| p.is_prose() || p.shape().words >= 6);
    is_prose(place.step(-1)) && is_prose(place.step(1))
}
