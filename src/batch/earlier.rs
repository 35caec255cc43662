//! Books of earlier runs that stand elsewhere than where a run puts its own: on the reader they are meant for, or beside
//! their stories. What has not changed in them, such as a drawn cover, is not made again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::PathBuf;

use super::plan::Plan;
use super::state::State;
use crate::deliver::{self, Output};
use crate::devices::Form;
use crate::epub;

/// Where books stand that storybind has made, by what readers know them by.
#[derive(Debug, Clone, Default)]
pub struct Earlier(BTreeMap<String, Vec<PathBuf>>);

impl Earlier {
    /// The books that were bound beside the stories of a plan: as the states of the folders that were named know them; of a
    /// story that was named by itself, the one of its name.
    pub(super) fn beside(plan: &Plan) -> Earlier {
        let folders: BTreeSet<PathBuf> = plan.books.iter().filter_map(|book| book.story.first().root()).collect();
        let mut earlier = Earlier::default();
        for state in folders.iter().map(|folder| State::look(folder)) {
            let known = state.entries().iter();
            earlier.extend(known.map(|(book, entry)| (entry.identifier.clone(), state.folder().join(book))));
        }
        let alone = plan.books.iter().map(|book| &book.story).filter(|story| story.first().root().is_none());
        let places = alone.flat_map(|story| {
            let wanted = (story.beside.as_path(), story.below.as_path());
            [Form::Epub, Form::Kepub].map(|form| deliver::plan([wanted], &Output::Beside, form.ending()))
        });
        earlier.extend(places.flatten().filter_map(|place| {
            let about = epub::about(File::open(&place).ok()?).ok()?;
            Some((about.identifier, place))
        }));
        earlier
    }

    /// A book of that identity.
    pub(super) fn book(&self, identifier: &str) -> Option<File> {
        self.0.get(identifier)?.iter().find_map(|place| deliver::standing(place))
    }
}

/// Adds books: the identity and the place of each.
impl Extend<(String, PathBuf)> for Earlier {
    fn extend<B: IntoIterator<Item = (String, PathBuf)>>(&mut self, books: B) {
        for (identifier, place) in books {
            self.0.entry(identifier).or_default().push(place);
        }
    }
}
