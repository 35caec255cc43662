//! Blocks and spaces where a person sees them and the habits of the file do not: a line that is a block of its own in the
//! middle of a wrapped paragraph, blank lines that are more than the usual distance.

use std::ops::Range;

use super::blocks;
use super::manuscript::{Block, Manuscript, Space, Unit};

impl Manuscript {
    /// The same story with a block beginning at each of the lines `blocks`, and a space above each block that begins at
    /// one of the lines `spaces` and has blank lines above it. Lines are 0-based, both lists sorted; no line changes.
    #[must_use]
    pub fn parted(mut self, blocks: &[usize], spaces: &[usize]) -> Manuscript {
        let mut units: Vec<Unit> = Vec::with_capacity(self.units.len() + blocks.len() + spaces.len());
        let mut ordinal = 0;
        for unit in std::mem::take(&mut self.units) {
            let Unit::Block(block) = unit else {
                units.push(unit);
                continue;
            };
            let below = block.below;
            for mut piece in self.pieces(block, blocks) {
                if let Some(Unit::Block(last)) = units.last_mut() {
                    last.below = piece.above;
                    let blank = last.lines.end..piece.lines.start;
                    if !blank.is_empty() && spaces.binary_search(&piece.lines.start).is_ok() {
                        units.push(Unit::Space(Space { lines: blank }));
                    }
                }
                piece.ordinal = ordinal;
                ordinal += 1;
                units.push(Unit::Block(piece));
            }
            if let Some(Unit::Block(last)) = units.last_mut() {
                last.below = below;
            }
        }
        self.units = units;
        self.block_count = ordinal;
        // A word is not joined across the end of a block.
        self.joins.retain(|line| blocks.binary_search(&(line + 1)).is_err());
        self
    }

    /// A block cut at those of the lines that stand inside it.
    fn pieces(&self, block: Block, cuts: &[usize]) -> Vec<Block> {
        let first = cuts.partition_point(|&line| line <= block.lines.start);
        let inside = cuts[first..].iter().copied().take_while(|&line| line < block.lines.end);
        let is_blank = |line: usize| self.line(line).trim().is_empty();
        let starts: Vec<usize> =
            std::iter::once(block.lines.start).chain(inside.filter(|&line| !is_blank(line))).collect();
        if starts.len() == 1 {
            return vec![block];
        }
        let ends = starts[1..].iter().copied().chain([block.lines.end]);
        let mut pieces: Vec<Block> = Vec::with_capacity(starts.len());
        for (&start, end) in starts.iter().zip(ends) {
            let end = (start + 1..=end).rev().find(|&end| !is_blank(end - 1)).unwrap_or(end);
            let above = pieces.last().map_or(block.above, |above| start - above.lines.end);
            let lines: Range<usize> = start..end;
            let shape = blocks::shape(&self.text, &self.lines[lines.clone()], &self.habits);
            pieces.push(Block { lines, ordinal: 0, above, below: 0, shape });
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{self, Manuscript, Unit};

    fn told(story: &Manuscript) -> Vec<(bool, usize, usize)> {
        let told = |unit: &Unit| (matches!(unit, Unit::Block(_)), unit.lines().start, unit.lines().end);
        story.units().iter().map(told).collect()
    }

    #[test]
    fn blocks_and_spaces_are_made_where_they_are_wanted() {
        let wrapped = "The ferry left at nine o'clock with nobody aboard, as the timetable had it,\n\
            and the lemons rolled about the empty deck until somebody thought of tying\n\
            them down, which was not until the morning, when half of them were over the\n\
            side already.\n";
        let story = format!("{}\n{wrapped}\nThe end came late.\n", format!("{wrapped}\n").repeat(12));
        let story = text::read(story.as_bytes(), &text::Options::default());
        assert!(
            story.habits().is_wrapped
                && story.units().iter().all(|unit| matches!(unit, Unit::Block(_)) || unit.lines().len() > 1),
            "{:?}",
            story.habits()
        );
        let before = told(&story);
        assert!(before.contains(&(true, 0, 4)), "{before:?}");
        let parted = story.clone().parted(&[0, 1, 5], &[5]);
        let after = told(&parted);
        assert_eq!(after[..4], [(true, 0, 1), (true, 1, 4), (false, 4, 5), (true, 5, 9)]);
        assert_eq!(parted.block_count(), story.block_count() + 1);
        let Unit::Block(first) = &parted.units()[0] else { panic!("a block") };
        let Unit::Block(second) = &parted.units()[1] else { panic!("a block") };
        assert_eq!((first.below, second.above, second.below, second.ordinal), (0, 0, 1, 1));
        assert_eq!(told(&story.clone().parted(&[], &[])), before);
    }
}
