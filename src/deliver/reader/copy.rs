//! A book onto a drive, proven there before it takes its name.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::deliver::Error;
use crate::deliver::place::{Existing, Lasting, place_as};

/// Bytes that are compared at a time.
const STRETCH: usize = 1 << 16;

/// Puts a book at `path` on a drive: under a name of its own, forced to the drive, read back from there and compared; only
/// then it takes the place of what stands there. No link on the way may lead out of the drive.
///
/// # Errors
/// As [`place_as`]. What stood there still does.
pub(super) fn put(book: &[u8], path: &Path, drive: &Path, existing: Existing) -> Result<(), Error> {
    place_as(path, Some(drive), existing, Lasting::Forced, |file| prove(file, book))
}

fn prove(file: &mut File, book: &[u8]) -> io::Result<()> {
    file.write_all(book)?;
    file.sync_all()?;
    forget(file);
    file.seek(SeekFrom::Start(0))?;
    compare(file, book)
}

/// Whether a drive gives back a book, and nothing else.
fn compare(mut drive: impl Read, book: &[u8]) -> io::Result<()> {
    let mut stretch = vec![0; STRETCH];
    let mut left = book;
    loop {
        let read = match drive.read(&mut stretch) {
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read == 0 && left.is_empty() {
            return Ok(());
        }
        left = left.strip_prefix(&stretch[..read]).filter(|_| read > 0).ok_or_else(|| {
            io::Error::other("what the drive gives back is not what was written to it; it may be failing")
        })?;
    }
}

/// Has the system forget what it remembers of a file, so that it is read from the drive and not from memory. Where it does
/// not, the comparison is of what it will write.
fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_already_is_replaced_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Books/a.epub");
        for length in [0, 1, STRETCH - 1, STRETCH, 3 * STRETCH + 7] {
            let book: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap_or_default()).collect();
            put(&book, &path, folder.path(), Existing::Any).expect("room");
            assert_eq!(std::fs::read(&path).expect("the book"), book);
        }
    }

    #[test]
    fn a_drive_that_gives_back_something_else_is_noticed() {
        let book = vec![7; STRETCH + 3];
        compare(book.as_slice(), &book).expect("it is the book");
        let mut damaged = book.clone();
        damaged[STRETCH + 1] = 8;
        for other in [&book[1..], &[book.as_slice(), &[7]].concat(), &damaged, &[]] {
            let told = compare(other, &book).expect_err("it is not the book").to_string();
            assert!(told.contains("not what was written"), "{told}");
        }
    }
}
