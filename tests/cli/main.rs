//! The program as a person runs it: every command, what it answers on which channel, and with which exit code.

mod batch;
mod catalog;
mod channels;
mod check;
mod convert;
mod covers;
mod devices;
mod grouping;
mod init;
mod inspect;
mod load;
mod lock;
mod reports;
#[cfg(feature = "post")]
mod send;
mod settings;
#[cfg(unix)]
mod watch;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const STORY: &str = "\
The Night Ferry

by Maren Holt

Chapter 1

The ferry left at nine, as it always did, with nobody on board but the engineer and a crate of lemons that had been
paid for in advance.

***

By midnight the lemons were gone.

Chapter 2

Nobody asked the engineer. He would not have known what to say.
";

/// A folder that is gone after the test.
fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn write(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Runs the program in a folder, without what the environment might bring in.
fn storybind(folder: &TempDir, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("the program runs")
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("storybind"));
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    command.stdin(Stdio::null());
    command
}

fn with_input(folder: &TempDir, arguments: &[&str], input: &[u8]) -> Output {
    assert_cmd::Command::from_std(command(folder, arguments)).write_stdin(input).output().expect("the program runs")
}

fn data(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 on standard output")
}

fn talk(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on standard error")
}

#[track_caller]
fn expect(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "standard error says:\n{}", talk(output));
}

/// A book is a ZIP archive whose first entry says so.
#[track_caller]
fn is_book(path: impl AsRef<Path>) {
    let bytes = fs::read(path.as_ref()).expect("a book");
    assert!(bytes.starts_with(b"PK\x03\x04"), "not an archive");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
}

/// All files below a folder, with `/`, sorted; what storybind notes for itself is left out.
fn files(folder: &Path) -> Vec<String> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.file_name().is_some_and(|name| name != storybind::batch::STATE_NAME) {
                let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
                found.push(name);
            }
        }
    }
    found.sort();
    found
}
