//! The navigation document and its double for older readers: language, roles, landmarks; identifier, depth, title.

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use super::{Facts, Sink, attribute, element, empty, line_end, text};
use crate::epub::cover;
use crate::epub::spine::Entry;

/// Completes `nav.xhtml`.
pub(super) fn nav(facts: &Facts<'_, '_>, composed: &str) -> quick_xml::Result<String> {
    let mut reader = Reader::from_str(composed);
    let mut sink = Sink::new(Vec::with_capacity(composed.len() + 4_096 + room(facts, 26)));
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(text(sink)),
            Event::Start(mut html) if html.name().as_ref() == "html" => {
                html.push_attribute(("lang", facts.language));
                html.push_attribute(("xml:lang", facts.language));
                if facts.is_rtl {
                    html.push_attribute(("dir", "rtl"));
                }
                sink.write_event(Event::Start(html))?;
            }
            Event::Start(title) if title.name().as_ref() == "title" => {
                reader.read_to_end(title.name())?;
                element(&mut sink, "title", &[], &format!("{} – {}", facts.words.contents, facts.title))?;
            }
            Event::Start(title) if title.name().as_ref() == "h1" => {
                reader.read_to_end(title.name())?;
                let heading = sink.create_element("h1").with_attribute(("id", "toc-title"));
                heading.write_text_content(BytesText::new(facts.words.contents))?;
            }
            Event::Empty(meta) if attribute(&meta, "charset").is_some() => {
                sink.create_element("meta").with_attribute(("charset", "utf-8")).write_empty()?;
            }
            Event::Start(nav) if nav.name().as_ref() == "nav" => {
                if attribute(&nav, "epub:type").as_deref() == Some("landmarks") {
                    reader.read_to_end(nav.name())?;
                    landmarks(facts, &mut sink)?;
                } else {
                    let toc = [("epub:type", "toc"), ("id", "toc"), ("role", "doc-toc")];
                    let mut start = BytesStart::new("nav").with_attributes(toc);
                    start.push_attribute(("aria-labelledby", "toc-title"));
                    sink.write_event(Event::Start(start))?;
                }
            }
            Event::Start(list) if list.name().as_ref() == "ol" => {
                reader.read_to_end(list.name())?;
                contents(&facts.spine.entries, 0, &mut sink)?;
            }
            event => sink.write_event(event)?,
        }
    }
}

/// About how many bytes all entries take, each with so many bytes of tags: a file that grows to its length by doubling
/// would need three times as much for a moment, and a book of many short chapters is mostly such files.
fn room(facts: &Facts<'_, '_>, tags: usize) -> usize {
    facts.spine.entries.iter().map(|entry| entry.target.len() + entry.title.len() + tags).sum()
}

/// Lists the entries from `at` that stand no higher than the first of them. Gives the entry after them.
fn contents(entries: &[Entry], mut at: usize, sink: &mut Sink) -> quick_xml::Result<usize> {
    let depth = entries[at].depth;
    sink.write_event(Event::Start(BytesStart::new("ol")))?;
    line_end(sink)?;
    while let Some(entry) = entries.get(at).filter(|entry| entry.depth >= depth) {
        sink.write_event(Event::Start(BytesStart::new("li")))?;
        let link = sink.create_element("a").with_attribute(("href", entry.target.as_str()));
        link.write_text_content(BytesText::new(&entry.title))?;
        at += 1;
        if entries.get(at).is_some_and(|next| next.depth > depth) {
            line_end(sink)?;
            at = contents(entries, at, sink)?;
        }
        sink.write_event(Event::End(BytesEnd::new("li")))?;
        line_end(sink)?;
    }
    sink.write_event(Event::End(BytesEnd::new("ol")))?;
    Ok(at)
}

/// Where the title page, the contents and the text are, for the reader's menu.
fn landmarks(facts: &Facts<'_, '_>, sink: &mut Sink) -> quick_xml::Result<()> {
    let (pages, words) = (&facts.spine.pages, facts.words);
    let attributes = [("epub:type", "landmarks"), ("id", "landmarks"), ("hidden", "hidden")];
    let mut nav = BytesStart::new("nav").with_attributes(attributes);
    nav.push_attribute(("aria-label", words.landmarks));
    sink.write_event(Event::Start(nav))?;
    line_end(sink)?;
    sink.write_event(Event::Start(BytesStart::new("ol")))?;
    line_end(sink)?;
    let cover = facts.cover.map(|_| ("cover", cover::PAGE, words.cover));
    let places = [
        ("titlepage", pages[0].file.as_str(), words.title_page),
        ("toc", "#toc", words.contents),
        ("bodymatter", &pages[facts.spine.start].file, words.start),
    ];
    for (kind, target, title) in cover.into_iter().chain(places) {
        sink.write_event(Event::Start(BytesStart::new("li")))?;
        let link = [("epub:type", kind), ("href", target)];
        sink.create_element("a").with_attributes(link).write_text_content(BytesText::new(title))?;
        sink.write_event(Event::End(BytesEnd::new("li")))?;
        line_end(sink)?;
    }
    sink.write_event(Event::End(BytesEnd::new("ol")))?;
    line_end(sink)?;
    sink.write_event(Event::End(BytesEnd::new("nav")))?;
    Ok(())
}

/// Completes `toc.ncx`.
pub(super) fn ncx(facts: &Facts<'_, '_>, composed: &str) -> quick_xml::Result<String> {
    let mut reader = Reader::from_str(composed);
    let mut sink = Sink::new(Vec::with_capacity(composed.len() + 1_024 + room(facts, 115)));
    let depth = facts.spine.entries.iter().map(|entry| entry.depth).max().unwrap_or(1).to_string();
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(text(sink)),
            Event::Start(mut ncx) if ncx.name().as_ref() == "ncx" => {
                ncx.push_attribute(("xml:lang", facts.language));
                sink.write_event(Event::Start(ncx))?;
            }
            Event::Start(head) if head.name().as_ref() == "head" => {
                sink.write_event(Event::Start(head))?;
                line_end(&mut sink)?;
                let identifier = super::clean(&facts.document.metadata.identifier);
                empty(&mut sink, "meta", &[("name", "dtb:uid"), ("content", &identifier)])?;
            }
            Event::Empty(meta) if attribute(&meta, "name").as_deref() == Some("dtb:depth") => {
                empty(&mut sink, "meta", &[("name", "dtb:depth"), ("content", &depth)])?;
            }
            Event::Start(title) if title.name().as_ref() == "docTitle" => {
                reader.read_to_end(title.name())?;
                sink.write_event(Event::Start(BytesStart::new("docTitle")))?;
                element(&mut sink, "text", &[], &facts.title)?;
                sink.write_event(Event::End(BytesEnd::new("docTitle")))?;
            }
            Event::Start(map) if map.name().as_ref() == "navMap" => {
                sink.write_event(Event::Start(map))?;
                line_end(&mut sink)?;
                let (entries, mut at) = (&facts.spine.entries, 0);
                while at < entries.len() {
                    at = point(entries, at, &mut sink)?;
                }
            }
            event => sink.write_event(event)?,
        }
    }
}

/// Writes the entry `at` with those below it. Gives the entry after them.
fn point(entries: &[Entry], at: usize, sink: &mut Sink) -> quick_xml::Result<usize> {
    let entry = &entries[at];
    let order = (at + 1).to_string();
    let id = format!("entry-{order}");
    let attributes = [("id", id.as_str()), ("playOrder", order.as_str())];
    sink.write_event(Event::Start(BytesStart::new("navPoint").with_attributes(attributes)))?;
    sink.write_event(Event::Start(BytesStart::new("navLabel")))?;
    sink.create_element("text").write_text_content(BytesText::new(&entry.title))?;
    sink.write_event(Event::End(BytesEnd::new("navLabel")))?;
    empty(sink, "content", &[("src", &entry.target)])?;
    let mut next = at + 1;
    while entries.get(next).is_some_and(|inner| inner.depth > entry.depth) {
        next = point(entries, next, sink)?;
    }
    sink.write_event(Event::End(BytesEnd::new("navPoint")))?;
    line_end(sink)?;
    Ok(next)
}
