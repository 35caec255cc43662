//! What is said when all books are made: a line a book, then what was passed over, what failed, and what looks like a
//! mistake.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::Finished;
use crate::Error;
use crate::cli::Outcome;
use crate::cli::settings;
use crate::cli::terminal::Terminal;
use crate::corrections::Misfit;
use crate::settings::Place;
use crate::source::{self, Candidate, Gathered, Origin};

/// How many passed-over files are named one by one, unless reasons are wanted.
const PASSED_OVER_NAMED: usize = 8;

/// A story as a command names it: `-` for standard input, a path in quotation marks where a shell would part it.
fn typed(story: &Candidate) -> String {
    let Origin::File(path) = &story.origin else { return "-".to_owned() };
    let path = path.display().to_string();
    let is_plain =
        path.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | ':' | '@'));
    if is_plain { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// Gives the account and says how the run came out.
pub(super) fn give(
    gathered: &Gathered,
    places: &[PathBuf],
    results: &[Result<Finished, Error>],
    terminal: Terminal,
) -> Outcome {
    let mut failed = gathered.errors.len();
    let mut passed_over: Vec<(String, String)> =
        gathered.passed_over.iter().map(|file| (file.path.display().to_string(), file.why.clone())).collect();
    let mut doubtful = None;
    let mut broken: BTreeMap<String, usize> = BTreeMap::new();
    for ((story, place), result) in gathered.stories.iter().zip(places).zip(results) {
        match result {
            Ok(book) => {
                tell(book, place, results.len() == 1, terminal);
                let first = book.findings.worth_a_look.first();
                doubtful = doubtful.or_else(|| first.map(|doubt| (typed(story), doubt.line())));
            }
            Err(Error::Source(source::Error::NotText { place, why })) if !story.is_named => {
                passed_over.push((place.clone(), why.to_string()));
            }
            // One file holds for many stories, and is complained of once.
            Err(Error::Settings(error)) => {
                failed += 1;
                *broken.entry(error.to_string()).or_default() += 1;
            }
            Err(error) => {
                failed += 1;
                terminal.complain(error);
            }
        }
    }
    for (error, stories) in broken {
        let noun = if stories == 1 { "story was" } else { "stories were" };
        terminal.complain(&format_args!("{error}\n  {stories} {noun} not bound because of it"));
    }
    for misfit in misfits(results) {
        settings::warn(misfit, terminal);
    }
    for error in &gathered.errors {
        terminal.complain(error);
    }
    list(&passed_over, terminal);
    same_identity(places, results, terminal);
    if let Some((story, line)) = doubtful {
        terminal.say(&format_args!("why a line was read as it was: storybind inspect {story} --explain {line}"));
        terminal.say(&format_args!("to correct it: storybind inspect {story} --suggest >> storybind.toml"));
    }
    if failed == 0 && results.iter().all(Result::is_err) {
        terminal.complain(&"no story was found\n  in a folder, a story is a file that ends in .txt or .text");
        return Outcome::Failed;
    }
    if failed > 0 { Outcome::Failed } else { Outcome::Done }
}

/// The corrections that could not be followed, each once. One that names no story is missing where none of the stories
/// that it could be for takes it.
fn misfits(results: &[Result<Finished, Error>]) -> Vec<&Misfit> {
    let books: Vec<&Finished> = results.iter().filter_map(|result| result.as_ref().ok()).collect();
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    let mut missed: BTreeMap<&Place, usize> = BTreeMap::new();
    for book in &books {
        for sheet in &book.sheets {
            *held.entry(sheet).or_default() += 1;
        }
        for misfit in book.misfits.iter().filter(|misfit| misfit.is_missing) {
            *missed.entry(&misfit.place).or_default() += 1;
        }
    }
    let mut told = BTreeSet::new();
    let mut misfits: Vec<&Misfit> = Vec::new();
    for misfit in books.iter().flat_map(|book| &book.misfits) {
        let is_elsewhere =
            misfit.is_for_any && misfit.is_missing && missed.get(&misfit.place) != held.get(&*misfit.place.name);
        let key = if misfit.is_missing { misfit.place.to_string() } else { misfit.to_string() };
        if !is_elsewhere && told.insert(key) {
            misfits.push(misfit);
        }
    }
    misfits
}

/// A line a book, and below it what is odd and worth a look: at once where the book is the only one, else where
/// reasons are wanted.
fn tell(book: &Finished, place: &std::path::Path, is_only: bool, terminal: Terminal) {
    let findings = &book.findings;
    let is_listed = is_only || terminal.is_verbose();
    let look_at = match findings.advice().filter(|_| !is_listed) {
        Some(advice) => format!("; {}", terminal.talk().yellow(&advice)),
        None => String::new(),
    };
    let title = terminal.talk().bold(&book.title);
    terminal.say(&format_args!("{}: {title}: {findings}{look_at}", place.display()));
    for word in &book.repairs {
        terminal.say(&format_args!("  repaired {word}"));
    }
    if let Some(language) = &book.unset {
        let advice = "if it is in another language, say --language";
        terminal
            .say(&format_args!("  quotes and dashes stay as typed: how `{language}` sets them is not known; {advice}"));
    }
    for oddity in &findings.numbering {
        terminal.say(&format_args!("  {oddity}"));
    }
    if is_listed && !findings.worth_a_look.is_empty() {
        terminal.say(&format_args!("  {}", terminal.talk().yellow("worth a look:")));
        for doubt in &findings.worth_a_look {
            terminal.say(&format_args!("  line {}: {doubt}", doubt.line()));
        }
    }
}

fn list(passed_over: &[(String, String)], terminal: Terminal) {
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
fn same_identity(places: &[PathBuf], results: &[Result<Finished, Error>], terminal: Terminal) {
    let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (place, result) in places.iter().zip(results) {
        if let Ok(book) = result {
            known.entry(&book.identifier).or_default().push(place.display().to_string());
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
