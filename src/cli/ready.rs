//! Books that are to be delivered: those that the user names or that lie in a folder, and those that are bound of stories
//! on the way, in a folder that is gone afterwards.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::arguments::ReadyWishes;
use super::convert::account;
use super::progress::Progress;
use super::terminal::Terminal;
use super::{Outcome, settings};
use crate::batch::{self, Earlier, End, Plan, Stop, Wishes};
use crate::deliver::Output;
use crate::deliver::reader::{Book, Error};
use crate::devices::Form;
use crate::settings::BookWishes;
use crate::source::{self, Candidate, is_called_a_book};

/// Books that are to be delivered.
pub(super) struct Ready {
    /// In the order of the user's paths, stories first; or why one that is named is none.
    pub(super) books: Vec<Result<Book, Error>>,
    /// Whether all that was asked for is among them.
    pub(super) outcome: Outcome,
}

/// What is said where there are none.
pub(super) const NOTHING: &str =
    "no story and no book was found\n  in a folder, these are the files that end in .txt, .text or .epub";

/// So many books in words.
pub(super) fn counted(books: usize) -> String {
    if books == 1 { "1 book".to_owned() } else { format!("{books} books") }
}

/// Finds the books, and binds the stories into `stage`; what has not changed since they were bound beside the stories, or
/// as `kept` knows them, is not drawn again. What goes wrong is said.
pub(super) fn ready(
    paths: &[PathBuf],
    wishes: &ReadyWishes,
    modified: Option<i64>,
    stage: &Path,
    kept: impl IntoIterator<Item = (String, PathBuf)>,
    stop: &Stop,
    terminal: Terminal,
) -> Ready {
    let (named, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|path| is_called_a_book(path) && !path.is_dir());
    let paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
    let output = Output::Folder(stage.to_owned());
    let plan = Plan::of(&paths, &output, &settings::whence(&wishes.settings), !wishes.no_grouping, Form::Epub);
    let stated = BookWishes { encoding: wishes.encoding, ..BookWishes::default() };
    let mut earlier = Earlier::default();
    earlier.extend(kept);
    let wishes = Wishes { stated, modified, earlier, ..Wishes::default() };
    let progress = Progress::over(&plan, terminal);
    let ends = batch::run(&plan, &wishes, &progress, stop);
    progress.end();
    let (failed, passed_over) = account::complain(&plan, &ends, terminal);
    for (place, why) in &passed_over {
        terminal.add(&format_args!("passed over: {place}: {why}"));
    }
    let mut found: Vec<(PathBuf, PathBuf, PathBuf)> = Vec::new();
    let (mut bound, mut read_now) = (BTreeSet::new(), Vec::new());
    for (planned, finished) in plan.books.iter().zip(&ends).filter_map(|(book, end)| Some((book, end.finished()?))) {
        bound.extend(finished.identifier.clone());
        if let Some(read) = &finished.read {
            if terminal.is_verbose() {
                account::tell(read, planned, false, terminal);
            } else {
                read_now.push((planned.story.place(), read));
            }
        }
        let below = planned.place.strip_prefix(stage).unwrap_or(&planned.place).to_owned();
        found.push((planned.place.clone(), below, planned.story.place().into()));
    }
    account::unsaid(read_now.into_iter(), terminal);
    for path in named {
        let below = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
        found.push((path.clone(), below, path.clone()));
    }
    let certain = found.len();
    for folder in paths.iter().filter(|path| path.is_dir()) {
        for book in source::gather_books(folder).stories {
            if let Some(path) = Candidate::path(&book) {
                found.push((path.to_owned(), book.below.clone(), path.to_owned()));
            }
        }
    }
    let open = |(path, below, called)| Book::open(path, below, called);
    let mut books: Vec<Result<Book, Error>> = found.into_par_iter().map(open).collect();
    // The book that was bound of a story some time ago stands beside it.
    let is_bound = |book: &Result<Book, Error>| book.as_ref().is_ok_and(|book| bound.contains(&book.about.identifier));
    let others = books.split_off(certain).into_iter().filter(|book| !is_bound(book));
    books.extend(others);
    let is_whole = failed == 0 && !ends.iter().any(|end| matches!(end, End::NotReached));
    Ready { books, outcome: if is_whole { Outcome::Done } else { Outcome::Failed } }
}
