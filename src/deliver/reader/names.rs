//! What a book's file is called on a reader's drive.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::deliver::destination::named;
use crate::devices::{Form, Limits};

/// What stands for a sign that the drive does not take.
const STANDS_FOR: char = '_';

/// The file of a new book below the folder for books, from the path that the book has below the folder it comes from. No
/// part of it has a sign that the device does not take, ends in a dot or a space, or begins with a dot, which would hide it.
#[must_use]
pub fn file_name(below: &Path, form: Form, limits: &Limits) -> PathBuf {
    let mut parts: Vec<String> = below.iter().map(|part| taken(&part.to_string_lossy(), limits)).collect();
    let name = parts.pop().unwrap_or_default();
    // One ending takes the place of any other that a book may have.
    let known = [Form::Kepub, Form::Epub].into_iter().map(Form::ending);
    let stem = known.fold(name.as_str(), |stem, ending| without(stem, ending));
    let stem = stem.trim_end_matches(['.', ' ']);
    let stem = if stem.is_empty() { "book" } else { stem };
    let folder: PathBuf = parts.into_iter().filter(|part| !part.is_empty()).collect();
    folder.join(named(OsStr::new(stem), form.ending()))
}

/// Hexadecimal digits that tell apart the plain names of two that are alike but for what is lost of them.
const DIGITS: usize = 6;

/// A name of at most so many of ASCII's letters, digits and hyphens, without an ending: accents are taken off, other signs
/// are hyphens. Where letters are lost, as of a title in Chinese or of a long one, digits of a digest of the whole name
/// stand behind what is left.
#[must_use]
pub fn plain(name: &str, most: usize) -> String {
    let is_meant = |c: &char| c.is_alphanumeric();
    let base: String = name.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let ascii: String = base.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let plain = ascii.split_ascii_whitespace().collect::<Vec<_>>().join("-");
    if plain.len() <= most && base.chars().filter(is_meant).count() == plain.chars().filter(is_meant).count() {
        return plain;
    }
    let digest = &blake3::hash(name.as_bytes()).to_hex()[..DIGITS];
    let kept = plain[..plain.len().min(most.saturating_sub(DIGITS + 1))].trim_end_matches('-');
    format!("{}-{digest}", if kept.is_empty() { "book" } else { kept })
}

/// A name without an ending, capitals or not.
fn without<'n>(name: &'n str, ending: &str) -> &'n str {
    let at = name.len().saturating_sub(ending.len());
    let is_there = name.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(ending));
    if is_there { &name[..at] } else { name }
}

fn taken(part: &str, limits: &Limits) -> String {
    let is_refused = |c: char| c.is_control() || limits.forbidden.contains(c) || c == char::REPLACEMENT_CHARACTER;
    let name: String = part.chars().map(|c| if is_refused(c) { STANDS_FOR } else { c }).collect();
    let name = name.trim().trim_start_matches('.').trim_end_matches(['.', ' ']);
    let mut end = name.len().min(limits.name);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::Profile;

    #[test]
    fn a_plain_name_has_nothing_that_a_mail_would_write_in_code() {
        assert_eq!(plain("Noël's Ferry, 2", 22), "Noel-s-Ferry-2");
        assert_eq!(plain("Noël's Ferry, 2", 10), "Noe-fcd818");
        let names =
            ["渡船一", "海の図書館", "Паром 3", "Мост 3", "A Ferry of All the Rivers", "A Ferry of All the Lakes"];
        let plain = names.map(|name| plain(name, 22));
        assert!(plain[0].starts_with("book-") && plain[2].starts_with("3-"), "{plain:?}");
        for (at, name) in plain.iter().enumerate() {
            assert!(
                name.len() <= 22 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
                "{name}"
            );
            assert!(!plain[..at].contains(name), "{name} stands for two");
        }
    }

    #[test]
    fn a_name_suits_the_drive() {
        let kobo = &Profile::named("kobo").expect("a row").limits;
        let name = |below: &str| file_name(Path::new(below), Form::Kepub, kobo);
        assert_eq!(name("The Ferry.epub"), Path::new("The Ferry.kepub.epub"));
        assert_eq!(name("Tides/What now?.EPUB"), Path::new("Tides/What now_.kepub.epub"));
        assert_eq!(name("a.kepub.epub"), Path::new("a.kepub.epub"));
        assert_eq!(name("..hidden/ x . .epub"), Path::new("hidden/x.kepub.epub"));
        assert_eq!(name("aux.epub"), Path::new("_aux.kepub.epub"));
        assert_eq!(name(".epub"), Path::new("epub.kepub.epub"));
        let long = name(&format!("{}.epub", "é".repeat(200)));
        assert!(long.as_os_str().len() <= 255 && long.to_string_lossy().ends_with("é.kepub.epub"), "{long:?}");
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let generic = &Profile::generic().limits;
        for odd in ["../x.epub", "/x.epub", "a/../../x.epub", "./x.epub", "..", ""] {
            let path = file_name(Path::new(odd), Form::Epub, generic);
            let is_below = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
            assert!(is_below, "{odd:?} became {path:?}");
        }
    }
}
