//! What all headings of a book say about each other: series of numbers, forms that return, how far they stand apart,
//! which levels there are.

use std::collections::{BTreeMap, BTreeSet};

use super::apart::SetApart;
use super::below;
use super::counted::{counted, falling};
use super::family::{Family, is_nearer_below};
use super::form::Form;
use super::ornamented::below_ornaments;
use super::sight::{form as form_of, is_title_like};
use super::signature::Signature;
use super::slug::returning;
use super::subtitle;
use super::whole::{above_chapters, announced, inside_chapters, is_below_title, is_listed, spaces_head, title_of};
use crate::detect::boilerplate::plain;
use crate::detect::evidence::Evidence;
use crate::detect::languages::Division;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// First-look weight from which a unit is a candidate that others may lean on.
pub(super) const CANDIDATE: i32 = 2;
/// Chapters from which on what most of them do is a habit.
const FEWEST: usize = 6;

/// The headings of a book, seen together.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing that a book's headings do or do not do")]
pub struct Survey {
    /// Unit of a candidate to what is known of it.
    candidates: BTreeMap<usize, Candidate>,
    /// How often a form stands in the book.
    forms: BTreeMap<Signature, usize>,
    /// Forms without number whose titles head sections: one of them returns, or says when.
    sections: BTreeSet<Signature>,
    /// Headings with a chapter word and a number.
    chapters: usize,
    /// Headings with neither word nor number.
    titled: usize,
    /// Forms without number that stand so close together that they cannot all head a stretch of text.
    crowds: BTreeSet<Signature>,
    /// Lines alike but for a number that counts up.
    counted: BTreeSet<usize>,
    /// Names, titles, days and numbers that are set apart in one manner.
    pub(super) apart: SetApart,
    /// Lines that say where and when a section plays, three of them or more.
    pub(super) slugs: BTreeSet<usize>,
    /// Titles right below the ornaments between scenes.
    pub(super) ornamented: BTreeSet<usize>,
    /// Titles without word and number right above some of the chapters.
    above_chapters: BTreeSet<usize>,
    /// Titles without word and number inside the chapters.
    inside_chapters: BTreeSet<usize>,
    /// Some of these names stand below text, not below a chapter's number whose title they could be.
    names_stand_alone: bool,
    /// Titles in the printed table of contents.
    announced: BTreeSet<String>,
    /// Titles in capitals with a second line in capitals.
    of_two_lines: usize,
    /// Titles with a summary or notes below.
    summaries: usize,
    /// How often a bare number one stands.
    ones: usize,
    /// How often a number one stands below a short line that could be a title.
    ones_below_lines: usize,
    /// A bare number one stands directly below a title.
    counts_below_titles: bool,
    /// A chapter by its word, or a scene, stands below some part, or a bare number right below one, or more titles than
    /// there are parts.
    parts_hold_chapters: bool,
    /// Below nearly every wide space stands a short line, nearer to the text below.
    spaces_head: bool,
    /// There are bare numbers in a series.
    has_bare_series: bool,
    /// Chapters that are only numbered have no title below, as far as most of them tell.
    numbers_stand_over_text: bool,
    /// Bare numbers that count down, hardly any text between.
    falling: BTreeSet<usize>,
    /// The unit of the work's title on its title page, and its words, as titles are compared.
    title_at: usize,
    title: String,
}

/// A line that may be a heading.
#[derive(Debug)]
struct Candidate {
    signature: Signature,
    in_series: bool,
    in_list: bool,
}

impl Survey {
    /// So many titles in capitals, and a third of all titles, have a second line in capitals.
    pub(super) fn are_of_two_lines(&self, least: usize) -> bool {
        self.of_two_lines >= least && self.of_two_lines * 3 >= self.titled
    }

    /// Surveys a story after the first look.
    pub(in crate::detect) fn of(scene: &Scene, first: &Evidence) -> Survey {
        let (title_at, title) = title_of(scene, first).unwrap_or_default();
        let mut survey = Survey { title_at, title, ..Survey::default() };
        let mut numbered: Vec<(usize, Form)> = Vec::new();
        let mut families: BTreeMap<Signature, Family> = BTreeMap::new();
        let (mut titles, mut parts) = (Vec::new(), Vec::new());
        for at in 0..scene.len() {
            let leaning = first.leaning(at, Role::Heading);
            if leaning < CANDIDATE {
                continue;
            }
            let place = scene.place(at);
            let Some(glance) = place.glance() else { continue };
            let signature = Signature::of(&place, glance.form.as_ref());
            *survey.forms.entry(signature.clone()).or_default() += 1;
            survey.of_two_lines += usize::from(subtitle::is_doubled(&place));
            let is_titled = first.leaning(at, Role::Title).max(first.leaning(at, Role::Byline)) >= 3;
            if glance.form.is_none() && (place.ordinal() > 2 || place.ordinal() > 1 && !is_titled) {
                let family = families.entry(signature.clone()).or_default();
                let heads_verse = place.next().is_some_and(|n| first.leaning(n.at(), Role::Verse) > 0);
                if plain(glance.core()) != survey.title {
                    family.add(&place, glance.low_core(), heads_verse);
                }
                survey.titled += usize::from(leaning >= 4);
                if leaning >= 4 {
                    titles.push(at);
                }
            }
            let in_list = is_listed(&place, first);
            survey.candidates.insert(at, Candidate { signature, in_series: false, in_list });
            if let Some(form) = &glance.form
                && !in_list
            {
                // The first number below a part counts the part's chapters.
                let opens_part = parts.last().is_some_and(|part| numbered.last().is_none_or(|(n, _)| n <= part));
                let is_one = form.is_bare() && form.number == Some(1) && !opens_part;
                survey.counts_below_titles |= is_one && is_below_title(&place, first, &survey.title);
                let is_line = |a: Place| form_of(&a).is_none() && is_title_like(&a);
                survey.ones_below_lines += usize::from(is_one && place.previous().is_some_and(is_line));
                survey.chapters += usize::from(form.division == Some(Division::Chapter) && !form.is_named);
                survey.ones += usize::from(is_one);
                if matches!(form.division, Some(Division::Part | Division::Volume)) {
                    parts.push(at);
                }
                if form.number.is_some() {
                    numbered.push((at, form.clone()));
                }
            }
        }
        survey.find_series(&numbered);
        let bare = numbered.iter().filter(|(at, form)| form.title.is_none() && survey.candidates[at].in_series);
        let heads: Vec<Place> = bare.filter_map(|(at, _)| scene.place(*at).next()).collect();
        let is_text = |p: &&Place| p.shape().words > below::LONGEST && p.wider_below() == 0;
        let over_text = heads.iter().filter(is_text).count();
        survey.numbers_stand_over_text = heads.len() >= FEWEST && over_text * 4 >= heads.len() * 3;
        survey.falling = falling(&numbered);
        survey.above_chapters = above_chapters(scene, &numbered, &survey.title);
        // An author who sets wide spaces above such lines and hardly anywhere else means them, however short the texts.
        let spaces = (0..scene.len()).filter(|&at| scene.place(at).is_space()).count();
        let headed = survey.candidates.keys().filter(|&&at| is_nearer_below(&scene.place(at))).count();
        for (signature, mut family) in families {
            survey.summaries += family.with_summary;
            if family.heads_sections() {
                survey.sections.insert(signature.clone());
            }
            let is_rule = headed * 4 >= spaces * 3 && family.nearer_below * 4 >= family.count * 3;
            if family.is_crowded() && !is_rule {
                survey.crowds.insert(signature);
            }
        }
        survey.counted = counted(scene);
        let is_in_list = |at: usize| survey.candidates.get(&at).is_some_and(|c| c.in_list);
        survey.announced = announced(scene, first, is_in_list);
        survey.inside_chapters = inside_chapters(scene, first, &numbered, &titles, &survey.announced);
        survey.apart = SetApart::of(scene);
        survey.ornamented = below_ornaments(scene);
        survey.slugs = returning(scene);
        let is_below_number = |at: &usize| {
            let above = scene.place(*at).previous();
            above.is_some_and(|above| form_of(&above).is_some_and(|f| f.number.is_some() && f.title.is_none()))
        };
        survey.names_stand_alone = survey.apart.returning.iter().any(|at| !is_below_number(at));
        survey.spaces_head = spaces_head(scene);
        let holds = |(at, form): &(usize, Form)| {
            let is_right_below = || scene.place(*at).previous().is_some_and(|above| parts.contains(&above.at()));
            parts.first().is_some_and(|part| part < at)
                && match form.division {
                    Some(Division::Chapter | Division::Section) => true,
                    None => form.title.is_none() && is_right_below(),
                    _ => false,
                }
        };
        let hold_chapters = numbered.iter().any(holds);
        let is_below_a_part = |at: &&usize| parts.first().is_some_and(|part| part < *at);
        let is_chapter = |at: &&usize| {
            let section = survey.candidates.get(*at).is_some_and(|c| survey.sections.contains(&c.signature));
            !section && !survey.apart.returning.contains(*at) && !survey.apart.days.contains(*at)
        };
        let chapters = titles.iter().filter(is_below_a_part).filter(is_chapter).count();
        survey.parts_hold_chapters = hold_chapters || parts.len() >= 2 && chapters > parts.len();
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

    /// The line here has the form of the titles that stand below a wider space, but for the space: the first chapter's
    /// title can stand close below the title page.
    #[must_use]
    pub fn is_like_titles(&self, place: &Place) -> bool {
        let signature = Signature::of(place, None).below_space();
        place.wider_above() == 0 && signature.has_title && self.forms.get(&signature).is_some_and(|&count| count >= 2)
    }

    /// The line here is one of several titles without word and number that stand right above chapters.
    #[must_use]
    pub fn is_above_chapters(&self, place: &Place) -> bool {
        self.above_chapters.contains(&place.at())
    }

    /// The line here is the work's title once more.
    #[must_use]
    pub fn is_title_again(&self, place: &Place) -> bool {
        !self.title.is_empty()
            && place.from_top() > 1
            && place.at() > self.title_at
            && place.shape().words <= 14
            && place.glance().is_some_and(|g| plain(g.core()) == self.title)
    }

    /// The heading here stands in a list of headings without text between.
    #[must_use]
    pub fn is_in_list(&self, place: &Place) -> bool {
        self.candidates.get(&place.at()).is_some_and(|c| c.in_list)
    }

    /// Titles of the form here head sections: one of them returns, as names do, or says when.
    #[must_use]
    pub fn heads_sections(&self, place: &Place) -> bool {
        self.candidates.get(&place.at()).is_some_and(|c| self.sections.contains(&c.signature))
    }

    /// The line here is one of several that are alike but for a number that counts up.
    #[must_use]
    pub fn counts_up(&self, place: &Place) -> bool {
        self.counted.contains(&place.at())
    }

    /// The line here is one of several names between the same signs, and its words return.
    #[must_use]
    pub fn returns_framed(&self, place: &Place) -> bool {
        self.apart.returning.contains(&place.at())
    }

    /// The line here is one of three and more that hold the same words between signs, text between.
    #[must_use]
    pub fn is_repeated(&self, place: &Place) -> bool {
        self.apart.repeated.contains(&place.at())
    }

    /// Some of the names that return stand below text, not below a chapter's number whose title they could be.
    #[must_use]
    pub fn names_stand_alone(&self) -> bool {
        self.names_stand_alone
    }

    /// Below nearly all chapters that are only numbered stands text, no title.
    #[must_use]
    pub fn numbers_stand_over_text(&self) -> bool {
        self.numbers_stand_over_text
    }

    /// The number word here is one of several that count up from one, text between.
    #[must_use]
    pub fn is_spelled(&self, place: &Place) -> bool {
        self.apart.counted.contains(&place.at())
    }

    /// The printed table of contents announces the title here.
    #[must_use]
    pub fn is_announced(&self, place: &Place) -> bool {
        !self.announced.is_empty()
            && !self.is_in_list(place)
            && place.glance().is_some_and(|g| self.announced.contains(&plain(g.core())))
    }

    /// The line here is a day of the week, and another day heads another stretch of text.
    #[must_use]
    pub fn is_day(&self, place: &Place) -> bool {
        self.apart.days.contains(&place.at())
    }

    /// Titles of the form here stand so close together that they cannot all head a stretch of text.
    #[must_use]
    pub fn is_crowded(&self, place: &Place) -> bool {
        self.candidates.get(&place.at()).is_some_and(|c| self.crowds.contains(&c.signature))
    }

    /// Bare numbers begin anew, and other headings stand between: the numbers count sections.
    #[must_use]
    pub fn numbers_restart(&self) -> bool {
        (self.ones >= 2 && self.titled >= 2) || self.ones_below_lines >= 2 || self.counts_below_titles
    }

    /// The number one stands more than once below a short line.
    #[must_use]
    pub fn counts_anew(&self) -> bool {
        self.ones_below_lines >= 2
    }

    /// Several titles have a summary or notes below them, as archives print it for each chapter.
    #[must_use]
    pub fn has_summaries(&self) -> bool {
        self.summaries >= 2
    }

    /// Several headings say "chapter" and a number.
    #[must_use]
    pub fn has_chapters(&self) -> bool {
        self.chapters >= 2
    }

    /// Below the parts stand chapters: by their word, by number or by title.
    #[must_use]
    pub fn parts_hold_chapters(&self) -> bool {
        self.parts_hold_chapters
    }

    /// Below nearly every wide space stands a short line, nearer to the text below: this author's spaces stand above
    /// headings.
    #[must_use]
    pub fn spaces_head(&self) -> bool {
        self.spaces_head
    }

    /// The whole story is a diary: the dates head its sections.
    #[must_use]
    pub fn is_diary(&self) -> bool {
        self.apart.is_diary
    }

    /// The title here stands inside a numbered chapter.
    #[must_use]
    pub fn is_inside_chapter(&self, place: &Place) -> bool {
        self.inside_chapters.contains(&place.at())
    }

    /// A day heads a stretch of the text here, and no letter in it.
    #[must_use]
    pub fn heads_a_day(&self, place: &Place) -> bool {
        self.is_day(place) && (self.apart.is_diary || place.leaning(Role::Letter) < 3)
    }

    /// The number here is one of a countdown.
    #[must_use]
    pub fn counts_down(&self, place: &Place) -> bool {
        self.falling.contains(&place.at())
    }

    /// Bare numbers follow each other.
    #[must_use]
    pub fn has_bare_series(&self) -> bool {
        self.has_bare_series
    }
}
