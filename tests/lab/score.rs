//! The judgement: which elements of the labels were found, by exact extent. What `tests/corpus/score.py` defines, here in
//! Rust for the thousands of runs that the laboratory needs; `agreement.rs` holds the two to the same answers.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

/// The roles that count, in the order in which tables show them.
pub const ROLES: [&str; 13] = [
    "title",
    "byline",
    "field",
    "note",
    "contents",
    "heading",
    "break",
    "gap",
    "verse",
    "epigraph",
    "letter",
    "end",
    "boilerplate",
];

/// A row of labels, or of what storybind says: lines counted from 1, first and last included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub first: usize,
    pub last: usize,
    pub role: String,
    pub extra: String,
}

/// A run of lines with one role that counts.
#[derive(Debug, Clone)]
pub struct Element {
    pub role: &'static str,
    /// Its lines, sorted; for a gap the blank ones, else those that are not, and none that is labelled `skip`.
    pub span: Vec<usize>,
    pub extra: String,
    /// The first line of its row.
    pub start: usize,
    /// Most of its lines are labelled `skip`: no false alarm whatever it is.
    pub is_skipped: bool,
}

/// What the labels of one text say.
#[derive(Debug)]
pub struct Labels {
    pub rows: Vec<Row>,
    pub elements: Vec<Element>,
    /// The lines of the text.
    pub lines: Vec<String>,
    blank: BTreeSet<usize>,
    skipped: BTreeSet<usize>,
    scored: Vec<&'static str>,
}

/// How labels and a guess differ: numbers of elements on either side.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Found: (label, guess).
    pub pairs: Vec<(usize, usize)>,
    pub missed: Vec<usize>,
    pub false_alarms: Vec<usize>,
    /// Pairs whose headings have different levels.
    pub wrong_level: Vec<(usize, usize)>,
    /// Pairs whose headings have different titles, case, punctuation and spacing folded.
    pub wrong_title: Vec<(usize, usize)>,
}

impl Difference {
    /// What a person would have to mend.
    pub fn corrections(&self) -> usize {
        let headings: BTreeSet<_> = self.wrong_level.iter().chain(&self.wrong_title).collect();
        self.missed.len() + self.false_alarms.len() + headings.len()
    }
}

/// Reads the rows of a table.
pub fn rows(table: &str) -> Vec<Row> {
    let read = |line: &str| {
        let mut cells = line.split('\t');
        let first = cells.next()?.trim().parse().ok()?;
        let last = cells.next()?.trim().parse().ok()?;
        let role = cells.next()?.trim().to_owned();
        Some(Row { first, last, role, extra: cells.next().unwrap_or_default().trim().to_owned() })
    };
    table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).filter_map(read).collect()
}

/// The lines of a text as labels count them: they end at CRLF, LF or a lone CR, and at nothing else.
fn lines(bytes: &[u8]) -> Vec<String> {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    };
    let text = encoding.decode_with_bom_removal(bytes).0.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').map(str::to_owned).collect()
}

/// Python, whose `strip` the labels were made with, also takes the information separators for white space.
fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c))
}

impl Labels {
    /// Reads the labels of a text.
    pub fn read(text: &[u8], table: &str) -> Labels {
        let lines = lines(text);
        let blank = (1..=lines.len()).filter(|n| is_blank(&lines[n - 1])).collect();
        let rows = rows(table);
        let skipped = rows.iter().filter(|row| row.role == "skip").flat_map(|row| row.first..=row.last).collect();
        let scored = match table.lines().rev().find_map(|line| line.strip_prefix("# roles:")) {
            Some(named) => {
                ROLES.into_iter().filter(|role| named.split_whitespace().any(|name| name == *role)).collect()
            }
            None => ROLES.to_vec(),
        };
        let mut labels = Labels { rows, elements: Vec::new(), lines, blank, skipped, scored };
        labels.elements = labels.elements_of(&labels.rows);
        labels
    }

    /// The elements of a table that count in this text.
    pub fn elements_of(&self, table: &[Row]) -> Vec<Element> {
        let element = |row: &Row| {
            let role = *self.scored.iter().find(|role| **role == row.role)?;
            let is_part = |n: &usize| self.blank.contains(n) == (role == "gap");
            let whole: Vec<usize> = (row.first..=row.last).filter(is_part).collect();
            let span: Vec<usize> = whole.iter().copied().filter(|n| !self.skipped.contains(n)).collect();
            let is_skipped = (whole.len() - span.len()) * 2 > whole.len();
            let extra = row.extra.clone();
            (!span.is_empty()).then_some(Element { role, span, extra, start: row.first, is_skipped })
        };
        table.iter().filter_map(element).collect()
    }

    /// Some of the lines (counted from 1, end excluded) as a text of their own, with what the labels say of them.
    pub fn part(&self, lines: Range<usize>) -> (Vec<u8>, Labels) {
        let text =
            self.lines[lines.start - 1..lines.end - 1].iter().fold(String::new(), |text, line| text + line + "\n");
        let mut table = format!("# roles: {}\n", self.scored.join(" "));
        for row in &self.rows {
            let (first, last) = (row.first.max(lines.start), row.last.min(lines.end - 1));
            if first <= last {
                let (first, last) = (first + 1 - lines.start, last + 1 - lines.start);
                let _ = writeln!(table, "{first}\t{last}\t{}\t{}", row.role, row.extra);
            }
        }
        let labels = Labels::read(text.as_bytes(), &table);
        (text.into_bytes(), labels)
    }

    /// The label of a line; none of a blank one that no row covers.
    pub fn role_at(&self, line: usize) -> Option<&str> {
        role_at(&self.rows, line)
    }

    /// Whether honest readers differ about a line.
    pub fn is_skipped(&self, line: usize) -> bool {
        self.skipped.contains(&line)
    }

    /// Whether there is nothing on a line.
    pub fn is_blank(&self, line: usize) -> bool {
        self.blank.contains(&line)
    }

    /// Whether a role counts in this text.
    #[cfg(test)]
    pub fn scores(&self, role: &str) -> bool {
        self.scored.contains(&role)
    }

    /// Compares with a guess: one to one, role by role, first come first served.
    pub fn compare(&self, guess: &[Element]) -> Difference {
        let mut difference = Difference::default();
        let mut taken = vec![false; guess.len()];
        for (at, label) in self.elements.iter().enumerate() {
            let near = guess.iter().enumerate().filter(|(n, other)| !taken[*n] && other.role == label.role);
            let mut best = (0.0, None);
            for (n, other) in near.filter(|(_, other)| meet(&label.span, &other.span) && shared(label, other) > 0) {
                let share = if label.role == "gap" { 1.0 } else { overlap(label, other) };
                if share > best.0 {
                    best = (share, Some(n));
                }
            }
            match best {
                (share, Some(n)) if share >= 0.8 => {
                    taken[n] = true;
                    difference.pairs.push((at, n));
                }
                _ => difference.missed.push(at),
            }
        }
        difference.false_alarms = (0..guess.len()).filter(|&n| !taken[n] && !guess[n].is_skipped).collect();
        let headings = difference.pairs.iter().copied().filter(|&(at, _)| self.elements[at].role == "heading");
        let sides = |(at, n): (usize, usize)| (self.elements[at].extra.as_str(), guess[n].extra.as_str());
        for pair in headings {
            let (label, guess) = sides(pair);
            if label.chars().next() != guess.chars().next() {
                difference.wrong_level.push(pair);
            }
            if normal(title(label)) != normal(title(guess)) {
                difference.wrong_title.push(pair);
            }
        }
        difference
    }
}

/// What a table says of a line.
pub fn role_at(rows: &[Row], line: usize) -> Option<&str> {
    let at = rows.partition_point(|row| row.last < line);
    rows.get(at).filter(|row| row.first <= line).map(|row| row.role.as_str())
}

/// Behind a heading's level: "2 The Door" is "The Door".
pub fn title(extra: &str) -> &str {
    extra.char_indices().nth(2).map_or("", |(at, _)| &extra[at..])
}

/// A title with case, punctuation and spacing folded.
fn normal(title: &str) -> String {
    let folded = title.to_lowercase().replace('ß', "ss").replace('ς', "σ");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether two sorted runs of lines can share one.
fn meet(one: &[usize], other: &[usize]) -> bool {
    matches!((one, other), ([a, ..], [b, ..]) if a <= other.last().unwrap_or(b) && b <= one.last().unwrap_or(a))
}

fn shared(one: &Element, other: &Element) -> usize {
    one.span.iter().filter(|n| other.span.binary_search(n).is_ok()).count()
}

#[allow(clippy::cast_precision_loss, reason = "lines of a text are far fewer than 2^52")]
fn overlap(one: &Element, other: &Element) -> f64 {
    let both = shared(one, other);
    both as f64 / (one.span.len() + other.span.len() - both) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"The Well\nby Ann\n\nShe fell.\n\n\n\nUp she came.\n~\nla la\nla la la\nlo\nla\nli\n";

    fn difference(labels: &str, guess: &str) -> Difference {
        let labels = Labels::read(TEXT, labels);
        labels.compare(&labels.elements_of(&rows(guess)))
    }

    #[test]
    fn one_line_counts_only_whole_and_long_spans_by_four_fifths() {
        let verse = "10\t14\tverse\tsong\n";
        assert_eq!(difference(verse, "10\t13\tverse\tsong\n").corrections(), 0);
        assert_eq!(difference(verse, "10\t12\tverse\tsong\n").corrections(), 2);
        assert_eq!(difference(verse, "10\t14\tletter\t\n").corrections(), 2);
        assert_eq!(difference("1\t1\ttitle\t\n", "1\t2\ttitle\t\n").corrections(), 2);
    }

    #[test]
    fn a_part_keeps_its_labels() {
        let labels =
            Labels::read(TEXT, "# roles: gap verse\n5\t7\tgap\t\n8\t8\tbody\t\n9\t9\tbreak\t\n10\t14\tverse\tsong\n");
        let (text, part) = labels.part(6..12);
        assert_eq!(text, b"\n\nUp she came.\n~\nla la\nla la la\n");
        let rows: Vec<_> = part.rows.iter().map(|row| (row.first, row.last, row.role.as_str())).collect();
        assert_eq!(rows, [(1, 2, "gap"), (3, 3, "body"), (4, 4, "break"), (5, 6, "verse")]);
        assert_eq!(part.elements.iter().map(|element| element.role).collect::<Vec<_>>(), ["gap", "verse"]);
    }

    #[test]
    fn a_gap_is_found_by_one_blank_line() {
        assert_eq!(difference("5\t7\tgap\t\n", "5\t5\tgap\t\n").corrections(), 0);
        assert_eq!(difference("5\t7\tgap\t\n", "3\t3\tgap\t\n").corrections(), 2);
    }

    #[test]
    fn what_readers_differ_about_counts_nowhere() {
        assert_eq!(difference("9\t9\tskip\t\n", "9\t9\tbreak\t\n").corrections(), 0);
        assert_eq!(difference("8\t8\tskip\t\n9\t9\tbreak\t\n", "8\t9\tbreak\t\n").corrections(), 0);
        assert_eq!(difference("# roles: heading\n9\t9\tbreak\t\n", "10\t14\tverse\t\n").corrections(), 0);
    }

    #[test]
    fn a_heading_wants_level_and_title_and_is_one_correction() {
        let both = difference("1\t1\theading\t2 The Well\n", "1\t1\theading\t1 The Hell\n");
        assert_eq!((both.wrong_level.len(), both.wrong_title.len(), both.corrections()), (1, 1, 1));
        assert_eq!(difference("1\t1\theading\t2 The Well\n", "1\t1\theading\t2 THE WELL.\n").corrections(), 0);
    }
}
