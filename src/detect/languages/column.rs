//! The phrases of one column of the language tables, over all languages, found in a line in one pass over its words.

use std::sync::OnceLock;

use super::{ALL, Language};
use crate::text::{STRIDE, head, is_dense, is_letter_or_digit, letters_and_digits};

/// One column of the language tables.
#[derive(Debug)]
pub struct Column {
    rows: fn(&Language) -> &'static [&'static str],
    /// Phrases by how they begin and by how they end; built when first asked.
    by_start: OnceLock<Phrases>,
    by_end: OnceLock<Phrases>,
}

/// Into how many slots the phrases of an index are sorted, as a power of two: most places of a line fall into one that
/// is empty.
const SLOTS: u32 = 10;

/// Phrases by the bytes at one of their ends.
#[derive(Debug)]
pub struct Phrases {
    /// Slot by slot.
    phrases: Vec<Phrase>,
    /// Where the phrases of each slot begin, and behind the last one where they end.
    slots: Vec<u16>,
}

/// A phrase and the eight bytes at its end, the outermost one lowest; of a shorter one only those that `mask` covers.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    edge: u64,
    mask: u64,
    words: &'static str,
}

impl Phrases {
    /// Phrases (lower case) to be found by how they begin.
    #[must_use]
    pub fn of(phrases: &[&'static str]) -> Phrases {
        Phrases::sorted(phrases.iter().copied(), opening)
    }

    /// The first of those that begin where a word of `line` (lower case) may begin, whatever stands behind them, and that
    /// are what is looked for.
    pub fn begun_in(&self, line: &str, mut is_meant: impl FnMut(&'static str) -> bool) -> Option<&'static str> {
        let mut found = None;
        self.at_words(line, |start| {
            let rest = &line.as_bytes()[start..];
            found = self.alike(opening(rest)).find(|phrase| rest.starts_with(phrase.as_bytes()) && is_meant(phrase));
            found.is_some()
        });
        found
    }

    /// Asks for each place of a line where one of the phrases may begin, until the answer is yes: where no letter or digit
    /// stands before; in scripts that set no spaces between words, anywhere.
    fn at_words(&self, line: &str, mut ask: impl FnMut(usize) -> bool) -> bool {
        let bytes = line.as_bytes();
        let may_begin = |at: usize| {
            let beside = bytes.get(at + 1).copied().unwrap_or_default();
            let slot = slot(u64::from(bytes[at]) | u64::from(beside) << 8);
            self.slots[slot] < self.slots[slot + 1]
        };
        let (mut at, mut is_inside) = (0, false);
        while at < bytes.len() {
            if let Some((inside, stride)) = letters_and_digits(&line[at..]) {
                let mut starts = !(inside << 1 | u64::from(is_inside)) & u64::MAX >> (STRIDE - stride);
                while starts > 0 {
                    let start = at + starts.trailing_zeros() as usize;
                    if may_begin(start) && ask(start) {
                        return true;
                    }
                    starts &= starts - 1;
                }
                is_inside = inside >> (stride - 1) & 1 > 0;
                at += stride;
                continue;
            }
            for c in head(&line[at..], STRIDE).chars() {
                let is_alone = is_dense(c);
                let is_start = !std::mem::replace(&mut is_inside, is_letter_or_digit(c) && !is_alone) || is_alone;
                if is_start && may_begin(at) && ask(at) {
                    return true;
                }
                at += c.len_utf8();
            }
        }
        false
    }

    /// Sorts phrases by the bytes that `edge` takes from one of their ends.
    fn sorted(phrases: impl Iterator<Item = &'static str>, edge: fn(&[u8]) -> u64) -> Phrases {
        let mut sorted: Vec<(usize, Phrase)> = Vec::new();
        for words in phrases.filter(|phrase| !phrase.is_empty()) {
            let mask = u64::MAX >> (64 - 8 * words.len().min(8));
            let phrase = Phrase { edge: edge(words.as_bytes()), mask, words };
            if words.len() > 1 {
                sorted.push((slot(phrase.edge), phrase));
                continue;
            }
            // Beside a phrase of one byte anything may stand.
            let mut slots: Vec<usize> =
                (0..=u64::from(u8::MAX)).map(|beside| slot(phrase.edge | beside << 8)).collect();
            slots.sort_unstable();
            slots.dedup();
            sorted.extend(slots.into_iter().map(|slot| (slot, phrase)));
        }
        sorted.sort_by_key(|(slot, _)| *slot);
        let mut slots = vec![0_u16; (1 << SLOTS) + 1];
        for (slot, _) in &sorted {
            slots[slot + 1] += 1;
        }
        for slot in 1..slots.len() {
            slots[slot] += slots[slot - 1];
        }
        Phrases { slots, phrases: sorted.into_iter().map(|(_, phrase)| phrase).collect() }
    }

    /// The phrases that have these bytes at their end; of a longer one the rest is not looked at.
    fn alike(&self, edge: u64) -> impl Iterator<Item = &'static str> {
        let slot = slot(edge);
        let phrases = &self.phrases[usize::from(self.slots[slot])..usize::from(self.slots[slot + 1])];
        phrases.iter().filter(move |phrase| (phrase.edge ^ edge) & phrase.mask == 0).map(|phrase| phrase.words)
    }
}

/// The slot of two bytes, the lowest ones.
fn slot(edge: u64) -> usize {
    // Multiplying by the golden ratio spreads neighbours (Knuth, The Art of Computer Programming, 6.4).
    usize::try_from((edge & 0xFFFF).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SLOTS)).unwrap_or_default()
}

/// The first eight bytes, the first one lowest; zero where there are none.
fn opening(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or_else(|| few(bytes.iter()), |eight| u64::from_le_bytes(*eight))
}

/// The last eight bytes, the last one lowest; zero where there are none.
fn closing(bytes: &[u8]) -> u64 {
    bytes.last_chunk().map_or_else(|| few(bytes.iter().rev()), |eight| u64::from_be_bytes(*eight))
}

fn few<'b>(bytes: impl DoubleEndedIterator<Item = &'b u8>) -> u64 {
    bytes.rev().fold(0, |few, byte| few << 8 | u64::from(*byte))
}

impl Column {
    pub(super) const fn of(rows: fn(&Language) -> &'static [&'static str]) -> Column {
        Column { rows, by_start: OnceLock::new(), by_end: OnceLock::new() }
    }

    /// Whether `line` (lower case) begins with one of the phrases, as whole words.
    #[must_use]
    pub fn begins(&self, line: &str) -> bool {
        self.beginning(line).next().is_some()
    }

    /// Whether `line` (lower case) holds one of the phrases, as whole words.
    #[must_use]
    pub fn is_in(&self, line: &str) -> bool {
        self.starts().at_words(line, |start| self.begins(&line[start..]))
    }

    /// What follows the longest of the phrases that `line` (lower case) begins with, as whole words.
    #[must_use]
    pub fn behind<'l>(&self, line: &'l str) -> Option<&'l str> {
        self.beginning(line).map(str::len).max().map(|end| line[end..].trim_start())
    }

    /// Whether `line` (lower case) ends with one of the phrases, as whole words.
    #[must_use]
    pub fn ends(&self, line: &str) -> bool {
        let index = self.by_end.get_or_init(|| Phrases::sorted(self.phrases(), closing));
        let stands_alone =
            |before: &str, phrase: &str| phrase.starts_with(is_dense) || !before.ends_with(char::is_alphanumeric);
        let mut alike = index.alike(closing(line.as_bytes()));
        alike.any(|phrase| line.strip_suffix(phrase).is_some_and(|before| stands_alone(before, phrase)))
    }

    /// How often the phrases stand in `line` (lower case), as whole words.
    #[must_use]
    pub fn count_in(&self, line: &str) -> usize {
        let mut count = 0;
        self.starts().at_words(line, |start| {
            count += self.beginning(&line[start..]).count();
            false
        });
        count
    }

    /// The phrases that a line begins with, as whole words.
    fn beginning<'l>(&self, line: &'l str) -> impl Iterator<Item = &'static str> + use<'l, '_> {
        self.starts().alike(opening(line.as_bytes())).filter(move |phrase| begins_with_words(line, phrase))
    }

    fn starts(&self) -> &Phrases {
        self.by_start.get_or_init(|| Phrases::sorted(self.phrases(), opening))
    }

    fn phrases(&self) -> impl Iterator<Item = &'static str> {
        ALL.iter().flat_map(|language| (self.rows)(language)).copied()
    }
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
