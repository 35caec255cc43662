//! What the segments of a JPEG say of it (ITU-T T.81, annex B): decoders fill up what is missing without a word.

/// A JPEG as its segments show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Segments {
    /// Colour components of the picture: 1 of greys, 3 of colours, 4 of inks.
    pub(super) components: u8,
    /// Its end is marked.
    pub(super) is_whole: bool,
}

/// Markers that no length follows: the start of the picture, and those within its data.
const BARE: [u8; 10] = [0x01, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8];
const END: u8 = 0xD9;
/// Markers of a frame's head, among which three others stand.
const FRAMES: std::ops::RangeInclusive<u8> = 0xC0..=0xCF;
const NO_FRAMES: [u8; 3] = [0xC4, 0xC8, 0xCC];
/// Where in a frame's head the number of components stands, its length counted.
const COMPONENTS: usize = 7;

/// Walks through the segments, as far as they go.
pub(super) fn segments(bytes: &[u8]) -> Segments {
    let mut found = Segments::default();
    let mut at = 0;
    // Within a scan's data a marker is what no zero follows; elsewhere it is found at once.
    while let Some(marker) = bytes.get(at..).and_then(|rest| rest.windows(2).position(is_marker)) {
        at += marker + 2;
        let kind = bytes[at - 1];
        if kind == END {
            found.is_whole = true;
            break;
        }
        if BARE.contains(&kind) {
            continue;
        }
        let length = bytes.get(at..at + 2).map_or(0, |length| usize::from(length[0]) << 8 | usize::from(length[1]));
        if FRAMES.contains(&kind) && !NO_FRAMES.contains(&kind) {
            found.components = bytes.get(at + COMPONENTS).copied().unwrap_or_default();
        }
        // Behind the head of a scan its data stand, which the search for the next marker passes over.
        at += length;
    }
    found
}

fn is_marker(pair: &[u8]) -> bool {
    pair[0] == 0xFF && !matches!(pair[1], 0 | 0xFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_whole_where_its_end_is_marked() {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture =
            image::RgbImage::from_fn(90, 70, |x, y| image::Rgb([(x * 3) as u8, (y * 3) as u8, (x ^ y) as u8]));
        picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        let bytes = bytes.into_inner();
        assert_eq!(segments(&bytes), Segments { components: 3, is_whole: true });
        for end in [bytes.len() - 1, bytes.len() - 2, bytes.len() / 2, 20, 3, 0] {
            assert!(!segments(&bytes[..end]).is_whole, "{end}");
        }
        // A smaller picture within, as cameras write one, has an end of its own.
        let mut within = vec![0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD9, 0, 0];
        within.extend(&bytes[2..]);
        assert!(segments(&within).is_whole && !segments(&within[..within.len() - 9]).is_whole);
    }
}
