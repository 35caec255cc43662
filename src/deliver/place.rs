//! Writes a file whole or not at all: a temporary file in the same folder, synced, renamed, and the folder synced.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile, PersistError};

use super::error::{Error, is_held};
use super::own::made_by_storybind;
use crate::source::folder_of;

/// How the name of a file that is being written begins and ends.
const UNFINISHED: (&str, &str) = (".storybind-", ".part");

/// Bytes of a file that are compared in a step.
const STEP: usize = 1 << 16;

/// What may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// Only a book that storybind made.
    #[default]
    Own,
    /// Whatever stands there, as the user asked (`--force`).
    Any,
}

/// Whether a file has to outlast a loss of power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// It has: it is forced to the disk.
    Forced,
    /// It can be made again: it reaches the disk when the system likes.
    Renewable,
}

/// Puts a book at `path`, with the folders that are missing on the way. Where a folder is named that the book may not
/// leave, no link on the way may lead out of it.
///
/// # Errors
/// If something else stands there, the way leads elsewhere or the system refuses. Then nothing has changed.
pub fn place(book: &[u8], path: &Path, within: Option<&Path>, existing: Existing) -> Result<(), Error> {
    place_as(path, within, existing, Lasting::Forced, |file| file.write_all(book))
}

/// Puts a file at `path` as [`place`] does a book; what is in it is written by `write`.
///
/// # Errors
/// As [`place`], and if `write` fails.
pub fn place_as(
    path: &Path,
    within: Option<&Path>,
    existing: Existing,
    lasting: Lasting,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Error> {
    let is_there = look(path, existing)?;
    let folder = folder_of(path);
    enter(folder, within)?;
    let not_written = |cause| Error::NotWritten { path: path.to_owned(), cause };
    let mut file = unfinished(folder).map_err(not_written)?;
    let is_forced = lasting == Lasting::Forced;
    let sync = |file: &File| if is_forced { file.sync_all() } else { Ok(()) };
    write(file.as_file_mut()).and_then(|()| sync(file.as_file())).map_err(not_written)?;
    let not_replaced = |error: PersistError| match error.error {
        cause if is_held(&cause) => Error::NotReplaced { path: path.to_owned(), cause },
        cause => not_written(cause),
    };
    if is_there {
        file.persist(path).map_err(not_replaced)?;
    } else if let Err(error) = file.persist_noclobber(path) {
        // Another run was faster, or this disk cannot tell: what stands there now has not been looked at.
        let is_there = look(path, existing)?;
        let not_placed = |error: PersistError| if is_there { not_replaced(error) } else { not_written(error.error) };
        error.file.persist(path).map_err(not_placed)?;
    }
    if is_forced {
        sync_folder(folder);
    }
    Ok(())
}

/// Makes a folder with those above it that are missing. Nothing is made behind a link that leads away.
fn enter(folder: &Path, within: Option<&Path>) -> Result<(), Error> {
    let no_folder = |cause| Error::NoFolder { path: folder.to_owned(), cause };
    if let Some(within) = within {
        make_folder(within).map_err(no_folder)?;
    }
    let there = folder.ancestors().find(|above| above.symlink_metadata().is_ok()).unwrap_or(Path::new("."));
    if let Some(within) = within {
        let (root, own) = (fs::canonicalize(within), fs::canonicalize(there));
        if !own.map_err(no_folder)?.starts_with(root.map_err(no_folder)?) {
            return Err(Error::LedAway { path: there.to_owned() });
        }
    }
    make_folder(folder).map_err(no_folder)
}

/// Makes a folder with those above it that are missing, and has their names written to the disk: a book in a folder
/// whose name is lost when the power goes is lost with it.
///
/// # Errors
/// If the system refuses.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let is_missing = |above: &&Path| !above.as_os_str().is_empty() && above.symlink_metadata().is_err();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    fs::create_dir_all(folder)?;
    missing.into_iter().map(folder_of).for_each(sync_folder);
    Ok(())
}

/// Whether something stands at `path` that may be replaced; an error if it may not.
fn look(path: &Path, existing: Existing) -> Result<bool, Error> {
    let Ok(found) = fs::symlink_metadata(path) else {
        return Ok(false);
    };
    if found.is_dir() {
        return Err(Error::IsFolder { path: path.to_owned() });
    }
    match existing {
        Existing::Any => Ok(true),
        Existing::Own if made_by_storybind(path) => Ok(true),
        // Whose book it is cannot be known.
        Existing::Own => Err(match path.is_file().then(|| File::open(path)) {
            Some(Err(cause)) => Error::NotWritten { path: path.to_owned(), cause },
            _ => Error::Foreign { path: path.to_owned() },
        }),
    }
}

/// The file that stands at a place, opened for reading; none where nothing stands there or something else: a link, a
/// folder, a pipe that may never end.
#[must_use]
pub fn standing(place: &Path) -> Option<File> {
    let is_file = fs::symlink_metadata(place).is_ok_and(|there| there.is_file());
    if is_file { File::open(place).ok() } else { None }
}

/// Whether a file with these very bytes stands at a place. A book of any size is compared in a few steps' memory.
#[must_use]
pub fn holds(place: &Path, bytes: &[u8]) -> bool {
    let same = |file: File| {
        if file.metadata()?.len() != bytes.len() as u64 {
            return Ok::<_, io::Error>(false);
        }
        let (mut there, mut left) = (BufReader::with_capacity(STEP, file), bytes);
        loop {
            let step = there.fill_buf()?;
            let Some(rest) = left.strip_prefix(step) else { return Ok(false) };
            if step.is_empty() {
                return Ok(rest.is_empty());
            }
            let length = step.len();
            there.consume(length);
            left = rest;
        }
    };
    standing(place).is_some_and(|file| same(file).unwrap_or(false))
}

/// A file to be written, held by a lock for as long as it has no name of its own, so that nobody sweeps it away. It is
/// as the user would have made it: readable by whom the system's mask allows, not by its owner alone.
fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    loop {
        let file =
            builder.make_in(folder, |path| File::options().read(true).write(true).create_new(true).open(path))?;
        // Where a file system knows no locks, none is swept away.
        let _ = file.as_file().lock();
        // Another run may have taken it for a dead one's before it was held.
        if file.path().symlink_metadata().is_ok() {
            return Ok(file);
        }
    }
}

/// Has the new name written to the disk. Some systems cannot do that for a folder; the book itself is safe already.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Removes what runs that were killed have left in a folder: the unfinished files that nobody holds any more.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_unfinished = name.to_str().is_some_and(|name| {
            let inside = name.strip_prefix(UNFINISHED.0).and_then(|name| name.strip_suffix(UNFINISHED.1));
            inside.is_some_and(|random| !random.is_empty() && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        });
        if !is_unfinished || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        // Some network file systems lock only what may be written.
        let Ok(file) = File::options().write(true).open(entry.path()) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_holds_what_stands_there_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("book.epub");
        let book: Vec<u8> = (0..=250).cycle().take(3 * STEP + 1).collect();
        assert!(!holds(&place, &book) && !holds(folder.path(), b""), "nothing stands there, or a folder");
        fs::write(&place, &book).expect("a file");
        assert!(holds(&place, &book));
        let mut other = book.clone();
        other[2 * STEP] ^= 1;
        assert!(!holds(&place, &other) && !holds(&place, &book[1..]) && !holds(&place, b""));
        fs::write(&place, b"").expect("a file");
        assert!(holds(&place, b""));
    }

    #[test]
    fn what_is_still_being_written_is_not_swept_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = unfinished(folder.path()).expect("a file");
        let left = folder.path().join(".storybind-Ab3dE9.part");
        fs::write(&left, "half a bo").expect("a file");
        sweep(folder.path());
        assert!(held.path().exists() && !left.exists());
    }
}
