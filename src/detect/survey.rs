//! What the first look shows of the story as a whole: each room's own survey, for the second look.

use super::STRETCH;
use super::evidence::Evidence;
use super::place::Scene;
use super::{boilerplate, breaks, headings, notes, titlepage, verse};

/// What the first look shows of the story as a whole.
#[derive(Debug)]
pub struct Survey {
    /// The headings, seen together.
    pub headings: headings::Survey,
    /// The headings that are typed with hash marks.
    pub markup: headings::Markup,
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
        let chapters = || {
            let headings = headings::Survey::of(scene, first);
            (notes::Survey::of(scene, first, &headings), headings)
        };
        let others = || {
            let breaks = (breaks::Survey::of(scene, first), verse::Mottoes::of(scene, first));
            (
                breaks,
                boilerplate::Survey::of(scene),
                verse::Survey::of(scene, first),
                titlepage::Survey::of(scene, first),
            )
        };
        let is_long = scene.len() > STRETCH;
        let (chapters, others) = if is_long { rayon::join(chapters, others) } else { (chapters(), others()) };
        let ((notes, headings), ((breaks, mottoes), boilerplate, verse, titles)) = (chapters, others);
        Survey { headings, markup: headings::Markup::of(scene), breaks, mottoes, boilerplate, notes, verse, titles }
    }
}
