//! Elements to pieces: one file for each that needs thought. No piece loses a word of its lines.

mod contents;
mod epigraph;
mod field;
mod heading;
mod labels;
mod letter;
mod note;
pub(super) mod ornaments;
mod verse;

use std::ops::Range;

use super::inlines::Typesetter;
use super::model::{Heading, Piece, PieceKind};
use crate::classify::{Detail, Element};
use crate::detect::{Role, languages};
use crate::text::{Manuscript, Unit};

pub(super) use contents::Matcher;
pub(super) use field::field_lines;
pub(super) use labels::split as split_label;

/// Sets the pieces of one story.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setter<'m> {
    story: &'m Manuscript,
    /// Sets running text.
    pub typesetter: Typesetter<'m>,
    /// What a screen reader calls an author's note.
    note_name: &'static str,
}

impl<'m> Setter<'m> {
    pub(super) fn new(story: &'m Manuscript, typesetter: Typesetter<'m>, note_name: &'static str) -> Setter<'m> {
        Setter { story, typesetter, note_name }
    }

    /// The heading an element is.
    pub(super) fn heading(&self, element: &Element) -> Heading<'m> {
        heading::heading(&self.typesetter, element)
    }

    /// The setter for an element: one that leaves out the `>` where each of its lines has one in front. What they mark, the
    /// element shows by its kind.
    fn of(self, element: &Element) -> Setter<'m> {
        let shows_it = matches!(element.role, Role::Letter | Role::Verse | Role::Epigraph);
        let is_quoted = || self.typesetter.lines(element.lines.clone()).all(|(_, line)| line.starts_with('>'));
        if shows_it && is_quoted() { Setter { typesetter: self.typesetter.unquoted(), ..self } } else { self }
    }

    /// The paragraphs of a block: a `>` alone parts those of a quotation, which are one block of the file.
    fn parted(&self, lines: Range<usize>) -> Vec<Range<usize>> {
        let numbers: Vec<usize> = self.typesetter.lines(lines).map(|(number, _)| number).collect();
        let runs = numbers.chunk_by(|above, below| above + 1 == *below);
        runs.map(|run| run[0]..run[0] + run.len()).collect()
    }

    /// What an element is: one piece, or one for each paragraph of prose.
    pub(super) fn set(&self, element: &Element) -> Vec<Piece<'m>> {
        let setter = &self.of(element);
        let typesetter = &setter.typesetter;
        let lines = element.lines.clone();
        let kind = match (element.role, &element.detail) {
            (Role::Body | Role::Heading, _) => {
                let paragraph = |lines: Range<usize>| {
                    let kind = PieceKind::Paragraph(typesetter.paragraph(lines.clone()));
                    Piece { lines, kind }
                };
                // Most runs are one paragraph: collecting would make room for four.
                let mut pieces = Vec::with_capacity(element.units.len());
                pieces.extend(blocks(self.story, element).map(paragraph));
                return pieces;
            }
            (Role::Title, _) => self.title(element),
            (Role::Byline, _) => PieceKind::Byline(self.bare_lines(lines)),
            (Role::End, _) => PieceKind::End(self.bare_lines(lines)),
            (Role::Field, _) => PieceKind::Field(field::field(self, element)),
            (Role::Note, _) => PieceKind::Note(note::note(self, element)),
            (Role::Contents, _) => PieceKind::Contents(contents::contents(self, element)),
            (Role::Gap, _) => PieceKind::Break(None),
            (Role::Break, _) => self.scene_break(lines),
            (Role::Verse, &Detail::Verse { song, epigraph }) => {
                PieceKind::Verse(verse::verse(typesetter, lines, song, epigraph))
            }
            (Role::Verse, _) => PieceKind::Verse(verse::verse(typesetter, lines, false, false)),
            (Role::Epigraph, _) => PieceKind::Epigraph(epigraph::epigraph(setter, element)),
            (Role::Letter, _) => PieceKind::Letter(letter::letter(setter, element)),
            (Role::Boilerplate, _) => {
                PieceKind::Boilerplate(blocks(self.story, element).map(|lines| typesetter.paragraph(lines)).collect())
            }
        };
        vec![Piece { lines: element.lines.clone(), kind }]
    }

    /// The title's lines without frames and rules; "Title: X" is a field of the title page.
    fn title(&self, element: &Element) -> PieceKind<'m> {
        let typesetter = &self.typesetter;
        let words: Vec<&str> = typesetter
            .lines(element.lines.clone())
            .map(|(_, line)| line)
            .filter(|line| !ornaments::is_rule(line))
            .collect();
        if let [line] = words[..]
            && split_label(line).is_some_and(|cut| is_title_label(cut.label) && !cut.rest.is_empty())
        {
            return PieceKind::Field(field::field(self, element));
        }
        PieceKind::Title(words.into_iter().map(|line| typesetter.set(ornaments::strip(line))).collect())
    }

    /// Lines without their ornaments, each line end kept.
    fn bare_lines(&self, lines: Range<usize>) -> crate::document::Inlines<'m> {
        let words = self.typesetter.lines(lines).map(|(_, line)| line).filter(|line| !ornaments::is_rule(line));
        self.typesetter.kept_lines(words.map(ornaments::strip))
    }

    /// A break is its mark; where one of its lines says something, every line with words is its caption.
    fn scene_break(&self, lines: Range<usize>) -> PieceKind<'m> {
        let worded: Vec<&str> =
            self.typesetter.lines(lines).map(|(_, line)| line).filter(|line| !ornaments::is_rule(line)).collect();
        let says = worded.iter().any(|line| ornaments::says_something(line));
        PieceKind::Break(says.then(|| self.typesetter.kept_lines(worded.into_iter().map(ornaments::strip))))
    }
}

/// The paragraphs of an element: its blocks, each cut to the element's lines.
pub(super) fn blocks<'a>(story: &'a Manuscript, element: &Element) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let lines = element.lines.clone();
    story.units().get(element.units.clone()).unwrap_or_default().iter().filter_map(move |unit| match unit {
        Unit::Block(block) => {
            let cut = block.lines.start.max(lines.start)..block.lines.end.min(lines.end);
            (!cut.is_empty()).then_some(cut)
        }
        Unit::Space(_) => None,
    })
}

/// Whether a label says that the title follows.
pub(super) fn is_title_label(label: &str) -> bool {
    languages::is_title_label(&label.to_lowercase())
}
