//! A book's file, anybody's, in memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes of a book. It is held in memory, and nobody's is larger; a pipe or a device may have no end at all.
const LARGEST: u64 = 1 << 30;

/// Reads it.
///
/// # Errors
/// If it cannot be read, or is larger than any book.
pub fn read_book(book: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(book)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    if length <= LARGEST {
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    }
    if length > LARGEST || bytes.len() as u64 > LARGEST {
        return Err(io::Error::other(format!("it is larger than {} GB", LARGEST >> 30)));
    }
    Ok(bytes)
}
