//! What a person can ask of the document.

use crate::settings::{Boilerplate, Notes};

/// What a person can ask of the document. Everything left out is taken from the story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The title.
    pub title: Option<String>,
    /// The author; several are parted by `;` or `&`.
    pub author: Option<String>,
    /// The language, as BCP 47 tag.
    pub language: Option<String>,
    /// The series, with or without the place in it: "The Long Road #2".
    pub series: Option<String>,
    /// Where author's notes go.
    pub notes: Notes,
    /// Where publishers' and sites' matter goes.
    pub boilerplate: Boilerplate,
    /// Set typed quotation marks, dashes and dots as printers of the book's language do. A language whose habits are not
    /// known is left as typed, and [`Document::unset`](super::Document::unset) says so.
    pub smarten: bool,
    /// The name of the story's file without its folder, for a story that states no title.
    pub file_name: Option<String>,
    /// The book's identity, where it is not to be made of title, author and series: a UUID or any other words.
    pub id: Option<String>,
}
