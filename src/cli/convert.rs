//! `convert`: stories to books, all cores at work, the answers in the order of the stories.

mod account;
mod plan;
mod wishes;

use std::path::Path;

use super::Outcome;
use super::arguments::ConvertWishes;
use super::interrupt;
use super::lock;
use super::progress::Progress;
use super::reports;
use super::settings;
use super::terminal::{Terminal, Voice};
use crate::batch::{self, Plan, Wishes};
use crate::deliver::{Existing, Output};
use crate::source::shown;

/// Binds what the user named.
pub(super) fn run(wishes: &ConvertWishes, terminal: Terminal) -> Outcome {
    let terminal = terminal.with_voice(voice(wishes));
    let output = Output::of(wishes.output.as_deref());
    let modified = match wishes::modified() {
        Ok(modified) => modified,
        Err(mistake) => return wrong(&mistake, terminal),
    };
    if let Some(jobs) = wishes.jobs {
        // Fails only where the pool stands already, as in a program that runs several commands.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let plan = Plan::of(&wishes.paths, &output, &settings::whence(&wishes.settings), !wishes.no_grouping);
    if let Some(mistake) = mistake(wishes, &plan, &output) {
        return wrong(&mistake, terminal);
    }
    let existing = if wishes.force { Existing::Any } else { Existing::Own };
    let tell_all = wishes.reports.is_any() || wishes.locked;
    let batch = Wishes {
        stated: wishes::stated(wishes),
        modified,
        existing,
        shard: wishes.shard,
        tell_all,
        is_dry: wishes.dry_run,
    };
    let stop = interrupt::stop();
    let progress = Progress::over(&plan, terminal);
    let ends = batch::run(&plan, &batch, &progress, &stop);
    progress.end();
    let orphans = if stop.is_asked() { Vec::new() } else { batch::orphans(&plan) };
    let outcome = if wishes.dry_run {
        plan::show(&plan, &ends, &orphans, wishes.prune, terminal)
    } else {
        account::give(&plan, &ends, terminal).and(account::prune(&plan, &orphans, wishes.prune, terminal))
    };
    if !tell_all {
        return outcome;
    }
    let mut account = batch::account(&plan, &ends, wishes.dry_run);
    if wishes.locked {
        match lock::changes(&wishes.paths, &account) {
            Ok(changes) => account.changes = Some(changes),
            Err(message) => {
                terminal.complain(&message);
                return outcome.and(Outcome::Failed);
            }
        }
    }
    outcome.and(reports::judge(account, &wishes.reports, terminal))
}

fn voice(wishes: &ConvertWishes) -> Voice {
    match (wishes.quiet, wishes.verbose) {
        (true, _) => Voice::Quiet,
        (_, true) => Voice::Verbose,
        _ => Voice::Usual,
    }
}

fn wrong(mistake: &str, terminal: Terminal) -> Outcome {
    terminal.complain(&mistake);
    Outcome::WrongUse
}

/// What cannot be meant: one title or one file for several stories, a book in the place of a story.
fn mistake(wishes: &ConvertWishes, plan: &Plan, output: &Output) -> Option<String> {
    let several = plan.books.len();
    if several > 1 && wishes.title.is_some() {
        return Some(format!(
            "--title is given, and there are {several} stories\n  name one story, or leave --title out"
        ));
    }
    if wishes.dry_run && wishes.reports.is_data() {
        return Some(
            "--dry-run writes the plan to standard output\n  give the report a file: --report json=FILE".into(),
        );
    }
    let stories: Vec<&Path> = plan.books.iter().flat_map(|book| book.story.paths()).collect();
    if let Some(mistake) = wishes.reports.mistake(&stories) {
        return Some(mistake);
    }
    match output {
        Output::File(path) if several > 1 => {
            let path = shown(path);
            Some(format!("{path}: is one file, and there are {several} stories\n  name a folder with -o"))
        }
        Output::Folder(path) if path.is_file() => {
            let path = shown(path);
            Some(format!("{path}: is a file, and no book's\n  name a folder with -o, or a file that ends in .epub"))
        }
        _ => None,
    }
}
