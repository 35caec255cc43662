//! An account as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code hosts show beside the
//! lines of a change.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::concern::Concern;
use super::remark::{Matter, Remark, Weight, shown};
use super::{Account, Outcome, Spot};

/// Results in one run: code hosts refuse more (GitHub's documentation of SARIF support).
const MOST: usize = 25_000;
/// Places alike that are named with one.
const ALIKE: usize = 20;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The account as a SARIF log. What the run fails on is an error, what is doubtful a warning, all else a note; a place
/// whose lines have moved keeps its fingerprint.
#[must_use]
pub fn sarif(account: &Account) -> String {
    let mut shown = shown(account);
    let left_out = leave_out(&mut shown);
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = shown.iter().map(|remark| result(remark, &mut seen)).collect();
    let mut told: Vec<Value> = account.errors.iter().map(|error| notification(error, "error")).collect();
    if account.is_stopped {
        told.push(notification("the run was stopped before its end", "error"));
    }
    if left_out > 0 {
        let message = format!("{left_out} more are left out, the least important; the JSON report has all of them");
        told.push(notification(&message, "note"));
    }
    let has_failed = |outcome: &Outcome| matches!(outcome, Outcome::Failed(_) | Outcome::NotReached);
    let is_well =
        account.errors.is_empty() && !account.is_stopped && !account.stories.iter().any(|s| has_failed(&s.outcome));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "storybind",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": matters().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": is_well, "toolExecutionNotifications": told }],
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// All that a result can be about, in the order of the rules.
fn matters() -> impl Iterator<Item = Matter> {
    [Matter::Failed, Matter::Changed].into_iter().chain(Concern::ALL.into_iter().map(Matter::Of))
}

/// Takes out what is too much, the least important first, and says how much that was.
fn leave_out(shown: &mut Vec<Remark>) -> usize {
    let mut room = MOST;
    let mut limits = [0; 3];
    for (weight, limit) in [Weight::Error, Weight::Warning, Weight::Note].into_iter().zip(&mut limits) {
        *limit = room.min(shown.iter().filter(|remark| remark.weight == weight).count());
        room -= *limit;
    }
    let before = shown.len();
    shown.retain(|remark| {
        let limit = &mut limits[remark.weight as usize];
        let is_kept = *limit > 0;
        *limit -= usize::from(is_kept);
        is_kept
    });
    before - shown.len()
}

fn level(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "error",
        Weight::Warning => "warning",
        Weight::Note => "note",
    }
}

fn rule(matter: Matter) -> Value {
    let (name, meaning, advice) = match matter {
        Matter::Failed => ("Failed", "a story did not become a book", "The message says what to do."),
        Matter::Changed => (
            "StructureChanged",
            "a story's structure is no longer the one in storybind.lock",
            "If the change was meant, run `storybind lock` and commit the file; else look at what was taken for what \
             with `storybind inspect STORY`.",
        ),
        Matter::Of(concern) => ("", concern.meaning(), concern.advice()),
    };
    let name = if name.is_empty() { camel(matter.name()) } else { name.to_owned() };
    let mut meaning = meaning.to_owned();
    if let Some(first) = meaning.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    json!({
        "id": matter.name(),
        "name": name,
        "shortDescription": { "text": format!("{meaning}.") },
        "fullDescription": { "text": format!("{meaning}. {advice}") },
        "help": { "text": advice, "markdown": advice },
        "defaultConfiguration": { "level": level(matter.weight()) },
        "properties": { "tags": ["structure"] },
    })
}

/// `gap-in-chapters` as SARIF names rules: `GapInChapters`.
fn camel(name: &str) -> String {
    name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

fn result<'r>(remark: &'r Remark, seen: &mut BTreeMap<(&'r str, Matter, &'r str), usize>) -> Value {
    let number = seen.entry((&remark.file, remark.matter, &remark.key)).or_default();
    *number += 1;
    let words = format!("{}\n{}\n{}", remark.matter.name(), remark.file, remark.key);
    let fingerprint = Uuid::new_v5(&Uuid::NAMESPACE_URL, words.as_bytes()).simple().to_string();
    let fingerprint = format!("{}:{number}", &fingerprint[..16]);
    let alike = remark.alike.iter().take(ALIKE).enumerate().map(|(id, (file, lines))| {
        json!({
            "id": id + 1,
            "physicalLocation": {
                "artifactLocation": artifact(file),
                "region": { "startLine": lines.start, "endLine": lines.end },
            },
            "message": { "text": "see also" },
        })
    });
    let mut result = json!({
        "ruleId": remark.matter.name(),
        "ruleIndex": matters().position(|matter| matter == remark.matter),
        "level": level(remark.weight),
        "message": { "text": remark.said },
        "locations": [{
            "physicalLocation": { "artifactLocation": artifact(&remark.file), "region": region(remark) },
        }],
        // `primaryLocationLineHash` is the one that GitHub compares.
        "partialFingerprints": { "storybind/v1": fingerprint, "primaryLocationLineHash": fingerprint },
    });
    if !remark.alike.is_empty() {
        result["relatedLocations"] = alike.collect();
    }
    result
}

fn region(remark: &Remark) -> Value {
    let Some(range) = &remark.at else { return json!({ "startLine": 1 }) };
    let (Spot { file, line, column }, end) = (range.start, range.end);
    if end.file == file && (end.line, end.column) > (line, column) {
        json!({ "startLine": line, "startColumn": column, "endLine": end.line, "endColumn": end.column })
    } else {
        json!({ "startLine": line, "startColumn": column })
    }
}

fn notification(message: &str, level: &str) -> Value {
    json!({ "message": { "text": message }, "level": level })
}

/// A file as an address: below the root of the sources where its path is no absolute one (RFC 3986, RFC 8089).
fn artifact(file: &str) -> Value {
    let path = file.strip_prefix("./").unwrap_or(file);
    let is_drive = matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    if path.starts_with('/') {
        json!({ "uri": format!("file://{}", utf8_percent_encode(path, &IN_AN_ADDRESS)) })
    } else if is_drive {
        json!({ "uri": format!("file:///{}", utf8_percent_encode(path, &IN_AN_ADDRESS)) })
    } else {
        json!({ "uri": utf8_percent_encode(path, &IN_AN_ADDRESS).to_string(), "uriBaseId": "%SRCROOT%" })
    }
}

/// What is percent-encoded in a path: all that means something in an address.
const IN_AN_ADDRESS: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
