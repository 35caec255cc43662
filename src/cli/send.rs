//! `send`: books by mail, to an e-reader or a person.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::{env, fs};

use rayon::prelude::*;

use super::arguments::SendWishes;
use super::convert::wishes::modified;
use super::ready::{self, Ready};
use super::terminal::{Terminal, Voice, harmless};
use super::{Outcome, interrupt, password, settings};
use crate::batch::{Stop, Whence};
use crate::deliver::reader::{self, bytes};
use crate::post::{
    self, Enclosure, Keyring, Limits, Password, Recipient, SERVER_VARIABLE, Session, Sources, SystemKeyring, VARIABLE,
};
use crate::settings::{Mail, Settings};

/// What to write into a `storybind.toml`.
const EXAMPLE: &str = "  [mail]
  server = \"smtp.example.org\"   # your mail provider's, for outgoing mail (SMTP)
  user = \"ann@example.org\"      # your address there
  to = { kindle = \"ann_123@kindle.com\" }   # as you like: with this line, --to kindle is that address";

/// Sends what the user named.
pub(super) fn run(wishes: &SendWishes, terminal: Terminal) -> Outcome {
    let terminal = terminal.with_voice(Voice::of(wishes.ready.quiet, wishes.ready.verbose));
    send(wishes, terminal).unwrap_or_else(|error| {
        terminal.complain(&error);
        Outcome::Failed
    })
}

fn send(wishes: &SendWishes, terminal: Terminal) -> Result<Outcome, Box<dyn std::error::Error>> {
    let SendWishes { paths, ready: from, to, force, dry_run, keep_password } = wishes;
    // Who has mistyped a name would else write an account down first, to learn of it then.
    let mail = account(wishes).inspect_err(|_| complain_of_missing(paths, terminal))?;
    let to = recipient(to, &mail)?;
    let stage = tempfile::tempdir()?;
    let stop = interrupt::stop();
    let Ready { books, mut outcome } = ready::ready(paths, from, modified()?, stage.path(), [], &stop, terminal);
    if books.is_empty() && outcome == Outcome::Done {
        return Err(ready::NOTHING.into());
    }
    let looked_at: Vec<Result<Enclosure, post::Error>> =
        books.into_par_iter().map(|book| Enclosure::of(book?, &to, *force)).collect();
    let mut enclosures = taken(looked_at, &mut outcome, terminal);
    if enclosures.is_empty() {
        return Ok(outcome);
    }
    terminal.say(&heading(&mail, &enclosures, &to));
    if *dry_run {
        return Ok(outcome.and(show(&mail, &enclosures, &to, terminal)));
    }
    if stop.is_asked() {
        return Err(format!("stopped before the end: {} not sent", ready::counted(enclosures.len())).into());
    }
    let server = post::proven(&mail)?;
    let password = mail.user.as_deref().map(|user| password_of(user, &server, *keep_password)).transpose()?;
    let mut session = Session::open(&mail, password.clone(), Limits::default())?;
    if let Some((user, password)) = mail.user.as_deref().zip(password.filter(|_| *keep_password)) {
        outcome = outcome.and(keep(user, &server, &password, terminal));
    }
    let fitting = enclosures.drain(..).map(|book| book.fits(session.server(), session.most()).map(|()| book));
    let enclosures = taken(fitting, &mut outcome, terminal);
    outcome = outcome.and(give(&mut session, &enclosures, &to, &stop, terminal));
    session.close();
    Ok(outcome)
}

/// Names the files that are not there.
fn complain_of_missing(paths: &[PathBuf], terminal: Terminal) {
    for path in paths.iter().filter(|path| path.as_os_str() != "-") {
        if let Err(cause) = fs::metadata(path) {
            terminal.complain(&reader::Error::Unreadable { path: path.clone(), cause });
        }
    }
}

/// The account by which books are mailed: from the file that is named, or from those of the folder in which storybind is
/// called and of the folders above; never from those that came with somebody's stories, wherever these lie.
fn account(wishes: &SendWishes) -> Result<Mail, Box<dyn std::error::Error>> {
    let found = match settings::whence(&wishes.ready.settings) {
        Whence::File(path) => Settings::open(path)?,
        Whence::Above => Settings::above(env::current_dir()?)?,
        Whence::Nowhere => Settings::default(),
    };
    found.mail().cloned().ok_or_else(|| {
        format!(
            "no mail account is known\n  write yours into the storybind.toml of this folder or of one above it, such as your \
             home:\n\n{EXAMPLE}\n\n  the password is asked for, and has no place there; docs/devices.md says more"
        )
        .into()
    })
}

/// Who is meant: an address, or one of the account's short names.
fn recipient(to: &str, mail: &Mail) -> Result<Recipient, Box<dyn std::error::Error>> {
    let address = mail.to.get(to).map_or(to, String::as_str);
    if address.contains('@') {
        return Ok(Recipient::of(address)?);
    }
    let names: Vec<&str> = mail.to.keys().map(String::as_str).collect();
    let known = if names.is_empty() { "none is there".to_owned() } else { format!("there are: {}", names.join(", ")) };
    let what = format!("`{to}`: is neither an address nor a short name in [mail] of {}", mail.place.name);
    Err(format!("{what}\n  an address is like ann_123@kindle.com; of short names {known}").into())
}

/// Those that can be sent; of the others it is said why not.
fn taken(
    books: impl IntoIterator<Item = Result<Enclosure, post::Error>>,
    outcome: &mut Outcome,
    terminal: Terminal,
) -> Vec<Enclosure> {
    let mut told = |error| {
        terminal.complain(&error);
        *outcome = Outcome::Failed;
    };
    books.into_iter().filter_map(|book| book.map_err(&mut told).ok()).collect()
}

/// "smtp.example.org:465 (TLS) as ann@example.org, by storybind.toml:1: 2 books, 1.2 MB, to bo@example.net".
fn heading(mail: &Mail, books: &[Enclosure], to: &Recipient) -> String {
    let user = mail.user.as_ref().map_or_else(String::new, |user| format!(" as {user}"));
    let length = books.iter().map(|book| book.length).sum();
    format!(
        "{} ({}){user}, by {}: {}, {}, from {} to {}",
        post::server(mail),
        mail.security.name(),
        mail.place,
        ready::counted(books.len()),
        bytes(length),
        mail.from,
        to.address()
    )
}

/// Shows what would be sent.
fn show(mail: &Mail, books: &[Enclosure], to: &Recipient, terminal: Terminal) -> Outcome {
    let mut page = String::new();
    for book in books {
        let what = format!("would be sent to {} through {}", to.address(), post::server(mail));
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{}", harmless(&format!("{}: {what}", named(book))));
    }
    terminal.give(page)
}

/// "The Ferry (ferry.epub, 31.2 kB)".
fn named(book: &Enclosure) -> String {
    format!("{} ({}, {})", book.book.title(), book.file_name, bytes(book.length))
}

/// The account's password, from wherever it is known.
fn password_of(user: &str, server: &str, is_asked_anew: bool) -> Result<Password, post::Error> {
    let ask = || {
        let is_watched = io::stdin().is_terminal() && io::stderr().is_terminal();
        is_watched.then(|| password::ask(&format!("password of {user} at {server}: "))).flatten()
    };
    let environment = (env::var(VARIABLE).ok(), env::var(SERVER_VARIABLE).ok());
    Sources { environment, keyring: &SystemKeyring, ask: &ask, is_asked_anew }.find(user, server)
}

/// Keeps a password that the server has taken.
fn keep(user: &str, server: &str, password: &Password, terminal: Terminal) -> Outcome {
    match SystemKeyring.keep(user, server, password) {
        Ok(()) => {
            terminal.say(&format_args!("the system's keyring keeps the password of {user} at {server}"));
            Outcome::Done
        }
        Err(why) => {
            let advice = "it will be asked for again";
            terminal.complain(&format_args!(
                "{user} at {server}: the system's keyring does not keep the password ({why})\n  {advice}"
            ));
            Outcome::Failed
        }
    }
}

/// Sends the books, one after the other.
fn give(session: &mut Session, books: &[Enclosure], to: &Recipient, stop: &Stop, terminal: Terminal) -> Outcome {
    let (mut sent, mut reached) = (0, 0);
    for book in books {
        if stop.is_asked() || session.is_over() {
            break;
        }
        reached += 1;
        match session.send(book, to) {
            Ok(()) => {
                sent += 1;
                terminal.say(&format_args!("sent: {}", named(book)));
            }
            Err(error) => terminal.complain(&format_args!("{}: {error}", named(book))),
        }
    }
    if reached < books.len() {
        let left = ready::counted(books.len() - reached);
        let why = if stop.is_asked() { "stopped before the end" } else { "the connection came to its end" };
        terminal.complain(&format_args!("{why}: {left} not sent\n  send what is missing again"));
    }
    if sent > 0
        && let Some(mail) = to.service.and_then(|(_, way)| way.mail.as_ref())
    {
        terminal.say(&mail.senders);
    }
    if sent == books.len() { Outcome::Done } else { Outcome::Failed }
}
