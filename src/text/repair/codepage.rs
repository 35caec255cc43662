//! The code pages in which UTF-8 is misread: one character a byte, in both directions.

use std::sync::LazyLock;

use encoding_rs::{
    Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1257,
};

/// A code page of one byte a character.
#[derive(Debug)]
pub struct Codepage {
    name: &'static str,
    /// The characters of the bytes 0x80 to 0xFF; none where a byte stands for nothing.
    high: Vec<Option<char>>,
    /// The same, by character.
    bytes: Vec<(char, u8)>,
}

/// The characters of 0x80 to 0xFF in the code page of the IBM PC (Unicode's mapping table `CP437.TXT`).
const IBM_PC: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// All of them, the commonest first.
static CODEPAGES: LazyLock<Vec<Codepage>> = LazyLock::new(|| {
    let mut pages =
        vec![Codepage::of(WINDOWS_1252), Codepage::new("latin-1", (0x80..=0xFF).map(|b: u8| Some(b.into())))];
    let others = [WINDOWS_1251, WINDOWS_1250, WINDOWS_1254, WINDOWS_1253, WINDOWS_1257, MACINTOSH];
    pages.extend(others.map(Codepage::of));
    pages.push(Codepage::new("IBM437", IBM_PC.chars().map(Some)));
    pages
});

impl Codepage {
    /// All code pages that are known.
    pub(super) fn all() -> &'static [Codepage] {
        &CODEPAGES
    }

    fn of(encoding: &'static Encoding) -> Codepage {
        let character =
            |byte: u8| encoding.decode_without_bom_handling_and_without_replacement(&[byte])?.chars().next();
        Codepage::new(encoding.name(), (0x80..=0xFF).map(character))
    }

    fn new(name: &'static str, high: impl Iterator<Item = Option<char>>) -> Codepage {
        let high: Vec<Option<char>> = high.collect();
        let mut bytes: Vec<(char, u8)> = (0x80..=0xFF).zip(&high).filter_map(|(b, c)| Some(((*c)?, b))).collect();
        bytes.sort_unstable();
        Codepage { name, high, bytes }
    }

    /// The WHATWG's name; "latin-1" for ISO 8859-1 with its control characters, "IBM437" for the IBM PC's.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The byte of a character beyond ASCII.
    pub(super) fn byte(&self, c: char) -> Option<u8> {
        let at = self.bytes.binary_search_by_key(&c, |(known, _)| *known).ok()?;
        Some(self.bytes[at].1)
    }

    /// What becomes of a text whose UTF-8 is read in this code page; none where a byte stands for nothing.
    ///
    /// ```
    /// # let story = storybind::text::read("donâ€™t".as_bytes(), &storybind::text::Options { repair: true, ..Default::default() });
    /// let repair = &story.repairs()[0][0];
    /// assert_eq!(repair.codepage.misread("’").as_deref(), Some("â€™"));
    /// ```
    #[must_use]
    pub fn misread(&self, text: &str) -> Option<String> {
        let character =
            |byte: u8| if byte.is_ascii() { Some(char::from(byte)) } else { self.high[usize::from(byte) - 0x80] };
        text.bytes().map(character).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_gives_back_the_byte_of_its_character() {
        for page in Codepage::all() {
            assert_eq!(page.high.len(), 128, "{}", page.name);
            for (at, c) in page.high.iter().enumerate().filter_map(|(at, c)| Some((at, (*c)?))) {
                assert_eq!(page.byte(c).map(usize::from), Some(at + 0x80), "{} {c}", page.name);
            }
        }
    }

    #[test]
    fn a_known_word_is_misread_as_everybody_has_seen_it() {
        let misread = |name: &str, text: &str| {
            Codepage::all().iter().find(|page| page.name == name).and_then(|page| page.misread(text))
        };
        assert_eq!(misread("windows-1252", "don’t").as_deref(), Some("donâ€™t"));
        assert_eq!(misread("windows-1251", "Да").as_deref(), Some("Р”Р°"));
        assert_eq!(misread("macintosh", "don’t").as_deref(), Some("don‚Äôt"));
        assert_eq!(misread("IBM437", "don’t").as_deref(), Some("donΓÇÖt"));
    }
}
