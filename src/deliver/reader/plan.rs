//! What is to be done on a reader so that it has the books, and the doing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::book::Book;
use super::copy;
use super::drive::Reader;
use super::error::Error;
use super::inventory::{Inventory, Loaded, is_own};
use super::names::file_name;
use crate::deliver::destination::Taken;
use crate::deliver::{Digest, Existing, Ledger, holds, standing, sweep};
use crate::devices::{self, Form, Formed, Left};
use crate::source::{folder_of, shown};

/// Bytes that a file on a drive may take beyond its own: the largest cluster of a FAT32 drive.
const CLUSTER: u64 = 1 << 15;

/// What a book does on the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The reader did not have it.
    New,
    /// It takes the place of an earlier one.
    Update,
    /// The very same is there.
    Unchanged,
}

/// A book with its place on the reader.
#[derive(Debug)]
pub struct Planned {
    /// The book.
    pub book: Book,
    /// Its file on the reader.
    pub place: PathBuf,
    /// What it does there.
    pub change: Change,
    /// Pages that stay as they were although the reader's form wants them otherwise.
    pub left: Vec<Left>,
    /// Bytes of the file on the reader, and of the one that it takes the place of.
    pub length: u64,
    replaces: u64,
    digest: Digest,
    /// The book in the reader's form.
    formed: PathBuf,
}

/// All that is to be done on a reader.
#[derive(Debug)]
pub struct Loading {
    /// The reader.
    pub reader: Reader,
    /// The books, in the order given, and why those that cannot be loaded cannot.
    pub books: Vec<Result<Planned, Error>>,
    ledger: Ledger<Loaded>,
    existing: Existing,
}

impl Loading {
    /// Finds out what is to be done, and brings the books into the reader's form, in the folder `stage`. Nothing on the
    /// reader is touched but the ledger, which is held for nobody else, unless it is only to be looked at.
    ///
    /// # Errors
    /// If the reader is in use or cannot be written.
    pub fn plan(
        reader: Reader,
        books: Vec<Result<Book, Error>>,
        stage: &Path,
        existing: Existing,
        is_dry: bool,
    ) -> Result<Loading, Error> {
        if !reader.is_there() {
            return Err(Error::Gone { path: reader.drive });
        }
        // A run that loads finds out by itself.
        if is_dry && reader.is_read_only() {
            return Err(Error::ReadOnly { path: reader.drive, cause: io::ErrorKind::ReadOnlyFilesystem.into() });
        }
        let ledger = if is_dry { Ledger::look(&reader.drive) } else { hold(&reader)? };
        // What was removed or moved on the reader since: a book that was moved is noted anew where it is found.
        let is_gone = |below: &&PathBuf| {
            fs::symlink_metadata(reader.drive.join(below)).is_err_and(|cause| cause.kind() == io::ErrorKind::NotFound)
        };
        ledger.entries().keys().filter(is_gone).for_each(|below| ledger.forget(below));
        let inventory = Inventory::of(&reader, &ledger);
        let mut taken = Taken::default();
        inventory.files.iter().for_each(|file| taken.add(file));
        let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
        let mut place = |book: Result<Book, Error>| {
            let book = book?;
            let identifier = &book.about.identifier;
            if identifier.is_empty() {
                let why = "it does not say what readers are to know it by (dc:identifier)".into();
                return Err(Error::NoBook { path: book.called, why });
            }
            if let Some(other) = seen.get(identifier) {
                return Err(Error::Twice { path: book.called, other: other.clone() });
            }
            seen.insert(identifier.clone(), book.called.clone());
            let place = match inventory.book(identifier) {
                Some(place) if existing == Existing::Own && !is_own(place, &ledger) => {
                    return Err(Error::Foreign { path: book.called, place: place.to_owned() });
                }
                Some(place) => (place.to_owned(), true),
                None => {
                    let (form, limits) = (reader.profile.form, &reader.profile.limits);
                    let wanted = reader.folder.join(file_name(&book.below, form, limits));
                    // What stands there, is not known and cannot be read may be this very book: it gets no second one
                    // beside it.
                    if wanted.is_file()
                        && ledger.entry(&wanted).is_none()
                        && let Err(cause) = File::open(&wanted)
                    {
                        return Err(Error::of_unreadable(wanted, cause));
                    }
                    (taken.claim(&wanted, form.ending()), false)
                }
            };
            Ok((book, place))
        };
        let placed: Vec<_> = books.into_iter().map(&mut place).collect();
        let form = |(number, placed): (usize, Result<_, Error>)| {
            let (book, (place, is_known)): (Book, (PathBuf, bool)) = placed?;
            // What storybind noted of the file that stands there: it has to be that file still, unless any is replaced.
            let noted = ledger.entry(&place).map(|entry| entry.digest).filter(|_| existing == Existing::Own);
            Planned::of(book, place, is_known, noted, &reader, &stage.join(number.to_string()))
        };
        let books: Vec<Result<Planned, Error>> = placed.into_par_iter().enumerate().map(form).collect();
        Ok(Loading { reader, books, ledger, existing })
    }

    /// The books that are to be copied.
    pub fn changed(&self) -> impl Iterator<Item = &Planned> {
        self.books.iter().flatten().filter(|book| book.change != Change::Unchanged)
    }

    /// Bytes that the books need beyond what they take the place of. One at a time stands beside its successor.
    #[must_use]
    pub fn needed(&self) -> u64 {
        let grown: u64 = self.changed().map(|book| (book.length + CLUSTER).saturating_sub(book.replaces)).sum();
        let beside = self.changed().map(|book| book.replaces).max().unwrap_or_default();
        if self.changed().next().is_none() { 0 } else { grown + beside }
    }

    /// Whether there is room for all.
    ///
    /// # Errors
    /// [`Error::NoRoom`] if there is not, [`Error::Gone`] if the reader was pulled out and nobody can say.
    pub fn see_to_room(&self) -> Result<(), Error> {
        match self.reader.free() {
            Some(free) if free < self.needed() && !self.reader.is_there() => {
                Err(Error::Gone { path: self.reader.drive.clone() })
            }
            Some(free) if free < self.needed() => {
                Err(Error::NoRoom { path: self.reader.folder.clone(), needed: self.needed(), free })
            }
            _ => Ok(()),
        }
    }

    /// Puts the books on the reader, one after the other, for as long as `goes_on`, and tells what became of each.
    ///
    /// # Errors
    /// [`Error::Gone`] if the reader was pulled out: nothing is written into the folder where its drive was.
    pub fn load(
        &self,
        mut goes_on: impl FnMut() -> bool,
        mut tell: impl FnMut(&Planned, Result<(), Error>),
    ) -> Result<(), Error> {
        // What a run that was killed has left behind.
        let places = self.books.iter().flatten().map(|book| folder_of(&book.place));
        let folders: BTreeSet<&Path> = places.chain([self.reader.drive.as_path()]).collect();
        folders.into_iter().for_each(sweep);
        for book in self.books.iter().flatten() {
            if !goes_on() {
                break;
            }
            let done = self.put(book);
            if !self.reader.is_there() {
                return Err(Error::Gone { path: self.reader.drive.clone() });
            }
            tell(book, done);
        }
        Ok(())
    }

    fn put(&self, book: &Planned) -> Result<(), Error> {
        if book.change != Change::Unchanged {
            let bytes = book.book.read(&book.formed)?;
            if !self.reader.is_there() {
                return Err(Error::Gone { path: self.reader.drive.clone() });
            }
            // What is foreign has been refused, or is to be replaced.
            let existing = if book.change == Change::New { self.existing } else { Existing::Any };
            // A run that ends in between, or whose last lines are lost with the drive, knows nothing of the file then: noted as
            // it was, it would look as if somebody had changed it.
            let earlier = self.ledger.entry(&book.place);
            if earlier.is_some() {
                self.forget(&book.place);
                self.ledger.force();
            }
            let put = copy::put(&bytes, &book.place, &self.reader.drive, existing);
            if let (Err(_), Some(earlier)) = (&put, earlier) {
                self.ledger.note(&book.place, earlier);
            }
            put.map_err(|error| Error::of_copy(error, book.length))?;
        }
        let Planned { digest, length, .. } = *book;
        let identifier = book.book.about.identifier.clone();
        self.ledger.note(&book.place, &Loaded { identifier, digest, length });
        Ok(())
    }

    /// The books that storybind has put there and that are not among these: where each is, and whether it is still as it was.
    #[must_use]
    pub fn others(&self) -> Vec<(PathBuf, bool)> {
        let loaded: BTreeSet<&str> =
            self.books.iter().flatten().map(|book| book.book.about.identifier.as_str()).collect();
        let others = self.ledger.entries().iter().filter(|(_, entry)| !loaded.contains(entry.identifier.as_str()));
        let look = |(below, entry): (&PathBuf, &Loaded)| {
            let path = self.reader.drive.join(below);
            let digest = Digest::of_reader(standing(&path)?).ok()?;
            Some((path, entry.digest == digest))
        };
        others.filter_map(look).collect()
    }

    /// Removes a book that storybind has put there and that is still as it was.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn remove(&self, place: &Path) -> std::io::Result<()> {
        fs::remove_file(place)?;
        self.forget(place);
        Ok(())
    }

    fn forget(&self, place: &Path) {
        if let Ok(below) = place.strip_prefix(&self.reader.drive) {
            self.ledger.forget(below);
        }
    }

    /// Ends the work: puts the ledger in order.
    pub fn close(self) {
        self.ledger.close();
    }
}

impl Planned {
    fn of(
        book: Book,
        place: PathBuf,
        is_known: bool,
        noted: Option<Digest>,
        reader: &Reader,
        stage: &Path,
    ) -> Result<Planned, Error> {
        // The place of a book hangs on the name of its file, and its form on the name.
        let form = if is_known { Form::of(&place) } else { reader.profile.form };
        let not_formed = |why: String| Error::NotFormed { path: book.called.clone(), why };
        let bytes = book.read(&book.path)?;
        let Formed { bytes, left } = devices::formed(bytes, form).map_err(|error| not_formed(error.to_string()))?;
        let mut formed = book.path.clone();
        if form != Form::Epub {
            stage.clone_into(&mut formed);
            fs::write(stage, &bytes).map_err(|cause| not_formed(format!("{}: {cause}", shown(stage))))?;
        }
        let length = bytes.len() as u64;
        if length > reader.profile.limits.file {
            return Err(Error::TooLarge { path: book.called, most: reader.profile.limits.file });
        }
        let there = is_known.then(|| standing(&place)).flatten();
        let change = match &there {
            _ if !is_known => Change::New,
            Some(_) if holds(&place, &bytes) => Change::Unchanged,
            _ => Change::Update,
        };
        if change == Change::Update {
            let not_whole = |why| Error::NotWhole { path: book.called.clone(), why, place: place.clone() };
            devices::see_whole(&bytes).map_err(not_whole)?;
            let digest = there.as_ref().and_then(|there| Digest::of_reader(there).ok());
            if noted.zip(digest).is_some_and(|(noted, digest)| noted != digest) {
                return Err(Error::Changed { path: book.called, place });
            }
        }
        let replaces = there.and_then(|there| Some(there.metadata().ok()?.len())).unwrap_or(0);
        let digest = Digest::of(&bytes);
        Ok(Planned { book, place, change, left, length, replaces, digest, formed })
    }

    /// Whether it stays in another form than the reader's own, as it came there: its place hangs on the name of its file.
    #[must_use]
    pub fn keeps_form(&self, reader: &Reader) -> bool {
        Form::of(&self.place) != reader.profile.form
    }
}

fn hold(reader: &Reader) -> Result<Ledger<Loaded>, Error> {
    Ledger::open_alone(&reader.drive).map_err(|cause| match cause.kind() {
        io::ErrorKind::WouldBlock => Error::Busy { path: reader.drive.clone() },
        _ if !reader.is_there() => Error::Gone { path: reader.drive.clone() },
        _ => Error::ReadOnly { path: reader.drive.clone(), cause },
    })
}
