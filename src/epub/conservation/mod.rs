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
pub(super) use found::{Found, plain};

use std::io::Cursor;

use rayon::prelude::*;

use super::archive::{Allowance, Archive};
use super::error::Error;
use super::package::{self, CONTAINER, Package};
use crate::document::Document;
use crate::text::Manuscript;

use expected::Walk;

/// Proves a finished book. Gives the number of words compared.
///
/// # Errors
/// Names the first line where book and story part.
pub(super) fn prove(story: &Manuscript, document: &Document<'_>, bytes: &[u8]) -> Result<usize, Error> {
    repairs::prove(story)?;
    coverage::prove(story, document)?;
    let texts = texts(bytes)?;
    let mut found = Found::new(&texts);
    let mut walk = Walk::new(story);
    walk.document(document, &mut found)?;
    match found.next() {
        None => Ok(walk.words),
        Some(_) => Err(walk.parted(walk.line, "(the end of the story)", &found)),
    }
}

/// The words of every content document, in reading order.
fn texts(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let fault = |file: &str, reason| Error::ReadBack { file: file.to_owned(), reason };
    let mut archive = Archive::open(Cursor::new(bytes), Allowance::OWN).map_err(|reason| fault("archive", reason))?;
    let path = package::path_of(&mut archive).map_err(|reason| fault(CONTAINER, reason))?;
    let package = archive.text(&path).and_then(|text| Package::read(&path, &text));
    let package = package.map_err(|reason| fault(&path, reason))?;
    package
        .reading_order()
        .par_iter()
        .map_init(
            || archive.clone(),
            |archive, path| {
                let text = archive.text(path).map_err(|reason| fault(path, reason))?;
                plain(&text).map_err(|wrong| fault(path, wrong.reason))
            },
        )
        .collect()
}
