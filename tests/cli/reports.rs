//! `--report`, `--fail-on`, `--strict` and `report merge`: what is written where, and how the run ends. What the reports
//! say is held by `tests/reports.py` with the schemas of others.

use std::fs;
use std::process::Output;

use super::{STORY, data, expect, files, folder, storybind, talk, with_input, write};

/// No author, and no chapter 4.
const GAP: &str = "\
The Crate

Chapter 1

There was a crate on the quay, and nobody had asked for it.

Chapter 2

In the morning there were two of them, one on top of the other.

Chapter 3

She opened the upper one with a spoon, for want of anything better.

Chapter 5

It was full of smaller crates, and so the week went by.
";

fn stories() -> tempfile::TempDir {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/old/gap.txt", GAP);
    folder
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("a report")
}

#[test]
fn reports_go_to_files_and_one_to_standard_output() {
    let folder = stories();
    let all = [
        "convert",
        "in",
        "-o",
        "out",
        "--report",
        "json=r/a.json",
        "--report",
        "sarif=a.sarif",
        "--report",
        "junit=a.xml",
    ];
    let output = storybind(&folder, &[&all[..], &["--report", "markdown"]].concat());
    expect(&output, 0);
    assert!(data(&output).starts_with("# storybind\n\n2 stories: 2 bound."), "{}", data(&output));
    let names = files(folder.path());
    let reports: Vec<&String> =
        names.iter().filter(|name| !name.starts_with("in/") && !name.starts_with("out/")).collect();
    assert_eq!(reports, ["a.sarif", "a.xml", "r/a.json"], "nothing is left lying about");

    // What has not changed is told of, too, and a report is replaced.
    let again = storybind(&folder, &["convert", "in", "-o", "out", "--report", "json=r/a.json"]);
    expect(&again, 0);
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("r/a.json")).expect("a report")).expect("JSON");
    assert_eq!(report["summary"]["unchanged"], 2);
    assert_eq!(report["stories"][0]["found"]["title"], "The Night Ferry");
    assert_eq!(report["stories"][1]["files"][0], "in/old/gap.txt");
    assert_eq!(talk(&again), "2 stories: 0 bound, 2 unchanged\n");
}

#[test]
fn a_run_fails_where_it_meets_what_was_named() {
    let folder = stories();
    let run = |more: &[&str]| storybind(&folder, &[&["convert", "in", "-o", "out", "-q"], more].concat());
    expect(&run(&["--fail-on", "encoding,double-chapters"]), 0);
    let output = run(&["--fail-on", "no-author", "--fail-on", "gap-in-chapters"]);
    expect(&output, 1);
    let said = talk(&output);
    assert!(said.contains("error: in/old/gap.txt: no-author: no author is named\n"), "{said}");
    let gap = "error: in/old/gap.txt:15: gap-in-chapters: no chapter 4 between 3 (line 11) and 5 (line 15)\n";
    assert!(said.contains(gap), "{said}");
    assert!(!said.contains("ferry"), "{said}");
    let strict = run(&["--strict"]);
    expect(&strict, 1);
    assert_eq!(talk(&strict), gap);
    // The books were bound nevertheless.
    assert!(folder.path().join("out/old/gap.epub").is_file());
    let unknown = run(&["--fail-on", "gaps"]);
    expect(&unknown, 2);
    assert!(talk(&unknown).contains("gap-in-chapters"), "{}", talk(&unknown));
}

#[test]
fn a_failed_story_is_in_the_report() {
    let folder = stories();
    write(&folder, "in/empty.txt", "***\n");
    write(&folder, "in/cover.txt", b"\x89PNG\r\n\x1A\n\0\0");
    let output = storybind(&folder, &["convert", "in", "-o", "out", "--report", "json"]);
    expect(&output, 1);
    let report = json(&output);
    assert_eq!(report["summary"]["failed"], 1);
    assert_eq!(report["stories"][0]["outcome"], "failed");
    assert!(report["stories"][0]["error"].as_str().is_some_and(|error| error.contains("there is no word in it")));
    assert_eq!(report["passed_over"][0]["file"], "in/cover.txt");
    expect(&storybind(&folder, &["convert", "in/ferry.txt", "in/old", "-o", "b", "--fail-on", "passed-over"]), 0);
    let output = storybind(&folder, &["convert", "in", "-o", "out", "-q", "--fail-on", "passed-over"]);
    assert!(talk(&output).contains("in/cover.txt: passed-over: it is a PNG picture"), "{}", talk(&output));
}

#[test]
fn a_report_that_cannot_be_meant_is_wrong_use() {
    let folder = stories();
    let run = |reports: &[&str]| {
        let reports: Vec<&str> = reports.iter().flat_map(|report| ["--report", report]).collect();
        storybind(&folder, &[&["convert", "in", "-o", "out"], &reports[..]].concat())
    };
    for (reports, said) in [
        (&["html"][..], "reports are json, sarif, junit and markdown"),
        (&["json="], "there is no file behind `=`"),
        (&["json", "junit"], "two reports for standard output"),
        (&["json=a", "junit=a"], "a: two reports for one file"),
        (&["json=in/ferry.txt"], "in/ferry.txt: is what is read"),
    ] {
        let output = run(reports);
        expect(&output, 2);
        assert!(talk(&output).contains(said), "{}", talk(&output));
    }
    let dry = storybind(&folder, &["convert", "in", "--dry-run", "--report", "json"]);
    expect(&dry, 2);
    assert!(!folder.path().join("out").exists(), "nothing was bound");
    let output = run(&["json=in"]);
    expect(&output, 1);
    assert!(talk(&output).contains("in: the report cannot be written (is a directory)"), "{}", talk(&output));
}

#[test]
fn a_dry_run_reports_what_it_would_do() {
    let folder = stories();
    let output = storybind(&folder, &["convert", "in", "-o", "out", "--dry-run", "--report", "json=r.json"]);
    expect(&output, 0);
    let report = fs::read_to_string(folder.path().join("r.json")).expect("a report");
    assert!(report.contains("\"planned\": 2"), "{report}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn the_reports_of_several_machines_become_one() {
    let folder = stories();
    write(&folder, "in/empty.txt", "***\n");
    for shard in ["1/2", "2/2"] {
        let report = format!("json={}.json", &shard[..1]);
        let output =
            storybind(&folder, &["convert", "in", "-o", "out", "--shard", shard, "--report", &report, "--strict"]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", talk(&output));
    }
    let merged =
        storybind(&folder, &["report", "merge", "1.json", "2.json", "--report", "json", "--report", "junit=all.xml"]);
    expect(&merged, 1);
    let said = talk(&merged);
    assert!(said.contains("in/empty.txt: there is no word in it") && said.contains("in/old/gap.txt:15"), "{said}");
    let names: Vec<String> =
        json(&merged)["stories"].as_array().expect("stories").iter().map(|s| s["files"][0].to_string()).collect();
    assert_eq!(names, ["\"in/empty.txt\"", "\"in/ferry.txt\"", "\"in/old/gap.txt\""]);
    assert!(
        fs::read_to_string(folder.path().join("all.xml")).expect("a report").contains("tests=\"3\" failures=\"2\"")
    );

    let piped = with_input(&folder, &["report", "merge", "-", "--report", "markdown"], &merged.stdout);
    expect(&piped, 1);
    assert!(data(&piped).contains("3 stories: 2 bound, 1 failed."), "{}", data(&piped));
    let wrong = storybind(&folder, &["report", "merge", "1.json", "all.xml", "--report", "json"]);
    expect(&wrong, 1);
    assert!(talk(&wrong).contains("all.xml:1:1: "), "{}", talk(&wrong));
    assert_eq!(data(&wrong), "");
}
