//! How a story becomes a book: the wishes of every room in one place.

use crate::devices::Form;
use crate::settings::{Boilerplate, BookWishes, Notes, Settings};
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
    /// The form in which it is given out.
    pub form: Form,
}

impl Options {
    /// These options, and what they leave open taken from a person's wishes ([`Settings::book`]). An option counts as left
    /// open where it is as in [`Options::default`]; where a default is to overrule a wish, it is a wish itself
    /// ([`BookWishes::overruled_by`]). The file name is for whoever delivers the book, and no option.
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
        options
    }

    /// The document's options with the name of the story's file, which is the title of a story that states none.
    pub(crate) fn named(&self, name: &str) -> document::Options {
        let mut options = self.document.clone();
        options.file_name.get_or_insert_with(|| name.to_owned());
        options
    }
}
