//! Verse and letters: what keeps its lines.

use super::Sheet;
use super::inlines::is_visible;
use crate::document::{Inline, LetterPart, Verse, VerseLine};

const LINE: [&str; 4] = ["line", "line in-1", "line in-2", "line in-3"];

impl Sheet<'_> {
    /// Verse: one block a stanza, one element a line.
    pub(super) fn verse(&mut self, verse: &Verse<'_>) {
        if !verse.stanzas.iter().flatten().any(|line| is_visible(&line.inlines)) {
            return;
        }
        self.out.push_str("<div class=\"verse ");
        self.out.push_str(if verse.is_song { "song" } else { "poem" });
        if verse.is_epigraph {
            self.out.push_str(" epigraph\" epub:type=\"epigraph\" role=\"doc-epigraph\" aria-label=\"");
            self.out.push_str(self.words.epigraph);
        }
        self.out.push_str("\">\n");
        for stanza in &verse.stanzas {
            let line = |line: &VerseLine<'_>| LINE[usize::from(line.indent.min(3))];
            self.lined("stanza", stanza.iter().map(|own| (line(own), own.inlines.as_slice())));
        }
        self.end("div");
    }

    /// A letter with its salutation and signature set apart.
    pub(super) fn letter(&mut self, parts: &[LetterPart<'_>]) {
        self.out.push_str("<blockquote class=\"letter\">\n");
        let start = self.out.len();
        let was_first = std::mem::replace(&mut self.is_first, true);
        for part in parts {
            match part {
                LetterPart::Opening(run) => self.block("p", opening(run), run),
                LetterPart::Salutation(run) => self.block("p", "salutation", run),
                LetterPart::Paragraph(run) => self.paragraph(run),
                LetterPart::Verse(verse) => self.verse(verse),
                LetterPart::Signature(lines) => {
                    self.lined("signature", lines.iter().map(|line| ("line", line.as_slice())));
                }
            }
        }
        self.is_first = was_first;
        if self.out.len() == start {
            // An element that quotes must quote something.
            self.out.truncate(start - "<blockquote class=\"letter\">\n".len());
        } else {
            self.end("blockquote");
        }
    }
}

/// "From: Ann" heads a message; "Tuesday, late" opens a letter.
fn opening(run: &[Inline<'_>]) -> &'static str {
    match run.first() {
        Some(Inline::Text(text)) if text.split_once([':', '：']).is_some_and(|(label, _)| is_label(label)) => "header",
        _ => "opening",
    }
}

/// A word or two, as "Reply to", but no time of day.
fn is_label(text: &str) -> bool {
    text.split_whitespace().count() <= 2 && text.chars().all(|c| c.is_alphabetic() || c == '-' || c.is_whitespace())
}
