//! The only place that prints: data to standard output, talk to standard error. A closed pipe ends the output quietly.

use std::env;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use super::Outcome;
use crate::report::Paint;

/// Standard output and standard error, and what may be sent there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    data: Paint,
    talk: Paint,
    voice: Voice,
}

/// How much is said. Errors are always said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// Nothing but errors (`-q`).
    Quiet,
    /// What was made and what to look at.
    Usual,
    /// Reasons too (`-v`).
    Verbose,
}

impl Voice {
    /// What `-q` and `-v` ask for.
    pub(super) fn of(is_quiet: bool, is_verbose: bool) -> Voice {
        match (is_quiet, is_verbose) {
            (true, _) => Voice::Quiet,
            (_, true) => Voice::Verbose,
            _ => Voice::Usual,
        }
    }
}

impl Terminal {
    /// Looks at where the two channels lead. Colours are for terminals, and only where `NO_COLOR` is unset or empty.
    pub(super) fn new() -> Terminal {
        let wanted = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && env::var_os("TERM").is_none_or(|value| value != "dumb");
        let paint = |is_terminal| {
            if wanted && is_terminal { Paint::Colours } else { Paint::Plain }
        };
        Terminal {
            data: paint(io::stdout().is_terminal()),
            talk: paint(io::stderr().is_terminal()),
            voice: Voice::Usual,
        }
    }

    /// The same terminal, told how much to say.
    pub(super) fn with_voice(self, voice: Voice) -> Terminal {
        Terminal { voice, ..self }
    }

    /// How much is said.
    pub(super) fn voice(self) -> Voice {
        self.voice
    }

    /// Whether reasons are wanted.
    pub(super) fn is_verbose(self) -> bool {
        self.voice == Voice::Verbose
    }

    /// How data may be coloured.
    pub(super) fn data(self) -> Paint {
        self.data
    }

    /// How talk may be coloured.
    pub(super) fn talk(self) -> Paint {
        self.talk
    }

    /// Writes data to standard output. Where the reader has closed the pipe, it has what it wanted.
    pub(super) fn give(self, data: impl AsRef<[u8]>) -> Outcome {
        let mut out = io::stdout().lock();
        match out.write_all(data.as_ref()).and_then(|()| out.flush()) {
            Ok(()) => Outcome::Done,
            Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Outcome::Done,
            Err(cause) => {
                let advice = "see that the disk is not full";
                self.complain(&format_args!("standard output: cannot be written ({cause})\n  {advice}"));
                Outcome::Failed
            }
        }
    }

    /// Writes a line of talk to standard error, unless the user wants quiet.
    pub(super) fn say(self, line: &dyn Display) {
        if self.voice >= Voice::Usual {
            tell(line);
        }
    }

    /// Writes a line that only those want who asked for reasons.
    pub(super) fn add(self, line: &dyn Display) {
        if self.voice >= Voice::Verbose {
            tell(line);
        }
    }

    /// Writes an error to standard error.
    pub(super) fn complain(self, error: &dyn Display) {
        let name = self.talk.red("error");
        tell(&format_args!("{name}: {error}"));
    }

    /// Prints what clap has to say: help and version are data, wrong use is talk.
    pub(super) fn answer(self, answer: &clap::Error) -> Outcome {
        let rendered = answer.render();
        let paint = if answer.use_stderr() { self.talk } else { self.data };
        let text = match paint {
            Paint::Colours => rendered.ansi().to_string(),
            Paint::Plain => rendered.to_string(),
        };
        if answer.use_stderr() {
            tell(&text.trim_end());
            return Outcome::WrongUse;
        }
        self.give(&text)
    }
}

/// Nobody is told where even standard error is closed.
fn tell(line: &dyn Display) {
    let _ = writeln!(io::stderr().lock(), "{}", harmless(&line.to_string()));
}

/// The colour codes that this program and clap write. Others hide words, or set them in the colour of their ground.
const COLOURS: [&str; 7] = ["0", "1", "2", "4", "31", "32", "33"];

/// Text in which names of files and words of stories cannot command a terminal: of all controls only line ends, tabs and
/// our own colours are left.
pub(super) fn harmless(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if c == '\u{1B}' { colour(rest) } else { 0 };
        let is_command = c.is_control() && !matches!(c, '\n' | '\t') && length == 0;
        let length = length.max(c.len_utf8());
        left.push_str(if is_command { "\u{FFFD}" } else { &rest[..length] });
        rest = &rest[length..];
    }
    left
}

/// Bytes of the colour code that a text begins with; 0 where it begins with anything else.
fn colour(text: &str) -> usize {
    let Some(code) = text.strip_prefix("\u{1B}[") else { return 0 };
    let code = COLOURS.iter().find(|colour| code.strip_prefix(**colour).is_some_and(|rest| rest.starts_with('m')));
    code.map_or(0, |code| "\u{1B}[".len() + code.len() + "m".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_cannot_command_a_terminal() {
        let mine = Paint::Colours.red("error");
        assert_eq!(harmless(&mine), mine);
        assert_eq!(harmless("a\u{1B}]0;title\u{7}b\u{9B}2J\tc\nd"), "a\u{FFFD}]0;title\u{FFFD}b\u{FFFD}2J\tc\nd");
        assert_eq!(harmless("\u{1B}[2J\u{1B}"), "\u{FFFD}[2J\u{FFFD}");
        assert_eq!(harmless("\u{1B}[8m\u{1B}[30mhidden"), "\u{FFFD}[8m\u{FFFD}[30mhidden");
    }
}
