//! The same story, settings and version give the same bytes: from another folder, on another day, in another time zone
//! and language, by one thread or many.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use storybind::{Options, convert, source::Source};
use tempfile::TempDir;

/// A story of many chapters, so that threads have something to share out.
fn long_story() -> String {
    const OPENINGS: [&str; 5] = ["At dawn", "Nobody said", "On the quay", "In the end", "Once more"];
    const MIDDLES: [&str; 4] = [" the tide came in", " the letters were late", " somebody sang", " the lamps went out"];
    let mut story = String::from("The Salt Ledger\n\nby Ines Varga\n\nRating: K\nDate: 3 May 2011\n\n");
    let mut seed = 7_u32;
    let mut next = |among: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) as usize % among
    };
    for chapter in 1..=40 {
        write!(story, "Chapter {chapter}\n\n").unwrap();
        for paragraph in 0..30 {
            for _ in 0..6 {
                write!(story, "{}{}. ", OPENINGS[next(5)], MIDDLES[next(4)]).unwrap();
            }
            story.push_str(if paragraph == 14 { "\n\n* * *\n\n" } else { "\n\n" });
        }
    }
    story
}

/// Where, when and how a run happens.
struct Circumstances {
    folder: &'static str,
    threads: &'static str,
    zone: &'static str,
    locale: &'static str,
    /// Days that the story's file is old.
    age: u64,
}

const HERE: Circumstances =
    Circumstances { folder: "a", threads: "1", zone: "Pacific/Kiritimati", locale: "C", age: 0 };
const THERE: Circumstances = Circumstances {
    folder: "some/where else/entirely",
    threads: "4",
    zone: "America/Los_Angeles",
    locale: "de_DE.UTF-8",
    age: 4_000,
};

fn run(root: &TempDir, story: &str, circumstances: &Circumstances) -> Vec<u8> {
    let folder = root.path().join(circumstances.folder);
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("ledger.txt");
    fs::write(&file, story).unwrap();
    let day = SystemTime::now() - Duration::from_secs(86_400 * circumstances.age);
    File::options().write(true).open(&file).unwrap().set_modified(day).unwrap();
    program(&folder, circumstances, &["convert", "ledger.txt"], None);
    fs::read(folder.join("ledger.epub")).unwrap()
}

fn program(folder: &Path, circumstances: &Circumstances, arguments: &[&str], moment: Option<&str>) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("storybind"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command.env("RAYON_NUM_THREADS", circumstances.threads).env("TZ", circumstances.zone);
    command.env("LC_ALL", circumstances.locale).env("LANG", circumstances.locale).env_remove("SOURCE_DATE_EPOCH");
    if let Some(moment) = moment {
        command.env("SOURCE_DATE_EPOCH", moment);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_same_bytes_everywhere() {
    let root = tempfile::tempdir().unwrap();
    let story = long_story();
    let here = run(&root, &story, &HERE);
    assert!(here == run(&root, &story, &THERE), "folder, threads, time zone, language or the file's age show");
    assert!(here == run(&root, &story, &HERE), "the second run replaces a book and gives the same");
    let book = convert(&Source::of("ledger", story), &Options::default()).unwrap();
    assert!(here == book.bytes, "the library makes another book than the program");
}

#[test]
fn a_folder_of_stories_gives_the_books_that_each_alone_gives() {
    let root = tempfile::tempdir().unwrap();
    let stories = root.path().join("in");
    fs::create_dir_all(&stories).unwrap();
    for n in 0..12 {
        fs::write(stories.join(format!("{n}.txt")), format!("Tale {n}\n\n{}", long_story())).unwrap();
    }
    program(root.path(), &THERE, &["convert", "in", "-o", "all", "--no-grouping"], None);
    for n in [0, 5, 11] {
        let (story, book) = (format!("in/{n}.txt"), format!("{n}.epub"));
        program(root.path(), &HERE, &["convert", &story, "-o", &book], None);
        assert!(bytes(root.path().join("all").join(&book)) == bytes(root.path().join(&book)), "{book}");
    }
}

/// No clock can be turned back in a test, so the book itself is asked whether it knows what day it is.
#[test]
fn a_book_does_not_know_what_day_it_was_made() {
    let root = tempfile::tempdir().unwrap();
    run(&root, "Undated\n\nChapter 1\n\nShe ran.\n", &HERE);
    let book = root.path().join(HERE.folder).join("ledger.epub");
    assert_eq!(dates(&book), ("1980-01-01T00:00:00Z".to_owned(), vec![1980]));

    let folder = root.path().join(HERE.folder);
    program(&folder, &HERE, &["convert", "ledger.txt"], Some("1234567890"));
    assert_eq!(dates(&book), ("2009-02-13T23:31:30Z".to_owned(), vec![2009]));
}

/// The moment of change that the package document states, and the years of the archive's entries.
fn dates(book: &Path) -> (String, Vec<u16>) {
    let mut archive = zip::ZipArchive::new(File::open(book).unwrap()).unwrap();
    let (mut modified, mut years) = (String::new(), Vec::new());
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).unwrap();
        years.push(entry.last_modified().unwrap().year());
        if Path::new(&*entry.name().unwrap()).extension().is_some_and(|ending| ending == "opf") {
            let mut package = String::new();
            entry.read_to_string(&mut package).unwrap();
            let (_, rest) = package.split_once("dcterms:modified\">").unwrap();
            rest.split_once('<').unwrap().0.clone_into(&mut modified);
        }
    }
    years.sort_unstable();
    years.dedup();
    (modified, years)
}

fn bytes(path: PathBuf) -> Vec<u8> {
    fs::read(path).unwrap()
}
