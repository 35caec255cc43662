//! What is said when all books are made: a line a book, then what was passed over, what failed, and what looks like a
//! mistake.

use std::collections::BTreeMap;

use crate::Error;
use crate::batch::{self, End, Orphan, Plan, Planned, Read, Volume};
use crate::cli::Outcome;
use crate::cli::settings;
use crate::cli::terminal::Terminal;
use crate::source::{self, Candidate, shown};

/// How many passed-over files are named one by one, unless reasons are wanted.
const PASSED_OVER_NAMED: usize = 8;

/// How many books of a batch are named one by one, unless reasons are wanted: a screen has room for them.
const BOOKS_NAMED: usize = 20;
/// Files of a story that a command can be shown with: nobody types more.
const FILES_TYPED: usize = 4;
/// How many books are named whose cover leaves something out.
const UNSAID_NAMED: usize = 5;
/// How many of a larger batch are, those in which something is the least sure.
const LEAST_SURE_NAMED: usize = 10;

/// A story as a command names it: all its files.
fn typed(story: &Volume) -> String {
    story.files.iter().map(|chapter| typed_file(&chapter.file)).collect::<Vec<_>>().join(" ")
}

/// A file as a command names it: `-` for standard input, a path in quotation marks where a shell would part it.
fn typed_file(story: &Candidate) -> String {
    let Some(path) = story.path() else { return "-".to_owned() };
    let path = shown(path);
    let is_plain =
        path.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | ':' | '@'));
    if is_plain { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// Complains of what failed. Gives how many books did, and what was passed over.
pub(in crate::cli) fn complain(plan: &Plan, ends: &[End], terminal: Terminal) -> (usize, Vec<(String, String)>) {
    let mut failed = plan.errors.len();
    let mut passed_over: Vec<(String, String)> =
        plan.passed_over.iter().map(|file| (shown(&file.path), file.why.clone())).collect();
    let mut broken: BTreeMap<String, usize> = BTreeMap::new();
    for (planned, end) in plan.books.iter().zip(ends) {
        let End::Failed(error) = end else { continue };
        match &**error {
            Error::Source(source::Error::NotText { place, why }) if !planned.story.first().is_named => {
                passed_over.push((place.clone(), why.to_string()));
            }
            // One file holds for many stories, and is complained of once.
            Error::Settings(error) => {
                failed += 1;
                *broken.entry(error.to_string()).or_default() += 1;
            }
            error => {
                failed += 1;
                terminal.complain(error);
            }
        }
    }
    for (error, stories) in broken {
        let noun = if stories == 1 { "story was" } else { "stories were" };
        terminal.complain(&format_args!("{error}\n  {stories} {noun} not bound because of it"));
    }
    for error in &plan.errors {
        terminal.complain(error);
    }
    for (_, misfit) in batch::misfits(ends) {
        settings::warn(misfit, terminal);
    }
    (failed, passed_over)
}

/// Gives the account and says how the run came out.
pub(in crate::cli) fn give(plan: &Plan, ends: &[End], terminal: Terminal) -> Outcome {
    let (failed, passed_over) = complain(plan, ends, terminal);
    let bound = plan.books.iter().zip(ends).filter(|(_, end)| end.is_bound());
    let told: Vec<_> = bound.filter_map(|(planned, end)| Some((planned, end.finished()?.read.as_ref()?))).collect();
    name(&told, plan.books.len() == 1, terminal);
    list(&passed_over, terminal);
    same_identity(plan, ends, terminal);
    let doubtful = |(planned, read): &(&Planned, &Read)| {
        let is_short = planned.story.files.len() <= FILES_TYPED;
        let first = read.told.findings.worth_a_look.first().filter(|_| is_short)?;
        Some((typed(&planned.story), first.line()))
    };
    if let Some((story, line)) = told.iter().find_map(doubtful) {
        terminal.say(&format_args!("why a line was read as it was: storybind inspect {story} --explain {line}"));
        terminal.say(&format_args!("to correct it: storybind inspect {story} --suggest >> storybind.toml"));
    }
    sum_up(ends, failed, terminal);
    if failed == 0 && ends.iter().all(|end| matches!(end, End::Failed(_))) {
        terminal.complain(&"no story was found\n  in a folder, a story is a file that ends in .txt or .text");
        return Outcome::Failed;
    }
    let is_stopped = ends.iter().any(|end| matches!(end, End::NotReached));
    if failed > 0 || is_stopped { Outcome::Failed } else { Outcome::Done }
}

/// Names the books that were bound: all of them where they fit a screen, else those of which something is the least sure,
/// and those whose cover leaves something out.
fn name(told: &[(&Planned, &Read)], is_only: bool, terminal: Terminal) {
    if told.len() <= BOOKS_NAMED || terminal.is_verbose() {
        for (planned, read) in told {
            tell(read, planned, is_only, terminal);
        }
        return;
    }
    let surety = |read: &Read| read.told.findings.worth_a_look.iter().map(|doubt| doubt.right).min();
    let (mut doubtful, mut rest): (Vec<_>, Vec<_>) = told.iter().partition(|(_, read)| surety(read).is_some());
    doubtful.sort_by_key(|(_, read)| surety(read));
    let more = doubtful.split_off(doubtful.len().min(LEAST_SURE_NAMED));
    for (planned, read) in doubtful {
        tell(read, planned, false, terminal);
    }
    if !more.is_empty() {
        terminal.say(&format_args!("{} more have places worth a look (-v names all books)", more.len()));
    }
    rest.extend(more);
    unsaid(rest.into_iter().map(|(planned, read)| (shown(&planned.place), read)), terminal);
}

/// Names the books whose cover leaves something out.
pub(in crate::cli) fn unsaid<'r>(books: impl Iterator<Item = (String, &'r Read)>, terminal: Terminal) {
    let unsaid: Vec<_> = books.filter_map(|(name, read)| Some((name, read.told.unsaid.as_ref()?))).collect();
    for (name, what) in unsaid.iter().take(UNSAID_NAMED) {
        terminal.say(&format_args!("{name}: {what}"));
    }
    let more = unsaid.len().saturating_sub(UNSAID_NAMED);
    if more > 0 {
        terminal.say(&format_args!("{more} more covers leave something out (-v names them)"));
    }
}

/// The run in a line, where it was about several stories or did not come to its end.
fn sum_up(ends: &[End], failed: usize, terminal: Terminal) {
    let count = |is: fn(&End) -> bool| ends.iter().filter(|end| is(end)).count();
    let elsewhere = count(|end| matches!(end, End::Elsewhere));
    let waiting = count(|end| matches!(end, End::NotReached));
    let stories = ends.len() - elsewhere;
    if ends.len() > 1 {
        let mut parts = vec![format!("{} bound", count(End::is_bound))];
        let mut add = |number: usize, what: &str| {
            if number > 0 {
                parts.push(format!("{number} {what}"));
            }
        };
        add(count(End::is_unchanged), "unchanged");
        add(failed, "failed");
        add(waiting, "not reached");
        let elsewhere = if elsewhere > 0 { format!(" ({elsewhere} more in other shards)") } else { String::new() };
        let noun = if stories == 1 { "story" } else { "stories" };
        terminal.say(&format_args!("{stories} {noun}: {}{elsewhere}", parts.join(", ")));
    }
    if waiting > 0 {
        terminal.complain(&"stopped before the end\n  the same command goes on where this one stopped");
    }
}

/// Names the books whose story is gone, and removes them where that is wanted.
pub(in crate::cli) fn prune(plan: &Plan, orphans: &[Orphan], is_wanted: bool, terminal: Terminal) -> Outcome {
    for orphan in orphans {
        let stories: Vec<String> = orphan.stories.iter().map(|story| shown(story)).collect();
        let what = match (orphan.is_foreign, is_wanted) {
            (true, _) => "; it has been changed since, and stays",
            (false, true) => "; it is removed",
            (false, false) => " (--prune removes it)",
        };
        terminal.say(&format_args!("{}: its story is gone: {}{what}", shown(&orphan.book), stories.join(", ")));
    }
    if !is_wanted {
        return Outcome::Done;
    }
    let left = batch::prune(plan, orphans);
    for (book, cause) in &left {
        let advice = "see that you may write there";
        terminal.complain(&format_args!("{}: cannot be removed ({cause})\n  {advice}", shown(book)));
    }
    if left.is_empty() { Outcome::Done } else { Outcome::Failed }
}

/// A line a book, and below it what is odd and worth a look: at once where the book is the only one, else where
/// reasons are wanted.
pub(in crate::cli) fn tell(book: &Read, planned: &Planned, is_only: bool, terminal: Terminal) {
    let (findings, place) = (&book.told.findings, &planned.place);
    // A line of a story in several files is named with its file.
    let named = |line: usize| match (planned.story.files.as_slice(), book.told.place(line - 1)) {
        ([_], (_, line)) => format!("line {line}"),
        (files, (file, line)) => {
            let path = files.get(file).and_then(|chapter| chapter.file.path()?.file_name()).unwrap_or_default();
            format!("{}, line {line}", path.to_string_lossy())
        }
    };
    let is_one = planned.story.files.len() == 1;
    let is_listed = is_only || terminal.is_verbose();
    let look_at = match findings.advice().filter(|_| !is_listed && is_one) {
        Some(advice) => format!("; {}", terminal.talk().yellow(&advice)),
        None => String::new(),
    };
    let title = terminal.talk().bold(&book.told.structure.title);
    terminal.say(&format_args!("{}: {title}: {findings}{look_at}", shown(place)));
    for word in &book.repairs {
        terminal.say(&format_args!("  repaired {word}"));
    }
    if let Some(language) = &book.unset {
        let advice = "if it is in another language, say --language";
        terminal
            .say(&format_args!("  quotes and dashes stay as typed: how `{language}` sets them is not known; {advice}"));
    }
    if let Some(unsaid) = &book.told.unsaid {
        terminal.say(&format_args!("  {unsaid} (--cover FILE takes your own)"));
    }
    for oddity in &findings.numbering {
        terminal.say(&format_args!("  {}", oddity.said(named)));
    }
    if (is_listed || !is_one) && !findings.worth_a_look.is_empty() {
        terminal.say(&format_args!("  {}", terminal.talk().yellow("worth a look:")));
        for doubt in &findings.worth_a_look {
            let doubt_said = if is_one { doubt.to_string() } else { doubt.said(named) };
            terminal.say(&format_args!("  {}: {doubt_said}", named(doubt.line())));
        }
    }
}

/// Names what was passed over.
pub(in crate::cli) fn list(passed_over: &[(String, String)], terminal: Terminal) {
    for (place, why) in passed_over.iter().take(PASSED_OVER_NAMED) {
        terminal.say(&format_args!("passed over: {place}: {why}"));
    }
    for (place, why) in passed_over.iter().skip(PASSED_OVER_NAMED) {
        terminal.add(&format_args!("passed over: {place}: {why}"));
    }
    let more = passed_over.len().saturating_sub(PASSED_OVER_NAMED);
    if more > 0 && !terminal.is_verbose() {
        terminal.say(&format_args!("passed over: {more} more (-v names them)"));
    }
}

/// Books of one identity: a reader's library takes them for one book and keeps the last.
fn same_identity(plan: &Plan, ends: &[End], terminal: Terminal) {
    let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (planned, end) in plan.books.iter().zip(ends) {
        if let Some(identifier) = end.finished().and_then(|book| book.identifier.as_deref()) {
            known.entry(identifier).or_default().push(shown(&planned.place));
        }
    }
    let mut alike: Vec<Vec<String>> = known.into_values().filter(|places| places.len() > 1).collect();
    alike.sort();
    for places in alike {
        let warning = terminal.talk().yellow("same title, author and series");
        let places = places.join(", ");
        terminal
            .say(&format_args!("{warning}: {places}\n  a reader takes them for one book; state --title or --author"));
    }
}
