//! Any bytes are looked at as a book.

#![no_main]

use libfuzzer_sys::fuzz_target;
use storybind_fuzz::properties;

fuzz_target!(|bytes: &[u8]| properties::check(bytes));
