//! Search: how a reader asks (`OpenSearch` 1.1), and what is found.

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::feed::{Form, Place};
use super::index::folded;
use super::read::Shelf;
use crate::text::head;

/// Bytes of a query that are looked at.
const LONGEST: usize = 200;
/// Characters that `OpenSearch` allows in a short name.
const SHORT: usize = 16;

/// The description that a reader takes its searches from. Addresses in it are seen from where it stands.
pub(super) fn description(shelf: &Shelf) -> String {
    let mut sink = Writer::new(Vec::new());
    let feed = |form| Place::Found.address(shelf, form, 1).replace("opds/", "") + "?query={searchTerms}";
    let urls = [
        (Form::Atom.media_type(true), feed(Form::Atom)),
        (Form::Json.media_type(true), feed(Form::Json)),
        ("text/html", "../index.html?q={searchTerms}".to_owned()),
    ];
    let short: String = super::atom::plain(&shelf.title).chars().take(SHORT).collect();
    let root = sink.create_element("OpenSearchDescription");
    // Writing to memory cannot fail.
    let _ = root.with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/")).write_inner_content(|sink| {
        sink.create_element("ShortName").write_text_content(BytesText::new(&short))?;
        sink.create_element("Description").write_text_content(BytesText::new("Titles, authors, series, fandoms"))?;
        sink.create_element("InputEncoding").write_text_content(BytesText::new("UTF-8"))?;
        for (media_type, template) in &urls {
            let attributes = [("type", *media_type), ("template", template.as_str())];
            sink.create_element("Url").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    });
    super::atom::document(sink)
}

/// The books in which every word of the query stands: in title, authors, series, fandoms or subjects; by title.
pub(super) fn find(shelf: &Shelf, query: &str) -> Vec<usize> {
    let query = folded(head(query, LONGEST));
    let words: Vec<&str> = query.split_whitespace().collect();
    let is_found = |&number: &usize| {
        let book = &shelf.books[number];
        let about = &book.about;
        let mut said = folded(&book.title);
        let names = about.authors.iter().map(|author| author.name.as_str());
        let names = names.chain(about.series.iter().map(|series| series.name.as_str()));
        for name in names.chain(about.fandoms.iter().chain(&about.subjects).map(String::as_str)) {
            said.push('\n');
            said.push_str(&folded(name));
        }
        words.iter().all(|word| said.contains(word))
    };
    shelf.index.titles.iter().copied().filter(is_found).collect()
}
