//! What `benches/run` measures storybind against: read a file, deflate it at level 6 with zlib-rs, write it.
//!
//! No reading of the story at all, so this is the price of any book that is compressed; one thread, as storybind's run
//! beside it. Called as `reference IN OUT`; `cargo bench` calls it without a path, and then it has nothing to do.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).filter(|it| it != "--bench");
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else { return Ok(()) };
    let text = std::fs::read(from)?;
    let mut deflate =
        flate2::write::DeflateEncoder::new(Vec::with_capacity(text.len() / 2), flate2::Compression::new(6));
    deflate.write_all(&text)?;
    std::fs::write(to, deflate.finish()?)
}
