//! Where a cue looks: one unit of the story, its neighbours, the file's habits, and in the second look what all
//! detectors reported in the first.

use std::borrow::Cow;

use crate::text::{Block, Habits, Manuscript, Shape, Unit};

use super::evidence::Evidence;

/// One unit of the story as a cue sees it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'m> {
    story: &'m Manuscript,
    at: usize,
    first: Option<&'m Evidence>,
}

impl<'m> Place<'m> {
    /// The place at unit `at`; `first` is the evidence of the first look, in the second.
    pub(super) fn new(story: &'m Manuscript, at: usize, first: Option<&'m Evidence>) -> Place<'m> {
        Place { story, at, first }
    }

    /// The number of the unit.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The whole story.
    #[must_use]
    pub fn story(&self) -> &'m Manuscript {
        self.story
    }

    /// The file's habits.
    #[must_use]
    pub fn habits(&self) -> &'m Habits {
        self.story.habits()
    }

    /// What the first look found; empty in the first look.
    #[must_use]
    pub fn first(&self) -> Option<&'m Evidence> {
        self.first
    }

    /// The block here; none on a space.
    #[must_use]
    pub fn block(&self) -> Option<&'m Block> {
        self.story.block(self.at)
    }

    /// The shape of the block here; of nothing on a space.
    #[must_use]
    pub fn shape(&self) -> &'m Shape {
        static NOTHING: Shape = Shape::NOTHING;
        self.block().map_or(&NOTHING, |block| &block.shape)
    }

    /// The words of the block here, its lines joined by spaces, without outer white space.
    #[must_use]
    pub fn text(&self) -> Cow<'m, str> {
        self.block()
            .map_or(Cow::Borrowed(""), |block| self.story.words_of(block))
    }

    /// The first line of the block here, without outer white space.
    #[must_use]
    pub fn line(&self) -> &'m str {
        self.block()
            .map_or("", |block| self.story.line(block.lines.start).trim())
    }

    /// The unit so many steps away, if there is one.
    #[must_use]
    pub fn step(&self, by: isize) -> Option<Place<'m>> {
        let at = self.at.checked_add_signed(by)?;
        (at < self.story.units().len()).then_some(Place { at, ..*self })
    }

    /// The next block above, spaces passed over.
    #[must_use]
    pub fn previous_block(&self) -> Option<Place<'m>> {
        let above = self.step(-1)?;
        if above.block().is_some() {
            Some(above)
        } else {
            above.step(-1)
        }
    }

    /// The next block below, spaces passed over.
    #[must_use]
    pub fn next_block(&self) -> Option<Place<'m>> {
        let below = self.step(1)?;
        if below.block().is_some() {
            Some(below)
        } else {
            below.step(1)
        }
    }

    /// Whether the unit here is a run of blank lines.
    #[must_use]
    pub fn is_space(&self) -> bool {
        matches!(self.story.units().get(self.at), Some(Unit::Space(_)))
    }

    /// Blank lines directly above the block here.
    #[must_use]
    pub fn above(&self) -> usize {
        self.block().map_or(0, |block| block.above)
    }

    /// Blank lines directly below the block here.
    #[must_use]
    pub fn below(&self) -> usize {
        self.block().map_or(0, |block| block.below)
    }
}
