//! Pages for Kobo: the rules of kepubify one by one, and whatever a page is made of. tests/devices.rs has whole books.

use std::fmt::Write;

use proptest::prelude::*;

use super::super::proof;
use super::marked as with_marks;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\
                    <head><title>Salt</title></head>";

fn page(body: &str) -> String {
    format!("{HEAD}<body>{body}</body></html>\n")
}

/// What stands between the two `div` of a marked page, its marks written short: `{1.2|…}`.
#[track_caller]
fn marked(body: &str) -> String {
    let marked = with_marks(&page(body)).expect("a page");
    let (before, rest) = marked.split_once("<div id=\"book-columns\"><div id=\"book-inner\">").expect("two div");
    assert!(before.ends_with("margin-bottom: 0;}</style></head><body>"), "{before}");
    let inside = rest.strip_suffix("</div></div></body></html>\n").expect("their end");
    let mut short = String::new();
    let mut parts = inside.split("<span class=\"koboSpan\" id=\"kobo.");
    short.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (id, rest) = part.split_once("\">").expect("an id");
        let (text, rest) = rest.split_once("</span>").expect("an end");
        write!(short, "{{{id}|{text}}}{rest}").expect("a string");
    }
    short
}

/// The cases of kepubify's own tests (`TestTransformContentParts` in `kepub/transform_test.go`), told with other words.
#[test]
fn marks_stand_where_kepubify_sets_them() {
    for (body, expected) in [
        ("", ""),
        ("<p>One. Two. Three.</p>", "<p>{1.1|One. }{1.2|Two. }{1.3|Three.}</p>"),
        // A paragraph, a list, a table, a heading count on; what is in them does not.
        (
            "<p>A. B.</p><p>C.</p><ul><li>D</li><li>E</li></ul><ol><li>F</li></ol><table><tr><td>G</td><td>H</td></tr></table>\
             <h2>I: all of it, 3.14</h2>",
            "<p>{1.1|A. }{1.2|B.}</p><p>{2.1|C.}</p><ul><li>{3.1|D}</li><li>{3.2|E}</li></ul><ol><li>{4.1|F}</li></ol>\
             <table><tr><td>{5.1|G}</td><td>{5.2|H}</td></tr></table><h2>{6.1|I: all of it, 3.14}</h2>",
        ),
        // White space is marked in a paragraph only.
        (
            "<p>A.\n    B.<span> </span>C.</p>\n    <p>D.</p><p> </p><p></p>",
            "<p>{1.1|A.\n    }{1.2|B.}<span> </span>{1.3|C.}</p>\n    <p>{2.1|D.}</p><p>{3.1| }</p><p></p>",
        ),
        // Every text of its own has a mark of its own.
        (
            "<p>Sal<b> t. </b>On <i>a. <u>Sp</u>oon</i></p>",
            "<p>{1.1|Sal}<b>{1.2| t. }</b>{1.3|On }<i>{1.4|a. }<u>{1.5|Sp}</u>{1.6|oon}</i></p>",
        ),
        // A list that ends does not give the number back.
        (
            "<ul><li>A.</li><li>B.<ul><li>C.</li></ul></li><li>D.</li></ul>E.",
            "<ul><li>{1.1|A.}</li><li>{1.2|B.}<ul><li>{2.1|C.}</li></ul></li><li>{2.2|D.}</li></ul>{2.3|E.}",
        ),
        // A number is only spent on what has a mark.
        (
            "<p>A.</p><p><!-- b. --></p><p/><p><b>C.</b></p>",
            "<p>{1.1|A.}</p><p><!-- b. --></p><p/><p><b>{2.1|C.}</b></p>",
        ),
        // What stays as it is.
        (
            "<p>A.</p><script>b.</script><style>c.</style><pre>d. <i>e.</i></pre><audio>f.</audio><video>g.</video><p>H.</p>",
            "<p>{1.1|A.}</p><script>b.</script><style>c.</style><pre>d. <i>e.</i></pre><audio>f.</audio><video>g.</video>\
             <p>{2.1|H.}</p>",
        ),
        (
            "<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\"><svg:text>a. b.</svg:text></svg:svg><math><mi>x. y</mi></math>",
            "<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\"><svg:text>a. b.</svg:text></svg:svg><math><mi>x. y</mi></math>",
        ),
        // A picture is a paragraph with one mark.
        (
            "<p>A.</p><div><img src=\"b\"/></div><p>C. <img src=\"d\"></img> E.</p>",
            "<p>{1.1|A.}</p><div>{2.1|<img src=\"b\"/>}</div><p>{3.1|C. }{4.1|<img src=\"d\"></img>}{4.2| E.}</p>",
        ),
        ("A. <p>B.</p>", "{0.1|A. }<p>{1.1|B.}</p>"),
        ("<p>A&nbsp;&amp; b.&#32;C<![CDATA[. D]]></p>", "<p>{1.1|A&nbsp;&amp; b.&#32;}{1.2|C<![CDATA[. D]]>}</p>"),
        // Where XHTML allows no mark: not kepubify's.
        (
            "<p><select><option>a. b.</option></select><ruby>漢<rp>(</rp><rt>kan. ji.</rt></ruby></p>",
            "<p><select><option>a. b.</option></select><ruby>{1.1|漢}<rp>(</rp><rt>{1.2|kan. }{1.3|ji.}</rt></ruby></p>",
        ),
    ] {
        assert_eq!(marked(body), expected);
    }
}

#[test]
fn what_is_marked_stays_as_it_is_and_no_id_stands_twice() {
    let once = with_marks(&page("<p>A. B.</p>")).unwrap();
    let again = with_marks(&once).unwrap();
    assert_eq!(again.matches("kobo.1.1").count(), 1);
    assert_eq!(again.matches("book-inner\"").count(), 1);
    let taken = page("<p id=\"kobo.1.1\">A. <b id=\"kobo.1.3\">B.</b></p><p id=\"book-inner\">C.</p>");
    let marked = with_marks(&taken).unwrap();
    for id in ["kobo.1.1", "kobo.1.2", "kobo.1.3", "kobo.1.4", "kobo.2.1", "book-inner"] {
        assert_eq!(marked.matches(&format!("id=\"{id}\"")).count(), 1, "{id} in {marked}");
    }
    assert!(!marked.contains("book-columns"));
}

#[test]
fn odd_pages_are_marked_or_left() {
    let bare = "<html><head/><body/></html>";
    let marked = with_marks(bare).unwrap();
    assert!(marked.contains("</style></head><body><div id=\"book-columns\">"), "{marked}");
    for (odd, why) in [
        ("<html><body><p>A</body></html>", "expected"),
        ("<html><head/></html>", "no body"),
        ("<x:html><x:body>A.</x:body></x:html>", "prefix"),
        ("<html><body><p>A.", "no end"),
        ("", "no body"),
        (&"<b>".repeat(300), "inside each other"),
    ] {
        let reason = with_marks(odd).unwrap_err();
        assert!(reason.contains(why), "{odd}: {reason}");
    }
}

/// Any tree of elements, with any text in it.
fn any_body() -> impl Strategy<Value = String> {
    let text = "[ a-z.!?”’\n\u{A0}漢é&]{0,40}".prop_map(|text| text.replace('&', "&amp;"));
    let leaf = prop_oneof![
        4 => text,
        1 => prop::sample::select(vec!["<br/>", "<img src=\"a\" alt=\"\"/>", "<!-- a. b. -->", "&#8217;", "<![CDATA[a. b]]>"])
            .prop_map(str::to_owned),
    ];
    let names = ["p", "div", "b", "i", "ul", "h1", "pre", "svg", "span", "table"];
    let element = (
        prop::sample::select(names.to_vec()),
        prop::sample::select(vec!["", " class=\"x koboSpan\"", " id=\"kobo.1.1\""]),
    );
    leaf.prop_recursive(6, 60, 5, move |inner| {
        (element.clone(), prop::collection::vec(inner, 0..5))
            .prop_map(|((name, attributes), inner)| format!("<{name}{attributes}>{}</{name}>", inner.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Whatever stands in a page, all of it stands there still, in well-formed XML; no mark stands in another, and of the
    /// ids that marks have none stands twice.
    #[test]
    fn any_page_keeps_its_text(body in prop::collection::vec(any_body(), 0..6)) {
        let page = page(&body.concat());
        let marked = with_marks(&page).expect("a page");
        prop_assert_eq!(proof::text(&page).expect("XML"), proof::text(&marked).expect("XML"));
        let bare = marked.replace("<span class=\"koboSpan\" id=\"kobo.", "\u{1}");
        let mut ids: Vec<&str> = bare.split('\u{1}').skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let foreign = page.matches("id=\"kobo.1.1\"").count();
        prop_assert!(foreign == 0 || ids.iter().all(|&id| id != "1.1"));
        let marks = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), marks);
        for inside in bare.split('\u{1}').skip(1) {
            let own = inside.split("</span>").next().unwrap_or_default();
            prop_assert!(!own.contains("<span"), "{}", marked);
        }
        // A page is marked once.
        if marks > 0 {
            prop_assert_eq!(with_marks(&marked).expect("a page"), marked);
        }
    }
}
