//! Books by mail: to the address of an e-reader or a person.
//!
//! ```text
//! password   where the password comes from, and the place where the system keeps it
//! enclosure  a book     -> Enclosure   whether who gets it takes it
//! message    Enclosure  -> message     one line of text, the book behind it
//! session    an account -> Session     the server, proven to be the one that is meant; one book after the other
//! secured    a connection under TLS;   wire  a connection that is bounded
//! ```

mod enclosure;
mod error;
mod message;
mod password;
mod secured;
mod session;
mod step;
mod wire;

pub use enclosure::{Enclosure, Recipient};
pub use error::Error;
pub use password::{Keyring, Password, SERVER_VARIABLE, Sources, SystemKeyring, VARIABLE, account};
pub use session::{Limits, Session, server};
