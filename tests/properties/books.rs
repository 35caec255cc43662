//! Books that are almost books: the five files that one needs at least, with bytes deciding what is wrong with them.

use arbitrary::{Result, Unstructured};

use super::archive::{Archive, BOOK, Entry};

/// What is put into a file in some place.
const INSERTS: [&str; 12] = [
    "<p>",
    "</body>",
    "<a href=\"x#y\"/>",
    "<b id=\"c\"/>",
    "&nope;",
    "&#0;",
    "<![CDATA[",
    "<!DOCTYPE html [<!ENTITY a \"&b;&b;\">]>",
    "<item id=\"p\" href=\"../p.xhtml\" media-type=\"application/xhtml+xml\"/>",
    "<itemref idref=\"q\"/>",
    "<dc:title>",
    " a=\"\" a=\"\"",
];

/// An archive built as the bytes say.
pub fn built(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut from = Unstructured::new(bytes);
    let mut archive = Archive::default();
    for (name, text) in BOOK {
        let mut text = text.as_bytes().to_vec();
        for _ in 0..from.int_in_range(0..=3)? {
            let at = from.choose_index(text.len() + 1)?;
            if from.ratio(1, 3)? {
                let end = at + from.choose_index(text.len() - at + 1)?;
                text.drain(at..end);
            } else {
                let insert = *from.choose(&INSERTS)?;
                text.splice(at..at, insert.bytes().collect::<Vec<_>>().repeat(from.int_in_range(1..=40)?));
            }
        }
        let mut entry = Entry::honest(name, text);
        twisted(&mut entry, &mut from)?;
        archive.entries.push(entry);
    }
    for _ in 0..from.int_in_range(0..=4)? {
        let name = *from.choose(&["p.xhtml", "P.XHTML", "../up", "/root", "q.xhtml", "a\\b", "é", "dir/"])?;
        let mut entry = Entry::honest(name, from.arbitrary::<&[u8]>()?);
        twisted(&mut entry, &mut from)?;
        archive.entries.push(entry);
    }
    if from.ratio(1, 8)? {
        archive.before = from.arbitrary::<&[u8]>()?.to_vec();
        archive.comment = from.arbitrary::<&[u8]>()?.to_vec();
        archive.count = from.arbitrary()?;
        archive.large = from.arbitrary()?;
    }
    let mut book = archive.bytes();
    for _ in 0..from.int_in_range(0..=3)? {
        let at = from.choose_index(book.len())?;
        book[at] = from.arbitrary()?;
    }
    Ok(book)
}

/// Lets headers lie.
fn twisted(entry: &mut Entry, from: &mut Unstructured<'_>) -> Result<()> {
    match from.int_in_range(0..=20)? {
        0 => entry.name = from.arbitrary::<&[u8]>()?.to_vec(),
        1 => entry.method = from.arbitrary()?,
        2 => entry.flags = from.arbitrary()?,
        3 => entry.data = from.arbitrary::<&[u8]>()?.to_vec(),
        4 => entry.packed = from.arbitrary()?,
        5 => entry.size = from.arbitrary()?,
        6 => entry.checksum = from.arbitrary()?,
        7 => entry.extra = from.arbitrary::<&[u8]>()?.to_vec(),
        8 => entry.shares = Some(from.int_in_range(0..=8)?),
        _ => {}
    }
    Ok(())
}
