//! `watch`: binds, then waits until something is saved and binds again. The state of the output folder knows what has
//! changed; what is kept here is only what the stories were made of, so that a change of the outline can be shown.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Outcome;
use super::arguments::BindWishes;
use super::convert::{Order, account};
use super::interrupt;
use super::settings;
use super::terminal::Terminal;
use crate::batch::{self, End, Orphan, Plan, Stop, Wishes};
use crate::deliver::Output;
use crate::report::Account;
use crate::report::lock::{ChangeKind, Lock, outline_shown};
use crate::source::{SETTINGS_NAME, folder_of, is_called_a_book, is_called_a_picture, is_called_a_story, shown};

/// How long nothing may be written until what was saved is taken for whole.
const QUIET: Duration = Duration::from_millis(150);
/// How long somebody may go on writing before it is looked at nevertheless.
const PATIENCE: Duration = Duration::from_secs(3);

/// What wakes the command.
enum News {
    /// Something happened to a file.
    Event(notify::Result<notify::Event>),
    /// Ctrl-C.
    Stop,
}

/// What a file's event is compared with.
struct Watched {
    /// The files that the user named, stories or settings, whatever they are called.
    named: BTreeSet<PathBuf>,
    /// The folder for the books: what is made in it, storybind makes.
    books: Option<PathBuf>,
}

/// What the run before has said, so that it is not said again.
#[derive(Default)]
struct Known {
    stories: Lock,
    complaints: BTreeSet<String>,
    orphans: BTreeSet<PathBuf>,
}

/// Binds what the user named, and again whenever it is saved.
pub(super) fn run(wishes: &BindWishes, terminal: Terminal) -> Outcome {
    watch(wishes, terminal).unwrap_or_else(|outcome| outcome)
}

fn watch(wishes: &BindWishes, terminal: Terminal) -> Result<Outcome, Outcome> {
    let order = Order::of(wishes, terminal)?;
    if let Some(book) = order.books.first() {
        let book = shown(book);
        terminal.complain(&format_args!(
            "{book}: is a book, and stories are watched\n  `storybind convert` changes its form"
        ));
        return Err(Outcome::WrongUse);
    }
    let terminal = order.terminal;
    if wishes.paths.iter().any(|path| path.as_os_str() == "-") {
        terminal.complain(&"-: standard input is read once, and cannot be watched\n  name a file or a folder");
        return Err(Outcome::WrongUse);
    }
    let plan = order.plan()?;
    if wishes.paths.iter().any(|path| fs::metadata(path).is_err()) {
        plan.errors.iter().for_each(|error| terminal.complain(error));
        return Err(Outcome::Failed);
    }
    let (tell, news) = mpsc::channel();
    let wake = tell.clone();
    let stop = interrupt::stop_and(move || drop(wake.send(News::Stop)));
    // Watched before anything is read: what is saved meanwhile is not missed.
    let handler = move |event| drop(tell.send(News::Event(event)));
    let watcher = RecommendedWatcher::new(handler, Config::default().with_follow_symlinks(false));
    let mut watcher = watcher.map_err(|error| trouble(&error, terminal))?;
    for (folder, mode) in folders(wishes) {
        watcher.watch(&folder, mode).map_err(|error| trouble(&error, terminal))?;
    }
    let interest = Watched::of(wishes, &order.output);
    let mut known = Known::default();
    let (first, ends) = bind(&order, plan, true, &stop);
    let outcome = account::give(&first, &ends, terminal);
    known.note(&batch::account(&first, &ends, false), complaints(&first, &ends));
    let orphans = batch::orphans(&first);
    let _ = account::prune(&first, &orphans, wishes.prune, terminal);
    known.orphans = orphans.into_iter().map(|orphan| orphan.book).collect();
    if stop.is_asked() {
        return Ok(outcome);
    }
    terminal.say(&"waiting for something to be saved; Ctrl-C ends this");
    while interest.wait(&news, terminal) {
        // What is wrong by now was said; the next save may mend it.
        let Ok(plan) = order.plan() else { continue };
        let (plan, ends) = bind(&order, plan, false, &stop);
        known.tell(&plan, &ends, &order);
        if stop.is_asked() {
            break;
        }
    }
    Ok(Outcome::Done)
}

fn bind(order: &Order<'_>, plan: Plan, tell_all: bool, stop: &Stop) -> (Plan, Vec<End>) {
    let ends = batch::run(&plan, &Wishes { tell_all, ..order.batch.clone() }, &(), stop);
    (plan, ends)
}

/// Says that the system cannot watch.
fn trouble(error: &notify::Error, terminal: Terminal) -> Outcome {
    let paths = error.paths.iter().map(|path| shown(path) + ": ").collect::<String>();
    let advice = match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "allow more (on Linux: sysctl fs.inotify.max_user_watches), or name a smaller folder"
        }
        _ => "see that it is there and may be read",
    };
    terminal.complain(&format_args!("{paths}cannot be watched ({error})\n  {advice}"));
    Outcome::Failed
}

/// The folders to watch: those that the user named, with all below; those in which a named file stands; and those above
/// that hold settings by now.
fn folders(wishes: &BindWishes) -> Vec<(PathBuf, RecursiveMode)> {
    let (mut deep, mut flat) = (BTreeSet::new(), BTreeSet::new());
    for path in &wishes.paths {
        let whole = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        if whole.is_dir() {
            deep.insert(whole.clone());
        } else {
            // A link is replaced where it stands, its file where that stands.
            flat.insert(whole_folder(path));
            flat.insert(folder_of(&whole).to_owned());
        }
        let above = whole.ancestors().skip(1).filter(|above| above.join(SETTINGS_NAME).is_file());
        flat.extend(above.map(Path::to_owned));
    }
    flat.extend(wishes.settings.config.as_deref().map(whole_folder));
    let deep = deep.into_iter().map(|folder| (folder, RecursiveMode::Recursive));
    deep.chain(flat.into_iter().map(|folder| (folder, RecursiveMode::NonRecursive))).collect()
}

fn whole_folder(path: &Path) -> PathBuf {
    fs::canonicalize(folder_of(path)).unwrap_or_else(|_| folder_of(path).to_owned())
}

impl Watched {
    fn of(wishes: &BindWishes, output: &Output) -> Watched {
        let named = wishes.paths.iter().chain(&wishes.settings.config).flat_map(|path| {
            let link = path.file_name().map(|name| whole_folder(path).join(name));
            [link, fs::canonicalize(path).ok()].into_iter().flatten()
        });
        let books = match output {
            Output::Folder(folder) => std::path::absolute(folder).ok().map(|whole| {
                // It may not be there yet.
                let above = whole.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
                above.map_or_else(
                    || whole.clone(),
                    |(above, real)| real.join(whole.strip_prefix(above).unwrap_or(above)),
                )
            }),
            _ => None,
        };
        Watched { named: named.collect(), books }
    }

    /// Waits until something that matters was saved and all is quiet; `false` once the user wants no more.
    fn wait(&self, news: &Receiver<News>, terminal: Terminal) -> bool {
        let mut since: Option<Instant> = None;
        loop {
            let next = match since {
                None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(since) if since.elapsed() > PATIENCE => return true,
                Some(_) => news.recv_timeout(QUIET),
            };
            match next {
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) | Ok(News::Stop) => return false,
                Ok(News::Event(Ok(event))) => {
                    if self.concerns(&event) {
                        since.get_or_insert_with(Instant::now);
                    }
                }
                Ok(News::Event(Err(error))) => {
                    let _ = trouble(&error, terminal);
                    since.get_or_insert_with(Instant::now);
                }
            }
        }
    }

    /// Whether something may have to be bound because of an event. That a file was opened or read is none: storybind
    /// does that itself.
    fn concerns(&self, event: &notify::Event) -> bool {
        if event.need_rescan() {
            return true;
        }
        let is_of_names = match event.kind {
            EventKind::Access(_) => return false,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => true,
            _ => false,
        };
        event.paths.iter().any(|path| self.concerns_path(path, is_of_names))
    }

    fn concerns_path(&self, path: &Path, is_of_names: bool) -> bool {
        let Some(name) = path.file_name() else { return true };
        if is_called_a_story(path) || is_called_a_picture(path) || name == SETTINGS_NAME || self.named.contains(path) {
            return true;
        }
        // A folder that came or went has brought stories or taken them.
        let is_in_books = self.books.as_ref().is_some_and(|books| path.starts_with(books));
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        is_of_names && !is_called_a_book(path) && !is_in_books && !is_hidden
    }
}

impl Known {
    /// Keeps what a run has found.
    fn note(&mut self, account: &Account, complaints: BTreeSet<String>) {
        self.stories.learn(account, str::to_owned);
        self.stories.forget(|path| Path::new(path).exists());
        self.complaints = complaints;
    }

    /// Says what a run has done and the one before had not said.
    fn tell(&mut self, plan: &Plan, ends: &[End], order: &Order<'_>) {
        let terminal = order.terminal;
        let found = batch::account(plan, ends, false);
        let changes = self.stories.compare("", &found, str::to_owned, |_| None);
        for (planned, end) in plan.books.iter().zip(ends) {
            let Some(book) = end.finished() else { continue };
            let Some(read) = book.read.as_ref().filter(|_| book.is_new) else { continue };
            account::tell(read, planned, false, terminal);
            let name = planned.name();
            let Some(story) = changes.stories.iter().find(|story| story.file == name) else { continue };
            for change in &story.changes {
                let is_in_outline = matches!(
                    change.kind,
                    ChangeKind::StoryNew
                        | ChangeKind::HeadingGone
                        | ChangeKind::HeadingChanged
                        | ChangeKind::HeadingNew
                        | ChangeKind::LevelChanged
                );
                if !is_in_outline {
                    terminal.say(&format_args!("  {change}"));
                }
            }
            let outline = outline_shown(&story.outline, terminal.talk());
            if !outline.is_empty() {
                terminal.say(&outline.trim_end());
            }
        }
        for (_, misfit) in batch::misfits(ends) {
            settings::warn(misfit, terminal);
        }
        let complaints = complaints(plan, ends);
        for complaint in complaints.difference(&self.complaints) {
            terminal.complain(complaint);
        }
        self.note(&found, complaints);
        let orphans: Vec<Orphan> = batch::orphans(plan);
        let books = orphans.iter().map(|orphan| orphan.book.clone()).collect();
        let new: Vec<Orphan> = orphans.into_iter().filter(|orphan| !self.orphans.contains(&orphan.book)).collect();
        let _ = account::prune(plan, &new, order.wishes.prune, terminal);
        self.orphans = books;
    }
}

/// What is wrong, as it is said.
fn complaints(plan: &Plan, ends: &[End]) -> BTreeSet<String> {
    let failed =
        ends.iter().filter_map(|end| if let End::Failed(error) = end { Some(error.to_string()) } else { None });
    plan.errors.iter().map(ToString::to_string).chain(failed).collect()
}
