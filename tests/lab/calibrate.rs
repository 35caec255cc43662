//! Confidence that means something: each author's decisions judged by a model that was fitted without that author, as
//! `docs/confidence.md` with its plot, and the table of chances that `src/report` reads.

use std::fmt::Write;
use std::fs;

use storybind::report::{Certainty, Question, WIDEST};

use crate::decided::{Judged, judged};
use crate::look;
use crate::model::{Features, Model, Sample};
use crate::plot;
use crate::tally::share;
use crate::texts::{Text, Use, root};

/// What a decision of an open text weighs beside one of a text kept apart. Rules were written after reading the open
/// ones, so they are right in them more often than in a story that nobody has seen; but what a margin is worth compared
/// with another they show as well.
const OPEN: f64 = 0.4;
/// Ends of the bins, in confidence.
const BINS: [f64; 12] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0];
/// The expected calibration error that is not to be exceeded.
const ENOUGH: f64 = 0.05;

const PAGE: &str = "docs/confidence.md";
const PLOT: &str = "docs/confidence.svg";
const TABLE: &str = "src/report/chances.rs";

/// Decisions with about the same confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    pub count: usize,
    pub right: usize,
    /// The sum of the confidences.
    confidence: f64,
}

impl Bin {
    fn add(&mut self, confidence: f64, is_right: bool) {
        self.count += 1;
        self.right += usize::from(is_right);
        self.confidence += confidence;
    }

    #[allow(clippy::cast_precision_loss, reason = "counts")]
    pub fn confidence(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.confidence / self.count as f64 }
    }

    pub fn observed(&self) -> f64 {
        share(self.right, self.count)
    }
}

/// Decisions by their confidence.
#[derive(Debug, Clone, Default)]
pub struct Bins(pub [Bin; BINS.len()]);

impl Bins {
    pub fn of(told: impl Iterator<Item = (f64, bool)>) -> Bins {
        let mut bins = Bins::default();
        for (confidence, is_right) in told {
            let at = BINS.iter().position(|&end| confidence < end).unwrap_or(BINS.len() - 1);
            bins.0[at].add(confidence, is_right);
        }
        bins
    }

    /// The expected calibration error: how far confidence and truth are apart, each bin counted by its size.
    #[allow(clippy::cast_precision_loss, reason = "counts")]
    pub fn error(&self) -> f64 {
        let count: usize = self.0.iter().map(|bin| bin.count).sum();
        let apart: f64 = self.0.iter().map(|bin| bin.count as f64 * (bin.confidence() - bin.observed()).abs()).sum();
        if count == 0 { 0.0 } else { apart / count as f64 }
    }
}

/// What was measured.
struct Measured {
    judged: Vec<Judged>,
    /// The confidence in each decision by the model that was fitted without its author.
    left_out: Vec<f64>,
    model: Model,
}

/// Measures, and on demand writes table, page and plot; what came out.
///
/// # Errors
/// If a file cannot be written.
pub fn run(texts: &[Text], is_written: bool) -> Result<String, String> {
    let measured = measure(texts);
    let page = format!("{}{}", page(&measured), look::table(texts));
    if is_written {
        for (file, text) in [(TABLE, table(&measured.model)), (PAGE, page.clone()), (PLOT, plot(&measured))] {
            fs::write(root().join(file), text).map_err(|cause| format!("{file}: {cause}"))?;
        }
        return Ok(format!("{page}\nwritten: {TABLE}, {PAGE}, {PLOT}\n"));
    }
    Ok(page)
}

/// How well the committed table fits what is read now, in a line, and whether that is enough.
pub fn check(texts: &[Text]) -> (String, bool) {
    let judged = judged(texts);
    let about = judged.iter().filter(|own| own.decision.question.is_about_an_element());
    let right = |own: &Judged| f64::from(storybind::report::right(&own.decision)) / 1000.0;
    let error = Bins::of(about.map(|own| (right(own), !own.is_wrong))).error();
    let advice = if error > ENOUGH { ": cargo lab calibrate --write" } else { "" };
    (format!("confidence   calibration error {error:.3} with the committed table{advice}"), error <= ENOUGH)
}

fn measure(texts: &[Text]) -> Measured {
    let judged = judged(texts);
    let samples: Vec<Sample> = judged.iter().map(sample).collect();
    let model = Model::fit(&samples);
    let groups = judged.iter().map(|own| own.group + 1).max().unwrap_or(0);
    let without: Vec<Model> = (0..groups)
        .map(|group| {
            let others = judged.iter().zip(&samples).filter(|(own, _)| own.group != group);
            model.refit(&others.map(|(_, sample)| *sample).collect::<Vec<_>>())
        })
        .collect();
    let left_out = judged.iter().map(|own| 1.0 - without[own.group].wrong(Features::of(&own.decision))).collect();
    Measured { judged, left_out, model }
}

/// A text with many like decisions says less than as many texts with one each: it weighs the root of their number.
#[allow(clippy::cast_precision_loss, reason = "counts")]
fn sample(own: &Judged) -> Sample {
    let weight = if own.used == Use::Open { OPEN } else { 1.0 };
    let weight = weight / (own.company as f64).sqrt();
    Sample { features: Features::of(&own.decision), weight, is_wrong: own.is_wrong }
}

impl Measured {
    fn bins(&self, wanted: impl Fn(&Judged) -> bool) -> Bins {
        let own = self.judged.iter().zip(&self.left_out).filter(|(own, _)| wanted(own));
        Bins::of(own.map(|(own, confidence)| (*confidence, !own.is_wrong)))
    }
}

fn is_element(own: &Judged) -> bool {
    own.decision.question.is_about_an_element()
}

/// The table of chances as a source file.
fn table(model: &Model) -> String {
    let mut source = "//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` \
        says\n//! how, and how well it holds.\n\nuse super::decisions::{Question, WIDEST};\n\n\
        /// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.\n\
        #[rustfmt::skip]\n"
        .to_owned();
    let count = Question::ALL.len();
    let _ = writeln!(source, "pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); {count}] = [");
    for question in Question::ALL {
        let permille =
            |margin| thousandths(model.wrong(Features { question, margin, unrest: 0 }), 1000.0).clamp(1, 999);
        let row: Vec<String> = (0..=WIDEST).map(|margin| format!("{:>3}", permille(margin))).collect();
        let _ = writeln!(source, "    (Question::{:<16}[{}]),", format!("{question:?},"), row.join(", "));
    }
    source
        .push_str("];\n\n/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.\n");
    let odds: Vec<String> = (0..4).map(|unrest| thousandths(model.unrest().powi(unrest), 100.0).to_string()).collect();
    let _ = writeln!(source, "pub(super) const UNREST: [u32; 4] = [{}];", odds.join(", "));
    source
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]
fn thousandths(number: f64, times: f64) -> u32 {
    (number * times).round() as u32
}

/// What was measured, as a page.
fn page(measured: &Measured) -> String {
    let all = measured.bins(is_element);
    let apart = measured.bins(|own| is_element(own) && own.used == Use::Apart);
    let whole = measured.bins(|_| true);
    let elements = measured.judged.iter().filter(|own| is_element(own)).count();
    let mut page = format!(
        "# How sure storybind is\n\nWritten by `cargo lab calibrate --write`.\n\n\
        `inspect` says of every reading how sure it is: *sure* where at least 95 of 100 such readings were right, *likely* \
        where 80\nwere, else *doubtful*. What \"such\" means is small: the kind of the reading, its margin (how much worse \
        the best path\nthrough the story becomes without it), and how much else in the same file is weak. The chances were \
        fitted to\n{} decisions in the labelled texts, {elements} of them elements; each author's were then judged by a \
        model that had not seen\nthat author. Texts that rules were written by (`open` in `tests/groups.tsv`) count {OPEN}\nof one of the others.\n\n\
        ![Confidence and how often it was right](confidence.svg)\n\n\
        | expected calibration error | elements | all decisions |\n| --- | --- | --- |\n\
        | all authors, each left out | {:.3} | {:.3} |\n| those kept apart alone | {:.3} | {:.3} |\n\n",
        measured.judged.len(),
        all.error(),
        whole.error(),
        apart.error(),
        measured.bins(|own| own.used == Use::Apart).error(),
    );
    page.push_str("## By word\n\n| word | readings | right | kept apart | right |\n| --- | --- | --- | --- | --- |\n");
    for word in [Certainty::Sure, Certainty::Likely, Certainty::Doubtful] {
        let of = |used: &[Use]| {
            let own = measured
                .judged
                .iter()
                .zip(&measured.left_out)
                .filter(|(own, _)| is_element(own) && used.contains(&own.used));
            let right = |confidence: f64| u16::try_from(thousandths(confidence, 1000.0)).unwrap_or(1000);
            let own = own.filter(|(_, confidence)| Certainty::of(right(**confidence)) == word);
            own.fold((0, 0), |(count, right), (own, _)| (count + 1, right + usize::from(!own.is_wrong)))
        };
        let (count, right) = of(&Use::BOTH);
        let (count_apart, right_apart) = of(&[Use::Apart]);
        let percent = |right, count| 100.0 * share(right, count);
        let _ = writeln!(
            page,
            "| {word} | {count} | {:.1} % | {count_apart} | {:.1} % |",
            percent(right, count),
            percent(right_apart, count_apart)
        );
    }
    page.push_str("\n## By confidence\n\n| confidence | readings | said | right | kept apart | said | right |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    let mut from = 0.0;
    for ((end, bin), apart) in BINS.into_iter().zip(all.0).zip(apart.0) {
        if bin.count > 0 {
            let _ = writeln!(
                page,
                "| {from:.2} to {end:.2} | {} | {:.3} | {:.3} | {} | {:.3} | {:.3} |",
                bin.count,
                bin.confidence(),
                bin.observed(),
                apart.count,
                apart.confidence(),
                apart.observed()
            );
        }
        from = end;
    }
    page.push_str("\n## By kind of decision\n\n| kind | decisions | said | right |\n| --- | --- | --- | --- |\n");
    for question in Question::ALL {
        let its = measured.bins(|own| own.decision.question == question);
        let sum = its.0.iter().fold(Bin::default(), |sum, bin| Bin {
            count: sum.count + bin.count,
            right: sum.right + bin.right,
            confidence: sum.confidence + bin.confidence,
        });
        let _ =
            writeln!(page, "| {} | {} | {:.3} | {:.3} |", told(question), sum.count, sum.confidence(), sum.observed());
    }
    page
}

fn told(question: Question) -> &'static str {
    match question {
        Question::Heading => "heading",
        Question::Level => "a heading's level",
        Question::Page => "title page, contents, end, boilerplate",
        Question::Note => "note",
        Question::Break => "printed break",
        Question::Gap => "break of empty lines",
        Question::Verse => "verse",
        Question::Span => "letter, epigraph",
        Question::ProseOrHeading => "prose that could be a heading",
        Question::ProseOrOther => "prose that could be something else",
        Question::Prose => "prose that nothing else claims",
        Question::Space => "space taken as nothing",
    }
}

fn plot(measured: &Measured) -> String {
    let all = measured.bins(is_element);
    let apart = measured.bins(|own| is_element(own) && own.used == Use::Apart);
    plot::reliability(&[("all authors", &all), ("kept apart", &apart)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_as_often_as_said_has_no_error() {
        let told = (0..100).map(|n| (0.9, n % 10 != 0));
        assert!(Bins::of(told).error() < 1e-9);
    }

    #[test]
    fn the_error_is_how_far_said_and_right_are_apart() {
        let sure = (0..50).map(|_| (0.99, true));
        let unsure = (0..50).map(|n| (0.65, n % 2 == 0));
        let bins = Bins::of(sure.chain(unsure));
        // Half of them are off by 0.01, half by 0.15.
        assert!((bins.error() - 0.08).abs() < 1e-9, "{}", bins.error());
        assert_eq!(bins.0[11].count, 50);
    }
}
