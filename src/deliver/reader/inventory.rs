//! The books that a reader has, by what readers know them by, and which of them storybind has put there.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::drive::Reader;
use crate::deliver::ledger::{Entry, Read, Words};
use crate::deliver::{Digest, Ledger, made_by_storybind};
use crate::epub;
use crate::source::{self, Candidate};

/// A book that storybind has put on a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// What readers know it by.
    pub identifier: String,
    /// Its bytes.
    pub digest: Digest,
    /// How many they are.
    pub length: u64,
}

impl Entry for Loaded {
    const NAME: &'static str = ".storybind-loaded";
    const HEAD: &'static str = "storybind loaded 1";

    fn write(&self, words: &mut Words) {
        words.plain(self.digest);
        words.plain(self.length);
        words.text(&self.identifier);
    }

    fn read(words: &mut Read<'_>) -> Option<Loaded> {
        Some(Loaded { digest: words.digest()?, length: words.plain()?.parse().ok()?, identifier: words.text()? })
    }
}

/// The books that a reader has.
#[derive(Debug)]
pub(super) struct Inventory {
    /// By identity. Where the drive has a book twice, the one that storybind put there, or else the first by name.
    pub(super) books: BTreeMap<String, PathBuf>,
    /// All files that are called like books.
    pub(super) files: Vec<PathBuf>,
}

impl Inventory {
    /// Looks through a reader's drive. What the ledger knows and is as long as it was is not opened.
    pub(super) fn of(reader: &Reader, ledger: &Ledger<Loaded>) -> Inventory {
        let found = source::gather_books(&reader.drive).stories;
        let files: Vec<PathBuf> = found.iter().filter_map(Candidate::path).map(Path::to_owned).collect();
        let mut books = BTreeMap::new();
        let (known, others): (Vec<&PathBuf>, Vec<&PathBuf>) =
            files.iter().partition(|file| ledger.entry(file).is_some_and(|entry| is_as_long(file, entry)));
        for file in known {
            if let Some(entry) = ledger.entry(file) {
                books.entry(entry.identifier.clone()).or_insert_with(|| file.clone());
            }
        }
        for file in others {
            if let Some(identifier) = identifier(file) {
                books.entry(identifier).or_insert_with(|| file.clone());
            }
        }
        Inventory { books, files }
    }

    /// Where the reader has the book of an identity.
    pub(super) fn book(&self, identifier: &str) -> Option<&Path> {
        self.books.get(identifier).map(PathBuf::as_path)
    }
}

/// Whether storybind put a file where it stands: it has noted so, or the file says so itself.
pub(super) fn is_own(file: &Path, ledger: &Ledger<Loaded>) -> bool {
    ledger.entry(file).is_some() || made_by_storybind(file)
}

fn is_as_long(file: &Path, entry: &Loaded) -> bool {
    fs::symlink_metadata(file).is_ok_and(|there| there.len() == entry.length)
}

/// What readers know a book by; none where the file is no book or the book does not say.
fn identifier(file: &Path) -> Option<String> {
    let about = epub::about(BufReader::new(File::open(file).ok()?)).ok()?;
    Some(about.identifier).filter(|identifier| !identifier.is_empty())
}
