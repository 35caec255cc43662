//! Metadata above a page: the block of keys and values, between two rules, that programs which make sites read and no reader
//! sees (Jekyll, Hugo, Eleventy and their kin, in YAML or TOML). Stories that lie in such a site begin with one.

mod block;
mod cues;

pub use block::{Entry, Metadata};

use super::Detector;

/// The metadata room.
pub static METADATA: Detector =
    Detector { name: "metadata", concerns: |place| place.metadata().is_some(), first: cues::FIRST, second: &[] };
