//! Verse: stanzas, lines, indents; the signs that frame lyrics are marks, the words are not.

use std::ops::Range;

use crate::document::inlines::Typesetter;
use crate::document::model::{Verse, VerseLine};

use super::ornaments;

/// Signs that frame lyrics: `~ la la ~`, `*la la*`, `♪ la la ♪`, `::la la::`.
const FRAMES: [char; 10] = ['~', '*', '_', '/', '♪', '♫', '♬', ':', '#', '|'];
/// A poem set in more steps than this is centred, and its indents say nothing.
const STEPS: usize = 4;
/// Columns by which two indents must differ to be two steps.
const STEP: usize = 2;

pub(super) fn verse<'m>(
    typesetter: &Typesetter<'m>,
    lines: Range<usize>,
    is_song: bool,
    is_epigraph: bool,
) -> Verse<'m> {
    let mut stanzas: Vec<Vec<Typed<'m>>> = Vec::new();
    let typed: Vec<Typed<'m>> = typesetter
        .lines(lines)
        .map(|(number, words)| Typed { number, words, indent: typesetter.indent(number) })
        .collect();
    let distance = typed.windows(2).map(|pair| pair[1].number - pair[0].number).min().unwrap_or(1);
    let mut end = None;
    for line in typed {
        // A rule between two stanzas parts them as a blank line does.
        if ornaments::is_rule(line.words) {
            end = None;
            continue;
        }
        let number = line.number;
        match (end, stanzas.last_mut()) {
            (Some(above), Some(stanza)) if number - above <= distance => stanza.push(line),
            _ => stanzas.push(vec![line]),
        }
        end = Some(number);
    }
    unframe(stanzas.iter_mut().flatten().collect());
    for stanza in &mut stanzas {
        unframe(stanza.iter_mut().collect());
    }
    Verse { is_song, is_epigraph, stanzas: stanzas.into_iter().map(|stanza| set(typesetter, &stanza)).collect() }
}

/// A line of verse as typed.
struct Typed<'m> {
    number: usize,
    words: &'m str,
    indent: usize,
}

fn set<'m>(typesetter: &Typesetter<'m>, stanza: &[Typed<'m>]) -> Vec<VerseLine<'m>> {
    let mut indents: Vec<usize> = stanza.iter().map(|line| line.indent).collect();
    indents.sort_unstable();
    indents.dedup();
    let mut steps: Vec<usize> = Vec::new();
    for indent in indents {
        if steps.last().is_none_or(|last| indent >= last + STEP) {
            steps.push(indent);
        }
    }
    stanza
        .iter()
        .map(|line| {
            let step = steps.iter().rposition(|&step| step <= line.indent).unwrap_or(0);
            let indent = if steps.len() > STEPS { 0 } else { u8::try_from(step).unwrap_or(0) };
            VerseLine { indent, inlines: typesetter.set(line.words) }
        })
        .collect()
}

/// Takes the frame off: one sign around every line, or one before the first and behind the last.
fn unframe(mut lines: Vec<&mut Typed<'_>>) {
    for sign in FRAMES {
        let edges = |words: &str| (words.starts_with(sign), words.ends_with(sign));
        let holds_one = |words: &str| words.trim_matches(sign).contains(char::is_alphanumeric);
        if !lines.iter().all(|line| holds_one(line.words)) {
            continue;
        }
        let inside = |words: &str| words.trim_matches(sign).contains(sign);
        if lines.iter().all(|line| edges(line.words) == (true, true) && !inside(line.words)) {
            for line in &mut lines {
                line.words = line.words.trim_matches(sign).trim();
            }
        }
        let [first, .., last] = lines.as_mut_slice() else {
            continue;
        };
        let is_pair = edges(first.words) == (true, false) && edges(last.words) == (false, true);
        if is_pair && !inside(first.words) && !inside(last.words) {
            first.words = first.words.trim_start_matches(sign).trim_start();
            last.words = last.words.trim_end_matches(sign).trim_end();
        }
    }
}
