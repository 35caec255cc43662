//! The table and the chapters of docs/devices.md that say what the rows say, made from them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::{limits, marks, place, replaced, series, way};
use crate::devices::{ALL, Profile};

/// What makes the page.
const COMMAND: &str = "cargo test --lib write_the_page_of_devices -- --ignored";
const PAGE: &str = "docs/devices.md";
const PLACE: (&str, &str) = ("<!-- devices -->\n", "<!-- /devices -->");

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn table() -> String {
    let mut page =
        String::from("| device | name | form | where books go | recognised by |\n| --- | --- | --- | --- | --- |\n");
    for profile in ALL {
        let Profile { name, called, form, .. } = profile;
        let marks = marks(profile, code);
        let _ = writeln!(page, "| {called} | `{name}` | {} | {} | {marks} |", form.name(), place(profile));
    }
    page
}

fn chapter(profile: &Profile) -> String {
    let mut page = format!("\n### {}\n\n", profile.called);
    let mut add = |label: &str, text: &str| {
        let _ = writeln!(page, "- {label}: {text}");
    };
    if profile.folder().is_some() {
        add("Limits", &limits(profile, |signs| format!("`{signs}`")));
    }
    add("Series", series(profile));
    add("A book that is replaced", replaced(profile));
    for other in profile.ways {
        add("Or else", &format!("{} <{}>", way(other), other.source));
    }
    for fact in profile.facts {
        let _ = writeln!(page, "- {} <{}>", fact.says, fact.source);
    }
    let demands: Vec<_> = profile.demands.iter().copied().flatten().collect();
    let _ = writeln!(page, "\n`check --device {}` looks whether\n", profile.name);
    for demand in demands {
        let weight = if demand.is_fault { "fault" } else { "worth knowing" };
        let [wants, why, remedy] = [demand.wants, demand.why, demand.remedy].map(shown);
        let _ = writeln!(page, "- {wants} ({weight}). {why} {remedy} <{}>", demand.source);
    }
    page
}

/// Text in which a tag is code, so that the page shows it.
fn shown(text: &str) -> String {
    match (text.find('<'), text.rfind('>')) {
        (Some(from), Some(to)) => format!("{}`{}`{}", &text[..from], &text[from..=to], &text[to + 1..]),
        _ => text.to_owned(),
    }
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE)
}

fn made() -> (String, String) {
    let committed = fs::read_to_string(path()).expect(PAGE);
    let (before, rest) = committed.split_once(PLACE.0).expect("a place for the devices");
    let (_, behind) = rest.split_once(PLACE.1).expect("an end of the devices");
    let chapters: String = ALL.iter().map(chapter).collect();
    let made = format!("{before}{}{}{chapters}{}{behind}", PLACE.0, table(), PLACE.1);
    (committed, made)
}

#[test]
fn the_page_of_devices_says_what_the_table_says() {
    let (committed, made) = made();
    assert!(committed == made, "{PAGE}: src/devices/table.rs says something else by now; make it anew:\n  {COMMAND}");
}

#[test]
#[ignore = "writes docs/devices.md; nothing to test"]
fn write_the_page_of_devices() {
    fs::write(path(), made().1).expect(PAGE);
}
