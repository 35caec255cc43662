//! The files that a `[[book]]` speaks of: names, paths and patterns, seen from the folder of the `storybind.toml`.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use unicode_normalization::UnicodeNormalization;

use super::pattern::Fault;

/// Bytes of a name or a pattern: no path is longer.
const LONGEST: usize = 4096;

/// Names and patterns in the order in which they were typed.
#[derive(Debug)]
pub(super) struct Globs {
    set: GlobSet,
    /// Of each pattern in the set the entry that it was made of.
    entries: Vec<usize>,
}

/// The patterns that one entry stands for. A name stands for itself, and for the story of that name when its ending was
/// left out; even where it could be read as a pattern, so that a file with brackets in its name can be named as it is.
pub(super) fn globs(typed: &str) -> Result<Vec<Glob>, Fault> {
    let typed: String = typed.trim().nfc().collect();
    let path = typed.strip_prefix("./").unwrap_or(&typed);
    refuse_way_out(path)?;
    let malformed = |error: &globset::Error| Fault {
        what: format!("`{path}` is no pattern of file names: {}", error.kind()),
        advice: "`*` is any part of a name, `**` any folders; a `[` or `{` that means itself is written [[] or [{]"
            .to_owned(),
    };
    let mut globs = Vec::new();
    for ending in ["", ".txt", ".text"] {
        globs.push(glob(&format!("{}{ending}", globset::escape(path))).map_err(|error| malformed(&error))?);
    }
    if is_pattern(path) {
        globs.push(glob(&as_typed(path)?).map_err(|error| malformed(&error))?);
    }
    // A pattern may be well-formed and still be more than the matcher takes.
    set(&globs).map_err(|error| malformed(&error))?;
    Ok(globs)
}

/// Whether an entry is a pattern, rather than the name of one file.
pub(super) fn is_pattern(path: &str) -> bool {
    path.contains(['*', '[', '{'])
}

impl Globs {
    /// Of the globs of each entry.
    pub(super) fn of(entries: Vec<Vec<Glob>>) -> Result<Globs, Fault> {
        let owners = entries.iter().enumerate().flat_map(|(number, globs)| globs.iter().map(move |_| number)).collect();
        let all: Vec<Glob> = entries.into_iter().flatten().collect();
        let set = set(&all).map_err(|error| Fault {
            what: format!("the patterns are too much together: {}", error.kind()),
            advice: "name fewer files, or part them among several `[[book]]`".to_owned(),
        })?;
        Ok(Globs { set, entries: owners })
    }

    /// The first entry that a path fits. The path has `/` between its steps and is normalized (NFC).
    pub(super) fn entry_of(&self, path: &str) -> Option<usize> {
        self.set.matches(path).into_iter().map(|number| self.entries[number]).min()
    }

    /// Every entry that a path fits.
    pub(super) fn entries_of(&self, path: &str) -> impl Iterator<Item = usize> {
        self.set.matches(path).into_iter().map(|number| self.entries[number])
    }
}

fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).build()
}

fn set(globs: &[Glob]) -> Result<GlobSet, globset::Error> {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        builder.add(glob.clone());
    }
    builder.build()
}

/// A `storybind.toml` speaks of what is beside it and below.
fn refuse_way_out(path: &str) -> Result<(), Fault> {
    let fault = |what: String, advice: &str| Err(Fault { what, advice: advice.to_owned() });
    let mut signs = path.chars();
    let is_drive = signs.next().is_some_and(|c| c.is_ascii_alphabetic()) && signs.next() == Some(':');
    if path.is_empty() {
        return fault("no file is named".to_owned(), "name one, as in files = \"the-ferry/*.txt\"");
    }
    if path.len() > LONGEST {
        return fault("the name is longer than any path".to_owned(), "name the folder, and `*` for the files in it");
    }
    if path.starts_with(['/', '~']) && !path.starts_with("~ ") || is_drive {
        let advice = "files are named as they are seen from this folder: files = \"the-ferry/*.txt\"";
        return fault(format!("`{path}` begins outside this folder"), advice);
    }
    let mut signs = path.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign == '\\' && signs.peek().is_none_or(|next| next.is_alphanumeric() || *next == '\\') {
            return fault(
                format!("`{path}` has a `\\` in it"),
                "folders are parted by `/`: files = \"the-ferry/*.txt\"",
            );
        }
    }
    if path.split('/').any(|step| step == "..") {
        let advice = "a storybind.toml speaks of the stories beside it and below; put one into the folder above";
        return fault(format!("`{path}` leads out of this folder"), advice);
    }
    if let Some(folder) = path.strip_suffix('/') {
        let advice = format!("name what is meant in it: files = \"{folder}/*.txt\"");
        return fault(format!("`{path}` is a folder"), &advice);
    }
    Ok(())
}

/// The pattern for the matcher, which compares bytes: a question mark means itself, and a choice of signs is made of
/// plain ones.
fn as_typed(path: &str) -> Result<String, Fault> {
    let mut pattern = String::with_capacity(path.len());
    let mut is_choice = false;
    for sign in path.chars() {
        match sign {
            '[' => is_choice = true,
            ']' => is_choice = false,
            _ => {}
        }
        if is_choice && !sign.is_ascii() {
            return Err(Fault {
                what: format!("`{sign}` cannot stand between `[` and `]`"),
                advice: "there are plain letters and figures only; write `*`, or a list of names".to_owned(),
            });
        }
        match sign {
            '?' if !is_choice => pattern.push_str("[?]"),
            _ => pattern.push(sign),
        }
    }
    Ok(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(entry: &str, path: &str) -> bool {
        let globs = Globs::of(vec![globs(entry).unwrap_or_else(|fault| panic!("{entry}: {}", fault.what))]);
        globs.expect("a set").entry_of(path).is_some()
    }

    #[test]
    fn a_name_stands_for_itself_and_a_pattern_for_what_it_fits() {
        for (entry, path) in [
            ("ferry.txt", "ferry.txt"),
            ("ferry", "ferry.txt"),
            ("./tides/ferry", "tides/ferry.text"),
            ("*.txt", "ferry.txt"),
            ("tides/*", "tides/ferry.text"),
            ("**/ferry.txt", "ferry.txt"),
            ("**/ferry.txt", "a/b/ferry.txt"),
            ("tides/**", "tides/a/b.txt"),
            ("{ferry,raft}.txt", "raft.txt"),
            ("ch[0-9].txt", "ch7.txt"),
            ("Who Goes There?.txt", "Who Goes There?.txt"),
            ("Story [1 of 9].txt", "Story [1 of 9].txt"),
            ("~ waves ~.txt", "~ waves ~.txt"),
            ("cafe\u{301}.txt", "caf\u{e9}.txt"),
            ("* ?.txt", "who ?.txt"),
        ] {
            assert!(fits(entry, path), "`{entry}` fits {path}");
        }
        for (entry, path) in [
            ("ferry.txt", "tides/ferry.txt"),
            ("ferry.txt", "Ferry.txt"),
            ("*.txt", "tides/ferry.txt"),
            ("tides/*.txt", "tides/a/b.txt"),
            ("f?.txt", "fa.txt"),
            ("ch*.txt", "Ch1.txt"),
        ] {
            assert!(!fits(entry, path), "`{entry}` does not fit {path}");
        }
    }

    #[test]
    fn what_leads_out_or_is_malformed_is_refused() {
        let deep = format!("{}a{}", "{".repeat(2_000), "}".repeat(2_000));
        for (entry, said) in [
            ("", "no file is named"),
            ("../other/*.txt", "leads out of this folder"),
            ("tides/../../x.txt", "leads out of this folder"),
            ("/etc/*.txt", "begins outside this folder"),
            ("~/stories/*.txt", "begins outside this folder"),
            ("C:/stories/*.txt", "begins outside this folder"),
            ("tides\\ferry.txt", "has a `\\` in it"),
            ("tides/", "is a folder"),
            ("ch[1.txt", "is no pattern of file names"),
            ("{ferry,raft.txt", "is no pattern of file names"),
            ("ch[é].txt", "cannot stand between"),
            (&deep, "is no pattern of file names"),
            (&"x".repeat(5_000), "longer than any path"),
        ] {
            match globs(entry) {
                Err(fault) => assert!(fault.what.contains(said), "{entry}: {}", fault.what),
                Ok(_) => panic!("`{entry}` is taken"),
            }
        }
    }
}
