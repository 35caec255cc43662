//! One line of a story explained in sentences to the person whose story it is.

use std::fmt::Write;

use super::certainty::{Certainty, Confidence};
use super::phrases::{a_role, an_element, lines, quoted, role_of};
use crate::classify::{Detail, Element, Reading, UNRIVALLED};
use crate::detect::{Cue, Evidence, Role};
use crate::text::Manuscript;

/// What line `line` (0-based) is, how sure that is, what spoke for it and what for anything else. None if the story
/// has no such line.
#[must_use]
pub fn explain(story: &Manuscript, evidence: &Evidence, reading: &Reading, line: usize) -> Option<String> {
    if line >= story.line_count() {
        return None;
    }
    let Some(element) = element_at(reading, line) else {
        return Some(format!(
            "Line {} is empty, and no scene break: it only stands between its neighbours.\n",
            line + 1
        ));
    };
    let mut answer = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(answer, "Line {} is {}{}.", line + 1, an_element(element), place(story, element));
    let _ = writeln!(answer, "{}", sureness(element, &Confidence::of(story, evidence, reading)));
    let mut spoke_for = Vec::new();
    for reason in &element.reasons {
        spoke_for.push((reason.cue, reason.unit));
    }
    tell(&mut answer, story, "What speaks for it:", &spoke_for);
    let mut others: Vec<(&'static Cue, usize)> = Vec::new();
    for unit in element.units.clone() {
        let signs =
            evidence.at(unit).iter().filter(|sign| role_of(sign.cue.claims) != element.role || sign.cue.weight < 0);
        others.extend(signs.map(|sign| (sign.cue, unit)));
    }
    others.retain(|(cue, unit)| !element.reasons.iter().any(|r| std::ptr::eq(r.cue, *cue) && r.unit == *unit));
    tell(&mut answer, story, "What speaks against it, or for something else:", &others);
    if spoke_for.is_empty() && element.role == Role::Body {
        answer.push_str("What no cue claims is prose.\n");
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

fn tell(answer: &mut String, story: &Manuscript, opening: &str, cues: &[(&'static Cue, usize)]) {
    if cues.is_empty() {
        return;
    }
    let _ = writeln!(answer, "{opening}");
    for (cue, unit) in cues {
        let line = story.units().get(*unit).map_or(0, |unit| unit.lines().start) + 1;
        let about = a_role(role_of(cue.claims));
        let _ = writeln!(answer, "  {:+} for {about}, line {line}: {} [{}]", cue.weight, cue.why, cue.name);
    }
}
