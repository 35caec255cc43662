//! What a word is: a run of Unicode letters, marks and digits, after the characters that XML forbids are taken out. In
//! scripts that set no spaces between words, each character is one.

use super::stride::{Kinds, STRIDE};

/// Whether XML 1.0 allows a character in a document.
#[must_use]
pub fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The words of a text in order.
///
/// ```
/// let words: Vec<_> = storybind::text::Words::new("Don't — 2nd_try").collect();
/// assert_eq!(words, ["Don", "t", "2nd", "try"]);
/// let words: Vec<_> = storybind::text::Words::new("春が来た").collect();
/// assert_eq!(words, ["春", "が", "来", "た"]);
/// ```
#[derive(Debug, Clone)]
pub struct Words<'t> {
    rest: &'t str,
}

impl<'t> Words<'t> {
    /// Iterates over the words of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Words<'t> {
        Words { rest: text }
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let start = self.rest.len() - skip(self.rest, |c| !is_word(c)).len();
        let tail = &self.rest[start..];
        let first = tail.chars().next()?;
        let end = if is_dense(first) {
            first.len_utf8()
        } else {
            tail.len() - skip(tail, |c| is_word(c) && !is_dense(c)).len()
        };
        let (word, rest) = tail.split_at(end);
        self.rest = rest;
        Some(word)
    }

    /// How many words there are, without cutting them out.
    fn count(self) -> usize {
        let mut count = 0;
        let mut was_word = false;
        let mut rest = self.rest;
        while !rest.is_empty() {
            if let Some(stride) = rest.as_bytes().first_chunk::<STRIDE>().filter(|stride| stride.is_ascii()) {
                // All that is counted is where words begin: no bits are needed of what the characters are.
                let inside = stride.map(|byte| u8::from(byte.is_ascii_alphanumeric()));
                let starts: u8 = inside.windows(2).map(|pair| pair[1] & !pair[0]).sum();
                count += usize::from(starts + (inside[0] & u8::from(!was_word)));
                was_word = inside[STRIDE - 1] > 0;
                rest = &rest[STRIDE..];
                continue;
            }
            if let Some((Kinds { letter, digit, .. }, stride)) = Kinds::of(rest) {
                let inside = letter | digit;
                let starts = inside & !(inside << 1 | u64::from(was_word));
                count += usize::try_from(starts.count_ones()).unwrap_or_default();
                was_word = inside >> (stride - 1) & 1 > 0;
                rest = &rest[stride..];
                continue;
            }
            let stride = head(rest, STRIDE);
            for c in stride.chars() {
                let is_alone = !c.is_ascii() && is_dense(c);
                let is_word = is_word(c);
                count += usize::from(is_word && (is_alone || !was_word));
                was_word = is_word && !is_alone;
            }
            rest = &rest[stride.len()..];
        }
        count
    }
}

/// What is left of a text behind all characters at its head that are passed over. Plain ASCII is read byte by byte.
pub(crate) fn skip(text: &str, passes: impl Fn(char) -> bool) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let c = if byte.is_ascii() { char::from(byte) } else { text[at..].chars().next().unwrap_or_default() };
        if !passes(c) {
            break;
        }
        at += c.len_utf8();
    }
    &text[at..]
}

/// The first bytes of a text, at most so many, cut before a character that would not be whole.
///
/// ```
/// assert_eq!(storybind::text::head("naïve", 3), "na");
/// assert_eq!(storybind::text::head("na", 3), "na");
/// ```
#[must_use]
pub fn head(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The last bytes of a text, at most so many, cut behind a character that would not be whole.
///
/// ```
/// assert_eq!(storybind::text::tail("naïve", 3), "ve");
/// ```
#[must_use]
pub fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// A character of a script that sets no spaces between words (Han, kana, full-width forms): lines are joined without a
/// space there.
#[must_use]
pub fn is_dense(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What `char::is_alphabetic` says, with a short way for the letters, dashes and quotation marks that prose is full of.
pub(super) fn is_letter(c: char) -> bool {
    is_common_letter(c) || !is_printers_mark(c) && c.is_alphabetic()
}

/// What `char::is_alphanumeric` says, with the same short way.
#[must_use]
pub fn is_letter_or_digit(c: char) -> bool {
    is_common_letter(c) || !is_printers_mark(c) && c.is_alphanumeric()
}

/// What `char::is_numeric` says, with the same short way.
pub(super) fn is_number(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { !is_common_letter(c) && !is_printers_mark(c) && c.is_numeric() }
}

/// Letters of the Latin and the Cyrillic alphabets. None of them is a number, none belongs to a dense script.
pub(super) fn is_common_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}'
        | '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}')
}

/// Dashes, quotation marks, bullets and dots; neither letters nor digits.
fn is_printers_mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
}

/// Letters, marks and digits: `Alphabetic` holds letters and most marks; the rest of the marks are named by block.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    is_letter_or_digit(c)
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}'
            | '\u{93C}'..='\u{94D}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}'
            | '\u{3099}'..='\u{309A}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::{Words, is_common_letter, is_dense, is_letter, is_letter_or_digit, is_number};

    #[test]
    fn words_are_counted_as_they_are_cut() {
        for text in ["", "Don't — 2nd_try", "春が来た", "a春b 春", "e\u{301}t ＡＢ c", "  «Да», сказал 3-й. ", "。春。"]
        {
            assert_eq!(Words::new(text).count(), Words::new(text).collect::<Vec<_>>().len(), "{text}");
        }
    }

    #[test]
    fn the_short_way_leads_where_the_long_one_does() {
        let mut all = '\0'..=char::MAX;
        assert!(all.all(|c| {
            is_letter_or_digit(c) == c.is_alphanumeric()
                && is_letter(c) == c.is_alphabetic()
                && is_number(c) == c.is_numeric()
                && !(is_common_letter(c) && (c.is_numeric() || is_dense(c) || c.is_whitespace()))
        }));
    }
}
