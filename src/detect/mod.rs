//! What every convention says about every block: one room per convention, each reports evidence and decides nothing.

mod cue;
mod evidence;
mod fences;
mod glance;
mod insets;
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
pub mod metadata;
pub mod notes;
pub mod titlepage;
pub mod verse;

pub use cue::{Claim, Cue, Holds};
pub use evidence::{Evidence, Sign};
pub use glance::{Glance, LONGEST_TAG, Label, is_squared_tag, without_ornaments};
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
    /// Whether a unit can have anything to do with the convention at all: a cheap test that spares long prose. It is asked
    /// before the first look, for both.
    pub concerns: fn(&Place) -> bool,
    /// Cues that look at a unit, its neighbours and the habits.
    pub first: &'static [Cue],
    /// Cues that depend on what all detectors reported in the first look.
    pub second: &'static [Cue],
}

/// All conventions. Their order has no influence.
pub static DETECTORS: [&Detector; 12] = [
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
    &metadata::METADATA,
];

/// Units that a claim on the units behind covers at most, so that cost stays linear whatever a text holds.
const LONGEST_REACH: usize = 300;

/// Units that one core looks at before it asks for more; a story of no more than these is looked at by one alone.
const STRETCH: usize = 1024;

/// Which of the two looks is taken.
#[derive(Debug, Clone, Copy)]
enum Look {
    First,
    Second,
}

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
    // What was asked of a stretch's text is asked again while it is near at hand.
    let (concerned, signs): (Vec<_>, Vec<_>) = in_stretches(&scene, |units| {
        let concerned = concerned(&scene, units.clone(), detectors);
        let signs = look(&scene, units, detectors, &concerned, without, Look::First);
        (concerned, signs)
    })
    .into_iter()
    .unzip();
    let (mut concerned, mut signs) = (concerned.concat(), signs.concat());
    signs.extend(rulings.signs(story));
    let first = Evidence::of(signs).under(rulings);
    let survey = Survey::of(&scene, &first);
    // Where a note stands at a chapter's edge, only the survey knows.
    if let Some(notes) = detectors.iter().position(|detector| detector.name == notes::NOTES.name) {
        survey.notes.asides().for_each(|at| concerned[at] |= 1 << notes);
    }
    let scene = scene.second(&first, &survey);
    let second =
        in_stretches(&scene, |units| look(&scene, units.clone(), detectors, &concerned[units], without, Look::Second));
    first.and(second.concat())
}

/// What is found in the units, stretch by stretch, in their order whatever the number of cores.
fn in_stretches<T: Send>(scene: &Scene, find: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    if scene.len() <= STRETCH {
        return vec![find(0..scene.len())];
    }
    let stretches = (0..scene.len().div_ceil(STRETCH)).into_par_iter();
    stretches.map(|stretch| find(stretch * STRETCH..scene.len().min((stretch + 1) * STRETCH))).collect()
}

/// The detectors that each of some units concerns: one bit each, in the order in which the detectors are given.
fn concerned(scene: &Scene, units: Range<usize>, detectors: &[&'static Detector]) -> Vec<u16> {
    const { assert!(DETECTORS.len() <= u16::BITS as usize) };
    let bits = |place: Place| {
        if place.is_fenced() {
            return 0;
        }
        let bits = detectors.iter().enumerate().map(|(n, detector)| u16::from((detector.concerns)(&place)) << n);
        bits.fold(0, |all, bit| all | bit)
    };
    units.map(|at| bits(scene.place(at))).collect()
}

/// One look of the detectors at some of the units, for each of which is given whom it concerns.
fn look(
    scene: &Scene,
    units: Range<usize>,
    detectors: &[&'static Detector],
    concerned: &[u16],
    without: Option<&str>,
    look: Look,
) -> Vec<Sign> {
    let mut signs = Vec::new();
    for (at, bits) in units.zip(concerned) {
        let place = scene.place(at);
        for (_, detector) in detectors.iter().enumerate().filter(|(n, _)| bits >> n & 1 > 0) {
            let cues = match look {
                Look::First => detector.first,
                Look::Second => detector.second,
            };
            for cue in cues.iter().filter(|cue| without != Some(cue.name)) {
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
