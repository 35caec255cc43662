//! The corrections that the page offers to copy. A block to paste is `lead`, the anchor of a place, and the lines of a
//! choice, one behind the other; the script puts together what was chosen.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde_json::{Value, json};

use super::super::attention::Doubt;
use super::super::suggest::Suggestions;
use crate::classify::Reading;
use crate::detect::Role;
use crate::source::Provenance;
use crate::text::Manuscript;

/// What lines can be called, the role, and the line that says more than the role.
type Choice = (&'static str, Role, &'static str);

/// What lines with words can be. The first one of a role is proposed for it.
const CHOICES: [Choice; 16] = [
    ("prose", Role::Body, ""),
    ("the heading of a chapter", Role::Heading, "level = \"chapter\"\n"),
    ("the heading of a part", Role::Heading, "level = \"part\"\n"),
    ("the heading of a section", Role::Heading, "level = \"section\"\n"),
    ("the work’s title", Role::Title, ""),
    ("the author’s line", Role::Byline, ""),
    ("a field of the title page", Role::Field, ""),
    ("an author’s note", Role::Note, ""),
    ("a table of contents", Role::Contents, ""),
    ("a scene break", Role::Break, ""),
    ("lyrics", Role::Verse, "kind = \"song\"\n"),
    ("a poem", Role::Verse, "kind = \"poem\"\n"),
    ("an epigraph", Role::Epigraph, ""),
    ("a letter", Role::Letter, ""),
    ("a closing line", Role::End, ""),
    ("publisher’s or site’s matter", Role::Boilerplate, ""),
];

/// What empty lines can be.
const SPACES: [Choice; 2] = [("nothing", Role::Body, ""), ("a scene break", Role::Gap, "")];

/// Characters by which the beginnings of two paragraphs are compared.
const OPENING: usize = 48;
/// To tell a place from others that begin alike costs as many comparisons as there are: so many are made, beyond them only
/// those for places worth a look. A story has a hundred scene breaks at most; a file with more that is alike is no story.
const EFFORT: usize = 5_000;

/// What is known of corrections: `lead`, `anchors` (line, anchor, whether it is of empty lines, the choice to propose),
/// `choices` and `spaces` (what it is called, its lines). What a person has ruled already has no anchor.
pub(super) fn corrections(story: &Manuscript, reading: &Reading, source: &Provenance, looks: &[Doubt]) -> Value {
    let suggestions = Suggestions::of(story, source);
    let mut places: BTreeMap<usize, (&Range<usize>, Role, Option<&Doubt>)> = BTreeMap::new();
    for element in reading.elements.iter().filter(|element| element.ruling.is_none()) {
        places.insert(element.lines.start, (&element.lines, element.runner_up, None));
    }
    places.extend(looks.iter().map(|look| (look.lines.start, (&look.lines, look.or_else, Some(look)))));
    let mut lead = None;
    let mut anchors = Vec::with_capacity(places.len());
    let mut openings: HashMap<&str, usize> = HashMap::new();
    for (lines, _, _) in places.values() {
        *openings.entry(opening(story, lines)).or_default() += 1;
    }
    let mut effort = 0;
    for (line, (lines, rival, look)) in places {
        let alike = openings.get(opening(story, lines)).copied().unwrap_or_default();
        if alike > 1 && look.is_none() {
            effort += alike;
            if effort > EFFORT {
                continue;
            }
        }
        let is_space = lines.clone().all(|line| story.line(line).trim().is_empty());
        let block = suggestions.correction(lines, Role::Body);
        // A comment stands instead where nothing can be quoted.
        let Some(block) = block.strip_suffix(&*lines_of(Role::Body, "")) else { continue };
        let lead = lead.get_or_insert_with(|| lead_of(block).to_owned());
        let Some(anchor) = block.strip_prefix(lead.as_str()) else { continue };
        let choices = if is_space { &SPACES[..] } else { &CHOICES[..] };
        let level = look.and_then(|look| look.or_level).map_or(String::new(), level_line);
        let is_it = |choice: &&Choice| choice.1 == rival && choice.2.starts_with(&level);
        let proposed = choices.iter().position(|choice| is_it(&choice)).unwrap_or_default();
        anchors.push(json!([line + 1, anchor, u8::from(is_space), proposed]));
    }
    json!({
        "lead": lead.unwrap_or_default(),
        "anchors": anchors,
        "choices": CHOICES.map(|(name, role, more)| json!([name, lines_of(role, more)])),
        "spaces": SPACES.map(|(name, role, more)| json!([name, lines_of(role, more)])),
    })
}

/// What the first paragraph at or below some lines begins with.
fn opening<'s>(story: &'s Manuscript, lines: &Range<usize>) -> &'s str {
    let typed = (lines.start..story.line_count()).map(|line| story.line(line).trim()).find(|line| !line.is_empty());
    let typed = typed.unwrap_or_default();
    typed.char_indices().nth(OPENING).map_or(typed, |(end, _)| &typed[..end])
}

/// The line that says the level of a heading.
fn level_line(level: u8) -> String {
    let name = ["part", "chapter", "section"][usize::from(level.clamp(1, 3)) - 1];
    format!("level = \"{name}\"\n")
}

/// The lines of a block that say what the place is.
fn lines_of(role: Role, more: &str) -> String {
    format!("role = \"{role}\"\n{more}")
}

/// What all blocks of a story begin with: the table's name and the story's.
fn lead_of(block: &str) -> &str {
    let is_common = |line: &&str| line.starts_with("[[") || line.starts_with("story = ");
    let length: usize = block.split_inclusive('\n').take_while(is_common).map(str::len).sum();
    &block[..length]
}
