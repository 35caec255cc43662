//! One file of XML: whether it is well-formed, the ids it has, the links it makes.

use std::collections::HashSet;

use memchr::memchr_iter;
use quick_xml::escape::{resolve_predefined_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};

use super::findings::{Findings, shown};
use super::{Rule, is_elsewhere};
use crate::epub::xml::{Events, MOST_ATTRIBUTES, attribute, character};
use crate::text::is_allowed;

/// Bytes of an id or a link beyond which nobody wrote it.
const LONGEST_LINK: usize = 2_000;
/// Bytes that an id or a link takes besides its letters, with its place in a table.
const OF_EACH: usize = 64;
/// Characters of an id or a name that a message quotes.
const QUOTED: usize = 80;

/// What the rest of the book wants to know about a file.
#[derive(Debug, Default)]
pub(super) struct Markup {
    pub(super) ids: HashSet<String>,
    /// Links to places in the book.
    pub(super) links: Vec<Link>,
    /// Which of the links are the table of contents: those of `toc` in a navigation document, all of an NCX.
    pub(super) contents: Vec<usize>,
    /// Whether there is a heading or text at all.
    pub(super) has_words: bool,
    /// It is XML to its end.
    pub(super) is_whole: bool,
}

/// What the files of a book may take together while they are remembered.
#[derive(Debug)]
pub(super) struct Memory {
    /// Bytes for ids and links.
    left: usize,
}

impl Memory {
    /// Enough for a table of contents of 300,000 chapters.
    const BYTES: usize = 96 << 20;

    pub(super) fn new() -> Memory {
        Memory { left: Memory::BYTES }
    }

    /// Whether there was more to remember than there is room for.
    pub(super) fn is_full(&self) -> bool {
        self.left == 0
    }

    /// Whether there is room for these letters; then it is taken.
    fn take(&mut self, letters: &str) -> bool {
        self.left = self.left.saturating_sub(OF_EACH + letters.len());
        !self.is_full()
    }
}

/// Which entities a file may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entities {
    /// XML's own.
    Own,
    /// Those that its document type names, too.
    OfDocumentType,
}

/// A link and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) target: String,
    pub(super) line: usize,
}

/// Counts lines as the reader goes on.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, position: u64) -> usize {
        let position = usize::try_from(position).unwrap_or(self.text.len()).min(self.text.len());
        if position > self.at {
            self.line += memchr_iter(b'\n', &self.text.as_bytes()[self.at..position]).count();
            self.at = position;
        }
        self.line
    }
}

/// Reads a file; what is wrong with it is added to `findings`.
pub(super) fn read(path: &str, text: &str, entities: Entities, memory: &mut Memory, findings: &mut Findings) -> Markup {
    let mut markup = Markup::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut events = Events::of(text);
    // Elements at the top of the document; the depth at which the table of contents began.
    let (mut roots, mut contents) = (0_usize, None);
    let mut complain = |rule, line: usize, message: String| findings.fault(rule, path, Some(line), message);
    if let Some((at, c)) = text.char_indices().find(|&(_, c)| !is_allowed(c)) {
        let line = Lines { text, at: 0, line: 1 }.at(at as u64);
        complain(Rule::Markup, line, format!("XML forbids the character U+{:04X}.", u32::from(c)));
    }
    loop {
        let above = events.depth();
        let event = match events.next() {
            Ok(event) => event,
            Err(wrong) => {
                complain(Rule::Markup, lines.at(wrong.at), format!("It is not well-formed: {wrong}."));
                return markup;
            }
        };
        let line = lines.at(events.position());
        let entity = |name: &str| if entities == Entities::Own { None } else { events.entity(name) };
        match event {
            Event::Start(start) => {
                roots += usize::from(above == 0);
                if is_contents(&start) {
                    contents = Some(above);
                }
                attributes(&start, line, contents.is_some(), entity, (&mut markup, memory), &mut complain);
            }
            Event::Empty(start) => {
                roots += usize::from(above == 0);
                attributes(&start, line, contents.is_some(), entity, (&mut markup, memory), &mut complain);
            }
            Event::End(_) => contents = contents.filter(|&depth| events.depth() > depth),
            Event::Text(text) => {
                let is_blank = text.trim().is_empty();
                markup.has_words |= above > 0 && !is_blank;
                if above == 0 && !is_blank {
                    complain(Rule::Markup, line, "Text stands outside the document's element.".into());
                }
            }
            Event::DocType(kind) if kind.contains("<!ENTITY") => {
                complain(
                    Rule::Markup,
                    line,
                    "It declares entities of its own, which can make a reader read without end.".into(),
                );
            }
            Event::GeneralRef(reference) => {
                let c = character(&reference).or_else(|| entity(&reference)?.chars().next());
                if !c.is_some_and(is_allowed) {
                    complain(Rule::Markup, line, format!("XML does not know &{};", shown(&reference, QUOTED)));
                }
            }
            Event::Eof => break,
            _ => {}
        }
        if memory.is_full() {
            return markup;
        }
    }
    markup.is_whole = true;
    if events.depth() > 0 || roots != 1 {
        complain(Rule::Markup, lines.at(text.len() as u64), "It is not one whole element.".into());
    }
    markup
}

/// Whether the table of contents begins here.
fn is_contents(start: &BytesStart<'_>) -> bool {
    match start.local_name().as_ref() {
        "nav" => {
            attribute(start, "epub:type").is_some_and(|kind| kind.split_ascii_whitespace().any(|kind| kind == "toc"))
        }
        "navMap" => true,
        _ => false,
    }
}

/// Reads an element's attributes: ids and links.
fn attributes(
    start: &BytesStart<'_>,
    line: usize,
    is_contents: bool,
    entity: impl Fn(&str) -> Option<&'static str>,
    (markup, memory): (&mut Markup, &mut Memory),
    complain: &mut impl FnMut(Rule, usize, String),
) {
    for (count, attribute) in start.attributes().enumerate() {
        let attribute = match attribute {
            Ok(attribute) if count < MOST_ATTRIBUTES => attribute,
            Ok(_) => {
                return complain(Rule::Markup, line, format!("An element has more than {MOST_ATTRIBUTES} attributes."));
            }
            Err(error) => return complain(Rule::Markup, line, format!("It is not well-formed: {error}.")),
        };
        let key = attribute.key.as_ref();
        let Ok(value) =
            unescape_with(&attribute.value, |name| resolve_predefined_entity(name).or_else(|| entity(name)))
        else {
            complain(Rule::Markup, line, format!("The attribute {} is not well-formed.", shown(key, QUOTED)));
            continue;
        };
        let (is_id, is_link) = (matches!(key, "id" | "xml:id"), matches!(key, "href" | "src" | "xlink:href"));
        // A place outside the book, or a picture that stands in its address, leads nowhere in it.
        if !is_id && (!is_link || is_elsewhere(&value)) {
            continue;
        }
        if value.len() > LONGEST_LINK {
            complain(
                Rule::Link,
                line,
                format!("An id or a link is {} bytes long: “{}”.", value.len(), shown(&value, QUOTED)),
            );
        } else if is_id && markup.ids.contains(&*value) {
            complain(Rule::Link, line, format!("The id “{}” stands here a second time.", shown(&value, QUOTED)));
        } else if memory.take(&value) {
            if is_id {
                markup.ids.insert(value.into_owned());
                continue;
            }
            if is_contents {
                markup.contents.push(markup.links.len());
            }
            markup.links.push(Link { target: value.into_owned(), line });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<(Option<usize>, String)> {
        let mut findings = Findings::default();
        read("a", text, Entities::Own, &mut Memory::new(), &mut findings);
        findings.sorted().into_iter().map(|finding| (finding.line, finding.message)).collect()
    }

    #[test]
    fn well_formed_xml_passes() {
        assert_eq!(messages("<?xml version=\"1.0\"?>\n<a id=\"x\">b &amp; c &#x41;<d/></a>\n"), []);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line, said) in [
            ("<a>\n<b></a>", 2, "well-formed"),
            ("<a>\n\n&nbsp;</a>", 3, "&nbsp;"),
            ("<a>\n<b id=\"x\"/>\n<b id=\"x\"/></a>", 3, "second time"),
            ("<a>\n<b c=\"1\" c=\"2\"/></a>", 2, "well-formed"),
            ("<a>\n<b>", 2, "whole"),
            ("<a/>\n<b/>", 2, "whole"),
            ("<a/>\nwords", 2, "outside"),
            ("<a>\n\u{1}</a>", 2, "U+0001"),
            ("", 1, "whole"),
            ("<!DOCTYPE a [\n<!ENTITY b \"c\">]><a/>", 2, "declares entities"),
        ] {
            let found = messages(text);
            assert!(found.iter().any(|(at, message)| *at == Some(line) && message.contains(said)), "{text}: {found:?}");
        }
    }
}
