//! A book's files: one story, or the chapters that were typed into several.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::grouping;
use crate::source::{self, Candidate, Source};

/// The files of one book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// The files in the order of the text; one for most books.
    pub files: Vec<Chapter>,
    /// The title of a story that states none.
    pub name: String,
    /// Where the book belongs that is to stand beside its story, with the ending of a story.
    pub(super) beside: PathBuf,
    /// The same below the folder for the books.
    pub(super) below: PathBuf,
    /// Why these files are one book; none for a book of one file.
    pub reason: Option<String>,
}

/// One of the files of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The file.
    pub file: Candidate,
    /// What its name says of it in a book of several: "Chapter 2", "The Door".
    pub name: String,
}

impl Volume {
    /// A story of one file, under its own name or another.
    pub(super) fn single(file: Candidate, name: Option<&str>) -> Volume {
        let own = file.path().map_or_else(|| source::STANDARD_INPUT_NAME.to_owned(), source::name_of);
        let beside = file.path().map_or_else(|| file.below.clone(), Path::to_path_buf);
        let below = file.below.clone();
        let volume =
            Volume { files: vec![Chapter { file, name: String::new() }], name: own, beside, below, reason: None };
        match name {
            Some(name) => volume.filed_as(name),
            None => volume,
        }
    }

    /// One story of several files, in the order given.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn of_files(files: impl IntoIterator<Item = Candidate>) -> Volume {
        let files: Vec<Candidate> = files.into_iter().collect();
        let first = Volume::single(files[0].clone(), None);
        Volume { files: files.into_iter().map(grouping::chapter).collect(), ..first }
    }

    /// The same with a book file of that name.
    pub(super) fn filed_as(self, name: &str) -> Volume {
        let file = format!("{name}.txt");
        Volume { beside: self.beside.with_file_name(&file), below: self.below.with_file_name(&file), ..self }
    }

    /// Reads the files as one story.
    ///
    /// # Errors
    /// If one of them cannot be read or is not text.
    pub fn read(&self, encoding: Option<&'static Encoding>) -> Result<Source, source::Error> {
        let mut sources = Vec::with_capacity(self.files.len());
        for chapter in &self.files {
            sources.push(Source { chapter: chapter.name.clone(), ..chapter.file.read(encoding)? });
        }
        let further = sources.split_off(1);
        let Some(first) = sources.pop() else { return Ok(Source::of(&self.name, "")) };
        Ok(if further.is_empty() { first } else { first.followed_by(further, &self.name) })
    }

    /// The first file.
    #[must_use]
    pub fn first(&self) -> &Candidate {
        &self.files[0].file
    }

    /// The files' paths; none for standard input.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|chapter| chapter.file.path())
    }

    /// What messages call the story: its file, or the first and the last of several.
    #[must_use]
    pub fn place(&self) -> String {
        match self.files.as_slice() {
            [one] => one.file.place(),
            files => {
                let last = files.last().map_or_else(String::new, |chapter| chapter.file.place());
                format!("{} to {last}", self.first().place())
            }
        }
    }
}
