//! What the detectors report: which cue holds on which unit. Evidence is kept in the order of the units.

use std::ops::Range;

use super::cue::{Claim, Cue};
use super::role::Role;
use super::ruling::Rulings;

/// How much a unit leans at least towards the role that an author's own habit gives it: more than any cue asks for.
const HABIT: i32 = 9;

/// A cue that held on a unit.
#[derive(Debug, Clone, Copy)]
pub struct Sign {
    /// The unit.
    pub unit: usize,
    /// The cue.
    pub cue: &'static Cue,
}

/// All signs of a story, in the order of the units and, on one unit, of the cues' names.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    signs: Vec<Sign>,
    /// Where the signs of each unit begin; shorter than the story where its last units have none.
    starts: Vec<usize>,
    rulings: Rulings,
}

impl Evidence {
    /// Sorts what was reported, so that the order of the detectors never matters.
    #[must_use]
    pub(super) fn of(mut signs: Vec<Sign>) -> Evidence {
        signs.sort_by(|a, b| a.unit.cmp(&b.unit).then_with(|| a.cue.name.cmp(b.cue.name)));
        let mut starts = Vec::new();
        for (at, sign) in signs.iter().enumerate() {
            starts.resize(starts.len().max(sign.unit + 1), at);
        }
        Evidence { signs, starts, rulings: Rulings::default() }
    }

    /// The same with what a person has said.
    #[must_use]
    pub(super) fn under(self, rulings: Rulings) -> Evidence {
        Evidence { rulings, ..self }
    }

    /// The same with more signs.
    #[must_use]
    pub(super) fn and(mut self, more: Vec<Sign>) -> Evidence {
        self.signs.extend(more);
        Evidence::of(self.signs).under(self.rulings)
    }

    /// What a person has said.
    #[must_use]
    pub fn rulings(&self) -> &Rulings {
        &self.rulings
    }

    /// All signs in order.
    #[must_use]
    pub fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// The signs on one unit.
    #[must_use]
    pub fn at(&self, unit: usize) -> &[Sign] {
        self.between(&(unit..unit + 1))
    }

    /// The signs on a run of units.
    #[must_use]
    pub fn between(&self, units: &Range<usize>) -> &[Sign] {
        let start = |unit: usize| self.starts.get(unit).copied().unwrap_or(self.signs.len());
        &self.signs[start(units.start)..start(units.end)]
    }

    /// The weight with which a unit may go on with an element of a role.
    #[must_use]
    pub fn carrying_on(&self, unit: usize, role: Role) -> i32 {
        let carries = self.at(unit).iter().filter(|s| s.cue.claims == Claim::Continues(role));
        carries.map(|s| i32::from(s.cue.weight)).sum()
    }

    /// The weight with which a unit may open an element of a role. A habit that the author has stated counts as if it had
    /// been seen; a correction is of its own place only, so that no other changes with it.
    #[must_use]
    pub fn leaning(&self, unit: usize, role: Role) -> i32 {
        let opens = self.at(unit).iter().filter(|s| s.cue.claims == Claim::Opens(role));
        let seen = opens.map(|s| i32::from(s.cue.weight)).sum();
        match self.rulings.at(unit) {
            Some(told) if told.ruling.is_habit && told.opens && told.ruling.role == role => HABIT.max(seen),
            _ => seen,
        }
    }
}
