//! How far a run is. Where a terminal is watching: a bar for the batch and a line for each worker. Anywhere else: a plain
//! line at each tenth of a long run.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::{Terminal, Voice};
use crate::batch::{End, Observer, Plan, Planned};

/// Stories from which a run is long enough to be reported on while nobody is watching.
const LONG: usize = 500;
/// Plain lines of a long run.
const LINES: usize = 10;

/// Counts finished stories.
#[derive(Debug)]
pub(super) struct Progress {
    batch: ProgressBar,
    /// A line for each worker; none where no terminal is watching.
    workers: Vec<ProgressBar>,
    of: usize,
    done: AtomicUsize,
    terminal: Terminal,
    is_watched: bool,
}

impl Progress {
    /// Over all that is planned.
    pub(super) fn over(plan: &Plan, terminal: Terminal) -> Progress {
        let is_watched = io::stderr().is_terminal() && terminal.voice() != Voice::Quiet;
        let target = if is_watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let lines = MultiProgress::with_draw_target(target);
        let of = plan.books.len();
        let batch = lines.add(ProgressBar::new(u64::try_from(of).unwrap_or(u64::MAX)));
        if let Ok(style) = ProgressStyle::with_template("binding {wide_bar} {human_pos}/{human_len} {elapsed}") {
            batch.set_style(style);
        }
        let count = if is_watched && of > 1 { rayon::current_num_threads().min(of) } else { 0 };
        let style = ProgressStyle::with_template("  {wide_msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
        let worker = |_| lines.add(ProgressBar::new_spinner().with_style(style.clone()));
        let workers = (0..count).map(worker).collect();
        Progress { batch, workers, of, done: AtomicUsize::new(0), terminal, is_watched }
    }

    /// All are finished: the lines make room for what there is to say.
    pub(super) fn end(&self) {
        self.workers.iter().for_each(ProgressBar::finish_and_clear);
        self.batch.finish_and_clear();
    }

    /// The line of the worker that asks.
    fn worker(&self) -> Option<&ProgressBar> {
        self.workers.get(rayon::current_thread_index()?)
    }
}

impl Observer for Progress {
    fn begins(&self, _: usize, book: &Planned) {
        if let Some(line) = self.worker() {
            line.set_message(super::terminal::harmless(&book.story.place()));
        }
    }

    fn ends(&self, _: usize, _: &Planned, _: &End) {
        self.batch.inc(1);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.of >= LONG && !self.is_watched && (done * LINES / self.of) > (done - 1) * LINES / self.of {
            self.terminal.say(&format_args!("{done} of {} stories", self.of));
        }
    }
}
