//! The phrases of one column of the language tables, over all languages, found in a line in one pass over its words.

use std::sync::OnceLock;

use super::{ALL, Language};
use crate::text::{is_dense, is_letter_or_digit};

/// One column of the language tables.
#[derive(Debug)]
pub struct Column {
    rows: fn(&Language) -> &'static [&'static str],
    /// Phrases by their first byte and by their last; built when first asked.
    by_start: OnceLock<Index>,
    by_end: OnceLock<Index>,
}

/// Phrases by the byte at one of their ends, each with the byte beside it, where there is one.
#[derive(Debug)]
struct Index {
    phrases: Vec<Vec<(Option<u8>, &'static str)>>,
    /// Which two bytes some phrase has there, a bit for each pair: most words of a line are told by them alone.
    pairs: Vec<u64>,
}

impl Index {
    /// Whether some phrase has these two bytes at its end.
    fn has(&self, at_end: u8, beside: Option<u8>) -> bool {
        let (word, bit) = pair(at_end, beside);
        self.pairs[word] & bit > 0
    }
}

impl Column {
    pub(super) const fn of(rows: fn(&Language) -> &'static [&'static str]) -> Column {
        Column { rows, by_start: OnceLock::new(), by_end: OnceLock::new() }
    }

    /// Whether `line` (lower case) begins with one of the phrases, as whole words.
    #[must_use]
    pub fn begins(&self, line: &str) -> bool {
        self.starting_as(line).any(|phrase| begins_with_words(line, phrase))
    }

    /// Whether `line` (lower case) holds one of the phrases, as whole words.
    #[must_use]
    pub fn is_in(&self, line: &str) -> bool {
        self.at_words(line, |rest| self.begins(rest))
    }

    /// What follows the longest of the phrases that `line` (lower case) begins with, as whole words.
    #[must_use]
    pub fn behind<'l>(&self, line: &'l str) -> Option<&'l str> {
        let found = self.starting_as(line).filter(|phrase| begins_with_words(line, phrase));
        found.map(str::len).max().map(|end| line[end..].trim_start())
    }

    /// Whether `line` (lower case) ends with one of the phrases, as whole words.
    #[must_use]
    pub fn ends(&self, line: &str) -> bool {
        let index = self.by_end.get_or_init(|| self.index(|phrase| phrase.bytes().rev().take(2).collect()));
        let stands_alone =
            |before: &str, phrase: &str| phrase.starts_with(is_dense) || !before.ends_with(char::is_alphanumeric);
        alike(index, line.bytes().rev())
            .any(|phrase| line.strip_suffix(phrase).is_some_and(|before| stands_alone(before, phrase)))
    }

    /// How often the phrases stand in `line` (lower case), as whole words.
    #[must_use]
    pub fn count_in(&self, line: &str) -> usize {
        let mut count = 0;
        self.at_words(line, |rest| {
            count += self.starting_as(rest).filter(|phrase| begins_with_words(rest, phrase)).count();
            false
        });
        count
    }

    /// Asks what is left of a line from each place where one of the phrases may begin, until the answer is yes: its first
    /// two bytes are those of a phrase, and no letter or digit stands before; in scripts that set no spaces between words,
    /// anywhere.
    fn at_words(&self, line: &str, mut ask: impl FnMut(&str) -> bool) -> bool {
        let (index, bytes) = (self.starts(), line.as_bytes());
        let (mut at, mut is_inside) = (0, false);
        while let Some(&byte) = bytes.get(at) {
            let from = at;
            let starts = if byte.is_ascii() {
                at += 1;
                !std::mem::replace(&mut is_inside, byte.is_ascii_alphanumeric())
            } else {
                let Some(c) = line[at..].chars().next() else { return false };
                at += c.len_utf8();
                let is_dense = is_dense(c);
                !std::mem::replace(&mut is_inside, is_letter_or_digit(c) && !is_dense) || is_dense
            };
            if starts && index.has(byte, bytes.get(from + 1).copied()) && ask(&line[from..]) {
                return true;
            }
        }
        false
    }

    /// The phrases by the bytes at one of their ends.
    fn index(&self, end: fn(&'static str) -> Vec<u8>) -> Index {
        let mut index = Index { phrases: vec![Vec::new(); 256], pairs: vec![0; 1 << 10] };
        for phrase in ALL.iter().flat_map(|language| (self.rows)(language)) {
            if let [at_end, beside @ ..] = end(phrase).as_slice() {
                let beside = beside.first().copied();
                index.phrases[usize::from(*at_end)].push((beside, *phrase));
                for beside in beside.map_or(0..=u8::MAX, |byte| byte..=byte) {
                    let (word, bit) = pair(*at_end, Some(beside));
                    index.pairs[word] |= bit;
                }
            }
        }
        index
    }

    /// The phrases that begin with the line's first two bytes.
    fn starting_as(&self, line: &str) -> impl Iterator<Item = &'static str> {
        alike(self.starts(), line.bytes())
    }

    fn starts(&self) -> &Index {
        self.by_start.get_or_init(|| self.index(|phrase| phrase.bytes().take(2).collect()))
    }
}

/// The phrases whose two bytes at their end are those of a line.
fn alike(index: &Index, mut line: impl Iterator<Item = u8>) -> impl Iterator<Item = &'static str> {
    let (at_end, beside) = (line.next(), line.next());
    let phrases = at_end.filter(|&byte| index.has(byte, beside));
    let phrases = phrases.map_or([].as_slice(), |byte| index.phrases[usize::from(byte)].as_slice());
    phrases.iter().filter(move |(other, _)| other.is_none() || *other == beside).map(|(_, phrase)| *phrase)
}

/// Where the bit of two bytes stands; of one alone, that with a zero, which no phrase holds.
fn pair(at_end: u8, beside: Option<u8>) -> (usize, u64) {
    let pair = usize::from(at_end) << 8 | usize::from(beside.unwrap_or_default());
    (pair >> 6, 1 << (pair & 63))
}

fn begins_with_words(line: &str, phrase: &str) -> bool {
    let closes = |rest: &str| {
        let is_script_with_spaces = phrase.chars().next_back().is_none_or(|c| c < '\u{2E80}');
        !(is_script_with_spaces && rest.starts_with(char::is_alphanumeric))
    };
    line.strip_prefix(phrase).is_some_and(closes)
}

#[cfg(test)]
mod tests {
    use super::super::{ADDRESS, END_OF, FAREWELLS, IMPRINT, TALK, VIEWS};

    #[test]
    fn phrases_are_found_as_whole_words() {
        assert!(IMPRINT.is_in("(all rights reserved)"));
        assert!(!IMPRINT.is_in("in all rights reservedly"));
        assert!(FAREWELLS.begins("sincerely, tom"));
        assert!(!FAREWELLS.begins("insincerely, tom"));
        assert_eq!(END_OF.behind("the end of part one"), Some("part one"));
        assert!(VIEWS.ends("aus toms sicht"));
        assert!(!VIEWS.ends("aussicht"));
        assert_eq!(ADDRESS.count_in("hope you like it; thanks, you guys"), 3);
    }

    #[test]
    fn scripts_without_spaces_are_searched_everywhere() {
        assert!(TALK.is_in("这是我的第一篇小说"));
        assert!(ADDRESS.is_in("这里要谢谢你"));
    }
}
