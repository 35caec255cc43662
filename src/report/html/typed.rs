//! The story as it was typed, every line of it, with its reading in the margin.

use std::fmt::Write;
use std::ops::Range;

use super::super::attention::Doubt;
use super::super::certainty::{Certainty, Confidence};
use super::badge::push_label;
use super::escape::push_escaped;
use crate::classify::{Element, Reading};
use crate::detect::Role;
use crate::text::{Manuscript, Unit};

/// Rows of text in one chunk. A browser lays out only the chunks that are near what is shown; `page.css` reserves as
/// much room for each of the others.
const CHUNK: usize = 64;
/// Characters that a row of the page holds, roughly: how high a chunk will be is only an estimate.
const ROW: usize = 80;
/// Blank lines shown of one run; beyond them their number says enough.
const BLANK_LINES: usize = 24;

/// The story as typed. `looks` are in the order of the lines.
pub(super) fn typed(story: &Manuscript, confidence: &Confidence, reading: &Reading, looks: &[Doubt]) -> String {
    let mut page =
        Page { story, confidence, looks, html: String::with_capacity(story.text().len() * 5 / 4), at: 0, rows: 0 };
    page.html.push_str("<div class=\"chunk\">");
    for element in &reading.elements {
        page.blank_until(element.lines.start);
        if page.rows >= CHUNK {
            page.html.push_str("</div><div class=\"chunk\">");
            page.rows = 0;
        }
        page.element(element);
    }
    // Behind the last line end stands no line that a person typed.
    let last = story.line_count();
    page.blank_until(last - usize::from(last > page.at && story.line(last - 1).is_empty()));
    page.html.push_str("</div>");
    page.html
}

struct Page<'s> {
    story: &'s Manuscript,
    confidence: &'s Confidence,
    looks: &'s [Doubt],
    html: String,
    /// The first line that is not yet on the page.
    at: usize,
    /// Rows of the chunk so far.
    rows: usize,
}

impl Page<'_> {
    /// An element; where it is plain prose, its paragraph and nothing else.
    fn element(&mut self, element: &Element) {
        let certainty = self.confidence.certainty(element);
        let is_look = self.is_look(element.lines.start);
        if element.role == Role::Body && certainty != Certainty::Doubtful && !is_look {
            return self.blocks(element);
        }
        let _ = write!(self.html, "<div class=\"element role-{}", element.role);
        if is_look {
            self.html.push_str(" look");
        }
        self.html.push_str("\"><button type=\"button\">");
        push_label(&mut self.html, element, certainty);
        self.html.push_str("</button>");
        self.blocks(element);
        self.html.push_str("</div>");
    }

    fn blocks(&mut self, element: &Element) {
        for unit in self.story.units().get(element.units.clone()).unwrap_or_default() {
            match unit {
                Unit::Block(block) => {
                    self.blank_until(block.lines.start);
                    self.paragraph(&block.lines);
                }
                Unit::Space(space) if element.role == Role::Gap => self.space(&space.lines),
                Unit::Space(_) => {}
            }
        }
    }

    /// Whether a line is one of a place that is worth a look.
    fn is_look(&self, line: usize) -> bool {
        let above = self.looks.partition_point(|look| look.lines.start <= line);
        above > 0 && self.looks[above - 1].lines.contains(&line)
    }

    /// Opens a paragraph whose number is that of its first line.
    fn open(&mut self, line: usize) {
        let look = if self.is_look(line) { " class=\"look\"" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(self.html, "<p id=\"{}\" dir=\"auto\"{look}>", line + 1);
    }

    fn paragraph(&mut self, lines: &Range<usize>) {
        self.open(lines.start);
        for line in lines.clone() {
            if line > lines.start {
                self.html.push('\n');
            }
            let text = self.story.line(line);
            push_escaped(&mut self.html, text);
            self.rows += 1 + text.len() / ROW;
        }
        self.html.push_str("</p>");
        self.at = lines.end;
    }

    /// Blank lines that are something: a break, or a place to look at.
    fn space(&mut self, lines: &Range<usize>) {
        self.open(lines.start);
        self.blank(lines.end);
        self.html.push_str("</p>");
    }

    /// The blank lines up to a line.
    fn blank_until(&mut self, end: usize) {
        let look = self.looks.partition_point(|look| look.lines.start < self.at);
        if let Some(look) = self.looks.get(look).map(|look| look.lines.start).filter(|&look| look < end) {
            self.blank(look);
            self.space(&(look..end));
        } else {
            self.blank(end);
        }
    }

    /// Blank lines as they are, for spaces and page breaks may stand on them.
    fn blank(&mut self, end: usize) {
        let shown = end.min(self.at + BLANK_LINES);
        for line in self.at..shown {
            push_escaped(&mut self.html, self.story.line(line));
            self.html.push('\n');
        }
        if end > shown {
            let _ = writeln!(self.html, "<small>{} more empty lines</small>", end - shown);
        }
        self.rows += shown.saturating_sub(self.at);
        self.at = self.at.max(end);
    }
}
