//! The package document's metadata, written anew: what epub-builder writes is unescaped in part, gives two elements one
//! id, and knows neither series nor accessibility.

use jiff::Timestamp;
use jiff::civil::Date;

use super::names::file_as;
use super::{Facts, Sink, element, empty};
use crate::document::{Metadata, Series};
use crate::epub::UNDATED;
use crate::epub::about::{FANDOM, RATING, WORDS};
use crate::epub::compose::GENERATOR;

/// The id that the package's `unique-identifier` names.
pub(super) const IDENTIFIER: &str = "book-id";

/// What is true of every book that storybind makes: text that can do without its cover, in order, with headings.
const ACCESSIBILITY: [(&str, &str); 9] = [
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "ARIA"),
    ("schema:accessibilityFeature", "unlocked"),
    ("schema:accessibilityHazard", "none"),
];

/// Writes all children of the metadata element.
pub(super) fn write(facts: &Facts<'_, '_>, sink: &mut Sink) -> quick_xml::Result<()> {
    let metadata = &facts.document.metadata;
    element(sink, "dc:identifier", &[("id", IDENTIFIER)], &metadata.identifier)?;
    element(sink, "dc:title", &[("id", "title")], &facts.title)?;
    property(sink, "title", "title-type", "main")?;
    element(sink, "dc:language", &[], facts.language)?;
    for (at, author) in metadata.authors.iter().filter(|author| !author.trim().is_empty()).enumerate() {
        let id = format!("author-{}", at + 1);
        element(sink, "dc:creator", &[("id", &id)], author)?;
        let refines = format!("#{id}");
        let role = [("refines", refines.as_str()), ("property", "role"), ("scheme", "marc:relators")];
        element(sink, "meta", &role, "aut")?;
        property(sink, &id, "file-as", &file_as(author, facts.language))?;
    }
    let optional = [
        ("dc:description", metadata.description.as_deref()),
        ("dc:source", metadata.source.as_deref()),
        ("dc:rights", metadata.rights.as_deref()),
        ("dc:date", metadata.date.as_deref().filter(|date| day(date).is_some())),
    ];
    for (name, value) in optional {
        if let Some(value) = value.filter(|value| !super::clean(value).is_empty()) {
            element(sink, name, &[], value)?;
        }
    }
    for subject in metadata.subjects.iter().filter(|subject| !super::clean(subject).is_empty()) {
        element(sink, "dc:subject", &[], subject)?;
    }
    element(sink, "meta", &[("property", "dcterms:modified")], &modified(facts))?;
    if let Some(series) = metadata.series.as_ref().filter(|series| !super::clean(&series.name).is_empty()) {
        write_series(series, sink)?;
    }
    write_story(metadata, sink)?;
    if facts.cover.is_some() {
        element(sink, "meta", &[("property", "schema:accessMode")], "visual")?;
    }
    for (name, value) in ACCESSIBILITY {
        element(sink, "meta", &[("property", name)], value)?;
    }
    let words = facts.words;
    let pictures = if facts.cover.is_some() { words.with_cover } else { words.without_pictures };
    // Sentences of Chinese and Japanese follow each other without a space.
    let space = if pictures.ends_with('。') { "" } else { " " };
    let summary = format!("{pictures}{space}{}", words.ways_to_read);
    let property = [("property", "schema:accessibilitySummary"), ("xml:lang", words.language)];
    element(sink, "meta", &property, &summary)?;
    if facts.cover.is_some() {
        empty(sink, "meta", &[("name", "cover"), ("content", super::package::COVER)])?;
    }
    empty(sink, "meta", &[("name", "generator"), ("content", GENERATOR)])
}

/// What readers of such stories choose by: which work it is told after, for whom it is, how long it is. EPUB 3.3 reserves
/// the prefix of schema.org for such statements.
fn write_story(metadata: &Metadata, sink: &mut Sink) -> quick_xml::Result<()> {
    for fandom in metadata.fandoms.iter().filter(|fandom| !super::clean(fandom).is_empty()) {
        element(sink, "meta", &[("property", FANDOM)], fandom)?;
    }
    if let Some(rating) = metadata.rating.as_deref().filter(|rating| !super::clean(rating).is_empty()) {
        element(sink, "meta", &[("property", RATING)], rating)?;
    }
    if metadata.words > 0 {
        element(sink, "meta", &[("property", WORDS)], &metadata.words.to_string())?;
    }
    Ok(())
}

/// The series as EPUB 3 says it, and as calibre does, which most readers look at.
fn write_series(series: &Series, sink: &mut Sink) -> quick_xml::Result<()> {
    element(sink, "meta", &[("property", "belongs-to-collection"), ("id", "series")], &series.name)?;
    property(sink, "series", "collection-type", "series")?;
    let position = series.position.as_deref().filter(|position| is_position(position));
    if let Some(position) = position {
        property(sink, "series", "group-position", position)?;
    }
    empty(sink, "meta", &[("name", "calibre:series"), ("content", &super::clean(&series.name))])?;
    if let Some(position) = position {
        empty(sink, "meta", &[("name", "calibre:series_index"), ("content", position)])?;
    }
    Ok(())
}

fn property(sink: &mut Sink, id: &str, name: &str, value: &str) -> quick_xml::Result<()> {
    element(sink, "meta", &[("refines", &format!("#{id}")), ("property", name)], value)
}

/// Digits, with points between them: "2", "2.5".
fn is_position(position: &str) -> bool {
    position.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// When the book was changed: stated, else the story's own date, else 1980.
fn modified(facts: &Facts<'_, '_>) -> String {
    let stated = facts.options.modified.and_then(|seconds| Timestamp::from_second(seconds).ok());
    match (stated, facts.document.metadata.date.as_deref().and_then(day)) {
        // EPUB wants exactly this form, so a year beyond 9999 or before 0 cannot be said.
        (Some(stamp), _) if (0..=253_402_300_799).contains(&stamp.as_second()) => stamp.to_string(),
        (None, Some(date)) => format!("{date}T00:00:00Z"),
        _ => UNDATED.into(),
    }
}

/// A date as stated, if there is such a day.
fn day(date: &str) -> Option<Date> {
    date.parse().ok().filter(|day: &Date| day.year() > 0 && date.len() == 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert!(day("2004-02-29").is_some());
        for date in ["2003-02-29", "2004", "yesterday", "2004-02-29T01:00:00", "-00204-02-29"] {
            assert!(day(date).is_none(), "{date}");
        }
    }

    #[test]
    fn a_position_is_a_number() {
        for position in ["1", "12", "2.5"] {
            assert!(is_position(position));
        }
        for position in ["", "two", "1.", ".5", "1-2"] {
            assert!(!is_position(position), "{position}");
        }
    }
}
