//! `check`: whether a book, anybody's, is what storybind demands of its own, and what a device demands.

use std::path::Path;

use super::Outcome;
use super::arguments::CheckWishes;
use super::terminal::Terminal;
use crate::devices::{self, Form};
use crate::epub;
use crate::source::{self, Source, shown};
use crate::text::{self, Manuscript};
use crate::{Error, report};

/// Checks books, one after the other. Findings are data; that there are none is talk.
pub(super) fn run(wishes: &CheckWishes, terminal: Terminal) -> Outcome {
    if wishes.against.is_some() && wishes.books.len() > 1 {
        let books = wishes.books.len();
        terminal.complain(&format_args!("--against is given, and there are {books} books\n  name one book"));
        return Outcome::WrongUse;
    }
    let story = match wishes.against.as_deref().map(|path| story(path, wishes)).transpose() {
        Ok(story) => story,
        Err(error) => {
            terminal.complain(&error);
            return Outcome::Failed;
        }
    };
    let mut outcome = Outcome::Done;
    for book in &wishes.books {
        outcome = outcome.and(check(book, story.as_ref(), wishes, terminal));
    }
    outcome
}

fn check(book: &Path, story: Option<&Manuscript>, wishes: &CheckWishes, terminal: Terminal) -> Outcome {
    let name = shown(book);
    let bytes = match source::read_book(book) {
        Ok(bytes) => bytes,
        Err(cause) => {
            terminal
                .complain(&format_args!("{name}: cannot be read ({cause})\n  name a book: a file that ends in .epub"));
            return Outcome::Failed;
        }
    };
    let findings = match (wishes.device, story) {
        (Some(device), _) => devices::check(device, Form::of(book), &bytes, story),
        (None, Some(story)) => epub::check_against(&bytes, story),
        (None, None) => epub::check(&bytes),
    };
    if findings.is_empty() {
        terminal.say(&format_args!("{name}: nothing to mend"));
    }
    let given = terminal.give(report::verdict(&name, &findings, terminal.data()));
    if findings.iter().any(|finding| finding.is_fault) { Outcome::Failed } else { given }
}

/// The story that a book was made from.
fn story(path: &Path, wishes: &CheckWishes) -> Result<Manuscript, Error> {
    let story = if path.as_os_str() == "-" {
        Source::standard_input(wishes.encoding)?
    } else {
        Source::open_as(path, wishes.encoding)?
    };
    Ok(text::read(story.bytes, &text::Options { encoding: wishes.encoding, repair: wishes.repair }))
}
