//! A package document as far as reading a book needs it: where it is, what it names, in which order, and which program
//! made it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use percent_encoding::percent_decode_str;
use quick_xml::events::Event;

use super::archive::{Allowance, Archive};
use super::xml::{Events, attribute};

/// Where every book says which package document it has.
pub(crate) const CONTAINER: &str = "META-INF/container.xml";
/// Files beyond which no book goes.
pub(crate) const MOST_FILES: usize = 100_000;
/// What is unpacked to know who made a book, or what it says of itself: the container file, a few lines, and a package document, in which 100,000
/// chapters fit well.
pub(super) const GLANCE: Allowance = Allowance { file: 32 << 20, whole: 33 << 20 };

/// A package document as far as reading needs it.
#[derive(Debug, Default)]
pub(crate) struct Package {
    /// Its path in the archive.
    pub(crate) path: String,
    /// The version of EPUB that it states.
    pub(crate) version: String,
    /// The id of the NCX that the spine names, as EPUB 2 wants it.
    pub(crate) toc: String,
    /// Its files, in the order of the manifest.
    pub(crate) manifest: Vec<Item>,
    /// Ids of the files in reading order.
    pub(crate) spine: Vec<String>,
}

/// A file of the manifest.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) id: String,
    /// Path in the archive.
    pub(crate) path: String,
    pub(crate) media_type: String,
    pub(crate) properties: String,
}

impl Item {
    /// Whether the item has a property.
    pub(crate) fn is(&self, property: &str) -> bool {
        self.properties.split_ascii_whitespace().any(|own| own == property)
    }
}

impl Package {
    /// Reads the manifest and the spine of a package document.
    pub(crate) fn read(path: &str, text: &str) -> Result<Package, String> {
        let mut package = Package { path: path.to_owned(), ..Package::default() };
        let mut events = Events::of(text);
        loop {
            match events.next()? {
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
                    "package" => package.version = attribute(&start, "version").unwrap_or_default(),
                    "spine" => package.toc = attribute(&start, "toc").unwrap_or_default(),
                    "itemref" => package.spine.push(attribute(&start, "idref").unwrap_or_default()),
                    _ => {}
                },
                Event::Eof => return Ok(package),
                _ => {}
            }
            if package.manifest.len().max(package.spine.len()) > MOST_FILES {
                return Err(format!("it names more than {MOST_FILES} files"));
            }
        }
    }

    /// Whether it is a book of EPUB 2, which has other laws than EPUB 3.
    pub(crate) fn is_epub_2(&self) -> bool {
        self.version == "2.0"
    }

    /// Paths of the content documents in reading order, each once, the navigation left out: its words are said
    /// elsewhere. Ids that name nothing are left out.
    pub(crate) fn reading_order(&self) -> Vec<&str> {
        let items: HashMap<_, _> = self.manifest.iter().map(|item| (item.id.as_str(), item)).collect();
        let mut seen = HashSet::new();
        let pages = self.spine.iter().filter_map(|id| items.get(id.as_str()));
        let pages = pages.filter(|item| !item.is("nav")).map(|item| item.path.as_str());
        pages.filter(|path| seen.insert(*path)).collect()
    }
}

/// The path of the package document, as the container names it.
pub(crate) fn path_of<R: Read + Seek>(archive: &mut Archive<R>) -> Result<String, String> {
    let container = archive.text(CONTAINER)?;
    let mut events = Events::of(&container);
    loop {
        match events.next()? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "rootfile" => {
                return attribute(&start, "full-path").ok_or_else(|| "its rootfile has no full-path".into());
            }
            Event::Eof => return Err("it names no rootfile".into()),
            _ => {}
        }
    }
}

/// The program that made a book, as its package document says in `<meta name="generator" content="…"/>`; none where it
/// does not, or where there is no book. Reads no more than that needs, for the book may be anybody's.
pub fn generator(book: impl Read + Seek) -> Option<String> {
    let mut archive = Archive::open(book, GLANCE).ok()?;
    let path = path_of(&mut archive).ok()?;
    let text = archive.text(&path).ok()?;
    let mut events = Events::of(&text);
    loop {
        match events.next().ok()? {
            Event::Start(start) | Event::Empty(start)
                if start.local_name().as_ref() == "meta"
                    && attribute(&start, "name").is_some_and(|name| name == "generator") =>
            {
                return attribute(&start, "content");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The path that a reference in the file `base` leads to, without its fragment.
pub(crate) fn resolve(base: &str, reference: &str) -> String {
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
    let path = parts.join("/");
    // A malformed percent sign stays as it is.
    percent_decode_str(&path).decode_utf8().map_or_else(|_| path.clone(), Cow::into_owned)
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
    fn a_page_stands_in_the_reading_order_once() {
        let items = "<item id=\"a\" href=\"a\"/><item id=\"b\" href=\"b\"/><item id=\"c\" href=\"./a\"/>";
        let spine = "<itemref idref=\"b\"/><itemref idref=\"a\"/><itemref idref=\"c\"/><itemref idref=\"b\"/>";
        let package = Package::read("x.opf", &format!("<package>{items}{spine}</package>")).unwrap();
        assert_eq!(package.reading_order(), ["b", "a"]);
    }

    #[test]
    fn a_package_names_so_many_files_and_no_more() {
        for name in ["item", "itemref"] {
            let read = |count: usize| {
                Package::read("x.opf", &format!("<package>{}</package>", format!("<{name}/>").repeat(count)))
            };
            assert!(read(MOST_FILES).is_ok());
            assert!(read(MOST_FILES + 1).is_err_and(|reason| reason.contains("more than 100000 files")));
        }
    }
}
