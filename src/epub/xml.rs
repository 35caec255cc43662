//! XML of a book that nobody has looked at yet: event by event, no deeper and with no more attributes than a book has.
//! No entity is ever expanded, nothing outside the text is ever fetched: quick-xml leaves references to its caller, and
//! only those mean anything here that XML itself knows, or the document type of EPUB 2's pages.

use std::fmt::{self, Write};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::entities;
use crate::text::head;

/// Elements inside each other. libxml2, with which most readers parse, goes no deeper by default.
pub(crate) const DEEPEST: usize = 256;
/// Attributes of one element. The richest of HTML and SVG have a few dozen.
pub(crate) const MOST_ATTRIBUTES: usize = 256;

/// Bytes of a message about what is wrong.
const LONGEST_REASON: usize = 1_000;

/// The events of a text.
pub(crate) struct Events<'t> {
    reader: Reader<&'t [u8]>,
    depth: usize,
    /// Whether the document type names entities beyond XML's own.
    has_entities: bool,
}

/// Where a text stops being XML, and why.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// Bytes into the text.
    pub(crate) at: u64,
    pub(crate) reason: String,
}

impl<'t> Events<'t> {
    pub(crate) fn of(text: &'t str) -> Events<'t> {
        Events { reader: Reader::from_str(text), depth: 0, has_entities: false }
    }

    /// The next event; [`Event::Eof`] at the end of the text.
    pub(crate) fn next(&mut self) -> Result<Event<'t>, Wrong> {
        let event = self.reader.read_event();
        let event = event.map_err(|error| Wrong { at: self.reader.error_position(), reason: beginning(&error) })?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(kind) => self.has_entities |= entities::are_named_by(kind),
            _ => {}
        }
        if self.depth > DEEPEST {
            return Err(self.wrong(format!("more than {DEEPEST} elements stand inside each other")));
        }
        Ok(event)
    }

    /// Elements that are open, the one that began last among them.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The character that a reference stands for, be it XML's own or one that the document type names.
    pub(super) fn character(&self, reference: &BytesRef<'_>) -> Option<char> {
        character(reference).or_else(|| self.entity(reference)?.chars().next())
    }

    /// What stands for an entity that the document type names beyond XML's own.
    pub(super) fn entity(&self, name: &str) -> Option<&'static str> {
        if self.has_entities { entities::of(name) } else { None }
    }

    /// Bytes of the text that have been read.
    pub(crate) fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// What is wrong with the event that was read last.
    pub(crate) fn wrong(&self, reason: String) -> Wrong {
        Wrong { at: self.position(), reason }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl From<Wrong> for String {
    fn from(wrong: Wrong) -> String {
        wrong.reason
    }
}

/// The beginning of a message: it quotes names, and a name may be as long as the text.
fn beginning(message: &impl fmt::Display) -> String {
    struct Beginning(String);
    impl Write for Beginning {
        fn write_str(&mut self, more: &str) -> fmt::Result {
            self.0.push_str(head(more, LONGEST_REASON - self.0.len()));
            if self.0.len() + 4 > LONGEST_REASON { Err(fmt::Error) } else { Ok(()) }
        }
    }
    let mut beginning = Beginning(String::new());
    // What does not fit is left out.
    let _ = write!(beginning, "{message}");
    beginning.0
}

/// An attribute's value, unescaped; none where it is missing or malformed.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    for attribute in start.attributes().take(MOST_ATTRIBUTES) {
        let attribute = attribute.ok()?;
        if attribute.key.as_ref() == name {
            return Some(quick_xml::escape::unescape(&attribute.value).ok()?.into_owned());
        }
    }
    None
}

/// The character that a reference stands for; none for an entity that XML itself does not know.
pub(super) fn character(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The depth at which a text of so many elements inside each other is given up.
    fn depth_of(elements: usize) -> Option<usize> {
        let text = "<a>".repeat(elements) + &"</a>".repeat(elements);
        let mut events = Events::of(&text);
        loop {
            match events.next() {
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(_) => return Some(events.depth()),
            }
        }
    }

    #[test]
    fn nothing_is_followed_deeper_than_any_book_goes() {
        assert_eq!(depth_of(DEEPEST), None);
        assert_eq!(depth_of(DEEPEST + 1), Some(DEEPEST + 1));
        assert_eq!(depth_of(100_000), Some(DEEPEST + 1));
    }

    #[test]
    fn a_reason_is_short_however_long_a_name_is() {
        let name = "é".repeat(1_000_000);
        let text = format!("<{name}></b>");
        let mut events = Events::of(&text);
        assert!(events.next().is_ok());
        let wrong = events.next().expect_err("another element ends");
        assert!(wrong.reason.len() <= LONGEST_REASON && wrong.reason.contains("éé"), "{wrong}");
        assert_eq!(wrong.at, text.len() as u64 - 4);
    }

    #[test]
    fn an_attribute_is_looked_for_among_so_many() {
        let mut many = String::new();
        for n in 0..MOST_ATTRIBUTES {
            write!(many, " a{n}=\"{n}\"").unwrap();
        }
        let text = format!("<a{many} last=\"\"/>");
        let Ok(Event::Empty(start)) = Events::of(&text).next() else { panic!("no element") };
        assert_eq!(attribute(&start, "a255").as_deref(), Some("255"));
        assert_eq!(attribute(&start, "last"), None);
    }
}
