//! Books whose story is gone: what a run once put into its output folder and would not put there again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::plan::Plan;
use super::state::State;
use crate::deliver;
use crate::devices::Form;
use crate::source::folder_of;

/// A book whose story is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The book's file.
    pub book: PathBuf,
    /// The files that its story had, as they were seen from the output folder.
    pub stories: Vec<PathBuf>,
    /// Somebody has changed the book since it was delivered: it is not storybind's to remove.
    pub is_foreign: bool,
    /// The plan's shelf.
    shelf: usize,
}

/// The books that stand in the plan's output folders, were put there by a run, and whose story is no more: its file is
/// gone, or has become part of another book of the plan.
#[must_use]
pub fn orphans(plan: &Plan) -> Vec<Orphan> {
    let planned: BTreeSet<&Path> = plan.books.iter().map(|book| book.place.as_path()).collect();
    let read: BTreeSet<PathBuf> =
        plan.books.iter().flat_map(|book| book.story.paths()).filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut orphans = Vec::new();
    for (shelf, folder) in plan.shelves.iter().enumerate() {
        let state = State::look(folder);
        for (below, entry) in state.entries() {
            let book = folder.join(below);
            let is_gone = |story: &PathBuf| match fs::canonicalize(folder.join(story)) {
                Ok(story) => read.contains(&story),
                Err(_) => true,
            };
            // A story may stand there in several forms, and is wanted in one of them this time.
            if Form::of(&book) != plan.form {
                continue;
            }
            if planned.contains(book.as_path()) || !entry.stories.iter().all(is_gone) {
                continue;
            }
            if !is_inside(&book, folder) {
                continue;
            }
            if let Some(file) = deliver::standing(&book) {
                let is_foreign = !entry.is(file);
                orphans.push(Orphan { book, stories: entry.stories.clone(), is_foreign, shelf });
            }
        }
    }
    orphans
}

/// Whether a book stands in a folder and not behind a link that leads out of it.
fn is_inside(book: &Path, folder: &Path) -> bool {
    let (own, root) = (fs::canonicalize(folder_of(book)), fs::canonicalize(folder));
    matches!((own, root), (Ok(own), Ok(root)) if own.starts_with(&root))
}

/// Removes the orphans that nobody has changed, and the folders that are empty then. Returns what could not be removed,
/// with what the system said.
#[must_use]
pub fn prune(plan: &Plan, orphans: &[Orphan]) -> Vec<(PathBuf, std::io::Error)> {
    let mut left = Vec::new();
    for (shelf, folder) in plan.shelves.iter().enumerate() {
        let own: Vec<&Orphan> = orphans.iter().filter(|orphan| orphan.shelf == shelf).collect();
        if own.is_empty() {
            continue;
        }
        let state = State::open(folder);
        for orphan in own {
            let below = orphan.book.strip_prefix(folder).unwrap_or(&orphan.book);
            if orphan.is_foreign {
                state.forget(below);
                continue;
            }
            match fs::remove_file(&orphan.book) {
                Ok(()) => {
                    state.forget(below);
                    let above = below.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
                    // A folder with anything in it stays, and so do those above it.
                    let _ = above.map(|above| fs::remove_dir(folder.join(above))).find(Result::is_err);
                }
                Err(cause) => left.push((orphan.book.clone(), cause)),
            }
        }
        state.close();
    }
    left
}
