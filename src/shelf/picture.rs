//! Thumbnails: a book's cover, small.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageReader, Limits};

/// Pixels of a thumbnail at most: two for each that a page shows.
const WIDTH: u32 = 320;
const HEIGHT: u32 = 480;
/// How good a JPEG is made, of 100: text on a cover stays clean.
const QUALITY: u8 = 82;
/// Pixels of a cover along each side: five times what the largest reader shows.
const LARGEST: u32 = 10_000;
/// Bytes that one cover may take while it is looked at.
const MEMORY: u64 = 256 << 20;

/// A cover small, as a JPEG; none where the bytes are no picture that can be shown. They may be anybody's.
#[must_use]
pub fn thumbnail(cover: &[u8]) -> Option<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(cover)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST);
    limits.max_image_height = Some(LARGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let is_small = picture.width() <= WIDTH && picture.height() <= HEIGHT;
    let small = if is_small { picture } else { picture.thumbnail(WIDTH, HEIGHT) };
    // JPEG knows no transparency.
    let small = DynamicImage::ImageRgb8(small.into_rgb8());
    let mut bytes = Vec::new();
    small.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)).ok()?;
    Some(bytes)
}
