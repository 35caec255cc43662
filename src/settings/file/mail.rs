//! `[mail]`, as it is typed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Spanned;
use crate::settings::mail::Security;

/// The account by which `storybind send` mails books.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::settings) struct Mail {
    /// The server that takes your mail: your provider's help names it (SMTP, outgoing mail).
    #[cfg_attr(test, schemars(example = "smtp.example.org"))]
    pub(in crate::settings) server: Spanned<String>,
    /// Its port, where it is not the usual one: 465 for `tls`, 587 for `starttls`.
    #[cfg_attr(test, schemars(example = 465, range(min = 1)))]
    pub(in crate::settings) port: Option<Spanned<u16>>,
    /// How the connection is guarded: `tls`, `starttls`, or `none` for a server on this machine.
    #[cfg_attr(test, schemars(example = &"tls"))]
    pub(in crate::settings) security: Option<Spanned<Security>>,
    /// The name by which the server knows you, mostly your address; without it nobody logs in.
    #[cfg_attr(test, schemars(example = "ann@example.org"))]
    pub(in crate::settings) user: Option<Spanned<String>>,
    /// Your address, where `user` is none.
    #[cfg_attr(test, schemars(example = "ann@example.org"))]
    pub(in crate::settings) from: Option<Spanned<String>>,
    /// The certificate (PEM) that vouches for the server in place of those that the system trusts.
    ///
    /// A path seen from this file's folder: for a server at home or at work that has a certificate of its own.
    #[cfg_attr(test, schemars(example = "our-ca.pem"))]
    pub(in crate::settings) certificate: Option<Spanned<String>>,
    /// Addresses by short names: with this line, `--to kindle` is that address.
    #[cfg_attr(test, schemars(example = serde_json::json!({ "kindle": "ann_123@kindle.com" })))]
    pub(in crate::settings) to: Option<BTreeMap<String, Spanned<String>>>,
}
