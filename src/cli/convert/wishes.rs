//! The user's wishes as the library's.

use std::env;

use crate::cli::arguments::{BindWishes, BoilerplateWish, NotesWish};
use crate::settings::{Boilerplate, BookWishes, CoverWish, Notes};

/// What the command line says of every book; it overrules what `storybind.toml` says.
pub(super) fn stated(wishes: &BindWishes) -> BookWishes {
    BookWishes {
        title: wishes.title.clone(),
        author: wishes.author.clone(),
        language: wishes.language.clone(),
        series: wishes.series.clone(),
        notes: wishes.notes.map(|notes| match notes {
            NotesWish::Keep => Notes::Keep,
            NotesWish::End => Notes::End,
            NotesWish::Drop => Notes::Drop,
        }),
        boilerplate: wishes.boilerplate.map(|boilerplate| match boilerplate {
            BoilerplateWish::End => Boilerplate::End,
            BoilerplateWish::Drop => Boilerplate::Drop,
        }),
        smarten: wishes.smarten.then_some(true),
        repair: wishes.repair.then_some(true),
        encoding: wishes.encoding,
        cover: match &wishes.cover {
            Some(file) => Some(CoverWish::File(file.clone())),
            None => wishes.no_cover.then_some(CoverWish::None),
        },
        ..BookWishes::default()
    }
}

/// The date of the books that the build around us wants (reproducible-builds.org: `SOURCE_DATE_EPOCH`, seconds since
/// 1970).
pub(in crate::cli) fn modified() -> Result<Option<i64>, String> {
    let Some(value) = env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else { return Ok(None) };
    let seconds = value.to_str().and_then(|value| value.parse::<i64>().ok()).filter(|seconds| *seconds >= 0);
    seconds.map(Some).ok_or_else(|| {
        let value = value.to_string_lossy();
        format!("SOURCE_DATE_EPOCH: `{value}` is no number of seconds\n  give the seconds since 1970, or unset it")
    })
}
