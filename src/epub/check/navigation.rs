//! The table of contents, in both its forms: it is there, it names something, and it goes with the spine.

use std::collections::HashMap;

use super::{Checked, Rule};
use crate::epub::package::{Item, resolve};

/// The media type of an NCX.
const NCX: &str = "application/x-dtbncx+xml";

/// Checks navigation document and NCX.
pub(super) fn check(checked: &mut Checked<'_>) {
    let package = &checked.package;
    let findings = &mut checked.findings;
    let is_epub_2 = package.is_epub_2();
    let navs: Vec<_> = package.manifest.iter().filter(|item| item.is("nav")).collect();
    let is_ncx = |item: &&Item| item.media_type == NCX;
    let named = package.manifest.iter().filter(is_ncx).find(|item| is_epub_2 && item.id == package.toc);
    let ncx = named.or_else(|| package.manifest.iter().find(is_ncx));
    match navs.as_slice() {
        [_] => {}
        // EPUB 2 knows no navigation document: its one table of contents is the NCX.
        [] if is_epub_2 && named.is_some() => {}
        [] if is_epub_2 => {
            let message = "The spine's toc attribute names no NCX: EPUB 2 wants one.";
            findings.fault(Rule::Navigation, &package.path, None, message);
        }
        [] if ncx.is_some() => {
            let message = "There is only an NCX, no navigation document: EPUB 3 wants one.";
            findings.fault(Rule::Navigation, &package.path, None, message);
        }
        navs => {
            let message = format!("The manifest names {} navigation documents instead of one.", navs.len());
            findings.fault(Rule::Navigation, &package.path, None, message);
        }
    }
    let order = package.reading_order();
    let places: HashMap<_, _> = order.iter().enumerate().map(|(at, &path)| (path, at)).collect();
    // Of several only the first is followed.
    for item in navs.into_iter().take(1).chain(ncx) {
        let Some(markup) = checked.markups.get(&item.path) else { continue };
        if markup.contents.is_empty() {
            findings.fault(Rule::Navigation, &item.path, None, "The table of contents is empty.");
        }
        let mut last = 0;
        for link in markup.contents.iter().map(|&at| &markup.links[at]) {
            let path = resolve(&item.path, &link.target);
            match places.get(path.as_str()) {
                Some(&place) if place < last => {
                    let message = format!("“{}” stands after what it precedes in the book.", link.target);
                    findings.remark(Rule::Navigation, &item.path, Some(link.line), message);
                }
                Some(&place) => last = place,
                // A link that leads nowhere was named with the links.
                None if !checked.archive.has(&path) => {}
                None => {
                    let message = format!("“{}” is not among the pages that are read.", link.target);
                    findings.fault(Rule::Navigation, &item.path, Some(link.line), message);
                }
            }
        }
    }
    for path in order {
        if checked.markups.get(path).is_some_and(|markup| !markup.has_words) {
            findings.remark(Rule::Navigation, path, None, "The page is empty; Kindle refuses a book with such a page.");
        }
    }
}
