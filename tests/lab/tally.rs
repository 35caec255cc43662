//! What is counted: elements by role, stories with nothing to correct, corrections a story, false alarms in prose.

use std::collections::BTreeMap;

use crate::score::ROLES;
use crate::texts::{Guess, Text};

/// Rows that are held beside the roles: headings without their right level or title (a missed one has neither), and
/// texts with anything to correct.
pub const EXTRA_ROWS: [&str; 3] = ["heading-level", "heading-title", "texts"];

/// Elements of one role.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub truth: usize,
    pub found: usize,
    pub false_alarms: usize,
}

impl Count {
    /// Elements missed, and elements that are none.
    pub fn faults(self) -> usize {
        self.truth - self.found + self.false_alarms
    }

    pub fn f1(self) -> f64 {
        let both = self.truth + self.found + self.false_alarms;
        if both == 0 { 1.0 } else { share(2 * self.found, both) }
    }
}

/// One measured row: of how many, how many faults, and the F1 of a role or the share that is right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    pub of: usize,
    pub faults: usize,
    pub score: f64,
}

/// All that is counted in some texts.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    pub roles: BTreeMap<&'static str, Count>,
    pub texts: usize,
    pub faultless: usize,
    pub corrections: usize,
    wrong_level: usize,
    wrong_title: usize,
    /// Paragraphs that the labels call prose.
    pub prose: usize,
    /// Elements said to be where the labels know nothing but prose.
    pub alarms_in_prose: usize,
}

impl Tally {
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Tally {
        Tally::with(texts.into_iter().map(|text| (text, &text.guess)))
    }

    /// The same with other guesses than the texts' own.
    pub fn with<'t>(guesses: impl IntoIterator<Item = (&'t Text, &'t Guess)>) -> Tally {
        let mut tally = Tally::default();
        for (text, guess) in guesses {
            tally.add(text, guess);
        }
        tally
    }

    fn add(&mut self, text: &Text, guess: &Guess) {
        let (labels, difference) = (&text.labels, &guess.difference);
        for element in &labels.elements {
            self.roles.entry(element.role).or_default().truth += 1;
        }
        for &(at, _) in &difference.pairs {
            self.roles.entry(labels.elements[at].role).or_default().found += 1;
        }
        for &at in &difference.false_alarms {
            let element = &guess.elements[at];
            self.roles.entry(element.role).or_default().false_alarms += 1;
            let is_prose = |n: &usize| labels.role_at(*n).is_none_or(|role| role == "body");
            self.alarms_in_prose += usize::from(element.span.iter().all(is_prose));
        }
        self.texts += 1;
        self.faultless += usize::from(difference.corrections() == 0);
        self.corrections += difference.corrections();
        self.wrong_level += difference.wrong_level.len();
        self.wrong_title += difference.wrong_title.len();
        self.prose += text.paragraphs_of_prose();
    }

    /// Corrections a story.
    pub fn corrections_a_story(&self) -> f64 {
        share(self.corrections, self.texts)
    }

    /// False elements in 2,000 paragraphs of prose.
    pub fn alarms_in_2000(&self) -> f64 {
        2000.0 * share(self.alarms_in_prose, self.prose)
    }

    /// What `tests/scores.tsv` holds of these texts, by the name of the row.
    pub fn measures(&self) -> BTreeMap<&'static str, Measure> {
        let mut rows: BTreeMap<_, _> = self
            .roles
            .iter()
            .map(|(&role, count)| (role, Measure { of: count.truth, faults: count.faults(), score: count.f1() }))
            .collect();
        let headings = self.roles.get("heading").copied().unwrap_or_default();
        let missed = headings.truth - headings.found;
        let faults = [missed + self.wrong_level, missed + self.wrong_title, self.texts - self.faultless];
        let of = [headings.truth, headings.truth, self.texts];
        for ((row, of), faults) in EXTRA_ROWS.into_iter().zip(of).zip(faults) {
            let score = if of == 0 { 1.0 } else { 1.0 - share(faults, of) };
            rows.insert(row, Measure { of, faults, score });
        }
        rows
    }
}

/// The names of all rows in order.
pub fn row_names() -> impl Iterator<Item = &'static str> {
    ROLES.into_iter().chain(EXTRA_ROWS)
}

/// A part of a whole; nothing of nothing.
#[allow(clippy::cast_precision_loss, reason = "counts of a few thousand")]
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_scored_by_what_was_found_missed_and_invented() {
        let count = Count { truth: 8, found: 6, false_alarms: 2 };
        assert_eq!(count.faults(), 4);
        assert!((count.f1() - 0.75).abs() < 1e-9);
        assert!((Count::default().f1() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_missed_heading_has_neither_level_nor_title() {
        let mut tally = Tally { texts: 4, faultless: 3, wrong_level: 1, ..Tally::default() };
        tally.roles.insert("heading", Count { truth: 10, found: 7, false_alarms: 5 });
        let rows = tally.measures();
        assert_eq!((rows["heading-level"].faults, rows["heading-title"].faults), (4, 3));
        assert_eq!((rows["texts"].of, rows["texts"].faults), (4, 1));
        assert!((rows["heading-level"].score - 0.6).abs() < 1e-9);
        assert_eq!(rows["heading"].faults, 8);
    }
}
