//! The words of a book: the text of its content documents, without what the program added.

use std::collections::HashSet;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use crate::epub::error::Error;
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
    // Elements that are open around a sentence that is marked for Kobo: the mark parts no word from the next.
    let mut marked: Option<usize> = None;
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
                if marked.is_none() && is_mark(&start) {
                    marked = Some(events.depth() - 1);
                } else {
                    out.push(boundary(start.local_name().as_ref()));
                }
            }
            Event::End(_) if marked == Some(events.depth()) => marked = None,
            Event::End(end) => out.push(boundary(end.local_name().as_ref())),
            Event::Empty(empty) => out.push(boundary(empty.local_name().as_ref())),
            Event::Text(text) if is_body => out.push_str(&text),
            Event::CData(text) if is_body => out.push_str(&text),
            Event::GeneralRef(reference) if is_body => match events.character(&reference) {
                Some(c) => out.push(c),
                None => return Err(events.wrong(format!("the entity &{};", &*reference))),
            },
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// How many bytes two texts begin with alike.
fn alike(one: &[u8], other: &[u8]) -> usize {
    const STEP: usize = 32;
    let steps = one.chunks_exact(STEP).zip(other.chunks_exact(STEP)).take_while(|(one, other)| one == other).count();
    let alike = steps * STEP;
    alike + one[alike..].iter().zip(&other[alike..]).take_while(|(one, other)| one == other).count()
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

/// Whether an element only marks a sentence, as books for Kobo have it.
fn is_mark(start: &BytesStart<'_>) -> bool {
    start.attributes_raw().contains("koboSpan") && attribute(start, "class").as_deref() == Some("koboSpan")
}

/// The words of all content documents, one after the other; only some of their texts are held at a time.
pub(super) struct Found<'b> {
    rest: Box<dyn Iterator<Item = Result<Vec<String>, Error>> + 'b>,
    /// Why the texts ended before their end.
    fault: Option<Error>,
    texts: Vec<String>,
    /// Texts before these.
    passed: usize,
    /// Text (of these) and byte at which the next word is looked for.
    text: usize,
    at: usize,
}

/// A word of the book.
pub(super) struct Word<'f> {
    pub(super) text: &'f str,
    /// Only a joint parts it from the next word.
    pub(super) is_joined: bool,
}

impl<'b> Found<'b> {
    /// The words of texts that are read some at a time.
    pub(super) fn of(texts: impl Iterator<Item = Result<Vec<String>, Error>> + 'b) -> Found<'b> {
        Found { rest: Box::new(texts), fault: None, texts: Vec::new(), passed: 0, text: 0, at: 0 }
    }

    /// Why the texts ended before their end, if they did.
    pub(super) fn fault(self) -> Option<Error> {
        self.fault
    }

    /// Goes on to the next text. Whether there is one.
    fn turn(&mut self) -> bool {
        (self.text, self.at) = (self.text + 1, 0);
        while self.text >= self.texts.len() {
            let more = match self.rest.next() {
                Some(Ok(more)) => more,
                Some(Err(fault)) => {
                    self.fault.get_or_insert(fault);
                    return false;
                }
                None => return false,
            };
            self.passed += self.texts.len();
            (self.texts, self.text) = (more, 0);
        }
        true
    }

    /// The next word.
    pub(super) fn next(&mut self) -> Option<Word<'_>> {
        loop {
            let text = self.texts.get(self.text).map_or("", String::as_str);
            if let Some((word, is_joined)) = word_behind(text, self.at) {
                self.at = word.end;
                return Some(Word { text: &self.texts[self.text][word], is_joined });
            }
            if !self.turn() {
                return None;
            }
        }
    }

    /// Passes over the words of a line of the story that stand here as they were typed. Gives what is left of the line from
    /// the first word that does not, or that may go on otherwise in the book; nothing where all of it stands here.
    pub(super) fn pass<'l>(&mut self, line: &'l str) -> &'l str {
        let line = line.trim_end();
        let Some(first) = Words::new(line).next() else { return "" };
        let line = &line[first.as_ptr() as usize - line.as_ptr() as usize..];
        let (text, start) = loop {
            let text = self.texts.get(self.text).map_or("", String::as_str);
            if let Some(next) = Words::new(&text[self.at..]).next() {
                break (text, next.as_ptr() as usize - text.as_ptr() as usize);
            }
            if !self.turn() {
                return line;
            }
        };
        let here = &text[start..];
        let alike = alike(line.as_bytes(), here.as_bytes());
        // White space behind it: the line's last word ends here in the book, too.
        let passed = if alike == line.len() && here[alike..].chars().next().is_none_or(char::is_whitespace) {
            alike
        } else {
            line.as_bytes()[..alike].iter().rposition(u8::is_ascii_whitespace).unwrap_or(0)
        };
        self.at = start + passed;
        &line[passed..]
    }

    /// Where the next word is looked for.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.passed + self.text, self.at)
    }

    /// Looks for the next word from a place given before, behind which one word at most was taken: if its text is gone, no
    /// other word stood there.
    pub(super) fn return_to(&mut self, (text, at): (usize, usize)) {
        (self.text, self.at) = text.checked_sub(self.passed).map_or((0, 0), |text| (text, at));
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

/// The next word behind a byte of a text, and whether only a joint parts it from the next one.
fn word_behind(text: &str, at: usize) -> Option<(Range<usize>, bool)> {
    let word = Words::new(&text[at..]).next()?;
    let start = word.as_ptr() as usize - text.as_ptr() as usize;
    let rest = &text[start + word.len()..];
    let after = rest.trim_start_matches(JOINT);
    let is_joined = after.len() < rest.len() && Words::new(after).next().is_some_and(|next| after.starts_with(next));
    Some((start..start + word.len(), is_joined))
}

/// All words of some texts with the number of their text. Parts of a word that only a joint parts are one where `known`
/// has it whole.
pub(in crate::epub) fn all_words<'t>(texts: &'t [String], known: &HashSet<&'t str>) -> Vec<(usize, &'t str)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let (mut at, mut parts) = (0, 0);
        while let Some((word, is_joined)) = word_behind(text, at) {
            at = word.end;
            words.push((number, &text[word]));
            parts += 1;
            if !is_joined {
                let from = words.len() - parts;
                let whole = (parts > 1).then(|| words[from..].iter().map(|(_, part)| *part).collect::<String>());
                if let Some(whole) = whole.and_then(|whole| known.get(whole.as_str()).copied()) {
                    words.truncate(from);
                    words.push((number, whole));
                }
                parts = 0;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Vec<String> {
        let text = plain(&format!("<html><head><title>no</title></head><body>{body}</body></html>")).unwrap();
        let mut found = Found::of(std::iter::once(Ok(vec![text])));
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
    fn marks_for_kobo_part_no_words() {
        let mark = |text: &str| format!("<span class=\"koboSpan\" id=\"kobo.1.1\">{text}</span>");
        assert_eq!(
            words(&format!("{}{}", mark("She ran. "), mark("She sw<i>am</i>"))),
            ["She", "ran", "She", "sw+", "am"]
        );
        assert_eq!(words(&format!("{}{}", mark("car"), mark("pet"))), ["carpet"]);
        assert_eq!(words(&format!("{}<span>b</span>c", mark("a"))), ["a+", "b+", "c"]);
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
        let old =
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">";
        assert_eq!(plain(&format!("{old}<html><body>caf&eacute;</body></html>")).unwrap().trim(), "café");
    }
}
