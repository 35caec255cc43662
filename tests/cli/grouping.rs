//! Files that are chapters of one story become one book, and stories that only stand beside each other do not.

use std::fs;
use std::io::Read;

use super::{data, expect, files, folder, storybind, talk, write};

const FIRST: &str = "The Salt Ferry\nby Maren Holt\n\nChapter 1: The Gate\n\nA/N: First try at this, be kind!\n\n\
    The gate was open when she came down to the water, which it never was before nine, and there was nobody in \
    the box.\n\n***\n\n\"You are early,\" said the engineer.\n";
const SECOND: &str = "The Salt Ferry\nby Maren Holt\n\nChapter 2: Lemons\n\nA/N: Thank you all for the reviews!\n\n\
    The lemons had been paid for in advance. Nobody asked by whom, and the engineer, who knew, said nothing.\n";
const TENTH: &str = "The Salt Ferry\nby Maren Holt\n\nShe had not thought that there would be a far side. It had reeds, \
    and a bench, and a man who was asleep on it.\n\nThe End\n";

fn ferry() -> tempfile::TempDir {
    let folder = folder();
    write(&folder, "in/The Salt Ferry/01 - The Gate.txt", FIRST);
    write(&folder, "in/The Salt Ferry/02 - Lemons.txt", SECOND);
    write(&folder, "in/The Salt Ferry/10 - The Far Side.txt", TENTH);
    folder
}

/// A file of a book.
fn page(folder: &tempfile::TempDir, book: &str, name: &str) -> String {
    let book = fs::File::open(folder.path().join(book)).expect("a book");
    let mut archive = zip::ZipArchive::new(book).expect("an archive");
    let mut text = String::new();
    archive.by_name(&format!("OEBPS/{name}")).expect("a page").read_to_string(&mut text).expect("text");
    text
}

/// The entries of a book's table of contents.
fn contents(folder: &tempfile::TempDir, book: &str) -> Vec<String> {
    let page = page(folder, book, "nav.xhtml");
    let contents = page.split("</nav>").next().unwrap_or_default();
    contents
        .split("<a href=\"")
        .skip(1)
        .map(|link| link[link.find('>').expect("a link") + 1..link.find("</a>").expect("a link")].to_owned())
        .collect()
}

#[test]
fn a_folder_of_nothing_but_numbered_files_is_a_book() {
    let folder = ferry();
    let plan = data(&storybind(&folder, &["convert", "in", "-o", "out", "--dry-run"]));
    assert_eq!(
        plan,
        "out/The Salt Ferry.epub: would be bound, from in/The Salt Ferry/01 - The Gate.txt to \
         in/The Salt Ferry/10 - The Far Side.txt (3 files numbered 1 to 10, and nothing else is in the folder)\n"
    );
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    assert_eq!(files(&folder.path().join("out")), ["The Salt Ferry.epub"]);
    // The third file has no heading: its name makes one.
    assert_eq!(
        contents(&folder, "out/The Salt Ferry.epub"),
        ["Chapter 1: The Gate", "Chapter 2: Lemons", "The Far Side"]
    );
    let third = page(&folder, "out/The Salt Ferry.epub", "chapter-3.xhtml");
    assert!(third.contains("class=\"added\">The Far Side</h1>"), "{third}");
    // Title and author stand on the title page, once.
    for chapter in ["chapter-1.xhtml", "chapter-2.xhtml", "chapter-3.xhtml"] {
        let page = page(&folder, "out/The Salt Ferry.epub", chapter);
        let body = page.split("<body>").nth(1).expect("a body");
        assert!(!body.contains("Maren Holt") && !body.contains("The Salt Ferry"), "{body}");
    }
    let second = page(&folder, "out/The Salt Ferry.epub", "chapter-2.xhtml");
    assert!(second.contains("<aside class=\"note\"") && second.contains("Thank you all"), "{second}");
    expect(&storybind(&folder, &["check", "out/The Salt Ferry.epub"]), 0);

    // Natural order, and a chapter more is a changed book.
    write(&folder, "in/The Salt Ferry/9 - Reeds.txt", "The reeds began at noon and would not end.\n");
    let again = storybind(&folder, &["convert", "in", "-o", "out"]);
    expect(&again, 0);
    assert_eq!(
        contents(&folder, "out/The Salt Ferry.epub"),
        ["Chapter 1: The Gate", "Chapter 2: Lemons", "Reeds", "The Far Side"]
    );
    assert!(talk(&again).contains("4 chapters, 2 notes, 1 break"), "{}", talk(&again));
}

#[test]
fn a_line_of_a_book_of_several_files_is_named_with_its_file() {
    let folder = ferry();
    let done = storybind(&folder, &["convert", "in", "-o", "out"]);
    expect(&done, 0);
    let named = talk(&done);
    assert!(named.contains("01 - The Gate.txt, line 6: read as an author's note"), "{named}");
    let command = named.lines().find(|line| line.contains("--explain")).expect("a hint");
    let line = command.rsplit(' ').next().expect("a line");
    let folder_of = storybind(&folder, &["inspect", "in/The Salt Ferry", "--explain", line]);
    expect(&folder_of, 0);
    let paths =
        ["01 - The Gate", "02 - Lemons", "10 - The Far Side"].map(|name| format!("in/The Salt Ferry/{name}.txt"));
    let one_by_one = storybind(&folder, &["inspect", &paths[0], &paths[1], &paths[2], "--explain", line]);
    assert_eq!(data(&folder_of), data(&one_by_one));
}

#[test]
fn names_that_say_of_what_make_a_book_among_other_stories() {
    let folder = folder();
    write(&folder, "in/bell-ch1.txt", "Chapter 1\n\nThe bell had no tongue.\n");
    write(&folder, "in/bell-ch2.txt", "It rained, and the bell filled with water, and hung still.\n");
    write(&folder, "in/bell-ch10.txt", "Chapter 10\n\nThen somebody pulled the rope.\n");
    write(
        &folder,
        "in/The Well (1 of 2).txt",
        "The Well\n\nby Ida Quill\n\nIt was deep, and nobody had ever said so.\n",
    );
    write(&folder, "in/The Well (2 of 2).txt", "The Well\n\nby Ida Quill\n\nIt was deeper than that.\n");
    write(&folder, "in/flood1.txt", "The Flood\n\nby Ida Quill\n\nThe road was gone.\n");
    write(&folder, "in/flood2.txt", "The Second Flood\n\nby Ida Quill\n\nThe church was gone.\n");
    write(&folder, "in/salt.txt", "Salt\n\nIt was everywhere.\n");
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    assert_eq!(
        files(&folder.path().join("out")),
        ["The Well.epub", "bell.epub", "flood1.epub", "flood2.epub", "salt.epub"]
    );
    assert_eq!(contents(&folder, "out/bell.epub"), ["Chapter 1", "Chapter 2", "Chapter 10"]);

    let apart = storybind(&folder, &["convert", "in", "-o", "apart", "--no-grouping"]);
    expect(&apart, 0);
    assert_eq!(files(&folder.path().join("apart")).len(), 8);
}

#[test]
fn numbered_stories_with_title_pages_of_their_own_stay_apart() {
    let folder = folder();
    for (number, title) in [(1, "The Gate"), (2, "Lemons"), (3, "The Far Side")] {
        let story = format!("{title}\n\nby Ida Quill\n\nRating: K\n\nIt was {title} and nothing else, all day long.\n");
        write(&folder, &format!("in/0{number}.txt"), story);
    }
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    assert_eq!(files(&folder.path().join("out")), ["01.epub", "02.epub", "03.epub"]);
}

#[test]
fn what_is_said_of_a_book_stands_before_all_evidence() {
    let folder = ferry();
    write(
        &folder,
        "in/storybind.toml",
        "[[book]]\nfiles = \"The Salt Ferry/*.txt\"\ntogether = false\n\n\
         [[book]]\nfiles = [\"end.txt\", \"begin.txt\"]\ntitle = \"Backwards\"\nname = \"back\"\nauthor = \"Ida Quill\"\n",
    );
    write(&folder, "in/begin.txt", "In the beginning there was a bench by the water, and nobody on it.\n");
    write(
        &folder,
        "in/end.txt",
        "At last somebody sat down on it, and looked at the water for so long that it got dark.\n",
    );
    let plan = data(&storybind(&folder, &["convert", "in", "-o", "out", "--dry-run"]));
    assert!(
        plan.contains("out/back.epub: would be bound, from in/end.txt to in/begin.txt (in/storybind.toml:5 says so)")
    );
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    assert_eq!(
        files(&folder.path().join("out")),
        [
            "The Salt Ferry/01 - The Gate.epub",
            "The Salt Ferry/02 - Lemons.epub",
            "The Salt Ferry/10 - The Far Side.epub",
            "back.epub"
        ]
    );
    let package = page(&folder, "out/back.epub", "content.opf");
    assert!(package.contains("Backwards") && package.contains("Ida Quill"), "{package}");
    assert_eq!(contents(&folder, "out/back.epub"), ["end", "begin"]);
}
