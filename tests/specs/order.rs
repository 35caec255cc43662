//! The order of detectors and cues has no influence: they are shuffled, and every story is read as before.

use std::fs;
use std::path::Path;

use storybind::classify::{self, Reading};
use storybind::detect::{self, Cue, DETECTORS, Detector};
use storybind::text;

use crate::cases;

/// Numbers without meaning, the same in every run (the generator of Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn shuffled<T: Copy>(&mut self, things: &[T]) -> Vec<T> {
        let mut things = things.to_vec();
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
        things
    }
}

/// All detectors in another order, each with its cues in another order. They live as long as the test.
fn shuffled(seed: u64) -> Vec<&'static Detector> {
    let mut dice = Dice(seed);
    let mut cues = |cues: &'static [Cue]| -> &'static [Cue] { dice.shuffled(cues).leak() };
    let detectors: Vec<&'static Detector> = DETECTORS
        .iter()
        .map(|detector| -> &'static Detector {
            let (first, second) = (cues(detector.first), cues(detector.second));
            Box::leak(Box::new(Detector { name: detector.name, concerns: detector.concerns, first, second }))
        })
        .collect();
    dice.shuffled(&detectors)
}

/// Everything that a reading says, reasons included.
fn said(reading: &Reading) -> String {
    let element = |e: &classify::Element| {
        let reasons: Vec<String> = e.reasons.iter().map(|r| format!("{}@{}", r.cue.name, r.unit)).collect();
        format!("{:?} {:?} {} {:?} {:?} {reasons:?}\n", e.lines, e.role, e.margin, e.runner_up, e.detail)
    };
    reading.elements.iter().map(element).collect()
}

fn unmoved(name: &str, story: &[u8], orders: &[Vec<&'static Detector>]) {
    let story = text::read(story, &text::Options::default());
    let usual = said(&classify::decide(&story, &detect::examine(&story)));
    for (number, detectors) in orders.iter().enumerate() {
        let evidence = detect::examine_with(&story, detectors, None);
        assert_eq!(said(&classify::decide(&story, &evidence)), usual, "{name} in order {number}");
    }
}

#[test]
fn specs_are_read_alike_in_any_order() {
    let orders: Vec<_> = (1..=4).map(shuffled).collect();
    for case in cases() {
        unmoved(&case.name, case.story.as_bytes(), &orders);
    }
}

#[test]
fn whole_stories_are_read_alike_in_any_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("tests/corpus").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|its| its == "txt"));
    paths.sort();
    assert!(paths.len() > 20, "only {} stories: this test looks in the wrong place", paths.len());
    for (number, path) in (100..).zip(&paths) {
        let story = fs::read(path).expect("a readable story");
        unmoved(&path.display().to_string(), &story, &[shuffled(number)]);
    }
}
