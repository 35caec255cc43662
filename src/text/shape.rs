//! What can be seen of a block at a glance, measured in one pass and at a cost that long paragraphs do not pay.

use super::stride::{self, Kinds, STRIDE};
use super::words::{head, is_dense, is_letter, is_number};

/// Words counted at most, more than any cue asks about: beyond this a block is a paragraph.
pub(super) const WORDS_COUNTED: u16 = 71;

/// What can be seen of a block at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing seen on the page")]
pub struct Shape {
    /// Bytes of all lines, without outer white space.
    pub bytes: usize,
    /// Words, counted up to 71. Where a script sets no spaces between words, two characters count as one.
    pub words: u16,
    /// Words that begin with a capital or a digit, among those counted.
    pub capitalised: u16,
    /// Characters of the longest line, without outer white space.
    pub width: usize,
    /// Columns of white space before the first line, beyond the text's margin (a tab goes to the next multiple of 8).
    pub indent: usize,
    /// The first character that is not white space.
    pub first: char,
    /// The last character that is not white space.
    pub last: char,
    /// There are capitals and no letter is lower case: nothing in a script without case.
    pub is_capitals: bool,
    /// There is a letter.
    pub has_letters: bool,
    /// There is a digit.
    pub has_digits: bool,
    /// There is no letter and no digit.
    pub is_signs: bool,
    /// The first line is set in the middle of the text's width.
    pub is_centred: bool,
    /// The block is a sign-framed or plain sentence end: its last mark, closing quotes and brackets left out, is one of
    /// `. ! ? …` or their CJK forms.
    pub is_ended: bool,
    /// The block begins with a quotation mark or a dialogue dash.
    pub is_speech: bool,
    /// A letter in lower case begins the block.
    pub starts_low: bool,
}

/// Which cases the letters of a block are in.
#[derive(Debug, Default)]
struct Cases {
    has_low: bool,
    has_high: bool,
}

impl Shape {
    /// The shape of no text at all.
    pub const NOTHING: Shape = Shape {
        bytes: 0,
        words: 0,
        capitalised: 0,
        width: 0,
        indent: 0,
        first: ' ',
        last: ' ',
        is_capitals: false,
        has_letters: false,
        has_digits: false,
        is_signs: false,
        is_centred: false,
        is_ended: false,
        is_speech: false,
        starts_low: false,
    };

    /// Measures a block by its lines, each with its white space.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Shape {
        let mut shape = Shape::NOTHING;
        let mut cases = Cases::default();
        // ",,Come in,'' she said.": who has no low quotation marks types commas.
        let mut has_commas_for_quotes = false;
        for line in lines {
            let line = line.trim();
            if shape.bytes == 0 {
                shape.first = line.chars().next().unwrap_or(' ');
                has_commas_for_quotes = line.starts_with(",,");
            }
            shape.bytes += line.len();
            shape.width = shape.width.max(if line.is_ascii() { line.len() } else { line.chars().count() });
            if shape.words < WORDS_COUNTED {
                shape.count(line, &mut cases);
            }
            if let Some(last) = line.chars().next_back() {
                shape.last = last;
            }
            shape.is_ended = ends_sentence(line);
        }
        shape.is_capitals = cases.has_high && !cases.has_low;
        shape.is_signs = !shape.has_letters && !shape.has_digits;
        let is_dash = matches!(shape.first, '—' | '–' | '―');
        shape.is_speech = is_opening_quote(shape.first) || !shape.is_signs && (is_dash || has_commas_for_quotes);
        shape.starts_low = shape.first.is_lowercase();
        shape
    }

    /// Counts the words of a line and sees what its letters are. A word begins at the first letter or digit behind white
    /// space.
    fn count(&mut self, line: &str, cases: &mut Cases) {
        let mut in_word = false;
        let mut rest = line;
        while !rest.is_empty() && self.words < WORDS_COUNTED {
            let stride = match Kinds::of(rest) {
                Some((kinds, stride)) => {
                    self.pass(kinds, cases, &mut in_word);
                    stride
                }
                None => self.count_slowly(rest, cases, &mut in_word),
            };
            rest = &rest[stride..];
        }
    }

    /// Counts the words of a stride, as far as words are counted.
    fn pass(&mut self, kinds: Kinds, cases: &mut Cases, in_word: &mut bool) {
        let Kinds { space, letter, low, high, digit } = kinds;
        let starts = starts(space, letter | digit, in_word);
        let seen = up_to_word(starts, space, WORDS_COUNTED - self.words);
        let count = |bits: u64| u16::try_from((bits & seen).count_ones()).unwrap_or(u16::MAX);
        self.words += count(starts);
        self.capitalised += count(starts & (digit | !low));
        self.has_letters |= letter & seen > 0;
        self.has_digits |= digit & seen > 0;
        cases.has_low |= low & seen > 0;
        cases.has_high |= high & seen > 0;
    }

    /// Counts the words of a text's first characters, a stride of them at least, one by one. Gives their bytes.
    fn count_slowly(&mut self, text: &str, cases: &mut Cases, in_word: &mut bool) -> usize {
        for (at, c) in text.char_indices() {
            if at >= STRIDE {
                return at;
            }
            if c.is_whitespace() {
                *in_word = false;
                if self.words >= WORDS_COUNTED {
                    break;
                }
                continue;
            }
            let digit = is_number(c);
            self.has_digits |= digit;
            if *in_word && cases.has_low && !is_dense(c) {
                continue;
            }
            let letter = is_letter(c);
            self.has_letters |= letter;
            cases.has_low |= letter && c.is_lowercase();
            cases.has_high |= letter && c.is_uppercase();
            if is_dense(c) {
                *in_word = (letter || digit) && !*in_word;
                self.words = self.words.saturating_add(u16::from(*in_word));
                self.capitalised += u16::from(*in_word);
            } else if !*in_word && (letter || digit) {
                *in_word = true;
                self.words = self.words.saturating_add(1);
                self.capitalised += u16::from(digit || !c.is_lowercase());
            }
        }
        text.len()
    }
}

/// How many words a line has, however many they are.
pub(super) fn count_words(line: &str) -> usize {
    let (mut words, mut in_word, mut rest) = (0, false, line);
    while !rest.is_empty() {
        let stride = if let Some((space, inside)) = stride::ascii(rest) {
            words += starts(space, inside, &mut in_word).count_ones() as usize;
            STRIDE
        } else if let Some((Kinds { space, letter, digit, .. }, stride)) = Kinds::of(rest) {
            words += starts(space, letter | digit, &mut in_word).count_ones() as usize;
            stride
        } else {
            let mut shape = Shape::NOTHING;
            let stride = shape.count_slowly(head(rest, STRIDE), &mut Cases::default(), &mut in_word);
            words += usize::from(shape.words);
            stride
        };
        rest = &rest[stride..];
    }
    words
}

/// The bits of a stride at which words begin, whose white space and whose letters and digits are given.
fn starts(space: u64, inside: u64, in_word: &mut bool) -> u64 {
    let signs = !(inside | space);
    // Where a word may begin: behind white space, and behind the signs that stand there. Adding the first bit of a run of
    // signs to the run leaves the bit behind it.
    let open = space << 1 | u64::from(!*in_word);
    let behind_signs = (open & signs).wrapping_add(signs) & !signs;
    if inside | space > 0 {
        *in_word = inside > space;
    }
    inside & (open | behind_signs)
}

/// The bits of a stride to the end of so many words, at least one, whose first bits and whose white space are given.
fn up_to_word(starts: u64, space: u64, words: u16) -> u64 {
    if starts.count_ones() < u32::from(words) {
        return u64::MAX;
    }
    let last = (1..words).fold(starts, |starts, _| starts & (starts - 1));
    // From the first bit of the last word on.
    let behind = space & (u64::MAX << last.trailing_zeros());
    if behind == 0 { u64::MAX } else { (1 << behind.trailing_zeros()) - 1 }
}

/// A character that opens a quotation in one of the languages read.
#[must_use]
pub fn is_opening_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '»' | '‹' | '‘' | '\'' | '「' | '『' | '‚' | '`')
}

/// A character that closes a quotation or a bracket, or an emphasis mark behind the sentence's end.
#[must_use]
pub fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '’' | '\'' | '»' | '«' | '›' | '」' | '』' | ')' | ']' | '_' | '*' | '/')
}

/// A mark that ends a sentence.
#[must_use]
pub fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Whether a line ends as a sentence does: a stop, behind it only closing marks.
#[must_use]
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(is_closing).ends_with(is_stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_long_paragraph_is_counted() {
        let sentence = "Don't go -- it's \u{201C}too late,\u{201D} she said \u{2026} at 11:40. ";
        for times in [1, 2, 9, 200] {
            let line = sentence.repeat(times);
            assert_eq!(count_words(&line), 9 * times);
            assert_eq!(
                usize::from(Shape::of([line.as_str()].into_iter()).words),
                (9 * times).min(usize::from(WORDS_COUNTED))
            );
        }
        assert_eq!(count_words(&"\u{6D77}\u{306E}\u{56F3}\u{66F8}\u{9928}\u{3002}".repeat(40)), 120);
        assert_eq!(count_words(&"na\u{EF}ve stra\u{DF}e ".repeat(60)), 120);
        assert_eq!(count_words("* * * \u{2014}"), 0);
    }
}
