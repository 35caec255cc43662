//! The laboratory: what detection does on the labelled texts, for those who work on it every ten minutes.
//!
//! `cargo lab` shows the scores beside the committed ones, `cargo lab help` what else it can do. `wild` lies in
//! `tests/corpus`; `seeds`, `amateur` and `gutenberg` are read from the folder that `STORYBIND_EVAL` names. The texts that
//! `tests/groups.tsv` marks `apart` are counted and never shown.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own")]

#[cfg(test)]
mod agreement;
mod calibrate;
mod committed;
mod cues;
mod decided;
mod errors;
mod faults;
mod habits;
mod look;
mod model;
mod plot;
mod score;
mod scores;
mod share;
mod tally;
mod texts;
mod weights;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::texts::{CORPORA, Text, Wanted};

/// What detection does on the labelled texts
#[derive(Debug, Parser)]
#[command(name = "cargo lab")]
struct Wishes {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    which: Which,
}

#[derive(Debug, Args)]
struct Which {
    /// Only this corpus (may be given several times)
    #[arg(long, global = true, value_parser = CORPORA)]
    corpus: Vec<String>,
    /// Only texts with this in their name
    #[arg(long, global = true, default_value = "", value_name = "TEXT")]
    only: String,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Every role in every corpus, beside what is committed (the default)
    Scores,
    /// Classes of errors, largest first, then those of open texts with lines and cues
    Errors {
        /// Only where this role is labelled or said
        #[arg(long, value_parser = score::ROLES)]
        role: Option<String>,
        /// Only classes with this in their name ("note read as")
        #[arg(long)]
        class: Option<String>,
        /// Only where this cue spoke
        #[arg(long)]
        cue: Option<String>,
        /// Faults shown at most
        #[arg(long, default_value_t = 30)]
        limit: usize,
    },
    /// What each cue contributes: alone, and by what is worse without it
    Cues {
        /// Only the cues of this room, all of them
        #[arg(long)]
        room: Option<String>,
        /// Only this cue
        #[arg(long)]
        cue: Option<String>,
        /// Cues shown at most where no room is named
        #[arg(long, default_value_t = 30)]
        limit: usize,
    },
    /// How sure readings are, measured on left-out authors
    Calibrate {
        /// Write src/report/chances.rs, docs/confidence.md and its plot
        #[arg(long)]
        write: bool,
    },
    /// How often the list "worth a look" names what is wrong
    Look,
    /// The cues' weights beside others, and beside fitted ones (takes minutes)
    Weights {
        /// Write the table of docs/weights.md
        #[arg(long)]
        write: bool,
    },
    /// Whether an author's other texts help to read one (takes a minute)
    Share {
        /// Write the tables of docs/sharing.md
        #[arg(long)]
        write: bool,
    },
    /// One row a text
    Texts,
    /// Corrections by author or source
    Groups,
    /// Compare with tests/scores.tsv; fails where a row is more than one fault worse
    Check,
    /// Write what is measured to tests/scores.tsv and README.md
    Commit {
        /// Why a row may get worse
        #[arg(long, default_value = "")]
        reason: String,
    },
}

fn main() -> ExitCode {
    let wishes = Wishes::parse();
    match run(&wishes) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("lab: {error}");
            ExitCode::from(2)
        }
    }
}

/// Does what is wished; whether all is as it shall be.
fn run(wishes: &Wishes) -> Result<bool, String> {
    let wanted = Wanted { corpora: wishes.which.corpus.clone(), only: wishes.which.only.clone() };
    let (texts, absent) = texts::read(&wanted)?;
    for corpus in &absent {
        eprintln!("not measured: {corpus} (set STORYBIND_EVAL to the folder that holds it)");
    }
    if texts.is_empty() {
        return Err("no text of that name".to_owned());
    }
    match wishes.task.as_ref().unwrap_or(&Task::Scores) {
        Task::Scores => print!("{}", scores::table(&texts)?),
        Task::Errors { role, class, cue, limit } => {
            let (role, class, cue) = (role.clone(), class.clone(), cue.clone());
            print!("{}", errors::page(&texts, &errors::Wish { role, class, cue, limit: *limit }));
        }
        Task::Cues { room, cue, limit } => {
            print!("{}", cues::page(&texts, &cues::Wish { room: room.clone(), cue: cue.clone(), limit: *limit })?);
        }
        Task::Calibrate { write: true } | Task::Weights { write: true } | Task::Share { write: true }
            if !absent.is_empty() || !wanted.is_everything() =>
        {
            return Err("what is written is measured on all corpora and all texts".to_owned());
        }
        Task::Calibrate { write } => print!("{}", calibrate::run(&texts, *write)?),
        Task::Weights { write } => {
            let table = weights::page(&texts);
            print!("{table}");
            if *write {
                committed::between_marks(weights::PAGE, weights::MARKS, &table)?;
            }
        }
        Task::Share { write } => {
            let tables = share::page(&texts)?;
            print!("{tables}");
            if *write {
                committed::between_marks(share::PAGE, share::MARKS, &tables)?;
            }
        }
        Task::Look => print!("{}", look::page(&texts)),
        Task::Texts => print!("{}", scores::rows_of_texts(&texts)),
        Task::Groups => print!("{}", scores::groups(&texts)),
        Task::Check => return check(&texts, !absent.is_empty() || !wanted.is_everything()),
        Task::Commit { .. } if !wanted.only.is_empty() => {
            return Err("commit wants whole corpora\n  leave --only away".to_owned());
        }
        Task::Commit { reason } => println!("{}", committed::commit(&texts, reason)?),
    }
    Ok(true)
}

/// Shows the table and what is better or worse than committed; whether nothing is worse.
fn check(texts: &[Text], is_partial: bool) -> Result<bool, String> {
    print!("{}", scores::table(texts)?);
    let mut verdict = committed::compare(&committed::measured(texts), &committed::held()?);
    if !committed::readme_agrees()? {
        verdict.worse.push("README.md does not say what tests/scores.tsv says: cargo lab commit".to_owned());
    }
    for line in &verdict.worse {
        println!("worse   {line}");
    }
    for line in &verdict.better {
        println!("better  {line}");
    }
    if !verdict.better.is_empty() {
        println!("{} rows are better than tests/scores.tsv says: cargo lab commit", verdict.better.len());
    }
    let (confidence, is_calibrated) = calibrate::check(texts);
    println!("{confidence}");
    let part = if is_partial { ", only a part of the corpora" } else { "" };
    println!("{} texts read{part}, {} rows worse", texts.len(), verdict.worse.len());
    Ok(verdict.worse.is_empty() && (is_calibrated || is_partial))
}
