//! "Worth a look": the few places of a story where a minute of a person's time helps most.

use std::fmt;
use std::ops::Range;

use super::certainty::Certainty;
use super::phrases::{a_role, an_element};
use crate::classify::{Element, Reading};
use crate::detect::{Evidence, Role};
use crate::text::Manuscript;

/// Places named at least, where so many are worth a look.
const FEWEST: usize = 3;
/// Paragraphs for each of which one place may be named in a long story.
const PARAGRAPHS: usize = 100;

/// A place that is worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The lines to look at, 0-based, end excluded: an element's, a paragraph's, a run of blank lines.
    pub lines: Range<usize>,
    /// What they were read as.
    pub read_as: Role,
    /// The same in words: "an author's note between texts".
    pub said: String,
    /// What they could be instead.
    pub or_else: Role,
    /// What spoke for the reading: the sentences of its cues.
    pub reasons: Vec<&'static str>,
}

/// The places of a story that are worth a look, in the order of the lines: at most three, or one for each 100
/// paragraphs where that is more, those that are the most likely to be read wrongly.
#[must_use]
pub fn worth_a_look(story: &Manuscript, _evidence: &Evidence, reading: &Reading) -> Vec<Doubt> {
    let mut doubtful: Vec<&Element> =
        reading.elements.iter().filter(|element| Certainty::of(element.margin) != Certainty::Sure).collect();
    doubtful.sort_by_key(|element| (element.margin, element.lines.start));
    doubtful.truncate(FEWEST.max(story.block_count() / PARAGRAPHS));
    doubtful.sort_by_key(|element| element.lines.start);
    doubtful.into_iter().map(Doubt::of).collect()
}

impl Doubt {
    fn of(element: &Element) -> Doubt {
        Doubt {
            lines: element.lines.clone(),
            read_as: element.role,
            said: an_element(element),
            or_else: element.runner_up,
            reasons: element.reasons.iter().map(|reason| reason.cue.why).collect(),
        }
    }

    /// The first line, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.lines.start + 1
    }
}

/// Without the line, which is set in front where it is needed.
impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "read as {}, but could be {}", self.said, a_role(self.or_else))
    }
}
