//! Written, damaged, shared.

use super::*;
use crate::deliver::Digest;

/// An entry with a word of each kind.
#[derive(Debug, PartialEq, Eq)]
struct Made {
    digest: Digest,
    name: String,
    paths: Vec<PathBuf>,
}

impl Entry for Made {
    const NAME: &'static str = ".storybind-test";
    const HEAD: &'static str = "storybind test 1";

    fn write(&self, words: &mut Words) {
        words.plain(self.digest);
        words.text(&self.name);
        self.paths.iter().for_each(|path| words.path(path));
    }

    fn read(words: &mut Read<'_>) -> Option<Made> {
        Some(Made { digest: words.digest()?, name: words.text()?, paths: words.paths()? })
    }
}

fn made(name: &str) -> Made {
    let paths = vec![PathBuf::from(format!("../in/{name}.txt"))];
    Made { digest: Digest::of(name.as_bytes()), name: format!("urn: {name}"), paths }
}

#[test]
fn what_is_noted_is_known_the_next_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = Ledger::<Made>::open(folder.path());
    let odd = Path::new("de%ep/a\nb\tc é.epub");
    ledger.note(&folder.path().join("a.epub"), &made("a"));
    ledger.note(&folder.path().join(odd), &made("é\t"));
    ledger.note(&folder.path().join("a.epub"), &made("b"));
    ledger.note(&folder.path().join("gone.epub"), &made("gone"));
    ledger.forget(Path::new("gone.epub"));
    for ledger in [Ledger::<Made>::look(folder.path()), Ledger::<Made>::open(folder.path())] {
        assert_eq!(ledger.entries().len(), 2);
        assert_eq!(ledger.entry(&folder.path().join("a.epub")), Some(&made("b")));
        assert_eq!(ledger.entry(&folder.path().join(odd)), Some(&made("é\t")));
    }
    ledger.close();
    assert_eq!(Ledger::<Made>::look(folder.path()).entries().len(), 2);
}

#[test]
fn a_damaged_ledger_loses_only_what_is_damaged() {
    let whole =
        format!("{}\n{}{}", Made::HEAD, line(Path::new("a"), Some(&made("a"))), line(Path::new("b"), Some(&made("b"))));
    assert_eq!(entries::<Made>(whole.as_bytes()).len(), 2);
    for cut in 0..whole.len() {
        let left = entries::<Made>(&whole.as_bytes()[..cut]);
        assert!(left.len() <= 2 && left.iter().all(|(path, entry)| *entry == made(&path.to_string_lossy())));
    }
    let mut lost = 0;
    for at in 0..whole.len() {
        let mut bytes = whole.clone().into_bytes();
        bytes[at] ^= 1;
        let left = entries::<Made>(&bytes);
        assert!(left.iter().all(|(path, entry)| *entry == made(&path.to_string_lossy())), "{at}");
        lost += 2 - left.len();
    }
    assert!(lost > whole.len() / 2, "no line noticed that it was damaged");
}

#[test]
fn a_ledger_knows_no_book_outside_its_folder() {
    for outside in ["../a", "/a", "b/../../a", "./a/.."] {
        let text = format!("{}\n{}", Made::HEAD, line(Path::new(outside), Some(&made("a"))));
        assert!(entries::<Made>(text.as_bytes()).is_empty(), "{outside}");
    }
}

#[test]
fn two_runs_may_hold_one_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, other) = (Ledger::<Made>::open(folder.path()), Ledger::<Made>::open(folder.path()));
    one.note(&folder.path().join("a.epub"), &made("a"));
    other.note(&folder.path().join("b.epub"), &made("b"));
    one.close();
    other.note(&folder.path().join("c.epub"), &made("c"));
    other.close();
    assert_eq!(Ledger::<Made>::look(folder.path()).entries().len(), 3);
}

#[test]
fn a_ledger_that_is_held_alone_is_nobody_elses() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = Ledger::<Made>::open_alone(folder.path()).expect("a ledger");
    let other = Ledger::<Made>::open_alone(folder.path());
    assert_eq!(other.map(drop).map_err(|error| error.kind()), Err(io::ErrorKind::WouldBlock));
    one.note(&folder.path().join("a.epub"), &made("a"));
    one.close();
    let other = Ledger::<Made>::open_alone(folder.path()).expect("a ledger");
    assert_eq!(other.entry(&folder.path().join("a.epub")), Some(&made("a")));
}
