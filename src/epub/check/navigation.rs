//! The table of contents, in both its forms: it is there, it names something, and it goes with the spine.

use std::collections::HashMap;

use super::{Checked, Rule};
use crate::epub::package::resolve;

/// Checks navigation document and NCX.
pub(super) fn check(checked: &mut Checked<'_>) {
    let package = &checked.package;
    let findings = &mut checked.findings;
    let navs: Vec<_> = package.manifest.iter().filter(|item| item.is("nav")).collect();
    let ncx = package.manifest.iter().find(|item| item.media_type == "application/x-dtbncx+xml");
    match navs.as_slice() {
        [_] => {}
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
