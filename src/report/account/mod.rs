//! What a run did, story by story: plain data, from which the reports for machines and for a job's page are written.
//!
//! ```
//! use storybind::report::account::{self, Account, Concern};
//!
//! let mut account = Account { errors: vec!["stories: cannot be read".into()], ..Account::default() };
//! account.fail_on = vec![Concern::GapInChapters];
//! let written = account::json(&account);
//! let read = account::read("report.json", &written)?;
//! assert_eq!(read.errors, account.errors);
//! assert!(account::markdown(&read).contains("cannot be read"));
//! # Ok::<(), account::Unreadable>(())
//! ```

mod concern;
mod json;
mod junit;
mod markdown;
mod marks;
mod merge;
mod remark;
mod sarif;
#[cfg(test)]
mod tests;
mod wire;

use std::ops::Range;

use memchr::memmem;

use super::findings::Findings;
use super::lock::Changes;
use super::phrases::quoted;
use super::structure::Structure;
use crate::classify::Reading;
use crate::corrections::Misfit;
use crate::detect::Evidence;
use crate::document::Document;
use crate::text::Manuscript;

pub use concern::{Concern, concerns};
pub use json::{Unreadable, json, read};
pub use junit::junit;
pub use markdown::markdown;
pub use merge::merge;
pub use remark::{Matter, Remark, Weight, remarks};
pub use sarif::sarif;

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// The stories, in the order of the run.
    pub stories: Vec<Entry>,
    /// Files that are no story, and why.
    pub passed_over: Vec<(String, String)>,
    /// What went wrong without being about one story: a folder that cannot be read, a setting that makes no sense.
    pub errors: Vec<String>,
    /// The run was stopped before its end.
    pub is_stopped: bool,
    /// What the user wants to fail on.
    pub fail_on: Vec<Concern>,
    /// What differs from the structure that was locked; none where nobody asked.
    pub changes: Option<Changes>,
}

/// What became of one story.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its files as the user may name them, with `/` between folders: one, or the chapters in their order.
    pub files: Vec<String>,
    /// The book's file, in the same way.
    pub book: String,
    /// What was done.
    pub outcome: Outcome,
    /// What was found; none where the story could not be read, or where nobody asked to look at an unchanged one.
    pub told: Option<Told>,
}

/// What was done about a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The book was bound and delivered.
    Bound,
    /// The book on the disk is the one that would be bound.
    Unchanged,
    /// It would be bound, and the user only wanted to know.
    Planned,
    /// It failed, with the whole message.
    Failed(String),
    /// The run was stopped before it.
    NotReached,
}

/// What was found in a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What readers know the book by: `urn:uuid:…`.
    pub identifier: String,
    /// Whether the story (or the user) states the title; false where it is the file's name.
    pub title_is_stated: bool,
    /// Title, headings, counts.
    pub structure: Structure,
    /// The encoding that the story was read in.
    pub encoding: String,
    /// Characters that fitted no letter of the encoding and stand as U+FFFD.
    pub unreadable: usize,
    /// What is doubtful, and what is odd about the numbers.
    pub findings: Findings,
    /// Where each of the doubts stands, in their order.
    pub spots: Vec<Range<Spot>>,
    /// The first words of each of the doubts' places, in their order.
    pub quotes: Vec<String>,
    /// What settings say and could not be followed.
    pub misfits: Vec<Unfollowed>,
    /// What the cover that is drawn for the book does not say though the story does, as a clause; none where it says all,
    /// or none is drawn.
    pub unsaid: Option<String>,
    /// The lines of the whole story with which its files begin, 0-based; `[0]` for a story of one file.
    pub seams: Vec<usize>,
}

/// A correction that could not be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfollowed {
    /// The file it stands in, as messages call it.
    pub file: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub said: String,
}

/// A place in a story's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Which of the story's files, counted from 0.
    pub file: usize,
    /// Its line, counted from 1.
    pub line: usize,
    /// The character of the line, counted from 1; where a range ends, the one behind its last.
    pub column: usize,
}

/// What stands for bytes that are no character (U+FFFD).
const UNREADABLE: &str = "\u{FFFD}";

impl Told {
    /// What is told of a story that was read.
    #[must_use]
    pub fn of(story: &Manuscript, evidence: &Evidence, reading: &Reading, document: &Document<'_>) -> Told {
        let structure = Structure::of(story, reading, document);
        let findings = Findings { chapters: structure.chapters(), ..Findings::of(story, evidence, reading) };
        let doubts = || findings.worth_a_look.iter().map(|doubt| &doubt.lines);
        Told {
            identifier: document.metadata.identifier.clone(),
            title_is_stated: document.metadata.title_is_stated,
            structure,
            encoding: story.encoding().to_owned(),
            unreadable: memmem::find_iter(story.text().as_bytes(), UNREADABLE).count(),
            spots: doubts().map(|lines| spots(story, lines)).collect(),
            quotes: doubts().map(|lines| quoted(story, lines)).collect(),
            findings,
            misfits: Vec::new(),
            unsaid: None,
            seams: story.parts().iter().map(|part| part.line).collect(),
        }
    }

    /// Where a line of the whole story (0-based) stands: its file, counted from 0, and its line there, counted from 1.
    #[must_use]
    pub fn place(&self, line: usize) -> (usize, usize) {
        let file = self.seams.partition_point(|&first| first <= line).saturating_sub(1);
        (file, line - self.seams.get(file).copied().unwrap_or_default() + 1)
    }
}

impl From<&Misfit> for Unfollowed {
    fn from(misfit: &Misfit) -> Unfollowed {
        let said = misfit.to_string();
        let said = said.strip_prefix(&format!("{}: ", misfit.place)).unwrap_or(&said).to_owned();
        Unfollowed { file: misfit.place.name.to_string(), line: misfit.place.line, said }
    }
}

fn place(seams: &[usize], line: usize) -> (usize, usize) {
    let file = seams.partition_point(|&first| first <= line).saturating_sub(1);
    (file, line - seams.get(file).copied().unwrap_or_default().min(line) + 1)
}

/// From the first character of the first line that is not white space to the end of the last line.
fn spots(story: &Manuscript, lines: &Range<usize>) -> Range<Spot> {
    let end = lines.end.max(lines.start + 1) - 1;
    let (first, last) = (story.line(lines.start), story.line(end).trim_end());
    let indent = if first.trim().is_empty() { 0 } else { first.chars().take_while(|c| c.is_whitespace()).count() };
    let spot = |line: usize, column: usize| {
        let (file, line) = story.place_of(line);
        Spot { file, line: line + 1, column }
    };
    spot(lines.start, indent + 1)..spot(end, last.chars().count() + 1)
}

impl Outcome {
    /// The name used in reports.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Bound => "bound",
            Outcome::Unchanged => "unchanged",
            Outcome::Planned => "planned",
            Outcome::Failed(_) => "failed",
            Outcome::NotReached => "not reached",
        }
    }
}

impl Entry {
    /// The story's first file, by which it is known.
    #[must_use]
    pub fn name(&self) -> &str {
        self.files.first().map_or("", String::as_str)
    }

    /// Why it failed, if it did.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        if let Outcome::Failed(message) = &self.outcome { Some(message) } else { None }
    }

    /// The file of a number; the first where there is none of that number.
    #[must_use]
    pub fn file(&self, number: usize) -> &str {
        self.files.get(number).map_or_else(|| self.name(), String::as_str)
    }
}
