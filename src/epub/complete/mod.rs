//! Completes what epub-builder composed: the package document's metadata, the navigation's language and landmarks, the
//! NCX's head. CONTRIBUTING.md names what could be mended upstream.

mod metadata;
mod names;
mod navigation;
mod package;

use quick_xml::Writer;
use quick_xml::events::{BytesStart, BytesText};

use super::Options;
use super::compose::{self, NAVIGATION, NCX, PACKAGE, Skeleton};
use super::cover::Bound;
use super::error::Error;
use super::escape::clean;
use super::language;
use super::spine::Spine;
use crate::document::{Document, Wording};

/// What the completed files say.
struct Facts<'d, 'm> {
    document: &'d Document<'m>,
    spine: &'d Spine<'d, 'm>,
    words: &'d Wording,
    options: &'d Options,
    cover: Option<&'d Bound>,
    /// Never empty.
    title: String,
    /// Well-formed BCP 47.
    language: &'d str,
    is_rtl: bool,
}

/// Completes package document, navigation and NCX.
pub(super) fn complete<'d, 'm>(
    document: &'d Document<'m>,
    spine: &'d Spine<'d, 'm>,
    cover: Option<&'d Bound>,
    words: &'d Wording,
    options: &'d Options,
) -> Result<Skeleton, Error> {
    let title = clean(&document.metadata.title);
    let facts = Facts {
        document,
        spine,
        words,
        options,
        cover,
        title: if title.is_empty() { "—".into() } else { title },
        language: language::tag(&document.metadata.language),
        is_rtl: language::is_right_to_left(&document.metadata.language),
    };
    let skeleton = compose::skeleton(facts.is_rtl)?;
    let complete = |file: &str, source| Error::Complete { file: file.to_owned(), source };
    Ok(Skeleton {
        container: skeleton.container.clone(),
        package: package::package(&facts, &skeleton.package).map_err(|error| complete(PACKAGE, error))?,
        navigation: navigation::nav(&facts, &skeleton.navigation).map_err(|error| complete(NAVIGATION, error))?,
        ncx: navigation::ncx(&facts, &skeleton.ncx).map_err(|error| complete(NCX, error))?,
    })
}

/// Where completed XML goes.
type Sink = Writer<Vec<u8>>;

/// The finished text of a sink.
fn text(sink: Sink) -> String {
    String::from_utf8(sink.into_inner()).unwrap_or_default()
}

/// Writes an element with attributes and text, on a line of its own.
fn element(sink: &mut Sink, name: &str, attributes: &[(&str, &str)], text: &str) -> quick_xml::Result<()> {
    sink.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_text_content(BytesText::new(&clean(text)))?;
    line_end(sink)
}

/// Writes an element with attributes only, on a line of its own.
fn empty(sink: &mut Sink, name: &str, attributes: &[(&str, &str)]) -> quick_xml::Result<()> {
    sink.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    line_end(sink)
}

fn line_end(sink: &mut Sink) -> quick_xml::Result<()> {
    sink.write_event(quick_xml::events::Event::Text(BytesText::new("\n")))?;
    Ok(())
}

/// An attribute's value, unescaped.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    Some(quick_xml::escape::unescape(&found.value).ok()?.into_owned())
}
