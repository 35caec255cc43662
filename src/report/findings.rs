//! What was found in a story, counted, and what a person is asked to look at.

use std::fmt;

use super::certainty::Certainty;
use super::phrases::{a_role, an_element, count};
use crate::classify::{Detail, Element, Reading};
use crate::detect::Role;

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
    /// What may have been read wrongly, in the order of the lines.
    pub doubts: Vec<Doubt>,
}

/// A reading that another came close to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The first line, counted from 1.
    pub line: usize,
    /// What it was taken for: "a heading".
    pub read_as: String,
    /// What it could be: "prose".
    pub or_else: &'static str,
    /// What spoke for the reading: the sentences of its cues.
    pub reasons: Vec<&'static str>,
}

/// The elements that another reading came close to; not those of which a person has said what they are.
pub(super) fn doubtful(reading: &Reading) -> impl Iterator<Item = &Element> {
    let is_doubtful =
        |element: &&Element| element.ruling.is_none() && Certainty::of(element.margin) == Certainty::Doubtful;
    reading.elements.iter().filter(is_doubtful)
}

impl Findings {
    /// Counts what was found.
    #[must_use]
    pub fn of(reading: &Reading) -> Findings {
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
            doubts: doubtful(reading)
                .map(|element| Doubt {
                    line: element.lines.start + 1,
                    read_as: an_element(element),
                    or_else: a_role(element.runner_up),
                    reasons: element.reasons.iter().map(|reason| reason.cue.why).collect(),
                })
                .collect(),
        }
    }

    /// What a person is asked to look at: "look at lines 4, 19 and 3 more"; none where nothing is doubtful.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        let lines: Vec<String> = self.doubts.iter().take(DOUBTS_NAMED).map(|doubt| doubt.line.to_string()).collect();
        let noun = match self.doubts.len() {
            0 => return None,
            1 => "line",
            _ => "lines",
        };
        let more = self.doubts.len() - lines.len();
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

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} was read as {}, but could be {}", self.line, self.read_as, self.or_else)
    }
}
