//! What a book says of itself, and its cover: anybody's book, read no further than that needs.

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use super::archive::{Allowance, Archive};
use super::package::{self, GLANCE, Package};
use super::xml::{Events, attribute, character};
use crate::document::Series;
use crate::text::{head, is_allowed};

/// The property that says which work a story is told after: schema.org's "a resource from which this work is derived".
pub(super) const FANDOM: &str = "schema:isBasedOn";
/// The property that says for whom a book is.
pub(super) const RATING: &str = "schema:contentRating";
/// The property that says how many words a text has.
pub(super) const WORDS: &str = "schema:wordCount";
/// The same in the vocabulary of Standard Ebooks.
const WORDS_ELSEWHERE: &str = "se:word-count";

/// Elements of metadata that are looked at: many times what any book has.
const MOST_METADATA: usize = 2_000;
/// Bytes of what one element says that are kept: a description is a page at most.
const LONGEST: usize = 8_000;
/// Bytes of a title, a name, a subject.
const LONGEST_LINE: usize = 500;
/// Authors, subjects, fandoms that are kept of one book.
const MOST: usize = 100;
/// Bytes by which a picture is known.
const SIGNATURE: u64 = 16;
/// Bytes of a cover: what no reader's screen needs is not unpacked.
const LARGEST_COVER: u64 = 32 << 20;

/// What a book says of itself. All of it is as somebody wrote it: it may hold any characters that XML allows, but it is
/// short, and has no line ends but in the description.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// What readers know it by, as stated; empty where nothing is.
    pub identifier: String,
    /// Empty where it states none.
    pub title: String,
    /// Who wrote it, in the book's order.
    pub authors: Vec<Author>,
    /// The first language, as stated; empty where none is.
    pub language: String,
    /// Series and the place in it.
    pub series: Option<Series>,
    /// What it is about; may have line ends and, in books of others, tags as text.
    pub description: Option<String>,
    /// Genres, themes, fandoms.
    pub subjects: Vec<String>,
    /// The works that it is told after.
    pub fandoms: Vec<String>,
    /// For whom it is.
    pub rating: Option<String>,
    /// How many words it has.
    pub words: Option<u64>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, as stated.
    pub date: Option<String>,
    /// When the file was changed last, as stated: `2004-11-07T00:00:00Z`.
    pub modified: Option<String>,
    cover: Option<Cover>,
}

/// A book's cover, as far as it has been looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cover {
    /// Where it is in the archive.
    path: String,
    picture: Picture,
}

/// What a picture's first bytes say that it is; what the book says of it is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl Picture {
    /// What bytes are a picture of; none where they are none that every reader shows.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Picture> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Picture::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Picture::Jpeg)
        } else {
            None
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Picture::Jpeg => "image/jpeg",
            Picture::Png => "image/png",
        }
    }

    /// The ending of its file's name, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Picture::Jpeg => "jpg",
            Picture::Png => "png",
        }
    }
}

/// Who wrote a book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Author {
    /// As the book prints it: "Ann Other".
    pub name: String,
    /// As a library files it: "Other, Ann".
    pub file_as: Option<String>,
}

impl About {
    /// What the cover is, if the book names a picture of it as its cover.
    #[must_use]
    pub fn cover(&self) -> Option<Picture> {
        self.cover.as_ref().map(|cover| cover.picture)
    }
}

/// Reads what a book says of itself. The book may be anybody's: time and memory are bounded, whatever it claims.
///
/// # Errors
/// If it cannot be read as a book; the reason goes on behind a colon.
pub fn about(book: impl Read + Seek) -> Result<About, String> {
    let mut archive = Archive::open(book, GLANCE)?;
    let path = package::path_of(&mut archive)?;
    let text = archive.text(&path).map_err(|reason| format!("its package document cannot be read: {reason}"))?;
    let package = Package::read(&path, &text)?;
    let stated = Stated::read(&text)?;
    let cover = package.manifest.iter().find(|item| item.is("cover-image"));
    // EPUB 2 names the cover by the id of its file.
    let named = || package.manifest.iter().find(|item| !item.id.is_empty() && item.id == stated.cover);
    let cover = cover.or_else(named).and_then(|item| {
        let picture = Picture::of(&archive.beginning(&item.path, SIGNATURE).ok()?)?;
        Some(Cover { path: item.path.clone(), picture })
    });
    Ok(About { cover, ..stated.about() })
}

/// The bytes of the cover that [`about`] has found; none where there is none or it cannot be unpacked. They begin as the
/// picture does that it was found to be; whether they are whole has to be seen.
pub fn cover(book: impl Read + Seek, about: &About) -> Option<Vec<u8>> {
    let allowance = Allowance { file: LARGEST_COVER, whole: LARGEST_COVER };
    let cover = about.cover.as_ref()?;
    let bytes = Archive::open(book, allowance).ok()?.bytes(&cover.path).ok()?;
    (Picture::of(&bytes) == Some(cover.picture)).then_some(bytes)
}

/// An element of metadata.
#[derive(Default)]
struct Element {
    /// `dc:title`, `dcterms:modified`.
    name: String,
    id: String,
    /// The id of the element that it says something of.
    refines: String,
    file_as: Option<String>,
    role: Option<String>,
    text: String,
}

/// All that is stated.
#[derive(Default)]
struct Stated {
    identifier: String,
    elements: Vec<Element>,
    /// EPUB 2's `<meta name content>`.
    pairs: Vec<(String, String)>,
    cover: String,
}

impl Stated {
    fn read(text: &str) -> Result<Stated, String> {
        let mut events = Events::of(text);
        let mut stated = Stated::default();
        let mut open: Option<(Element, usize)> = None;
        loop {
            match events.next()? {
                Event::Start(start) if open.is_none() => match start.local_name().as_ref() {
                    "package" => stated.identifier = attribute(&start, "unique-identifier").unwrap_or_default(),
                    // What comes behind the metadata is none of it.
                    "manifest" => return Ok(stated),
                    _ => open = element(&start).map(|element| (element, events.depth())),
                },
                Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "meta" => {
                    stated.pair(&start);
                }
                Event::Text(text) => add(&mut open, &text),
                Event::CData(text) => add(&mut open, &text),
                Event::GeneralRef(reference) => {
                    let c = character(&reference).unwrap_or(char::REPLACEMENT_CHARACTER);
                    add(&mut open, c.encode_utf8(&mut [0; 4]));
                }
                Event::End(_) => {
                    if let Some((element, _)) = open.take_if(|(_, depth)| events.depth() < *depth) {
                        stated.elements.push(element);
                    }
                }
                Event::Eof => return Ok(stated),
                _ => {}
            }
            if stated.elements.len() + stated.pairs.len() > MOST_METADATA {
                return Err(format!("it has more than {MOST_METADATA} elements of metadata"));
            }
        }
    }

    fn pair(&mut self, start: &BytesStart<'_>) {
        let (Some(name), Some(content)) = (attribute(start, "name"), attribute(start, "content")) else { return };
        if name == "cover" {
            self.cover = content;
        } else {
            self.pairs.push((name, kept(&content)));
        }
    }

    /// What the elements of a name say, in order, the empty ones left out.
    fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (&'s Element, String)> {
        let elements = self.elements.iter().filter(move |element| element.name == name && element.refines.is_empty());
        elements.map(|element| (element, line(&element.text))).filter(|(_, text)| !text.is_empty())
    }

    fn first(&self, name: &str) -> Option<String> {
        self.all(name).next().map(|(_, text)| text)
    }

    /// What is said of an element by another.
    fn of(&self, element: &Element, name: &str) -> Option<String> {
        let refining = |other: &&Element| {
            !element.id.is_empty() && other.refines.strip_prefix('#') == Some(&element.id) && other.name == name
        };
        self.elements.iter().find(refining).map(|other| line(&other.text)).filter(|text| !text.is_empty())
    }

    fn paired(&self, name: &str) -> Option<String> {
        self.pairs.iter().find(|(own, _)| own == name).map(|(_, content)| line(content)).filter(|text| !text.is_empty())
    }

    fn about(&self) -> About {
        let named = self.all("dc:identifier").find(|(element, _)| element.id == self.identifier);
        // A book may have several titles; one that is said to be another kind than the main one is not its name.
        let is_main = |element: &Element| self.of(element, "title-type").is_none_or(|kind| kind == "main");
        let title = self.all("dc:title").find(|(element, _)| is_main(element)).map(|(_, title)| title);
        let authors = self.all("dc:creator").filter(|(element, _)| {
            element.role.clone().or_else(|| self.of(element, "role")).is_none_or(|role| role == "aut")
        });
        let authors = authors.map(|(element, name)| {
            let file_as = self.of(element, "file-as").or_else(|| element.file_as.as_deref().map(line));
            Author { name, file_as: file_as.filter(|words| !words.is_empty()) }
        });
        let several = |name: &'static str| self.all(name).map(|(_, text)| text).take(MOST).collect::<Vec<_>>();
        let description = self.elements.iter().find(|element| element.name == "dc:description");
        let words = self.first(WORDS).or_else(|| self.first(WORDS_ELSEWHERE));
        About {
            identifier: named.map(|(_, text)| text).or_else(|| self.first("dc:identifier")).unwrap_or_default(),
            title: title.or_else(|| self.first("dc:title")).unwrap_or_default(),
            authors: authors.take(MOST).collect(),
            language: self.first("dc:language").unwrap_or_default(),
            series: self.series(),
            description: description.map(|element| plain(&element.text)).filter(|text| !text.is_empty()),
            subjects: several("dc:subject"),
            fandoms: several(FANDOM),
            rating: self.first(RATING),
            words: words.and_then(|words| words.replace([',', '.', ' '], "").parse().ok()),
            publisher: self.first("dc:publisher"),
            date: self.first("dc:date"),
            modified: self.first("dcterms:modified"),
            cover: None,
        }
    }

    /// The series as EPUB 3 says it, else as calibre does.
    fn series(&self) -> Option<Series> {
        let mut collections = self.all("belongs-to-collection");
        let is_series = |element: &Element| self.of(element, "collection-type").is_none_or(|kind| kind == "series");
        let stated = collections.find(|(element, _)| is_series(element));
        if let Some((element, name)) = stated {
            return Some(Series { name, position: self.of(element, "group-position") });
        }
        let name = self.paired("calibre:series")?;
        Some(Series { name, position: self.paired("calibre:series_index") })
    }
}

/// The element of metadata that begins here; none where it is something else.
fn element(start: &BytesStart<'_>) -> Option<Element> {
    let value = |name| attribute(start, name).unwrap_or_default();
    let name = start.name().as_ref().to_owned();
    let name = if name.starts_with("dc:") {
        name
    } else if start.local_name().as_ref() == "meta" {
        attribute(start, "property")?
    } else {
        return None;
    };
    Some(Element {
        name,
        id: value("id"),
        refines: value("refines"),
        file_as: attribute(start, "opf:file-as"),
        role: attribute(start, "opf:role"),
        text: String::new(),
    })
}

fn add(open: &mut Option<(Element, usize)>, text: &str) {
    if let Some((element, _)) = open {
        element.text.push_str(head(text, LONGEST.saturating_sub(element.text.len())));
    }
}

fn kept(text: &str) -> String {
    head(text, LONGEST).to_owned()
}

/// Text without the characters that XML forbids: a reference may name any.
fn plain(text: &str) -> String {
    text.trim().chars().filter(|&c| is_allowed(c)).collect()
}

/// Words on one line.
fn line(text: &str) -> String {
    let words = plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    head(&words, LONGEST_LINE).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(metadata: &str) -> About {
        let head = "<package unique-identifier=\"id\"><metadata>";
        Stated::read(&format!("{head}{metadata}</metadata><manifest/></package>")).unwrap().about()
    }

    #[test]
    fn a_book_of_epub_3_says_all_of_itself() {
        let about = stated(
            "<dc:identifier>other</dc:identifier><dc:identifier id=\"id\">urn:x:1</dc:identifier>\
             <dc:title id=\"s\">A Subtitle</dc:title><meta refines=\"#s\" property=\"title-type\">subtitle</meta>\
             <dc:title id=\"t\">Salt &amp;\n <![CDATA[<Water>]]>&#1;</dc:title>\
             <dc:creator id=\"a\">Ann Other</dc:creator><meta refines=\"#a\" property=\"file-as\">Other, Ann</meta>\
             <dc:creator id=\"b\">Bo Painter</dc:creator><meta refines=\"#b\" property=\"role\">ill</meta>\
             <dc:language>en-GB</dc:language><dc:subject>Mystery</dc:subject><dc:subject>Tides</dc:subject>\
             <meta property=\"belongs-to-collection\" id=\"c\">Quays</meta>\
             <meta refines=\"#c\" property=\"collection-type\">series</meta>\
             <meta refines=\"#c\" property=\"group-position\">2</meta>\
             <meta property=\"schema:isBasedOn\">The Tides</meta><meta property=\"schema:contentRating\">Teen</meta>\
             <meta property=\"schema:wordCount\">1200</meta><meta property=\"dcterms:modified\">2004-11-07T00:00:00Z</meta>",
        );
        assert_eq!((about.identifier.as_str(), about.title.as_str()), ("urn:x:1", "Salt & <Water>"));
        let ann = Author { name: "Ann Other".into(), file_as: Some("Other, Ann".into()) };
        assert_eq!((about.authors, about.language.as_str()), (vec![ann], "en-GB"));
        assert_eq!(about.series, Some(Series { name: "Quays".into(), position: Some("2".into()) }));
        assert_eq!((about.subjects.len(), about.fandoms, about.words), (2, vec!["The Tides".to_owned()], Some(1200)));
        assert_eq!((about.rating.as_deref(), about.modified.as_deref()), (Some("Teen"), Some("2004-11-07T00:00:00Z")));
    }

    #[test]
    fn a_book_of_epub_2_is_read_as_well() {
        let about = stated(
            "<dc:title>Salt</dc:title><dc:creator opf:role=\"aut\" opf:file-as=\"Other, Ann\">Ann Other</dc:creator>\
             <dc:creator opf:role=\"ill\">Bo</dc:creator><meta name=\"cover\" content=\"pic\"/>\
             <meta name=\"calibre:series\" content=\"Quays\"/><meta name=\"calibre:series_index\" content=\"2.0\"/>",
        );
        assert_eq!(about.authors.len(), 1);
        assert_eq!(about.authors[0].file_as.as_deref(), Some("Other, Ann"));
        assert_eq!(about.series, Some(Series { name: "Quays".into(), position: Some("2.0".into()) }));
    }

    #[test]
    fn of_too_much_only_some_is_kept() {
        let long = "word ".repeat(100_000);
        let about = stated(&format!("<dc:title>{long}</dc:title><dc:description>{long}</dc:description>"));
        assert!(about.title.len() <= LONGEST_LINE && about.description.unwrap().len() <= LONGEST);
        assert_eq!(stated(&"<dc:subject>a</dc:subject>".repeat(1_000)).subjects.len(), MOST);
        let many = "<dc:subject>a</dc:subject>".repeat(MOST_METADATA + 1);
        assert!(Stated::read(&format!("<package><metadata>{many}</metadata></package>")).is_err());
    }
}
