//! Headings that are typed as Markdown has them: the fewer hash marks, the higher. A writer who knows them marks every
//! heading, also that of a chapter which is still to be written, and gives the highest to the work or to its chapters.

use super::sight::{form, is_underlined};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages::{self, Division};
use crate::detect::place::{Place, Scene};
use crate::detect::role::{Kind, Role};
use crate::detect::titlepage::is_below_a_site;

use Claim::{Is, Opens};
use Holds::Here;
use Kind::{Chapter, Section};

/// The most hash marks that a heading has.
const DEEPEST: usize = 6;

/// How many hash marks stand before the words of a line; none where it is no such heading: "# # #", "#1 fan", "# oh #"; none,
/// too, where it is the label of a note or a field: "#### Chapter Notes".
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

/// The depth of a line that stands by itself, as headings do: no line of a song, no sentence, nothing between the rules of
/// metadata or the fences of code.
pub(super) fn depth_by_itself(place: &Place) -> Option<usize> {
    let shape = place.shape();
    let stands_alone = place.above() > 0 || place.step(-1).is_none() || place.from_top() == 0;
    let is_line = stands_alone && !matches!(shape.last, '.' | '!' | '?' | '…' | ',' | '"' | '”');
    let is_title = || place.glance().is_some_and(|g| g.core().starts_with(|c: char| !c.is_lowercase()));
    depth(place).filter(|_| is_line && place.metadata().is_none() && !place.is_fenced() && is_title())
}

/// A heading with hash marks, or with a rule below it, as long as the line.
pub(super) fn is_marked_up(place: &Place) -> bool {
    depth_by_itself(place).is_some() || is_underlined(place)
}

/// The lines of one depth.
#[derive(Debug, Default, Clone, Copy)]
struct Lines {
    /// All of them.
    count: usize,
    /// Those with nothing but a title: no division's word, no number, no "The End".
    titles: usize,
    /// Those that number a chapter.
    chapters: usize,
}

/// The hash marks of a story, seen together.
#[derive(Debug, Default)]
pub struct Markup {
    /// The lines of each depth, without the work's title.
    lines: [Lines; DEEPEST + 1],
    /// The unit of the work's title.
    title: Option<usize>,
}

impl Markup {
    /// Counts the marks of a story.
    pub(in crate::detect) fn of(scene: &Scene) -> Markup {
        let mut markup = Markup::default();
        let mut first = None;
        for place in (0..scene.len()).map(|at| scene.place(at)) {
            let Some(depth) = depth_by_itself(&place) else { continue };
            let is_title = is_title(&place);
            if first.is_none() && is_title && (place.from_top() == 0 || is_below_a_site(&place)) {
                first = Some((place.at(), depth));
            }
            let lines = &mut markup.lines[depth];
            lines.count += 1;
            lines.titles += usize::from(is_title);
            lines.chapters += usize::from(numbers_chapter(&place));
        }
        // The only title of its depth, above deeper marks: several, or one right below.
        let is_work = |(at, depth): &(usize, usize)| {
            let Lines { titles, chapters, .. } = markup.lines[*depth];
            let deeper = markup.lines[depth + 1..].iter().map(|lines| lines.count).sum::<usize>();
            let below = std::iter::successors(scene.place(*at).next(), Place::next).take(2);
            let is_above = || below.into_iter().any(|below| depth_by_itself(&below).is_some());
            titles == 1 && chapters == 0 && (deeper > 1 || deeper == 1 && is_above())
        };
        if let Some((at, depth)) = first.filter(is_work) {
            markup.title = Some(at);
            markup.lines[depth] = Lines::default();
        }
        markup
    }

    /// The highest depth of a title below the work's.
    fn highest(&self) -> Option<usize> {
        (1..=DEEPEST).find(|&depth| self.lines[depth].titles > 0 && !self.is_below_chapters(depth))
    }

    /// Whether chapters have fewer marks: numbered ones, or several titles. Two may be the work's and what stands behind it.
    fn is_below_chapters(&self, depth: usize) -> bool {
        self.lines[..depth].iter().any(|lines| lines.chapters > 0 || lines.titles > 2)
    }
}

/// Whether a line says by no word or number what it heads, and does not end the work.
fn is_title(place: &Place) -> bool {
    form(place).is_none_or(|form| form.division.is_none() && form.number.is_none())
        && !place.glance().is_some_and(|g| languages::is_end(g.low_core()))
}

fn numbers_chapter(place: &Place) -> bool {
    form(place).is_some_and(|form| form.number.is_some() && matches!(form.division, None | Some(Division::Chapter)))
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
        holds: Here(|p| markup(p).is_some_and(|markup| markup.title == Some(p.at()))),
    },
    Cue {
        name: "highest-hash-mark",
        claims: Is(Chapter),
        weight: 9,
        why: "No heading of the text has fewer hash marks: it is a chapter's.",
        yes: &["### The Wall\n\nIt was blue.\n\n### The Lock\n\nIt was red."],
        no: &["## The Wall\n\nIt was blue.\n\n» ### The Lock\n\nIt was red.\n\n## The Key\n\nIt was blue."],
        holds: Here(|p| {
            let is_highest = |depth| markup(p).and_then(Markup::highest) == Some(depth);
            is_title(p) && depth_by_itself(p).is_some_and(is_highest)
        }),
    },
    Cue {
        name: "deeper-hash-mark",
        claims: Is(Section),
        weight: 3,
        why: "Chapters of the text have fewer hash marks: it is a section's.",
        yes: &["# 1. The Wall\n\nIt was blue.\n\n» ## The Lock\n\nIt was red.\n\n# 2. The Key\n\nIt was blue."],
        no: &["# The Door\n\n» ## The Lock\n\nIt was red.\n\n## The Key\n\nIt was blue."],
        holds: Here(|p| {
            let is_below = |depth| markup(p).is_some_and(|markup| markup.is_below_chapters(depth));
            let is_number = form(p).is_some_and(|form| form.number.is_some() && form.division.is_none());
            !is_number && depth(p).is_some_and(is_below)
        }),
    },
];
