//! The only place that writes a kepub's tags: a page with the marks that Kobo's reading program keeps its place by. Two
//! `div` stand around what is in the body, a `span` with an id of its own around each sentence and each picture, and a
//! style sheet for the `div` in the head.
//!
//! The rules are those of kepubify 4 (<https://github.com/pgaskin/kepubify>, kepub/transform.go), which were read off
//! Kobo's own books; what differs is named where it does. Not a byte of the page is taken away: marks are put between
//! them, and where marks of that kind stand already, none are.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};

use super::sentences::{Sentence, Text};
use crate::epub::xml::{DEEPEST, Events, Wrong, attribute};

/// Elements that are put inside each other: two `div` and a `span`.
const ADDED: usize = 3;
const COLUMNS: &str = "book-columns";
const INNER: &str = "book-inner";
const SPAN: &str = "koboSpan";
const STYLE_NAME: &str = "kobostylehacks";
const STYLE: &str =
    "<style type=\"text/css\" class=\"kobostylehacks\">div#book-inner { margin-top: 0; margin-bottom: 0;}</style>";

/// Puts the marks into a page.
///
/// # Errors
/// Why it cannot be read to its end, or is written in a way in which no mark can be set.
pub(super) fn marked(page: &str) -> Result<String, String> {
    let there = There::of(page)?;
    let mut marker = Marker {
        page,
        out: String::with_capacity(page.len() + page.len() / 2),
        written: 0,
        open: Vec::new(),
        left_alone: None,
        has_spans: there.has_spans,
        ids: there.ids,
        paragraph: 0,
        segment: 0,
        is_new: false,
        text: None,
    };
    let has_style = memmem::find(page.as_bytes(), STYLE_NAME.as_bytes()).is_some();
    let has_divs = there.has_divs || marker.ids.contains(COLUMNS) || marker.ids.contains(INNER);
    marker.run(has_divs, has_style)?;
    Ok(marker.out)
}

/// What stands in a page already.
#[derive(Default)]
struct There {
    has_spans: bool,
    has_divs: bool,
    /// Ids that a mark could have.
    ids: HashSet<String>,
}

impl There {
    /// Looks for it; most pages are known to have nothing of it without being parsed.
    fn of(page: &str) -> Result<There, Wrong> {
        let mut there = There::default();
        if ![SPAN, COLUMNS, INNER, "kobo."].iter().any(|sign| memmem::find(page.as_bytes(), sign.as_bytes()).is_some())
        {
            return Ok(there);
        }
        let mut events = Events::of(page);
        // The depths of the body and of the outer `div` in it.
        let (mut body, mut columns) = (None, None);
        loop {
            match events.next()? {
                Event::Start(start) => {
                    let depth = events.depth();
                    let id = there.note(&start, body.is_some());
                    if start.local_name().as_ref() == "body" {
                        body.get_or_insert(depth);
                    } else if id.as_deref() == Some(COLUMNS) && body.is_some_and(|body| depth == body + 1) {
                        columns = Some(depth);
                    }
                    there.has_divs |= id.as_deref() == Some(INNER) && columns.is_some_and(|outer| depth == outer + 1);
                }
                Event::Empty(start) => {
                    there.note(&start, body.is_some());
                }
                Event::End(_) => columns = columns.filter(|&outer| events.depth() >= outer),
                Event::Eof => return Ok(there),
                _ => {}
            }
        }
    }

    fn note(&mut self, start: &BytesStart<'_>, is_body: bool) -> Option<String> {
        let is_span = |class: String| class.split_ascii_whitespace().any(|class| class == SPAN);
        self.has_spans |= is_body && attribute(start, "class").is_some_and(is_span);
        let id = attribute(start, "id");
        if let Some(id) = id.as_ref().filter(|id| id.starts_with("kobo.") || *id == COLUMNS || *id == INNER) {
            self.ids.insert(id.clone());
        }
        id
    }
}

/// What an element does to the marks in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// White space in it is marked, too, and a paragraph begins.
    Paragraph,
    /// A paragraph begins.
    Block,
    /// A picture.
    Picture,
    /// It stays as it is.
    Alone,
    /// The document's head, its body.
    Head,
    Body,
    Other,
}

/// Writes a page with marks. What is open is known by kind; text is gathered until something else comes.
struct Marker<'p> {
    page: &'p str,
    out: String,
    /// Bytes of the page that are written.
    written: usize,
    /// The elements that are open from the body on.
    open: Vec<Kind>,
    /// How many elements are open outside of one that stays as it is.
    left_alone: Option<usize>,
    has_spans: bool,
    ids: HashSet<String>,
    paragraph: usize,
    segment: usize,
    /// A paragraph begins with the next mark.
    is_new: bool,
    /// Where the text began that is being read.
    text: Option<usize>,
}

impl Marker<'_> {
    fn run(&mut self, has_divs: bool, has_style: bool) -> Result<(), String> {
        let mut events = Events::of(self.page);
        let (mut has_head, mut has_body) = (false, false);
        let mut from = 0;
        loop {
            let event = events.next()?;
            let to = usize::try_from(events.position()).unwrap_or(self.page.len()).min(self.page.len());
            if events.depth() + ADDED > DEEPEST {
                return Err(format!("more than {} elements stand inside each other", DEEPEST - ADDED));
            }
            let is_text = matches!(event, Event::Text(_) | Event::CData(_) | Event::GeneralRef(_));
            if !is_text {
                self.end_text(from);
            }
            match event {
                Event::Start(start) => {
                    if events.depth() == 1 {
                        plainly_named(&start)?;
                    }
                    let kind = kind(&start);
                    match kind {
                        Kind::Picture if self.is_marking() => self.open_picture(from),
                        Kind::Body if !has_body => {
                            has_body = true;
                            self.open.clear();
                            if !has_divs {
                                self.write_to(to);
                                let _ = write!(self.out, "<div id=\"{COLUMNS}\"><div id=\"{INNER}\">");
                            }
                        }
                        Kind::Head if !has_body => has_head = true,
                        Kind::Paragraph | Kind::Block => self.is_new |= self.is_marking(),
                        _ => {}
                    }
                    if matches!(kind, Kind::Alone | Kind::Picture) && has_body {
                        self.left_alone.get_or_insert(self.open.len());
                    }
                    if has_body {
                        self.open.push(kind);
                    }
                }
                Event::Empty(start) => {
                    if events.depth() == 0 {
                        plainly_named(&start)?;
                    }
                    match kind(&start) {
                        Kind::Picture if self.is_marking() => {
                            self.open_picture(from);
                            self.write_to(to);
                            self.out.push_str("</span>");
                        }
                        Kind::Paragraph | Kind::Block => self.is_new |= self.is_marking(),
                        Kind::Head if !has_head && !has_body && !has_style => {
                            has_head = true;
                            self.open_up(&start, from, to, STYLE);
                        }
                        Kind::Body if !has_body => {
                            has_body = true;
                            if !has_divs {
                                let divs = format!("<div id=\"{COLUMNS}\"><div id=\"{INNER}\"></div></div>");
                                self.open_up(&start, from, to, &divs);
                            }
                        }
                        _ => {}
                    }
                }
                Event::End(end) => {
                    if !has_body && has_head && !has_style && end.local_name().as_ref() == "head" {
                        self.write_to(from);
                        self.out.push_str(STYLE);
                    }
                    self.end(from, to, has_divs);
                }
                Event::Eof => {
                    if events.depth() > 0 {
                        return Err("an element has no end".into());
                    }
                    self.write_to(self.page.len());
                    return if has_body { Ok(()) } else { Err("it has no body".into()) };
                }
                _ if is_text && self.is_marking() => {
                    self.text.get_or_insert(from);
                }
                _ => {}
            }
            from = to;
        }
    }

    /// Whether text is marked here.
    fn is_marking(&self) -> bool {
        !self.has_spans && self.left_alone.is_none() && !self.open.is_empty()
    }

    /// An element ends with a tag at these bytes.
    fn end(&mut self, from: usize, to: usize, has_divs: bool) {
        let Some(kind) = self.open.pop() else { return };
        if self.left_alone == Some(self.open.len()) {
            self.left_alone = None;
            if kind == Kind::Picture && self.is_marking() {
                self.write_to(to);
                self.out.push_str("</span>");
            }
        }
        if kind == Kind::Body && self.open.is_empty() && !has_divs {
            self.write_to(from);
            self.out.push_str("</div></div>");
        }
    }

    /// Writes the page as it is up to a byte.
    fn write_to(&mut self, to: usize) {
        if to > self.written {
            self.out.push_str(&self.page[self.written..to]);
            self.written = to;
        }
    }

    /// Writes an empty element with something in it.
    fn open_up(&mut self, start: &BytesStart<'_>, from: usize, to: usize, inside: &str) {
        self.write_to(from);
        let tag = self.page[from..to].trim_end_matches("/>").trim_end();
        let _ = write!(self.out, "{tag}>{inside}</{}>", start.name().as_ref());
        self.written = to;
    }

    /// A picture is a paragraph of its own.
    fn open_picture(&mut self, from: usize) {
        self.write_to(from);
        self.paragraph += 1;
        (self.segment, self.is_new) = (0, false);
        self.open_span();
    }

    fn open_span(&mut self) {
        if self.is_new {
            self.paragraph += 1;
            (self.segment, self.is_new) = (0, false);
        }
        self.segment += 1;
        // An id that somebody else has is passed over, so that none stands twice.
        while !self.ids.is_empty() && self.ids.contains(&format!("kobo.{}.{}", self.paragraph, self.segment)) {
            self.segment += 1;
        }
        let _ = write!(self.out, "<span class=\"{SPAN}\" id=\"kobo.{}.{}\">", self.paragraph, self.segment);
    }

    /// Marks the sentences of the text that ends at a byte.
    fn end_text(&mut self, to: usize) {
        let Some(from) = self.text.take() else { return };
        self.write_to(from);
        let page = self.page;
        let is_paragraph = self.open.last() == Some(&Kind::Paragraph);
        Text(&page[from..to]).sentences(|Sentence { source, is_blank }| {
            if is_blank && !is_paragraph {
                self.out.push_str(source);
                return;
            }
            self.open_span();
            self.out.push_str(source);
            self.out.push_str("</span>");
        });
        self.written = to;
    }
}

/// What an element does to the marks in it. kepubify sets marks in `select`, `textarea`, `iframe`, `rp` and `picture`,
/// too, where XHTML allows no `span`.
fn kind(start: &BytesStart<'_>) -> Kind {
    let name = start.local_name();
    let name: Cow<'_, str> = if name.as_ref().bytes().any(|byte| byte.is_ascii_uppercase()) {
        name.as_ref().to_ascii_lowercase().into()
    } else {
        name.as_ref().into()
    };
    match &*name {
        "p" => Kind::Paragraph,
        "ol" | "ul" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Block,
        "img" => Kind::Picture,
        "script" | "style" | "pre" | "audio" | "video" | "svg" | "math" | "select" | "textarea" | "iframe" | "rp"
        | "picture" => Kind::Alone,
        "head" => Kind::Head,
        "body" => Kind::Body,
        _ => Kind::Other,
    }
}

/// Whether marks can be written as they are: where elements carry a prefix, a `span` without one would be none of XHTML's.
fn plainly_named(root: &BytesStart<'_>) -> Result<(), String> {
    match root.name().prefix() {
        Some(_) => Err("its elements carry a prefix".into()),
        None => Ok(()),
    }
}
