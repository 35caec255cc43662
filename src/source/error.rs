//! What can go wrong before there is a text.

use std::io;
use std::path::Path;

use super::nature::NotText;
use super::shown;

/// Why a story could not be had.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("{place}: there is no such file or folder\n  look at the spelling, or give the whole path")]
    Missing {
        /// The path as given.
        place: String,
    },
    /// The file was there when its folder was looked through.
    #[error("{place}: was there a moment ago, and is gone\n  put it back, or run the same command again without it")]
    Gone {
        /// The path as it was found.
        place: String,
    },
    /// The file or folder is there and cannot be read.
    #[error("{place}: cannot be read ({cause})\n  see that you may read it, and that the disk is there")]
    Unreadable {
        /// The path as given.
        place: String,
        /// What the system said.
        cause: io::Error,
    },
    /// The file was written to while it was read, again and again.
    #[error("{place}: changes while it is read\n  wait until whatever writes to it has finished")]
    Changing {
        /// The path as given.
        place: String,
    },
    /// It is longer than any story.
    #[error("{place}: is longer than 1 GB\n  bind it in parts, if it is a story")]
    TooLong {
        /// The path as given, or "standard input".
        place: String,
    },
    /// It is larger than any picture that a cover is made of.
    #[error("{place}: is larger than 64 MB\n  make the picture smaller: a cover has 1600 × 2400 pixels")]
    PictureTooLong {
        /// The path as given.
        place: String,
    },
    /// A `storybind.toml` is not UTF-8.
    #[error("{place}:{line}: is not UTF-8\n  save it as UTF-8; the story itself may be in any encoding")]
    NotUtf8 {
        /// The file.
        place: String,
        /// The line of the first bytes that are no character, counted from 1.
        line: usize,
    },
    /// Standard input broke off.
    #[error("standard input: cannot be read ({0})\n  write the story to a file and name the file")]
    StandardInput(io::Error),
    /// The bytes are no text.
    #[error("{place}: is not text: {why}\n  {}", why.advice())]
    NotText {
        /// The path as given, or "standard input".
        place: String,
        /// What it is instead.
        why: NotText,
    },
}

impl Error {
    /// The error for a path and what the system said about it.
    pub(super) fn unreadable(path: &Path, cause: io::Error) -> Error {
        let place = shown(path);
        match cause.kind() {
            io::ErrorKind::NotFound => Error::Missing { place },
            _ => Error::Unreadable { place, cause },
        }
    }
}
