//! Holds detection to its explanations: the specs of every room, the examples of every cue, and that each cue decides
//! something. Reads `src/detect/*/specs.md` when it runs; nothing is generated.

mod document;
mod draft;
mod examples;
mod order;
mod page;
mod told;

use std::collections::BTreeSet;

use document::Case;
use storybind::classify;
use storybind::detect::{Claim, Role};
use told::Told;

/// Fails with everything that is wrong, one below the other.
fn hold(broken: &[String], sentence: &str) {
    assert!(broken.is_empty(), "\n{sentence}\n{} broken:\n\n{}\n", broken.len(), broken.join("\n"));
}

fn cases() -> Vec<Case> {
    document::all().into_iter().flat_map(|document| document.cases).collect()
}

/// What the program says about a case, where it is not what the case says.
fn difference(case: &Case, told: &Told) -> Option<String> {
    let (wished, found): (Vec<String>, _) = (case.rows.iter().map(document::Row::printed).collect(), told.rows());
    if wished != found {
        let (wished, found) = (wished.join("\n    "), found.join("\n    "));
        return Some(format!("{}\n  shall be\n    {wished}\n  is\n    {found}", case.name));
    }
    for row in &case.rows {
        for name in &row.by {
            let mut spoke: Vec<&str> = told.spoke_for(&row.role, row.first, row.last).map(|cue| cue.name).collect();
            if !spoke.contains(&name.as_str()) {
                spoke.sort_unstable();
                spoke.dedup();
                let spoke = spoke.join(", ");
                return Some(format!("{}\n  line {}: {name} did not speak for it, but {spoke}", case.name, row.first));
            }
        }
        for name in &row.not {
            if told
                .elements(row.first, row.last)
                .any(|element| element.reasons.iter().any(|reason| reason.cue.name == name))
            {
                return Some(format!("{}\n  line {}: {name} was not to have a part in it", case.name, row.first));
            }
        }
    }
    None
}

#[test]
fn all_specs_hold() {
    let cases = cases();
    assert!(cases.len() > 20, "only {} cases: this test looks in the wrong place", cases.len());
    let mut broken = Vec::new();
    for case in &cases {
        match (difference(case, &Told::of(&case.story)), case.is_wrong) {
            (Some(difference), false) => broken.push(difference),
            (None, true) => broken.push(format!("{}\n  has come right: make it ```expect", case.name)),
            _ => {}
        }
    }
    hold(&broken, "The program reads each story of src/detect/*/specs.md as written there.");
}

#[test]
fn each_room_has_specs_that_name_cues() {
    let known: BTreeSet<&str> = told::cues().map(|(_, cue)| cue.name).collect();
    let documents = document::all();
    let mut broken = Vec::new();
    for detector in storybind::detect::DETECTORS {
        if !documents.iter().any(|document| document.room == detector.name) {
            broken.push(format!("src/detect/{}/specs.md is missing", detector.name));
        }
    }
    for case in documents.iter().flat_map(|document| &document.cases) {
        for name in case.rows.iter().flat_map(|row| row.by.iter().chain(&row.not)) {
            if !known.contains(name.as_str()) {
                broken.push(format!("{}: no cue is called {name:?}", case.name));
            }
        }
    }
    hold(&broken, "Each room has its specs, and they name cues that there are.");
}

#[test]
fn every_cue_decides_a_spec() {
    let stories: Vec<Told> = cases().iter().filter(|case| !case.is_wrong).map(|case| Told::of(&case.story)).collect();
    let decides = |told: &Told, cue| told.knows(cue) && told.rows() != told.rows_without(cue);
    let idle: Vec<String> = told::cues()
        .filter(|(_, cue)| !stories.iter().any(|told| decides(told, cue)))
        .map(|(detector, cue)| format!("{}: {}", detector.name, cue.name))
        .collect();
    hold(&idle, "Without a cue at least one spec is read otherwise; a cue that decides nothing is deleted.");
}

#[test]
fn every_cue_for_something_leaves_a_look_alike_alone() {
    let cases = cases();
    let spared: BTreeSet<&str> = cases.iter().flat_map(|c| &c.rows).flat_map(|r| &r.not).map(String::as_str).collect();
    let missing: Vec<String> = told::cues()
        .filter(|(_, cue)| cue.weight > 0 && !spared.contains(cue.name))
        .map(|(detector, cue)| format!("{}: {}", detector.name, cue.name))
        .collect();
    hold(&missing, "For every cue with positive weight a spec shows a look-alike that is left alone (`not:`).");
}

#[test]
fn elements_are_what_their_reasons_say() {
    for case in cases() {
        let told = Told::of(&case.story);
        let again = classify::decide(&told.story, &told.evidence);
        assert_eq!(format!("{:?}", told.reading), format!("{again:?}"), "{}: deciding twice differs", case.name);
        for element in &told.reading.elements {
            let at = format!("{}\n  line {}, {}", case.name, element.lines.start + 1, element.role);
            let weight = |unit: usize, claim: Claim| -> i32 {
                let meant = element.reasons.iter().filter(|r| r.unit == unit && r.cue.claims == claim);
                meant.map(|r| i32::from(r.cue.weight)).sum()
            };
            for reason in &element.reasons {
                let sign = told.evidence.at(reason.unit).iter().find(|sign| std::ptr::eq(sign.cue, reason.cue));
                assert!(sign.is_some(), "{at}: {} is a reason and no evidence", reason.cue.name);
            }
            if element.role == Role::Body {
                continue;
            }
            assert!(weight(element.units.start, Claim::Opens(element.role)) > 0, "{at}: opened without reasons");
            for unit in element.units.clone().skip(1).filter(|&unit| told.story.block(unit).is_some()) {
                assert!(weight(unit, Claim::Continues(element.role)) > 0, "{at}: goes on without reasons");
            }
        }
    }
}

#[test]
fn cues_are_well_named() {
    let mut broken = Vec::new();
    let mut seen = BTreeSet::new();
    for (detector, cue) in told::cues() {
        let name = format!("{}: {}", detector.name, cue.name);
        if !seen.insert(cue.name) {
            broken.push(format!("{name} is the name of two cues"));
        }
        if ["is-", "has-", "check-", "maybe-"].iter().any(|prefix| cue.name.starts_with(prefix)) {
            broken.push(format!("{name} does not complete \"because of a …\""));
        }
        if !cue.name.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
            broken.push(format!("{name} is not lower case with hyphens"));
        }
        let is_sentence = cue.why.starts_with(|c: char| !c.is_lowercase())
            && cue.why.ends_with('.')
            && cue.why.matches(". ").count() == 0;
        if !is_sentence || cue.why.len() > 130 {
            broken.push(format!("{name}: why is one short sentence, not {:?}", cue.why));
        }
        if cue.weight == 0 {
            broken.push(format!("{name} weighs nothing"));
        }
    }
    hold(&broken, "A cue's name completes \"a heading, because of a …\", and its reason is one sentence.");
}
