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

/// Makes the lines of an element another thing, and demands that they are just that, and that the book is whole.
fn correct(story: &Source, read: &ReadStory, suggestions: &Suggestions, element: &Element, role: Role) {
    let toml = suggestions.correction(&element.lines, role);
    let corrected = told(story, &toml);
    assert!(corrected.misfits().is_empty(), "{}\n{toml}", corrected.misfits()[0]);
    let now = corrected.reading().elements.iter().find(|other| other.lines.start >= element.lines.start);
    let now = now.expect("an element");
    let is_space = element.role == Role::Gap;
    if is_space && role == Role::Body {
        assert!(now.lines.start >= element.lines.end, "{}: {toml}{now:?}", story.from.name);
    } else if role == Role::Body {
        // Each paragraph is one of its own.
        let lines = element.lines.clone();
        let others = corrected.reading().elements.iter().filter(|other| lines.contains(&other.lines.start));
        let roles: Vec<Role> = others.map(|other| other.role).filter(|role| *role != Role::Gap).collect();
        assert!(roles.iter().all(|role| *role == Role::Body), "{}: {toml}{roles:?}", story.from.name);
    } else {
        assert_eq!((now.role, &now.lines), (role, &element.lines), "{}: {toml}", story.from.name);
    }
    if now.role == role && !is_space {
        assert!(now.ruling.as_ref().is_some_and(|ruling| ruling.place == "storybind.toml:1"));
    }
    assert_eq!(read.manuscript().text(), corrected.manuscript().text());
    let book = corrected.bind().unwrap_or_else(|error| panic!("{}: {error}\n{toml}", story.from.name));
    let faults: Vec<String> =
        epub::check(&book.bytes).iter().filter(|finding| finding.is_fault).map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}: {faults:?}\n{toml}", story.from.name);
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
        let suggestions = Suggestions::of(read.manuscript(), &story.from);
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
        correct(story, &read, &Suggestions::of(read.manuscript(), &story.from), element, roles[role % roles.len()]);
    }

    #[test]
    fn any_text_is_a_settings_file_or_says_where_it_is_none(toml in anything()) {
        if let Err(error) = Settings::parse("storybind.toml", &toml) {
            let said = error.to_string();
            let mut parts = said.splitn(4, ':');
            prop_assert_eq!(parts.next(), Some("storybind.toml"));
            for number in parts.take(2) {
                prop_assert!(number.parse::<usize>().is_ok_and(|number| number > 0), "{said}");
            }
            prop_assert!(said.contains("\n  "), "{said}");
        }
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

/// Texts that look a little like a settings file.
fn anything() -> impl Strategy<Value = String> {
    let piece = "\\[\\[correct\\]\\]|\\[patterns\\]|[a-z]{1,5} ?= ?|\"[^\"]{0,4}\"|'|\n|[\\[{\\]},é🐐0-9.]";
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
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

/// What `inspect --suggest` writes changes nothing when it is pasted as it is: not for the places worth a look, and not
/// for any other element of any story.
#[test]
fn suggestions_can_be_pasted_as_they_are() {
    let (mut looked_at, mut stories_looked_at) = (0, 0);
    for story in stories() {
        let read = Story::from(story.clone()).read();
        let looks: Vec<String> = [report::suggest(read.manuscript(), read.evidence(), read.reading(), &story.from), {
            let suggestions = Suggestions::of(read.manuscript(), &story.from);
            let elements = read.reading().elements.iter();
            elements.map(|element| suggestions.correction(&element.lines, element.role)).collect()
        }]
        .into();
        stories_looked_at += usize::from(!looks[0].is_empty());
        for toml in looks {
            let pasted = told(&story, &toml);
            looked_at += toml.matches("[[correct]]").count();
            assert!(!toml.contains("nothing there can be quoted"), "{}: {toml}", story.from.name);
            assert!(pasted.misfits().is_empty(), "{}: {}", story.from.name, pasted.misfits()[0]);
            let rows = |read: &ReadStory| report::tsv(read.reading());
            let kinds = |rows: String| {
                // Level and kind are what the cues say; a role is what the correction says.
                rows.lines().map(|row| row.split('\t').take(3).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
            };
            assert_eq!(kinds(rows(&read)), kinds(rows(&pasted)), "{}", story.from.name);
        }
    }
    assert!(looked_at > 3_000 && stories_looked_at > 10, "{looked_at} corrections of {stories_looked_at} stories");
}

#[test]
fn the_first_words_are_enough_and_the_title_is_taken() {
    let toml =
        "[[correct]]\ntext = \"the goat was found …\"\nrole = \"heading\"\nlevel = \"part\"\ntitle = \"The  Goat\"\n";
    let read = followed(STORY, toml);
    let heading = read.reading().elements.iter().find(|element| element.lines.start == 13).expect("an element");
    assert_eq!(heading.detail, Detail::Heading { level: 1, title: "The Goat".to_owned() });
    let place = report::explain(read.manuscript(), read.evidence(), read.reading(), 13).expect("a line");
    assert!(place.contains("This is sure: you said so in storybind.toml:1."), "{place}");
    let json = report::json(read.manuscript(), read.evidence(), read.reading());
    assert!(json.contains("\"said_in\": \"storybind.toml:1\""), "{json}");
    let outline = report::outline(read.manuscript(), read.evidence(), read.reading(), report::Paint::Plain);
    assert!(outline.contains("The Goat") && outline.contains(" · storybind.toml:1"), "{outline}");
    let number = followed(STORY, &toml.replace("\"part\"", "1"));
    assert_eq!(number.reading().elements[9].detail, read.reading().elements[9].detail);
}

#[test]
fn kinds_are_said_too() {
    let read = followed(
        STORY,
        "[[correct]]\ntext = \"The wicks came on the Tuesday boat.\"\nrole = \"field\"\nkind = \"warning\"\n\
         [[correct]]\ntext = \"In the spring the goat\"\nthrough = \"The End\"\nrole = \"verse\"\nkind = \"song\"\n",
    );
    let details: Vec<&Detail> = read.reading().elements.iter().rev().take(2).map(|element| &element.detail).collect();
    assert!(matches!(details[0], Detail::Verse { song: true, .. }), "{details:?}");
    assert_eq!(details[1], &Detail::Field(storybind::detect::FieldKind::Warning));
}

#[test]
fn a_span_ends_where_it_is_said_to() {
    let through =
        "[[correct]]\ntext = \"She sang while she worked, …\"\nthrough = \"The wicks came on …\"\nrole = \"letter\"\n";
    let until = through.replace("through = \"The wicks came on …\"", "until = \"In the spring …\"");
    let quoted = "[[correct]]\nrole = \"letter\"\ntext = '''\nShe sang while she worked, as her mother had:\n\n\
        ~ Oh bring me a lamp that will burn till the day ~\n~ and bring me a goat that will stay, that will stay ~\n\
        The wicks came on the Tuesday boat.\n'''\n";
    for toml in [through, &until, quoted] {
        let read = followed(STORY, toml);
        assert!(found(&read).contains(&(Role::Letter, 27, 32)), "{toml}{:?}", found(&read));
        assert!(!found(&read).iter().any(|(role, ..)| *role == Role::Verse), "{:?}", found(&read));
    }
    // What is said of a part of it further down counts there.
    let both = format!(
        "{through}\n[[correct]]\ntext = \"Oh bring me a lamp that will burn till the day\"\nrole = \"break\"\n"
    );
    let read = followed(STORY, &both);
    let roles = found(&read);
    assert!(
        [(Role::Letter, 27, 27), (Role::Break, 29, 29), (Role::Letter, 30, 32)].iter().all(|row| roles.contains(row))
    );
}

#[test]
fn blank_lines_are_a_gap_or_nothing() {
    let read = followed(STORY, "[[correct]]\nbefore = \"The goat was found …\"\nrole = \"gap\"\n");
    assert!(found(&read).contains(&(Role::Gap, 13, 13)), "{:?}", found(&read));
    let plain = followed(STORY, "");
    assert!(found(&plain).contains(&(Role::Gap, 33, 35)), "{:?}", found(&plain));
    let none = followed(STORY, "[[correct]]\nbefore = \"In the spring the goat had\"\nrole = \"body\"\n");
    assert!(!found(&none).iter().any(|(role, ..)| *role == Role::Gap), "{:?}", found(&none));
    let glued = misfit("One.\nTwo.\n", "[[correct]]\nbefore = \"Two.\"\nrole = \"gap\"\n");
    assert!(glued.contains("lamp:2: there is no blank line above"), "{glued}");
}

#[test]
fn an_anchor_survives_the_edits_around_it() {
    let toml = "[[correct]]\ntext = \"Don't look up, said the goat's own bell\"\nrole = \"heading\"\n";
    let wrapped = "Nobody on the point had heard the bell before that night, or if they had they\n\
        kept it to themselves, which on the point amounts to the same thing, as anyone\n\
        will tell you who has tried to ask. She wrote it down and went to see the goat.\n";
    for (story, line) in [
        ("One two.\n\nDon't look up, said the goat's own bell\n\nThree.\n".to_owned(), 3),
        ("New.\n\nNew.\n\nOne two.\n\nDon’t look up, said the goat’s own bell\n\nThree.\n".to_owned(), 7),
        ("One two.\n\n  DON'T LOOK UP, SAID THE GOAT'S OWN BELL\n\nThree.\n".to_owned(), 3),
        ("One.\n\n~ Don't  look up, said the goat's own bell. ~\n".to_owned(), 3),
        ("One.\r\n\r\nDon't look up, said the goat's own bell\r\n\r\nTwo.\r\n".to_owned(), 3),
        ("One.\r\rDon't look up, said the goat's own bell\r\rTwo.\r".to_owned(), 3),
        // In a wrapped paragraph that looks whole, the line is a block of its own.
        (format!("{wrapped}\n{wrapped}Don't look up, said the goat's own bell\n{}", wrapped.repeat(9)), 8),
    ] {
        let read = followed(&story, toml);
        assert!(found(&read).contains(&(Role::Heading, line, line)), "{story}{:?}", found(&read));
        read.bind().expect("a book");
    }
    let again = followed("One.\n\nDon't look up,\nsaid the goat's\nown bell\n", toml);
    assert!(found(&again).contains(&(Role::Heading, 3, 5)), "{:?}", found(&again));
}

#[test]
fn any_script_and_any_encoding_can_be_quoted() {
    let story = "灯台の山羊\n\n山羊は芯を食べた。\n\n　第３夜　\n\n灯は消えた。\n\nЕщё одна ночь\n\nКоза спала.\n\nÉté\n\nLa chèvre dort.\n";
    let correct = |(text, role): (&str, &str)| format!("[[correct]]\ntext = \"{text}\"\nrole = \"{role}\"\n");
    let said =
        [("第3夜", "heading"), ("ЕЩЁ ОДНА НОЧЬ", "heading"), ("E\u{301}te\u{301}", "heading"), ("山羊は芯…", "note")];
    let toml = &said.map(correct).concat();
    let wide: Vec<u8> = story.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [story.as_bytes().to_vec(), [vec![0xFF, 0xFE], wide].concat()] {
        let read = told(&source(bytes), toml);
        assert!(read.misfits().is_empty(), "{}", read.misfits()[0]);
        let rows = found(&read);
        for row in [(Role::Note, 3, 3), (Role::Heading, 5, 5), (Role::Heading, 9, 9), (Role::Heading, 13, 13)] {
            assert!(rows.contains(&row), "{rows:?}");
        }
    }
    let old = source(b"Caf\xE9 au bord de la mer\n\nElle dort \xE0 la cave, et la ch\xE8vre aussi.\n".to_vec());
    let read = Story::from(old)
        .with_settings(
            Settings::parse("s.toml", "[[correct]]\ntext = \"café au bord de la mer\"\nrole = \"end\"").unwrap(),
        )
        .read_with(&text::Options::default());
    assert!(read.misfits().is_empty() && found(&read).contains(&(Role::End, 1, 1)), "{:?}", found(&read));
}

#[test]
fn what_fits_nothing_or_twice_is_said_with_the_nearest_lines() {
    let nothing = misfit(STORY, "\n[[correct]]\ntext = \"The wicks came with the Monday boat.\"\nrole = \"note\"\n");
    assert!(nothing.starts_with("storybind.toml:2: `text`: nothing in lamp is “The wicks came with"), "{nothing}");
    assert!(nothing.contains("nearest: lamp:32: “The wicks came on the Tuesday boat.”"), "{nothing}");
    assert!(nothing.contains("story = \"…\""), "another story may be meant: {nothing}");

    let story = "One.\n\n***\n\nTwo.\n\n***\n\nThree.\n";
    let twice = misfit(story, "[[correct]]\ntext = \"***\"\nrole = \"end\"\n");
    assert!(twice.contains("stands in 2 places") && twice.contains("lamp:3") && twice.contains("lamp:7"), "{twice}");
    assert!(twice.contains("nth = 2") && twice.contains("after = "), "{twice}");
    for search in ["nth = 2", "after = \"Two.\""] {
        let read = followed(story, &format!("[[correct]]\ntext = \"***\"\n{search}\nrole = \"end\"\n"));
        assert!(found(&read).contains(&(Role::End, 7, 7)), "{:?}", found(&read));
        assert!(!found(&read).contains(&(Role::End, 3, 3)));
    }
    let beyond = misfit(story, "[[correct]]\ntext = \"***\"\nnth = 3\nrole = \"end\"\n");
    assert!(beyond.contains("there is no place 3"), "{beyond}");
    let behind = misfit(story, "[[correct]]\ntext = \"One.\"\nafter = \"Two.\"\nrole = \"end\"\n");
    assert!(behind.contains("not behind line 5"), "{behind}");
    // What is typed just so counts before what only reads the same.
    let exact = followed("No!\n\nNo.\n\nNO?\n", "[[correct]]\ntext = \"No.\"\nrole = \"heading\"\n");
    assert!(found(&exact).contains(&(Role::Heading, 3, 3)), "{:?}", found(&exact));
}

#[test]
fn of_two_that_speak_of_one_place_the_one_further_down_counts() {
    let toml =
        "[[correct]]\ntext = \"Chapter 2\"\nrole = \"note\"\n[[correct]]\ntext = \"Chapter 2\"\nrole = \"break\"\n";
    let read = told(&source(STORY), toml);
    assert!(found(&read).contains(&(Role::Break, 25, 25)), "{:?}", found(&read));
    let said: Vec<String> = read.misfits().iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("storybind.toml:1: storybind.toml:4 says something else of lamp:25"), "{}", said[0]);
}

#[test]
fn patterns_are_known_for_every_role() {
    for role in Role::ALL.into_iter().filter(|&role| role != Role::Gap) {
        for (pattern, wanted) in [
            (format!("{role} = \"<< {{text}} >>\""), vec![5, 9]),
            (format!("{role} = [\"nothing\", \"<< night {{number}} >>\"]"), vec![5]),
            (format!("{role} = {{ regex = '<< \\w+ \\w+ >>' }}"), vec![5, 9]),
            (format!("[[patterns.{role}]]\nline = \"<< the {{text}} >>\""), vec![9]),
        ] {
            let story = "Title\n\nIt was late.\n\n<< night seven >>\n\nThe goat slept.\n\n<< the goat >>\n\nIt woke.\n";
            let read = followed(story, &format!("[patterns]\n{pattern}\n"));
            for line in wanted {
                let element = read.reading().elements.iter().find(|element| element.lines.start + 1 == line);
                let element = element.unwrap_or_else(|| panic!("line {line} begins nothing: {pattern}"));
                assert_eq!(element.role, role, "{pattern}");
            }
            read.bind().expect("a book");
        }
    }
}

#[test]
fn patterns_know_spans_gaps_levels_and_exceptions() {
    let story = "She sang all day long, and far into the night, and the goat listened.\n\n| Oh bring me\n| a lamp\n\n\
        | and a goat\n\nThe goat heard her.\n\n\nIt liked the song.\n\n\n\n\
        By spring it had eaten the songbook.\n\n-- iii --\n\nNobody could say why.\n";
    let toml =
        "[patterns]\nverse = \"| {text}\"\ngap = 3\nheading = { line = \"-- {number} --\", level = \"section\" }\n";
    let read = followed(story, toml);
    let rows = found(&read);
    assert_eq!(rows, [(Role::Verse, 3, 6), (Role::Gap, 12, 14), (Role::Heading, 17, 17)]);
    assert!(matches!(
        read.reading().elements.iter().rev().nth(1).map(|e| &e.detail),
        Some(Detail::Heading { level: 3, .. })
    ));
    let gap = report::explain(read.manuscript(), read.evidence(), read.reading(), 12).expect("a line");
    assert!(gap.contains("You said in storybind.toml that so many blank lines are a scene break."), "{gap}");
    // A correction is an exception from the habit.
    let but = format!("{toml}\n[[correct]]\ntext = \"-- iii --\"\nrole = \"break\"\n");
    assert!(found(&followed(story, &but)).contains(&(Role::Break, 17, 17)));
    // A word is no number.
    assert!(!found(&followed("One.\n\n-- goat --\n\nTwo.\n", toml)).iter().any(|(role, ..)| *role == Role::Heading));
}

#[test]
fn a_line_of_a_wrapped_paragraph_can_be_a_habit() {
    let wrapped = "Nobody on the point had heard the bell before that night, or if they had they\n\
        kept it to themselves, which on the point amounts to the same thing, as anyone\n\
        will tell you who has tried to ask. She wrote it down and went to see the goat.\n";
    let story = format!(
        "{wrapped}Log: the second night on the point, and no oil left in any of the lamps, day 2\n{}",
        wrapped.repeat(9)
    );
    let read = followed(&story, "[patterns]\nheading = \"Log: {text}, day {number}\"\n");
    assert_eq!(found(&read), [(Role::Heading, 4, 4)]);
}

#[test]
fn what_is_wrong_in_the_file_is_said_by_line_and_column() {
    for (toml, start, advice) in [
        ("[[corect]]\n", "storybind.toml:1:3: there is no key `corect`", "did you mean `correct`?"),
        ("[[correct]]\ntext = \"é\"\nrol = 1", "storybind.toml:3:1: there is no key `rol`", "did you mean `role`?"),
        ("[patterns]\nhaeding = \"x\"", "storybind.toml:2:1: there is no key `haeding`", "did you mean `heading`?"),
        ("[patterns]\nbreak = [\"x\",\n{ regexp = \"\" }]", "storybind.toml:3:3: there is no key `regexp`", "`regex`?"),
        ("[[correct]]\ntext = \"a\"\nrole = \"prose\"", "storybind.toml:3:8: there is no role `prose`", "\"body\""),
        ("[[correct]]\ntext = \"a\"\nrole = \"hedding\"", "storybind.toml:3:8: there is no role", "\"heading\""),
        ("[[correct]]\nrole = \"body\"", "storybind.toml:1:1: a correction has no `text`", "text = \"…\""),
        ("\n[[correct]]\ntext = \"a\"", "storybind.toml:2:1: a correction has no `role`", "role = \"heading\""),
        ("[[correct]]\ntext = \"  \"\nrole = \"body\"", "storybind.toml:2:8: nothing is quoted", "quote"),
        ("[[correct]]\ntext = \"a\"\nrole = \"gap\"", "storybind.toml:3:8: a gap is made of blank", "before = \"…\""),
        ("[[correct]]\nbefore = \"a\"\nrole = \"end\"", "storybind.toml:3:8: blank lines cannot be a end", "\"gap\""),
        ("[[correct]]\ntext = \"a\"\nrole = \"end\"\nlevel = 2", "storybind.toml:4:9: a end has no `level`", "heading"),
        ("[[correct]]\ntext = \"a\"\nrole = \"heading\"\nlevel = 4", "storybind.toml:4:9: invalid value", "expected"),
        (
            "[[correct]]\ntext = \"a\"\nrole = \"end\"\ntitle = \"b\"",
            "storybind.toml:4:9: a end has no `title`",
            "--title",
        ),
        (
            "[[correct]]\ntext = \"a\"\nrole = \"field\"\nkind = \"sumary\"",
            "storybind.toml:4:8: there is no field",
            "\"summary\"",
        ),
        (
            "[[correct]]\ntext = \"a\"\nrole = \"body\"\nnth = 0",
            "storybind.toml:4:7: places are counted from 1",
            "nth = 1",
        ),
        (
            "[[correct]]\ntext = \"a\"\nrole = \"body\"\nuntil = \"b\"\nthrough = \"c\"",
            "storybind.toml:4:9: there are both",
            "leave",
        ),
        ("[patterns]\nbreak = \"{text}\"", "storybind.toml:2:9: the pattern `{text}` fits every line", "same"),
        ("[patterns]\nbreak = { regex = \".*\" }", "storybind.toml:2:19: the pattern fits an empty line", "`+`"),
        ("[patterns]\nbreak = \"{nummer} x\"", "storybind.toml:2:9: nothing is known by the name", "{number}"),
        ("[patterns]\nbreak = { regex = \"a(\" }", "storybind.toml:2:19: the pattern is no regular", "\\ before it"),
        (
            "[patterns]\nbreak = { line = \"a\", regex = \"b\" }",
            "storybind.toml:2:9: a pattern is a `line` or",
            "one of the two",
        ),
        ("[patterns]\ngap = 0", "storybind.toml:2:7: a gap has one blank line at least", "gap = 2"),
        ("[patterns]\nbreak = x", "storybind.toml:2:9:", "quotation marks"),
        ("correct = 3", "storybind.toml:1:11: invalid type", "expected"),
        ("[patterns]\nend = \"a\"\nend = \"b\"", "storybind.toml:3:1: duplicate key", "takes a list"),
    ] {
        let said = refused(toml);
        assert!(said.starts_with(start) && said.contains(advice), "{toml}\n{said}");
        assert!(said.contains("\n  "), "it does not say what to do: {said}");
    }
    assert!(Settings::parse("s.toml", "\u{FEFF}[patterns]\r\nbreak = \"x\"\r\n").is_ok(), "as other editors write it");
}

/// What the documents show can be copied.
#[test]
fn what_is_shown_can_be_followed() {
    let mut shown = 0;
    for name in ["README.md", "docs/corrections.md"] {
        let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a page");
        for block in page.split("```toml\n").skip(1) {
            let block = block.split("```").next().unwrap_or_default();
            Settings::parse(name, block).unwrap_or_else(|error| panic!("{error}\n{block}"));
            shown += 1;
        }
    }
    assert!(shown >= 3, "only {shown} blocks: this test looks in the wrong place");
}

/// The example does what its comments say.
#[test]
fn the_example_shows_what_corrections_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/corrections");
    let rows = |story: Story| found(&story.read());
    let path = folder.join("the-keeper-of-quill-point.txt");
    let plain = rows(Story::open(&path).expect("a story"));
    let story = Story::open(&path).expect("a story").with_settings_beside().expect("settings");
    let read = story.clone().read();
    assert!(read.misfits().is_empty(), "{}", read.misfits()[0]);
    let corrected = rows(story);
    let count = |rows: &[(Role, usize, usize)], role: Role| rows.iter().filter(|(its, ..)| *its == role).count();
    for (role, before, now) in
        [(Role::Heading, 0, 3), (Role::Break, 0, 2), (Role::Note, 0, 1), (Role::Letter, 0, 1), (Role::Gap, 0, 1)]
    {
        assert_eq!((count(&plain, role), count(&corrected, role)), (before, now), "{role}: {plain:?}\n{corrected:?}");
    }
}
