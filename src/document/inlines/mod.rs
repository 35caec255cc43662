//! Running text: lines of a paragraph joined to one, characters that XML forbids taken out, typed emphasis set. Text
//! is borrowed wherever nothing had to be changed.

mod emphasis;

use std::borrow::Cow;
use std::mem;
use std::ops::Range;

use super::model::{Inline, Inlines};
use super::smarten::Smartener;
use crate::text::{Manuscript, indent, is_allowed, is_dense};
use emphasis::Style;

/// Words before which a hyphen at a line end hangs ("pre- and post-war"), in the languages that print it so.
const HANGING: [&str; 11] = ["and", "or", "und", "oder", "bis", "et", "ou", "en", "of", "y", "i"];

/// Sets the running text of one story.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typesetter<'m> {
    story: &'m Manuscript,
    /// No character of the story is forbidden in XML, so none needs to be looked for.
    is_clean: bool,
    /// Sets quotation marks, dashes and dots, where that is asked for.
    smartener: Option<Smartener>,
    /// The `>` in front of quoted lines is left out, as an ornament is.
    is_unquoted: bool,
}

impl<'m> Typesetter<'m> {
    /// A typesetter for `story`; looks once through the whole text.
    pub(super) fn new(story: &'m Manuscript) -> Typesetter<'m> {
        Typesetter { story, is_clean: is_clean(story.text()), smartener: None, is_unquoted: false }
    }

    /// The same typesetter, which sets typed signs as printers of a language do; none where their habits are not known.
    pub(super) fn smartened(self, language: &str) -> Option<Typesetter<'m>> {
        Some(Typesetter { smartener: Some(Smartener::of(self.story.text(), language)?), ..self })
    }

    /// The same typesetter, which leaves signs as they were typed.
    pub(super) fn unsmartened(self) -> Typesetter<'m> {
        Typesetter { smartener: None, ..self }
    }

    /// The same typesetter, for lines of which each has a `>` in front.
    pub(super) fn unquoted(self) -> Typesetter<'m> {
        Typesetter { is_unquoted: true, ..self }
    }

    /// Words with their signs set, where that is asked for.
    pub(super) fn smart<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        match &self.smartener {
            Some(smartener) => smartener.set(text),
            None => text,
        }
    }

    /// Line `index` without outer white space; empty where there is no such line.
    pub(super) fn line(&self, index: usize) -> &'m str {
        let line = if index < self.story.line_count() { self.story.line(index).trim() } else { "" };
        if self.is_unquoted { line.strip_prefix('>').map_or(line, str::trim_start) } else { line }
    }

    /// Columns of white space before line `index`; a tab goes to the next multiple of eight.
    pub(super) fn indent(&self, index: usize) -> usize {
        if index < self.story.line_count() { indent(self.story.line(index)) } else { 0 }
    }

    /// The lines of a range that are not blank, each with its number.
    pub(super) fn lines(&self, lines: Range<usize>) -> impl Iterator<Item = (usize, &'m str)> + '_ {
        lines.map(|n| (n, self.line(n))).filter(|(_, line)| !line.is_empty())
    }

    /// Lines as one paragraph.
    pub(super) fn paragraph(&self, lines: Range<usize>) -> Inlines<'m> {
        if lines.len() == 1 {
            return self.set(self.line(lines.start));
        }
        self.set_words(self.joined(lines))
    }

    /// Lines as running words, without emphasis being set.
    pub(super) fn joined(&self, lines: Range<usize>) -> Cow<'m, str> {
        let mut typed = self.lines(lines.clone());
        let Some((first, line)) = typed.next() else {
            return Cow::Borrowed("");
        };
        let Some((second, next)) = typed.next() else {
            return Cow::Borrowed(line);
        };
        let size = (lines.end - first) * (line.len() + 1);
        let mut text = String::with_capacity(size.min(1 << 16));
        text.push_str(line);
        let mut above = first;
        for (n, line) in std::iter::once((second, next)).chain(typed) {
            self.join(&mut text, above, line);
            text.push_str(line);
            above = n;
        }
        Cow::Owned(text)
    }

    /// Ends `text`, whose last line is number `above`, so that `next` can follow.
    fn join(&self, text: &mut String, above: usize, next: &str) {
        let last = text.chars().next_back().unwrap_or(' ');
        let first = next.chars().next().unwrap_or(' ');
        if last == '-' {
            if self.story.joins().binary_search(&above).is_ok() {
                text.pop();
                return;
            }
            // A compound or a dash that the line end cut keeps its hyphen and gets no space, unless it hangs.
            let head = text.trim_end_matches('-');
            let word = next.split_whitespace().next().unwrap_or_default();
            if head.ends_with(char::is_alphanumeric) && first.is_alphanumeric() && !HANGING.contains(&word) {
                return;
            }
        }
        if (last == '—' && !text.ends_with(" —")) || (is_dense(last) && is_dense(first)) {
            return;
        }
        text.push(' ');
    }

    /// A stretch of one line as running text.
    pub(super) fn set(&self, text: &'m str) -> Inlines<'m> {
        self.set_words(Cow::Borrowed(text))
    }

    /// Words as running text.
    pub(super) fn set_words(&self, text: Cow<'m, str>) -> Inlines<'m> {
        let text = self.smart(self.cleaned(text));
        if emphasis::is_plain(&text) {
            return vec![Inline::Text(text)];
        }
        let marks = emphasis::marks(&text);
        if marks.is_empty() {
            return vec![Inline::Text(text)];
        }
        build(&text, &marks)
    }

    /// Words as typed, without the characters that XML forbids; emphasis is not looked for.
    pub(super) fn typed(&self, text: &'m str) -> Inlines<'m> {
        vec![Inline::Text(self.cleaned(Cow::Borrowed(text)))]
    }

    /// Takes out the characters that XML forbids.
    fn cleaned(&self, text: Cow<'m, str>) -> Cow<'m, str> {
        if self.is_clean || is_clean(&text) {
            return text;
        }
        Cow::Owned(text.chars().filter(|&c| is_allowed(c)).collect())
    }

    /// Lines as one run of text in which each line end is kept.
    pub(super) fn kept_lines(&self, lines: impl Iterator<Item = &'m str>) -> Inlines<'m> {
        let mut inlines = Inlines::new();
        for line in lines {
            if !inlines.is_empty() {
                inlines.push(Inline::LineBreak);
            }
            inlines.append(&mut self.set(line));
        }
        inlines
    }
}

/// Whether XML allows every character of a text.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_controls = bytes.iter().fold(false, |found, &b| found | (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')));
    // U+FFFE and U+FFFF are the only others: EF BF BE and EF BF BF.
    !has_controls
        && !memchr::memmem::find_iter(bytes, b"\xEF\xBF").any(|at| bytes.get(at + 2).is_some_and(|&b| b >= 0xBE))
}

/// Cuts a text at its marks. Parts of a borrowed text are borrowed.
fn build<'m>(text: &Cow<'m, str>, marks: &[emphasis::Mark]) -> Inlines<'m> {
    let part = |range: Range<usize>| match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
        Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
    };
    let mut outer: Vec<Inlines<'m>> = Vec::new();
    let mut inlines = Inlines::new();
    let mut at = 0;
    for mark in marks {
        if mark.at > at {
            inlines.push(Inline::Text(part(at..mark.at)));
        }
        at = mark.at + mark.len;
        if mark.opens {
            outer.push(mem::take(&mut inlines));
        } else {
            let span = match mark.style {
                Style::Emphasis => Inline::Emphasis(inlines),
                Style::Strong => Inline::Strong(inlines),
                Style::Both => Inline::Strong(vec![Inline::Emphasis(inlines)]),
            };
            inlines = outer.pop().unwrap_or_default();
            inlines.push(span);
        }
    }
    if at < text.len() {
        inlines.push(Inline::Text(part(at..text.len())));
    }
    inlines
}

/// The words of running text, without its structure.
pub(super) fn plain(inlines: &[Inline<'_>]) -> String {
    let mut text = String::new();
    append(inlines, &mut text);
    text
}

fn append(inlines: &[Inline<'_>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) => append(inner, text),
            Inline::LineBreak => text.push(' '),
        }
    }
}

/// The words of running text; a span's edge parts them as its mark did.
#[cfg(test)]
pub(super) fn words(inlines: &[Inline<'_>]) -> Vec<String> {
    inlines
        .iter()
        .flat_map(|inline| match inline {
            Inline::Text(text) => crate::text::Words::new(text).map(str::to_owned).collect(),
            Inline::Emphasis(inner) | Inline::Strong(inner) => words(inner),
            Inline::LineBreak => Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
