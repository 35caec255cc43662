//! A book to a file, whole or not at all: where it goes, whether something stands there that must not be lost, and the
//! writing itself; and how it is known again that storybind put it there.

mod destination;
mod digest;
mod error;
pub mod ledger;
mod own;
mod place;
pub mod reader;

pub use destination::{Output, plan};
pub use digest::Digest;
pub use error::Error;
pub use ledger::Ledger;
pub use own::made_by_storybind;
pub use place::{Existing, Lasting, holds, make_folder, place, place_as, standing, sweep};
