//! A table of contents of three levels at most: Kobo's apps show no more. What stands deeper follows its parent on the
//! third level.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use crate::epub::xml::{Events, attribute};

/// Levels that are shown (<https://github.com/kobolabs/epub-spec#table-of-contents-toc>).
const LEVELS: usize = 3;

/// The navigation document; borrowed where nothing in it is too deep. An entry without a link cannot stand alone, and a
/// document that has one too deep stays as it is: Kobo's readers show all levels in one.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn of_navigation(page: &str) -> Result<Cow<'_, str>, String> {
    let mut cut = Cut::of(page);
    let mut events = Events::of(page);
    // Lists and entries of the table that are open; whether an entry was closed before its end, and had a link.
    let mut lists: Vec<bool> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut table = None;
    let mut from = 0;
    loop {
        let event = events.next()?;
        let to = usize::try_from(events.position()).unwrap_or(page.len()).min(page.len());
        match event {
            Event::Start(start) => match (start.local_name().as_ref(), table) {
                ("nav", None) if is_contents(&start) => table = Some(events.depth()),
                ("ol", Some(_)) => {
                    let is_deep = lists.len() >= LEVELS;
                    if let Some(parent) = entries.last_mut().filter(|_| is_deep) {
                        if !parent.has_link {
                            return Ok(Cow::Borrowed(page));
                        }
                        // An entry that was closed by a list before this one is not closed twice.
                        let closing = if parent.is_closed { "" } else { parent.end.as_str() };
                        cut.replace(from, to, closing);
                        parent.is_closed = true;
                    }
                    lists.push(is_deep && !entries.is_empty());
                }
                ("li", Some(_)) => entries.push(Entry {
                    end: format!("</{}>", start.name().as_ref()),
                    is_closed: false,
                    has_link: false,
                }),
                ("a", Some(_)) => {
                    if let Some(entry) = entries.last_mut() {
                        entry.has_link = true;
                    }
                }
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "ol" if table.is_some() => {
                    if lists.pop() == Some(true) {
                        cut.replace(from, to, "");
                    }
                }
                "li" if table.is_some() => {
                    if entries.pop().is_some_and(|entry| entry.is_closed) {
                        cut.replace(from, to, "");
                    }
                }
                _ => table = table.filter(|&depth| events.depth() >= depth),
            },
            Event::Eof => return Ok(cut.end()),
            _ => {}
        }
        from = to;
    }
}

/// The NCX; borrowed where nothing in it is too deep.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn of_ncx(page: &str) -> Result<Cow<'_, str>, String> {
    let mut cut = Cut::of(page);
    let mut events = Events::of(page);
    let mut points: Vec<Entry> = Vec::new();
    // Where the stated depth stands, to be written once it is known whether anything was too deep.
    let mut stated = None;
    let mut is_deep = false;
    let mut from = 0;
    loop {
        let event = events.next()?;
        let to = usize::try_from(events.position()).unwrap_or(page.len()).min(page.len());
        match event {
            Event::Start(start) if start.local_name().as_ref() == "navPoint" => {
                let at = points.len();
                if let Some(parent) = points.last_mut().filter(|_| at >= LEVELS) {
                    is_deep = true;
                    if !parent.is_closed {
                        parent.is_closed = true;
                        let end = parent.end.clone();
                        cut.replace(from, from, &end);
                    }
                }
                let end = format!("</{}>", start.name().as_ref());
                points.push(Entry { end, is_closed: false, has_link: true });
            }
            Event::End(end) if end.local_name().as_ref() == "navPoint" => {
                let is_closed = points.pop().is_some_and(|point| point.is_closed);
                if is_closed {
                    cut.replace(from, to, "");
                }
            }
            Event::Start(start) | Event::Empty(start)
                if points.is_empty() && attribute(&start, "name").as_deref() == Some("dtb:depth") =>
            {
                stated = attribute(&start, "content").map(|depth| (from..to, depth));
            }
            Event::Eof => break,
            _ => {}
        }
        from = to;
    }
    let cut = cut.end();
    Ok(match stated.filter(|_| is_deep) {
        // It stands before all points, where nothing was cut.
        Some((place, depth)) => {
            let tag = cut[place.clone()].replacen(&depth, &LEVELS.to_string(), 1);
            Cow::Owned(format!("{}{tag}{}", &cut[..place.start], &cut[place.end..]))
        }
        None => cut,
    })
}

/// An entry that is open.
struct Entry {
    /// The tag that ends it.
    end: String,
    /// It was ended before what is too deep in it.
    is_closed: bool,
    has_link: bool,
}

fn is_contents(start: &BytesStart<'_>) -> bool {
    attribute(start, "epub:type").is_some_and(|kind| kind.split_ascii_whitespace().any(|kind| kind == "toc"))
}

/// A text of which parts are replaced, from front to end.
pub(super) struct Cut<'t> {
    text: &'t str,
    out: String,
    written: usize,
}

impl<'t> Cut<'t> {
    pub(super) fn of(text: &'t str) -> Cut<'t> {
        Cut { text, out: String::new(), written: 0 }
    }

    /// Writes something else in the place of these bytes.
    pub(super) fn replace(&mut self, from: usize, to: usize, instead: &str) {
        self.out.push_str(&self.text[self.written..from]);
        self.out.push_str(instead);
        self.written = to;
    }

    /// The text; borrowed where nothing was replaced.
    pub(super) fn end(mut self) -> Cow<'t, str> {
        if self.out.is_empty() && self.written == 0 {
            return Cow::Borrowed(self.text);
        }
        self.out.push_str(&self.text[self.written..]);
        Cow::Owned(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of entries inside each other, with one beside the innermost.
    fn nested(levels: usize) -> String {
        (1..=levels).rev().fold(String::new(), |below, level| {
            let below = if below.is_empty() { below } else { format!("<ol>{below}</ol>") };
            format!("<li><a href=\"p{level}\">{level}</a>{below}</li>")
        })
    }

    fn navigation(list: &str) -> String {
        format!(
            "<html><body><nav epub:type=\"toc\"><ol>{list}</ol></nav><nav><ol>{}</ol></nav></body></html>",
            nested(5)
        )
    }

    #[test]
    fn what_is_too_deep_follows_its_parent() {
        for levels in 1..=3 {
            assert!(matches!(of_navigation(&navigation(&nested(levels))), Ok(Cow::Borrowed(_))));
        }
        let deep = format!("{}<li><a href=\"z\">z</a></li>", nested(5));
        let flat = "<li><a href=\"p1\">1</a><ol><li><a href=\"p2\">2</a><ol><li><a href=\"p3\">3</a></li>\
                    <li><a href=\"p4\">4</a></li><li><a href=\"p5\">5</a></li></ol></li></ol></li>\
                    <li><a href=\"z\">z</a></li>";
        assert_eq!(of_navigation(&navigation(&deep)).unwrap(), navigation(flat));
        let unlinked = navigation(&deep.replace("<a href=\"p3\">3</a>", "<span>3</span>"));
        assert_eq!(of_navigation(&unlinked).unwrap(), unlinked);
    }

    #[test]
    fn points_are_cut_alike() {
        let point =
            |n: usize, inside: &str| format!("<n:navPoint id=\"{n}\"><n:content src=\"{n}\"/>{inside}</n:navPoint>");
        let nested = |levels: usize| (1..=levels).rev().fold(String::new(), |inside, n| point(n, &inside));
        let ncx = |depth: usize, points: &str| {
            format!("<n:ncx><n:meta name=\"dtb:depth\" content=\"{depth}\"/><n:navMap>{points}</n:navMap></n:ncx>")
        };
        assert!(matches!(of_ncx(&ncx(3, &nested(3))), Ok(Cow::Borrowed(_))));
        let deep = format!("{}{}", nested(5), point(9, ""));
        let third = format!("{}{}{}", point(3, ""), point(4, ""), point(5, ""));
        let flat = format!("{}{}", point(1, &point(2, &third)), point(9, ""));
        assert_eq!(of_ncx(&ncx(5, &deep)).unwrap(), ncx(3, &flat));
    }
}
