//! Joins the accounts of runs that shared the work: the machines of a matrix, or a run and the one after it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Account, Entry, Outcome};
use crate::report::lock::{Changes, StoryChanges};

/// One account of several. The stories are sorted by their files. Of a story that several tell of, the one counts that
/// says the most: a failure is never hidden, a book that was bound counts more than one that was found unchanged, and
/// anything more than a run that did not reach the story; among equals, the one that tells what was found.
#[must_use]
pub fn merge(accounts: Vec<Account>) -> Account {
    let mut merged = Account::default();
    let mut stories: BTreeMap<Vec<String>, Entry> = BTreeMap::new();
    let mut passed_over = BTreeMap::new();
    let mut fail_on = BTreeSet::new();
    let (mut errors, mut lock) = (BTreeSet::new(), None);
    let mut changed: BTreeMap<String, StoryChanges> = BTreeMap::new();
    let mut is_stopped = false;
    for account in accounts {
        is_stopped |= account.is_stopped;
        for entry in account.stories {
            let known = stories.get(&entry.files);
            if known.is_none_or(|known| says(&entry) > says(known)) {
                stories.insert(entry.files.clone(), entry);
            }
        }
        for (file, why) in account.passed_over {
            passed_over.entry(file).or_insert(why);
        }
        for error in account.errors {
            if errors.insert(error.clone()) {
                merged.errors.push(error);
            }
        }
        fail_on.extend(account.fail_on);
        if let Some(changes) = account.changes {
            lock.get_or_insert(changes.lock);
            // What differs is told once, however many machines have seen it.
            for story in changes.stories {
                changed.entry(story.file.clone()).or_insert(story);
            }
        }
    }
    merged.stories = stories.into_values().collect();
    merged.passed_over = passed_over.into_iter().collect();
    merged.fail_on = fail_on.into_iter().collect();
    // What one run did not reach another may have.
    merged.is_stopped = is_stopped && merged.stories.iter().any(|entry| entry.outcome == Outcome::NotReached);
    merged.changes = lock.map(|lock| Changes { lock, stories: changed.into_values().collect() });
    merged
}

/// How much an entry says.
fn says(entry: &Entry) -> (u8, bool) {
    let done = match entry.outcome {
        Outcome::NotReached => 0,
        Outcome::Unchanged => 1,
        Outcome::Planned => 2,
        Outcome::Bound => 3,
        Outcome::Failed(_) => 4,
    };
    (done, entry.told.is_some())
}
