//! Typed quotation marks, dashes and dots as a printer of the book's language sets them.
//!
//! One pass over a paragraph; a mark is decided by what stands on either side of it and by what is open. Marks of
//! emphasis are looked through. No letter, mark or digit is touched, so the words of the book stay those of the story
//! and the proof of conservation needs no mapping; between the words quotation marks are changed for quotation marks,
//! dashes for dashes and dots for dots, and nothing else but the spaces beside them (a property test holds both).

mod dashes;
mod habits;
mod protected;
mod quotes;

use std::borrow::Cow;

use habits::Habit;

/// What does not break, and stands between French guillemets and their words.
const NARROW_SPACE: char = '\u{202F}';
/// Behind the dash that begins a line of dialogue.
const HARD_SPACE: char = '\u{A0}';

/// Sets the signs of one story.
#[derive(Debug, Clone, Copy)]
pub(super) struct Smartener {
    habit: &'static Habit,
    /// The story's dialogue stands in single quotes, as in British books.
    is_single: bool,
}

impl Smartener {
    /// For a story in a language; none where the habits of its printers are not known.
    pub(super) fn of(story: &str, language: &str) -> Option<Smartener> {
        Some(Smartener { habit: habits::habit(language)?, is_single: is_single(story) })
    }

    /// A paragraph, a heading, a line of verse.
    pub(super) fn set<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        if !has_signs(&text) || !text.contains(char::is_alphanumeric) {
            return text;
        }
        let chars: Vec<char> = text.chars().collect();
        let mut line = Line::new(&chars, self.habit, self.is_single);
        while line.at < chars.len() {
            line.step();
        }
        if line.out == text { text } else { Cow::Owned(line.out) }
    }
}

/// Whether there is anything to set.
fn has_signs(text: &str) -> bool {
    let has_dots = || text.contains("...") || text.contains(". . .");
    text.contains(['"', '\'', '`', '«', '»'])
        || text.contains("--")
        || text.contains("- ")
        || text.contains(" -")
        || text.starts_with('-')
        || has_dots()
        || text.contains(",,")
        || text.contains("<<")
        || text.contains(">>")
}

/// Whether more speeches end in a single mark than in a double one.
fn is_single(story: &str) -> bool {
    let (mut single, mut double) = (0usize, 0usize);
    for three in story.as_bytes().windows(3).filter(|three| matches!(three[0], b',' | b'.' | b'!' | b'?')) {
        let is_end = three[2].is_ascii_whitespace();
        single += usize::from(is_end && three[1] == b'\'');
        double += usize::from(is_end && three[1] == b'"');
    }
    single > double
}

/// What stands beside a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The edge of the paragraph, or white space.
    Nothing,
    /// A mark that opens: a bracket, a quotation mark.
    Opening,
    Dash,
    Letter,
    Digit,
    /// Any other mark: stops, closing marks.
    Mark,
}

/// A paragraph on its way.
#[allow(clippy::struct_excessive_bools, reason = "each is one thing that is open, or known of the paragraph")]
struct Line<'l> {
    text: &'l [char],
    is_protected: Vec<bool>,
    habit: &'static Habit,
    is_single: bool,
    /// The next character to be set.
    at: usize,
    out: String,
    /// What stands in front of the next character.
    before: Beside,
    is_double_open: bool,
    is_single_open: bool,
    /// The paragraph begins with a dash of dialogue.
    is_speech: bool,
}

impl<'l> Line<'l> {
    fn new(text: &'l [char], habit: &'static Habit, is_single: bool) -> Line<'l> {
        Line {
            text,
            is_protected: protected::protected(text),
            habit,
            is_single,
            at: 0,
            out: String::with_capacity(text.len() + 16),
            before: Beside::Nothing,
            is_double_open: false,
            is_single_open: false,
            is_speech: false,
        }
    }

    /// Sets what stands at the next place.
    fn step(&mut self) {
        if self.is_protected[self.at] {
            return self.keep(1);
        }
        match self.text[self.at] {
            '"' => self.double(1),
            '`' if self.is_run('`', 2) => self.double(2),
            '\'' if self.is_run('\'', 2) && !(self.is_single && quotes::is_elided(&self.text[self.at + 2..])) => {
                self.double(2);
            }
            '\'' | '`' => self.single(),
            ',' if self.is_low_quote() => {
                self.is_double_open = true;
                self.give(self.habit.double[0], 2, Beside::Opening);
            }
            '<' | '>' if self.is_typed_guillemet() => {
                self.guillemet(if self.text[self.at] == '<' { '«' } else { '»' }, 2);
            }
            sign @ ('«' | '»') => self.guillemet(sign, 1),
            '-' => self.hyphens(),
            '.' => self.dots(),
            _ => self.keep(1),
        }
    }

    /// Copies characters as they are.
    fn keep(&mut self, count: usize) {
        for &c in &self.text[self.at..self.at + count] {
            self.out.push(c);
            if !is_emphasis(c) {
                self.before = self.kind(c);
            }
            self.is_double_open = match c {
                _ if c == self.habit.double[1] && self.is_double_open => false,
                _ if c == self.habit.double[0] => true,
                _ => self.is_double_open,
            };
        }
        self.at += count;
    }

    /// Writes a sign in the place of `count` characters.
    fn give(&mut self, sign: char, count: usize, kind: Beside) {
        self.out.push(sign);
        self.before = kind;
        self.at += count;
    }

    /// What a character is to its neighbours.
    fn kind(&self, c: char) -> Beside {
        let [open, close] = self.habit.double;
        match c {
            _ if c.is_whitespace() => Beside::Nothing,
            _ if c == close && (c != open || self.is_double_open) => Beside::Mark,
            _ if c == open => Beside::Opening,
            '(' | '[' | '{' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '¿' | '¡' | '/' => Beside::Opening,
            '-' | '–' | '—' | '―' => Beside::Dash,
            _ if c.is_numeric() => Beside::Digit,
            _ if c.is_alphabetic() => Beside::Letter,
            _ => Beside::Mark,
        }
    }

    /// What stands behind a place, quotation marks and emphasis looked through.
    fn behind(&self, from: usize) -> Beside {
        let next = self.text[from..].iter().find(|&&c| !is_emphasis(c) && !matches!(c, '"' | '\''));
        next.map_or(Beside::Nothing, |&c| self.kind(c))
    }

    /// Whether exactly so many of a sign stand here.
    fn is_run(&self, sign: char, count: usize) -> bool {
        self.text[self.at..].iter().take_while(|c| **c == sign).count() == count
    }

    /// `,,So`: the low quotation mark of a keyboard that has none.
    fn is_low_quote(&self) -> bool {
        self.habit.double[0] == '„'
            && self.is_run(',', 2)
            && matches!(self.before, Beside::Nothing | Beside::Opening | Beside::Dash)
            && self.text.get(self.at + 2).is_some_and(|c| c.is_alphanumeric())
    }
}

/// Signs of emphasis, which stand between a quotation mark and its word.
fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

#[cfg(test)]
mod tests;
