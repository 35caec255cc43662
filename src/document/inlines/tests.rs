//! What emphasis and joined lines come to, written with `<` `>` around emphasis and `{` `}` around strong.

use super::*;
use crate::text::{self, Words};

fn shown(inlines: &[Inline<'_>]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => words.to_string(),
            Inline::Emphasis(inner) => format!("<{}>", shown(inner)),
            Inline::Strong(inner) => format!("{{{}}}", shown(inner)),
            Inline::LineBreak => "\n".to_owned(),
        })
        .collect()
}

fn set(line: &str) -> String {
    let story = text::read(line.as_bytes(), &text::Options { encoding: Some(encoding_rs::UTF_8), repair: false });
    let typesetter = Typesetter::new(&story);
    shown(&typesetter.paragraph(0..story.line_count()))
}

#[test]
fn paired_marks_set_emphasis() {
    for (typed, wanted) in [
        ("It was *so* cold.", "It was <so> cold."),
        ("It was _so very_ cold.", "It was <so very> cold."),
        ("It was /so/ cold.", "It was <so> cold."),
        ("**Never** again, __never__.", "{Never} again, {never}."),
        ("***All*** of it.", "{<All>} of it."),
        ("\"*Run!*\" he said.", "\"<Run!>\" he said."),
        ("*\"Run!\"* he said.", "<\"Run!\"> he said."),
        ("**Bold *and soft* again**", "{Bold <and soft> again}"),
        ("*soft **and loud***", "<soft {and loud}>"),
        ("_*both*_", "<<both>>"),
        ("...*so*...", "...<so>..."),
        ("他*真的*来了", "他<真的>来了"),
        ("*so* and *so*", "<so> and <so>"),
    ] {
        assert_eq!(set(typed), wanted);
    }
}

#[test]
fn all_other_marks_stay_text() {
    for typed in [
        "a *b c",
        "snake_case and other_names_here",
        "and/or, he/she, s/he",
        "1*2*3 = 6",
        "paths a/b/c and /usr/bin/env and /home/me/",
        "on 1/2/2003",
        "see https://example.org/_a_/*b*/c for more",
        "^_^ and ^_^",
        ">_< oh no >_<",
        "-_- and -_-",
        "T_T T_T",
        "f*** this, a**",
        "*** and ***",
        "____ is a blank, _____ too",
        "2 * 3 * 4",
        "* a list * of things *",
        "*-*",
        "half / half / half",
        "http://x.example/a /b",
    ] {
        assert_eq!(set(typed), typed);
    }
}

#[test]
fn a_later_opener_takes_the_place_of_an_earlier_one() {
    assert_eq!(set("*See below. It was *so* cold."), "*See below. It was <so> cold.");
}

#[test]
fn marks_span_wrapped_lines() {
    assert_eq!(set("It was *so\nvery* cold."), "It was <so very> cold.");
}

#[test]
fn lines_are_joined_as_their_script_asks() {
    assert_eq!(set("One line\nand another"), "One line and another");
    assert_eq!(set("春が\n来た。\nSo"), "春が来た。 So");
    assert_eq!(set("pre-\nand post-war"), "pre- and post-war");
    assert_eq!(set("a well-\nknown door--\nAnd a half-\nand-half"), "a well-known door--And a half-and-half");
}

#[test]
fn a_word_broken_at_a_line_end_is_whole_again() {
    let typed = "The lighthouse keeper came down the long iron stairs and went out to the light-\n\
                 house door, where the lighthouse keeper stood for a while and looked at the sea and\n\
                 said nothing at all to anyone who might have been standing there in the dark and wind\n\
                 of the evening.\n";
    let story = text::read(typed.as_bytes(), &text::Options::default());
    assert_eq!(story.joins(), [0]);
    let joined = Typesetter::new(&story).joined(0..4);
    assert!(joined.contains("the lighthouse door"), "{joined}");
}

#[test]
fn characters_that_xml_forbids_are_taken_out() {
    assert_eq!(set("ab\u{0}c *d\u{1}* \u{FFFE}e"), "abc <d> e");
}

#[test]
fn one_plain_line_is_borrowed() {
    let story = text::read(b"Nothing to do here.", &text::Options::default());
    let inlines = Typesetter::new(&story).paragraph(0..1);
    assert!(matches!(inlines.as_slice(), [Inline::Text(Cow::Borrowed(_))]));
}

#[test]
fn storms_of_marks_are_no_slower_than_words() {
    for storm in ["*".repeat(1 << 20), "*a ".repeat(1 << 18), "*a* ".repeat(1 << 18), "_a *b /c ".repeat(1 << 17)] {
        let inlines = set(&storm);
        assert!(inlines.len() <= storm.len());
    }
}

proptest::proptest! {
    #[test]
    fn no_word_is_lost(typed in "[ab*_/ .,\"^\n\u{0}é春-]{0,60}") {
        let story = text::read(typed.as_bytes(), &text::Options { encoding: Some(encoding_rs::UTF_8), repair: false });
        let typesetter = Typesetter::new(&story);
        for n in 0..story.line_count() {
            let clean: String = story.line(n).chars().filter(|&c| is_allowed(c)).collect();
            let set = words(&typesetter.paragraph(n..n + 1));
            let typed: Vec<_> = Words::new(&clean).collect();
            proptest::prop_assert_eq!(typed, set);
        }
    }
}
