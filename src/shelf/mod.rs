//! The books of a folder as a shelf that others can look at: a catalogue for e-readers (OPDS) and a page for people.
//!
//! ```text
//! read     folder -> Shelf     every book asked what it says of itself
//! index    books  -> Index     newest, by title, by author, by series, by fandom
//! site     shelf  -> Site      every address of the catalogue, and what stands there
//! feed     place  -> Feed      a page of a list, in neither form yet
//! atom     feed   -> OPDS 1.2  opds2 the same as OPDS 2.0
//! list     shelf  -> JSON      what the page for people searches and shows
//! publish  site   -> folder    only what has changed
//! ```

mod atom;
mod book;
mod feed;
mod index;
mod list;
mod opds2;
mod picture;
mod publish;
mod read;
mod search;
mod site;

pub use book::{Book, Stamp};
pub use feed::{Form, Place};
pub use index::Kind;
pub use picture::thumbnail;
pub use publish::{Error, LEDGER_NAME, Published, publish};
pub use read::{Broken, Shelf};
pub use site::{Content, ESCAPED, Item, Site};
