//! What differs between a story's structure and the one that was locked.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What differs between a lock and the stories as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The lock, as messages call it.
    pub lock: String,
    /// The stories that differ, by their place in the lock.
    pub stories: Vec<StoryChanges>,
}

/// What differs in one story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryChanges {
    /// Its first file, as the user may name it.
    pub file: String,
    /// What differs, the facts first, then the headings in their order, then the counts.
    pub changes: Vec<Change>,
    /// Where headings differ: the outline with what went and what came.
    pub outline: Vec<OutlineLine>,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// What it is about, where the kind does not say it: a role's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// What the lock says; empty where it says nothing.
    pub was: String,
    /// What the story says; empty where it says nothing.
    pub is: String,
    /// Which of the story's files, counted from 0.
    pub file: usize,
    /// The line there, counted from 1, where there is one.
    pub line: Option<usize>,
}

/// What can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// The story is not in the lock.
    StoryNew,
    /// The story is in the lock, and no longer on the disk.
    StoryGone,
    /// The story was not read, so that nothing could be compared.
    StoryUnread,
    /// The book's title.
    Title,
    /// Its authors.
    Author,
    /// Its language.
    Language,
    /// A heading is no longer there.
    HeadingGone,
    /// A heading has another title.
    HeadingChanged,
    /// A heading has another level.
    LevelChanged,
    /// A heading is new.
    HeadingNew,
    /// There are fewer elements of a role.
    Fewer,
    /// There are more elements of a role.
    More,
}

/// A line of an outline with what went and what came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineLine {
    /// Whether it stands in the lock, in the story, or in both.
    pub mark: Mark,
    /// The heading, set in by its level.
    pub heading: String,
}

/// Where a line of an outline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// In both.
    Kept,
    /// Only in the lock.
    Gone,
    /// Only in the story.
    New,
    /// Lines that are the same in both and not shown.
    LeftOut,
}

impl Changes {
    /// Whether anything differs that a growing serial does not explain.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.stories.iter().any(StoryChanges::is_failure)
    }
}

impl StoryChanges {
    /// Whether anything differs that growth does not explain.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.changes.iter().any(Change::is_failure)
    }
}

impl Change {
    /// Whether growth does not explain it.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        !matches!(self.kind, ChangeKind::StoryNew | ChangeKind::HeadingNew | ChangeKind::More)
    }
}

/// In a sentence without an end: "the title was “Salt”, and is “Iron”".
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Change { of, was, is, .. } = self;
        match self.kind {
            ChangeKind::StoryNew => f.write_str("the story is new"),
            ChangeKind::StoryGone => f.write_str("the story is gone"),
            ChangeKind::StoryUnread => f.write_str("the story was not read, so nothing could be compared"),
            ChangeKind::Title => write!(f, "the title was “{was}”, and is “{is}”"),
            ChangeKind::Author => write!(f, "the author was {}, and is {}", somebody(was), somebody(is)),
            ChangeKind::Language => write!(f, "the language was `{was}`, and is `{is}`"),
            ChangeKind::HeadingGone => write!(f, "the heading “{was}” is gone"),
            ChangeKind::HeadingChanged => write!(f, "the heading “{was}” is “{is}” now"),
            ChangeKind::LevelChanged => write!(f, "the heading “{of}” was a {was}'s, and is a {is}'s"),
            ChangeKind::HeadingNew => write!(f, "the heading “{is}” is new"),
            ChangeKind::Fewer | ChangeKind::More => write!(f, "{of}: {was} became {is}"),
        }
    }
}

fn somebody(authors: &str) -> &str {
    if authors.is_empty() { "nobody" } else { authors }
}
