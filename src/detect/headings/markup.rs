//! Headings that are typed as Markdown has them: the fewer hash marks, the higher. A writer who knows them marks every
//! heading, also that of a chapter which is still to be written, and gives the highest to the work or to its chapters.

use super::form::Form;
use super::sight::{form, is_underlined};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::{Place, Scene};
use crate::detect::role::{Kind, Role};
use crate::detect::titlepage::is_below_a_site;

use Claim::{Is, Opens};
use Holds::Here;
use Kind::{Chapter, Section};

/// The most hash marks that a heading has.
const DEEPEST: usize = 6;
/// Lines of one depth from which they are a habit.
const HABIT: usize = 3;

/// How many hash marks stand before the words of a line; none where it is no such heading: "# # #", "#1 fan", "# oh #"; none, too, where it is
/// the label of a note or a field: "#### Chapter Notes".
pub(super) fn depth(place: &Place) -> Option<usize> {
    let shape = place.shape();
    if shape.first != '#' || !shape.has_letters {
        return None;
    }
    let text = place.low();
    let hashes = text.len() - text.trim_start_matches('#').len();
    let is_label = || {
        place
            .glance()
            .is_some_and(|g| languages::is_note_label(g.low_core()) || languages::field(g.low_core()).is_some())
    };
    let is_heading = hashes <= DEEPEST && text[hashes..].starts_with(' ') && !(hashes == 1 && text.ends_with(" #"));
    (is_heading && !is_label()).then_some(hashes)
}

/// Hash marks before a line, or a rule below it, as long as the line.
pub(super) fn is_marked_up(place: &Place) -> bool {
    depth(place).is_some() || is_underlined(place)
}

/// The hash marks of a story, seen together.
#[derive(Debug, Default)]
pub struct Markup {
    /// How many lines there are of each depth.
    lines: [usize; DEEPEST + 1],
    /// The unit of the first one and its depth, where it is the work's.
    title: Option<(usize, usize)>,
}

impl Markup {
    /// Counts the marks of a story.
    pub(in crate::detect) fn of(scene: &Scene) -> Markup {
        let mut markup = Markup::default();
        for place in (0..scene.len()).map(|at| scene.place(at)) {
            if let Some(depth) = depth(&place) {
                markup.lines[depth] += 1;
                if place.from_top() == 0 || is_below_a_site(&place) {
                    markup.title.get_or_insert((place.at(), depth));
                }
            }
        }
        // A single mark of its depth above deeper ones.
        let is_work = |(_, depth): &(usize, usize)| {
            markup.lines[*depth] == 1 && markup.lines[depth + 1..].iter().any(|lines| *lines > 0)
        };
        markup.title = markup.title.filter(is_work);
        markup
    }

    /// The highest depth below the work's title.
    fn highest(&self) -> Option<usize> {
        (1..=DEEPEST).find(|&depth| self.lines[depth] > 0 && self.title.is_none_or(|(_, title)| title != depth))
    }
}

/// Whether a line is named by a division's word: that says more of its level than its marks.
fn names_division(place: &Place) -> bool {
    form(place).is_some_and(|form| form.division.is_some())
}

fn is_number(place: &Place) -> bool {
    form(place).is_some_and(Form::is_bare)
}

fn markup<'s>(place: &Place<'s>) -> Option<&'s Markup> {
    place.survey().map(|survey| &survey.markup)
}

/// Cues that depend on the marks of the whole story.
pub(super) const MARKUP: &[Cue] = &[
    Cue {
        name: "hash-mark-of-the-work",
        claims: Opens(Role::Title),
        weight: 4,
        why: "Before the first line stand fewer hash marks than before all headings below.",
        yes: &[
            "# The Door\n\n## The Wall\n\nIt was blue.\n\n## The Lock\n\nIt was red.",
            "Home | Next >>\n\n» # The Door\n\n## 2. The Wall\n\n*Posted 4 May*\n\nIt was blue, and it had not been there before.",
        ],
        no: &["# The Door\n\nIt was blue.\n\n# The Lock\n\nIt was red."],
        holds: Here(|p| markup(p).and_then(|markup| markup.title).is_some_and(|(at, _)| at == p.at())),
    },
    Cue {
        name: "hash-marks-that-return",
        claims: Opens(Role::Heading),
        weight: 3,
        why: "This writer marks headings with as many hash marks.",
        yes: &["## The Wall\n\nIt was blue.\n\n» ## The Lock\n\n## The Key\n\nIt was red."],
        no: &["## The Wall\n\nIt was blue.\n\n» ## The Lock\n\nIt was red."],
        holds: Here(|p| depth(p).is_some_and(|depth| markup(p).is_some_and(|markup| markup.lines[depth] >= HABIT))),
    },
    Cue {
        name: "highest-hash-mark",
        claims: Is(Chapter),
        weight: 9,
        why: "No heading of the text has fewer hash marks: it is a chapter's.",
        yes: &["### The Wall\n\nIt was blue.\n\n### The Lock\n\nIt was red."],
        no: &["## The Wall\n\nIt was blue.\n\n» ### The Lock\n\nIt was red.\n\n## The Key\n\nIt was blue."],
        holds: Here(|p| {
            let is_highest = || depth(p).is_some() && depth(p) == markup(p).and_then(Markup::highest);
            is_highest() && !names_division(p) && !is_number(p)
        }),
    },
    Cue {
        name: "deeper-hash-mark",
        claims: Is(Section),
        weight: 3,
        why: "Chapters of the text have fewer hash marks: it is a section's.",
        yes: &["# The Wall\n\nIt was blue.\n\n» ## The Lock\n\nIt was red.\n\n# The Key\n\nIt was blue."],
        no: &["# The Door\n\n» ## The Lock\n\nIt was red.\n\n## The Key\n\nIt was blue."],
        holds: Here(|p| depth(p).is_some() && depth(p) > markup(p).and_then(Markup::highest) && !is_number(p)),
    },
];
