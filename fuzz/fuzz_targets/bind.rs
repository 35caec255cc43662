//! Any bytes are not text, or have no word, or become a valid book that holds every word.

#![no_main]

use libfuzzer_sys::fuzz_target;
use storybind_fuzz::properties;

fuzz_target!(|bytes: &[u8]| properties::bind(bytes));
