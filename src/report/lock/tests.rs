//! A lock written and read, beside stories that grew and stories that lost something.

use super::*;
use crate::detect::Role;
use crate::report::account::{Entry, Outcome, Told};
use crate::report::findings::Findings;
use crate::report::paint::Paint;
use crate::report::structure::Heading;

/// A story with these headings, set in by their level, one every ten lines.
fn told(title: &str, headings: &[&str], counts: &[(Role, usize)]) -> Told {
    let headings = headings.iter().enumerate().map(|(number, heading)| {
        let heading = outline::read_indented(heading).expect("a heading");
        Heading { line: 10 * number, ..heading }
    });
    Told {
        identifier: "urn:uuid:1".to_owned(),
        title_is_stated: true,
        structure: Structure {
            title: title.to_owned(),
            authors: vec!["Maren Holt".to_owned()],
            language: "en".to_owned(),
            headings: headings.collect(),
            counts: counts.to_vec(),
            words: 100,
        },
        encoding: "UTF-8".to_owned(),
        unreadable: 0,
        findings: Findings { chapters: 0, notes: 0, breaks: 0, numbering: Vec::new(), worth_a_look: Vec::new() },
        spots: Vec::new(),
        quotes: Vec::new(),
        unsaid: None,
        misfits: Vec::new(),
        seams: vec![0],
    }
}

fn account(stories: Vec<(&str, Outcome, Option<Told>)>) -> Account {
    let stories = stories.into_iter().map(|(file, outcome, told)| Entry {
        files: vec![file.to_owned()],
        book: String::new(),
        outcome,
        told,
    });
    Account { stories: stories.collect(), ..Account::default() }
}

fn ferry(title: &str, headings: &[&str], counts: &[(Role, usize)]) -> Account {
    account(vec![("ferry.txt", Outcome::Bound, Some(told(title, headings, counts)))])
}

const PARTS: [&str; 5] = ["Part One", "  Chapter 1", "  Chapter 2: The Tide", "Part Two", "  Chapter 1"];
const COUNTS: [(Role, usize); 2] = [(Role::Note, 3), (Role::Break, 1)];

/// What differs when the ferry's story, locked as it was, becomes another one; and what of it is a failure.
fn changed(account: &Account) -> (Changes, Vec<String>) {
    let mut lock = Lock::default();
    lock.learn(&ferry("The Ferry", &PARTS, &COUNTS), str::to_owned);
    let lock = Lock::parse(FILE, &lock.to_string()).expect("what was written");
    let changes = lock.compare(FILE, account, str::to_owned, |path| Some(format!("in/{path}")));
    let failures = changes.stories.iter().flat_map(|story| &story.changes).filter(|change| change.is_failure());
    let failures = failures.map(ToString::to_string).collect();
    (changes, failures)
}

#[test]
fn a_lock_reads_like_a_table_of_contents() {
    let mut lock = Lock::default();
    let mut both = ferry("The \"Ferry\"", &PARTS, &COUNTS);
    both.stories.extend(account(vec![("a/b.txt", Outcome::Unchanged, Some(told("B", &[], &[])))]).stories);
    lock.learn(&both, |path| format!("stories/{path}"));
    let written = lock.to_string();
    assert_eq!(
        written.split_once("version").expect("a version").1,
        " = 1\n\n[[story]]\npath = \"stories/a/b.txt\"\ntitle = \"B\"\nauthors = [\"Maren Holt\"]\nlanguage = \"en\"\n\
         headings = []\n\n[[story]]\npath = \"stories/ferry.txt\"\ntitle = 'The \"Ferry\"'\nauthors = [\"Maren Holt\"]\n\
         language = \"en\"\nheadings = [\n  \"Part One\",\n  \"  Chapter 1\",\n  \"  Chapter 2: The Tide\",\n  \
         \"Part Two\",\n  \"  Chapter 1\",\n]\n[story.counts]\nnote = 3\nbreak = 1\n"
    );
    assert_eq!(Lock::parse(FILE, &written).expect("a lock"), lock);
    assert_eq!(Lock::parse(FILE, &format!("\u{FEFF}{}", written.replace('\n', "\r\n"))).expect("a lock"), lock);
    lock.forget(|path| path == "stories/ferry.txt");
    assert_eq!(lock.len(), 1);
}

#[test]
fn growing_is_no_failure() {
    let grown =
        ["Part One", "  Prologue", "  Chapter 1", "  Chapter 2: The Tide", "Part Two", "  Chapter 1", "  Chapter 2"];
    let mut account = ferry("The Ferry", &grown, &[(Role::Note, 4), (Role::Break, 1), (Role::Verse, 1)]);
    account.stories.extend(self::account(vec![("new.txt", Outcome::Bound, Some(told("N", &[], &[])))]).stories);
    let (changes, failures) = changed(&account);
    assert_eq!(failures, Vec::<String>::new());
    assert!(!changes.is_failure());
    assert_eq!(shown(&changes, Paint::Plain), "");
    let all: Vec<String> = changes.stories.iter().flat_map(|s| &s.changes).map(ToString::to_string).collect();
    assert_eq!(
        all,
        [
            "the heading “Prologue” is new",
            "the heading “Chapter 2” is new",
            "note: 3 became 4",
            "verse: 0 became 1",
            "the story is new"
        ]
    );
    assert!(changed(&ferry("The Ferry", &PARTS, &COUNTS)).0.stories.is_empty());
}

#[test]
fn what_vanishes_or_changes_is_named() {
    let gone = ["Part One", "  Chapter 1", "  Chapter 2: The Tide", "Part Two"];
    assert_eq!(changed(&ferry("The Ferry", &gone, &COUNTS)).1, ["the heading “Chapter 1” is gone"]);
    let renamed = ["Part One", "  Chapter 1", "  Chapter 2: The Tides", "Part Two", "    Chapter 1"];
    assert_eq!(
        changed(&ferry("The Ferry", &renamed, &COUNTS)).1,
        [
            "the heading “Chapter 2: The Tide” is “Chapter 2: The Tides” now",
            "the heading “Chapter 1” was a chapter's, and is a section's"
        ]
    );
    let mut account = ferry("The Lemons", &PARTS, &[(Role::Note, 2), (Role::Break, 1)]);
    let structure = &mut account.stories[0].told.as_mut().expect("told").structure;
    structure.authors.clear();
    "de".clone_into(&mut structure.language);
    assert_eq!(
        changed(&account).1,
        [
            "the title was “The Ferry”, and is “The Lemons”",
            "the author was Maren Holt, and is nobody",
            "the language was `en`, and is `de`",
            "note: 3 became 2"
        ]
    );
}

#[test]
fn a_difference_is_shown_as_an_outline() {
    let headings = ["Part One", "  Chapter 1", "  Chapter 2: The Tides", "  Interlude", "Part Two", "  Chapter 1"];
    let (changes, _) = changed(&ferry("The Ferry", &headings, &COUNTS));
    assert_eq!(
        shown(&changes, Paint::Plain),
        "ferry.txt: is no longer what storybind.lock says\n  \
         the heading “Chapter 2: The Tide” is “Chapter 2: The Tides” now (line 21)\n      Part One\n        Chapter 1\n    \
         -   Chapter 2: The Tide\n    +   Chapter 2: The Tides\n    +   Interlude\n      Part Two\n        Chapter 1\n\
         if that was meant: storybind lock, with the same paths\n\
         why a line was read as it was: storybind inspect STORY --explain LINE\n"
    );
}

#[test]
fn a_story_that_is_gone_or_unread_is_not_taken_for_well() {
    let (changes, failures) = changed(&account(Vec::new()));
    assert_eq!((&*changes.stories[0].file, failures), ("in/ferry.txt", vec!["the story is gone".to_owned()]));
    let unread = account(vec![("ferry.txt", Outcome::Unchanged, None)]);
    assert_eq!(changed(&unread).1, ["the story was not read, so nothing could be compared"]);
    // The account itself says that these failed.
    let failed = account(vec![("ferry.txt", Outcome::Failed("no".to_owned()), None)]);
    assert!(changed(&failed).0.stories.is_empty());
    // A run over some stories says nothing of the others.
    let mut lock = Lock::default();
    lock.learn(&ferry("The Ferry", &PARTS, &COUNTS), str::to_owned);
    assert!(lock.compare(FILE, &account(Vec::new()), str::to_owned, |_| None).stories.is_empty());
}

#[test]
fn thousands_of_headings_are_compared() {
    let titles: Vec<String> = (0..4000).map(|number| format!("  Chapter {number}")).collect();
    let others: Vec<String> = (0..4000).map(|number| format!("  Kapitel {}", number * 7)).collect();
    let borrow = |titles: &[String]| -> Vec<Heading> {
        titles.iter().map(|title| outline::read_indented(title).expect("a heading")).collect()
    };
    let (changes, lines) = outline::compare(&borrow(&titles), &borrow(&others), |line| (0, line + 1));
    assert_eq!((changes.len(), lines.len()), (8000, 8000));
}

#[test]
fn a_lock_that_is_none_is_refused_with_its_line() {
    let error = |text: &str| Lock::parse(FILE, text).expect_err("no lock").to_string();
    let story = "[[story]]\npath = \"a\"\ntitle = \"A\"\nauthors = []\nlanguage = \"en\"\nheadings = []\n";
    assert!(Lock::parse(FILE, &format!("version = 1\n{story}")).is_ok());
    assert!(error(story).starts_with("storybind.lock:1:1: there is no `version`"));
    assert!(error(&format!("version = 2\nfuture = 1\n{story}")).contains("version 2 of the lock's form"));
    assert!(
        error(&format!("version = 1\n{story}colour = 1\n")).starts_with("storybind.lock:8:1: there is no key `colour`")
    );
    assert!(
        error(&format!("version = 1\n{story}{story}")).starts_with("storybind.lock:9:8: the story `a` is here twice")
    );
    let odd = story.replace("headings = []", "headings = [\n  \"A\",\n  \"   B\",\n]");
    assert!(error(&format!("version = 1\n{odd}")).starts_with("storybind.lock:9:3: a heading is set in by"));
    let role = format!("version = 1\n{story}[story.counts]\nnotes = 1\n");
    assert!(error(&role).starts_with("storybind.lock:9:9: there is no role `notes`"), "{}", error(&role));
    let conflict = format!("version = 1\n<<<<<<< ours\n{story}=======\n>>>>>>> theirs\n");
    assert!(error(&conflict).starts_with("storybind.lock:2:1: here is the mark of a conflict"), "{}", error(&conflict));
    assert!(error("version = \"1\"").contains("made by `storybind lock`"));
    assert!(error("\0").starts_with("storybind.lock:1:"), "{}", error("\0"));
}

proptest::proptest! {
    #[test]
    fn whatever_a_story_is_called_is_read_back(path in ".{1,20}", title in "\\PC*", line in "[^ \u{0}-\u{1F}]\\PC{0,30}") {
        let mut lock = Lock::default();
        let headings = [format!("    {line}")];
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        lock.learn(&ferry(&title, &headings, &COUNTS), |_| format!("{path}\n\t\"'\\{path}"));
        let written = lock.to_string();
        proptest::prop_assert_eq!(Lock::parse(FILE, &written).expect("what was written"), lock);
    }

    #[test]
    fn any_text_is_a_lock_or_an_error_with_advice(text in "\\PC*", at in 0usize..300, with in "[\\[\\]\"'=\\n#a1 -]{0,3}") {
        let mut lock = Lock::default();
        lock.learn(&ferry("The Ferry", &PARTS, &COUNTS), str::to_owned);
        let mut damaged = lock.to_string();
        damaged.insert_str(at.min(damaged.len()), &with);
        for text in [text, damaged] {
            if let Err(error) = Lock::parse(FILE, &text) {
                proptest::prop_assert!(error.to_string().contains("\n  "), "{}", error);
            }
        }
    }
}
