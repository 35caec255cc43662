//! `[[book]]`, as it is typed.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::Spanned;
use crate::settings::wishes::{Boilerplate, Notes};

/// How a book is wanted, or which files are one book.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(extend("dependencies" = { "title": ["files"], "id": ["files"], "name": ["files"] })))]
#[serde(deny_unknown_fields)]
pub(in crate::settings) struct Book {
    /// The files it speaks of: a name, a path or a pattern, or a list of them; without it, every story here and below.
    ///
    /// They are seen from this file's folder. In a pattern `*` is any part of a name and `**` any folders; capitals count.
    #[cfg_attr(test, schemars(example = "the-ferry/*.txt"))]
    pub(in crate::settings) files: Option<Spanned<Files>>,
    /// `true`: these files are one book, chapter by chapter. `false`: each is a book of its own.
    ///
    /// The chapters stand in the order given, and those of one pattern in natural order (`2` before `10`). A `title`, an
    /// `id` or a `name` says `true`, since only one book can have it; without any of these the files are grouped by what
    /// they show.
    #[cfg_attr(test, schemars(example = true))]
    pub(in crate::settings) together: Option<Spanned<bool>>,
    /// The book's title, whatever the story says.
    #[cfg_attr(test, schemars(example = "The Night Ferry"))]
    pub(in crate::settings) title: Option<Spanned<String>>,
    /// The author, whatever the story says; several are parted by `;`.
    #[cfg_attr(test, schemars(example = "Maren Holt"))]
    pub(in crate::settings) author: Option<Spanned<String>>,
    /// The language, whatever the story says: `en`, `de`, `pt-BR`.
    #[cfg_attr(test, schemars(example = "en-GB", regex(pattern = LANGUAGE)))]
    pub(in crate::settings) language: Option<Spanned<String>>,
    /// The series and the place in it, whatever the story says.
    #[cfg_attr(test, schemars(example = "The Tides #2"))]
    pub(in crate::settings) series: Option<Spanned<String>>,
    /// What readers know the book by, in place of its title, author and series.
    ///
    /// An e-reader that gets a book of an `id` it knows takes it for the same book, and keeps the place in it.
    #[cfg_attr(test, schemars(example = "the-night-ferry"))]
    pub(in crate::settings) id: Option<Spanned<String>>,
    /// The name of the book's file, without `.epub`.
    #[cfg_attr(test, schemars(example = "the-night-ferry"))]
    pub(in crate::settings) name: Option<Spanned<String>>,
    /// Author's notes: where they were typed (`keep`), behind the text (`end`), or not at all (`drop`).
    #[cfg_attr(test, schemars(example = &"end"))]
    pub(in crate::settings) notes: Option<Notes>,
    /// What a publisher or a site has added: behind the text (`end`), or not at all (`drop`).
    #[cfg_attr(test, schemars(example = &"drop"))]
    pub(in crate::settings) boilerplate: Option<Boilerplate>,
    /// Set typed quotes, dashes and dots as printers of the book's language do.
    #[cfg_attr(test, schemars(example = true))]
    pub(in crate::settings) smarten: Option<bool>,
    /// Undo mojibake where it is certain (`donâ€™t` was `don’t`).
    #[cfg_attr(test, schemars(example = true))]
    pub(in crate::settings) repair: Option<bool>,
    /// The files' encoding, where the guess is wrong: `windows-1252`, `utf-16le`, …
    #[cfg_attr(test, schemars(example = "windows-1252"))]
    pub(in crate::settings) encoding: Option<Spanned<String>>,
    /// The cover: a picture (JPEG or PNG), seen from this file's folder; `false` is none.
    ///
    /// Without it the picture beside the story is taken (`the-ferry.jpg` for `the-ferry.txt`, or `cover.jpg` where the
    /// folder has no other story), and where there is none, a cover is drawn.
    #[cfg_attr(test, schemars(example = "moon.jpg"))]
    pub(in crate::settings) cover: Option<Spanned<CoverChoice>>,
}

/// A picture's file, or `false`.
#[derive(Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(untagged))]
pub(in crate::settings) enum CoverChoice {
    File(String),
    Drawn(bool),
}

impl<'de> Deserialize<'de> for CoverChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CoverChoice, D::Error> {
        deserializer.deserialize_any(CoverVisitor)
    }
}

struct CoverVisitor;

impl Visitor<'_> for CoverVisitor {
    type Value = CoverChoice;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a picture's file, or false")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<CoverChoice, E> {
        Ok(CoverChoice::File(name.to_owned()))
    }

    fn visit_bool<E: serde::de::Error>(self, is_drawn: bool) -> Result<CoverChoice, E> {
        Ok(CoverChoice::Drawn(is_drawn))
    }
}

/// The form of a language's tag, for editors.
#[cfg(test)]
const LANGUAGE: &str = "^\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\\s*$";

/// A file, or a list of them.
#[derive(Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(untagged))]
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
