//! Which file each story's book becomes. No two books of a run share one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::source::{self, Candidate, Origin};

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
            Some(path) if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("epub")) => {
                Output::File(path.to_owned())
            }
            Some(path) => Output::Folder(path.to_owned()),
        }
    }
}

/// The file of each book, in the order of the stories. Where two would share one ("a.txt" and "a.text"), the later is
/// numbered: "a-2.epub".
#[must_use]
pub fn plan(stories: &[Candidate], output: &Output) -> Vec<PathBuf> {
    let mut taken = BTreeSet::new();
    stories
        .iter()
        .map(|story| {
            let wanted = wanted(story, output);
            let mut path = wanted.clone();
            let mut number = 1;
            while !taken.insert(key(&path)) {
                number += 1;
                path = numbered(&wanted, number);
            }
            path
        })
        .collect()
}

fn wanted(story: &Candidate, output: &Output) -> PathBuf {
    match (output, &story.origin) {
        (Output::File(path), _) => path.clone(),
        (Output::Folder(folder), _) => book_of(&folder.join(&story.below)),
        (Output::Beside, Origin::File(path)) => book_of(path),
        (Output::Beside, Origin::StandardInput) => book_of(&story.below),
    }
}

/// "story.txt" becomes "story.epub".
fn book_of(story: &Path) -> PathBuf {
    let mut name = source::stem(story).to_owned();
    name.push(".epub");
    story.with_file_name(name)
}

fn numbered(book: &Path, number: usize) -> PathBuf {
    let mut name = book.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}.epub"));
    book.with_file_name(name)
}

/// By which two paths are taken for one: many disks do not tell capitals from small letters.
fn key(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(path: &str, below: &str) -> Candidate {
        Candidate { origin: Origin::File(path.into()), below: below.into(), is_named: false }
    }

    #[test]
    fn a_book_stands_beside_its_story_or_in_the_folder_named() {
        let stories = [story("in/a.txt", "a.txt"), story("in/deep/b.TEXT", "deep/b.TEXT"), story("in/v1.2", "v1.2")];
        let beside: Vec<_> = ["in/a.epub", "in/deep/b.epub", "in/v1.2.epub"].map(PathBuf::from).into();
        assert_eq!(plan(&stories, &Output::of(None)), beside);
        let folder: Vec<_> = ["out/a.epub", "out/deep/b.epub", "out/v1.2.epub"].map(PathBuf::from).into();
        assert_eq!(plan(&stories, &Output::of(Some(Path::new("out")))), folder);
        let file = Output::of(Some(Path::new("My Book.EPUB")));
        assert_eq!(plan(&stories[..1], &file), [PathBuf::from("My Book.EPUB")]);
    }

    #[test]
    fn no_two_books_share_a_file() {
        let stories = [story("x/a.text", "a.text"), story("x/A.txt", "A.txt"), story("y/a.txt", "a.txt")];
        let paths: Vec<_> = ["out/a.epub", "out/A-2.epub", "out/a-3.epub"].map(PathBuf::from).into();
        assert_eq!(plan(&stories, &Output::Folder("out".into())), paths);
    }
}
