//! What was found wrong with a book. The book chooses what is in it, but neither how many findings there are, nor how
//! long one is, nor what it does to a terminal.

use std::fmt;

/// Findings after which a book is bad enough.
const ENOUGH: usize = 200;
/// Characters of a sentence, of a path.
const LONGEST: (usize, usize) = (400, 200);

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
    /// Well-formed XML.
    Markup,
    /// Every link leads somewhere, to one place.
    Link,
    /// The words of the story.
    Words,
    /// What a device demands beyond that; the device's name.
    Device(&'static str),
}

/// The findings of one book while it is checked: the first faults and the first remarks, so many of each.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    faults: Vec<Finding>,
    remarks: Vec<Finding>,
    has_more: bool,
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
            Rule::Device(name) => name,
        }
    }
}

impl Finding {
    /// Whether it may keep a reader from opening the book or a page of it: a fault of the archive or of a page's XML, or
    /// what the device itself refuses. Metadata, contents and links that are not as they should be are passed over by
    /// readers; where a device minds them, that is among its own demands.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        self.is_fault && matches!(self.rule, Rule::Container | Rule::Markup | Rule::Device(_))
    }
}

impl From<Vec<Finding>> for Findings {
    /// Findings to which others are to be added.
    fn from(found: Vec<Finding>) -> Findings {
        let (faults, remarks) = found.into_iter().partition(|finding| finding.is_fault);
        Findings { faults, remarks, has_more: false }
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

impl Findings {
    /// Notes something that readers may stumble over.
    pub(crate) fn fault(&mut self, rule: Rule, file: &str, line: Option<usize>, message: impl AsRef<str>) {
        self.add(true, rule, file, line, message.as_ref());
    }

    /// Notes something that is only worth knowing.
    pub(crate) fn remark(&mut self, rule: Rule, file: &str, line: Option<usize>, message: impl AsRef<str>) {
        self.add(false, rule, file, line, message.as_ref());
    }

    fn add(&mut self, is_fault: bool, rule: Rule, file: &str, line: Option<usize>, message: &str) {
        let kept = if is_fault { &mut self.faults } else { &mut self.remarks };
        if kept.len() == ENOUGH {
            self.has_more = true;
            return;
        }
        let (message, file) = (shown(message, LONGEST.0), shown(file, LONGEST.1));
        kept.push(Finding { file, line, rule, is_fault, message });
    }

    /// Whether there are so many faults that no more are looked for.
    pub(super) fn is_full(&self) -> bool {
        self.faults.len() == ENOUGH
    }

    /// The findings, sorted by file and line, at most 200: no remark takes the place of a fault, and where some had no
    /// place, one says so.
    pub(crate) fn sorted(self) -> Vec<Finding> {
        let Findings { mut faults, mut remarks, has_more } = self;
        if has_more || faults.len() + remarks.len() > ENOUGH {
            faults.truncate(ENOUGH - 1);
            remarks.truncate(ENOUGH - 1 - faults.len());
            let message = "It has more to mend than can be listed.".into();
            remarks.push(Finding { file: String::new(), line: None, rule: Rule::Container, is_fault: false, message });
        }
        faults.append(&mut remarks);
        faults.sort();
        faults
    }
}

/// The beginning of what a book says, on one line, without anything that turns or hides other letters.
pub(super) fn shown(said: &str, most: usize) -> String {
    let is_odd = |c: char| {
        c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let mut shown: String = said.chars().take(most).map(|c| if is_odd(c) { '\u{FFFD}' } else { c }).collect();
    if said.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_remark_takes_the_place_of_a_fault() {
        let mut findings = Findings::default();
        for n in 0..1_000 {
            findings.remark(Rule::Link, "a", Some(n), "worth knowing");
        }
        findings.fault(Rule::Markup, "z", None, "wrong");
        let sorted = findings.sorted();
        assert_eq!(sorted.len(), ENOUGH);
        assert!(sorted.is_sorted() && sorted.iter().any(|finding| finding.is_fault));
        assert!(sorted.iter().any(|finding| finding.message.contains("more to mend")));
    }

    #[test]
    fn what_a_book_says_is_short_and_harmless() {
        let mut findings = Findings::default();
        findings.fault(Rule::Markup, "a\u{1B}[2J\n/b", None, format!("The id “{}”\u{202E}.", "x".repeat(10_000_000)));
        let said = findings.sorted().remove(0).to_string();
        assert!(said.starts_with("a\u{FFFD}[2J\u{FFFD}/b: The id “xxx") && said.len() < 500, "{said}");
    }
}
