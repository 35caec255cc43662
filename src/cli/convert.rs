//! `convert`: stories to books, all cores at work, the answers in the order of the stories.

mod account;
mod wishes;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Outcome;
use super::arguments::ConvertWishes;
use super::progress::Progress;
use super::settings::Said;
use super::terminal::{Terminal, Voice};
use crate::corrections::Misfit;
use crate::deliver::{self, Existing, Output};
use crate::report::{self, Findings, RepairedWord};
use crate::source::{self, Candidate, Gathered, Origin};
use crate::story::Story;
use crate::{Error, Options};

/// A book that was delivered.
#[derive(Debug)]
struct Finished {
    title: String,
    /// What readers know the book by.
    identifier: String,
    findings: Findings,
    /// The settings files that hold for the story.
    sheets: Vec<String>,
    /// What they say and could not be followed.
    misfits: Vec<Misfit>,
    /// What was repaired, where that was asked for.
    repairs: Vec<RepairedWord>,
    /// The language in which typed signs were to be set, and are not.
    unset: Option<String>,
}

/// Binds what the user named.
pub(super) fn run(wishes: &ConvertWishes, terminal: Terminal) -> Outcome {
    let terminal = terminal.with_voice(voice(wishes));
    let gathered = source::gather(&wishes.paths);
    let output = Output::of(wishes.output.as_deref());
    let options = match wishes::options(wishes) {
        Ok(options) => options,
        Err(mistake) => return wrong(&mistake, terminal),
    };
    if let Some(mistake) = mistake(wishes, &gathered, &output) {
        return wrong(&mistake, terminal);
    }
    let places = deliver::plan(&gathered.stories, &output);
    let existing = if wishes.force { Existing::Any } else { Existing::Own };
    let binder = Binder {
        options,
        existing,
        said: Said::of(&wishes.settings, gathered.stories.iter().map(path_of)),
        stories: gathered.stories.iter().filter_map(found_at).collect(),
    };
    let progress = Progress::over(gathered.stories.len(), terminal);
    let results: Vec<Result<Finished, Error>> = gathered
        .stories
        .par_iter()
        .zip(&places)
        .map(|(story, place)| {
            let result = binder.convert(story, place);
            progress.step();
            result
        })
        .collect();
    progress.end();
    account::give(&gathered, &places, &results, terminal)
}

/// What all stories of a run have in common.
struct Binder {
    options: Options,
    existing: Existing,
    said: Said,
    /// The stories' own files, which no book may replace, however much force is used.
    stories: BTreeSet<PathBuf>,
}

impl Binder {
    fn convert(&self, story: &Candidate, place: &Path) -> Result<Finished, Error> {
        let settings = self.said.about(path_of(story))?;
        let sheets = settings.sheets().map(|sheet| sheet.name().to_owned()).collect();
        let story = Story::from(story.read(self.options.text.encoding)?).with_settings(settings);
        let story = story.read_with(&self.options.text);
        let document = story.document(&self.options);
        let book = story.bind_document(&document, &self.options.epub)?;
        if fs::canonicalize(place).is_ok_and(|place| self.stories.contains(&place)) {
            return Err(deliver::Error::IsStory { path: place.to_owned() }.into());
        }
        deliver::place(&book.bytes, place, self.existing)?;
        let findings = Findings::of(story.manuscript(), story.evidence(), story.reading());
        let misfits = story.misfits().to_vec();
        let repairs = report::repairs(story.manuscript());
        let metadata = document.metadata;
        let unset = document.unset.then_some(metadata.language);
        let (title, identifier) = (metadata.title, book.identifier);
        Ok(Finished { title, identifier, findings, sheets, misfits, repairs, unset })
    }
}

fn path_of(story: &Candidate) -> Option<&Path> {
    match &story.origin {
        Origin::File(path) => Some(path),
        Origin::StandardInput => None,
    }
}

fn found_at(story: &Candidate) -> Option<PathBuf> {
    fs::canonicalize(path_of(story)?).ok()
}

fn voice(wishes: &ConvertWishes) -> Voice {
    match (wishes.quiet, wishes.verbose) {
        (true, _) => Voice::Quiet,
        (_, true) => Voice::Verbose,
        _ => Voice::Usual,
    }
}

fn wrong(mistake: &str, terminal: Terminal) -> Outcome {
    terminal.complain(&mistake);
    Outcome::WrongUse
}

/// What cannot be meant: one title or one file for several stories, a book in the place of a story.
fn mistake(wishes: &ConvertWishes, gathered: &Gathered, output: &Output) -> Option<String> {
    let several = gathered.stories.len();
    if several > 1 && wishes.title.is_some() {
        return Some(format!(
            "--title is given, and there are {several} stories\n  name one story, or leave --title out"
        ));
    }
    match output {
        Output::File(path) if several > 1 => {
            let path = path.display();
            Some(format!("{path}: is one file, and there are {several} stories\n  name a folder with -o"))
        }
        Output::Folder(path) if path.is_file() => {
            let path = path.display();
            Some(format!("{path}: is a file, and no book's\n  name a folder with -o, or a file that ends in .epub"))
        }
        _ => None,
    }
}
