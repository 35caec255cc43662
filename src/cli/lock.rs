//! `storybind lock`, and what `--locked` compares with.

use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::Outcome;
use super::arguments::LockWishes;
use super::progress::Progress;
use super::settings;
use super::terminal::Terminal;
use crate::batch::{self, Plan, Wishes};
use crate::deliver::{self, Existing, Output};
use crate::devices::Form;
use crate::report::account::{self, Account};
use crate::report::lock::{Changes, FILE, Lock};
use crate::settings::BookWishes;
use crate::source::folder_of;

/// A lock in its folder.
struct Kept {
    folder: PathBuf,
    lock: Lock,
    /// The file as it is; none where there is none yet.
    text: Option<String>,
}

/// Reads the stories and writes down what they are made of. No book is bound.
pub(super) fn run(wishes: &LockWishes, terminal: Terminal) -> Outcome {
    let mut kept = match find(&wishes.paths) {
        Ok(kept) => kept,
        Err(message) => return failed(&message, terminal),
    };
    let plan =
        Plan::of(&wishes.paths, &Output::Beside, &settings::whence(&wishes.settings), !wishes.no_grouping, Form::Epub);
    let repair = wishes.repair.then_some(true);
    let stated = BookWishes { encoding: wishes.encoding, repair, ..BookWishes::default() };
    let batch = Wishes { stated, tell_all: true, is_dry: true, ..Wishes::default() };
    let stop = super::interrupt::stop();
    let progress = Progress::over(&plan, terminal);
    let account = batch::account(&plan, &batch::run(&plan, &batch, &progress, &stop), true);
    progress.end();
    let mut outcome = Outcome::Done;
    for error in account.stories.iter().filter_map(account::Entry::failure).chain(account.errors.iter().map(|e| &**e)) {
        outcome = failed(&error, terminal);
    }
    if account.is_stopped {
        return failed(&"stopped before the end\n  nothing was written", terminal);
    }
    let changes = compare(&kept, &account);
    let path_of = path_from(&kept.folder);
    kept.lock.learn(&account, path_of);
    let is_there = is_below(&kept.folder);
    kept.lock.forget(is_there);
    let (path, text) = (kept.folder.join(FILE), kept.lock.to_string());
    if kept.text.as_ref() != Some(&text)
        && let Err(error) = deliver::place(text.as_bytes(), &path, None, Existing::Any)
    {
        return failed(&format_args!("{}: cannot be written: {error}", path.display()), terminal);
    }
    let stories = kept.lock.len();
    let noun = if stories == 1 { "story" } else { "stories" };
    terminal.say(&format_args!("{}: {stories} {noun}, {} changed", shown(&path), changes.stories.len()));
    outcome
}

fn failed(message: &dyn std::fmt::Display, terminal: Terminal) -> Outcome {
    terminal.complain(message);
    Outcome::Failed
}

/// What differs between the lock of the stories at these paths and what a run has found.
///
/// # Errors
/// If there is no lock, or it cannot be read.
pub(super) fn changes(paths: &[PathBuf], account: &Account) -> Result<Changes, String> {
    let kept = find(paths)?;
    if kept.text.is_none() {
        let place = shown(&kept.folder);
        return Err(format!("{FILE}: there is none in {place} or above\n  make it: storybind lock PATH…"));
    }
    Ok(compare(&kept, account))
}

fn compare(kept: &Kept, account: &Account) -> Changes {
    let is_there = is_below(&kept.folder);
    let gone = |path: &str| (!is_there(path)).then(|| shown(&kept.folder.join(path)).replace(MAIN_SEPARATOR, "/"));
    kept.lock.compare(FILE, account, path_from(&kept.folder), gone)
}

/// The lock in the folder that all paths have in common, or in one above; an empty one where there is none.
fn find(paths: &[PathBuf]) -> Result<Kept, String> {
    let own = common(paths).map_err(|(path, cause)| {
        format!("{}: cannot be read ({cause})\n  look at the spelling, or give the whole path", path.display())
    })?;
    for folder in own.ancestors() {
        let path = folder.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let lock = Lock::parse(&shown(&path), &text).map_err(|error| error.to_string())?;
                return Ok(Kept { folder: folder.to_owned(), lock, text: Some(text) });
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => {
                return Err(format!("{}: cannot be read ({cause})\n  see that you may read it", shown(&path)));
            }
        }
    }
    Ok(Kept { folder: own, lock: Lock::default(), text: None })
}

/// The nearest folder that holds all paths; the current one for standard input.
fn common(paths: &[PathBuf]) -> Result<PathBuf, (&Path, io::Error)> {
    let mut common: Option<PathBuf> = None;
    for path in paths {
        let folder = if path.is_dir() { path } else { folder_of(path) };
        let folder = fs::canonicalize(folder).map_err(|cause| (path.as_path(), cause))?;
        common = Some(match common {
            None => folder,
            Some(common) => {
                let ancestor = common.ancestors().find(|above| folder.starts_with(above));
                ancestor.unwrap_or(&folder).to_owned()
            }
        });
    }
    Ok(common.unwrap_or_else(|| PathBuf::from(".")))
}

/// Where a story lies from a folder, with `/`.
fn path_from(folder: &Path) -> impl Fn(&str) -> String {
    move |story| {
        let path = Path::new(story);
        let above = fs::canonicalize(folder_of(path));
        let whole = above.ok().zip(path.file_name()).map(|(above, name)| above.join(name));
        let from_there = whole.and_then(|whole| pathdiff::diff_paths(whole, folder));
        let parts = from_there.as_deref().unwrap_or(path).components();
        parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

fn is_below(folder: &Path) -> impl Fn(&str) -> bool {
    move |path| folder.join(path).exists()
}

/// A path as seen from the current folder, where that is shorter.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    match below.map(|below| below.display().to_string()) {
        Some(below) if below.is_empty() => "this folder".to_owned(),
        Some(below) => below,
        None => path.display().to_string(),
    }
}
