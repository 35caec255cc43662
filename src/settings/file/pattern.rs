//! `[patterns]`, as it is typed: one line or a list, a line or a table.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{Level, Spanned};

/// How the author writes each thing: a line as it is typed, or a list of such lines.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::settings) struct Patterns {
    /// Prose that looks like something else.
    #[cfg_attr(test, schemars(example = "> {text}"))]
    pub(in crate::settings) body: Option<Spanned<PatternList>>,
    /// The work's title.
    #[cfg_attr(test, schemars(example = "=== {text} ==="))]
    pub(in crate::settings) title: Option<Spanned<PatternList>>,
    /// The author's line.
    #[cfg_attr(test, schemars(example = "told by {text}"))]
    pub(in crate::settings) byline: Option<Spanned<PatternList>>,
    /// A line of the title page: rating, summary, disclaimer.
    #[cfg_attr(test, schemars(example = "Spoilers for {text}"))]
    pub(in crate::settings) field: Option<Spanned<PatternList>>,
    /// An author's note; paragraphs in a row are one.
    #[cfg_attr(test, schemars(example = "[[{text}]]"))]
    pub(in crate::settings) note: Option<Spanned<PatternList>>,
    /// A line of a printed table of contents.
    #[cfg_attr(test, schemars(example = "{number} … {text}"))]
    pub(in crate::settings) contents: Option<Spanned<PatternList>>,
    /// The heading of a part, a chapter, a section.
    #[cfg_attr(test, schemars(example = "Log, {number}"))]
    pub(in crate::settings) heading: Option<Spanned<PatternList>>,
    /// A scene break that is printed.
    #[cfg_attr(test, schemars(example = "~*~"))]
    #[serde(rename = "break")]
    pub(in crate::settings) scene_break: Option<Spanned<PatternList>>,
    /// So many blank lines, or more, are a scene break.
    #[cfg_attr(test, schemars(example = 3, range(min = 1)))]
    pub(in crate::settings) gap: Option<Spanned<i64>>,
    /// Lyrics and poems.
    #[cfg_attr(test, schemars(example = "| {text}"))]
    pub(in crate::settings) verse: Option<Spanned<PatternList>>,
    /// A quotation before the text.
    #[cfg_attr(test, schemars(example = "-- {text} --"))]
    pub(in crate::settings) epigraph: Option<Spanned<PatternList>>,
    /// A letter, a diary entry, a message.
    #[cfg_attr(test, schemars(example = "[{text} writes:]"))]
    pub(in crate::settings) letter: Option<Spanned<PatternList>>,
    /// “The End”.
    #[cfg_attr(test, schemars(example = "~fin~"))]
    pub(in crate::settings) end: Option<Spanned<PatternList>>,
    /// What a publisher or a site has added.
    #[cfg_attr(test, schemars(example = "Archived at {text}"))]
    pub(in crate::settings) boilerplate: Option<Spanned<PatternList>>,
}

/// One pattern, or a list of them.
#[derive(Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(untagged))]
pub(in crate::settings) enum PatternList {
    One(Pattern),
    Many(Vec<Spanned<Pattern>>),
}

/// A line as the author types it, or what is the same for all such lines.
#[derive(Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(untagged))]
pub(in crate::settings) enum Pattern {
    /// A line; `{number}` and `{text}` stand for what changes.
    Line(String),
    /// The same, or a regular expression, with more to say.
    Table(PatternTable),
}

/// A pattern with more to say: `{ line = "~ {text} ~", level = "section" }`.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(extend("oneOf" = [{ "required": ["line"] }, { "required": ["regex"] }])))]
#[serde(deny_unknown_fields)]
pub(in crate::settings) struct PatternTable {
    /// The line as it is typed; `{number}` stands for a number, `{text}` for any words.
    #[cfg_attr(test, schemars(example = "~ {text} ~"))]
    pub(in crate::settings) line: Option<Spanned<String>>,
    /// Instead of `line`: a regular expression for the whole line, as Rust's regex crate reads it.
    #[cfg_attr(test, schemars(example = r"\|.*\S"))]
    pub(in crate::settings) regex: Option<Spanned<String>>,
    /// Of a heading: is it a part's, a chapter's or a section's?
    #[cfg_attr(test, schemars(example = &"section"))]
    pub(in crate::settings) level: Option<Spanned<Level>>,
    /// Of a field: what it states; of verse: `song` or `poem`.
    #[cfg_attr(test, schemars(with = "Option<crate::settings::schema::KindName>", example = &"song"))]
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
