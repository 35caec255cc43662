//! All evidence to one role per block: the best path, its margin, its reasons. The only place where roles compete.

mod details;
mod heads;
mod path;
mod reading;
mod titles;
mod transitions;

pub use heads::heads;
pub use path::UNRIVALLED;
pub use reading::{Detail, Element, NotePlace, Reading, Reason};

use std::sync::Arc;

use crate::detect::{Claim, Evidence, Role};
use crate::text::{Manuscript, Unit};
use path::State;

/// Decides what every block and space is.
#[must_use]
pub fn decide(story: &Manuscript, evidence: &Evidence) -> Reading {
    let steps = path::best(story, evidence);
    let mut elements: Vec<Element> = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        match step.state {
            State::Outside(_) => {}
            State::Inside(_) if !elements.is_empty() => {
                if let (Some(element), Unit::Block(block)) = (elements.last_mut(), &story.units()[at]) {
                    element.units.end = at + 1;
                    element.lines.end = block.lines.end;
                    if step.margin < element.margin {
                        (element.margin, element.runner_up) = (step.margin, step.runner_up);
                    }
                }
            }
            State::Opens(role) | State::Inside(role) => elements.push(element(story, at, role, *step)),
            State::Gap(_) => elements.push(element(story, at, Role::Gap, *step)),
        }
    }
    for element in &mut elements {
        element.reasons = reasons(evidence, element);
        let told = evidence.rulings().at(element.units.start);
        element.ruling = told.map(|told| Arc::clone(told.ruling));
    }
    details::fill(story, &mut elements);
    Reading { elements }
}

fn element(story: &Manuscript, at: usize, role: Role, step: path::Step) -> Element {
    Element {
        role,
        units: at..at + 1,
        lines: story.units()[at].lines(),
        detail: Detail::None,
        margin: step.margin,
        runner_up: step.runner_up,
        reasons: Vec::new(),
        ruling: None,
    }
}

/// The cues that spoke for or against the element's role on its units.
fn reasons(evidence: &Evidence, element: &Element) -> Vec<Reason> {
    let signs = evidence.between(&element.units);
    let is_meant = |claim: Claim| match claim {
        Claim::Opens(role) | Claim::Continues(role) | Claim::Closes(role) => role == element.role,
        Claim::Is(kind) => kind.role() == element.role,
    };
    signs.iter().filter(|s| is_meant(s.cue.claims)).map(|s| Reason { cue: s.cue, unit: s.unit }).collect()
}
