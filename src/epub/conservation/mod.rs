//! The proof that no word of the story was lost, doubled or moved: the finished bytes are opened again, and their words
//! in reading order are compared with those of the manuscript lines that the document placed.
//!
//! Stated differences only: characters that XML forbids are taken out of the story first; a hyphen that `joins` names
//! is taken out with its line end; words the program adds are marked as such; the mark of a scene break is none of the
//! story's words, even where it is made of letters (`oOo`); lines the user dropped are left out. The story's lines are
//! those of its repaired text where that was asked for; each repair is proved by making the mistake again, which has to
//! give the text of the file.

mod coverage;
mod expected;
mod found;
mod repairs;
#[cfg(test)]
mod tests;

pub(super) use expected::{is_ornament, words_of};
pub(super) use found::{all_words, plain};

use std::cell::Cell;
use std::io::Cursor;

use rayon::prelude::*;

use super::archive::{Allowance, Archive};
use super::error::Error;
use super::package::{self, CONTAINER, Package};
use crate::document::Document;
use crate::text::{Manuscript, Words};

use expected::Walk;
use found::Found;

/// Content documents that are read at a time: enough for all cores, and few beside a long book.
const ABREAST: usize = 64;

/// Proves a finished book. Gives the number of words compared.
///
/// # Errors
/// Names the first line where book and story part.
pub(super) fn prove(story: &Manuscript, document: &Document<'_>, bytes: &[u8]) -> Result<usize, Error> {
    repairs::prove(story)?;
    coverage::prove(story, document)?;
    let (archive, package) = open(bytes)?;
    let order = package.reading_order();
    // All of the book's words, counted while they are read: they are the story's where the walk comes to its end.
    let words = Cell::new(0);
    let mut found = Found::of(order.chunks(ABREAST).map(|paths| {
        let (texts, counts): (_, Vec<usize>) = texts(&archive, paths)?.into_iter().unzip();
        words.set(words.get() + counts.iter().sum::<usize>());
        Ok(texts)
    }));
    let mut walk = Walk::new(story);
    let walked = walk.document(document, &mut found).and_then(|()| match found.next() {
        None => Ok(()),
        Some(_) => Err(walk.parted(walk.line, "(the end of the story)", &found)),
    });
    match found.fault() {
        Some(fault) => Err(fault),
        None => walked.map(|()| words.get() - walk.joints),
    }
}

/// The book's archive.
type Opened<'b> = Archive<Cursor<&'b [u8]>>;

/// Opens the book.
fn open(bytes: &[u8]) -> Result<(Opened<'_>, Package), Error> {
    let mut archive = Archive::open(Cursor::new(bytes), Allowance::OWN).map_err(|reason| fault("archive", reason))?;
    let path = package::path_of(&mut archive).map_err(|reason| fault(CONTAINER, reason))?;
    let package = archive.text(&path).and_then(|text| Package::read(&path, &text));
    Ok((archive, package.map_err(|reason| fault(&path, reason))?))
}

/// The text of some content documents and how many words each has, in their order.
fn texts(archive: &Opened<'_>, paths: &[&str]) -> Result<Vec<(String, usize)>, Error> {
    let text = |archive: &mut Opened<'_>, path: &&str| {
        let text = archive.text(path).map_err(|reason| fault(path, reason))?;
        let text = plain(&text).map_err(|wrong| fault(path, wrong.reason))?;
        let words = Words::new(&text).count();
        Ok((text, words))
    };
    paths.par_iter().map_init(|| archive.clone(), text).collect()
}

fn fault(file: &str, reason: String) -> Error {
    Error::ReadBack { file: file.to_owned(), reason }
}
