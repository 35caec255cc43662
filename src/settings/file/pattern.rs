//! `[patterns]`, as it is typed: one line or a list, a line or a table.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use super::Level;

/// One pattern, or a list of them.
#[derive(Debug)]
pub(in crate::settings) enum PatternList {
    One(Pattern),
    Many(Vec<Spanned<Pattern>>),
}

/// A line as the author types it, or what is the same for all such lines.
#[derive(Debug)]
pub(in crate::settings) enum Pattern {
    /// A line; `{number}` and `{text}` stand for what changes.
    Line(String),
    /// The same, or a regular expression, with more to say.
    Table(PatternTable),
}

/// `{ line = "~ {text} ~", level = 3 }`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::settings) struct PatternTable {
    pub(in crate::settings) line: Option<Spanned<String>>,
    /// The whole line, as the regex crate reads it.
    pub(in crate::settings) regex: Option<Spanned<String>>,
    pub(in crate::settings) level: Option<Spanned<Level>>,
    pub(in crate::settings) kind: Option<Spanned<String>>,
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pattern, D::Error> {
        match deserializer.deserialize_any(PatternVisitor)? {
            PatternList::One(pattern) => Ok(pattern),
            PatternList::Many(_) => Err(D::Error::custom("a list in a list\nwrite the lines one behind the other")),
        }
    }
}

impl<'de> Deserialize<'de> for PatternList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PatternList, D::Error> {
        deserializer.deserialize_any(PatternVisitor)
    }
}

struct PatternVisitor;

impl<'de> Visitor<'de> for PatternVisitor {
    type Value = PatternList;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a line, { line = \"…\" }, { regex = '…' }, or a list of them")
    }

    fn visit_str<E: serde::de::Error>(self, line: &str) -> Result<PatternList, E> {
        Ok(PatternList::One(Pattern::Line(line.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PatternList, A::Error> {
        let table = PatternTable::deserialize(MapAccessDeserializer::new(map))?;
        Ok(PatternList::One(Pattern::Table(table)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<PatternList, A::Error> {
        let mut patterns = Vec::new();
        while let Some(pattern) = list.next_element()? {
            patterns.push(pattern);
        }
        Ok(PatternList::Many(patterns))
    }
}
