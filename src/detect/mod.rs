//! What every convention says about every block: one room per convention, each reports evidence and decides nothing.

mod cue;
mod evidence;
mod glance;
pub mod languages;
mod place;
mod role;
mod ruling;
mod survey;

pub mod boilerplate;
pub mod breaks;
pub mod contents;
pub mod endings;
pub mod epigraphs;
pub mod fields;
pub mod headings;
pub mod letters;
pub mod notes;
pub mod titlepage;
pub mod verse;

pub use cue::{Claim, Cue, Holds};
pub use evidence::{Evidence, Sign};
pub use glance::{Glance, Label, without_ornaments};
pub use place::{Place, Scene};
pub use role::{FieldKind, Kind, Role};
pub use ruling::{Ruling, Rulings, Told};
pub use survey::Survey;

use std::ops::Range;

use rayon::prelude::*;

use crate::text::Manuscript;

/// One convention: which blocks it looks at, and its two looks.
#[derive(Debug)]
pub struct Detector {
    /// The convention's name, also that of its folder.
    pub name: &'static str,
    /// Whether a unit can have anything to do with the convention at all: a cheap test that spares long prose.
    pub concerns: fn(&Place) -> bool,
    /// Cues that look at a unit, its neighbours and the habits.
    pub first: &'static [Cue],
    /// Cues that depend on what all detectors reported in the first look.
    pub second: &'static [Cue],
}

/// All conventions. Their order has no influence.
pub static DETECTORS: [&Detector; 11] = [
    &titlepage::TITLEPAGE,
    &fields::FIELDS,
    &notes::NOTES,
    &contents::CONTENTS,
    &headings::HEADINGS,
    &breaks::BREAKS,
    &verse::VERSE,
    &epigraphs::EPIGRAPHS,
    &letters::LETTERS,
    &endings::ENDINGS,
    &boilerplate::BOILERPLATE,
];

/// Units that a claim on the units behind covers at most, so that cost stays linear whatever a text holds.
const LONGEST_REACH: usize = 300;

/// Units that one core looks at before it asks for more; a story of no more than these is looked at by one alone.
const STRETCH: usize = 1024;

/// Examines a story in two looks.
#[must_use]
pub fn examine(story: &Manuscript) -> Evidence {
    examine_under(story, Rulings::default())
}

/// Examines a story of which a person has said something.
#[must_use]
pub fn examine_under(story: &Manuscript, rulings: Rulings) -> Evidence {
    examine_all(story, &DETECTORS, None, rulings)
}

/// Examines a story with the detectors given, leaving out the cue of one name: what the tests and the laboratory use to
/// see what a detector or a cue contributes.
#[must_use]
pub fn examine_with(story: &Manuscript, detectors: &[&'static Detector], without: Option<&str>) -> Evidence {
    examine_all(story, detectors, without, Rulings::default())
}

fn examine_all(
    story: &Manuscript,
    detectors: &[&'static Detector],
    without: Option<&str>,
    rulings: Rulings,
) -> Evidence {
    let scene = Scene::first(story);
    let mut signs = look(&scene, detectors, without, |detector| detector.first);
    signs.extend(rulings.signs(story));
    let first = Evidence::of(signs).under(rulings);
    let survey = Survey::of(&scene, &first);
    let scene = scene.second(&first, &survey);
    let second = look(&scene, detectors, without, |detector| detector.second);
    first.and(second)
}

/// One look of all detectors at all units, in their order whatever the number of cores.
fn look(
    scene: &Scene,
    detectors: &[&'static Detector],
    without: Option<&str>,
    cues: fn(&'static Detector) -> &'static [Cue],
) -> Vec<Sign> {
    if scene.len() <= STRETCH {
        return look_at(scene, 0..scene.len(), detectors, without, cues);
    }
    let stretches = (0..scene.len().div_ceil(STRETCH)).into_par_iter().map(|stretch| {
        let units = stretch * STRETCH..scene.len().min((stretch + 1) * STRETCH);
        look_at(scene, units, detectors, without, cues)
    });
    stretches.collect::<Vec<_>>().concat()
}

/// One look of all detectors at some of the units.
fn look_at(
    scene: &Scene,
    units: Range<usize>,
    detectors: &[&'static Detector],
    without: Option<&str>,
    cues: fn(&'static Detector) -> &'static [Cue],
) -> Vec<Sign> {
    let mut signs = Vec::new();
    for at in units {
        let place = scene.place(at);
        for detector in detectors {
            if !(detector.concerns)(&place) {
                continue;
            }
            for cue in cues(detector).iter().filter(|cue| without != Some(cue.name)) {
                match cue.holds {
                    Holds::Here(holds) => {
                        if holds(&place) {
                            signs.push(Sign { unit: at, cue });
                        }
                    }
                    Holds::Onward(reach) => {
                        let reach = reach(&place).min(LONGEST_REACH).min(scene.len() - 1 - at);
                        signs.extend((at + 1..=at + reach).map(|unit| Sign { unit, cue }));
                    }
                }
            }
        }
    }
    signs
}
