//! Corrections that last: from what a person wrote in `storybind.toml` to the units of one story. Says which are meant,
//! cuts blocks where a person sees two, and reports what fits nothing; what a unit is, is decided in `classify`, where
//! these rulings stand.

mod anchors;
mod extent;
mod habits;
mod misfit;
mod spelling;

use std::ops::Range;

use crate::detect::{Role, Ruling, Rulings};
use crate::settings::{Correction, Settings, Sheet};
use crate::source::Provenance;
use crate::text::{Manuscript, Unit};

pub(crate) use anchors::Anchors;
use extent::name_the_nearest;
pub(crate) use extent::{Extent, resolve};
use misfit::Lack;
pub use misfit::Misfit;

/// A story with what a person has said of it.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// The story, with a block and a space wherever a correction needs one of its own.
    pub story: Manuscript,
    /// What was said, by unit.
    pub rulings: Rulings,
    /// What was said and could not be followed, in the order of the files and lines.
    pub misfits: Vec<Misfit>,
}

/// Lines of which something was said.
struct Said<'s> {
    extent: Extent,
    ruling: Ruling,
    /// The correction; none for a pattern.
    correction: Option<&'s Correction>,
}

/// Corrections of which the lines that come nearest are looked for. Whoever has more that do not fit has another story.
const HELPED: usize = 40;

/// Finds the places that the settings speak of. What stands further down in a file counts more than what stands above,
/// a nearer file more than one further up, and a correction more than a pattern.
#[must_use]
pub fn fit(story: Manuscript, settings: &Settings, source: &Provenance) -> Fitted {
    let name = source.place();
    let mut misfits: Vec<Misfit> = Vec::new();
    for correction in settings.sheets().flat_map(Sheet::orphans) {
        let lack = Lack::NoStory { story: correction.story.clone().unwrap_or_default() };
        misfits.push(Misfit::of(correction.place.clone(), false, &lack, &name, None));
    }
    for file in settings.sheets().flat_map(Sheet::unfound) {
        let lack = Lack::NoFile { file: file.typed.clone(), is_pattern: file.is_pattern };
        misfits.push(Misfit::of(file.place.clone(), false, &lack, &name, None));
    }
    let corrections: Vec<&Correction> =
        settings.sheets().rev().flat_map(|sheet| sheet.corrections_of(source)).collect();
    let mut said: Vec<Said<'_>> = habits::find(&story, settings)
        .into_iter()
        .map(|found| {
            let pattern = found.pattern;
            let ruling = Ruling {
                role: pattern.role,
                kind: pattern.kind,
                title: None,
                place: pattern.place.to_string(),
                is_of_file: false,
                is_habit: true,
            };
            Said { extent: Extent::Lines(found.lines), ruling, correction: None }
        })
        .collect();
    if !corrections.is_empty() {
        let anchors = Anchors::of(&story);
        for correction in corrections {
            match resolve(&anchors, &correction.target, &correction.search) {
                Ok(extent) => said.push(Said { extent, ruling: ruling(correction), correction: Some(correction) }),
                Err(mut lack) => {
                    if misfits.len() < HELPED {
                        name_the_nearest(&anchors, &mut lack);
                    }
                    misfits.push(misfit(correction, &lack, &name, &story));
                }
            }
        }
    }
    let gap = settings.sheets().find_map(|sheet| sheet.gap);
    let story = part(story, &said, gap);
    let runs: Vec<Range<usize>> = said.iter().map(|said| units(&story, &said.extent)).collect();
    misfits.extend(overruled(&story, &said, &runs, &name));
    misfits.sort_by(|a, b| a.place.cmp(&b.place));
    let rulings = Rulings::of(&story, runs.into_iter().zip(said.into_iter().map(|said| said.ruling)));
    Fitted { story, rulings: rulings.with_gap(gap), misfits }
}

fn ruling(correction: &Correction) -> Ruling {
    Ruling {
        role: correction.role,
        kind: correction.kind,
        title: correction.title.clone(),
        place: correction.place.to_string(),
        is_of_file: false,
        is_habit: false,
    }
}

fn misfit(correction: &Correction, lack: &Lack, name: &str, story: &Manuscript) -> Misfit {
    Misfit::of(correction.place.clone(), correction.story.is_none(), lack, name, Some(story))
}

/// The story with a block where a person sees one, and a space where a scene may end.
fn part(story: Manuscript, said: &[Said<'_>], gap: Option<usize>) -> Manuscript {
    let (mut blocks, mut spaces) = (Vec::new(), Vec::new());
    for said in said {
        match &said.extent {
            Extent::Lines(lines) => blocks.extend([lines.start, lines.end]),
            Extent::Above(line) => {
                blocks.push(*line);
                spaces.push(*line);
            }
        }
    }
    if let Some(least) = gap {
        let wide = story.units().iter().filter_map(|unit| match unit {
            Unit::Block(block) if block.above >= least => Some(block.lines.start),
            _ => None,
        });
        spaces.extend(wide);
    }
    if blocks.is_empty() && spaces.is_empty() {
        return story;
    }
    for lines in [&mut blocks, &mut spaces] {
        lines.sort_unstable();
        lines.dedup();
    }
    story.parted(&blocks, &spaces)
}

/// The units that lines are made of, now that blocks begin and end with them.
fn units(story: &Manuscript, extent: &Extent) -> Range<usize> {
    let first_from = |line: usize| story.units().partition_point(|unit| unit.lines().start < line);
    match extent {
        Extent::Lines(lines) => first_from(lines.start)..first_from(lines.end),
        Extent::Above(line) => {
            let block = first_from(*line);
            block.saturating_sub(1)..block
        }
    }
}

/// Corrections of whose lines none is left to them, because others say something else of all.
fn overruled(story: &Manuscript, said: &[Said<'_>], runs: &[Range<usize>], name: &str) -> Vec<Misfit> {
    let mut owner: Vec<Option<usize>> = vec![None; story.units().len()];
    for (number, run) in runs.iter().enumerate() {
        owner[run.clone()].fill(Some(number));
    }
    let is_block = |unit: &usize| matches!(story.units()[*unit], Unit::Block(_));
    let mut misfits = Vec::new();
    for (number, (said_here, run)) in said.iter().zip(runs).enumerate() {
        let Some(correction) = said_here.correction else { continue };
        let counts = |unit: &usize| is_block(unit) || matches!(said_here.ruling.role, Role::Gap | Role::Body);
        let mut owners = run.clone().filter(counts).map(|unit| owner[unit]);
        let Some(by) = owners.clone().flatten().next().and_then(|owner| said[owner].correction) else { continue };
        let is_other = |owner: Option<usize>| owner != Some(number);
        if owners.all(is_other)
            && (by.role, by.kind, &by.title) != (correction.role, correction.kind, &correction.title)
        {
            let line = story.units()[run.start].lines().start;
            let lack = Lack::Overruled { by: by.place.clone(), line };
            misfits.push(misfit(correction, &lack, name, story));
        }
    }
    misfits
}
