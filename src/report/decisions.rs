//! Everything in a reading that could be questioned: what each element was taken for, a heading's level, prose that
//! something else speaks for or that does not look like prose, spaces that were taken as nothing. How often each is
//! wrong is measured by `cargo lab calibrate`.

use std::ops::Range;

use crate::classify::{Detail, Element, Reading, UNRIVALLED};
use crate::detect::{Claim, Evidence, Kind, Role};
use crate::text::{Block, Manuscript, Unit};

/// What is decided, as far as the chance of being wrong depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// A heading.
    Heading,
    /// A heading's level; its margin is that of the kinds' weights.
    Level,
    /// Title, author's line, field, contents, closing line, publisher's matter.
    Page,
    /// An author's note.
    Note,
    /// A printed break.
    Break,
    /// A break of empty lines.
    Gap,
    /// Verse.
    Verse,
    /// A letter or an epigraph.
    Span,
    /// Prose that could be a heading.
    ProseOrHeading,
    /// Prose that could be something else.
    ProseOrOther,
    /// Prose that no cue speaks for or against; its margin says how much it looks like the prose around it.
    Prose,
    /// Empty lines between prose, taken as nothing; the margin falls with what speaks for a break.
    Space,
}

/// Margins beyond this are all alike.
pub const WIDEST: usize = 12;
/// How prose that looks like prose stands on the scale of margins: what is odd about a paragraph is taken off.
const PLAIN: i32 = 9;
/// How a space for which nothing speaks stands on that scale.
const SILENT: i32 = 8;
/// Words of a paragraph from which its indent shows the author's habit.
const TELLING: u16 = 20;
/// Words below which a paragraph is short for prose.
const SHORT: u16 = 16;
/// A reading with this margin or less is a weak one, and tells something of the others in the same file.
const WEAK: i32 = 3;
/// The margin of prose that looks odd enough to count among the weak.
const ODD: i32 = 6;

/// One thing that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What kind of question it was.
    pub question: Question,
    /// The lines it is about, 0-based, end excluded.
    pub lines: Range<usize>,
    /// The first unit.
    pub unit: usize,
    /// How much speaks for the answer beyond what speaks for another, from 0 to [`WIDEST`].
    pub margin: usize,
    /// The answer.
    pub read_as: Role,
    /// The nearest other one.
    pub or_else: Role,
    /// Where a heading's level was decided, the nearest other level.
    pub or_level: Option<u8>,
    /// How much of the rest of the file is in doubt, from 0 (little) to 3.
    pub unrest: usize,
}

impl Question {
    /// All of them, in the order of the tables.
    pub const ALL: [Question; 12] = [
        Question::Heading,
        Question::Level,
        Question::Page,
        Question::Note,
        Question::Break,
        Question::Gap,
        Question::Verse,
        Question::Span,
        Question::ProseOrHeading,
        Question::ProseOrOther,
        Question::Prose,
        Question::Space,
    ];

    /// The question that an element answers.
    fn of(element: &Element) -> Question {
        match element.role {
            Role::Body if element.runner_up == Role::Heading => Question::ProseOrHeading,
            Role::Body => Question::ProseOrOther,
            Role::Heading => Question::Heading,
            Role::Note => Question::Note,
            Role::Break => Question::Break,
            Role::Gap => Question::Gap,
            Role::Verse => Question::Verse,
            Role::Letter | Role::Epigraph => Question::Span,
            Role::Title | Role::Byline | Role::Field | Role::Contents | Role::End | Role::Boilerplate => Question::Page,
        }
    }

    /// Whether an element with a role of its own answers it.
    #[must_use]
    pub fn is_about_an_element(self) -> bool {
        !matches!(
            self,
            Question::Level | Question::ProseOrHeading | Question::ProseOrOther | Question::Prose | Question::Space
        )
    }
}

impl Decision {
    fn new(question: Question, lines: Range<usize>, unit: usize, margin: i32, roles: [Role; 2]) -> Decision {
        let margin = usize::try_from(margin.max(0)).unwrap_or(0).min(WIDEST);
        let [read_as, or_else] = roles;
        Decision { question, lines, unit, margin, read_as, or_else, or_level: None, unrest: 0 }
    }

    /// Whether the decision tells that others in the same file may be wrong too.
    fn is_weak(&self) -> bool {
        let margin = i32::try_from(self.margin).unwrap_or(i32::MAX);
        match self.question {
            Question::ProseOrHeading | Question::ProseOrOther => true,
            Question::Prose => margin <= ODD,
            Question::Level | Question::Space => false,
            _ => margin <= WEAK,
        }
    }
}

/// The decisions of a reading, in the order of the units. What a person has said was not decided here.
#[must_use]
pub fn decisions(story: &Manuscript, evidence: &Evidence, reading: &Reading) -> Vec<Decision> {
    let indent = usual_indent(story);
    let mut found = Vec::with_capacity(reading.elements.len());
    for (at, element) in reading.elements.iter().enumerate() {
        let unit = element.units.start;
        if let Some(space) = space_above(story, evidence, reading, at) {
            found.push(space);
        }
        if element.ruling.is_some() {
            continue;
        }
        let roles = [element.role, element.runner_up];
        let is_plain = element.role == Role::Body && element.margin >= UNRIVALLED;
        found.push(match story.block(unit).filter(|_| is_plain) {
            Some(block) => {
                let margin = PLAIN - oddness(story, block, indent);
                Decision::new(Question::Prose, element.lines.clone(), unit, margin, [Role::Body, likeness(block)])
            }
            None => Decision::new(Question::of(element), element.lines.clone(), unit, element.margin, roles),
        });
        if let Detail::Heading { level, .. } = element.detail {
            let (margin, other) = level_margin(element, level);
            let level = Decision::new(Question::Level, element.lines.clone(), unit, margin, [Role::Heading; 2]);
            found.push(Decision { or_level: Some(other), ..level });
        }
    }
    tell_unrest(&mut found);
    found
}

/// A space between two paragraphs of prose that was taken as nothing.
fn space_above(story: &Manuscript, evidence: &Evidence, reading: &Reading, at: usize) -> Option<Decision> {
    let (above, below) = (reading.elements.get(at.checked_sub(1)?)?, &reading.elements[at]);
    let unit = below.units.start.checked_sub(1).filter(|&unit| unit >= above.units.end)?;
    let Unit::Space(space) = story.units().get(unit)? else { return None };
    let margin = SILENT - evidence.leaning(unit, Role::Gap);
    let is_prose = above.role == Role::Body && below.role == Role::Body;
    let is_said = evidence.rulings().at(unit).is_some();
    (is_prose && !is_said)
        .then(|| Decision::new(Question::Space, space.lines.clone(), unit, margin, [Role::Body, Role::Gap]))
}

/// The columns by which most long paragraphs are set in.
fn usual_indent(story: &Manuscript) -> usize {
    let mut counts: Vec<usize> = Vec::new();
    for unit in 0..story.units().len() {
        if let Some(block) = story.block(unit).filter(|block| block.shape.words >= TELLING) {
            let indent = block.shape.indent.min(80);
            counts.resize(counts.len().max(indent + 1), 0);
            counts[indent] += 1;
        }
    }
    let most = counts.iter().enumerate().max_by_key(|&(indent, &count)| (count, std::cmp::Reverse(indent)));
    most.map_or(0, |(indent, _)| indent)
}

/// What is unlike the prose around: set in, set apart, without an end, short. How often such paragraphs are no prose was
/// measured: of those that are only set in, one in three; of those also set apart, nine in ten.
fn oddness(story: &Manuscript, block: &Block, indent: usize) -> i32 {
    let shape = &block.shape;
    let distance = story.habits().distance;
    let set_in = if shape.indent > indent { 4 } else { 0 };
    let apart = match (block.above > distance, block.below > distance) {
        (true, true) => 3,
        (true, false) | (false, true) => 1,
        (false, false) => 0,
    };
    set_in + apart + i32::from(!shape.is_ended) + i32::from(shape.words < SHORT) - i32::from(shape.is_speech)
}

/// What prose that looks odd could be.
fn likeness(block: &Block) -> Role {
    if block.shape.words < SHORT && !block.shape.is_ended && block.lines.len() == 1 && block.shape.indent == 0 {
        Role::Heading
    } else if block.shape.words < 2 * SHORT {
        Role::Verse
    } else {
        Role::Letter
    }
}

/// How much weightier a heading's kind is than the next, and which level that would be.
fn level_margin(element: &Element, level: u8) -> (i32, u8) {
    let weight = |kind: Kind| -> i32 {
        let meant = element.reasons.iter().filter(|reason| reason.cue.claims == Claim::Is(kind));
        meant.map(|reason| i32::from(reason.cue.weight)).sum::<i32>().max(0)
    };
    // Chapters and sections are taken for each other most often.
    let levels = [(Kind::Chapter, 2), (Kind::Section, 3), (Kind::Part, 1)].map(|(kind, level)| (weight(kind), level));
    let own = levels.iter().find(|(_, its)| *its == level).map_or(0, |(weight, _)| *weight);
    let others = levels.into_iter().filter(|(_, its)| *its != level);
    let (next, other) = others.rev().max_by_key(|(weight, _)| *weight).unwrap_or((0, 2));
    (own - next, other)
}

/// Tells each decision how much of the rest of the file is in doubt: where a writer's habits are strange to the cues,
/// many readings are weak, and the others less sure than they look.
fn tell_unrest(decisions: &mut [Decision]) {
    let counts = |d: &Decision| !matches!(d.question, Question::Prose | Question::Space | Question::Level);
    let weak = decisions.iter().filter(|d| d.is_weak()).count();
    let all = decisions.iter().filter(|d| counts(d)).count();
    for decision in decisions {
        // In thousandths: a file without any decision is taken for one with half a weak one among three.
        let weak = 1000 * (weak - usize::from(decision.is_weak())) + 500;
        decision.unrest = match weak / (all + 3) {
            0..100 => 0,
            100..250 => 1,
            250..500 => 2,
            _ => 3,
        };
    }
}
