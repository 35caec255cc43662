//! What a book is, and how a reading becomes one: sections nested by level, pieces, inlines, metadata. Places every
//! block exactly once; decides nothing about roles and writes no tags.

mod model;

pub use model::*;
