//! What was found in a story, counted, and what a person is asked to look at.

use std::fmt;

use super::attention::{Doubt, doubts};
use super::certainty::Confidence;
use super::numbering::{Oddity, numbering};
use super::phrases::count;
use crate::classify::{Detail, Reading};
use crate::detect::{Evidence, Role};
use crate::text::Manuscript;

/// How many doubts a line about a book names before it says how many more there are.
const DOUBTS_NAMED: usize = 4;

/// What was found in a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Headings of chapters; all headings where none is a chapter's.
    pub chapters: usize,
    /// Author's notes.
    pub notes: usize,
    /// Scene breaks, printed or of empty lines.
    pub breaks: usize,
    /// What is odd about the numbers of the headings.
    pub numbering: Vec<Oddity>,
    /// Where a person should look, in the order of the lines.
    pub worth_a_look: Vec<Doubt>,
}

impl Findings {
    /// Counts what was found.
    #[must_use]
    pub fn of(story: &Manuscript, evidence: &Evidence, reading: &Reading) -> Findings {
        Findings::judged(story, &Confidence::of(story, evidence, reading), reading)
    }

    /// The same, where it is known how sure everything is.
    pub(super) fn judged(story: &Manuscript, confidence: &Confidence, reading: &Reading) -> Findings {
        let of_role = |role| reading.elements.iter().filter(move |element| element.role == role);
        let is_chapter = |detail: &Detail| matches!(detail, Detail::Heading { level: 2, .. });
        let chapters = match of_role(Role::Heading).filter(|element| is_chapter(&element.detail)).count() {
            0 => of_role(Role::Heading).count(),
            chapters => chapters,
        };
        Findings {
            chapters,
            notes: of_role(Role::Note).count(),
            breaks: of_role(Role::Break).count() + of_role(Role::Gap).count(),
            numbering: numbering(reading),
            worth_a_look: doubts(story, confidence, reading),
        }
    }

    /// What a person is asked to look at: "look at lines 4, 19 and 3 more"; none where nothing is doubtful.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        let lines: Vec<String> =
            self.worth_a_look.iter().take(DOUBTS_NAMED).map(|doubt| doubt.line().to_string()).collect();
        let noun = match self.worth_a_look.len() {
            0 => return None,
            1 => "line",
            _ => "lines",
        };
        let more = self.worth_a_look.len() - lines.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        Some(format!("look at {noun} {}{more}", lines.join(", ")))
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chapters = count(self.chapters, "chapter", "chapters");
        let notes = count(self.notes, "note", "notes");
        write!(f, "{chapters}, {notes}, {}", count(self.breaks, "break", "breaks"))
    }
}
