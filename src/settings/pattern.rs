//! A pattern: how an author writes a thing, as a line with places for what changes, or as a regular expression.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};

use super::Place;
use crate::detect::{Kind, Role, headings};

/// Bytes that a compiled pattern may take, and as many again for each of its tables. A line of a story needs a few
/// thousand; what needs more was meant to explode, or will take seconds a story.
const SIZE: usize = 1 << 18;
/// Signs, letters and classes of a pattern, its repetitions written out. With a thousand, a pattern made to be slow takes
/// seconds for a megabyte of story, and only ever so many times as long for so many more; without this limit it could
/// have thousands more in [`SIZE`].
const STEPS: u64 = 1_000;
/// Bytes of a pattern. Longer ones would be long made ready before they were found too large.
const LONGEST: usize = 2_000;
/// Letters and digits, hyphens between them: what can be a number in figures, Roman letters or words.
const NUMBER: &str = r"([\p{L}\p{N}]+(?:[ -]\p{L}+)?)";

/// How an author writes a thing.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// What a line that it fits is.
    pub role: Role,
    /// The finer kind, where it was said.
    pub kind: Option<Kind>,
    /// Where it stands.
    pub place: Place,
    expression: Regex,
    /// What its groups find must be numbers.
    has_numbers: bool,
}

impl Pattern {
    /// A pattern that says how a line is typed.
    pub(super) fn line(line: &str, role: Role, kind: Option<Kind>, place: Place) -> Result<Pattern, Fault> {
        let has_numbers = line.contains("{number}");
        Ok(Pattern { has_numbers, ..Pattern::regex(&expression(line)?, role, kind, place)? })
    }

    /// A pattern that is a regular expression. It speaks of the whole line.
    pub(super) fn regex(regex: &str, role: Role, kind: Option<Kind>, place: Place) -> Result<Pattern, Fault> {
        if regex.len() > LONGEST || regex_syntax::parse(regex).is_ok_and(|parsed| steps(&parsed) > STEPS) {
            return Err(Fault::too_large());
        }
        let whole = format!("^(?:{regex})$");
        let expression = RegexBuilder::new(&whole).size_limit(SIZE).dfa_size_limit(SIZE).build();
        let expression = expression.map_err(|error| Fault::of(&error))?;
        if expression.is_match("") {
            return Err(Fault {
                what: "the pattern fits an empty line".to_owned(),
                advice: "say what is the same on every such line; `+` in place of `*` asks for one at least".to_owned(),
            });
        }
        Ok(Pattern { role, kind, place, expression, has_numbers: false })
    }

    /// Whether a line, or a paragraph as one line, is written so. White space around it does not matter.
    #[must_use]
    pub fn fits(&self, line: &str) -> bool {
        let line = line.trim();
        if !self.has_numbers {
            return self.expression.is_match(line);
        }
        let Some(found) = self.expression.captures(line) else { return false };
        found.iter().skip(1).flatten().all(|number| is_number(number.as_str()))
    }
}

/// What a pattern is made of, its repetitions written out.
fn steps(parsed: &Hir) -> u64 {
    match parsed.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len() as u64,
        HirKind::Class(_) => 1,
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(repetition.min).max(1);
            steps(&repetition.sub).saturating_mul(u64::from(times))
        }
        HirKind::Capture(group) => steps(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().fold(0, |sum, part| sum.saturating_add(steps(part)))
        }
    }
}

/// Figures, Roman letters, a number word of any language.
fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric) || headings::leading(word).is_some_and(|(_, _, rest)| rest.is_empty())
}

/// What is wrong with a pattern, and what to do.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) what: String,
    pub(super) advice: String,
}

impl Fault {
    fn too_large() -> Fault {
        Fault {
            what: "the pattern grows too large when it is made ready".to_owned(),
            advice: "say less, repeat less: `{100}` inside `{100}` is ten thousand; {text} in a `line` stands for much"
                .to_owned(),
        }
    }

    fn of(error: &regex::Error) -> Fault {
        match error {
            regex::Error::CompiledTooBig(_) => Fault::too_large(),
            other => {
                let message = other.to_string();
                let reason = message.lines().last().unwrap_or_default().trim_start_matches("error: ");
                Fault {
                    what: format!("the pattern is no regular expression: {reason}"),
                    advice:
                        "a sign that means itself has a \\ before it; or use line = \"…\" and write it as it is typed"
                            .to_owned(),
                }
            }
        }
    }
}

/// A line as an expression: white space of any width, curly quotation marks as straight ones, `{number}` and `{text}`
/// for what changes, and everything else as it stands.
fn expression(line: &str) -> Result<String, Fault> {
    let mut expression = String::with_capacity(2 * line.len());
    let mut rest = line.trim();
    while let Some(c) = rest.chars().next() {
        if let Some((name, behind)) = placeholder(rest) {
            match name {
                "number" => expression.push_str(NUMBER),
                "text" => expression.push_str(".+"),
                _ => {
                    return Err(Fault {
                        what: format!("nothing is known by the name of `{{{name}}}`"),
                        advice: "{number} stands for a number, {text} for any words".to_owned(),
                    });
                }
            }
            rest = behind;
            continue;
        }
        let length = match c {
            _ if c.is_whitespace() => {
                expression.push_str(r"\s+");
                rest.len() - rest.trim_start().len()
            }
            '…' => {
                expression.push_str(r"(?:…|\.\.\.)");
                c.len_utf8()
            }
            '.' if rest.starts_with("...") => {
                expression.push_str(r"(?:…|\.\.\.)");
                3
            }
            _ => {
                match c {
                    '"' | '“' | '”' | '„' => expression.push_str("[\"“”„]"),
                    '\'' | '‘' | '’' => expression.push_str("['‘’]"),
                    // A sign of its own in a string of its own.
                    _ => expression.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
                }
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    if !line.replace("{text}", "").chars().any(|c| !c.is_whitespace()) {
        return Err(Fault {
            what: format!("the pattern `{line}` fits every line, or none"),
            advice: "say what is the same on every such line".to_owned(),
        });
    }
    Ok(expression)
}

/// The name between braces that a text begins with, and what stands behind.
fn placeholder(text: &str) -> Option<(&str, &str)> {
    let (name, behind) = text.strip_prefix('{')?.split_once('}')?;
    (!name.is_empty() && name.chars().all(char::is_alphabetic)).then_some((name, behind))
}
