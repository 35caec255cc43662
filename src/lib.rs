//! Binds plain-text stories into EPUB books.
//!
//! ```text
//! source   path       -> Source      a story's bytes and where they came from
//! text     bytes      -> Manuscript  decoded and measured; no line changes after this
//! detect   manuscript -> Evidence    every convention votes, blind to the others
//! classify evidence   -> Reading     the only place where roles compete
//! document reading    -> Document    sections, pieces, inlines, metadata
//! epub     document   -> Book        tags, package, archive, and the proof that no word was lost
//! deliver  book       -> file        whole or not at all
//! ```

pub mod classify;
#[cfg(feature = "cli")]
pub mod cli;
pub mod deliver;
pub mod detect;
pub mod document;
pub mod epub;
mod error;
pub mod report;
pub mod source;
mod story;
pub mod text;

pub use error::Error;
pub use story::{ReadStory, Story};
