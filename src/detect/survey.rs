//! What the first look shows of the story as a whole: each room's own survey, for the second look.

use super::evidence::Evidence;
use super::place::Scene;
use super::{boilerplate, breaks, headings, notes, titlepage, verse};

/// What the first look shows of the story as a whole.
#[derive(Debug)]
pub struct Survey {
    /// The headings, seen together.
    pub headings: headings::Survey,
    /// Breaks and spaces, seen together.
    pub breaks: breaks::Survey,
    /// The verse that stands above this book's chapters.
    pub mottoes: verse::Mottoes,
    /// Lines that pages and sites set around the text.
    pub boilerplate: boilerplate::Survey,
    /// In which person the story is told.
    pub notes: notes::Survey,
    /// The marks between which this author sets lines of verse.
    pub verse: verse::Survey,
    /// Titles with names below them, seen together.
    pub titles: titlepage::Survey,
}

impl Survey {
    /// Surveys a story after the first look.
    pub(super) fn of(scene: &Scene, first: &Evidence) -> Survey {
        let headings = headings::Survey::of(scene, first);
        Survey {
            breaks: breaks::Survey::of(scene, first),
            mottoes: verse::Mottoes::of(scene, first),
            boilerplate: boilerplate::Survey::of(scene),
            notes: notes::Survey::of(scene, first, &headings),
            verse: verse::Survey::of(scene, first),
            titles: titlepage::Survey::of(scene),
            headings,
        }
    }
}
