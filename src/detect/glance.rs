//! What can be read of a block beyond its shape: its opening words in lower case, its label, its heading form. Made
//! once a block and only when a cue asks, so that long paragraphs cost nothing.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::headings::Form;
use super::languages;
use super::notes::Voice;
use super::role::FieldKind;
use crate::text::{Block, Manuscript, head};

/// Bytes of a block's opening that are read: longer than any label, heading or sign line.
const OPENING: usize = 160;
/// Bytes of a markup tag's attributes at most: alignment, size, colour.
pub const LONGEST_TAG: usize = 60;
/// Characters of a label at most, before its colon.
const LABEL: usize = 40;

/// What can be read of a block.
#[derive(Debug)]
pub struct Glance {
    /// The block's lines joined by spaces, without outer white space and without markup tags around them.
    pub text: String,
    /// The first 160 bytes of the text in lower case, with straight apostrophes.
    pub low: String,
    /// The label before a colon or dash: "rating" of "Rating: K", in lower case.
    pub label: Option<Label>,
    /// How it would read as a heading.
    pub form: Option<Form>,
    /// The core in lower case (only its first 160 bytes), where it is not as `low`.
    low_core: Option<String>,
    /// What it states as a field; read when the fields room first asks.
    pub(super) field: OnceLock<Option<FieldKind>>,
    /// Who speaks in it; heard when the notes room first asks.
    pub(super) voice: OnceLock<Voice>,
    /// Whether the words of publishers, and those of disclaimers, are in `low`: nearly every room asks.
    has_imprint: OnceLock<bool>,
    has_disclaimer: OnceLock<bool>,
}

/// A label and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words before the colon, in lower case.
    pub name: String,
    /// Nothing follows on the line.
    pub is_alone: bool,
    /// A colon, rather than a dash, stands behind it.
    pub has_colon: bool,
}

impl Glance {
    /// Reads a block.
    pub(super) fn of(story: &Manuscript, block: &Block) -> Glance {
        let text = bare(story, block).into_owned();
        let low = lower(head(&text, OPENING));
        let core = without_ornaments(&text);
        // Most paragraphs open without ornaments, and the end of a long one is not read.
        let is_same = core.len() >= text.len().min(OPENING) && text.starts_with(core);
        let low_core = (!is_same).then(|| lower(head(core, OPENING)));
        let label = label(&low);
        let form = if core.len() <= OPENING { Form::read(core) } else { None };
        Glance {
            text,
            low,
            low_core,
            label,
            form,
            field: OnceLock::new(),
            voice: OnceLock::new(),
            has_imprint: OnceLock::new(),
            has_disclaimer: OnceLock::new(),
        }
    }

    /// The text without the ornaments around it.
    #[must_use]
    pub fn core(&self) -> &str {
        without_ornaments(&self.text)
    }

    /// The field that a known label and its colon state: "Rating: K".
    #[must_use]
    pub fn labelled_field(&self) -> Option<FieldKind> {
        self.label.as_ref().filter(|label| label.has_colon).and_then(|label| languages::field(&label.name))
    }

    /// Whether its opening holds words of publishers and sites: "all rights reserved".
    #[must_use]
    pub fn has_imprint(&self) -> bool {
        *self.has_imprint.get_or_init(|| languages::IMPRINT.is_in(&self.low))
    }

    /// Whether its opening says that the story's people are somebody else's: "I do not own".
    #[must_use]
    pub fn has_disclaimer(&self) -> bool {
        *self.has_disclaimer.get_or_init(|| languages::DISCLAIMERS.is_in(&self.low))
    }

    /// Whether it reads as the heading of a part or a chapter by its word: "Chapter 2", "Prologue".
    #[must_use]
    pub fn heads_division(&self) -> bool {
        self.form.as_ref().is_some_and(Form::is_strong)
    }

    /// "or,": what stands alone between the two titles of one work. Dutch has "of" for it, which without a comma is
    /// English for something else.
    #[must_use]
    pub fn links_titles(&self) -> bool {
        languages::is_link(self.low_core().trim_end_matches([',', ':']))
            && (self.text.ends_with(',') || self.low != "of")
    }

    /// The core in lower case, only its first 160 bytes, with straight apostrophes.
    #[must_use]
    pub fn low_core(&self) -> &str {
        self.low_core.as_deref().unwrap_or(&self.low)
    }
}

/// A block's words without markup tags around them, where nothing else of a glance is needed.
pub(super) fn bare<'m>(story: &'m Manuscript, block: &Block) -> Cow<'m, str> {
    match story.words_of(block) {
        Cow::Borrowed(text) => Cow::Borrowed(without_tags(text)),
        Cow::Owned(text) => Cow::Owned(without_tags(&text).to_owned()),
    }
}

/// A text in lower case, with straight apostrophes.
pub(super) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut low = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\x7F' => low.push(c.to_ascii_lowercase()),
            '’' => low.push('\''),
            _ => low.extend(c.to_lowercase()),
        }
    }
    low
}

/// Markup tags that stand around a whole line ("<b>Part 1</b>", "[center]fin[/center]") are no words of the story.
fn without_tags(text: &str) -> &str {
    let mut text = text;
    if text.starts_with('[') && text.contains("[/") {
        text = without_squared_tags(text);
    }
    while let Some(inner) = text.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        let (tag, rest) = inner;
        let name = tag.trim_matches(['/', ' ']);
        if !matches!(name, "b" | "i" | "u" | "em" | "strong" | "center" | "p" | "h1" | "h2" | "h3" | "br") {
            break;
        }
        text = rest.trim_start();
    }
    while let Some((rest, tag)) = text.strip_suffix('>').and_then(|rest| rest.rsplit_once("</")) {
        if !tag.chars().all(|c| c.is_ascii_alphanumeric()) {
            break;
        }
        text = rest.trim_end();
    }
    text
}

/// The same with the tags of bulletin boards: "[size=4][b]Part 1[/b][/size]".
fn without_squared_tags(text: &str) -> &str {
    let mut text = text;
    while let Some((tag, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        if !is_squared_tag(tag) || tag.starts_with('/') {
            break;
        }
        text = rest.trim_start();
    }
    while let Some((rest, tag)) = text.strip_suffix(']').and_then(|rest| rest.rsplit_once("[/")) {
        if !is_squared_tag(tag) {
            break;
        }
        text = rest.trim_end();
    }
    text
}

/// "b", "/center", "size=4", "font face=serif": the tags of bulletin boards. "I would rather not" is none.
#[must_use]
pub fn is_squared_tag(tag: &str) -> bool {
    let (name, behind) =
        tag.trim_start_matches('/').split_once([' ', '=']).unwrap_or((tag.trim_start_matches('/'), ""));
    if tag.contains(' ') && !tag.contains('=') && !behind.trim().is_empty() {
        return false;
    }
    let name = name.to_ascii_lowercase();
    let is_known = matches!(name.as_str(), "b" | "i" | "u" | "center" | "size" | "color" | "font" | "align" | "right");
    is_known && tag.len() <= LONGEST_TAG
}

/// The words of a line without the signs set around them: "~ Top Note ~" is "Top Note", "-1-" is "1". Marks that belong
/// to the words (a closing question mark, quotation marks, a bracket opened inside) stay.
#[must_use]
pub fn without_ornaments(text: &str) -> &str {
    let is_ornament = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '~' | '*' | '=' | '-' | '_' | '#' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '/' | '\\' | '+'
            )
            || matches!(
                c,
                '•' | '·'
                    | '–'
                    | '—'
                    | '♪'
                    | '♫'
                    | '☆'
                    | '★'
                    | '❖'
                    | '◆'
                    | '◇'
                    | '○'
                    | '●'
                    | '^'
                    | '%'
                    | ':'
            )
            || matches!(c, '\u{2500}'..='\u{25FF}' | '\u{2700}'..='\u{27BF}' | '.' | ',')
    };
    let start = text.trim_start_matches(|c| is_ornament(c) || c == '(');
    let mut core = start.trim_end_matches(|c| is_ornament(c) && c != '.');
    let opened = text.len() > start.len();
    // "4 [Rowan]": what is opened inside is closed inside.
    if start[core.len()..].starts_with(']') && core.rfind('[') > core.rfind(']') {
        core = &start[..=core.len()];
    }
    if opened && core.ends_with(')') && !core.contains('(') {
        core = core.trim_end_matches(')').trim_end_matches(is_ornament);
    }
    core
}

/// The words before a colon, or before a dash with white space, near the start of a line.
fn label(low: &str) -> Option<Label> {
    let low = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut chars = 0;
    for (at, c) in low.char_indices() {
        if chars > LABEL {
            return None;
        }
        chars += 1;
        let rest = &low[at + c.len_utf8()..];
        // The colon of a smiley, ":)" or " :D", stands before no value.
        let is_smiley =
            c == ':' && (rest.starts_with([')', '(']) || low[..at].ends_with(' ') && !rest.starts_with(' '));
        let is_colon = matches!(c, ':' | '：' | '】') && !rest.starts_with("//") && (!is_smiley || rest.is_empty());
        let is_dash = matches!(c, '-' | '–' | '—' | '~' | '=')
            && (low[..at].ends_with(' ') || rest.starts_with([' ', '-', '>']))
            && rest.chars().any(char::is_alphanumeric);
        if is_colon || is_dash {
            let name = low[..at].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').trim();
            let is_alone = !rest.contains(char::is_alphanumeric);
            return (!name.is_empty()).then(|| Label { name: name.to_owned(), is_alone, has_colon: is_colon });
        }
        if matches!(c, '.' | '!' | '?' | ';') && rest.starts_with(' ') && chars > 4 {
            return None;
        }
    }
    None
}
