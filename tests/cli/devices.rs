//! `devices`: what is known of e-readers.

use std::io::{Cursor, Write};

use super::*;

#[test]
fn the_devices_are_listed_and_one_is_told_with_its_sources() {
    let folder = folder();
    let all = storybind(&folder, &["devices"]);
    expect(&all, 0);
    assert_eq!(data(&all).lines().count(), 8, "{}", data(&all));
    assert!(data(&all).lines().any(|line| line.starts_with("kobo ") && line.contains("kepub")), "{}", data(&all));
    let one = storybind(&folder, &["devices", "kobo", "kindle"]);
    expect(&one, 0);
    let said = data(&one);
    assert!(said.contains("Story.kepub.epub") && said.contains("https://") && said.contains(".kobo"), "{said}");
    assert!(said.contains("does not open EPUBs from its drive"), "{said}");
    let unknown = storybind(&folder, &["devices", "abacus"]);
    expect(&unknown, 2);
    assert!(talk(&unknown).contains("pocketbook"), "{}", talk(&unknown));
}

#[test]
fn a_story_becomes_a_book_for_a_device() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let made = storybind(&folder, &["convert", "ferry.txt", "--device", "kobo"]);
    expect(&made, 0);
    assert_eq!(files(folder.path()), ["ferry.kepub.epub", "ferry.txt"], "{}", talk(&made));
    let checked = storybind(&folder, &["check", "ferry.kepub.epub", "--against", "ferry.txt"]);
    expect(&checked, 0);
    assert_eq!(data(&checked), "");
    // Another form of it stands beside it.
    expect(&storybind(&folder, &["convert", "ferry.txt", "--device", "kindle"]), 0);
    assert_eq!(files(folder.path()), ["ferry.epub", "ferry.kepub.epub", "ferry.txt"]);
    let wrong = storybind(&folder, &["convert", "ferry.txt", "--device", "kobo", "-o", "a.epub"]);
    expect(&wrong, 2);
    assert!(talk(&wrong).contains("say -o a.kepub.epub"), "{}", talk(&wrong));
    expect(&storybind(&folder, &["convert", "ferry.txt", "--device", "kobo", "-o", "a.kepub.epub"]), 0);
    let unknown = storybind(&folder, &["convert", "ferry.txt", "--device", "abacus"]);
    expect(&unknown, 2);
    assert!(talk(&unknown).contains("abacus"), "{}", talk(&unknown));
}

/// A folder of books knows each form by itself: none is made twice, and none is taken for what its story has left.
#[test]
fn a_folder_holds_several_forms_of_its_stories() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/lamp.txt", "The Lamp\n\nIt burned all night.\n");
    for device in ["kobo", "apple"] {
        expect(&storybind(&folder, &["convert", "in", "-o", "out", "--device", device]), 0);
    }
    let books = ["out/ferry.epub", "out/ferry.kepub.epub", "out/lamp.epub", "out/lamp.kepub.epub"];
    let made = || files(folder.path()).into_iter().filter(|name| name.contains(".epub")).collect::<Vec<_>>();
    assert_eq!(made(), books);
    for device in ["kobo", "apple", "generic"] {
        let again = storybind(&folder, &["convert", "in", "-o", "out", "--prune", "--device", device]);
        expect(&again, 0);
        assert!(talk(&again).contains("unchanged") && !talk(&again).contains("no story"), "{}", talk(&again));
    }
    assert_eq!(made(), books);
    fs::remove_file(folder.path().join("in/lamp.txt")).unwrap();
    expect(&storybind(&folder, &["convert", "in", "-o", "out", "--prune", "--device", "kobo"]), 0);
    assert_eq!(made(), ["out/ferry.epub", "out/ferry.kepub.epub", "out/lamp.epub"]);
}

#[test]
fn a_book_that_is_there_gets_the_form_of_a_device() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    let made = storybind(&folder, &["convert", "ferry.epub", "--device", "kobo"]);
    expect(&made, 0);
    assert!(talk(&made).contains("ferry.kepub.epub: made from ferry.epub"), "{}", talk(&made));
    let first = fs::read(folder.path().join("ferry.kepub.epub")).unwrap();
    expect(&storybind(&folder, &["convert", "ferry.txt", "--device", "kobo"]), 0);
    assert!(fs::read(folder.path().join("ferry.kepub.epub")).unwrap() == first, "by both ways the same bytes");
    expect(&storybind(&folder, &["check", "ferry.kepub.epub", "--against", "ferry.txt"]), 0);
    let again = storybind(&folder, &["convert", "ferry.epub", "ferry.kepub.epub", "--device", "kobo", "-o", "."]);
    expect(&again, 0);
    assert!(talk(&again).contains("is there already") && talk(&again).contains("called a kepub"), "{}", talk(&again));
    let stays = storybind(&folder, &["convert", "ferry.epub", "--device", "kindle"]);
    expect(&stays, 0);
    assert!(talk(&stays).contains("stays as it is"), "{}", talk(&stays));
    // One that the device would refuse is not called what it wants.
    let book = fs::read(folder.path().join("ferry.epub")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&book)).unwrap();
    let mut worse = zip::ZipWriter::new(fs::File::create(folder.path().join("worse.epub")).unwrap());
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if entry.name().unwrap().contains("chapter") {
            bytes = String::from_utf8(bytes).unwrap().replacen("<p", "<p><img alt=\"\"/></p><p", 1).into_bytes();
        }
        worse.start_file(entry.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        worse.write_all(&bytes).unwrap();
    }
    worse.finish().unwrap();
    let worse = storybind(&folder, &["convert", "worse.epub", "--device", "kindle"]);
    expect(&worse, 1);
    assert!(talk(&worse).contains("fault: ") && talk(&worse).contains("A picture has no src"), "{}", talk(&worse));
    assert!(talk(&worse).contains("worse.epub: is an EPUB, and not as Kindle wants it"), "{}", talk(&worse));
    assert!(!talk(&worse).contains("is what Kindle wants"), "{}", talk(&worse));
    fs::remove_file(folder.path().join("worse.epub")).unwrap();
    let dry = storybind(&folder, &["convert", "ferry.epub", "--device", "kobo", "-o", "out", "--dry-run"]);
    expect(&dry, 0);
    assert!(data(&dry).contains("ferry.kepub.epub: would be made, from ferry.epub"), "{}", data(&dry));
    // A book is no story, and no story's wishes hold for it.
    let titled = storybind(&folder, &["convert", "ferry.epub", "--device", "kobo", "--title", "Lemons"]);
    expect(&titled, 2);
    assert!(talk(&titled).contains("is a book already"), "{}", talk(&titled));
    // Where no device is named, or a folder of books, it is said how it is done.
    let bare = storybind(&folder, &["convert", "ferry.epub"]);
    expect(&bare, 1);
    assert!(
        talk(&bare).contains("is not text: it is an EPUB\n") && talk(&bare).contains("--device kobo"),
        "{}",
        talk(&bare)
    );
    write(&folder, "books/ferry.epub", &book);
    let shelf = storybind(&folder, &["convert", "books", "--device", "Kobo"]);
    expect(&shelf, 1);
    assert!(talk(&shelf).contains("storybind convert --device kobo books/*.epub"), "{}", talk(&shelf));
    fs::remove_dir_all(folder.path().join("books")).unwrap();
    write(&folder, "broken.epub", "no book at all");
    let broken = storybind(&folder, &["convert", "broken.epub", "ferry.epub", "--device", "kobo"]);
    expect(&broken, 1);
    assert!(talk(&broken).contains("broken.epub: is no EPUB that can be read"), "{}", talk(&broken));
    assert_eq!(files(folder.path()), ["broken.epub", "ferry.epub", "ferry.kepub.epub", "ferry.txt"]);
    // What somebody else put in its place stays.
    write(&folder, "ferry.kepub.epub", "mine");
    let foreign = storybind(&folder, &["convert", "ferry.epub", "--device", "kobo"]);
    expect(&foreign, 1);
    assert!(talk(&foreign).contains("--force"), "{}", talk(&foreign));
    assert_eq!(fs::read(folder.path().join("ferry.kepub.epub")).unwrap(), b"mine");
}
