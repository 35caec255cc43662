//! Reads a book's archive: its files as text, never more of them than a book can need, and its package document.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// Bytes up to which one file of a book is read: a story of one word of 100 MB still fits.
const LARGEST_FILE: u64 = 256 << 20;

/// A book's archive, opened for reading. Clones share the directory.
#[derive(Clone)]
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

/// A package document as far as reading needs it.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Its path in the archive.
    pub(super) path: String,
    /// Its files, in the order of the manifest.
    pub(super) manifest: Vec<Item>,
    /// Ids of the files in reading order.
    pub(super) spine: Vec<String>,
}

/// A file of the manifest.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) id: String,
    /// Path in the archive.
    pub(super) path: String,
    pub(super) media_type: String,
    pub(super) properties: String,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Archive<'b>, String> {
        Ok(Archive { zip: ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())? })
    }

    /// The archive's directory.
    pub(super) fn zip(&mut self) -> &mut ZipArchive<Cursor<&'b [u8]>> {
        &mut self.zip
    }

    /// Whether there is a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The names of all files, as they stand in the archive.
    pub(super) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// A file's bytes.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let file = self.zip.by_name(name).map_err(|error| error.to_string())?;
        // The stated size is a claim: it must not reserve memory beyond what the file's own bytes could become.
        let likely = file.size().min(file.compressed_size().saturating_mul(8)).min(LARGEST_FILE);
        let mut bytes = Vec::with_capacity(usize::try_from(likely).unwrap_or_default());
        file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(format!("it holds more than {} MB", LARGEST_FILE >> 20));
        }
        Ok(bytes)
    }

    /// A file's text, without byte order mark.
    pub(super) fn text(&mut self, name: &str) -> Result<String, String> {
        let mut text = String::from_utf8(self.bytes(name)?).map_err(|error| error.to_string())?;
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Ok(text)
    }

    /// The path of the package document, as the container names it.
    pub(super) fn package_path(&mut self) -> Result<String, String> {
        let container = self.text("META-INF/container.xml")?;
        let mut reader = Reader::from_str(&container);
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "rootfile" => {
                    return attribute(&start, "full-path").ok_or_else(|| "its rootfile has no full-path".into());
                }
                Event::Eof => return Err("it names no rootfile".into()),
                _ => {}
            }
        }
    }
}

impl Item {
    /// Whether the item has a property.
    pub(super) fn is(&self, property: &str) -> bool {
        self.properties.split_ascii_whitespace().any(|own| own == property)
    }
}

impl Package {
    /// Reads the manifest and the spine of a package document.
    pub(super) fn read(path: &str, text: &str) -> Result<Package, String> {
        let mut package = Package { path: path.to_owned(), ..Package::default() };
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                    "item" => {
                        let value = |name| attribute(&start, name).unwrap_or_default();
                        package.manifest.push(Item {
                            id: value("id"),
                            path: resolve(path, &value("href")),
                            media_type: value("media-type"),
                            properties: value("properties"),
                        });
                    }
                    "itemref" => package.spine.push(attribute(&start, "idref").unwrap_or_default()),
                    _ => {}
                },
                Event::Eof => return Ok(package),
                _ => {}
            }
        }
    }

    /// Paths of the content documents in reading order, the navigation left out: its words are said elsewhere. Ids
    /// that name nothing are left out.
    pub(super) fn reading_order(&self) -> Vec<&str> {
        let items: HashMap<_, _> = self.manifest.iter().map(|item| (item.id.as_str(), item)).collect();
        let pages = self.spine.iter().filter_map(|id| items.get(id.as_str()));
        pages.filter(|item| !item.is("nav")).map(|item| item.path.as_str()).collect()
    }
}

/// An attribute's value, unescaped; none where it is missing or malformed.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    Some(quick_xml::escape::unescape(&found.value).ok()?.into_owned())
}

/// The path that a reference in the file `base` leads to, without its fragment.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let reference = reference.split(['#', '?']).next().unwrap_or_default();
    if reference.is_empty() {
        return base.to_owned();
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    decoded(&parts.join("/"))
}

/// Percent signs resolved; a malformed one stays as it is.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_from_their_file() {
        assert_eq!(resolve("OEBPS/content.opf", "a.xhtml#b"), "OEBPS/a.xhtml");
        assert_eq!(resolve("OEBPS/text/a.xhtml", "../b%20c.css"), "OEBPS/b c.css");
        assert_eq!(resolve("a.xhtml", "#here"), "a.xhtml");
        assert_eq!(resolve("a/b.xhtml", "../../../etc/x"), "etc/x");
        assert_eq!(resolve("a.xhtml", "50%.xhtml"), "50%.xhtml");
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        assert!(Archive::open(b"").is_err());
        assert!(Archive::open(b"PK\x03\x04 and nothing more").is_err());
    }
}
