//! What the page knows of each decision, as compact JSON: its script shows it when a person asks.
//!
//! Cues and sentences stand once, in tables, and are named by their place in them; plain prose that nothing else came
//! near has no entry at all.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::super::attention::Doubt;
use super::super::certainty::Confidence;
use super::super::explain::{Explanation, Spoken, UNCLAIMED};
use super::super::phrases::{a_role, an_element, role_of};
use crate::classify::Reading;
use crate::detect::{Cue, Evidence, Role};
use crate::text::Manuscript;

/// What the script reads: `cues` (name, weight, role, sentence), `sentences`, `elements` (first line, what it is, how
/// sure, cues for it and cues against it, each as pairs of cue and line), `looks` (line, sentence, lines
/// of places alike),
/// `prose` (what it is, how sure, and why, where there is no entry).
pub(super) fn reasons(
    story: &Manuscript,
    evidence: &Evidence,
    confidence: &Confidence,
    reading: &Reading,
    looks: &[Doubt],
) -> Value {
    let mut tables = Tables::default();
    let mut elements = Vec::new();
    let mut plain = None;
    for element in &reading.elements {
        let explanation = Explanation::of(story, evidence, confidence, element);
        let is_silent = explanation.speaks_for.is_empty() && explanation.speaks_against.is_empty();
        if element.role == Role::Body && is_silent && element.ruling.is_none() {
            // What is said of the first plain paragraph is said of most.
            if *plain.get_or_insert_with(|| explanation.sureness.clone()) == explanation.sureness {
                continue;
            }
        }
        let mut entry = vec![
            json!(element.lines.start + 1),
            json!(tables.sentence(an_element(element))),
            json!(tables.sentence(explanation.sureness)),
            json!(tables.pairs(&explanation.speaks_for)),
        ];
        if !explanation.speaks_against.is_empty() {
            entry.push(json!(tables.pairs(&explanation.speaks_against)));
        }
        elements.push(Value::Array(entry));
    }
    for look in looks.iter().filter(|look| story.line(look.lines.start).trim().is_empty()) {
        elements.extend(tables.of_space(story, evidence, reading, look));
    }
    let cues = tables.cues.iter().map(|cue| json!([cue.name, cue.weight, a_role(role_of(cue.claims)), cue.why]));
    json!({
        "cues": cues.collect::<Vec<_>>(),
        "sentences": tables.sentences,
        "elements": elements,
        "looks": looks.iter().map(look).collect::<Vec<_>>(),
        "prose": [a_role(Role::Body), plain.unwrap_or_default(), UNCLAIMED],
    })
}

fn look(doubt: &Doubt) -> Value {
    let alike: Vec<usize> = doubt.alike.iter().map(|lines| lines.start + 1).collect();
    json!([doubt.line(), doubt.question(), alike])
}

/// What is said more than once.
#[derive(Default)]
struct Tables {
    cues: Vec<&'static Cue>,
    cue_places: HashMap<*const Cue, usize>,
    sentences: Vec<String>,
    sentence_places: HashMap<String, usize>,
}

impl Tables {
    /// An entry for empty lines that were taken for nothing, and could be something.
    fn of_space(&mut self, story: &Manuscript, evidence: &Evidence, reading: &Reading, look: &Doubt) -> Option<Value> {
        let line = look.lines.start;
        if reading.elements.iter().any(|element| element.lines.start == line) {
            return None;
        }
        let unit = story.units().partition_point(|unit| unit.lines().end <= line);
        let spoken: Vec<Spoken> =
            evidence.at(unit).iter().map(|sign| Spoken { cue: sign.cue, line: line + 1 }).collect();
        let sureness = format!("It could also be {}.", look.or_said);
        let (what, sureness) = (self.sentence(look.said.clone()), self.sentence(sureness));
        Some(json!([line + 1, what, sureness, [], self.pairs(&spoken)]))
    }

    fn sentence(&mut self, sentence: String) -> usize {
        if let Some(&place) = self.sentence_places.get(&sentence) {
            return place;
        }
        self.sentences.push(sentence.clone());
        self.sentence_places.insert(sentence, self.sentences.len() - 1);
        self.sentences.len() - 1
    }

    fn pairs(&mut self, spoken: &[Spoken]) -> Vec<usize> {
        let mut pairs = Vec::with_capacity(2 * spoken.len());
        for Spoken { cue, line } in spoken {
            let next = self.cues.len();
            let place = *self.cue_places.entry(std::ptr::from_ref(*cue)).or_insert(next);
            if place == next {
                self.cues.push(cue);
            }
            pairs.extend([place, *line]);
        }
        pairs
    }
}
