//! A site to a folder, for any web host: only what has changed is written, and of what stands there only what storybind
//! itself has put there is replaced or removed.
//!
//! `.storybind-catalog` in the folder has a line for each file: a digest of the line, the file's path, a digest of what
//! was written, and the stamp of the book that it was made of. A line is written before its file, so that a run that is
//! killed leaves nothing that the next one does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::book::key;
use super::site::{Content, Item, Site};
use crate::deliver::{self, Existing, Lasting};
use crate::source::{folder_of, shown};

/// The name of the file in which is kept what storybind has put into the folder of a catalogue.
pub const MANIFEST_NAME: &str = ".storybind-catalog";

/// The first line: what the file is, and the version of its form.
const HEAD: &str = "storybind catalog 1";
/// What stands for a digest that is not known yet, and for a book's stamp where a file is not made of one book.
const NONE: &str = "-";

/// Why a catalogue was not written, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something stands in the way that storybind did not put there.
    #[error(
        "{}: is there already, and storybind did not put it there, or somebody has changed it since\n  move it away, name \
         another folder with -o, or replace it with --force",
        shown(path)
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A file could not be written.
    #[error(transparent)]
    Deliver(#[from] deliver::Error),
    /// A book changed or vanished while it was copied.
    #[error("{}: has changed while the catalogue was made\n  run the same command again", shown(path))]
    Changed {
        /// The book.
        path: PathBuf,
    },
}

/// What was done to a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that stand there as they should.
    pub unchanged: usize,
    /// Files of books and lists that are no more.
    pub removed: usize,
}

/// A file that storybind has put there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// Of what was written; none where that was not finished.
    digest: Option<String>,
    /// The stamp of the book that it is made of.
    stamp: Option<String>,
}

/// Puts a site into a folder. Books that stand below the folder already, where the site says, are left where they are.
///
/// # Errors
/// The first thing that went wrong. What has been written until then is whole, and the next run goes on from there.
pub fn publish(site: &Site, folder: &Path, has_books: bool, existing: Existing) -> Result<Published, Error> {
    let known = fs::read(folder.join(MANIFEST_NAME)).map(|bytes| entries(&bytes)).unwrap_or_default();
    let items: Vec<(PathBuf, Item)> = site
        .all()
        .into_iter()
        .filter(|item| !has_books || !matches!(item, Item::Book(_)))
        .map(|item| (place_of(&site.address(item)), item))
        .collect();
    let mut begun = known.clone();
    for (below, _) in &items {
        begun.entry(below.clone()).or_insert(Entry { digest: None, stamp: None });
    }
    let manifest = |entries: &BTreeMap<PathBuf, Entry>| {
        let path = folder.join(MANIFEST_NAME);
        let text = written(entries);
        if deliver::standing(&path).is_some_and(|bytes| bytes == text.as_bytes()) {
            return Ok(());
        }
        deliver::place_as(&path, Some(folder), Existing::Any, Lasting::Forced, |file| file.write_all(text.as_bytes()))
    };
    manifest(&begun)?;
    let folders: BTreeSet<PathBuf> = begun.keys().map(|below| folder_of(&folder.join(below)).to_owned()).collect();
    folders.iter().for_each(|folder| deliver::sweep(folder));
    let run = Run { site, folder, known: &known, existing, done: Mutex::new(Published::default()) };
    let put = |(below, item): &(PathBuf, Item)| Ok((below.clone(), run.put(below, *item)?));
    let entries: Result<BTreeMap<PathBuf, Entry>, Error> = items.par_iter().map(put).collect();
    let mut entries = entries?;
    let mut done = run.done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    for (below, entry) in known.iter().filter(|(below, _)| !entries.contains_key(*below)).collect::<Vec<_>>() {
        if remove(folder, below, entry) {
            done.removed += 1;
        } else if folder.join(below).symlink_metadata().is_ok() {
            // Somebody has changed it, or it cannot be removed: it stays known, for it was ours.
            entries.insert(below.clone(), entry.clone());
        }
    }
    manifest(&entries)?;
    Ok(done)
}

struct Run<'s> {
    site: &'s Site,
    folder: &'s Path,
    known: &'s BTreeMap<PathBuf, Entry>,
    existing: Existing,
    done: Mutex<Published>,
}

impl Run<'_> {
    /// Puts one file into its place, unless it stands there.
    fn put(&self, below: &Path, item: Item) -> Result<Entry, Error> {
        let path = self.folder.join(below);
        let stamp = match item {
            Item::Book(number) | Item::Cover(number) | Item::Thumbnail(number) => {
                Some(self.site.shelf().books[number].stamp.word())
            }
            _ => None,
        };
        let known = self.known.get(below);
        if let Some(entry) = known.filter(|entry| stamp.is_some() && entry.stamp == stamp && entry.digest.is_some())
            && fs::symlink_metadata(&path).is_ok_and(|file| file.is_file())
        {
            self.count(false);
            return Ok(entry.clone());
        }
        let (digest, is_new) = match self.site.content(item) {
            Content::Bytes(_, bytes) => {
                let digest = digest(&bytes);
                let is_same = deliver::standing(&path).is_some_and(|standing| standing == bytes);
                if !is_same {
                    self.write(&path, known, |file| file.write_all(&bytes))?;
                }
                (digest, !is_same)
            }
            Content::Book(number) => {
                let book = &self.site.shelf().books[number];
                let changed = || Error::Changed { path: book.path.clone() };
                let mut source = book.open().ok_or_else(changed)?;
                let own = digest_of(&mut source).map_err(|_| changed())?;
                let is_same = File::open(&path).is_ok_and(|mut file| digest_of(&mut file).is_ok_and(|its| its == own));
                if !is_same {
                    let mut source = book.open().ok_or_else(changed)?;
                    self.write(&path, known, |file| io::copy(&mut source, file).map(drop))?;
                    book.open().ok_or_else(changed)?;
                }
                (own, !is_same)
            }
        };
        self.count(is_new);
        Ok(Entry { digest: Some(digest), stamp })
    }

    fn write(
        &self,
        path: &Path,
        known: Option<&Entry>,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<(), Error> {
        let is_there = fs::symlink_metadata(path).is_ok();
        if is_there && self.existing == Existing::Own && !known.is_some_and(|entry| is_as_left(path, entry)) {
            return Err(Error::Foreign { path: path.to_owned() });
        }
        Ok(deliver::place_as(path, Some(self.folder), Existing::Any, Lasting::Renewable, write)?)
    }

    fn count(&self, is_new: bool) {
        let mut done = self.done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if is_new {
            done.written += 1;
        } else {
            done.unchanged += 1;
        }
    }
}

/// Whether a file is what storybind has put there. Of one that it was about to write nothing more is known.
fn is_as_left(path: &Path, entry: &Entry) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|file| file.is_file());
    let own = || File::open(path).and_then(|mut file| digest_of(&mut file)).ok();
    is_file && entry.digest.as_ref().is_none_or(|digest| own().as_ref() == Some(digest))
}

/// Removes a file that storybind has put there, and the folders that are empty then. Nothing is removed behind a link
/// that leads out of the folder.
fn remove(folder: &Path, below: &Path, entry: &Entry) -> bool {
    let path = folder.join(below);
    let is_inside = fs::canonicalize(folder_of(&path))
        .is_ok_and(|own| fs::canonicalize(folder).is_ok_and(|folder| own.starts_with(folder)));
    if !is_inside || !is_as_left(&path, entry) || fs::remove_file(&path).is_err() {
        return false;
    }
    let above = below.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
    let _ = above.map(|above| fs::remove_dir(folder.join(above))).take_while(Result::is_ok).count();
    true
}

/// The path of a file, below the folder, whose address this is.
fn place_of(address: &str) -> PathBuf {
    let step = |step: &str| path_of(percent_decode_str(step).collect());
    address.split('/').filter_map(step).collect()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    Some(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

fn digest_of(file: &mut File) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    let mut reader = BufReader::new(file);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = reader.read(&mut buffer)?;
        if read == 0 {
            return Ok(hasher.finalize().to_hex()[..32].to_owned());
        }
        hasher.update(&buffer[..read]);
    }
}

/// The manifest's text.
fn written(entries: &BTreeMap<PathBuf, Entry>) -> String {
    let mut text = format!("{HEAD}\n");
    for (below, Entry { digest, stamp }) in entries {
        let (digest, stamp) = (digest.as_deref().unwrap_or(NONE), stamp.as_deref().unwrap_or(NONE));
        let rest = format!("{}\t{digest}\t{stamp}", super::site::address(below));
        let _ = writeln!(text, "{}\t{rest}", check(&rest));
    }
    text
}

fn check(rest: &str) -> String {
    key(rest.as_bytes())[..8].to_owned()
}

/// The files that a manifest names. A line that is damaged, and one that leads out of the folder, is none.
fn entries(bytes: &[u8]) -> BTreeMap<PathBuf, Entry> {
    let mut lines = bytes.split(|&byte| byte == b'\n');
    if lines.next() != Some(HEAD.as_bytes()) {
        return BTreeMap::new();
    }
    let entry = |line: &[u8]| {
        let (own, rest) = std::str::from_utf8(line).ok()?.split_once('\t')?;
        let mut parts = rest.split('\t');
        let (below, digest, stamp) = (place_of(parts.next()?), parts.next()?, parts.next()?);
        let is_below = below.components().all(|part| matches!(part, Component::Normal(_)));
        let stated = |word: &str| Some(word.to_owned()).filter(|word| word != NONE);
        (own == check(rest) && is_below).then(|| (below, Entry { digest: stated(digest), stamp: stated(stamp) }))
    };
    lines.filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let entry = |digest: &str| Entry { digest: Some(digest.into()), stamp: None };
        let odd: PathBuf = "books/a%2e b\n\té.epub".into();
        let known = BTreeMap::from([(odd, entry("1")), ("index.html".into(), Entry { digest: None, stamp: None })]);
        let text = written(&known);
        assert_eq!(entries(text.as_bytes()), known);
        for at in HEAD.len() + 1..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            assert!(entries(&bytes).len() < 2, "{at}");
        }
        for outside in ["../a", "/a", "b/../../a"] {
            let text = written(&BTreeMap::from([(PathBuf::from("x"), entry("1"))]));
            let rest = format!("{outside}\t1\t-");
            let text = text + &format!("{}\t{rest}\n", check(&rest));
            assert_eq!(entries(text.as_bytes()).keys().collect::<Vec<_>>(), [Path::new("x")], "{outside}");
        }
    }
}
