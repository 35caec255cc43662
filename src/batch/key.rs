//! What a book depends on, as one number: where it is the same, the book is.

use crate::Options;
use crate::deliver::Digest;
use crate::settings::{Settings, Sheet};
use crate::source::Source;

/// The key of a book that is not bound yet: of the program's version, the options, the settings that hold, the names and
/// contents of its files.
pub(super) fn of_book(options: &Options, settings: &Settings, source: &Source) -> Digest {
    let options = format!("{options:?}");
    let mut parts: Vec<&[u8]> = vec![env!("CARGO_PKG_VERSION").as_bytes(), options.as_bytes()];
    parts.extend(settings.sheets().map(Sheet::text).map(str::as_bytes));
    parts.push(source.from.name.as_bytes());
    parts.extend(source.files().flat_map(|(name, bytes)| [name.as_bytes(), bytes]));
    Digest::of_parts(parts)
}

/// The key of what its files hold, whatever they are called.
pub(super) fn of_contents(source: &Source) -> Digest {
    Digest::of_parts(source.files().map(|(_, bytes)| bytes))
}
