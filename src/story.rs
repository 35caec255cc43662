//! A story on its way, for programs: open it, have it read, look at what was found, bind it.

use std::path::Path;

use crate::classify::{self, Reading};
use crate::detect::{self, Evidence};
use crate::error::Error;
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
}
