//! The result of the judgement: one role for every block and space, the elements they form, and the reasons.

use std::ops::Range;
use std::sync::Arc;

use crate::detect::{Cue, FieldKind, Role, Ruling};

/// How a story was read: its elements in order, covering every non-blank line exactly once.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Elements in the order of the lines. Body paragraphs are one element each.
    pub elements: Vec<Element>,
}

/// A run of lines with one role: one heading, one note, one paragraph of prose.
#[derive(Debug, Clone)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// Units of the manuscript (blocks and spaces) it is made of.
    pub units: Range<usize>,
    /// Lines from first to last non-blank one, 0-based, end excluded. A gap's lines are its blank lines.
    pub lines: Range<usize>,
    /// What the role alone does not say.
    pub detail: Detail,
    /// How much worse the best reading becomes if the element's weakest block had another role.
    pub margin: i32,
    /// The role it would have then.
    pub runner_up: Role,
    /// The cues that held for the chosen role, with the unit each held on.
    pub reasons: Vec<Reason>,
    /// What a person has said it is; then the reasons only tell what the cues thought of it.
    pub ruling: Option<Arc<Ruling>>,
}

/// What an element is within its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more to say.
    None,
    /// A heading's level (1 part, 2 chapter, 3 section) and its title on one line, without ornaments.
    Heading {
        /// 1 part, 2 chapter, 3 section.
        level: u8,
        /// As a table of contents would print it.
        title: String,
    },
    /// What a field states.
    Field(FieldKind),
    /// Where a note stands.
    Note(NotePlace),
    /// Song or poem, and whether it stands before the text.
    Verse {
        /// Sung rather than said.
        song: bool,
        /// Before the text of a work or chapter.
        epigraph: bool,
    },
}

/// Where a note stands in the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotePlace {
    /// Before any text.
    Front,
    /// Between texts.
    Mid,
    /// After all text.
    End,
}

impl NotePlace {
    /// The name used in tables and in TSV.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            NotePlace::Front => "front",
            NotePlace::Mid => "mid",
            NotePlace::End => "end",
        }
    }
}

/// A cue that held on a unit of the element.
#[derive(Debug, Clone, Copy)]
pub struct Reason {
    /// The cue.
    pub cue: &'static Cue,
    /// The unit it held on.
    pub unit: usize,
}
