//! A document to a finished EPUB 3.3, and back: every book is read again and its words are compared with the story's
//! before anybody gets it.
//!
//! ```text
//! spine        document  -> pages      cut into content documents, each with its file and its ids
//! cover        metadata  -> picture    as chosen; a drawn one from the book's old self, if it has not changed
//! render       page      -> text       the only place that writes a book's tags
//! compose                -> skeleton   package document, navigation and container, by epub-builder, once for all books
//! complete     pages     -> skeleton   with what is the book's own, and what epub-builder cannot say or says wrongly
//! press        text      -> deflated   run by run, side by side
//! seal         all       -> bytes      the archive
//! conservation bytes     -> proof      no word lost, doubled or moved
//! ```

mod about;
pub(crate) mod archive;
mod check;
mod complete;
mod compose;
mod conservation;
mod cover;
mod divide;
mod entities;
mod error;
mod escape;
mod language;
pub(crate) mod package;
pub(crate) mod press;
mod render;
pub(crate) mod seal;
mod spine;
mod weight;
pub(crate) mod xml;

pub use about::{About, Author, Picture, about, cover};
pub(crate) use check::Findings;
pub use check::{Finding, Rule, check, check_against};
pub use error::Error;
pub use package::generator;

use std::io::{Read, Seek};

use rayon::prelude::*;

use crate::covers;
use crate::document::{Document, wording};
use crate::text::Manuscript;

/// What a book states for its date of change where nothing is known of it.
pub(crate) const UNDATED: &str = "1980-01-01T00:00:00Z";

/// How a book is bound.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Seconds since 1970 for the book's date of change and its archive entries (`SOURCE_DATE_EPOCH`); without it the
    /// story's own date and 1980-01-01.
    pub modified: Option<i64>,
    /// Which cover the book has.
    pub cover: covers::Choice,
}

/// A finished book, proved to hold every word of its story.
#[derive(Debug, Clone)]
pub struct Book {
    /// The EPUB archive.
    pub bytes: Vec<u8>,
    /// `urn:uuid:…`, as the package document states it.
    pub identifier: String,
    /// Content documents in the spine, the cover's and the title page among them.
    pub documents: usize,
    /// Words of the story that were found again in the book, in order.
    pub words: usize,
}

/// Binds a document into a book and proves that it holds the words of `story`, the manuscript it was made from.
///
/// The same story, document and options give the same bytes on every machine and with any number of threads.
///
/// # Errors
/// [`Error::WordsLost`], [`Error::LineLost`] and [`Error::LineTwice`] where the proof fails; the rest where a library
/// that writes the book refuses to. All of them are faults of storybind, never of the story.
pub fn bind(story: &Manuscript, document: &Document<'_>, options: &Options) -> Result<Book, Error> {
    bind_over(story, document, options, None::<std::io::Empty>)
}

/// As [`bind`], where an earlier book of the story is at hand: a drawn cover that has not changed is taken from it and not
/// drawn again, if it is the one that storybind put there. The bytes are the same with and without it.
///
/// # Errors
/// As [`bind`].
pub fn bind_over(
    story: &Manuscript,
    document: &Document<'_>,
    options: &Options,
    old: Option<impl Read + Seek + Send>,
) -> Result<Book, Error> {
    let words = wording(&document.metadata.language);
    let spine = spine::cut(document, words);
    let moment = seal::moment(options);
    let pages = || {
        let runs = spine.pages.par_chunks(seal::RUN).map(|run| {
            let texts = run.iter().map(|page| (page.file.clone(), render::page(page, &spine, document, words)));
            seal::press(texts, moment)
        });
        runs.collect::<Result<Vec<_>, _>>()
    };
    let front = || {
        let cover = cover::Bound::of(&document.metadata, words, &options.cover, old);
        let cover = cover.as_ref();
        let skeleton = complete::complete(document, &spine, cover, words, options)?;
        let page = cover.map(|cover| (cover, render::cover(cover, document)));
        Ok::<_, Error>((usize::from(page.is_some()), seal::front(&skeleton, page, moment)?))
    };
    let (front, pages) = rayon::join(front, pages);
    let (covers, front) = front?;
    let documents = spine.pages.len() + covers;
    let bytes = seal::seal(front, pages?, moment)?;
    let words = prove(story, document, &bytes)?;
    Ok(Book { bytes, identifier: document.metadata.identifier.clone(), documents, words })
}

/// The content documents of a book as they go into its archive: the name and the XHTML of each, in reading order.
#[must_use]
pub fn pages(document: &Document<'_>) -> Vec<(String, String)> {
    let words = wording(&document.metadata.language);
    let spine = spine::cut(document, words);
    spine.pages.iter().map(|page| (page.file.clone(), render::page(page, &spine, document, words))).collect()
}

/// Proves once more that a finished book holds every word of `story` in the order in which the document places them, as
/// [`bind`] has done. Gives the number of words compared.
///
/// # Errors
/// [`Error::WordsLost`], [`Error::LineLost`] and [`Error::LineTwice`] where it does not; [`Error::ReadBack`] where the
/// bytes are no book.
pub fn prove(story: &Manuscript, document: &Document<'_>, bytes: &[u8]) -> Result<usize, Error> {
    conservation::prove(story, document, bytes)
}
