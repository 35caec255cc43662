//! What the package document says of a book: stated by the user, else by the story; never invented.

mod dates;
mod facts;
mod identity;
mod language;
mod names;
mod series;
mod subjects;
mod title;

use rayon::prelude::*;

use super::inlines::Typesetter;
use super::model::{Metadata, Series};
use super::options::Options;
use super::pieces::ornaments;
use crate::classify::{Element, Reading};
use crate::detect::{FieldKind, Role};
use crate::text::Manuscript;
use facts::Facts;
use identity::Identity;

/// Bytes of the story that its language is told from: three samples of a third each. Twice as much changed no answer on
/// the labelled stories.
const SAMPLE: usize = 6144;
/// Bytes that are enough where they leave no doubt: on all labelled stories they say what the longer sample says.
const LITTLE: usize = 1536;
/// What a book is called that states no title and comes from no file.
const UNTITLED: &str = "Untitled";

/// Gathers a book's metadata.
pub(super) fn collect<'m>(
    story: &'m Manuscript,
    reading: &Reading,
    options: &Options,
    typesetter: &Typesetter<'m>,
) -> Metadata {
    let facts = facts::gather(story, typesetter, reading);
    let (title_words, title_series) = title_lines(&facts);
    let stated = option(options.title.as_ref()).or(title_words);
    let title_is_stated = stated.is_some();
    let title =
        stated.or_else(|| options.file_name.as_deref().and_then(title::of_file)).unwrap_or_else(|| UNTITLED.to_owned());
    let authors = authors(&facts, options);
    let series = match option(options.series.as_ref()) {
        Some(words) => series::series(&words),
        None => stated_series(&facts).or(title_series),
    };
    let identifier = identity::identifier(Identity {
        title: title_is_stated.then_some(title.as_str()),
        authors: &authors,
        series: series.as_ref().map(|series| series.name.as_str()),
        file_name: options.file_name.as_deref(),
        id: options.id.as_deref(),
    });
    Metadata {
        title,
        title_is_stated,
        authors,
        language: language(&facts, options, reading, typesetter),
        series,
        description: description(&facts),
        subjects: subjects::subjects(&facts),
        fandoms: subjects::fandoms(&facts),
        rating: subjects::rating(&facts),
        rights: rights(&facts),
        source: source(&facts),
        date: facts.of(FieldKind::Date).find_map(|fact| dates::date(&fact.words())),
        words: words(story, reading, is_story),
        identifier,
    }
}

/// Words of the elements whose roles are meant.
#[must_use]
pub fn words(story: &Manuscript, reading: &Reading, is_meant: impl Fn(Role) -> bool + Sync) -> usize {
    let elements = reading.elements.par_iter().filter(|element| is_meant(element.role));
    let words_of = |element: &Element| -> usize {
        element.units.clone().filter_map(|unit| story.block(unit)).map(|block| story.count_words(block)).sum()
    };
    elements.map(words_of).sum()
}

/// Whether an element is of the story itself: prose, verse, a letter, a motto; not a note, a field, a heading.
#[must_use]
pub fn is_story(role: Role) -> bool {
    matches!(role, Role::Body | Role::Verse | Role::Letter | Role::Epigraph)
}

fn option(words: Option<&String>) -> Option<String> {
    words.map(|words| title::cleaned(words)).filter(|words| !words.is_empty())
}

/// The title without a line that names the series, and the series of that line.
fn title_lines(facts: &Facts<'_>) -> (Option<String>, Option<Series>) {
    let mut series = None;
    let mut lines = Vec::new();
    for (at, line) in facts.title.iter().enumerate() {
        match series::of_title_line(line).filter(|_| at > 0 && series.is_none()) {
            Some(found) => series = Some(found),
            None if at > 0 && names::is_byline(line) => {}
            None => lines.push(*line),
        }
    }
    let labelled = || {
        let mut fields = facts.fields.iter();
        let fact = fields.find(|fact| fact.label.is_some_and(super::pieces::is_title_label))?;
        title::stated(std::iter::once(fact.words().as_str()))
    };
    let printed = || facts.in_boilerplate(&["title"]).and_then(|words| title::stated(std::iter::once(words)));
    (title::stated(lines.into_iter()).or_else(labelled).or_else(printed), series)
}

fn authors(facts: &Facts<'_>, options: &Options) -> Vec<String> {
    if let Some(words) = option(options.author.as_ref()) {
        let names = words.split([';', '&']).map(str::trim).filter(|name| !name.is_empty());
        return names.map(str::to_owned).collect();
    }
    let lines = |lines: &[String]| lines.iter().flat_map(|line| names::authors(line)).collect::<Vec<_>>();
    let in_title = || {
        let lines = facts.title.iter().skip(1).filter(|line| names::is_byline(line));
        lines.flat_map(|line| names::authors(line)).collect::<Vec<_>>()
    };
    let in_fields = || {
        let fields = facts.fields.iter().filter(|fact| fact.label.is_some_and(names::is_author_label));
        fields.flat_map(|fact| names::authors(&fact.words())).collect::<Vec<_>>()
    };
    let in_boilerplate = || facts.in_boilerplate(&["author"]).map_or_else(Vec::new, names::authors);
    let mut found = lines(&facts.bylines);
    for more in [&in_title as &dyn Fn() -> Vec<String>, &in_fields, &|| lines(&facts.later_bylines), &in_boilerplate] {
        if found.is_empty() {
            found = more();
        }
    }
    let mut authors: Vec<String> = Vec::new();
    for name in found.into_iter().take(names::MOST) {
        if !authors.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            authors.push(name);
        }
    }
    authors
}

fn stated_series(facts: &Facts<'_>) -> Option<Series> {
    // "Sequel to: Salt" names another book, not a series.
    let mut fields = facts.of(FieldKind::Series).filter(|fact| {
        let label = fact.label.unwrap_or_default().to_lowercase();
        !["sequel", "prequel", "follows", "precedes"].iter().any(|word| label.starts_with(word))
    });
    fields.find_map(|fact| series::series(&fact.words()))
}

fn language(facts: &Facts<'_>, options: &Options, reading: &Reading, typesetter: &Typesetter<'_>) -> String {
    let asked = option(options.language.as_ref());
    if let Some(tag) = asked.and_then(|words| language::stated(&words)) {
        return tag;
    }
    let stated = facts.of(FieldKind::Language).find_map(|fact| language::stated(&fact.words()));
    let printed = || facts.in_boilerplate(&["language"]).and_then(language::stated);
    let sampled = |bytes| sample(reading, typesetter, bytes);
    let shown = || language::sure(&sampled(LITTLE)).unwrap_or_else(|| language::detected(&sampled(SAMPLE)));
    stated.or_else(printed).unwrap_or_else(shown)
}

/// So many bytes of prose from the beginning, the middle and the end of a story; where there is none, all else.
fn sample(reading: &Reading, typesetter: &Typesetter<'_>, bytes: usize) -> String {
    let prose: Vec<_> = reading.elements.iter().filter(|element| element.role == Role::Body).collect();
    let all: Vec<_> = if prose.is_empty() { reading.elements.iter().collect() } else { prose };
    let mut sample = String::new();
    for (third, start) in [0, all.len() / 2, all.len() * 4 / 5].into_iter().enumerate() {
        for element in &all[start..] {
            for (_, line) in typesetter.lines(element.lines.clone()) {
                let room = bytes * (third + 1) / 3;
                if sample.len() >= room {
                    break;
                }
                sample.extend(line.chars().take(room - sample.len()));
                sample.push('\n');
            }
            if sample.len() >= bytes * (third + 1) / 3 {
                break;
            }
        }
    }
    sample
}

fn description(facts: &Facts<'_>) -> Option<String> {
    let fact = facts.of(FieldKind::Summary).find(|fact| !fact.value.is_empty())?;
    let paragraphs: Vec<String> = fact.value.iter().map(|words| title::cleaned(words)).collect();
    Some(paragraphs.join("\n")).filter(|words| words.contains(char::is_alphanumeric))
}

/// The first line that claims a copyright: a sign or word and a year.
fn rights(facts: &Facts<'_>) -> Option<String> {
    let fields = facts.fields.iter().filter(|fact| fact.is_labelled(&["copyright", "rights", "license", "licence"]));
    let stated = fields.map(facts::Fact::words).find(|words| !words.is_empty());
    let is_claim = |line: &str| {
        let low = line.to_lowercase();
        let is_begun = ["copyright", "©", "(c)"].iter().any(|sign| low.starts_with(sign));
        let has_year = line.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
        let is_whole = !low.ends_with(" by") && !low.ends_with(',');
        is_begun && has_year && is_whole && line.chars().count() <= 200
    };
    let claimed =
        || facts.boilerplate.iter().map(|line| ornaments::strip(line)).find(|line| is_claim(line)).map(str::to_owned);
    stated.or_else(claimed).map(|words| title::cleaned(&words))
}

/// Where the story was posted: a field that says so, or the address in a line of the site.
fn source(facts: &Facts<'_>) -> Option<String> {
    let labels =
        ["source", "url", "link", "story url", "originally posted", "posted at", "quelle", "origine", "fuente"];
    let fields = facts.fields.iter().filter(|fact| fact.is_labelled(&labels));
    let stated = fields.map(facts::Fact::words).find(|words| !words.is_empty());
    let address = || {
        let line = facts.boilerplate.iter().find(|line| {
            let low = line.to_lowercase();
            low.contains("posted") && low.contains("http")
        })?;
        let start = line.find("http")?;
        let end = line[start..].find(char::is_whitespace).map_or(line.len(), |at| start + at);
        Some(line[start..end].trim_end_matches(['.', ',', ')', '>']).to_owned())
    };
    stated.or_else(address).map(|words| title::cleaned(&words))
}
