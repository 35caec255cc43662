//! The file of a drawn cover: a PNG of four bits a pixel (W3C, Portable Network Graphics, 5 and 11). Its rows are pressed
//! by runs of equal bytes alone, which is most of what they are: a seventh of the time that a search for repeats takes, for
//! a sixth more bytes, and nothing in it hangs on the processor, as the hashes of a search do.

use zlib_rs::crc32::crc32;
use zlib_rs::{DeflateConfig, ReturnCode, Strategy, compress_bound, compress_slice};

use super::{HEIGHT, WIDTH};

/// The file of rows that are half a byte a pixel, each behind the number of its filter.
pub(super) fn encode(rows: &[u8], palette: &[[u8; 3]]) -> Option<Vec<u8>> {
    let mut room = vec![0; compress_bound(rows.len())];
    // With runs alone every level does the same.
    let runs = DeflateConfig { strategy: Strategy::Rle, ..DeflateConfig::best_speed() };
    let (pressed, ReturnCode::Ok) = compress_slice(&mut room, rows, runs) else { return None };
    let mut file = Vec::with_capacity(pressed.len() + 200);
    file.extend_from_slice(b"\x89PNG\r\n\x1a\n");
    let mut header = [0; 13];
    header[..4].copy_from_slice(&WIDTH.to_be_bytes());
    header[4..8].copy_from_slice(&HEIGHT.to_be_bytes());
    // Four bits, by palette; deflate, the usual filters, not interlaced.
    (header[8], header[9]) = (4, 3);
    chunk(&mut file, *b"IHDR", &header)?;
    chunk(&mut file, *b"PLTE", palette.as_flattened())?;
    chunk(&mut file, *b"IDAT", pressed)?;
    chunk(&mut file, *b"IEND", &[])?;
    Some(file)
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) -> Option<()> {
    file.extend_from_slice(&u32::try_from(data.len()).ok()?.to_be_bytes());
    let from = file.len();
    file.extend_from_slice(&name);
    file.extend_from_slice(data);
    let check = crc32(0, &file[from..]);
    file.extend_from_slice(&check.to_be_bytes());
    Some(())
}
