//! Where a cue looks: one unit of the story, its neighbours, the file's habits, and in the second look what all
//! detectors reported in the first.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::boilerplate::{Frame, Pages};
use super::evidence::Evidence;
use super::fences;
use super::glance::{self, Glance};
use super::metadata::{Entry, Metadata};
use super::role::Role;
use super::survey::Survey;
use crate::text::{Block, Habits, Manuscript, Shape, Unit};

/// Words of a sentence that no title and no label has.
const SENTENCE: u16 = 9;

/// A story with everything that cues may look at.
#[derive(Debug)]
pub struct Scene<'m> {
    story: &'m Manuscript,
    frame: Frame,
    pages: Pages,
    metadata: Metadata,
    /// How many units, and how many blocks of text, stand above the work: an archive's header, metadata without a title.
    above: (usize, usize),
    fenced: Vec<Range<usize>>,
    glances: Vec<OnceLock<Box<Glance>>>,
    second: Option<(&'m Evidence, &'m Survey)>,
}

impl<'m> Scene<'m> {
    /// A story before the first look.
    pub(super) fn first(story: &'m Manuscript) -> Scene<'m> {
        let frame = Frame::of(story);
        let (pages, metadata, fenced) = (Pages::of(story), Metadata::of(story), fences::of(story));
        let glances = story.units().iter().map(|_| OnceLock::new()).collect();
        let (units, blocks) = metadata.untitled();
        let above = (frame.start.max(units), frame.blocks.max(blocks));
        Scene { story, frame, pages, metadata, above, fenced, glances, second: None }
    }

    /// The same story before the second look.
    pub(super) fn second(self, first: &'m Evidence, survey: &'m Survey) -> Scene<'m> {
        Scene { second: Some((first, survey)), ..self }
    }

    /// The place of a unit.
    #[must_use]
    pub fn place(&self, at: usize) -> Place<'_> {
        Place { scene: self, at }
    }

    /// How many units there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.story.units().len()
    }

    /// Whether there is no unit at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One unit of the story as a cue sees it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'s> {
    scene: &'s Scene<'s>,
    at: usize,
}

impl<'s> Place<'s> {
    /// The number of the unit.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The whole story.
    #[must_use]
    pub fn story(&self) -> &'s Manuscript {
        self.scene.story
    }

    /// The file's habits.
    #[must_use]
    pub fn habits(&self) -> &'s Habits {
        self.story().habits()
    }

    /// The weight with which the first look lets the unit here open an element of a role; 0 in the first look.
    #[must_use]
    pub fn leaning(&self, role: Role) -> i32 {
        self.scene.second.map_or(0, |(first, _)| first.leaning(self.at, role))
    }

    /// The weight with which the first look lets the unit here go on with an element of a role; 0 in the first look.
    #[must_use]
    pub fn carrying_on(&self, role: Role) -> i32 {
        self.scene.second.map_or(0, |(first, _)| first.carrying_on(self.at, role))
    }

    /// What the first look shows of the story as a whole; none in the first look.
    #[must_use]
    pub fn survey(&self) -> Option<&'s Survey> {
        self.scene.second.map(|(_, survey)| survey)
    }

    /// The block here; none on a space.
    #[must_use]
    pub fn block(&self) -> Option<&'s Block> {
        self.story().block(self.at)
    }

    /// The shape of the block here; of nothing on a space.
    #[must_use]
    pub fn shape(&self) -> &'s Shape {
        static NOTHING: Shape = Shape::NOTHING;
        self.block().map_or(&NOTHING, |block| &block.shape)
    }

    /// What can be read of the block here.
    #[must_use]
    pub fn glance(&self) -> Option<&'s Glance> {
        let block = self.block()?;
        Some(self.scene.glances[self.at].get_or_init(|| Box::new(Glance::of(self.scene.story, block))))
    }

    /// The words of the block here as a glance shows them, for cues that long paragraphs ask for no more; empty on a
    /// space.
    #[must_use]
    pub fn bare(&self) -> Cow<'s, str> {
        self.block().map_or(Cow::Borrowed(""), |block| glance::bare(self.scene.story, block))
    }

    /// The opening of the block here in lower case; empty on a space.
    #[must_use]
    pub fn low(&self) -> &'s str {
        self.glance().map_or("", |glance| &glance.low)
    }

    /// Whether the opening of the block here holds words of publishers and sites.
    #[must_use]
    pub fn has_imprint(&self) -> bool {
        self.glance().is_some_and(Glance::has_imprint)
    }

    /// Whether the opening of the block here holds the words of a disclaimer.
    #[must_use]
    pub fn has_disclaimer(&self) -> bool {
        self.glance().is_some_and(Glance::has_disclaimer)
    }

    /// Whether the block here reads as the heading of a part or a chapter by its word.
    #[must_use]
    pub fn heads_division(&self) -> bool {
        self.glance().is_some_and(Glance::heads_division)
    }

    /// Whether the words of the block here may begin with a letter, large or small, as far as its shape tells: markup may
    /// stand before them. Spares most lines the words.
    #[must_use]
    pub fn may_begin_with(&self, letter: char) -> bool {
        let first = self.shape().first;
        first.eq_ignore_ascii_case(&letter) || first == '<'
    }

    /// The unit so many steps away, if there is one.
    #[must_use]
    pub fn step(&self, by: isize) -> Option<Place<'s>> {
        let at = self.at.checked_add_signed(by)?;
        (at < self.scene.len()).then_some(Place { at, ..*self })
    }

    /// The next block above, a space passed over.
    #[must_use]
    pub fn previous(&self) -> Option<Place<'s>> {
        let above = self.step(-1)?;
        if above.is_space() { above.step(-1) } else { Some(above) }
    }

    /// The next block below, a space passed over.
    #[must_use]
    pub fn next(&self) -> Option<Place<'s>> {
        let below = self.step(1)?;
        if below.is_space() { below.step(1) } else { Some(below) }
    }

    /// Whether the unit here is a run of blank lines.
    #[must_use]
    pub fn is_space(&self) -> bool {
        matches!(self.story().units().get(self.at), Some(Unit::Space(_)))
    }

    /// Blank lines directly above the block here, or in the space here.
    #[must_use]
    pub fn above(&self) -> usize {
        self.block().map_or(0, |block| block.above)
    }

    /// Blank lines directly below the block here.
    #[must_use]
    pub fn below(&self) -> usize {
        self.block().map_or(0, |block| block.below)
    }

    /// Blank lines of the space here.
    #[must_use]
    pub fn length(&self) -> usize {
        if self.is_space() { self.story().units()[self.at].lines().len() } else { 0 }
    }

    /// Blank lines above the block here beyond the usual distance.
    #[must_use]
    pub fn wider_above(&self) -> usize {
        self.above().saturating_sub(self.habits().distance)
    }

    /// Blank lines below the block here beyond the usual distance.
    #[must_use]
    pub fn wider_below(&self) -> usize {
        self.below().saturating_sub(self.habits().distance)
    }

    /// How many blocks stand before this one.
    #[must_use]
    pub fn ordinal(&self) -> usize {
        self.block().map_or(usize::MAX, |block| block.ordinal)
    }

    /// The header that an archive has set in front of the story.
    #[must_use]
    pub fn frame(&self) -> &'s Frame {
        &self.scene.frame
    }

    /// The lines that a printer has left at the edges of pages.
    #[must_use]
    pub fn pages(&self) -> &'s Pages {
        &self.scene.pages
    }

    /// What the unit says in the metadata above the page; none outside.
    #[must_use]
    pub fn metadata(&self) -> Option<Entry> {
        self.scene.metadata.entry(self.at)
    }

    /// Whether it stands between code fences or in a box.
    pub(super) fn is_fenced(&self) -> bool {
        let behind = self.scene.fenced.partition_point(|fenced| fenced.end <= self.at);
        self.scene.fenced.get(behind).is_some_and(|fenced| fenced.contains(&self.at))
    }

    /// How many blocks of the work stand before this one; an archive's header is not counted, nor is metadata that names no
    /// title, and within them the answer is `usize::MAX`.
    #[must_use]
    pub fn from_top(&self) -> usize {
        let (_, blocks) = self.scene.above;
        self.ordinal().checked_sub(blocks).unwrap_or(usize::MAX)
    }

    /// The work's first block, behind an archive's header.
    #[must_use]
    pub fn top(&self) -> Place<'s> {
        let (units, _) = self.scene.above;
        let start = units.min(self.scene.len() - 1);
        let first = Place { at: start, ..*self };
        if first.is_space() { first.next().unwrap_or(first) } else { first }
    }

    /// How many blocks stand behind this one.
    #[must_use]
    pub fn from_end(&self) -> usize {
        self.block().map_or(usize::MAX, |block| self.story().block_count() - 1 - block.ordinal)
    }

    /// Whether the block here is a sentence, or speech, set as all others and at their distance: what short lines of prose
    /// are, and no line that means something else. Where paragraphs have no distance, none is told from the others so.
    #[must_use]
    pub fn is_amid_prose(&self) -> bool {
        let shape = self.shape();
        let is_sentence = shape.words >= SENTENCE || shape.is_speech && shape.words >= 2;
        is_sentence
            && shape.is_ended
            && !shape.is_capitals
            && (shape.is_speech || shape.first.is_alphabetic())
            && (shape.indent == 0 || self.habits().is_indented)
            && self.habits().distance > 0
            && self.wider_above() == 0
            && self.wider_below() == 0
            && self.above() > 0
            && self.below() > 0
    }

    /// Whether the block here leads up to what stands below it: it ends in a colon, or in ":--", as books were set.
    #[must_use]
    pub fn leads_on(&self) -> bool {
        match self.shape().last {
            ':' | '：' => true,
            '-' | '–' | '—' => self.bare().trim_end_matches(['-', '–', '—']).ends_with(':'),
            _ => false,
        }
    }

    /// Whether the block here reads as prose or dialogue: long, or a spoken or ended sentence.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        let shape = self.shape();
        shape.words >= 14
            || (shape.words >= 4 && shape.is_ended && !shape.is_capitals)
            || (shape.is_speech && shape.is_ended)
    }
}
