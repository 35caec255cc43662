//! Pages of stories good and odd: every line stands on them as it was typed, and nothing of a story becomes markup.

use proptest::prelude::*;

use super::html;
use crate::classify;
use crate::detect;
use crate::source::Source;
use crate::text::{self, Manuscript};

const STORY: &str = "\
The Night Ferry

by Maren Holt

Chapter 1: Nine <o'clock> & \"after\"

The ferry left at nine, as it always did, with nobody on board but the engineer and a crate of lemons.

***

By midnight the lemons were gone.



A/N: I like lemons.
";

fn page_of(typed: &str) -> (Manuscript, String) {
    let story = text::read(typed.as_bytes(), &text::Options::default());
    let evidence = detect::examine(&story);
    let reading = classify::decide(&story, &evidence);
    let page = html(&story, &evidence, &reading, &Source::of("ferry", typed).from);
    (story, page)
}

/// What stands between two marks, the first of each.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let from = page.find(start).expect("a beginning") + start.len();
    &page[from..from + page[from..].find(end).expect("an end")]
}

/// The story as the page shows it, without labels and tags. Panics at a tag that the page has no business to hold.
fn shown(page: &str) -> String {
    let main = between(page, "<main id=\"story\" aria-label=\"The story as typed\">", "</main>");
    let mut text = String::new();
    let mut rest = main;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = behind.split_once('>').expect("a tag that ends");
        rest = after;
        let name = tag.split(' ').next().expect("a name");
        match name {
            "button" => rest = after.split_once("</button>").expect("a label that ends").1,
            "/p" if !text.ends_with('\n') => text.push('\n'),
            "p" | "/p" | "div" | "/div" => {}
            _ => panic!("a tag that nobody wrote: <{tag}>"),
        }
    }
    text.push_str(rest);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The lines of a story as they would be typed on this machine.
fn typed(story: &Manuscript) -> String {
    let mut lines: Vec<&str> = (0..story.line_count()).map(|line| story.line(line)).collect();
    if lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

#[test]
fn the_story_stands_as_it_was_typed_with_its_labels() {
    let (story, page) = page_of(STORY);
    assert_eq!(shown(&page), typed(&story));
    assert!(page.contains("<cite>Chapter 1: Nine &lt;o'clock&gt; &amp; "), "{page}");
    assert!(page.contains("<title>ferry, as storybind reads it</title>"));
    assert!(page.contains(r##"<li class="depth0 headline"><a href="#5">"##), "{page}");
    assert!(page.contains(r#"<div class="element role-heading"#), "{page}");
    assert_eq!(page, page_of(STORY).1, "the same story, other bytes");
}

#[test]
fn what_is_known_is_json_that_no_script_end_can_break() {
    let (_, page) = page_of(&STORY.replace("lemons", "</script><!-- <b>"));
    let known = between(&page, "<script type=\"application/json\" id=\"decisions\">", "</script>");
    assert!(!known.contains('<'));
    let known: serde_json::Value = serde_json::from_str(known).expect("JSON");
    let cues = known["cues"].as_array().expect("cues").len();
    for element in known["elements"].as_array().expect("elements") {
        let pairs = element[3].as_array().expect("pairs of cue and line");
        assert!(pairs.chunks(2).all(|pair| pair[0].as_u64().is_some_and(|cue| cue < cues as u64)), "{element}");
    }
    assert_eq!(known["elements"][0][0], 1);
}

#[test]
fn runs_of_empty_lines_are_counted_where_nobody_would_count_them() {
    let (_, page) = page_of(&format!("Before.\n{}After.\n", "\n".repeat(1000)));
    assert!(page.contains("<small>976 more empty lines</small>"), "{page}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_story_stands_on_its_page(typed_text in "([a-zA-Z0-9 .,:*~<>&\"'/\u{202E}\u{5D0}é—-]{0,40}\n{1,4}){0,30}") {
        let (story, page) = page_of(&typed_text);
        prop_assert_eq!(shown(&page), typed(&story));
    }
}
