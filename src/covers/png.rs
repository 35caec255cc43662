//! The file of a drawn cover: a PNG of four bits a pixel. Its rows are pressed whole, by the library that presses the
//! chapters; what stands around them is a few bytes (W3C, Portable Network Graphics, 5 and 11).

use libdeflater::{CompressionLvl, Compressor};

use super::{HEIGHT, WIDTH};

/// How hard deflate tries.
const LEVEL: i32 = 1;

/// The file of rows that are half a byte a pixel, each behind the number of its filter.
pub(super) fn encode(rows: &[u8], palette: &[[u8; 3]]) -> Option<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::new(LEVEL).ok()?);
    let mut pressed = vec![0; compressor.zlib_compress_bound(rows.len())];
    let length = compressor.zlib_compress(rows, &mut pressed).ok()?;
    let mut file = Vec::with_capacity(length + 200);
    file.extend_from_slice(b"\x89PNG\r\n\x1a\n");
    let mut header = [0; 13];
    header[..4].copy_from_slice(&WIDTH.to_be_bytes());
    header[4..8].copy_from_slice(&HEIGHT.to_be_bytes());
    // Four bits, by palette; deflate, the usual filters, not interlaced.
    (header[8], header[9]) = (4, 3);
    chunk(&mut file, *b"IHDR", &header)?;
    chunk(&mut file, *b"PLTE", palette.as_flattened())?;
    chunk(&mut file, *b"IDAT", &pressed[..length])?;
    chunk(&mut file, *b"IEND", &[])?;
    Some(file)
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) -> Option<()> {
    file.extend_from_slice(&u32::try_from(data.len()).ok()?.to_be_bytes());
    let from = file.len();
    file.extend_from_slice(&name);
    file.extend_from_slice(data);
    let check = libdeflater::crc32(&file[from..]);
    file.extend_from_slice(&check.to_be_bytes());
    Some(())
}
