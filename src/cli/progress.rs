//! A bar where a terminal is watching; nothing anywhere else.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::{Terminal, Voice};

/// Counts finished stories.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar over so many stories.
    pub(super) fn over(stories: usize, terminal: Terminal) -> Progress {
        let is_watched = io::stderr().is_terminal() && terminal.voice() != Voice::Quiet;
        let target = if is_watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(u64::try_from(stories).unwrap_or(u64::MAX)), target);
        if let Ok(style) = ProgressStyle::with_template("binding {wide_bar} {pos}/{len} {elapsed}") {
            bar.set_style(style);
        }
        Progress { bar }
    }

    /// One more is finished, well or badly.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// All are finished: the bar makes room for what there is to say.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
