//! The title page: the story's own facts as it states them, and what it does not state but the book must say.

use super::Sheet;
use super::inlines::is_visible;
use crate::document::{Document, Inline, PieceKind};
use crate::epub::escape::{clean, push_escaped};
use crate::text::Words;

/// Words of a title or name that are compared with what the story prints: enough to tell two apart.
const COMPARED: usize = 40;

/// What of the title page is still to be written.
pub(super) struct TitlePage<'d> {
    /// The typed title becomes the page's heading.
    title_is_typed: bool,
    /// Names of authors that the page does not print by itself.
    authors: Vec<&'d str>,
}

impl TitlePage<'_> {
    /// The title page goes on: everything that had to be said has been.
    pub(super) fn continued() -> Self {
        TitlePage { title_is_typed: false, authors: Vec::new() }
    }
}

impl Sheet<'_> {
    /// Begins the title page: a title or an author that the user stated, or the file's name, stands where the story
    /// prints no such words itself.
    pub(super) fn title_page<'d>(&mut self, document: &'d Document<'_>) -> TitlePage<'d> {
        let (mut titles, mut names) = (Vec::new(), Vec::new());
        for piece in &document.front {
            match &piece.kind {
                PieceKind::Title(lines) => lines.iter().for_each(|line| push_words(&mut titles, line)),
                PieceKind::Byline(line) => push_words(&mut names, line),
                PieceKind::Field(field) => field.value.iter().for_each(|line| push_words(&mut names, line)),
                _ => {}
            }
        }
        let metadata = &document.metadata;
        let title_is_typed = !titles.is_empty() && holds(&titles, &metadata.title);
        let is_unsaid = |author: &&str| !holds(&names, author) && !holds(&titles, author);
        let authors = metadata.authors.iter().map(String::as_str).filter(is_unsaid).collect();
        let mut plan = TitlePage { title_is_typed, authors };
        if !plan.title_is_typed {
            self.out.push_str("<h1 id=\"title\" class=\"title added\">");
            let title = clean(&metadata.title);
            push_escaped(&mut self.out, if title.is_empty() { "—" } else { &title });
            self.end("h1");
            self.authors(&mut plan);
        }
        plan
    }

    /// The title as typed: the page's heading the first time, a line of its own if it is printed again.
    pub(super) fn title(&mut self, lines: &[Vec<Inline<'_>>], title_page: Option<&mut TitlePage<'_>>) {
        match title_page {
            Some(plan) if plan.title_is_typed && lines.iter().any(|line| is_visible(line)) => {
                plan.title_is_typed = false;
                self.out.push_str("<h1 id=\"title\" class=\"title\">");
                match lines {
                    [line] => self.run(line),
                    lines => self.lines(lines.iter().map(|line| ("line", line.as_slice()))),
                }
                self.end("h1");
                self.authors(plan);
            }
            _ => self.lined("title-again", lines.iter().map(|line| ("line", line.as_slice()))),
        }
    }

    fn authors(&mut self, plan: &mut TitlePage<'_>) {
        for author in plan.authors.drain(..) {
            self.out.push_str("<p class=\"byline added\">");
            push_escaped(&mut self.out, author);
            self.end("p");
        }
    }
}

/// Appends the words of running text in small letters.
fn push_words(words: &mut Vec<String>, run: &[Inline<'_>]) {
    for inline in run {
        match inline {
            Inline::Text(text) => words.extend(Words::new(text).map(str::to_lowercase)),
            Inline::Emphasis(inner) | Inline::Strong(inner) => push_words(words, inner),
            Inline::LineBreak => {}
        }
    }
}

/// Whether the words of `name` stand among `words` in one run.
fn holds(words: &[String], name: &str) -> bool {
    let name: Vec<_> = Words::new(name).take(COMPARED).map(str::to_lowercase).collect();
    !name.is_empty() && words.windows(name.len()).any(|window| window == name)
}
