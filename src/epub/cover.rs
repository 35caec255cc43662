//! The cover of a book as it is bound: its file's name, its bytes, and what is said to those who do not see it.

use std::io::Cursor;

use super::archive::{Allowance, Archive};
use super::compose::FOLDER;
use super::escape::clean;
use crate::covers::{self, Choice, Facts};
use crate::document::{Metadata, Wording};

/// The page that shows the cover.
pub(super) const PAGE: &str = "cover.xhtml";

/// A cover and what the book says of it.
pub(super) struct Bound {
    /// Its file's name, which has the key of what it shows: so an unchanged cover is known without drawing it.
    pub(super) file: String,
    pub(super) bytes: Vec<u8>,
    pub(super) media_type: &'static str,
    pub(super) width: u32,
    pub(super) height: u32,
    /// The same in words.
    pub(super) alternative: String,
}

impl Bound {
    /// The cover of a book, as it is chosen. A drawn one is taken from `old`, the book that stood there before, where that
    /// has it already.
    pub(super) fn of(metadata: &Metadata, words: &Wording, choice: &Choice, old: Option<&[u8]>) -> Option<Bound> {
        let (key, cover, unsaid) = match choice {
            Choice::None => return None,
            Choice::Own(cover) => (cover.key(), (**cover).clone(), Vec::new()),
            Choice::Drawn => {
                let facts = Facts::of(metadata);
                let key = facts.key();
                let kept = old.and_then(|old| kept(old, &file(&key, covers::MEDIA_TYPE)));
                let unsaid = covers::unsaid(&facts).map(|unsaid| unsaid.whole).unwrap_or_default();
                (key, kept.or_else(|| covers::draw(&facts))?, unsaid)
            }
        };
        Some(Bound {
            file: file(&key, cover.media_type),
            alternative: alternative(metadata, words, &unsaid),
            bytes: cover.bytes,
            media_type: cover.media_type,
            width: cover.width,
            height: cover.height,
        })
    }
}

fn file(key: &str, media_type: &str) -> String {
    let ending = if media_type == covers::MEDIA_TYPE { "png" } else { "jpg" };
    format!("cover-{key}.{ending}")
}

/// The cover of that name in a book that storybind has made.
fn kept(old: &[u8], file: &str) -> Option<covers::Cover> {
    let mut archive = Archive::open(Cursor::new(old), Allowance::OWN).ok()?;
    Some(covers::Cover::drawn(archive.bytes(&format!("{FOLDER}{file}")).ok()?))
}

/// "Cover: The Ferry, Maren Holt", without what the cover does not say.
fn alternative(metadata: &Metadata, words: &Wording, unsaid: &[&str]) -> String {
    let title = [&metadata.title].into_iter().filter(|_| !unsaid.contains(&"title"));
    let authors = metadata.authors.iter().filter(|_| !unsaid.contains(&"author"));
    let shown: Vec<&str> = title.chain(authors).map(String::as_str).collect();
    let mut said = words.cover.to_owned();
    if !shown.is_empty() {
        said.push_str(words.colon);
        if words.colon.is_ascii() || words.colon.starts_with('\u{A0}') {
            said.push(' ');
        }
        said.push_str(&shown.join(", "));
    }
    clean(&said)
}
