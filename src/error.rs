//! What can go wrong on the way from a story to a book.

use crate::source;

/// Why a story did not become a book. The message says what, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The story could not be had, or is no text.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// There is no word in the story.
    #[error("{place}: there is no word in it\n  look whether the file was saved, or name another")]
    Wordless {
        /// The story's path or name.
        place: String,
    },
}
