//! A person's own picture as a cover: checked, upright, and no larger than a cover is drawn.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};

use super::jpeg::segments;
use super::{Cover, HEIGHT, WIDTH};

/// Pixels of a side under which a picture is no cover.
const SMALLEST: u32 = 64;
/// Pixels of a picture at most, some 300 MB while it is read.
const MOST_PIXELS: u64 = 80_000_000;
/// Bytes of memory for reading it.
const MOST_MEMORY: u64 = 640 << 20;
/// Bytes up to which a picture of the right size stays as it is.
const PLAIN: usize = 1 << 20;
/// The quality of JPEG at which type and faces stay clean.
const QUALITY: u8 = 88;

/// Why a picture cannot be a cover.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is neither JPEG nor PNG, whatever it is called.
    #[error("is neither a JPEG nor a PNG\n  save the picture as one of the two")]
    OtherKind,
    /// Its bytes are damaged.
    #[error("cannot be read as a picture ({0})\n  save it anew, or take another")]
    Broken(image::ImageError),
    /// Its end is missing.
    #[error("ends before the picture does\n  copy or save it anew, or take another")]
    Cut,
    /// It is too large to be read.
    #[error(
        "has {width} × {height} pixels, which is more than can be read\n  make it smaller: a cover has 1600 × 2400"
    )]
    TooLarge {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// Nobody could see what is on it.
    #[error("has only {width} × {height} pixels\n  take a larger picture: a cover has 1600 × 2400")]
    TooSmall {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
}

/// Makes a cover of a picture's file. One that is upright, small enough and in usual colours stays as it is, byte for
/// byte; any other is turned and made smaller, never larger.
///
/// # Errors
/// If it is no JPEG or PNG, is damaged, or has far too many pixels or too few.
pub fn own(bytes: Vec<u8>) -> Result<Cover, PictureError> {
    let format = image::guess_format(&bytes).map_err(|_| PictureError::OtherKind)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png) {
        return Err(PictureError::OtherKind);
    }
    let jpeg = (format == ImageFormat::Jpeg).then(|| segments(&bytes));
    let mut reader = ImageReader::with_format(Cursor::new(&bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(PictureError::Broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureError::TooLarge { width, height });
    }
    if width.min(height) < SMALLEST {
        return Err(PictureError::TooSmall { width, height });
    }
    let orientation = decoder.orientation().map_err(PictureError::Broken)?;
    // Few readers show inks in their colours.
    let is_usual = jpeg.is_none_or(|jpeg| jpeg.components <= 3);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(PictureError::Broken)?;
    if jpeg.is_some_and(|jpeg| !jpeg.is_whole) {
        return Err(PictureError::Cut);
    }
    let fits = width <= WIDTH && height <= HEIGHT;
    let stays = fits && is_usual && orientation == Orientation::NoTransforms && bytes.len() <= PLAIN;
    if stays {
        let media_type = if format == ImageFormat::Png { "image/png" } else { "image/jpeg" };
        return Ok(Cover { bytes, media_type, width, height });
    }
    picture.apply_orientation(orientation);
    if picture.width() > WIDTH || picture.height() > HEIGHT {
        // A filter of plain arithmetic: sines differ from one system's library to the next.
        picture = picture.resize(WIDTH, HEIGHT, FilterType::CatmullRom);
    }
    encode(&picture, format).map_err(PictureError::Broken)
}

/// Pixels of a JPEG's or PNG's width and height, as its first bytes state them; none where they do not.
#[must_use]
pub fn size(beginning: &[u8]) -> Option<(u32, u32)> {
    let format = image::guess_format(beginning).ok()?;
    let is_known = matches!(format, ImageFormat::Jpeg | ImageFormat::Png);
    is_known.then(|| ImageReader::with_format(Cursor::new(beginning), format).into_dimensions().ok()).flatten()
}

/// A PNG stays one as long as it is small: drawings do, photographs do not.
fn encode(picture: &DynamicImage, format: ImageFormat) -> Result<Cover, image::ImageError> {
    let (width, height) = (picture.width(), picture.height());
    if format == ImageFormat::Png {
        let mut bytes = Vec::new();
        picture.write_with_encoder(PngEncoder::new(&mut bytes))?;
        if bytes.len() <= PLAIN {
            return Ok(Cover { bytes, media_type: "image/png", width, height });
        }
    }
    let mut bytes = Vec::new();
    on_white(picture).write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    Ok(Cover { bytes, media_type: "image/jpeg", width, height })
}

/// JPEG knows no opacity: what shines through is paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, opacity] = picture.get_pixel(x, y).0;
        let over = |part: u8| {
            let mixed = u16::from(part) * u16::from(opacity) + 255 * (255 - u16::from(opacity));
            u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let noise = |x: u32, y: u32| {
            let n = x.wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)) >> 7;
            image::Rgb([n as u8, (n >> 8) as u8, (x / 8) as u8])
        };
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::from_fn(width, height, noise).write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        for (format, media_type) in [(ImageFormat::Png, "image/png"), (ImageFormat::Jpeg, "image/jpeg")] {
            let bytes = picture(320, 480, format);
            let cover = own(bytes.clone()).expect("a cover");
            assert_eq!((cover.bytes, cover.media_type, cover.width, cover.height), (bytes, media_type, 320, 480));
        }
    }

    #[test]
    fn what_is_too_large_is_made_smaller_and_keeps_its_shape() {
        let cover = own(picture(2400, 3000, ImageFormat::Jpeg)).expect("a cover");
        assert_eq!((cover.media_type, cover.width, cover.height), ("image/jpeg", 1600, 2000));
        let cover = own(picture(600, 4800, ImageFormat::Png)).expect("a cover");
        assert_eq!((cover.width, cover.height), (300, 2400));
        let again = image::load_from_memory(&cover.bytes).expect("a picture");
        assert_eq!((again.width(), again.height()), (300, 2400));
    }

    #[test]
    fn what_is_no_picture_is_refused_in_words() {
        let long = picture(200, 200, ImageFormat::Png);
        for bytes in
            [&b""[..], b"GIF89a\x01\x00\x01\x00", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", &long[..long.len() / 2]]
        {
            let message = own(bytes.to_vec()).expect_err("no cover").to_string();
            assert!(message.contains("\n  "), "{message}");
        }
        assert!(matches!(own(picture(63, 900, ImageFormat::Png)), Err(PictureError::TooSmall { .. })));
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_not_unpacked() {
        let mut bytes = picture(100, 100, ImageFormat::Png);
        // Width and height of the header, and its check.
        bytes[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let check = libdeflater::crc32(&bytes[12..29]).to_be_bytes();
        bytes[29..33].copy_from_slice(&check);
        assert!(matches!(own(bytes), Err(PictureError::TooLarge { width: 65_536, .. } | PictureError::Broken(_))));
    }

    #[test]
    fn no_byte_of_a_picture_that_is_wrong_brings_the_program_down() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let whole = picture(96, 80, format);
            for at in (0..whole.len().min(2_000)).step_by(7) {
                let mut bytes = whole.clone();
                bytes[at] ^= 0x55;
                let _ = own(bytes);
                let _ = own(whole[..at].to_vec());
            }
        }
    }

    #[test]
    fn what_shines_through_is_paper() {
        let clear = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(2, 2, image::Rgba([0, 0, 0, 0])));
        assert_eq!(on_white(&clear).get_pixel(1, 1).0, [255, 255, 255]);
    }
}
