//! Books onto an e-reader: a folder with the marks of one stands for its drive here; tests/faults does the same to drives
//! that are mounted, full, slow or gone.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
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

/// A book in which a file says something else.
fn retold(folder: &TempDir, book: &str, file: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(File::open(folder.path().join(book)).expect("a book")).expect("an archive");
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("an entry");
        if name.ends_with(file) {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(text.contains(from), "{name} does not say {from}");
            bytes = text.replace(from, to).into_bytes();
        }
        made.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        made.write_all(&bytes).expect("an entry");
    }
    made.finish().expect("an archive").into_inner()
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
    let foreign = retold(&folder, "out/ferry.epub", "content.opf", "content=\"storybind", "content=\"binder");
    write(&folder, "kobo/ferry.epub", foreign);
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
    assert!(talk(&apple).contains("has no drive"), "{}", talk(&apple));
    let unplugged = storybind(&folder, &["load", "in", "--device", "Kindle"]);
    expect(&unplugged, 1);
    assert!(talk(&unplugged).contains("does not open EPUBs from its drive"), "{}", talk(&unplugged));
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

/// A page that is no XHTML gets no marks: who reads it on a Kobo loses his place there, and is told why.
#[test]
fn a_page_that_cannot_be_marked_is_named() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    let odd = retold(&folder, "out/ferry.epub", "chapter-2.xhtml", "</p>", "");
    write(&folder, "odd.epub", odd);
    let loaded = storybind(&folder, &["load", "odd.epub", "--to", "kobo"]);
    expect(&loaded, 0);
    assert!(talk(&loaded).contains("odd.epub: OEBPS/chapter-2.xhtml stays as it is: "), "{}", talk(&loaded));
    assert_eq!(names(&folder, "kobo"), ["odd.kepub.epub"]);
}

#[test]
fn what_no_reader_can_open_takes_the_place_of_no_book() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "phone/notes.md", "");
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    expect(&storybind(&folder, &["load", "out", "--to", "phone"]), 0);
    let before = on(&folder, "phone");
    // A chapter whose bytes are others than they were.
    let mut damaged = fs::read(folder.path().join("out/ferry.epub")).expect("a book");
    let mut archive = zip::ZipArchive::new(Cursor::new(damaged.clone())).expect("an archive");
    let at = archive.index_for_name("OEBPS/chapter-1.xhtml").expect("a chapter");
    let start = archive.by_index_raw(at).expect("an entry").data_start().expect("its place");
    damaged[usize::try_from(start).expect("a small book") + 20..][..40].fill(0);
    write(&folder, "damaged/ferry.epub", damaged);
    let cipher = "<encryption><CipherReference URI=\"OEBPS/chapter-1.xhtml\"/></encryption>";
    let mut locked =
        zip::ZipWriter::new_append(Cursor::new(fs::read(folder.path().join("out/ferry.epub")).unwrap())).unwrap();
    locked.start_file("META-INF/encryption.xml", zip::write::SimpleFileOptions::default()).expect("an entry");
    locked.write_all(cipher.as_bytes()).expect("an entry");
    write(&folder, "locked/ferry.epub", locked.finish().expect("an archive").into_inner());
    for (book, said) in
        [("damaged", "chapter-1.xhtml cannot be unpacked"), ("locked", "is protected: OEBPS/chapter-1.xhtml")]
    {
        for force in [&[][..], &["--force"]] {
            let load = storybind(&folder, &[&["load", book, "--to", "phone"], force].concat());
            expect(&load, 1);
            let keeps = talk(&load).contains("the reader keeps the one that it has: ");
            assert!(keeps && talk(&load).contains(said), "{}", talk(&load));
            assert_eq!(on(&folder, "phone"), before);
        }
    }
}

#[test]
fn what_somebody_has_made_of_a_book_stays() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY);
    expect(&storybind(&folder, &["load", "in", "--to", "kobo"]), 0);
    let noted = retold(&folder, "kobo/ferry.kepub.epub", "chapter-2.xhtml", "Nobody asked", "NOBODY asked");
    write(&folder, "kobo/ferry.kepub.epub", noted);
    let before = on(&folder, "kobo");
    let load = storybind(&folder, &["load", "in", "--to", "kobo"]);
    expect(&load, 1);
    assert!(talk(&load).contains("it has been changed there since: "), "{}", talk(&load));
    assert_eq!(on(&folder, "kobo"), before);
    expect(&storybind(&folder, &["load", "in", "--to", "kobo", "--force"]), 0);
    assert_ne!(on(&folder, "kobo"), before);
    // What storybind has put there itself, and could not note any more, it does not take for somebody's.
    let ledger = folder.path().join("kobo/.storybind-loaded");
    fs::remove_file(ledger).expect("the ledger");
    write(&folder, "in/ferry.txt", format!("{STORY}\nAnd so to bed.\n"));
    expect(&storybind(&folder, &["load", "in", "--to", "kobo"]), 0);
}

#[test]
fn a_drive_is_not_taken_for_another_device_s() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY);
    let wrong = storybind(&folder, &["load", "in", "--to", "kobo", "--device", "pocketbook"]);
    expect(&wrong, 1);
    assert!(talk(&wrong).contains("kobo: is the drive of a Kobo, and --device names PocketBook"), "{}", talk(&wrong));
    assert_eq!(names(&folder, "kobo"), Vec::<String>::new());
    // As for any reader, and later as for a Kobo: the book stays what it is, and that is said.
    expect(&storybind(&folder, &["load", "in", "--to", "kobo", "--device", "generic"]), 0);
    let again = storybind(&folder, &["load", "in", "--to", "kobo"]);
    expect(&again, 0);
    assert!(talk(&again).contains("in/ferry.txt: stays EPUB on the reader"), "{}", talk(&again));
    assert_eq!(names(&folder, "kobo"), ["ferry.epub"]);
}

#[test]
fn where_nothing_is_loaded_nothing_is_counted() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY);
    expect(&storybind(&folder, &["load", "in", "--to", "kobo"]), 0);
    let missing = storybind(&folder, &["load", "nosuch.txt", "--to", "kobo"]);
    expect(&missing, 1);
    assert!(!talk(&missing).contains("0 of 0") && !talk(&missing).contains("0 books"), "{}", talk(&missing));
}

/// What was moved on the reader is known by its new name alone.
#[test]
fn a_book_that_was_moved_is_noted_once() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY);
    expect(&storybind(&folder, &["load", "in", "--to", "kobo"]), 0);
    fs::rename(folder.path().join("kobo/ferry.kepub.epub"), folder.path().join("kobo/mine.kepub.epub")).expect("moved");
    expect(&storybind(&folder, &["load", "in", "--to", "kobo"]), 0);
    let noted = fs::read_to_string(folder.path().join("kobo/.storybind-loaded")).expect("the ledger");
    assert!(noted.contains("mine.kepub.epub") && !noted.contains("ferry.kepub.epub"), "{noted}");
}

#[cfg(unix)]
#[test]
fn a_link_where_a_book_is_to_go_is_left_to_its_owner() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY);
    std::os::unix::fs::symlink("../in/ferry.txt", folder.path().join("kobo/ferry.kepub.epub")).expect("a link");
    let load = storybind(&folder, &["load", "in", "--to", "kobo"]);
    expect(&load, 1);
    assert!(talk(&load).contains("ferry.kepub.epub: something else stands there"), "{}", talk(&load));
    assert!(!talk(&load).contains(" -o ") && !talk(&load).contains("0 books"), "{}", talk(&load));
    assert_eq!(fs::read_to_string(folder.path().join("in/ferry.txt")).expect("the story"), STORY);
}

#[test]
fn what_a_cover_leaves_out_is_said() {
    let folder = kobo();
    write(&folder, "in/ferry.txt", STORY.replace("Night Ferry", "Night 🌊 Ferry"));
    let load = storybind(&folder, &["load", "in", "--to", "kobo"]);
    expect(&load, 0);
    assert!(talk(&load).contains("in/ferry.txt: the cover leaves out what it cannot print"), "{}", talk(&load));
}
