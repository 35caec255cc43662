//! `serve`: the books of a folder over HTTP, for a phone, an e-reader, a browser.

use std::env;
use std::fs;
use std::io::{self, IsTerminal};

use super::Outcome;
use super::arguments::ServeWishes;
use super::terminal::{Terminal, Voice};
use super::{catalog, interrupt};
use crate::serve::{self, Halt, Limits, Wishes};
use crate::source::shown;

/// Where a password may stand that is given by no file.
const VARIABLE: &str = "STORYBIND_PASSWORD";

/// Serves until Ctrl-C.
pub(super) fn run(wishes: &ServeWishes, terminal: Terminal) -> Outcome {
    let terminal = if wishes.quiet { terminal.with_voice(Voice::Quiet) } else { terminal };
    if !wishes.folder.is_dir() {
        let what = if wishes.folder.exists() { "is no folder" } else { "there is no such folder" };
        terminal.complain(&format_args!("{}: {what}\n  name the folder with the books", shown(&wishes.folder)));
        return Outcome::Failed;
    }
    let password = match password(wishes) {
        Ok(password) => password,
        Err(message) => {
            terminal.complain(&message);
            return Outcome::WrongUse;
        }
    };
    let is_open = password.is_none();
    // Whom it does not know, it lets read, not work.
    let takes_stories = wishes.listen.ip().is_loopback() || !is_open;
    let halt = Halt::default();
    let asked = halt.clone();
    interrupt::stop_and(move || asked.ask());
    let served = Wishes {
        folder: wishes.folder.clone(),
        title: wishes.title.clone(),
        listen: wishes.listen,
        hosts: wishes.host.clone(),
        password,
        takes_stories,
        keep: wishes.keep.clone(),
        limits: Limits::default(),
    };
    let ended = serve::serve(served, &halt, |started, library| {
        catalog::tell(library.site().shelf(), terminal);
        let books = if started.books == 1 { "1 book".to_owned() } else { format!("{} books", started.books) };
        terminal.say(&format_args!("{}   {books}; Ctrl-C ends", started.url));
        terminal.say(&format_args!("{}opds.xml   for reading apps (OPDS)", started.url));
        if !started.is_private() && is_open {
            let advice = "anybody in this network can take these books, and nobody can drop stories: \
                          --password-file asks for a password";
            terminal.say(&advice);
        }
        // Only another device needs it, and only a person can point a camera at it.
        if !started.is_private() && io::stderr().is_terminal() {
            started.code().into_iter().for_each(|code| terminal.say(&code));
        }
    });
    match ended {
        Ok(()) => Outcome::Done,
        Err(error) => {
            terminal.complain(&error);
            Outcome::Failed
        }
    }
}

/// The password, from a file's first line or from the environment; never from the command line, where others can see it.
fn password(wishes: &ServeWishes) -> Result<Option<String>, String> {
    let stated = match &wishes.password_file {
        Some(path) => {
            let text = fs::read_to_string(path).map_err(|cause| {
                format!("{}: cannot be read ({cause})\n  name a file with the password on its first line", shown(path))
            })?;
            Some(text.lines().next().unwrap_or_default().to_owned())
        }
        None => env::var(VARIABLE).ok(),
    };
    if stated.as_deref().is_some_and(str::is_empty) {
        return Err("the password is empty\n  write one, or leave it out to serve without".into());
    }
    Ok(stated)
}
