//! `check`: whether a book, anybody's, is what storybind demands of its own.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Outcome;
use super::arguments::CheckWishes;
use super::terminal::Terminal;
use crate::epub::{self, Finding};
use crate::source::{Source, shown};
use crate::{Error, report, text};

/// Bytes of a book. It is held in memory, and nobody's is larger; a pipe or a device may have no end at all.
const LARGEST: u64 = 1 << 30;

/// Checks one book. Findings are data; that there are none is talk.
pub(super) fn run(wishes: &CheckWishes, terminal: Terminal) -> Outcome {
    let book = shown(&wishes.book);
    let bytes = match read(&wishes.book) {
        Ok(bytes) => bytes,
        Err(cause) => {
            terminal
                .complain(&format_args!("{book}: cannot be read ({cause})\n  name a book: a file that ends in .epub"));
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
        terminal.say(&format_args!("{book}: nothing to mend"));
    }
    let given = terminal.give(report::verdict(&book, &findings, terminal.data()));
    if findings.iter().any(|finding| finding.is_fault) { Outcome::Failed } else { given }
}

fn read(book: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(book)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    if length <= LARGEST {
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    }
    if length > LARGEST || bytes.len() as u64 > LARGEST {
        return Err(io::Error::other(format!("it is larger than {} GB", LARGEST >> 30)));
    }
    Ok(bytes)
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
