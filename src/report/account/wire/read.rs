//! From the form back to an account. A report may have been damaged or made up: what makes no sense is refused.

use super::form::{Found, Report, Story};
use crate::detect::Role;
use crate::report::account::{Account, Concern, Entry, Outcome, Spot, Told, Unfollowed, place};
use crate::report::attention::Doubt;
use crate::report::findings::Findings;
use crate::report::numbering::{Irregularity, Oddity};
use crate::report::structure::{Heading, Structure};

/// Lines that no story has.
const LINES: usize = 1 << 31;

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
            (Some(first), Some(line)) => {
                first.checked_add(line).filter(|line| *line < LINES).ok_or_else(|| "a line is too large".to_owned())
            }
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
            let (end_file, end_line) = place(&seams, lines.end - 1);
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
            unsaid: found.cover,
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
