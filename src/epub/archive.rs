//! Reads a book's archive: its directory and its files, never more of them than a book can need. What is said of sizes
//! is a claim until it has been seen.

use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use zip::read::{ArchiveOffset, Config};
use zip::{ZipArchive, result::ZipError};

/// Bytes that are read to know an archive's directory. An entry takes 46 and its name: 100,000 fit well.
const LARGEST_DIRECTORY: u64 = 16 << 20;
/// How much more deflate can make of a byte than itself, as its format allows.
const BLOATED: u64 = 1032;

/// How much is unpacked for one book.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    /// Bytes of one file whose text is held in memory.
    pub(crate) file: u64,
    /// Bytes of all that is unpacked, again and again among it.
    pub(crate) whole: u64,
}

/// A book's archive, opened for reading. Clones share directory and allowance.
#[derive(Clone)]
pub(crate) struct Archive<R> {
    zip: ZipArchive<Metered<R>>,
    /// Names that are not UTF-8, as their code page says them.
    named: Arc<OnceLock<HashMap<String, usize>>>,
    largest_file: u64,
    /// Bytes that may still be unpacked.
    left: Arc<AtomicU64>,
}

impl Allowance {
    /// Bytes of one file of XML: many times what any reader opens, and a book made from a story of 100 MB has none half
    /// as large but for one word of all of it.
    const FILE: u64 = 64 << 20;
    /// Prose shrinks to a third, markup that says the same again and again to a thirtieth. What grows more is no book.
    const RATIO: u64 = 32;
    /// Small books may shrink more than that: the same line a million times.
    const SMALL: u64 = 128 << 20;

    /// For a book of our own that has just been made: its texts have all been in memory before.
    pub(crate) const OWN: Allowance = Allowance { file: u64::MAX, whole: u64::MAX };

    /// For anybody's book of so many bytes.
    pub(crate) fn foreign(length: usize) -> Allowance {
        let whole = (length as u64).saturating_mul(Allowance::RATIO).max(Allowance::SMALL);
        Allowance { file: Allowance::FILE, whole }
    }
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive. It begins where the file does, as that of every book must: one that could begin anywhere would
    /// have to be looked for.
    pub(crate) fn open(reader: R, allowance: Allowance) -> Result<Archive<R>, String> {
        let readable = Arc::new(AtomicU64::new(LARGEST_DIRECTORY));
        let reader = Metered { reader, left: Arc::clone(&readable) };
        let zip = ZipArchive::with_config(Config { archive_offset: ArchiveOffset::Known(0) }, reader);
        let zip = zip.map_err(|error| {
            let is_spent = readable.load(Ordering::Relaxed) == 0;
            if is_spent { "its directory is larger than any book's".into() } else { said(&error) }
        })?;
        // From here on only what is unpacked counts.
        readable.store(u64::MAX, Ordering::Relaxed);
        let (named, left) = (Arc::default(), Arc::new(AtomicU64::new(allowance.whole)));
        Ok(Archive { zip, named, largest_file: allowance.file, left })
    }

    /// The archive's directory.
    pub(crate) fn zip(&mut self) -> &mut ZipArchive<impl Read + Seek + use<R>> {
        &mut self.zip
    }

    /// Whether nothing more of it is unpacked: it has grown beyond every book.
    pub(crate) fn is_spent(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    /// Whether there is a file of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// The place of a file in the directory. Every look costs the same, however many names there are.
    fn position(&self, name: &str) -> Option<usize> {
        self.zip.index_for_name_raw(name.as_bytes()).or_else(|| {
            let named = self.named.get_or_init(|| {
                let names = self.zip.file_names().enumerate().zip(self.zip.file_names_raw());
                let odd = names.filter(|(_, raw)| std::str::from_utf8(raw).is_err());
                odd.filter_map(|((at, name), _)| Some((name.ok()?.into_owned(), at))).collect()
            });
            named.get(name).copied()
        })
    }

    /// The names of all files, as they stand in the archive.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned()))
    }

    /// A file's bytes.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let at = self.position(name).ok_or("there is no such file")?;
        let left = self.left.load(Ordering::Relaxed);
        let file = self.zip.by_index(at).map_err(|error| said(&error))?;
        let size = file.size();
        if size > self.largest_file {
            return Err(format!("it holds more than {} MB", self.largest_file >> 20));
        }
        // The stated size is a claim: it must not reserve memory beyond what the file's own bytes could become.
        let likely = size.min(file.compressed_size().saturating_mul(BLOATED)).min(left);
        let mut bytes = Vec::with_capacity(usize::try_from(likely).unwrap_or_default());
        let read = file.take(size.saturating_add(1).min(left)).read_to_end(&mut bytes);
        self.spend(bytes.len() as u64);
        read.map_err(|error| error.to_string())?;
        whole(size, bytes.len() as u64)?;
        Ok(bytes)
    }

    /// The first bytes of a file, at most so many: enough to see what it is.
    pub(super) fn beginning(&mut self, name: &str, bytes: u64) -> Result<Vec<u8>, String> {
        let at = self.position(name).ok_or("there is no such file")?;
        let left = self.left.load(Ordering::Relaxed);
        let file = self.zip.by_index(at).map_err(|error| said(&error))?;
        let mut beginning = Vec::new();
        let read = file.take(bytes.min(left)).read_to_end(&mut beginning);
        self.spend(beginning.len() as u64);
        read.map_err(|error| error.to_string())?;
        Ok(beginning)
    }

    /// Unpacks the entry at a place and keeps nothing of it: whether it is what the directory says.
    pub(crate) fn prove(&mut self, at: usize) -> Result<(), String> {
        let left = self.left.load(Ordering::Relaxed);
        let file = self.zip.by_index(at).map_err(|error| said(&error))?;
        let size = file.size();
        let mut counted = Counted { reader: file.take(size.saturating_add(1).min(left)), bytes: 0 };
        let read = io::copy(&mut counted, &mut io::sink());
        let bytes = counted.bytes;
        drop(counted);
        self.spend(bytes);
        read.map_err(|error| error.to_string())?;
        whole(size, bytes)
    }

    /// Takes what was unpacked from what may be.
    fn spend(&self, bytes: u64) {
        let spent = |left: u64| Some(left.saturating_sub(bytes));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spent);
    }

    /// A file's text, without byte order mark.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, String> {
        let mut text = String::from_utf8(self.bytes(name)?).map_err(|error| error.to_string())?;
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Ok(text)
    }
}

/// Whether a file is as long as the directory says.
fn whole(stated: u64, found: u64) -> Result<(), String> {
    if stated == found { Ok(()) } else { Err(format!("it says that it holds {stated} bytes, and holds {found}")) }
}

/// An error of the archive in words that go on behind a colon.
fn said(error: &ZipError) -> String {
    error.to_string().trim_end_matches('.').to_owned()
}

/// A reader that gives no more than so many bytes. Clones share what is left.
#[derive(Clone)]
struct Metered<R> {
    reader: R,
    left: Arc<AtomicU64>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::Error::other("more of it was asked for than any book needs"));
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.reader.read(&mut buffer[..most])?;
        if left < u64::MAX {
            self.left.store(left - read as u64, Ordering::Relaxed);
        }
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.reader.seek(to)
    }
}

/// A reader that counts, so that what came before an error is known.
struct Counted<R> {
    reader: R,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn what_is_no_archive_is_refused() {
        assert!(Archive::open(Cursor::new(b""), Allowance::OWN).is_err());
        assert!(Archive::open(Cursor::new(b"PK\x03\x04 and nothing more"), Allowance::OWN).is_err());
    }

    /// 16 MB at most are unpacked of 40 files of 1 MB, whichever way they are read.
    #[test]
    fn an_allowance_is_for_all_files_together() {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for n in 0..40 {
            zip.start_file(format!("{n}"), zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![0; 1 << 20]).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let open = || Archive::open(Cursor::new(&bytes), Allowance { file: 1 << 20, whole: 16 << 20 }).unwrap();
        let mut archive = open();
        let read: Vec<_> = (0..40).map(|n| archive.bytes(&n.to_string()).map(|bytes| bytes.len())).collect();
        assert_eq!(read.iter().filter(|read| **read == Ok(1 << 20)).count(), 16);
        assert!(archive.is_spent());
        let (mut archive, mut again) = (open(), open().clone());
        assert_eq!((0..40).filter(|&at| archive.prove(at).is_ok()).count(), 16);
        assert!(archive.is_spent() && !again.is_spent() && again.prove(0).is_ok());
    }
}
