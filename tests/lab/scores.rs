//! The table of scores: every role in every corpus, beside what is committed.

use std::fmt::Write;

use crate::committed::{Key, held};
use crate::tally::{Count, Tally, row_names};
use crate::texts::{CORPORA, Text, Use};

/// A column: its name, the part of the committed table that it is held beside, and what was counted.
type Column = (String, Option<(usize, Use)>, Tally);

/// The table.
///
/// # Errors
/// If the committed scores cannot be read.
pub fn table(texts: &[Text]) -> Result<String, String> {
    let held = held()?;
    let mut columns: Vec<Column> = Vec::new();
    for used in Use::BOTH {
        for (at, corpus) in CORPORA.into_iter().enumerate() {
            let some: Vec<&Text> = texts.iter().filter(|t| t.corpus == corpus && t.used == used).collect();
            if !some.is_empty() {
                columns.push((corpus.to_owned(), Some((at, used)), Tally::of(some)));
            }
        }
        let all: Vec<&Text> = texts.iter().filter(|t| t.used == used).collect();
        if !all.is_empty() {
            columns.push((format!("all {}", used.name()), None, Tally::of(all)));
        }
    }
    let mut page = format!("{:<13}", "F1 faults ±");
    for (name, _, tally) in &columns {
        let _ = write!(page, "|{:^13}", format!("{name} {}", tally.texts));
    }
    page.push('\n');
    for (row, name) in row_names().enumerate() {
        let cells: Vec<String> = columns
            .iter()
            .map(|(_, part, tally)| {
                let Some(measure) = tally.measures().get(name).copied() else { return String::new() };
                let key = |(corpus, used)| -> Key { (corpus, used, row) };
                let was = part.and_then(|part| held.get(&key(part))).map_or(0, |held| held.measure.faults);
                let change = if part.is_some() { change(measure.faults, was) } else { String::new() };
                format!("{:5} {:3}{change:<3}", three(measure.score), measure.faults)
            })
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            let _ = writeln!(page, "{name:<13}|{}", joined(&cells));
        }
    }
    let mut say = |name: &str, value: &dyn Fn(&Tally) -> String| {
        let cells: Vec<String> = columns.iter().map(|(_, _, tally)| value(tally)).collect();
        let _ = writeln!(page, "{name:<13}|{}", joined(&cells));
    };
    say("precision", &|tally| three(ratio(tally, |count| (count.found, count.found + count.false_alarms))));
    say("recall", &|tally| three(ratio(tally, |count| (count.found, count.truth))));
    say("faultless", &|tally| format!("{} of {}", tally.faultless, tally.texts));
    say("corrections", &|tally| format!("{:.2} a story", tally.corrections_a_story()));
    say("false in 2000", &|tally| format!("{:.2}", tally.alarms_in_2000()));
    Ok(page)
}

/// One row a text.
pub fn rows_of_texts(texts: &[Text]) -> String {
    let mut page = "# corpus\tuse\ttext\telements\tcorrections\tmissed\tfalse\twrong_level\twrong_title\n".to_owned();
    for text in texts {
        let difference = &text.guess.difference;
        let counts = [
            text.labels.elements.len(),
            difference.corrections(),
            difference.missed.len(),
            difference.false_alarms.len(),
            difference.wrong_level.len(),
            difference.wrong_title.len(),
        ];
        let counts = counts.map(|count| count.to_string()).join("\t");
        let _ = writeln!(page, "{}\t{}\t{}\t{counts}", text.corpus, text.used.name(), text.name);
    }
    page
}

/// Corrections by author or source, most first; the groups kept apart are one row.
pub fn groups(texts: &[Text]) -> String {
    let mut names: Vec<(&str, &str)> =
        texts.iter().filter(|t| t.used == Use::Open).map(|t| (t.corpus, t.group.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    let mut rows: Vec<(String, Tally)> = names
        .into_iter()
        .map(|(corpus, group)| {
            let its = texts.iter().filter(|t| t.used == Use::Open && t.corpus == corpus && t.group == group);
            (format!("{corpus}/{group}"), Tally::of(its))
        })
        .filter(|(_, tally)| tally.corrections > 0)
        .collect();
    rows.sort_by(|a, b| b.1.corrections.cmp(&a.1.corrections).then_with(|| a.0.cmp(&b.0)));
    for corpus in CORPORA {
        let its: Vec<&Text> = texts.iter().filter(|t| t.used == Use::Apart && t.corpus == corpus).collect();
        if !its.is_empty() {
            rows.push((format!("{corpus}, groups apart"), Tally::of(its)));
        }
    }
    let mut page =
        format!("{:<28} {:>5} {:>9} {:>11} {:>7}\n", "group", "texts", "faultless", "corrections", "a story");
    for (name, tally) in rows {
        let _ = writeln!(
            page,
            "{name:<28} {:>5} {:>9} {:>11} {:>7.2}",
            tally.texts,
            tally.faultless,
            tally.corrections,
            tally.corrections_a_story()
        );
    }
    page.push_str("open groups with nothing to correct are left out\n");
    page
}

fn ratio(tally: &Tally, of: impl Fn(Count) -> (usize, usize)) -> f64 {
    let (part, whole) = tally.roles.values().map(|&count| of(count)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    if whole == 0 { 1.0 } else { crate::tally::share(part, whole) }
}

/// ".972", "1.00".
fn three(score: f64) -> String {
    if score >= 0.9995 { "1.00".to_owned() } else { format!("{score:.3}").trim_start_matches('0').to_owned() }
}

/// "+2", "-1", nothing where nothing changed.
pub fn change(is: usize, was: usize) -> String {
    match is.cmp(&was) {
        std::cmp::Ordering::Less => format!("-{}", was - is),
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Greater => format!("+{}", is - was),
    }
}

/// The cells of a row, each as wide as its column.
fn joined(cells: &[String]) -> String {
    cells.iter().map(|cell| format!("{cell:^13}")).collect::<Vec<_>>().join("|")
}
