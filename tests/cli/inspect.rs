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
