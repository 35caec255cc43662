//! What can go wrong between a book and an e-reader.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use crate::deliver;
use crate::deliver::error::is_held;
use crate::devices;
use crate::source::shown;

/// Why nothing was loaded, or why one book was not. Whatever stood on the reader is still there, untouched.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No drive looks like an e-reader's.
    #[error("no e-reader was found\n  plug it in and see that its drive is mounted, or name its folder: --to DIR")]
    NoReader,
    /// No drive looks like that of the device that was named.
    #[error("no {called} was found\n  plug it in and see that its drive is mounted, or name its folder: --to DIR")]
    NotFound {
        /// What people call the device.
        called: &'static str,
    },
    /// Several drives do.
    #[error("several e-readers are plugged in: {}\n  name the one that is meant: --device NAME, or --to DIR", .found.join(", "))]
    Several {
        /// Each with its place.
        found: Vec<String>,
    },
    /// The device opens no books from a drive.
    #[error("{called}: {why}")]
    OpensNone {
        /// What people call the device.
        called: &'static str,
        /// Why, and what to do instead.
        why: &'static str,
    },
    /// The folder that was named is not there.
    #[error("{}: is no folder ({cause})\n  name the reader's drive, or a folder on it", shown(path))]
    NoFolder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// Somebody else is loading the reader.
    #[error("{}: another storybind is loading this reader\n  wait until it is done, and try again", shown(path))]
    Busy {
        /// The folder of its books.
        path: PathBuf,
    },
    /// The reader cannot be written.
    #[error("{}: cannot be written ({cause})\n  see that the reader is not locked or mounted read-only", shown(path))]
    ReadOnly {
        /// The folder of its books.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The reader was there and is not any more.
    #[error("{}: the reader is gone\n  plug it in again; the same command goes on where this one stopped", shown(path))]
    Gone {
        /// Its drive.
        path: PathBuf,
    },
    /// The books need more room than there is.
    #[error(
        "{}: there is not enough room: {} needed, {} free\n  nothing was copied; remove something, or load fewer books",
        shown(path),
        bytes(*needed),
        bytes(*free)
    )]
    NoRoom {
        /// The folder of its books.
        path: PathBuf,
        /// Bytes that the books need beyond what they replace.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// The file is no book.
    #[error("{}: cannot be read as a book: {why}\n  `storybind check` says what is wrong with it", shown(path))]
    NoBook {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The file is no regular file that can be read.
    #[error("{}: cannot be read ({cause})", shown(path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// Two of the books are the same to a reader.
    #[error(
        "{}: is the same book to a reader as {}\n  same title, author and series: state another title or author, or load one of them",
        shown(path),
        shown(other)
    )]
    Twice {
        /// The later one.
        path: PathBuf,
        /// The one that is loaded.
        other: PathBuf,
    },
    /// The reader has a book of that identity that somebody else put there.
    #[error(
        "{}: the reader has this book, and storybind did not put it there: {}\n  --force replaces it",
        shown(path),
        shown(place)
    )]
    Foreign {
        /// The book.
        path: PathBuf,
        /// What stands on the reader.
        place: PathBuf,
    },
    /// Somebody has changed the book that storybind put there.
    #[error(
        "{}: the reader has this book, and it has been changed there since: {}\n  --force replaces it",
        shown(path),
        shown(place)
    )]
    Changed {
        /// The book.
        path: PathBuf,
        /// What stands on the reader.
        place: PathBuf,
    },
    /// The book would take the place of another, and no reader can open it.
    #[error("{}: {why}\n  the reader keeps the one that it has: {}", shown(path), shown(place))]
    NotWhole {
        /// The book.
        path: PathBuf,
        /// Why it cannot be opened, and what to do.
        why: devices::Error,
        /// What stands on the reader.
        place: PathBuf,
    },
    /// Something that storybind did not put there stands where the book is to go.
    #[error("{}: something else stands there\n  remove it from the reader, or rename it", shown(path))]
    InTheWay {
        /// The place of the book.
        path: PathBuf,
    },
    /// The drive shows that it is another device's than the one that was named.
    #[error(
        "{}: is the drive of a {found}, and --device names {called}\n  leave --device out, or name a folder on the drive",
        shown(path)
    )]
    Another {
        /// The drive.
        path: PathBuf,
        /// What people call the device that it belongs to.
        found: &'static str,
        /// What they call the one that was named.
        called: &'static str,
    },
    /// The reader takes no file of that size.
    #[error("{}: the reader takes no file larger than {}", shown(path), bytes(*most))]
    TooLarge {
        /// The book.
        path: PathBuf,
        /// Bytes.
        most: u64,
    },
    /// The book could not be brought into the reader's form.
    #[error("{}: cannot be made into the reader's form: {why}", shown(path))]
    NotFormed {
        /// The book.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The reader, or a program, holds the earlier book.
    #[error(
        "{}: is in use on the reader and cannot be replaced ({cause})\n  close the book there and wherever else it is open, eject the reader, plug it in again, and run the same command",
        shown(path)
    )]
    InUse {
        /// What stands on the reader.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The drive has become full.
    #[error("{}: the reader's drive is full\n  remove something from it, and run the same command again", shown(path))]
    Full {
        /// The place of the book.
        path: PathBuf,
    },
    /// The drive has no files of that size.
    #[error(
        "{}: the drive takes no file as large as this book ({})\n  make several books of it, or format the drive as exFAT if the reader knows that",
        shown(path),
        bytes(*length)
    )]
    TooLargeForDrive {
        /// The place of the book.
        path: PathBuf,
        /// Its bytes.
        length: u64,
    },
    /// The book could not be put there.
    #[error(transparent)]
    NotCopied(crate::deliver::Error),
}

impl Error {
    /// Why a book that stands on the reader cannot be read.
    pub(super) fn of_unreadable(path: PathBuf, cause: io::Error) -> Error {
        if is_held(&cause) { Error::InUse { path, cause } } else { Error::Unreadable { path, cause } }
    }

    /// Why a book of so many bytes could not be put onto a drive, in the words of who has a reader in hand.
    pub(super) fn of_copy(error: deliver::Error, length: u64) -> Error {
        match error {
            deliver::Error::Foreign { path } | deliver::Error::IsFolder { path } => Error::InTheWay { path },
            deliver::Error::NotReplaced { path, cause } => Error::InUse { path, cause },
            deliver::Error::NoFolder { path, cause } if is_full(&cause) => Error::Full { path },
            deliver::Error::NotWritten { path, cause } if is_full(&cause) => Error::Full { path },
            deliver::Error::NotWritten { path, cause } if cause.kind() == ErrorKind::FileTooLarge => {
                Error::TooLargeForDrive { path, length }
            }
            deliver::Error::NoFolder { path, cause }
                if matches!(cause.kind(), ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied) =>
            {
                Error::ReadOnly { path, cause }
            }
            deliver::Error::NoFolder { path, cause } => Error::NoFolder { path, cause },
            other => Error::NotCopied(other),
        }
    }
}

fn is_full(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// A number of bytes as people say it, as drives count: `1.4 MB`.
#[must_use]
pub fn bytes(number: u64) -> String {
    let steps = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match steps.into_iter().find(|(step, _)| number >= *step) {
        // Tenths, rounded up: a need is never said to be less than it is.
        Some((step, unit)) => {
            let tenths = number.div_ceil(step / 10);
            format!("{}.{} {unit}", tenths / 10, tenths % 10)
        }
        None => format!("{number} bytes"),
    }
}
