//! The run: all cores at work, a book each; what has not changed is left as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::earlier::Earlier;
use super::key;
use super::plan::pictures;
use super::plan::{Plan, Planned};
use super::shard::Shard;
use super::state::{Bound, State, seen};
use super::volume::Volume;
use crate::corrections::Misfit;
use crate::covers::Choice;
use crate::deliver::{self, Digest, Existing};
use crate::document::Document;
use crate::report::{self, RepairedWord, Told};
use crate::settings::{BookWishes, Sheet};
use crate::source::{Pictures, folder_of, is_called_a_book};
use crate::story::{ReadStory, Story};
use crate::{Error, Options};

/// How a batch is bound.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// What is said of every book, whatever a `storybind.toml` says.
    pub stated: BookWishes,
    /// Seconds since 1970 for the books' date of change ([`crate::epub::Options`]).
    pub modified: Option<i64>,
    /// What a book may replace.
    pub existing: Existing,
    /// The part of the stories that this run is for; all of them without it.
    pub shard: Option<Shard>,
    /// Stories that have not changed are read, too, because somebody wants to know what is in them.
    pub tell_all: bool,
    /// Nothing is written: the run only finds out what it would do.
    pub is_dry: bool,
    /// Books of the stories that stand elsewhere.
    pub earlier: Earlier,
}

/// What became of a planned book.
#[derive(Debug)]
pub enum End {
    /// The book stands at its place.
    Book(Box<Finished>),
    /// It does not.
    Failed(Box<Error>),
    /// The run was stopped before it.
    NotReached,
    /// It belongs to another shard.
    Elsewhere,
}

/// A book that stands at its place.
#[derive(Debug)]
pub struct Finished {
    /// Whether this run has put it there, or would have.
    pub is_new: bool,
    /// What readers know it by; none where the run is dry and the story has changed.
    pub identifier: Option<String>,
    /// The settings files that hold for the story, the nearest first.
    pub sheets: Vec<Arc<str>>,
    /// What was found in the story; none where it was not read.
    pub read: Option<Read>,
}

/// What was found in a story that was read.
#[derive(Debug)]
pub struct Read {
    /// Structure, doubts, oddities.
    pub told: Told,
    /// What settings say and could not be followed.
    pub misfits: Vec<Misfit>,
    /// What was repaired, where that was asked for.
    pub repairs: Vec<RepairedWord>,
    /// The language in which typed signs were to be set, and are not.
    pub unset: Option<String>,
}

/// Is told while a run goes on, from whichever thread does the work. `()` does not listen.
pub trait Observer: Sync {
    /// Work on the book of this number has begun.
    fn begins(&self, number: usize, book: &Planned);
    /// It has ended.
    fn ends(&self, number: usize, book: &Planned, end: &End);
}

impl Observer for () {
    fn begins(&self, _: usize, _: &Planned) {}
    fn ends(&self, _: usize, _: &Planned, _: &End) {}
}

/// Asks a run to come to its end: the books in hand are finished, no other is begun.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl End {
    /// The book, where it stands at its place.
    #[must_use]
    pub fn finished(&self) -> Option<&Finished> {
        if let End::Book(book) = self { Some(book) } else { None }
    }

    /// Whether the book was bound by this run, or would have been.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        matches!(self, End::Book(book) if book.is_new)
    }

    /// Whether the book was there already.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        matches!(self, End::Book(book) if !book.is_new)
    }
}

/// Binds what is planned and has changed; the ends are in the order of the plan. One book that fails stops no other.
#[must_use]
pub fn run(plan: &Plan, wishes: &Wishes, observer: &dyn Observer, stop: &Stop) -> Vec<End> {
    let open = if wishes.is_dry { State::look } else { State::open };
    let run = Run {
        plan,
        wishes,
        states: plan.shelves.iter().map(|folder| open(folder)).collect(),
        stories: plan
            .books
            .iter()
            .flat_map(|book| book.story.paths())
            .filter(|path| is_called_a_book(path))
            .filter_map(whole)
            .collect(),
        pictures: pictures(&plan.books),
        beside: OnceLock::new(),
    };
    let bind = |(number, book): (usize, &Planned)| {
        if stop.is_asked() {
            return End::NotReached;
        }
        observer.begins(number, book);
        let end = run.bind(book).unwrap_or_else(|error| End::Failed(Box::new(error)));
        observer.ends(number, book, &end);
        end
    };
    let folders = if wishes.is_dry { BTreeSet::new() } else { run.folders() };
    let sweep = || folders.iter().for_each(|folder| deliver::sweep(folder));
    sweep();
    let ends = plan.books.par_iter().enumerate().map(bind).collect();
    // Once more, since a run beside this one may have been killed.
    sweep();
    run.states.into_iter().for_each(State::close);
    ends
}

/// What all books of a run have in common.
struct Run<'p> {
    plan: &'p Plan,
    wishes: &'p Wishes,
    /// By shelf.
    states: Vec<State>,
    /// The stories' own files that are called like books: none may be replaced, however much force is used.
    stories: BTreeSet<PathBuf>,
    /// What stands beside the stories, by their folders.
    pictures: BTreeMap<PathBuf, Pictures>,
    /// The books beside the stories, once one of them may have a cover that need not be drawn.
    beside: OnceLock<Earlier>,
}

impl Run<'_> {
    /// The folders where books stand or will stand, and where a run that was killed may have left something unfinished.
    fn folders(&self) -> BTreeSet<PathBuf> {
        let planned = self.plan.books.iter().map(|book| folder_of(&book.place).to_owned());
        let known = self.plan.shelves.iter().zip(&self.states);
        let known = known.flat_map(|(shelf, state)| state.entries().keys().map(|book| shelf.join(book)));
        let mut folders: BTreeSet<PathBuf> = planned.collect();
        folders.extend(self.plan.shelves.iter().cloned());
        folders.extend(known.map(|book| folder_of(&book).to_owned()));
        folders
    }

    /// The picture beside a story that is its cover.
    fn cover_beside(&self, story: &Volume) -> Option<PathBuf> {
        let folder = folder_of(story.first().path()?);
        self.pictures.get(folder)?.cover_of(story.paths())
    }

    fn bind(&self, planned: &Planned) -> Result<End, Error> {
        let Wishes { stated, modified, existing, shard, tell_all, is_dry, earlier } = self.wishes;
        let first = planned.story.first();
        let settings = self.plan.said.about(first.path())?;
        let sheets = settings.sheets().map(Sheet::shared_name).collect();
        let mut plain = Options::default();
        plain.epub.modified = *modified;
        plain.form = self.plan.form;
        let wishes = settings.book(&first.provenance()).overruled_by(stated.clone());
        let options = &plain.with(&wishes).with_cover(&wishes, self.cover_beside(&planned.story).as_deref())?;
        let source = planned.story.read(options.text.encoding)?;
        if shard.is_some_and(|shard| !shard.holds(key::of_contents(&source))) {
            return Ok(End::Elsewhere);
        }
        let state = planned.shelf.and_then(|shelf| self.states.get(shelf));
        // Where nothing is noted, nobody asks what the book depends on.
        let key = state.map(|_| key::of_book(options, &settings, &source));
        let known = state.and_then(|state| state.entry(&planned.place));
        // The book as this program has made it, whatever of.
        let old = known.and_then(|entry| deliver::standing(&planned.place).filter(|file| entry.is(file)));
        let known = known.filter(|entry| Some(entry.source) == key && old.is_some());
        let read = || Story::from(source).with_settings(settings).read_with(&options.text);
        if known.is_some() || *is_dry {
            let read = tell_all.then(|| {
                let story = read();
                Error::unless_words(story.manuscript(), story.from())?;
                Ok::<_, Error>(Read::of(&story, &story.document(options), options))
            });
            let read = read.transpose()?;
            let identifier = known.map(|entry| entry.identifier.clone());
            return Ok(End::Book(Box::new(Finished { is_new: known.is_none(), identifier, sheets, read })));
        }
        let story = read();
        let document = story.document(options);
        // A drawn cover is all that is taken from an earlier book.
        let is_drawn = options.epub.cover == Choice::Drawn;
        let identifier = &document.metadata.identifier;
        let beside = || self.beside.get_or_init(|| Earlier::beside(self.plan)).book(identifier);
        let elsewhere = || deliver::standing(&planned.place).or_else(beside).or_else(|| earlier.book(identifier));
        let old = old.or_else(|| is_drawn.then(elsewhere).flatten());
        let told = || Read::of(&story, &document, options);
        let (book, read) = rayon::join(|| story.bind_over(&document, options, old), told);
        let book = book?;
        let is_new = !deliver::holds(&planned.place, &book.bytes);
        if is_new {
            if fs::canonicalize(&planned.place).is_ok_and(|place| self.stories.contains(&place)) {
                return Err(deliver::Error::IsStory { path: planned.place.clone() }.into());
            }
            let within = planned.shelf.and_then(|shelf| self.plan.shelves.get(shelf));
            deliver::place(&book.bytes, &planned.place, within.map(PathBuf::as_path), *existing)?;
        }
        if let Some((state, key)) = state.zip(key) {
            let stories = planned.story.paths().map(|path| seen(state.folder(), path)).collect();
            let (book, identifier) = (Digest::of(&book.bytes), book.identifier.clone());
            state.note(&planned.place, &Bound { source: key, book, identifier, stories });
        }
        Ok(End::Book(Box::new(Finished { is_new, identifier: Some(book.identifier), sheets, read: Some(read) })))
    }
}

impl Read {
    fn of(story: &ReadStory, document: &Document<'_>, options: &Options) -> Read {
        let (manuscript, metadata) = (story.manuscript(), &document.metadata);
        let told = Told::of(manuscript, story.evidence(), story.reading(), document);
        Read {
            told: Told { unsaid: story.unsaid(document, options), ..told },
            misfits: story.misfits().to_vec(),
            repairs: report::repairs(manuscript),
            unset: document.unset.then(|| metadata.language.clone()),
        }
    }
}

fn whole(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}
