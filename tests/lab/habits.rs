//! What a text shows of its author's habits, each as a line of `[patterns]`: the marks between scenes, the forms of the
//! headings, how notes are labelled or framed, the author's line, the closing line, how many blank lines part scenes.

use std::collections::{BTreeMap, BTreeSet};

use storybind::classify::Detail;
use storybind::detect::{Role, headings};
use storybind::report::{Certainty, Confidence};
use storybind::settings::Settings;

use crate::texts::Text;

/// Letters of a line that can return as it is, or of a label: what is longer is no habit but a sentence.
const LONGEST: usize = 60;
/// Words of a label before its colon.
const LABEL: usize = 4;
/// What notes are framed by.
const FRAMES: [(char, char); 7] = [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>'), ('*', '*'), ('~', '~'), ('_', '_')];

/// One habit: a key of `[patterns]` and a value as TOML writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Habit {
    pub key: &'static str,
    value: String,
}

/// Who says what the other texts hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Witness {
    /// Storybind, where it is as sure as this or more.
    Reading(Certainty),
    /// The labels: more than any program can know.
    Labels,
}

/// The habits that a text shows.
pub fn shown(text: &Text, witness: Witness) -> BTreeSet<Habit> {
    let mut found = BTreeSet::new();
    let mut gap: Option<usize> = None;
    let mut see = |role: &str, first: usize, last: usize, level: Option<u8>| {
        if role == Role::Gap.name() {
            let blank = (first..=last).filter(|&line| text.labels.is_blank(line)).count();
            gap = Some(gap.map_or(blank, |least| least.min(blank)));
        } else if let Some(lines) = text.labels.lines.get(first - 1..last) {
            found.extend(habit(role, lines, level));
        }
    };
    match witness {
        Witness::Reading(least) => {
            let confidence = Confidence::of(&text.story, &text.evidence, &text.reading);
            for element in text.reading.elements.iter().filter(|own| confidence.certainty(own) >= least) {
                let level = if let Detail::Heading { level, .. } = element.detail { Some(level) } else { None };
                see(element.role.name(), element.lines.start + 1, element.lines.end, level);
            }
        }
        Witness::Labels => {
            for row in &text.labels.rows {
                let level = row.extra.chars().next().and_then(|level| level.to_digit(10));
                see(&row.role, row.first, row.last, level.and_then(|level| u8::try_from(level).ok()));
            }
        }
    }
    // One blank line parts paragraphs.
    let gap = gap.filter(|&least| least > 1).map(|least| Habit { key: "gap", value: least.to_string() });
    found.extend(gap);
    found
}

/// The sheet that says some habits; of several numbers of blank lines the smallest.
///
/// # Errors
/// In words, if they are no sheet.
pub fn sheet<'h>(habits: impl IntoIterator<Item = &'h Habit>) -> Result<Settings, String> {
    let mut keys: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for habit in habits {
        keys.entry(habit.key).or_default().push(&habit.value);
    }
    let lines = keys.iter().map(|(key, values)| match *key {
        "gap" => {
            let least = values.iter().filter_map(|value| value.parse::<usize>().ok()).min().unwrap_or_default();
            format!("gap = {least}\n")
        }
        _ => format!("{key} = [{}]\n", values.join(", ")),
    });
    let sheet = format!("[patterns]\n{}", lines.collect::<String>());
    Settings::parse("the other stories", &sheet).map_err(|error| error.to_string())
}

/// What an element shows; nothing where its form says nothing of others.
fn habit(role: &str, lines: &[String], level: Option<u8>) -> Option<Habit> {
    let paragraph = lines.iter().take_while(|line| !line.trim().is_empty());
    let words: Vec<&str> = paragraph.clone().flat_map(|line| line.split_whitespace()).collect();
    let (is_whole, words) = (paragraph.count() == lines.len(), words.join(" "));
    let is_short = is_whole && words.chars().count() <= LONGEST;
    let (key, line) = match role {
        "break" | "byline" | "end" if is_short => (role, words),
        "heading" if is_short => (role, form(&words)),
        "note" => (role, framed(&words).filter(|_| is_whole).or_else(|| labelled(&words))?),
        _ => return None,
    };
    let key = ["break", "byline", "end", "heading", "note"].into_iter().find(|known| *known == key)?;
    let typed = toml::Value::String(line).to_string();
    let value = match level {
        Some(level @ 1..=3) => {
            let level = ["part", "chapter", "section"][usize::from(level) - 1];
            format!("{{ line = {typed}, level = \"{level}\" }}")
        }
        _ => typed,
    };
    let habit = Habit { key, value };
    sheet([&habit]).is_ok().then_some(habit)
}

/// "Chapter 3: The Well" is "Chapter {number}: {text}"; a heading without a number returns as it is or not at all.
fn form(heading: &str) -> String {
    let starts = heading.char_indices().filter(|&(at, c)| {
        c.is_alphanumeric() && !heading[..at].ends_with(|before: char| before.is_alphanumeric() || before == '\'')
    });
    // The number, or one word and the number.
    for (at, _) in starts.take(2) {
        let Some((_, _, rest)) = headings::leading(&heading[at..]) else { continue };
        let before = &heading[..at];
        let Some(title) = rest.find(char::is_alphanumeric) else { return format!("{before}{{number}}{rest}") };
        let sign = &rest[..title];
        if !sign.trim().is_empty() {
            return format!("{before}{{number}}{sign}{{text}}");
        }
    }
    heading.to_owned()
}

fn framed(note: &str) -> Option<String> {
    let inner = |&(open, close): &(char, char)| {
        note.strip_prefix(open)?.strip_suffix(close)?.chars().any(char::is_alphanumeric).then_some((open, close))
    };
    FRAMES.iter().find_map(inner).map(|(open, close)| format!("{open}{{text}}{close}"))
}

fn labelled(note: &str) -> Option<String> {
    let (label, rest) = note.split_once(':')?;
    let is_label = label.chars().count() <= LONGEST && label.split_whitespace().count() <= LABEL;
    let behind = if rest.trim().is_empty() { "" } else { " {text}" };
    is_label.then(|| format!("{label}:{behind}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(role: &str, line: &str) -> Option<String> {
        habit(role, &[line.to_owned()], None).map(|habit| habit.value)
    }

    #[test]
    fn a_heading_s_number_and_title_change_and_its_form_returns() {
        let forms = [
            ("Chapter 3", "Chapter {number}"),
            ("~ Chapter Three ~", "~ Chapter {number} ~"),
            ("IV. The Well", "{number}. {text}"),
            ("Chapter 3: The Well", "Chapter {number}: {text}"),
            ("Epilogue", "Epilogue"),
            ("The One Lamp", "The One Lamp"),
        ];
        for (heading, expected) in forms {
            assert_eq!(form(heading), expected);
        }
    }

    #[test]
    fn a_note_returns_by_its_label_or_its_frame() {
        assert_eq!(value("note", "[Thanks to all.]").as_deref(), Some("\"[{text}]\""));
        assert_eq!(value("note", "A/N: Thanks to all.").as_deref(), Some("\"A/N: {text}\""));
        assert_eq!(value("note", "Thanks to all who wrote to me in spring."), None);
        assert_eq!(value("verse", "Row, row, row"), None);
    }

    #[test]
    fn a_sheet_says_all_habits_and_the_smallest_gap() {
        let gap = |value: &str| Habit { key: "gap", value: value.to_owned() };
        let habits = [gap("4"), gap("3")].into_iter().chain(habit("break", &["\"~\"".to_owned()], None));
        let sheet = sheet(&habits.collect::<Vec<_>>()).expect("a sheet");
        let sheet = sheet.sheets().next().expect("one sheet");
        assert_eq!((sheet.gap, sheet.patterns.len()), (Some(3), 1));
        assert!(sheet.patterns[0].fits("\"~\""));
    }
}
