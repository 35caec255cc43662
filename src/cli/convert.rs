//! `convert`: stories to books, all cores at work, the answers in the order of the stories.

pub(super) mod account;
pub(super) mod books;
mod plan;
pub(super) mod wishes;

use std::path::{Path, PathBuf};

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
use crate::devices::Form;
use crate::source::{is_called_a_book, shown};

/// What the user wants bound, understood: `convert` and `watch` work from it.
pub(super) struct Order<'w> {
    /// As typed.
    pub(super) wishes: &'w BindWishes,
    /// The stories, and the folders with stories.
    pub(super) paths: Vec<PathBuf>,
    /// Books that are to be given another form.
    pub(super) books: Vec<PathBuf>,
    /// The form of the books.
    pub(super) form: Form,
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
        let terminal = terminal.with_voice(Voice::of(wishes.quiet, wishes.verbose));
        let output = Output::of(wishes.output.as_deref());
        let modified = wishes::modified().map_err(|mistake| wrong(&mistake, terminal))?;
        if let Some(jobs) = wishes.jobs {
            // Fails only where the pool stands already, as in a program that runs several commands.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        }
        let existing = if wishes.force { Existing::Any } else { Existing::Own };
        let batch = Wishes { stated: wishes::stated(wishes), modified, existing, ..Wishes::default() };
        let form = wishes.device.map_or_else(Form::default, |device| device.form);
        let is_book = |path: &&PathBuf| wishes.device.is_some() && is_called_a_book(path);
        let (books, paths) = wishes.paths.iter().partition(is_book);
        let (books, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = (books, paths);
        let whole = |paths: Vec<&PathBuf>| paths.into_iter().cloned().collect();
        Ok(Order { wishes, paths: whole(paths), books: whole(books), form, output, batch, terminal })
    }

    /// Looks up the stories, or says why no plan can be made of them.
    pub(super) fn plan(&self) -> Result<Plan, Outcome> {
        let wishes = self.wishes;
        let whence = settings::whence(&wishes.settings);
        let plan = Plan::of(&self.paths, &self.output, &whence, !wishes.no_grouping, self.form);
        match mistake(self, &plan) {
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
    let formed = books::convert(&order, *dry_run)?;
    if order.paths.is_empty() {
        return Ok(formed);
    }
    if let Some(mistake) = books::mistake(&order, &plan) {
        terminal.complain(&mistake);
        return Ok(Outcome::Failed);
    }
    if let Some(mistake) = mistake_of_reports(wishes, &plan) {
        return Err(wrong(&mistake, terminal));
    }
    let tell_all = reports.is_any() || *locked;
    let batch = Wishes { shard: *shard, tell_all, is_dry: *dry_run, ..order.batch.clone() };
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
        return Ok(outcome.and(formed));
    }
    let outcome = outcome.and(formed);
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

fn wrong(mistake: &str, terminal: Terminal) -> Outcome {
    terminal.complain(&mistake);
    Outcome::WrongUse
}

/// What cannot be meant: one title or one file for several stories, a book in the place of a story.
fn mistake(order: &Order<'_>, plan: &Plan) -> Option<String> {
    let Order { wishes, output, form, books, .. } = order;
    let several = plan.books.len() + books.len();
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
        Output::File(path) if *form == Form::Kepub && Form::of(path) != Form::Kepub => {
            let ending = form.ending();
            let (path, better) = (shown(path), shown(&path.with_extension("").with_extension(&ending[1..])));
            Some(format!("{path}: a Kobo knows its own books by a name that ends in {ending}\n  say -o {better}"))
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
