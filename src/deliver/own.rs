//! Knows a book that storybind made: its package document says so. Reads no more of a file than that needs, for the
//! file may be anybody's.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The container file is a few lines long.
const LONGEST_CONTAINER: u64 = 64 << 10;
/// A package document names every content document: 100,000 chapters fit well.
const LONGEST_PACKAGE: u64 = 32 << 20;

/// Whether the file is a book that storybind made: its package document has `<meta name="generator"
/// content="storybind …"/>`. Anything that cannot be read as a book is none; a pipe is not opened, it may never end.
#[must_use]
pub fn made_by_storybind(path: &Path) -> bool {
    path.is_file() && generator(path).is_some_and(|generator| generator.starts_with("storybind"))
}

fn generator(path: &Path) -> Option<String> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let container = entry(&mut archive, "META-INF/container.xml", LONGEST_CONTAINER)?;
    let package = attribute(&container, |element| element.local_name().as_ref() == "rootfile", "full-path")?;
    let package = entry(&mut archive, &package, LONGEST_PACKAGE)?;
    attribute(&package, is_generator, "content")
}

fn is_generator(element: &BytesStart) -> bool {
    element.local_name().as_ref() == "meta" && value(element, "name").is_some_and(|name| name == "generator")
}

fn entry(archive: &mut ZipArchive<BufReader<File>>, name: &str, longest: u64) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(longest).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The attribute of the first element of a kind.
fn attribute(xml: &str, is_meant: impl Fn(&BytesStart) -> bool, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) if is_meant(&element) => {
                return value(&element, name);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn value(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}
