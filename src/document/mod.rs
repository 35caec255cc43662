//! What a book is, and how a reading becomes one: sections nested by level, pieces, inlines, metadata. Places every
//! block exactly once; decides nothing about roles and writes no tags.

mod model;
mod wording;

pub use model::*;
pub use wording::{Wording, wording};
