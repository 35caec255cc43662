//! Archives as nobody should make them: every field of every header can lie.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

/// The least that passes for a book.
pub const BOOK: [(&str, &str); 5] = [
    ("mimetype", "application/epub+zip"),
    (
        "META-INF/container.xml",
        "<?xml version=\"1.0\"?><container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\
         <rootfiles><rootfile full-path=\"a.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
    ),
    (
        "a.opf",
        "<?xml version=\"1.0\"?><package version=\"3.0\" unique-identifier=\"b\" xmlns=\"http://www.idpf.org/2007/opf\">\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"b\">urn:x:1</dc:identifier>\
         <dc:title>Ash</dc:title><dc:language>en</dc:language>\
         <meta property=\"schema:accessMode\">textual</meta>\
         <meta property=\"dcterms:modified\">2004-11-07T00:00:00Z</meta></metadata><manifest>\
         <item id=\"n\" href=\"n.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
         <item id=\"p\" href=\"p.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
         <spine><itemref idref=\"p\"/></spine></package>",
    ),
    (
        "n.xhtml",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title>Ash</title>\
         </head><body><nav epub:type=\"toc\"><ol><li><a href=\"p.xhtml#c\">Ash</a></li></ol></nav></body></html>",
    ),
    (
        "p.xhtml",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Ash</title></head><body><h1 id=\"c\">Ash</h1>\
         <p>Nobody had fired the <em>kiln</em> since the strike &amp; the swallows had noticed.</p></body></html>",
    ),
];

/// A file of an archive, and what the archive says of it.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    pub name: Vec<u8>,
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// Bit 0 encrypted, bit 3 sizes behind the data, bit 11 the name is UTF-8.
    pub flags: u16,
    /// What stands in the archive.
    pub data: Vec<u8>,
    /// How many bytes that is, as both headers say.
    pub packed: u32,
    /// How many bytes it becomes, as both headers say.
    pub size: u32,
    pub checksum: u32,
    pub extra: Vec<u8>,
    /// The entry whose header and data this one shares, in place of its own.
    pub shares: Option<usize>,
}

/// An archive: what stands before it, its files, and what its last record says.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    pub before: Vec<u8>,
    pub entries: Vec<Entry>,
    pub comment: Vec<u8>,
    /// A count of entries in place of the true one.
    pub count: Option<u16>,
    /// What the records of ZIP64 say, if there are any: count of entries, size of the directory, its offset.
    pub large: Option<(u64, u64, u64)>,
}

impl Entry {
    /// A file as it should be: deflated, but for the media type; all that is said of it is true.
    pub fn honest(name: &str, text: impl AsRef<[u8]>) -> Entry {
        let text = text.as_ref();
        if name == "mimetype" {
            return Entry::stored(name, text);
        }
        Entry { method: 8, ..Entry::of(name, deflated(text), text) }
    }

    /// A stored file.
    pub fn stored(name: &str, text: &[u8]) -> Entry {
        Entry::of(name, text.to_vec(), text)
    }

    fn of(name: &str, data: Vec<u8>, text: &[u8]) -> Entry {
        let mut checksum = Crc::new();
        checksum.update(text);
        let (packed, size) = (length(data.len()), length(text.len()));
        let flags = if name.is_ascii() { 0 } else { 1 << 11 };
        Entry {
            name: name.as_bytes().to_vec(),
            flags,
            data,
            packed,
            size,
            checksum: checksum.sum(),
            ..Entry::default()
        }
    }

    /// The 26 bytes that local header and directory have in common, from the version on.
    fn header(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(26);
        for field in [20, self.flags, self.method, 0, 0x21] {
            out.extend(u16::to_le_bytes(field));
        }
        for field in [self.checksum, self.packed, self.size] {
            out.extend(u32::to_le_bytes(field));
        }
        out.extend(u16::to_le_bytes(short(self.name.len())));
        out.extend(u16::to_le_bytes(short(self.extra.len())));
        out
    }
}

impl Archive {
    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = self.before.clone();
        let mut offsets: Vec<usize> = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            if let Some(&offset) = entry.shares.and_then(|other| offsets.get(other)) {
                offsets.push(offset);
                continue;
            }
            offsets.push(out.len());
            out.extend(b"PK\x03\x04");
            out.extend(entry.header());
            out.extend(&entry.name[..usize::from(short(entry.name.len()))]);
            out.extend(&entry.extra[..usize::from(short(entry.extra.len()))]);
            out.extend(&entry.data);
        }
        let start = out.len();
        for (entry, offset) in self.entries.iter().zip(offsets) {
            out.extend(b"PK\x01\x02\x14\x03");
            out.extend(entry.header());
            // No comment, the first disk, no attributes.
            out.extend([0; 10]);
            out.extend(u32::to_le_bytes(length(offset)));
            out.extend(&entry.name[..usize::from(short(entry.name.len()))]);
            out.extend(&entry.extra[..usize::from(short(entry.extra.len()))]);
        }
        let size = out.len() - start;
        if let Some((count, size, offset)) = self.large {
            let record = out.len() as u64;
            out.extend(b"PK\x06\x06");
            out.extend(u64::to_le_bytes(44));
            out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            for field in [count, count, size, offset] {
                out.extend(u64::to_le_bytes(field));
            }
            out.extend(b"PK\x06\x07\0\0\0\0");
            out.extend(u64::to_le_bytes(record));
            out.extend(u32::to_le_bytes(1));
        }
        out.extend(b"PK\x05\x06\0\0\0\0");
        let count = if self.large.is_some() { u16::MAX } else { self.count.unwrap_or(short(self.entries.len())) };
        out.extend(u16::to_le_bytes(count));
        out.extend(u16::to_le_bytes(count));
        out.extend(u32::to_le_bytes(if self.large.is_some() { u32::MAX } else { length(size) }));
        out.extend(u32::to_le_bytes(if self.large.is_some() { u32::MAX } else { length(start) }));
        out.extend(u16::to_le_bytes(short(self.comment.len())));
        out.extend(&self.comment[..usize::from(short(self.comment.len()))]);
        out
    }
}

/// Bytes, deflated.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::new(6));
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn short(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}
