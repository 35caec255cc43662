//! A value with its place in the file.

use std::ops::Range;

use serde::Deserialize;

/// A value with its place in the file: [`toml::Spanned`], of which a schema can be made.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub(in crate::settings) struct Spanned<T>(toml::Spanned<T>);

impl<T> Spanned<T> {
    /// The bytes of the file.
    pub(in crate::settings) fn span(&self) -> Range<usize> {
        self.0.span()
    }

    pub(in crate::settings) fn get_ref(&self) -> &T {
        self.0.get_ref()
    }

    pub(in crate::settings) fn into_inner(self) -> T {
        self.0.into_inner()
    }
}
