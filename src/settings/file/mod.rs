//! The types of `storybind.toml`, key by key, as they are typed. What they mean is checked in `sheet/`.
//!
//! Their comments are read by writers: the JSON Schema for editors, the file that `storybind init` writes and the tables
//! of docs/folders.md are made of them. The first paragraph says in one short line what a key is.

mod book;
mod mail;
mod pattern;
mod spanned;

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Unexpected, Visitor};

use super::error::{instead, nearest};
use crate::detect::Role;

pub(super) use book::{Book, CoverChoice, Files};
pub(super) use mail::Mail;
pub(super) use pattern::{Pattern, PatternList, PatternTable, Patterns};
pub(super) use spanned::Spanned;

/// What storybind is told of the stories in this folder and in the folders below.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// How books are wanted, and which files are one book.
    ///
    /// What stands further down counts more than what stands above, a nearer file more than one further up.
    #[serde(default)]
    pub(super) book: Vec<Spanned<Book>>,
    /// What single places of the stories are, where storybind takes them for something else.
    ///
    /// Each place is quoted, never counted, so that the story can go on being edited.
    #[serde(default)]
    pub(super) correct: Vec<Spanned<Correct>>,
    /// How the author writes each thing: a line as it is typed, or a list of such lines.
    ///
    /// `{number}` stands for a number (3, III, three), `{text}` for any words.
    #[serde(default)]
    pub(super) patterns: Patterns,
    /// The account by which `storybind send` mails books.
    ///
    /// Its password has no place here: storybind asks for it, and the system keeps it.
    pub(super) mail: Option<Spanned<Mail>>,
}

/// What one place of a story is.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(extend("oneOf" = [{ "required": ["text"] }, { "required": ["before"] }])))]
#[serde(deny_unknown_fields)]
pub(super) struct Correct {
    /// The story's file, by its name or its path from here; without it, every story here and below.
    #[cfg_attr(test, schemars(example = "the-ferry.txt"))]
    pub(super) story: Option<Spanned<String>>,
    /// What stands there: whole lines, a paragraph or several; or a paragraph's first words and `…`.
    #[cfg_attr(test, schemars(example = &"Salt"))]
    pub(super) text: Option<Spanned<String>>,
    /// What it is.
    #[cfg_attr(test, schemars(example = &"heading"))]
    pub(super) role: Spanned<RoleName>,
    /// The last paragraph that belongs to it, where it has more than one.
    #[cfg_attr(test, schemars(example = "See you next week."))]
    pub(super) through: Option<Spanned<String>>,
    /// Instead of `through`: the first paragraph that belongs to it no more.
    #[cfg_attr(test, schemars(example = "The ferry left at nine, …"))]
    pub(super) until: Option<Spanned<String>>,
    /// In place of `text`: the paragraph below the blank lines that are meant (`gap` or `body`).
    #[cfg_attr(test, schemars(example = "That autumn the ships began …"))]
    pub(super) before: Option<Spanned<String>>,
    /// Where `text` stands in several places: a paragraph above the one that is meant.
    #[cfg_attr(test, schemars(example = "She had not slept."))]
    pub(super) after: Option<Spanned<String>>,
    /// Instead of `after`: which of the places, counted from 1.
    #[cfg_attr(test, schemars(example = 2, range(min = 1)))]
    pub(super) nth: Option<Spanned<i64>>,
    /// Of a heading: is it a part's, a chapter's or a section's?
    #[cfg_attr(test, schemars(example = &"section"))]
    pub(super) level: Option<Spanned<Level>>,
    /// Of a heading: how the contents name it.
    #[cfg_attr(test, schemars(example = "Salt, or: The Way Back"))]
    pub(super) title: Option<Spanned<String>>,
    /// Of a field: what it states; of verse: `song` or `poem`.
    #[cfg_attr(test, schemars(with = "Option<super::schema::KindName>", example = &"song"))]
    pub(super) kind: Option<Spanned<String>>,
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
