//! ASCII looked at sixty-four bytes at once, each kind of character as one bit a byte: most of most stories is ASCII, and
//! every byte is asked what it is.

/// Bytes that are looked at together.
pub(super) const STRIDE: usize = 64;

/// What the bytes of a stride are: bit `n` of each speaks of byte `n`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kinds {
    /// White space.
    pub space: u64,
    /// Letters.
    pub letter: u64,
    /// Capitals.
    pub capital: u64,
    /// Digits.
    pub digit: u64,
}

impl Kinds {
    /// What the first bytes of a text are, as if spaces stood behind a text that is shorter; none where one of them is
    /// not ASCII.
    pub(super) fn of(text: &[u8]) -> Option<Kinds> {
        let mut short = [b' '; STRIDE];
        let bytes: &[u8; STRIDE] = if let Some(bytes) = text.first_chunk() {
            bytes
        } else {
            short[..text.len()].copy_from_slice(text);
            &short
        };
        bytes.is_ascii().then(|| Kinds {
            space: bits(bytes, |byte| byte == b' ' || byte.wrapping_sub(b'\t') <= b'\r' - b'\t'),
            letter: bits(bytes, |byte| byte.is_ascii_alphabetic()),
            capital: bits(bytes, |byte| byte.is_ascii_uppercase()),
            digit: bits(bytes, |byte| byte.is_ascii_digit()),
        })
    }
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
    fn each_byte_has_its_bit() {
        for byte in 0..128u8 {
            for at in [0, 7, 8, 63] {
                let mut text = [b'.'; STRIDE];
                text[at] = byte;
                let kinds = Kinds::of(&text).unwrap();
                let (c, bit) = (char::from(byte), 1u64 << at);
                let expected = |is: bool| if is { bit } else { 0 };
                assert_eq!(kinds.space, expected(c.is_whitespace()), "{c:?} at {at}");
                assert_eq!(kinds.letter, expected(c.is_alphabetic()), "{c:?} at {at}");
                assert_eq!(kinds.capital, expected(c.is_uppercase()), "{c:?} at {at}");
                assert_eq!(kinds.digit, expected(c.is_numeric()), "{c:?} at {at}");
            }
        }
        assert!(Kinds::of("é".as_bytes()).is_none());
    }
}
