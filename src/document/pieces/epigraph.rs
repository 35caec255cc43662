//! Prose quotations before the text: the words and, apart from them, where they are from.

use std::borrow::Cow;

use crate::classify::Element;
use crate::document::model::Quoted;
use crate::text::{Words, is_closing, is_stop};

use super::{Setter, blocks};

/// Words in the longest source believed.
const LONGEST: usize = 14;

pub(super) fn epigraph<'m>(setter: &Setter<'m>, element: &Element) -> Vec<Quoted<'m>> {
    let typesetter = &setter.typesetter;
    let mut quoted = Vec::new();
    for lines in blocks(setter.story, element).flat_map(|lines| setter.parted(lines)) {
        // A wrapped quotation may have its source on the last line of the block.
        let last = lines.end - 1;
        let body = if lines.len() > 1 && is_source(typesetter.line(last)) { lines.start..last } else { lines.clone() };
        let words = typesetter.joined(body.clone());
        if let Some(at) = source_at(&words) {
            let (words, source) = match &words {
                Cow::Borrowed(words) => (Cow::Borrowed(words[..at].trim_end()), Cow::Borrowed(&words[at..])),
                Cow::Owned(words) => {
                    (Cow::Owned(words[..at].trim_end().to_owned()), Cow::Owned(words[at..].to_owned()))
                }
            };
            quoted.push(Quoted { inlines: typesetter.set_words(words), is_source: false });
            quoted.push(Quoted { inlines: typesetter.set_words(source), is_source: true });
        } else {
            let is_source = !quoted.is_empty() && is_source(&words);
            quoted.push(Quoted { inlines: typesetter.set_words(words), is_source });
        }
        if body.end < lines.end {
            quoted.push(Quoted { inlines: typesetter.set(typesetter.line(last)), is_source: true });
        }
    }
    quoted
}

/// A line that begins with a dash and is short names a source.
fn is_source(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '[']);
    let name = line.trim_start_matches(is_dash).trim_start();
    name.len() < line.len()
        && Words::new(name).take(LONGEST + 1).count() <= LONGEST
        && name.starts_with(char::is_alphanumeric)
}

/// Where the source begins on the line of its quotation: behind its closing mark, at a dash.
fn source_at(words: &str) -> Option<usize> {
    if let Some(at) = bracketed(words) {
        return Some(at);
    }
    let at = words.char_indices().rev().take(200).filter(|&(_, c)| is_dash(c)).find_map(|(at, _)| {
        let body = words[..at].trim_end_matches(is_dash).trim_end();
        let is_closed = body.ends_with(|c| is_closing(c) || is_stop(c));
        (is_closed && body.contains(char::is_alphanumeric)).then_some(body.len())
    })?;
    let source = words[at..].trim_start();
    is_source(source).then(|| words.len() - source.len())
}

/// The source in brackets at the end: "... (Ada Quill, Letters)".
fn bracketed(words: &str) -> Option<usize> {
    let at = words.trim_end().strip_suffix(')')?.rfind('(')?;
    let is_closed = words[..at].trim_end().ends_with(|c| is_closing(c) || is_stop(c));
    let is_short = Words::new(&words[at..]).take(LONGEST + 1).count() <= LONGEST;
    (is_closed && is_short && words[at + 1..].starts_with(char::is_uppercase)).then_some(at)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_stands_behind_the_dash() {
        let words = "“Count the stairs.” - Perfumers' saying";
        assert_eq!(source_at(words).map(|at| &words[at..]), Some("- Perfumers' saying"));
        assert_eq!(source_at("“A half-finished thing.”"), None);
        assert_eq!(
            source_at("He went - and came back. Or not - who knows what he would have done in the end if"),
            None
        );
        let words = "“All roads end.” (A. Vole, _Maps_)";
        assert_eq!(source_at(words).map(|at| &words[at..]), Some("(A. Vole, _Maps_)"));
        assert!(is_source("--Ada Quill, Letters"));
        assert!(!is_source("Ada Quill"));
    }
}
