//! What can go wrong between a finished book and its file.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use crate::source::shown;

/// Why a book was not delivered. Whatever stood at its place is still there, untouched.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file stands there that storybind did not make.
    #[error(
        "{}: is there already, and storybind did not make it\n  --force replaces it; -o names another place",
        shown(path)
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A folder stands there.
    #[error("{}: is a folder\n  name the book with -o, or rename the folder", shown(path))]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The story itself stands there.
    #[error("{}: is the story itself\n  name another file with -o", shown(path))]
    IsStory {
        /// The story.
        path: PathBuf,
    },
    /// A link on the way leads out of the folder that the books belong in.
    #[error(
        "{}: is a link that leads out of the folder for the books\n  name the folder that it leads to instead, or remove the link",
        shown(path)
    )]
    LedAway {
        /// The folder.
        path: PathBuf,
    },
    /// The folder for the book cannot be made.
    #[error(
        "{}: the folder cannot be made ({cause})\n  name another with -o, or see that you may write here",
        shown(path)
    )]
    NoFolder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// What stands there is held by somebody.
    #[error(
        "{}: what stands there cannot be replaced ({cause})\n  close it where it is open, see that you may replace it, and try again",
        shown(path)
    )]
    NotReplaced {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The file cannot be written.
    #[error(
        "{}: the book cannot be written ({cause})\n  see that you may write here and that the disk is not full",
        shown(path)
    )]
    NotWritten {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// Whether the system refuses a file because somebody has it open, or keeps it for himself.
pub(super) fn is_held(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::PermissionDenied)
}
