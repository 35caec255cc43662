//! What storybind demands of any book, its own or another's: container, package, navigation, markup, links, and the
//! words of a story. A book is hostile until it has been read: sizes are bounded, nothing in it is trusted.

mod container;
mod cover;
mod findings;
mod markup;
mod navigation;
mod package;
mod words;

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;

pub(crate) use findings::Findings;
pub use findings::{Finding, Rule};

use super::archive::{Allowance, Archive};
use super::package::{MOST_FILES, Package};
use crate::text::Manuscript;
use markup::{Entities, Markup, Memory};

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
    archive: Archive<Cursor<&'b [u8]>>,
    package: Package,
    /// Every XHTML file and the NCX, by path.
    markups: BTreeMap<String, Markup>,
    /// What has been read of the archive, by name.
    seen: HashSet<String>,
    memory: Memory,
    findings: Findings,
}

fn run(book: &[u8], story: Option<&Manuscript>) -> Vec<Finding> {
    let mut findings = Findings::default();
    let archive = match Archive::open(Cursor::new(book), Allowance::foreign(book.len())) {
        Ok(archive) => archive,
        Err(reason) => {
            findings.fault(Rule::Container, "", None, format!("It is no archive: {reason}."));
            return findings.sorted();
        }
    };
    let (package, markups, seen) = (Package::default(), BTreeMap::new(), HashSet::new());
    let mut checked = Checked { archive, package, markups, seen, memory: Memory::new(), findings };
    if container::check(book, &mut checked) && package::check(&mut checked) {
        cover::check(&mut checked);
        read_markup(&mut checked);
        navigation::check(&mut checked);
        if let Some(story) = story {
            words::check(story, &mut checked);
        }
    }
    container::prove_the_rest(&mut checked);
    if checked.archive.is_spent() {
        let message = "Unpacked, it grows far beyond any book of its size: it is made to fill a disk or a memory.";
        checked.findings.fault(Rule::Container, "", None, message);
    }
    if checked.memory.is_full() {
        let message = "It has more ids and links than any book, and was not checked to its end.";
        checked.findings.fault(Rule::Container, "", None, message);
    }
    checked.findings.sorted()
}

/// Reads every content document and the NCX, and follows the links.
fn read_markup(checked: &mut Checked<'_>) {
    // The pages of EPUB 2 have a document type, and what that names is known there; EPUB 3 allows none that names any.
    let entities = if checked.package.is_epub_2() { Entities::OfDocumentType } else { Entities::Own };
    for item in &checked.package.manifest {
        if checked.findings.is_full() || checked.memory.is_full() || checked.archive.is_spent() {
            break;
        }
        let is_markup = matches!(item.media_type.as_str(), "application/xhtml+xml" | "application/x-dtbncx+xml");
        // A missing file was named with the manifest, and so was one that stands there twice.
        if !is_markup || !checked.archive.has(&item.path) || !checked.seen.insert(item.path.clone()) {
            continue;
        }
        match checked.archive.text(&item.path) {
            Ok(text) => {
                let markup = markup::read(&item.path, &text, entities, &mut checked.memory, &mut checked.findings);
                checked.markups.insert(item.path.clone(), markup);
            }
            Err(reason) => {
                checked.findings.fault(Rule::Markup, &item.path, None, format!("It cannot be read: {reason}."));
            }
        }
    }
    for (path, markup) in &checked.markups {
        for link in &markup.links {
            if checked.findings.is_full() {
                return;
            }
            if let Some(message) = broken(&link.target, path, &checked.markups, &checked.archive) {
                checked.findings.fault(Rule::Link, path, Some(link.line), message);
            }
        }
    }
}

/// Whether a reference leads out of the book: it names a scheme.
fn is_elsewhere(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// Why a link to a place in the book leads nowhere, if it does not lead somewhere.
fn broken(
    target: &str,
    from: &str,
    markups: &BTreeMap<String, Markup>,
    archive: &Archive<Cursor<&[u8]>>,
) -> Option<String> {
    let path = super::package::resolve(from, target);
    if !archive.has(&path) {
        return Some(format!("The link to “{target}” leads to no file of the book."));
    }
    let (_, fragment) = target.split_once('#')?;
    let markup = markups.get(&path)?;
    (!fragment.is_empty() && !markup.ids.contains(fragment))
        .then(|| format!("The link to “{target}” leads to no place in {path}."))
}
