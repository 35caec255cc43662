//! A reading with all there is to know: elements with their cues, weights, margins and runners-up. Lines are counted
//! from 1, first and last included.

use serde_json::{Map, Value, json};

use super::attention::{Doubt, doubts};
use super::certainty::Confidence;
use super::numbering::{Irregularity, Oddity, numbering};
use super::phrases::role_of;
use crate::classify::{Detail, Element, Reading};
use crate::detect::{Claim, Evidence};
use crate::text::Manuscript;

/// The reading as one JSON object.
#[must_use]
pub fn json(story: &Manuscript, evidence: &Evidence, reading: &Reading) -> String {
    let habits = story.habits();
    let confidence = Confidence::of(story, evidence, reading);
    let whole = json!({
        "storybind": env!("CARGO_PKG_VERSION"),
        "encoding": story.encoding(),
        "lines": story.line_count(),
        "habits": {
            "wrapped": habits.is_wrapped,
            "width": habits.width,
            "margin": habits.margin,
            "indented": habits.is_indented,
            "distance": habits.distance,
            "double_spaced": habits.is_double_spaced,
        },
        "elements": reading.elements.iter().map(|element| element_of(story, &confidence, element)).collect::<Vec<_>>(),
        "numbering": numbering(reading).iter().map(oddity_of).collect::<Vec<_>>(),
        "worth_a_look": doubts(story, &confidence, reading).iter().map(doubt_of).collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}

fn doubt_of(doubt: &Doubt) -> Value {
    let alike = doubt.alike.iter().map(|lines| json!({"first_line": lines.start + 1, "last_line": lines.end}));
    json!({
        "first_line": doubt.line(),
        "last_line": doubt.lines.end,
        "role": doubt.read_as.name(),
        "or_else": doubt.or_else.name(),
        "or_level": doubt.or_level,
        "percent": doubt.right / 10,
        "why": doubt.to_string(),
        "alike": alike.collect::<Vec<_>>(),
    })
}

fn oddity_of(oddity: &Oddity) -> Value {
    let (kind, numbers) = match &oddity.kind {
        Irregularity::Missing(numbers) => ("missing", [*numbers.start(), *numbers.end()]),
        Irregularity::Double(number) => ("double", [*number, *number]),
    };
    json!({
        "kind": kind,
        "counted": oddity.word,
        "first_number": numbers[0],
        "last_number": numbers[1],
        "line_above": oddity.above,
        "line_below": oddity.below,
        "why": oddity.to_string(),
    })
}

fn element_of(story: &Manuscript, confidence: &Confidence, element: &Element) -> Value {
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("role", json!(element.role.name()));
    put("first_line", json!(element.lines.start + 1));
    put("last_line", json!(element.lines.end));
    match &element.detail {
        Detail::None => {}
        Detail::Heading { level, title } => {
            put("level", json!(level));
            put("title", json!(title));
        }
        Detail::Field(kind) => {
            put("kind", json!(kind.name()));
        }
        Detail::Note(place) => {
            put("place", json!(place.name()));
        }
        Detail::Verse { song, epigraph } => {
            put("kind", json!(if *song { "song" } else { "poem" }));
            put("epigraph", json!(epigraph));
        }
    }
    put("certainty", json!(confidence.certainty(element).name()));
    put("percent", json!(confidence.percent(element)));
    put("margin", json!(element.margin));
    put("runner_up", json!(element.runner_up.name()));
    if let Some(ruling) = element.ruling.as_ref().filter(|ruling| !ruling.is_of_file) {
        put("said_in", json!(ruling.place));
    }
    let cues = element.reasons.iter().map(|reason| {
        let line = story.units().get(reason.unit).map_or(0, |unit| unit.lines().start) + 1;
        json!({
            "name": reason.cue.name,
            "claim": claim_name(reason.cue.claims),
            "role": role_of(reason.cue.claims).name(),
            "weight": reason.cue.weight,
            "line": line,
            "why": reason.cue.why,
        })
    });
    put("cues", cues.collect());
    Value::Object(object)
}

fn claim_name(claim: Claim) -> &'static str {
    match claim {
        Claim::Opens(_) => "opens",
        Claim::Continues(_) => "continues",
        Claim::Closes(_) => "closes",
        Claim::Is(_) => "kind",
    }
}
