//! The labelled texts: where they lie, whose they are, and how storybind reads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rayon::prelude::*;
use storybind::classify::{self, Reading};
use storybind::detect::{self, Evidence};
use storybind::report;
use storybind::text::{self, Manuscript};

use crate::score::{Difference, Element, Labels, Row, rows};

/// The corpora in the order in which tables show them.
pub const CORPORA: [&str; 4] = ["seeds", "wild", "amateur", "gutenberg"];

/// Whether rules may be written after reading a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Anybody may read it.
    Open,
    /// It is counted and never shown, so that there is something left to measure with.
    Apart,
}

impl Use {
    pub const BOTH: [Use; 2] = [Use::Open, Use::Apart];

    pub fn name(self) -> &'static str {
        match self {
            Use::Open => "open",
            Use::Apart => "apart",
        }
    }
}

/// One labelled text, read.
#[derive(Debug)]
pub struct Text {
    pub corpus: &'static str,
    pub name: String,
    /// Its author or source: what is left out together.
    pub group: String,
    pub used: Use,
    pub labels: Labels,
    pub story: Manuscript,
    pub evidence: Evidence,
    pub reading: Reading,
    pub guess: Guess,
}

/// A reading as the judge sees it, and the judgement.
#[derive(Debug)]
pub struct Guess {
    pub rows: Vec<Row>,
    pub elements: Vec<Element>,
    pub difference: Difference,
}

impl Guess {
    /// Judges a reading of a text.
    pub fn of(labels: &Labels, reading: &Reading) -> Guess {
        Guess::of_rows(labels, rows(&report::tsv(reading)))
    }

    /// Judges rows.
    pub fn of_rows(labels: &Labels, rows: Vec<Row>) -> Guess {
        let elements = labels.elements_of(&rows);
        let difference = labels.compare(&elements);
        Guess { rows, elements, difference }
    }
}

impl Text {
    /// Has storybind read a text.
    pub fn of(corpus: &'static str, name: &str, group: &str, used: Use, bytes: Vec<u8>, labels: Labels) -> Text {
        let story = text::read(bytes, &text::Options::default());
        let evidence = detect::examine(&story);
        let reading = classify::decide(&story, &evidence);
        let guess = Guess::of(&labels, &reading);
        let (name, group) = (name.to_owned(), group.to_owned());
        Text { corpus, name, group, used, labels, story, evidence, reading, guess }
    }

    /// The units, labelled as prose, that are paragraphs.
    pub fn paragraphs_of_prose(&self) -> usize {
        let is_prose = |lines: std::ops::Range<usize>| self.labels.role_at(lines.start + 1) == Some("body");
        let units = 0..self.story.units().len();
        units.filter_map(|unit| self.story.block(unit)).filter(|block| is_prose(block.lines.clone())).count()
    }
}

/// Which texts are wanted.
#[derive(Debug, Default)]
pub struct Wanted {
    pub corpora: Vec<String>,
    /// Part of the name.
    pub only: String,
}

impl Wanted {
    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        self.corpora.is_empty() && self.only.is_empty()
    }
}

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The texts that are at hand, read, and the names of the corpora that nobody pointed to.
///
/// # Errors
/// In words, where a corpus is not where it is said to be, or a text has no row in `tests/groups.tsv`.
pub fn read(wanted: &Wanted) -> Result<(Vec<Text>, Vec<&'static str>), String> {
    let groups = groups()?;
    let (mut found, mut absent) = (Vec::new(), Vec::new());
    for corpus in CORPORA {
        if !wanted.corpora.is_empty() && !wanted.corpora.iter().any(|name| name == corpus) {
            continue;
        }
        let Some(folder) = folder(corpus) else {
            absent.push(corpus);
            continue;
        };
        for path in labelled(&folder)? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let Some((group, used)) = groups.get(&(corpus.to_owned(), name.clone())) else {
                return Err(format!(
                    "{corpus}/{name} has no row in tests/groups.tsv\n  give it its author or source there"
                ));
            };
            if name.contains(&wanted.only) {
                found.push((corpus, path, name, group.clone(), *used));
            }
        }
    }
    let texts = found.into_par_iter().map(|(corpus, path, name, group, used)| {
        let file = |path: &Path| fs::read(path).map_err(|cause| format!("{}: {cause}", path.display()));
        let (bytes, table) = (file(&path)?, file(&path.with_extension("tsv"))?);
        let labels = Labels::read(&bytes, &String::from_utf8_lossy(&table));
        Ok(Text::of(corpus, &name, &group, used, bytes, labels))
    });
    Ok((texts.collect::<Result<Vec<_>, String>>()?, absent))
}

/// Where a corpus lies; none where nobody said it.
fn folder(corpus: &str) -> Option<PathBuf> {
    if corpus == "wild" {
        return Some(root().join("tests/corpus"));
    }
    env::var_os("STORYBIND_EVAL").filter(|path| !path.is_empty()).map(|path| PathBuf::from(path).join(corpus))
}

/// The texts of a folder that have labels beside them.
fn labelled(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|cause| {
        format!("{}: {cause}\n  STORYBIND_EVAL names the folder of seeds, amateur and gutenberg", folder.display())
    })?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_labelled =
        |path: &PathBuf| path.extension().is_some_and(|e| e == "txt") && path.with_extension("tsv").exists();
    let mut paths: Vec<PathBuf> = paths.filter(is_labelled).collect();
    paths.sort();
    if paths.is_empty() { Err(format!("{}: no labelled texts", folder.display())) } else { Ok(paths) }
}

/// Corpus and text to its group and use.
type Groups = BTreeMap<(String, String), (String, Use)>;

/// The groups, from `tests/groups.tsv`.
fn groups() -> Result<Groups, String> {
    let path = root().join("tests/groups.tsv");
    let table = fs::read_to_string(&path).map_err(|cause| format!("{}: {cause}", path.display()))?;
    let mut groups = BTreeMap::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mistake = || format!("tests/groups.tsv: not corpus, text, group and use: {line}");
        let [corpus, text, group, used] = line.split('\t').collect::<Vec<_>>()[..] else { return Err(mistake()) };
        let used = Use::BOTH.into_iter().find(|kind| kind.name() == used).ok_or_else(mistake)?;
        groups.insert((corpus.to_owned(), text.to_owned()), (group.to_owned(), used));
    }
    Ok(groups)
}
