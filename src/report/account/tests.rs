//! Every form of one account, made by hand so that no judgement can change it.

use std::ops::Range;

use super::*;
use crate::detect::Role;
use crate::report::attention::Doubt;
use crate::report::lock::{Change, ChangeKind, Mark, OutlineLine, StoryChanges};
use crate::report::numbering::{Irregularity, Oddity};
use crate::report::structure::Heading;

fn doubt(lines: Range<usize>, right: u16, alike: Vec<Range<usize>>) -> Doubt {
    Doubt {
        lines,
        read_as: Role::Heading,
        said: "the heading of a chapter".to_owned(),
        or_else: Role::Body,
        or_said: "prose".into(),
        or_level: None,
        right,
        alike,
        reasons: vec!["A line stands alone.".into()],
    }
}

/// A story of two files, the second of which begins with line 11 of the whole.
fn told() -> Told {
    let spot = |file, line, column| Spot { file, line, column };
    Told {
        identifier: "urn:uuid:1".to_owned(),
        title_is_stated: true,
        structure: Structure {
            title: "The <Night> Ferry".to_owned(),
            authors: Vec::new(),
            language: "en".to_owned(),
            headings: vec![
                Heading { level: 2, title: "Chapter 1".to_owned(), line: 2 },
                Heading { level: 2, title: "Chapter 3".to_owned(), line: 10 },
            ],
            counts: vec![(Role::Note, 1), (Role::Break, 2)],
            words: 1204,
        },
        encoding: "windows-1252".to_owned(),
        unreadable: 2,
        findings: Findings {
            chapters: 2,
            notes: 1,
            breaks: 2,
            numbering: vec![Oddity { word: "chapter".into(), kind: Irregularity::Missing(2..=2), above: 3, below: 11 }],
            worth_a_look: vec![doubt(4..5, 613, std::iter::once(12..14).collect()), doubt(14..16, 990, Vec::new())],
        },
        spots: vec![spot(0, 5, 3)..spot(0, 5, 9), spot(1, 5, 1)..spot(1, 6, 8)],
        quotes: vec!["“Lemons”".to_owned(), "“By midnight …”".to_owned()],
        unsaid: Some("the cover shows only the beginning of the title".to_owned()),
        misfits: vec![Unfollowed {
            file: "odd/storybind.toml".to_owned(),
            line: 4,
            said: "`text`: nothing is “Salt”\n  quote whole lines".to_owned(),
        }],
        seams: vec![0, 10],
    }
}

fn entry(file: &str, outcome: Outcome, told: Option<Told>) -> Entry {
    Entry { files: vec![file.to_owned()], book: format!("{file}.epub"), outcome, told }
}

fn sample() -> Account {
    let serial = Entry {
        files: vec!["odd/a b#1.txt".to_owned(), "odd/ä|`2`.txt".to_owned()],
        book: "odd/a b.epub".to_owned(),
        outcome: Outcome::Bound,
        told: Some(told()),
    };
    let error = "odd/<c>\u{1}.txt: there is no word in it\n  see that the file was saved";
    Account {
        stories: vec![
            serial,
            entry("odd/<c>\u{1}.txt", Outcome::Failed(error.to_owned()), None),
            entry("d.txt", Outcome::NotReached, None),
            entry("e.txt", Outcome::Unchanged, None),
        ],
        passed_over: vec![("odd/cover.txt".to_owned(), "it is a PNG picture".to_owned())],
        errors: vec!["deep: the folder cannot be read\n  see that you may".to_owned()],
        is_stopped: true,
        fail_on: vec![Concern::NoAuthor, Concern::GapInChapters],
        changes: Some(Changes {
            lock: "storybind.lock".to_owned(),
            stories: vec![StoryChanges {
                file: "odd/a b#1.txt".to_owned(),
                changes: vec![Change {
                    kind: ChangeKind::HeadingGone,
                    of: String::new(),
                    was: "Chapter 2 ```".to_owned(),
                    is: String::new(),
                    file: 1,
                    line: Some(1),
                }],
                outline: vec![
                    OutlineLine { mark: Mark::Gone, heading: "  Chapter 2 ```".to_owned() },
                    OutlineLine { mark: Mark::Kept, heading: "  ```".to_owned() },
                ],
            }],
        }),
    }
}

fn value(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn json_says_it_all_and_is_read_back() {
    let written = json(&sample());
    let read = read("r.json", &written).expect("a report");
    assert_eq!(read.stories[0].told, Some(told()));
    assert_eq!(json(&read), written);
    assert_eq!(sarif(&read), sarif(&sample()));
    assert_eq!(junit(&read), junit(&sample()));
    assert_eq!(markdown(&read), markdown(&sample()));
    let value = value(&written);
    let look = &value["stories"][0]["found"]["worth_a_look"][1];
    assert_eq!((&look["file"], &look["line"], &look["end_line"]), (&1.into(), &5.into(), &6.into()));
    assert_eq!(value["stories"][0]["found"]["worth_a_look"][0]["percent"], 61.3);
    assert_eq!(value["summary"]["not_reached"], 1);
}

#[test]
fn a_damaged_report_is_refused_with_its_place() {
    let message = |text: &str| read("r.json", text).expect_err("no report").to_string();
    assert!(message("").starts_with("r.json:1:0: EOF"), "{}", message(""));
    assert!(message("{\"storybind\": \"9\", \"version\": 2}").contains("version 2 of the report's form"));
    let whole = json(&sample());
    assert!(message(&whole[..whole.len() / 2]).starts_with("r.json:"));
    let broken = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        message(&whole.replace(from, to))
    };
    assert!(broken("\"not reached\"", "\"lost\"").contains("there is no outcome `lost`"));
    assert!(broken("\"no-author\"", "\"no-writer\"").contains("there is no `no-writer`"));
    assert!(broken("\"first_lines\": [\n          1,", "\"first_lines\": [\n          7,").contains("`first_lines`"));
    assert!(broken("\"role\": \"heading\"", "\"role\": \"head\"").contains("there is no role `head`"));
    assert!(broken("\"file\": 1,", "\"file\": 9,").contains("there is no file 9"));
    assert!(broken("\"line\": 5,", "\"line\": 0,").contains("counted from 1"));
    assert!(!broken("\"line\": 5,", "\"line\": 18446744073709551615,").is_empty());
    for numbers in ["\"percent\": 61.3", "\"above\": {", "\"line\": 3"] {
        assert!(whole.contains(numbers), "{numbers}");
    }
    let odd = whole.replace("61.3", "-1e300");
    assert_eq!(
        read("r.json", &odd).expect("a report").stories[0].told.as_ref().unwrap().findings.worth_a_look[0].right,
        0
    );
}

#[test]
fn sarif_names_places_by_file_line_and_column() {
    let log = value(&sarif(&sample()));
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of = |rule: &str| results.iter().filter(|result| result["ruleId"] == rule).collect::<Vec<_>>();
    let place = |result: &serde_json::Value| result["locations"][0]["physicalLocation"].clone();
    let doubtful = of("low-confidence")[0];
    assert_eq!(doubtful["level"], "warning");
    assert_eq!(place(doubtful)["artifactLocation"]["uri"], "odd/a%20b%231.txt");
    assert_eq!(
        place(doubtful)["region"],
        serde_json::json!({ "startLine": 5, "startColumn": 3, "endLine": 5, "endColumn": 9 })
    );
    let alike = &doubtful["relatedLocations"][0]["physicalLocation"];
    assert_eq!(alike["artifactLocation"]["uri"], "odd/%C3%A4%7C%602%60.txt");
    assert_eq!((&alike["region"]["startLine"], &alike["region"]["endLine"]), (&3.into(), &4.into()));
    // What the run fails on is an error, whatever it is otherwise; nobody asked for files passed over.
    assert_eq!(of("no-author")[0]["level"], "error");
    assert_eq!(of("gap-in-chapters")[0]["level"], "error");
    assert_eq!(of("worth-a-look")[0]["level"], "note");
    assert_eq!(of("failed")[0]["level"], "error");
    assert_eq!(of("cover")[0]["level"], "note");
    assert_eq!(of("cover")[0]["message"]["text"], "the cover shows only the beginning of the title");
    assert_eq!(of("structure-changed").len(), 1);
    assert!(of("passed-over").is_empty() && of("no-title").is_empty());
    let gap = of("gap-in-chapters")[0]["message"]["text"].as_str().expect("words");
    assert_eq!(gap, "no chapter 2 between 1 (odd/a b#1.txt:3) and 3 (odd/ä|`2`.txt:1)");
    assert_eq!(place(of("unfollowed")[0])["region"]["startLine"], 4);
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn a_place_whose_lines_have_moved_keeps_its_fingerprint() {
    let prints = |account: &Account| {
        let log = value(&sarif(account));
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        results.iter().map(|result| result["partialFingerprints"]["storybind/v1"].to_string()).collect::<Vec<_>>()
    };
    let before = sample();
    let mut after = sample();
    let told = after.stories[0].told.as_mut().expect("told");
    let findings = &mut told.findings;
    findings.numbering[0].above += 1;
    findings.numbering[0].below += 1;
    for (doubt, spots) in findings.worth_a_look.iter_mut().zip(&mut told.spots) {
        doubt.lines = doubt.lines.start + 1..doubt.lines.end + 1;
        (spots.start.line, spots.end.line) = (spots.start.line + 1, spots.end.line + 1);
    }
    told.seams[1] += 1;
    let prints_before = prints(&before);
    assert_eq!(prints_before, prints(&after));
    let mut different = prints_before.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), prints_before.len(), "each place has its own");
}

#[test]
fn sarif_leaves_out_the_least_important() {
    let mut account = Account { fail_on: vec![Concern::LowConfidence], ..Account::default() };
    for number in 0..13_000 {
        let mut story = entry(&format!("{number}.txt"), Outcome::Bound, Some(told()));
        story.told.as_mut().expect("told").identifier = number.to_string();
        account.stories.push(story);
    }
    let log = value(&sarif(&account));
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 25_000);
    let of = |rule: &str| results.iter().filter(|result| result["ruleId"] == rule).count();
    assert_eq!((of("low-confidence"), of("worth-a-look")), (13_000, 0));
    let said = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(said, "53000 more are left out, the least important; the JSON report has all of them");
}

#[test]
fn junit_fails_what_failed_and_says_the_rest() {
    let page = junit(&sample());
    assert!(page.contains("tests=\"5\" failures=\"2\" errors=\"1\" skipped=\"1\""), "{page}");
    assert!(page.contains("classname=\"odd\" name=\"a b#1.txt\""), "{page}");
    assert!(page.contains("name=\"&lt;c&gt;\u{FFFD}.txt\""), "{page}");
    assert!(page.contains("<skipped message="), "{page}");
    assert!(page.contains("low-confidence: “Lemons”: read as the heading of a chapter, but could be prose"), "{page}");
    assert!(page.chars().all(crate::text::is_allowed));
}

#[test]
fn markdown_shows_failures_first_and_stays_small() {
    let page = markdown(&sample());
    let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("no {what} in\n{page}"));
    assert!(at("## Failed") < at("## Structure") && at("## Structure") < at("## Stories"));
    assert!(at("## Stories") < at("## Worth a look"));
    at("4 stories: 1 bound, 1 unchanged, 1 failed, 1 not reached, 1 file passed over.");
    at("| `odd/a b#1.txt` and 1 more | The &lt;Night&gt; Ferry | bound | 2 | 1 | 2 | 1,204 |");
    at("- `odd/a b#1.txt:5` low-confidence: “Lemons”: read as");
    at("  ````diff\n  -   Chapter 2 ```\n      ```\n  ````\n");
    let stories = (0..20_000).map(|number| {
        let name = format!("{}{number}.txt", "|`".repeat(200));
        entry(&name, Outcome::Failed(format!("{name}: {}", "*".repeat(5000))), Some(told()))
    });
    let page = markdown(&Account { stories: stories.collect(), ..sample() });
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert!(page.contains("lines are left out here"));
}

#[test]
fn a_run_fails_only_on_what_was_named() {
    let account = sample();
    let met = |wanted: &[Concern]| concerns(&account, wanted).iter().map(Remark::place).collect::<Vec<_>>();
    assert_eq!(met(&[]), Vec::<String>::new());
    assert_eq!(met(&[Concern::LowConfidence]), ["odd/a b#1.txt:5"]);
    assert_eq!(met(&[Concern::WorthALook]), ["odd/a b#1.txt:5", "odd/ä|`2`.txt:5"]);
    assert_eq!(met(&[Concern::Encoding, Concern::NoTitle]), ["odd/a b#1.txt"]);
    assert_eq!(met(&[Concern::Unfollowed]), ["odd/storybind.toml:4"]);
    assert_eq!(met(&[Concern::PassedOver]), ["odd/cover.txt"]);
    assert_eq!(met(&[Concern::DoubleChapters, Concern::SameBook]), Vec::<String>::new());
    let twins = Account {
        stories: vec![
            entry("a.txt", Outcome::Bound, Some(told())),
            entry("b.txt", Outcome::Bound, Some(told())),
            entry("c.txt", Outcome::Bound, Some(told())),
        ],
        ..Account::default()
    };
    let said: Vec<String> = concerns(&twins, &[Concern::SameBook]).into_iter().map(|remark| remark.said).collect();
    assert_eq!(said.len(), 3);
    assert!(said[0].contains("those of b.txt") && said[1].contains("those of a.txt") && said[2].contains("of a.txt"));
}

#[test]
fn merging_hides_no_failure_and_keeps_what_says_most() {
    let of = |stories: Vec<Entry>| Account { stories, ..Account::default() };
    let failed = || Outcome::Failed("b.txt: no".to_owned());
    let one = Account {
        is_stopped: true,
        fail_on: vec![Concern::NoTitle],
        errors: vec!["x".to_owned()],
        ..of(vec![
            entry("b.txt", failed(), None),
            entry("c.txt", Outcome::NotReached, None),
            entry("a.txt", Outcome::Unchanged, Some(told())),
        ])
    };
    let other = Account {
        fail_on: vec![Concern::Encoding],
        errors: vec!["x".to_owned(), "y".to_owned()],
        passed_over: vec![("p".to_owned(), "a picture".to_owned())],
        ..of(vec![
            entry("c.txt", Outcome::Bound, Some(told())),
            entry("b.txt", Outcome::Bound, Some(told())),
            entry("a.txt", Outcome::Unchanged, None),
        ])
    };
    let merged = merge(vec![one.clone(), other.clone()]);
    let said: Vec<_> =
        merged.stories.iter().map(|entry| (entry.name(), entry.outcome.name(), entry.told.is_some())).collect();
    assert_eq!(said, [("a.txt", "unchanged", true), ("b.txt", "failed", false), ("c.txt", "bound", true)]);
    assert!(!merged.is_stopped, "the other run went on");
    assert_eq!(merged.errors, ["x", "y"]);
    assert_eq!(merged.fail_on, [Concern::Encoding, Concern::NoTitle]);
    assert_eq!(json(&merged), json(&merge(vec![other, one.clone()])));
    assert!(merge(vec![one]).is_stopped);
}

proptest::proptest! {
    /// Whatever has happened to a report, it is refused, or every form can be made of it.
    #[test]
    fn a_report_that_was_tampered_with_does_no_harm(nth in 0usize..80, number in proptest::num::u64::ANY, small in 0u8..9) {
        let whole = json(&sample());
        for number in [number, u64::from(small), u64::MAX, 1 << 31] {
            let mut numbers = 0;
            let mut tampered = String::new();
            for part in whole.split_inclusive(": ") {
                let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                numbers += usize::from(digits > 0);
                if digits > 0 && numbers == nth {
                    tampered.push_str(&number.to_string());
                    tampered.push_str(&part[digits..]);
                } else {
                    tampered.push_str(part);
                }
            }
            if let Ok(account) = read("r.json", &tampered) {
                let pages = [json(&account), sarif(&account), junit(&account), markdown(&account)];
                proptest::prop_assert!(pages.iter().all(|page| !page.is_empty()));
            }
        }
    }
}
