//! One `storybind.toml`, from what is typed to what is meant: keys that do not go together are named by line and column.

mod book;
mod mail;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::error::{Error, instead, nearest, position};
use super::file::{Correct, File, Level, Pattern as Typed, PatternList, PatternTable, Patterns, Spanned};
use super::{Correction, Pattern, Place, Search, Sheet, Target};
use crate::detect::{FieldKind, Kind, Role};
use crate::source::SettingsFile;

pub use book::is_language;

/// Reads a sheet.
pub(super) fn read(name: &str, text: &str, file: Option<SettingsFile>) -> Result<Sheet, Error> {
    // A byte order mark is not TOML, and editors write it.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let typed: File = toml::from_str(text).map_err(|error| Error::toml(name, text, file.is_some(), &error))?;
    let folder = file.as_ref().map(|file| file.folder.clone()).unwrap_or_default();
    let reader = Reader { name, text, shared: Arc::from(name), folder };
    let corrections = typed.correct.into_iter().map(|correct| reader.correction(correct)).collect::<Result<_, _>>()?;
    let books = typed.book.into_iter().map(|book| reader.book(book)).collect::<Result<_, _>>()?;
    let gap = reader.gap(&typed.patterns)?;
    let patterns = reader.patterns(typed.patterns)?;
    let mail = typed.mail.map(|mail| reader.mail(mail)).transpose()?;
    let name = Arc::clone(&reader.shared);
    Ok(Sheet {
        file,
        name,
        books,
        corrections,
        patterns,
        gap,
        mail,
        unfound: OnceLock::new(),
        orphans: OnceLock::new(),
    })
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    shared: Arc<str>,
    /// Where the file stands; empty where the text came from elsewhere.
    folder: PathBuf,
}

impl Reader<'_> {
    fn place(&self, byte: usize) -> Place {
        Place { name: Arc::clone(&self.shared), line: position(self.text, byte).0 }
    }

    fn wrong(&self, span: &Range<usize>, what: impl Into<String>, advice: impl Into<String>) -> Error {
        Error::at(self.name, self.text, span.start, what, advice)
    }

    fn correction(&self, typed: Spanned<Correct>) -> Result<Correction, Error> {
        let span = typed.span();
        let typed = typed.into_inner();
        let role = typed.role.get_ref().0;
        let target = self.target(&span, &typed)?;
        let nth = match &typed.nth {
            Some(nth) => match usize::try_from(*nth.get_ref()) {
                Ok(number) if number > 0 => Some(number),
                _ => return Err(self.wrong(&nth.span(), "places are counted from 1", "nth = 1 is the first of them")),
            },
            None => None,
        };
        if let Some(title) = &typed.title {
            if role != Role::Heading {
                let advice = "a `title` is how the contents name a heading; for the book's own, use --title";
                return Err(self.wrong(&title.span(), format!("a {role} has no `title`"), advice));
            }
            if !title.get_ref().chars().any(char::is_alphanumeric) {
                return Err(self.wrong(&title.span(), "there is no word in the title", "leave `title` out"));
            }
        }
        let kind = self.kind(role, typed.level.as_ref(), typed.kind.as_ref())?;
        let story = typed.story.map(|story| self.words(story)).transpose()?;
        let after = typed.after.map(|after| self.words(after)).transpose()?;
        let title = typed.title.map(|title| title.into_inner().split_whitespace().collect::<Vec<_>>().join(" "));
        let place = self.place(span.start);
        Ok(Correction { story, target, search: Search { after, nth }, role, kind, title, place })
    }

    fn target(&self, span: &Range<usize>, typed: &Correct) -> Result<Target, Error> {
        let role = typed.role.get_ref().0;
        let copy = |words: &Spanned<String>| self.words(words.clone());
        match (&typed.text, &typed.before, &typed.through, &typed.until) {
            (Some(_), None, ..) if role == Role::Gap => {
                let advice = "quote the paragraph below the blank lines: before = \"…\"; a printed mark is a \"break\"";
                Err(self.wrong(&typed.role.span(), "a gap is made of blank lines, which have no text", advice))
            }
            (Some(text), None, None, None) => Ok(Target::Text(copy(text)?)),
            (Some(text), None, Some(through), None) => Ok(Target::Through(copy(text)?, copy(through)?)),
            (Some(text), None, None, Some(until)) => Ok(Target::Until(copy(text)?, copy(until)?)),
            (Some(_), None, Some(_), Some(until)) => {
                let advice = "`through` names the last paragraph of it, `until` the first one behind it: leave one out";
                Err(self.wrong(&until.span(), "there are both `through` and `until`", advice))
            }
            (None, Some(before), None, None) if matches!(role, Role::Gap | Role::Body) => {
                Ok(Target::Before(copy(before)?))
            }
            (None, Some(_), None, None) => {
                let advice =
                    "blank lines are a \"gap\" or, as \"body\", nothing; lines with words are quoted by `text`";
                Err(self.wrong(&typed.role.span(), format!("blank lines cannot be a {role}"), advice))
            }
            (None, Some(before), ..) => {
                Err(self.wrong(&before.span(), "`before` has no end", "leave `through` and `until` out"))
            }
            (Some(_), Some(before), ..) => {
                let advice = "quote the lines by `text`, or the paragraph below blank lines by `before`";
                Err(self.wrong(&before.span(), "there are both `text` and `before`", advice))
            }
            (None, None, ..) => {
                Err(self.wrong(span, "a correction has no `text`", "quote what stands in the story: text = \"…\""))
            }
        }
    }

    /// Something must stand between the quotation marks.
    fn words(&self, words: Spanned<String>) -> Result<String, Error> {
        if words.get_ref().trim().is_empty() {
            return Err(self.wrong(
                &words.span(),
                "nothing is quoted",
                "quote what stands in the story, or leave it out",
            ));
        }
        Ok(words.into_inner())
    }

    fn kind(
        &self,
        role: Role,
        level: Option<&Spanned<Level>>,
        kind: Option<&Spanned<String>>,
    ) -> Result<Option<Kind>, Error> {
        if let Some(level) = level {
            if role != Role::Heading {
                let advice = "only a heading has one: leave `level` out, or say role = \"heading\"";
                return Err(self.wrong(&level.span(), format!("a {role} has no `level`"), advice));
            }
            return Ok(Some(match level.get_ref() {
                Level::Part => Kind::Part,
                Level::Chapter => Kind::Chapter,
                Level::Section => Kind::Section,
            }));
        }
        let Some(kind) = kind else { return Ok(None) };
        let known: Vec<(&str, Kind)> = match role {
            Role::Field => FieldKind::ALL.map(|kind| (kind.name(), Kind::Field(kind))).to_vec(),
            Role::Verse => vec![("song", Kind::Song), ("poem", Kind::Poem)],
            _ => {
                let advice = "a field has one (\"rating\", \"summary\", …), and verse (\"song\", \"poem\")";
                return Err(self.wrong(&kind.span(), format!("a {role} has no `kind`"), advice));
            }
        };
        if let Some((_, found)) = known.iter().find(|(name, _)| name == kind.get_ref()) {
            return Ok(Some(*found));
        }
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let what = format!("there is no {role} of the kind `{}`", kind.get_ref());
        let advice = instead("kinds", nearest(kind.get_ref(), &names), &names);
        Err(self.wrong(&kind.span(), what, advice))
    }

    fn gap(&self, patterns: &Patterns) -> Result<Option<usize>, Error> {
        let Some(gap) = &patterns.gap else { return Ok(None) };
        match usize::try_from(*gap.get_ref()) {
            Ok(lines) if lines > 0 => Ok(Some(lines)),
            _ => {
                let advice = "gap = 2 says that two blank lines, or more, are a scene break";
                Err(self.wrong(&gap.span(), "a gap has one blank line at least", advice))
            }
        }
    }

    fn patterns(&self, typed: Patterns) -> Result<Vec<Pattern>, Error> {
        let by_role = [
            (Role::Body, typed.body),
            (Role::Title, typed.title),
            (Role::Byline, typed.byline),
            (Role::Field, typed.field),
            (Role::Note, typed.note),
            (Role::Contents, typed.contents),
            (Role::Heading, typed.heading),
            (Role::Break, typed.scene_break),
            (Role::Verse, typed.verse),
            (Role::Epigraph, typed.epigraph),
            (Role::Letter, typed.letter),
            (Role::End, typed.end),
            (Role::Boilerplate, typed.boilerplate),
        ];
        let mut patterns = Vec::new();
        for (role, list) in by_role {
            let Some(list) = list else { continue };
            let span = list.span();
            match list.into_inner() {
                PatternList::One(pattern) => patterns.push(self.pattern(role, &span, pattern)?),
                PatternList::Many(list) => {
                    for pattern in list {
                        patterns.push(self.pattern(role, &pattern.span(), pattern.into_inner())?);
                    }
                }
            }
        }
        Ok(patterns)
    }

    fn pattern(&self, role: Role, span: &Range<usize>, typed: Typed) -> Result<Pattern, Error> {
        let at = |span: &Range<usize>| self.place(span.start);
        let (span, found) = match typed {
            Typed::Line(line) => (span.clone(), Pattern::line(&line, role, None, at(span))),
            Typed::Table(PatternTable { line, regex, level, kind }) => {
                let kind = self.kind(role, level.as_ref(), kind.as_ref())?;
                match (line, regex) {
                    (Some(line), None) => (line.span(), Pattern::line(line.get_ref(), role, kind, at(&line.span()))),
                    (None, Some(regex)) => {
                        (regex.span(), Pattern::regex(regex.get_ref(), role, kind, at(&regex.span())))
                    }
                    _ => {
                        let advice = "write line = \"~ {text} ~\" or regex = '~ .+ ~', one of the two";
                        return Err(self.wrong(span, "a pattern is a `line` or a `regex`", advice));
                    }
                }
            }
        };
        found.map_err(|fault| self.wrong(&span, fault.what, fault.advice))
    }
}
