//! The account by which books are mailed, as a person has stated it. Its password stands nowhere here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::Place;

/// An account by which books are mailed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The server's name or its address in numbers.
    pub server: String,
    /// Its port: the one that is stated, or the usual one.
    pub port: u16,
    /// How the connection is guarded.
    pub security: Security,
    /// The name by which the server knows the sender; without it nobody logs in.
    pub user: Option<String>,
    /// The sender's address.
    pub from: String,
    /// The certificate (PEM) that vouches for the server in place of those that the system trusts.
    pub certificate: Option<PathBuf>,
    /// Addresses by short names.
    pub to: BTreeMap<String, String>,
    /// Where it is written.
    pub place: Place,
}

/// How the connection to a mail server is guarded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// By TLS from the first byte (RFC 8314).
    #[default]
    Tls,
    /// By TLS that is asked for before anything else is said (RFC 3207).
    StartTls,
    /// Not at all: for a server on this machine only.
    None,
}

impl Security {
    /// The port that is usual for it.
    #[must_use]
    pub fn port(self) -> u16 {
        match self {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::None => 25,
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Security::Tls => "TLS",
            Security::StartTls => "STARTTLS",
            Security::None => "no TLS",
        }
    }
}
