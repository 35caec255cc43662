//! Code between fences, and the screens of a game that a story draws as boxes, which are no structure of the story: a
//! program's comments, and what stands in a box, may look like anything.

use std::ops::Range;

use memchr::memmem;

use super::glance::without_ornaments;
use super::headings::Form;
use super::languages;
use crate::text::{Manuscript, Unit};

/// What a line says that opens or closes a fence; behind the opening one may stand the language's name.
const FENCE: &str = "```";
/// Lines of code, or of a box, in a story at most.
const LONGEST: usize = 40;
/// Words from which a block is a paragraph that somebody has pasted between fences.
const PROSE: u16 = 14;

/// Paragraphs of the story above its first box at least.
const BEFORE_BOXES: usize = 2;
/// What the first and the last line of a box that is drawn of lines begin with, and those between them.
const TOPS: [char; 6] = ['┌', '┏', '╔', '╭', '╒', '╓'];
const BOTTOMS: [char; 6] = ['└', '┗', '╚', '╰', '╘', '╙'];
const SIDES: [char; 10] = ['│', '┃', '║', '├', '┣', '╠', '╞', '╟', '|', '¦'];

/// The units that are code or boxes, in their order.
pub(super) fn of(story: &Manuscript) -> Vec<Range<usize>> {
    let code = code(story);
    let is_code = |drawn: &Range<usize>| code.iter().any(|code| code.contains(&drawn.start));
    let mut fenced: Vec<Range<usize>> = boxes(story).into_iter().filter(|drawn| !is_code(drawn)).collect();
    fenced.extend(code);
    fenced.sort_by_key(|units| units.start);
    fenced
}

/// The units of the boxes that a story draws between its paragraphs: from a line that begins with a corner down to one that
/// begins with the corner below it, no line between them without its side. What frames a heading, the end or a note holds
/// one line, or says what it is; above the first paragraphs stand the banners of title pages.
fn boxes(story: &Manuscript) -> Vec<Range<usize>> {
    // All corners begin with one of these.
    let holds = |bytes: &[u8]| memmem::find(story.text().as_bytes(), bytes).is_some();
    if !holds(b"\xE2\x94") && !holds(b"\xE2\x95") {
        return Vec::new();
    }
    let begins = |line: usize, with: &[char]| story.line(line).trim_start().starts_with(with);
    let (mut boxes, mut open, mut paragraphs) = (Vec::new(), None, 0);
    // At the end of a file an advertisement may stand in a box, unless the story has shown others before.
    let mut shown = 0;
    for (at, unit) in story.units().iter().enumerate() {
        if let Unit::Block(block) = unit {
            let is_paragraph = block.shape.words >= PROSE && block.shape.is_ended;
            paragraphs += usize::from(is_paragraph);
            if is_paragraph {
                shown = boxes.len();
            }
        }
        for line in unit.lines() {
            if begins(line, &TOPS) {
                open = Some((at, line));
            } else if begins(line, &BOTTOMS) {
                let least = if shown > 1 { 1 } else { 2 };
                let is_one = |top: usize| paragraphs >= BEFORE_BOXES && is_screen(story, top + 1..line, least);
                let drawn = open.take().filter(|(_, top)| is_one(*top));
                boxes.extend(drawn.map(|(start, _)| start..at + 1));
            } else if !begins(line, &SIDES) {
                open = None;
            }
        }
    }
    if shown == 0 {
        boxes.clear();
    }
    boxes
}

/// So many lines with words at least, of which none heads a chapter or a note.
fn is_screen(story: &Manuscript, lines: Range<usize>, least: usize) -> bool {
    let words = lines.clone().map(|line| without_ornaments(story.line(line))).filter(|words| !words.is_empty());
    let speaks = |words: &str| {
        let low = words.to_lowercase();
        Form::read(words).is_some_and(|form| form.is_strong())
            || languages::is_note_label(&low)
            || languages::is_contents(&low)
    };
    lines.len() <= LONGEST && words.clone().take(least).count() == least && !words.take(3).any(speaks)
}

/// The units between two fences that hold code, the fences included. Writers set scenes, poems and whole stories between
/// fences, too: code is what holds a line that programs are made of, and no paragraph.
fn code(story: &Manuscript) -> Vec<Range<usize>> {
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
