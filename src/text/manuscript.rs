//! A manuscript: the decoded text, its lines, and the sequence of blocks and spaces. Lines are never rewritten.

use std::borrow::Cow;
use std::ops::Range;

use super::habits::Habits;
use super::repair::Repair;
use super::shape::{self, Shape, WORDS_COUNTED};

/// A decoded story with its measures.
#[derive(Debug, Clone)]
pub struct Manuscript {
    pub(super) text: String,
    pub(super) lines: Vec<Range<usize>>,
    pub(super) parts: Vec<Part>,
    pub(super) units: Vec<Unit>,
    pub(super) habits: Habits,
    pub(super) joins: Vec<usize>,
    pub(super) block_count: usize,
    pub(super) repairs: Vec<Vec<Repair>>,
    /// The text before it was repaired.
    pub(super) unrepaired: Option<String>,
}

/// One of the files that a story was typed into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its first line, 0-based, in the whole story.
    pub line: usize,
    /// What its name says of it: "Chapter 2", "The Door"; nothing for a story of one file.
    pub name: String,
    /// The encoding its bytes were decoded from.
    pub encoding: &'static str,
}

/// A member of the sequence that gets a role.
#[derive(Debug, Clone)]
pub enum Unit {
    /// A paragraph as printed.
    Block(Block),
    /// A run of blank lines longer than this author's usual distance.
    Space(Space),
}

/// A paragraph as printed, whichever way it was typed.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its lines, 0-based. The first and the last have words; where a text is double-spaced, blank ones stand between.
    pub lines: Range<usize>,
    /// How many blocks stand before it.
    pub ordinal: usize,
    /// Blank lines directly above it.
    pub above: usize,
    /// Blank lines directly below it.
    pub below: usize,
    /// What can be seen of it at a glance.
    pub shape: Shape,
}

/// A run of blank lines longer than this author's usual distance.
#[derive(Debug, Clone)]
pub struct Space {
    /// Its lines, 0-based, all blank.
    pub lines: Range<usize>,
}

impl Manuscript {
    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as the bytes were decoded, before anything was repaired: it has the same lines, and the same ASCII
    /// characters in them.
    #[must_use]
    pub fn unrepaired(&self) -> &str {
        self.unrepaired.as_deref().unwrap_or(&self.text)
    }

    /// What was repaired, if that was asked for: layer by layer in the order they were undone, for a text may have been
    /// misread twice.
    #[must_use]
    pub fn repairs(&self) -> &[Vec<Repair>] {
        &self.repairs
    }

    /// How many lines there are.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Line `index` (0-based) without its line end.
    ///
    /// # Panics
    /// If there is no such line.
    #[must_use]
    pub fn line(&self, index: usize) -> &str {
        &self.text[self.lines[index].clone()]
    }

    /// Where line `index` (0-based) begins, in bytes of the text.
    ///
    /// # Panics
    /// If there is no such line.
    #[must_use]
    pub fn offset(&self, index: usize) -> usize {
        self.lines[index].start
    }

    /// Line `index` (0-based) as it is to be read: without white space around it, and without the counter that a site
    /// has glued to its end.
    ///
    /// # Panics
    /// If there is no such line.
    #[must_use]
    pub fn read_line(&self, index: usize) -> &str {
        self.habits.read(self.line(index)).trim()
    }

    /// The words of a block as they are to be read, its lines joined by spaces, without outer white space.
    #[must_use]
    pub fn words_of(&self, block: &Block) -> Cow<'_, str> {
        if block.lines.len() == 1 {
            return Cow::Borrowed(self.read_line(block.lines.start));
        }
        let lines = block.lines.clone().map(|n| self.read_line(n)).filter(|line| !line.is_empty());
        Cow::Owned(lines.collect::<Vec<_>>().join(" "))
    }

    /// How many words a block has: counted when it was measured, anew where it is too long for that.
    #[must_use]
    pub fn count_words(&self, block: &Block) -> usize {
        match block.shape.words {
            WORDS_COUNTED.. => block.lines.clone().map(|line| shape::count_words(self.read_line(line))).sum(),
            words => usize::from(words),
        }
    }

    /// Blocks and spaces in order.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// How many of the units are blocks.
    #[must_use]
    pub fn block_count(&self) -> usize {
        self.block_count
    }

    /// What this file does throughout.
    #[must_use]
    pub fn habits(&self) -> &Habits {
        &self.habits
    }

    /// The encoding the bytes were decoded from, as the WHATWG names it ("UTF-8", "windows-1252"); "several encodings" where
    /// the files of one story differ in that.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        let mut encodings = self.parts.iter().map(|part| part.encoding);
        let first = encodings.next().unwrap_or_default();
        if encodings.all(|other| other == first) { first } else { "several encodings" }
    }

    /// The files that the story was typed into, in order; one for most.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Which of the parts a line (0-based) stands in, and its number there, 0-based.
    #[must_use]
    pub fn place_of(&self, line: usize) -> (usize, usize) {
        let part = self.parts.partition_point(|part| part.line <= line).saturating_sub(1);
        (part, line - self.parts.get(part).map_or(0, |part| part.line))
    }

    /// Lines (0-based, sorted) whose closing hyphen only marks that a word goes on in the next line: the file shows
    /// the word whole elsewhere, so the two halves are joined without the hyphen.
    #[must_use]
    pub fn joins(&self) -> &[usize] {
        &self.joins
    }

    /// The unit's block, if it is one.
    #[must_use]
    pub fn block(&self, unit: usize) -> Option<&Block> {
        match self.units.get(unit)? {
            Unit::Block(block) => Some(block),
            Unit::Space(_) => None,
        }
    }
}

impl Unit {
    /// The unit's lines, 0-based.
    #[must_use]
    pub fn lines(&self) -> Range<usize> {
        match self {
            Unit::Block(block) => block.lines.clone(),
            Unit::Space(space) => space.lines.clone(),
        }
    }
}
