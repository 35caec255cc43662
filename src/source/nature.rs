//! Whether bytes are text at all. Every other room takes for granted that they are.

use std::fmt;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// One control character in so many characters is still text: a stray NUL or escape left by an old editor. Compressed
/// and binary files hold one in nine (28 of 256 byte values); printed pages hold none.
const CHARACTERS_PER_CONTROL: usize = 50;
/// So many controls are forgiven in any text, however short.
const FORGIVEN: usize = 4;

/// What a file begins with that is not text, what it is called, and what its owner can do.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"\xFF\xD8\xFF", "a JPEG picture", PICTURE),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture", PICTURE),
    (b"GIF87a", "a GIF picture", PICTURE),
    (b"GIF89a", "a GIF picture", PICTURE),
    (b"%PDF-", "a PDF document", DOCUMENT),
    (b"{\\rtf", "an RTF document", DOCUMENT),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a Word document", DOCUMENT),
    (b"PK\x03\x04", "a ZIP archive (as DOCX and ODT files are)", ARCHIVE),
    (b"\x1F\x8B", "a gzip archive", ARCHIVE),
    (b"Rar!\x1A\x07", "a RAR archive", ARCHIVE),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", ARCHIVE),
    (b"\x7FELF", "a program", NOTHING),
];
/// Where an EPUB says that it is one: behind the 30 bytes of its first entry's header (OCF 3.3, its section 4.3).
const BOOK: (usize, &[u8]) = (30, b"mimetypeapplication/epub+zip");
const BOOK_ADVICE: &str = "it is a book already: `storybind load` and `storybind send` take it as it is, and `storybind convert \
                           --device kobo` makes a kepub of it";
const PICTURE: &str = "name the story's text file instead";
const DOCUMENT: &str = "open it in a word processor and save it as plain text (UTF-8)";
const ARCHIVE: &str = "unpack it and name the text inside; a document is saved as plain text (UTF-8) first";
const NOTHING: &str = "name the story's text file instead";
const CONTROLS: &str = "if it is text in an unusual encoding, name that: --encoding utf-16le, --encoding shift_jis";

/// Why bytes are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotText {
    /// They begin as files of a known kind do.
    Kind {
        /// "a JPEG picture".
        name: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// Too many characters are controls.
    Controls {
        /// How many.
        controls: usize,
        /// Of how many characters.
        characters: usize,
        /// The byte at which the first stands, 0-based.
        offset: usize,
    },
}

impl NotText {
    /// What the owner of the file can do.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            NotText::Kind { advice, .. } => advice,
            NotText::Controls { .. } => CONTROLS,
        }
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotText::Kind { name, .. } => write!(f, "it is {name}"),
            NotText::Controls { controls, characters, offset } => {
                write!(f, "{controls} of {characters} characters are controls, the first at byte {offset}")
            }
        }
    }
}

/// Says whether bytes are text; `encoding` is what the user states, if anything.
///
/// # Errors
/// What they are instead.
pub fn examine(bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<(), NotText> {
    if bytes.get(BOOK.0..).is_some_and(|rest| rest.starts_with(BOOK.1)) {
        return Err(NotText::Kind { name: "an EPUB", advice: BOOK_ADVICE });
    }
    for &(magic, name, advice) in MAGIC {
        if bytes.starts_with(magic) {
            return Err(NotText::Kind { name, advice });
        }
    }
    match wide(bytes, encoding) {
        Some(Order::Little) => judge(&bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])), 2),
        Some(Order::Big) => judge(&bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])), 2),
        None if controls_in(bytes) <= FORGIVEN => Ok(()),
        None => judge(&bytes.iter().map(|&byte| u16::from(byte)), 1),
    }
}

/// How many of the bytes are controls, counted in runs whose sum fits a byte: many bytes a step.
fn controls_in(bytes: &[u8]) -> usize {
    let count = |run: &[u8]| run.iter().map(|&byte| u8::from(is_control(u16::from(byte)))).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|run| usize::from(count(run))).sum()
}

/// Whether so few of the units are controls that they are characters of a text.
fn judge(units: &(impl ExactSizeIterator<Item = u16> + Clone), bytes_per_unit: usize) -> Result<(), NotText> {
    let characters = units.len();
    let controls = units.clone().filter(|&unit| is_control(unit)).count();
    if controls <= FORGIVEN || controls * CHARACTERS_PER_CONTROL <= characters {
        return Ok(());
    }
    let offset = units.clone().take_while(|&unit| !is_control(unit)).count() * bytes_per_unit;
    Err(NotText::Controls { controls, characters, offset })
}

/// One byte in so many is NUL in UTF-16 text of any alphabet: spaces, line ends and full stops see to that.
const BYTES_PER_NUL: usize = 20;

/// Which byte of a UTF-16 unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// Whether the bytes are UTF-16: by their mark, by the user's word, or because nearly all NULs stand on one side of
/// the pairs.
fn wide(bytes: &[u8], encoding: Option<&'static Encoding>) -> Option<Order> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    match marked.or(encoding) {
        Some(stated) if stated == UTF_16LE => return Some(Order::Little),
        Some(stated) if stated == UTF_16BE => return Some(Order::Big),
        Some(_) => return None,
        None => {}
    }
    memchr::memchr(0, bytes)?;
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in bytes.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let enough = bytes.len() / BYTES_PER_NUL;
    if odd > enough && odd > 10 * even {
        Some(Order::Little)
    } else if even > enough && even > 10 * odd {
        Some(Order::Big)
    } else {
        None
    }
}

/// Controls that no text needs. Tab, line ends, vertical tab, form feed, backspace (bold on old printers), escape
/// (colours of a terminal) and the end mark of DOS are what texts were typed with.
fn is_control(unit: u16) -> bool {
    matches!(unit, 0x00..=0x07 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide_bytes(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn text_in_any_encoding_is_text() {
        let story = "The ferry was late.\r\n\tNobody minded; the tide waits for no one, and nobody waited.\r\n";
        assert_eq!(examine(b"", None), Ok(()));
        assert_eq!(examine(story.as_bytes(), None), Ok(()));
        assert_eq!(examine(&wide_bytes(story, u16::to_le_bytes), None), Ok(()));
        assert_eq!(examine(&wide_bytes(story, u16::to_be_bytes), None), Ok(()));
        assert_eq!(examine(&wide_bytes("\u{FEFF}日が暮れた。\n", u16::to_be_bytes), None), Ok(()));
        assert_eq!(
            examine(b"\x93Caf\xE9\x94, she said, and the band played on until the bar was shut.\x1A", None),
            Ok(())
        );
    }

    #[test]
    fn one_stray_control_does_not_make_a_file_binary() {
        let mut story = b"The ferry was late and nobody minded, for the band played on. ".repeat(4);
        story[30] = 0;
        assert_eq!(examine(&story, None), Ok(()));
    }

    #[test]
    fn what_is_not_text_is_named() {
        assert!(matches!(examine(b"\xFF\xD8\xFF\xE0\0\x10JFIF", None), Err(NotText::Kind { .. })));
        assert!(matches!(examine(b"{\\rtf1\\ansi Hello}", None), Err(NotText::Kind { .. })));
        let all_bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert!(matches!(examine(&all_bytes, None), Err(NotText::Controls { offset: 0, .. })));
        assert!(matches!(examine(&[0; 64], None), Err(NotText::Controls { .. })));
    }

    #[test]
    fn the_users_word_explains_the_bytes() {
        // Chinese without a byte order mark: no NUL gives the encoding away.
        let story = wide_bytes(&"下雨了。".repeat(8), u16::to_le_bytes);
        assert_eq!(examine(&story, Some(UTF_16LE)), Ok(()));
    }
}
