//! What a run is about: the stories that the user's paths lead to, and the file that each one's book becomes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::said::{Said, Whence};
use crate::deliver::{self, Output};
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
    pub(super) said: Said,
}

/// A book that is to be bound.
#[derive(Debug)]
pub struct Planned {
    /// The story.
    pub story: Candidate,
    /// The book's file.
    pub place: PathBuf,
    /// Which of the plan's shelves it stands on; none where nothing is kept of it.
    pub(super) shelf: Option<usize>,
}

impl Plan {
    /// Looks up the user's paths and decides where the books go.
    #[must_use]
    pub fn of(paths: &[PathBuf], output: &Output, whence: &Whence) -> Plan {
        let gathered = source::gather(paths);
        let said = Said::of(whence, gathered.stories.iter().map(Candidate::path));
        let places = deliver::plan(&gathered.stories, output);
        let mut shelves = Shelves::default();
        let books = gathered.stories.into_iter().zip(places);
        let books = books.map(|(story, place)| {
            let shelf = match output {
                Output::File(_) => None,
                Output::Folder(folder) => Some(folder.clone()),
                Output::Beside => story.root(),
            };
            Planned { shelf: shelf.map(|folder| shelves.number(folder)), story, place }
        });
        let books = books.collect();
        let (passed_over, errors) = (gathered.passed_over, gathered.errors);
        Plan { books, passed_over, errors, shelves: shelves.folders, said }
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

impl Planned {
    /// The story's file; none for standard input.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.story.path()
    }
}
