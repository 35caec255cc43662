//! In which person a story is told: where its narration never says I, an I at its edges is the author's.

use super::voice::Voice;
use crate::detect::place::Scene;

/// Paragraphs of narration that are listened to at most, spread over the story.
const LISTENED: usize = 80;
/// Paragraphs of narration that a story must have for its person to be told.
const TELLING: usize = 5;
/// Words of a paragraph of narration at least.
const PARAGRAPH: u16 = 8;
/// Blocks at the top and at the end that may be the author's own words.
const EDGE: usize = 3;

/// In which person a story is told.
#[derive(Debug, Default)]
pub struct Survey {
    paragraphs: usize,
    with_person: usize,
}

impl Survey {
    /// Listens to a story.
    pub(in crate::detect) fn of(scene: &Scene) -> Survey {
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
            }
        }
        survey
    }

    /// The narration tells of others: hardly one paragraph in eight says I outside quotation marks.
    #[must_use]
    pub fn tells_of_others(&self) -> bool {
        self.paragraphs >= TELLING && self.with_person * 8 <= self.paragraphs
    }
}
