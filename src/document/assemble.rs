//! A reading to a document: every element is placed exactly once, in the title page, in a section, or, where the user
//! asked for it, behind the text or nowhere.

use std::ops::Range;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::files::{Beginning, Files};
use super::inlines::Typesetter;
use super::metadata;
use super::model::{BackKind, BackMatter, Document, Heading, Piece, PieceKind, Section, SectionKind};
use super::options::Options;
use super::pieces::{Matcher, Setter};
use super::section_kind::section_kind;
use super::wording::wording;
use crate::classify::{Detail, Element, Reading};
use crate::detect::Role;
use crate::settings::{Boilerplate, Notes};
use crate::text::Manuscript;

/// Words of prose that may stand among the lines of a title page.
const STRAY: usize = 25;

/// Makes a book of a story as it was read.
#[must_use]
pub fn assemble<'m>(story: &'m Manuscript, reading: &Reading, options: &Options) -> Document<'m> {
    let typesetter = Typesetter::new(story);
    let mut metadata = metadata::collect(story, reading, options, &typesetter);
    let smartened = if options.smarten { typesetter.smartened(&metadata.language) } else { None };
    let (unset, typesetter) = (options.smarten && smartened.is_none(), smartened.unwrap_or(typesetter));
    // The book's identity was made of its words as typed: a reader's copy is the same book, whatever its signs.
    metadata.title = typesetter.smart(metadata.title.into()).into_owned();
    metadata.description = metadata.description.map(|words| typesetter.smart(words.into()).into_owned());
    let wording = wording(&metadata.language);
    let setter = Setter::new(story, typesetter, wording.authors_note);
    let mut shelf = Shelf::default();
    // Setting is most of the work: the elements are set side by side, and placed in their order.
    let set = reading.elements.par_iter().map(|element| Set::of(element, &setter)).collect::<Vec<_>>();
    let mut set = set.into_iter();
    let (front, text) = reading.elements.split_at(front_end(story, &reading.elements));
    let mut files = Files::of(story, &reading.elements);
    for (element, set) in front.iter().zip(set.by_ref()) {
        match files.again(element) {
            Some(lines) => shelf.repeated.push((element.lines.clone(), lines)),
            None => shelf.place(element, set, options),
        }
    }
    if text.first().is_some_and(|element| element.role != Role::Heading && !files.are_named) {
        shelf.open_text();
    }
    for (element, set) in text.iter().zip(set) {
        if let Some(lines) = files.again(element) {
            shelf.repeated.push((element.lines.clone(), lines));
            continue;
        }
        match files.begins_with(element) {
            Some(Beginning::Named(heading)) => shelf.open(heading, 2),
            Some(Beginning::Unnamed) => shelf.open_text(),
            None => {}
        }
        shelf.place(element, set, options);
    }
    let Shelf { mut front, sections: mut flat, notes, boilerplate, dropped, repeated } = shelf;
    link_contents(&mut front, &mut flat);
    let mut back = Vec::new();
    if !notes.is_empty() {
        back.push(BackMatter { title: wording.notes, kind: BackKind::Notes, pieces: notes });
    }
    if !boilerplate.is_empty() {
        back.push(BackMatter { title: wording.about, kind: BackKind::Boilerplate, pieces: boilerplate });
    }
    Document { metadata, front, sections: nest(flat), back, dropped, repeated, unset }
}

/// An element as it stands in a book.
enum Set<'m> {
    Heading(Heading<'m>),
    Pieces(Vec<Piece<'m>>),
}

impl<'m> Set<'m> {
    fn of(element: &Element, setter: &Setter<'m>) -> Set<'m> {
        match element.role {
            Role::Heading => Set::Heading(setter.heading(element)),
            _ => Set::Pieces(setter.set(element)),
        }
    }
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
    repeated: Vec<(Range<usize>, Range<usize>)>,
}

impl<'m> Shelf<'m> {
    /// Begins the text before its first heading, or that of a story without headings.
    fn open_text(&mut self) {
        let (pieces, sections) = (Vec::new(), Vec::new());
        self.sections.push(Section { kind: SectionKind::Text, level: 2, heading: None, pieces, sections });
    }

    /// Begins a section below its heading.
    fn open(&mut self, heading: Heading<'m>, level: u8) {
        let kind = section_kind(&heading.title, level);
        let heading = Some(heading);
        self.sections.push(Section { kind, level, heading, pieces: Vec::new(), sections: Vec::new() });
    }

    fn place(&mut self, element: &Element, set: Set<'m>, options: &Options) {
        let pieces = match set {
            Set::Pieces(pieces) => pieces,
            Set::Heading(heading) => {
                let level = match element.detail {
                    Detail::Heading { level, .. } => level.clamp(1, 3),
                    _ => 2,
                };
                return self.open(heading, level);
            }
        };
        match (element.role, options.notes, options.boilerplate) {
            (Role::Note, Notes::Drop, _) | (Role::Boilerplate, _, Boilerplate::Drop) => {
                self.dropped.push(element.lines.clone());
            }
            (Role::Note, Notes::End, _) => append(&mut self.notes, pieces),
            (Role::Boilerplate, _, Boilerplate::End) => append(&mut self.boilerplate, pieces),
            _ => append(self.sections.last_mut().map_or(&mut self.front, |section| &mut section.pieces), pieces),
        }
    }
}

/// Adds pieces to others. Most chapters are one run of prose, which is not copied.
fn append<'m>(all: &mut Vec<Piece<'m>>, pieces: Vec<Piece<'m>>) {
    if all.is_empty() {
        *all = pieces;
    } else {
        all.extend(pieces);
    }
}

/// How many elements stand before the text. A few words that nobody knew ("Stats:") do not end the title page where
/// title, author or fields follow them.
fn front_end(story: &Manuscript, elements: &[Element]) -> usize {
    let mut end = elements.len();
    let mut words = 0;
    for (at, element) in elements.iter().enumerate() {
        let belongs = matches!(element.role, Role::Title | Role::Byline | Role::Field);
        if belongs {
            (end, words) = (elements.len(), 0);
        } else if opens_text(element) {
            end = end.min(at);
            let blocks = element.units.clone().filter_map(|unit| story.block(unit));
            words += blocks.map(|block| usize::from(block.shape.words)).sum::<usize>();
            if element.role != Role::Body || words > STRAY {
                break;
            }
        }
    }
    end
}

/// Whether the title page, or the head of a file, ends before an element.
pub(super) fn opens_text(element: &Element) -> bool {
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
            matcher.link(&mut contents.entries);
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

#[cfg(test)]
mod tests;
