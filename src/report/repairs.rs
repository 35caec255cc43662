//! What was repaired in a story's text, word by word.

use std::fmt;

use crate::text::Manuscript;

/// A word, or what stands between two spaces, that was repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairedWord {
    /// The line, counted from 1.
    pub line: usize,
    /// As the file has it.
    pub before: String,
    /// As the book has it.
    pub after: String,
}

impl fmt::Display for RepairedWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} is now {}", self.line, self.before, self.after)
    }
}

/// Every word that was repaired, in the order of the text. A repair leaves lines and spaces as they are, so they stand
/// beside each other before and after it.
#[must_use]
pub fn repairs(story: &Manuscript) -> Vec<RepairedWord> {
    if story.repairs().is_empty() {
        return Vec::new();
    }
    let is_line_end = |c| c == '\n' || c == '\r';
    let mut words = Vec::new();
    let lines = story.unrepaired().split(is_line_end).zip(story.text().split(is_line_end));
    // A line end of two characters holds an empty line of its own, which is none of the story's.
    let mut line = 0;
    let mut ends = story.text().bytes().filter(|byte| is_line_end(char::from(*byte))).peekable();
    for (before, after) in lines {
        for (before, after) in before.split(' ').zip(after.split(' ')).filter(|(before, after)| before != after) {
            words.push(RepairedWord { line: line + 1, before: before.to_owned(), after: after.to_owned() });
        }
        let end = ends.next();
        line += usize::from(!(end == Some(b'\r') && ends.peek() == Some(&b'\n')));
    }
    words
}
