//! The block itself: where it ends, and what each of its units says.

use std::collections::BTreeSet;

use crate::detect::languages;
use crate::detect::role::FieldKind;
use crate::text::{Manuscript, Unit};

/// The rules that stand around such a block, and what stands behind a key in each: YAML's and TOML's.
const RULES: [(&str, char); 2] = [("---", ':'), ("+++", '=')];
/// Lines of a block at most.
const LONGEST: usize = 80;
/// Characters of a key at most.
const KEY: usize = 32;
/// Keys that nearly every such block has one of, and no talk, recipe or memorandum.
const USUAL: [&str; 10] =
    ["title", "layout", "tags", "categories", "category", "slug", "permalink", "draft", "weight", "summary"];
/// What the keys of sites say besides the labels that writers use.
const KEYS: [(&str, FieldKind); 6] = [
    ("excerpt", FieldKind::Summary),
    ("abstract", FieldKind::Summary),
    ("category", FieldKind::Category),
    ("categories", FieldKind::Category),
    ("keywords", FieldKind::Other),
    ("lang", FieldKind::Language),
];

/// What a unit of the block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The work's title.
    Title,
    /// Its author.
    Author,
    /// Something else that a book says of itself.
    Field(FieldKind),
    /// A note of the author, which the notes room reads by its label.
    Note,
    /// What only the program reads: a key of its own, one without a value, the rules.
    Program,
    /// The value above goes on: an item of a list, a further line.
    GoesOn,
}

/// The block of metadata at the top of a story; empty where there is none.
#[derive(Debug, Default)]
pub struct Metadata {
    /// What each unit of it says, from the story's first one.
    entries: Vec<Option<Entry>>,
    /// How many units the block has, and how many of them are blocks of text, where it names no title: that stands behind
    /// it.
    untitled: (usize, usize),
}

impl Metadata {
    /// Reads the block that a story begins with, if it does.
    #[must_use]
    pub fn of(story: &Manuscript) -> Metadata {
        let Some(entries) = read(story) else { return Metadata::default() };
        let has_title = entries.contains(&Some(Entry::Title));
        let untitled = if has_title { (0, 0) } else { (entries.len(), entries.iter().flatten().count()) };
        Metadata { entries, untitled }
    }

    /// How many units the block has, and how many blocks of text they are, where the title has to stand behind it; else 0.
    #[must_use]
    pub fn untitled(&self) -> (usize, usize) {
        self.untitled
    }

    /// What the unit of this number says; none outside the block.
    #[must_use]
    pub fn entry(&self, at: usize) -> Option<Entry> {
        self.entries.get(at).copied().flatten()
    }
}

fn read(story: &Manuscript) -> Option<Vec<Option<Entry>>> {
    let units = story.units();
    let first = units.iter().position(|unit| matches!(unit, Unit::Block(_)))?;
    let opening = units[first].lines().start;
    let rule = story.line(opening).trim_end();
    let (_, sign) = RULES.into_iter().find(|(known, _)| *known == rule)?;
    let lines = || opening + 1..story.line_count().min(opening + LONGEST);
    let closing = lines().find(|&line| story.line(line).trim_end() == rule)?;
    let mut keys = BTreeSet::new();
    for line in opening + 1..closing {
        let typed = story.line(line);
        match key(typed, sign) {
            // Whoever speaks twice in a talk between rules is no key.
            Some((key, _)) if !keys.insert(key) => return None,
            Some(_) => {}
            None if typed.trim().is_empty() || is_comment(typed) => {}
            // Below an empty line no value goes on: the rule was forgotten, and the story has begun.
            None if !keys.is_empty() && goes_on(typed) && !story.line(line - 1).trim().is_empty() => {}
            None => return None,
        }
    }
    let is_low = |key: &&str| key.starts_with(|c: char| c.is_ascii_lowercase());
    let is_programs = |key: &&str| USUAL.contains(key) || key.contains(|c: char| c.is_ascii_uppercase() || c == '_');
    if !keys.iter().all(is_low) || !keys.iter().any(is_programs) {
        return None;
    }
    let said = |unit: &Unit| {
        let Unit::Block(block) = unit else { return None };
        let line = block.lines.start;
        let typed = story.line(line);
        Some(match key(typed, sign) {
            _ if line == opening || line == closing || is_comment(typed) => Entry::Program,
            Some((key, value)) => {
                let follows =
                    || closing > line + 1 && goes_on(story.line(line + 1)) && !is_comment(story.line(line + 1));
                if says_nothing(value) && !(opens(value) && follows()) { Entry::Program } else { meaning(key) }
            }
            None => Entry::GoesOn,
        })
    };
    Some(units.iter().take_while(|unit| unit.lines().start <= closing).map(said).collect())
}

/// A line's key and its value, where it has one at the margin.
fn key(line: &str, sign: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(sign)?;
    let key = key.trim_end();
    let is_key = key.len() <= KEY
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | ' '))
        && (sign != ':' || value.is_empty() || value.starts_with(char::is_whitespace));
    is_key.then(|| (key, value.trim()))
}

/// An item of a list, or a line that is set in below its key; the end of what was opened above.
fn goes_on(line: &str) -> bool {
    line.starts_with([' ', '\t', ']', '}', '[', '{']) || line.starts_with("- ") || line == "-"
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// A value that says nothing: none, an empty list, empty quotation marks, a switch.
fn says_nothing(value: &str) -> bool {
    !value.contains(char::is_alphanumeric) || matches!(value, "null" | "true" | "false")
}

/// A value that stands on the lines below.
fn opens(value: &str) -> bool {
    matches!(value, "" | "[" | ">" | "|" | ">-" | "|-")
}

fn meaning(key: &str) -> Entry {
    let low = key.to_lowercase();
    if low == "title" {
        return Entry::Title;
    }
    if languages::is_by(&low) || low == "authors" {
        return Entry::Author;
    }
    let known = KEYS.iter().find(|(known, _)| *known == low).map(|(_, kind)| *kind);
    match known.or_else(|| languages::field(&low)) {
        Some(kind) => Entry::Field(kind),
        None if languages::is_note_label(&low) => Entry::Note,
        None => Entry::Program,
    }
}
