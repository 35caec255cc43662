//! Content documents as XHTML: the only place that writes a book's tags.

mod cover;
mod front;
mod inlines;
mod page;
mod pieces;
mod sections;
mod verse;

pub(super) use cover::cover;

use super::language;
use super::spine::{Page, Spine, Step};
use crate::document::{Document, Wording};

/// A content document while it is written.
struct Sheet<'s> {
    out: String,
    /// Where the headings stand, for the printed contents.
    headings: &'s [String],
    words: &'s Wording,
    /// Whether the book runs from right to left.
    is_rtl: bool,
    /// The next paragraph is the first of a section or after a break: it has no indent.
    is_first: bool,
}

/// Renders a content document.
pub(super) fn page(page: &Page<'_, '_>, spine: &Spine<'_, '_>, document: &Document<'_>, words: &Wording) -> String {
    let language = language::tag(&document.metadata.language);
    let out = String::with_capacity(page.weight);
    let is_rtl = language::is_right_to_left(language);
    let mut sheet = Sheet { out, headings: &spine.headings, words, is_rtl, is_first: true };
    sheet.head(language, &page.title);
    let mut title_page = None;
    for step in &page.steps {
        match step {
            Step::Open(opening) => {
                title_page = sheet.open(opening, document);
            }
            Step::Pieces(pieces) => sheet.pieces(pieces, &mut title_page),
            Step::Part(kind, is_start) => {
                // The rest of a paragraph is no paragraph of its own.
                sheet.is_first |= !is_start;
                sheet.piece(kind, title_page.as_mut());
            }
            Step::Close => sheet.out.push_str("</section>\n"),
        }
    }
    sheet.foot();
    sheet.out
}
