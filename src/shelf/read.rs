//! A folder to a shelf: every book in it is opened, on all cores, and asked what it says of itself.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::book::{Book, Stamp};
use super::index::Index;
use crate::source::{self, PassedOver};

/// What a shelf is called whose folder has no name.
const UNNAMED: &str = "Books";

/// The books of a folder.
#[derive(Debug, Default)]
pub struct Shelf {
    /// What it is called.
    pub title: String,
    /// The books, in the order of their paths.
    pub books: Vec<Book>,
    /// Files that are called like books and cannot be read as such, in the same order.
    pub broken: Vec<Broken>,
    /// What was passed over, and why.
    pub passed_over: Vec<PassedOver>,
    /// Folders that cannot be read.
    pub errors: Vec<source::Error>,
    /// The books by author, by series, by fandom, and in the orders in which they are listed.
    pub(super) index: Index,
}

/// A file that is called like a book and cannot be read as one.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The file.
    pub path: PathBuf,
    /// Why; goes on behind a colon.
    pub reason: String,
    /// By what the file is known to be the one that was read; none where not even that can be said.
    stamp: Option<Stamp>,
}

impl Shelf {
    /// Reads the books of a folder and of those below it, without those in a folder that is left out. Where an earlier
    /// shelf of the folder is given, books that have not changed since are not opened again.
    ///
    /// The same books give the same shelf, in whatever order and on however many cores they were read.
    #[must_use]
    pub fn read(folder: &Path, without: Option<&Path>, title: Option<&str>, earlier: Option<&Shelf>) -> Shelf {
        let gathered = source::gather_books(folder);
        let without = without.and_then(|without| fs::canonicalize(without).ok());
        let is_left_out = |path: &Path| {
            let own = without.as_ref().zip(fs::canonicalize(path).ok());
            own.is_some_and(|(without, path)| path.starts_with(without))
        };
        let known: HashMap<&Path, &Book> =
            earlier.into_iter().flat_map(|shelf| &shelf.books).map(|book| (book.path.as_path(), book)).collect();
        let files: Vec<_> = gathered.stories.iter().filter_map(|book| Some((book.path()?, &book.below))).collect();
        let read: Vec<Result<Book, Broken>> = files
            .par_iter()
            .filter(|(path, _)| without.is_none() || !is_left_out(path))
            .map(|(path, below)| {
                let stamp = fs::metadata(path).ok().map(|file| Stamp::of(&file));
                if let Some(book) = known.get(path).filter(|book| Some(book.stamp) == stamp) {
                    return Ok(book.alone());
                }
                Book::read(path, below).map_err(|reason| Broken { path: (*path).to_owned(), reason, stamp })
            })
            .collect();
        let (mut books, mut broken) = (Vec::new(), Vec::new());
        let mut ids = HashSet::new();
        for one in read {
            match one {
                Ok(mut book) => {
                    if !ids.insert(book.id.clone()) {
                        book.set_apart();
                        ids.insert(book.id.clone());
                    }
                    books.push(book);
                }
                Err(one) => broken.push(one),
            }
        }
        let index = Index::of(&books);
        let title = title.map_or_else(|| name_of(folder), str::to_owned);
        Shelf { title, books, broken, passed_over: gathered.passed_over, errors: gathered.errors, index }
    }

    /// Whether another shelf holds the same files, none of them changed.
    #[must_use]
    pub fn is_same(&self, other: &Shelf) -> bool {
        let books = |shelf: &Shelf| shelf.books.iter().map(|book| (book.path.clone(), book.stamp)).collect::<Vec<_>>();
        let broken = |shelf: &Shelf| shelf.broken.iter().map(|one| (one.path.clone(), one.stamp)).collect::<Vec<_>>();
        self.title == other.title && books(self) == books(other) && broken(self) == broken(other)
    }
}

/// The folder's own name.
fn name_of(folder: &Path) -> String {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    whole.file_name().map_or_else(|| UNNAMED.to_owned(), |name| name.to_string_lossy().into_owned())
}
