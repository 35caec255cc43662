//! The proof that a page says what it said: the finished book is opened again, and the text of each page that was marked
//! has to be what it was, byte for byte, tags left out.

use std::io::Cursor;

use quick_xml::events::Event;
use rayon::prelude::*;

use super::super::error::Error;
use crate::epub::archive::{Allowance, Archive};
use crate::epub::xml::{Events, Wrong};

/// Proves it for these pages of a book and of the kepub made of it.
pub(super) fn prove(book: &Archive<Cursor<&[u8]>>, kepub: &[u8], pages: &[&str]) -> Result<(), Error> {
    let open = Archive::open(Cursor::new(kepub), Allowance::OWN);
    let made = open.map_err(|reason| Error::Archive { reason })?;
    let prove = |(book, made): &mut (Archive<_>, Archive<_>), page: &&str| {
        let text = |archive: &mut Archive<Cursor<&[u8]>>| archive.text(page).and_then(|page| Ok(text(&page)?));
        match (text(book), text(made)) {
            (Ok(old), Ok(new)) if old == new => Ok(()),
            _ => Err(Error::WordsLost { file: (*page).to_owned() }),
        }
    };
    pages.par_iter().map_init(|| (book.clone(), made.clone()), prove).collect()
}

/// The text of a page's body as it is written, references unresolved.
pub(super) fn text(page: &str) -> Result<String, Wrong> {
    let mut events = Events::of(page);
    let mut text = String::with_capacity(page.len());
    let (mut from, mut is_body) = (0, false);
    loop {
        let event = events.next()?;
        let to = usize::try_from(events.position()).unwrap_or(page.len()).min(page.len());
        match event {
            Event::Start(start) => is_body |= start.local_name().as_ref().eq_ignore_ascii_case("body"),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if is_body => text.push_str(&page[from..to]),
            Event::Eof => return Ok(text),
            _ => {}
        }
        from = to;
    }
}
