//! One file of XML: whether it is well-formed, the ids it has, the links it makes.

use std::collections::HashSet;

use memchr::memchr_iter;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Finding, Rule, fault};
use crate::text::is_allowed;

/// What the rest of the book wants to know about a file.
#[derive(Debug, Default)]
pub(super) struct Markup {
    pub(super) ids: HashSet<String>,
    pub(super) links: Vec<Link>,
    /// Links of the table of contents, in order: `toc` in a navigation document, all of an NCX.
    pub(super) contents: Vec<Link>,
    /// Whether there is a heading or text at all.
    pub(super) has_words: bool,
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
pub(super) fn read(path: &str, text: &str, findings: &mut Vec<Finding>) -> Markup {
    let mut markup = Markup::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut reader = Reader::from_str(text);
    // Elements that are open, counted; at which of them the table of contents began.
    let (mut depth, mut roots, mut contents) = (0_usize, 0_usize, None);
    let mut complain = |line: usize, message: String| findings.push(fault(Rule::Markup, path, Some(line), message));
    if let Some((at, c)) = text.char_indices().find(|&(_, c)| !is_allowed(c)) {
        let line = Lines { text, at: 0, line: 1 }.at(at as u64);
        complain(line, format!("XML forbids the character U+{:04X}.", u32::from(c)));
    }
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                complain(lines.at(reader.error_position()), format!("It is not well-formed: {error}."));
                return markup;
            }
        };
        let line = lines.at(reader.buffer_position());
        match event {
            Event::Start(start) => {
                roots += usize::from(depth == 0);
                depth += 1;
                if is_contents(&start) {
                    contents = Some(depth);
                }
                attributes(&start, line, contents.is_some(), &mut markup, &mut complain);
            }
            Event::Empty(start) => {
                roots += usize::from(depth == 0);
                attributes(&start, line, contents.is_some(), &mut markup, &mut complain);
            }
            Event::End(_) => {
                if contents == Some(depth) {
                    contents = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) => {
                let is_blank = text.trim().is_empty();
                markup.has_words |= depth > 0 && !is_blank;
                if depth == 0 && !is_blank {
                    complain(line, "Text stands outside the document's element.".into());
                }
            }
            Event::GeneralRef(reference) => {
                let is_known = matches!(&*reference, "amp" | "lt" | "gt" | "quot" | "apos")
                    || matches!(reference.resolve_char_ref(), Ok(Some(c)) if is_allowed(c));
                if !is_known {
                    complain(line, format!("XML does not know &{};", &*reference));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if depth > 0 || roots != 1 {
        complain(lines.at(text.len() as u64), "It is not one whole element.".into());
    }
    markup
}

/// Whether the table of contents begins here.
fn is_contents(start: &BytesStart<'_>) -> bool {
    match start.local_name().as_ref() {
        "nav" => crate::epub::archive::attribute(start, "epub:type")
            .is_some_and(|kind| kind.split_ascii_whitespace().any(|kind| kind == "toc")),
        "navMap" => true,
        _ => false,
    }
}

/// Reads an element's attributes: ids and links.
fn attributes(
    start: &BytesStart<'_>,
    line: usize,
    is_contents: bool,
    markup: &mut Markup,
    complain: &mut impl FnMut(usize, String),
) {
    for attribute in start.attributes() {
        let attribute = match attribute {
            Ok(attribute) => attribute,
            Err(error) => return complain(line, format!("It is not well-formed: {error}.")),
        };
        let Ok(value) = quick_xml::escape::unescape(&attribute.value) else {
            complain(line, format!("The attribute {} is not well-formed.", attribute.key.as_ref()));
            continue;
        };
        match attribute.key.as_ref() {
            "id" | "xml:id" if markup.ids.contains(&*value) => {
                complain(line, format!("The id “{value}” stands here a second time."));
            }
            "id" | "xml:id" => {
                markup.ids.insert(value.into_owned());
            }
            "href" | "src" | "xlink:href" => {
                let reference = Link { target: value.into_owned(), line };
                if is_contents {
                    markup.contents.push(reference.clone());
                }
                markup.links.push(reference);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<(Option<usize>, String)> {
        let mut findings = Vec::new();
        read("a", text, &mut findings);
        findings.into_iter().map(|finding| (finding.line, finding.message)).collect()
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
        ] {
            let found = messages(text);
            assert!(found.iter().any(|(at, message)| *at == Some(line) && message.contains(said)), "{text}: {found:?}");
        }
    }
}
