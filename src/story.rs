//! A story on its way, for programs: open it, have it read, look at what was found, bind it.

use std::io::{Read, Seek};
use std::path::Path;

use crate::classify::{self, Reading};
use crate::corrections::{self, Fitted, Misfit};
use crate::covers;
use crate::detect::{self, Evidence};
use crate::devices;
use crate::document::{self, Document};
use crate::epub::{self, Book};
use crate::error::Error;
use crate::options::Options;
use crate::settings::{BookWishes, Settings};
use crate::source::{self, Provenance, Source};
use crate::text::{self, Manuscript};

/// A story that has been opened and not yet read.
#[derive(Debug, Clone)]
pub struct Story {
    source: Source,
    settings: Settings,
}

/// A story with what was found in it.
#[derive(Debug, Clone)]
pub struct ReadStory {
    from: Provenance,
    manuscript: Manuscript,
    evidence: Evidence,
    reading: Reading,
    misfits: Vec<Misfit>,
    wishes: BookWishes,
}

impl Story {
    /// Opens a story file.
    ///
    /// # Errors
    /// If it cannot be read or is not text.
    pub fn open(path: impl AsRef<Path>) -> Result<Story, Error> {
        Ok(Story::from(Source::open(path)?))
    }

    /// The same story with what a person has said of it: corrections and habits, as in a `storybind.toml`.
    ///
    /// ```
    /// use storybind::{Story, settings::Settings, source::Source};
    ///
    /// let settings = Settings::parse("storybind.toml", "[patterns]\nbreak = \"~~ wave ~~\"")?;
    /// let story = Story::from(Source::of("ferry", "She ran.\n\n~~ wave ~~\n\nShe swam.\n"));
    /// let story = story.with_settings(settings).read();
    /// assert_eq!(story.reading().elements[1].role, storybind::detect::Role::Break);
    /// assert!(story.misfits().is_empty());
    /// # Ok::<(), storybind::settings::Error>(())
    /// ```
    #[must_use]
    pub fn with_settings(self, settings: Settings) -> Story {
        Story { settings, ..self }
    }

    /// The same story with what is said in the `storybind.toml` files beside it and in the folders above.
    ///
    /// ```
    /// # let folder = tempfile::tempdir()?;
    /// # let file = folder.path().join("ferry.txt");
    /// # std::fs::write(&file, "She ran.\n\nSalt\n\nShe swam.\n")?;
    /// let corrections = "[[correct]]\ntext = \"Salt\"\nrole = \"heading\"\n";
    /// std::fs::write(file.with_file_name("storybind.toml"), corrections)?;
    /// let story = storybind::Story::open(&file)?.with_settings_beside()?.read();
    /// for misfit in story.misfits() {
    ///     println!("{misfit}");
    /// }
    /// assert_eq!(story.reading().elements[1].role, storybind::detect::Role::Heading);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If one cannot be read, or something in one is wrong. A story that is no file has none.
    pub fn with_settings_beside(self) -> Result<Story, Error> {
        match &self.source.from.path {
            Some(path) => {
                let settings = Settings::above(source::folder_of(path))?;
                Ok(self.with_settings(settings))
            }
            None => Ok(self),
        }
    }

    /// Has the story read: its encoding guessed or as the settings say, every line given its role.
    #[must_use]
    pub fn read(self) -> ReadStory {
        let options = Options::default().with(&self.settings.book(&self.source.from));
        self.read_with(&options.text)
    }

    /// Has the story read as the options say.
    #[must_use]
    pub fn read_with(self, options: &text::Options) -> ReadStory {
        let Source { from, bytes, chapter, further } = self.source;
        let wishes = self.settings.book(&from);
        let further = further.into_iter().map(|source| (source.chapter, source.bytes));
        let manuscript = text::read_parts(std::iter::once((chapter, bytes)).chain(further), options);
        let Fitted { story: manuscript, rulings, misfits } = corrections::fit(manuscript, &self.settings, &from);
        let rulings = rulings.and(classify::heads(&manuscript));
        let evidence = detect::examine_under(&manuscript, rulings);
        let reading = classify::decide(&manuscript, &evidence);
        ReadStory { from, manuscript, evidence, reading, misfits, wishes }
    }
}

impl From<Source> for Story {
    fn from(source: Source) -> Story {
        Story { source, settings: Settings::default() }
    }
}

impl ReadStory {
    /// Where the story came from.
    #[must_use]
    pub fn from(&self) -> &Provenance {
        &self.from
    }

    /// The text with its measures.
    #[must_use]
    pub fn manuscript(&self) -> &Manuscript {
        &self.manuscript
    }

    /// All that spoke for or against anything.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// What a person has said of the story and could not be followed.
    #[must_use]
    pub fn misfits(&self) -> &[Misfit] {
        &self.misfits
    }

    /// How the settings want the book: what [`ReadStory::bind`] follows, and [`Options::with`] makes options of.
    #[must_use]
    pub fn wishes(&self) -> &BookWishes {
        &self.wishes
    }

    /// What every line is.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The book's structure, before it is bound.
    #[must_use]
    pub fn document(&self, options: &Options) -> Document<'_> {
        document::assemble(&self.manuscript, &self.reading, &options.named(&self.from.name))
    }

    /// What the cover of a book that is bound so does not show, if anything: a sentence. A person's own picture leaves
    /// nothing out.
    #[must_use]
    pub fn unsaid(&self, document: &Document<'_>, options: &Options) -> Option<String> {
        let is_drawn = options.epub.cover == covers::Choice::Drawn;
        let unsaid = is_drawn.then(|| covers::unsaid(&covers::Facts::of(&document.metadata))).flatten();
        unsaid.map(|unsaid| unsaid.to_string())
    }

    /// Binds the book, as the settings want it.
    ///
    /// # Errors
    /// [`Error::Wordless`] if there is no word in the story; [`Error::Source`] and [`Error::Cover`] if the picture that the
    /// settings name cannot be the cover; [`Error::Epub`] if the proof of conservation fails.
    pub fn bind(&self) -> Result<Book, Error> {
        self.bind_with(&Options::default().with(&self.wishes).with_cover(&self.wishes, None)?)
    }

    /// Binds the book as the options say. How the text is read has been decided before.
    ///
    /// # Errors
    /// As [`ReadStory::bind`].
    pub fn bind_with(&self, options: &Options) -> Result<Book, Error> {
        self.bind_document(&self.document(options), options)
    }

    /// Binds a document that was made of this story, in the form that the options name.
    ///
    /// # Errors
    /// As [`ReadStory::bind`].
    pub fn bind_document(&self, document: &Document<'_>, options: &Options) -> Result<Book, Error> {
        self.bind_over(document, options, None::<std::io::Empty>)
    }

    /// As [`ReadStory::bind_document`], over the book that stood there before ([`epub::bind_over`]).
    pub(crate) fn bind_over(
        &self,
        document: &Document<'_>,
        options: &Options,
        old: Option<impl Read + Seek + Send>,
    ) -> Result<Book, Error> {
        Error::unless_words(&self.manuscript, &self.from)?;
        let book = epub::bind_over(&self.manuscript, document, &options.epub, old);
        let book = book.map_err(|cause| Error::epub(&self.from, cause))?;
        let formed = devices::formed(book.bytes, options.form).map_err(|cause| Error::form(&self.from, cause))?;
        Ok(Book { bytes: formed.bytes, ..book })
    }
}
