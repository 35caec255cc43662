//! The properties that the targets try to break: the same that `tests/fuzzed.rs` asks of the kept corpora.

#[path = "../../tests/properties/mod.rs"]
pub mod properties;
