//! A story read on the way that `inspect` takes, with everything that a test asks about it.

use storybind::classify::{self, Element, Reading};
use storybind::detect::{self, Claim, Cue, DETECTORS, Detector, Evidence, Role};
use storybind::report;
use storybind::text::{self, Manuscript};

/// A story and how it was read.
pub struct Told {
    pub story: Manuscript,
    pub evidence: Evidence,
    pub reading: Reading,
}

impl Told {
    /// Reads a story.
    pub fn of(story: &str) -> Told {
        let story = text::read(story.as_bytes(), &text::Options::default());
        let evidence = detect::examine(&story);
        let reading = classify::decide(&story, &evidence);
        Told { story, evidence, reading }
    }

    /// The rows that `inspect --format tsv` prints.
    pub fn rows(&self) -> Vec<String> {
        rows(&self.reading)
    }

    /// The rows, had a cue never been thought of.
    pub fn rows_without(&self, cue: &Cue) -> Vec<String> {
        let evidence = detect::examine_with(&self.story, &DETECTORS, Some(cue.name));
        rows(&classify::decide(&self.story, &evidence))
    }

    /// Whether a cue held anywhere.
    pub fn knows(&self, cue: &Cue) -> bool {
        self.evidence.signs().iter().any(|sign| sign.cue.name == cue.name)
    }

    /// The elements on some lines (1-based, both included).
    pub fn elements(&self, first: usize, last: usize) -> impl Iterator<Item = &Element> {
        self.reading.elements.iter().filter(move |e| e.lines.start + 1 >= first && e.lines.end <= last)
    }

    /// The cues that spoke on some lines for a role, or against another one, on paragraphs and on spaces.
    pub fn spoke_for(&self, role: &str, first: usize, last: usize) -> impl Iterator<Item = &'static Cue> {
        let is_inside = move |lines: std::ops::Range<usize>| lines.start + 1 >= first && lines.end <= last;
        let signs = self.evidence.signs().iter().filter(move |s| is_inside(self.story.units()[s.unit].lines()));
        let is_meant = move |cue: &&Cue| (role_of(cue).name() == role) == (cue.weight > 0);
        signs.map(|sign| sign.cue).filter(is_meant)
    }
}

fn rows(reading: &Reading) -> Vec<String> {
    report::tsv(reading).lines().map(str::to_owned).collect()
}

/// The role that a cue is about.
pub fn role_of(cue: &Cue) -> Role {
    match cue.claims {
        Claim::Opens(role) | Claim::Continues(role) | Claim::Closes(role) => role,
        Claim::Is(kind) => kind.role(),
    }
}

/// All cues, each with its detector.
pub fn cues() -> impl Iterator<Item = (&'static Detector, &'static Cue)> {
    DETECTORS.iter().flat_map(|detector| detector.first.iter().chain(detector.second).map(|cue| (*detector, cue)))
}
