//! Which files are one book: as `storybind.toml` says, else by evidence: names, the numbers in them, what the files begin
//! with. In doubt every file is a book of its own.

mod head;
mod name;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::said::Said;
use super::volume::{Chapter, Volume};
use crate::settings::{Settings, StatedVolume};
use crate::source::{self, Candidate, Provenance, natural_order};
use head::Heads;
use name::{Numbered, Surety};

/// Files of one folder whose names number them.
struct Family {
    /// The files by their numbers among the candidates, each with what its name says, in the order of the book.
    members: Vec<(usize, Numbered)>,
    /// Nothing else is in the folder.
    is_all: bool,
}

/// Makes the books of the candidates; each is part of exactly one.
pub(super) fn group(candidates: Vec<Candidate>, said: &Said, by_evidence: bool) -> Vec<Volume> {
    let mut volumes: Vec<(usize, Volume)> = Vec::with_capacity(candidates.len());
    let mut free: Vec<bool> = vec![true; candidates.len()];
    for stated in stated(&candidates, said) {
        stated.files.iter().for_each(|&file| free[file] = false);
        let first = stated.files.iter().copied().min().unwrap_or_default();
        if stated.together && stated.files.len() > 1 {
            volumes.push((first, together(&candidates, &stated)));
        } else {
            let name = stated.name.as_deref().filter(|_| stated.files.len() == 1);
            volumes.extend(stated.files.iter().map(|&n| (n, Volume::single(candidates[n].clone(), name))));
        }
    }
    for family in if by_evidence { families(&candidates, &free) } else { Vec::new() } {
        if let Some(reason) = family.reason(&candidates) {
            family.members.iter().for_each(|(file, _)| free[*file] = false);
            let first = family.members.iter().map(|(file, _)| *file).min().unwrap_or_default();
            volumes.push((first, family.volume(&candidates, reason)));
        }
    }
    let single = candidates.into_iter().enumerate().filter(|(n, _)| free[*n]);
    volumes.extend(single.map(|(n, candidate)| (n, Volume::single(candidate, None))));
    volumes.sort_by_key(|(first, _)| *first);
    volumes.into_iter().map(|(_, volume)| volume).collect()
}

/// What is said of which files are one book.
fn stated(candidates: &[Candidate], said: &Said) -> Vec<StatedVolume> {
    // Where settings are broken, each story of theirs will say so.
    let about: Vec<(Settings, Provenance)> = candidates
        .iter()
        .map(|candidate| (said.about(candidate.path()).unwrap_or_default(), candidate.provenance()))
        .collect();
    Settings::volumes(about.iter().map(|(settings, story)| (settings, story)))
}

/// The book of files that are said to be one.
fn together(candidates: &[Candidate], stated: &StatedVolume) -> Volume {
    let files: Vec<Chapter> = stated.files.iter().map(|&file| chapter(candidates[file].clone())).collect();
    let name = stated.name.clone().unwrap_or_else(|| common_name(&files));
    volume(files, &name, format!("{} says so", stated.place))
}

/// A file with what its name says of it by itself.
pub(super) fn chapter(file: Candidate) -> Chapter {
    let stem = file.path().map_or_else(String::new, source::name_of);
    let name = name::read(&stem).map_or(stem, |numbered| numbered.chapter);
    Chapter { file, name }
}

/// The book's name that all files share, else the name of their folder.
fn common_name(files: &[Chapter]) -> String {
    let named = files.iter().filter_map(|chapter| name::read(&source::name_of(chapter.file.path()?)));
    let books: BTreeSet<String> = named.map(|numbered| numbered.book).collect();
    match books.into_iter().collect::<Vec<_>>().as_slice() {
        [book] if !book.is_empty() => book.clone(),
        _ => files.first().map_or_else(String::new, |chapter| folder_name(&chapter.file)),
    }
}

/// The name of the folder that a file stands in.
fn folder_name(file: &Candidate) -> String {
    let folder = source::whole(source::folder_of(file.path().unwrap_or(Path::new("."))));
    folder
        .file_name()
        .map_or_else(|| source::STANDARD_INPUT_NAME.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// A book of several files. One whose files have nothing but numbers to their names takes their folder's name, and its
/// place where its files are all that is in the folder.
fn volume(files: Vec<Chapter>, name: &str, reason: String) -> Volume {
    let first = &files[0].file;
    let file = format!("{name}.txt");
    let (beside, below) = (first.path().unwrap_or(Path::new("")), &first.below);
    let (beside, below) = (beside.with_file_name(&file), below.with_file_name(&file));
    Volume { files, name: name.to_owned(), beside, below, reason: Some(reason) }
}

/// Files of one folder whose names agree in the book's name and number them.
fn families(candidates: &[Candidate], free: &[bool]) -> Vec<Family> {
    let mut folders: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (n, candidate) in candidates.iter().enumerate() {
        if let Some(path) = candidate.path() {
            folders.entry(source::folder_of(path).to_owned()).or_default().push(n);
        }
    }
    let mut families = Vec::new();
    for files in folders.into_values().filter(|files| files.len() > 1) {
        let mut by_book: BTreeMap<(String, bool), Vec<(usize, Numbered)>> = BTreeMap::new();
        for &file in files.iter().filter(|&&file| free[file]) {
            let stem = candidates[file].path().map(source::name_of).unwrap_or_default();
            if let Some(numbered) = name::read(&stem) {
                let key = (numbered.book.to_lowercase(), numbered.surety == Surety::Trailing);
                by_book.entry(key).or_default().push((file, numbered));
            }
        }
        for mut members in by_book.into_values().filter(|members| members.len() > 1) {
            members.sort_by(|(file_a, a), (file_b, b)| {
                let by_name = || natural_order(&candidates[*file_a].place(), &candidates[*file_b].place());
                (a.rank, a.number).cmp(&(b.rank, b.number)).then_with(by_name)
            });
            let is_all = members.len() == files.len();
            families.push(Family { members, is_all });
        }
    }
    families
}

impl Family {
    /// Why these files are one book; none where they are not.
    fn reason(&self, candidates: &[Candidate]) -> Option<String> {
        let numbers: Vec<u32> =
            self.members.iter().filter(|(_, named)| named.rank == 1).map(|(_, named)| named.number).collect();
        let (first, last) = (*numbers.iter().min()?, *numbers.iter().max()?);
        let distinct: BTreeSet<(u8, u32)> = self.members.iter().map(|(_, named)| (named.rank, named.number)).collect();
        let span = usize::try_from(last - first).unwrap_or(usize::MAX) + 1;
        // A number that stands twice is another version of a chapter.
        let count = self.members.len();
        if distinct.len() < count {
            return None;
        }
        let surety = self.members.iter().map(|(_, named)| named.surety).min()?;
        let heads = Heads::of(&self.members, candidates);
        // Numbers far apart are no row, unless the files say that they go on.
        if span > 2 * numbers.len() && heads.going_on * 2 < heads.opened {
            return None;
        }
        let row = format!("{count} files numbered {first} to {last}");
        match surety {
            Surety::Stated if heads.own * 2 <= heads.opened => Some(format!("{row}, and their names say of what")),
            Surety::Leading if self.is_all && first <= 1 && heads.own == 0 => {
                Some(format!("{row}, and nothing else is in the folder"))
            }
            _ if heads.going_on * 2 >= heads.opened && heads.own == 0 => {
                Some(format!("{row}; {} of them go on where the one before ends", heads.going_on))
            }
            _ => None,
        }
    }

    fn volume(&self, candidates: &[Candidate], reason: String) -> Volume {
        let chapter = |(file, named): &(usize, Numbered)| {
            let name = named.chapter.clone();
            Chapter { file: candidates[*file].clone(), name }
        };
        let files: Vec<Chapter> = self.members.iter().map(chapter).collect();
        let book = &self.members[0].1.book;
        if !book.is_empty() {
            return volume(files, book, reason);
        }
        let name = folder_name(&files[0].file);
        let made = volume(files, &name, reason);
        // A folder that is a book: the book stands where the folder stood.
        match made.below.parent().filter(|folder| self.is_all && !folder.as_os_str().is_empty()) {
            Some(folder) => Volume { below: folder.with_file_name(format!("{name}.txt")), ..made },
            None => made,
        }
    }
}
