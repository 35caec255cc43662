//! Hand-set or fitted? The weights of the cues compared with weights that a program would choose, each author judged by
//! weights that were fitted without that author: the figures of `docs/weights.md`.

use std::fmt::Write;

use rayon::prelude::*;
use storybind::classify;
use storybind::detect::{self, Cue, DETECTORS, Detector};

use crate::tally::Tally;
use crate::texts::{Guess, Text, Use};

/// The page that holds the table, and the lines around it.
pub const PAGE: &str = "docs/weights.md";
pub const MARKS: [&str; 2] = ["<!-- weights: cargo lab weights --write -->\n", "<!-- /weights -->"];

/// Parts into which the groups of authors are cut; each is judged by weights fitted on the others.
const FOLDS: usize = 5;
/// Draws of random weights.
const DRAWS: u64 = 5;
/// Corrections that a changed weight must save in the texts fitted on before it is taken: with one it may be chance.
const LEAST_GAIN: i64 = 2;

/// What a cue weighs instead; by its place among all cues.
type Weighing<'w> = &'w (dyn Fn(usize, i8) -> i8 + Sync);

/// The detectors with other weights. They live as long as the program, as all cues do.
fn weighed(weighing: Weighing) -> Vec<&'static Detector> {
    let mut at = 0;
    let mut table = |cues: &'static [Cue]| -> &'static [Cue] {
        let cues: Vec<Cue> = cues
            .iter()
            .map(|cue| {
                at += 1;
                Cue { weight: weighing(at - 1, cue.weight), ..*cue }
            })
            .collect();
        Box::leak(cues.into_boxed_slice())
    };
    let detectors = DETECTORS.iter().map(|own| {
        let (first, second) = (table(own.first), table(own.second));
        &*Box::leak(Box::new(Detector { name: own.name, concerns: own.concerns, first, second }))
    });
    detectors.collect()
}

/// All cues in the order in which `weighed` counts them.
fn cues() -> Vec<&'static Cue> {
    DETECTORS.iter().flat_map(|own| own.first.iter().chain(own.second)).collect()
}

fn read(text: &Text, detectors: &[&'static Detector]) -> Guess {
    let evidence = detect::examine_with(&text.story, detectors, None);
    Guess::of(&text.labels, &classify::decide(&text.story, &evidence))
}

/// The table of `docs/weights.md`.
pub fn page(texts: &[Text]) -> String {
    let mut page = "| weights | corrections a story, open | apart | faultless, open | apart |\n\
                    | --- | --- | --- | --- | --- |\n"
        .to_owned();
    let own: Vec<&Guess> = texts.iter().map(|text| &text.guess).collect();
    tell(&mut page, "as they are", texts, &own);
    let levels = |_, weight: i8| -> i8 {
        let size = match weight.unsigned_abs() {
            0 => 0,
            1 | 2 => 1,
            3 | 4 => 3,
            _ => 6,
        };
        weight.signum() * size
    };
    tell_weighing(&mut page, "only 1, 3 and 6", texts, &levels);
    tell_weighing(&mut page, "all alike: 4 for, 4 against", texts, &|_, weight: i8| 4 * weight.signum());
    for draw in 1..=DRAWS {
        let shaken = move |at: usize, weight: i8| weight.saturating_add(shake(draw, at));
        tell_weighing(&mut page, &format!("each shaken by one at random, draw {draw}"), texts, &shaken);
    }
    fitted(&mut page, texts);
    page
}

fn tell_weighing(page: &mut String, name: &str, texts: &[Text], weighing: Weighing) {
    let detectors = weighed(weighing);
    let guesses: Vec<Guess> = texts.par_iter().map(|text| read(text, &detectors)).collect();
    tell(page, name, texts, &guesses.iter().collect::<Vec<_>>());
}

fn tell(page: &mut String, name: &str, texts: &[Text], guesses: &[&Guess]) {
    let tally = |used: Use| {
        let its = texts.iter().zip(guesses.iter().copied()).filter(|(text, _)| text.used == used);
        Tally::with(its)
    };
    let (open, apart) = (tally(Use::Open), tally(Use::Apart));
    let _ = writeln!(
        page,
        "| {name} | {:.2} | {:.2} | {} of {} | {} of {} |",
        open.corrections_a_story(),
        apart.corrections_a_story(),
        open.faultless,
        open.texts,
        apart.faultless,
        apart.texts
    );
}

/// -1, 0 or 1, the same on every machine (the finaliser of `MurmurHash3`).
fn shake(draw: u64, at: usize) -> i8 {
    let mut number = (draw << 32) ^ (at as u64 + 1);
    for times in [0xFF51_AFD7_ED55_8CCD_u64, 0xC4CE_B9FE_1A85_EC53] {
        number = (number ^ (number >> 33)).wrapping_mul(times);
    }
    [-1, 0, 1][usize::try_from((number >> 33) % 3).unwrap_or(1)]
}

/// Corrections saved in each text when one cue weighs one more or one less.
struct Try {
    at: usize,
    by: i8,
    saved: Vec<i64>,
}

/// Fits each weight by one step up or down where that saves corrections, and reads the texts fitted on, and those left
/// out.
fn fitted(page: &mut String, texts: &[Text]) {
    let cues = cues();
    let tries: Vec<Try> = (0..cues.len())
        .flat_map(|at| [(at, 1), (at, -1)])
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(at, by)| {
            let detectors = weighed(&|own, weight: i8| if own == at { weight.saturating_add(by) } else { weight });
            let saved = texts.iter().map(|text| saved(text, cues[at].name, &detectors));
            Try { at, by, saved: saved.collect() }
        })
        .collect();
    let folds = folds(texts);
    let mut own: Vec<Option<Guess>> = texts.iter().map(|_| None).collect();
    let mut changed = Vec::new();
    for fold in 0..FOLDS {
        let steps = steps(&tries, cues.len(), |text| folds[text] != fold);
        changed.push(steps.iter().filter(|step| **step != 0).count().to_string());
        let detectors = weighed(&|at, weight: i8| weight.saturating_add(steps[at]));
        let left_out = texts.par_iter().enumerate().filter(|(at, _)| folds[*at] == fold);
        let read: Vec<(usize, Guess)> = left_out.map(|(at, text)| (at, read(text, &detectors))).collect();
        for (at, guess) in read {
            own[at] = Some(guess);
        }
    }
    let steps = steps(&tries, cues.len(), |_| true);
    tell_weighing(page, "fitted to all these texts", texts, &|at, weight: i8| weight.saturating_add(steps[at]));
    let guesses: Vec<&Guess> = own.iter().flatten().collect();
    tell(page, "fitted without the author who is judged", texts, &guesses);
    let _ =
        writeln!(page, "\n{} cues; weights changed in each of the {FOLDS} fits: {}", cues.len(), changed.join(", "));
}

fn saved(text: &Text, name: &str, detectors: &[&'static Detector]) -> i64 {
    if !text.evidence.signs().iter().any(|sign| sign.cue.name == name) {
        return 0;
    }
    let count = |guess: &Guess| i64::try_from(guess.difference.corrections()).unwrap_or(0);
    count(&text.guess) - count(&read(text, detectors))
}

/// The fold of each text: authors stay together.
fn folds(texts: &[Text]) -> Vec<usize> {
    let mut groups: Vec<(&str, &str)> = texts.iter().map(|text| (text.corpus, text.group.as_str())).collect();
    groups.sort_unstable();
    groups.dedup();
    let fold = |text: &Text| groups.partition_point(|&group| group < (text.corpus, text.group.as_str())) % FOLDS;
    texts.iter().map(fold).collect()
}

/// What each weight changes by: the step that saves the most in the texts that are looked at, if it saves enough.
fn steps(tries: &[Try], cues: usize, is_seen: impl Fn(usize) -> bool) -> Vec<i8> {
    let mut best = vec![(LEAST_GAIN - 1, 0); cues];
    for own in tries {
        let gain: i64 = own.saved.iter().enumerate().filter(|(text, _)| is_seen(*text)).map(|(_, saved)| saved).sum();
        if gain > best[own.at].0 {
            best[own.at] = (gain, own.by);
        }
    }
    best.into_iter().map(|(_, by)| by).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_changes_where_that_saves_enough_in_the_texts_seen() {
        let tries = [
            Try { at: 0, by: 1, saved: vec![2, -2, 5] },
            Try { at: 0, by: -1, saved: vec![1, 2, 0] },
            Try { at: 1, by: 1, saved: vec![1, 0, 9] },
        ];
        assert_eq!(steps(&tries, 2, |text| text < 2), [-1, 0]);
        assert_eq!(steps(&tries, 2, |_| true), [1, 1]);
    }

    #[test]
    fn shaken_weights_are_the_same_each_time_and_go_both_ways() {
        let shaken: Vec<i8> = (0..200).map(|at| shake(1, at)).collect();
        assert_eq!(shaken, (0..200).map(|at| shake(1, at)).collect::<Vec<_>>());
        for way in [-1, 0, 1] {
            assert!(shaken.iter().filter(|&&by| by == way).count() > 40, "{way} comes too rarely");
        }
    }

    #[test]
    fn other_weights_are_what_the_detectors_then_have() {
        let detectors = weighed(&|at, weight| if at == 0 { 7 } else { weight });
        assert_eq!(detectors[0].first[0].weight, 7);
        assert_eq!(detectors[0].first[1].weight, DETECTORS[0].first[1].weight);
        assert_eq!(detectors.len(), DETECTORS.len());
    }
}
