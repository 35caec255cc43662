//! Which file each story's book becomes. No two books of a run share one.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::source;

/// Bytes of the longest name that the usual disks take.
const LONGEST_NAME: usize = 255;
/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Where the user wants books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Each beside its story; the story from standard input in the working folder.
    Beside,
    /// In this one file.
    File(PathBuf),
    /// In this folder, ordered as the folder that the stories come from.
    Folder(PathBuf),
}

impl Output {
    /// What `-o` means: `X.epub` is a file, anything else a folder.
    #[must_use]
    pub fn of(path: Option<&Path>) -> Output {
        match path {
            None => Output::Beside,
            Some(path) if source::is_called_a_book(path) => Output::File(path.to_owned()),
            Some(path) => Output::Folder(path.to_owned()),
        }
    }
}

/// The file of each book, in the order of the stories. Of each is given the file that its book would stand beside and the
/// path that it has below a folder for books. Where two would share one ("a.txt" and "a.text"), the later is numbered:
/// "a-2.epub". `ending` is that of the books' form, its dots included.
#[must_use]
pub fn plan<'s>(
    stories: impl IntoIterator<Item = (&'s Path, &'s Path)>,
    output: &Output,
    ending: &str,
) -> Vec<PathBuf> {
    let mut taken = Taken::default();
    let place = |(beside, below): (&Path, &Path)| {
        let wanted = match output {
            Output::File(path) => path.clone(),
            Output::Folder(folder) => book_of(&folder.join(below), ending),
            Output::Beside => book_of(beside, ending),
        };
        taken.claim(&wanted, ending)
    };
    stories.into_iter().map(place).collect()
}

/// Paths that have an owner, however a disk compares them.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    /// Notes a path that has an owner already.
    pub(super) fn add(&mut self, path: &Path) {
        self.0.insert(key(path));
    }

    /// The path that is wanted, which ends in `ending`; a number behind its name where somebody has it already.
    pub(super) fn claim(&mut self, wanted: &Path, ending: &str) -> PathBuf {
        let mut path = wanted.to_owned();
        let mut number = 1;
        while !self.0.insert(key(&path)) {
            number += 1;
            path = numbered(wanted, ending, number);
        }
        path
    }
}

/// "story.txt" becomes "story.epub".
fn book_of(story: &Path, ending: &str) -> PathBuf {
    story.with_file_name(named(source::stem(story), ending))
}

fn numbered(book: &Path, ending: &str, number: usize) -> PathBuf {
    let name = book.file_name().and_then(OsStr::to_str).and_then(|name| name.strip_suffix(ending)).map(OsStr::new);
    let stem = name.or_else(|| book.file_stem()).unwrap_or_default();
    book.with_file_name(named(stem, &format!("-{number}{ending}")))
}

/// A name with its ending. One that becomes too long for a disk loses its last letters; one that other systems keep for
/// their devices gets a sign in front.
pub(super) fn named(stem: &OsStr, ending: &str) -> OsString {
    let mut name = OsString::new();
    let word = stem.to_str().and_then(|stem| stem.split('.').next()).unwrap_or_default().trim_end();
    if DEVICES.iter().any(|device| word.eq_ignore_ascii_case(device)) {
        name.push("_");
    }
    match stem.to_str() {
        Some(text) => {
            let room = LONGEST_NAME - ending.len() - name.len();
            let mut end = text.len().min(room);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            name.push(&text[..end]);
        }
        // What is no UTF-8 cannot be cut safely; where it is too long, the disk will say so.
        None => name.push(stem),
    }
    name.push(ending);
    name
}

/// By which two paths are taken for one: many disks tell neither capitals from small letters nor one way of writing an
/// accent from the other, and some drop dots and spaces at the end.
fn key(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let stem = absolute.with_extension("");
    let folded: String = stem.to_string_lossy().nfc().flat_map(char::to_lowercase).nfc().collect();
    folded.trim_end_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story<'s>(path: &'s str, below: &'s str) -> (&'s Path, &'s Path) {
        (Path::new(path), Path::new(below))
    }

    #[test]
    fn a_book_stands_beside_its_story_or_in_the_folder_named() {
        let stories = [story("in/a.txt", "a.txt"), story("in/deep/b.TEXT", "deep/b.TEXT"), story("in/v1.2", "v1.2")];
        let beside: Vec<_> = ["in/a.epub", "in/deep/b.epub", "in/v1.2.epub"].map(PathBuf::from).into();
        assert_eq!(plan(stories, &Output::of(None), ".epub"), beside);
        let folder: Vec<_> = ["out/a.epub", "out/deep/b.epub", "out/v1.2.epub"].map(PathBuf::from).into();
        assert_eq!(plan(stories, &Output::of(Some(Path::new("out"))), ".epub"), folder);
        let file = Output::of(Some(Path::new("My Book.EPUB")));
        assert_eq!(plan([stories[0]], &file, ".epub"), [PathBuf::from("My Book.EPUB")]);
    }

    #[test]
    fn no_two_books_share_a_file() {
        let stories = [story("x/a.text", "a.text"), story("x/A.txt", "A.txt"), story("y/a.txt", "a.txt")];
        let paths: Vec<_> = ["out/a.epub", "out/A-2.epub", "out/a-3.epub"].map(PathBuf::from).into();
        assert_eq!(plan(stories, &Output::Folder("out".into()), ".epub"), paths);
        let paths: Vec<_> = ["out/a.kepub.epub", "out/A-2.kepub.epub", "out/a-3.kepub.epub"].map(PathBuf::from).into();
        assert_eq!(plan(stories, &Output::Folder("out".into()), ".kepub.epub"), paths);
        let alike = [story("x/caf\u{e9}.txt", "caf\u{e9}.txt"), story("x/cafe\u{301}.txt", "cafe\u{301}.txt")];
        let paths: Vec<_> = ["out/caf\u{e9}.epub", "out/cafe\u{301}-2.epub"].map(PathBuf::from).into();
        assert_eq!(plan(alike, &Output::Folder("out".into()), ".epub"), paths);
    }

    #[test]
    fn every_name_fits_every_disk() {
        let long = format!("{}.txt", "\u{e9}".repeat(125));
        let deep = format!("x/{long}");
        let twice = [story(&long, &long), story(&deep, &long), story("aux.txt", "aux.txt")];
        let names: Vec<String> = plan(twice, &Output::Folder("out".into()), ".epub")
            .iter()
            .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
            .collect();
        assert!(names.iter().all(|name| name.len() <= LONGEST_NAME), "{names:?}");
        assert_eq!(names[1], format!("{}-2.epub", "\u{e9}".repeat(124)));
        assert_eq!(names[2], "_aux.epub");
    }
}
