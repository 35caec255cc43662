//! The package document as Kobo wants it: the cover marked in EPUB 3's way, which is the only one that Kobo knows, and
//! without what calibre notes for itself (kepubify's `TransformOPF`).

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use super::contents::Cut;
use crate::epub::xml::{Events, attribute};

/// The property of a cover.
const COVER: &str = "cover-image";

/// The package document; borrowed where there is nothing to change.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn of_kobo(text: &str) -> Result<Cow<'_, str>, String> {
    let cover = cover(text)?;
    let mut cut = Cut::of(text);
    let mut events = Events::of(text);
    // Elements that are open around one that is left out, and where it began.
    let mut left_out: Option<(usize, usize)> = None;
    let mut from = 0;
    loop {
        let event = events.next()?;
        let to = usize::try_from(events.position()).unwrap_or(text.len()).min(text.len());
        if let Some((depth, begin)) = left_out {
            match event {
                Event::Eof => return Err("an element has no end".into()),
                Event::End(_) if events.depth() == depth => {
                    cut.replace(begin, to, "");
                    left_out = None;
                }
                _ => {}
            }
            from = to;
            continue;
        }
        match event {
            Event::Start(start) if is_calibres(&start) => left_out = Some((events.depth() - 1, from)),
            Event::Empty(start) if is_calibres(&start) => cut.replace(from, to, ""),
            Event::Start(start) | Event::Empty(start) => {
                let is_cover = start.local_name().as_ref() == "item"
                    && cover.is_some()
                    && attribute(&start, "id") == cover
                    && attribute(&start, "media-type").is_some_and(|kind| kind.starts_with("image/"));
                if let Some(tag) = is_cover.then(|| with_cover(&start, &text[from..to])).flatten() {
                    cut.replace(from, to, &tag);
                }
            }
            Event::Eof => return Ok(cut.end()),
            _ => {}
        }
        from = to;
    }
}

/// The id of the cover, where nothing is marked as one: that which `<meta name="cover">` names, or `cover`.
fn cover(text: &str) -> Result<Option<String>, String> {
    let mut events = Events::of(text);
    let mut cover = String::from("cover");
    loop {
        match events.next()? {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "meta" if attribute(&start, "name").as_deref() == Some("cover") => {
                    cover = attribute(&start, "content").filter(|id| !id.is_empty()).unwrap_or(cover);
                }
                "item" if attribute(&start, "properties").is_some_and(|all| is_among(COVER, &all)) => return Ok(None),
                _ => {}
            },
            Event::Eof => return Ok(Some(cover)),
            _ => {}
        }
    }
}

/// The tag of an item with the property; none where its attributes are broken.
fn with_cover(start: &BytesStart<'_>, tag: &str) -> Option<String> {
    match attribute(start, "properties") {
        None => {
            let name = start.name().as_ref().len() + 1;
            Some(format!("{} properties=\"{COVER}\"{}", tag.get(..name)?, tag.get(name..)?))
        }
        Some(others) => {
            let at = tag.find("properties")?;
            let quoted = at + tag.get(at..)?.find(['"', '\''])? + 1;
            let sign = if others.is_empty() { "" } else { " " };
            Some(format!("{}{COVER}{sign}{}", tag.get(..quoted)?, tag.get(quoted..)?))
        }
    }
}

/// Whether calibre noted this for itself. What others refer to stays.
fn is_calibres(start: &BytesStart<'_>) -> bool {
    if attribute(start, "id").is_some() {
        return false;
    }
    match start.local_name().as_ref() {
        "meta" => attribute(start, "name").as_deref() == Some("calibre:timestamp"),
        "contributor" => ["role", "opf:role"].iter().any(|name| attribute(start, name).as_deref() == Some("bkp")),
        _ => false,
    }
}

fn is_among(word: &str, words: &str) -> bool {
    words.split_ascii_whitespace().any(|own| own == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cover_is_marked_in_the_way_that_kobo_knows() {
        let package = |meta: &str, item: &str| {
            format!("<package><metadata>{meta}</metadata><manifest>{item}</manifest></package>")
        };
        let item = "<item id=\"c\" href=\"c.jpg\" media-type=\"image/jpeg\"/>";
        let marked = "<item properties=\"cover-image\" id=\"c\" href=\"c.jpg\" media-type=\"image/jpeg\"/>";
        let meta = "<meta name=\"cover\" content=\"c\"/>";
        assert_eq!(of_kobo(&package(meta, item)).unwrap(), package(meta, marked));
        assert!(matches!(of_kobo(&package("", item)), Ok(Cow::Borrowed(_))));
        assert!(matches!(of_kobo(&package(meta, marked)), Ok(Cow::Borrowed(_))));
        let page = item.replace("image/jpeg", "application/xhtml+xml");
        assert!(matches!(of_kobo(&package(meta, &page)), Ok(Cow::Borrowed(_))), "a page is no picture");
        let other = item.replace("id=\"c\"", "id=\"cover\" properties = 'svg'");
        let both = item.replace("id=\"c\"", "id=\"cover\" properties = 'cover-image svg'");
        assert_eq!(of_kobo(&package("", &other)).unwrap(), package("", &both));
    }

    #[test]
    fn what_calibre_notes_for_itself_is_left_out() {
        let noted = "<meta name=\"calibre:timestamp\" content=\"2010\"/><dc:contributor opf:role=\"bkp\">calibre <b/></dc:contributor>";
        let kept = "<meta name=\"calibre:series\" content=\"Tides\"/><dc:contributor id=\"x\" opf:role=\"bkp\">a</dc:contributor>";
        let package = |inside: &str| format!("<package>{inside}</package>");
        assert_eq!(of_kobo(&package(&format!("{noted}{kept}"))).unwrap(), package(kept));
        assert!(of_kobo("<package><dc:contributor opf:role=\"bkp\">").is_err());
    }
}
