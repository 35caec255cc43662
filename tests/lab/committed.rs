//! What has been reached is held: `tests/scores.tsv`, and the table in `README.md` that is made of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use crate::score::ROLES;
use crate::tally::{Measure, Tally, row_names};
use crate::texts::{CORPORA, Text, Use, root};

const SCORES: &str = "tests/scores.tsv";
const HEADER: &str = "# corpus\tuse\trow\tof\tfaults\tF1\treason";
const README: &str = "README.md";
const MARKS: [&str; 2] = ["<!-- scores: cargo lab commit -->\n", "<!-- /scores -->"];
/// The roles that `README.md` shows.
const SHOWN: [&str; 9] = ["title", "field", "note", "heading", "break", "gap", "verse", "letter", "end"];

/// Corpus, use, row: by their places in the tables, so that keys sort as tables do.
pub type Key = (usize, Use, usize);

/// A committed row.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    pub measure: Measure,
    /// Why it was allowed to get worse.
    pub reason: String,
}

/// What is measured now, in the form of the committed table.
pub fn measured(texts: &[Text]) -> BTreeMap<Key, Measure> {
    let mut rows = BTreeMap::new();
    for (corpus, name) in CORPORA.into_iter().enumerate() {
        for used in Use::BOTH {
            let some: Vec<&Text> = texts.iter().filter(|t| t.corpus == name && t.used == used).collect();
            if some.is_empty() {
                continue;
            }
            let measures = Tally::of(some).measures();
            let named = row_names().enumerate();
            rows.extend(named.filter_map(|(row, name)| Some(((corpus, used, row), *measures.get(name)?))));
        }
    }
    rows
}

/// The committed table.
///
/// # Errors
/// If it is not there or a row cannot be read.
pub fn held() -> Result<BTreeMap<Key, Held>, String> {
    let table = fs::read_to_string(root().join(SCORES)).map_err(|cause| format!("{SCORES}: {cause}"))?;
    let lines = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(n, line)| row(line).ok_or_else(|| format!("{SCORES}:{}: no row of scores: {line}", n + 1))).collect()
}

fn row(line: &str) -> Option<(Key, Held)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let corpus = CORPORA.iter().position(|name| *name == cells[0])?;
    let used = Use::BOTH.into_iter().find(|used| Some(used.name()) == cells.get(1).copied())?;
    let row = row_names().position(|name| Some(&name) == cells.get(2))?;
    let number = |at: usize| cells.get(at)?.parse::<usize>().ok();
    let measure = Measure { of: number(3)?, faults: number(4)?, score: cells.get(5)?.parse().ok()? };
    let reason = cells.get(6).copied().unwrap_or_default().to_owned();
    Some(((corpus, used, row), Held { measure, reason }))
}

/// "wild apart heading".
fn name((corpus, used, row): Key) -> String {
    format!("{} {} {}", CORPORA[corpus], used.name(), row_names().nth(row).unwrap_or_default())
}

/// What got better and what got worse than is committed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub worse: Vec<String>,
    pub better: Vec<String>,
}

/// Compares what is measured with what is committed. A row may be one fault worse: rules that are better for most texts
/// cost one element somewhere.
pub fn compare(now: &BTreeMap<Key, Measure>, held: &BTreeMap<Key, Held>) -> Verdict {
    let parts: BTreeSet<_> = now.keys().map(|&(corpus, used, _)| (corpus, used)).collect();
    let mut verdict = Verdict::default();
    let keys: BTreeSet<Key> =
        now.keys().chain(held.keys()).copied().filter(|&(corpus, used, _)| parts.contains(&(corpus, used))).collect();
    for key in keys {
        let (is, was) = (now.get(&key), held.get(&key).map(|held| held.measure));
        let faults = is.map_or(0, |is| is.faults);
        let allowed = was.map_or(0, |was| was.faults);
        let line = format!("{:<34} {faults} faults, {allowed} committed", name(key));
        let counts = key.2 < ROLES.len() || key.2 == ROLES.len() + 2;
        match (is, was) {
            (Some(is), Some(was)) if counts && is.of != was.of => verdict.worse.push(format!(
                "{:<34} the labels say {}, {SCORES} was written for {}: cargo lab commit",
                name(key),
                is.of,
                was.of
            )),
            _ if faults > allowed + 1 => verdict.worse.push(line),
            _ if faults < allowed => verdict.better.push(line),
            _ => {}
        }
    }
    verdict
}

/// Commits to what is measured now; what is written, as a sentence.
///
/// # Errors
/// If a row would get worse and no reason is given, or a file cannot be written.
pub fn commit(texts: &[Text], reason: &str) -> Result<String, String> {
    let rows = merged(&measured(texts), &held()?, reason)?;
    let mut table = format!("{HEADER}\n");
    for (&(corpus, used, row), held) in &rows {
        let Measure { of, faults, score } = held.measure;
        let name = row_names().nth(row).unwrap_or_default();
        let line = format!("{}\t{}\t{name}\t{of}\t{faults}\t{score:.3}\t{}", CORPORA[corpus], used.name(), held.reason);
        let _ = writeln!(table, "{}", line.trim_end_matches('\t'));
    }
    let write =
        |file: &str, text: String| fs::write(root().join(file), text).map_err(|cause| format!("{file}: {cause}"));
    write(SCORES, table)?;
    // Read back, so that README rounds what the table says and not what it was rounded from.
    between_marks(README, MARKS, &readme_table(&held()?))?;
    Ok(format!("{} rows written to {SCORES}", rows.len()))
}

/// The committed rows with those that were measured in their place.
fn merged(
    now: &BTreeMap<Key, Measure>,
    held: &BTreeMap<Key, Held>,
    reason: &str,
) -> Result<BTreeMap<Key, Held>, String> {
    let parts: BTreeSet<_> = now.keys().map(|&(corpus, used, _)| (corpus, used)).collect();
    let mut rows = held.clone();
    let mut lowered = Vec::new();
    let measured = held.keys().filter(|&&(corpus, used, _)| parts.contains(&(corpus, used)));
    for &key in measured.chain(now.keys()).collect::<BTreeSet<_>>() {
        let was = held.get(&key);
        let gone = Measure { of: was.map_or(0, |was| was.measure.of), faults: 0, score: 1.0 };
        let measure = now.get(&key).copied().unwrap_or(gone);
        let allowed = was.map_or(0, |was| was.measure.faults);
        let kept = was.map(|was| was.reason.clone()).unwrap_or_default();
        let why = match measure.faults.cmp(&allowed) {
            std::cmp::Ordering::Greater => {
                lowered.push(format!("  {}: {} faults, {allowed} committed", name(key), measure.faults));
                reason.to_owned()
            }
            std::cmp::Ordering::Equal => kept,
            std::cmp::Ordering::Less => String::new(),
        };
        rows.insert(key, Held { measure, reason: why });
    }
    if !lowered.is_empty() && reason.is_empty() {
        return Err(format!("these rows would be lowered; say why with --reason:\n{}", lowered.join("\n")));
    }
    Ok(rows)
}

/// Whether `README.md` says what is committed.
///
/// # Errors
/// If it has no table of scores.
pub fn readme_agrees() -> Result<bool, String> {
    Ok(around_marks(README, MARKS)?[1] == readme_table(&held()?))
}

/// Puts text between two marks of a file.
///
/// # Errors
/// If the file has no such marks or cannot be written.
pub fn between_marks(file: &str, marks: [&str; 2], text: &str) -> Result<(), String> {
    let [before, _, after] = around_marks(file, marks)?;
    fs::write(root().join(file), format!("{before}{text}{after}")).map_err(|cause| format!("{file}: {cause}"))
}

/// A file before, between and after two marks.
fn around_marks(file: &str, marks: [&str; 2]) -> Result<[String; 3], String> {
    let text = fs::read_to_string(root().join(file)).map_err(|cause| format!("{file}: {cause}"))?;
    let parts = text.split_once(marks[0]).and_then(|(before, rest)| Some((before, rest.split_once(marks[1])?)));
    let missing = || format!("{file} has not the lines {} and {}", marks[0].trim(), marks[1].trim());
    let (before, (table, after)) = parts.ok_or_else(missing)?;
    Ok([format!("{before}{}", marks[0]), table.to_owned(), format!("{}{after}", marks[1])])
}

/// What is committed, as `README.md` shows it.
fn readme_table(rows: &BTreeMap<Key, Held>) -> String {
    let row_of = |name: &str| row_names().position(|its| its == name).unwrap_or_default();
    let mut table = format!("| stories | {} | faultless |\n", SHOWN.join(" | "));
    let _ = writeln!(table, "| --- {}|", "| --- ".repeat(SHOWN.len() + 1));
    // The few seeds are examples, not stories that somebody found.
    for (corpus, name) in CORPORA.into_iter().enumerate().skip(1) {
        for used in Use::BOTH {
            let at = |row: &str| rows.get(&(corpus, used, row_of(row))).map(|held| held.measure);
            let Some(texts) = at("texts") else { continue };
            let cell = |role: &&str| match at(role) {
                Some(measure) if measure.of > 0 => format!("{:.2}", measure.score),
                _ => "–".to_owned(),
            };
            let cells: Vec<String> = SHOWN.iter().map(cell).collect();
            let apart = if used == Use::Apart { ", kept apart" } else { "" };
            let faultless = (100.0 * texts.score).round();
            let _ = writeln!(table, "| {name}{apart} ({}) | {} | {faultless} % |", texts.of, cells.join(" | "));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(faults: usize) -> BTreeMap<Key, Measure> {
        BTreeMap::from([((1, Use::Open, 5), Measure { of: 9, faults, score: 0.5 })])
    }

    fn was(faults: usize) -> BTreeMap<Key, Held> {
        let measure = Measure { of: 9, faults, score: 0.5 };
        let other = Held { measure, reason: "kept".to_owned() };
        BTreeMap::from([((1, Use::Open, 5), Held { measure, reason: "old".to_owned() }), ((2, Use::Apart, 5), other)])
    }

    #[test]
    fn one_fault_more_passes_and_two_do_not() {
        assert_eq!(compare(&now(4), &was(3)), Verdict::default());
        assert_eq!(compare(&now(5), &was(3)).worse.len(), 1);
        assert_eq!(compare(&now(2), &was(3)).better.len(), 1);
        let relabelled = BTreeMap::from([((1, Use::Open, 5), Measure { of: 8, faults: 0, score: 1.0 })]);
        assert_eq!(compare(&relabelled, &was(0)).worse.len(), 1);
    }

    #[test]
    fn a_row_gets_worse_only_with_a_reason_and_others_are_left_alone() {
        assert!(merged(&now(4), &was(3), "").is_err());
        let rows = merged(&now(4), &was(3), "because").expect("a reason");
        assert_eq!(rows[&(1, Use::Open, 5)].reason, "because");
        assert_eq!(rows[&(2, Use::Apart, 5)].reason, "kept");
        assert_eq!(merged(&now(2), &was(3), "").expect("better")[&(1, Use::Open, 5)].reason, "");
        assert_eq!(merged(&now(3), &was(3), "").expect("equal")[&(1, Use::Open, 5)].reason, "old");
    }

    #[test]
    fn a_row_is_read_as_it_is_written() {
        let (key, held) = row("wild\tapart\theading\t26\t10\t0.800\ta reason").expect("a row");
        assert_eq!((key, held.measure.faults, held.reason.as_str()), ((1, Use::Apart, 5), 10, "a reason"));
        assert_eq!(row("wild\tapart\theadline\t26\t10\t0.800"), None);
    }
}
