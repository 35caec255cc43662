//! What a run did, as an account: plain data for the reports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{MAIN_SEPARATOR, Path};

use super::plan::{Plan, Planned};
use super::run::{End, Finished};
use crate::Error;
use crate::corrections::Misfit;
use crate::report::account::{Account, Entry, Outcome, Unfollowed};
use crate::settings::Place;
use crate::source;

/// What a run did. In a dry run what is new is only planned. Stories of other shards are none of this run's; a file in a
/// folder that is no text is passed over.
#[must_use]
pub fn account(plan: &Plan, ends: &[End], is_dry: bool) -> Account {
    let mut account = Account {
        passed_over: plan.passed_over.iter().map(|f| (slashed(&f.path.display()), f.why.clone())).collect(),
        errors: plan.errors.iter().map(ToString::to_string).collect(),
        is_stopped: ends.iter().any(|end| matches!(end, End::NotReached)),
        ..Account::default()
    };
    let mut unfollowed: BTreeMap<usize, Vec<Unfollowed>> = BTreeMap::new();
    for (number, misfit) in misfits(ends) {
        unfollowed.entry(number).or_default().push(misfit.into());
    }
    for (number, (planned, end)) in plan.books.iter().zip(ends).enumerate() {
        let outcome = match end {
            End::Book(book) if !book.is_new => Outcome::Unchanged,
            End::Book(_) if is_dry => Outcome::Planned,
            End::Book(_) => Outcome::Bound,
            End::Failed(error) => match &**error {
                Error::Source(source::Error::NotText { place, why }) if !planned.story.first().is_named => {
                    account.passed_over.push((slashed(place), why.to_string()));
                    continue;
                }
                error => Outcome::Failed(error.to_string()),
            },
            End::NotReached => Outcome::NotReached,
            End::Elsewhere => continue,
        };
        let mut told = end.finished().and_then(|book| book.read.as_ref()).map(|read| read.told.clone());
        if let Some(told) = &mut told {
            told.misfits = unfollowed.remove(&number).unwrap_or_default();
        }
        let (files, book) = (names(planned), slashed(&planned.place.display()));
        account.stories.push(Entry { files, book, outcome, told });
    }
    account
}

/// The corrections that could not be followed, each once and with the number of the first book that met it. One that
/// names no story is missing where none of the stories that it could be for takes it.
#[must_use]
pub fn misfits(ends: &[End]) -> Vec<(usize, &Misfit)> {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    let mut missed: BTreeMap<&Place, usize> = BTreeMap::new();
    for book in ends.iter().filter_map(End::finished) {
        for sheet in &book.sheets {
            *held.entry(sheet).or_default() += 1;
        }
        for misfit in misfits_of(book).filter(|misfit| misfit.is_missing) {
            *missed.entry(&misfit.place).or_default() += 1;
        }
    }
    let mut told = BTreeSet::new();
    let mut misfits = Vec::new();
    let books = ends.iter().enumerate().filter_map(|(number, end)| Some((number, end.finished()?)));
    for (number, misfit) in books.flat_map(|(number, book)| misfits_of(book).map(move |misfit| (number, misfit))) {
        // A story that was not read may be the one that takes it.
        let is_elsewhere =
            misfit.is_for_any && misfit.is_missing && missed.get(&misfit.place) != held.get(&*misfit.place.name);
        let key = if misfit.is_missing { misfit.place.to_string() } else { misfit.to_string() };
        if !is_elsewhere && told.insert(key) {
            misfits.push((number, misfit));
        }
    }
    misfits
}

fn misfits_of(book: &Finished) -> impl Iterator<Item = &Misfit> {
    book.read.iter().flat_map(|read| &read.misfits)
}

impl Planned {
    /// The story as reports name it: its first file.
    #[must_use]
    pub fn name(&self) -> String {
        names(self).swap_remove(0)
    }
}

/// A story's files as reports name them: their paths as the user may type them, `-` for standard input.
fn names(planned: &Planned) -> Vec<String> {
    let name = |path: Option<&Path>| path.map_or_else(|| "-".to_owned(), |path| slashed(&path.display()));
    planned.story.files.iter().map(|chapter| name(chapter.file.path())).collect()
}

/// A path with `/` between its folders, and nothing in front that says "here".
fn slashed(path: &dyn std::fmt::Display) -> String {
    let path = path.to_string();
    let path = if MAIN_SEPARATOR == '/' { path } else { path.replace(MAIN_SEPARATOR, "/") };
    path.strip_prefix("./").filter(|rest| !rest.is_empty()).map_or(path.clone(), str::to_owned)
}
