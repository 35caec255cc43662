//! From an account to its form.

use std::ops::Range;

use super::form::{
    Found, Headline, Lines, Look, Misfit, Numbering, PassedOver, Place, Report, Story, Summary, VERSION,
};
use crate::report::account::{Account, Entry, Outcome, Told};
use crate::report::certainty::Certainty;
use crate::report::numbering::Irregularity;

impl From<&Account> for Report {
    fn from(account: &Account) -> Report {
        let of = |outcome: &str| account.stories.iter().filter(|story| story.outcome.name() == outcome).count();
        let looks = |story: &Entry| story.told.as_ref().map_or(0, |told| told.findings.worth_a_look.len());
        Report {
            storybind: env!("CARGO_PKG_VERSION").to_owned(),
            version: VERSION,
            stopped: account.is_stopped,
            fail_on: account.fail_on.iter().map(|concern| concern.name().to_owned()).collect(),
            summary: Summary {
                stories: account.stories.len(),
                bound: of("bound"),
                unchanged: of("unchanged"),
                planned: of("planned"),
                failed: of("failed"),
                not_reached: of("not reached"),
                worth_a_look: account.stories.iter().map(looks).sum(),
            },
            errors: account.errors.clone(),
            passed_over: (account.passed_over.iter().cloned().map(|(file, why)| PassedOver { file, why })).collect(),
            stories: account.stories.iter().map(Story::from).collect(),
            changes: account.changes.clone(),
        }
    }
}

impl From<&Entry> for Story {
    fn from(entry: &Entry) -> Story {
        let error = match &entry.outcome {
            Outcome::Failed(message) => Some(message.clone()),
            _ => None,
        };
        Story {
            files: entry.files.clone(),
            book: entry.book.clone(),
            outcome: entry.outcome.name().to_owned(),
            error,
            found: entry.told.as_ref().map(Found::from),
        }
    }
}

impl From<&Told> for Found {
    fn from(told: &Told) -> Found {
        let Told { structure, findings, .. } = told;
        let place = |line: usize| {
            let (file, line) = told.place(line);
            Place { file, line }
        };
        let headings = structure.headings.iter().map(|heading| {
            let Place { file, line } = place(heading.line);
            Headline { file, line, level: heading.level, title: heading.title.clone() }
        });
        let numbering = findings.numbering.iter().map(|oddity| {
            let (kind, numbers) = match &oddity.kind {
                Irregularity::Missing(numbers) => ("missing", numbers.clone()),
                Irregularity::Double(number) => ("double", *number..=*number),
            };
            Numbering {
                kind: kind.to_owned(),
                counted: oddity.word.to_string(),
                first_number: *numbers.start(),
                last_number: *numbers.end(),
                above: place(oddity.above.saturating_sub(1)),
                below: place(oddity.below.saturating_sub(1)),
            }
        });
        let unfollowed = told.misfits.iter().map(|misfit| Misfit {
            file: misfit.file.clone(),
            line: misfit.line,
            message: misfit.said.clone(),
        });
        Found {
            identifier: told.identifier.clone(),
            title: structure.title.clone(),
            title_is_stated: told.title_is_stated,
            authors: structure.authors.clone(),
            language: structure.language.clone(),
            encoding: told.encoding.clone(),
            unreadable: told.unreadable,
            words: structure.words,
            chapters: findings.chapters,
            notes: findings.notes,
            breaks: findings.breaks,
            counts: structure.counts.iter().map(|(role, count)| (role.name().to_owned(), *count)).collect(),
            headings: headings.collect(),
            worth_a_look: (0..findings.worth_a_look.len()).filter_map(|number| Look::of(told, number)).collect(),
            numbering: numbering.collect(),
            unfollowed: unfollowed.collect(),
            cover: told.unsaid.clone(),
            first_lines: told.seams.iter().map(|line| line + 1).collect(),
        }
    }
}

impl Look {
    fn of(told: &Told, number: usize) -> Option<Look> {
        let doubt = told.findings.worth_a_look.get(number)?;
        let lines = |lines: &Range<usize>| {
            let (file, line) = told.place(lines.start);
            Lines { file, line, end_line: line + lines.len().max(1) - 1 }
        };
        let Lines { file, line, end_line } = lines(&doubt.lines);
        let (column, end_column) = match told.spots.get(number) {
            Some(spots) => (spots.start.column, spots.end.column),
            None => (1, 1),
        };
        Some(Look {
            file,
            line,
            column,
            end_line,
            end_column,
            text: told.quotes.get(number).cloned().unwrap_or_default(),
            role: doubt.read_as.name().to_owned(),
            read_as: doubt.said.clone(),
            or_else: doubt.or_else.name().to_owned(),
            or_read_as: doubt.or_said.to_string(),
            or_level: doubt.or_level,
            certainty: Certainty::of(doubt.right).name().to_owned(),
            percent: f64::from(doubt.right) / 10.0,
            reasons: doubt.reasons.iter().map(ToString::to_string).collect(),
            alike: doubt.alike.iter().map(lines).collect(),
        })
    }
}
