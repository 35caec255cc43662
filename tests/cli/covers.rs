//! Covers as a person asks for them: drawn, their own, beside the story, none.

use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::Path;

use super::{STORY, expect, folder, storybind, talk, write};

/// The book's cover: its name and its bytes.
fn cover(book: &Path) -> Option<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(File::open(book).expect("a book")).expect("an archive");
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let name = file.name().expect("a name").into_owned();
        if name.starts_with("OEBPS/cover-") {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            return Some((name, bytes));
        }
    }
    None
}

/// The ending of a file's name.
fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn picture(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([12, 90, 60]))
        .write_to(&mut bytes, format)
        .expect("a picture");
    bytes.into_inner()
}

#[test]
fn every_book_has_a_cover_unless_none_is_wanted() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    let book = folder.path().join("ferry.epub");
    let (name, bytes) = cover(&book).expect("a cover");
    assert!(ending(&name) == "png" && bytes.len() <= 200_000, "{name}: {} bytes", bytes.len());
    let drawn = image::load_from_memory(&bytes).expect("a picture");
    assert_eq!((drawn.width(), drawn.height()), (1600, 2400));
    expect(&storybind(&folder, &["check", "ferry.epub"]), 0);
    expect(&storybind(&folder, &["convert", "ferry.txt", "--no-cover"]), 0);
    assert_eq!(cover(&book), None);
    expect(&storybind(&folder, &["check", "ferry.epub"]), 0);
}

#[test]
fn a_picture_that_is_named_or_stands_beside_the_story_is_its_cover() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let book = folder.path().join("ferry.epub");
    let (jpeg, png) = (picture(600, 900, image::ImageFormat::Jpeg), picture(500, 700, image::ImageFormat::Png));
    write(&folder, "cover.jpg", &jpeg);
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    assert_eq!(cover(&book).expect("a cover").1, jpeg);
    // The story's own name counts more, and what is said more than both.
    write(&folder, "ferry.png", &png);
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    let (name, bytes) = cover(&book).expect("a cover");
    assert!(ending(&name) == "png" && bytes == png);
    expect(&storybind(&folder, &["convert", "ferry.txt", "--cover", "cover.jpg"]), 0);
    let (name, bytes) = cover(&book).expect("a cover");
    assert!(ending(&name) == "jpg" && bytes == jpeg);
    write(&folder, "storybind.toml", "[[book]]\ncover = false\n");
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    assert_eq!(cover(&book), None);
    write(&folder, "storybind.toml", "[[book]]\ncover = \"art/moon.png\"\n");
    write(&folder, "art/moon.png", picture(1700, 800, image::ImageFormat::Png));
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    let scaled = image::load_from_memory(&cover(&book).expect("a cover").1).expect("a picture");
    assert_eq!((scaled.width(), scaled.height()), (1600, 753));
    expect(&storybind(&folder, &["check", "ferry.epub"]), 0);
}

#[test]
fn a_cover_beside_many_stories_is_none_of_theirs() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/raft.txt", STORY.replace("Night Ferry", "Raft"));
    write(&folder, "in/cover.png", picture(600, 900, image::ImageFormat::Png));
    write(&folder, "in/raft.jpg", picture(600, 900, image::ImageFormat::Jpeg));
    expect(&storybind(&folder, &["convert", "in", "-o", "books"]), 0);
    let is_drawn = |book: &str| ending(&cover(&folder.path().join(book)).expect("a cover").0) == "png";
    assert!(is_drawn("books/ferry.epub") && !is_drawn("books/raft.epub"));
}

#[test]
fn another_picture_makes_another_book() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    let convert = || {
        let output = storybind(&folder, &["convert", "in", "-o", "books"]);
        expect(&output, 0);
        fs::read(folder.path().join("books/ferry.epub")).expect("a book")
    };
    let drawn = convert();
    write(&folder, "in/cover.png", picture(600, 900, image::ImageFormat::Png));
    let own = convert();
    write(&folder, "in/cover.png", picture(601, 900, image::ImageFormat::Png));
    let other = convert();
    fs::remove_file(folder.path().join("in/cover.png")).expect("removed");
    assert!(drawn != own && own != other && convert() == drawn);
}

#[test]
fn a_picture_that_is_none_fails_its_book_and_says_what_to_do() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/ferry.jpg", "not a picture");
    write(&folder, "in/raft.txt", STORY.replace("Night Ferry", "Raft"));
    let output = storybind(&folder, &["convert", "in", "-o", "books"]);
    expect(&output, 1);
    assert!(talk(&output).contains("ferry.jpg: is neither a JPEG nor a PNG\n  save the picture"), "{}", talk(&output));
    assert!(folder.path().join("books/raft.epub").is_file() && !folder.path().join("books/ferry.epub").exists());
    let output = storybind(&folder, &["convert", "in/raft.txt", "--cover", "none.png"]);
    expect(&output, 1);
    assert!(talk(&output).contains("none.png: there is no such file"), "{}", talk(&output));
    let output = storybind(&folder, &["convert", "in/raft.txt", "in/ferry.txt", "--cover", "none.png"]);
    expect(&output, 2);
    assert!(talk(&output).contains("--cover is given, and there are 2 stories"), "{}", talk(&output));
    expect(&storybind(&folder, &["convert", "in/raft.txt", "--cover", "a.png", "--no-cover"]), 2);
}

#[test]
fn what_no_font_has_is_said() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY.replace("Night Ferry", "Night 🌊 Ferry"));
    let output = storybind(&folder, &["convert", "ferry.txt"]);
    expect(&output, 0);
    let said = "the cover leaves out what it cannot print: no font for covers has 🌊 (--cover FILE takes your own)";
    assert!(talk(&output).contains(said), "{}", talk(&output));
    let output = storybind(&folder, &["convert", "ferry.txt", "--no-cover"]);
    assert!(!talk(&output).contains("font"), "{}", talk(&output));
}

/// In a batch of which not every book is named, those whose cover leaves something out are.
#[test]
fn what_no_font_has_is_said_of_many_books_too() {
    let folder = folder();
    for number in 0..30 {
        let sign = if number >= 23 { "🌊 " } else { "" };
        let title = format!("Night {sign}Ferry {}", ["Amber", "Birch", "Cedar"][number % 3].repeat(number / 3 + 1));
        write(&folder, &format!("in/{number:02}x.txt"), STORY.replace("Night Ferry", &title));
    }
    let output = storybind(&folder, &["convert", "in", "-o", "out", "--no-grouping"]);
    expect(&output, 0);
    let said = "the cover leaves out what it cannot print: no font for covers has 🌊";
    assert_eq!(talk(&output).matches(said).count(), 5, "{}", talk(&output));
    assert!(talk(&output).contains("2 more covers leave something out"), "{}", talk(&output));
}

/// A picture that is the cover, or was to be, is not passed over.
#[test]
fn a_cover_is_not_passed_over() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/ferry.jpg", b"no picture");
    write(&folder, "in/notes.md", b"");
    let output = storybind(&folder, &["convert", "in"]);
    expect(&output, 1);
    assert!(!talk(&output).contains("passed over: in/ferry.jpg"), "{}", talk(&output));
    fs::rename(folder.path().join("in/ferry.jpg"), folder.path().join("in/moon.jpg")).expect("renamed");
    write(&folder, "in/storybind.toml", "[[book]]\ncover = \"moon.jpg\"\n");
    let output = storybind(&folder, &["convert", "in"]);
    expect(&output, 1);
    assert!(!talk(&output).contains("passed over: in/moon.jpg"), "{}", talk(&output));
    assert!(talk(&output).contains("passed over: in/notes.md"), "{}", talk(&output));
}

#[test]
fn a_cover_that_does_not_name_the_title_is_not_said_to() {
    let folder = folder();
    let page = |title: &str| {
        write(&folder, "ferry.txt", STORY.replace("The Night Ferry", title));
        expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
        let book = File::open(folder.path().join("ferry.epub")).expect("a book");
        let mut page = String::new();
        let mut archive = zip::ZipArchive::new(book).expect("an archive");
        archive.by_name("OEBPS/cover.xhtml").expect("a page").read_to_string(&mut page).expect("UTF-8");
        page
    };
    assert!(page("The Night Ferry").contains("alt=\"Cover: The Night Ferry, Maren Holt\""));
    let unsaid = page("바다의 밤 배");
    assert!(unsaid.contains("Maren Holt\""), "{unsaid}");
    assert!(!unsaid.split("alt=\"").nth(1).and_then(|alt| alt.split('"').next()).unwrap_or_default().contains("바다"));
}

#[test]
fn an_unchanged_cover_is_taken_from_the_old_book() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    let book = folder.path().join("books/ferry.epub");
    let convert = || {
        expect(&storybind(&folder, &["convert", "in", "-o", "books"]), 0);
        fs::read(&book).expect("a book")
    };
    convert();
    write(&folder, "in/ferry.txt", format!("{STORY}\nAnd so to bed.\n"));
    let grown = convert();
    // The same without an old book to take it from.
    fs::remove_dir_all(folder.path().join("books")).expect("removed");
    assert!(convert() == grown);
}
