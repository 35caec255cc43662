//! An account as `JUnit` XML, which CI servers show as tests: a story is a test case.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::remark::{Matter, Remark, Weight, shown};
use super::{Account, Entry, Outcome};
use crate::text::is_allowed;

type Sink = Writer<Vec<u8>>;

/// The account as `JUnit` XML: a case for each story, failed where the book or the structure failed or where something
/// was met on which to fail; what is worth a look stands in its output. Names with characters that XML forbids have
/// U+FFFD in their place.
#[must_use]
pub fn junit(account: &Account) -> String {
    let mut sink = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = write(&mut sink, account);
    let mut page = String::from_utf8(sink.into_inner()).unwrap_or_default();
    page.push('\n');
    page
}

fn write(sink: &mut Sink, account: &Account) -> io::Result<()> {
    let mut of_stories: BTreeMap<usize, Vec<Remark>> = BTreeMap::new();
    let mut others = Vec::new();
    for remark in shown(account) {
        match remark.story {
            Some(number) => of_stories.entry(number).or_default().push(remark),
            None if remark.weight == Weight::Error => others.push(remark),
            None => {}
        }
    }
    let is_error = |remark: &Remark| remark.weight == Weight::Error;
    let failed = of_stories.values().filter(|remarks| remarks.iter().any(is_error)).count() + others.len();
    let idle = account.stories.iter().filter(|story| story.outcome == Outcome::NotReached).count();
    let numbers = [
        ("tests", (account.stories.len() + others.len() + account.errors.len()).to_string()),
        ("failures", failed.to_string()),
        ("errors", account.errors.len().to_string()),
        ("skipped", idle.to_string()),
    ];
    let numbers = || numbers.iter().map(|(name, value)| (*name, value.as_str()));
    sink.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = sink.create_element("testsuites").with_attribute(("name", "storybind")).with_attributes(numbers());
    suites.write_inner_content(|sink| {
        let suite = sink.create_element("testsuite").with_attribute(("name", "storybind")).with_attributes(numbers());
        suite.write_inner_content(|sink| {
            for (number, entry) in account.stories.iter().enumerate() {
                story(sink, entry, of_stories.get(&number).map_or(&[], Vec::as_slice))?;
            }
            for remark in &others {
                case(sink, &remark.file, |sink| failure(sink, &[remark]))?;
            }
            for error in &account.errors {
                case(sink, "the run", |sink| message(sink, "error", "error", error, error))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn story(sink: &mut Sink, entry: &Entry, remarks: &[Remark]) -> io::Result<()> {
    let (errors, rest): (Vec<&Remark>, Vec<&Remark>) =
        remarks.iter().partition(|remark| remark.weight == Weight::Error);
    case(sink, entry.name(), |sink| {
        if !errors.is_empty() {
            failure(sink, &errors)?;
        }
        if entry.outcome == Outcome::NotReached {
            let attribute = ("message", "the run was stopped before this story");
            sink.create_element("skipped").with_attribute(attribute).write_empty()?;
        }
        let mut lines: Vec<String> = Vec::new();
        if let Some(told) = &entry.told {
            lines.push(format!("{}: {}", told.structure.title, told.findings));
        }
        lines.extend(rest.iter().map(|remark| line(remark)));
        if !lines.is_empty() {
            let lines = lines.join("\n");
            sink.create_element("system-out").write_text_content(BytesText::new(&clean(&lines)))?;
        }
        Ok(())
    })
}

/// A case: the file's folder is its class.
fn case(sink: &mut Sink, file: &str, inside: impl FnOnce(&mut Sink) -> io::Result<()>) -> io::Result<()> {
    let (folder, name) = file.rsplit_once('/').unwrap_or((".", file));
    let attributes = [("classname", clean(folder)), ("name", clean(name)), ("file", clean(file))];
    let attributes = attributes.iter().map(|(key, value)| (*key, value.as_str()));
    sink.create_element("testcase").with_attributes(attributes).write_inner_content(inside)?;
    Ok(())
}

fn failure(sink: &mut Sink, errors: &[&Remark]) -> io::Result<()> {
    let Some(first) = errors.first() else { return Ok(()) };
    let lines: Vec<String> = errors.iter().map(|remark| line(remark)).collect();
    let more = match errors.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let short = format!("{}{more}", first.said.lines().next().unwrap_or_default());
    message(sink, "failure", first.matter.name(), &short, &lines.join("\n"))
}

fn message(sink: &mut Sink, element: &str, kind: &str, short: &str, long: &str) -> io::Result<()> {
    let short = clean(short.lines().next().unwrap_or_default());
    let element = sink.create_element(element).with_attributes([("type", kind), ("message", &short)]);
    element.write_text_content(BytesText::new(&clean(long)))?;
    Ok(())
}

fn line(remark: &Remark) -> String {
    match remark.matter {
        // The message of a failure names the place itself.
        Matter::Failed => remark.said.clone(),
        _ => format!("{}: {}: {}", remark.place(), remark.matter.name(), remark.said),
    }
}

/// What XML 1.0 may hold; a reader would make a space of a line end in an attribute.
fn clean(text: &str) -> String {
    text.chars().map(|c| if is_allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}
