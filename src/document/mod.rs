//! What a book is, and how a reading becomes one: sections nested by level, pieces, inlines, metadata. Places every
//! block exactly once; decides nothing about roles and writes no tags.

mod assemble;
mod files;
mod inlines;
mod metadata;
mod model;
mod options;
mod pieces;
mod section_kind;
mod smarten;
mod wording;

pub use assemble::assemble;
pub use metadata::{is_story, words};
pub use model::*;
pub use options::Options;
pub use wording::{Wording, wording};
