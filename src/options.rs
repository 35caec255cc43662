//! How a story becomes a book: the wishes of every room in one place.

use crate::settings::Settings;
use crate::{document, epub, text};

/// How a story becomes a book. The default leaves all decisions to storybind.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How the bytes are read.
    pub text: text::Options,
    /// What a person has said of the story: `storybind.toml`.
    pub settings: Settings,
    /// What the book says and where notes go.
    pub document: document::Options,
    /// How the book is bound.
    pub epub: epub::Options,
}

impl Options {
    /// The document's options with the name of the story's file, which is the title of a story that states none.
    pub(crate) fn named(&self, name: &str) -> document::Options {
        let mut options = self.document.clone();
        options.file_name.get_or_insert_with(|| name.to_owned());
        options
    }
}
