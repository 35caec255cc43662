//! The page that shows the cover: one picture, as large as the screen allows, with its words for those who do not see it.

use std::fmt::Write as _;

use super::Sheet;
use crate::document::{Document, wording};
use crate::epub::cover::Bound;
use crate::epub::escape::push_attribute;
use crate::epub::language;

/// Renders the cover's page.
pub(in crate::epub) fn cover(cover: &Bound, document: &Document<'_>) -> String {
    let language = language::tag(&document.metadata.language);
    let words = wording(&document.metadata.language);
    let is_rtl = language::is_right_to_left(language);
    let mut sheet = Sheet { out: String::new(), headings: &[], words, is_rtl, is_first: true };
    sheet.head(language, words.cover);
    sheet.out.push_str("<section epub:type=\"cover\" class=\"cover\">\n<img role=\"doc-cover\" src=\"");
    push_attribute(&mut sheet.out, &cover.file);
    sheet.out.push_str("\" alt=\"");
    push_attribute(&mut sheet.out, &cover.alternative);
    // Writing to a string cannot fail.
    let _ = write!(sheet.out, "\" width=\"{}\" height=\"{}\"/>\n</section>\n", cover.width, cover.height);
    sheet.foot();
    sheet.out
}
