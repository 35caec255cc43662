//! The package document: metadata and guide written anew, the pages added to manifest and spine.

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::{Facts, Sink, empty, metadata, text};
use crate::epub::cover;
use crate::epub::spine::Page;

/// Completes the package document.
pub(super) fn package(facts: &Facts<'_, '_>, composed: &str) -> quick_xml::Result<String> {
    let mut reader = Reader::from_str(composed);
    let mut sink = Sink::new(Vec::with_capacity(composed.len() + 4_096));
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(text(sink)),
            Event::Start(start) if start.name().as_ref() == "package" => {
                let mut package = start.borrow();
                package.clear_attributes();
                package.push_attribute(("xmlns", "http://www.idpf.org/2007/opf"));
                package.push_attribute(("version", "3.0"));
                package.push_attribute(("unique-identifier", metadata::IDENTIFIER));
                package.push_attribute(("xml:lang", facts.language));
                if facts.is_rtl {
                    package.push_attribute(("dir", "rtl"));
                }
                sink.write_event(Event::Start(package))?;
            }
            Event::Start(start) if start.name().as_ref() == "metadata" => {
                reader.read_to_end(start.name())?;
                let element = BytesStart::new("metadata").with_attributes([("xmlns:dc", DUBLIN_CORE)]);
                sink.write_event(Event::Start(element))?;
                super::line_end(&mut sink)?;
                metadata::write(facts, &mut sink)?;
                sink.write_event(Event::End(BytesEnd::new("metadata")))?;
            }
            Event::Start(start) if start.name().as_ref() == "guide" => {
                reader.read_to_end(start.name())?;
                guide(facts, &mut sink)?;
            }
            Event::End(end) if end.name().as_ref() == "manifest" => {
                if let Some(cover) = facts.cover {
                    let picture = [("media-type", cover.media_type), ("id", COVER), ("href", &cover.file)];
                    let [media_type, id, file] = picture;
                    empty(&mut sink, "item", &[media_type, ("properties", "cover-image"), id, file])?;
                    let page = [("media-type", "application/xhtml+xml"), ("id", COVER_PAGE), ("href", cover::PAGE)];
                    empty(&mut sink, "item", &page)?;
                }
                for page in &facts.spine.pages {
                    let id = id_of(page);
                    let item = [("media-type", "application/xhtml+xml"), ("id", &id), ("href", &page.file)];
                    empty(&mut sink, "item", &item)?;
                }
                sink.write_event(Event::End(end))?;
                super::line_end(&mut sink)?;
            }
            Event::End(end) if end.name().as_ref() == "spine" => {
                if facts.cover.is_some() {
                    empty(&mut sink, "itemref", &[("idref", COVER_PAGE)])?;
                }
                for page in &facts.spine.pages {
                    empty(&mut sink, "itemref", &[("idref", &id_of(page))])?;
                }
                // The landmark "contents" may only lead to what the spine holds; readers come by it, never past it.
                empty(&mut sink, "itemref", &[("idref", "nav"), ("linear", "no")])?;
                sink.write_event(Event::End(end))?;
                super::line_end(&mut sink)?;
            }
            // epub-builder's indents; lines are ended where an element is written.
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            event => {
                let is_line = matches!(event, Event::Decl(_) | Event::Empty(_) | Event::End(_));
                sink.write_event(event)?;
                if is_line {
                    super::line_end(&mut sink)?;
                }
            }
        }
    }
}

/// The ids of the cover's picture and of its page in the manifest.
pub(super) const COVER: &str = "cover-image";
const COVER_PAGE: &str = "cover";

/// The id of a page in the manifest.
fn id_of(page: &Page<'_, '_>) -> String {
    format!("id_{}", page.file)
}

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// Where Kindle finds contents and beginning.
fn guide(facts: &Facts<'_, '_>, sink: &mut Sink) -> quick_xml::Result<()> {
    sink.write_event(Event::Start(BytesStart::new("guide")))?;
    super::line_end(sink)?;
    if facts.cover.is_some() {
        empty(sink, "reference", &[("type", "cover"), ("title", facts.words.cover), ("href", cover::PAGE)])?;
    }
    empty(sink, "reference", &[("type", "toc"), ("title", facts.words.contents), ("href", "nav.xhtml")])?;
    let start = facts.spine.pages[facts.spine.start].file.as_str();
    empty(sink, "reference", &[("type", "text"), ("title", facts.words.start), ("href", start)])?;
    sink.write_event(Event::End(BytesEnd::new("guide")))?;
    super::line_end(sink)
}
