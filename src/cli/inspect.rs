//! `inspect`: what every line of a story is, how sure, and why.

use super::Outcome;
use super::arguments::{Format, InspectWishes};
use super::settings;
use super::terminal::Terminal;
use crate::batch::Said;
use crate::settings::BookWishes;
use crate::source::{Provenance, Source};
use crate::story::{ReadStory, Story};
use crate::{Error, Options, report};

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
    let is_input = wishes.story.as_os_str() == "-";
    let from = if is_input { Provenance::of_standard_input() } else { Provenance::of_file(&wishes.story) };
    let said = Said::of(&settings::whence(&wishes.settings), [from.path.as_deref()]).about(from.path.as_deref())?;
    let stated =
        BookWishes { encoding: wishes.encoding, repair: wishes.repair.then_some(true), ..BookWishes::default() };
    let options = Options::default().with(&said.book(&from).overruled_by(stated)).text;
    let source = if is_input {
        Source::standard_input(options.encoding)?
    } else {
        Source::open_as(&wishes.story, options.encoding)?
    };
    Ok(Story::from(source).with_settings(said).read_with(&options))
}
