//! Why a book was not bound: a broken proof, or a library that would not write it.

/// Why a story did not become a book. No story can cause one of these: each is a fault of storybind.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The words of the book are not the words of the story.
    #[error(
        "line {line}: the story says “{expected}” where the book would say “{found}”; the book was not written, since \
         no word may be lost: please report this story as a fault of storybind"
    )]
    WordsLost {
        /// Line of the story, from 1.
        line: usize,
        /// Words of the story from where the two part, with a few before it.
        expected: String,
        /// Words of the book in that place.
        found: String,
    },
    /// A line of the story has no place in the book.
    #[error(
        "line {line}: “{text}” has no place in the book; the book was not written, since no word may be lost: please \
         report this story as a fault of storybind"
    )]
    LineLost {
        /// Line of the story, from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// A line of the story has two places in the book.
    #[error(
        "line {line}: “{text}” would stand in the book twice; the book was not written: please report this story as \
         a fault of storybind"
    )]
    LineTwice {
        /// Line of the story, from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// The finished book could not be read again.
    #[error(
        "{file}: the finished book cannot be read back ({reason}): please report this story as a fault of storybind"
    )]
    ReadBack {
        /// A file inside the book.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// epub-builder refused to compose the package document or the navigation.
    #[error("the package document cannot be composed: {0}")]
    Compose(#[from] epub_builder::Error),
    /// The package document or the navigation could not be completed.
    #[error("{file}: cannot be completed: {source}")]
    Complete {
        /// A file inside the book.
        file: String,
        /// What quick-xml says.
        source: quick_xml::Error,
    },
    /// The archive could not be written.
    #[error("the archive cannot be sealed: {0}")]
    Seal(#[from] zip::result::ZipError),
}
