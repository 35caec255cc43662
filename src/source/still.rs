//! Reads a file that nobody changes in the meantime: an editor that saves, or a download that goes on, must not leave half
//! a story in a book.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use super::error::Error;
use super::shown;

/// Bytes of the longest story: 1 GiB, some 300 times War and Peace. What is longer, or has no end, is none.
pub(super) const LONGEST: u64 = 1 << 30;

/// How often a file that changes is read anew.
const TRIES: usize = 3;

/// Reads a file whole. One that grows while it is read is not followed to an end that may never come.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    for _ in 0..TRIES {
        let unreadable = |cause| Error::unreadable(path, cause);
        let mut file = File::open(path).map_err(unreadable)?;
        let before = state(&file).map_err(unreadable)?;
        if before.length > LONGEST {
            return Err(Error::TooLong { place: shown(path) });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(before.length).unwrap_or_default().saturating_add(1));
        // Files that the system makes up while they are read have no length before.
        let most = if before.is_file && before.length > 0 { before.length } else { LONGEST };
        file.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > LONGEST {
            return Err(Error::TooLong { place: shown(path) });
        }
        if !before.is_file || before == state(&file).map_err(unreadable)? {
            return Ok(bytes);
        }
    }
    Err(Error::Changing { place: shown(path) })
}

/// By what a file is known to be the same as before.
#[derive(PartialEq, Eq)]
struct State {
    /// A pipe is read once, to its end.
    is_file: bool,
    length: u64,
    /// When it was last written to, where the system knows.
    written: Option<SystemTime>,
}

fn state(file: &File) -> io::Result<State> {
    let metadata = file.metadata()?;
    Ok(State { is_file: metadata.is_file(), length: metadata.len(), written: metadata.modified().ok() })
}
