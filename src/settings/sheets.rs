//! The settings of many folders: each file is read once, however many folders it holds for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Error, Settings, Sheet};
use crate::source::{self, SettingsFile};

/// The settings of many folders: each file is read once, however many folders it holds for.
#[derive(Debug, Default)]
pub struct Sheets {
    /// By the file's folder, without links and dots; none where there is no file.
    by_folder: BTreeMap<PathBuf, Result<Option<Arc<Sheet>>, Arc<Error>>>,
}

impl Sheets {
    /// What the `storybind.toml` in a folder and those above it say, as [`Settings::above`] reads them.
    ///
    /// # Errors
    /// If one cannot be read, or something in one is wrong: the same error for every folder below.
    pub fn above(&mut self, folder: &Path) -> Result<Settings, Arc<Error>> {
        let mut sheets = Vec::new();
        for folder in source::whole(folder).ancestors() {
            let known = self.by_folder.entry(folder.to_owned());
            sheets.extend(known.or_insert_with(|| sheet_of(folder).map_err(Arc::new)).clone()?);
        }
        Ok(Settings { sheets })
    }
}

fn sheet_of(folder: &Path) -> Result<Option<Arc<Sheet>>, Error> {
    let file = SettingsFile::of_folder(folder)?;
    file.map(|file| Sheet::of(file).map(Arc::new)).transpose()
}
