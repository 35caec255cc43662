//! What `benches/run` measures storybind against: read a file, deflate it at level 6 with zlib-rs, write it.
//!
//! No reading of the story at all, so this is the price of any book that is compressed. Called as `reference IN OUT
//! CORES`: the text is cut into as many parts as there are cores, and each is deflated by itself, as a book's chapters are.
//! `cargo bench` calls it without a path, and then it has nothing to do.

use std::io::{self, Write};
use std::thread;

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).filter(|it| it != "--bench");
    let (Some(from), Some(to), Some(cores)) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Ok(());
    };
    let cores = cores.to_string_lossy().parse::<usize>().map_err(io::Error::other)?;
    let text = std::fs::read(from)?;
    let mut parts = text.chunks(text.len().div_ceil(cores.max(1)).max(1));
    let first = parts.next().unwrap_or_default();
    let pressed = thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(move || deflated(part))).collect();
        let mut pressed = vec![deflated(first)?];
        for other in others {
            pressed.push(other.join().map_err(|_| io::Error::other("a part was not deflated"))??);
        }
        Ok::<_, io::Error>(pressed)
    })?;
    let mut file = std::fs::File::create(to)?;
    pressed.iter().try_for_each(|part| file.write_all(part))
}

fn deflated(part: &[u8]) -> io::Result<Vec<u8>> {
    let mut deflate = DeflateEncoder::new(Vec::with_capacity(part.len() / 2), Compression::new(6));
    deflate.write_all(part)?;
    deflate.finish()
}
