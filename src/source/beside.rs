//! Finds and reads `storybind.toml`: beside a story and in every folder above it.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::error::Error;
use super::shown;

/// The name of the file in which a person writes down what storybind is to know of the stories beside and below it.
pub const SETTINGS_NAME: &str = "storybind.toml";

/// Folders that are looked through for a story that a correction names.
const FOLDERS: usize = 1_000;

/// A `storybind.toml` as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsFile {
    /// What messages call it: its path, from the current folder where it is below it.
    pub name: String,
    /// The folder it stands in, without links and dots.
    pub folder: PathBuf,
    /// The person named it, rather than it being found above a story.
    pub is_named: bool,
    /// What it says.
    pub text: String,
}

impl SettingsFile {
    /// Reads the file that a person named.
    ///
    /// # Errors
    /// If it cannot be read or is not UTF-8.
    pub fn open(path: &Path) -> Result<SettingsFile, Error> {
        let bytes = fs::read(path).map_err(|cause| Error::unreadable(path, cause))?;
        let folder = whole(folder_of(path));
        SettingsFile::of(shown(path), folder, true, bytes)
    }

    /// Finds the files that stand in a folder and in those above it, the nearest first.
    ///
    /// # Errors
    /// If one is there and cannot be read, or is not UTF-8.
    pub fn above(folder: &Path) -> Result<Vec<SettingsFile>, Error> {
        whole(folder).ancestors().filter_map(|folder| SettingsFile::of_folder(folder).transpose()).collect()
    }

    /// The file that stands in a folder, which is given without links and dots.
    ///
    /// # Errors
    /// If it is there and cannot be read, or is not UTF-8.
    pub fn of_folder(folder: &Path) -> Result<Option<SettingsFile>, Error> {
        let path = folder.join(SETTINGS_NAME);
        let near = || {
            let current = env::current_dir().map(|folder| whole(&folder)).unwrap_or_default();
            path.strip_prefix(&current).unwrap_or(&path).to_owned()
        };
        match contents(&path) {
            Ok(bytes) => SettingsFile::of(shown(&near()), folder.to_owned(), false, bytes).map(Some),
            Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(cause) => Err(Error::unreadable(&near(), cause)),
        }
    }

    /// Whether a story of that name or path, its ending left out or not, stands beside the file or below it. Where there
    /// is too much below to look through, it may.
    #[must_use]
    pub fn may_hold(&self, story: &str) -> bool {
        let mut waiting = vec![self.folder.clone()];
        let mut left = FOLDERS;
        while let Some(folder) = waiting.pop() {
            let is_there = |ending: &str| folder.join(format!("{story}{ending}")).is_file();
            if left == 0 || ["", ".txt", ".text"].into_iter().any(is_there) {
                return true;
            }
            left -= 1;
            let below = fs::read_dir(&folder).into_iter().flatten().flatten();
            let below = below.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            waiting.extend(below.map(|entry| entry.path()));
        }
        false
    }

    /// Whether there is a story of that path, seen from here, its ending left out or not.
    #[must_use]
    pub fn has(&self, story: &str) -> bool {
        ["", ".txt", ".text"].into_iter().any(|ending| self.folder.join(format!("{story}{ending}")).is_file())
    }

    /// The files beside this one and below, by their paths seen from here: `/` between the steps, normalized (NFC). None
    /// where there are too many folders to look through.
    #[must_use]
    pub fn below(&self) -> Option<Vec<String>> {
        let mut waiting = vec![(self.folder.clone(), String::new())];
        let (mut looked, mut files) = (0, Vec::new());
        while let Some((folder, path)) = waiting.pop() {
            looked += 1;
            if looked > FOLDERS {
                return None;
            }
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let Ok(kind) = entry.file_type() else { continue };
                let path = format!("{path}{}", entry.file_name().to_string_lossy().nfc());
                if kind.is_dir() {
                    waiting.push((entry.path(), format!("{path}/")));
                } else {
                    files.push(path);
                }
            }
        }
        Some(files)
    }

    fn of(name: String, folder: PathBuf, is_named: bool, bytes: Vec<u8>) -> Result<SettingsFile, Error> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(SettingsFile { name, folder, is_named, text }),
            Err(cause) => {
                let good = &cause.as_bytes()[..cause.utf8_error().valid_up_to()];
                Err(Error::NotUtf8 { place: name, line: memchr::memchr_iter(b'\n', good).count() + 1 })
            }
        }
    }
}

/// Reads what stands in a folder under a name that is looked for there: a pipe or a device would be read without end.
fn contents(path: &Path) -> io::Result<Vec<u8>> {
    let what = fs::metadata(path)?;
    if what.is_file() || what.is_dir() { fs::read(path) } else { Err(io::Error::other("neither a file nor a folder")) }
}

/// The folder that a file stands in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A folder without links and dots, so that the folders above it are those that a person sees above it.
#[must_use]
pub fn whole(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}
