//! Books of earlier runs that stand elsewhere than where a run puts its own: on the reader they are meant for, or beside
//! their stories. What has not changed in them, such as a drawn cover, is not made again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::plan::Plan;
use super::state::State;
use crate::deliver::{self, Digest};

/// Where books stand that storybind has made, by what readers know them by.
#[derive(Debug, Clone, Default)]
pub struct Earlier(BTreeMap<String, Vec<(PathBuf, Digest)>>);

impl Earlier {
    /// The books that were bound beside the stories of a plan, as the states of the folders that were named know them. Of a
    /// story that was named by itself nothing is noted.
    #[must_use]
    pub fn beside(plan: &Plan) -> Earlier {
        let folders: BTreeSet<PathBuf> = plan.books.iter().filter_map(|book| book.story.first().root()).collect();
        let mut earlier = Earlier::default();
        for state in folders.iter().map(|folder| State::look(folder)) {
            let known = state.entries().iter();
            earlier
                .extend(known.map(|(book, entry)| (entry.identifier.clone(), state.folder().join(book), entry.book)));
        }
        earlier
    }

    /// A book of that identity, of which nobody but storybind has written a byte.
    pub(super) fn book(&self, identifier: &str) -> Option<Vec<u8>> {
        let mut places = self.0.get(identifier)?.iter();
        places.find_map(|(place, digest)| deliver::standing(place).filter(|book| Digest::of(book) == *digest))
    }
}

/// Adds books: the identity, the place and the digest of each.
impl Extend<(String, PathBuf, Digest)> for Earlier {
    fn extend<B: IntoIterator<Item = (String, PathBuf, Digest)>>(&mut self, books: B) {
        for (identifier, place, digest) in books {
            self.0.entry(identifier).or_default().push((place, digest));
        }
    }
}
