//! What a story is made of, as a table of contents and a count would say it: short enough to be kept, compared and read
//! in a diff.

use crate::classify::Reading;
use crate::detect::Role;
use crate::document::{Document, Section, is_story, words};
use crate::text::Manuscript;

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
    /// Gathers what a reading and the book made of it say. A heading that a file's name has made counts like any other.
    #[must_use]
    pub fn of(story: &Manuscript, reading: &Reading, document: &Document<'_>) -> Structure {
        let mut headings = Vec::new();
        document.sections.iter().for_each(|section| gather(section, &mut headings));
        let of_role = |role: Role| reading.elements.iter().filter(|element| element.role == role).count();
        let counted = Role::ALL.into_iter().filter(|role| !matches!(role, Role::Body | Role::Heading));
        let metadata = &document.metadata;
        Structure {
            title: metadata.title.clone(),
            authors: metadata.authors.clone(),
            language: metadata.language.clone(),
            headings,
            counts: counted.map(|role| (role, of_role(role))).filter(|(_, count)| *count > 0).collect(),
            words: metadata.words + words(story, reading, |role| !is_story(role)),
        }
    }

    /// Headings of chapters; all headings where none is a chapter's.
    #[must_use]
    pub fn chapters(&self) -> usize {
        let chapters = self.headings.iter().filter(|heading| heading.level == 2).count();
        if chapters > 0 { chapters } else { self.headings.len() }
    }

    /// How many elements there are of a role.
    #[must_use]
    pub fn count(&self, role: Role) -> usize {
        self.counts.iter().find(|(own, _)| *own == role).map_or(0, |(_, count)| *count)
    }
}

fn gather(section: &Section<'_>, headings: &mut Vec<Heading>) {
    if let Some(heading) = &section.heading {
        let title = one_line(&heading.title);
        headings.push(Heading { level: section.level, title, line: heading.lines.start });
    }
    section.sections.iter().for_each(|inner| gather(inner, headings));
}
