//! How a person wants a book, as far as they have said.

use std::path::PathBuf;

use encoding_rs::Encoding;
use serde::Deserialize;

/// How a person wants a book, as far as they have said: what is said nowhere is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookWishes {
    /// The title.
    pub title: Option<String>,
    /// The author; several are parted by `;` or `&`.
    pub author: Option<String>,
    /// The language, as BCP 47 tag.
    pub language: Option<String>,
    /// The series, with or without the place in it: "The Long Road #2".
    pub series: Option<String>,
    /// The book's identity: a UUID or any other words.
    pub id: Option<String>,
    /// The name of the book's file, without folder and ending. It has no sign that a file system refuses.
    pub name: Option<String>,
    /// Where author's notes go.
    pub notes: Option<Notes>,
    /// Where publishers' and sites' matter goes.
    pub boilerplate: Option<Boilerplate>,
    /// Set typed quotation marks, dashes and dots as printers do.
    pub smarten: Option<bool>,
    /// Undo mojibake where it is certain.
    pub repair: Option<bool>,
    /// The encoding of the story's file.
    pub encoding: Option<&'static Encoding>,
    /// Which cover the book has, where it is not the one beside the story or the one that is drawn.
    pub cover: Option<CoverWish>,
}

/// Which cover a book has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoverWish {
    /// The picture in this file.
    File(PathBuf),
    /// None.
    None,
}

/// Where author's notes go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Notes {
    /// They stay where they were typed.
    #[default]
    Keep,
    /// Behind the text.
    End,
    /// They are left out.
    Drop,
}

/// Where publishers' and sites' matter goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Boilerplate {
    /// Behind the text.
    #[default]
    End,
    /// It is left out.
    Drop,
}

impl BookWishes {
    /// These wishes, and above them others that count more: what a nearer file says, what the command line says.
    #[must_use]
    pub fn overruled_by(self, other: BookWishes) -> BookWishes {
        BookWishes {
            title: other.title.or(self.title),
            author: other.author.or(self.author),
            language: other.language.or(self.language),
            series: other.series.or(self.series),
            id: other.id.or(self.id),
            name: other.name.or(self.name),
            notes: other.notes.or(self.notes),
            boilerplate: other.boilerplate.or(self.boilerplate),
            smarten: other.smarten.or(self.smarten),
            repair: other.repair.or(self.repair),
            encoding: other.encoding.or(self.encoding),
            cover: other.cover.or(self.cover),
        }
    }

    /// What can be said of one book only: its title, its identity, the name of its file.
    pub(super) fn without_identity(self) -> BookWishes {
        BookWishes { title: None, id: None, name: None, ..self }
    }
}
