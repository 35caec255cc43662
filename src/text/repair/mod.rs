//! Mojibake undone where it is certain: text that was UTF-8, was read in an old code page, and was saved so.
//!
//! The mistake is looked for in runs of characters beyond ASCII (`reading.rs`). A run that is certain is repaired. One
//! that only may be misread is repaired beside certain ones: where its line holds one and nothing that was read rightly,
//! or where the whole file does. What is left is looked at again, so that a mistake made twice is undone twice. A run
//! that lost a byte is left as it is.
//!
//! How such text is told from text that only looks odd follows what Robyn Speer's `ftfy` found (kinds of characters and
//! their neighbours); the decision here is by whole runs and by agreement, for it is better to leave one than to touch a
//! right one. `plsfix`, the crate that is a port of `ftfy`, needs `encoding`, which nobody keeps (RUSTSEC-2021-0153).

mod codepage;
mod reading;

use std::ops::Range;

pub use codepage::Codepage;
use reading::{CERTAIN, Reading};

/// How often the mistake is undone in one text. Nobody has seen it made more often than three times.
const MOST_LAYERS: usize = 4;
/// Certain runs that a file must hold for one that is not certain to be believed anywhere in it.
const AGREEING: usize = 3;

/// A stretch of text that was misread and is put right.
#[derive(Debug, Clone)]
pub struct Repair {
    /// The byte at which it begins in the text that this layer of repairs made.
    pub at: usize,
    /// As it was decoded.
    pub before: String,
    /// As it should be.
    pub after: String,
    /// The code page in which the UTF-8 had been read.
    pub codepage: &'static Codepage,
}

/// A text with its mistakes undone.
pub(super) struct Mended {
    /// The repaired text.
    pub(super) text: String,
    /// The repairs, layer by layer in the order they were made; those of a layer in the order of the text.
    pub(super) layers: Vec<Vec<Repair>>,
}

/// A run of characters beyond ASCII.
struct Run {
    range: Range<usize>,
    line: usize,
    /// The character in front of it.
    before: Option<char>,
}

/// Undoes what is certain; none where nothing is.
pub(super) fn mend(text: &str) -> Option<Mended> {
    let mut layers = Vec::new();
    let mut mended = None;
    while layers.len() < MOST_LAYERS
        && let Some((better, layer)) = mend_once(mended.as_deref().unwrap_or(text))
    {
        layers.push(layer);
        mended = Some(better);
    }
    mended.map(|text| Mended { text, layers })
}

/// A run that is believed to be misread.
struct Found {
    /// Bytes of the run, and the text they stand for.
    stretches: Vec<(Range<usize>, String)>,
    codepage: &'static Codepage,
}

impl Found {
    /// Bytes of the run that this explains.
    fn explained(&self) -> usize {
        self.stretches.iter().map(|(range, _)| range.len()).sum()
    }
}

/// One layer of repairs.
fn mend_once(text: &str) -> Option<(String, Vec<Repair>)> {
    let runs = runs(text);
    let mut found: Vec<Option<Found>> = runs.iter().map(|_| None).collect();
    // The page that explains most of the text goes first: two may explain a run, and differ.
    let mut pages: Vec<(usize, &Codepage)> =
        Codepage::all().iter().map(|page| (explained(page, text, &runs), page)).filter(|(most, _)| *most > 0).collect();
    pages.sort_by_key(|(most, _)| std::cmp::Reverse(*most));
    for (_, page) in pages {
        read_in(page, text, &runs, &mut found);
    }
    let (mut better, mut layer) = (String::with_capacity(text.len()), Vec::new());
    let mut from = 0;
    for (run, found) in runs.iter().zip(found) {
        let Some(Found { stretches, codepage }) = found else { continue };
        for (range, after) in stretches {
            let range = run.range.start + range.start..run.range.start + range.end;
            better.push_str(&text[from..range.start]);
            let at = better.len();
            better.push_str(&after);
            from = range.end;
            layer.push(Repair { at, before: text[range].to_owned(), after, codepage });
        }
    }
    better.push_str(&text[from..]);
    (!layer.is_empty()).then_some((better, layer))
}

/// Bytes of the runs that are certain to be misread in one code page.
fn explained(codepage: &Codepage, text: &str, runs: &[Run]) -> usize {
    let of_run = |run: &Run| match sound(reading::read(&text[run.range.clone()], run.before, codepage)) {
        Reading::Misread { stretches, points: CERTAIN.. } => stretches.iter().map(|(range, _)| range.len()).sum(),
        _ => 0,
    };
    runs.iter().map(of_run).sum()
}

/// Reads all runs in one code page and notes those that are believed, where no page before explains as much of the run.
fn read_in(codepage: &'static Codepage, text: &str, runs: &[Run], found: &mut [Option<Found>]) {
    let read = |(run, found): (&Run, &Option<Found>)| match found {
        Some(found) if found.explained() == run.range.len() => Reading::Neutral,
        _ => sound(reading::read(&text[run.range.clone()], run.before, codepage)),
    };
    let mut readings: Vec<Reading> = runs.iter().zip(&*found).map(read).collect();
    let file = Tally::of(&readings);
    let mut from = 0;
    for line in runs.chunk_by(|a, b| a.line == b.line) {
        let range = from..from + line.len();
        from = range.end;
        let own = Tally::of(&readings[range.clone()]);
        let agrees = own.honest == 0 && own.certain > 0 || file.honest == 0 && file.certain >= AGREEING;
        for (found, reading) in found[range.clone()].iter_mut().zip(&mut readings[range]) {
            let Reading::Misread { stretches, points } = reading else { continue };
            if *points < CERTAIN && !agrees {
                continue;
            }
            let new = Found { stretches: std::mem::take(stretches), codepage };
            if found.as_ref().is_none_or(|old| old.explained() < new.explained()) {
                *found = Some(new);
            }
        }
    }
}

/// A reading whose outcome is text: control characters beyond ASCII are none, unless they are another such mistake.
fn sound(reading: Reading) -> Reading {
    let Reading::Misread { stretches, .. } = &reading else { return reading };
    let is_control = |c| matches!(c, '\u{80}'..='\u{9F}');
    let is_sound = |(_, after): &(_, String)| {
        let is_misread = |page| matches!(reading::read(after, None, page), Reading::Misread { points: CERTAIN.., .. });
        !after.contains(is_control) || Codepage::all().iter().any(is_misread)
    };
    if stretches.iter().all(is_sound) { reading } else { Reading::Damaged }
}

/// What the runs of a line or a file say together.
#[derive(Default)]
struct Tally {
    certain: usize,
    honest: usize,
}

impl Tally {
    fn of(readings: &[Reading]) -> Tally {
        let mut tally = Tally::default();
        for reading in readings {
            tally.certain += usize::from(matches!(reading, Reading::Misread { points: CERTAIN.., .. }));
            tally.honest += usize::from(*reading == Reading::Honest);
        }
        tally
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut line, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        if c.is_ascii() {
            line += usize::from(c == '\n' || c == '\r');
            before = Some(c);
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.range.end == at => run.range.end = at + c.len_utf8(),
            _ => runs.push(Run { range: at..at + c.len_utf8(), line, before }),
        }
    }
    runs
}

#[cfg(test)]
mod tests;
