//! The user's wishes as the library's options.

use std::env;

use crate::cli::arguments::{BoilerplateWish, ConvertWishes, NotesWish};
use crate::settings::Settings;
use crate::{Options, document, epub, text};

/// The options, or what is wrong with them.
pub(super) fn options(wishes: &ConvertWishes) -> Result<Options, String> {
    Ok(Options {
        // Each story has its own.
        settings: Settings::default(),
        text: text::Options { encoding: wishes.encoding, repair: wishes.repair },
        document: document::Options {
            title: wishes.title.clone(),
            author: wishes.author.clone(),
            language: wishes.language.clone(),
            series: wishes.series.clone(),
            notes: match wishes.notes {
                NotesWish::Keep => document::Notes::Keep,
                NotesWish::End => document::Notes::End,
                NotesWish::Drop => document::Notes::Drop,
            },
            boilerplate: match wishes.boilerplate {
                BoilerplateWish::End => document::Boilerplate::End,
                BoilerplateWish::Drop => document::Boilerplate::Drop,
            },
            smarten: wishes.smarten,
            ..document::Options::default()
        },
        epub: epub::Options { modified: modified()? },
    })
}

/// The date of the books that the build around us wants (reproducible-builds.org: `SOURCE_DATE_EPOCH`, seconds since
/// 1970).
fn modified() -> Result<Option<i64>, String> {
    let Some(value) = env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else { return Ok(None) };
    let seconds = value.to_str().and_then(|value| value.parse::<i64>().ok()).filter(|seconds| *seconds >= 0);
    seconds.map(Some).ok_or_else(|| {
        let value = value.to_string_lossy();
        format!("SOURCE_DATE_EPOCH: `{value}` is no number of seconds\n  give the seconds since 1970, or unset it")
    })
}
