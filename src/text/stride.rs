//! Text looked at sixty-four bytes at once, each kind of character as bits: every byte of a story is asked what it is, and
//! most of most stories is ASCII.

use super::words::{head, is_dense, is_letter, is_number, is_word};

/// Bytes that are looked at together.
pub(crate) const STRIDE: usize = 64;

/// What the characters of a stride are: bit `n` of each speaks of byte `n`, whichever byte of its character that is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kinds {
    /// White space.
    pub space: u64,
    /// Letters.
    pub letter: u64,
    /// Small letters.
    pub low: u64,
    /// Capitals.
    pub high: u64,
    /// Digits and numbers.
    pub digit: u64,
}

impl Kinds {
    /// What the first characters of a text are, and how many bytes they take: a stride, or all of a shorter text. None
    /// where one of them is a word by itself or belongs to a word without being a letter: those ask for a closer look.
    pub(super) fn of(text: &str) -> Option<(Kinds, usize)> {
        let stride = head(text, STRIDE);
        // Bytes behind a shorter text are no character of any kind.
        let mut short = [0; STRIDE];
        let bytes: &[u8; STRIDE] = if let Ok(bytes) = stride.as_bytes().try_into() {
            bytes
        } else {
            short[..stride.len()].copy_from_slice(stride.as_bytes());
            &short
        };
        let letter = bits(bytes, |byte| byte.is_ascii_alphabetic());
        let low = bits(bytes, |byte| byte.is_ascii_lowercase());
        let mut kinds = Kinds {
            space: bits(bytes, is_space),
            letter,
            low,
            high: letter & !low,
            digit: bits(bytes, |byte| byte.is_ascii_digit()),
        };
        if !bytes.is_ascii() {
            kinds.add_others(stride, bits(bytes, |byte| !byte.is_ascii()))?;
        }
        Some((kinds, stride.len()))
    }

    /// Adds the characters that are not ASCII, whose bytes are given.
    fn add_others(&mut self, stride: &str, mut bytes: u64) -> Option<()> {
        while bytes > 0 {
            let at = bytes.trailing_zeros();
            // Dashes and quotation marks, U+2010 to U+2027, are nothing of all this, and most of what is not ASCII in prose.
            let here = stride.as_bytes().get(usize::try_from(at).ok()?..);
            if let Some([0xE2, 0x80, 0x90..=0xA7, ..]) = here {
                bytes &= !(0b111 << at);
                continue;
            }
            let c = stride[usize::try_from(at).ok()?..].chars().next()?;
            let here = ((1 << c.len_utf8()) - 1) << at;
            let (letter, digit) = (is_letter(c), is_number(c));
            if is_dense(c) || is_word(c) != (letter || digit) {
                return None;
            }
            let add = |kind: &mut u64, is: bool| *kind |= if is { here } else { 0 };
            add(&mut self.letter, letter);
            add(&mut self.digit, digit);
            add(&mut self.low, letter && c.is_lowercase());
            add(&mut self.high, letter && c.is_uppercase());
            add(&mut self.space, c.is_whitespace());
            bytes &= !here;
        }
        Some(())
    }
}

/// Which of a text's first bytes are white space, and which letters or digits; none where they are fewer than a stride, or
/// not ASCII.
pub(super) fn ascii(text: &str) -> Option<(u64, u64)> {
    let stride = text.as_bytes().first_chunk::<STRIDE>().filter(|stride| stride.is_ascii())?;
    Some((bits(stride, is_space), bits(stride, |byte| byte.is_ascii_alphanumeric())))
}

/// Which of a text's first bytes, a stride or all of a shorter text, are letters or digits, and how many bytes were looked
/// at; none where they are not ASCII.
pub(crate) fn letters_and_digits(text: &str) -> Option<(u64, usize)> {
    let mut short = [0; STRIDE];
    let stride = text.as_bytes().first_chunk().unwrap_or_else(|| {
        short[..text.len()].copy_from_slice(text.as_bytes());
        &short
    });
    stride.is_ascii().then(|| (bits(stride, |byte| byte.is_ascii_alphanumeric()), text.len().min(STRIDE)))
}

fn is_space(byte: u8) -> bool {
    byte == b' ' || byte.wrapping_sub(b'\t') <= b'\r' - b'\t'
}

/// One bit a byte. Compilers do the comparison for many bytes at once; the product then moves the lowest bit of each of
/// eight bytes into one byte.
fn bits(bytes: &[u8; STRIDE], is_meant: impl Fn(u8) -> bool) -> u64 {
    let meant = bytes.map(|byte| u8::from(is_meant(byte)));
    let mut bits = 0;
    for (at, eight) in meant.as_chunks::<8>().0.iter().enumerate() {
        bits |= (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_its_bits() {
        for c in ('\0'..='\u{2FFF}').chain('\u{A000}'..='\u{AFFF}') {
            for at in [0, 7, 8, STRIDE - c.len_utf8()] {
                let mut text = ".".repeat(at);
                text.push(c);
                let text = format!("{text:.<width$}", width = STRIDE + 1 - c.len_utf8());
                let Some((kinds, stride)) = Kinds::of(&text) else {
                    assert!(is_dense(c) || is_word(c) && !c.is_alphanumeric(), "{c:?}");
                    continue;
                };
                assert_eq!(stride, STRIDE);
                let here = ((1 << c.len_utf8()) - 1) << at;
                let expected = |is: bool| if is { here } else { 0 };
                assert_eq!(kinds.space, expected(c.is_whitespace()), "{c:?} at {at}");
                assert_eq!(kinds.letter, expected(c.is_alphabetic()), "{c:?} at {at}");
                assert_eq!(kinds.low, expected(c.is_alphabetic() && c.is_lowercase()), "{c:?} at {at}");
                assert_eq!(kinds.high, expected(c.is_alphabetic() && c.is_uppercase()), "{c:?} at {at}");
                assert_eq!(kinds.digit, expected(c.is_numeric()), "{c:?} at {at}");
            }
        }
    }

    #[test]
    fn a_character_that_the_stride_would_cut_belongs_to_the_next() {
        let (_, stride) = Kinds::of(&format!("{}“b", "a".repeat(STRIDE - 1))).unwrap();
        assert_eq!(stride, STRIDE - 1);
        let (kinds, stride) = Kinds::of("‘a’—“B”").unwrap();
        assert_eq!((kinds.low, kinds.high, kinds.space, stride), (1 << 3, 1 << 13, 0, 17));
    }
}
