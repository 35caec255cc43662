//! Which stories a run is about: what the user named, folders looked through, each story once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::error::Error;
use super::folder::{self, Wanted};
use super::{Provenance, STANDARD_INPUT_NAME, Source, shown};

/// Where one story is to be read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Standard input.
    StandardInput,
}

/// A story to be read. Its bytes are not read yet, so that a folder of a thousand stories needs the memory of a few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is.
    pub origin: Origin,
    /// Its path below the folder that the user named; its file name where the user named the file.
    pub below: PathBuf,
    /// The user named this very file: then it is an error if it is not text. In a folder it is passed over.
    pub is_named: bool,
}

/// A file in a folder that is no story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The file.
    pub path: PathBuf,
    /// Why, as the end of "passed over: …".
    pub why: String,
}

/// What the user's paths lead to.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The stories, in the order of the user's paths, and in a folder by name.
    pub stories: Vec<Candidate>,
    /// What was found in folders and is no story, in the same order.
    pub passed_over: Vec<PassedOver>,
    /// Paths that lead nowhere and folders that cannot be read.
    pub errors: Vec<Error>,
}

/// Looks up the user's paths: a file, a folder (recursively), `-` for standard input. A story that several paths lead
/// to is taken once.
#[must_use]
pub fn gather(paths: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(path.clone()) {
                gathered.stories.push(Candidate {
                    origin: Origin::StandardInput,
                    below: PathBuf::from(STANDARD_INPUT_NAME),
                    is_named: true,
                });
            }
            continue;
        }
        match fs::metadata(path) {
            Err(cause) => gathered.errors.push(Error::unreadable(path, cause)),
            Ok(what) if what.is_dir() => folder::walk(path, Wanted::Stories, &mut gathered),
            Ok(_) => {
                let below = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
                gathered.stories.push(Candidate { origin: Origin::File(path.clone()), below, is_named: true });
            }
        }
    }
    gathered.stories.retain(|story| match &story.origin {
        Origin::StandardInput => true,
        Origin::File(path) => seen.insert(identity(path)),
    });
    gathered
}

/// Looks up the books in a folder, as stories are looked up: recursively, by name, never through a link that leads out.
#[must_use]
pub fn gather_books(folder: &Path) -> Gathered {
    let mut gathered = Gathered::default();
    match fs::metadata(folder) {
        Err(cause) => gathered.errors.push(Error::unreadable(folder, cause)),
        Ok(_) => folder::walk(folder, Wanted::Books, &mut gathered),
    }
    gathered
}

/// The path by which a file is known to be the same, whichever way it was named.
fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

impl Candidate {
    /// Reads the story.
    ///
    /// # Errors
    /// If it cannot be read or is not text.
    pub fn read(&self, encoding: Option<&'static Encoding>) -> Result<Source, Error> {
        match &self.origin {
            Origin::File(path) => Source::open_as(path, encoding).map_err(|error| match error {
                Error::Missing { place } if !self.is_named => Error::Gone { place },
                error => error,
            }),
            Origin::StandardInput => Source::standard_input(encoding),
        }
    }

    /// The story's file; none for standard input.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::StandardInput => None,
        }
    }

    /// Where its story comes from.
    #[must_use]
    pub fn provenance(&self) -> Provenance {
        self.path().map_or_else(Provenance::of_standard_input, Provenance::of_file)
    }

    /// The folder that the user named and in which the story was found; none where the user named the story.
    #[must_use]
    pub fn root(&self) -> Option<PathBuf> {
        let path = self.path().filter(|_| !self.is_named)?;
        path.ancestors()
            .nth(self.below.components().count())
            .map(|root| if root.as_os_str().is_empty() { PathBuf::from(".") } else { root.to_owned() })
    }

    /// What messages call the story.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.origin {
            Origin::File(path) => shown(path),
            Origin::StandardInput => "standard input".to_owned(),
        }
    }
}
