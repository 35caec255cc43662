//! Phrases sought in a line: all of one kind, in all languages, in one pass over the line.
//!
//! Nearly every line is asked for hundreds of phrases. Sought one after the other, they cost three quarters of the time
//! of a whole book.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input};

use super::{ALL, Language};

/// Which of a language's tables is meant: `|language| language.imprint`.
pub type Rows = fn(&Language) -> &'static [&'static str];

/// Whether `line` (lower case) begins with one of the phrases that `rows` picks from a language, as whole words.
#[must_use]
pub fn begins(line: &str, rows: Rows) -> bool {
    let phrases = Phrases::of(rows);
    let end = line.len().min(phrases.longest);
    phrases.standing(line, end).any(|start| start == 0)
}

/// Whether `line` (lower case) holds one of the phrases that `rows` picks from a language, as whole words.
#[must_use]
pub fn holds(line: &str, rows: Rows) -> bool {
    Phrases::of(rows).standing(line, line.len()).next().is_some()
}

/// How often the phrases that `rows` picks stand in `line` (lower case), as whole words. A phrase of two languages counts
/// twice.
#[must_use]
pub fn count(line: &str, rows: Rows) -> usize {
    Phrases::of(rows).standing(line, line.len()).count()
}

/// Where a table lies in memory and how long it is: equal places, equal phrases.
type Address = (usize, usize);

/// The phrases of one kind, in all languages, ready to be sought.
#[derive(Debug)]
struct Phrases {
    tables: [Address; ALL.len()],
    automaton: AhoCorasick,
    /// Whether the end of each phrase is written in a script that sets spaces between words.
    spaced: Vec<bool>,
    /// Bytes of the longest phrase.
    longest: usize,
}

impl Phrases {
    /// The phrases that `rows` picks, made on the first call and kept.
    fn of(rows: Rows) -> &'static Phrases {
        /// As many as there are kinds of phrases in a language.
        static KEPT: [OnceLock<Phrases>; 24] = [const { OnceLock::new() }; 24];
        let tables = ALL.map(|language| (rows(language).as_ptr().addr(), rows(language).len()));
        let kept = KEPT.iter().map(|slot| slot.get_or_init(|| Phrases::new(rows, tables)));
        kept.into_iter().find(|phrases| phrases.tables == tables).expect("a slot for every kind of phrases")
    }

    fn new(rows: Rows, tables: [Address; ALL.len()]) -> Phrases {
        let phrases: Vec<&str> = ALL.iter().flat_map(|language| rows(language)).copied().collect();
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&phrases)
            .expect("tables of words are far smaller than an automaton can be");
        let spaced = phrases.iter().map(|it| it.chars().next_back().is_none_or(|c| c < '\u{2E80}')).collect();
        let longest = phrases.iter().map(|it| it.len()).max().unwrap_or(0);
        Phrases { tables, automaton, spaced, longest }
    }

    /// Where in the first `end` bytes of the line a phrase stands as whole words.
    fn standing<'l>(&'static self, line: &'l str, end: usize) -> impl Iterator<Item = usize> + use<'l> {
        self.automaton.find_overlapping_iter(Input::new(line).range(..end)).filter_map(move |found| {
            let is_cut = line[..found.start()].ends_with(char::is_alphanumeric)
                || self.spaced[found.pattern().as_usize()] && line[found.end()..].starts_with(char::is_alphanumeric);
            (!is_cut).then_some(found.start())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each phrase of every language sought by itself.
    fn plainly(line: &str, rows: Rows) -> usize {
        let whole = |at: usize, phrase: &str| {
            let spaced = phrase.chars().next_back().is_some_and(|c| c < '\u{2E80}');
            !line[..at].ends_with(char::is_alphanumeric)
                && !(spaced && line[at + phrase.len()..].starts_with(char::is_alphanumeric))
        };
        let phrases = ALL.iter().flat_map(|language| rows(language));
        phrases.map(|it| line.match_indices(it).filter(|(at, _)| whole(*at, it)).count()).sum()
    }

    const KINDS: [Rows; 8] = [
        |l| l.address,
        |l| l.calendar,
        |l| l.dedications,
        |l| l.disclaimers,
        |l| l.farewells,
        |l| l.imprint,
        |l| l.openings,
        |l| l.salutations,
    ];

    #[test]
    fn all_at_once_is_one_after_the_other() {
        let mut lines: Vec<String> = Vec::new();
        for rows in KINDS {
            for phrase in ALL.iter().flat_map(|language| rows(language)) {
                lines.push((*phrase).to_owned());
                lines.push(format!("{phrase}, and so on"));
                lines.push(format!("«{phrase}» {phrase}s x{phrase} {phrase}"));
            }
        }
        for rows in KINDS {
            for line in &lines {
                let stand = plainly(line, rows);
                assert_eq!(count(line, rows), stand, "{line}");
                assert_eq!(holds(line, rows), stand > 0, "{line}");
                let first = ALL.iter().flat_map(|l| rows(l)).any(|it| {
                    line.strip_prefix(it).is_some_and(|rest| {
                        !(it.chars().next_back().is_some_and(|c| c < '\u{2E80}')
                            && rest.starts_with(char::is_alphanumeric))
                    })
                });
                assert_eq!(begins(line, rows), first, "{line}");
            }
        }
        assert!(!holds("", |l| l.imprint) && !begins("", |l| l.salutations));
    }
}
