//! A story on its way, for programs: open it, have it read, look at what was found, bind it.

use std::path::Path;

use crate::classify::{self, Reading};
use crate::detect::{self, Evidence};
use crate::document::{self, Document};
use crate::epub::{self, Book};
use crate::error::Error;
use crate::options::Options;
use crate::source::Source;
use crate::text::{self, Manuscript};

/// A story that has been opened and not yet read.
#[derive(Debug, Clone)]
pub struct Story {
    source: Source,
}

/// A story with what was found in it.
#[derive(Debug, Clone)]
pub struct ReadStory {
    source: Source,
    manuscript: Manuscript,
    evidence: Evidence,
    reading: Reading,
}

impl Story {
    /// Opens a story file.
    ///
    /// # Errors
    /// If it cannot be read or is not text.
    pub fn open(path: impl AsRef<Path>) -> Result<Story, Error> {
        Ok(Story { source: Source::open(path)? })
    }

    /// Has the story read: its encoding guessed, every line given its role.
    #[must_use]
    pub fn read(self) -> ReadStory {
        self.read_with(&text::Options::default())
    }

    /// Has the story read as the options say.
    #[must_use]
    pub fn read_with(self, options: &text::Options) -> ReadStory {
        let manuscript = text::read(&self.source.bytes, options);
        let evidence = detect::examine(&manuscript);
        let reading = classify::decide(&manuscript, &evidence);
        ReadStory { source: self.source, manuscript, evidence, reading }
    }
}

impl From<Source> for Story {
    fn from(source: Source) -> Story {
        Story { source }
    }
}

impl ReadStory {
    /// Where the story came from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The text with its measures.
    #[must_use]
    pub fn manuscript(&self) -> &Manuscript {
        &self.manuscript
    }

    /// All that spoke for or against anything.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// What every line is.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The book's structure, before it is bound.
    #[must_use]
    pub fn document(&self, options: &Options) -> Document<'_> {
        document::assemble(&self.manuscript, &self.reading, &options.named(&self.source.name))
    }

    /// Binds the book.
    ///
    /// # Errors
    /// [`Error::Wordless`] if there is no word in the story; [`Error::Epub`] if the proof of conservation fails.
    pub fn bind(&self) -> Result<Book, Error> {
        self.bind_with(&Options::default())
    }

    /// Binds the book as the options say. How the text is read has been decided before.
    ///
    /// # Errors
    /// As [`ReadStory::bind`].
    pub fn bind_with(&self, options: &Options) -> Result<Book, Error> {
        self.bind_document(&self.document(options), &options.epub)
    }

    /// Binds a document that was made of this story.
    ///
    /// # Errors
    /// As [`ReadStory::bind`].
    pub fn bind_document(&self, document: &Document<'_>, options: &epub::Options) -> Result<Book, Error> {
        Error::unless_words(&self.manuscript, &self.source)?;
        epub::bind(&self.manuscript, document, options).map_err(|cause| Error::epub(&self.source, cause))
    }
}
