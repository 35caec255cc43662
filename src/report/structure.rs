//! What a story is made of, as a table of contents and a count would say it: short enough to be kept, compared and read
//! in a diff.

use crate::classify::{Detail, Reading};
use crate::detect::Role;
use crate::document::Metadata;
use crate::text::{Manuscript, Words};

use super::rows::one_line;

/// A story's facts, headings and counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Structure {
    /// The book's title.
    pub title: String,
    /// Its authors.
    pub authors: Vec<String>,
    /// BCP 47.
    pub language: String,
    /// Every heading, in reading order.
    pub headings: Vec<Heading>,
    /// How many elements there are of each role but prose and headings; roles that do not occur are left out.
    pub counts: Vec<(Role, usize)>,
    /// Words of the whole story.
    pub words: usize,
}

/// A heading of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 part, 2 chapter, 3 section.
    pub level: u8,
    /// As the contents name it.
    pub title: String,
    /// Its first line, 0-based, in the whole story.
    pub line: usize,
}

impl Structure {
    /// Gathers what a reading says.
    #[must_use]
    pub fn of(story: &Manuscript, reading: &Reading, metadata: &Metadata) -> Structure {
        let headings = reading.elements.iter().filter_map(|element| match &element.detail {
            Detail::Heading { level, title } => {
                Some(Heading { level: *level, title: one_line(title), line: element.lines.start })
            }
            _ => None,
        });
        let of_role = |role: Role| reading.elements.iter().filter(|element| element.role == role).count();
        let counted = Role::ALL.into_iter().filter(|role| !matches!(role, Role::Body | Role::Heading));
        Structure {
            title: metadata.title.clone(),
            authors: metadata.authors.clone(),
            language: metadata.language.clone(),
            headings: headings.collect(),
            counts: counted.map(|role| (role, of_role(role))).filter(|(_, count)| *count > 0).collect(),
            words: Words::new(story.text()).count(),
        }
    }

    /// How many elements there are of a role.
    #[must_use]
    pub fn count(&self, role: Role) -> usize {
        self.counts.iter().find(|(own, _)| *own == role).map_or(0, |(_, count)| *count)
    }
}
