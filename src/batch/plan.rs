//! What a run is about: the stories that the user's paths lead to, and the file that each one's book becomes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::grouping;
use super::said::{Said, Whence};
use super::volume::Volume;
use crate::deliver::{self, Output};
use crate::devices::Form;
use crate::source::{self, Candidate, PassedOver};

/// What is to be bound, and where it goes.
#[derive(Debug)]
pub struct Plan {
    /// The books, in the order of the user's paths, and in a folder by name.
    pub books: Vec<Planned>,
    /// What was found in folders and is no story.
    pub passed_over: Vec<PassedOver>,
    /// Paths that lead nowhere and folders that cannot be read.
    pub errors: Vec<source::Error>,
    /// The folders that keep a state, each once.
    pub(super) shelves: Vec<PathBuf>,
    /// What is said of the stories.
    pub said: Said,
    /// The form of the books.
    pub form: Form,
}

/// A book that is to be bound.
#[derive(Debug)]
pub struct Planned {
    /// The story's files.
    pub story: Volume,
    /// The book's file.
    pub place: PathBuf,
    /// Which of the plan's shelves it stands on; none where nothing is kept of it.
    pub(super) shelf: Option<usize>,
}

impl Plan {
    /// Looks up the user's paths and decides which files are one book and where the books go. Files that are chapters of
    /// one story are grouped as `storybind.toml` says, and by evidence where that is wanted.
    #[must_use]
    pub fn of(paths: &[PathBuf], output: &Output, whence: &Whence, by_evidence: bool, form: Form) -> Plan {
        let gathered = source::gather(paths);
        let said = Said::of(whence, gathered.stories.iter().map(Candidate::path));
        let volumes = grouping::group(gathered.stories, &said, by_evidence);
        let wanted = volumes.iter().map(|volume| (volume.beside.as_path(), volume.below.as_path()));
        let places = deliver::plan(wanted, output, form.ending());
        let mut shelves = Shelves::default();
        let books = volumes.into_iter().zip(places).map(|(story, place)| {
            let shelf = match output {
                Output::File(_) => None,
                Output::Folder(folder) => Some(folder.clone()),
                Output::Beside => story.first().root(),
            };
            Planned { shelf: shelf.map(|folder| shelves.number(folder)), story, place }
        });
        let books = books.collect();
        let (passed_over, errors) = (gathered.passed_over, gathered.errors);
        Plan { books, passed_over, errors, shelves: shelves.folders, said, form }
    }

    /// How many files the books are made from.
    #[must_use]
    pub fn files(&self) -> usize {
        self.books.iter().map(|book| book.story.files.len()).sum()
    }
}

#[derive(Default)]
struct Shelves {
    folders: Vec<PathBuf>,
    numbers: BTreeMap<PathBuf, usize>,
}

impl Shelves {
    fn number(&mut self, folder: PathBuf) -> usize {
        let next = self.folders.len();
        let number = *self.numbers.entry(folder.clone()).or_insert(next);
        if number == next {
            self.folders.push(folder);
        }
        number
    }
}
