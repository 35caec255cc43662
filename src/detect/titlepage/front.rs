//! A title below the front matter. On the net a file often begins with what the author or the place of posting has to say:
//! notes, fields, disclaimers, a head of a posting; only then comes the title, and the story below it. What stands above
//! such a title is never told.

use super::names::{is_by, is_full_name, label_is_field};
use super::titles::{is_title_label, is_title_like, words_of};
use crate::detect::evidence::Evidence;
use crate::detect::languages;
use crate::detect::notes::Voice;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Roles of what stands in front of a story.
const MATTER: [Role; 3] = [Role::Note, Role::Field, Role::Boilerplate];
/// Blocks at the top among which the title stands.
const TOP: usize = 24;
/// Words from which a title may have a comma and be no place.
const LONG: u16 = 6;
/// Blocks at the end that no heading heads.
const LAST: usize = 3;
/// Words of such a title at most.
const LONGEST: u16 = 12;
/// Words of a title at least that nothing sets apart but its capital letters: fewer may be the name that signs a note.
const UNSET: u16 = 3;
/// Words from which a block below the title is text.
const PARAGRAPH: u16 = 12;
/// Words from which a block above it that nobody has claimed is a paragraph and no line.
const LINE: u16 = 9;
/// Weight from which the first look has seen something.
const SEEN: i32 = 4;
/// The same of a title with its author's name below, whatever else it looks like.
const ABOVE_A_NAME: i32 = 8;
/// The same of a heading by its looks.
const HEADED: i32 = 5;
/// The same of what says itself that it is no story: a label, a greeting, a site's line.
const SURE: i32 = 6;

/// The unit of the title, where a story has one below its front matter.
pub(super) fn title_below_matter(scene: &Scene, first: &Evidence) -> Option<usize> {
    if scene.is_empty() {
        return None;
    }
    let mut at = scene.place(0).top();
    if at.frame().has_title() {
        return None;
    }
    let front = Front { first };
    let (mut matter, mut unknown, mut is_sure, mut is_posted) = (0, 0, false, false);
    for _ in 0..TOP {
        // What nobody is sure about above it are short lines only, and it is set apart as few lines but titles are.
        let stands_out = || unknown == 0 && at.from_top() > 0 && is_set_apart(&at);
        if (is_sure && matter > unknown || stands_out()) && front.is_title(&at) {
            return (!front.is_one_of_several(scene, &at)).then(|| at.at());
        }
        let is_matter = front.is_matter(&at);
        let is_of_a_posting = is_matter && front.has_seen(&at, Role::Boilerplate);
        is_posted |= is_of_a_posting && is_title_label(&at);
        // Behind the head of a posting the sender speaks first, and may tell something.
        let tells = || if is_posted { at.shape().is_speech } else { front.tells(&at) };
        if is_title_label(&at) && !is_of_a_posting || !is_matter && (front.is_titled(&at) || tells()) {
            return None;
        }
        matter += usize::from(is_matter);
        is_sure |= is_matter && front.is_sure(&at);
        unknown += usize::from(!is_matter && at.shape().words >= LINE);
        at = at.next()?;
    }
    None
}

/// Who looks at the blocks at the top, and what was seen there first.
struct Front<'s> {
    first: &'s Evidence,
}

impl Front<'_> {
    fn has_seen(&self, place: &Place, role: Role) -> bool {
        self.first.leaning(place.at(), role) >= SEEN || self.first.carrying_on(place.at(), role) >= SEEN
    }

    /// What stands in front of a story: a note, a field, a site's lines.
    fn is_matter(&self, place: &Place) -> bool {
        MATTER.into_iter().any(|role| self.has_seen(place, role))
            || label_is_field(place)
            || Voice::of(place).is_author()
    }

    /// The same, and nobody in a story would say it.
    fn is_sure(&self, place: &Place) -> bool {
        MATTER.into_iter().any(|role| self.first.leaning(place.at(), role) >= SURE) || label_is_field(place)
    }

    /// A title, the author's name or a chapter: the story has begun in the usual order.
    fn is_titled(&self, place: &Place) -> bool {
        self.first.leaning(place.at(), Role::Title) >= SEEN
            || self.has_seen(place, Role::Byline)
            || place.heads_division()
    }

    /// The story is heard.
    fn tells(&self, place: &Place) -> bool {
        let heard = Voice::of(place);
        // "Salt" at the beginning of a sentence is only named.
        let voice = Voice { is_speech: heard.is_speech && heard.quotes > 0, ..heard };
        voice.is_story() || self.has_seen(place, Role::Verse)
    }

    /// A line apart from all others that is set as a title, with text below it.
    fn is_title(&self, place: &Place) -> bool {
        let shape = place.shape();
        let is_above_a_name = self.first.leaning(place.at(), Role::Title) >= ABOVE_A_NAME;
        let is_matter = !is_above_a_name && self.is_matter(place);
        if words_of(place) > LONGEST || !is_title_like(place) || !stands_apart(place) || is_matter {
            return false;
        }
        let is_set = shape.is_capitals
            || shape.is_centred
            || place.wider_above() > 0
            || place.previous().is_some_and(|above| above.shape().is_signs);
        // Below a note that says itself what it is, a name would stand in the same block.
        let is_below_a_note = is_below_a_note(place);
        let is_high = shape.capitalised * 2 >= shape.words
            && (is_set || shape.words >= UNSET || shape.words > 1 && is_below_a_note);
        // Many on the net type their titles in lower case: then more has to set them apart.
        let is_low = shape.capitalised == 0
            && shape.words > 1
            && (shape.words >= LONG || !is_place_or_day(place))
            && !is_of_the_story(place.low())
            && place.next().is_some_and(|below| !below.shape().starts_low || is_by(&below))
            && (place.wider_above() > 0 && place.wider_below() > 0 || place.next().is_some_and(|below| is_by(&below)));
        let may_sign = !shape.is_capitals && !shape.is_centred && !is_below_a_note;
        let is_signature = may_sign && shape.words <= 3 && is_full_name(place);
        let Some(glance) = place.glance() else { return false };
        let low = glance.low_core();
        (is_high || is_low)
            && (!shape.is_ended || shape.is_capitals || shape.last == '?')
            && !is_signature
            && glance.form.is_none()
            && glance.label.as_ref().is_none_or(|label| !label.has_colon)
            && shape.first.is_alphanumeric()
            && shape.last != '!'
            && (is_low || !is_place_or_day(place))
            && !says_when_or_who(place)
            && !languages::HANDING_OVER.begins(low)
            && !languages::is_end(low)
            && self.is_above_text(place)
    }

    /// The story, its first heading or the author's name stands below.
    fn is_above_text(&self, place: &Place) -> bool {
        let below = place.next().and_then(|below| if below.shape().is_signs { below.next() } else { Some(below) });
        below.is_some_and(|below| {
            let is_text = |at: &Place| {
                let shape = at.shape();
                shape.words >= PARAGRAPH || shape.is_speech || at.is_prose() || self.has_seen(at, Role::Verse)
            };
            let is_line_above_text = || is_title_like(&below) && below.next().is_some_and(|next| is_text(&next));
            let is_imprint = self.has_seen(&below, Role::Boilerplate) && below.above() == 0;
            below.heads_division()
                || is_imprint
                || is_line_above_text()
                || is_by(&below)
                || is_text(&below) && !self.is_matter(&below)
        })
    }

    /// More lines of the text are set alike, or look like headings: so is this one.
    fn is_one_of_several(&self, scene: &Scene, title: &Place) -> bool {
        let look = |place: &Place| {
            let shape = place.shape();
            (shape.is_capitals, shape.is_centred, place.wider_above() > 0)
        };
        let is_alike = |place: Place| {
            place.shape().words > 0
                && place.shape().words <= LONGEST
                && !place.is_amid_prose()
                && look(&place) == look(title)
                && is_title_like(&place)
                && !place.shape().is_ended
                && !place.shape().is_speech
                && stands_apart(&place)
                && !is_place_or_day(&place)
                && !place.glance().is_some_and(|g| languages::is_end(g.low_core()))
                && place.next().is_some_and(|below| below.is_prose())
        };
        // A number heads a part of the work, and at the very end stands nothing but a name.
        let may_head = |place: Place| place.from_end() >= LAST && place.glance().is_some_and(|g| g.form.is_none());
        let is_heading = |at: usize| self.first.leaning(at, Role::Heading) >= HEADED && may_head(scene.place(at));
        (title.at() + 1..scene.len()).any(|at| is_heading(at) || is_alike(scene.place(at)))
    }
}

/// A note that says itself what it is stands right above.
pub(super) fn is_below_a_note(place: &Place) -> bool {
    place
        .previous()
        .and_then(|above| above.glance())
        .and_then(|g| g.label.as_ref())
        .is_some_and(|label| label.has_colon && languages::is_note_label(&label.name))
}

/// Blank lines, a rule or an edge above and below.
fn stands_apart(place: &Place) -> bool {
    let is_parted = |other: Option<Place>| other.is_none_or(|other| other.shape().is_signs || other.heads_division());
    (place.above() > 0 || is_parted(place.step(-1))) && (place.below() > 0 || is_parted(place.step(1)))
}

/// "Two Days Earlier", "Anna's POV", "Dear Mum", "Case File 114": the head of a scene, of a section, of a letter.
fn says_when_or_who(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return true };
    let low = glance.low_core();
    // Part 1 of something it may be.
    let is_part = low.contains('/') || low.split_whitespace().any(|word| languages::division(word).is_some());
    languages::LATER.ends(low)
        || languages::VIEWS.ends(low)
        || languages::DEARS.begins(low)
        || languages::is_note_label(low)
        || place.shape().has_digits && !is_part
}

/// In capitals or in the middle of the page, below a wider space.
fn is_set_apart(place: &Place) -> bool {
    (place.shape().is_capitals || place.shape().is_centred) && place.wider_above() > 0
}

/// "one year on", "it is raining": a line in lower case that says when a scene plays, or is a sentence.
fn is_of_the_story(low: &str) -> bool {
    const TIMES: [&str; 15] = [
        "year", "years", "day", "days", "week", "weeks", "month", "months", "hour", "hours", "morning", "night",
        "evening", "later", "ago",
    ];
    const SPEAKERS: [&str; 6] = ["it", "he", "she", "we", "they", "okay"];
    low.split(|c: char| !c.is_alphanumeric()).any(|word| TIMES.contains(&word) || SPEAKERS.contains(&word))
}

/// "DUNMARROW HEAD, MAINE", "June 3, 2204": where and when a scene plays.
fn is_place_or_day(place: &Place) -> bool {
    let low = place.low();
    let mut words = low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    low.contains(',') || words.any(languages::is_calendar)
}
