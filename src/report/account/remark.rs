//! Everything that an account has to say of single places, in one list: each report shows a part of it in its own form.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::concern::{Concern, concerns};
use super::{Account, Entry, Outcome, Spot, Told};
use crate::report::attention::Doubt;
use crate::report::certainty::Certainty;
use crate::report::numbering::{Irregularity, Oddity};
use crate::source::is_called_a_story;

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// A story did not become a book.
    Failed,
    /// A story's structure is no longer the locked one.
    Changed,
    /// What one can ask to fail on.
    Of(Concern),
}

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The run fails because of it.
    Error,
    /// It is most likely a mistake.
    Warning,
    /// It is good to know.
    Note,
}

/// Something that is to be said of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub matter: Matter,
    /// How much it weighs where nobody has asked for more.
    pub weight: Weight,
    /// The story, as its number in the account; none where it is about a file that is no story.
    pub story: Option<usize>,
    /// The file.
    pub file: String,
    /// From the first character to the one behind the last, in this file; none where it is about the whole file.
    pub at: Option<Range<Spot>>,
    /// What is said, without the place.
    pub said: String,
    /// The places of which the same could be said: files, and lines counted from 1, the last one included.
    pub alike: Vec<(String, Range<usize>)>,
    /// What stays the same while the lines above grow.
    pub(super) key: String,
}

impl Matter {
    /// The name used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Matter::Failed => "failed",
            Matter::Changed => "structure-changed",
            Matter::Of(concern) => concern.name(),
        }
    }

    /// How much it weighs.
    #[must_use]
    pub fn weight(self) -> Weight {
        match self {
            Matter::Failed | Matter::Changed => Weight::Error,
            Matter::Of(
                Concern::WorthALook | Concern::NoTitle | Concern::NoAuthor | Concern::Cover | Concern::PassedOver,
            ) => Weight::Note,
            Matter::Of(_) => Weight::Warning,
        }
    }
}

impl Remark {
    fn new(matter: Matter, file: &str, said: impl Into<String>) -> Remark {
        let said = said.into();
        let (weight, key) = (matter.weight(), said.clone());
        Remark { matter, weight, story: None, file: file.to_owned(), at: None, said, alike: Vec::new(), key }
    }

    /// "stories/ferry.txt:12", or the file alone.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.at {
            Some(range) => format!("{}:{}", self.file, range.start.line),
            None => self.file.clone(),
        }
    }
}

/// All that is to be said, story by story, and in each by line; then of the files that are no story.
#[must_use]
pub fn remarks(account: &Account) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let namesakes = namesakes(account);
    for (number, entry) in account.stories.iter().enumerate() {
        let from = remarks.len();
        if let Outcome::Failed(message) = &entry.outcome {
            let mut failed = Remark::new(Matter::Failed, entry.name(), message);
            "failed".clone_into(&mut failed.key);
            remarks.push(failed);
        }
        if let Some(told) = &entry.told {
            of_story(entry, told, &mut remarks);
        }
        if let Some(&other) = namesakes.get(&number) {
            let other = account.stories[other].name();
            let said = format!("title, author and series are those of {other}: a reader takes the two for one book");
            remarks.push(Remark::new(Matter::Of(Concern::SameBook), entry.name(), said));
        }
        for remark in &mut remarks[from..] {
            remark.story = Some(number);
        }
        remarks[from..].sort_by(|a, b| a.at.as_ref().map(|at| at.start).cmp(&b.at.as_ref().map(|at| at.start)));
    }
    let numbers: BTreeMap<&str, usize> =
        account.stories.iter().enumerate().map(|(number, entry)| (entry.name(), number)).collect();
    for changed in account.changes.iter().flat_map(|changes| &changes.stories) {
        let number = numbers.get(&*changed.file).copied();
        for said in changed.changes.iter().filter(|change| change.is_failure()) {
            let file = number.map_or(&*changed.file, |number| account.stories[number].file(said.file));
            let spot = said.line.map(|line| Spot { file: said.file, line, column: 1 });
            let remark = Remark::new(Matter::Changed, file, said.to_string());
            remarks.push(Remark { story: number, at: spot.map(|spot| spot..spot), ..remark });
        }
    }
    // Nobody is surprised that a picture in the folder is no story.
    for (file, why) in account.passed_over.iter().filter(|(file, _)| is_called_a_story(Path::new(file))) {
        remarks.push(Remark::new(Matter::Of(Concern::PassedOver), file, why));
    }
    remarks
}

/// The remarks that a report shows: those that nobody has to ask for, and those on which the run fails. The latter are
/// errors.
pub(super) fn shown(account: &Account) -> Vec<Remark> {
    let met = concerns(account, &account.fail_on);
    let is_told = |remark: &Remark| match remark.matter {
        Matter::Of(concern) => concern.is_told(),
        Matter::Failed | Matter::Changed => true,
    };
    let mut shown = Vec::new();
    let mut met = met.into_iter().peekable();
    for remark in remarks(account) {
        if met.next_if_eq(&remark).is_some() {
            shown.push(Remark { weight: Weight::Error, ..remark });
        } else if is_told(&remark) {
            shown.push(remark);
        }
    }
    shown
}

fn of_story(entry: &Entry, told: &Told, remarks: &mut Vec<Remark>) {
    let mut add = |concern, said: String| remarks.push(Remark::new(Matter::Of(concern), entry.name(), said));
    if told.unreadable > 0 {
        let (noun, verb) = if told.unreadable == 1 { ("character", "stands") } else { ("characters", "stand") };
        add(
            Concern::Encoding,
            format!("{} {noun} could not be read as {} and {verb} as \u{FFFD}", told.unreadable, told.encoding),
        );
    }
    if !told.title_is_stated {
        add(Concern::NoTitle, format!("no title is stated; the book is called “{}”", told.structure.title));
    }
    if told.structure.authors.is_empty() {
        add(Concern::NoAuthor, "no author is named".to_owned());
    }
    if let Some(unsaid) = &told.unsaid {
        add(Concern::Cover, unsaid.clone());
    }
    for misfit in &told.misfits {
        let spot = Spot { file: 0, line: misfit.line, column: 1 };
        let remark = Remark::new(Matter::Of(Concern::Unfollowed), &misfit.file, &misfit.said);
        remarks.push(Remark { at: Some(spot..spot), ..remark });
    }
    for oddity in &told.findings.numbering {
        remarks.push(of_numbers(entry, told, oddity));
    }
    for (number, doubt) in told.findings.worth_a_look.iter().enumerate() {
        let spots = told.spots.get(number).cloned();
        let quote = told.quotes.get(number).map_or("", String::as_str);
        remarks.push(of_doubt(entry, told, doubt, spots, quote));
    }
}

fn of_numbers(entry: &Entry, told: &Told, oddity: &Oddity) -> Remark {
    let ((above_file, above), (below_file, below)) = (told.place(oddity.above - 1), told.place(oddity.below - 1));
    let said = oddity.said(|line| match (entry.files.len(), told.place(line - 1)) {
        (0 | 1, (_, line)) => format!("line {line}"),
        (_, (file, line)) => format!("{}:{line}", entry.file(file)),
    });
    let (concern, numbers) = match &oddity.kind {
        Irregularity::Missing(numbers) => (Concern::GapInChapters, numbers.clone()),
        Irregularity::Double(number) => (Concern::DoubleChapters, *number..=*number),
    };
    let spot = Spot { file: below_file, line: below, column: 1 };
    let remark = Remark::new(Matter::Of(concern), entry.file(below_file), said);
    let alike = vec![(entry.file(above_file).to_owned(), above..above)];
    Remark { at: Some(spot..spot), key: format!("{} {numbers:?}", oddity.word), alike, ..remark }
}

fn of_doubt(entry: &Entry, told: &Told, doubt: &Doubt, spots: Option<Range<Spot>>, quote: &str) -> Remark {
    let concern = match Certainty::of(doubt.right) {
        Certainty::Doubtful => Concern::LowConfidence,
        Certainty::Likely | Certainty::Sure => Concern::WorthALook,
    };
    let (file, line) = told.place(doubt.lines.start);
    let whole = Spot { file, line, column: 1 };
    let spots = spots.unwrap_or(whole..whole);
    let question = doubt.question();
    let said = if quote.is_empty() { question.clone() } else { format!("{quote}: {question}") };
    let alike = doubt.alike.iter().map(|lines| {
        let ((file, first), (last_file, last)) = (told.place(lines.start), told.place(lines.end.max(1) - 1));
        (entry.file(file).to_owned(), first..if file == last_file { last.max(first) } else { first })
    });
    let remark = Remark::new(Matter::Of(concern), entry.file(spots.start.file), said);
    // Not what it was read as: who answers the question elsewhere may change that.
    let key = format!("{quote} {}", doubt.or_else.name());
    Remark { at: Some(spots), alike: alike.collect(), key, ..remark }
}

/// For each story whose book has the identity of another one's, the first of the others.
fn namesakes(account: &Account) -> BTreeMap<usize, usize> {
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, entry) in account.stories.iter().enumerate() {
        if let Some(told) = entry.told.as_ref().filter(|_| !matches!(entry.outcome, Outcome::Failed(_))) {
            known.entry(&told.identifier).or_default().push(number);
        }
    }
    let mut namesakes = BTreeMap::new();
    for numbers in known.values() {
        if let [first, second, ..] = numbers[..] {
            namesakes.extend(numbers.iter().map(|&own| (own, if own == first { second } else { first })));
        }
    }
    namesakes
}
