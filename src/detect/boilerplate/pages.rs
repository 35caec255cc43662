//! What a printer leaves at the edges of pages when a book is copied page by page: numbers that count up at even
//! distances, and the running heads beside them. They cut the text wherever a page was full. A manuscript's running head
//! says itself what it is: it names the work beside the number.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::plain;
use super::imprint::PAGE_WORDS;
use super::runners::{self, Runner};
use crate::detect::place::Place;
use crate::detect::{glance, languages};
use crate::text::{Block, Manuscript, Unit};

/// Words of a page's number or running head at most.
const LONGEST: u16 = 10;
/// Pages a text has at least before its numbers are believed to count them.
const PAGES: usize = 3;
/// Lines of a page: fewer are no page, more are chapters.
const LINES: std::ops::RangeInclusive<usize> = 12..=110;
/// Digits of a page's number at most.
const DIGITS: usize = 3;
/// What parts a typescript's running head from its number at least.
const APART: &str = "   ";

/// Blocks at the top among which the title and the name stand that a manuscript's running head repeats.
const TITLE_PAGE: usize = 12;
/// Lines among them that are the title, what stands below it, and the author's name.
const FIRST: usize = 3;
/// Characters of such a title at least.
const LEAST_TITLE: usize = 4;

/// The lines at the edges of pages.
#[derive(Debug, Default)]
pub struct Pages {
    units: BTreeSet<usize>,
}

/// A short line with a number.
struct Numbered {
    at: usize,
    line: usize,
    number: u32,
    /// Zeros stand before it, as machines count.
    is_padded: bool,
    /// Spaces part it from words, as at the two edges of a page.
    is_apart: bool,
}

impl Pages {
    /// Looks for page numbers through a story.
    #[must_use]
    pub fn of(story: &Manuscript) -> Pages {
        let mut alike: BTreeMap<String, Vec<Numbered>> = BTreeMap::new();
        let mut runners: Vec<Runner> = Vec::new();
        for (at, unit) in story.units().iter().enumerate() {
            let Unit::Block(block) = unit else { continue };
            let shape = &block.shape;
            if !shape.has_digits || shape.words > LONGEST || shape.is_speech {
                continue;
            }
            let line = glance::bare(story, block);
            runners.extend(Runner::of(at, block, &line));
            if shape.is_ended && shape.words > 2 {
                continue;
            }
            if let Some((words, number, is_padded)) = number_in(&line) {
                let is_apart = line.contains(APART) && line.ends_with(|c: char| c.is_ascii_digit());
                let numbered = Numbered { at, line: block.lines.start, number, is_padded, is_apart };
                alike.entry(words).or_default().push(numbered);
            }
        }
        let mut pages = Pages::default();
        let titles = if alike.is_empty() { Vec::new() } else { titles(story) };
        let count = |(words, numbers): &(&String, &Vec<Numbered>)| {
            !names_division(words) && counts_pages(story, numbers)
                || names_work(&titles, words, numbers)
                || heads_typescript(story, &titles, words, numbers)
                || marks_pages(words, numbers)
        };
        for (_, numbers) in alike.iter().filter(count) {
            pages.units.extend(numbers.iter().map(|n| n.at));
        }
        if alike.iter().any(|(words, numbers)| is_between_dashes(words) && marks_pages(words, numbers)) {
            pages.units.extend((0..story.units().len()).filter(|&at| names_a_leaf(story, at)));
        }
        pages.add_running_heads(story, &titles[..titles.len().min(FIRST)]);
        pages.units.extend(runners::of_pages(&runners));
        pages
    }

    /// Whether the unit stands at the edge of a page.
    #[must_use]
    pub fn has(&self, at: usize) -> bool {
        self.units.contains(&at)
    }

    /// Whether there are any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Short lines beside the numbers that return, be it with another number in them, or that say what stands on the title
    /// page.
    fn add_running_heads(&mut self, story: &Manuscript, titles: &[(usize, String)]) {
        let mut heads: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &at in &self.units {
            for beside in neighbours(story, at).into_iter().filter(|beside| !self.units.contains(beside)) {
                let Some(block) = story.block(beside).filter(|block| is_head(block)) else { continue };
                heads.entry(letters(&glance::bare(story, block).to_lowercase())).or_default().push(beside);
            }
        }
        let says = |at: usize, words: &str| titles.iter().any(|(title, said)| *title < at && letters(said) == words);
        // The title or the author's name, on each page that cuts a sentence.
        let is_of_the_work = |at: usize, words: &str| {
            let is_plain = story.block(at).is_some_and(|block| !block.shape.has_digits && !block.shape.is_ended);
            is_plain && says(at, words) && cuts_text(story, at)
        };
        let is_head = |(words, units): &(String, Vec<usize>)| {
            units.len() >= PAGES || units.iter().all(|&at| is_of_the_work(at, words))
        };
        self.units.extend(heads.into_iter().filter(is_head).flat_map(|(_, units)| units));
    }
}

/// The letters of some words, without what may change between pages.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphabetic()).collect()
}

/// The nearest blocks above and below.
fn neighbours(story: &Manuscript, at: usize) -> Vec<usize> {
    let above = (0..at).rev().take(2).find(|&n| story.block(n).is_some());
    let below = (at + 1..story.units().len()).take(2).find(|&n| story.block(n).is_some());
    above.into_iter().chain(below).collect()
}

fn is_head(block: &Block) -> bool {
    block.lines.len() == 1 && block.shape.words <= LONGEST && block.shape.has_letters && !block.shape.is_speech
}

/// The line with a sign for its one number, the number, and whether zeros stand before it.
fn number_in(line: &str) -> Option<(String, u32, bool)> {
    let start = line.find(|c: char| c.is_ascii_digit())?;
    let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    let behind = &line[start + digits..];
    if digits > DIGITS || behind.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = line[start..start + digits].parse().ok()?;
    let words = format!("{} # {}", &line[..start], behind);
    let is_padded = digits > 1 && line[start..].starts_with('0');
    Some((words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase(), number, is_padded))
}

/// "[page 12]", "{p. 12}", "-- 012 --": marks that say which page of a printed book begins, with numbers that grow.
fn marks_pages(words: &str, numbers: &[Numbered]) -> bool {
    let is_bracketed = words.starts_with(['[', '{', '<', '(']) && {
        let word = words.trim_start_matches(['[', '{', '<', '(']).split(' ').next().unwrap_or_default();
        PAGE_WORDS.contains(&word) && words.ends_with(['#', ']', '}', '>', ')'])
    };
    let is_mark = is_bracketed || is_between_dashes(words) && numbers.iter().any(|number| number.is_padded);
    is_mark && numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[0].number < pair[1].number)
}

fn is_between_dashes(words: &str) -> bool {
    words == "-- # --"
}

/// "-- title page --": a leaf without a number, marked as the numbered ones are.
fn names_a_leaf(story: &Manuscript, at: usize) -> bool {
    const LEAVES: &[&str] = &[
        "title page",
        "half-title",
        "half title",
        "cover",
        "spine",
        "verso",
        "recto",
        "back cover",
        "blank page",
        "nts",
        "frontispiece",
        "illustration",
        "unnumbered",
    ];
    story.block(at).filter(|block| block.shape.first == '-' && block.shape.last == '-').is_some_and(|block| {
        let line = glance::bare(story, block).to_lowercase();
        let name = line.trim_matches(|c: char| matches!(c, '-' | '[' | ']') || c.is_whitespace());
        LEAVES.contains(&name) || name.starts_with("illustration")
    })
}

/// The line is the heading of a part or a chapter, however evenly these are parted.
fn names_division(words: &str) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| languages::division(word).is_some())
}

/// Numbers count up by one, or by two where left and right pages differ, at distances that pages have, and cut the text,
/// or stand where a page was fed, or each below its page.
fn counts_pages(story: &Manuscript, numbers: &[Numbered]) -> bool {
    if numbers.len() < PAGES {
        return false;
    }
    let steps: Vec<(u32, usize)> = numbers
        .windows(2)
        .filter_map(|pair| {
            let step = pair[1].number.checked_sub(pair[0].number)?;
            (1..=2).contains(&step).then(|| (step, (pair[1].line - pair[0].line) / step as usize))
        })
        .collect();
    if steps.len() * 3 < (numbers.len() - 1) * 2 {
        return false;
    }
    let mut lines: Vec<usize> = steps.iter().map(|&(_, lines)| lines).collect();
    lines.sort_unstable();
    let middle = lines[lines.len() / 2];
    let even = lines.iter().filter(|&&n| n * 100 >= middle * 70 && n * 100 <= middle * 130).count();
    let fed = numbers.iter().filter(|n| stands_at_feed(story, n.line)).count();
    let cut = numbers.iter().filter(|n| cuts_text(story, n.at)).count();
    let is_fed = fed * 2 >= numbers.len();
    let is_between = cut * 4 >= numbers.len() || stand_at_feet(story, numbers, middle);
    LINES.contains(&middle) && (is_fed || even * 3 >= lines.len() * 2 && is_between)
}

/// The first number stands below a whole page, and the last has nothing to be the heading of.
fn stand_at_feet(story: &Manuscript, numbers: &[Numbered], page: usize) -> bool {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return false };
    let has_text = |at: usize| story.block(at).is_some_and(|block| block.shape.words > LONGEST);
    first.number == 1 && first.line * 2 >= page && !(last.at + 1..story.units().len()).any(has_text)
}

/// What the first short lines say, each with its unit: title, name, subtitle.
fn titles(story: &Manuscript) -> Vec<(usize, String)> {
    let front = (0..story.units().len()).filter_map(|at| Some((at, story.block(at)?))).take(TITLE_PAGE);
    let words = front.filter(|(_, block)| is_head(block)).map(|(at, block)| (at, plain(&glance::bare(story, block))));
    words.filter(|(_, words)| words.chars().count() >= LEAST_TITLE).collect()
}

/// A running head names the work between bars, and its numbers grow: "Ode / THE BLUE DOOR / 3". Without bars it would be
/// a heading: "The Blue Door - Chapter 3".
fn names_work(titles: &[(usize, String)], words: &str, numbers: &[Numbered]) -> bool {
    let line = plain(words);
    words.contains(['/', '|'])
        && numbers.len() >= 2
        && numbers.windows(2).all(|pair| pair[0].number < pair[1].number)
        && titles.iter().any(|(_, title)| format!(" {line} ").contains(&format!(" {title} ")))
}

/// "Ode          THE BLUE DOOR          3": a typescript's running head says the title, with the author's last name or
/// without, the number stands far behind it, and half of them cut a sentence.
fn heads_typescript(story: &Manuscript, titles: &[(usize, String)], words: &str, numbers: &[Numbered]) -> bool {
    let line = format!(" {} ", plain(words));
    let is_on_title_page = |word: &str| titles.iter().any(|(_, said)| said.split(' ').any(|it| it == word));
    let names = |title: &str| {
        let rest = line.replacen(&format!(" {title} "), " ", 1);
        rest != line && rest.split_whitespace().count() <= 1 && rest.split_whitespace().all(is_on_title_page)
    };
    // The first page of a typescript has its title, and no running head.
    let counts = numbers[0].number >= 2 && numbers.windows(2).all(|pair| pair[0].number + 1 == pair[1].number);
    let cut = || numbers.iter().filter(|number| cuts_text(story, number.at)).count();
    numbers.len() >= 2
        && counts
        && numbers.iter().all(|number| number.is_apart)
        && titles.iter().any(|(_, title)| names(title))
        && cut() * 2 >= numbers.len()
}

/// A form feed stands in the line, or up to three lines beside it.
fn stands_at_feed(story: &Manuscript, line: usize) -> bool {
    (line.saturating_sub(3)..(line + 4).min(story.line_count())).any(|n| story.line(n).contains('\u{C}'))
}

/// The sentence above goes on below.
fn cuts_text(story: &Manuscript, at: usize) -> bool {
    let is_text = |block: &&Block| block.shape.has_letters && (block.shape.words > LONGEST || !is_head(block));
    let block = |n: usize| story.block(n).filter(is_text);
    let above = (0..at).rev().take(6).find_map(block);
    let below = (at + 1..story.units().len()).take(6).find_map(block);
    below.is_some_and(|below| below.shape.starts_low)
        || above.is_some_and(|above| !above.shape.is_ended && above.shape.words > LONGEST)
}

/// How many units behind the first line at a page's edge stand there too, down to the text.
pub(super) fn reach_of_edge(place: &Place) -> usize {
    let is_edge = |p: &Place| p.pages().has(p.at());
    if place.pages().is_empty() || !is_edge(place) || place.previous().is_some_and(|above| is_edge(&above)) {
        return 0;
    }
    let mut at = *place;
    while let Some(next) = at.next().filter(is_edge) {
        at = next;
    }
    at.at() - place.at()
}
