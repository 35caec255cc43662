//! `--dry-run`: what would be done, a line a book, with reasons; nothing is written.

use std::fmt::Write;

use crate::batch::{End, Orphan, Plan};
use crate::cli::Outcome;
use crate::cli::terminal::{Terminal, harmless};
use crate::source::shown;

/// Shows the plan.
pub(super) fn show(plan: &Plan, ends: &[End], orphans: &[Orphan], is_pruned: bool, terminal: Terminal) -> Outcome {
    let mut page = String::new();
    let mut has_failed = !plan.errors.is_empty();
    let mut add = |line: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{}", harmless(&line.replace('\n', "\n  ")));
    };
    for (book, end) in plan.books.iter().zip(ends) {
        let what = match end {
            End::Book(finished) if finished.is_new => "would be bound".to_owned(),
            End::Book(_) => "would stay as it is".to_owned(),
            End::Failed(error) => {
                has_failed = true;
                format!("would fail: {error}")
            }
            End::NotReached => "was not looked at".to_owned(),
            End::Elsewhere => "belongs to another shard".to_owned(),
        };
        let why = book.story.reason.as_ref().map_or_else(String::new, |reason| format!(" ({reason})"));
        add(&format!("{}: {what}, from {}{why}", shown(&book.place), book.story.place()));
    }
    for orphan in orphans {
        let what = match (orphan.is_foreign, is_pruned) {
            (true, _) => "has no story any more, and somebody has changed it: it would stay",
            (false, true) => "has no story any more: it would be removed",
            (false, false) => "has no story any more (--prune would remove it)",
        };
        add(&format!("{}: {what}", shown(&orphan.book)));
    }
    for file in &plan.passed_over {
        add(&format!("passed over: {}: {}", shown(&file.path), file.why));
    }
    let given = terminal.give(page);
    for error in &plan.errors {
        terminal.complain(error);
    }
    if has_failed { Outcome::Failed } else { given }
}
