//! Corrections that last: every role can be corrected to every other, suggestions can be pasted as they are, anchors
//! survive edits around them, and what fits nothing is said.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use storybind::classify::{Detail, Element};
use storybind::detect::Role;
use storybind::report::{self, Suggestions};
use storybind::settings::Settings;
use storybind::source::Source;
use storybind::{Options, ReadStory, Story, epub, text};

/// A story with a little of everything.
const STORY: &str = "\
The Lamp at Quill Point

by Orla Fenn

Rating: G
Summary: A keeper, a lamp, and a goat.

A/N: My first story with a lighthouse in it. Be kind.

Chapter 1

The lamp went out at four, and nobody on the point could say why.

The goat was found on the gallery, eating the wick.

* * *

Dear Hester,

Send wicks. Send a rope too, and no more goats.

Yours,
Orla

Chapter 2

She sang while she worked, as her mother had:

~ Oh bring me a lamp that will burn till the day ~
~ and bring me a goat that will stay, that will stay ~

The wicks came on the Tuesday boat.



In the spring the goat had two kids.

The End
";

fn source(story: impl Into<Vec<u8>>) -> Source {
    Source::of("lamp", story)
}

fn told(story: &Source, toml: &str) -> ReadStory {
    let settings = Settings::parse("storybind.toml", toml).unwrap_or_else(|error| panic!("{error}\n{toml}"));
    Story::from(story.clone()).with_settings(settings).read()
}

/// The same, when all was followed.
#[track_caller]
fn followed(story: &str, toml: &str) -> ReadStory {
    let read = told(&source(story), toml);
    let misfits: Vec<String> = read.misfits().iter().map(ToString::to_string).collect();
    assert!(misfits.is_empty(), "{}", misfits.join("\n"));
    read
}

/// Role, first and last line (from 1) of every element that is not prose.
fn found(read: &ReadStory) -> Vec<(Role, usize, usize)> {
    let elements = read.reading().elements.iter().filter(|element| element.role != Role::Body);
    elements.map(|element| (element.role, element.lines.start + 1, element.lines.end)).collect()
}

/// The one message of a story to which something was said that could not be followed.
#[track_caller]
fn misfit(story: &str, toml: &str) -> String {
    let read = told(&source(story), toml);
    assert_eq!(read.misfits().len(), 1, "{:?}", read.misfits());
    read.misfits()[0].to_string()
}

#[track_caller]
fn refused(toml: &str) -> String {
    Settings::parse("storybind.toml", toml).err().unwrap_or_else(|| panic!("nobody minds:\n{toml}")).to_string()
}

/// The example stories and those of the corpus.
fn stories() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = ["examples/stories", "tests/corpus"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| Source::open(path).expect("a story")).collect()
}

/// Makes the lines of an element another thing, and demands that they are that and nothing else, and that the book is whole.
fn correct(story: &Source, read: &ReadStory, suggestions: &Suggestions, element: &Element, role: Role) {
    let toml = suggestions.correction(&element.lines, role);
    let corrected = told(story, &toml);
    assert!(corrected.misfits().is_empty(), "{}\n{toml}", corrected.misfits()[0]);
    let now = corrected.reading().elements.iter().find(|other| other.lines.start >= element.lines.start);
    let now = now.expect("an element");
    let is_space = element.role == Role::Gap;
    if is_space && role == Role::Body {
        assert!(now.lines.start >= element.lines.end, "{}: {toml}{now:?}", story.name);
    } else if role == Role::Body {
        // Each paragraph is one of its own.
        let lines = element.lines.clone();
        let others = corrected.reading().elements.iter().filter(|other| lines.contains(&other.lines.start));
        let roles: Vec<Role> = others.map(|other| other.role).filter(|role| *role != Role::Gap).collect();
        assert!(roles.iter().all(|role| *role == Role::Body), "{}: {toml}{roles:?}", story.name);
    } else {
        assert_eq!((now.role, &now.lines), (role, &element.lines), "{}: {toml}", story.name);
    }
    if now.role == role && !is_space {
        assert!(now.ruling.as_ref().is_some_and(|ruling| ruling.place == "storybind.toml:1"));
    }
    assert_eq!(read.manuscript().text(), corrected.manuscript().text());
    let book = corrected.bind().unwrap_or_else(|error| panic!("{}: {error}\n{toml}", story.name));
    let faults: Vec<String> =
        epub::check(&book.bytes).iter().filter(|finding| finding.is_fault).map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}: {faults:?}\n{toml}", story.name);
}

fn roles_of(element: &Element) -> Vec<Role> {
    let is_space = element.role == Role::Gap;
    Role::ALL.into_iter().filter(|&role| if is_space { role == Role::Body } else { role != Role::Gap }).collect()
}

#[test]
fn every_role_can_be_corrected_to_every_other() {
    let mut done = std::collections::BTreeSet::new();
    let stories: Vec<Source> = std::iter::once(source(STORY)).chain(stories()).collect();
    for story in &stories {
        let read = Story::from(story.clone()).read();
        let suggestions = Suggestions::of(read.manuscript(), story);
        for element in &read.reading().elements {
            for role in roles_of(element) {
                if done.insert((element.role, role)) {
                    correct(story, &read, &suggestions, element, role);
                }
            }
        }
    }
    assert_eq!(done.len(), 13 * 13 + 1, "a role stands in none of the stories");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_element_of_any_story_can_be_corrected(which in 0usize..1_000_000, role in 0usize..14) {
        let stories = stories();
        let story = &stories[which % stories.len()];
        let read = Story::from(story.clone()).read();
        let elements = &read.reading().elements;
        let element = &elements[which / stories.len() % elements.len()];
        let roles = roles_of(element);
        correct(story, &read, &Suggestions::of(read.manuscript(), story), element, roles[role % roles.len()]);
    }

    #[test]
    fn nothing_that_is_said_breaks_a_story(story in "(([a-c*]{0,4}[ .]?){0,3}\n{1,3}){0,12}", toml in said()) {
        let settings = Settings::parse("storybind.toml", &toml).unwrap_or_else(|error| panic!("{error}\n{toml}"));
        let story = source(format!("word\n\n{story}"));
        let read = Story::from(story.clone()).with_settings(settings.clone()).read();
        let mut covered = vec![0; read.manuscript().line_count()];
        for line in read.reading().elements.iter().flat_map(|element| element.lines.clone()) {
            covered[line] += 1;
        }
        for (line, times) in covered.iter().enumerate() {
            let is_blank = read.manuscript().line(line).trim().is_empty();
            prop_assert!(is_blank || *times == 1, "line {line} is in {times} elements");
        }
        let options = Options { settings, ..Options::default() };
        let book = storybind::convert(&story, &options).unwrap_or_else(|error| panic!("{error}\n{toml}"));
        let faults: Vec<String> =
            epub::check(&book.bytes).iter().filter(|finding| finding.is_fault).map(ToString::to_string).collect();
        prop_assert!(faults.is_empty(), "{faults:?}");
    }
}

/// Corrections and patterns of all sorts, some of which fit.
fn said() -> impl Strategy<Value = String> {
    let quote = || "[a-c*]{1,3}";
    let role = || (0usize..14).prop_map(|at| Role::ALL[at]);
    let correction = (quote(), quote(), role(), 0usize..6).prop_map(|(one, other, role, form)| match (role, form) {
        (Role::Gap, _) => format!("[[correct]]\nbefore = \"{one}\"\nrole = \"gap\"\n"),
        (_, 0) => format!("[[correct]]\ntext = \"{one}\"\nthrough = \"{other}\"\nnth = 1\nrole = \"{role}\"\n"),
        (_, 1) => format!("[[correct]]\ntext = \"{one}\"\nuntil = \"{other}\"\nnth = 1\nrole = \"{role}\"\n"),
        (_, 2) => format!("[[correct]]\ntext = \"{one} …\"\nnth = 1\nrole = \"{role}\"\n"),
        (_, 3) => format!("[[correct]]\ntext = \"{one}\"\nafter = \"{other}\"\nrole = \"{role}\"\n"),
        (_, 4) => format!("[[correct]]\nbefore = \"{one}\"\nnth = 1\nrole = \"body\"\n"),
        _ => format!("[[correct]]\ntext = \"{one}\"\nnth = 1\nrole = \"{role}\"\n"),
    });
    let pattern = (quote(), role()).prop_map(|(line, role)| match role {
        Role::Gap => "[patterns]\ngap = 1\n".to_owned(),
        role => format!("[patterns]\n{role} = \"{line}{{text}}\"\n"),
    });
    (prop::collection::vec(correction, 0..6), prop::option::of(pattern))
        .prop_map(|(corrections, pattern)| format!("{}{}", corrections.concat(), pattern.unwrap_or_default()))
}

/// What `inspect --suggest` writes changes nothing when it is pasted as it is: not for the places worth a look, and not for
/// any other element of any story.
#[test]
fn suggestions_can_be_pasted_as_they_are() {
    let (mut looked_at, mut stories_looked_at) = (0, 0);
    for story in stories() {
        let read = Story::from(story.clone()).read();
        let looks: Vec<String> = [report::suggest(read.manuscript(), read.evidence(), read.reading(), &story), {
            let suggestions = Suggestions::of(read.manuscript(), &story);
            let elements = read.reading().elements.iter();
            elements.map(|element| suggestions.correction(&element.lines, element.role)).collect()
        }]
        .into();
        stories_looked_at += usize::from(!looks[0].is_empty());
        for toml in looks {
            let pasted = told(&story, &toml);
            looked_at += toml.matches("[[correct]]").count();
            assert!(!toml.contains("nothing there can be quoted"), "{}: {toml}", story.name);
            assert!(pasted.misfits().is_empty(), "{}: {}", story.name, pasted.misfits()[0]);
            let rows = |read: &ReadStory| report::tsv(read.reading());
            let kinds = |rows: String| {
                // Level and kind are what the cues say; a role is what the correction says.
                rows.lines().map(|row| row.split('\t').take(3).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
            };
            assert_eq!(kinds(rows(&read)), kinds(rows(&pasted)), "{}", story.name);
        }
    }
    assert!(looked_at > 5_000 && stories_looked_at > 10, "{looked_at} corrections of {stories_looked_at} stories");
}
