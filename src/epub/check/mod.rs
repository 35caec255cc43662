//! What storybind demands of any book, its own or another's: container, package, navigation, markup, links, and the
//! words of a story. A book is hostile until it has been read: sizes are bounded, nothing in it is trusted.

mod container;
mod markup;
mod navigation;
mod package;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use super::archive::{Archive, Package};
use crate::text::Manuscript;
use markup::Markup;

/// Findings after which a book is bad enough.
const ENOUGH: usize = 200;
/// Bytes of XML after which a book is too large to be one.
const LARGEST_BOOK: usize = 1 << 30;

/// Something that a book does not do as it should.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path inside the archive; empty where it is about the archive itself.
    pub file: String,
    /// Line in the file, from 1, where there is one.
    pub line: Option<usize>,
    /// What was demanded.
    pub rule: Rule,
    /// Whether readers may stumble over it, or it is only worth knowing.
    pub is_fault: bool,
    /// What is wrong and where, in a sentence.
    pub message: String,
}

/// What is demanded of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The archive, its names and methods, the media type.
    Container,
    /// Metadata, manifest and spine.
    Package,
    /// Table of contents, landmarks and NCX.
    Navigation,
    /// Well-formed XML, unique ids.
    Markup,
    /// Every link leads somewhere.
    Link,
    /// The words of the story.
    Words,
}

impl Rule {
    /// The name used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Rule::Container => "container",
            Rule::Package => "package",
            Rule::Navigation => "navigation",
            Rule::Markup => "markup",
            Rule::Link => "link",
            Rule::Words => "words",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}", self.file)?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{} ({})", self.message, self.rule.name())
    }
}

/// Checks a book; an empty list is a good book. At most 200 findings, sorted by file and line.
#[must_use]
pub fn check(book: &[u8]) -> Vec<Finding> {
    run(book, None)
}

/// Checks a book, and its words against those of a story: words that are missing are faults; words that stand
/// elsewhere (notes moved behind the text) or only in the book are worth knowing.
#[must_use]
pub fn check_against(book: &[u8], story: &Manuscript) -> Vec<Finding> {
    run(book, Some(story))
}

/// A book while it is checked.
struct Checked<'b> {
    archive: Archive<'b>,
    package: Package,
    /// Every XHTML file and the NCX, by path.
    markups: BTreeMap<String, Markup>,
    findings: Vec<Finding>,
}

fn run(book: &[u8], story: Option<&Manuscript>) -> Vec<Finding> {
    let archive = match Archive::open(book) {
        Ok(archive) => archive,
        Err(reason) => return vec![fault(Rule::Container, "", None, format!("It is no archive: {reason}."))],
    };
    let mut checked = Checked { archive, package: Package::default(), markups: BTreeMap::new(), findings: Vec::new() };
    container::check(book, &mut checked);
    if package::check(&mut checked) {
        read_markup(&mut checked);
        navigation::check(&mut checked);
        if let Some(story) = story {
            words::check(story, &mut checked);
        }
    }
    checked.findings.sort();
    checked.findings.truncate(ENOUGH);
    checked.findings
}

/// Reads every content document and the NCX, and follows the links.
fn read_markup(checked: &mut Checked<'_>) {
    let mut held = 0;
    for item in &checked.package.manifest {
        if !matches!(item.media_type.as_str(), "application/xhtml+xml" | "application/x-dtbncx+xml") {
            continue;
        }
        let text = match checked.archive.text(&item.path) {
            Ok(text) => text,
            // A missing file was named with the manifest.
            Err(_) if !checked.archive.has(&item.path) => continue,
            Err(reason) => {
                let message = format!("It cannot be read: {reason}.");
                checked.findings.push(fault(Rule::Markup, &item.path, None, message));
                continue;
            }
        };
        held += text.len();
        if held > LARGEST_BOOK || checked.findings.len() > ENOUGH {
            let message = "The book is too large, or too faulty, to be checked to its end.".into();
            checked.findings.push(fault(Rule::Container, "", None, message));
            return;
        }
        let markup = markup::read(&item.path, &text, &mut checked.findings);
        checked.markups.insert(item.path.clone(), markup);
    }
    for (path, markup) in &checked.markups {
        for link in &markup.links {
            if let Some(message) = broken(&link.target, path, &checked.markups, &checked.archive) {
                checked.findings.push(fault(Rule::Link, path, Some(link.line), message));
            }
        }
    }
}

/// Why a link leads nowhere, if it does not lead somewhere.
fn broken(target: &str, from: &str, markups: &BTreeMap<String, Markup>, archive: &Archive<'_>) -> Option<String> {
    let is_elsewhere = target.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    if is_elsewhere {
        return None;
    }
    let path = super::archive::resolve(from, target);
    if !archive.has(&path) {
        return Some(format!("The link to “{target}” leads to no file of the book."));
    }
    let (_, fragment) = target.split_once('#')?;
    let markup = markups.get(&path)?;
    (!fragment.is_empty() && !markup.ids.contains(fragment))
        .then(|| format!("The link to “{target}” leads to no place in {path}."))
}

fn fault(rule: Rule, file: &str, line: Option<usize>, message: String) -> Finding {
    Finding { file: file.to_owned(), line, rule, is_fault: true, message }
}

fn remark(rule: Rule, file: &str, line: Option<usize>, message: String) -> Finding {
    Finding { is_fault: false, ..fault(rule, file, line, message) }
}
