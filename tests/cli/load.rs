//! Books onto an e-reader: a folder with the marks of one stands for its drive here; tests/faults does the same to drives
//! that are mounted, full, slow or gone.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use tempfile::TempDir;

use super::{STORY, data, expect, folder, storybind, talk, write};

/// What a Kobo has on its drive when it comes from the shop.
fn kobo() -> TempDir {
    let folder = folder();
    write(&folder, "kobo/.kobo/version", "N000,4.1.15,4.38.23171\n");
    folder
}

/// Paths and bytes of all files on the drive, but for what the reader itself keeps and for the ledger.
fn on(folder: &TempDir, drive: &str) -> BTreeMap<String, Vec<u8>> {
    fn look(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') {
                assert!([".kobo", ".storybind-loaded"].contains(&name.as_str()), "{name} was left behind");
            } else if path.is_dir() {
                look(root, &path, found);
            } else {
                let below = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                found.insert(below, fs::read(&path).expect("a file"));
            }
        }
    }
    let (root, mut found) = (folder.path().join(drive), BTreeMap::new());
    look(&root, &root, &mut found);
    found
}

fn names(folder: &TempDir, drive: &str) -> Vec<String> {
    on(folder, drive).into_keys().collect()
}

/// The pages of a book by their names.
fn pages(book: &Path) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(File::open(book).expect("a book")).expect("an archive");
    let mut pages = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        if name.contains("chapter") {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("UTF-8");
            pages.insert(name, text);
        }
    }
    pages
}

#[test]
fn stories_and_books_go_onto_the_reader_in_its_form() {
    let folder = kobo();
    write(&folder, "in/Tides/The Ferry?.txt", STORY);
    write(&folder, "in/harbour.txt", "The Harbour\n\nby Maren Holt\n\nNobody met the ferry.\n");
    expect(&storybind(&folder, &["convert", "in/harbour.txt", "-o", "harbour.epub"]), 0);
    let plan = storybind(&folder, &["load", "in", "--to", "kobo", "--dry-run"]);
    expect(&plan, 0);
    assert_eq!(
        data(&plan),
        "new: The Harbour (harbour.kepub.epub)\nnew: The Night Ferry (Tides/The Ferry_.kepub.epub)\n"
    );
    assert_eq!(names(&folder, "kobo"), Vec::<String>::new());
    assert!(!folder.path().join("kobo/.storybind-loaded").exists(), "a dry run has written");

    let first = storybind(&folder, &["load", "in", "harbour.epub", "--to", "kobo"]);
    // A book that is named and the story that it was bound from are one book to the reader.
    expect(&first, 1);
    assert!(talk(&first).contains("harbour.epub: is the same book to a reader as in/harbour.txt"), "{}", talk(&first));
    assert!(talk(&first).contains("2 books on the reader: 2 new, 0 updated, 0 unchanged"), "{}", talk(&first));
    assert_eq!(names(&folder, "kobo"), ["Tides/The Ferry_.kepub.epub", "harbour.kepub.epub"]);

    let before = on(&folder, "kobo");
    let again = storybind(&folder, &["load", "in", "--to", "kobo"]);
    expect(&again, 0);
    assert!(talk(&again).contains("2 books on the reader: 0 new, 0 updated, 2 unchanged"), "{}", talk(&again));
    assert!(talk(&again).contains("): 0 of 2 books to copy, 0 bytes"), "{}", talk(&again));
    assert_eq!(on(&folder, "kobo"), before);
}

#[test]
fn a_serial_that_has_grown_takes_its_own_place() {
    let folder = kobo();
    let chapter = |number: usize| {
        format!(
            "Chapter {number}\n\nDay {number}. The tide table was wrong again. \"Who keeps it?\" she asked. Nobody did.\n\n"
        )
    };
    let serial = |chapters: usize| {
        let text: String = (1..=chapters).map(chapter).collect();
        format!("The Tide Table\n\nby Maren Holt\n\n{text}")
    };
    write(&folder, "in/tide.txt", serial(4));
    expect(&storybind(&folder, &["load", "in", "--to", "kobo"]), 0);
    // Somebody tidies up on the reader, begins to read, and the reader keeps the place beside the book's name.
    fs::create_dir(folder.path().join("kobo/Reading")).expect("a folder");
    let own = folder.path().join("kobo/Reading/my serial.kepub.epub");
    fs::rename(folder.path().join("kobo/tide.kepub.epub"), &own).expect("a book");
    let old = pages(&own);
    let (page, text) = old.iter().nth(2).expect("a third chapter");
    let (_, behind) = text.match_indices("id=\"kobo.").nth(2).map(|(at, _)| text.split_at(at + 4)).expect("a span");
    let span = behind.split('"').next().expect("an id");
    write(&folder, "kobo/.kobo/place", format!("Reading/my serial.kepub.epub\n{page}\n{span}\n"));

    write(&folder, "in/tide.txt", serial(7));
    let grown = storybind(&folder, &["load", "in", "--to", "kobo"]);
    expect(&grown, 0);
    assert!(talk(&grown).contains("updated: The Tide Table (Reading/my serial.kepub.epub)"), "{}", talk(&grown));
    assert_eq!(names(&folder, "kobo"), ["Reading/my serial.kepub.epub"]);
    let new = pages(&own);
    assert_eq!(new.len(), old.len() + 3);
    assert!(old.iter().all(|(name, text)| new.get(name) == Some(text)), "an old chapter has changed");
    let kept = fs::read_to_string(folder.path().join("kobo/.kobo/place")).expect("the place");
    let place: Vec<&str> = kept.lines().collect();
    assert!(new[place[1]].contains(&format!("id=\"{}\"", place[2])), "the reader's place is gone");
}

#[test]
fn only_what_storybind_put_there_is_removed() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/harbour.txt", "The Harbour\n\nby Maren Holt\n\nNobody met the ferry.\n");
    write(&folder, "in/pier.txt", "The Pier\n\nby Maren Holt\n\nIt was shorter than on the map.\n");
    write(&folder, "kobo/bought.epub", "not even a book");
    expect(&storybind(&folder, &["load", "in", "--to", "kobo"]), 0);
    // One of ours is changed by somebody, and all but one story go.
    let mut changed = fs::read(folder.path().join("kobo/pier.kepub.epub")).expect("a book");
    changed.push(0);
    fs::write(folder.path().join("kobo/pier.kepub.epub"), changed).expect("a book");
    fs::remove_file(folder.path().join("in/harbour.txt")).expect("a story");
    fs::remove_file(folder.path().join("in/pier.txt")).expect("a story");
    let plain = storybind(&folder, &["load", "in", "--to", "kobo"]);
    assert_eq!(names(&folder, "kobo").len(), 4, "{}", talk(&plain));
    let dry = storybind(&folder, &["load", "in", "--to", "kobo", "--prune", "--dry-run"]);
    assert!(talk(&dry).contains("harbour.kepub.epub: would be removed"), "{}", talk(&dry));
    assert_eq!(names(&folder, "kobo").len(), 4);
    let pruned = storybind(&folder, &["load", "in", "--to", "kobo", "--prune"]);
    expect(&pruned, 0);
    assert!(talk(&pruned).contains("pier.kepub.epub: has been changed on the reader, and stays"), "{}", talk(&pruned));
    assert_eq!(names(&folder, "kobo"), ["bought.epub", "ferry.kepub.epub", "pier.kepub.epub"]);

    // Where a story could not be bound, its book might be among those that would go.
    write(&folder, "in/harbour.txt", b"\0\0\0");
    let failed = storybind(&folder, &["load", "in/ferry.txt", "in/harbour.txt", "--to", "kobo", "--prune"]);
    expect(&failed, 1);
    assert!(talk(&failed).contains("nothing was removed"), "{}", talk(&failed));
}

#[test]
fn a_book_that_somebody_else_put_there_is_left_alone() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    // Another program has made it its own: the same identity, its own mark.
    let book = folder.path().join("out/ferry.epub");
    let mut archive = zip::ZipArchive::new(File::open(&book).expect("a book")).expect("an archive");
    let mut foreign = zip::ZipWriter::new(File::create(folder.path().join("kobo/ferry.epub")).expect("a file"));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("an entry");
        let text = String::from_utf8_lossy(&bytes).replace("content=\"storybind", "content=\"binder");
        foreign.start_file(entry.name().expect("a name"), zip::write::SimpleFileOptions::default()).expect("an entry");
        std::io::Write::write_all(&mut foreign, if text.contains("binder") { text.as_bytes() } else { &bytes })
            .expect("an entry");
    }
    foreign.finish().expect("an archive");
    let before = on(&folder, "kobo");
    let refused = storybind(&folder, &["load", "in", "--to", "kobo"]);
    expect(&refused, 1);
    assert!(talk(&refused).contains("storybind did not put it there"), "{}", talk(&refused));
    assert_eq!(on(&folder, "kobo"), before);
    expect(&storybind(&folder, &["load", "in", "--to", "kobo", "--force"]), 0);
    let after = on(&folder, "kobo");
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert_ne!(after, before);
}

#[test]
fn what_takes_no_books_by_cable_says_what_to_do() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "kindle/documents/x.azw3", "");
    write(&folder, "kindle/system/version.txt", "Kindle 5.16\n");
    let kindle = storybind(&folder, &["load", "in", "--to", "kindle"]);
    expect(&kindle, 1);
    assert!(talk(&kindle).contains("does not open EPUBs from its drive"), "{}", talk(&kindle));
    assert_eq!(names(&folder, "kindle").len(), 2);
    let stated = storybind(&folder, &["load", "in", "--to", "kindle", "--device", "kindle"]);
    expect(&stated, 1);
    let apple = storybind(&folder, &["load", "in", "--device", "apple"]);
    expect(&apple, 1);
    assert!(talk(&apple).contains("AirDrop"), "{}", talk(&apple));
    let nowhere = storybind(&folder, &["load", "in", "--to", "nowhere"]);
    expect(&nowhere, 1);
    assert!(talk(&nowhere).contains("nowhere: is no folder"), "{}", talk(&nowhere));
    expect(&storybind(&folder, &["load", "in", "--device", "abacus"]), 2);
}

#[test]
fn any_folder_may_stand_for_a_reader() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "phone/Download/notes.md", "");
    expect(&storybind(&folder, &["load", "in", "--to", "phone/Download"]), 0);
    assert_eq!(names(&folder, "phone/Download"), ["ferry.epub", "notes.md"]);
    // A folder on a drive that shows what it is: in that reader's form, where the person wants it.
    write(&folder, "kobo/.kobo/version", "");
    write(&folder, "kobo/Fiction/keep", "");
    expect(&storybind(&folder, &["load", "in", "--to", "kobo/Fiction"]), 0);
    assert_eq!(names(&folder, "kobo"), ["Fiction/ferry.kepub.epub", "Fiction/keep"]);
    // One that leads to a device which is no drive itself.
    write(&folder, "shared/Books/notes.md", "");
    let shared = storybind(&folder, &["load", "in", "--device", "boox", "--to", "shared/Books"]);
    expect(&shared, 0);
    assert!(talk(&shared).starts_with("Onyx Boox ("), "{}", talk(&shared));
    assert_eq!(names(&folder, "shared/Books"), ["ferry.epub", "notes.md"]);
    let empty = storybind(&folder, &["load", "phone", "--to", "kobo"]);
    assert!(talk(&empty).contains("is the same book") || talk(&empty).contains("unchanged"), "{}", talk(&empty));
}
