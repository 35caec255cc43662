//! What `benches/run` measures the stages of a book by: a story from its bytes to a proved book within one process, warm,
//! with the time of each stage; and beside it, in turns, the deflating of the same bytes at level 6 with zlib-rs.
//!
//! Called as `stages RUNS FILE`; prints a row for each stage: its name and the milliseconds of each run. `cargo bench`
//! calls it without a file, and then it has nothing to do.
#![allow(clippy::print_stdout, reason = "its rows are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use mimalloc::MiMalloc;
use storybind::{classify, detect, document, epub, text};

/// The program's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The stages, in the order in which each run's times are given.
const STAGES: [&str; 8] = [
    "decoding and measuring",
    "cues",
    "best path",
    "document",
    "rendering",
    "compression and archive",
    "conservation",
    "deflate alone",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench");
    let (Some(runs), Some(file)) = (arguments.next(), arguments.next()) else { return Ok(()) };
    let bytes = std::fs::read(file)?;
    // The first time, memory is handed out and tables are made.
    run(&bytes)?;
    let runs = (0..runs.parse()?).map(|_| run(&bytes)).collect::<Result<Vec<_>, _>>()?;
    for (at, stage) in STAGES.iter().enumerate() {
        let times: Vec<String> = runs.iter().map(|run| format!("{:.3}", run[at].as_secs_f64() * 1e3)).collect();
        println!("{stage}\t{}", times.join("\t"));
    }
    let (pressed, at_six) = sizes(&bytes)?;
    println!("pressed bytes\t{pressed}\nat level 6 of zlib-rs\t{at_six}");
    Ok(())
}

/// What the book's content documents are deflated to, and what zlib-rs makes of them at level 6.
fn sizes(bytes: &[u8]) -> Result<(u64, u64), Box<dyn Error>> {
    let manuscript = text::read(bytes, &text::Options::default());
    let reading = classify::decide(&manuscript, &detect::examine(&manuscript));
    let document = document::assemble(&manuscript, &reading, &document::Options::default());
    let book = epub::bind(&manuscript, &document, &epub::Options::default())?;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book.bytes))?;
    let (mut pressed, mut at_six) = (0, 0);
    for (file, page) in epub::pages(&document) {
        pressed += archive.by_name(&format!("OEBPS/{file}"))?.compressed_size();
        at_six += deflated(page.as_bytes())?.len() as u64;
    }
    Ok((pressed, at_six))
}

/// Deflates at level 6 with zlib-rs.
fn deflated(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let room = Vec::with_capacity(bytes.len() / 2);
    let mut deflate = flate2::write::DeflateEncoder::new(room, flate2::Compression::new(6));
    deflate.write_all(bytes)?;
    deflate.finish()
}

/// Binds the story once, and deflates it once.
fn run(bytes: &[u8]) -> Result<[Duration; 8], Box<dyn Error>> {
    let given = bytes.to_vec();
    let mut clock = Instant::now();
    let mut lap = || {
        let now = Instant::now();
        now - std::mem::replace(&mut clock, now)
    };
    let manuscript = text::read(given, &text::Options::default());
    let read = lap();
    let evidence = detect::examine(&manuscript);
    let examined = lap();
    let reading = classify::decide(&manuscript, &evidence);
    let decided = lap();
    let book = document::assemble(&manuscript, &reading, &document::Options::default());
    let assembled = lap();
    let bound = epub::bind(&manuscript, &book, &epub::Options::default())?;
    let whole = lap();
    // Two stages of binding once more by themselves; the third is what is left of it.
    black_box(epub::pages(&book));
    let rendered = lap();
    black_box(epub::prove(&manuscript, &book, &bound.bytes)?);
    let proved = lap();
    black_box(deflated(bytes)?);
    let deflated = lap();
    let pressed = whole.saturating_sub(rendered + proved);
    Ok([read, examined, decided, assembled, rendered, pressed, proved, deflated])
}
