//! The author's own habits, as patterns: which blocks, and which lines of them, are written so.

use std::ops::Range;

use crate::detect::Role;
use crate::settings::{Pattern, Settings};
use crate::text::{Manuscript, Unit};

/// Lines that a pattern fits.
#[derive(Debug)]
pub(super) struct Found<'s> {
    pub(super) lines: Range<usize>,
    pub(super) pattern: &'s Pattern,
}

/// All lines that a pattern fits, in order, each by the first pattern that fits it; nearer sheets come first.
pub(super) fn find<'s>(story: &Manuscript, settings: &'s Settings) -> Vec<Found<'s>> {
    let patterns: Vec<&Pattern> = settings.sheets().flat_map(|sheet| &sheet.patterns).collect();
    let mut found: Vec<Found<'s>> = Vec::new();
    if patterns.is_empty() {
        return found;
    }
    for unit in story.units() {
        let Unit::Block(block) = unit else { continue };
        let words = story.words_of(block);
        if let Some(pattern) = patterns.iter().find(|pattern| pattern.fits(&words)) {
            push(story, &mut found, Found { lines: block.lines.clone(), pattern });
            continue;
        }
        if block.lines.len() == 1 {
            continue;
        }
        // A line of its own may stand so near to a wrapped paragraph that it looks like a part of it.
        for line in block.lines.clone() {
            let text = story.read_line(line);
            let of_a_line = patterns.iter().filter(|pattern| !goes_on(pattern.role));
            if let Some(pattern) = of_a_line.into_iter().find(|pattern| pattern.fits(text)) {
                found.push(Found { lines: line..line + 1, pattern });
            }
        }
    }
    found
}

/// Adds what was found; paragraphs in a row that a pattern takes for one thing are one element of it.
fn push<'s>(story: &Manuscript, found: &mut Vec<Found<'s>>, next: Found<'s>) {
    if let Some(last) = found.last_mut()
        && std::ptr::eq(last.pattern, next.pattern)
        && goes_on(next.pattern.role)
        && (last.lines.end..next.lines.start).all(|line| story.line(line).trim().is_empty())
    {
        last.lines.end = next.lines.end;
        return;
    }
    found.push(next);
}

/// Whether things of a role are made of several paragraphs, rather than of a line.
fn goes_on(role: Role) -> bool {
    match role {
        Role::Note | Role::Contents | Role::Verse | Role::Epigraph | Role::Letter | Role::Boilerplate => true,
        Role::Body | Role::Title | Role::Byline | Role::Field | Role::Heading | Role::Break | Role::Gap | Role::End => {
            false
        }
    }
}
