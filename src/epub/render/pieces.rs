//! The pieces of a text.

use super::Sheet;
use super::front::TitlePage;
use super::inlines::is_visible;
use crate::document::{Contents, Field, Inline, Note, Piece, PieceKind, Quoted};
use crate::epub::escape::push_attribute;

/// Bytes up to which a field's value stands on one line with its label.
const SHORT_FIELD: usize = 90;

impl Sheet<'_> {
    /// Pieces in order; labelled fields that follow each other are one list.
    pub(super) fn pieces(&mut self, pieces: &[Piece<'_>], title_page: &mut Option<TitlePage<'_>>) {
        let mut rest = pieces;
        while let Some(piece) = rest.first() {
            let fields = rest.iter().take_while(|piece| labelled(piece).is_some()).count();
            if fields > 0 {
                self.start("dl", "fields", &[]);
                rest[..fields].iter().filter_map(labelled).for_each(|(label, field)| self.field(label, field));
                self.end("dl");
                rest = &rest[fields..];
            } else {
                self.piece(&piece.kind, title_page.as_mut());
                rest = &rest[1..];
            }
        }
    }

    /// One piece.
    pub(super) fn piece(&mut self, kind: &PieceKind<'_>, title_page: Option<&mut TitlePage<'_>>) {
        match kind {
            PieceKind::Paragraph(run) => self.paragraph(run),
            PieceKind::Verse(verse) => self.verse(verse),
            PieceKind::Letter(parts) => self.letter(parts),
            PieceKind::Note(note) => self.note(note),
            PieceKind::Break(caption) => {
                // A rule on a title page is an ornament: there are no scenes yet.
                if title_page.is_none() {
                    self.out.push_str("<hr class=\"scene\"/>\n");
                }
                if let Some(caption) = caption {
                    self.block("p", "caption", caption);
                }
                self.is_first = true;
            }
            PieceKind::Epigraph(quoted) => self.epigraph(quoted),
            PieceKind::Contents(contents) => self.contents(contents),
            PieceKind::Title(lines) => self.title(lines, title_page),
            PieceKind::Byline(run) => self.block("p", "byline", run),
            PieceKind::Field(field) => {
                let class = if field.is_dedication { "dedication" } else { "field" };
                field.label.iter().chain(&field.value).for_each(|run| self.block("p", class, run));
            }
            PieceKind::End(run) => self.block("p", "end", run),
            PieceKind::Boilerplate(paragraphs) => {
                if paragraphs.iter().any(|run| is_visible(run)) {
                    self.start("div", "boilerplate", &[]);
                    self.out.push('\n');
                    for run in paragraphs {
                        self.block("p", "", run);
                    }
                    self.end("div");
                }
            }
        }
    }

    /// A paragraph, without indent where it is the first.
    pub(super) fn paragraph(&mut self, run: &[Inline<'_>]) {
        if is_visible(run) {
            self.block("p", if self.is_first { "first" } else { "" }, run);
            self.is_first = false;
        }
    }

    fn note(&mut self, note: &Note<'_>) {
        let label = note.label.as_ref().filter(|label| is_visible(label));
        if label.is_none() && !note.paragraphs.iter().any(|run| is_visible(run)) {
            return;
        }
        self.out.push_str("<aside class=\"note\" role=\"note\" aria-label=\"");
        push_attribute(&mut self.out, note.name);
        self.out.push_str("\">\n");
        let mut paragraphs = note.paragraphs.iter().filter(|run| is_visible(run));
        if let Some(label) = label {
            let first = paragraphs.next();
            self.start("p", "first", first.unwrap_or(label));
            self.start("strong", "note-label", &[]);
            self.run(label);
            self.out.push_str("</strong>");
            if let Some(first) = first {
                self.out.push(' ');
                self.run(first);
            }
            self.end("p");
        }
        for (at, run) in paragraphs.enumerate() {
            self.block("p", if at == 0 && label.is_none() { "first" } else { "" }, run);
        }
        self.end("aside");
    }

    fn epigraph(&mut self, quoted: &[Quoted<'_>]) {
        if !quoted.iter().any(|quoted| is_visible(&quoted.inlines)) {
            return;
        }
        self.out.push_str("<div class=\"epigraph\" epub:type=\"epigraph\" role=\"doc-epigraph\" aria-label=\"");
        push_attribute(&mut self.out, self.words.epigraph);
        self.out.push_str("\">\n");
        for quoted in quoted {
            self.block("p", if quoted.is_source { "source" } else { "first" }, &quoted.inlines);
        }
        self.end("div");
    }

    /// A printed table of contents, its entries leading to their headings.
    fn contents(&mut self, contents: &Contents<'_>) {
        let entries: Vec<_> = contents.entries.iter().filter(|entry| is_visible(&entry.inlines)).collect();
        let title = contents.title.as_ref().filter(|title| is_visible(title));
        if title.is_none() && entries.is_empty() {
            return;
        }
        self.out.push_str("<nav class=\"contents\" aria-label=\"");
        push_attribute(&mut self.out, self.words.contents);
        self.out.push_str("\">\n");
        if let Some(title) = title {
            self.block("p", "contents-title", title);
        }
        if entries.is_empty() {
            self.end("nav");
            return;
        }
        self.out.push_str("<ol>\n");
        for entry in entries {
            let class = ["entry", "entry in-1", "entry in-2", "entry in-3"][usize::from(entry.indent.min(3))];
            self.start("li", class, &entry.inlines);
            match entry.heading.and_then(|heading| self.headings.get(heading)) {
                Some(target) => {
                    self.out.push_str("<a href=\"");
                    push_attribute(&mut self.out, target);
                    self.out.push_str("\">");
                    self.run(&entry.inlines);
                    self.out.push_str("</a>");
                }
                None => self.run(&entry.inlines),
            }
            self.end("li");
        }
        self.out.push_str("</ol>\n");
        self.end("nav");
    }

    fn field(&mut self, label: &[Inline<'_>], field: &Field<'_>) {
        let length: usize = field.value.iter().flatten().map(length).sum();
        let is_long = length > SHORT_FIELD || field.value.iter().filter(|run| is_visible(run)).count() > 1;
        self.start("div", if is_long { "field long" } else { "field" }, &[]);
        self.start("dt", "", label);
        self.run(label);
        if ends_with_letter(label) {
            self.out.push_str(self.words.colon);
        }
        self.end("dt");
        let before = self.out.len();
        for run in &field.value {
            self.block("dd", "", run);
        }
        if self.out.len() == before {
            // A label that states nothing: the list wants a value all the same.
            self.start("dd", "empty", &[]);
            self.end("dd");
        }
        self.end("div");
    }
}

/// A field that has a label to show.
fn labelled<'p, 'm>(piece: &'p Piece<'m>) -> Option<(&'p [Inline<'m>], &'p Field<'m>)> {
    let PieceKind::Field(field) = &piece.kind else { return None };
    let label = field.label.as_deref().filter(|label| is_visible(label))?;
    Some((label, field))
}

/// Whether a label ends without a mark of its own.
fn ends_with_letter(label: &[Inline<'_>]) -> bool {
    label.iter().rev().find_map(|inline| match inline {
        Inline::Text(text) => text.trim_end().chars().next_back().map(char::is_alphanumeric),
        Inline::Emphasis(inner) | Inline::Strong(inner) => Some(ends_with_letter(inner)),
        Inline::LineBreak => None,
    }) == Some(true)
}

fn length(inline: &Inline<'_>) -> usize {
    match inline {
        Inline::Text(text) => text.len(),
        Inline::Emphasis(inner) | Inline::Strong(inner) => inner.iter().map(length).sum(),
        Inline::LineBreak => SHORT_FIELD,
    }
}
