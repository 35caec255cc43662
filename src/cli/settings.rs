//! Which `storybind.toml` holds for a story: the one that the user names, none, or those that are found above it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::SettingsWishes;
use super::terminal::Terminal;
use crate::corrections::Misfit;
use crate::settings::{self, Settings};
use crate::source::folder_of;

/// What is said of the stories of a run. Each file is read once a folder, before the first book.
#[derive(Debug)]
pub(super) struct Said {
    by_folder: BTreeMap<PathBuf, Result<Settings, Arc<settings::Error>>>,
}

impl Said {
    /// Reads what holds for the stories at these paths; none stands for standard input, which is taken for a story of the
    /// current folder.
    pub(super) fn of<'p>(wishes: &SettingsWishes, stories: impl IntoIterator<Item = Option<&'p Path>>) -> Said {
        let read = |folder: &Path| match &wishes.config {
            _ if wishes.no_config => Ok(Settings::default()),
            Some(path) => Settings::open(path),
            None => Settings::above(folder),
        };
        let mut by_folder = BTreeMap::new();
        for story in stories {
            let folder = folder(story);
            by_folder.entry(folder.to_owned()).or_insert_with(|| read(folder).map_err(Arc::new));
        }
        Said { by_folder }
    }

    /// What is said of one of the stories.
    pub(super) fn about(&self, story: Option<&Path>) -> Result<Settings, Arc<settings::Error>> {
        self.by_folder.get(folder(story)).cloned().unwrap_or_else(|| Ok(Settings::default()))
    }
}

fn folder(story: Option<&Path>) -> &Path {
    story.map_or(Path::new("."), folder_of)
}

/// Says which correction could not be followed.
pub(super) fn warn(misfit: &Misfit, terminal: Terminal) {
    terminal.say(&format_args!("{}: {misfit}", terminal.talk().yellow("warning")));
}
