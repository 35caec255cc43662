//! Lines to blocks and spaces. A block is a paragraph as printed: one line, or the lines that a wrap column cut it into.

use std::collections::HashSet;
use std::ops::Range;

use super::habits::{self, Habits};
use super::manuscript::{Block, Space, Unit};
use super::shape::Shape;
use super::words::Words;

/// How far a line may stay short of the wrap column and still be full: writers break by eye, editors by word.
const SLACK: usize = 6;
/// Columns a line must be set in beyond the margin to be centred.
const CENTRED_INDENT: usize = 5;

/// Cuts a text into blocks and the spaces between them.
pub(super) fn sequence(text: &str, lines: &[Range<usize>], habits: &Habits) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut last_end = None;
    let mut ordinal = 0;
    for run in runs(text, lines, habits) {
        let above = match last_end {
            Some(end) => run.start - end,
            None => run.start,
        };
        if let Some(end) = last_end {
            if let Some(Unit::Block(block)) = units.last_mut() {
                block.below = above;
            }
            if above > habits.distance {
                units.push(Unit::Space(Space { lines: end..run.start }));
            }
        }
        let mut inner_above = above;
        for block in paragraphs(text, lines, run.clone(), habits) {
            let mut shape = Shape::of(block.clone().map(|n| &text[lines[n].clone()]));
            place(&mut shape, &text[lines[block.start].clone()], habits);
            units.push(Unit::Block(Block { lines: block, ordinal, above: inner_above, below: 0, shape }));
            ordinal += 1;
            inner_above = 0;
        }
        last_end = Some(run.end);
    }
    if let (Some(end), Some(Unit::Block(block))) = (last_end, units.last_mut()) {
        block.below = lines.len() - end;
    }
    units
}

/// Runs of lines between blank ones; where the text is double-spaced, single blank lines are inside a run.
fn runs(text: &str, lines: &[Range<usize>], habits: &Habits) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let bridge = usize::from(habits.is_double_spaced);
    for (n, line) in lines.iter().enumerate() {
        if text[line.clone()].trim().is_empty() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if n - run.end <= bridge && (n == run.end || flows(text, lines, run.end - 1, n)) => {
                run.end = n + 1
            }
            _ => runs.push(n..n + 1),
        }
    }
    runs
}

/// Whether double-spaced text goes on from one line to the other.
fn flows(text: &str, lines: &[Range<usize>], before: usize, after: usize) -> bool {
    let indent = |n: usize| habits::indent(&text[lines[n].clone()]);
    indent(after) <= indent(before) && habits::width(text[lines[before].clone()].trim()) > 40
}

/// Cuts a run of lines into paragraphs.
fn paragraphs(text: &str, lines: &[Range<usize>], run: Range<usize>, habits: &Habits) -> Vec<Range<usize>> {
    if !habits.is_wrapped || run.len() == 1 || is_ragged(text, lines, run.clone(), habits) {
        return run.filter(|&n| !text[lines[n].clone()].trim().is_empty()).map(|n| n..n + 1).collect();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for n in run {
        let line = &text[lines[n].clone()];
        if line.trim().is_empty() {
            continue;
        }
        match found.last_mut() {
            Some(last) if continues(&text[lines[last.end - 1].clone()], line, habits) => last.end = n + 1,
            _ => found.push(n..n + 1),
        }
    }
    found
}

/// A line goes on with the paragraph of the line before when its first word would not have fitted there and it is not
/// set in more.
fn continues(before: &str, line: &str, habits: &Habits) -> bool {
    let (before_end, trimmed) = (before.trim_end(), line.trim_start());
    if !before_end.contains(char::is_alphanumeric) || !trimmed.contains(char::is_alphanumeric) {
        return false;
    }
    let full = habits::indent(before) + habits::width(before_end.trim_start());
    let word = trimmed.split_whitespace().next().map_or(0, habits::width);
    full + 1 + word + SLACK > habits.width && habits::indent(line) <= habits::indent(before)
}

/// Three lines or more that nearly all begin with a capital and do not fill the width were broken by their author.
fn is_ragged(text: &str, lines: &[Range<usize>], run: Range<usize>, habits: &Habits) -> bool {
    if !(3..=60).contains(&run.len()) {
        return false;
    }
    let (mut capitals, mut short) = (0, 0);
    let count = run.len();
    for n in run {
        let line = &text[lines[n].clone()];
        let first = line.chars().find(|c| c.is_alphanumeric());
        capitals += usize::from(first.is_some_and(|c| !c.is_lowercase()));
        short += usize::from(habits::width(line.trim_end()) * 100 < habits.width * 85);
    }
    capitals * 100 >= count * 85 && short == count
}

/// Measures what depends on the page: indent beyond the margin, and whether the line is centred.
fn place(shape: &mut Shape, first_line: &str, habits: &Habits) {
    let indent = habits::indent(first_line);
    shape.indent = indent.saturating_sub(habits.margin);
    if habits.is_wrapped || shape.width + indent <= habits.width {
        let page = if habits.is_wrapped { habits.width } else { habits.width.min(80) };
        let right = page.saturating_sub(indent + shape.width);
        shape.is_centred = shape.indent >= CENTRED_INDENT && indent.abs_diff(right + habits.margin) <= 8;
    }
}

/// Lines whose closing hyphen only marks that a word goes on below: the file shows the word whole, and never with its
/// hyphen inside a line.
pub(super) fn joins(text: &str, lines: &[Range<usize>], units: &[Unit], habits: &Habits) -> Vec<usize> {
    if !habits.is_wrapped {
        return Vec::new();
    }
    let mut halves = Vec::new();
    for unit in units {
        let Unit::Block(block) = unit else { continue };
        for n in block.lines.start..block.lines.end.saturating_sub(1) {
            let (line, next) = (&text[lines[n].clone()], &text[lines[n + 1].clone()]);
            if let Some((head, tail)) = broken_word(line, next) {
                halves.push((n, head, tail));
            }
        }
    }
    if halves.is_empty() {
        return Vec::new();
    }
    let mut wanted: HashSet<String> = halves.iter().map(|(_, head, tail)| whole(head, tail)).collect();
    for (at, _) in text.match_indices('-') {
        if let Some(word) = compound(text, at) {
            wanted.remove(&word);
        }
    }
    let mut seen = HashSet::new();
    for word in Words::new(text) {
        if wanted.is_empty() {
            break;
        }
        seen.extend(wanted.take(&word.to_lowercase()));
    }
    halves.retain(|(_, head, tail)| seen.contains(&whole(head, tail)));
    halves.into_iter().map(|(n, ..)| n).collect()
}

/// The word around a hyphen inside a line, as it would be without the hyphen.
fn compound(text: &str, hyphen: usize) -> Option<String> {
    let tail = Words::new(&text[hyphen + 1..]).next().filter(|tail| text[hyphen + 1..].starts_with(tail))?;
    let head = letters_at_end(&text[..hyphen]);
    (!head.is_empty()).then(|| whole(head, tail))
}

fn letters_at_end(text: &str) -> &str {
    &text[text.trim_end_matches(char::is_alphabetic).len()..]
}

fn whole(head: &str, tail: &str) -> String {
    format!("{head}{tail}").to_lowercase()
}

/// The two halves of a word broken at a line end.
fn broken_word<'t>(line: &'t str, next: &'t str) -> Option<(&'t str, &'t str)> {
    let head = letters_at_end(line.trim_end().strip_suffix('-')?);
    let next = next.trim_start();
    let tail = Words::new(next).next().filter(|tail| next.starts_with(tail))?;
    (!head.is_empty() && tail.starts_with(char::is_lowercase)).then_some((head, tail))
}
