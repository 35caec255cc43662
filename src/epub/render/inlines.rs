//! Running text and the blocks that hold nothing else.

use super::Sheet;
use crate::document::Inline;
use crate::epub::escape::push_escaped;
use crate::text::is_allowed;

impl Sheet<'_> {
    /// Running text.
    pub(super) fn run(&mut self, run: &[Inline<'_>]) {
        for inline in run {
            match inline {
                Inline::Text(text) => push_escaped(&mut self.out, text),
                Inline::Emphasis(inner) => self.wrapped("em", inner),
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::LineBreak => self.out.push_str("<br/>\n"),
            }
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline<'_>]) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
        self.run(inner);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element around running text; nothing where there is no text.
    pub(super) fn block(&mut self, tag: &str, class: &str, run: &[Inline<'_>]) {
        if is_visible(run) {
            self.start(tag, class, run);
            self.run(run);
            self.end(tag);
        }
    }

    /// A start tag; `run` decides its direction where that is not the book's.
    pub(super) fn start(&mut self, tag: &str, class: &str, run: &[Inline<'_>]) {
        self.out.push('<');
        self.out.push_str(tag);
        if !class.is_empty() {
            self.out.push_str(" class=\"");
            self.out.push_str(class);
            self.out.push('"');
        }
        if let Some(is_rtl) = direction(run).filter(|&is_rtl| is_rtl != self.is_rtl) {
            self.out.push_str(if is_rtl { " dir=\"rtl\"" } else { " dir=\"ltr\"" });
        }
        self.out.push('>');
    }

    /// An end tag and a line end.
    pub(super) fn end(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    /// Lines of a heading, an element each.
    pub(super) fn lines<'r, 'm: 'r>(&mut self, lines: impl Iterator<Item = (&'r str, &'r [Inline<'m>])>) {
        for (at, (class, line)) in lines.filter(|(_, line)| is_visible(line)).enumerate() {
            if at > 0 {
                // Parts the words where there is no style sheet.
                self.out.push('\n');
            }
            self.start("span", class, line);
            self.run(line);
            self.out.push_str("</span>");
        }
    }

    /// A block around lines that are kept as lines, each a block of its own; nothing where there is no text.
    pub(super) fn lined<'r, 'm: 'r>(
        &mut self,
        class: &str,
        lines: impl Iterator<Item = (&'r str, &'r [Inline<'m>])> + Clone,
    ) {
        if lines.clone().any(|(_, line)| is_visible(line)) {
            self.start("div", class, &[]);
            self.out.push('\n');
            lines.for_each(|(class, line)| self.block("p", class, line));
            self.end("div");
        }
    }
}

/// Whether there is anything to see.
pub(super) fn is_visible(run: &[Inline<'_>]) -> bool {
    run.iter().any(|inline| match inline {
        Inline::Text(text) => text.contains(|c: char| is_allowed(c) && !c.is_whitespace()),
        Inline::Emphasis(inner) | Inline::Strong(inner) => is_visible(inner),
        Inline::LineBreak => false,
    })
}

/// Whether text runs from right to left, by its first letter.
fn direction(run: &[Inline<'_>]) -> Option<bool> {
    run.iter().find_map(|inline| match inline {
        Inline::Text(text) => text.chars().find(|c| c.is_alphabetic()).map(is_rtl_letter),
        Inline::Emphasis(inner) | Inline::Strong(inner) => direction(inner),
        Inline::LineBreak => None,
    })
}

/// Letters of the blocks that Unicode sets aside for scripts written from right to left.
fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}
