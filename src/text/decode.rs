//! Decides a file's encoding on the whole file, never from a first block: byte order mark, UTF-8, UTF-16 without a
//! mark, then the legacy code page that `chardetng` finds most likely.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Decodes `bytes`; bytes that fit no character become U+FFFD, and a byte order mark is left out.
pub(super) fn decode(bytes: Vec<u8>, stated: Option<&'static Encoding>) -> (String, &'static str) {
    let bytes = if stated.is_none_or(|encoding| encoding == UTF_8) && memchr::memchr(0, &bytes).is_none() {
        // The usual case takes the bytes as they are.
        match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with(BYTE_ORDER_MARK) {
                    text.drain(..BYTE_ORDER_MARK.len_utf8());
                }
                return (text, UTF_8.name());
            }
            Err(error) => error.into_bytes(),
        }
    } else {
        bytes
    };
    let (encoding, mark) = match Encoding::for_bom(&bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (stated.unwrap_or_else(|| guess(&bytes)), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    (text.into_owned(), encoding.name())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = wide(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-16 without a mark: in most scripts every other byte of spaces and line ends is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.contains(&0) {
        return None;
    }
    let (mut little, mut big) = (0usize, 0usize);
    for pair in bytes.chunks_exact(2) {
        match pair {
            [b' ' | b'\n' | b'\r' | b'a'..=b'z', 0] => little += 1,
            [0, b' ' | b'\n' | b'\r' | b'a'..=b'z'] => big += 1,
            _ => {}
        }
    }
    // One pair in ten is a space, a line end or a small Latin letter in any story; zero bytes in other files are not
    // bound to even or odd places.
    let enough = bytes.len() / 20;
    if little > enough && little > 10 * big {
        Some(UTF_16LE)
    } else if big > enough && big > 10 * little {
        Some(UTF_16BE)
    } else {
        None
    }
}
