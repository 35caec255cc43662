//! `inspect`: what every line of a story is, how sure, and why.

use super::Outcome;
use super::arguments::{Format, InspectWishes};
use super::settings;
use super::terminal::Terminal;
use crate::batch::Said;
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
    for misfit in story.misfits() {
        settings::warn(misfit, terminal);
    }
    let (manuscript, evidence, reading) = (story.manuscript(), story.evidence(), story.reading());
    if let Some(line) = wishes.explain {
        let answer = line.checked_sub(1).and_then(|line| report::explain(manuscript, evidence, reading, line));
        if let Some(answer) = answer {
            return terminal.give(answer);
        }
        let (place, lines) = (story.from().place(), manuscript.line_count());
        terminal.complain(&format_args!("{place}: there is no line {line}\n  name a line from 1 to {lines}"));
        return Outcome::WrongUse;
    }
    if wishes.suggest {
        let suggestions = report::suggest(manuscript, evidence, reading, story.from());
        if suggestions.is_empty() {
            terminal.say(&format_args!("{}: nothing is worth a look", story.from().place()));
        }
        return terminal.give(suggestions);
    }
    match wishes.format {
        Format::Text => terminal.give(report::outline(manuscript, evidence, reading, terminal.data())),
        Format::Tsv => terminal.give(report::tsv(reading)),
        Format::Json => terminal.give(report::json(manuscript, evidence, reading)),
        Format::Html => terminal.give(report::html(manuscript, evidence, reading, story.from())),
    }
}

fn open(wishes: &InspectWishes) -> Result<ReadStory, Error> {
    let source = if wishes.story.as_os_str() == "-" {
        Source::standard_input(wishes.encoding)?
    } else {
        Source::open_as(&wishes.story, wishes.encoding)?
    };
    let said = Said::of(&settings::whence(&wishes.settings), [source.from.path.as_deref()])
        .about(source.from.path.as_deref())?;
    let options = text::Options { encoding: wishes.encoding, repair: wishes.repair };
    Ok(Story::from(source).with_settings(said).read_with(&options))
}
