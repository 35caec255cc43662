//! What storybind has put into a folder: one small file, a line for each of its own files there, so that it knows them
//! again. A line that is damaged is as good as none.
//!
//! Lines are appended while files are delivered, so that a run that is killed has not worked in vain; a later line of a
//! file counts for more than an earlier one. A run holds the ledger by a shared lock, or alone. Whoever finds himself alone
//! with it at his end puts it in order. Lines are not forced to the disk as the files are: one that is lost when the power
//! goes costs the time to look at its file again.

mod line;

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::place::{Existing, make_folder, place, standing};
use line::is_below;
pub use line::{Read, Words};

/// What a ledger notes of a file.
pub trait Entry: Sized {
    /// The name of the ledger's file.
    const NAME: &'static str;
    /// Its first line: what the file is, and the version of its form.
    const HEAD: &'static str;

    /// Adds the words of the entry.
    fn write(&self, words: &mut Words);
    /// Reads them again; none where they are not whole.
    fn read(words: &mut Read<'_>) -> Option<Self>;
}

/// The ledger of one folder.
#[derive(Debug)]
pub struct Ledger<E> {
    folder: PathBuf,
    /// The folder was not there before.
    is_made: bool,
    /// What was known when the run began, by the file's path below the folder.
    known: BTreeMap<PathBuf, E>,
    /// The file, where there is one that may be written.
    journal: Option<Mutex<File>>,
}

impl<E: Entry> Ledger<E> {
    /// Opens a folder's ledger and makes one where there is none. Where it cannot be kept, what is known is read all the
    /// same.
    #[must_use]
    pub fn open(folder: &Path) -> Ledger<E> {
        // Where a file system knows no locks, two runs at once do some work twice, and that is all.
        let shared = |file: &File| {
            let _ = file.lock_shared();
            Ok(())
        };
        Ledger::hold(folder, &shared).unwrap_or_else(|_| Ledger::look(folder))
    }

    /// Opens a folder's ledger for nobody else.
    ///
    /// # Errors
    /// If it cannot be written; [`io::ErrorKind::WouldBlock`] if somebody else holds it.
    pub fn open_alone(folder: &Path) -> io::Result<Ledger<E>> {
        Ledger::hold(folder, &|file: &File| match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
            // A drive without locks has one user at a time.
            Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(()),
        })
    }

    fn hold(folder: &Path, lock: &dyn Fn(&File) -> io::Result<()>) -> io::Result<Ledger<E>> {
        let is_made = !folder.exists();
        make_folder(folder)?;
        let mut journal = hold(&folder.join(E::NAME), lock)?;
        let mut bytes = Vec::new();
        let is_read = journal.read_to_end(&mut bytes).is_ok();
        let known = if is_read { entries(&bytes) } else { BTreeMap::new() };
        let head = format!("{}\n", E::HEAD);
        if !bytes.starts_with(head.as_bytes()) {
            let _ = journal.set_len(0).and_then(|()| journal.write_all(head.as_bytes()));
        } else if !bytes.ends_with(b"\n") {
            let _ = journal.write_all(b"\n");
        }
        Ok(Ledger { folder: folder.to_owned(), is_made, known, journal: Some(Mutex::new(journal)) })
    }

    /// Reads a folder's ledger without touching anything.
    #[must_use]
    pub fn look(folder: &Path) -> Ledger<E> {
        let mut bytes = Vec::new();
        let is_read = standing(&folder.join(E::NAME)).is_some_and(|mut file| file.read_to_end(&mut bytes).is_ok());
        if !is_read {
            bytes.clear();
        }
        Ledger { folder: folder.to_owned(), is_made: false, known: entries(&bytes), journal: None }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is known of a file.
    #[must_use]
    pub fn entry(&self, file: &Path) -> Option<&E> {
        self.known.get(self.below(file)?)
    }

    /// All that is known, by the file's path below the folder.
    #[must_use]
    pub fn entries(&self) -> &BTreeMap<PathBuf, E> {
        &self.known
    }

    /// Notes a file that was delivered.
    pub fn note(&self, file: &Path, entry: &E) {
        if let Some(below) = self.below(file) {
            self.write(&line(below, Some(entry)));
        }
    }

    /// Notes that a file is no more.
    pub fn forget(&self, below: &Path) {
        self.write(&line::<E>(below, None));
    }

    /// Forces to the disk what has been noted, as far as that goes.
    pub fn force(&self) {
        if let Some(journal) = &self.journal {
            let _ = journal.lock().unwrap_or_else(PoisonError::into_inner).sync_data();
        }
    }

    /// Puts the file in order, unless another run holds it: the lines of what is there, sorted. The file is replaced as a
    /// whole.
    pub fn close(self) {
        let Some(journal) = self.journal else { return };
        let journal = journal.into_inner().unwrap_or_else(PoisonError::into_inner);
        let path = self.folder.join(E::NAME);
        if journal.unlock().is_err() || journal.try_lock().is_err() {
            return;
        }
        let Ok(bytes) = fs::read(&path) else { return };
        let known: BTreeMap<PathBuf, E> = entries(&bytes);
        if known.is_empty() {
            // Where nothing was delivered, nothing is left behind.
            let _ = fs::remove_file(&path);
            if self.is_made {
                let _ = fs::remove_dir(&self.folder);
            }
            return;
        }
        let mut text = format!("{}\n", E::HEAD);
        for (below, entry) in &known {
            text.push_str(&line(below, Some(entry)));
        }
        if text.as_bytes() != bytes {
            let _ = place(text.as_bytes(), &path, None, Existing::Any);
        }
    }

    fn below<'f>(&self, file: &'f Path) -> Option<&'f Path> {
        file.strip_prefix(&self.folder).ok()
    }

    /// One write for each line: those of two runs do not mingle. What cannot be written is not known the next time.
    fn write(&self, line: &str) {
        if let Some(journal) = &self.journal {
            let mut journal = journal.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = journal.write_all(line.as_bytes());
        }
    }
}

/// Opens the file and locks it, waiting while somebody puts it in order. Whoever waited for a file that was replaced in the
/// meantime takes the new one. A link, a pipe or a folder of that name is none of storybind's: nothing is kept where one
/// stands.
fn hold(path: &Path, lock: &dyn Fn(&File) -> io::Result<()>) -> io::Result<File> {
    loop {
        if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        lock(&file)?;
        if is_at(&file, path) {
            return Ok(file);
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(own), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (own.dev(), own.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// A file's line. One that is no more has only its path.
fn line<E: Entry>(below: &Path, entry: Option<&E>) -> String {
    let mut words = Words::default();
    words.path(below);
    if let Some(entry) = entry {
        entry.write(&mut words);
    }
    words.line()
}

/// The files of a ledger, each as its last whole line has it.
fn entries<E: Entry>(bytes: &[u8]) -> BTreeMap<PathBuf, E> {
    let mut known = BTreeMap::new();
    let mut lines = bytes.split(|&byte| byte == b'\n');
    // From one of another version nothing can be learnt.
    if lines.next() != Some(E::HEAD.as_bytes()) {
        return known;
    }
    for mut words in lines.filter_map(Read::of) {
        let Some(below) = words.path().filter(|path| is_below(path)) else { continue };
        match E::read(&mut words) {
            Some(entry) => known.insert(below, entry),
            None => known.remove(&below),
        };
    }
    known
}

#[cfg(test)]
mod tests;
