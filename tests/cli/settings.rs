//! `storybind.toml`: where it is looked for, which one counts, what is said of what it says.

use super::*;

const HEADING: &str = "[[correct]]\ntext = \"By midnight the lemons were gone.\"\nrole = \"heading\"\n";
const NOTE: &str = "[[correct]]\ntext = \"By midnight the lemons were gone.\"\nrole = \"note\"\n";

fn rows(folder: &TempDir, arguments: &[&str]) -> String {
    let output = storybind(folder, &[&["inspect", "--format", "tsv"], arguments].concat());
    expect(&output, 0);
    assert_eq!(talk(&output), "", "{arguments:?}");
    data(&output)
}

#[test]
fn it_is_found_beside_the_story_and_in_the_folders_above_and_the_nearer_counts() {
    let folder = folder();
    write(&folder, "shelf/tides/ferry.txt", STORY);
    let story = ["shelf/tides/ferry.txt"];
    assert!(rows(&folder, &story).contains("14\t14\theading\t2 Chapter 2"));
    write(&folder, "storybind.toml", HEADING);
    assert!(rows(&folder, &story).contains("12\t12\theading\t2 By midnight the lemons were gone."), "from above");
    write(&folder, "shelf/tides/storybind.toml", NOTE);
    let output = storybind(&folder, &["inspect", "--format", "tsv", story[0]]);
    assert!(data(&output).contains("12\t12\tnote\t"), "{}", data(&output));
    let said = talk(&output);
    assert!(
        said.starts_with("warning: storybind.toml:1: shelf/tides/storybind.toml:1 says something else of "),
        "{said}"
    );
    assert!(rows(&folder, &["--no-config", story[0]]).contains("12\t12\tbody"));
    write(&folder, "other.toml", HEADING.replace("heading", "end"));
    assert!(rows(&folder, &["--config", "other.toml", story[0]]).contains("12\t12\tend"));
    expect(&storybind(&folder, &["inspect", "--config", "other.toml", "--no-config", story[0]]), 2);
    let missing = storybind(&folder, &["inspect", "--config", "gone.toml", story[0]]);
    expect(&missing, 1);
    assert!(talk(&missing).contains("gone.toml: there is no such file"), "{}", talk(&missing));
    let explained = storybind(&folder, &["inspect", "--explain", "12", story[0]]);
    assert!(data(&explained).contains("you said so in shelf/tides/storybind.toml:1."), "{}", data(&explained));
}

#[test]
fn a_story_from_standard_input_is_one_of_the_current_folder() {
    let folder = folder();
    write(&folder, "storybind.toml", HEADING);
    let inspected = with_input(&folder, &["inspect", "-", "--format", "tsv"], STORY.as_bytes());
    assert!(data(&inspected).contains("12\t12\theading\t"), "{}", data(&inspected));
    let plain = with_input(&folder, &["inspect", "-", "--no-config", "--format", "tsv"], STORY.as_bytes());
    assert!(!data(&plain).contains("12\t12\theading\t"));
    let bound = with_input(&folder, &["convert", "-", "-o", "ferry.epub"], STORY.as_bytes());
    expect(&bound, 0);
    assert!(talk(&bound).contains("3 chapters"), "{}", talk(&bound));
}

#[test]
fn a_corrected_book_is_still_the_story() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    write(&folder, "storybind.toml", format!("{HEADING}\n[patterns]\nletter = \"Nobody asked {{text}}\"\n"));
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    let checked = storybind(&folder, &["check", "ferry.epub", "--against", "ferry.txt"]);
    expect(&checked, 0);
    assert_eq!(data(&checked), "");
}

#[test]
fn suggestions_are_data_to_append() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    write(&folder, "walk.txt", "The Walk\n\nShe went out.\n\nSalt\n\nShe came home.\n\nMud\n\nShe washed.\n");
    let suggested = storybind(&folder, &["inspect", "walk.txt", "--suggest"]);
    expect(&suggested, 0);
    let toml = data(&suggested);
    assert!(toml.contains("[[correct]]\nstory = \"walk.txt\"\ntext = "), "{toml}");
    let before = rows(&folder, &["walk.txt"]);
    write(&folder, "storybind.toml", &toml);
    assert_eq!(rows(&folder, &["walk.txt"]), before);
    let again = storybind(&folder, &["inspect", "walk.txt", "--suggest"]);
    assert!(!data(&again).contains(toml.split("\n\n").next().expect("a block")), "what was said is not asked again");
    expect(&storybind(&folder, &["inspect", "walk.txt", "--suggest", "--format", "tsv"]), 2);
}

#[test]
fn what_fits_nothing_is_warned_of_once_and_no_failure() {
    let folder = folder();
    write(&folder, "a.txt", STORY);
    write(&folder, "b.txt", STORY.replace("Night Ferry", "Day Ferry").replace("By midnight", "By noon"));
    let gone = "[[correct]]\ntext = \"By dawn the lemons were back.\"\nrole = \"note\"\n";
    let elsewhere = "[[correct]]\nstory = \"c.txt\"\ntext = \"x\"\nrole = \"note\"\n";
    write(&folder, "storybind.toml", format!("{HEADING}{gone}{elsewhere}"));
    let output = storybind(&folder, &["convert", "."]);
    expect(&output, 0);
    let said = talk(&output);
    // The first is taken by a.txt; that it fits nothing in b.txt is as it should be.
    assert_eq!(said.matches("warning: ").count(), 2, "{said}");
    assert_eq!(said.matches("warning: storybind.toml:4: `text`: nothing in ").count(), 1, "{said}");
    assert!(said.contains("warning: storybind.toml:7: there is no story c.txt"), "{said}");
    assert!(said.contains("a.epub: The Night Ferry: 3 chapters"), "{said}");
    let quiet = storybind(&folder, &["convert", "-q", "."]);
    assert_eq!(talk(&quiet), "");
}

#[test]
fn one_broken_file_stops_the_stories_below_it_and_no_other() {
    let folder = folder();
    for name in ["good/a.txt", "bad/b.txt", "bad/deep/c.txt"] {
        write(&folder, name, STORY);
    }
    write(&folder, "bad/storybind.toml", "[[correct]]\ntext = \"x\"\nrole = \"chaptr\"\n");
    let output = storybind(&folder, &["convert", ".", "-o", "books"]);
    expect(&output, 1);
    let said = talk(&output);
    assert_eq!(said.matches("error: ").count(), 1, "{said}");
    assert!(said.contains("error: bad/storybind.toml:3:8: there is no role `chaptr`"), "{said}");
    assert!(said.contains("2 stories were not bound because of it"), "{said}");
    assert_eq!(files(&folder.path().join("books")), ["good/a.epub"]);
    write(&folder, "bad/storybind.toml", b"# caf\xE9\n");
    let output = storybind(&folder, &["inspect", "bad/b.txt"]);
    expect(&output, 1);
    assert!(talk(&output).contains("bad/storybind.toml:1: is not UTF-8"), "{}", talk(&output));
}

#[test]
fn inspect_reads_a_story_as_its_book_is_wanted() {
    let folder = folder();
    write(&folder, "ferry.txt", b"Chapter 1\n\nThe caf\xE9 was shut.\n");
    write(&folder, "storybind.toml", "[[book]]\nfiles = \"ferry\"\nencoding = \"windows-1251\"\n");
    let told = |arguments: &[&str]| {
        let output = storybind(&folder, &[&["inspect", "ferry.txt", "--format", "html"], arguments].concat());
        expect(&output, 0);
        data(&output)
    };
    assert!(told(&[]).contains("cafй"), "as the settings say");
    assert!(told(&["--encoding", "windows-1252"]).contains("café"), "the command line says more");
    assert!(told(&["--no-config"]).contains("café"));
}
