//! Which e-reader is meant: a mounted drive that shows what it is, or the folder that a person names.

use std::fs;
use std::path::{Path, PathBuf};

use sysinfo::{Disk, DiskRefreshKind, Disks};

use super::error::Error;
use super::inventory::Inventory;
use crate::deliver::Ledger;
use crate::devices::{Drive, Profile};
use crate::source::shown;

/// An e-reader that is plugged in.
#[derive(Debug, Clone)]
pub struct Reader {
    /// What is known of its kind.
    pub profile: &'static Profile,
    /// Its drive, or the folder that was named.
    pub drive: PathBuf,
    /// The folder that new books are put in.
    pub folder: PathBuf,
    /// What was mounted there when it was looked for.
    mounted: Option<u64>,
}

impl Reader {
    /// The one reader that is meant: in the folder that is named, or else among the mounted drives; of a kind, where one is
    /// stated.
    ///
    /// # Errors
    /// If there is none or there are several, or if what is meant opens no books from a drive.
    pub fn meant(to: Option<&Path>, kind: Option<&'static Profile>) -> Result<Reader, Error> {
        match to {
            Some(folder) => Reader::at(folder, kind),
            None => Reader::plugged_in(kind),
        }
    }

    /// The reader to which a folder belongs. A drive that shows what it is has a folder for books of its own; any other
    /// folder is taken as it is.
    fn at(named: &Path, kind: Option<&'static Profile>) -> Result<Reader, Error> {
        let no_folder = |cause| Error::NoFolder { path: named.to_owned(), cause };
        if !fs::metadata(named).map_err(no_folder)?.is_dir() {
            return Err(no_folder(std::io::ErrorKind::NotADirectory.into()));
        }
        let whole = fs::canonicalize(named).map_err(no_folder)?;
        let found = whole.ancestors().find_map(|drive| Some((drive, recognise(drive)?)));
        // A folder below such a drive may be anybody's: another program's that runs there.
        if let (Some((drive, found)), Some(kind)) = (found, kind)
            && drive == whole
            && ![found.name, Profile::generic().name].contains(&kind.name)
        {
            return Err(Error::Another { path: named.to_owned(), found: found.called, called: kind.called });
        }
        let (drive, profile) = match (found, kind) {
            (Some((drive, found)), _) if kind.is_none_or(|kind| kind.name == found.name) => (drive, found),
            (_, Some(kind)) => (whole.as_path(), kind),
            (_, None) => (whole.as_path(), Profile::generic()),
        };
        let reader = Reader::of(drive.to_owned(), profile)?;
        let is_drive = drive == whole && found.is_some_and(|(_, found)| found.name == profile.name);
        Ok(if is_drive { reader } else { Reader { folder: whole, ..reader } })
    }

    /// The only reader among the mounted drives.
    fn plugged_in(kind: Option<&'static Profile>) -> Result<Reader, Error> {
        if let Some(Profile { called, drive: Drive::None { why } | Drive::Ignores { why }, .. }) = kind {
            return Err(Error::OpensNone { called, why });
        }
        let mut found = Vec::new();
        for drive in drives() {
            let profile = recognise(&drive).filter(|found| kind.is_none_or(|kind| kind.name == found.name));
            found.extend(profile.map(|profile| (drive, profile)));
        }
        let (drive, profile) = only(found, kind)?;
        Reader::of(drive, profile)
    }

    fn of(drive: PathBuf, profile: &'static Profile) -> Result<Reader, Error> {
        let folder = match profile.drive {
            Drive::Opens { folder } => folder,
            // A person has named a folder that leads there: one that is shared with it, or an app's.
            Drive::None { .. } => "",
            Drive::Ignores { why } => return Err(Error::OpensNone { called: profile.called, why }),
        };
        let parts = folder.split('/').filter(|part| !part.is_empty());
        let folder = parts.fold(drive.clone(), |path, part| path.join(part));
        Ok(Reader { profile, mounted: mounted(&drive), drive, folder })
    }

    /// Whether it is still plugged in.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.mounted.is_some() && mounted(&self.drive) == self.mounted
    }

    /// The books that stand there: what readers know each by, and its file.
    #[must_use]
    pub fn books(&self) -> Vec<(String, PathBuf)> {
        Inventory::of(self, &Ledger::look(&self.drive)).books.into_iter().collect()
    }

    /// Bytes that are free on its drive; none where the system does not say.
    #[must_use]
    pub fn free(&self) -> Option<u64> {
        self.of_disk(Disk::available_space)
    }

    /// Whether its drive is mounted so that nothing can be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.of_disk(Disk::is_read_only).unwrap_or_default()
    }

    /// What the system says of the disk that the drive is on.
    fn of_disk<T>(&self, say: impl Fn(&Disk) -> T) -> Option<T> {
        let whole = fs::canonicalize(&self.drive).unwrap_or_else(|_| self.drive.clone());
        let disks = Disks::new_with_refreshed_list_specifics(DiskRefreshKind::nothing().with_storage()).ok()?;
        let under = disks.iter().filter(|disk| whole.starts_with(disk.mount_point()));
        under.max_by_key(|disk| disk.mount_point().components().count()).map(say)
    }
}

/// The one of the drives that is meant. One that takes no books is meant only where there is no other, to be told of that.
fn only(
    mut found: Vec<(PathBuf, &'static Profile)>,
    kind: Option<&'static Profile>,
) -> Result<(PathBuf, &'static Profile), Error> {
    if found.iter().any(|(_, profile)| profile.folder().is_some()) {
        found.retain(|(_, profile)| profile.folder().is_some());
    }
    match (found.as_slice(), kind) {
        ([(drive, profile)], _) => Ok((drive.clone(), profile)),
        // Nothing tells the drive of just any reader.
        ([], kind) => Err(match kind.filter(|kind| kind.name != Profile::generic().name) {
            None => Error::NoReader,
            Some(kind) => Error::NotFound { called: kind.called },
        }),
        (several, _) => {
            let named = |(drive, profile): &(PathBuf, &Profile)| format!("{} ({})", shown(drive), profile.called);
            Err(Error::Several { found: several.iter().map(named).collect() })
        }
    }
}

/// What tells a mounted drive from the folder that is left where it was: none where there is nothing, or the system has no
/// such number.
fn mounted(drive: &Path) -> Option<u64> {
    #[cfg(unix)]
    let number = fs::metadata(drive).ok().map(|there| std::os::unix::fs::MetadataExt::dev(&there));
    #[cfg(not(unix))]
    let number = drive.is_dir().then_some(0);
    number
}

/// The drive's kind, as its files show it.
fn recognise(drive: &Path) -> Option<&'static Profile> {
    Profile::recognised_by(|path| drive.join(path).exists())
}

/// Where drives are mounted, each once.
fn drives() -> Vec<PathBuf> {
    let Ok(disks) = Disks::new_with_refreshed_list_specifics(DiskRefreshKind::nothing()) else { return Vec::new() };
    let mut drives: Vec<PathBuf> = disks.iter().map(|disk| disk.mount_point().to_owned()).collect();
    drives.sort();
    drives.dedup();
    drives
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_that_takes_books_is_meant() {
        let drive = |name: &str| (PathBuf::from(name), Profile::named(name).expect("a device"));
        let meant = |names: &[&str]| only(names.iter().map(|name| drive(name)).collect(), None);
        assert_eq!(meant(&["kindle", "kobo"]).expect("the Kobo").1.name, "kobo");
        assert_eq!(meant(&["kindle"]).expect("the Kindle, to be told why not").1.name, "kindle");
        assert!(matches!(meant(&[]), Err(Error::NoReader)));
        let several = meant(&["kobo", "kindle", "pocketbook"]).expect_err("two that take books").to_string();
        assert!(several.contains("kobo (Kobo), pocketbook (PocketBook)") && several.contains("--device"), "{several}");
    }
}
