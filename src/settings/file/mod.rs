//! The types of `storybind.toml`, key by key, as they are typed. What they mean is checked in `sheet/`.

mod book;
mod pattern;

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Unexpected, Visitor};
use toml::Spanned;

use super::error::{instead, nearest};
use crate::detect::Role;

pub(super) use book::{Book, Files};
pub(super) use pattern::{Pattern, PatternList, PatternTable};

/// A whole `storybind.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// `[[book]]`: which files are one book, and how a book is wanted.
    #[serde(default)]
    pub(super) book: Vec<Spanned<Book>>,
    /// `[[correct]]`: what single places are.
    #[serde(default)]
    pub(super) correct: Vec<Spanned<Correct>>,
    /// `[patterns]`: how the author writes.
    #[serde(default)]
    pub(super) patterns: Patterns,
}

/// `[[correct]]`: what one place of a story is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Correct {
    /// The story's file, by its name or its path from here; its ending may be left out.
    pub(super) story: Option<Spanned<String>>,
    /// What stands there: a line, a paragraph, several, or the beginning of a paragraph and "…".
    pub(super) text: Option<Spanned<String>>,
    /// The paragraph below the blank lines that are meant.
    pub(super) before: Option<Spanned<String>>,
    /// A paragraph somewhere above, where `text` stands in several places.
    pub(super) after: Option<Spanned<String>>,
    /// Which of several places, counted from 1.
    pub(super) nth: Option<Spanned<i64>>,
    /// The last paragraph that belongs to it.
    pub(super) through: Option<Spanned<String>>,
    /// The first paragraph that belongs to it no more.
    pub(super) until: Option<Spanned<String>>,
    /// What it is.
    pub(super) role: Spanned<RoleName>,
    /// A heading's level.
    pub(super) level: Option<Spanned<Level>>,
    /// A heading's title in the contents.
    pub(super) title: Option<Spanned<String>>,
    /// What a field states; whether verse is a song or a poem.
    pub(super) kind: Option<Spanned<String>>,
}

/// `[patterns]`: how the author writes each thing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Patterns {
    pub(super) body: Option<Spanned<PatternList>>,
    pub(super) title: Option<Spanned<PatternList>>,
    pub(super) byline: Option<Spanned<PatternList>>,
    pub(super) field: Option<Spanned<PatternList>>,
    pub(super) note: Option<Spanned<PatternList>>,
    pub(super) contents: Option<Spanned<PatternList>>,
    pub(super) heading: Option<Spanned<PatternList>>,
    #[serde(rename = "break")]
    pub(super) scene_break: Option<Spanned<PatternList>>,
    /// So many blank lines, or more, are a scene break.
    pub(super) gap: Option<Spanned<i64>>,
    pub(super) verse: Option<Spanned<PatternList>>,
    pub(super) epigraph: Option<Spanned<PatternList>>,
    pub(super) letter: Option<Spanned<PatternList>>,
    pub(super) end: Option<Spanned<PatternList>>,
    pub(super) boilerplate: Option<Spanned<PatternList>>,
}

/// A role by its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct RoleName(pub(super) Role);

/// A heading's level: 1 part, 2 chapter, 3 section; as number or as word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Level {
    Part,
    Chapter,
    Section,
}

/// What people call the roles.
const MEANT: [(&str, &str); 21] = [
    ("prose", "body"),
    ("text", "body"),
    ("paragraph", "body"),
    ("chapter", "heading"),
    ("part", "heading"),
    ("section", "heading"),
    ("author", "byline"),
    ("summary", "field"),
    ("rating", "field"),
    ("disclaimer", "field"),
    ("poem", "verse"),
    ("song", "verse"),
    ("lyrics", "verse"),
    ("scene break", "break"),
    ("scene", "break"),
    ("blank", "gap"),
    ("toc", "contents"),
    ("motto", "epigraph"),
    ("diary", "letter"),
    ("email", "letter"),
    ("footer", "boilerplate"),
];

impl<'de> Deserialize<'de> for RoleName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RoleName, D::Error> {
        let name = String::deserialize(deserializer)?;
        if let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name) {
            return Ok(RoleName(role));
        }
        let names = Role::ALL.map(Role::name);
        let word = name.to_lowercase();
        let meant = MEANT.iter().find(|(word_of, _)| *word_of == word).map(|(_, role)| *role);
        let advice = instead("roles", meant.or_else(|| nearest(&name, &names)), &names);
        Err(D::Error::custom(format_args!("there is no role `{name}`\n{advice}")))
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Level, D::Error> {
        deserializer.deserialize_any(LevelVisitor)
    }
}

struct LevelVisitor;

impl Visitor<'_> for LevelVisitor {
    type Value = Level;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"part\", \"chapter\" or \"section\" (or 1, 2, 3)")
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Level, E> {
        match word {
            "part" => Ok(Level::Part),
            "chapter" => Ok(Level::Chapter),
            "section" => Ok(Level::Section),
            _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
        }
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Level, E> {
        match number {
            1 => Ok(Level::Part),
            2 => Ok(Level::Chapter),
            3 => Ok(Level::Section),
            _ => Err(E::invalid_value(Unexpected::Signed(number), &self)),
        }
    }
}
