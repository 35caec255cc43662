//! Where stories come from: a file, several, a folder, standard input. Decides alone that something is not text; knows
//! nothing of what the text says.

mod beside;
mod book;
mod error;
mod folder;
mod gather;
mod natural;
mod nature;
mod picture;
mod still;

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

pub use beside::{SETTINGS_NAME, SettingsFile, folder_of, whole};
pub use book::read_book;
pub use error::Error;
pub use folder::{is_called_a_book, is_called_a_story};
pub use gather::{Candidate, Gathered, Origin, PassedOver, gather, gather_books};
pub use natural::natural_order;
pub use nature::{NotText, examine};
pub use picture::{Pictures, is_called_a_picture, picture};

/// The name of a story that comes from standard input.
pub const STANDARD_INPUT_NAME: &str = "story";

/// A story's bytes and where they came from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where they came from.
    pub from: Provenance,
    /// The bytes as they were found.
    pub bytes: Vec<u8>,
    /// What the file's name says of it where a story was typed into several: "Chapter 2", "The Door".
    pub chapter: String,
    /// The files that go on where these bytes end, in order.
    pub further: Vec<Source>,
}

/// Where a story came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The name of the file without its ending: the title of a story that states none.
    pub name: String,
    /// The file; none where the bytes came from standard input or from memory.
    pub path: Option<PathBuf>,
    /// The files that go on where this one ends.
    pub further: Vec<PathBuf>,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read or is not text.
    pub fn open(path: impl AsRef<Path>) -> Result<Source, Error> {
        Source::open_as(path.as_ref(), None)
    }

    /// Reads a file whose encoding the user states: bytes that look odd at first sight may be explained by it.
    ///
    /// # Errors
    /// If it cannot be read or is not text.
    pub fn open_as(path: &Path, encoding: Option<&'static Encoding>) -> Result<Source, Error> {
        let bytes = still::read(path)?;
        let place = shown(path);
        examine(&bytes, encoding).map_err(|why| Error::NotText { place, why })?;
        Ok(Source { from: Provenance::of_file(path), bytes, chapter: String::new(), further: Vec::new() })
    }

    /// Reads standard input to its end.
    ///
    /// # Errors
    /// If it cannot be read or is not text.
    pub fn standard_input(encoding: Option<&'static Encoding>) -> Result<Source, Error> {
        let mut bytes = Vec::new();
        io::stdin().lock().take(still::LONGEST + 1).read_to_end(&mut bytes).map_err(Error::StandardInput)?;
        let place = "standard input".to_owned();
        if bytes.len() as u64 > still::LONGEST {
            return Err(Error::TooLong { place });
        }
        examine(&bytes, encoding).map_err(|why| Error::NotText { place, why })?;
        Ok(Source { from: Provenance::of_standard_input(), bytes, chapter: String::new(), further: Vec::new() })
    }

    /// A story that is already in memory. What is not text is taken for text all the same.
    #[must_use]
    pub fn of(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Source {
        let from = Provenance { name: name.into(), path: None, further: Vec::new() };
        Source { from, bytes: bytes.into(), chapter: String::new(), further: Vec::new() }
    }
}

impl Source {
    /// One story of this file and those that go on where it ends, under a name that is the title of a story that states
    /// none.
    #[must_use]
    pub fn followed_by(self, further: Vec<Source>, name: impl Into<String>) -> Source {
        let paths = further.iter().filter_map(|source| source.from.path.clone()).collect();
        let from = Provenance { name: name.into(), path: self.from.path, further: paths };
        Source { from, bytes: self.bytes, chapter: self.chapter, further }
    }

    /// The bytes of each file with what its name says of it.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let further = self.further.iter().map(|source| (source.chapter.as_str(), source.bytes.as_slice()));
        std::iter::once((self.chapter.as_str(), self.bytes.as_slice())).chain(further)
    }
}

impl Provenance {
    /// Of a story that a file holds.
    #[must_use]
    pub fn of_file(path: &Path) -> Provenance {
        Provenance { name: name_of(path), path: Some(path.to_owned()), further: Vec::new() }
    }

    /// Of the story that standard input brings.
    #[must_use]
    pub fn of_standard_input() -> Provenance {
        Provenance { name: STANDARD_INPUT_NAME.to_owned(), path: None, further: Vec::new() }
    }

    /// The story's files, each by itself; the story as it is where it is no file.
    pub fn files(&self) -> impl Iterator<Item = Provenance> {
        let single = |name: &str, path: Option<&PathBuf>| Provenance {
            name: name.to_owned(),
            path: path.cloned(),
            further: Vec::new(),
        };
        let first = single(&self.name, self.path.as_ref());
        std::iter::once(first).chain(self.further.iter().map(|path| Provenance::of_file(path)))
    }

    /// What messages call the story: its path, or its name.
    #[must_use]
    pub fn place(&self) -> String {
        self.path.as_ref().map_or_else(|| self.name.clone(), |path| shown(path))
    }
}

/// A path as messages show it: on one line, so that no name of a file can pass for a message of its own.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.display().to_string().replace(char::is_control, "\u{FFFD}")
}

/// The path that stands in an address or a line with percent signs for what is no plain character; none if this system has
/// no such path.
#[must_use]
pub fn decoded_path(text: &str) -> Option<PathBuf> {
    let bytes = percent_encoding::percent_decode_str(text).collect();
    #[cfg(unix)]
    let name = Some(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes));
    #[cfg(not(unix))]
    let name = String::from_utf8(bytes).ok();
    name.map(PathBuf::from)
}

/// The name of a file without its ending, never empty: the title of a story that states none.
#[must_use]
pub fn name_of(path: &Path) -> String {
    let stem = stem(path).to_string_lossy();
    let stem = stem.trim();
    if stem.is_empty() { STANDARD_INPUT_NAME.to_owned() } else { stem.to_owned() }
}

/// The file's name without its ending. An ending has at most four letters ("txt", "text", "md"): what stands behind the
/// dot in "Mr. Halloway goes" or "draft 1.2" is part of the name.
#[must_use]
pub fn stem(path: &Path) -> &OsStr {
    let is_ending = |e: &OsStr| (1..=4).contains(&e.len()) && e.as_encoded_bytes().iter().all(u8::is_ascii_alphabetic);
    let name = if path.extension().is_some_and(is_ending) { path.file_stem() } else { path.file_name() };
    name.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_what_is_no_ending() {
        let name = |path: &str| name_of(Path::new(path));
        assert_eq!(name("stories/The Ferry.txt"), "The Ferry");
        assert_eq!(name("Mr. Halloway goes"), "Mr. Halloway goes");
        assert_eq!(name("draft 1.2.TEXT"), "draft 1.2");
        assert_eq!(name("draft 1.2"), "draft 1.2");
        assert_eq!(name(".."), "story");
    }
}
