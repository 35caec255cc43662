//! `catalog`: the books of a folder as a catalogue for e-readers and a page for people, on any web host.

use std::fs;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::arguments::CatalogWishes;
use super::terminal::{Terminal, Voice};
use crate::deliver::Existing;
use crate::shelf::{self, Published, Shelf, Site};
use crate::source::shown;

/// Makes the catalogue, or what of it has changed.
pub(super) fn run(wishes: &CatalogWishes, terminal: Terminal) -> Outcome {
    let terminal = if wishes.quiet { terminal.with_voice(Voice::Quiet) } else { terminal };
    let CatalogWishes { folder, output, title, force, .. } = wishes;
    if output.is_file() {
        terminal.complain(&format_args!("{}: is a file\n  name a folder with -o", shown(output)));
        return Outcome::WrongUse;
    }
    let below = below(folder, output);
    // What an earlier run has copied is no book of the folder.
    let without = below.is_none().then_some(output.as_path());
    let shelf = Shelf::read(folder, without, title.as_deref(), None);
    let outcome = tell(&shelf, terminal);
    if !folder.is_dir() {
        return outcome;
    }
    let (count, has_books) = (shelf.books.len(), below.is_some());
    let site = Site::of(shelf, below.as_deref().unwrap_or(Path::new("books")));
    let existing = if *force { Existing::Any } else { Existing::Own };
    match shelf::publish(&site, output, has_books, existing) {
        Ok(done) => {
            let books = if count == 1 { "1 book".to_owned() } else { format!("{count} books") };
            terminal.say(&format_args!("{}: {books}; {}", shown(output), said(done)));
            outcome
        }
        Err(error) => {
            terminal.complain(&error);
            Outcome::Failed
        }
    }
}

/// Says what could not be taken onto the shelf.
pub(super) fn tell(shelf: &Shelf, terminal: Terminal) -> Outcome {
    shelf.errors.iter().for_each(|error| terminal.complain(error));
    for broken in &shelf.broken {
        let advice = "left out; `storybind check` says more";
        terminal.complain(&format_args!("{}: is no book ({})\n  {advice}", shown(&broken.path), broken.reason));
    }
    for passed in shelf.passed_over.iter().filter(|passed| passed.why != "hidden") {
        terminal.add(&format_args!("{}: passed over: {}", shown(&passed.path), passed.why));
    }
    if shelf.errors.is_empty() && shelf.broken.is_empty() { Outcome::Done } else { Outcome::Failed }
}

/// The path of the folder of the books below that of the catalogue, where it stands there; then nothing has to be copied.
fn below(folder: &Path, output: &Path) -> Option<PathBuf> {
    let (folder, output) = (fs::canonicalize(folder).ok()?, fs::canonicalize(output).ok()?);
    folder.strip_prefix(output).ok().map(Path::to_owned)
}

/// "12 files written, 3 as they were, 1 removed".
fn said(done: Published) -> String {
    let mut parts = Vec::new();
    let counts = [(done.written, "written"), (done.unchanged, "as they were"), (done.removed, "removed")];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        let files = match (parts.is_empty(), count) {
            (true, 1) => " file",
            (true, _) => " files",
            _ => "",
        };
        parts.push(format!("{count}{files} {what}"));
    }
    parts.join(", ")
}
