//! Writes a file whole or not at all: a temporary file in the same folder, synced, renamed, and the folder synced.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::error::Error;
use super::own::made_by_storybind;

/// How the name of a file that is being written begins and ends.
const UNFINISHED: (&str, &str) = (".storybind-", ".part");

/// What may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Only a book that storybind made.
    Own,
    /// Whatever stands there, as the user asked (`--force`).
    Any,
}

/// Puts a book at `path`, with the folders that are missing on the way. Where a folder is named that the book may not
/// leave, no link on the way may lead out of it.
///
/// # Errors
/// If something else stands there, the way leads elsewhere or the system refuses. Then nothing has changed.
pub fn place(book: &[u8], path: &Path, within: Option<&Path>, existing: Existing) -> Result<(), Error> {
    let is_there = look(path, existing)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    enter(folder, within)?;
    let not_written = |cause| Error::NotWritten { path: path.to_owned(), cause };
    let mut file = temporary(folder).map_err(not_written)?;
    file.write_all(book).and_then(|()| file.as_file().sync_all()).map_err(not_written)?;
    if is_there {
        file.persist(path).map_err(|error| not_written(error.error))?;
    } else if let Err(error) = file.persist_noclobber(path) {
        // Somebody was faster: what stands there now has not been looked at.
        return Err(match error.error.kind() {
            io::ErrorKind::AlreadyExists => Error::Foreign { path: path.to_owned() },
            _ => not_written(error.error),
        });
    }
    sync_folder(folder);
    Ok(())
}

/// Makes a folder with those above it that are missing. Nothing is made behind a link that leads away.
fn enter(folder: &Path, within: Option<&Path>) -> Result<(), Error> {
    let no_folder = |cause| Error::NoFolder { path: folder.to_owned(), cause };
    if let Some(within) = within {
        fs::create_dir_all(within).map_err(no_folder)?;
    }
    let there = folder.ancestors().find(|above| above.symlink_metadata().is_ok()).unwrap_or(Path::new("."));
    if let Some(within) = within {
        let (root, own) = (fs::canonicalize(within), fs::canonicalize(there));
        if !own.map_err(no_folder)?.starts_with(root.map_err(no_folder)?) {
            return Err(Error::LedAway { path: there.to_owned() });
        }
    }
    if there != folder {
        fs::create_dir_all(folder).map_err(no_folder)?;
        folder.ancestors().skip(1).take_while(|above| above.starts_with(there)).for_each(sync_folder);
    }
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
        Existing::Own => Err(Error::Foreign { path: path.to_owned() }),
    }
}

/// A file as the user would have made it: readable by whom the system's mask allows, not by its owner alone.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Has the new name written to the disk. Some systems cannot do that for a folder; the book itself is safe already.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Removes what a run that was killed has left in a folder. Nobody else may be writing there.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_unfinished = name.to_str().is_some_and(|name| {
            let inside = name.strip_prefix(UNFINISHED.0).and_then(|name| name.strip_suffix(UNFINISHED.1));
            inside.is_some_and(|random| !random.is_empty() && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        });
        if is_unfinished && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
