//! A book as it stands on the shelf: its file, and what it says of itself, made fit to be listed.

use std::fs::{File, Metadata};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::epub::{self, About, UNDATED};
use crate::source::name_of;

/// By what a file is known to be the one that was read: its length, when it was written and when it was changed at all,
/// and its place on the disk. A file that is replaced or written to has another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    length: u64,
    written: u128,
    changed: i128,
    number: u64,
}

impl Stamp {
    /// The stamp of a file.
    #[must_use]
    pub fn of(file: &Metadata) -> Stamp {
        let written = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let (changed, number) = changed(file);
        Stamp { length: file.len(), written: written.map_or(0, |time| time.as_nanos()), changed, number }
    }

    /// The file's length in bytes.
    #[must_use]
    pub fn length(self) -> u64 {
        self.length
    }

    /// Seconds since 1970 when the file was written.
    #[must_use]
    pub fn written(self) -> u64 {
        u64::try_from(self.written / 1_000_000_000).unwrap_or_default()
    }

    /// The same as a moment in words.
    fn moment(self) -> String {
        let seconds = i64::try_from(self.written()).unwrap_or_default();
        Timestamp::from_second(seconds).map_or_else(|_| UNDATED.to_owned(), |moment| moment.to_string())
    }

    /// The stamp as one word that no other stamp has.
    #[must_use]
    pub fn word(self) -> String {
        format!("{:x}-{:x}-{:x}-{:x}", self.length, self.written, self.changed, self.number)
    }
}

#[cfg(unix)]
fn changed(file: &Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    (i128::from(file.ctime()) * 1_000_000_000 + i128::from(file.ctime_nsec()), file.ino())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i128, u64) {
    (0, 0)
}

/// A book on the shelf.
#[derive(Debug, Clone)]
pub struct Book {
    /// The file.
    pub path: PathBuf,
    /// Its path below the shelf's folder.
    pub below: PathBuf,
    /// By what the file is known to be the one that was read.
    pub stamp: Stamp,
    /// What it says of itself.
    pub about: About,
    /// The book's title; where it states none, its file's name. Never empty.
    pub title: String,
    /// Names the book for catalogues, and no other book of the shelf: an IRI.
    pub id: String,
    /// The same, before it was looked whether another book of the shelf has it.
    stated: String,
    /// A word that names the book in addresses, and no other book of the shelf.
    pub key: String,
    /// When it was changed last: `2004-11-07T00:00:00Z`. As it states; where it does not, when its file was written.
    pub updated: String,
    /// Whether it states so.
    pub(super) is_dated: bool,
    /// When it was published, as it states, where that is a year, a month or a day.
    pub published: Option<String>,
}

impl Book {
    /// Reads what a book says of itself.
    ///
    /// # Errors
    /// If it cannot be read as a book; the reason goes on behind a colon.
    pub(super) fn read(path: &Path, below: &Path) -> Result<Book, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let stamp = Stamp::of(&file.metadata().map_err(|error| error.to_string())?);
        let about = epub::about(BufReader::new(file))?;
        let title = if about.title.is_empty() { name_of(path) } else { about.title.clone() };
        let key = key(below.as_os_str().as_encoded_bytes());
        let dated = about.modified.as_deref().and_then(moment).filter(|moment| moment != UNDATED);
        let dated = dated.or_else(|| about.date.as_deref().and_then(moment));
        let id = id(&about.identifier).unwrap_or_else(|| named(&[about.identifier.as_bytes(), key.as_bytes()]));
        Ok(Book {
            path: path.to_owned(),
            below: below.to_owned(),
            stamp,
            title,
            stated: id.clone(),
            id,
            is_dated: dated.is_some(),
            updated: dated.unwrap_or_else(|| stamp.moment()),
            published: about.date.as_deref().and_then(published),
            key,
            about,
        })
    }

    /// The book as it was when it was read alone.
    pub(super) fn alone(&self) -> Book {
        Book { id: self.stated.clone(), ..self.clone() }
    }

    /// Gives the book another identity, since an earlier book of the shelf has its own.
    pub(super) fn set_apart(&mut self) {
        self.id = named(&[self.id.as_bytes(), self.key.as_bytes()]);
    }

    /// The bytes of the book's cover; none where it has none, or the file is no longer the one that was read.
    #[must_use]
    pub fn cover(&self) -> Option<Vec<u8>> {
        epub::cover(BufReader::new(self.open()?), &self.about)
    }

    /// The book's file, if it is still the one that was read.
    #[must_use]
    pub fn open(&self) -> Option<File> {
        let file = File::open(&self.path).ok()?;
        (Stamp::of(&file.metadata().ok()?) == self.stamp).then_some(file)
    }
}

/// A word for something that has a name: 16 hexadecimal digits.
pub(super) fn key(name: &[u8]) -> String {
    blake3::hash(name).to_hex()[..16].to_owned()
}

/// An IRI made of words: the same for the same words, everywhere.
pub(super) fn named(parts: &[&[u8]]) -> String {
    let shelf = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://storybind.invalid/shelf");
    Uuid::new_v5(&shelf, &parts.join(&b'\n')).urn().to_string()
}

/// What a book calls itself, where that is an IRI as Atom wants it.
fn id(identifier: &str) -> Option<String> {
    let (scheme, rest) = identifier.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"<>{}|\\^`\"%".contains(&byte);
    (is_scheme && !rest.is_empty() && rest.bytes().all(is_plain)).then(|| identifier.to_owned())
}

/// A moment or a day as Atom writes a moment.
fn moment(stated: &str) -> Option<String> {
    let in_range = |stamp: &Timestamp| (0..=253_402_300_799).contains(&stamp.as_second());
    let stamp = stated.parse::<Timestamp>().ok().filter(in_range).map(Timestamp::as_second);
    let stamp = stamp.and_then(|seconds| Timestamp::from_second(seconds).ok()).map(|stamp| stamp.to_string());
    stamp.or_else(|| day(stated).map(|day| format!("{day}T00:00:00Z")))
}

/// The day that a date begins with, where there is such a day.
fn day(stated: &str) -> Option<Date> {
    let day: Date = stated.get(..10)?.parse().ok()?;
    (day.year() >= 1970).then_some(day)
}

/// A year, a month or a day, in the form of W3C's note on dates.
fn published(stated: &str) -> Option<String> {
    let digits = |text: &str, of: usize| text.len() == of && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(day) = stated.get(..10).and_then(|day| day.parse::<Date>().ok()).filter(|day| day.year() > 0) {
        return Some(day.to_string());
    }
    let is_year = digits(stated, 4) && stated != "0000";
    let is_month = stated.split_once('-').is_some_and(|(year, month)| {
        digits(year, 4) && digits(month, 2) && (1..=12).contains(&month.parse().unwrap_or(0))
    });
    (is_year || is_month).then(|| stated.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_iri_names_a_book() {
        assert!(id("urn:uuid:5f0c4a52-5a4b-5d0e-8f1d-0f6f3c1f7a11").is_some() && id("urn:isbn:123").is_some());
        for odd in ["", "123", "urn:", "isbn 12:3", "a b:c", "x:<b>", "x:a b", "x:\u{e9}", "1x:y"] {
            assert_eq!(id(odd), None, "{odd}");
        }
    }

    #[test]
    fn dates_are_read_in_the_forms_that_books_have() {
        assert_eq!(moment("2004-11-07T01:02:03.5+01:00").as_deref(), Some("2004-11-07T00:02:03Z"));
        assert_eq!(moment("2004-11-07").as_deref(), Some("2004-11-07T00:00:00Z"));
        for odd in ["2004", "yesterday", "-9999-01-01", "0101-01-01", "99999-01-01T00:00:00Z", "2004-13-01"] {
            assert_eq!(moment(odd), None, "{odd}");
        }
        assert_eq!(published("2004-11-07T00:00:00+00:00").as_deref(), Some("2004-11-07"));
        assert_eq!((published("1897").as_deref(), published("1897-05").as_deref()), (Some("1897"), Some("1897-05")));
        for odd in ["97", "1897-13", "May 1897", "0000", "1897-5"] {
            assert_eq!(published(odd), None, "{odd}");
        }
    }
}
