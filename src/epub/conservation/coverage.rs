//! Every line that is not blank has one place in the book, or was dropped on request.

use std::ops::Range;

use super::super::error::Error;
use crate::document::{Document, Piece, Section};
use crate::text::{Manuscript, Words};

/// Proves it.
pub(super) fn prove(story: &Manuscript, document: &Document<'_>) -> Result<(), Error> {
    let mut places = Places { story, placed: vec![false; story.line_count()] };
    places.pieces(&document.front)?;
    document.sections.iter().try_for_each(|section| places.section(section))?;
    document.back.iter().try_for_each(|back| places.pieces(&back.pieces))?;
    document.dropped.iter().try_for_each(|lines| places.place(lines))?;
    for (again, lines) in &document.repeated {
        places.repeat(again, lines)?;
    }
    let lost = (0..story.line_count()).find(|&line| !places.placed[line] && !is_blank(story, line));
    match lost {
        Some(line) => Err(Error::LineLost { line: line + 1, text: excerpt(story.line(line)) }),
        None => Ok(()),
    }
}

struct Places<'s> {
    story: &'s Manuscript,
    placed: Vec<bool>,
}

impl Places<'_> {
    fn section(&mut self, section: &Section<'_>) -> Result<(), Error> {
        if let Some(heading) = &section.heading {
            self.place(&heading.lines)?;
        }
        self.pieces(&section.pieces)?;
        section.sections.iter().try_for_each(|inner| self.section(inner))
    }

    fn pieces(&mut self, pieces: &[Piece<'_>]) -> Result<(), Error> {
        pieces.iter().try_for_each(|piece| self.place(&piece.lines))
    }

    /// Lines that say what other lines say that are placed: nothing is lost with them, as long as that is true.
    fn repeat(&mut self, again: &Range<usize>, lines: &Range<usize>) -> Result<(), Error> {
        let story = self.story;
        let words = |lines: &Range<usize>| {
            lines.clone().flat_map(|line| Words::new(story.line(line)).map(str::to_lowercase).collect::<Vec<_>>())
        };
        let is_placed = lines.clone().all(|line| is_blank(story, line) || self.placed[line]);
        if is_placed && words(again).eq(words(lines)) {
            return self.place(again);
        }
        Err(Error::LineLost { line: again.start + 1, text: excerpt(story.line(again.start)) })
    }

    fn place(&mut self, lines: &Range<usize>) -> Result<(), Error> {
        for line in lines.start..lines.end.min(self.placed.len()) {
            if std::mem::replace(&mut self.placed[line], true) && !is_blank(self.story, line) {
                return Err(Error::LineTwice { line: line + 1, text: excerpt(self.story.line(line)) });
            }
        }
        Ok(())
    }
}

fn is_blank(story: &Manuscript, line: usize) -> bool {
    story.line(line).trim().is_empty()
}

/// The beginning of a line, for a message.
pub(super) fn excerpt(line: &str) -> String {
    let line = line.trim();
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
