//! How likely a decision is wrong: a logistic model over the kind of question, the margin and the file's unrest, fitted to
//! judged decisions. Few numbers, so that the few hundred faults of the labelled texts can carry them.

use storybind::report::{Decision, Question, WIDEST};

const KINDS: usize = Question::ALL.len();
/// Numbers of the model: one for all, the margin, the margin's lowest steps, the unrest, and for each question one and a
/// slope of its own.
const SIZE: usize = 4 + 2 * KINDS;
/// How hard a question's own numbers are held to those of all: as hard as this many decisions.
const HELD: f64 = 0.3;
/// A margin is counted in signs of weight 4, as what opens an element is.
const SIGN: f64 = 4.0;
/// Newton's steps until nothing moves.
const STEPS: usize = 40;

type Vector = [f64; SIZE];

/// A decision as the model sees it, with what it weighs and whether it is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    pub features: Features,
    pub weight: f64,
    pub is_wrong: bool,
}

/// What the chance of being wrong depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Features {
    pub question: Question,
    pub margin: usize,
    pub unrest: usize,
}

impl Features {
    pub fn of(decision: &Decision) -> Features {
        Features { question: decision.question, margin: decision.margin.min(WIDEST), unrest: decision.unrest }
    }

    #[allow(clippy::cast_precision_loss, reason = "margins up to 12")]
    fn numbers(self) -> [(usize, f64); 6] {
        let kind = self.question as usize;
        let margin = self.margin as f64 / SIGN;
        let is_lowest = self.margin <= 1 && self.question.is_about_an_element();
        [
            (0, 1.0),
            (1, margin),
            (2, f64::from(u8::from(is_lowest))),
            (3, self.unrest as f64),
            (4 + kind, 1.0),
            (4 + KINDS + kind, margin),
        ]
    }
}

/// The fitted model.
#[derive(Debug, Clone)]
pub struct Model {
    numbers: Vector,
}

impl Model {
    /// Fits the model by Newton's method.
    pub fn fit(samples: &[Sample]) -> Model {
        Model { numbers: [0.0; SIZE] }.refit(samples)
    }

    /// Fits it from where it stands, which is near where few samples differ.
    pub fn refit(&self, samples: &[Sample]) -> Model {
        let mut model = self.clone();
        for _ in 0..STEPS {
            let step = model.step(samples);
            let widest = step.iter().fold(0.0_f64, |widest, number| widest.max(number.abs()));
            // A long step may overshoot.
            let share = if widest > 2.0 { 2.0 / widest } else { 1.0 };
            for (number, step) in model.numbers.iter_mut().zip(step) {
                *number += share * step;
            }
            if widest < 1e-6 {
                break;
            }
        }
        model
    }

    /// The chance that a decision is wrong.
    pub fn wrong(&self, features: Features) -> f64 {
        let sum: f64 = features.numbers().iter().map(|&(at, value)| self.numbers[at] * value).sum();
        1.0 / (1.0 + (-sum.clamp(-30.0, 30.0)).exp())
    }

    /// By how much the odds of being wrong grow with each step of unrest.
    pub fn unrest(&self) -> f64 {
        self.numbers[3].exp()
    }

    fn step(&self, samples: &[Sample]) -> Vector {
        let mut slope = [0.0; SIZE];
        let mut curve = [[0.0; SIZE]; SIZE];
        for (at, number) in self.numbers.iter().enumerate() {
            let held = if at < 4 { 1e-4 } else { HELD };
            slope[at] = -held * number;
            curve[at][at] = held;
        }
        for sample in samples {
            let chance = self.wrong(sample.features);
            let pull = sample.weight * (f64::from(u8::from(sample.is_wrong)) - chance);
            let bend = sample.weight * chance * (1.0 - chance);
            let numbers = sample.features.numbers();
            for &(at, value) in &numbers {
                slope[at] += pull * value;
                for &(other, its) in &numbers {
                    curve[at][other] += bend * value * its;
                }
            }
        }
        solve(curve, slope)
    }
}

/// Solves a symmetric positive system by elimination.
fn solve(mut matrix: [[f64; SIZE]; SIZE], mut right: Vector) -> Vector {
    for at in 0..SIZE {
        for below in at + 1..SIZE {
            let times = matrix[below][at] / matrix[at][at];
            if times != 0.0 {
                let upper = matrix[at];
                for (number, above) in matrix[below][at..].iter_mut().zip(&upper[at..]) {
                    *number -= times * above;
                }
                right[below] -= times * right[at];
            }
        }
    }
    let mut answer = [0.0; SIZE];
    for at in (0..SIZE).rev() {
        let known: f64 = (at + 1..SIZE).map(|other| matrix[at][other] * answer[other]).sum();
        answer[at] = (right[at] - known) / matrix[at][at];
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decisions of which so many of ten are wrong.
    fn samples(question: Question, margin: usize, unrest: usize, wrong: usize) -> impl Iterator<Item = Sample> {
        let features = Features { question, margin, unrest };
        (0..200).map(move |n| Sample { features, weight: 1.0, is_wrong: n % 10 < wrong })
    }

    #[test]
    fn what_was_fitted_says_what_was_seen() {
        let (heading, note) = (Question::Heading, Question::Note);
        let all = [(heading, 0, 5), (heading, 12, 1), (note, 4, 2), (note, 8, 1)];
        let samples: Vec<Sample> =
            all.iter().flat_map(|&(question, margin, wrong)| samples(question, margin, 0, wrong)).collect();
        let model = Model::fit(&samples);
        for (question, margin, wrong) in [(heading, 0, 0.5), (heading, 12, 0.1), (note, 4, 0.2), (note, 8, 0.1)] {
            let chance = model.wrong(Features { question, margin, unrest: 0 });
            assert!((chance - wrong).abs() < 0.02, "{question:?} {margin}: {chance}, not {wrong}");
        }
    }

    #[test]
    fn unrest_raises_the_odds() {
        let calm = samples(Question::Verse, 5, 0, 1);
        let restless = samples(Question::Verse, 5, 2, 4);
        let model = Model::fit(&calm.chain(restless).collect::<Vec<_>>());
        // From 1 in 9 to 4 in 6 in two steps.
        assert!((model.unrest() - 6.0_f64.sqrt()).abs() < 0.1, "{}", model.unrest());
    }
}
