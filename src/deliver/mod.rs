//! A book to a file, whole or not at all: where it goes, whether something stands there that must not be lost, and the
//! writing itself.

mod destination;
mod error;
mod own;
mod place;

pub use destination::{Output, plan};
pub use error::Error;
pub use own::made_by_storybind;
pub use place::{Existing, Lasting, make_folder, place, place_as, standing, sweep};
