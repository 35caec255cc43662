//! `watch`: what is saved becomes a book, and what it changed in the outline is said. No clock decides here: a test looks
//! until it sees what it waits for, and gives up after a time that nothing takes.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::{STORY, command, expect, files, folder, storybind, talk, write};

const GIVEN_UP: Duration = Duration::from_secs(60);
const READY: &str = "waiting for something to be saved; Ctrl-C ends this";

/// The program at work, and what it says.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &tempfile::TempDir, arguments: &[&str]) -> Watch {
        let mut child = command(folder, arguments).stderr(Stdio::piped()).spawn().expect("the program runs");
        let (tell, lines) = mpsc::channel();
        let talk = BufReader::new(child.stderr.take().expect("standard error"));
        std::thread::spawn(move || talk.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Watch { child, lines }
    }

    /// What is said up to a line that begins so, that line with it.
    #[track_caller]
    fn until(&self, start: &str) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(GIVEN_UP);
            let line = line.unwrap_or_else(|_| panic!("nothing begins with {start:?} in:\n{said}"));
            said.push_str(&line);
            said.push('\n');
            if line.starts_with(start) {
                return said;
            }
        }
    }

    /// Ctrl-C; the rest of what is said, when the program has ended well.
    #[track_caller]
    fn interrupt(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
        assert_eq!(self.child.wait().expect("the program ends").code(), Some(0));
        self.lines.iter().map(|line| line + "\n").collect()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn what_is_saved_is_bound_and_the_outlines_change_is_told() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/harbour.txt", "The Harbour\n\nby Maren Holt\n\nChapter 1\n\nNobody met the ferry.\n");
    // The books lie among the stories, so that every book is seen by the watch.
    expect(&storybind(&folder, &["convert", "in"]), 0);
    let watch = Watch::start(&folder, &["watch", "in"]);
    assert!(watch.until(READY).contains("2 stories: 0 bound, 2 unchanged\n"));

    let book = folder.path().join("in/ferry.epub");
    let before = fs::read(&book).expect("a book");
    write(&folder, "in/ferry.txt", format!("{STORY}\nChapter 3\n\nSo he went home, and had a lemon.\n"));
    let said = watch.until("    + ");
    assert!(said.starts_with("in/ferry.epub: The Night Ferry: 3 chapters"), "{said}");
    assert!(said.ends_with("        Chapter 1\n        Chapter 2\n    +   Chapter 3\n"), "{said}");
    assert_ne!(fs::read(&book).expect("a book"), before);

    // Saved the way of editors: written beside, and renamed.
    let renamed = STORY.replace("Chapter 2\n", "Chapter 2: The Engineer\n");
    write(&folder, "in/.ferry.tmp", renamed.replace("Night Ferry", "Last Ferry"));
    fs::rename(folder.path().join("in/.ferry.tmp"), folder.path().join("in/ferry.txt")).expect("renamed");
    let said = watch.until("    +   Chapter 2: The Engineer");
    assert!(said.contains("  the title was “The Night Ferry”, and is “The Last Ferry”\n"), "{said}");
    assert!(said.contains("    -   Chapter 2\n"), "{said}");

    // A new folder with a story; what is wrong in one is said, once; a story that goes.
    write(&folder, "in/new/salt.txt", "Salt\n\nby Ida Quill\n\nChapter 1\n\nIt was everywhere.\n");
    watch.until("in/new/salt.epub: Salt: 1 chapter");
    write(&folder, "in/empty.txt", "***\n");
    watch.until("error: in/empty.txt: there is no word in it");
    fs::remove_file(folder.path().join("in/harbour.txt")).expect("removed");
    let said = watch.until("in/harbour.epub: its story is gone");
    assert!(!said.contains("in/empty.txt"), "said twice:\n{said}");

    // A word that changes nothing in the outline.
    write(&folder, "in/new/salt.txt", "Salt\n\nby Ida Quill\n\nChapter 1\n\nIt was nearly everywhere.\n");
    watch.until("in/new/salt.epub: Salt: 1 chapter");
    // None of storybind's own files was taken for something that a person has saved.
    assert_eq!(watch.interrupt(), "");
    let books =
        ["in/empty.txt", "in/ferry.epub", "in/ferry.txt", "in/harbour.epub", "in/new/salt.epub", "in/new/salt.txt"];
    assert_eq!(files(folder.path()), books);
}

#[test]
fn settings_count_and_the_folder_of_the_books_does_not() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    let watch = Watch::start(&folder, &["watch", "in", "-o", "in/books", "--prune"]);
    let said = watch.until(READY);
    assert!(said.starts_with("in/books/ferry.epub: The Night Ferry"), "{said}");
    write(&folder, "in/storybind.toml", "[[book]]\nauthor = \"Ida Quill\"\n");
    let said = watch.until("  the author was");
    assert!(said.ends_with("  the author was Maren Holt, and is Ida Quill\n"), "{said}");
    write(&folder, "in/storybind.toml", "[[book]]\nauthor = \n");
    watch.until("error: in/storybind.toml:2");
    write(&folder, "in/storybind.toml", "");
    watch.until("  the author was Ida Quill");
    fs::rename(folder.path().join("in/ferry.txt"), folder.path().join("in/raft.txt")).expect("renamed");
    watch.until("in/books/ferry.epub: its story is gone");
    watch.interrupt();
    assert_eq!(files(folder.path()), ["in/books/raft.epub", "in/raft.txt", "in/storybind.toml"]);
}

#[test]
fn what_cannot_be_watched_is_said() {
    let folder = folder();
    let output = storybind(&folder, &["watch", "-"]);
    expect(&output, 2);
    assert!(talk(&output).contains("standard input is read once"), "{}", talk(&output));
    let output = storybind(&folder, &["watch", "nowhere"]);
    expect(&output, 1);
    assert!(talk(&output).starts_with("error: nowhere: "), "{}", talk(&output));
}
