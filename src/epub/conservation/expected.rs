//! The words a book has to hold: those of the manuscript lines that the document placed, in the order it placed them.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use super::coverage::excerpt;
use super::found::Found;
use crate::document::{Document, Piece, PieceKind, Section};
use crate::epub::error::Error;
use crate::text::{Manuscript, Words, is_allowed};

/// A walk through the document that compares as it goes.
pub(super) struct Walk<'s> {
    story: &'s Manuscript,
    /// Joints of the book inside words of the story, so far.
    pub(super) joints: usize,
    /// The line of the last word compared, 0-based.
    pub(super) line: usize,
}

/// Which words may be missing from the book.
#[derive(Clone, Copy, PartialEq)]
enum Ornaments {
    /// None.
    Kept,
    /// Ornaments made of letters, around the words of a heading or a caption.
    Optional,
}

impl<'s> Walk<'s> {
    pub(super) fn new(story: &'s Manuscript) -> Walk<'s> {
        Walk { story, joints: 0, line: 0 }
    }

    /// Compares all that the document places.
    pub(super) fn document(&mut self, document: &Document<'_>, found: &mut Found<'_>) -> Result<(), Error> {
        self.pieces(&document.front, found)?;
        document.sections.iter().try_for_each(|section| self.section(section, found))?;
        document.back.iter().try_for_each(|back| self.pieces(&back.pieces, found))
    }

    fn section(&mut self, section: &Section<'_>, found: &mut Found<'_>) -> Result<(), Error> {
        if let Some(heading) = &section.heading {
            self.lines(&heading.lines, Ornaments::Optional, found)?;
        }
        self.pieces(&section.pieces, found)?;
        section.sections.iter().try_for_each(|inner| self.section(inner, found))
    }

    fn pieces(&mut self, pieces: &[Piece<'_>], found: &mut Found<'_>) -> Result<(), Error> {
        pieces.iter().try_for_each(|piece| match &piece.kind {
            PieceKind::Break(None) => Ok(()),
            PieceKind::Break(Some(_)) => self.lines(&piece.lines, Ornaments::Optional, found),
            _ => self.lines(&piece.lines, Ornaments::Kept, found),
        })
    }

    fn lines(&mut self, lines: &Range<usize>, ornaments: Ornaments, found: &mut Found<'_>) -> Result<(), Error> {
        let story = self.story;
        let joins = |line: &usize| story.joins().binary_search(line).is_ok();
        let end = lines.end.min(story.line_count());
        let mut at = lines.start;
        while at < end {
            if !joins(&at) {
                self.pass(at, ornaments, found)?;
                at += 1;
                continue;
            }
            // Word by word, together with the lines that a broken word goes on in.
            let tied = (at..end).take_while(joins).count();
            let next = (at + tied + 1).min(end);
            each_word(story, &(at..next), |line, word| self.expect(word, line, ornaments, found))?;
            at = next;
        }
        Ok(())
    }

    /// Compares a line that ends with its last word: as it was typed, and word by word where the book differs.
    fn pass(&mut self, line: usize, ornaments: Ornaments, found: &mut Found<'_>) -> Result<(), Error> {
        self.line = line;
        let left = found.pass(self.story.line(line));
        let left = allowed(left);
        let mut left = &*left;
        while let Some(word) = Words::new(left).next() {
            self.expect(word, line, ornaments, found)?;
            let end = word.as_ptr() as usize + word.len() - left.as_ptr() as usize;
            left = found.pass(&left[end..]);
        }
        Ok(())
    }

    /// Compares a word with the book's next one; a joint inside the book's word is no difference.
    fn expect(&mut self, word: &str, line: usize, ornaments: Ornaments, found: &mut Found<'_>) -> Result<(), Error> {
        self.line = line;
        let before = found.place();
        let (mut rest, mut joints) = (word, 0);
        loop {
            match found.next() {
                Some(next) if next.text == rest => {
                    self.joints += joints;
                    return Ok(());
                }
                Some(next) if next.is_joined && rest.starts_with(next.text) => {
                    rest = &rest[next.text.len()..];
                    joints += 1;
                }
                _ if ornaments == Ornaments::Optional && is_ornament(word) => {
                    found.return_to(before);
                    return Ok(());
                }
                _ => return Err(self.parted(line, word, found)),
            }
        }
    }

    /// The error for a line whose words are not the book's.
    pub(super) fn parted(&self, line: usize, word: &str, found: &Found<'_>) -> Error {
        let text = if line < self.story.line_count() { self.story.line(line) } else { "" };
        let from = text.find(word).unwrap_or_default();
        let from = text[..from].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
        let expected = match excerpt(&text[from..]) {
            expected if expected.contains(word) => expected,
            expected => format!("{expected} {}", excerpt(word)),
        };
        Error::WordsLost { line: line + 1, expected, found: found.excerpt() }
    }
}

/// Gives each word of some lines with the number of its line; words that a line end broke are given whole.
fn each_word<E>(
    story: &Manuscript,
    lines: &Range<usize>,
    mut give: impl FnMut(usize, &str) -> Result<(), E>,
) -> Result<(), E> {
    let joins = story.joins();
    let mut next_join = joins.partition_point(|&join| join < lines.start);
    // The first half of a word that its line end broke.
    let mut half = String::new();
    for line in lines.start..lines.end.min(story.line_count()) {
        let text = allowed(story.line(line));
        let is_joined = joins.get(next_join) == Some(&line);
        next_join += usize::from(is_joined);
        let goes_on = is_joined && line + 1 < lines.end;
        let text = if goes_on { text.trim_end().strip_suffix('-').unwrap_or(&text) } else { &text };
        let mut words = Words::new(text).peekable();
        while let Some(word) = words.next() {
            let is_half = goes_on && words.peek().is_none();
            if half.is_empty() && !is_half {
                give(line, word)?;
                continue;
            }
            half.push_str(word);
            if !is_half {
                give(line, &half)?;
                half.clear();
            }
        }
    }
    if half.is_empty() { Ok(()) } else { give(lines.end.saturating_sub(1), &half) }
}

/// All words of a story with the numbers of their lines, 0-based.
pub(in crate::epub) fn words_of(story: &Manuscript) -> Vec<(usize, Box<str>)> {
    let mut words = Vec::new();
    let all = each_word(story, &(0..story.line_count()), |line, word| {
        words.push((line, word.into()));
        Ok::<(), Infallible>(())
    });
    match all {
        Ok(()) => words,
    }
}

/// A line without the characters that XML forbids.
fn allowed(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| byte >= 0x20 && byte != 0xEF || byte == b'\t') || line.chars().all(is_allowed) {
        Cow::Borrowed(line)
    } else {
        Cow::Owned(line.chars().filter(|&c| is_allowed(c)).collect())
    }
}

/// An ornament made of letters: `oOo`, `xXx`, `OoOoO`. A roman number is none.
pub(in crate::epub) fn is_ornament(word: &str) -> bool {
    let is_of = |small: u8, large: u8| word.bytes().all(|byte| byte == small || byte == large);
    let is_mixed = |small: char, large: char| word.contains(small) && word.contains(large);
    word.len() >= 3 && (is_of(b'o', b'O') || is_of(b'x', b'X') && is_mixed('x', 'X'))
        || word.len() >= 3 && word.bytes().all(|byte| b"oOxX".contains(&byte)) && word.contains(['o', 'O'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ornaments_are_told_from_numbers() {
        for word in ["oOo", "xXx", "ooo", "OoOoO", "xOx", "XoX"] {
            assert!(is_ornament(word), "{word}");
        }
        for word in ["X", "XX", "XXX", "xx", "ox", "box", "III"] {
            assert!(!is_ornament(word), "{word}");
        }
    }

    #[test]
    fn forbidden_characters_are_no_part_of_a_word() {
        assert_eq!(allowed("wo\u{1}rd\u{FFFF}s"), "words");
        assert_eq!(allowed("tab\there Ｆ"), "tab\there Ｆ");
    }
}
