//! Any bytes are read as a story, and everything found in them can be reported.

#![no_main]

use libfuzzer_sys::fuzz_target;
use storybind_fuzz::properties;

fuzz_target!(|bytes: &[u8]| properties::detect(bytes));
