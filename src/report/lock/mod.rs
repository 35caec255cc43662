//! `storybind.lock`: what each story was made of when a person last agreed. Writes it, reads it, and says what differs.
//!
//! ```
//! use storybind::report::account::Account;
//! use storybind::report::lock::Lock;
//!
//! let lock = Lock::parse("storybind.lock", r#"
//!     version = 1
//!
//!     [[story]]
//!     path = "ferry.txt"
//!     title = "The Ferry"
//!     authors = ["Maren Holt"]
//!     language = "en"
//!     headings = ["  Salt", "  Iron"]
//! "#)?;
//! // A run that found nothing, in a folder in which there is nothing.
//! let changes = lock.compare("storybind.lock", &Account::default(), str::to_owned, |path| Some(path.to_owned()));
//! assert!(changes.is_failure());
//! assert_eq!(changes.stories[0].changes[0].to_string(), "the story is gone");
//! # Ok::<(), storybind::report::lock::Error>(())
//! ```

mod changes;
mod compare;
mod error;
mod file;
mod outline;
mod shown;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::account::{Account, Told};
use super::structure::Structure;

pub use changes::{Change, ChangeKind, Changes, Mark, OutlineLine, StoryChanges};
pub use error::Error;
pub use shown::{outline_shown, shown};

/// The name of the file.
pub const FILE: &str = "storybind.lock";

/// What each story was made of when a person last agreed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By the path from the lock's folder, with `/`. Lines and words are not kept: any edit changes them.
    stories: BTreeMap<String, Structure>,
}

impl Lock {
    /// Takes in what an account tells of its stories; `path` says where a story lies from the lock's folder. Stories of
    /// which nothing is told stay as they are.
    pub fn learn(&mut self, account: &Account, path: impl Fn(&str) -> String) {
        for entry in &account.stories {
            if let Some(told) = &entry.told {
                self.stories.insert(path(entry.name()), kept(told));
            }
        }
    }

    /// Forgets the stories for which `is_there` says no, by their path from the lock's folder.
    pub fn forget(&mut self, is_there: impl Fn(&str) -> bool) {
        self.stories.retain(|path, _| is_there(path));
    }

    /// How many stories it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stories.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stories.is_empty()
    }
}

/// What a lock keeps of a structure.
fn kept(told: &Told) -> Structure {
    let mut structure = Structure { words: 0, ..told.structure.clone() };
    for heading in &mut structure.headings {
        heading.line = 0;
    }
    structure
}
