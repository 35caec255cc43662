//! A correction that could not be followed: said with its line, the story's lines that come nearest, and what to do.

use std::fmt::{self, Write};
use std::ops::Range;

use crate::settings::Place;
use crate::text::Manuscript;

/// Lines named one by one.
const NAMED: usize = 4;
/// Characters of a line or a quotation that are shown.
const SHOWN: usize = 60;

/// A correction that could not be followed. Shown, it says which, why, where the story comes nearest, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Where the correction is written.
    pub place: Place,
    /// The correction names no story: another may be meant.
    pub is_for_any: bool,
    /// It was not found, rather than found and not to be followed.
    pub is_missing: bool,
    message: String,
}

/// Which quotation is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Text,
    Before,
    After,
    Through,
    Until,
}

/// What is lacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lack {
    /// The quotation fits nothing; what comes nearest, where that was asked for.
    Nothing { key: Key, quote: String, near: Vec<Range<usize>> },
    /// The quotation fits, but not behind the line.
    NothingBehind { quote: String, line: usize },
    /// The quotation fits several places, or fewer than were counted.
    Several { key: Key, quote: String, lines: Vec<Range<usize>>, nth: Option<usize> },
    /// There is no blank line above the line.
    NoBlankLine { line: usize },
    /// Other corrections speak of all its lines.
    Overruled { by: Place, line: usize },
    /// The story it names is not there.
    NoStory { story: String },
    /// The file that a book names is not there, or no file fits the pattern.
    NoFile { file: String, is_pattern: bool },
}

impl Key {
    fn name(self) -> &'static str {
        match self {
            Key::Text => "text",
            Key::Before => "before",
            Key::After => "after",
            Key::Through => "through",
            Key::Until => "until",
        }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Misfit {
    /// Says what is lacking; `name` is what messages call the story.
    pub(crate) fn of(place: Place, is_for_any: bool, lack: &Lack, name: &str, story: Option<&Manuscript>) -> Misfit {
        let is_missing = matches!(lack, Lack::Nothing { .. } | Lack::NothingBehind { .. });
        let (what, advice) = match lack {
            Lack::Nothing { key, quote, near } => {
                let mut what = format!("`{}`: nothing in {name} is {}", key.name(), shown(quote));
                what.push_str(&lines(near, name, story, "nearest"));
                let other = if is_for_any { "; if another story is meant, name it: story = \"…\"" } else { "" };
                (
                    what,
                    format!("quote whole lines as they stand there now, or a paragraph's first words and “…”{other}"),
                )
            }
            Lack::NothingBehind { quote, line } => (
                format!("{} stands in {name}, but not behind line {}", shown(quote), line + 1),
                "quote lines that stand in the order in which they are named".to_owned(),
            ),
            Lack::Several { key, quote, lines: found, nth } => {
                let count = found.len();
                let mut what = format!("`{}`: {} stands in {count} places of {name}", key.name(), shown(quote));
                what.push_str(&lines(found, name, story, "there"));
                let advice = match nth {
                    Some(nth) => {
                        format!("there is no place {nth}: count again, or quote lines above it: after = \"…\"")
                    }
                    None => "quote more of it, say which by nth = 2, or quote lines above it: after = \"…\"".to_owned(),
                };
                (what, advice)
            }
            Lack::NoBlankLine { line } => (
                format!("{name}:{}: there is no blank line above", line + 1),
                "leave one empty in the story where the scene ends".to_owned(),
            ),
            Lack::Overruled { by, line } => (
                format!("{by} says something else of {name}:{}, and counts", line + 1),
                "take one of the two out; the nearer file counts, and in one file what stands further down".to_owned(),
            ),
            Lack::NoStory { story } => (
                format!("there is no story {story} beside it or below"),
                "name the file, or its path from here: story = \"folder/name.txt\"".to_owned(),
            ),
            Lack::NoFile { file, is_pattern: true } => (
                format!("no file fits `{file}`"),
                "`*` is any part of a name, `**` any folders, seen from this file's folder; capitals count".to_owned(),
            ),
            Lack::NoFile { file, is_pattern: false } => (
                format!("there is no file {file} here"),
                "name its path from this file's folder: \"folder/name.txt\"; for a folder, what is in it: \"folder/*.txt\""
                    .to_owned(),
            ),
        };
        let message = format!("{place}: {what}\n  {advice}");
        Misfit { place, is_for_any, is_missing, message }
    }
}

/// Some lines of the story, each on a line of its own.
fn lines(found: &[Range<usize>], name: &str, story: Option<&Manuscript>, word: &str) -> String {
    let mut list = String::new();
    for range in found.iter().take(NAMED) {
        let text = story.map_or(String::new(), |story| shown(story.line(range.start)));
        // Writing to a string cannot fail.
        let _ = write!(list, "\n  {word}: {name}:{}: {text}", range.start + 1);
    }
    if found.len() > NAMED {
        let _ = write!(list, "\n  and {} more", found.len() - NAMED);
    }
    list
}

/// A text on one line in quotation marks, cut where it is long.
fn shown(text: &str) -> String {
    let near = text.char_indices().nth(4 * SHOWN).map_or(text, |(end, _)| &text[..end]);
    let words = near.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("“{} …”", words[..end].trim_end()),
        None => format!("“{words}”"),
    }
}
