//! The heads of a story's further files: the title and the author's line that stand again at the top of each, and the
//! heading that the file's name speaks of.

use std::collections::BTreeMap;

use super::decide;
use crate::detect::headings::Form;
use crate::detect::{Kind, Role, Ruling, examine, without_ornaments};
use crate::text::{Block, Manuscript, Unit, Words};

/// Blocks at the top of a file that may be its head.
const HEAD: usize = 6;
/// Words of the longest line that is a heading because the file is named so.
const LONGEST: u16 = 12;

/// What is known of units because the story was typed into several files.
#[must_use]
pub fn heads(story: &Manuscript) -> Vec<(usize, Ruling)> {
    if story.parts().len() < 2 {
        return Vec::new();
    }
    let printed = title_page(story);
    let mut known = Vec::new();
    for part in story.parts() {
        let is_first = part.line == 0;
        let start = story.units().partition_point(|unit| unit.lines().start < part.line);
        let head = story.units()[start..].iter().enumerate().filter_map(|(n, unit)| match unit {
            Unit::Block(block) => Some((start + n, block)),
            Unit::Space(_) => None,
        });
        for (unit, block) in head.take(HEAD) {
            let words = folded(&story.words_of(block));
            if let Some(role) = printed.get(&words).filter(|_| !is_first) {
                known.push((unit, ruling(*role, None, "the same words stand at the head of the story's first file")));
            } else if is_named(story, block, &part.name) {
                known.push((unit, ruling(Role::Heading, Some(Kind::Chapter), "the file is named so")));
                break;
            } else if block.shape.words > LONGEST {
                break;
            }
        }
    }
    known
}

/// Title and author's line of the first file as it is read by itself, by their words.
fn title_page(story: &Manuscript) -> BTreeMap<Vec<String>, Role> {
    let first = story.first_part();
    let reading = decide(&first, &examine(&first));
    let stated = reading.elements.iter().filter(|element| matches!(element.role, Role::Title | Role::Byline));
    let blocks = stated.flat_map(|element| element.units.clone().map(|unit| (unit, element.role)));
    blocks.filter_map(|(unit, role)| Some((folded(&first.words_of(first.block(unit)?)), role))).collect()
}

/// Whether a block is the heading of which its file's name speaks: the same number, or the same words.
fn is_named(story: &Manuscript, block: &Block, name: &str) -> bool {
    if block.shape.words > LONGEST || block.lines.len() > 2 || name.is_empty() {
        return false;
    }
    let words = story.words_of(block);
    let typed = without_ornaments(&words);
    let (own, named) = (Form::read(typed), Form::read(name));
    let number = |form: &Option<Form>| form.as_ref().and_then(|form| form.number);
    let is_numbered = number(&own).is_some() && number(&own) == number(&named);
    let title = named.as_ref().and_then(|form| form.title).map_or(name, |at| &name[at..]);
    is_numbered || [name, title].iter().any(|name| folded(name) == folded(typed))
}

/// Words without capitals and whatever stands between them.
fn folded(text: &str) -> Vec<String> {
    Words::new(text).map(str::to_lowercase).collect()
}

fn ruling(role: Role, kind: Option<Kind>, why: &str) -> Ruling {
    Ruling { role, kind, title: None, place: why.to_owned(), is_of_file: true, is_habit: false }
}
