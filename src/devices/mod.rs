//! What is known of e-readers: one table ([`ALL`]), in which a row says where a device's books go, in which form, how its
//! drive is recognised, and whence all of that is known.
//!
//! ```text
//! table      -> Profile    a row for each kind of device
//! ```
//!
//! Nothing here reads or writes a file: whoever has a drive before them asks [`Profile::recognised_by`].

mod profile;
mod table;

pub use profile::{Drive, Fact, Form, Limits, Profile, Replaced, Series, Way};
pub use table::ALL;
