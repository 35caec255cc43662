//! What a person has said of a story's units. It is not weighed against what the detectors report: it stands.

use std::ops::Range;
use std::sync::Arc;

use super::cue::{Claim, Cue, Holds};
use super::evidence::Sign;
use super::role::{Kind, Role};
use crate::text::{Manuscript, Unit};

/// What a person has said one element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The role.
    pub role: Role,
    /// The finer kind (a part, a song, a rating), where it was said.
    pub kind: Option<Kind>,
    /// How the contents name a heading, where it was said.
    pub title: Option<String>,
    /// Where it was said: "storybind.toml:12".
    pub place: String,
    /// Nobody has said it: the names and heads of the files of one story do.
    pub is_of_file: bool,
    /// It follows from how the author writes. Then the element goes on as far as the evidence carries it; otherwise it
    /// ends with the last unit spoken of.
    pub is_habit: bool,
}

/// Everything that was said of a story, by unit.
#[derive(Debug, Clone, Default)]
pub struct Rulings {
    said: Vec<Arc<Ruling>>,
    /// For each unit the number of its ruling; shorter than the story where nothing was said of its last units.
    at: Vec<Option<usize>>,
    /// So many blank lines, or more, are a scene break.
    gap: Option<usize>,
}

/// An author who counts blank lines means it: only what stands around them says more, a heading below or a break beside.
static OWN_GAP: Cue = Cue {
    name: "blank-lines-as-agreed",
    claims: Claim::Opens(Role::Gap),
    weight: 9,
    why: "You said in storybind.toml that so many blank lines are a scene break.",
    yes: &[],
    no: &[],
    holds: Holds::Here(|_| false),
};

/// The same author's shorter spaces.
static NO_GAP: Cue = Cue {
    name: "fewer-blank-lines-than-agreed",
    weight: -20,
    why: "You said in storybind.toml that a scene break has more blank lines.",
    ..OWN_GAP
};

/// What was said of one unit.
#[derive(Debug, Clone, Copy)]
pub struct Told<'r> {
    /// What the element is.
    pub ruling: &'r Arc<Ruling>,
    /// The unit begins the element.
    pub opens: bool,
    /// What follows is no part of the element.
    pub closes: bool,
}

impl Rulings {
    /// Takes down what was said of runs of units; where two speak of one unit, the later counts. Of several blocks that
    /// are prose each is a paragraph, and the spaces between them may still be scene breaks.
    #[must_use]
    pub fn of(story: &Manuscript, said: impl IntoIterator<Item = (Range<usize>, Ruling)>) -> Rulings {
        let units = story.units();
        let is_space = |unit: usize| matches!(units[unit], Unit::Space(_));
        let mut rulings = Rulings::default();
        for (run, ruling) in said {
            let run = run.start.min(units.len())..run.end.min(units.len());
            rulings.at.resize(rulings.at.len().max(run.end), None);
            let (ruling, is_one) = (Arc::new(ruling), run.len() == 1);
            let is_each = ruling.role == Role::Body && !is_one;
            for unit in run.clone().filter(|&unit| !(is_each && is_space(unit))) {
                if unit == run.start || is_each {
                    rulings.said.push(Arc::clone(&ruling));
                }
                rulings.at[unit] = Some(rulings.said.len() - 1);
            }
        }
        rulings.free_edges(is_space);
        rulings
    }

    /// A run that another cut in two begins and ends with a block: the spaces at its edges are nobody's.
    fn free_edges(&mut self, is_space: impl Fn(usize) -> bool) {
        let is_edge = |at: &[Option<usize>], unit: usize, other: Option<usize>| {
            let one = at[unit].filter(|_| is_space(unit));
            one.is_some() && other.and_then(|other| *at.get(other)?) != one
        };
        for unit in 0..self.at.len() {
            let is_inner = self.at[unit].is_some_and(|n| !matches!(self.said[n].role, Role::Gap | Role::Body));
            let above = unit.checked_sub(1);
            if is_inner && (is_edge(&self.at, unit, above) || is_edge(&self.at, unit, Some(unit + 1))) {
                self.at[unit] = None;
            }
        }
    }

    /// The same, and what else is known of units of which nothing was said.
    #[must_use]
    pub fn and(mut self, known: impl IntoIterator<Item = (usize, Ruling)>) -> Rulings {
        for (unit, ruling) in known {
            self.at.resize(self.at.len().max(unit + 1), None);
            if self.at[unit].is_none() {
                self.said.push(Arc::new(ruling));
                self.at[unit] = Some(self.said.len() - 1);
            }
        }
        self
    }

    /// The same with the blank lines that an author says are a scene break.
    #[must_use]
    pub fn with_gap(self, lines: Option<usize>) -> Rulings {
        Rulings { gap: lines, ..self }
    }

    /// What the number of blank lines says of each space.
    pub(super) fn signs(&self, story: &Manuscript) -> Vec<Sign> {
        let Some(least) = self.gap else { return Vec::new() };
        let sign = |(unit, space): (usize, &Unit)| match space {
            Unit::Space(space) => {
                let cue = if space.lines.len() >= least { &OWN_GAP } else { &NO_GAP };
                Some(Sign { unit, cue })
            }
            Unit::Block(_) => None,
        };
        story.units().iter().enumerate().filter_map(sign).collect()
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// What was said of a unit.
    #[must_use]
    pub fn at(&self, unit: usize) -> Option<Told<'_>> {
        let number = (*self.at.get(unit)?)?;
        let ruling = &self.said[number];
        let is_same = |other: Option<&Option<usize>>| other.is_some_and(|other| *other == Some(number));
        let opens = !is_same(unit.checked_sub(1).and_then(|above| self.at.get(above)));
        let closes = !ruling.is_habit && !is_same(self.at.get(unit + 1));
        Some(Told { ruling, opens, closes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn ruling(role: Role) -> Ruling {
        Ruling {
            role,
            kind: None,
            title: None,
            place: "storybind.toml:1".to_owned(),
            is_of_file: false,
            is_habit: false,
        }
    }

    #[test]
    fn the_later_word_counts_and_cuts_the_earlier_in_two() {
        let story = text::read(b"One.\n\nTwo.\n\n\n\n***\n\n\n\nThree.\n\nFour.\n", &text::Options::default());
        assert_eq!(story.units().len(), 7);
        let rulings = Rulings::of(&story, [(0..6, ruling(Role::Note)), (3..4, ruling(Role::Break))]);
        let told: Vec<_> =
            (0..8).map(|unit| rulings.at(unit).map(|told| (told.ruling.role, told.opens, told.closes))).collect();
        assert_eq!(
            told,
            [
                Some((Role::Note, true, false)),
                Some((Role::Note, false, true)),
                None,
                Some((Role::Break, true, true)),
                None,
                Some((Role::Note, true, true)),
                None,
                None,
            ]
        );
    }
}
