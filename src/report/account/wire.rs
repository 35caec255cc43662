//! The shape of the JSON report, as `docs/report.schema.json` describes it, and the way between it and an account. Lines
//! and columns are counted from 1, in the file that is named by its number in `files`.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Account, Concern, Entry, Outcome, Spot, Told, Unfollowed};
use crate::detect::Role;
use crate::report::attention::Doubt;
use crate::report::certainty::Certainty;
use crate::report::findings::Findings;
use crate::report::lock::Changes;
use crate::report::numbering::{Irregularity, Oddity};
use crate::report::structure::{Heading, Structure};

/// The version of the shape.
pub(super) const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
pub(super) struct Report {
    pub(super) storybind: String,
    pub(super) version: u32,
    stopped: bool,
    fail_on: Vec<String>,
    #[serde(skip_deserializing)]
    summary: Summary,
    errors: Vec<String>,
    passed_over: Vec<PassedOver>,
    stories: Vec<Story>,
    changes: Option<Changes>,
}

#[derive(Serialize, Default)]
struct Summary {
    stories: usize,
    bound: usize,
    unchanged: usize,
    planned: usize,
    failed: usize,
    not_reached: usize,
    worth_a_look: usize,
}

#[derive(Serialize, Deserialize)]
struct PassedOver {
    file: String,
    why: String,
}

#[derive(Serialize, Deserialize)]
struct Story {
    files: Vec<String>,
    book: String,
    outcome: String,
    error: Option<String>,
    found: Option<Found>,
}

#[derive(Serialize, Deserialize)]
struct Found {
    identifier: String,
    title: String,
    title_is_stated: bool,
    authors: Vec<String>,
    language: String,
    encoding: String,
    unreadable: usize,
    words: usize,
    chapters: usize,
    notes: usize,
    breaks: usize,
    counts: BTreeMap<String, usize>,
    headings: Vec<Headline>,
    worth_a_look: Vec<Look>,
    numbering: Vec<Numbering>,
    unfollowed: Vec<Misfit>,
    first_lines: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
struct Headline {
    file: usize,
    line: usize,
    level: u8,
    title: String,
}

#[derive(Serialize, Deserialize)]
struct Look {
    file: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: String,
    role: String,
    read_as: String,
    or_else: String,
    or_read_as: String,
    or_level: Option<u8>,
    certainty: String,
    percent: f64,
    reasons: Vec<String>,
    alike: Vec<Lines>,
}

#[derive(Serialize, Deserialize)]
struct Lines {
    file: usize,
    line: usize,
    end_line: usize,
}

#[derive(Serialize, Deserialize)]
struct Numbering {
    kind: String,
    counted: String,
    first_number: u32,
    last_number: u32,
    above: Place,
    below: Place,
}

#[derive(Serialize, Deserialize)]
struct Place {
    file: usize,
    line: usize,
}

#[derive(Serialize, Deserialize)]
struct Misfit {
    file: String,
    line: usize,
    message: String,
}

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

impl TryFrom<Report> for Account {
    type Error = String;

    fn try_from(report: Report) -> Result<Account, String> {
        let concern = |name: String| Concern::named(&name).ok_or_else(|| format!("`fail_on`: there is no `{name}`"));
        Ok(Account {
            stories: report.stories.into_iter().map(Entry::try_from).collect::<Result<_, _>>()?,
            passed_over: report.passed_over.into_iter().map(|file| (file.file, file.why)).collect(),
            errors: report.errors,
            is_stopped: report.stopped,
            fail_on: report.fail_on.into_iter().map(concern).collect::<Result<_, _>>()?,
            changes: report.changes,
        })
    }
}

impl TryFrom<Story> for Entry {
    type Error = String;

    fn try_from(story: Story) -> Result<Entry, String> {
        let name = story.files.first().cloned().ok_or("a story has no file")?;
        let outcome = match (&*story.outcome, story.error) {
            ("bound", _) => Outcome::Bound,
            ("unchanged", _) => Outcome::Unchanged,
            ("planned", _) => Outcome::Planned,
            ("not reached", _) => Outcome::NotReached,
            ("failed", Some(message)) => Outcome::Failed(message),
            ("failed", None) => return Err(format!("{name}: `failed`, and no `error`")),
            (other, _) => return Err(format!("{name}: there is no outcome `{other}`")),
        };
        let told = story.found.map(Told::try_from).transpose().map_err(|what| format!("{name}: {what}"))?;
        Ok(Entry { files: story.files, book: story.book, outcome, told })
    }
}

impl TryFrom<Found> for Told {
    type Error = String;

    fn try_from(found: Found) -> Result<Told, String> {
        let role = |name: &str| {
            Role::ALL.into_iter().find(|role| role.name() == name).ok_or_else(|| format!("there is no role `{name}`"))
        };
        let seams: Vec<usize> = found.first_lines.iter().map(|line| line.saturating_sub(1)).collect();
        if seams.first() != Some(&0) || seams.windows(2).any(|pair| pair[0] > pair[1]) {
            return Err("`first_lines` must begin with 1 and grow".to_owned());
        }
        // The line of the whole story, 0-based.
        let line = |file: usize, line: usize| match (seams.get(file), line.checked_sub(1)) {
            (Some(first), Some(line)) => first.checked_add(line).ok_or_else(|| "a line is too large".to_owned()),
            (None, _) => Err(format!("there is no file {file}")),
            (_, None) => Err("lines are counted from 1".to_owned()),
        };
        let range = |file: usize, first: usize, last: usize| {
            let start = line(file, first)?;
            Ok::<_, String>(start..line(file, last.max(first))?.saturating_add(1))
        };
        let (mut doubts, mut spots, mut quotes) = (Vec::new(), Vec::new(), Vec::new());
        for look in found.worth_a_look {
            let lines = range(look.file, look.line, look.end_line)?;
            let (end_file, end_line) = super::place(&seams, lines.end - 1);
            let start = Spot { file: look.file, line: look.line, column: look.column };
            spots.push(start..Spot { file: end_file, line: end_line, column: look.end_column });
            quotes.push(look.text);
            let alike = look.alike.iter().map(|lines| range(lines.file, lines.line, lines.end_line));
            doubts.push(Doubt {
                lines,
                read_as: role(&look.role)?,
                said: look.read_as,
                or_else: role(&look.or_else)?,
                or_said: look.or_read_as.into(),
                or_level: look.or_level,
                right: per_mille(look.percent),
                alike: alike.collect::<Result<_, _>>()?,
                reasons: look.reasons.into_iter().map(Into::into).collect(),
            });
        }
        let mut numbering = Vec::new();
        for odd in found.numbering {
            let kind = match &*odd.kind {
                "missing" => Irregularity::Missing(odd.first_number..=odd.last_number),
                "double" => Irregularity::Double(odd.first_number),
                other => return Err(format!("`numbering`: there is no kind `{other}`")),
            };
            let above = line(odd.above.file, odd.above.line)?.saturating_add(1);
            let below = line(odd.below.file, odd.below.line)?.saturating_add(1);
            numbering.push(Oddity { word: odd.counted.into(), kind, above, below });
        }
        let headings = found.headings.into_iter().map(|heading| {
            let line = line(heading.file, heading.line)?;
            Ok::<_, String>(Heading { level: heading.level, title: heading.title, line })
        });
        let mut counts = Vec::new();
        for (name, count) in &found.counts {
            counts.push((role(name)?, *count));
        }
        counts.sort_unstable();
        let unfollowed = found.unfollowed.into_iter();
        Ok(Told {
            identifier: found.identifier,
            title_is_stated: found.title_is_stated,
            structure: Structure {
                title: found.title,
                authors: found.authors,
                language: found.language,
                headings: headings.collect::<Result<_, _>>()?,
                counts,
                words: found.words,
            },
            encoding: found.encoding,
            unreadable: found.unreadable,
            findings: Findings {
                chapters: found.chapters,
                notes: found.notes,
                breaks: found.breaks,
                numbering,
                worth_a_look: doubts,
            },
            spots,
            quotes,
            misfits: unfollowed
                .map(|misfit| Unfollowed { file: misfit.file, line: misfit.line, said: misfit.message })
                .collect(),
            seams,
        })
    }
}

/// Per cent with a decimal, as they stand in the report, to the whole number of a thousand.
fn per_mille(percent: f64) -> u16 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000; NaN becomes 0")]
    let right = (percent * 10.0).round().clamp(0.0, 1000.0) as u16;
    right
}
