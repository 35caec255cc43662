//! A lock beside an account: what is no longer as it was agreed upon.

use std::collections::BTreeSet;

use super::changes::{Change, ChangeKind, Changes, OutlineLine, StoryChanges};
use super::{Lock, outline};
use crate::detect::Role;
use crate::report::account::{Account, Entry, Outcome, Told};
use crate::report::structure::Structure;

impl Lock {
    /// What differs between the lock (`name` in messages) and the stories of an account. `path` says where a story lies
    /// from the lock's folder, `gone` what messages call the file at such a path where there is none.
    ///
    /// A story that only grew (new headings, more notes) is told and is no failure; neither is a new story. A story that
    /// the account does not name is gone only if its file is. Stories that failed or were not reached are not compared:
    /// their account says so.
    #[must_use]
    pub fn compare(
        &self,
        name: &str,
        account: &Account,
        path: impl Fn(&str) -> String,
        gone: impl Fn(&str) -> Option<String>,
    ) -> Changes {
        let mut changes = Changes { lock: name.to_owned(), stories: Vec::new() };
        let mut add = |file: &str, (found, outline): (Vec<Change>, Vec<_>)| {
            if !found.is_empty() {
                changes.stories.push(StoryChanges { file: file.to_owned(), changes: found, outline });
            }
        };
        let mut unseen: BTreeSet<&str> = self.stories.keys().map(String::as_str).collect();
        for entry in &account.stories {
            let path = path(entry.name());
            unseen.remove(&*path);
            add(entry.name(), of_story(self.stories.get(&path), entry));
        }
        for name in unseen.into_iter().filter_map(gone) {
            add(&name, (vec![fact(ChangeKind::StoryGone, "", "", "")], Vec::new()));
        }
        changes
    }
}

fn of_story(locked: Option<&Structure>, entry: &Entry) -> (Vec<Change>, Vec<OutlineLine>) {
    let alone = |kind| (vec![fact(kind, "", "", "")], Vec::new());
    match (locked, &entry.told, &entry.outcome) {
        (_, None, Outcome::Failed(_) | Outcome::NotReached) => (Vec::new(), Vec::new()),
        (None, ..) => alone(ChangeKind::StoryNew),
        (Some(_), None, _) => alone(ChangeKind::StoryUnread),
        (Some(locked), Some(told), _) => of_structure(locked, told),
    }
}

fn of_structure(was: &Structure, told: &Told) -> (Vec<Change>, Vec<OutlineLine>) {
    let is = &told.structure;
    let mut changes = Vec::new();
    let facts = [
        (ChangeKind::Title, was.title.clone(), is.title.clone()),
        (ChangeKind::Author, was.authors.join(", "), is.authors.join(", ")),
        (ChangeKind::Language, was.language.clone(), is.language.clone()),
    ];
    changes.extend(facts.iter().filter(|(_, was, is)| was != is).map(|(kind, was, is)| fact(*kind, "", was, is)));
    let (headings, outline) = outline::compare(&was.headings, &is.headings, |line| told.place(line));
    changes.extend(headings);
    for role in Role::ALL {
        let (before, now) = (was.count(role), is.count(role));
        let kind = if now < before { ChangeKind::Fewer } else { ChangeKind::More };
        if before != now {
            changes.push(fact(kind, role.name(), &before.to_string(), &now.to_string()));
        }
    }
    (changes, outline)
}

/// A change that is of the whole story.
fn fact(kind: ChangeKind, of: &str, was: &str, is: &str) -> Change {
    Change { kind, of: of.to_owned(), was: was.to_owned(), is: is.to_owned(), file: 0, line: None }
}
