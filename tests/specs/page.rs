//! `docs/how-storybind-reads.md`: what a writer may want to know of the tables and specs, made from them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use storybind::detect::{Claim, Cue, DETECTORS, Detector, Role};

use crate::document::{self, Case, Document};
use crate::told::role_of;

/// The order in which a writer asks.
const ROOMS: [&str; 12] = [
    "headings",
    "breaks",
    "notes",
    "titlepage",
    "fields",
    "verse",
    "letters",
    "epigraphs",
    "contents",
    "endings",
    "boilerplate",
    "metadata",
];
/// Signs of each role that are shown.
const SHOWN: usize = 9;
/// Signs against a room's roles that are shown.
const AGAINST: usize = 5;
/// Look-alikes that are shown.
const ALIKE: usize = 8;
/// Characters of an example that is shown.
const SHORT: usize = 44;
/// Lines of the story that is shown, and columns of its lines.
const STORY: usize = 14;
const COLUMNS: usize = 76;

/// What makes the page.
const COMMAND: &str = "cargo test --test specs write_the_page -- --ignored";

const TOP: &str = "\
# How storybind reads

<!-- Made from the tables of src/detect and specs.md; see the last line. -->

Storybind goes through your story line by line and asks of each: what is this? It does not know your story, only the
habits of people who type stories. Below is what it looks for, convention by convention, with examples; what looks alike
and is left alone; and how you can say otherwise.

**It gathers signs.** No sign decides alone. A chapter word is a sign, a number behind it is another, empty space above
is a third; a full stop at the end speaks against. Some count little (*a hint*), some more (*a sign*, *a strong sign*),
some are *almost sure*. What a line becomes is what all signs together say of it and of the lines around it.

**It looks at your habits first.** How you part paragraphs, how wide your lines are, which ornament returns, how your
other chapters are headed: a line that looks like its sisters is believed sooner.

**In doubt it is prose.** A heading that is missed is a nuisance; a sentence of yours that is set as a heading is an
injury. Nothing is ever left out of the book unless you ask for it.

**You can ask why.** `storybind inspect STORY` shows what was found and how sure that is, and
`storybind inspect STORY --explain LINE` gives the reasons for one line, in the sentences that you see below.

**You have the last word.** Write what a line is into a file `storybind.toml` beside the story, and it is that, however
it looks and however often you edit the story:

```toml
[[correct]]
text = \"What the line says\"
role = \"heading\"
```

A habit of your own (\"this is how I write a scene break\") is said once, as a pattern. [Corrections](corrections.md)
shows both.
";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/how-storybind-reads.md")
}

#[test]
fn the_page_for_writers_says_what_the_tables_say() {
    let committed = fs::read_to_string(path()).unwrap_or_default();
    let made = page();
    if committed != made {
        let differs = committed.lines().zip(made.lines()).position(|(old, new)| old != new);
        let line = differs.unwrap_or_else(|| committed.lines().count().min(made.lines().count())) + 1;
        panic!(
            "docs/how-storybind-reads.md:{line}: the tables say something else by now; make the page anew:\n  {COMMAND}"
        );
    }
}

#[test]
#[ignore = "writes docs/how-storybind-reads.md; nothing to test"]
fn write_the_page() {
    fs::write(path(), page()).expect("docs can be written to");
}

fn page() -> String {
    let documents = document::all();
    let mut page = String::from(TOP);
    assert_eq!(ROOMS.len(), DETECTORS.len(), "a room is missing on the page for writers");
    for room in ROOMS {
        let detector = DETECTORS.iter().find(|its| its.name == room).expect("a room of that name");
        let document = documents.iter().find(|its| its.room == room).expect("the specs of the room");
        section(&mut page, detector, document);
    }
    let count = DETECTORS.iter().map(|its| its.first.len() + its.second.len()).sum::<usize>();
    let cases = documents.iter().map(|its| its.cases.len()).sum::<usize>();
    let _ = write!(
        page,
        "\n---\n\nThere are {count} signs in all, each with its examples in the tables of `src/detect`, and {cases} little \
         stories that show them at\nwork in `src/detect/*/specs.md`. [CONTRIBUTING](../CONTRIBUTING.md) says how to add \
         one. This page is made from them by\n`{COMMAND}`.\n"
    );
    page
}

/// One convention.
fn section(page: &mut String, detector: &Detector, document: &Document) {
    let (title, introduction) = introduction(&document.room);
    let _ = write!(page, "\n## {title}\n\n{introduction}\n");
    let cues: Vec<&Cue> = detector.first.iter().chain(detector.second).collect();
    let is_own = |role: &Role| *role != Role::Heading || detector.name == "headings";
    let mut roles: Vec<Role> = cues.iter().filter(|cue| opens(cue)).map(|cue| role_of(cue)).filter(is_own).collect();
    roles.sort_unstable();
    roles.dedup();
    let _ = write!(page, "\n| what is looked for | for example | it is |\n| --- | --- | --- |\n");
    let mut shown = Vec::new();
    for role in &roles {
        let mut signs: Vec<&Cue> =
            cues.iter().copied().filter(|cue| opens(cue) && role_of(cue) == *role && cue.weight > 0).collect();
        telling_first(&mut signs, SHOWN);
        for cue in &signs {
            let name = if roles.len() > 1 { format!("{}: ", role.name()) } else { String::new() };
            let _ = writeln!(
                page,
                "| {} | {} | {name}{} |",
                cell(cue.why),
                examples(cue.yes, 3),
                STRENGTHS[strength(cue.weight)]
            );
        }
        shown.append(&mut signs);
    }
    let mut against: Vec<&Cue> = cues.iter().copied().filter(|cue| opens(cue) && cue.weight < 0).collect();
    telling_first(&mut against, AGAINST);
    if !against.is_empty() {
        page.push_str("\nWhat speaks against it:\n\n");
        for cue in against {
            let examples = examples(cue.yes, 3);
            let examples = if examples.is_empty() { examples } else { format!(" ({examples})") };
            let _ = writeln!(page, "- {}{examples}", cue.why);
        }
    }
    let mut alike: Vec<&str> = Vec::new();
    for text in shown.iter().flat_map(|cue| short(&lines(cue.no)).into_iter().take(2)) {
        if !alike.contains(&text) && alike.len() < ALIKE && !shown.iter().any(|cue| cue.yes.contains(&text)) {
            alike.push(text);
        }
    }
    if !alike.is_empty() {
        let alike: Vec<String> = alike.into_iter().map(code).collect();
        let _ = write!(page, "\nLooks alike, and is not taken for it by that alone: {}.\n", alike.join(", "));
    }
    if let Some(case) = document.cases.iter().find(|case| is_telling(case, &roles)).or(document.cases.first()) {
        page.push_str("\nA story, and how it is read:\n\n");
        story(page, case);
    }
    let names: Vec<String> = roles.iter().map(|role| format!("`role = \"{}\"`", role.name())).collect();
    let _ = write!(
        page,
        "\nTo say otherwise: {} makes it one, `role = \"body\"` makes it prose ([corrections](corrections.md)).\n",
        names.join(" or ")
    );
}

/// Title and first paragraph of a room's specs.
fn introduction(room: &str) -> (String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect").join(room).join("specs.md");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut paragraphs = text.split("\n\n");
    let title = paragraphs.next().and_then(|line| line.strip_prefix("# ")).expect("a title on the first line");
    (title.to_owned(), paragraphs.next().expect("a paragraph below the title").trim().to_owned())
}

fn opens(cue: &Cue) -> bool {
    matches!(cue.claims, Claim::Opens(_))
}

const STRENGTHS: [&str; 4] = ["a hint", "a sign", "a strong sign", "almost sure"];

/// How much a weight counts, in the words of [`STRENGTHS`].
fn strength(weight: i8) -> usize {
    match weight.unsigned_abs() {
        0..=1 => 0,
        2..=3 => 1,
        4..=5 => 2,
        _ => 3,
    }
}

/// Examples that are one line, with nothing around it.
fn lines(examples: &[&'static str]) -> Vec<&'static str> {
    examples.iter().copied().filter(|text| !text.contains(['\n', '»'])).collect()
}

/// What is more than a hint, what can be shown, and what counts most goes first; else the order of the table is kept.
fn telling_first(cues: &mut Vec<&Cue>, most: usize) {
    let key = |cue: &&Cue| {
        let strength = strength(cue.weight);
        (strength == 0, short(&lines(cue.yes)).is_empty(), std::cmp::Reverse(strength))
    };
    cues.sort_by_key(key);
    cues.truncate(most);
}

/// Examples that are short: one line, or in a little story the line that is meant, behind `» `.
fn short(examples: &[&'static str]) -> Vec<&'static str> {
    let meant = |text: &&'static str| match text.split_once("» ") {
        Some((_, behind)) => behind.lines().next().unwrap_or_default(),
        None if text.contains('\n') => "",
        None => text,
    };
    let is_short = |text: &&str| {
        !text.contains(['`', '\t']) && !text.starts_with(' ') && (1..=SHORT).contains(&text.chars().count())
    };
    examples.iter().map(meant).filter(is_short).collect()
}

fn examples(examples: &[&'static str], most: usize) -> String {
    short(examples).into_iter().take(most).map(code).collect::<Vec<_>>().join(", ")
}

fn code(text: &str) -> String {
    format!("`{}`", cell(text))
}

/// Text that can stand in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// A case that fits on the page and shows a sign and its look-alike.
fn is_telling(case: &Case, roles: &[Role]) -> bool {
    let is_of_room = |role: &str| roles.iter().any(|its| its.name() == role);
    !case.is_wrong
        && case.story.lines().count() <= STORY
        && !case.story.contains('`')
        && case.rows.iter().any(|row| !row.by.is_empty() && is_of_room(&row.role))
        && case.rows.iter().any(|row| !row.not.is_empty())
}

/// A story with what each of its elements is beside it.
fn story(page: &mut String, case: &Case) {
    page.push_str("```text\n");
    for (number, line) in case.story.lines().enumerate() {
        let row = case.rows.iter().find(|row| row.first == number + 1);
        let role = row.map_or("", |row| if row.role == "body" { "prose" } else { row.role.as_str() });
        let shown: String = match line.chars().count() {
            ..=COLUMNS => line.to_owned(),
            _ => line.chars().take(COLUMNS).chain(['…']).collect(),
        };
        let _ = writeln!(page, "{}", format!("{role:<12} {shown}").trim_end());
    }
    page.push_str("```\n");
}
