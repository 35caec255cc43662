//! Books that are no stories any more: EPUBs, anybody's, in the form that a device wants.

use std::fs;
use std::path::{Path, PathBuf};

use super::Order;
use crate::batch::Plan;
use crate::cli::Outcome;
use crate::cli::terminal::Terminal;
use crate::deliver::{self, Output};
use crate::devices::{self, Form, Formed, Left};
use crate::report::{self, Paint};
use crate::settings::BookWishes;
use crate::source::{self, shown};

/// Pages that are named one by one.
const NAMED: usize = 5;

/// Gives the books another form, and puts each beside the old one or where the user wants it.
pub(super) fn convert(order: &Order<'_>, is_dry: bool) -> Result<Outcome, Outcome> {
    let Order { books, paths, output, form, terminal, .. } = order;
    if books.is_empty() {
        return Ok(Outcome::Done);
    }
    if paths.is_empty() && order.batch.stated != BookWishes::default() {
        let name = shown(&books[0]);
        terminal.complain(&format_args!(
            "{name}: is a book already; titles, notes, signs and the like can be changed in stories only\n  leave the \
             other options out"
        ));
        return Err(Outcome::WrongUse);
    }
    let mut outcome = Outcome::Done;
    let named = |path: &'_ PathBuf| PathBuf::from(path.file_name().unwrap_or(path.as_os_str()));
    let below: Vec<PathBuf> = books.iter().map(named).collect();
    let wanted = books.iter().map(PathBuf::as_path).zip(below.iter().map(PathBuf::as_path));
    for (book, place) in books.iter().zip(deliver::plan(wanted, output, form.ending())) {
        let made = make(book, &place, order, is_dry);
        outcome = outcome.and(made.unwrap_or_else(|message| {
            terminal.complain(&message);
            Outcome::Failed
        }));
    }
    Ok(outcome)
}

/// What cannot be meant: folders that hold books and no story. In a folder, books are what storybind has made of the stories
/// there; those that are to have another form are named one by one.
pub(super) fn mistake(order: &Order<'_>, plan: &Plan) -> Option<String> {
    let device = order.wishes.device.filter(|_| plan.books.is_empty() && plan.errors.is_empty())?;
    let has_books = |folder: &&PathBuf| !source::gather_books(folder).stories.is_empty();
    let folder = shown(order.paths.iter().find(has_books)?);
    let name = device.name;
    Some(format!(
        "{folder}: no story was found there, only books\n  name the books: storybind convert --device {name} {folder}/*.epub"
    ))
}

/// Names the pages of a book that could not be given its new form.
pub(in crate::cli) fn tell_left(name: &str, left: &[Left], terminal: Terminal) {
    for page in left.iter().take(NAMED) {
        terminal.say(&format_args!("{name}: {} stays as it is: {}", page.file, page.reason));
    }
    if left.len() > NAMED {
        terminal.say(&format_args!("{name}: {} more pages stay as they are", left.len() - NAMED));
    }
}

/// Makes one, or says why it cannot be made.
fn make(book: &Path, place: &Path, order: &Order<'_>, is_dry: bool) -> Result<Outcome, String> {
    let Order { terminal, form, output, batch, .. } = order;
    let name = shown(book);
    let read = || {
        let advice = "name a book: a file that ends in .epub";
        source::read_book(book).map_err(|cause| format!("{name}: cannot be read ({cause})\n  {advice}"))
    };
    if let (Form::Epub, Some(device)) = (*form, order.wishes.device) {
        let findings = devices::check(device, Form::of(book), &read()?, None);
        if findings.iter().any(|finding| finding.is_fault) {
            terminal.say(&report::verdict(&name, &findings, Paint::Plain).trim_end());
            let advice = "it stays as it is; mend it where it was made, or bind the story anew";
            return Err(format!("{name}: is an EPUB, and not as {} wants it\n  {advice}", device.called));
        }
        terminal.say(&format_args!("{name}: stays as it is: an EPUB is what {} wants", device.called));
        return Ok(Outcome::Done);
    }
    if Form::of(book) == *form {
        terminal.say(&format_args!("{name}: stays as it is: it is called a {} already", form.name()));
        return Ok(Outcome::Done);
    }
    let Formed { bytes, left } = devices::formed(read()?, *form).map_err(|error| format!("{name}: {error}"))?;
    tell_left(&name, &left, *terminal);
    if is_dry {
        let line = format!("{}: would be made, from {name}\n", shown(place));
        return Ok(terminal.give(crate::cli::terminal::harmless(&line)));
    }
    if deliver::holds(place, &bytes) {
        terminal.say(&format_args!("{}: is there already", shown(place)));
        return Ok(Outcome::Done);
    }
    if matches!((fs::canonicalize(book), fs::canonicalize(place)), (Ok(book), Ok(place)) if book == place) {
        return Err(format!("{name}: would be written in its own place\n  name another with -o"));
    }
    let within = if let Output::Folder(folder) = output { Some(folder.as_path()) } else { None };
    deliver::place(&bytes, place, within, batch.existing).map_err(|error| error.to_string())?;
    terminal.say(&format_args!("{}: made from {name}", shown(place)));
    Ok(Outcome::Done)
}
