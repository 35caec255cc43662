//! What can go wrong on the way from a story to a file.

use std::sync::Arc;

use crate::source::{self, Provenance};
use crate::text::{Manuscript, Words};
use crate::{covers, deliver, devices, epub, settings};

/// Why a story did not become a book. The message says what, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The story could not be had, or is no text.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// Something is wrong in a `storybind.toml`.
    #[error(transparent)]
    Settings(Arc<settings::Error>),
    /// There is no word in the story.
    #[error("{place}: there is no word in it\n  see that the file was saved, or name another")]
    Wordless {
        /// The story's path or name.
        place: String,
    },
    /// The picture that was to be the cover cannot be one.
    #[error("{place}: {cause}")]
    Cover {
        /// The picture's path.
        place: String,
        /// What is wrong with it.
        cause: covers::PictureError,
    },
    /// The book could not be bound, or is not the story.
    #[error("{place}: {cause}")]
    Epub {
        /// The story's path or name.
        place: String,
        /// What happened.
        cause: epub::Error,
    },
    /// The book could not be given the form that a device wants.
    #[error("{place}: the book {cause}")]
    Form {
        /// The story's path or name.
        place: String,
        /// What happened.
        cause: devices::Error,
    },
    /// The book could not be written to its file.
    #[error(transparent)]
    Deliver(#[from] deliver::Error),
}

impl From<settings::Error> for Error {
    fn from(cause: settings::Error) -> Error {
        Error::Settings(Arc::new(cause))
    }
}

impl From<Arc<settings::Error>> for Error {
    fn from(cause: Arc<settings::Error>) -> Error {
        Error::Settings(cause)
    }
}

impl Error {
    /// A book is made of words.
    pub(crate) fn unless_words(manuscript: &Manuscript, source: &Provenance) -> Result<(), Error> {
        match Words::new(manuscript.text()).next() {
            Some(_) => Ok(()),
            None => Err(Error::Wordless { place: source.place() }),
        }
    }

    /// The error of a book that could not be bound, with its story.
    pub(crate) fn epub(source: &Provenance, cause: epub::Error) -> Error {
        Error::Epub { place: source.place(), cause }
    }

    /// The error of a book that has no form for a device, with its story.
    pub(crate) fn form(source: &Provenance, cause: devices::Error) -> Error {
        Error::Form { place: source.place(), cause }
    }
}
