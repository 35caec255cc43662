//! What a row of the table says of a device, and how a row is found.

use std::path::Path;

use super::lint::Demand;
use super::table::{ALL, GENERIC};

/// A kind of device or app on which books are read.
#[derive(Debug)]
pub struct Profile {
    /// Its name on the command line: `kobo`.
    pub name: &'static str,
    /// What people call it.
    pub called: &'static str,
    /// The form of the books that are best for it.
    pub form: Form,
    /// What it does with books that are copied onto its drive.
    pub drive: Drive,
    /// How the drive is recognised: all paths of one of the alternatives are there. Seen from the drive, parted by `/`,
    /// files or folders. None where no drive shows what it is.
    pub marks: &'static [&'static [&'static str]],
    /// What it has no room for.
    pub limits: Limits,
    /// Whether it shows the series that a book states.
    pub series: Series,
    /// What becomes of the reader's place when a book is replaced by a later one of the same name.
    pub replaced: Replaced,
    /// How else it takes books, the way of most people first.
    pub ways: &'static [Way],
    /// What it demands of a book beyond what every book must be.
    pub demands: &'static [&'static [Demand]],
    /// What is known of it beyond that, and whence all of it is known.
    pub facts: &'static [Fact],
}

/// The form of a book's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Form {
    /// The EPUB as it is.
    #[default]
    Epub,
    /// An EPUB with a span around each sentence, as Kobo's own reading program wants it.
    Kepub,
}

/// What a device does with books that are copied onto its drive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drive {
    /// It opens them.
    Opens {
        /// The folder that books are put in, seen from the drive and parted by `/`; empty where it is the drive itself.
        /// Books in folders below it are found, too.
        folder: &'static str,
    },
    /// It has a drive, and does not open such books from there.
    Ignores {
        /// Why, and what to do instead: sentences.
        why: &'static str,
    },
    /// It has no drive.
    None {
        /// Why, and what to do instead: sentences.
        why: &'static str,
    },
}

/// What a device's drive has no room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file's name with its ending. FAT counts 255 UTF-16 units, of which none takes fewer bytes in UTF-8.
    pub name: usize,
    /// Bytes of a file.
    pub file: u64,
    /// Signs that may not stand in a name, besides controls.
    pub forbidden: &'static str,
}

/// Whether a device shows the series that a book states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// It takes it from the book.
    FromBook,
    /// It keeps series elsewhere.
    Elsewhere,
    /// Nobody seems to have written it down.
    Unknown,
}

/// What becomes of the reader's place when a book is replaced by a later one of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// It is kept: the device knows a book, its place and its highlights by the path of the file.
    Kept,
    /// Nobody seems to have written it down.
    Unknown,
}

/// A way by which books reach a device without its drive.
#[derive(Debug)]
pub struct Way {
    /// What to do: a phrase.
    pub how: &'static str,
    /// Bytes of a book beyond which that way does not take it.
    pub most: Option<u64>,
    /// Where the books are mailed, if that is the way.
    pub mail: Option<Mail>,
    /// Where that is written: an address.
    pub source: &'static str,
}

/// A service that takes books by mail for a device.
#[derive(Debug)]
pub struct Mail {
    /// What follows the `@` of the device's address.
    pub hosts: &'static [&'static str],
    /// From whom it takes them, and what it answers: a sentence.
    pub senders: &'static str,
    /// Characters of a file's name at most, none but ASCII's letters, digits and hyphens; and so is the subject. None where
    /// the service takes any.
    pub plain_name: Option<usize>,
}

/// Something that is known of a device.
#[derive(Debug)]
pub struct Fact {
    /// What: a sentence.
    pub says: &'static str,
    /// Where that is written: an address.
    pub source: &'static str,
}

impl Form {
    /// The end of a file's name, its dots included.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Form::Epub => ".epub",
            Form::Kepub => ".kepub.epub",
        }
    }

    /// The form of a file of this name.
    #[must_use]
    pub fn of(path: &Path) -> Form {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if name.ends_with(Form::Kepub.ending()) { Form::Kepub } else { Form::Epub }
    }

    /// What the form is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Epub => "EPUB",
            Form::Kepub => "kepub",
        }
    }
}

impl Profile {
    /// The row of a name, capitals or not.
    ///
    /// ```
    /// use storybind::devices::{Form, Profile};
    ///
    /// let kobo = Profile::named("kobo").unwrap();
    /// assert_eq!(kobo.form, Form::Kepub);
    /// assert!(Profile::named("abacus").is_none());
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Profile> {
        ALL.iter().find(|profile| profile.name.eq_ignore_ascii_case(name))
    }

    /// The device that a mail address belongs to, and the way of books that are mailed there.
    ///
    /// ```
    /// use storybind::devices::Profile;
    ///
    /// let (kindle, way) = Profile::mailed_at("ann_123@Kindle.com").unwrap();
    /// assert_eq!((kindle.name, way.most), ("kindle", Some(50_000_000)));
    /// assert!(Profile::mailed_at("ann@example.org").is_none());
    /// ```
    #[must_use]
    pub fn mailed_at(address: &str) -> Option<(&'static Profile, &'static Way)> {
        let (_, host) = address.rsplit_once('@')?;
        let is_there = |way: &&Way| {
            way.mail.as_ref().is_some_and(|mail| mail.hosts.iter().any(|its| host.eq_ignore_ascii_case(its)))
        };
        ALL.iter().find_map(|profile| Some((profile, profile.ways.iter().find(is_there)?)))
    }

    /// What holds for any reader of which nothing more is known.
    #[must_use]
    pub fn generic() -> &'static Profile {
        &GENERIC
    }

    /// The device whose drive has these paths, asked for one by one: seen from the drive, parted by `/`.
    ///
    /// ```
    /// use storybind::devices::Profile;
    ///
    /// let paths = [".kobo", ".kobo/KoboReader.sqlite", "Story.kepub.epub"];
    /// let found = Profile::recognised_by(|path| paths.contains(&path)).unwrap();
    /// assert_eq!(found.name, "kobo");
    /// ```
    pub fn recognised_by(mut has: impl FnMut(&str) -> bool) -> Option<&'static Profile> {
        ALL.iter().find(|profile| profile.marks.iter().any(|marks| marks.iter().all(|mark| has(mark))))
    }

    /// The folder of its drive that books are put in; none where it opens no books from a drive.
    #[must_use]
    pub fn folder(&self) -> Option<&'static str> {
        match self.drive {
            Drive::Opens { folder } => Some(folder),
            Drive::Ignores { .. } | Drive::None { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole() {
        let mut names: Vec<_> = ALL.iter().map(|profile| profile.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
        for profile in ALL {
            let name = profile.name;
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase()) && !profile.called.is_empty(), "{name}");
            let marks: Vec<_> = profile.marks.iter().copied().flatten().collect();
            assert!(
                marks.iter().all(|mark| !mark.is_empty() && !mark.starts_with('/') && !mark.ends_with('/')),
                "{name}"
            );
            assert!(profile.marks.iter().all(|marks| !marks.is_empty()), "{name} is recognised by nothing");
            assert!(!matches!(profile.drive, Drive::None { .. }) || profile.marks.is_empty(), "{name}");
            assert!(!profile.folder().is_some_and(|folder| folder.starts_with('/') || folder.ends_with('/')), "{name}");
            assert!(profile.folder().is_some() || !profile.ways.is_empty(), "nothing reaches {name}");
            assert!(profile.facts.iter().all(|fact| fact.says.ends_with('.')), "{name}");
            let facts = profile.facts.iter().map(|fact| fact.source);
            let ways = profile.ways.iter().map(|way| way.source);
            let demands = profile.demands.iter().copied().flatten().map(|demand| demand.source);
            for source in facts.chain(ways).chain(demands) {
                let address = source.strip_prefix("https://").or_else(|| source.strip_prefix("http://"));
                assert!(address.is_some_and(|address| address.contains('.')), "{name}: {source}");
            }
        }
    }

    #[test]
    fn every_drive_is_taken_for_its_own_device() {
        for profile in ALL {
            for marks in profile.marks {
                let found = Profile::recognised_by(|path| marks.contains(&path));
                assert_eq!(found.map(|found| found.name), Some(profile.name));
            }
        }
        assert!(Profile::recognised_by(|path| path == "documents").is_none(), "many drives have a folder of that name");
        assert!(Profile::recognised_by(|_| false).is_none());
    }
}
