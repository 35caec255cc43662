//! Knows a book that storybind made: its package document says so.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

use crate::epub::generator;

/// Whether the file is a book that storybind made: its package document has `<meta name="generator"
/// content="storybind …"/>`. Anything that cannot be read as a book is none; what is no file, such as a pipe that would
/// never end, is not even opened.
#[must_use]
pub fn made_by_storybind(path: &Path) -> bool {
    let is_file = fs::metadata(path).is_ok_and(|found| found.is_file());
    let generator = is_file.then(|| generator(BufReader::new(File::open(path).ok()?))).flatten();
    generator.is_some_and(|generator| generator.starts_with("storybind"))
}
