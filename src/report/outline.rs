//! A story as its author would like to see it: titles indented by level with their lines, notes, letters and verse in
//! their places, breaks and words counted, and what is not sure said where it stands.

use std::fmt::{self, Write};
use std::ops::Range;

use super::certainty::{Certainty, Confidence};
use super::findings::Findings;
use super::paint::Paint;
use super::phrases::{a_role, count, quoted};
use super::rows::{Row, one_line, rows};
use crate::classify::{Detail, Element, Reading};
use crate::detect::{Evidence, Role, Ruling};
use crate::text::{Manuscript, Words};

/// One line of the outline.
pub(super) struct Entry<'r> {
    /// The first line of the story it stands for, 0-based.
    pub(super) line: usize,
    /// Steps of indentation.
    pub(super) depth: usize,
    /// A heading is set off; anything else is said in plain words.
    pub(super) is_title: bool,
    /// What is said of it.
    pub(super) words: String,
    /// For what holds text: words and breaks up to the next one that does.
    pub(super) holds: Option<Held>,
    /// The least sure of the elements it stands for.
    pub(super) weakest: Option<&'r Element>,
}

/// What stands below a heading.
#[derive(Default)]
pub(super) struct Held {
    words: usize,
    breaks: usize,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&count(self.words, "word", "words"))?;
        if self.breaks > 0 { write!(f, ", {}", count(self.breaks, "break", "breaks")) } else { Ok(()) }
    }
}

/// The outline of a story.
#[must_use]
pub fn outline(story: &Manuscript, evidence: &Evidence, reading: &Reading, paint: Paint) -> String {
    let confidence = Confidence::of(story, evidence, reading);
    let entries = entries(story, &confidence, reading);
    let numbers = entries.last().map_or(1, |entry| entry.line + 1).to_string().len().max(4);
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{}", paint.dim(&about_the_file(story)));
    for entry in &entries {
        let number = format!("{:>numbers$}", entry.line + 1);
        let words = if entry.is_title { paint.bold(&entry.words) } else { entry.words.clone() };
        let _ = write!(page, "{}  {:indent$}{words}", paint.dim(&number), "", indent = 2 * entry.depth);
        if let Some(held) = &entry.holds {
            let _ = write!(page, "{}", paint.dim(&format!(" · {held}")));
        }
        if let Some(ruling) = entry.weakest.and_then(said) {
            let _ = write!(page, "{}", paint.dim(&format!(" · {}", ruling.place)));
        }
        if let Some(doubt) = entry.weakest.and_then(|element| doubt(entry, &confidence, element)) {
            let _ = write!(page, "  {}", paint.yellow(&doubt));
        }
        page.push('\n');
    }
    let findings = Findings::judged(story, &confidence, reading);
    let _ = writeln!(page, "{findings}");
    for oddity in &findings.numbering {
        let _ = writeln!(page, "{}", paint.yellow(&oddity.to_string()));
    }
    if !findings.worth_a_look.is_empty() {
        let _ = writeln!(page, "worth a look:");
    }
    for doubt in &findings.worth_a_look {
        let number = format!("{:>numbers$}", doubt.line());
        let _ = writeln!(page, "{}  {}: {doubt}", paint.dim(&number), quoted(story, &doubt.lines));
    }
    page
}

/// What a person has said of an element.
fn said(element: &Element) -> Option<&Ruling> {
    element.ruling.as_deref().filter(|ruling| !ruling.is_of_file)
}

/// Encoding, length and habits in a line.
pub(super) fn about_the_file(story: &Manuscript) -> String {
    let habits = story.habits();
    let wrapped = if habits.is_wrapped { format!("wrapped at column {}", habits.width) } else { "not wrapped".into() };
    let apart = match (habits.distance, habits.is_indented) {
        (0, true) => "marked by an indent".to_owned(),
        (0, false) => "one below the other".to_owned(),
        (blank, _) => format!("{} apart", count(blank, "blank line", "blank lines")),
    };
    // What stands behind the last line end is no line to a person.
    let lines = match story.line_count() {
        0 => 0,
        lines => lines - usize::from(story.line(lines - 1).is_empty()),
    };
    format!("{}, {}, {wrapped}, paragraphs {apart}", story.encoding(), count(lines, "line", "lines"))
}

/// The lines of the outline.
pub(super) fn entries<'r>(story: &Manuscript, confidence: &Confidence, reading: &'r Reading) -> Vec<Entry<'r>> {
    let depths = depths(reading);
    let mut entries: Vec<Entry> = Vec::new();
    let (mut depth, mut holder) = (0, None);
    for row in rows(reading) {
        let Some(element) = row.elements.first() else {
            continue;
        };
        match element.role {
            Role::Body => {
                let at = *holder.get_or_insert_with(|| {
                    entries.push(entry(&row, 0, "text before any heading".to_owned()));
                    entries.len() - 1
                });
                let held = entries[at].holds.get_or_insert_default();
                held.words += words(story, &row.lines);
                doubt_in_prose(&mut entries, confidence, &row, depth);
            }
            Role::Break | Role::Gap => {
                if let Some(at) = holder {
                    entries[at].holds.get_or_insert_default().breaks += 1;
                }
                if confidence.certainty(element) == Certainty::Doubtful {
                    entries.push(entry(&row, depth + 1, a_role(element.role).to_owned()));
                }
            }
            Role::Heading => {
                let Detail::Heading { level, title } = &element.detail else {
                    continue;
                };
                depth = depths[usize::from(*level).min(3)];
                let title = one_line(title);
                let title = if title.is_empty() { quoted(story, &row.lines) } else { title };
                holder = Some(entries.len());
                let mut entry = entry(&row, depth, title);
                entry.is_title = true;
                entry.holds = Some(Held::default());
                entries.push(entry);
            }
            Role::Field => field(&mut entries, confidence, &row),
            Role::Title | Role::Byline => {
                entries.push(entry(&row, 0, format!("{}: {}", element.role, quoted(story, &row.lines))));
            }
            _ => {
                let below = if holder.is_some() { depth + 1 } else { 0 };
                entries.push(entry(&row, below, span(story, &row)));
            }
        }
    }
    entries
}

fn entry<'r>(row: &Row<'r>, depth: usize, words: String) -> Entry<'r> {
    let weakest = if row.role() == Role::Body { None } else { row.elements.first() };
    Entry { line: row.lines.start, depth, is_title: false, words, holds: None, weakest }
}

/// Paragraphs that could be something else get a line of their own.
fn doubt_in_prose<'r>(entries: &mut Vec<Entry<'r>>, confidence: &Confidence, row: &Row<'r>, depth: usize) {
    for element in row.elements.iter().filter(|element| confidence.certainty(element) == Certainty::Doubtful) {
        entries.push(Entry {
            line: element.lines.start,
            depth: depth + 1,
            is_title: false,
            words: "prose".to_owned(),
            holds: None,
            weakest: Some(element),
        });
    }
}

/// Fields that follow each other share a line: what they state matters, not where each stands.
fn field<'r>(entries: &mut Vec<Entry<'r>>, confidence: &Confidence, row: &Row<'r>) {
    let name = row.extra();
    let right = |element: Option<&Element>| element.map_or(u16::MAX, |element| confidence.right(element));
    match entries.last_mut() {
        Some(last) if last.weakest.is_some_and(|element| element.role == Role::Field) => {
            last.words.push_str(", ");
            last.words.push_str(&name);
            if right(row.elements.first()) < right(last.weakest) {
                last.weakest = row.elements.first();
            }
        }
        _ => entries.push(entry(row, 0, format!("fields: {name}"))),
    }
}

/// "note, 3 lines: “Thanks to …”".
fn span(story: &Manuscript, row: &Row) -> String {
    let role = match row.elements.first().map(|element| &element.detail) {
        Some(Detail::Verse { song: true, .. }) => "lyrics",
        Some(Detail::Verse { .. }) => "poem",
        _ => row.role().name(),
    };
    format!("{role}, {}: {}", count(row.lines.len(), "line", "lines"), quoted(story, &row.lines))
}

fn doubt(entry: &Entry, confidence: &Confidence, element: &Element) -> Option<String> {
    let line =
        if entry.line == element.lines.start { String::new() } else { format!(" (line {})", element.lines.start + 1) };
    let percent = confidence.percent(element);
    match confidence.certainty(element) {
        Certainty::Sure => None,
        Certainty::Likely => Some(format!("likely, {percent} %{line}")),
        Certainty::Doubtful => Some(format!("doubtful, {percent} %: or {}{line}", a_role(element.runner_up))),
    }
}

/// How far headings of each level are set in: levels that a story does not use take no room.
fn depths(reading: &Reading) -> [usize; 4] {
    let mut used = [false; 4];
    for element in &reading.elements {
        if let Detail::Heading { level, .. } = element.detail {
            used[usize::from(level).min(3)] = true;
        }
    }
    let above = |level: usize| used[..level].iter().filter(|used| **used).count();
    [0, above(1), above(2), above(3)]
}

fn words(story: &Manuscript, lines: &Range<usize>) -> usize {
    lines.clone().map(|n| Words::new(story.line(n)).count()).sum()
}
