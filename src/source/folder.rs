//! A folder looked through: by name, into every folder below, never through a link to a folder (so no link can lead
//! round in a circle), nor through one that leads out of it: in a folder that somebody else has put together, such a
//! link could make a book of anything that the user may read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::gather::{Candidate, Gathered, Origin, PassedOver};

/// How the names of storybind's own files begin: settings, lock, state.
const OWN: [&str; 2] = ["storybind.", ".storybind-"];

/// Which files are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Stories,
    Books,
}

/// Adds what is below `root`. Folders are kept on a list rather than on the call stack: nesting has no limit.
pub(super) fn walk(root: &Path, wanted: Wanted, gathered: &mut Gathered) {
    let inside = fs::canonicalize(root);
    let is_inside =
        |path: &Path| matches!((fs::canonicalize(path), &inside), (Ok(p), Ok(inside)) if p.starts_with(inside));
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        let (entries, broken) = entries(&folder);
        gathered.errors.extend(broken);
        let mut below = Vec::new();
        for path in entries {
            match look(&path, wanted, &is_inside) {
                Found::Folder => below.push(path),
                Found::Wanted => gathered.stories.push(Candidate {
                    below: path.strip_prefix(root).unwrap_or(&path).to_owned(),
                    origin: Origin::File(path),
                    is_named: false,
                }),
                Found::Own => {}
                Found::Other(why) => gathered.passed_over.push(PassedOver { path, why: why.to_owned() }),
                Found::Broken(error) => gathered.errors.push(error),
            }
        }
        waiting.extend(below.into_iter().rev());
    }
}

/// What a name in a folder stands for.
enum Found {
    Folder,
    Wanted,
    /// What storybind itself reads or writes there, or what is no more.
    Own,
    Other(&'static str),
    Broken(Error),
}

/// The names in a folder, sorted, so that a run does not depend on the order in which a disk keeps them.
fn entries(folder: &Path) -> (Vec<PathBuf>, Vec<Error>) {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(cause) => return (Vec::new(), vec![Error::unreadable(folder, cause)]),
    };
    let (mut paths, mut broken) = (Vec::new(), Vec::new());
    for entry in listing {
        match entry {
            Ok(entry) => paths.push(entry.path()),
            Err(cause) => broken.push(Error::unreadable(folder, cause)),
        }
    }
    paths.sort();
    (paths, broken)
}

/// Whether a file's name ends as a story's does.
#[must_use]
pub fn is_called_a_story(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt") || e.eq_ignore_ascii_case("text"))
}

/// Whether a file is called like a book.
#[must_use]
pub fn is_called_a_book(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("epub"))
}

fn look(path: &Path, wanted: Wanted, is_inside: &dyn Fn(&Path) -> bool) -> Found {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_wanted = match wanted {
        Wanted::Stories => is_called_a_story(path),
        Wanted::Books => is_called_a_book(path),
    };
    if is_called_a_book(path) && !is_wanted || OWN.iter().any(|own| name.starts_with(own)) {
        return Found::Own;
    }
    if name.starts_with('.') {
        return Found::Other("hidden");
    }
    let itself = match fs::symlink_metadata(path) {
        Ok(itself) => itself,
        // An editor's own files come and go.
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Found::Own,
        Err(cause) => return Found::Broken(Error::unreadable(path, cause)),
    };
    if itself.is_dir() {
        return Found::Folder;
    }
    match fs::metadata(path) {
        Err(_) => Found::Other("a link that leads nowhere"),
        Ok(target) if target.is_dir() => Found::Other("a link to a folder; name the folder to have it read"),
        Ok(target) if !target.is_file() => Found::Other("neither a file nor a folder"),
        Ok(_) if is_wanted && itself.is_symlink() && !is_inside(path) => {
            Found::Other("a link that leads out of the folder; name the file to have it read")
        }
        Ok(_) if is_wanted => Found::Wanted,
        Ok(_) if wanted == Wanted::Books => Found::Own,
        Ok(_) => Found::Other("not a .txt or .text file"),
    }
}
