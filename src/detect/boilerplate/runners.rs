//! Running heads that a scan has left in the text, with the page's number beside them: "12     THE BLUE DOOR." on left
//! pages, "THE WALL.     13" on right ones. What they say may change from chapter to chapter; that the numbers change sides
//! with the pages is what no list of chapters and no table of contents does.

use crate::detect::languages;
use crate::text::Block;

/// Digits of a page's number at most.
const DIGITS: usize = 3;
/// Running heads that a text has at least.
const LEAST: usize = 3;
/// Lines of a page, in the middle: fewer are a table of contents, more are chapters.
const LINES: std::ops::RangeInclusive<usize> = 12..=110;
/// Lines within which the next one stands in a table of contents, and entries that it has at least.
const NEAR: usize = 3;
const TOGETHER: usize = 3;
/// Spaces that part the number from the words, where these are not in capitals.
const APART: usize = 3;

/// A line with a number at one of its ends.
#[derive(Debug)]
pub(super) struct Runner {
    at: usize,
    line: usize,
    number: usize,
    is_left: bool,
}

impl Runner {
    /// Reads a short line.
    pub(super) fn of(at: usize, block: &Block, line: &str) -> Option<Runner> {
        let is_digit = |c: char| c.is_ascii_digit();
        if block.lines.len() > 1 || !block.shape.has_letters {
            return None;
        }
        let line = line.trim();
        let is_left = line.starts_with(is_digit);
        let words = if is_left { line.trim_start_matches(is_digit) } else { line.trim_end_matches(is_digit) };
        let digits = if is_left { &line[..line.len() - words.len()] } else { &line[words.len()..] };
        let inner = words.trim();
        let apart = words.len() - inner.len();
        let is_parted = apart >= APART || apart > 0 && block.shape.is_capitals;
        let has_leaders = inner.contains(". .") || inner.contains("....");
        let is_number = !digits.is_empty() && digits.len() <= DIGITS;
        let is_head = is_number && is_parted && !inner.contains(is_digit) && !has_leaders;
        // "BOOK 2", "3 ACT": the number is that of a part, and no page's.
        let beside = if is_left { inner.split(' ').next() } else { inner.rsplit(' ').next() };
        let is_part = |word: &str| languages::division(word).is_some() && !matches!(word, "day" | "night" | "letter");
        let counts_parts = || beside.is_some_and(|word| is_part(&word.to_lowercase()));
        let number = digits.parse().ok().filter(|_| is_head && !counts_parts())?;
        Some(Runner { at, line: block.lines.start, number, is_left })
    }
}

/// The units of the running heads among such lines, if that is what they are.
pub(super) fn of_pages(found: &[Runner]) -> Vec<usize> {
    // The entries of a table of contents stand together; a page's head stands alone.
    let runners: Vec<&Runner> = found
        .chunk_by(|above, below| below.line - above.line <= NEAR)
        .filter(|together| together.len() < TOGETHER)
        .flatten()
        .collect();
    let sides = |is_left: bool| runners.iter().filter(move |runner| runner.is_left == is_left);
    let odd = |runner: &Runner| runner.number % 2;
    let (Some(left), Some(right)) = (sides(true).next(), sides(false).next()) else { return Vec::new() };
    let changes_sides = odd(left) != odd(right)
        && sides(true).all(|runner| odd(runner) == odd(left))
        && sides(false).all(|runner| odd(runner) == odd(right));
    let grows = runners.windows(2).all(|pair| pair[0].number < pair[1].number);
    if runners.len() < LEAST || !changes_sides || !grows {
        return Vec::new();
    }
    let lines = |pair: &[&Runner]| (pair[1].line - pair[0].line) / (pair[1].number - pair[0].number);
    let mut pages: Vec<usize> = runners.windows(2).map(lines).collect();
    pages.sort_unstable();
    if LINES.contains(&pages[pages.len() / 2]) { runners.iter().map(|runner| runner.at).collect() } else { Vec::new() }
}
