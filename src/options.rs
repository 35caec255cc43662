//! How a story becomes a book: the wishes of every room in one place.

use std::path::Path;
use std::sync::Arc;

use crate::covers::{self, Choice};
use crate::devices::Form;
use crate::error::Error;
use crate::settings::{Boilerplate, BookWishes, CoverWish, Notes, Settings};
use crate::{document, epub, source, text};

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
    /// The form in which it is given out.
    pub form: Form,
}

impl Options {
    /// These options, and what they leave open taken from a person's wishes ([`Settings::book`]). An option counts as left
    /// open where it is as in [`Options::default`]; where a default is to overrule a wish, it is a wish itself
    /// ([`BookWishes::overruled_by`]). The file name is for whoever delivers the book, and no option; the picture that is to
    /// be the cover is read where the book is bound ([`crate::ReadStory::bind`], [`crate::convert`], [`crate::batch`]).
    ///
    /// ```
    /// use storybind::{Options, convert, settings::Settings, source::Source};
    ///
    /// let story = Source::of("ferry", "The Ferry\n\nShe ran.\n");
    /// let settings = Settings::parse("storybind.toml", "[[book]]\nauthor = \"Maren Holt\"\nsmarten = true")?;
    /// let options = Options::default().with(&settings.book(&story.from));
    /// assert_eq!(options.document.author.as_deref(), Some("Maren Holt"));
    /// assert!(options.document.smarten);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with(&self, wishes: &BookWishes) -> Options {
        let mut options = self.clone();
        let fill = |option: &mut Option<String>, wish: &Option<String>| {
            if option.is_none() {
                option.clone_from(wish);
            }
        };
        let document = &mut options.document;
        fill(&mut document.title, &wishes.title);
        fill(&mut document.author, &wishes.author);
        fill(&mut document.language, &wishes.language);
        fill(&mut document.series, &wishes.series);
        fill(&mut document.id, &wishes.id);
        if document.notes == Notes::default() {
            document.notes = wishes.notes.unwrap_or_default();
        }
        if document.boilerplate == Boilerplate::default() {
            document.boilerplate = wishes.boilerplate.unwrap_or_default();
        }
        document.smarten |= wishes.smarten == Some(true);
        options.text.repair |= wishes.repair == Some(true);
        options.text.encoding = options.text.encoding.or(wishes.encoding);
        if options.epub.cover == Choice::Drawn && wishes.cover == Some(CoverWish::None) {
            options.epub.cover = Choice::None;
        }
        options
    }

    /// The same with the picture that a person has named, or else the one that was found beside the story, where the
    /// options leave the cover open.
    ///
    /// # Errors
    /// If the picture cannot be read or is none.
    pub(crate) fn with_cover(self, wishes: &BookWishes, beside: Option<&Path>) -> Result<Options, Error> {
        let named = match &wishes.cover {
            Some(CoverWish::File(path)) => Some(path.as_path()),
            Some(CoverWish::None) => None,
            None => beside,
        };
        let Some(path) = named.filter(|_| self.epub.cover == Choice::Drawn) else { return Ok(self) };
        let cover = covers::own(source::picture(path)?);
        let cover = cover.map_err(|cause| Error::Cover { place: source::shown(path), cause })?;
        let epub = epub::Options { cover: Choice::Own(Arc::new(cover)), ..self.epub };
        Ok(Options { epub, ..self })
    }

    /// The document's options with the name of the story's file, which is the title of a story that states none.
    pub(crate) fn named(&self, name: &str) -> document::Options {
        let mut options = self.document.clone();
        options.file_name.get_or_insert_with(|| name.to_owned());
        options
    }
}
