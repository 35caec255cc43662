//! Asks of every input that fuzzing has kept (`fuzz/corpus`) what the fuzz targets ask: so neither the inputs nor the
//! targets go stale, and no nightly compiler is needed.

mod properties;

use std::fs;
use std::panic;
use std::path::Path;

/// Inputs below which a corpus has gone missing.
const LEAST: usize = 10;

/// Holds a property for every input of a corpus, and names the file for which it does not hold.
fn replay(target: &str, holds: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<_> =
        fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    assert!(paths.len() >= LEAST, "{} has only {} inputs", folder.display(), paths.len());
    for path in paths {
        let bytes = fs::read(&path).expect("an input");
        assert!(panic::catch_unwind(|| holds(&bytes)).is_ok(), "{} breaks what it must not", path.display());
    }
}

#[test]
fn kept_inputs_are_decoded() {
    replay("decode", properties::decode);
}

#[test]
fn kept_inputs_are_read() {
    replay("detect", properties::detect);
}

#[test]
fn kept_inputs_are_bound() {
    replay("bind", properties::bind);
}

#[test]
fn kept_inputs_are_checked() {
    replay("check", properties::check);
}

#[test]
fn kept_inputs_are_followed_as_settings() {
    replay("settings", properties::settings);
}
