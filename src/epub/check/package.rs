//! Metadata, manifest and spine.

use std::collections::{HashMap, HashSet};

use quick_xml::events::Event;

use super::markup::{self, Entities};
use super::{Checked, Rule};
use crate::epub::language::is_tag;
use crate::epub::package::{self, CONTAINER, Package};
use crate::epub::xml::{Events, attribute};

/// Elements of metadata beyond which no book goes.
const MOST_METADATA: usize = 10_000;

/// What the metadata says, as far as it is checked.
#[derive(Default)]
struct Stated {
    unique_identifier: String,
    /// Element, id and text of each `dc:` element.
    elements: Vec<(String, String, String)>,
    /// Each `dcterms:modified`.
    modified: Vec<String>,
    has_accessibility: bool,
}

/// Checks the package document and keeps it. False where there is none to go on with.
pub(super) fn check(checked: &mut Checked<'_>) -> bool {
    checked.seen.insert(CONTAINER.to_owned());
    let path = match package::path_of(&mut checked.archive) {
        Ok(path) => path,
        Err(reason) => {
            checked.findings.fault(
                Rule::Container,
                CONTAINER,
                None,
                format!("It names no package document: {reason}."),
            );
            return false;
        }
    };
    checked.seen.insert(path.clone());
    let read = checked.archive.text(&path).and_then(|text| {
        let markup = markup::read(&path, &text, Entities::Own, &mut checked.memory, &mut checked.findings);
        if !markup.is_whole {
            return Err("it is not XML to its end".into());
        }
        Ok((Package::read(&path, &text)?, stated(&text)?))
    });
    let (package, stated) = match read {
        Ok(read) => read,
        Err(reason) => {
            checked.findings.fault(Rule::Package, &path, None, format!("It cannot be read: {reason}."));
            return false;
        }
    };
    for message in metadata(&stated, &package).into_iter().chain(files(&package, checked)) {
        checked.findings.fault(Rule::Package, &path, None, message);
    }
    if !stated.has_accessibility {
        let message = "It does not say how it can be read (schema:accessMode).";
        checked.findings.remark(Rule::Package, &path, None, message);
    }
    checked.package = package;
    true
}

/// Reads the metadata.
fn stated(text: &str) -> Result<Stated, String> {
    let mut events = Events::of(text);
    let mut stated = Stated::default();
    // The element whose text is read: its name, its id, the depth it stands at.
    let mut open: Option<(String, String, usize)> = None;
    let mut said = String::new();
    loop {
        match events.next()? {
            Event::Start(start) if open.is_none() => {
                let name = start.name().as_ref().to_owned();
                let value = |name| attribute(&start, name).unwrap_or_default();
                if start.local_name().as_ref() == "package" {
                    stated.unique_identifier = value("unique-identifier");
                } else if name.starts_with("dc:") {
                    open = Some((name, value("id"), events.depth()));
                } else if start.local_name().as_ref() == "meta" {
                    let property = value("property");
                    stated.has_accessibility |= property == "schema:accessMode";
                    if property == "dcterms:modified" {
                        open = Some((property, String::new(), events.depth()));
                    }
                }
            }
            // As EPUB 2 says it.
            Event::Empty(meta) if meta.local_name().as_ref() == "meta" => {
                stated.has_accessibility |= attribute(&meta, "name").as_deref() == Some("schema:accessMode");
            }
            Event::Text(text) if open.is_some() => said.push_str(&text),
            Event::CData(text) if open.is_some() => said.push_str(&text),
            Event::GeneralRef(_) if open.is_some() => said.push(char::REPLACEMENT_CHARACTER),
            Event::End(_) => {
                if let Some((name, id, _)) = open.take_if(|(.., depth)| events.depth() < *depth) {
                    let text = std::mem::take(&mut said).trim().to_owned();
                    if name == "dcterms:modified" {
                        stated.modified.push(text);
                    } else {
                        stated.elements.push((name, id, text));
                    }
                }
            }
            Event::Eof => return Ok(stated),
            _ => {}
        }
        if stated.elements.len() + stated.modified.len() > MOST_METADATA {
            return Err(format!("it has more than {MOST_METADATA} elements of metadata"));
        }
    }
}

fn metadata(stated: &Stated, package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    let elements = |name: &'static str| stated.elements.iter().filter(move |(own, ..)| own == name);
    for name in ["dc:identifier", "dc:title", "dc:language"] {
        if !elements(name).any(|(.., text)| !text.is_empty()) {
            found.push(format!("It has no {name}."));
        }
    }
    let named = elements("dc:identifier").any(|(_, id, text)| *id == stated.unique_identifier && !text.is_empty());
    if !named {
        found.push(format!("No dc:identifier has the id “{}” that names the book.", stated.unique_identifier));
    }
    for (.., language) in elements("dc:language") {
        if !is_tag(language) {
            found.push(format!("“{language}” is no language tag."));
        }
    }
    if package.version.starts_with('3') {
        match stated.modified.as_slice() {
            [moment] if is_moment(moment) => {}
            [moment] => found.push(format!("“{moment}” is no moment like 2004-11-07T00:00:00Z.")),
            all => found.push(format!("It has {} dcterms:modified instead of one.", all.len())),
        }
    } else if !package.is_epub_2() {
        found.push(format!("“{}” is no version of EPUB that readers know.", package.version));
    }
    found
}

/// Files that the manifest names and those it does not, and the spine.
fn files(package: &Package, checked: &Checked<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut ids = HashMap::new();
    let mut paths = HashSet::new();
    for item in &package.manifest {
        if item.id.is_empty() || ids.insert(item.id.as_str(), item).is_some() {
            found.push(format!("The id “{}” of {} is missing or taken.", item.id, item.path));
        }
        if !paths.insert(item.path.as_str()) {
            found.push(format!("{} stands in the manifest twice.", item.path));
        }
        if !item.path.contains("://") && !checked.archive.has(&item.path) {
            found.push(format!("{} stands in the manifest but not in the archive.", item.path));
        }
    }
    let is_free =
        |name: &str| name == "mimetype" || name.starts_with("META-INF/") || name.ends_with('/') || name == package.path;
    for name in checked.archive.names().filter(|name| !is_free(name) && !paths.contains(name.as_str())) {
        found.push(format!("{name} stands in the archive but not in the manifest."));
    }
    let mut seen = HashSet::new();
    for id in &package.spine {
        match ids.get(id.as_str()) {
            None => found.push(format!("The spine names “{id}”, which the manifest does not know.")),
            Some(item) if item.media_type != "application/xhtml+xml" && item.media_type != "image/svg+xml" => {
                found.push(format!("The spine holds {}, which is no page.", item.path));
            }
            Some(_) => {}
        }
        if !seen.insert(id) {
            found.push(format!("The spine names “{id}” twice."));
        }
    }
    if package.spine.is_empty() {
        found.push("The spine is empty: there is nothing to read.".into());
    }
    found
}

/// The one form that EPUB allows for `dcterms:modified`.
fn is_moment(moment: &str) -> bool {
    moment.len() == 20 && moment.ends_with('Z') && moment.parse::<jiff::Timestamp>().is_ok()
}
