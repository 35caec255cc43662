//! The archive: mimetype first, stored, without extra field; every other file deflated once, at a fixed time, in a fixed
//! order.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::Offset;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Options;
use super::compose::{FOLDER, NAVIGATION, NCX, PACKAGE, STYLE_SHEET, Skeleton};
use super::cover::{self, Bound};
use super::error::Error;
use super::press::{Press, Pressed};

/// What an EPUB's first entry says.
pub(super) const MEDIA_TYPE: &str = "application/epub+zip";

/// Pages that are pressed one after the other. Fewer make more archives that zip has to take over, more leave a short novel
/// to one core; the bytes are the same with any number.
pub(crate) const RUN: usize = 8;

/// The style sheet that every book carries.
const STYLES: &str = include_str!("../../styles/book.css");
static STYLES_PRESSED: OnceLock<Vec<u8>> = OnceLock::new();

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

/// Deflates pages that follow each other, each a file's name and its text. Such runs are pressed side by side.
pub(super) fn press(pages: impl Iterator<Item = (String, String)>, moment: DateTime) -> Result<Pressed, Error> {
    let mut press = Press::new(moment)?;
    for (file, text) in pages {
        press.add(&format!("{FOLDER}{file}"), &text)?;
    }
    Ok(press.finish()?)
}

/// Deflates what stands before the pages: the skeleton, the cover's page and its picture.
pub(super) fn front(skeleton: &Skeleton, cover: Option<(&Bound, String)>, moment: DateTime) -> Result<Pressed, Error> {
    let style_sheet = format!("{FOLDER}{STYLE_SHEET}");
    let mut press = Press::new(moment)?;
    press.add("META-INF/container.xml", &skeleton.container)?;
    press.add(PACKAGE, &skeleton.package)?;
    press.add(NAVIGATION, &skeleton.navigation)?;
    press.add(NCX, &skeleton.ncx)?;
    press.add_same(&style_sheet, STYLES, &STYLES_PRESSED)?;
    if let Some((cover, page)) = cover {
        press.add(&format!("{FOLDER}{}", cover::PAGE), &page)?;
        press.store(&format!("{FOLDER}{}", cover.file), &cover.bytes)?;
    }
    Ok(press.finish()?)
}

/// Writes the archive: what stands before the pages, then the runs of pages, as they were pressed.
pub(super) fn seal(front: Pressed, pages: Vec<Pressed>, moment: DateTime) -> Result<Vec<u8>, Error> {
    let length = front.length + pages.iter().map(|run| run.length).sum::<usize>();
    let mut archive = begin(moment, length)?;
    archive.merge_archive(front.archive)?;
    for run in pages {
        archive.merge_archive(run.archive)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// An archive of about so many bytes that begins as every book must: its media type first, stored, no extra field.
pub(crate) fn begin(moment: DateTime, length: usize) -> Result<ZipWriter<Cursor<Vec<u8>>>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(length)));
    archive.start_file("mimetype", stored(moment))?;
    archive.write_all(MEDIA_TYPE.as_bytes()).map_err(ZipError::Io)?;
    Ok(archive)
}

/// The same options on every machine: zip would otherwise note the system it runs on.
fn stored(moment: DateTime) -> SimpleFileOptions {
    SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(moment)
        .system(System::Unix)
        .unix_permissions(0o644)
}
