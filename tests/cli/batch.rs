//! A folder again and again: what has not changed is left alone, what is gone is named, and nothing is written for show.

use std::fs;
use std::time::SystemTime;

use super::{STORY, command, data, expect, files, folder, storybind, talk, write};

const OTHER: &str = "The Harbour\n\nby Maren Holt\n\nChapter 1\n\nNobody met the ferry.\n";

fn stories() -> tempfile::TempDir {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/old/harbour.txt", OTHER);
    folder
}

fn times(folder: &tempfile::TempDir) -> Vec<SystemTime> {
    let time = |name: &str| fs::metadata(folder.path().join(name)).and_then(|file| file.modified()).expect("a book");
    vec![time("out/ferry.epub"), time("out/old/harbour.epub")]
}

#[test]
fn only_what_has_changed_is_bound_again() {
    let folder = stories();
    let first = storybind(&folder, &["convert", "in", "-o", "out"]);
    expect(&first, 0);
    assert!(talk(&first).contains("2 stories: 2 bound\n"), "{}", talk(&first));
    let before = times(&folder);

    let second = storybind(&folder, &["convert", "in", "-o", "out"]);
    expect(&second, 0);
    assert_eq!(talk(&second), "2 stories: 0 bound, 2 unchanged\n");
    assert_eq!(times(&folder), before);

    // Not a time stamp but the content counts.
    write(&folder, "in/ferry.txt", STORY);
    assert_eq!(talk(&storybind(&folder, &["convert", "in", "-o", "out"])), "2 stories: 0 bound, 2 unchanged\n");

    write(&folder, "in/ferry.txt", STORY.replace("lemons", "oranges"));
    let third = storybind(&folder, &["convert", "in", "-o", "out"]);
    assert!(talk(&third).contains("2 stories: 1 bound, 1 unchanged\n"), "{}", talk(&third));
    assert_eq!(times(&folder)[1], before[1]);
}

#[test]
fn settings_options_and_lost_books_count_as_changes() {
    let folder = stories();
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    let said = |output: &std::process::Output| talk(output).lines().last().unwrap_or_default().to_owned();

    write(&folder, "in/old/storybind.toml", "[[correct]]\ntext = \"Nobody met the ferry.\"\nrole = \"note\"\n");
    assert_eq!(said(&storybind(&folder, &["convert", "in", "-o", "out"])), "2 stories: 1 bound, 1 unchanged");
    assert_eq!(said(&storybind(&folder, &["convert", "in", "-o", "out"])), "2 stories: 0 bound, 2 unchanged");

    let by = ["convert", "in", "-o", "out", "--author", "Ida Quill"];
    assert_eq!(said(&storybind(&folder, &by)), "2 stories: 2 bound");

    // A book that was damaged is bound again, and one that was removed.
    let book = folder.path().join("out/ferry.epub");
    let whole = fs::read(&book).expect("a book");
    fs::write(&book, &whole[..whole.len() / 2]).expect("half a book");
    expect(&storybind(&folder, &by), 1);
    fs::remove_file(&book).expect("removed");
    assert_eq!(said(&storybind(&folder, &by)), "2 stories: 1 bound, 1 unchanged");
    assert_eq!(fs::read(&book).expect("a book"), whole);
}

#[test]
fn a_state_that_is_damaged_or_foreign_costs_time_and_nothing_else() {
    let folder = stories();
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    let state = folder.path().join("out").join(storybind::batch::STATE_NAME);
    let whole = fs::read(&state).expect("a state");
    let before = times(&folder);
    for damaged in [&b""[..], b"\xFF\xFE", b"storybind state 2\nfrom the future\n", &whole[..whole.len() / 2]] {
        fs::write(&state, damaged).expect("a state");
        expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
        assert_eq!(fs::read(&state).expect("a state"), whole, "the state was not made anew");
    }
    // The books were the same, so that none was written.
    assert_eq!(times(&folder), before);
}

#[test]
fn a_dry_run_writes_nothing_and_says_what_would_be_done() {
    let folder = stories();
    write(&folder, "in/notes.md", "# Plans\n");
    let plan = storybind(&folder, &["convert", "in", "-o", "out", "--dry-run"]);
    expect(&plan, 0);
    assert_eq!(
        data(&plan),
        "out/ferry.epub: would be bound, from in/ferry.txt\n\
         out/old/harbour.epub: would be bound, from in/old/harbour.txt\n\
         passed over: in/notes.md: not a .txt or .text file\n"
    );
    assert!(!folder.path().join("out").exists());
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    write(&folder, "in/ferry.txt", STORY.replace("lemons", "oranges"));
    let plan = data(&storybind(&folder, &["convert", "in", "-o", "out", "--dry-run"]));
    assert!(
        plan.contains("out/ferry.epub: would be bound") && plan.contains("harbour.epub: would stay as it is"),
        "{plan}"
    );
}

#[test]
fn books_whose_story_is_gone_are_named_and_removed_on_request() {
    let folder = stories();
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    fs::remove_file(folder.path().join("in/old/harbour.txt")).expect("removed");
    let kept = storybind(&folder, &["convert", "in", "-o", "out"]);
    expect(&kept, 0);
    let gone = "out/old/harbour.epub: its story is gone: ../in/old/harbour.txt";
    assert!(talk(&kept).contains(&format!("{gone} (--prune removes it)")), "{}", talk(&kept));
    assert_eq!(files(&folder.path().join("out")), ["ferry.epub", "old/harbour.epub"]);

    let pruned = storybind(&folder, &["convert", "in", "-o", "out", "--prune"]);
    expect(&pruned, 0);
    assert!(talk(&pruned).contains(&format!("{gone}; it is removed")), "{}", talk(&pruned));
    assert_eq!(files(&folder.path().join("out")), ["ferry.epub"]);
    assert!(!folder.path().join("out/old").exists());
    assert!(!talk(&storybind(&folder, &["convert", "in", "-o", "out"])).contains("gone"));
}

#[test]
fn pruning_touches_neither_other_stories_books_nor_what_somebody_has_changed() {
    let folder = stories();
    write(&folder, "more/salt.txt", "Salt\n\nChapter 1\n\nIt was everywhere.\n");
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    expect(&storybind(&folder, &["convert", "more", "-o", "out", "--prune"]), 0);
    assert_eq!(files(&folder.path().join("out")), ["ferry.epub", "old/harbour.epub", "salt.epub"]);

    fs::remove_file(folder.path().join("more/salt.txt")).expect("removed");
    fs::write(folder.path().join("out/salt.epub"), "mine now").expect("a file");
    let pruned = storybind(&folder, &["convert", "in", "-o", "out", "--prune"]);
    expect(&pruned, 0);
    assert!(talk(&pruned).contains("it has been changed since, and stays"), "{}", talk(&pruned));
    assert_eq!(fs::read(folder.path().join("out/salt.epub")).expect("a file"), b"mine now");
}

#[test]
fn shards_share_the_stories_among_them() {
    let folder = folder();
    for number in 0..40 {
        write(&folder, &format!("in/rain{number}b.txt"), format!("Story {number}\n\nIt rained for {number} days.\n"));
    }
    let mut found = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let out = format!("out-{}", &shard[..1]);
        let done = storybind(&folder, &["convert", "in", "-o", &out, "--shard", shard]);
        expect(&done, 0);
        found.extend(files(&folder.path().join(&out)));
    }
    found.sort();
    let all: Vec<String> = files(&folder.path().join("in")).iter().map(|name| name.replace(".txt", ".epub")).collect();
    assert_eq!(found, all);
    expect(&storybind(&folder, &["convert", "in", "--shard", "4/3"]), 2);
}

#[test]
fn no_link_leads_a_book_out_of_its_folder() {
    let folder = stories();
    fs::create_dir_all(folder.path().join("out")).expect("a folder");
    fs::create_dir_all(folder.path().join("elsewhere")).expect("a folder");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../elsewhere", folder.path().join("out/old")).expect("a link");
    let done = storybind(&folder, &["convert", "in", "-o", "out"]);
    expect(&done, 1);
    assert!(talk(&done).contains("out/old: is a link that leads out of the folder for the books"), "{}", talk(&done));
    assert!(files(&folder.path().join("elsewhere")).is_empty());
    assert!(folder.path().join("out/ferry.epub").is_file());
}

#[cfg(unix)]
#[test]
fn pruning_goes_through_no_link_out_of_the_folder() {
    let folder = stories();
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    fs::remove_file(folder.path().join("in/old/harbour.txt")).expect("removed");
    fs::rename(folder.path().join("out/old"), folder.path().join("elsewhere")).expect("moved");
    std::os::unix::fs::symlink("../elsewhere", folder.path().join("out/old")).expect("a link");
    expect(&storybind(&folder, &["convert", "in", "-o", "out", "--prune"]), 0);
    assert_eq!(files(&folder.path().join("elsewhere")), ["harbour.epub"]);
}

#[cfg(unix)]
#[test]
fn what_a_killed_run_left_is_swept_away() {
    let folder = stories();
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    write(&folder, "out/old/.storybind-Ab3dE9.part", "half a bo");
    write(&folder, "out/.storybind-Zz0000.part", "");
    write(&folder, "out/.storybind-mine.txt", "a note of mine");
    expect(&storybind(&folder, &["convert", "in", "-o", "out"]), 0);
    assert_eq!(files(&folder.path().join("out")), [".storybind-mine.txt", "ferry.epub", "old/harbour.epub"]);
    // Beside a story that is named, too, where no state is kept.
    write(&folder, "in/.storybind-Qq4711.part", "half a bo");
    expect(&storybind(&folder, &["convert", "in/ferry.txt"]), 0);
    assert_eq!(files(&folder.path().join("in")), ["ferry.epub", "ferry.txt", "old/harbour.txt"]);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_says_how_to_go_on_and_leaves_nothing_unfinished() {
    let folder = folder();
    let long = format!("The Long Way\n\n{}", "She walked on, and on, and it rained all the while.\n\n".repeat(2000));
    for number in 0..200 {
        write(&folder, &format!("in/way{number}b.txt"), &long);
    }
    let mut run = command(&folder, &["convert", "in", "-o", "out", "-j", "1"]);
    let mut run = run.stderr(std::process::Stdio::piped()).spawn().expect("the program runs");
    // The first book stands: the run is in the middle of its work.
    while !folder.path().join("out").is_dir() || files(&folder.path().join("out")).is_empty() {
        assert!(run.try_wait().expect("a process").is_none(), "the run ended before it was interrupted");
        std::thread::yield_now();
    }
    let id = run.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let output = run.wait_with_output().expect("the run ends");
    expect(&output, 1);
    assert!(talk(&output).contains("the same command goes on where this one stopped"), "{}", talk(&output));
    let done = files(&folder.path().join("out"));
    assert!(!done.is_empty() && done.len() < 200 && !done.iter().any(|name| name.starts_with('.')), "{done:?}");
    let second = storybind(&folder, &["convert", "in", "-o", "out"]);
    expect(&second, 0);
    assert!(talk(&second).contains(&format!("200 stories: {} bound, {} unchanged", 200 - done.len(), done.len())));
}
