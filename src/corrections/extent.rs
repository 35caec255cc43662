//! From what a correction quotes to the lines it speaks of.

use std::ops::Range;

use super::anchors::{Anchors, Fit, best};
use super::misfit::{Key, Lack};
use crate::settings::{Search, Target};

/// The lines that a correction speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Lines that are not blank, at both ends; 0-based, end excluded.
    Lines(Range<usize>),
    /// The blank lines above the block that begins with this line.
    Above(usize),
}

/// Finds them, or says what is lacking.
pub(crate) fn resolve(anchors: &Anchors<'_>, target: &Target, search: &Search) -> Result<Extent, Lack> {
    match target {
        Target::Text(text) => Ok(Extent::Lines(one(anchors, Key::Text, text, search)?.lines)),
        Target::Through(text, through) => {
            let first = one(anchors, Key::Text, text, search)?;
            let last = next(anchors, Key::Through, through, first.lines.end)?;
            Ok(Extent::Lines(first.lines.start..last.lines.end))
        }
        Target::Until(text, until) => {
            let first = one(anchors, Key::Text, text, search)?;
            let behind = next(anchors, Key::Until, until, first.lines.end)?;
            let is_blank = |line: usize| anchors.story().line(line).trim().is_empty();
            let end = (first.lines.end..=behind.lines.start).rev().find(|&end| !is_blank(end - 1));
            Ok(Extent::Lines(first.lines.start..end.unwrap_or(first.lines.end)))
        }
        Target::Before(before) => {
            let line = one(anchors, Key::Before, before, search)?.lines.start;
            let is_blank = |line: usize| anchors.story().line(line).trim().is_empty();
            let has_above = line > 0 && is_blank(line - 1) && (0..line).rev().any(|above| !is_blank(above));
            if has_above { Ok(Extent::Above(line)) } else { Err(Lack::NoBlankLine { line }) }
        }
    }
}

/// The one place that a quotation means.
fn one(anchors: &Anchors<'_>, key: Key, quote: &str, search: &Search) -> Result<Fit, Lack> {
    let mut fits = anchors.find(quote);
    if fits.is_empty() {
        return Err(missing(key, quote));
    }
    if let Some(after) = &search.after {
        let above = one(anchors, Key::After, after, &Search::default())?;
        fits.retain(|fit| fit.lines.start >= above.lines.end);
        if fits.is_empty() {
            return Err(Lack::NothingBehind { quote: quote.to_owned(), line: above.lines.start });
        }
    }
    let mut fits = best(fits);
    let number = search.nth.or(search.after.as_ref().map(|_| 1));
    match number {
        Some(number) if number <= fits.len() => Ok(fits.swap_remove(number - 1)),
        None if fits.len() == 1 => Ok(fits.swap_remove(0)),
        _ => {
            let lines = fits.into_iter().map(|fit| fit.lines).collect();
            Err(Lack::Several { key, quote: quote.to_owned(), lines, nth: search.nth })
        }
    }
}

/// The first place from a line on.
fn next(anchors: &Anchors<'_>, key: Key, quote: &str, from: usize) -> Result<Fit, Lack> {
    let fits = anchors.find(quote);
    if fits.is_empty() {
        return Err(missing(key, quote));
    }
    let found = fits.into_iter().find(|fit| fit.lines.start >= from);
    found.ok_or_else(|| Lack::NothingBehind { quote: quote.to_owned(), line: from - 1 })
}

fn missing(key: Key, quote: &str) -> Lack {
    Lack::Nothing { key, quote: quote.to_owned(), near: Vec::new() }
}

/// Has a lack that will be shown name the lines that come nearest. Every paragraph is compared for that, so nobody who
/// only tries what a quotation means asks for it.
pub(crate) fn name_the_nearest(anchors: &Anchors<'_>, lack: &mut Lack) {
    /// Lines that are shown.
    const SHOWN: usize = 2;
    /// Pairs of letters that must be the same: with fewer than a third, another line was meant.
    const LIKE: f64 = 0.35;
    if let Lack::Nothing { quote, near, .. } = lack {
        let nearest = anchors.nearest(quote, SHOWN).into_iter().filter(|(likeness, _)| *likeness >= LIKE);
        *near = nearest.map(|(_, lines)| lines).collect();
    }
}
