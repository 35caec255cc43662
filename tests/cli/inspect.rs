//! `inspect`: outline, table, JSON and explanations, of files good and bad.

use super::*;

#[test]
fn the_table_covers_every_line_that_is_not_blank() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let output = storybind(&folder, &["inspect", "ferry.txt", "--format", "tsv"]);
    expect(&output, 0);
    assert_eq!(talk(&output), "");
    let mut covered = vec![false; STORY.lines().count()];
    for row in data(&output).lines() {
        let columns: Vec<&str> = row.split('\t').collect();
        assert_eq!(columns.len(), 4, "{row}");
        let (first, last): (usize, usize) = (columns[0].parse().unwrap(), columns[1].parse().unwrap());
        for line in first..=last {
            assert!(!std::mem::replace(&mut covered[line - 1], true), "line {line} twice");
        }
    }
    for (n, line) in STORY.lines().enumerate() {
        assert!(covered[n] || line.is_empty(), "line {} is in no row", n + 1);
    }
    assert!(data(&output).contains("5\t5\theading\t2 Chapter 1\n"), "{}", data(&output));
}

#[test]
fn the_outline_shows_titles_lines_and_counts() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let output = storybind(&folder, &["inspect", "ferry.txt"]);
    expect(&output, 0);
    let outline = data(&output);
    assert!(outline.contains("UTF-8, "), "{outline}");
    assert!(outline.contains("   5  Chapter 1 · 34 words, 1 break"), "{outline}");
    assert!(outline.contains("  14  Chapter 2 · 12 words"), "{outline}");
    assert!(outline.contains("2 chapters, 0 notes, 1 break"), "{outline}");
}

#[test]
fn json_has_cues_weights_margins_and_runners_up() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let output = storybind(&folder, &["inspect", "ferry.txt", "--format", "json"]);
    expect(&output, 0);
    let whole: serde_json::Value = serde_json::from_str(&data(&output)).expect("JSON");
    let elements = whole["elements"].as_array().expect("elements");
    let heading = elements.iter().find(|element| element["role"] == "heading").expect("a heading");
    assert_eq!((&heading["first_line"], &heading["level"]), (&5.into(), &2.into()));
    assert!(heading["margin"].is_number() && heading["runner_up"].is_string(), "{heading}");
    let cue = &heading["cues"][0];
    assert!(cue["name"].is_string() && cue["weight"].is_number() && cue["why"].is_string(), "{cue}");
}

#[test]
fn a_number_left_out_is_reported_in_text_in_json_and_by_convert() {
    let folder = folder();
    let chapter = |n: u32| format!("Chapter {n}\n\nThe tide came in at {n} o'clock and took another lemon.\n\n");
    let story = ["The Lemon Tide\n\n".to_owned(), chapter(1), chapter(2), chapter(4), chapter(5)].concat();
    write(&folder, "tide.txt", &story);
    let sentence = "no chapter 3 between 2 (line 7) and 4 (line 11)";
    let outline = data(&storybind(&folder, &["inspect", "tide.txt"]));
    assert!(outline.contains(sentence), "{outline}");
    let json = data(&storybind(&folder, &["inspect", "tide.txt", "--format", "json"]));
    let whole: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let gap = &whole["numbering"][0];
    assert_eq!((gap["kind"].as_str(), gap["first_number"].as_u64()), (Some("missing"), Some(3)), "{gap}");
    assert_eq!((gap["line_above"].as_u64(), gap["line_below"].as_u64()), (Some(7), Some(11)), "{gap}");
    let talk = talk(&storybind(&folder, &["convert", "tide.txt"]));
    assert!(talk.contains(sentence), "{talk}");
}

#[test]
fn what_is_worth_a_look_is_a_short_list_at_the_end() {
    let folder = folder();
    // Verse without a mark, set in only: it is read as prose, and the list says where.
    let story = "The Lemon Tide\n\nShe had rowed all night and the oars had begun to talk to her.\n\n\
        He had not rowed at all, and slept among the crates with his hat over his face.\n\n\
        \x20       Lemons under water, lemons on the sand\n\n\
        She did not know where the song came from, and she rowed on until it was light.\n";
    write(&folder, "tide.txt", story);
    let outline = data(&storybind(&folder, &["inspect", "tide.txt"]));
    let (_, list) = outline.split_once("worth a look:\n").expect("a list");
    assert!((1..=3).contains(&list.lines().count()), "{outline}");
    assert!(list.contains("   7  “Lemons under water, lemons on the sand”: read as prose"), "{outline}");
    let talk = talk(&storybind(&folder, &["convert", "tide.txt"]));
    assert!(talk.contains("worth a look:\n") && talk.contains("  line 7: read as prose"), "{talk}");
}

#[test]
fn the_page_is_one_file_that_the_browser_asks_nobody_about() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let output = storybind(&folder, &["inspect", "ferry.txt", "--format", "html"]);
    expect(&output, 0);
    assert_eq!(talk(&output), "");
    let page = data(&output);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("default-src 'none'") && !page.contains("http://") && !page.contains("https://"));
    assert!(page.contains("By midnight the lemons were gone."));
    let again = storybind(&folder, &["inspect", "ferry.txt", "--format", "html"]);
    assert!(page == data(&again), "other bytes for the same story");
}

#[test]
fn a_line_is_explained_in_sentences() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let explain = |line: &str| storybind(&folder, &["inspect", "ferry.txt", "--explain", line]);
    let heading = explain("5");
    expect(&heading, 0);
    assert!(data(&heading).starts_with("Line 5 is the heading of a chapter, “Chapter 1”."), "{}", data(&heading));
    assert!(data(&heading).contains("What speaks for it:"), "{}", data(&heading));
    assert!(data(&explain("7")).starts_with("Line 7 is prose"), "{}", data(&explain("7")));
    assert!(data(&explain("6")).contains("Line 6 is empty"), "{}", data(&explain("6")));
    for line in ["0", "999", "five"] {
        expect(&explain(line), 2);
    }
    assert!(talk(&explain("999")).contains("name a line from 1 to"));
}

#[test]
fn standard_input_and_bad_files() {
    let folder = folder();
    let output = with_input(&folder, &["inspect", "-", "--format", "tsv"], b"One line.\n");
    expect(&output, 0);
    let row = data(&output);
    assert!(row.starts_with("1\t1\t") && row.lines().count() == 1, "{row}");
    write(&folder, "picture.txt", b"GIF89a\0\0\0");
    for name in ["picture.txt", "missing.txt", "."] {
        let output = storybind(&folder, &["inspect", name]);
        expect(&output, 1);
        assert_eq!(data(&output), "");
        assert!(talk(&output).starts_with(&format!("error: {name}")), "{}", talk(&output));
    }
}

#[test]
fn what_a_story_says_cannot_reach_the_terminal_as_a_command() {
    let folder = folder();
    write(&folder, "x.txt", "Chapter 1: \u{1B}[31mRed\u{7}\n\nShe ran.\n");
    for arguments in [&["inspect", "x.txt"][..], &["inspect", "x.txt", "--explain", "1"], &["convert", "x.txt"]] {
        let output = storybind(&folder, arguments);
        expect(&output, 0);
        assert!(!data(&output).contains(['\u{1B}', '\u{7}']) && !talk(&output).contains(['\u{1B}', '\u{7}']));
    }
}
