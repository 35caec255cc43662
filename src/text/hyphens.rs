//! Words that a wrap column has cut in two at a hyphen.

use std::collections::HashSet;
use std::ops::Range;

use super::habits::Habits;
use super::manuscript::Unit;
use super::words::Words;

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
