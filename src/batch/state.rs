//! What stands in an output folder and what it was made from: one small file, a line a book, so that a run binds only what
//! has changed. A line that is damaged is as good as none, for then its book is bound again.
//!
//! Lines are appended while books are delivered, so that a run that is killed has not worked in vain; a later line of a
//! book counts for more than an earlier one. A run holds the file by a shared lock. Whoever finds himself alone with it
//! at his end puts it in order. Lines are not forced to the disk as the books are: one that is lost when the power goes
//! costs the time to bind its book again, and what is bound comes out the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use percent_encoding::{AsciiSet, CONTROLS, PercentEncode, percent_decode_str, percent_encode};

use super::key::Key;
use crate::deliver::{self, Existing};
use crate::source::decoded_path;

/// The name of the file in which an output folder's state is kept.
pub const STATE_NAME: &str = ".storybind-state";

/// The first line: what the file is, and the version of its form.
const HEAD: &str = "storybind state 1";

/// The state of one output folder.
#[derive(Debug)]
pub(super) struct State {
    folder: PathBuf,
    /// The folder was not there before.
    is_made: bool,
    /// What was known when the run began, by the book's path below the folder.
    known: BTreeMap<PathBuf, Entry>,
    /// The file, where there is one that may be written.
    journal: Option<Mutex<File>>,
}

/// A book as it was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it was made from.
    pub(super) source: Key,
    /// Its bytes.
    pub(super) book: Key,
    /// What readers know it by.
    pub(super) identifier: String,
    /// The story's files, seen from the folder.
    pub(super) stories: Vec<PathBuf>,
}

impl Entry {
    /// Whether these bytes are the book.
    pub(super) fn is_of(&self, book: &[u8]) -> bool {
        self.book == Key::of(book)
    }
}

impl State {
    /// Opens a folder's state and makes one where there is none. Where it cannot be kept, what is known is read all the
    /// same.
    pub(super) fn open(folder: &Path) -> State {
        let is_made = !folder.exists();
        let Ok(mut journal) = deliver::make_folder(folder).and_then(|()| hold(&folder.join(STATE_NAME))) else {
            return State::look(folder);
        };
        let mut bytes = Vec::new();
        let is_read = journal.read_to_end(&mut bytes).is_ok();
        let known = if is_read { entries(&bytes) } else { BTreeMap::new() };
        let is_whole = bytes.starts_with(format!("{HEAD}\n").as_bytes());
        if !is_whole {
            let _ = journal.set_len(0).and_then(|()| journal.write_all(format!("{HEAD}\n").as_bytes()));
        } else if !bytes.ends_with(b"\n") {
            let _ = journal.write_all(b"\n");
        }
        State { folder: folder.to_owned(), is_made, known, journal: Some(Mutex::new(journal)) }
    }

    /// Reads a folder's state without touching anything.
    pub(super) fn look(folder: &Path) -> State {
        let bytes = deliver::standing(&folder.join(STATE_NAME)).unwrap_or_default();
        State { folder: folder.to_owned(), is_made: false, known: entries(&bytes), journal: None }
    }

    /// What is known of a book.
    pub(super) fn entry(&self, book: &Path) -> Option<&Entry> {
        self.known.get(self.below(book)?)
    }

    /// All that is known, by the book's path below the folder.
    pub(super) fn entries(&self) -> &BTreeMap<PathBuf, Entry> {
        &self.known
    }

    /// Notes a book that was delivered.
    pub(super) fn note(&self, book: &Path, entry: &Entry) {
        if let Some(below) = self.below(book) {
            self.write(&line(below, Some(entry)));
        }
    }

    /// Notes that a book is no more.
    pub(super) fn forget(&self, below: &Path) {
        self.write(&line(below, None));
    }

    /// A story's file as it is seen from the folder.
    pub(super) fn seen(&self, story: &Path) -> PathBuf {
        let whole = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path));
        let (Ok(story), Ok(folder)) = (whole(story), whole(&self.folder)) else { return story.to_owned() };
        pathdiff::diff_paths(&story, folder).unwrap_or(story)
    }

    /// Puts the file in order, unless another run holds it: the lines of what is there, sorted. The file is replaced as a
    /// whole.
    pub(super) fn close(self) {
        let Some(journal) = self.journal else { return };
        let journal = journal.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let path = self.folder.join(STATE_NAME);
        if journal.unlock().is_err() || journal.try_lock().is_err() {
            return;
        }
        let Ok(bytes) = fs::read(&path) else { return };
        let known = entries(&bytes);
        if known.is_empty() {
            // Where nothing was delivered, nothing is left behind.
            let _ = fs::remove_file(&path);
            if self.is_made {
                let _ = fs::remove_dir(&self.folder);
            }
            return;
        }
        let mut text = format!("{HEAD}\n");
        for (below, entry) in &known {
            text.push_str(&line(below, Some(entry)));
        }
        if text.as_bytes() != bytes {
            let _ = deliver::place(text.as_bytes(), &path, None, Existing::Any);
        }
    }

    fn below<'b>(&self, book: &'b Path) -> Option<&'b Path> {
        book.strip_prefix(&self.folder).ok()
    }

    /// One write for each line: those of two runs do not mingle. What cannot be written is not known the next time.
    fn write(&self, line: &str) {
        if let Some(journal) = &self.journal {
            let mut journal = journal.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let _ = journal.write_all(line.as_bytes());
        }
    }
}

/// Opens the file and waits until nobody puts it in order. Whoever waited for a file that was replaced in the meantime
/// takes the new one. A link, a pipe or a folder of that name is none of storybind's: nothing is kept where one stands.
fn hold(path: &Path) -> io::Result<File> {
    loop {
        if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        // Where a file system knows no locks, two runs at once bind some books twice, and that is all.
        let _ = file.lock_shared();
        if is_at(&file, path) {
            return Ok(file);
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(own), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (own.dev(), own.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// A book's line: a digest of the rest, then what is known, parted by tabs. A book that is no more has only its path.
fn line(below: &Path, entry: Option<&Entry>) -> String {
    let mut rest = written(below);
    if let Some(Entry { source, book, identifier, stories }) = entry {
        let _ = write!(rest, "\t{source}\t{book}\t{}", plain(identifier.as_bytes()));
        for story in stories {
            rest.push('\t');
            rest.push_str(&written(story));
        }
    }
    format!("{}\t{rest}\n", digest(&rest))
}

fn digest(rest: &str) -> String {
    Key::of(rest.as_bytes()).to_string()[..8].to_owned()
}

/// The books of a state, each as its last whole line has it.
fn entries(bytes: &[u8]) -> BTreeMap<PathBuf, Entry> {
    let mut known = BTreeMap::new();
    let mut lines = bytes.split(|&byte| byte == b'\n');
    // A state of another version is one that nothing can be learnt from.
    if lines.next() != Some(HEAD.as_bytes()) {
        return known;
    }
    for line in lines.filter_map(|line| std::str::from_utf8(line).ok()) {
        let Some((check, rest)) = line.split_once('\t') else { continue };
        if check != digest(rest) {
            continue;
        }
        let mut parts = rest.split('\t');
        let Some(below) = parts.next().and_then(decoded_path).filter(|path| is_below(path)) else { continue };
        match entry(&mut parts) {
            Some(entry) => known.insert(below, entry),
            None => known.remove(&below),
        };
    }
    known
}

fn entry<'l>(parts: &mut impl Iterator<Item = &'l str>) -> Option<Entry> {
    let (source, book) = (Key::parse(parts.next()?)?, Key::parse(parts.next()?)?);
    let identifier = percent_decode_str(parts.next()?).decode_utf8().ok()?.into_owned();
    Some(Entry { source, book, identifier, stories: parts.map(decoded_path).collect::<Option<_>>()? })
}

/// Whether a path leads nowhere but down: a state that somebody else wrote names no book outside its folder.
fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

fn written(path: &Path) -> String {
    plain(path.as_os_str().as_encoded_bytes()).to_string()
}

/// What stands in a line as "%" and two digits: what is no printable ASCII, and the percent sign itself.
const IN_A_LINE: AsciiSet = CONTROLS.add(b'%');

/// Bytes as one word.
fn plain(bytes: &[u8]) -> PercentEncode<'_> {
    percent_encode(bytes, &IN_A_LINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(name: &str) -> Entry {
        Entry {
            source: Key::of(name.as_bytes()),
            book: Key::of(b"book"),
            identifier: "urn:uuid:1".to_owned(),
            stories: vec![PathBuf::from(format!("../in/{name}.txt"))],
        }
    }

    #[test]
    fn what_is_noted_is_known_the_next_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = State::open(folder.path());
        let odd = Path::new("de%ep/a\nb\tc é.epub");
        state.note(&folder.path().join("a.epub"), &made("a"));
        state.note(&folder.path().join(odd), &made("é\t"));
        state.note(&folder.path().join("a.epub"), &made("b"));
        state.note(&folder.path().join("gone.epub"), &made("gone"));
        state.forget(Path::new("gone.epub"));
        for state in [State::look(folder.path()), State::open(folder.path())] {
            assert_eq!(state.entries().len(), 2);
            assert_eq!(state.entry(&folder.path().join("a.epub")), Some(&made("b")));
            assert_eq!(state.entry(&folder.path().join(odd)), Some(&made("é\t")));
        }
        state.close();
        assert_eq!(State::look(folder.path()).entries().len(), 2);
    }

    #[test]
    fn a_damaged_state_loses_only_what_is_damaged() {
        let whole =
            format!("{HEAD}\n{}{}", line(Path::new("a"), Some(&made("a"))), line(Path::new("b"), Some(&made("b"))));
        assert_eq!(entries(whole.as_bytes()).len(), 2);
        for cut in 0..whole.len() {
            let left = entries(&whole.as_bytes()[..cut]);
            assert!(left.len() <= 2 && left.iter().all(|(path, entry)| *entry == made(&path.to_string_lossy())));
        }
        let mut lost = 0;
        for at in 0..whole.len() {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= 1;
            let left = entries(&bytes);
            assert!(left.iter().all(|(path, entry)| *entry == made(&path.to_string_lossy())), "{at}");
            lost += 2 - left.len();
        }
        assert!(lost > whole.len() / 2, "no line noticed that it was damaged");
    }

    #[test]
    fn a_state_knows_no_book_outside_its_folder() {
        for outside in ["../a", "/a", "b/../../a", "./a/.."] {
            let text = format!("{HEAD}\n{}", line(Path::new(outside), Some(&made("a"))));
            assert!(entries(text.as_bytes()).is_empty(), "{outside}");
        }
    }

    #[test]
    fn two_runs_may_hold_one_state() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (State::open(folder.path()), State::open(folder.path()));
        one.note(&folder.path().join("a.epub"), &made("a"));
        other.note(&folder.path().join("b.epub"), &made("b"));
        one.close();
        other.note(&folder.path().join("c.epub"), &made("c"));
        other.close();
        assert_eq!(State::look(folder.path()).entries().len(), 3);
    }
}
