//! A reading to a document: every element is placed exactly once, in the title page, in a section, or, where the user
//! asked for it, behind the text or nowhere.

use std::ops::Range;

use super::inlines::Typesetter;
use super::metadata;
use super::model::{BackKind, BackMatter, Document, Piece, PieceKind, Section, SectionKind};
use super::options::{Boilerplate, Notes, Options};
use super::pieces::{Matcher, Setter};
use super::section_kind::section_kind;
use super::wording::wording;
use crate::classify::{Detail, Element, Reading};
use crate::detect::Role;
use crate::text::Manuscript;

/// Makes a book of a story as it was read.
#[must_use]
pub fn assemble<'m>(story: &'m Manuscript, reading: &Reading, options: &Options) -> Document<'m> {
    let typesetter = Typesetter::new(story);
    let metadata = metadata::collect(story, reading, options, &typesetter);
    let wording = wording(&metadata.language);
    let setter = Setter::new(story, typesetter, wording.authors_note);
    let mut shelf = Shelf::default();
    for element in &reading.elements {
        shelf.place(element, &setter, options);
    }
    let Shelf { mut front, sections: mut flat, notes, boilerplate, dropped } = shelf;
    link_contents(&mut front, &mut flat);
    let mut back = Vec::new();
    if !notes.is_empty() {
        back.push(BackMatter { title: wording.notes, kind: BackKind::Notes, pieces: notes });
    }
    if !boilerplate.is_empty() {
        back.push(BackMatter { title: wording.about, kind: BackKind::Boilerplate, pieces: boilerplate });
    }
    Document { metadata, front, sections: nest(flat), back, dropped }
}

/// Where the pieces go while the elements are gone through.
#[derive(Default)]
struct Shelf<'m> {
    front: Vec<Piece<'m>>,
    /// Sections in reading order, not yet nested.
    sections: Vec<Section<'m>>,
    notes: Vec<Piece<'m>>,
    boilerplate: Vec<Piece<'m>>,
    dropped: Vec<Range<usize>>,
}

impl<'m> Shelf<'m> {
    fn place(&mut self, element: &Element, setter: &Setter<'m>, options: &Options) {
        match (element.role, options.notes, options.boilerplate) {
            (Role::Note, Notes::Drop, _) | (Role::Boilerplate, _, Boilerplate::Drop) => {
                self.dropped.push(element.lines.clone());
                return;
            }
            (Role::Note, Notes::End, _) => return setter.set(element, &mut self.notes),
            (Role::Boilerplate, _, Boilerplate::End) => {
                return setter.set(element, &mut self.boilerplate);
            }
            _ => {}
        }
        if element.role == Role::Heading {
            let heading = setter.heading(element);
            let level = match element.detail {
                Detail::Heading { level, .. } => level.clamp(1, 3),
                _ => 2,
            };
            let kind = section_kind(&heading.title, level);
            let heading = Some(heading);
            self.sections.push(Section { kind, level, heading, pieces: Vec::new(), sections: Vec::new() });
            return;
        }
        if self.sections.is_empty() && opens_text(element) {
            let (pieces, sections) = (Vec::new(), Vec::new());
            self.sections.push(Section { kind: SectionKind::Text, level: 2, heading: None, pieces, sections });
        }
        let pieces = self.sections.last_mut().map_or(&mut self.front, |section| &mut section.pieces);
        setter.set(element, pieces);
    }
}

/// Whether the title page ends before an element.
fn opens_text(element: &Element) -> bool {
    match element.role {
        Role::Body | Role::Heading | Role::Letter | Role::End => true,
        Role::Verse => !matches!(element.detail, Detail::Verse { epigraph: true, .. }),
        Role::Title
        | Role::Byline
        | Role::Field
        | Role::Note
        | Role::Contents
        | Role::Break
        | Role::Gap
        | Role::Epigraph
        | Role::Boilerplate => false,
    }
}

/// Gives each entry of printed contents the heading it names.
fn link_contents<'m>(front: &mut [Piece<'m>], sections: &mut [Section<'m>]) {
    let has_contents = |pieces: &[Piece<'_>]| pieces.iter().any(|piece| matches!(piece.kind, PieceKind::Contents(_)));
    if !has_contents(front) && !sections.iter().any(|section| has_contents(&section.pieces)) {
        return;
    }
    let mut matcher = Matcher::new(sections.iter().filter_map(|section| section.heading.as_ref()));
    let pieces = front.iter_mut().chain(sections.iter_mut().flat_map(|section| &mut section.pieces));
    for piece in pieces {
        if let PieceKind::Contents(contents) = &mut piece.kind {
            matcher.rewind();
            for entry in &mut contents.entries {
                entry.heading = matcher.find(&entry.inlines);
            }
        }
    }
}

/// Nests sections by level: a section goes under the nearest one above it that is of a higher level.
fn nest(flat: Vec<Section<'_>>) -> Vec<Section<'_>> {
    let has_parts = flat.iter().any(|section| section.level == 1 && section.kind != SectionKind::Volume);
    let rank = |section: &Section<'_>| match section.kind {
        // Where a work has both, its volumes hold its parts.
        SectionKind::Volume if has_parts && section.level == 1 => 0,
        _ => section.level,
    };
    let mut roots = Vec::new();
    let mut open: Vec<Section<'_>> = Vec::new();
    for section in flat {
        while open.last().is_some_and(|last| rank(last) >= rank(&section)) {
            close(&mut open, &mut roots);
        }
        open.push(section);
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

fn close<'m>(open: &mut Vec<Section<'m>>, roots: &mut Vec<Section<'m>>) {
    if let Some(section) = open.pop() {
        match open.last_mut() {
            Some(above) => above.sections.push(section),
            None => roots.push(section),
        }
    }
}
