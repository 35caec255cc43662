//! `[[book]]`: how each story's book is wanted, and which stories are one book.

use std::borrow::Cow;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::globs::Globs;
use super::wishes::BookWishes;
use super::{Place, Settings, Sheet};
use crate::source::{self, Provenance, natural_order};

/// One `[[book]]`.
#[derive(Debug)]
pub struct BookEntry {
    /// The files it is for; none where it is for every story that the sheet holds for.
    pub(super) files: Option<Globs>,
    /// The files as they were named.
    pub(super) names: Vec<NamedFile>,
    /// Whether the files are one book, or each of them a book of its own; where neither is said, they are grouped by
    /// evidence.
    pub together: Option<bool>,
    /// How the book is wanted.
    pub wishes: BookWishes,
    /// Where it is written.
    pub place: Place,
}

/// A file, or a pattern of files, as it stands in a `[[book]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// What is typed.
    pub typed: String,
    /// Several files may fit it.
    pub is_pattern: bool,
    /// Where it is written.
    pub place: Place,
}

/// Stories of which a `[[book]]` says whether they are one book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedVolume {
    /// The stories, by their numbers in what was asked; those of one book in the order of its chapters.
    pub files: Vec<usize>,
    /// They are one book; else each of them is a book of its own.
    pub together: bool,
    /// The book's file name without its ending, where it is stated.
    pub name: Option<String>,
    /// Where that is written.
    pub place: Place,
}

/// A story that a `[[book]]` has taken.
struct Chapter {
    /// The number of the file, or pattern, that names it.
    named: usize,
    /// Where it is, seen from the sheet.
    path: String,
    /// Its number in what was asked.
    number: usize,
}

impl Chapter {
    fn stem(&self) -> &str {
        let path = self.path.as_str();
        path.strip_suffix(".txt").or_else(|| path.strip_suffix(".text")).unwrap_or(path)
    }
}

impl Settings {
    /// How the book of a story is wanted: all that is said of it, what stands further down in a file before what stands
    /// above, a nearer file before one further up. Title, identity and file name are those of the book that the story is
    /// a part of, so they come from the one `[[book]]` that decides on that ([`Settings::volumes`]). The wishes for a book
    /// of several stories are those for its first.
    #[must_use]
    pub fn book(&self, story: &Provenance) -> BookWishes {
        let mut wishes = BookWishes::default();
        for sheet in self.sheets().rev() {
            for (entry, _, _) in sheet.books_of(story) {
                if entry.together.is_some() {
                    wishes = wishes.without_identity();
                }
                wishes = wishes.overruled_by(entry.wishes.clone());
            }
        }
        wishes
    }

    /// Which of some stories are one book, and which are books of their own, as far as it is said; each story beside the
    /// settings that hold for it. A story is part of one volume at most: the `[[book]]` that stands furthest down in the
    /// nearest file decides. Chapters stand in the order in which their files are named, and those of one pattern in
    /// natural order; the volumes stand in the order of their earliest stories.
    #[must_use]
    pub fn volumes<'s>(stories: impl IntoIterator<Item = (&'s Settings, &'s Provenance)>) -> Vec<StatedVolume> {
        let mut by_place: BTreeMap<&Place, (&BookEntry, Vec<Chapter>)> = BTreeMap::new();
        for (number, (settings, story)) in stories.into_iter().enumerate() {
            let decides = settings.sheets().find_map(|sheet| {
                let stating = sheet.books_of(story).filter(|(entry, _, _)| entry.together.is_some());
                stating.last()
            });
            if let Some((entry, named, path)) = decides {
                let (_, chapters) = by_place.entry(&entry.place).or_insert_with(|| (entry, Vec::new()));
                chapters.push(Chapter { named, path, number });
            }
        }
        let mut volumes: Vec<StatedVolume> =
            by_place.into_values().map(|(entry, chapters)| entry.volume(chapters)).collect();
        volumes.sort_by_key(|volume| volume.files.iter().copied().min());
        volumes
    }
}

impl BookEntry {
    /// The volume that is made of chapters.
    fn volume(&self, mut chapters: Vec<Chapter>) -> StatedVolume {
        chapters.sort_by(|a, b| {
            let named = a.named.cmp(&b.named);
            named.then_with(|| natural_order(a.stem(), b.stem())).then(a.number.cmp(&b.number))
        });
        StatedVolume {
            files: chapters.into_iter().map(|chapter| chapter.number).collect(),
            together: self.together == Some(true),
            name: self.wishes.name.clone(),
            place: self.place.clone(),
        }
    }
}

impl Sheet {
    /// The `[[book]]` that are for a story, in the order of the lines: each with the number of its entry that names the
    /// story, and the story's path seen from here.
    fn books_of<'s>(&'s self, story: &Provenance) -> impl Iterator<Item = (&'s BookEntry, usize, String)> + use<'s> {
        let path = if self.books.is_empty() { String::new() } else { self.path_from_here(story) };
        self.books.iter().filter_map(move |entry| match &entry.files {
            Some(files) => files.entry_of(&path).map(|named| (entry, named, path.clone())),
            None => Some((entry, 0, path.clone())),
        })
    }

    /// The files that a `[[book]]` names and that are not there, so that no story will ever be one of them. Where there is
    /// too much below to look through, they may be.
    pub fn unfound(&self) -> impl Iterator<Item = &NamedFile> {
        let unfound = self.unfound.get_or_init(|| self.look_for_files());
        unfound.iter().map(|(book, file)| &self.books[*book].names[*file])
    }

    /// The numbers of the books, and in each of the files, that are not there.
    fn look_for_files(&self) -> Vec<(usize, usize)> {
        let Some(file) = self.file.as_ref().filter(|file| !file.is_named) else { return Vec::new() };
        let mut waiting = Vec::new();
        for (number, book) in self.books.iter().enumerate() {
            let is_there = |name: &NamedFile| !name.is_pattern && file.has(name.typed.trim());
            waiting
                .extend((0..book.names.len()).filter(|name| !is_there(&book.names[*name])).map(|name| (number, name)));
        }
        if waiting.is_empty() {
            return waiting;
        }
        let Some(below) = file.below() else { return Vec::new() };
        for path in below {
            for (number, book) in self.books.iter().enumerate() {
                let Some(files) = &book.files else { continue };
                for found in files.entries_of(&path) {
                    waiting.retain(|entry| *entry != (number, found));
                }
            }
            if waiting.is_empty() {
                break;
            }
        }
        waiting
    }

    /// A story's path as it is seen from the sheet, with `/` between its steps and normalized; its file's name where it is
    /// not below the sheet, its name where it is no file.
    pub(super) fn path_from_here(&self, story: &Provenance) -> String {
        let Some(path) = &story.path else { return story.name.nfc().collect() };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let from_sheet = self.file.as_ref().and_then(|file| {
            let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let folder = source::whole(source::folder_of(&whole));
            let steps = folder.strip_prefix(&file.folder).ok()?.iter();
            let mut steps: Vec<Cow<'_, str>> = steps.map(|step| step.to_string_lossy()).collect();
            steps.push(name.clone());
            Some(steps.join("/"))
        });
        from_sheet.as_deref().unwrap_or(&name).nfc().collect()
    }
}
