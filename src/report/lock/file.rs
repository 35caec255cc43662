//! The form of `storybind.lock`: TOML, a story after the other by path, a fact, a heading, a count a line, so that a
//! difference of two locks reads like a difference of two books.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde::Deserialize;
use toml::{Spanned, Value};

use super::Lock;
use super::error::Error;
use super::outline::{indented, read_indented};
use crate::detect::Role;
use crate::report::structure::Structure;

/// The version of the form.
const VERSION: i64 = 1;

const HEAD: &str = "\
# What each story is made of, as it was last agreed upon. Made by `storybind lock`; keep it with the stories.
# `storybind convert --locked` fails when a chapter vanishes, a title changes, or a note is taken for prose.
";

/// What is asked of any version.
#[derive(Deserialize)]
struct Versioned {
    version: Option<Spanned<i64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: i64,
    #[serde(default)]
    story: Vec<Story>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    path: Spanned<String>,
    title: String,
    authors: Vec<String>,
    language: String,
    headings: Vec<Spanned<String>>,
    #[serde(default)]
    counts: BTreeMap<String, Spanned<u64>>,
}

impl Lock {
    /// Reads a text in the form of a `storybind.lock`; `name` is what messages call it.
    ///
    /// # Errors
    /// [`Error::Wrong`] with line and column if it is damaged, holds an unknown key or names a story twice;
    /// [`Error::Newer`] if it is of another version.
    pub fn parse(name: &str, text: &str) -> Result<Lock, Error> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let damaged = |error: toml::de::Error| Error::toml(name, text, &error);
        let versioned: Versioned = toml::from_str(text).map_err(damaged)?;
        match versioned.version.map(Spanned::into_inner) {
            Some(VERSION) => {}
            Some(version) => return Err(Error::Newer { name: name.to_owned(), version }),
            None => return Err(Error::at(name, text, 0, "there is no `version`")),
        }
        let file: File = toml::from_str(text).map_err(damaged)?;
        let mut stories = BTreeMap::new();
        for story in file.story {
            let at = story.path.span().start;
            let (path, structure) = structure(name, text, story)?;
            if stories.insert(path.clone(), structure).is_some() {
                return Err(Error::at(name, text, at, format!("the story `{path}` is here twice")));
            }
        }
        Ok(Lock { stories })
    }
}

fn structure(name: &str, text: &str, story: Story) -> Result<(String, Structure), Error> {
    let mut headings = Vec::with_capacity(story.headings.len());
    for heading in story.headings {
        let Some(read) = read_indented(heading.get_ref()) else {
            let what = "a heading is set in by no space, two or four: part, chapter, section";
            return Err(Error::at(name, text, heading.span().start, what));
        };
        headings.push(read);
    }
    let mut counts = Vec::with_capacity(story.counts.len());
    for (role, count) in story.counts {
        let Some(known) = Role::ALL.into_iter().find(|known| known.name() == role) else {
            return Err(Error::at(name, text, count.span().start, format!("there is no role `{role}`")));
        };
        counts.push((known, usize::try_from(count.into_inner()).unwrap_or(usize::MAX)));
    }
    counts.sort_unstable();
    let Story { title, authors, language, .. } = story;
    Ok((story.path.into_inner(), Structure { title, authors, language, headings, counts, words: 0 }))
}

/// The whole file.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}version = {VERSION}")?;
        for (path, structure) in &self.stories {
            write!(f, "\n[[story]]\npath = {}\ntitle = {}\n", quoted(path), quoted(&structure.title))?;
            let authors: Vec<String> = structure.authors.iter().map(|author| quoted(author)).collect();
            write!(f, "authors = [{}]\nlanguage = {}\n", authors.join(", "), quoted(&structure.language))?;
            if structure.headings.is_empty() {
                f.write_str("headings = []\n")?;
            } else {
                f.write_str("headings = [\n")?;
                for heading in &structure.headings {
                    writeln!(f, "  {},", quoted(&indented(heading)))?;
                }
                f.write_str("]\n")?;
            }
            if !structure.counts.is_empty() {
                f.write_str("[story.counts]\n")?;
                for (role, count) in &structure.counts {
                    writeln!(f, "{role} = {count}")?;
                }
            }
        }
        Ok(())
    }
}

/// A string as TOML has it, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    if text.contains('\n') {
        // The writer would set it over several lines.
        out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                _ if c.is_control() => {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "\\u{:04X}", u32::from(c));
                }
                _ => out.push(c),
            }
        }
        out.push('"');
        return out;
    }
    Value::from(text).to_string()
}
