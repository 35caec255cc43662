//! A title that does not stand first: above it a library, a board, a post or the writer's own name and address have their
//! lines, and it shows by the author's name below it or by the subject of the post that it is the title.

use super::names::{is_by, is_by_alone, is_full_name, is_kind_of_work, label_is_field, name_behind_by};
use super::titles::{is_title_label, is_title_like, reach_of_title, words_of};
use crate::detect::boilerplate::plain;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Title;

/// Blocks at the top among which such a title stands.
const TOP: usize = 16;
/// Lines between it and the author's name at most.
const LINES: usize = 4;
/// Words of a title at most.
const LONGEST: u16 = 12;
/// Words that a line below it has at most that ends as a sentence does: "A Novel."
const SENTENCE: u16 = 4;
/// Columns by which it is set in farther than what stands above it.
const SET_IN: usize = 8;
/// What a subject says besides the title.
const TAGS: &[&str] = &["story", "fic", "new", "long", "short", "repost", "fw", "fwd", "complete", "part"];

/// The cues of titles that stand below other lines.
pub(super) const CUES: &[Cue] = &[
    Cue {
        name: "crowns-the-name",
        claims: Opens(Title),
        weight: 20,
        why: "Below a library's line, a box or a name, the author's name or the subject of the post shows the title.",
        yes: &[
            "NATIONAL LIBRARY OF DOORS\nCopied by hand\n\n\n\n»                     THE BLUE DOOR\n\n                    A Novel\n\n                    BY\n\n                    ANN ODE\n\nIt was blue, and it had not been there before.",
        ],
        no: &["» The Door in the Wall\n\nby Ann Ode\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| crowned(p) == Some(p.at())),
    },
    Cue {
        name: "above-the-crowned",
        claims: Opens(Title),
        weight: -14,
        why: "The title stands farther down: this is a library's line, a box, or the writer's name.",
        yes: &[
            "» NATIONAL LIBRARY OF DOORS\nCopied by hand\n\n\n\n                    THE BLUE DOOR\n\n                    BY\n\n                    ANN ODE\n\nIt was blue, and it had not been there before.",
        ],
        no: &["» The Door in the Wall\n\nby Ann Ode\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            // The rule right above it is the title's own.
            let is_its_rule = |title: usize| p.shape().is_signs && p.at() + 1 == title;
            p.from_top() < TOP && crowned(p).is_some_and(|title| p.at() < title && !is_its_rule(title))
        }),
    },
    Cue {
        name: "lines-below-the-crowned",
        claims: Continues(Title),
        weight: 6,
        why: "Short lines between such a title and the author's name belong to the title.",
        yes: &[
            "NATIONAL LIBRARY OF DOORS\nCopied by hand\n\n\n\n                    THE BLUE DOOR\n\n»                     A Novel\n\n                    BY\n\n                    ANN ODE\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door in the Wall\n\nby Ann Ode\n\n» It was blue, and it had not been there before."],
        holds: Onward(|p| if crowned(p) == Some(p.at()) { reach_to_name(p).unwrap_or(0) } else { 0 }),
    },
];

fn crowned(place: &Place) -> Option<usize> {
    place.survey()?.titles.crowned
}

/// The unit of a title that stands below other lines at the top.
pub(super) fn crown(scene: &Scene) -> Option<usize> {
    let top = scene.place(0).top();
    if top.frame().has_title() || is_title_label(&top) {
        return None;
    }
    let front: Vec<Place> = std::iter::successors(Some(top), Place::next).take(TOP).collect();
    titled_by_subject(scene, &front).or_else(|| titled_by_name(scene, &front))
}

/// Below the head of a post, the line that its subject names.
fn titled_by_subject(scene: &Scene, front: &[Place]) -> Option<usize> {
    let subject = subject(scene)?;
    // Where the writer names title or author, nothing else has to show it; where somebody speaks, the story has begun.
    let is_over = |place: &&Place| is_by(place) || is_title_label(place) || place.shape().is_speech;
    let is_named = |place: &&Place| {
        let (shape, words) = (place.shape(), plain(&place.bare()));
        words.contains(' ')
            && format!(" {subject} ").contains(&format!(" {words} "))
            && words.len() * 2 >= subject.len()
            && shape.first.is_alphanumeric()
            && !shape.is_ended
            && place.above() > 0
            && place.below() > 0
            && is_title_like(place)
            && !is_full_name_of_sender(scene, &words)
    };
    front[1..].iter().take_while(|place| !is_over(place)).find(is_named).map(Place::at)
}

/// What the post at the top is about, "the salt line" of "Subject: STORY: The Salt Line (long)", where other lines of a
/// post's head stand around.
fn subject(scene: &Scene) -> Option<String> {
    let head = head(scene);
    let is_of_a_post =
        |line: &&str| ["From:", "Newsgroups:", "Date:", "Message-ID:"].iter().any(|of| line.starts_with(of));
    let subject = head.iter().find_map(|line| line.strip_prefix("Subject:"))?;
    let words = plain(subject);
    if words.starts_with("re ") {
        return None;
    }
    let words = words.split(' ').filter(|word| !TAGS.contains(word)).collect::<Vec<_>>().join(" ");
    (head.iter().any(is_of_a_post) && !words.is_empty()).then_some(words)
}

/// The unbroken lines at the very top.
fn head<'s>(scene: &'s Scene) -> Vec<&'s str> {
    let story = scene.place(0).story();
    let lines = (0..story.line_count()).map(|line| story.line(line).trim());
    lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).take(TOP).collect()
}

/// The words stand in the line that says who sends the post.
fn is_full_name_of_sender(scene: &Scene, words: &str) -> bool {
    let from = head(scene).into_iter().find_map(|line| line.strip_prefix("From:").map(plain));
    from.is_some_and(|from| from.contains(words))
}

/// Below lines that are no title, one that is set as a title, the author's name below it: the only one in the file.
fn titled_by_name(scene: &Scene, front: &[Place]) -> Option<usize> {
    let is_over = |place: &&Place| {
        let shape = place.shape();
        let is_boxed = shape.first == shape.last && !shape.first.is_alphanumeric();
        let is_sentence = shape.words > SENTENCE && (shape.is_ended || shape.last == ':');
        is_sentence && !is_boxed && place.above() > 0 || is_by(place) || is_title_label(place)
    };
    let shown = front.iter().take_while(|place| !is_over(place)).skip(1);
    let title = shown.filter(|place| is_set_as_title(place)).find(|place| reach_to_name(place).is_some())?;
    let names = (0..scene.len()).map(|at| scene.place(at)).filter(|place| place.may_begin_with('b') && is_by(place));
    (names.count() <= 1).then(|| title.at())
}

/// A title by its looks, below first lines that are none: a box or a rule, the author's name, or lines at the margin where
/// the title is set in.
fn is_set_as_title(place: &Place) -> bool {
    let (shape, top) = (place.shape(), place.top());
    let is_below_rule = place.above() == 0 && place.step(-1).is_some_and(|above| above.shape().is_signs);
    // "A Novel", "or, The Wall": the second line of a title.
    let goes_on = || {
        let low = place.low();
        is_kind_of_work(place) || ["a ", "an ", "or", "and ", "of "].iter().any(|word| low.starts_with(word))
    };
    let is_title = (place.above() > 0 || is_below_rule)
        && words_of(place) <= LONGEST
        && shape.first.is_alphanumeric()
        && !shape.first.is_numeric()
        && plain(&place.bare()) != plain(&top.bare())
        && is_title_like(place)
        && place.glance().is_some_and(|g| g.form.is_none() && g.label.as_ref().is_none_or(|label| !label.has_colon));
    let is_farther_in = || {
        let mut above = std::iter::successors(place.previous(), Place::previous);
        let several = place.from_top() > 1 || top.block().is_some_and(|block| block.lines.len() > 1);
        several
            && shape.indent >= SET_IN
            && above.all(|above| above.shape().indent == 0)
            && reach_of_title(&top) == 0
            && !goes_on()
    };
    is_title && (top.shape().is_signs || is_farther_in() || names_the_author(place, &top))
}

/// The author's name below says the same words as the first line.
fn names_the_author(place: &Place, top: &Place) -> bool {
    let said = |below: &Place| {
        let low = below.glance()?.low_core();
        Some(plain(name_behind_by(low)?.1))
    };
    let by = std::iter::successors(place.next(), Place::next).take(LINES).find(is_by);
    is_full_name(top) && by.and_then(|by| said(&by)).is_some_and(|name| name == plain(&top.bare()))
}

/// Units from a title's first line down to its last one above the author's name; none where no name follows.
fn reach_to_name(place: &Place) -> Option<usize> {
    let (mut at, mut reach) = (*place, 0);
    for _ in 0..=LINES {
        let below = at.next()?;
        if is_by(&below) || is_by_alone(&below) {
            return Some(reach);
        }
        let shape = below.shape();
        let is_line = shape.is_signs || words_of(&below) <= LONGEST && !shape.is_speech && !label_is_field(&below);
        if !is_line || shape.first == '(' || below.is_prose() && shape.is_ended && shape.words > SENTENCE {
            return None;
        }
        let underlines = shape.is_signs && below.above() == 0;
        if (is_title_like(&below) || underlines) && reach == at.at() - place.at() {
            reach = below.at() - place.at();
        }
        at = below;
    }
    None
}
