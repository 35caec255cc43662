//! All evidence to one role per block: the best path, its margin, its reasons.

mod reading;

pub use reading::{Detail, Element, NotePlace, Reading, Reason};

use crate::detect::{Evidence, Role};
use crate::text::{Manuscript, Unit};

/// Decides what every block and space is.
#[must_use]
pub fn decide(story: &Manuscript, _evidence: &Evidence) -> Reading {
    let elements = story
        .units()
        .iter()
        .enumerate()
        .filter(|(_, unit)| matches!(unit, Unit::Block(_)))
        .map(|(at, unit)| Element {
            role: Role::Body,
            units: at..at + 1,
            lines: unit.lines(),
            detail: Detail::None,
            margin: 99,
            runner_up: Role::Note,
            reasons: Vec::new(),
        })
        .collect();
    Reading { elements }
}
