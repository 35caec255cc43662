//! How sure a reading is, in words and in per cent: margins mapped to how often such readings were right in stories by
//! authors whose texts had no part in the measurement.

use std::fmt;

#[cfg(not(test))]
use super::chances::{UNREST, WRONG};
use super::decisions::{Decision, Question, decisions};
use crate::classify::{Element, Reading};
use crate::detect::Evidence;
use crate::text::Manuscript;
// What the reports say of a reading must not change with every measurement.
#[cfg(test)]
use super::tests::{UNREST, WRONG};

/// How sure a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Look at it.
    Doubtful,
    /// Look at it if anything seems odd.
    Likely,
    /// No other role comes near.
    Sure,
}

/// Of a thousand readings, how many are right at least, surest word first: 19 of 20, and 4 of 5.
const LIMITS: [(u16, Certainty); 2] = [(950, Certainty::Sure), (800, Certainty::Likely)];

impl Certainty {
    /// The word for how many of a thousand such readings are right.
    #[must_use]
    pub fn of(right: u16) -> Certainty {
        LIMITS.iter().find(|(least, _)| right >= *least).map_or(Certainty::Doubtful, |(_, word)| *word)
    }

    /// "sure", "likely", "doubtful".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Sure => "sure",
            Certainty::Likely => "likely",
            Certainty::Doubtful => "doubtful",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How sure each decision of a reading is.
#[derive(Debug, Clone, Default)]
pub struct Confidence {
    decisions: Vec<Decision>,
}

impl Confidence {
    /// Weighs the decisions of a reading.
    #[must_use]
    pub fn of(story: &Manuscript, evidence: &Evidence, reading: &Reading) -> Confidence {
        Confidence { decisions: decisions(story, evidence, reading) }
    }

    /// All decisions, in the order of the units.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Of a thousand readings such as that of an element, how many are right. What a person has said is right.
    #[must_use]
    pub fn right(&self, element: &Element) -> u16 {
        if element.ruling.is_some() {
            return 1000;
        }
        let unit = element.units.start;
        let at = self.decisions.partition_point(|decision| decision.unit < unit);
        let mut own = self.decisions[at..].iter().take_while(|decision| decision.unit == unit);
        own.find(|decision| decision.question != Question::Level).map_or(1000, right)
    }

    /// The same as a word.
    #[must_use]
    pub fn certainty(&self, element: &Element) -> Certainty {
        Certainty::of(self.right(element))
    }

    /// The same in per cent; neither nothing nor everything is ever certain.
    #[must_use]
    pub fn percent(&self, element: &Element) -> u16 {
        (self.right(element) / 10).clamp(1, 99)
    }
}

/// Of a thousand decisions such as this one, how many are right.
#[must_use]
pub fn right(decision: &Decision) -> u16 {
    let row = WRONG.iter().find(|(question, _)| *question == decision.question);
    let wrong = u32::from(row.map_or(0, |(_, wrong)| wrong[decision.margin.min(wrong.len() - 1)])).clamp(1, 999);
    let odds = wrong * UNREST[decision.unrest.min(UNREST.len() - 1)];
    let wrong = 1000 * odds / (odds + 100 * (1000 - wrong));
    u16::try_from(1000 - wrong.min(1000)).unwrap_or(0)
}
