//! Files deflated whole, as an archive of their own that zip takes over as it is: zip's own writer deflates through a
//! stream, in a sixth more time and with less room saved, and has no way to be given what is pressed already.
//!
//! The headers are those that zip itself would write (a test compares them): no extra field, sizes known, no flag but for names that are not ASCII.

use std::io::{self, Cursor};
use std::sync::OnceLock;

use libdeflater::{CompressionLvl, Compressor};
use zip::result::{ZipError, ZipResult};
use zip::{DateTime, ZipArchive};

/// How hard deflate tries. Measured on 10 MB of prose, chapter by chapter: libdeflate's 5 takes 0.83 of the time of
/// zlib-rs's 5 and 0.71 of that of its 6, and makes less of it than both (4.36 MB against 4.39 and 4.38); 4 would take 0.78
/// of 5's time and make 4.46 MB of it.
const LEVEL: i32 = 5;

/// What PKWARE's APPNOTE calls 4.3.7, 4.3.12 and 4.3.16.
const LOCAL_HEADER: u32 = 0x0403_4B50;
const DIRECTORY_HEADER: u32 = 0x0201_4B50;
const DIRECTORY_END: u32 = 0x0605_4B50;
/// Unix, so that the permissions are read as such.
const MADE_ON: u16 = 3 << 8;
/// A plain file that its owner may write and everybody read.
const PERMISSIONS: u32 = 0o100_644 << 16;
/// How a file is kept, and the version of the format that this asks for: as it is (1.0), and deflated (2.0).
const STORED: (u16, u16) = (0, 10);
const DEFLATED: (u16, u16) = (8, 20);
/// The flag of a name that is UTF-8.
const UTF_8: u16 = 1 << 11;

/// A press for files that follow each other. Several of them can work side by side.
pub(crate) struct Press {
    compressor: Compressor,
    moment: DateTime,
    /// Where a file is pressed, before it is known how small it becomes.
    room: Vec<u8>,
    archive: Vec<u8>,
    directory: Vec<u8>,
    files: u16,
}

/// Files that were pressed, in an archive of their own.
pub(crate) struct Pressed {
    pub(crate) archive: ZipArchive<Cursor<Vec<u8>>>,
    /// Bytes of the archive.
    pub(crate) length: usize,
}

impl Press {
    /// A press whose files all carry one time.
    pub(crate) fn new(moment: DateTime) -> ZipResult<Press> {
        let level = CompressionLvl::new(LEVEL).map_err(|_| refused("its level"))?;
        let (room, archive, directory) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Press { compressor: Compressor::new(level), moment, room, archive, directory, files: 0 })
    }

    /// Presses a file.
    pub(crate) fn add(&mut self, name: &str, text: &str) -> ZipResult<()> {
        let length = self.press(text)?;
        let room = std::mem::take(&mut self.room);
        let entered = self.enter(name, DEFLATED, &room[..length], text.as_bytes());
        self.room = room;
        entered
    }

    /// Adds a file that is the same in every book: it is pressed for the first one.
    pub(super) fn add_same(&mut self, name: &str, text: &'static str, pressed: &OnceLock<Vec<u8>>) -> ZipResult<()> {
        let kept = if let Some(kept) = pressed.get() {
            kept
        } else {
            let length = self.press(text)?;
            pressed.get_or_init(|| self.room[..length].to_vec())
        };
        self.enter(name, DEFLATED, kept, text.as_bytes())
    }

    /// Presses a text into the room; how many bytes of it that takes.
    fn press(&mut self, text: &str) -> ZipResult<usize> {
        let bound = self.compressor.deflate_compress_bound(text.len());
        if self.room.len() < bound {
            self.room.resize(bound, 0);
        }
        self.compressor.deflate_compress(text.as_bytes(), &mut self.room).map_err(|_| refused("its room"))
    }

    /// Adds a file that is pressed by itself: a picture. Its name is ASCII.
    pub(super) fn store(&mut self, name: &str, bytes: &[u8]) -> ZipResult<()> {
        self.enter(name, STORED, bytes, bytes)
    }

    /// Writes a file's headers and its bytes as they are kept.
    fn enter(&mut self, name: &str, (method, version): (u16, u16), kept: &[u8], whole_file: &[u8]) -> ZipResult<()> {
        let offset = whole(self.archive.len())?;
        let name_length = u16::try_from(name.len()).map_err(|_| refused("its name"))?;
        let mut common = Fields::default();
        // Version, flags, method, time, date, checksum, sizes, length of the name and of no extra field.
        let flags = if name.is_ascii() { 0 } else { UTF_8 };
        common.short(version).short(flags).short(method).short(self.moment.timepart()).short(self.moment.datepart());
        common.long(libdeflater::crc32(whole_file)).long(whole(kept.len())?).long(whole(whole_file.len())?);
        common.short(name_length).short(0);

        self.archive.extend_from_slice(&LOCAL_HEADER.to_le_bytes());
        self.archive.extend_from_slice(&common.0);
        self.archive.extend_from_slice(name.as_bytes());
        self.archive.extend_from_slice(kept);

        let mut entry = Fields::default();
        entry.long(DIRECTORY_HEADER).short(MADE_ON | version);
        entry.0.extend_from_slice(&common.0);
        // No comment, on the first disk, nothing said of the content; permissions; where its local header is.
        entry.short(0).short(0).short(0).long(PERMISSIONS).long(offset);
        entry.0.extend_from_slice(name.as_bytes());
        self.directory.extend_from_slice(&entry.0);
        self.files = self.files.checked_add(1).ok_or_else(|| refused("their number"))?;
        Ok(())
    }

    /// The archive of what was pressed.
    pub(crate) fn finish(self) -> ZipResult<Pressed> {
        let Press { mut archive, directory, files, .. } = self;
        let mut end = Fields::default();
        end.long(DIRECTORY_END).short(0).short(0).short(files).short(files);
        end.long(whole(directory.len())?).long(whole(archive.len())?).short(0);
        archive.reserve_exact(directory.len() + end.0.len());
        archive.extend_from_slice(&directory);
        archive.extend_from_slice(&end.0);
        archive.shrink_to_fit();
        let length = archive.len();
        Ok(Pressed { archive: ZipArchive::new(Cursor::new(archive))?, length })
    }
}

/// Fields of a header, the lowest byte first.
#[derive(Default)]
struct Fields(Vec<u8>);

impl Fields {
    fn short(&mut self, value: u16) -> &mut Fields {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn long(&mut self, value: u32) -> &mut Fields {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }
}

/// A size that these headers can say. A file of a book has a few hundred kilobytes, one paragraph without end the story's
/// length.
fn whole(size: usize) -> ZipResult<u32> {
    u32::try_from(size).map_err(|_| refused("its size"))
}

fn refused(what: &str) -> ZipError {
    ZipError::Io(io::Error::other(format!("a file cannot be pressed because of {what}")))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, System, ZipWriter};

    use super::*;

    fn files() -> [(&'static str, String); 4] {
        let long = (0..9_000).map(|n| (n * n).to_string() + " gulls. ").collect();
        [("a/empty", String::new()), ("b", "ä".into()), ("c.txt", "salt and salt again, salt".into()), ("d", long)]
    }

    #[test]
    fn what_is_pressed_is_read_back() {
        let mut press = Press::new(DateTime::DEFAULT).unwrap();
        for (name, text) in &files() {
            press.add(name, text).unwrap();
        }
        let mut archive = press.finish().unwrap().archive;
        assert_eq!(archive.len(), files().len());
        for (name, text) in files() {
            let mut read = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut read).unwrap();
            assert!(read == text, "{name}");
        }
    }

    #[test]
    fn the_headers_are_those_that_zip_writes() {
        let moment = DateTime::from_date_and_time(2011, 5, 3, 21, 40, 58).unwrap();
        let options = SimpleFileOptions::DEFAULT
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(moment)
            .system(System::Unix)
            .unix_permissions(0o644);
        // Of letters that stand once each both make the same: fixed codes, and no repetition.
        let once = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLM";
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut press = Press::new(moment).unwrap();
        for (name, text) in [("OEBPS/a.xhtml", once), ("b", &once[1..])] {
            writer.start_file(name, options).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
            press.add(name, text).unwrap();
        }
        writer.start_file("c.png", options.compression_method(CompressionMethod::Stored)).unwrap();
        writer.write_all(b"\x89PNG").unwrap();
        press.store("c.png", b"\x89PNG").unwrap();
        let expected = writer.finish().unwrap().into_inner();
        let found = press.finish().unwrap().archive.into_inner().into_inner();
        assert_eq!(found, expected);
    }
}
