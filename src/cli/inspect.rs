//! `inspect`: what every line of a story is, how sure, and why.

use super::Outcome;
use super::arguments::{Format, InspectWishes};
use super::terminal::Terminal;
use crate::source::Source;
use crate::story::{ReadStory, Story};
use crate::{Error, report, text};

/// Reads one story and shows what was found.
pub(super) fn run(wishes: &InspectWishes, terminal: Terminal) -> Outcome {
    let story = match open(wishes) {
        Ok(story) => story,
        Err(error) => {
            terminal.complain(&error);
            return Outcome::Failed;
        }
    };
    let (manuscript, evidence, reading) = (story.manuscript(), story.evidence(), story.reading());
    if let Some(line) = wishes.explain {
        let answer = line.checked_sub(1).and_then(|line| report::explain(manuscript, evidence, reading, line));
        if let Some(answer) = answer {
            return terminal.give(answer);
        }
        let (place, lines) = (story.source().place(), manuscript.line_count());
        terminal.complain(&format_args!("{place}: there is no line {line}\n  name a line from 1 to {lines}"));
        return Outcome::WrongUse;
    }
    match wishes.format {
        Format::Text => terminal.give(report::outline(manuscript, evidence, reading, terminal.data())),
        Format::Tsv => terminal.give(report::tsv(reading)),
        Format::Json => terminal.give(report::json(manuscript, evidence, reading)),
    }
}

fn open(wishes: &InspectWishes) -> Result<ReadStory, Error> {
    let source = if wishes.story.as_os_str() == "-" {
        Source::standard_input(wishes.encoding)?
    } else {
        Source::open_as(&wishes.story, wishes.encoding)?
    };
    Ok(Story::from(source).read_with(&text::Options { encoding: wishes.encoding, repair: wishes.repair }))
}
