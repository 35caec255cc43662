//! What is seen of a book once, for all that devices demand: metadata, files, pictures, pages, contents. The book is
//! hostile: what is read is bounded by its archive, what is kept by these lists.

use std::collections::HashSet;
use std::io::Cursor;

use image::ImageReader;
use quick_xml::events::{BytesStart, Event};

use super::super::profile::Form;
use crate::epub::archive::{Allowance, Archive};
use crate::epub::package::{Item, Package, path_of, resolve};
use crate::epub::xml::{Events, Wrong, attribute};

/// Links that are kept of a book, elements of its metadata, files that it says are encrypted.
const MOST: usize = 100_000;
/// Where encrypted files are named.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// What a book is.
pub(super) struct Seen {
    /// The form that its file name claims.
    pub(super) form: Form,
    /// Bytes.
    pub(super) length: usize,
    pub(super) package: Package,
    pub(super) metadata: Metadata,
    pub(super) pages: Vec<Page>,
    pub(super) pictures: Vec<Picture>,
    /// Files that can be read only with a key.
    pub(super) encrypted: Vec<String>,
    pub(super) contents: Vec<Contents>,
}

/// What the package document states.
#[derive(Default)]
pub(super) struct Metadata {
    pub(super) languages: Vec<String>,
    pub(super) dates: Vec<String>,
    pub(super) creators: Vec<String>,
    /// `calibre:series` stands behind the number in it.
    pub(super) is_series_late: bool,
    /// The id that `<meta name="cover">` names.
    pub(super) cover: Option<String>,
}

/// A page in reading order.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing that was seen or not")]
pub(super) struct Page {
    pub(super) path: String,
    /// It states the encoding that it has.
    pub(super) is_declared: bool,
    pub(super) is_ascii: bool,
    pub(super) has_pictures_without_source: bool,
    /// A comment in which `--` stands, which XML forbids and not every parser minds.
    pub(super) has_broken_comment: bool,
    pub(super) has_script: bool,
    pub(super) body_id: Option<String>,
    /// Spans that mark sentences, and whether one stands in another.
    pub(super) marks: usize,
    pub(super) has_nested_marks: bool,
    /// The two `div` around all.
    pub(super) is_wrapped: bool,
    pub(super) has_text: bool,
    /// Links with a fragment: the file and the place in it.
    pub(super) links: Vec<(String, String)>,
}

/// A picture of the manifest.
pub(super) struct Picture {
    pub(super) path: String,
    pub(super) media_type: String,
    pub(super) is_cover: bool,
    /// It is marked as the cover in EPUB 3's way.
    pub(super) is_marked: bool,
    /// Bytes.
    pub(super) length: usize,
    /// Pixels, width and height, where they can be known.
    pub(super) size: Option<(u32, u32)>,
}

/// A table of contents.
pub(super) struct Contents {
    pub(super) path: String,
    pub(super) is_ncx: bool,
    pub(super) depth: usize,
    /// Files and places that its entries lead to, in order.
    pub(super) links: Vec<(String, String)>,
}

type Opened<'b> = Archive<Cursor<&'b [u8]>>;

impl Seen {
    /// Looks at a book, or says why it cannot be read.
    pub(super) fn of(book: &[u8], form: Form) -> Result<Seen, String> {
        let mut archive = Archive::open(Cursor::new(book), Allowance::foreign(book.len()))?;
        let path = path_of(&mut archive)?;
        let text = archive.text(&path)?;
        let package = Package::read(&path, &text)?;
        let metadata = metadata(&text)?;
        let encrypted = encrypted(&mut archive).unwrap_or_default();
        let cover = metadata.cover.clone().unwrap_or_else(|| "cover".into());
        let (mut pictures, mut contents, mut read) = (Vec::new(), Vec::new(), HashSet::new());
        for item in &package.manifest {
            if !read.insert(item.path.as_str()) || archive.is_spent() {
                continue;
            }
            if item.media_type.starts_with("image/") {
                pictures.push(picture(item, &cover, &mut archive));
            }
            let is_ncx = item.media_type == "application/x-dtbncx+xml";
            if is_ncx || item.is("nav") {
                let found = archive.text(&item.path).and_then(|text| Ok(contents_of(&item.path, is_ncx, &text)?));
                contents.extend(found);
            }
        }
        let mut links = MOST;
        let pages = package.reading_order();
        let pages = pages.into_iter().filter_map(|path| page(path, &archive.text(path).ok()?, &mut links).ok());
        let pages = pages.collect();
        Ok(Seen { form, length: book.len(), metadata, pages, pictures, encrypted, contents, package })
    }

    /// The cover.
    pub(super) fn cover(&self) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.is_cover)
    }

    /// Encrypted files that are pages.
    pub(super) fn locked(&self) -> impl Iterator<Item = &String> {
        let pages: HashSet<&str> = self.package.reading_order().into_iter().collect();
        self.encrypted.iter().filter(move |path| pages.contains(path.as_str()))
    }
}

fn metadata(text: &str) -> Result<Metadata, Wrong> {
    let mut metadata = Metadata::default();
    let mut events = Events::of(text);
    // The element whose text is read, and the depth it stands at.
    let mut open: Option<(String, usize)> = None;
    let (mut said, mut has_number) = (String::new(), false);
    loop {
        match events.next()? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "meta" => {
                let content = attribute(&start, "content").unwrap_or_default();
                match attribute(&start, "name").as_deref() {
                    Some("cover") => metadata.cover = Some(content),
                    Some("calibre:series_index") => has_number = true,
                    Some("calibre:series") => metadata.is_series_late |= has_number,
                    _ => {}
                }
            }
            Event::Start(start) if open.is_none() && start.name().as_ref().starts_with("dc:") => {
                open = Some((start.local_name().as_ref().to_owned(), events.depth()));
            }
            Event::Text(text) if open.is_some() => said.push_str(&text),
            Event::CData(text) if open.is_some() => said.push_str(&text),
            Event::GeneralRef(_) if open.is_some() => said.push(char::REPLACEMENT_CHARACTER),
            Event::End(_) => {
                if let Some((name, _)) = open.take_if(|(_, depth)| events.depth() < *depth) {
                    let text = std::mem::take(&mut said).trim().to_owned();
                    let list = match name.as_str() {
                        "language" => &mut metadata.languages,
                        "date" => &mut metadata.dates,
                        "creator" => &mut metadata.creators,
                        _ => continue,
                    };
                    if list.len() < MOST {
                        list.push(text);
                    }
                }
            }
            Event::Eof => return Ok(metadata),
            _ => {}
        }
    }
}

fn encrypted(archive: &mut Opened<'_>) -> Result<Vec<String>, String> {
    let text = archive.text(ENCRYPTION)?;
    let (mut files, mut events) = (Vec::new(), Events::of(&text));
    loop {
        match events.next()? {
            Event::Start(start) | Event::Empty(start)
                if start.local_name().as_ref() == "CipherReference" && files.len() < MOST =>
            {
                files.push(resolve("", &attribute(&start, "URI").unwrap_or_default()));
            }
            Event::Eof => return Ok(files),
            _ => {}
        }
    }
}

fn picture(item: &Item, cover: &str, archive: &mut Opened<'_>) -> Picture {
    let bytes = archive.bytes(&item.path).unwrap_or_default();
    let is_marked = item.is("cover-image");
    Picture {
        path: item.path.clone(),
        media_type: item.media_type.clone(),
        is_cover: is_marked || item.id == cover,
        is_marked,
        length: bytes.len(),
        size: size(&bytes),
    }
}

/// Pixels of a JPEG or PNG, width and height, as its first bytes state them.
fn size(picture: &[u8]) -> Option<(u32, u32)> {
    ImageReader::new(Cursor::new(picture)).with_guessed_format().ok()?.into_dimensions().ok()
}

fn contents_of(path: &str, is_ncx: bool, text: &str) -> Result<Contents, Wrong> {
    let mut contents = Contents { path: path.to_owned(), is_ncx, depth: 0, links: Vec::new() };
    let mut events = Events::of(text);
    let (mut table, mut depth) = (None, 0_usize);
    let level = if is_ncx { "navPoint" } else { "ol" };
    let is_table = |start: &BytesStart<'_>| match start.local_name().as_ref() {
        "navMap" => is_ncx,
        "nav" => {
            attribute(start, "epub:type").is_some_and(|kind| kind.split_ascii_whitespace().any(|kind| kind == "toc"))
        }
        _ => false,
    };
    loop {
        let event = events.next()?;
        match &event {
            Event::Start(start) if table.is_none() && is_table(start) => table = Some(events.depth()),
            Event::Start(start) if table.is_some() && start.local_name().as_ref() == level => {
                depth += 1;
                contents.depth = contents.depth.max(depth);
            }
            Event::End(end) => {
                depth = depth.saturating_sub(usize::from(table.is_some() && end.local_name().as_ref() == level));
                table = table.filter(|&outer| events.depth() >= outer);
            }
            Event::Eof => return Ok(contents),
            _ => {}
        }
        if let (Event::Start(start) | Event::Empty(start), Some(_)) = (&event, table) {
            let target = match start.local_name().as_ref() {
                "a" => attribute(start, "href"),
                "content" => attribute(start, "src"),
                _ => None,
            };
            if let Some(target) = target.filter(|_| contents.links.len() < MOST) {
                contents.links.push(place(path, &target));
            }
        }
    }
}

/// Where a link leads: a file and a place in it.
fn place(from: &str, target: &str) -> (String, String) {
    (resolve(from, target), target.split_once('#').map_or_else(String::new, |(_, fragment)| fragment.to_owned()))
}

fn page(path: &str, text: &str, links: &mut usize) -> Result<Page, Wrong> {
    let declaration = text.trim_start().split("?>").next().filter(|text| text.starts_with("<?xml"));
    let mut page = Page {
        path: path.to_owned(),
        is_declared: declaration.is_some_and(|text| text.contains("encoding")),
        is_ascii: text.is_ascii(),
        ..Page::default()
    };
    let mut events = Events::of(text);
    // Depths of the body, of the outer `div`, of the mark that is open.
    let (mut body, mut columns, mut mark) = (None, None, None);
    loop {
        match events.next()? {
            Event::Start(start) => {
                let depth = events.depth();
                page.element(&start, body.is_some(), links);
                let is = |name: &str| attribute(&start, "id").as_deref() == Some(name);
                if start.local_name().as_ref() == "body" && body.is_none() {
                    body = Some(depth);
                    page.body_id = attribute(&start, "id").filter(|id| !id.is_empty());
                } else if body == Some(depth - 1) && is("book-columns") {
                    columns = Some(depth);
                } else if columns == Some(depth - 1) && is("book-inner") {
                    page.is_wrapped = true;
                }
                if is_mark(&start) {
                    page.has_nested_marks |= mark.is_some();
                    mark.get_or_insert(depth);
                }
            }
            Event::Empty(start) => page.element(&start, body.is_some(), links),
            Event::End(_) => mark = mark.filter(|&depth| events.depth() >= depth),
            Event::Text(text) if body.is_some() && !text.trim().is_empty() => {
                page.has_text = true;
            }
            Event::Comment(comment) => page.has_broken_comment |= comment.contains("--") || comment.ends_with('-'),
            Event::Eof => return Ok(page),
            _ => {}
        }
    }
}

fn is_mark(start: &BytesStart<'_>) -> bool {
    attribute(start, "class").is_some_and(|class| class.split_ascii_whitespace().any(|class| class == "koboSpan"))
}

impl Page {
    fn element(&mut self, start: &BytesStart<'_>, is_body: bool, links: &mut usize) {
        self.marks += usize::from(is_body && is_mark(start));
        match start.local_name().as_ref() {
            "img" => {
                self.has_pictures_without_source |= attribute(start, "src").is_none_or(|source| source.is_empty());
            }
            "script" => self.has_script = true,
            "a" => {
                let target = attribute(start, "href").filter(|target| target.contains('#') && *links > 0);
                if let Some(target) = target {
                    *links -= 1;
                    self.links.push(place(&self.path, &target));
                }
            }
            _ => {}
        }
    }
}
