//! Data to standard output, talk to standard error, colours to terminals, and nothing to a closed pipe.

use std::io::Write as _;

use super::*;

#[test]
fn help_version_completions_and_man_are_data() {
    let folder = folder();
    for (arguments, part) in [
        (&["--help"][..], "Exit codes"),
        (&["convert", "--help"], "--boilerplate"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
        (&["completions", "bash"], "complete -F _storybind"),
        (&["completions", "fish"], "complete -c storybind"),
        (&["man"], ".SH CONVERT"),
        (&["man"], ".SH REPORT MERGE"),
    ] {
        let output = storybind(&folder, arguments);
        expect(&output, 0);
        assert_eq!(talk(&output), "", "{arguments:?}");
        assert!(data(&output).contains(part), "{arguments:?}:\n{}", data(&output));
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = folder();
    write(&folder, "long.txt", "Chapter 1\n\nShe ran.\n\n***\n\n".repeat(20_000));
    let mut child = command(&folder, &["inspect", "long.txt", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut first = [0; 64];
    let mut pipe = child.stdout.take().expect("a pipe");
    pipe.read_exact(&mut first).expect("a beginning");
    drop(pipe);
    let output = child.wait_with_output().expect("it ends");
    expect(&output, 0);
    assert_eq!(talk(&output), "");
}

/// `script` gives a program the terminal that a test has not.
#[cfg(target_os = "linux")]
fn on_a_terminal(folder: &TempDir, line: &str, no_color: Option<&str>) -> Option<String> {
    let program = assert_cmd::cargo::cargo_bin!("storybind").display().to_string();
    let mut command = Command::new("script");
    command.args(["-qec", &format!("'{program}' {line}"), "/dev/null"]).current_dir(folder);
    command.env("TERM", "xterm").env_remove("NO_COLOR").stdin(Stdio::null());
    if let Some(value) = no_color {
        command.env("NO_COLOR", value);
    }
    match command.output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(cause) => {
            assert!(std::env::var_os("CI").is_none(), "`script` (Debian: bsdutils) is missing: {cause}");
            let _ = writeln!(std::io::stderr(), "not tested: `script` (Debian: bsdutils) is missing: {cause}");
            None
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn colours_are_for_terminals_that_want_them() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    assert!(!data(&storybind(&folder, &["inspect", "ferry.txt"])).contains('\u{1B}'));
    if let Some(outline) = on_a_terminal(&folder, "inspect ferry.txt", None) {
        assert!(outline.contains("\u{1B}[1mChapter 1"), "{outline}");
    }
    if let Some(outline) = on_a_terminal(&folder, "inspect ferry.txt", Some("1")) {
        assert!(outline.contains("Chapter 1") && !outline.contains('\u{1B}'), "{outline}");
    }
}
