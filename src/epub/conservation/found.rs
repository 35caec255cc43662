//! The words of a book: the text of its content documents, without what the program added.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use crate::epub::xml::{Events, Wrong, attribute};
use crate::text::Words;

/// Stands where an element inside running text begins or ends: the word may go on, or may not (`*so*me` is two words of
/// the story). XML forbids it, so no book holds it.
pub(in crate::epub) const JOINT: char = '\u{2}';

/// The text of a content document's body: a line feed where a block begins or ends, a [`JOINT`] at inline elements,
/// without what is marked as added.
pub(in crate::epub) fn plain(xhtml: &str) -> Result<String, Wrong> {
    let mut events = Events::of(xhtml);
    let mut out = String::with_capacity(xhtml.len());
    let mut is_body = false;
    // Elements that are open around the added words that are passed over.
    let mut added: Option<usize> = None;
    loop {
        let event = events.next()?;
        if let Some(depth) = added {
            if let Event::Eof = event {
                return Err(events.wrong("an element has no end".into()));
            }
            added = added.filter(|_| events.depth() > depth);
            continue;
        }
        match event {
            Event::Start(start) => {
                if start.local_name().as_ref() == "body" {
                    is_body = true;
                } else if is_body && is_added(&start) {
                    added = Some(events.depth() - 1);
                }
                out.push(boundary(start.local_name().as_ref()));
            }
            Event::End(end) => out.push(boundary(end.local_name().as_ref())),
            Event::Empty(empty) => out.push(boundary(empty.local_name().as_ref())),
            Event::Text(text) if is_body => out.push_str(&text),
            Event::CData(text) if is_body => out.push_str(&text),
            Event::GeneralRef(reference) if is_body => match character(&reference) {
                Some(c) => out.push(c),
                None => return Err(events.wrong(format!("the entity &{};", &*reference))),
            },
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// What an element's edge does to the words beside it.
fn boundary(element: &str) -> char {
    match element {
        "em" | "strong" | "a" | "span" | "b" | "i" | "u" | "s" | "small" | "sub" | "sup" | "cite" | "q" | "abbr"
        | "code" | "mark" | "bdi" | "bdo" | "ruby" | "rb" => JOINT,
        _ => '\n',
    }
}

/// Whether an element holds words that the program added.
fn is_added(start: &BytesStart<'_>) -> bool {
    start.attributes_raw().contains("added")
        && attribute(start, "class").is_some_and(|class| class.split_ascii_whitespace().any(|class| class == "added"))
}

/// The character that a reference stands for.
fn character(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// The words of all content documents, one after the other.
pub(in crate::epub) struct Found<'t> {
    texts: &'t [String],
    /// Text and byte at which the next word is looked for.
    text: usize,
    at: usize,
}

/// A word of the book.
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Only a joint parts it from the next word.
    pub(super) is_joined: bool,
}

impl<'t> Found<'t> {
    pub(in crate::epub) fn new(texts: &'t [String]) -> Found<'t> {
        Found { texts, text: 0, at: 0 }
    }

    /// The next word.
    pub(super) fn next(&mut self) -> Option<Word<'t>> {
        loop {
            let text = self.texts.get(self.text)?;
            if let Some(word) = Words::new(&text[self.at..]).next() {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                self.at = start + word.len();
                let rest = &self.texts[self.text][self.at..];
                let after = rest.trim_start_matches(JOINT);
                let is_joined =
                    after.len() < rest.len() && Words::new(after).next().is_some_and(|next| after.starts_with(next));
                return Some(Word { text: &self.texts[self.text][start..self.at], is_joined });
            }
            self.text += 1;
            self.at = 0;
        }
    }

    /// Passes over a line of the story if it stands here as it was typed. Gives the number of its words.
    pub(super) fn pass(&mut self, line: &str) -> Option<usize> {
        let line = line.trim_end();
        let Some(first) = Words::new(line).next() else { return Some(0) };
        let line = &line[first.as_ptr() as usize - line.as_ptr() as usize..];
        let text = self.texts.get(self.text)?;
        let next = Words::new(&text[self.at..]).next()?;
        let start = next.as_ptr() as usize - text.as_ptr() as usize;
        let after = text[start..].strip_prefix(line)?;
        // White space behind it: the line's last word ends here in the book, too.
        if after.chars().next().is_some_and(|c| !c.is_whitespace()) {
            return None;
        }
        self.at = start + line.len();
        Some(Words::new(line).count())
    }

    /// All words with the number of their text. Parts of a word that only a joint parts are one where `known` has it
    /// whole.
    pub(in crate::epub) fn all(mut self, known: &HashSet<&'t str>) -> Vec<(usize, &'t str)> {
        let mut words: Vec<(usize, &str)> = Vec::new();
        let mut parts = 0;
        loop {
            let Some(word) = self.next() else { return words };
            words.push((self.text, word.text));
            parts += 1;
            if !word.is_joined {
                let from = words.len() - parts;
                let whole = (parts > 1).then(|| words[from..].iter().map(|(_, part)| *part).collect::<String>());
                if let Some(whole) = whole.and_then(|whole| known.get(whole.as_str()).copied()) {
                    words.truncate(from);
                    words.push((self.text, whole));
                }
                parts = 0;
            }
        }
    }

    /// Where the next word is looked for.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.text, self.at)
    }

    /// Looks for the next word from a place given before.
    pub(super) fn return_to(&mut self, (text, at): (usize, usize)) {
        (self.text, self.at) = (text, at);
    }

    /// What stands around the word that was given last, for a message.
    pub(super) fn excerpt(&self) -> String {
        let Some(text) = self.texts.get(self.text) else { return "(the end of the book)".into() };
        let before = text[..self.at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let after = text[self.at..].char_indices().nth(40).map_or(text.len(), |(at, _)| self.at + at);
        let shown = text[before..after].replace(JOINT, "");
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Vec<String> {
        let text = plain(&format!("<html><head><title>no</title></head><body>{body}</body></html>")).unwrap();
        let texts = [text];
        let mut found = Found::new(&texts);
        std::iter::from_fn(|| {
            found.next().map(|word| format!("{}{}", word.text, if word.is_joined { "+" } else { "" }))
        })
        .collect()
    }

    #[test]
    fn words_flow_through_inline_elements_and_end_at_blocks() {
        assert_eq!(words("a<b>b</b>c"), ["a+", "b+", "c"]);
        assert_eq!(words("a <i>b</i>, c<br/>d"), ["a", "b", "c", "d"]);
        assert_eq!(words("caf&#233; &amp; co&lt;b&gt;"), ["café", "co", "b"]);
    }

    #[test]
    fn added_words_are_left_out_with_all_inside() {
        assert_eq!(words("<x class=\"y added\">no <y>no</y></x>yes"), ["yes"]);
        assert_eq!(words("<x class=\"unadded\">yes</x>"), ["yes"]);
    }

    #[test]
    fn what_is_not_well_formed_is_told() {
        assert!(plain("<html><body><x></body></html>").is_err());
        assert!(plain("<html><body>&nbsp;</body></html>").is_err());
    }
}
