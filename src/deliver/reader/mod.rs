//! Books onto an e-reader that is plugged in.
//!
//! ```text
//! book       a file        -> Book       what it says of itself
//! drive      mounted drives -> Reader     which reader, where its books go, how much room it has
//! inventory  Reader         -> Inventory  the books that it has, by what readers know them by
//! plan       books          -> Loading    what is new, what takes whose place, what fits nowhere
//! copy       Loading        -> files      each proven on the drive before it takes its name
//! ```
//!
//! A book is known by its identity, not by the name of its file: where the reader has it already, the new one takes its
//! place under the name that the reader knows, since place and highlights hang on that.

mod book;
mod copy;
mod drive;
mod error;
mod inventory;
mod names;
mod plan;

pub use book::Book;
pub use drive::Reader;
pub use error::{Error, bytes};
pub use inventory::Loaded;
pub use names::{file_name, plain};
pub use plan::{Change, Loading, Planned};
