//! What the detectors report: which cue holds on which unit. Evidence is kept in the order of the units.

use std::ops::Range;

use super::cue::{Claim, Cue};
use super::role::Role;

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
}

impl Evidence {
    /// Sorts what was reported, so that the order of the detectors never matters.
    #[must_use]
    pub(super) fn of(mut signs: Vec<Sign>) -> Evidence {
        signs.sort_by(|a, b| a.unit.cmp(&b.unit).then_with(|| a.cue.name.cmp(b.cue.name)));
        Evidence { signs }
    }

    /// All signs in order.
    #[must_use]
    pub fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// The signs on one unit.
    #[must_use]
    pub fn at(&self, unit: usize) -> &[Sign] {
        let start = self.signs.partition_point(|s| s.unit < unit);
        let length = self.signs[start..].partition_point(|s| s.unit == unit);
        &self.signs[start..start + length]
    }

    /// The signs on a run of units.
    #[must_use]
    pub fn between(&self, units: &Range<usize>) -> &[Sign] {
        let start = self.signs.partition_point(|s| s.unit < units.start);
        let length = self.signs[start..].partition_point(|s| s.unit < units.end);
        &self.signs[start..start + length]
    }

    /// The weight with which a unit may open an element of a role.
    #[must_use]
    pub fn leaning(&self, unit: usize, role: Role) -> i32 {
        let opens = self.at(unit).iter().filter(|s| s.cue.claims == Claim::Opens(role));
        opens.map(|s| i32::from(s.cue.weight)).sum()
    }
}
