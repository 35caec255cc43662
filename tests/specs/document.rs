//! Reads a room's `specs.md`: prose with cases, each a story and the rows that the program shall find in it.
//!
//! ````markdown
//! ## A lone number opens a chapter
//! Origin: invented; Nearest rival: somebody counting.
//! ```story
//! 3
//!
//! She woke late.
//! ```
//! ```expect
//! 1 1 heading 2 3   by: bare-number
//! 3 3 body          not: word-and-number
//! ```
//! ````
//!
//! `by:` names cues that spoke for the row: for its role, or against another one. `not:` names cues whose look-alike the
//! row is: they have no part in it. A known failure stands in `expect-wrong`, with the rows wished for.

use std::fs;
use std::path::{Path, PathBuf};

/// The specs of one room.
pub struct Document {
    pub room: String,
    pub cases: Vec<Case>,
}

/// One story and what shall be found in it.
pub struct Case {
    /// File and line of its heading, and the heading.
    pub name: String,
    pub story: String,
    pub rows: Vec<Row>,
    /// The rows are wished for, and known not to be found.
    pub is_wrong: bool,
}

/// A row as `inspect --format tsv` prints it, and the cues that it owes itself to.
pub struct Row {
    pub first: usize,
    pub last: usize,
    pub role: String,
    pub extra: String,
    pub by: Vec<String>,
    pub not: Vec<String>,
}

impl Row {
    /// The row in the table's own form.
    pub fn printed(&self) -> String {
        format!("{}\t{}\t{}\t{}", self.first, self.last, self.role, self.extra)
    }
}

/// The specs of all rooms, in the order of their names.
pub fn all() -> Vec<Document> {
    let rooms = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect");
    let mut paths: Vec<PathBuf> = fs::read_dir(rooms)
        .expect("the rooms of src/detect")
        .map(|entry| entry.expect("a readable folder").path().join("specs.md"))
        .filter(|path| path.exists())
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Document {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let room = path.parent().and_then(Path::file_name).expect("a room").to_string_lossy().into_owned();
    let mut cases: Vec<Case> = Vec::new();
    let mut has_origin = true;
    let mut fence: Option<(&str, usize, Vec<&str>)> = None;
    for (number, line) in text.lines().enumerate() {
        let place = format!("src/detect/{room}/specs.md:{}", number + 1);
        if let Some((kind, _, lines)) = &mut fence {
            if line == "```" {
                let case = cases.last_mut().unwrap_or_else(|| panic!("{place}: a fence before the first heading"));
                close(case, kind, lines, &place);
                fence = None;
            } else {
                lines.push(line);
            }
        } else if let Some(kind) = line.strip_prefix("```") {
            fence = Some((kind, number, Vec::new()));
        } else if let Some(heading) = line.strip_prefix("## ") {
            assert!(has_origin, "{place}: the case above does not say where it comes from");
            has_origin = false;
            let name = format!("{place}: {heading}");
            cases.push(Case { name, story: String::new(), rows: Vec::new(), is_wrong: false });
        } else if let Some(origin) = line.strip_prefix("Origin: ") {
            let is_known = ["invented", "wild", "report"].iter().any(|kind| origin.starts_with(kind));
            assert!(
                is_known && origin.contains("Nearest rival: "),
                "{place}: where from, and what is its nearest rival?"
            );
            has_origin = true;
        }
    }
    assert!(fence.is_none() && has_origin, "src/detect/{room}/specs.md: the last case is not whole");
    for case in &cases {
        assert!(
            !case.story.trim().is_empty() && !case.rows.is_empty(),
            "{}\na case is a story and its rows",
            case.name
        );
    }
    Document { room, cases }
}

/// Takes a fence that was read to its end into its case.
fn close(case: &mut Case, kind: &str, lines: &[&str], place: &str) {
    match kind {
        "story" => {
            assert!(case.story.is_empty(), "{place}: a second story in one case");
            case.story = lines.iter().flat_map(|line| [line, "\n"]).collect();
        }
        "expect" | "expect-wrong" => {
            assert!(case.rows.is_empty(), "{place}: a second expectation in one case");
            case.is_wrong = kind == "expect-wrong";
            case.rows = lines.iter().map(|line| row(line, place)).collect();
        }
        _ => panic!("{place}: fences are ```story, ```expect or ```expect-wrong, not ```{kind}"),
    }
}

/// `START END role extra   by: cue, cue   not: cue`.
fn row(line: &str, place: &str) -> Row {
    let (rest, not) = names(line, " not: ");
    let (rest, by) = names(rest, " by: ");
    let mut words = rest.split_whitespace();
    let mut number = || words.next().and_then(|word| word.parse().ok());
    let (Some(first), Some(last)) = (number(), number()) else { panic!("{place}: no line numbers in {line:?}") };
    let role = words.next().unwrap_or_else(|| panic!("{place}: no role in {line:?}")).to_owned();
    Row { first, last, role, extra: words.collect::<Vec<_>>().join(" "), by, not }
}

/// Splits the names of cues off the end of a row.
fn names<'l>(line: &'l str, mark: &str) -> (&'l str, Vec<String>) {
    match line.split_once(mark) {
        Some((rest, names)) => (rest, names.split(',').map(|name| name.trim().to_owned()).collect()),
        None => (line, Vec::new()),
    }
}
