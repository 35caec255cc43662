//! Runs the examples in the cues' tables, through both looks.

use storybind::detect::{self, Cue};
use storybind::text;

use crate::{hold, told};

/// Cues whose every example would be a story of pages: the specs of their rooms tell it.
const WITHOUT_YES: &[&str] =
    &["many-spaces", "wider-than-most-spaces", "crowd-of-titles", "known-label-inside", "edge-goes-on"];

/// What marks the line that a cue is to look at; before an empty line it points at the space.
const MARK: char = '»';

/// Whether a cue holds on the marked line of a little story, or on its first one.
fn holds(cue: &Cue, example: &str) -> bool {
    let mut marked = None;
    let mut story = String::with_capacity(example.len());
    for (number, line) in example.split('\n').enumerate() {
        let bare = line.strip_prefix(MARK).map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
        if bare.is_some() {
            marked = Some(number);
        }
        story.push_str(bare.unwrap_or(line));
        story.push('\n');
    }
    let first = || example.split('\n').position(|line| !line.trim().is_empty());
    let line = marked.or_else(first).expect("an example holds words");
    let story = text::read(story.as_bytes(), &text::Options::default());
    let unit = story.units().iter().position(|unit| unit.lines().contains(&line));
    let unit =
        unit.unwrap_or_else(|| panic!("{}: no block and no space at line {} of {example:?}", cue.name, line + 1));
    detect::examine(&story).at(unit).iter().any(|sign| std::ptr::eq(sign.cue, cue))
}

#[test]
fn examples_hold() {
    let mut broken = Vec::new();
    for (detector, cue) in told::cues() {
        for (examples, shall) in [(cue.yes, true), (cue.no, false)] {
            for example in examples.iter().filter(|example| holds(cue, example) != shall) {
                let does = if shall { "does not hold" } else { "holds" };
                broken.push(format!("{}: {} {does} on {example:?}", detector.name, cue.name));
            }
        }
        if cue.no.is_empty() {
            broken.push(format!("{}: {} has no example of what it is not", detector.name, cue.name));
        }
        if cue.yes.is_empty() != WITHOUT_YES.contains(&cue.name) {
            broken.push(format!("{}: {} has no example, or is needlessly excused", detector.name, cue.name));
        }
    }
    hold(&broken, "A cue holds on its `yes` examples and on none of its `no` examples.");
}
