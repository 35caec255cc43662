//! `load`: books onto an e-reader that is plugged in.

use std::path::Path;

use super::arguments::LoadWishes;
use super::convert::books::tell_left;
use super::convert::wishes::modified;
use super::ready::{self, Ready};
use super::terminal::{Terminal, Voice, harmless};
use super::{Outcome, interrupt};
use crate::batch::Stop;
use crate::deliver::Existing;
use crate::deliver::reader::{Change, Error, Loading, Planned, Reader, bytes};
use crate::devices::Form;
use crate::source::shown;

/// Loads what the user named.
pub(super) fn run(wishes: &LoadWishes, terminal: Terminal) -> Outcome {
    let terminal = terminal.with_voice(Voice::of(wishes.ready.quiet, wishes.ready.verbose));
    load(wishes, terminal).unwrap_or_else(|error| {
        terminal.complain(&error);
        Outcome::Failed
    })
}

fn load(wishes: &LoadWishes, terminal: Terminal) -> Result<Outcome, Box<dyn std::error::Error>> {
    let LoadWishes { paths, ready: from, to, device, dry_run, prune, force } = wishes;
    let reader = Reader::meant(to.as_deref(), *device)?;
    let stage = tempfile::tempdir()?;
    let stop = interrupt::stop();
    let Ready { books, outcome } =
        ready::ready(paths, from, modified()?, &stage.path().join("books"), reader.books(), &stop, terminal);
    if books.is_empty() && outcome == Outcome::Done {
        return Err(ready::NOTHING.into());
    }
    let forms = stage.path().join("forms");
    std::fs::create_dir(&forms)?;
    let existing = if *force { Existing::Any } else { Existing::Own };
    let loading = Loading::plan(reader, books, &forms, existing, *dry_run)?;
    let mut outcome = outcome;
    for error in loading.books.iter().filter_map(|book| book.as_ref().err()) {
        terminal.complain(error);
        outcome = Outcome::Failed;
    }
    // Where none can be loaded, there is nothing to count.
    if loading.books.iter().any(Result::is_ok) {
        terminal.say(&heading(&loading));
        loading.books.iter().flatten().for_each(|book| remark(book, &loading.reader, terminal));
        let done = if *dry_run { show(&loading, terminal) } else { act(&loading, &stop, terminal)? };
        outcome = outcome.and(done);
    }
    if *prune && outcome != Outcome::Done {
        terminal.complain(
            &"nothing was removed from the reader, for not all books were loaded\n  mend that, and try again",
        );
    } else if *prune {
        outcome = remove(&loading, *dry_run, terminal);
    }
    loading.close();
    Ok(outcome)
}

/// "Kobo (/media/KOBOeReader): 3 of 12 books to copy, 1.2 MB; 1.3 GB free".
fn heading(loading: &Loading) -> String {
    let Reader { profile, drive, .. } = &loading.reader;
    let books = ready::counted(loading.books.iter().flatten().count());
    let copied = loading.changed().count();
    let free = loading.reader.free().map_or_else(String::new, |free| format!("; {} free", bytes(free)));
    let length = loading.changed().map(|book| book.length).sum();
    format!("{} ({}): {copied} of {books} to copy, {}{free}", profile.called, shown(drive), bytes(length))
}

/// Says what somebody who reads the book there would wonder at.
fn remark(book: &Planned, reader: &Reader, terminal: Terminal) {
    let called = shown(&book.book.called);
    if book.change != Change::Unchanged {
        tell_left(&called, &book.left, terminal);
    }
    if book.keeps_form(reader) {
        let (form, place) = (reader.profile.form.name(), shown(&book.place));
        terminal.say(&format_args!(
            "{called}: stays {} on the reader, since place and highlights hang on the name of its file\n  to have it as \
             {form}, remove {place} there and load it again",
            Form::of(&book.place).name()
        ));
    }
}

/// Puts the books on the reader, if there is room for all.
fn act(loading: &Loading, stop: &Stop, terminal: Terminal) -> Result<Outcome, Error> {
    loading.see_to_room()?;
    let (mut counts, mut outcome) = (Counts::default(), Outcome::Done);
    let goes_on = || !stop.is_asked();
    let tell = |book: &Planned, done| match done {
        Ok(()) => {
            counts.add(book.change);
            if book.change != Change::Unchanged {
                terminal.say(&line(book, &loading.reader.drive));
            }
        }
        Err(error) => {
            outcome = Outcome::Failed;
            terminal.complain(&format_args!("{}: {error}", shown(&book.book.called)));
        }
    };
    loading.load(goes_on, tell)?;
    if counts.all() > 0 {
        terminal.say(&counts);
    }
    if stop.is_asked() {
        terminal.complain(&"stopped before the end\n  the same command goes on where this one stopped");
        outcome = Outcome::Failed;
    }
    Ok(outcome)
}

/// Shows what would be done.
fn show(loading: &Loading, terminal: Terminal) -> Outcome {
    let lines = loading.books.iter().flatten().map(|book| harmless(&line(book, &loading.reader.drive)) + "\n");
    let given = terminal.give(lines.collect::<String>());
    match loading.see_to_room() {
        Ok(()) => given,
        Err(error) => {
            terminal.complain(&error);
            Outcome::Failed
        }
    }
}

/// Removes the books that are on the reader and not among these.
fn remove(loading: &Loading, is_dry: bool, terminal: Terminal) -> Outcome {
    let mut outcome = Outcome::Done;
    for (place, is_own) in loading.others() {
        let place_shown = shown(&place);
        if !is_own {
            terminal.say(&format_args!("{place_shown}: has been changed on the reader, and stays"));
        } else if is_dry {
            terminal.say(&format_args!("{place_shown}: would be removed"));
        } else {
            match loading.remove(&place) {
                Ok(()) => terminal.say(&format_args!("{place_shown}: removed")),
                Err(cause) => {
                    terminal.complain(&format_args!("{place_shown}: cannot be removed ({cause})"));
                    outcome = Outcome::Failed;
                }
            }
        }
    }
    outcome
}

/// "new: The Ferry (Tides/The Ferry.kepub.epub)".
fn line(book: &Planned, drive: &Path) -> String {
    let what = match book.change {
        Change::New => "new",
        Change::Update => "updated",
        Change::Unchanged => "unchanged",
    };
    let place = book.place.strip_prefix(drive).unwrap_or(&book.place);
    format!("{what}: {} ({})", book.book.title(), shown(place))
}

/// How many books were new, updated, unchanged.
#[derive(Default)]
struct Counts {
    new: usize,
    updated: usize,
    unchanged: usize,
}

impl Counts {
    fn add(&mut self, change: Change) {
        match change {
            Change::New => self.new += 1,
            Change::Update => self.updated += 1,
            Change::Unchanged => self.unchanged += 1,
        }
    }

    fn all(&self) -> usize {
        self.new + self.updated + self.unchanged
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Counts { new, updated, unchanged } = self;
        write!(f, "{} on the reader: {new} new, {updated} updated, {unchanged} unchanged", ready::counted(self.all()))
    }
}
