//! What a run is about: the stories that the user's paths lead to, and the file that each one's book becomes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::grouping;
use super::said::{Said, Whence};
use super::volume::Volume;
use crate::deliver::{self, Output};
use crate::devices::Form;
use crate::settings::CoverWish;
use crate::source::{self, Candidate, PassedOver, Pictures, folder_of, is_called_a_picture};

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
        let books: Vec<Planned> = books.collect();
        let (mut passed_over, errors) = (gathered.passed_over, gathered.errors);
        if passed_over.iter().any(|file| is_called_a_picture(&file.path)) {
            let covers = covers(&books, &said);
            let is_cover = |path: &Path| fs::canonicalize(path).is_ok_and(|path| covers.contains(&path));
            passed_over.retain(|file| !is_called_a_picture(&file.path) || !is_cover(&file.path));
        }
        Plan { books, passed_over, errors, shelves: shelves.folders, said, form }
    }

    /// How many files the books are made from.
    #[must_use]
    pub fn files(&self) -> usize {
        self.books.iter().map(|book| book.story.files.len()).sum()
    }
}

/// The pictures that are looked at as covers: as a `storybind.toml` says, or beside the stories. Whole paths.
fn covers(books: &[Planned], said: &Said) -> BTreeSet<PathBuf> {
    let pictures = pictures(books);
    let cover = |book: &Planned| {
        let story = book.story.first();
        let stated = said.about(story.path()).ok()?.book(&story.provenance()).cover;
        let cover = match stated {
            Some(CoverWish::File(path)) => path,
            Some(CoverWish::None) => return None,
            None => pictures.get(folder_of(story.path()?))?.cover_of(book.story.paths())?,
        };
        fs::canonicalize(cover).ok()
    };
    books.iter().filter_map(cover).collect()
}

/// What stands beside the first file of each book; each folder is looked through once.
pub(super) fn pictures(books: &[Planned]) -> BTreeMap<PathBuf, Pictures> {
    let mut pictures = BTreeMap::new();
    for path in books.iter().filter_map(|book| book.story.first().path()) {
        let folder = folder_of(path);
        if !pictures.contains_key(folder) {
            pictures.insert(folder.to_owned(), Pictures::of_folder(folder));
        }
    }
    pictures
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
