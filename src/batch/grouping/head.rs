//! What the files of a family begin with: whether they go on with one story, or each begins its own.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

use super::name::Numbered;
use crate::classify::{self, Detail};
use crate::detect::headings::Form;
use crate::detect::{self, Role};
use crate::source::Candidate;
use crate::text::{self, Words};

/// Bytes at the beginning of a file that are looked at.
const LOOKED_AT: u64 = 6_000;
/// Files of a large family that are opened first, spread over it: a folder of thousands of numbered stories is told from
/// one of chapters by these.
const SAMPLE: usize = 32;

/// What the files that were opened say, counted.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// The files themselves.
    pub(super) opened: usize,
    /// Files whose first heading has the number that their name has, or that repeat the title of another.
    pub(super) going_on: usize,
    /// Files but the first that begin a story of their own: with a title page, or with a first chapter.
    pub(super) own: usize,
}

/// What one file begins with.
#[derive(Debug, Default)]
struct Head {
    title: Option<String>,
    /// An author's line or a field stands there: a title page.
    has_page: bool,
    number: Option<u32>,
}

impl Heads {
    /// Reads the beginnings; of a large family no more than a sample, where three in four of it begin a story of their own.
    pub(super) fn of(members: &[(usize, Numbered)], candidates: &[Candidate]) -> Heads {
        let step = if members.len() > 2 * SAMPLE { members.len() / SAMPLE } else { 1 };
        let read = |of: usize| Head::of(&candidates[members[of].0]);
        let sample: Vec<(Head, &Numbered)> =
            (0..members.len()).step_by(step).map(|of| (read(of), &members[of].1)).collect();
        let heads = Heads::count(&sample);
        if step == 1 || heads.own * 4 >= heads.opened * 3 {
            return heads;
        }
        let mut sample = sample.into_iter();
        let rest = |of: usize| if of.is_multiple_of(step) { sample.next() } else { Some((read(of), &members[of].1)) };
        Heads::count(&(0..members.len()).filter_map(rest).collect::<Vec<_>>())
    }

    fn count(read: &[(Head, &Numbered)]) -> Heads {
        let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
        for title in read.iter().filter_map(|(head, _)| head.title.as_deref()) {
            *titles.entry(title).or_default() += 1;
        }
        let mut heads = Heads { opened: read.len(), ..Heads::default() };
        for (at, (head, named)) in read.iter().enumerate() {
            let shared = head.title.as_deref().is_some_and(|title| titles[title] > 1 || title == folded(&named.book));
            let is_numbered = head.number == Some(named.number) && named.rank == 1;
            if is_numbered || shared {
                heads.going_on += 1;
            } else if at > 0 && (head.title.is_some() && head.has_page || head.number == Some(1)) {
                heads.own += 1;
            }
        }
        heads
    }
}

impl Head {
    fn of(file: &Candidate) -> Head {
        let mut bytes = Vec::new();
        // What is read of a pipe would be missing from its book.
        let opened = file.path().filter(|path| path.is_file()).and_then(|path| File::open(path).ok());
        // What cannot be read here will be complained of when it is to be bound.
        let _ = opened.map(|opened| opened.take(LOOKED_AT).read_to_end(&mut bytes));
        let story = text::read(bytes, &text::Options::default());
        let reading = classify::decide(&story, &detect::examine(&story));
        let mut head = Head::default();
        for element in &reading.elements {
            let lines = || element.lines.clone().map(|line| story.read_line(line)).collect::<Vec<_>>().join(" ");
            match (element.role, &element.detail) {
                (Role::Title, _) if head.title.is_none() => head.title = Some(folded(&lines())),
                (Role::Byline | Role::Field, _) => head.has_page = true,
                (Role::Heading, Detail::Heading { title, .. }) => {
                    head.number = Form::read(title).and_then(|form| form.number);
                    break;
                }
                (Role::Body, _) => break,
                _ => {}
            }
        }
        head
    }
}

fn folded(text: &str) -> String {
    Words::new(text).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
