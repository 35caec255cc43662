//! `--report`, `--fail-on`, `--strict`: what is written of a run, and what it fails on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::Outcome;
use super::arguments::ReportWishes;
use super::terminal::Terminal;
use crate::deliver::{self, Existing};
use crate::report::account::{self, Account, Concern, Remark};
use crate::report::lock;

/// Reasons that are named one by one.
const NAMED: usize = 20;

/// A report that the user wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReportWish {
    form: Form,
    /// The file; standard output without one.
    file: Option<PathBuf>,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Sarif,
    Junit,
    Markdown,
}

const FORMS: [(&str, Form); 4] =
    [("json", Form::Json), ("sarif", Form::Sarif), ("junit", Form::Junit), ("markdown", Form::Markdown)];

impl FromStr for ReportWish {
    type Err = String;

    fn from_str(wish: &str) -> Result<ReportWish, String> {
        let (name, file) = match wish.split_once('=') {
            Some((_, "")) => return Err("there is no file behind `=`; leave it out for standard output".to_owned()),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (wish, None),
        };
        let form = FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| *form);
        let form = form.ok_or("reports are json, sarif, junit and markdown, as in json=report.json")?;
        Ok(ReportWish { form, file })
    }
}

impl ReportWishes {
    /// Whether anything is asked that only an account can answer.
    pub(super) fn is_any(&self) -> bool {
        !self.report.is_empty() || !self.wanted().is_empty()
    }

    /// Whether standard output is taken.
    pub(super) fn is_data(&self) -> bool {
        self.report.iter().any(|report| report.file.is_none())
    }

    /// What cannot be meant: two reports in one place, or in the place of what is read.
    pub(super) fn mistake(&self, read: &[&Path]) -> Option<String> {
        for (number, report) in self.report.iter().enumerate() {
            let others = &self.report[..number];
            match &report.file {
                None if others.iter().any(|other| other.file.is_none()) => {
                    return Some(
                        "two reports for standard output\n  give one of them a file: --report json=FILE".into(),
                    );
                }
                Some(file) if others.iter().any(|other| other.file.as_ref() == Some(file)) => {
                    let file = file.display();
                    return Some(format!("{file}: two reports for one file\n  give each a file of its own"));
                }
                Some(file) if is_one_of(file, read) => {
                    let file = file.display();
                    return Some(format!("{file}: is what is read\n  name another file for the report"));
                }
                _ => {}
            }
        }
        None
    }

    /// What the run is to fail on.
    fn wanted(&self) -> Vec<Concern> {
        let strict = Concern::strict().filter(|_| self.strict);
        let mut wanted: Vec<Concern> = self.fail_on.iter().copied().chain(strict).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }
}

fn is_one_of(file: &Path, others: &[&Path]) -> bool {
    let Ok(file) = fs::canonicalize(file) else { return false };
    let mut alike = others.iter().filter(|other| other.file_name() == file.file_name());
    alike.any(|other| fs::canonicalize(other).is_ok_and(|other| other == file))
}

/// Writes the reports of a run, and says why it fails that went well otherwise.
pub(super) fn judge(mut account: Account, wishes: &ReportWishes, terminal: Terminal) -> Outcome {
    account.fail_on.extend(wishes.wanted());
    account.fail_on.sort_unstable();
    account.fail_on.dedup();
    let mut outcome = Outcome::Done;
    for report in &wishes.report {
        let page = match report.form {
            Form::Json => account::json(&account),
            Form::Sarif => account::sarif(&account),
            Form::Junit => account::junit(&account),
            Form::Markdown => account::markdown(&account),
        };
        outcome = outcome.and(match &report.file {
            None => terminal.give(page),
            Some(file) => write(page.as_bytes(), file, terminal),
        });
    }
    outcome.and(reasons(&account, terminal))
}

/// Says on what the run fails.
fn reasons(account: &Account, terminal: Terminal) -> Outcome {
    let met = account::concerns(account, &account.fail_on);
    for remark in met.iter().take(NAMED) {
        let Remark { matter, said, .. } = remark;
        let place = remark.place().replace(char::is_control, "\u{FFFD}");
        terminal.complain(&format_args!("{place}: {}: {said}", matter.name()));
    }
    if met.len() > NAMED {
        terminal.complain(&format_args!("{} more of that kind; --report json=FILE has them all", met.len() - NAMED));
    }
    let Some(changes) = account.changes.as_ref().filter(|changes| changes.is_failure()) else {
        return if met.is_empty() { Outcome::Done } else { Outcome::Failed };
    };
    let page = lock::shown(changes, terminal.talk());
    terminal.complain(&page.trim_end());
    Outcome::Failed
}

/// Writes a report whole or not at all. What is no file, a pipe or a device, is written to as it stands.
fn write(page: &[u8], file: &Path, terminal: Terminal) -> Outcome {
    let written = match fs::metadata(file) {
        Ok(there) if !there.is_file() && !there.is_dir() => fs::write(file, page),
        Ok(_) => fs::canonicalize(file).and_then(|file| place(page, &file)),
        Err(_) => place(page, file),
    };
    match written {
        Ok(()) => Outcome::Done,
        Err(cause) => {
            let (file, advice) = (file.display(), "see that you may write there, or name another file");
            terminal.complain(&format_args!("{file}: the report cannot be written ({cause})\n  {advice}"));
            Outcome::Failed
        }
    }
}

fn place(page: &[u8], file: &Path) -> io::Result<()> {
    deliver::place(page, file, None, Existing::Any).map_err(|error| match error {
        deliver::Error::NotWritten { cause, .. }
        | deliver::Error::NotReplaced { cause, .. }
        | deliver::Error::NoFolder { cause, .. } => cause,
        deliver::Error::IsFolder { .. } => io::ErrorKind::IsADirectory.into(),
        other => io::Error::other(other),
    })
}

/// `report merge`: one account of several reports, written as the user wants it.
pub(super) fn merge(files: &[PathBuf], wishes: &ReportWishes, terminal: Terminal) -> Outcome {
    if let Some(mistake) = wishes.mistake(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>()) {
        terminal.complain(&mistake);
        return Outcome::WrongUse;
    }
    let mut accounts = Vec::new();
    for file in files {
        match read(file) {
            Ok(account) => accounts.push(account),
            Err(message) => {
                terminal.complain(&message);
                return Outcome::Failed;
            }
        }
    }
    let account = account::merge(accounts);
    let errors = account.errors.iter().map(String::as_str);
    let failed: Vec<&str> = account.stories.iter().filter_map(account::Entry::failure).chain(errors).collect();
    for message in failed.iter().take(NAMED) {
        terminal.complain(message);
    }
    if failed.len() > NAMED {
        terminal.complain(&format_args!("{} more have failed; the report has them all", failed.len() - NAMED));
    }
    let outcome = if failed.is_empty() && !account.is_stopped { Outcome::Done } else { Outcome::Failed };
    if account.is_stopped {
        terminal.complain(&"stopped before the end\n  run again what was stopped, and merge its report, too");
    }
    outcome.and(judge(account, wishes, terminal))
}

fn read(file: &Path) -> Result<Account, String> {
    let name = file.display().to_string();
    let advice = "name reports that --report json=FILE has written";
    let text = if file.as_os_str() == "-" { io::read_to_string(io::stdin()) } else { fs::read_to_string(file) };
    let text = text.map_err(|cause| format!("{name}: cannot be read ({cause})\n  {advice}"))?;
    account::read(&name, &text).map_err(|error| error.to_string())
}
