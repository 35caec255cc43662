//! Every report of one small reading, made by hand so that no judgement can change it.

use super::{Confidence, Findings, Paint, Question, WIDEST, explain, json, outline, tsv, worth_a_look};
use crate::classify::{Detail, Element, NotePlace, Reading, Reason};
use crate::detect::{Claim, Cue, Evidence, FieldKind, Holds, Role};
use crate::text::{self, Manuscript, Unit};

/// Chances as they could have been measured: what no element answers is always right.
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 7] = {
    const BY_MARGIN: [u16; WIDEST + 1] = [500, 400, 200, 150, 100, 60, 40, 20, 5, 5, 5, 5, 5];
    [
        (Question::Heading, BY_MARGIN),
        (Question::Page, BY_MARGIN),
        (Question::Note, BY_MARGIN),
        (Question::Break, BY_MARGIN),
        (Question::Gap, BY_MARGIN),
        (Question::Verse, BY_MARGIN),
        (Question::Span, BY_MARGIN),
    ]
};
/// Odds in a file with little unrest and with much.
pub(super) const UNREST: [u32; 4] = [100, 100, 200, 300];

const STORY: &str = "\
The Night Ferry

Rating: K
Summary: Lemons.

PART ONE

Chapter 1: Nine o'clock

The ferry left at nine.

***

By midnight the lemons were gone.



A/N: I like lemons.
They like me.

Chapter 2

Nobody asked.

Nobody answered.
";

static WORD: Cue = Cue {
    name: "chapter-word",
    claims: Claim::Opens(Role::Heading),
    weight: 6,
    why: "A chapter word stands before a number.",
    yes: &[],
    no: &[],
    holds: Holds::Here(|_| false),
};

fn manuscript() -> Manuscript {
    text::read(STORY.as_bytes(), &text::Options::default())
}

/// An element over lines counted from 1, first and last included.
fn element(story: &Manuscript, role: Role, first: usize, last: usize, detail: Detail, margin: i32) -> Element {
    let lines = first - 1..last;
    let inside = |unit: &Unit| unit.lines().start >= lines.start && unit.lines().end <= lines.end;
    let start = story.units().iter().position(inside).expect("a unit");
    let end = start + story.units()[start..].iter().take_while(|unit| inside(unit)).count();
    let reasons = if role == Role::Heading { vec![Reason { cue: &WORD, unit: start }] } else { Vec::new() };
    Element { role, units: start..end, lines, detail, margin, runner_up: Role::Body, reasons, ruling: None }
}

fn reading(story: &Manuscript) -> Reading {
    let heading = |level, title: &str| Detail::Heading { level, title: title.to_owned() };
    let rows = [
        (Role::Title, 1, 1, Detail::None, 9),
        (Role::Field, 3, 3, Detail::Field(FieldKind::Rating), 9),
        (Role::Field, 4, 4, Detail::Field(FieldKind::Summary), 4),
        (Role::Heading, 6, 6, heading(1, "PART\tONE"), 9),
        (Role::Heading, 8, 8, heading(2, "Nine o'clock"), 9),
        (Role::Body, 10, 10, Detail::None, 99),
        (Role::Break, 12, 12, Detail::None, 9),
        (Role::Body, 14, 14, Detail::None, 99),
        (Role::Note, 18, 19, Detail::Note(NotePlace::Mid), 1),
        (Role::Heading, 21, 21, heading(2, "Chapter 2"), 9),
        (Role::Body, 23, 23, Detail::None, 99),
        (Role::Body, 25, 25, Detail::None, 99),
    ];
    let elements = rows.into_iter().map(|(role, first, last, detail, m)| element(story, role, first, last, detail, m));
    Reading { elements: elements.collect() }
}

#[test]
fn the_table_joins_paragraphs_and_nothing_else() {
    let table = "1\t1\ttitle\t\n3\t3\tfield\trating\n4\t4\tfield\tsummary\n6\t6\theading\t1 PART ONE\n\
        8\t8\theading\t2 Nine o'clock\n10\t10\tbody\t\n12\t12\tbreak\t\n14\t14\tbody\t\n18\t19\tnote\tmid\n\
        21\t21\theading\t2 Chapter 2\n23\t25\tbody\t\n";
    assert_eq!(tsv(&reading(&manuscript())), table);
}

#[test]
fn the_outline_is_what_an_author_would_like_to_read() {
    let story = manuscript();
    let expected = "\
UTF-8, 25 lines, not wrapped, paragraphs 1 blank line apart
   1  title: “The Night Ferry”
   3  fields: rating, summary  likely, 90 % (line 4)
   6  PART ONE · 0 words
   8    Nine o'clock · 11 words, 1 break
  18      note, 2 lines: “A/N: I like lemons. …”  doubtful, 60 %: or prose
  21    Chapter 2 · 4 words
2 chapters, 1 note, 1 break
worth a look:
   4  “Summary: Lemons.”: read as a field of the title page (summary), but could be prose
  18  “A/N: I like lemons. …”: read as an author's note between texts, but could be prose
";
    assert_eq!(outline(&story, &Evidence::default(), &reading(&story), Paint::Plain), expected);
    let coloured = outline(&story, &Evidence::default(), &reading(&story), Paint::Colours);
    assert!(
        coloured.contains("\u{1B}[1mChapter 2\u{1B}[0m") && coloured.contains("\u{1B}[33mdoubtful, 60 %: or prose")
    );
}

#[test]
fn a_line_is_explained_with_what_speaks_for_it() {
    let story = manuscript();
    let reading = reading(&story);
    let line = |number: usize| explain(&story, &Evidence::default(), &reading, number - 1);
    assert_eq!(
        line(8).as_deref(),
        Some(
            "Line 8 is the heading of a chapter, “Nine o'clock”.\nThis is sure, of such readings 99 % are right: \
             it could also be prose, with 9 less to be said for it.\n\
             What speaks for it:\n  +6 for a heading, line 8: A chapter word stands before a number. [chapter-word]\n"
        )
    );
    let note = line(19).expect("a line");
    assert!(note.starts_with("Line 19 is an author's note between texts, “A/N: I like lemons. …” (lines 18 to 19)."));
    assert!(
        note.contains("This is doubtful, of such readings 60 % are right: it could well be prose, with 1 less"),
        "{note}"
    );
    assert!(line(2).is_some_and(|answer| answer.starts_with("Line 2 is empty")));
    assert_eq!(line(999), None);
}

#[test]
fn json_holds_all_there_is_to_know() {
    let story = manuscript();
    let whole: serde_json::Value =
        serde_json::from_str(&json(&story, &Evidence::default(), &reading(&story))).expect("JSON");
    let heading = &whole["elements"][4];
    assert_eq!(heading["title"], "Nine o'clock");
    assert_eq!((heading["margin"].as_i64(), heading["runner_up"].as_str()), (Some(9), Some("body")));
    let cue = &heading["cues"][0];
    assert_eq!(
        (cue["weight"].as_i64(), cue["line"].as_i64(), cue["claim"].as_str()),
        (Some(6), Some(8), Some("opens"))
    );
    let note = &whole["elements"][8];
    assert_eq!((note["certainty"].as_str(), note["percent"].as_i64()), (Some("doubtful"), Some(60)));
    let look = &whole["worth_a_look"][1];
    assert_eq!((look["first_line"].as_i64(), look["last_line"].as_i64()), (Some(18), Some(19)));
    assert_eq!((look["role"].as_str(), look["or_else"].as_str()), (Some("note"), Some("body")));
    assert_eq!(whole["numbering"].as_array().map(Vec::len), Some(0));
}

#[test]
fn findings_are_counted_and_doubts_named() {
    let story = manuscript();
    let mut reading = reading(&story);
    let findings = Findings::of(&story, &Evidence::default(), &reading);
    assert_eq!(findings.to_string(), "2 chapters, 1 note, 1 break");
    assert_eq!(findings.advice().as_deref(), Some("look at lines 4, 18"));
    assert_eq!(findings.worth_a_look[1].to_string(), "read as an author's note between texts, but could be prose");
    for element in &mut reading.elements {
        element.margin = 0;
    }
    let findings = Findings::of(&story, &Evidence::default(), &reading);
    assert_eq!(findings.worth_a_look.len(), 3, "a short story gets three places: {:?}", findings.worth_a_look);
}

#[test]
fn one_place_stands_for_all_of_which_the_same_is_asked() {
    let story = manuscript();
    let mut reading = reading(&story);
    for (element, margin) in reading.elements.iter_mut().filter(|e| e.role == Role::Heading).zip([9, 2, 1]) {
        element.margin = margin;
    }
    let doubts = worth_a_look(&story, &Evidence::default(), &reading);
    let heading = doubts.iter().find(|doubt| doubt.read_as == Role::Heading).expect("a doubtful heading");
    assert_eq!((heading.line(), heading.right, heading.alike.len()), (21, 600, 1));
    assert!(heading.to_string().ends_with("but could be prose (alike: line 8)"), "{heading}");
}

#[test]
fn a_file_in_which_much_is_weak_makes_the_rest_less_sure() {
    let story = manuscript();
    let calm = reading(&story);
    let mut restless = calm.clone();
    for element in restless.elements.iter_mut().filter(|element| element.role == Role::Heading) {
        element.margin = 1;
    }
    let summary = |reading: &Reading| Confidence::of(&story, &Evidence::default(), reading).right(&reading.elements[2]);
    assert!(summary(&restless) < summary(&calm), "{} and {}", summary(&restless), summary(&calm));
}
