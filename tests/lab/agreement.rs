//! One judgement, two writings: `score.rs` must say what `tests/corpus/score.py` says, on readings as they are and on
//! readings that were damaged.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::score::{ROLES, Row};
use crate::tally::{Count, Tally};
use crate::texts::{self, Guess, Text, Wanted, root};

/// What a reading looks like after an accident; each is one that a detector could have.
fn damaged(rows: &[Row], kind: usize) -> Vec<Row> {
    let mut damaged = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let mut row = row.clone();
        match (kind, n % 5) {
            (1, 1) => continue,
            (1, 2) => row.role = ROLES[n % ROLES.len()].to_owned(),
            (2, 1) if row.last > row.first => row.last -= 1,
            (2, 2) if row.last > row.first + 1 => {
                let middle = row.first.midpoint(row.last);
                damaged.push(Row { last: middle, ..row.clone() });
                row.first = middle + 1;
            }
            (2, 3) if row.role == "heading" => row.extra = format!("3 {}", row.extra),
            _ => {}
        }
        damaged.push(row);
    }
    damaged
}

fn table(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| format!("{}\t{}\t{}\t{}", row.first, row.last, row.role, row.extra));
    lines.collect::<Vec<_>>().join("\n")
}

/// What score.py says of guesses, each beside its text and labels.
fn say_of_the_script(guesses: &[(&Text, Guess)]) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    for (n, (text, guess)) in guesses.iter().enumerate() {
        let file = |ending: &str| folder.path().join(format!("{n}.{ending}"));
        let labels = table(&text.labels.rows);
        let scored: Vec<&str> = ROLES.into_iter().filter(|role| text.labels.scores(role)).collect();
        fs::write(file("tsv"), format!("# roles: {}\n{labels}", scored.join(" "))).expect("written");
        fs::write(file("txt"), text.labels.lines.join("\n")).expect("written");
        fs::write(file("txt.rows"), table(&guess.rows)).expect("written");
    }
    let answer = folder.path().join("answer.json");
    let done = Command::new("python3")
        .arg("-B")
        .arg(root().join("tests/corpus/score.py"))
        .arg(folder.path())
        .args(["--cmd", "sh -c 'cat \"$0\".rows' {}", "--json"])
        .arg(&answer)
        .output()
        .expect("python3 runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&fs::read(answer).expect("an answer")).expect("JSON")
}

#[test]
fn the_laboratory_judges_as_the_script_does() {
    let (texts, _) = texts::read(&Wanted::default()).expect("texts");
    assert!(texts.len() >= 50, "only {} texts: this test looks in the wrong place", texts.len());
    for kind in 0..3 {
        let guesses: Vec<(&Text, Guess)> =
            texts.iter().map(|text| (text, Guess::of_rows(&text.labels, damaged(&text.guess.rows, kind)))).collect();
        let script = say_of_the_script(&guesses);
        let tally = Tally::with(guesses.iter().map(|(text, guess)| (*text, guess)));
        for role in ROLES {
            let count = tally.roles.get(role).copied().unwrap_or_default();
            let said = &script["roles"][role];
            let number = |name: &str| said[name].as_f64().unwrap_or_default();
            let found = number("recall") * number("truth");
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
            let theirs = [number("truth"), found, number("false")].map(|n| n.round() as usize);
            let theirs = Count { truth: theirs[0], found: theirs[1], false_alarms: theirs[2] };
            assert_eq!(count, theirs, "{role}, damage {kind}");
        }
        let near = |ours: f64, name: &str| {
            let theirs = script[name].as_f64().unwrap_or(-1.0);
            assert!((ours - theirs).abs() < 1e-9, "{name}, damage {kind}: {ours}, but {theirs}");
        };
        near(tally.corrections_a_story(), "corrections_per_text");
        near(crate::tally::share(tally.faultless, tally.texts), "faultless");
        assert!(kind == 0 || tally.corrections > tally.texts, "damage {kind} is hardly any");
    }
}
