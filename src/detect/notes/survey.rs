//! In which person a story is told: where its narration never says I, an I at its edges is the author's. And the notes
//! without a label at the edges of its chapters.

use std::collections::BTreeMap;

use super::chapter;
use super::voice::Voice;
use crate::detect::evidence::Evidence;
use crate::detect::headings;
use crate::detect::place::{Place, Scene};

/// Paragraphs of narration that are listened to at most, spread over the story.
const LISTENED: usize = 80;
/// Paragraphs of narration that a story must have for its person to be told.
const TELLING: usize = 5;
/// Words of a paragraph of narration at least.
const PARAGRAPH: u16 = 8;
/// Words of a line that may be a heading.
const TITLE: u16 = 10;
/// Blocks at the top and at the end that may be the author's own words.
const EDGE: usize = 3;

/// In which person a story is told, and where its author speaks between the chapters.
#[derive(Debug, Default)]
pub struct Survey {
    paragraphs: usize,
    with_person: usize,
    /// The same of paragraphs that stand between others.
    inside: usize,
    inside_with_person: usize,
    asides: BTreeMap<usize, usize>,
}

impl Survey {
    /// Listens to a story.
    pub(in crate::detect) fn of(scene: &Scene, first: &Evidence, headings: &headings::Survey) -> Survey {
        let mut survey = Survey::default();
        let stride = (scene.len() / (4 * LISTENED)).max(1);
        for at in (0..scene.len()).step_by(stride) {
            let place = scene.place(at);
            let shape = place.shape();
            let is_inside = place.from_top() >= EDGE && place.from_end() >= EDGE;
            if shape.words < PARAGRAPH || shape.is_speech || !is_inside || survey.paragraphs >= LISTENED {
                continue;
            }
            if let Some(says_i) = Voice::narrates_own(&place) {
                survey.paragraphs += 1;
                survey.with_person += usize::from(says_i);
                // Beside headings, rules and spaces the author may speak.
                let is_line = |b: Place| b.shape().words <= TITLE && !b.shape().is_ended;
                let is_edge = place.wider_above() + place.wider_below() > 0
                    || [place.previous(), place.next()].into_iter().flatten().any(is_line);
                survey.inside += usize::from(!is_edge);
                survey.inside_with_person += usize::from(!is_edge && says_i);
            }
        }
        survey.asides = chapter::asides(scene, first, headings, &survey);
        survey
    }

    /// No paragraph between others says I, of a good many.
    pub(super) fn never_says_i(&self) -> bool {
        self.inside >= 2 * TELLING && self.inside_with_person == 0
    }

    /// The first units of the notes at the edges of chapters.
    pub(in crate::detect) fn asides(&self) -> impl Iterator<Item = usize> {
        self.asides.keys().copied()
    }

    /// How many units behind the one here belong to the note that it begins at the edge of a chapter; none where it
    /// begins none.
    #[must_use]
    pub fn aside(&self, place: &Place) -> Option<usize> {
        self.asides.get(&place.at()).copied()
    }

    /// The narration tells of others: hardly one paragraph in eight says I outside quotation marks.
    #[must_use]
    pub fn tells_of_others(&self) -> bool {
        self.never_says_i() || self.paragraphs >= TELLING && self.with_person * 8 <= self.paragraphs
    }
}
