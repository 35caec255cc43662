//! What `benches/run` measures a folder of stories against, on as many threads as there are cores. Called as `folder MODE
//! IN OUT CORES`; `cargo bench` calls it without arguments, and then it has nothing to do.
//!
//! - `deflate`: read each file, deflate it at level 6 with zlib-rs, write it. The price of any books that are compressed.
//! - `plain`: write each file anew under a temporary name, have it written to the disk, rename it, and have the folder
//!   written to the disk. The price of any files that are delivered whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() -> io::Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let [mode, from, to, cores] = arguments.as_slice() else { return Ok(()) };
    let cores: usize = cores.parse().map_err(io::Error::other)?;
    let work = if mode == "deflate" { deflate } else { plain };
    fs::create_dir_all(to)?;
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let worker = || {
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                work(file, &Path::new(to).join(file.file_name().unwrap_or_default()))?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| io::Error::other("a worker gave up"))?)
    })
}

fn deflate(from: &Path, to: &Path) -> io::Result<()> {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::new(6));
    deflate.write_all(&fs::read(from)?)?;
    fs::write(to, deflate.finish()?)
}

fn plain(from: &Path, to: &Path) -> io::Result<()> {
    let unfinished = to.with_extension("part");
    let mut file = File::create(&unfinished)?;
    file.write_all(&fs::read(from)?)?;
    file.sync_all()?;
    fs::rename(unfinished, to)?;
    File::open(to.parent().unwrap_or(Path::new(".")))?.sync_all()
}
