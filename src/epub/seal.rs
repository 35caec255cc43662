//! The archive: mimetype first, stored, without extra field; every other file deflated once, at a fixed time, in a fixed
//! order.

use std::io::{Cursor, Write};

use jiff::Timestamp;
use jiff::tz::Offset;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Options;
use super::compose::{FOLDER, NAVIGATION, NCX, PACKAGE, STYLE_SHEET, Skeleton};
use super::error::Error;

/// What an EPUB's first entry says.
pub(super) const MEDIA_TYPE: &str = "application/epub+zip";

/// How hard deflate tries. Measured on 10 MB of prose: 5 takes a seventh less time for the whole book than 6, and the
/// book is larger by 0.2 %; 4 takes no less.
const LEVEL: i64 = 5;

/// The style sheet that every book carries.
const STYLES: &str = include_str!("../../styles/book.css");

/// The time that all entries carry: the stated one where the archive can say it, else 1980-01-01.
pub(super) fn moment(options: &Options) -> DateTime {
    let stated = options.modified.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let Some(stated) = stated.map(|stamp| Offset::UTC.to_datetime(stamp)) else { return DateTime::DEFAULT };
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    let year = u16::try_from(stated.year()).unwrap_or_default();
    let (month, day) = (part(stated.month()), part(stated.day()));
    let (hour, minute, second) = (part(stated.hour()), part(stated.minute()), part(stated.second()));
    DateTime::from_date_and_time(year, month, day, hour, minute, second).unwrap_or(DateTime::DEFAULT)
}

/// Deflates one of the book's files; files are pressed side by side.
pub(super) fn press(file: &str, text: &str, moment: DateTime) -> Result<PreparedZipFile, Error> {
    Ok(PreparedZipFile::from_data(format!("{FOLDER}{file}"), deflated(moment), text.as_bytes())?)
}

/// Writes the archive.
pub(super) fn seal(skeleton: &Skeleton, pages: Vec<PreparedZipFile>, moment: DateTime) -> Result<Vec<u8>, Error> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(
        "mimetype",
        deflated(moment).compression_method(CompressionMethod::Stored).compression_level(None),
    )?;
    archive.write_all(MEDIA_TYPE.as_bytes()).map_err(zip::result::ZipError::Io)?;
    let files: [(&str, &str); 4] = [
        ("META-INF/container.xml", &skeleton.container),
        (PACKAGE, &skeleton.package),
        (NAVIGATION, &skeleton.navigation),
        (NCX, &skeleton.ncx),
    ];
    for (name, text) in files {
        archive.add_prepared_file(PreparedZipFile::from_data(name, deflated(moment), text.as_bytes())?)?;
    }
    archive.add_prepared_file(press(STYLE_SHEET, STYLES, moment)?)?;
    archive.add_prepared_files(pages)?;
    Ok(archive.finish()?.into_inner())
}

/// The same options on every machine: zip would otherwise note the system it runs on.
fn deflated(moment: DateTime) -> SimpleFileOptions {
    SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(moment)
        .system(System::Unix)
        .unix_permissions(0o644)
}
