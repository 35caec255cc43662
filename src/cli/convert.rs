//! `convert`: stories to books, all cores at work, the answers in the order of the stories.

pub(super) mod account;
mod plan;
mod wishes;

use std::path::Path;

use super::Outcome;
use super::arguments::{BindWishes, ConvertWishes};
use super::interrupt;
use super::lock;
use super::progress::Progress;
use super::reports;
use super::settings;
use super::terminal::{Terminal, Voice};
use crate::batch::{self, Plan, Wishes};
use crate::deliver::{Existing, Output};
use crate::source::shown;

/// What the user wants bound, understood: `convert` and `watch` work from it.
pub(super) struct Order<'w> {
    /// As typed.
    pub(super) wishes: &'w BindWishes,
    /// Where the books go.
    pub(super) output: Output,
    /// How they are bound.
    pub(super) batch: Wishes,
    /// Where all of it is told.
    pub(super) terminal: Terminal,
}

impl<'w> Order<'w> {
    /// Understands what was typed, or says what is wrong with it.
    pub(super) fn of(wishes: &'w BindWishes, terminal: Terminal) -> Result<Order<'w>, Outcome> {
        let terminal = terminal.with_voice(voice(wishes));
        let output = Output::of(wishes.output.as_deref());
        let modified = wishes::modified().map_err(|mistake| wrong(&mistake, terminal))?;
        if let Some(jobs) = wishes.jobs {
            // Fails only where the pool stands already, as in a program that runs several commands.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        }
        let existing = if wishes.force { Existing::Any } else { Existing::Own };
        let batch = Wishes { stated: wishes::stated(wishes), modified, existing, ..Wishes::default() };
        Ok(Order { wishes, output, batch, terminal })
    }

    /// Looks up the stories, or says why no plan can be made of them.
    pub(super) fn plan(&self) -> Result<Plan, Outcome> {
        let wishes = self.wishes;
        let plan = Plan::of(&wishes.paths, &self.output, &settings::whence(&wishes.settings), !wishes.no_grouping);
        match mistake(wishes, &plan, &self.output) {
            Some(mistake) => Err(wrong(&mistake, self.terminal)),
            None => Ok(plan),
        }
    }
}

/// Binds what the user named.
pub(super) fn run(wishes: &ConvertWishes, terminal: Terminal) -> Outcome {
    bind(wishes, terminal).unwrap_or_else(|outcome| outcome)
}

fn bind(wishes: &ConvertWishes, terminal: Terminal) -> Result<Outcome, Outcome> {
    let ConvertWishes { bind, dry_run, shard, reports, locked } = wishes;
    let order = Order::of(bind, terminal)?;
    let terminal = order.terminal;
    let plan = order.plan()?;
    if let Some(mistake) = mistake_of_reports(wishes, &plan) {
        return Err(wrong(&mistake, terminal));
    }
    let tell_all = reports.is_any() || *locked;
    let batch = Wishes { shard: *shard, tell_all, is_dry: *dry_run, ..order.batch };
    let stop = interrupt::stop();
    let progress = Progress::over(&plan, terminal);
    let ends = batch::run(&plan, &batch, &progress, &stop);
    progress.end();
    let orphans = if stop.is_asked() { Vec::new() } else { batch::orphans(&plan) };
    let outcome = if *dry_run {
        plan::show(&plan, &ends, &orphans, bind.prune, terminal)
    } else {
        account::give(&plan, &ends, terminal).and(account::prune(&plan, &orphans, bind.prune, terminal))
    };
    if !tell_all {
        return Ok(outcome);
    }
    let mut account = batch::account(&plan, &ends, *dry_run);
    if *locked {
        match lock::changes(&bind.paths, &account) {
            Ok(changes) => account.changes = Some(changes),
            Err(message) => {
                terminal.complain(&message);
                return Ok(outcome.and(Outcome::Failed));
            }
        }
    }
    Ok(outcome.and(reports::judge(account, reports, terminal)))
}

fn voice(wishes: &BindWishes) -> Voice {
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
fn mistake(wishes: &BindWishes, plan: &Plan, output: &Output) -> Option<String> {
    let several = plan.books.len();
    if several > 1 && wishes.cover.is_some() {
        let advice = "name one story, or say `cover` in a storybind.toml for those that are to have it";
        return Some(format!("--cover is given, and there are {several} stories\n  {advice}"));
    }
    if several > 1 && wishes.title.is_some() {
        return Some(format!(
            "--title is given, and there are {several} stories\n  name one story, or leave --title out"
        ));
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

/// What cannot be meant: a report in the place of the plan, of another report or of a story.
fn mistake_of_reports(wishes: &ConvertWishes, plan: &Plan) -> Option<String> {
    if wishes.dry_run && wishes.reports.is_data() {
        return Some(
            "--dry-run writes the plan to standard output\n  give the report a file: --report json=FILE".into(),
        );
    }
    let stories: Vec<&Path> = plan.books.iter().flat_map(|book| book.story.paths()).collect();
    wishes.reports.mistake(&stories)
}
