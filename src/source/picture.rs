//! The pictures that may stand beside a story: its cover.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::{is_called_a_story, shown, stem};

/// Bytes of a picture at most: a photograph of a hundred million pixels has fewer.
const LARGEST: u64 = 64 << 20;
/// What a picture beside a story is called, one after the other: the first that is there counts.
const ENDINGS: [&str; 3] = ["jpg", "jpeg", "png"];

/// Reads a picture's file. What it holds is for others to say.
///
/// # Errors
/// If it cannot be read, is no file, or is longer than 64 MB.
pub fn picture(path: &Path) -> Result<Vec<u8>, Error> {
    let unreadable = |cause| Error::unreadable(path, cause);
    // A pipe or a device would be read without end.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(unreadable(io::Error::other("it is no file")));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::PictureTooLong { place: shown(path) });
    }
    Ok(bytes)
}

/// Whether a file is called like a picture that may be a cover.
#[must_use]
pub fn is_called_a_picture(path: &Path) -> bool {
    path.extension().is_some_and(|own| ENDINGS.iter().any(|ending| own == *ending))
}

/// What of a folder says which story has which picture for its cover.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    /// Names of files that are called pictures.
    pictures: BTreeSet<OsString>,
    /// Names of files that are called stories.
    stories: BTreeSet<OsString>,
}

impl Pictures {
    /// Looks through a folder once. One that cannot be read has none.
    #[must_use]
    pub fn of_folder(folder: &Path) -> Pictures {
        let mut found = Pictures::default();
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let path = Path::new(&name);
            if is_called_a_story(path) {
                found.stories.insert(name);
            } else if is_called_a_picture(path) {
                found.pictures.insert(name);
            }
        }
        found
    }

    /// The cover of the story in these files of the folder: a picture of the first one's name, or one that is called
    /// `cover`, where no other story stands in the folder.
    #[must_use]
    pub fn cover_of<'p>(&self, story: impl IntoIterator<Item = &'p Path>) -> Option<PathBuf> {
        if self.pictures.is_empty() {
            return None;
        }
        let files: Vec<&Path> = story.into_iter().collect();
        let first = *files.first()?;
        let named = |stem: &std::ffi::OsStr| {
            ENDINGS.iter().find_map(|ending| {
                let mut name = stem.to_owned();
                name.push(".");
                name.push(ending);
                self.pictures.contains(&name).then(|| first.with_file_name(name))
            })
        };
        let is_own = |name: &OsString| files.iter().any(|file| file.file_name() == Some(name));
        let is_alone = || self.stories.iter().all(is_own);
        named(stem(first)).or_else(|| named("cover".as_ref()).filter(|_| is_alone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_belongs_to_the_story_of_its_name_or_to_the_only_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str| fs::write(folder.path().join(name), "x").expect("a file");
        let story = |name: &str| folder.path().join(name);
        let cover = |files: &[&str]| {
            let files: Vec<_> = files.iter().map(|name| story(name)).collect();
            let found = Pictures::of_folder(folder.path()).cover_of(files.iter().map(PathBuf::as_path));
            found.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        };
        put("ferry.txt");
        assert_eq!(cover(&["ferry.txt"]), None);
        put("cover.png");
        assert_eq!(cover(&["ferry.txt"]).as_deref(), Some("cover.png"));
        put("cover.jpg");
        assert_eq!(cover(&["ferry.txt"]).as_deref(), Some("cover.jpg"));
        put("lamp.txt");
        assert_eq!(cover(&["ferry.txt"]), None);
        assert_eq!(cover(&["ferry.txt", "lamp.txt"]).as_deref(), Some("cover.jpg"));
        put("lamp.jpeg");
        assert_eq!(cover(&["lamp.txt"]).as_deref(), Some("lamp.jpeg"));
        assert_eq!(cover(&["ferry.txt"]), None);
    }

    #[test]
    fn what_is_no_file_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(picture(folder.path()).is_err());
        assert!(picture(&folder.path().join("none.png")).is_err());
    }
}
