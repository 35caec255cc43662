//! What can go wrong between a book and a mail server. No message has a password in it.

use std::path::PathBuf;

use super::password::{SERVER_VARIABLE, VARIABLE};
use crate::deliver::reader::bytes;
use crate::source::shown;

/// Why a book was not sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What stands where an address should is none.
    #[error("`{text}`: is no address to which mail can be sent ({why})\n  {advice}")]
    NoAddress {
        /// As it was typed.
        text: String,
        /// Why.
        why: String,
        /// What to do.
        advice: String,
    },
    /// The certificate that is to vouch for the server cannot be read.
    #[error("{}: cannot be read as a certificate ({why})\n  `certificate` names a file in PEM form", shown(path))]
    NoCertificate {
        /// Its file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// No password is known.
    #[error(
        "{user} at {server}: no password is known{keyring}\n  in a terminal, `storybind send --keep-password` asks for it and keeps it; \
         elsewhere set {VARIABLE}, and {SERVER_VARIABLE} to the server that it is for"
    )]
    NoPassword {
        /// Who.
        user: String,
        /// Where, as the server proves itself.
        server: String,
        /// What is wrong with the keyring, if something is: the end of a sentence.
        keyring: String,
    },
    /// The password of the environment is for another server.
    #[error(
        "{VARIABLE}: is not known to be for {server}\n  if it is, set {SERVER_VARIABLE}={server} beside it{}; a storybind.toml \
         could name anybody's server",
        if its.is_empty() { String::new() } else { format!(" (it says {its} now)") }
    )]
    OtherServer {
        /// The server of the settings.
        server: String,
        /// The server that the environment names.
        its: String,
    },
    /// The server cannot be reached.
    #[error("{server}: cannot be reached ({why})\n  look at `server` and `port` of [mail], and at the network")]
    Unreachable {
        /// Its name and port.
        server: String,
        /// What the system said.
        why: String,
    },
    /// A server that is to be reached without TLS is on another machine.
    #[error(
        "{server}: is on another machine, and `security` is \"none\": nothing was sent\n  say \"tls\" or \"starttls\""
    )]
    Elsewhere {
        /// Its name and port.
        server: String,
    },
    /// The server does not show that it is the one that is meant.
    #[error(
        "{server}: does not prove that it is this server ({why}): nothing was sent, no password either\n  see that `server` \
         is the name that your provider writes; a server with a certificate of its own needs `certificate`"
    )]
    Untrusted {
        /// Its name and port.
        server: String,
        /// What is wrong with its certificate.
        why: String,
    },
    /// The server offers no TLS, or not where it was asked for.
    #[error("{server}: {why}: nothing was sent, no password either\n  {advice}")]
    NoTls {
        /// Its name and port.
        server: String,
        /// What it does instead.
        why: String,
        /// What to do.
        advice: &'static str,
    },
    /// The server lets nobody log in in a way that is known here.
    #[error("{server}: offers no login with a password\n  leave `user` out where none is needed, or ask your provider")]
    NoLogin {
        /// Its name and port.
        server: String,
    },
    /// The server has said no.
    #[error("{server}: {step}: {code} {text}\n  {advice}")]
    Answer {
        /// Its name and port.
        server: String,
        /// What it refuses.
        step: &'static str,
        /// The code of its answer (RFC 5321, 4.2).
        code: u16,
        /// What it says.
        text: String,
        /// What to do.
        advice: String,
    },
    /// The connection came to an end, or what the server says is no SMTP.
    #[error("{server}: {why}{}\n  try again later", if *is_uncertain {
        ": whether the book has arrived is not known"
    } else {
        ""
    })]
    Broken {
        /// Its name and port.
        server: String,
        /// What happened.
        why: String,
        /// The book was given, and the server has not said that it has it.
        is_uncertain: bool,
    },
    /// The book cannot be read.
    #[error(transparent)]
    Book(#[from] crate::deliver::reader::Error),
    /// The device that the address belongs to would refuse the book.
    #[error("{}: {device} would refuse it:\n  {}\n  --force sends it all the same", shown(called), .faults.join("\n  "))]
    Refused {
        /// The book.
        called: PathBuf,
        /// What people call the device.
        device: &'static str,
        /// What is wrong, with remedies.
        faults: Vec<String>,
    },
    /// The book is too large to be mailed.
    #[error("{}: is too large to be mailed: {}, and {taker} takes {} at most\n  {advice}", shown(called), bytes(*length), bytes(*most))]
    TooLarge {
        /// The book.
        called: PathBuf,
        /// Its bytes, or those of the message that it stands in.
        length: u64,
        /// Who takes no more.
        taker: String,
        /// Bytes.
        most: u64,
        /// What to do.
        advice: String,
    },
    /// The message cannot be written.
    #[error("{}: cannot be put into a message ({why})", shown(called))]
    NoMessage {
        /// The book.
        called: PathBuf,
        /// Why.
        why: String,
    },
}
