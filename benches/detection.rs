//! What `benches/run` measures detection by: a story from its bytes to the role of every line, and beside it, in turns in
//! the same process, the deflating of the same bytes at level 6 with zlib-rs.
//!
//! Called as `detection RUNS FILE`; prints a row of milliseconds for each of the two. `cargo bench` calls it without a
//! file, and then it has nothing to do.
#![allow(clippy::print_stdout, reason = "its rows are what it is for")]

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use mimalloc::MiMalloc;
use storybind::{classify, detect, text};

/// The program's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench");
    let (Some(runs), Some(file)) = (arguments.next(), arguments.next()) else { return Ok(()) };
    let runs = runs.parse::<usize>().map_err(std::io::Error::other)?;
    let bytes = std::fs::read(file)?;
    let (mut read, mut deflated) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let given = bytes.clone();
        let start = Instant::now();
        let manuscript = text::read(given, &text::Options::default());
        let evidence = detect::examine(&manuscript);
        black_box(classify::decide(&manuscript, &evidence));
        read.push(start.elapsed());
        let start = Instant::now();
        let out = Vec::with_capacity(bytes.len() / 2);
        let mut deflate = flate2::write::DeflateEncoder::new(out, flate2::Compression::new(6));
        deflate.write_all(&bytes)?;
        black_box(deflate.finish()?);
        deflated.push(start.elapsed());
    }
    for times in [read, deflated] {
        let times: Vec<String> = times.iter().map(|time| format!("{:.1}", time.as_secs_f64() * 1e3)).collect();
        println!("{}", times.join(" "));
    }
    Ok(())
}
