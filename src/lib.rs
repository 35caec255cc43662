//! Binds plain-text stories into EPUB books.
//!
//! ```text
//! source   path       -> Source      a story's bytes and where they came from
//! settings file       -> Settings    what a person says of the story: corrections, habits
//! text     bytes      -> Manuscript  decoded and measured; no line changes after this
//! corrections settings -> Rulings    the places that are meant, and what fits nothing
//! detect   manuscript -> Evidence    every convention votes, blind to the others
//! classify evidence   -> Reading     the only place where roles compete
//! document reading    -> Document    sections, pieces, inlines, metadata
//! covers   metadata   -> Cover       drawn from the story's own facts
//! epub     document   -> Book        tags, package, archive, and the proof that no word was lost
//! devices             -> Profile     what is known of e-readers: where books go, in which form
//! deliver  book       -> file        whole or not at all
//! batch    folder     -> folder      all of it for many stories, and only for those that have changed
//! shelf    books      -> catalogue   OPDS for e-readers and a page for people
//! serve    catalogue  -> HTTP        for a phone, an e-reader, a browser
//! post     books      -> mail        to the address of a reader or a person
//! ```
//!
//! From a file to a book, with all decisions left to storybind:
//!
//! ```
//! # let folder = tempfile::tempdir()?;
//! # let file = folder.path().join("story.txt");
//! # std::fs::write(&file, "The Ferry\n\nChapter 1\n\nShe ran.\n")?;
//! let book = storybind::Story::open(&file)?.read().bind()?;
//! storybind::deliver::place(&book.bytes, &file.with_extension("epub"), None, storybind::deliver::Existing::Own)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! From memory, with some of them taken, and a look at what was found:
//!
//! ```
//! use storybind::{Options, Story, document, report::Findings, source::Source};
//!
//! let source = Source::of("ferry", "Chapter 1\n\nShe ran.\n\n***\n\nShe swam.\n");
//! let story = Story::from(source).read();
//! println!("{}", Findings::of(story.manuscript(), story.evidence(), story.reading()));
//! let options = Options {
//!     document: document::Options { title: Some("The Ferry".into()), ..Default::default() },
//!     ..Options::default()
//! };
//! let book = story.bind_with(&options)?;
//! assert_eq!(book.words, 6);
//! # Ok::<(), storybind::Error>(())
//! ```

pub mod batch;
pub mod classify;
#[cfg(feature = "cli")]
pub mod cli;
pub mod corrections;
pub mod covers;
pub mod deliver;
pub mod detect;
pub mod devices;
pub mod document;
pub mod epub;
mod error;
mod options;
#[cfg(feature = "post")]
pub mod post;
pub mod report;
#[cfg(feature = "serve")]
pub mod serve;
pub mod settings;
pub mod shelf;
pub mod source;
mod story;
pub mod text;

pub use error::Error;
pub use options::Options;
pub use story::{ReadStory, Story};

/// The whole path from a story to a book. What the options leave open, their settings may say ([`Options::with`]).
///
/// ```
/// use storybind::{Options, convert, source::Source};
///
/// let source = Source::of("story", "Once upon a time there was a lamp.");
/// let book = convert(&source, &Options::default())?;
/// assert!(book.bytes.starts_with(b"PK"));
/// # Ok::<(), storybind::Error>(())
/// ```
///
/// # Errors
/// [`Error::Wordless`] if there is no word in the story; [`Error::Source`] and [`Error::Cover`] if the picture that the
/// settings name cannot be the cover; [`Error::Epub`] if the proof of conservation fails.
pub fn convert(source: &source::Source, options: &Options) -> Result<epub::Book, Error> {
    let wishes = options.settings.book(&source.from);
    let options = &options.with(&wishes).with_cover(&wishes, None)?;
    let story = Story::from(source.clone()).with_settings(options.settings.clone()).read_with(&options.text);
    story.bind_with(options)
}
