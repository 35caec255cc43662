//! Why a book could not be given another form.

/// Why a book could not be given another form. The message goes on behind the book's name.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is no book that could be read.
    #[error("is no EPUB that can be read ({reason})\n  `storybind check` says more")]
    NotABook {
        /// What is wrong with it.
        reason: String,
    },
    /// Its pages are encrypted.
    #[error(
        "is protected: {file} can be read by nobody but the shop's own readers\n  ask the shop for a copy without DRM"
    )]
    Protected {
        /// The first page that is.
        file: String,
    },
    /// A file of it cannot be unpacked.
    #[error("is damaged: {file} cannot be unpacked ({reason})\n  take another copy of it; `storybind check` says more")]
    Damaged {
        /// The first file that cannot.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The words of the new book are not those of the old one.
    #[error(
        "{file}: its words would not be the same; nothing was written: please report this book as a fault of storybind"
    )]
    WordsLost {
        /// A page.
        file: String,
    },
    /// The archive cannot be written.
    #[error("cannot be written anew ({reason})\n  `storybind check` says more")]
    Archive {
        /// What is wrong.
        reason: String,
    },
}
