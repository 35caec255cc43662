//! The cover of a book as it is bound: its file's name, its bytes, and what is said to those who do not see it.

use std::io::{BufReader, Read, Seek, SeekFrom};

use super::archive::{Allowance, Archive};
use super::compose::FOLDER;
use super::escape::clean;
use crate::covers::{self, Choice, Cover, Facts};
use crate::document::{Metadata, Wording};

/// The page that shows the cover.
pub(super) const PAGE: &str = "cover.xhtml";

/// A cover and what the book says of it.
pub(super) struct Bound {
    /// Its file's name. A drawn cover's has the key of what it shows, so that an unchanged one is known without drawing it,
    /// and that of its bytes, so that it is known that nobody has put another in its place.
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
    pub(super) fn of(
        metadata: &Metadata,
        words: &Wording,
        choice: &Choice,
        old: Option<impl Read + Seek>,
    ) -> Option<Bound> {
        let (file, cover, unsaid) = match choice {
            Choice::None => return None,
            Choice::Own(cover) => (file(&cover.key(), cover), (**cover).clone(), Vec::new()),
            Choice::Drawn => {
                let facts = Facts::of(metadata);
                let key = facts.key();
                let cover = old.and_then(|old| kept(old, &key)).or_else(|| covers::draw(&facts))?;
                let unsaid = covers::unsaid(&facts).map(|unsaid| unsaid.whole).unwrap_or_default();
                (file(&format!("{key}-{}", cover.key()), &cover), cover, unsaid)
            }
        };
        Some(Bound {
            file,
            alternative: alternative(metadata, words, &unsaid),
            bytes: cover.bytes,
            media_type: cover.media_type,
            width: cover.width,
            height: cover.height,
        })
    }
}

fn file(key: &str, cover: &Cover) -> String {
    let ending = if cover.media_type == covers::MEDIA_TYPE { "png" } else { "jpg" };
    format!("cover-{key}.{ending}")
}

/// The drawn cover of that key in an earlier book, if its bytes are those that it was drawn with.
fn kept(mut old: impl Read + Seek, key: &str) -> Option<Cover> {
    let length = old.seek(SeekFrom::End(0)).ok()?;
    let mut archive = Archive::open(BufReader::new(old), Allowance::foreign(usize::try_from(length).ok()?)).ok()?;
    let beginning = format!("{FOLDER}cover-{key}-");
    let name = archive.names().find(|name| name.starts_with(&beginning))?;
    let cover = Cover::drawn(archive.bytes(&name).ok()?);
    (name == format!("{beginning}{}.png", cover.key())).then_some(cover)
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
        said.push_str(&shown.join(words.comma));
    }
    clean(&said)
}
