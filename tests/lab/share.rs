//! Does it help to know what an author does in other stories? Texts read alone, and read with the habits of others given
//! as `[patterns]`: the tables of `docs/sharing.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use rayon::prelude::*;
use storybind::classify;
use storybind::corrections;
use storybind::detect::{self, Ruling, Rulings};
use storybind::report::{Certainty, Confidence};
use storybind::settings::Settings;
use storybind::source::Source;

use crate::habits::{Habit, Witness, sheet, shown};
use crate::score::ROLES;
use crate::tally::Tally;
use crate::texts::{CORPORA, Guess, Text, Use};

/// The page that holds the tables, and the lines around them.
pub const PAGE: &str = "docs/sharing.md";
pub const MARKS: [&str; 2] = ["<!-- share: cargo lab share --write -->\n", "<!-- /share -->"];

/// Files below which a story cut at its chapters tells nothing of what returns.
const FEWEST_CHAPTERS: usize = 3;

/// What is taken from the other texts.
#[derive(Debug, Clone, Copy)]
struct Way {
    name: &'static str,
    witness: Witness,
    /// In so many of the others a habit must be seen.
    least: usize,
    /// Only habits of this kind.
    only: Option<&'static str>,
    /// A habit counts only where the text alone is not read for sure.
    is_soft: bool,
}

const SHARED: Way = Way {
    name: "sure in two others",
    witness: Witness::Reading(Certainty::Sure),
    least: 2,
    only: None,
    is_soft: false,
};
const LIKELY: Way = Way { name: "likely in two", witness: Witness::Reading(Certainty::Likely), ..SHARED };

const WAYS: [Way; 13] = [
    SHARED,
    Way { name: "sure in one other", least: 1, ..SHARED },
    LIKELY,
    Way { name: "sure in two, only where in doubt", is_soft: true, ..SHARED },
    Way { name: "sure in one, only where in doubt", least: 1, is_soft: true, ..SHARED },
    Way { name: "likely in two, only where in doubt", is_soft: true, ..LIKELY },
    Way { name: "sure in two, breaks only", only: Some("break"), ..SHARED },
    Way { name: "sure in two, blank lines only", only: Some("gap"), ..SHARED },
    Way { name: "sure in two, headings only", only: Some("heading"), ..SHARED },
    Way { name: "sure in two, notes only", only: Some("note"), ..SHARED },
    Way { name: "sure in two, author's line only", only: Some("byline"), ..SHARED },
    Way { name: "labelled in two", witness: Witness::Labels, ..SHARED },
    Way { name: "labelled in one", witness: Witness::Labels, least: 1, ..SHARED },
];

/// Texts that could lie in one folder.
type Folder<'t> = Vec<&'t Text>;

/// A text, how it was read with what the others gave, and whether they gave anything.
type Shared<'t> = (&'t Text, Guess, bool);

/// The tables.
///
/// # Errors
/// In words, if habits make no sheet.
pub fn page(texts: &[Text]) -> Result<String, String> {
    let mut page = String::new();
    let authors: Vec<Folder> = folders(texts, |text| Some((text.corpus, text.group.clone())))
        .into_iter()
        .filter(|own| own.len() > 1)
        .collect();
    tell(&mut page, "The other texts of an author", &authors)?;
    let chapters: Vec<Text> = texts.par_iter().flat_map_iter(chapters).collect();
    let serials = folders(&chapters, |text| Some((text.corpus, text.group.clone())));
    tell(&mut page, "The other chapters of a story, each a file", &serials)?;
    whole(&mut page, texts, &chapters);
    let mixed =
        CORPORA.into_iter().skip(1).flat_map(|corpus| folders(texts, |text| (text.corpus == corpus).then_some(())));
    tell(&mut page, "The other texts of a corpus, whoever wrote them", &mixed.collect::<Vec<_>>())?;
    Ok(page)
}

/// Texts by what they have in common.
fn folders<K: Ord>(texts: &[Text], key: impl Fn(&Text) -> Option<K>) -> Vec<Folder<'_>> {
    let mut folders: BTreeMap<K, Folder> = BTreeMap::new();
    for text in texts {
        if let Some(key) = key(text) {
            folders.entry(key).or_default().push(text);
        }
    }
    folders.into_values().collect()
}

/// A long story as the files of its chapters, each read alone; nothing of a short one.
fn chapters(text: &Text) -> Vec<Text> {
    let last = text.labels.lines.len();
    let (mut parts, mut from, mut has_prose) = (Vec::new(), 1, false);
    for row in &text.labels.rows {
        if row.role == "heading" && !row.extra.starts_with('3') && has_prose {
            parts.push(from..row.first);
            (from, has_prose) = (row.first, false);
        }
        has_prose |= row.role == "body";
    }
    parts.push(from..last + 1);
    if parts.len() < FEWEST_CHAPTERS {
        return Vec::new();
    }
    let of_part = |lines| {
        let (bytes, labels) = text.labels.part(lines);
        Text::of(text.corpus, &text.name, &format!("{}, {}", text.group, text.name), text.used, bytes, labels)
    };
    parts.into_iter().map(of_part).collect()
}

fn tell(page: &mut String, name: &str, folders: &[Folder]) -> Result<(), String> {
    let count: usize = folders.iter().map(Vec::len).sum();
    let _ = writeln!(page, "### {name}\n\n{} folders, {count} texts.\n", folders.len());
    page.push_str("| given | open: given to | faultless | corrections | better, worse | false in 2,000 ");
    page.push_str("| apart: given to | faultless | corrections | better, worse | false in 2,000 |\n");
    let _ = writeln!(page, "| --- {}|", "| --- ".repeat(10));
    let alone: Vec<Shared> =
        folders.iter().flatten().map(|text| (*text, Guess::of(&text.labels, &text.reading), false)).collect();
    row(page, "nothing", &alone);
    let mut roles = None;
    for way in &WAYS {
        let read = folders.par_iter().map(|folder| share(folder, way)).collect::<Result<Vec<_>, String>>()?;
        let read: Vec<Shared> = read.into_iter().flatten().collect();
        row(page, way.name, &read);
        roles.get_or_insert(read);
    }
    page.push('\n');
    if let Some(shared) = roles {
        by_role(page, &alone, &shared);
    }
    Ok(())
}

/// What becomes of the same chapters where their stories are read as one.
fn whole(page: &mut String, texts: &[Text], chapters: &[Text]) {
    let cut: BTreeSet<(&str, &str)> = chapters.iter().map(|text| (text.corpus, text.name.as_str())).collect();
    let of = |used: Use| {
        let its = texts.iter().filter(|text| text.used == used && cut.contains(&(text.corpus, text.name.as_str())));
        let tally = Tally::of(its);
        format!("{} corrections in {} {} stories", tally.corrections, tally.texts, used.name())
    };
    let _ = writeln!(page, "The same stories, each read as one: {}.\n", Use::BOTH.map(of).join(", "));
}

/// Reads each text of a folder with what the others give.
fn share<'t>(folder: &Folder<'t>, way: &Way) -> Result<Vec<Shared<'t>>, String> {
    let shown: Vec<BTreeSet<Habit>> = folder.par_iter().map(|text| shown(text, way.witness)).collect();
    let mut counts: BTreeMap<&Habit, usize> = BTreeMap::new();
    for habit in shown.iter().flatten().filter(|habit| way.only.is_none_or(|only| only == habit.key)) {
        *counts.entry(habit).or_default() += 1;
    }
    let read = folder.par_iter().zip(&shown).map(|(&text, own)| {
        let others = counts.iter().filter(|(habit, count)| *count - usize::from(own.contains(habit)) >= way.least);
        let settings = sheet(others.map(|(habit, _)| *habit))?;
        let guess = if way.is_soft { read_softly(text, &settings) } else { read(text, &settings) };
        Ok((text, guess, !settings.is_empty()))
    });
    read.collect()
}

/// Reads a text as if its author had written the settings.
fn read(text: &Text, settings: &Settings) -> Guess {
    let nowhere = Source::of(text.name.as_str(), "").from;
    let fitted = corrections::fit(text.story.clone(), settings, &nowhere);
    let evidence = detect::examine_under(&fitted.story, fitted.rulings);
    Guess::of(&text.labels, &classify::decide(&fitted.story, &evidence))
}

/// Reads a text again where it was not read for sure and a pattern fits a whole paragraph.
fn read_softly(text: &Text, settings: &Settings) -> Guess {
    let confidence = Confidence::of(&text.story, &text.evidence, &text.reading);
    let doubtful = text.reading.elements.iter().filter(|own| confidence.certainty(own) != Certainty::Sure);
    let ruling = |unit: usize| {
        let words = text.story.words_of(text.story.block(unit)?);
        let mut patterns = settings.sheets().flat_map(|sheet| &sheet.patterns);
        let pattern = patterns.find(|pattern| pattern.fits(&words))?;
        let (role, kind, place) = (pattern.role, pattern.kind, pattern.place.to_string());
        Some((unit..unit + 1, Ruling { role, kind, title: None, place, is_of_file: false, is_habit: true }))
    };
    let rulings = Rulings::of(&text.story, doubtful.flat_map(|own| own.units.clone()).filter_map(ruling));
    let evidence = detect::examine_under(&text.story, rulings);
    Guess::of(&text.labels, &classify::decide(&text.story, &evidence))
}

fn row(page: &mut String, name: &str, read: &[Shared]) {
    let _ = write!(page, "| {name} ");
    for used in Use::BOTH {
        let own: Vec<&Shared> = read.iter().filter(|(text, ..)| text.used == used).collect();
        let tally = tally(own.iter().copied());
        let (mut better, mut worse) = (0, 0);
        for (text, guess, _) in &own {
            let (is, was) = (guess.difference.corrections(), text.guess.difference.corrections());
            better += usize::from(is < was);
            worse += usize::from(is > was);
        }
        let given = own.iter().filter(|(.., is_given)| *is_given).count();
        let _ = write!(
            page,
            "| {given} | {} of {} | {} | {better}, {worse} | {:.2} ",
            tally.faultless,
            tally.texts,
            tally.corrections,
            tally.alarms_in_2000()
        );
    }
    page.push_str("|\n");
}

/// F1 by role, alone and shared.
fn by_role(page: &mut String, alone: &[Shared], shared: &[Shared]) {
    let _ = writeln!(page, "F1 by role, read alone and with what is {}:\n", SHARED.name);
    page.push_str("| role | open: alone | shared | apart: alone | shared |\n| --- | --- | --- | --- | --- |\n");
    let of = |read: &[Shared], used: Use| tally(read.iter().filter(|(text, ..)| text.used == used));
    let tallies = Use::BOTH.map(|used| [of(alone, used), of(shared, used)]);
    for role in ROLES {
        let cell = |tally: &Tally| tally.roles.get(role).map_or("–".to_owned(), |count| format!("{:.3}", count.f1()));
        let cells: Vec<String> = tallies.iter().flatten().map(cell).collect();
        if cells.iter().any(|cell| cell != "–") {
            let _ = writeln!(page, "| {role} | {} |", cells.join(" | "));
        }
    }
    page.push('\n');
}

fn tally<'r, 't: 'r>(read: impl IntoIterator<Item = &'r Shared<'t>>) -> Tally {
    Tally::with(read.into_iter().map(|(text, guess, _)| (*text, guess)))
}
