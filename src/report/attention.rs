//! "Worth a look": the few places of a story where a minute of a person's time helps most.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::certainty::{Confidence, right};
use super::decisions::{Decision, Question};
use super::numbering::{Irregularity, Oddity, numbering};
use super::phrases::{a_heading, a_role, an_element};
use crate::classify::Reading;
use crate::detect::{Evidence, Role};
use crate::text::Manuscript;

/// Places named at most in a short story.
const FEWEST: usize = 3;
/// Paragraphs for each of which one place may be named in a long story.
const PARAGRAPHS: usize = 100;
/// Of a thousand readings, how many are right where nobody needs to look.
const SAFE: u16 = 988;
/// Of a thousand places that the numbers of the headings point at, how many are taken to be right: too few are in the
/// labelled texts to be measured, and a person wants to know in any case.
const ODD: u16 = 600;
/// Places of one question that are named with the first.
const ALIKE: usize = 7;

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
    /// The same in words.
    pub or_said: Cow<'static, str>,
    /// Where the level of a heading is in doubt, the level that it could have.
    pub or_level: Option<u8>,
    /// Of a thousand such readings, how many are right.
    pub right: u16,
    /// Other places of which the same could be asked, less likely to be wrong.
    pub alike: Vec<Range<usize>>,
    /// What spoke for the reading: the sentences of its cues.
    pub reasons: Vec<Cow<'static, str>>,
}

/// A run of lines about which one question can be asked.
struct Asked<'d> {
    lines: Range<usize>,
    /// The least sure of its decisions.
    decision: &'d Decision,
    /// The unit of its last one.
    last: usize,
}

/// The places of a story that are worth a look, in the order of the lines: at most three, or one for each 100
/// paragraphs where that is more. Each asks another question, at the place where the answer is the least sure; who has
/// answered it there knows what to think of the places alike.
#[must_use]
pub fn worth_a_look(story: &Manuscript, evidence: &Evidence, reading: &Reading) -> Vec<Doubt> {
    doubts(story, &Confidence::of(story, evidence, reading), reading)
}

/// The same, where it is known how sure everything is.
pub(super) fn doubts(story: &Manuscript, confidence: &Confidence, reading: &Reading) -> Vec<Doubt> {
    let mut questions: BTreeMap<(Question, Role, Option<Role>), Vec<Asked>> = BTreeMap::new();
    // What a person has said is not asked again.
    let is_ruled = |unit: usize| {
        let element = reading.elements.get(reading.elements.partition_point(|element| element.units.end <= unit));
        element.is_some_and(|element| element.units.contains(&unit) && element.ruling.is_some())
    };
    let open = |decision: &&Decision| right(decision) <= SAFE && !is_ruled(decision.unit);
    for decision in confidence.decisions().iter().filter(open) {
        // Of odd prose it is asked what it is; what it looks like is a guess.
        let or_else = Some(decision.or_else).filter(|_| decision.question != Question::Prose);
        let asked = questions.entry((decision.question, decision.read_as, or_else)).or_default();
        ask(asked, decision);
    }
    let (mut firsts, mut more) = (Vec::new(), Vec::new());
    for places in questions.values_mut() {
        places.sort_by_key(|asked| (right(asked.decision), asked.decision.unit));
        let mut doubts = places.chunks(1 + ALIKE).filter_map(|alike| Doubt::of(reading, alike));
        firsts.extend(doubts.next());
        more.extend(doubts);
    }
    firsts.extend(numbering(reading).iter().filter_map(|oddity| Doubt::of_numbers(reading, confidence, oddity)));
    for doubts in [&mut firsts, &mut more] {
        doubts.sort_by_key(|doubt| (doubt.right, doubt.lines.start));
        doubts.dedup_by_key(|doubt| doubt.lines.clone());
    }
    let most = FEWEST.max(story.block_count() / PARAGRAPHS);
    let mut chosen: Vec<Doubt> = firsts.into_iter().chain(more).take(most).collect();
    chosen.sort_by_key(|doubt| (doubt.lines.start, doubt.right));
    chosen
}

/// Adds a decision to the places of its question; neighbouring paragraphs of prose are one place.
fn ask<'d>(asked: &mut Vec<Asked<'d>>, decision: &'d Decision) {
    /// Units from one paragraph to the next, with a space or a verse's blank line between.
    const NEAR: usize = 2;
    let joins = matches!(decision.question, Question::Prose | Question::ProseOrHeading | Question::ProseOrOther);
    match asked.last_mut() {
        Some(above) if joins && decision.unit <= above.last + NEAR => {
            above.lines.end = decision.lines.end;
            above.last = decision.unit;
            if right(decision) < right(above.decision) {
                above.decision = decision;
            }
        }
        _ => asked.push(Asked { lines: decision.lines.clone(), decision, last: decision.unit }),
    }
}

impl Doubt {
    /// Places of one question, the least sure first.
    fn of(reading: &Reading, places: &[Asked]) -> Option<Doubt> {
        let (first, alike) = places.split_first()?;
        let decision = first.decision;
        let element = reading.elements.get(reading.elements.partition_point(|e| e.units.end <= decision.unit));
        let element = element.filter(|element| element.units.contains(&decision.unit));
        let mut alike: Vec<Range<usize>> = alike.iter().map(|asked| asked.lines.clone()).collect();
        alike.sort_by_key(|lines| lines.start);
        let said = element.map_or_else(|| EMPTY.to_owned(), an_element);
        let reasons = element.map(|element| element.reasons.iter().map(|reason| reason.cue.why.into()).collect());
        Some(Doubt {
            lines: first.lines.clone(),
            read_as: decision.read_as,
            said,
            or_else: decision.or_else,
            or_said: decision.or_level.map_or_else(|| a_role(decision.or_else), a_heading).into(),
            or_level: decision.or_level,
            right: right(decision),
            alike,
            reasons: reasons.unwrap_or_default(),
        })
    }

    /// The place that the numbers of the headings point at: where one is missing, the paragraph between that is most
    /// like a heading; where one stands twice, the heading below.
    fn of_numbers(reading: &Reading, confidence: &Confidence, oddity: &Oddity) -> Option<Doubt> {
        let is_there = |decision: &&Decision| match oddity.kind {
            Irregularity::Missing(_) => {
                let is_between = (oddity.above..oddity.below - 1).contains(&decision.lines.start);
                is_between && decision.read_as == Role::Body && decision.or_else == Role::Heading
            }
            Irregularity::Double(_) => decision.lines.start + 1 == oddity.below,
        };
        let decision = confidence.decisions().iter().filter(is_there).min_by_key(|decision| right(decision))?;
        let asked = Asked { lines: decision.lines.clone(), decision, last: decision.unit };
        let doubt = Doubt::of(reading, &[asked])?;
        Some(Doubt { right: doubt.right.min(ODD), ..doubt })
    }

    /// What it was read as and what it could be, without the places alike.
    #[must_use]
    pub fn question(&self) -> String {
        format!("read as {}, but could be {}", self.said, self.or_said)
    }

    /// The first line, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.lines.start + 1
    }
}

/// What a space is that was taken as nothing.
const EMPTY: &str = "nothing but empty lines";

impl Doubt {
    /// What is asked and which places are alike, without the line itself; `line` names a line of the whole story, counted
    /// from 1.
    #[must_use]
    pub fn said(&self, line: impl Fn(usize) -> String) -> String {
        let alike: Vec<String> = self.alike.iter().map(|lines| line(lines.start + 1)).collect();
        let alike = if alike.is_empty() { String::new() } else { format!(" (alike: {})", alike.join(", ")) };
        format!("{}{alike}", self.question())
    }
}

/// With the lines of the whole story, and without the line itself, which is set in front where it is needed.
impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.question())?;
        let lines: Vec<String> = self.alike.iter().map(|lines| (lines.start + 1).to_string()).collect();
        match lines.len() {
            0 => Ok(()),
            1 => write!(f, " (alike: line {})", lines[0]),
            _ => write!(f, " (alike: lines {})", lines.join(", ")),
        }
    }
}
