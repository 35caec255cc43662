//! A group of short lines without a wide space between, seen as a stanza: rhyme, capitals, soft ends, marks around it.

use crate::detect::place::Place;
use crate::text::is_closing;

/// Lines of a group that are looked at.
const LONGEST: usize = 40;
/// Characters a line of verse has at most.
const WIDEST: usize = 72;

/// A group of short lines and what speaks for its being verse.
#[derive(Debug, Default)]
pub(super) struct Stanza {
    /// Units from the first line to the last.
    pub reach: usize,
    /// Lines.
    pub lines: usize,
    /// Lines that rhyme with one of the three before.
    pub rhymes: usize,
    /// Lines that begin with a capital.
    pub capitals: usize,
    /// Lines that end without a full stop, question or exclamation mark.
    pub soft: usize,
    /// Lines that are whole speeches.
    pub speeches: usize,
    /// Lines with a colon after the first words, or with digits.
    pub labels: usize,
    /// Lines that are indented.
    pub indented: usize,
}

impl Stanza {
    /// The group that begins at the block here; only at its first line, else it is empty.
    pub(super) fn at(place: &Place) -> Stanza {
        let is_first = place.above() > 0 || place.step(-1).is_none_or(|a| !is_line(&a));
        if !is_first || !is_line(place) {
            return Stanza::default();
        }
        let mut stanza = Stanza::default();
        let mut endings: Vec<String> = Vec::new();
        let mut at = Some(*place);
        while let Some(here) = at {
            if !is_line(&here) || (stanza.lines > 0 && here.above() > 0) || stanza.lines >= LONGEST {
                break;
            }
            stanza.add(&here, &mut endings);
            stanza.reach = here.at() - place.at();
            at = here.step(1);
        }
        stanza
    }

    fn add(&mut self, place: &Place, endings: &mut Vec<String>) {
        let shape = place.shape();
        let Some(glance) = place.glance() else { return };
        self.lines += 1;
        self.capitals += usize::from(shape.first.is_uppercase());
        self.soft += usize::from(!shape.is_ended && shape.last != ':');
        self.speeches += usize::from(shape.is_speech && shape.is_ended);
        self.labels += usize::from(shape.has_digits || glance.label.as_ref().is_some_and(|l| l.has_colon));
        self.indented += usize::from(shape.indent > 0);
        let ending = ending(&glance.low);
        self.rhymes += usize::from(ending.len() >= 2 && endings.iter().rev().take(3).any(|e| e == &ending));
        endings.push(ending);
    }

    /// Most of its lines are no speech, no list.
    pub(super) fn is_plain(&self) -> bool {
        self.speeches * 2 < self.lines.max(1) && self.labels * 3 < self.lines.max(1)
    }
}

/// A short line that could be one of verse.
fn is_line(place: &Place) -> bool {
    let shape = place.shape();
    place.block().is_some_and(|b| b.lines.len() <= 2) && shape.words > 0 && shape.width <= WIDEST && shape.words <= 14
}

/// The last sound of a line, as far as spelling tells it: the last two letters.
fn ending(low: &str) -> String {
    let word = low.trim_end_matches(|c: char| is_closing(c) || !c.is_alphabetic());
    let mut letters: Vec<char> = word.chars().rev().take(2).collect();
    letters.reverse();
    letters.into_iter().collect()
}
