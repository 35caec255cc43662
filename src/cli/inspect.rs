//! `inspect`: what every line of a story is, how sure, and why.

use super::Outcome;
use super::arguments::{Format, InspectWishes};
use super::settings;
use super::terminal::Terminal;
use crate::batch::{Plan, Volume};
use crate::deliver::Output;
use crate::devices::Form;
use crate::settings::BookWishes;
use crate::story::{ReadStory, Story};
use crate::{Options, report};

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

/// Reads the story; several files, or a folder of its chapters, are read as one.
fn open(wishes: &InspectWishes) -> Result<ReadStory, String> {
    let mut plan = Plan::of(&wishes.stories, &Output::Beside, &settings::whence(&wishes.settings), true, Form::Epub);
    if let Some(error) = plan.errors.first() {
        return Err(error.to_string());
    }
    let story = match plan.books.len() {
        1 => plan.books.remove(0).story,
        0 => return Err("no story was found\n  name a file, or a folder with the chapters of one story".to_owned()),
        _ if wishes.stories.iter().all(|path| !path.is_dir()) => {
            Volume::of_files(plan.books.into_iter().flat_map(|book| book.story.files).map(|chapter| chapter.file))
        }
        several => return Err(format!("these are {several} stories\n  name one of them, or the files that are one")),
    };
    let said = plan.said.about(story.first().path()).map_err(|error| error.to_string())?;
    let stated =
        BookWishes { encoding: wishes.encoding, repair: wishes.repair.then_some(true), ..BookWishes::default() };
    let options = Options::default().with(&said.book(&story.first().provenance()).overruled_by(stated)).text;
    let source = story.read(options.encoding).map_err(|error| error.to_string())?;
    Ok(Story::from(source).with_settings(said).read_with(&options))
}
