//! Any text is followed as storybind.toml, or refused with its place.

#![no_main]

use libfuzzer_sys::fuzz_target;
use storybind_fuzz::properties;

fuzz_target!(|bytes: &[u8]| properties::settings(bytes));
