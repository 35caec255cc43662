//! A decision explained in sentences to the person whose story it is.

use std::fmt::Write;

use super::certainty::{Certainty, Confidence};
use super::phrases::{a_role, an_element, lines, quoted, role_of};
use crate::classify::{Detail, Element, Reading, UNRIVALLED};
use crate::detect::{Cue, Evidence, Role};
use crate::text::Manuscript;

/// What is said of prose that no cue speaks for.
pub(super) const UNCLAIMED: &str = "What no cue claims is prose.";

/// Why an element was read as it was.
pub(super) struct Explanation {
    /// How sure that is, and what else it could be, in a sentence.
    pub(super) sureness: String,
    /// The cues that spoke for or against the chosen role.
    pub(super) speaks_for: Vec<Spoken>,
    /// The cues that spoke against it, or for something else.
    pub(super) speaks_against: Vec<Spoken>,
}

/// A cue that held.
pub(super) struct Spoken {
    /// The cue.
    pub(super) cue: &'static Cue,
    /// The first line of the unit it held on, counted from 1.
    pub(super) line: usize,
}

impl Spoken {
    fn of(story: &Manuscript, cue: &'static Cue, unit: usize) -> Spoken {
        Spoken { cue, line: story.units().get(unit).map_or(0, |unit| unit.lines().start) + 1 }
    }
}

impl Explanation {
    /// The explanation of an element.
    pub(super) fn of(
        story: &Manuscript,
        evidence: &Evidence,
        confidence: &Confidence,
        element: &Element,
    ) -> Explanation {
        let spoken = |cue, unit| Spoken::of(story, cue, unit);
        let is_reason = |cue: &Cue, unit: usize| {
            element.reasons.iter().any(|reason| std::ptr::eq(reason.cue, cue) && reason.unit == unit)
        };
        let others = evidence.between(&element.units).iter().filter(|sign| {
            (role_of(sign.cue.claims) != element.role || sign.cue.weight < 0) && !is_reason(sign.cue, sign.unit)
        });
        Explanation {
            sureness: sureness(element, confidence),
            speaks_for: element.reasons.iter().map(|reason| spoken(reason.cue, reason.unit)).collect(),
            speaks_against: others.map(|sign| spoken(sign.cue, sign.unit)).collect(),
        }
    }
}

/// What line `line` (0-based) is, how sure that is, what spoke for it and what for anything else. None if the story
/// has no such line.
#[must_use]
pub fn explain(story: &Manuscript, evidence: &Evidence, reading: &Reading, line: usize) -> Option<String> {
    if line >= story.line_count() {
        return None;
    }
    let Some(element) = element_at(reading, line) else {
        let mut answer =
            format!("Line {} is empty, and no scene break: it only stands between its neighbours.\n", line + 1);
        let unit = story.units().partition_point(|unit| unit.lines().end <= line);
        if story.units().get(unit).is_some_and(|unit| unit.lines().contains(&line)) {
            let weighed = evidence.between(&(unit..unit + 1)).iter();
            let weighed: Vec<_> = weighed.map(|sign| Spoken::of(story, sign.cue, sign.unit)).collect();
            tell(&mut answer, "What speaks for one, and against it:", &weighed);
        }
        return Some(answer);
    };
    let explanation = Explanation::of(story, evidence, &Confidence::of(story, evidence, reading), element);
    let mut answer = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(answer, "Line {} is {}{}.", line + 1, an_element(element), place(story, element));
    let _ = writeln!(answer, "{}", explanation.sureness);
    tell(&mut answer, "What speaks for it:", &explanation.speaks_for);
    tell(&mut answer, "What speaks against it, or for something else:", &explanation.speaks_against);
    if explanation.speaks_for.is_empty() && element.role == Role::Body && element.ruling.is_none() {
        let _ = writeln!(answer, "{UNCLAIMED}");
    }
    Some(answer)
}

fn element_at(reading: &Reading, line: usize) -> Option<&Element> {
    let at = reading.elements.partition_point(|element| element.lines.end <= line);
    reading.elements.get(at).filter(|element| element.lines.contains(&line))
}

fn place(story: &Manuscript, element: &Element) -> String {
    let words = match &element.detail {
        Detail::Heading { title, .. } if !title.is_empty() => {
            format!(", “{}”", super::rows::one_line(title))
        }
        _ => format!(", {}", quoted(story, &element.lines)),
    };
    let words = if words.len() > 2 { words } else { String::new() };
    if element.lines.len() > 1 { format!("{words} ({})", lines(&element.lines)) } else { words }
}

fn sureness(element: &Element, confidence: &Confidence) -> String {
    if let Some(ruling) = element.ruling.as_ref().filter(|ruling| ruling.is_of_file) {
        return format!("This is sure: {}.", ruling.place);
    }
    if let Some(ruling) = &element.ruling {
        return format!("This is sure: you said so in {}.", ruling.place);
    }
    let (word, percent) = (confidence.certainty(element), confidence.percent(element));
    let measured = format!("of such readings {percent} % are right");
    if element.margin >= UNRIVALLED {
        return format!("This is {word}, {measured}: nothing else comes near.");
    }
    let rival = a_role(element.runner_up);
    let less = match element.margin {
        margin if margin <= 0 => "with as much to be said for it".to_owned(),
        margin => format!("with {margin} less to be said for it"),
    };
    let could = if word == Certainty::Doubtful { "it could well be" } else { "it could also be" };
    format!("This is {word}, {measured}: {could} {rival}, {less}.")
}

fn tell(answer: &mut String, opening: &str, cues: &[Spoken]) {
    if cues.is_empty() {
        return;
    }
    let _ = writeln!(answer, "{opening}");
    for Spoken { cue, line } in cues {
        let about = a_role(role_of(cue.claims));
        let _ = writeln!(answer, "  {:+} for {about}, line {line}: {} [{}]", cue.weight, cue.why, cue.name);
    }
}
