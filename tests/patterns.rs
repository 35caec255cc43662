//! Patterns of a `storybind.toml` that somebody made to hang whoever follows them: those that explode are refused with
//! their place, and the worst that are not take time that grows with the story and no faster. Nothing here measures time:
//! what took the square of a line's length, or tried all ways to cut it, would not end.

use std::fmt::Write as _;

use storybind::detect::Role;
use storybind::settings::Settings;
use storybind::source::Source;
use storybind::{ReadStory, Story};

/// A sheet with one regular expression, at line 4 and column 13.
fn sheet(regex: &str) -> String {
    format!("[patterns]\nbreak = [\n  \"***\",\n  {{ regex = '{regex}' }},\n]\n")
}

fn is_followed(regex: &str) -> bool {
    Settings::parse("storybind.toml", &sheet(regex)).is_ok()
}

#[track_caller]
fn refused(toml: &str) -> String {
    let error = Settings::parse("storybind.toml", toml).expect_err("it is not refused").to_string();
    assert!(error.contains("\n  "), "it does not say what to do: {error}");
    error
}

fn read(story: &str, toml: &str) -> ReadStory {
    let settings = Settings::parse("storybind.toml", toml).unwrap_or_else(|error| panic!("{error}"));
    Story::from(Source::of("lime", story)).with_settings(settings).read()
}

/// Patterns that would need gigabytes or minutes if they were made ready.
#[test]
fn a_pattern_that_explodes_is_refused_with_its_place() {
    let exploding = [
        "(a{1000}){1000}".to_owned(),
        "((((x{100}){100}){100}){100})".to_owned(),
        r"(\w{500}){500}".to_owned(),
        r"\p{L}{1000}".to_owned(),
        "[ab]*a[ab]{3000}c".to_owned(),
        "(?:a?){2000}b".to_owned(),
        "(?:a{0,40}b{0,40}){20}".to_owned(),
        "x{4294967295}".to_owned(),
        "(?:(?:(?:x{65535}){65535}){65535}){65535}".to_owned(),
        "a".repeat(100_000),
        r"\w+ ".repeat(100_000),
        "a|".repeat(1_000_000) + "a",
        "(?i)".to_owned() + &"ſ".repeat(5_000),
        r"\p{L}+ ".repeat(50),
    ];
    for regex in exploding {
        let said = refused(&sheet(&regex));
        let shown: String = regex.chars().take(40).collect();
        assert!(said.starts_with("storybind.toml:4:13: the pattern grows too large"), "{shown}: {said}");
    }
    let long = refused(&format!("[patterns]\nnote = \"{{text}} {}\"\n", "ash ".repeat(1_000)));
    assert!(long.starts_with("storybind.toml:2:8: the pattern grows too large"), "{long}");
    for deep in ["(".repeat(5_000), "(".repeat(900) + "a" + &")".repeat(900), "[[".repeat(900)] {
        let said = refused(&sheet(&deep));
        assert!(said.starts_with("storybind.toml:4:13: the pattern"), "{said}");
    }
}

/// What people write is far from the limits.
#[test]
fn a_pattern_of_a_line_is_followed() {
    for regex in [
        r"Log: .{1,80}, day \d{1,3}",
        r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}",
        r"(?i)(chapter|part|book) [ivxlcdm]{1,12}(: .{1,200})?",
        r"[\p{Lu} ,.’-]+",
    ] {
        assert!(is_followed(regex), "{regex}");
    }
    let line = "line = \"Chapter {number} of {number}: {text}, in which {text}\"";
    assert!(Settings::parse("storybind.toml", &format!("[patterns]\nheading = {{ {line} }}\n")).is_ok());
}

/// Each form that makes matchers slow, with the largest count that is followed, against a line of 20,000 letters that it
/// almost fits, and a paragraph of 200,000. A matcher that tried every way would not end on sixty.
#[test]
fn the_worst_pattern_that_is_followed_ends() {
    let forms: [fn(usize) -> String; 6] = [
        |n| format!("[ab]*a[ab]{{{n}}}c"),
        |n| format!("[ab]*(?:a?){{{n}}}c"),
        |n| format!("(?:.*a){{{n}}}c"),
        |n| format!(r".*\w{{{n}}}\."),
        |n| format!("[^x]*a[^x]{{{n}}}x"),
        |n| format!("(?:[ab]{{1,{n}}}){{1,2}}c"),
    ];
    let mut seed = 1_u32;
    let mut noise = |length: usize| -> String {
        let mut letter = |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if seed >> 24 & 1 == 0 { 'a' } else { 'b' }
        };
        (0..length).map(&mut letter).collect()
    };
    let story = format!("{}\n\nShe ran.\n\n{}\n", noise(20_000), noise(5_000));
    for form in forms {
        let (mut followed, mut refused) = (0, 4_000);
        while followed + 1 < refused {
            let middle = usize::midpoint(followed, refused);
            if is_followed(&form(middle)) {
                followed = middle;
            } else {
                refused = middle;
            }
        }
        assert!((1..=1_000).contains(&followed), "{} is the largest that is followed", form(followed));
        let read = read(&story, &sheet(&form(followed)));
        assert!(read.reading().elements.iter().all(|element| element.role != Role::Break), "{}", form(followed));
    }
    let patterns = "break = [{ regex = \"(a+a+)+b\" }, { regex = \"(a|a|aa)+$c\" }, { regex = \"(.*)*x(.*)*y\" }]";
    let story = format!("{}\n\n{}b\n", "a".repeat(200_000), "a ".repeat(50_000));
    assert!(!read(&story, &format!("[patterns]\n{patterns}\n")).reading().elements.is_empty());
}

/// A sheet can be large, and a quotation can fit everywhere or nowhere: a thousand corrections of each kind on a story
/// of a thousand lines are followed or named.
#[test]
fn corrections_without_end_are_followed_or_named() {
    let story = "The kiln was cold.\n\n".repeat(1_000);
    let mut toml = String::new();
    for n in 0..300 {
        let _ = write!(toml, "[[correct]]\ntext = \"The kiln was cold.\"\nnth = {}\nrole = \"note\"\n", n + 1);
        let _ = write!(toml, "[[correct]]\ntext = \"Nobody wrote line {n}.\"\nrole = \"note\"\n");
    }
    let read = read(&story, &toml);
    assert_eq!(read.misfits().len(), 300);
    assert!(read.reading().elements.iter().any(|element| element.role == Role::Note));
}
