//! Sections and their headings.

use std::fmt::Write as _;

use super::Sheet;
use super::front::TitlePage;
use super::inlines::is_visible;
use crate::document::{BackKind, Document, Heading, SectionKind};
use crate::epub::escape::push_escaped;
use crate::epub::spine::{Opening, OpeningKind};

/// How a kind of section is marked: its class, and what else readers and screen readers know it by. Roles stand only
/// where ARIA's module for digital publishing has one.
fn marks(kind: SectionKind) -> (&'static str, &'static str) {
    match kind {
        SectionKind::Volume => ("volume", " epub:type=\"volume\""),
        SectionKind::Part => ("part", " epub:type=\"part\" role=\"doc-part\""),
        SectionKind::Chapter => ("chapter", " epub:type=\"chapter\" role=\"doc-chapter\""),
        SectionKind::Prologue => ("prologue", " epub:type=\"prologue\" role=\"doc-prologue\""),
        SectionKind::Epilogue => ("epilogue", " epub:type=\"epilogue\" role=\"doc-epilogue\""),
        SectionKind::Interlude => ("interlude", " epub:type=\"chapter\" role=\"doc-chapter\""),
        SectionKind::Preface => ("preface", " epub:type=\"preface\" role=\"doc-preface\""),
        SectionKind::Afterword => ("afterword", " epub:type=\"afterword\" role=\"doc-afterword\""),
        SectionKind::Section => ("subsection", ""),
        SectionKind::Text => ("text", ""),
    }
}

impl Sheet<'_> {
    /// The start of a section with its heading; the title page's plan where it is the title page.
    pub(super) fn open<'d>(&mut self, opening: &Opening<'_, '_>, document: &'d Document<'_>) -> Option<TitlePage<'d>> {
        let id = &opening.id;
        if opening.is_continued {
            let class = match opening.kind {
                OpeningKind::TitlePage => "title-page",
                OpeningKind::Section(kind, _) => marks(kind).0,
                OpeningKind::Back(..) => "back-matter",
            };
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(self.out, "<section class=\"{class} continued\">");
            self.is_first = false;
            return matches!(opening.kind, OpeningKind::TitlePage).then(TitlePage::continued);
        }
        self.is_first = true;
        match opening.kind {
            OpeningKind::TitlePage => {
                let _ = writeln!(
                    self.out,
                    "<section id=\"{id}\" class=\"title-page\" epub:type=\"titlepage\" aria-labelledby=\"title\">"
                );
                return Some(self.title_page(document));
            }
            OpeningKind::Section(kind, heading) => {
                let (class, kind_marks) = marks(kind);
                let _ = write!(self.out, "<section id=\"{id}\" class=\"{class}\"{kind_marks}");
                match heading {
                    Some(heading) => {
                        if !kind_marks.is_empty() {
                            let _ = write!(self.out, " aria-labelledby=\"{id}-title\"");
                        }
                        self.out.push_str(">\n");
                        self.heading(heading, opening);
                    }
                    None => self.out.push_str(">\n"),
                }
            }
            OpeningKind::Back(kind, title) => {
                let kind_marks = match kind {
                    BackKind::Notes => " epub:type=\"backmatter\"",
                    BackKind::Boilerplate => " epub:type=\"colophon\" role=\"doc-colophon\"",
                };
                let _ = write!(self.out, "<section id=\"{id}\" class=\"back-matter\"{kind_marks}");
                let _ = writeln!(self.out, " aria-labelledby=\"{id}-title\">");
                let _ = write!(self.out, "<h1 id=\"{id}-title\" class=\"added\">");
                push_escaped(&mut self.out, title);
                self.end("h1");
            }
        }
        None
    }

    /// A heading: one line as it is, more as a label and the title's lines.
    fn heading(&mut self, heading: &Heading<'_>, opening: &Opening<'_, '_>) {
        let tag = HEADINGS[usize::from(opening.depth.clamp(1, 6)) - 1];
        let _ = write!(self.out, "<{tag} id=\"{}-title\"", opening.id);
        let printed: Vec<_> = heading.printed.iter().filter(|line| is_visible(line)).collect();
        match printed.as_slice() {
            [] => {
                self.out.push_str(" class=\"added\">");
                push_escaped(&mut self.out, &opening.title);
            }
            [line] => {
                self.out.push('>');
                self.run(line);
            }
            lines => {
                self.out.push('>');
                let class = |at: usize| if at == 0 { "label" } else { "name" };
                self.lines(lines.iter().enumerate().map(|(at, line)| (class(at), line.as_slice())));
            }
        }
        self.end(tag);
    }
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
