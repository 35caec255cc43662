//! What the numbers of a story's headings say: one that is missing between two others, one that stands twice.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

use crate::classify::{Detail, Reading};
use crate::detect::headings::Form;
use crate::detect::languages::Division;

/// Steps from one number to the next that make a series of them: fewer may be years, doors, prices.
const STEPS: usize = 2;

/// Something odd about the numbers of headings. Lines are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// What is counted: "chapter", "part", "number".
    pub word: Cow<'static, str>,
    /// What is odd.
    pub kind: Irregularity,
    /// The line of the heading above.
    pub above: usize,
    /// The line of the heading below: there or before it a person should look.
    pub below: usize,
}

/// How the numbers of headings can be odd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Irregularity {
    /// These numbers do not stand between their neighbours.
    Missing(RangeInclusive<u32>),
    /// This number stands twice.
    Double(u32),
}

/// The headings of one level with one word.
#[derive(Debug, Default)]
struct Series {
    /// Numbers since the count began anew, each with its line.
    seen: BTreeMap<u32, usize>,
    last: Option<(u32, usize)>,
    steps: usize,
    odd: Vec<Oddity>,
}

/// What is odd about the numbers of a reading's headings, in the order of the lines.
#[must_use]
pub fn numbering(reading: &Reading) -> Vec<Oddity> {
    let mut series: BTreeMap<(u8, Option<Division>), Series> = BTreeMap::new();
    for element in &reading.elements {
        let Detail::Heading { level, title } = &element.detail else { continue };
        // Below a new part chapters may count anew or go on.
        for ((own, _), deeper) in &mut series {
            if own > level {
                deeper.may_begin_anew();
            }
        }
        let Some(form) = Form::read(title) else { continue };
        let Some(number) = form.number else { continue };
        let word = form.division.map_or("number", word);
        series.entry((*level, form.division)).or_default().add(number, element.lines.start + 1, word);
    }
    let mut odd: Vec<Oddity> =
        series.into_values().filter(|series| series.steps >= STEPS).flat_map(|series| series.odd).collect();
    odd.sort_by_key(|oddity| oddity.below);
    odd
}

impl Series {
    fn may_begin_anew(&mut self) {
        self.seen.clear();
        self.last = None;
    }

    fn add(&mut self, number: u32, line: usize, word: &'static str) {
        if let Some((last, above)) = self.last {
            let odd = |kind: Irregularity, above: usize| Oddity { word: word.into(), kind, above, below: line };
            if number == last + 1 {
                self.steps += 1;
            } else if let Some(&first) = self.seen.get(&number).filter(|_| number > 1 || last == 1) {
                self.odd.push(odd(Irregularity::Double(number), first));
            } else if number > last {
                self.odd.push(odd(Irregularity::Missing(last + 1..=number - 1), above));
            } else if number == 1 {
                self.may_begin_anew();
            }
        }
        self.seen.insert(number, line);
        self.last = Some((number, line));
    }
}

fn word(division: Division) -> &'static str {
    match division {
        Division::Volume => "volume",
        Division::Part => "part",
        Division::Chapter => "chapter",
        Division::Section => "section",
        _ => "number",
    }
}

impl Oddity {
    /// What is odd, in a sentence; `line` names a line of the whole story, counted from 1.
    #[must_use]
    pub fn said(&self, line: impl Fn(usize) -> String) -> String {
        let Oddity { word, kind, above, below } = self;
        let (above, below) = (line(*above), line(*below));
        match kind {
            Irregularity::Missing(numbers) => {
                let (first, last) = (*numbers.start(), *numbers.end());
                let what = if first == last { format!("{word} {first}") } else { format!("{word}s {first} to {last}") };
                let (before, after) = (first.saturating_sub(1), last.saturating_add(1));
                format!("no {what} between {before} ({above}) and {after} ({below})")
            }
            Irregularity::Double(number) => format!("{word} {number} stands twice, in {above} and in {below}"),
        }
    }
}

/// With the lines of the whole story.
impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(|line| format!("line {line}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(titles: &[(u8, &str)]) -> Vec<String> {
        let text: String = titles.iter().map(|(_, title)| [title, "\n\nText.\n\n"].concat()).collect();
        let story = crate::text::read(text.as_bytes(), &crate::text::Options::default());
        let evidence = crate::detect::Evidence::default();
        let mut reading = crate::classify::decide(&story, &evidence);
        let headings = reading.elements.iter_mut().step_by(2);
        for (element, (level, title)) in headings.zip(titles) {
            element.role = crate::detect::Role::Heading;
            element.detail = Detail::Heading { level: *level, title: (*title).to_owned() };
        }
        numbering(&reading).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_number_left_out_is_told_with_its_neighbours() {
        let chapters = [(2, "Chapter 5"), (2, "Chapter 6"), (2, "Chapter 8"), (2, "Chapter 9"), (2, "Chapter 12")];
        assert_eq!(
            odd(&chapters),
            [
                "no chapter 7 between 6 (line 5) and 8 (line 9)",
                "no chapters 10 to 11 between 9 (line 13) and 12 (line 17)"
            ]
        );
    }

    #[test]
    fn a_number_that_stands_twice_is_told_once() {
        let chapters = [(2, "I"), (2, "II"), (2, "II"), (2, "III"), (2, "IV")];
        assert_eq!(odd(&chapters), ["number 2 stands twice, in line 5 and in line 9"]);
    }

    #[test]
    fn counts_that_begin_anew_and_lone_numbers_are_nothing_odd() {
        let parts =
            [(1, "Part 1"), (2, "Chapter 1"), (2, "Chapter 2"), (1, "Part 2"), (2, "Chapter 1"), (2, "Chapter 2")];
        assert!(odd(&parts).is_empty());
        let restart = [(2, "1"), (2, "2"), (2, "3"), (2, "1"), (2, "2")];
        assert!(odd(&restart).is_empty());
        let lone = [(2, "Chapter 3"), (2, "Chapter 30")];
        assert!(odd(&lone).is_empty());
    }
}
