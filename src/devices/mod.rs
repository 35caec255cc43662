//! What is known of e-readers: one table ([`ALL`]), in which a row says where a device's books go, in which form, how its
//! drive is recognised, and whence all of that is known.
//!
//! ```text
//! table              -> Profile   a row for each kind of device
//! lint       book    -> findings  what a device refuses or garbles, each with reason and remedy
//! kepub      book    -> book      any EPUB in the form that Kobo's own reading program wants
//! ```
//!
//! Nothing here reads or writes a file: whoever has a drive before them asks [`Profile::recognised_by`].

mod error;
mod kepub;
mod lint;
mod profile;
mod table;

pub use error::Error;
pub use kepub::{Formed, Left, kepub, see_whole};
pub use lint::{Demand, check};
pub use profile::{Drive, Fact, Form, Limits, Mail, Profile, Replaced, Series, Way};
pub use table::ALL;

/// A book, an EPUB, in a form.
///
/// # Errors
/// As [`kepub`]; an EPUB stays as it is.
pub fn formed(book: Vec<u8>, form: Form) -> Result<Formed, Error> {
    match form {
        Form::Epub => Ok(Formed { bytes: book, left: Vec::new() }),
        Form::Kepub => kepub(&book),
    }
}
