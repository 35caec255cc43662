//! What stands in an output folder and what it was made from: a [`Ledger`] with a line a book, so that a run binds only
//! what has changed. Where a line is lost, its book is bound again, and comes out the same.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::deliver::ledger::{Entry, Read, Words};
use crate::deliver::{Digest, Ledger};

/// The name of the file in which an output folder's state is kept.
pub const STATE_NAME: &str = Bound::NAME;

/// The state of one output folder.
pub(super) type State = Ledger<Bound>;

/// A book as it was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bound {
    /// What it was made from.
    pub(super) source: Digest,
    /// Its bytes.
    pub(super) book: Digest,
    /// What readers know it by.
    pub(super) identifier: String,
    /// The story's files, seen from the folder.
    pub(super) stories: Vec<PathBuf>,
}

impl Bound {
    /// Whether this is the book, to its last byte.
    pub(super) fn is(&self, book: impl io::Read) -> bool {
        Digest::of_reader(book).is_ok_and(|digest| digest == self.book)
    }
}

impl Entry for Bound {
    const NAME: &'static str = ".storybind-state";
    const HEAD: &'static str = "storybind state 1";

    fn write(&self, words: &mut Words) {
        words.plain(self.source);
        words.plain(self.book);
        words.text(&self.identifier);
        self.stories.iter().for_each(|story| words.path(story));
    }

    fn read(words: &mut Read<'_>) -> Option<Bound> {
        let (source, book) = (words.digest()?, words.digest()?);
        Some(Bound { source, book, identifier: words.text()?, stories: words.paths()? })
    }
}

/// A story's file as it is seen from a folder, so that both may be moved together.
pub(super) fn seen(folder: &Path, story: &Path) -> PathBuf {
    let whole = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    let (Ok(story), Ok(folder)) = (whole(story), whole(folder)) else { return story.to_owned() };
    pathdiff::diff_paths(&story, folder).unwrap_or(story)
}
