//! `check`: whether a book, anybody's, is what storybind demands of its own.

use super::Outcome;
use super::arguments::CheckWishes;
use super::book;
use super::terminal::Terminal;
use crate::epub::{self, Finding};
use crate::source::{Source, shown};
use crate::{Error, report, text};

/// Checks one book. Findings are data; that there are none is talk.
pub(super) fn run(wishes: &CheckWishes, terminal: Terminal) -> Outcome {
    let name = shown(&wishes.book);
    let bytes = match book::read(&wishes.book) {
        Ok(bytes) => bytes,
        Err(cause) => {
            terminal
                .complain(&format_args!("{name}: cannot be read ({cause})\n  name a book: a file that ends in .epub"));
            return Outcome::Failed;
        }
    };
    let findings = match findings(&bytes, wishes) {
        Ok(findings) => findings,
        Err(error) => {
            terminal.complain(&error);
            return Outcome::Failed;
        }
    };
    if findings.is_empty() {
        terminal.say(&format_args!("{name}: nothing to mend"));
    }
    let given = terminal.give(report::verdict(&name, &findings, terminal.data()));
    if findings.iter().any(|finding| finding.is_fault) { Outcome::Failed } else { given }
}

fn findings(book: &[u8], wishes: &CheckWishes) -> Result<Vec<Finding>, Error> {
    let Some(path) = &wishes.against else { return Ok(epub::check(book)) };
    let story = if path.as_os_str() == "-" {
        Source::standard_input(wishes.encoding)?
    } else {
        Source::open_as(path, wishes.encoding)?
    };
    let manuscript = text::read(story.bytes, &text::Options { encoding: wishes.encoding, repair: wishes.repair });
    Ok(epub::check_against(book, &manuscript))
}
