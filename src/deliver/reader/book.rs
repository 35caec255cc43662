//! A book that is to be delivered, and what it says of itself.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::error::Error;
use crate::epub::{self, About};
use crate::source::{self, shown};

/// A book that is to be delivered.
#[derive(Debug, Clone)]
pub struct Book {
    /// Its file.
    pub path: PathBuf,
    /// Its path below the folder that it comes from.
    pub below: PathBuf,
    /// What messages call it: the story that it was bound from, or its file.
    pub called: PathBuf,
    /// What it says of itself.
    pub about: About,
}

impl Book {
    /// Looks into a book's file.
    ///
    /// # Errors
    /// If it cannot be read, or as no book.
    pub fn open(path: PathBuf, below: PathBuf, called: PathBuf) -> Result<Book, Error> {
        let file = File::open(&path).map_err(|cause| Error::Unreadable { path: called.clone(), cause })?;
        match epub::about(BufReader::new(file)) {
            Ok(about) => Ok(Book { path, below, called, about }),
            Err(why) => Err(Error::NoBook { path: called, why }),
        }
    }

    /// Its title, or its file's name where it states none.
    #[must_use]
    pub fn title(&self) -> String {
        if self.about.title.is_empty() { shown(&self.below) } else { self.about.title.clone() }
    }

    /// The bytes of its file, or of the one that has it in another form.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        source::read_book(path).map_err(|cause| Error::Unreadable { path: self.called.clone(), cause })
    }
}
