//! `[[book]]`, as it is typed.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use toml::Spanned;

use crate::settings::error::{instead, nearest};
use crate::settings::wishes::{Boilerplate, Notes};

/// `[[book]]`: which files are one book, and how a book is wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::settings) struct Book {
    /// The files it speaks of: a name, a path or a pattern, seen from this file's folder, or a list of them. In a pattern
    /// `*` is any part of a name and `**` any folders. Without it: every story beside this file and below.
    pub(in crate::settings) files: Option<Spanned<Files>>,
    /// `true`: all these files are one book, chapter by chapter in the order given, and within a pattern in natural order.
    /// `false`: each of them is a book of its own. A `title`, a `name` or an `id` says `true`. Without any of them the
    /// files are grouped by what their names and first lines show.
    pub(in crate::settings) together: Option<Spanned<bool>>,
    /// The book's title, whatever the story says.
    pub(in crate::settings) title: Option<Spanned<String>>,
    /// The author, whatever the story says; several are parted by `;`.
    pub(in crate::settings) author: Option<Spanned<String>>,
    /// The language, whatever the story says: `en`, `de`, `pt-BR`.
    pub(in crate::settings) language: Option<Spanned<String>>,
    /// The series, and the book's place in it behind `#`, whatever the story says.
    pub(in crate::settings) series: Option<Spanned<String>>,
    /// What readers' libraries know the book by, where it is not to be made of title, author and series. A book that is
    /// given a new title keeps its place on a reader with the `id` it had.
    pub(in crate::settings) id: Option<Spanned<String>>,
    /// The name of the book's file, without its ending.
    pub(in crate::settings) name: Option<Spanned<String>>,
    /// Author's notes: where the author put them (`keep`), behind the text (`end`), or not at all (`drop`).
    pub(in crate::settings) notes: Option<Notes>,
    /// What a publisher or a site has added: behind the text (`end`), or not at all (`drop`).
    pub(in crate::settings) boilerplate: Option<Boilerplate>,
    /// Set typed quotes, dashes and dots as printers of the book's language do.
    pub(in crate::settings) smarten: Option<bool>,
    /// Undo mojibake where it is certain (`donâ€™t` was `don’t`).
    pub(in crate::settings) repair: Option<bool>,
    /// The encoding of the files, where the guess is wrong: `windows-1252`, `utf-16le`, …
    pub(in crate::settings) encoding: Option<Spanned<String>>,
}

/// A file, or a list of them.
#[derive(Debug)]
pub(in crate::settings) enum Files {
    One(String),
    Many(Vec<Spanned<String>>),
}

impl<'de> Deserialize<'de> for Files {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Files, D::Error> {
        deserializer.deserialize_any(FilesVisitor)
    }
}

struct FilesVisitor;

impl<'de> Visitor<'de> for FilesVisitor {
    type Value = Files;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a file's name, or a list of them")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Files, E> {
        Ok(Files::One(name.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Files, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Files::Many(names))
    }
}

impl<'de> Deserialize<'de> for Notes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Notes, D::Error> {
        one_of(deserializer, "notes", &[("keep", Notes::Keep), ("end", Notes::End), ("drop", Notes::Drop)])
    }
}

impl<'de> Deserialize<'de> for Boilerplate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Boilerplate, D::Error> {
        one_of(deserializer, "boilerplate", &[("end", Boilerplate::End), ("drop", Boilerplate::Drop)])
    }
}

/// One of the words that a key takes.
fn one_of<'de, D: Deserializer<'de>, T: Copy>(deserializer: D, key: &str, known: &[(&str, T)]) -> Result<T, D::Error> {
    let word = String::deserialize(deserializer)?;
    if let Some((_, found)) = known.iter().find(|(name, _)| *name == word) {
        return Ok(*found);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let advice = instead("its words", nearest(&word, &names), &names);
    Err(D::Error::custom(format_args!("`{key}` knows no `{word}`\n{advice}")))
}
