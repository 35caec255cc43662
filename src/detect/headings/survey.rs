//! What all headings of a book say about each other: series of numbers, forms that return, how far they stand apart,
//! which levels there are.

use std::collections::BTreeMap;

use super::form::Form;
use crate::detect::evidence::Evidence;
use crate::detect::languages::Division;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// First-look weight from which a unit is a candidate that others may lean on.
const CANDIDATE: i32 = 2;

/// The headings of a book, seen together.
#[derive(Debug, Default)]
pub struct Survey {
    /// Unit of a candidate to what is known of it.
    candidates: BTreeMap<usize, Candidate>,
    /// How often a form stands in the book.
    forms: BTreeMap<Signature, usize>,
    /// Titles in lower case, to how many candidates print them.
    titles: BTreeMap<String, usize>,
    /// There are chapters with a chapter word.
    has_chapters: bool,
    /// There are parts or volumes by word.
    has_parts: bool,
    /// There are bare numbers in a series.
    has_bare_series: bool,
}

/// A line that may be a heading.
#[derive(Debug)]
struct Candidate {
    signature: Signature,
    in_series: bool,
    in_list: bool,
}

/// What two headings of one author have in common: word, notation, title or none, ornaments, and the space above.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Signature {
    division: Option<Division>,
    notation: Option<super::numbers::Notation>,
    has_title: bool,
    ornament: Option<char>,
    is_capitals: bool,
    is_wider: bool,
}

impl Survey {
    /// Surveys a story after the first look.
    pub(in crate::detect) fn of(scene: &Scene, first: &Evidence) -> Survey {
        let mut survey = Survey::default();
        let mut numbered: Vec<(usize, Form)> = Vec::new();
        for at in 0..scene.len() {
            let leaning = first.leaning(at, Role::Heading);
            if leaning < CANDIDATE {
                continue;
            }
            let place = scene.place(at);
            let Some(glance) = place.glance() else { continue };
            let signature = Signature::of(&place, glance.form.as_ref());
            *survey.forms.entry(signature.clone()).or_default() += 1;
            *survey.titles.entry(glance.low_core.clone()).or_default() += 1;
            let in_list = is_listed(&place, first);
            survey.candidates.insert(at, Candidate { signature, in_series: false, in_list });
            if let Some(form) = &glance.form {
                if !in_list {
                    survey.has_chapters |= form.division == Some(Division::Chapter) && !form.is_named;
                    survey.has_parts |= matches!(form.division, Some(Division::Part | Division::Volume));
                    if form.number.is_some() {
                        numbered.push((at, form.clone()));
                    }
                }
            }
        }
        survey.find_series(&numbered);
        survey
    }

    /// A number continues a series when one less stands before it, or one more behind it, in the same form; a first
    /// number opens one only where the second follows.
    fn find_series(&mut self, numbered: &[(usize, Form)]) {
        let mut last: BTreeMap<(Option<Division>, super::numbers::Notation), (usize, u32)> = BTreeMap::new();
        for (at, form) in numbered {
            let (Some(number), Some(notation)) = (form.number, form.notation) else { continue };
            let key = (form.division, notation);
            if let Some(&(before, last_number)) = last.get(&key)
                && (number == last_number + 1 || (number == last_number + 2 && number > 3))
            {
                for unit in [before, *at] {
                    if let Some(candidate) = self.candidates.get_mut(&unit) {
                        candidate.in_series = true;
                        self.has_bare_series |= form.division.is_none();
                    }
                }
            }
            last.insert(key, (*at, number));
        }
    }

    /// The number of the heading here continues a series.
    #[must_use]
    pub fn is_in_series(&self, place: &Place) -> bool {
        self.candidates.get(&place.at()).is_some_and(|c| c.in_series)
    }

    /// How many candidates have the form of the one here, itself included.
    #[must_use]
    pub fn of_same_form(&self, place: &Place) -> usize {
        let candidate = self.candidates.get(&place.at()).filter(|c| !c.in_list);
        candidate.and_then(|c| self.forms.get(&c.signature)).copied().unwrap_or(0)
    }

    /// The heading here stands in a list of headings without text between.
    #[must_use]
    pub fn is_in_list(&self, place: &Place) -> bool {
        self.candidates.get(&place.at()).is_some_and(|c| c.in_list)
    }

    /// How many candidates print the title of the one here.
    #[must_use]
    pub fn of_same_title(&self, place: &Place) -> usize {
        place.glance().and_then(|g| self.titles.get(&g.low_core)).copied().unwrap_or(0)
    }

    /// Some heading says "chapter" and a number.
    #[must_use]
    pub fn has_chapters(&self) -> bool {
        self.has_chapters
    }

    /// Some heading says "part" or "book" and a number.
    #[must_use]
    pub fn has_parts(&self) -> bool {
        self.has_parts
    }

    /// Bare numbers follow each other.
    #[must_use]
    pub fn has_bare_series(&self) -> bool {
        self.has_bare_series
    }
}

impl Signature {
    fn of(place: &Place, form: Option<&Form>) -> Signature {
        let shape = place.shape();
        Signature {
            division: form.and_then(|f| f.division),
            notation: form.and_then(|f| f.notation),
            has_title: form.is_none_or(|f| f.title.is_some()),
            ornament: (!shape.first.is_alphanumeric()).then_some(shape.first),
            is_capitals: shape.is_capitals,
            is_wider: place.wider_above() > 0,
        }
    }
}

/// A heading with another heading candidate directly below and one directly above (or the page's edge) has no text of
/// its own: it is an entry of a list.
fn is_listed(place: &Place, first: &Evidence) -> bool {
    let is_candidate = |p: Option<Place>| {
        p.is_some_and(|p| !p.is_space() && first.leaning(p.at(), Role::Heading) >= CANDIDATE && !p.is_prose())
    };
    let below = place.step(1);
    let above = place.step(-1);
    let run_below = is_candidate(below) && is_candidate(below.and_then(|p| p.step(1)));
    let run_above = is_candidate(above) && is_candidate(above.and_then(|p| p.step(-1)));
    let between = is_candidate(below) && is_candidate(above);
    run_below || run_above || between
}
