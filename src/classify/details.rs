//! What the role alone does not say: a heading's level and title, what a field states, where a note stands.

use super::reading::{Detail, Element, NotePlace, Reason};
use super::titles;
use crate::detect::{Claim, FieldKind, Kind, Role};
use crate::text::{Manuscript, Unit};

/// Lines of a title page that no cue claims at most, and words of one.
const LINES: usize = 3;
const LONGEST_LINE: u16 = 10;

/// Fills in the details of all elements.
pub(super) fn fill(story: &Manuscript, elements: &mut [Element]) {
    let first_heading = elements.iter().position(|e| e.role == Role::Heading).unwrap_or(elements.len());
    let is_first_text = |(at, e): (usize, &Element)| e.role == Role::Body && (at > first_heading || is_text(story, e));
    let first_text = elements.iter().enumerate().position(is_first_text).unwrap_or(elements.len());
    let last_text = elements.iter().rposition(|e| matches!(e.role, Role::Body | Role::Heading)).unwrap_or(0);
    for (at, element) in elements.iter_mut().enumerate() {
        element.detail = match element.role {
            Role::Heading => Detail::Heading { level: level(element), title: titles::of(story, element) },
            Role::Field => Detail::Field(field(element)),
            Role::Note if at < first_text => Detail::Note(NotePlace::Front),
            Role::Note if at > last_text => Detail::Note(NotePlace::End),
            Role::Note => Detail::Note(NotePlace::Mid),
            Role::Verse => Detail::Verse {
                song: match element.ruling.as_ref().and_then(|ruling| ruling.kind) {
                    Some(kind) => kind == Kind::Song,
                    None => weight(element.reasons.iter(), Kind::Song) > weight(element.reasons.iter(), Kind::Poem),
                },
                epigraph: weight(element.reasons.iter(), Kind::VerseEpigraph) > 0,
            },
            _ => Detail::None,
        };
    }
}

/// Prose that tells something: a few short lines with capitals that no cue has claimed can stand on a title page.
fn is_text(story: &Manuscript, element: &Element) -> bool {
    let shapes = || {
        story.units()[element.units.clone()].iter().filter_map(|unit| match unit {
            Unit::Block(block) => Some(&block.shape),
            Unit::Space(_) => None,
        })
    };
    shapes().count() > LINES || shapes().any(|shape| shape.words > LONGEST_LINE || shape.is_ended || shape.starts_low)
}

/// How much weight some of an element's cues give to a kind.
fn weight<'r>(reasons: impl Iterator<Item = &'r Reason>, kind: Kind) -> i32 {
    reasons.filter(|r| r.cue.claims == Claim::Is(kind)).map(|r| i32::from(r.cue.weight)).sum()
}

/// 1 for a part, 2 for a chapter, 3 for a section; without evidence a heading is a chapter's. What stands below its first
/// line is its title, and says nothing of the level.
fn level(element: &Element) -> u8 {
    match element.ruling.as_ref().and_then(|ruling| ruling.kind) {
        Some(Kind::Part) => return 1,
        Some(Kind::Chapter) => return 2,
        Some(Kind::Section) => return 3,
        _ => {}
    }
    let first = || element.reasons.iter().filter(|r| r.unit == element.units.start);
    let part = weight(first(), Kind::Part);
    let chapter = weight(first(), Kind::Chapter);
    let section = weight(first(), Kind::Section);
    if part > chapter.max(section).max(0) {
        1
    } else if section > chapter.max(0) {
        3
    } else {
        2
    }
}

/// What the field states: the kind with the most weight.
fn field(element: &Element) -> FieldKind {
    if let Some(Kind::Field(kind)) = element.ruling.as_ref().and_then(|ruling| ruling.kind) {
        return kind;
    }
    let kinds = element.reasons.iter().filter_map(|r| match r.cue.claims {
        Claim::Is(Kind::Field(kind)) if r.unit == element.units.start => Some((i32::from(r.cue.weight), kind)),
        _ => None,
    });
    kinds.max_by_key(|&(weight, _)| weight).map_or(FieldKind::Other, |(_, kind)| kind)
}
