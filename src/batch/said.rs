//! Which `storybind.toml` holds for a story: the one that the user names, none, or those that are found above it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::settings::{self, Settings, Sheets};
use crate::source::folder_of;

/// Where settings are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Whence {
    /// In the story's folder and in those above it.
    #[default]
    Above,
    /// In this file alone.
    File(PathBuf),
    /// Nowhere.
    Nowhere,
}

/// What is said of the stories of a run. Each file is read once, before the first book.
#[derive(Debug, Default)]
pub struct Said {
    by_folder: BTreeMap<PathBuf, Result<Settings, Arc<settings::Error>>>,
}

impl Said {
    /// Reads what holds for the stories at these paths; none stands for standard input, which is taken for a story of the
    /// current folder.
    #[must_use]
    pub fn of<'p>(whence: &Whence, stories: impl IntoIterator<Item = Option<&'p Path>>) -> Said {
        let (mut sheets, mut named) = (Sheets::default(), None);
        let mut read = |folder: &Path| match whence {
            Whence::Nowhere => Ok(Settings::default()),
            Whence::File(path) => named.get_or_insert_with(|| Settings::open(path).map_err(Arc::new)).clone(),
            Whence::Above => sheets.above(folder),
        };
        let mut by_folder = BTreeMap::new();
        for story in stories {
            let folder = folder(story);
            if !by_folder.contains_key(folder) {
                by_folder.insert(folder.to_owned(), read(folder));
            }
        }
        Said { by_folder }
    }

    /// What is said of one of the stories.
    ///
    /// # Errors
    /// If a file that holds for it could not be read, or something in one is wrong.
    pub fn about(&self, story: Option<&Path>) -> Result<Settings, Arc<settings::Error>> {
        self.by_folder.get(folder(story)).cloned().unwrap_or_else(|| Ok(Settings::default()))
    }
}

fn folder(story: Option<&Path>) -> &Path {
    story.map_or(Path::new("."), folder_of)
}
