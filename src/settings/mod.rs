//! `storybind.toml`: what a person says once of their stories and their way of writing. Reads the file, names what is
//! wrong in it by line and column, and knows nothing of any story's text.

/// The pages for writers; their programs run with the other examples.
#[cfg(doctest)]
#[doc = include_str!("../../docs/corrections.md")]
#[doc = include_str!("../../docs/folders.md")]
struct Pages;

mod books;
mod error;
mod file;
mod globs;
mod mail;
mod pattern;
#[cfg(test)]
mod schema;
mod sheet;
mod sheets;
mod wishes;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use unicode_normalization::UnicodeNormalization;

use crate::detect::{Kind, Role};
use crate::source::{Provenance, SettingsFile};

pub use books::{BookEntry, NamedFile, StatedVolume};
pub use error::Error;
pub(crate) use error::position;
pub use mail::{Mail, Security};
pub use pattern::Pattern;
pub use sheet::is_language;
pub use sheets::Sheets;
pub use wishes::{Boilerplate, BookWishes, CoverWish, Notes};

/// A `storybind.toml` with every key explained and none in force: what `storybind init` writes.
pub const TEMPLATE: &str = include_str!("template.toml");

/// The JSON Schema (draft 7) of a `storybind.toml`, for editors.
pub const SCHEMA: &str = include_str!("../../docs/storybind.schema.json");

/// All that is said of a story: one sheet for each `storybind.toml` that holds for it. The default says nothing.
///
/// ```
/// use storybind::{Options, convert, settings::Settings, source::Source};
///
/// let story = Source::of("ferry", "The Ferry\n\nSalt\n\nShe ran.\n\nIron\n\nShe swam.\n");
/// let settings = Settings::parse("storybind.toml", r#"
///     [[correct]]
///     text = "Salt"
///     role = "heading"
///
///     [[correct]]
///     text = "Iron"
///     role = "heading"
///     title = "Iron, or: the Way Back"
/// "#)?;
/// let book = convert(&story, &Options { settings, ..Options::default() })?;
/// # assert!(book.bytes.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The nearest file first.
    sheets: Vec<Arc<Sheet>>,
}

/// One `storybind.toml`.
#[derive(Debug)]
pub struct Sheet {
    /// The file; none where the text came from elsewhere.
    file: Option<SettingsFile>,
    name: Arc<str>,
    /// Which files are one book and how books are wanted, in the order of the lines.
    pub books: Vec<BookEntry>,
    /// What single places are, in the order of the lines.
    pub corrections: Vec<Correction>,
    /// How the author writes, in the order of the roles.
    pub patterns: Vec<Pattern>,
    /// So many blank lines, or more, are a scene break.
    pub gap: Option<usize>,
    /// The account by which books are mailed.
    pub mail: Option<Mail>,
    /// The files of `books` that are not there, once they have been looked for.
    unfound: OnceLock<Vec<(usize, usize)>>,
    /// The corrections of stories that are not there, once these have been looked for.
    orphans: OnceLock<Vec<usize>>,
}

/// What one place of a story is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The story it is for; all stories where none is named.
    pub story: Option<String>,
    /// What is meant.
    pub target: Target,
    /// Where to look for it.
    pub search: Search,
    /// What it is.
    pub role: Role,
    /// The finer kind: a heading's level, what a field states, whether verse is sung.
    pub kind: Option<Kind>,
    /// A heading's title in the contents.
    pub title: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// What a correction speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The lines that are quoted.
    Text(String),
    /// From the lines that are quoted to those quoted second, both included.
    Through(String, String),
    /// From the lines that are quoted to those quoted second, which are no part of it.
    Until(String, String),
    /// The blank lines above the paragraph that is quoted.
    Before(String),
}

/// Where a quotation is looked for when it stands in several places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Behind these lines, and there at the first place.
    pub after: Option<String>,
    /// At the place of this number, counted from 1.
    pub nth: Option<usize>,
}

/// A line of a `storybind.toml`, shown as "storybind.toml:12".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as messages call it.
    pub name: Arc<str>,
    /// Its line, counted from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name, self.line)
    }
}

impl Settings {
    /// Reads a text in the form of a `storybind.toml`; `name` is what messages call it.
    ///
    /// # Errors
    /// [`Error::Wrong`] with line, column and what to do.
    pub fn parse(name: &str, text: &str) -> Result<Settings, Error> {
        Ok(Settings { sheets: vec![Arc::new(sheet::read(name, text, None)?)] })
    }

    /// Reads the file that a person names.
    ///
    /// # Errors
    /// If it cannot be read, or something in it is wrong.
    pub fn open(path: impl AsRef<Path>) -> Result<Settings, Error> {
        Settings::of([SettingsFile::open(path.as_ref())?])
    }

    /// Reads every `storybind.toml` in a folder and in those above it.
    ///
    /// # Errors
    /// If one cannot be read, or something in one is wrong.
    pub fn above(folder: impl AsRef<Path>) -> Result<Settings, Error> {
        Settings::of(SettingsFile::above(folder.as_ref())?)
    }

    fn of(files: impl IntoIterator<Item = SettingsFile>) -> Result<Settings, Error> {
        let sheets = files.into_iter().map(|file| Sheet::of(file).map(Arc::new));
        Ok(Settings { sheets: sheets.collect::<Result<_, _>>()? })
    }

    /// The sheets, the nearest first.
    pub fn sheets(&self) -> impl DoubleEndedIterator<Item = &Sheet> {
        self.sheets.iter().map(AsRef::as_ref)
    }

    /// The account by which books are mailed: that of the nearest file that states one, and the whole of it.
    #[must_use]
    pub fn mail(&self) -> Option<&Mail> {
        self.sheets().find_map(|sheet| sheet.mail.as_ref())
    }

    /// Whether nothing is said at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sheets.iter().all(|sheet| {
            sheet.books.is_empty() && sheet.corrections.is_empty() && sheet.patterns.is_empty() && sheet.gap.is_none()
        })
    }
}

impl Sheet {
    fn of(file: SettingsFile) -> Result<Sheet, Error> {
        let (name, text) = (file.name.clone(), file.text.clone());
        sheet::read(&name, &text, Some(file))
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same, to be kept.
    #[must_use]
    pub fn shared_name(&self) -> Arc<str> {
        Arc::clone(&self.name)
    }

    /// The file as it is typed; empty where the text came from elsewhere.
    #[must_use]
    pub fn text(&self) -> &str {
        self.file.as_ref().map_or("", |file| &file.text)
    }

    /// The corrections that are for a story.
    pub fn corrections_of<'s>(&'s self, story: &'s Provenance) -> impl Iterator<Item = &'s Correction> {
        let is_meant =
            |correction: &&Correction| correction.story.as_deref().is_none_or(|name| self.is_of(name, story));
        self.corrections.iter().filter(is_meant)
    }

    /// The corrections that name a story which is not there, so that no story will ever take them.
    pub fn orphans(&self) -> impl Iterator<Item = &Correction> {
        let orphans = self.orphans.get_or_init(|| {
            let is_orphan = |correction: &Correction| match (&self.file, &correction.story) {
                (Some(file), Some(story)) if !file.is_named => !file.may_hold(story),
                _ => false,
            };
            let corrections = self.corrections.iter().enumerate();
            corrections.filter(|(_, correction)| is_orphan(correction)).map(|(number, _)| number).collect()
        });
        orphans.iter().map(|number| &self.corrections[*number])
    }

    /// Whether a name means a story: its file's name, or its path seen from the sheet; with the ending or without.
    fn is_of(&self, name: &str, story: &Provenance) -> bool {
        let is_same = |other: &str| {
            let stem = other.strip_suffix(".txt").or_else(|| other.strip_suffix(".text")).unwrap_or(other);
            name.nfc().eq(other.nfc()) || name.nfc().eq(stem.nfc())
        };
        story.files().any(|file| {
            let below = self.path_from_here(&file);
            is_same(&below) || below.rsplit_once('/').is_some_and(|(_, file_name)| is_same(file_name))
        })
    }
}
