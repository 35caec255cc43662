//! The rows of a reading: one an element, and one for each run of prose between two of them.

use std::ops::Range;

use crate::classify::{Detail, Element, Reading};
use crate::detect::Role;

/// A run of lines with one role.
#[derive(Debug, Clone)]
pub struct Row<'r> {
    /// Lines, 0-based, end excluded.
    pub lines: Range<usize>,
    /// The elements: one, or in a row of body as many as there are paragraphs.
    pub elements: &'r [Element],
}

impl Row<'_> {
    /// What the lines are.
    #[must_use]
    pub fn role(&self) -> Role {
        self.elements.first().map_or(Role::Body, |element| element.role)
    }

    /// What the role alone does not say, as the last column of a table: "2 The Door", "front", "song epigraph".
    #[must_use]
    pub fn extra(&self) -> String {
        self.elements.first().map(|element| extra(&element.detail)).unwrap_or_default()
    }
}

/// The rows of a reading in order.
#[must_use]
pub fn rows(reading: &Reading) -> Vec<Row<'_>> {
    reading
        .elements
        .chunk_by(|above, below| above.role == Role::Body && below.role == Role::Body)
        .filter_map(|elements| {
            let lines = elements.first()?.lines.start..elements.last()?.lines.end;
            Some(Row { lines, elements })
        })
        .collect()
}

fn extra(detail: &Detail) -> String {
    match detail {
        Detail::None => String::new(),
        Detail::Heading { level, title } => format!("{level} {}", one_line(title)).trim_end().to_owned(),
        Detail::Field(kind) => kind.name().to_owned(),
        Detail::Note(place) => place.name().to_owned(),
        Detail::Verse { song, epigraph } => {
            let kind = if *song { "song" } else { "poem" };
            if *epigraph { format!("{kind} epigraph") } else { kind.to_owned() }
        }
    }
}

/// A text without tabs, line ends and controls, which would break a table or a terminal.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
