//! `lock` and `convert --locked`: a serial may grow, and nothing may be lost in silence.

use std::fs;

use super::{STORY, data, expect, folder, storybind, talk, write};

const OTHER: &str = "The Harbour\n\nby Maren Holt\n\nChapter 1\n\nNobody met the ferry.\n\nA/N: I like ferries.\n";

fn locked() -> tempfile::TempDir {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/old/harbour.txt", OTHER);
    let output = storybind(&folder, &["lock", "in"]);
    expect(&output, 0);
    assert_eq!(talk(&output), "in/storybind.lock: 2 stories, 2 changed\n");
    assert_eq!(super::files(folder.path()), ["in/ferry.txt", "in/old/harbour.txt", "in/storybind.lock"]);
    folder
}

const CONVERT: [&str; 6] = ["convert", "in", "-o", "out", "-q", "--locked"];

#[test]
fn growth_is_no_failure_and_a_lost_chapter_is() {
    let folder = locked();
    expect(&storybind(&folder, &CONVERT), 0);
    write(&folder, "in/ferry.txt", format!("{STORY}\nChapter 3\n\nHe went home.\n"));
    write(&folder, "in/new.txt", "The New One\n\nIt began.\n");
    expect(&storybind(&folder, &CONVERT), 0);

    write(&folder, "in/ferry.txt", STORY.replace("Chapter 2\n", "so nobody asked.\n"));
    let output = storybind(&folder, &CONVERT);
    expect(&output, 1);
    let said = talk(&output);
    assert!(said.starts_with("error: in/ferry.txt: is no longer what storybind.lock says\n"), "{said}");
    assert!(said.contains("  the heading “Chapter 2” is gone (line 5)\n"), "{said}");
    assert!(said.contains("\n        Chapter 1\n    -   Chapter 2\n"), "{said}");
    assert!(said.contains("if that was meant: storybind lock"), "{said}");
    assert!(folder.path().join("out/ferry.epub").is_file(), "the books are bound nevertheless");

    // An unchanged folder is compared, too, and a dry run.
    expect(&storybind(&folder, &CONVERT), 1);
    expect(&storybind(&folder, &[&CONVERT[..], &["--dry-run"]].concat()), 1);
    let output = storybind(&folder, &[&CONVERT[..], &["--report", "markdown"]].concat());
    assert!(data(&output).contains("## Structure") && data(&output).contains("-   Chapter 2"), "{}", data(&output));

    // It was meant.
    let output = storybind(&folder, &["lock", "in"]);
    assert_eq!(talk(&output), "in/storybind.lock: 3 stories, 2 changed\n");
    expect(&storybind(&folder, &CONVERT), 0);
}

#[test]
fn a_note_that_became_prose_and_a_story_that_is_gone_are_named() {
    let folder = locked();
    write(&folder, "in/old/harbour.txt", OTHER.replace("A/N: I", "She said: I"));
    fs::remove_file(folder.path().join("in/ferry.txt")).expect("removed");
    let output = storybind(&folder, &CONVERT);
    expect(&output, 1);
    let said = talk(&output);
    assert!(said.contains("note: 1 became 0"), "{said}");
    assert!(said.contains("in/ferry.txt: is no longer what storybind.lock says\n  the story is gone"), "{said}");
    // Who binds one story asks nothing of the others.
    write(&folder, "in/old/harbour.txt", OTHER);
    write(&folder, "in/ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "in/old/harbour.txt", "-q", "--locked"]), 0);
}

#[test]
fn a_lock_keeps_what_it_was_not_asked_about() {
    let folder = locked();
    let before = fs::read_to_string(folder.path().join("in/storybind.lock")).expect("a lock");
    let output = storybind(&folder, &["lock", "in/old"]);
    assert_eq!(talk(&output), "in/storybind.lock: 2 stories, 0 changed\n");
    assert_eq!(fs::read_to_string(folder.path().join("in/storybind.lock")).expect("a lock"), before);
    write(&folder, "in/empty.txt", "***\n");
    fs::remove_file(folder.path().join("in/ferry.txt")).expect("removed");
    let output = storybind(&folder, &["lock", "in"]);
    expect(&output, 1);
    assert!(talk(&output).contains("in/empty.txt: there is no word in it"), "{}", talk(&output));
    let lock = fs::read_to_string(folder.path().join("in/storybind.lock")).expect("a lock");
    assert_eq!(lock.matches("[[story]]").count(), 1, "{lock}");
}

#[test]
fn without_a_lock_or_with_a_damaged_one_nothing_is_said_to_be_well() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    let output = storybind(&folder, &CONVERT);
    expect(&output, 1);
    assert!(talk(&output).contains("storybind.lock: there is none in in or above"), "{}", talk(&output));
    assert!(talk(&output).contains("make it: storybind lock"), "{}", talk(&output));
    write(&folder, "in/storybind.lock", "version = 1\n<<<<<<< ours\n");
    for arguments in [&CONVERT[..], &["lock", "in"]] {
        let output = storybind(&folder, arguments);
        expect(&output, 1);
        assert!(talk(&output).contains("in/storybind.lock:2:1: here is the mark of a conflict"), "{}", talk(&output));
    }
}
