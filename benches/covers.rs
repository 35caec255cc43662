//! What a cover costs, warm and within one process, beside encoding a flat image of its size. Called as `covers RUNS`: a
//! line a run, the microseconds of one cover after the other, then those of a flat image, in eight bits a colour at the
//! usual effort of the `image` library and at its least, and in a cover's own half a byte. `cargo bench` calls it without
//! a number, and then it has nothing to do.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use libdeflater::{CompressionLvl, Compressor};
use storybind::covers::{self, Facts, HEIGHT, WIDTH};

/// A title of each kind: long and short, in several scripts.
const TITLES: [(&str, &str); 8] = [
    ("The Ferryman’s Ledger", "en"),
    ("Everyone at the Wake Was Lying About the Weather and the Price of Salt", "en"),
    ("W", "en"),
    ("Nine Ways to Fold a Map", "en"),
    ("Дом у переезда", "ru"),
    ("Ο φάρος και οι γλάροι", "el"),
    ("雨夜的灯塔与失踪的地图师", "zh"),
    ("حكاية المنارة الأخيرة", "ar"),
];

fn main() -> io::Result<()> {
    let Some(runs) = std::env::args().skip(1).find_map(|argument| argument.parse::<usize>().ok()) else {
        return Ok(());
    };
    let mut out = io::stdout().lock();
    // Fonts are read once a process.
    for run in 0..=runs {
        let mut times = Vec::new();
        for (title, language) in TITLES {
            let facts = Facts {
                title: title.to_owned(),
                authors: vec!["Maren Holt".to_owned()],
                language: language.to_owned(),
                ..Facts::default()
            };
            // Each in all designs, so that none is measured by chance.
            let start = Instant::now();
            let count = covers::draw_all(&facts, run).filter_map(|(_, cover)| black_box(cover)).count();
            let count = u32::try_from(count.max(1)).map_err(io::Error::other)?;
            times.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(count));
        }
        let flat = vec![200_u8; (WIDTH * HEIGHT) as usize * 3];
        for compression in [CompressionType::Default, CompressionType::Fast] {
            let start = Instant::now();
            let mut bytes = Vec::new();
            let encoder = PngEncoder::new_with_quality(&mut bytes, compression, FilterType::Adaptive);
            encoder.write_image(&flat, WIDTH, HEIGHT, ExtendedColorType::Rgb8).map_err(io::Error::other)?;
            times.push(start.elapsed().as_secs_f64() * 1e6);
            black_box(bytes);
        }
        let rows = vec![0x22_u8; (WIDTH as usize / 2 + 1) * HEIGHT as usize];
        let start = Instant::now();
        let mut compressor = Compressor::new(CompressionLvl::new(1).map_err(|_| io::Error::other("no such level"))?);
        let mut pressed = vec![0; compressor.zlib_compress_bound(rows.len())];
        black_box(compressor.zlib_compress(&rows, &mut pressed).map_err(io::Error::other)?);
        times.push(start.elapsed().as_secs_f64() * 1e6);
        if run > 0 {
            let line: Vec<String> = times.iter().map(|time| format!("{time:.1}")).collect();
            writeln!(out, "{}", line.join("\t"))?;
        }
    }
    Ok(())
}
