//! Code between fences, which is no structure of the story: a program's comments may look like anything.

use std::ops::Range;

use memchr::memmem;

use crate::text::{Manuscript, Unit};

/// What a line says that opens or closes a fence; behind the opening one may stand the language's name.
const FENCE: &str = "```";
/// Lines of code in a story at most.
const LONGEST: usize = 40;
/// Words from which a block is a paragraph that somebody has pasted between fences.
const PROSE: u16 = 14;

/// The units between two fences that hold code, the fences included, in their order. Writers set scenes, poems and whole
/// stories between fences, too: code is what holds a line that programs are made of, and no paragraph.
pub(super) fn of(story: &Manuscript) -> Vec<Range<usize>> {
    if memmem::find(story.text().as_bytes(), FENCE.as_bytes()).is_none() {
        return Vec::new();
    }
    let units = story.units();
    let lines = |at: usize| units[at].lines().map(|line| story.line(line).trim_end());
    let fences: Vec<usize> = (0..units.len()).filter(|&at| lines(at).any(is_fence)).collect();
    let holds_code = |pair: &[usize]| {
        let [open, close] = *pair else { return false };
        let is_prose = |unit: &Unit| match unit {
            Unit::Block(block) => block.shape.words >= PROSE && block.shape.is_ended || block.shape.is_speech,
            Unit::Space(_) => false,
        };
        units[close].lines().end - units[open].lines().start <= LONGEST
            && !units[open + 1..close].iter().any(is_prose)
            && (open..=close).flat_map(lines).any(is_code)
    };
    if !fences.len().is_multiple_of(2) {
        return Vec::new();
    }
    fences.chunks(2).filter(|pair| holds_code(pair)).map(|pair| pair[0]..pair[1] + 1).collect()
}

fn is_fence(line: &str) -> bool {
    line.strip_prefix(FENCE).is_some_and(|language| language.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// "#!/bin/sh", "$ ls", "} else {", "x = 1;": no sentence has it.
fn is_code(line: &str) -> bool {
    ["#!", "$ ", "//", "/*", "import ", "def ", "<?"].iter().any(|opening| line.starts_with(opening))
        || line.ends_with([';', '{', '}'])
        || line.contains("();")
}
