//! Printed tables of contents: entries as typed, and which heading each of them names.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::classify::Element;
use crate::detect::headings::Form;
use crate::detect::languages;
use crate::document::inlines::{Typesetter, plain};
use crate::document::model::{Contents, Entry, Heading, Inline, Inlines};
use crate::text::Words;

use super::{Setter, blocks, ornaments};

/// Words of an entry that are compared with a heading's.
const LONGEST: usize = 16;
/// Steps told apart.
const STEPS: usize = 3;

pub(super) fn contents<'m>(setter: &Setter<'m>, element: &Element) -> Contents<'m> {
    let typesetter = &setter.typesetter;
    let mut paragraphs: Vec<_> = blocks(setter.story, element)
        .filter(|lines| lines.len() > 1 || !ornaments::is_rule(typesetter.line(lines.start)))
        .collect();
    let has_title = match paragraphs.as_slice() {
        [first, second, ..] => first.len() == 1 && is_title(typesetter, first.start, second.start),
        [_] | [] => false,
    };
    let title = has_title.then(|| typesetter.set(ornaments::strip(typesetter.line(paragraphs.remove(0).start))));
    let numbers_begin_alike = numbers_begin_alike(typesetter, paragraphs.iter().map(|lines| lines.start));
    let column = |line: usize| if numbers_begin_alike { typesetter.indent(line) } else { column(typesetter, line) };
    let columns: BTreeSet<usize> = paragraphs.iter().map(|lines| column(lines.start)).collect();
    let entries = paragraphs
        .into_iter()
        .map(|lines| {
            let step = columns.range(..column(lines.start)).count();
            Entry {
                inlines: undotted(typesetter, typesetter.joined(lines)),
                heading: None,
                indent: u8::try_from(step.min(STEPS)).unwrap_or(0),
            }
        })
        .collect();
    Contents { title, entries }
}

/// Whether the numbers of the entries begin in the same columns, more than what stands behind them does: "I." above "II." at
/// the margin. Others are set flush right.
fn numbers_begin_alike(typesetter: &Typesetter<'_>, lines: impl Iterator<Item = usize>) -> bool {
    let (mut begin, mut behind) = (BTreeSet::new(), BTreeSet::new());
    for line in lines {
        let (indent, column) = (typesetter.indent(line), column(typesetter, line));
        if column > indent {
            begin.insert(indent);
            behind.insert(column);
        }
    }
    begin.len() < behind.len()
}

/// Where an entry's words begin: behind its number, so that numerals set flush right share a step.
fn column(typesetter: &Typesetter<'_>, line: usize) -> usize {
    let words = typesetter.line(line);
    let form = Form::read(words).filter(|form| form.division.is_none());
    let title = form.and_then(|form| form.title).unwrap_or(0);
    typesetter.indent(line) + words[..title].chars().count()
}

fn is_title(typesetter: &Typesetter<'_>, line: usize, below: usize) -> bool {
    let words = ornaments::strip(typesetter.line(line)).to_lowercase();
    if words.len() > 80 {
        return false;
    }
    let is_known = languages::is_contents(words.trim_end_matches(':')) || languages::CONTENTS.is_in(&words);
    let is_apart = below > line + 1 || words.ends_with(':') || typesetter.indent(below) != typesetter.indent(line);
    (is_known && !words.contains(char::is_numeric)) || (is_apart && words.ends_with(':'))
}

/// An entry without the row of dots that leads to its page.
fn undotted<'m>(typesetter: &Typesetter<'m>, words: Cow<'m, str>) -> Inlines<'m> {
    let Some(leader) = leader(&words) else {
        return typesetter.set_words(words);
    };
    let (head, tail) = match words {
        Cow::Borrowed(words) => {
            (Cow::Borrowed(words[..leader.start].trim_end()), Cow::Borrowed(words[leader.end..].trim()))
        }
        Cow::Owned(words) => {
            (Cow::Owned(words[..leader.start].trim_end().to_owned()), Cow::Owned(words[leader.end..].trim().to_owned()))
        }
    };
    let mut inlines = typesetter.set_words(head);
    if !tail.is_empty() {
        inlines.push(Inline::Text(Cow::Borrowed(" ")));
        inlines.append(&mut typesetter.set_words(tail));
    }
    inlines
}

/// The first run of dots, spaced or not, that holds three or more.
fn leader(words: &str) -> Option<std::ops::Range<usize>> {
    let is_dot = |c: char| matches!(c, '.' | '…' | '·' | '_');
    let (mut start, mut dots, mut end) = (0, 0, 0);
    for (at, c) in words.char_indices() {
        if is_dot(c) {
            if dots == 0 {
                start = at;
            }
            dots += 1;
            end = at + c.len_utf8();
        } else if !c.is_whitespace() {
            if dots >= 3 {
                return Some(start..end);
            }
            dots = 0;
        }
    }
    (dots >= 3 && start > 0).then_some(start..end)
}

/// Finds the headings that the entries of printed contents name.
#[derive(Debug, Default)]
pub(in crate::document) struct Matcher {
    /// Numbers of headings under each name they can be called by, rising.
    names: HashMap<String, Vec<usize>>,
    used: HashSet<usize>,
    last: Option<usize>,
}

impl Matcher {
    /// Notes the headings of a book in reading order.
    pub(in crate::document) fn new<'a, 'm: 'a>(headings: impl Iterator<Item = &'a Heading<'m>>) -> Matcher {
        let mut matcher = Matcher::default();
        for (number, heading) in headings.enumerate() {
            let printed = heading.printed.iter().map(|line| plain(line)).collect::<Vec<_>>();
            let mut names = names(&heading.title);
            names.extend(self::names(&printed.join(" ")));
            names.extend(printed.iter().map(|line| folded(line)));
            names.sort_unstable();
            names.dedup();
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                matcher.names.entry(name).or_default().push(number);
            }
        }
        matcher
    }

    /// Gives each entry of a table of contents the heading it names. Two lines that name a heading only together are
    /// made one entry.
    pub(in crate::document) fn link(&mut self, entries: &mut Vec<Entry<'_>>) {
        self.used.clear();
        self.last = None;
        let mut lines = std::mem::take(entries).into_iter().peekable();
        while let Some(mut entry) = lines.next() {
            let words = plain(&entry.inlines);
            let whole = self.whole(&words);
            let both = lines.peek().filter(|_| whole.is_none()).map(|next| format!("{words} {}", plain(&next.inlines)));
            let joined = both.filter(|_| Words::new(&words).nth(1).is_some()).and_then(|words| self.named(&words));
            if joined.is_some()
                && let Some(mut next) = lines.next()
            {
                entry.inlines.push(Inline::Text(Cow::Borrowed(" ")));
                entry.inlines.append(&mut next.inlines);
            }
            entry.heading = whole.or(joined).or_else(|| self.begun(&words));
            if let Some(found) = entry.heading {
                self.used.insert(found);
                self.last = self.last.max(Some(found));
            }
            entries.push(entry);
        }
    }

    /// The heading that an entry names with all its words, its page number left out.
    fn whole(&self, words: &str) -> Option<usize> {
        names(words).into_iter().chain(names(unpaged(words))).find_map(|name| self.next(&name))
    }

    /// The same without leaving out the entry's chapter word and number: "PART ONE" and "I. The Gate" are two entries.
    fn named(&self, words: &str) -> Option<usize> {
        self.next(&folded(words)).or_else(|| self.next(&folded(unpaged(words))))
    }

    /// The heading that an entry names with its first words, two at least: "I. Mud" of "I. Mud, the first night".
    fn begun(&self, words: &str) -> Option<usize> {
        let words: Vec<String> = Words::new(words).take(LONGEST).map(|word| number(&word.to_lowercase())).collect();
        (2..words.len()).rev().find_map(|count| self.next(&words[..count].join(" ")))
    }

    /// The next heading of a name, else the first that no entry named yet.
    fn next(&self, name: &str) -> Option<usize> {
        let numbers = self.names.get(name)?;
        let later = self.last.map_or(0, |last| numbers.partition_point(|&number| number <= last));
        numbers.get(later).or_else(|| numbers.iter().take(64).find(|number| !self.used.contains(*number))).copied()
    }
}

/// What a heading can be called: all its words; without the chapter word; without word and number.
fn names(title: &str) -> Vec<String> {
    let words: Vec<String> = Words::new(title).map(|word| number(&word.to_lowercase())).collect();
    let mut names = vec![words.join(" ")];
    let is_number = |word: &String| word.parse::<u32>().is_ok();
    let rest = match words.as_slice() {
        [_, second, rest @ ..] if is_number(second) && !is_number(&words[0]) => {
            names.push(words[1..].join(" "));
            rest
        }
        [first, rest @ ..] if is_number(first) => rest,
        _ => &[],
    };
    if !rest.is_empty() {
        names.push(rest.join(" "));
    }
    names
}

/// An entry without its page number.
fn unpaged(words: &str) -> &str {
    words.trim_end().trim_end_matches(|c: char| c.is_ascii_digit())
}

fn folded(title: &str) -> String {
    Words::new(title).map(|word| number(&word.to_lowercase())).collect::<Vec<_>>().join(" ")
}

/// Roman numerals, number words and numbers with leading zeros as plain numbers; any other word as it is.
fn number(word: &str) -> String {
    let value = word.parse().ok().or_else(|| roman(word)).or_else(|| languages::number(word));
    value.map_or_else(|| word.to_owned(), |value: u32| value.to_string())
}

fn roman(word: &str) -> Option<u32> {
    if word.len() > 15 {
        return None;
    }
    let (mut total, mut last) = (0, 0);
    for c in word.chars().rev() {
        let value = match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            'd' => 500,
            'm' => 1000,
            _ => return None,
        };
        if value < last {
            total = u32::checked_sub(total, value)?;
        } else {
            total += value;
            last = value;
        }
    }
    (total > 0).then_some(total)
}
