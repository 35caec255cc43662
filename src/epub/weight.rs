//! How many bytes a piece will take as a content document, never less than it does.

use crate::document::{Inline, LetterPart, Piece, PieceKind, Section, Verse};

/// Bytes for the tags of a paragraph, a line, an entry.
const TAGS: usize = 80;

/// Bytes of a section with all in it.
pub(super) fn of_section(section: &Section<'_>) -> usize {
    let heading = section.heading.as_ref().map_or(0, |heading| heading.title.len() + runs(&heading.printed));
    let pieces: usize = section.pieces.iter().map(of_piece).sum();
    let inner: usize = section.sections.iter().map(of_section).sum();
    400 + heading + pieces + inner
}

/// Bytes of a piece.
pub(super) fn of_piece(piece: &Piece<'_>) -> usize {
    let inside = match &piece.kind {
        PieceKind::Paragraph(run) | PieceKind::Byline(run) | PieceKind::End(run) => of_run(run),
        PieceKind::Break(caption) => caption.as_deref().map_or(0, of_run),
        PieceKind::Verse(verse) => of_verse(verse),
        PieceKind::Letter(parts) => parts.iter().map(of_part).sum(),
        PieceKind::Note(note) => note.name.len() + note.label.as_deref().map_or(0, of_run) + runs(&note.paragraphs),
        PieceKind::Epigraph(quoted) => quoted.iter().map(|quoted| of_run(&quoted.inlines)).sum(),
        PieceKind::Contents(contents) => {
            let title = contents.title.as_deref().map_or(0, of_run);
            title + contents.entries.iter().map(|entry| TAGS + of_run(&entry.inlines)).sum::<usize>()
        }
        PieceKind::Title(lines) | PieceKind::Boilerplate(lines) => runs(lines),
        PieceKind::Field(field) => field.label.as_deref().map_or(0, of_run) + runs(&field.value),
    };
    TAGS + inside
}

fn of_verse(verse: &Verse<'_>) -> usize {
    verse.stanzas.iter().flatten().map(|line| TAGS + of_run(&line.inlines)).sum()
}

/// Bytes of a part of a letter.
pub(super) fn of_part(part: &LetterPart<'_>) -> usize {
    match part {
        LetterPart::Opening(run) | LetterPart::Salutation(run) | LetterPart::Paragraph(run) => of_run(run),
        LetterPart::Verse(verse) => of_verse(verse),
        LetterPart::Signature(lines) => runs(lines),
    }
}

fn runs(lines: &[Vec<Inline<'_>>]) -> usize {
    lines.iter().map(|line| of_run(line)).sum()
}

/// Bytes of running text in its block.
pub(super) fn of_run(run: &[Inline<'_>]) -> usize {
    TAGS + run.iter().map(of_inline).sum::<usize>()
}

fn of_inline(inline: &Inline<'_>) -> usize {
    match inline {
        Inline::Text(text) => text.len() + 4 * memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()).count(),
        Inline::Emphasis(inner) | Inline::Strong(inner) => 20 + inner.iter().map(of_inline).sum::<usize>(),
        Inline::LineBreak => 6,
    }
}
