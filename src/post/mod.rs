//! Books by mail: to the address of an e-reader or a person.
//!
//! ```text
//! password   where the password comes from, and the place where the system keeps it
//! enclosure  a book     -> Enclosure   whether who gets it takes it
//! message    Enclosure  -> message     one line of text, the book behind it
//! connect    an account -> connection  the server, proven to be the one that is meant
//! session    an account -> Session     logged in; one book after the other
//! secured    a connection under TLS;   wire  a connection that is bounded
//! step       where in the conversation something fails;   failure  why
//! ```

mod connect;
mod enclosure;
mod error;
mod failure;
mod message;
mod password;
mod secured;
mod session;
mod step;
mod wire;

pub use connect::{proven, server};
pub use enclosure::{Enclosure, Recipient};
pub use error::Error;
pub use password::{Keyring, Password, SERVER_VARIABLE, Sources, SystemKeyring, VARIABLE};
pub use session::{Limits, Session};
