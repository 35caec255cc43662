//! A site to a folder, for any web host: only what has changed is written, and of what stands there only what storybind
//! itself has put there is replaced or removed.
//!
//! A [`Ledger`] in the folder has a line for each file: what was written, and the stamp of the book that it was made of.
//! A line is noted before its file is touched, so that a run that is killed leaves nothing that the next does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::site::{Content, Item, Site};
use crate::deliver::ledger::{self, Ledger, Words};
use crate::deliver::{self, Digest, Existing, Lasting};
use crate::source::{decoded_path, folder_of, shown};

/// The name of the file in which is kept what storybind has put into the folder of a catalogue.
pub const LEDGER_NAME: &str = <Put as ledger::Entry>::NAME;

/// What stands for a digest that is not known yet, and for a book's stamp where a file is not made of one book.
const NONE: &str = "-";

/// Why a catalogue was not written, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something stands in the way that storybind did not put there.
    #[error(
        "{}: is there already, and storybind did not put it there, or somebody has changed it since\n  move it away, name \
         another folder with -o, or replace it with --force",
        shown(path)
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Another run is at it.
    #[error("{}: another run is making this catalogue\n  wait until it has come to its end", shown(path))]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A file could not be written.
    #[error(transparent)]
    Deliver(#[from] deliver::Error),
    /// A book changed or vanished while it was copied.
    #[error("{}: has changed while the catalogue was made\n  run the same command again", shown(path))]
    Changed {
        /// The book.
        path: PathBuf,
    },
}

/// What was done to a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that stand there as they should.
    pub unchanged: usize,
    /// Files of books and lists that are no more.
    pub removed: usize,
}

/// A file that storybind has put there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Put {
    /// Of what was written; none where that was not finished.
    digest: Option<Digest>,
    /// The stamp of the book that it is made of.
    stamp: Option<String>,
}

impl ledger::Entry for Put {
    const NAME: &'static str = ".storybind-catalog";
    const HEAD: &'static str = "storybind catalog 1";

    fn write(&self, words: &mut Words) {
        words.plain(self.digest.map_or_else(|| NONE.to_owned(), |digest| digest.to_string()));
        words.plain(self.stamp.as_deref().unwrap_or(NONE));
    }

    fn read(words: &mut ledger::Read<'_>) -> Option<Put> {
        let (digest, stamp) = (words.plain()?, words.plain()?);
        let digest = if digest == NONE { None } else { Some(Digest::parse(digest)?) };
        Some(Put { digest, stamp: Some(stamp.to_owned()).filter(|stamp| stamp != NONE) })
    }
}

/// Puts a site into a folder. Books that stand below the folder already, where the site says, are left where they are.
///
/// # Errors
/// The first thing that went wrong. What has been written until then is whole, and the next run goes on from there.
pub fn publish(site: &Site, folder: &Path, has_books: bool, existing: Existing) -> Result<Published, Error> {
    let busy = |cause: io::Error| match cause.kind() {
        io::ErrorKind::WouldBlock => Error::Busy { path: folder.to_owned() },
        _ => deliver::Error::NotWritten { path: folder.join(LEDGER_NAME), cause }.into(),
    };
    let ledger: Ledger<Put> = Ledger::open_alone(folder).map_err(busy)?;
    let items = site.all().into_iter().filter(|item| !has_books || !matches!(item, Item::Book(_)));
    let items: BTreeMap<PathBuf, Item> = items.map(|item| (folder.join(place_of(&site.address(item))), item)).collect();
    let known = ledger.entries().keys().map(|below| folder.join(below));
    let folders: BTreeSet<PathBuf> =
        items.keys().cloned().chain(known).map(|path| folder_of(&path).to_owned()).collect();
    for folder in &folders {
        deliver::sweep(folder);
    }
    let run = Run { site, folder, ledger: &ledger, existing, done: Mutex::new(Published::default()) };
    // Nothing is written beside what stands in the way.
    let foreign = items.iter().find(|(path, item)| existing == Existing::Own && run.is_foreign(path, **item));
    let put: Result<(), Error> = match foreign {
        Some((path, _)) => Err(Error::Foreign { path: path.clone() }),
        None => items.par_iter().map(|(path, item)| run.put(path, *item)).collect(),
    };
    let mut done = run.done.into_inner().unwrap_or_else(PoisonError::into_inner);
    if put.is_ok() {
        // What somebody has changed, or what cannot be removed, stays known, for it was ours.
        for (below, entry) in ledger.entries().iter().filter(|(below, _)| !items.contains_key(&folder.join(below))) {
            let is_removed = remove(folder, below, entry);
            done.removed += usize::from(is_removed);
            if is_removed || folder.join(below).symlink_metadata().is_err() {
                ledger.forget(below);
            }
        }
    }
    ledger.close();
    put.map(|()| done)
}

struct Run<'s> {
    site: &'s Site,
    folder: &'s Path,
    ledger: &'s Ledger<Put>,
    existing: Existing,
    done: Mutex<Published>,
}

impl Run<'_> {
    /// Puts one file into its place, unless it stands there.
    fn put(&self, path: &Path, item: Item) -> Result<(), Error> {
        let stamp = match item {
            Item::Book(number) | Item::Cover(number) | Item::Thumbnail(number) => {
                Some(self.site.shelf().books[number].stamp.word())
            }
            _ => None,
        };
        let known = self.ledger.entry(path);
        let is_made = known.is_some_and(|known| stamp.is_some() && known.stamp == stamp && known.digest.is_some());
        if is_made && fs::symlink_metadata(path).is_ok_and(|file| file.is_file()) {
            self.count(false);
            return Ok(());
        }
        let (digest, is_new) = match self.site.content(item) {
            Content::Bytes(_, bytes) => {
                let is_new = !deliver::holds(path, &bytes);
                if is_new {
                    self.write(path, |file| file.write_all(&bytes))?;
                }
                (Digest::of(&bytes), is_new)
            }
            Content::Book(number) => {
                let book = &self.site.shelf().books[number];
                let changed = || Error::Changed { path: book.path.clone() };
                let open = || book.open().ok_or_else(changed);
                let digest = Digest::of_reader(open()?).map_err(|_| changed())?;
                let is_new = digest_of(path) != Some(digest);
                if is_new {
                    let mut source = open()?;
                    self.write(path, |file| io::copy(&mut source, file).map(drop))?;
                    open()?;
                }
                (digest, is_new)
            }
        };
        let entry = Put { digest: Some(digest), stamp };
        if known != Some(&entry) {
            self.ledger.note(path, &entry);
        }
        self.count(is_new);
        Ok(())
    }

    /// Whether something else stands in a file's place of which nothing is known.
    fn is_foreign(&self, path: &Path, item: Item) -> bool {
        let is_unknown = self.ledger.entry(path).is_none() && fs::symlink_metadata(path).is_ok();
        is_unknown && {
            let wanted = match self.site.content(item) {
                Content::Bytes(_, bytes) => Some(Digest::of(&bytes)),
                Content::Book(number) => {
                    self.site.shelf().books[number].open().and_then(|book| Digest::of_reader(book).ok())
                }
            };
            wanted.is_some() && digest_of(path) != wanted
        }
    }

    fn write(&self, path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Error> {
        let is_there = fs::symlink_metadata(path).is_ok();
        let is_own = || self.ledger.entry(path).is_some_and(|entry| is_as_left(path, entry));
        if is_there && self.existing == Existing::Own && !is_own() {
            return Err(Error::Foreign { path: path.to_owned() });
        }
        self.ledger.note(path, &Put::default());
        Ok(deliver::place_as(path, Some(self.folder), Existing::Any, Lasting::Renewable, write)?)
    }

    fn count(&self, is_new: bool) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        if is_new {
            done.written += 1;
        } else {
            done.unchanged += 1;
        }
    }
}

/// Whether a file is what storybind has put there. Of one that it was about to write nothing more is known.
fn is_as_left(path: &Path, entry: &Put) -> bool {
    entry.digest.is_none_or(|digest| digest_of(path) == Some(digest))
}

/// The digest of a file; none where none stands there.
fn digest_of(path: &Path) -> Option<Digest> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|there| there.is_file());
    is_file.then(|| Digest::of_reader(File::open(path).ok()?).ok()).flatten()
}

/// Removes a file that storybind has put there, and the folders that are empty then. Nothing is removed behind a link
/// that leads out of the folder.
fn remove(folder: &Path, below: &Path, entry: &Put) -> bool {
    let path = folder.join(below);
    let is_inside = fs::canonicalize(folder_of(&path))
        .is_ok_and(|own| fs::canonicalize(folder).is_ok_and(|folder| own.starts_with(folder)));
    if !is_inside || !is_as_left(&path, entry) || fs::remove_file(&path).is_err() {
        return false;
    }
    let above = below.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
    let _ = above.map(|above| fs::remove_dir(folder.join(above))).take_while(Result::is_ok).count();
    true
}

/// The path of a file, below the folder, whose address this is. A step that is no name on this system is left out.
fn place_of(address: &str) -> PathBuf {
    address.split('/').filter_map(decoded_path).collect()
}
