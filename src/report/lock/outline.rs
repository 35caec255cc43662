//! Headings as a list of lines, set in by their level; and two such lists beside each other.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::changes::{Change, ChangeKind, Mark, OutlineLine};
use crate::report::structure::Heading;

/// Spaces for each level below the first.
const INDENT: usize = 2;
/// The lowest level.
const SECTION: u8 = 3;
/// Lines that stay shown around one that differs.
const AROUND: usize = 2;
/// Headings of one place that are compared with each other: where more have changed, nobody looks for the likest.
const MOST: usize = 40;
/// Letters that two headings share at least, where one is taken for the other with a new title.
const ALIKE: f64 = 0.5;

/// "    A section", "  A chapter", "A part".
pub(super) fn indented(heading: &Heading) -> String {
    let indent = INDENT * usize::from(heading.level.clamp(1, SECTION) - 1);
    format!("{:indent$}{}", "", heading.title)
}

/// The heading of such a line; none where it is set in by another number of spaces. The heading has no line.
pub(super) fn read_indented(text: &str) -> Option<Heading> {
    let title = text.trim_start_matches(' ');
    let indent = text.len() - title.len();
    let level = u8::try_from(indent / INDENT + 1).ok()?;
    let is_one = indent.is_multiple_of(INDENT) && level <= SECTION;
    is_one.then(|| Heading { level, title: title.to_owned(), line: 0 })
}

/// What differs between the headings of a lock and those of a story: one change a heading, in the order of the outline,
/// and the outline with both. `place` says where a line of the whole story (0-based) stands: file and line.
pub(super) fn compare(
    was: &[Heading],
    is: &[Heading],
    place: impl Fn(usize) -> (usize, usize),
) -> (Vec<Change>, Vec<OutlineLine>) {
    let titles = |headings: &[Heading]| headings.iter().map(|heading| heading.title.clone()).collect::<Vec<_>>();
    let mut comparison = Comparison { place, above: 0, changes: Vec::new(), lines: Vec::new() };
    for step in capture_diff_slices(Algorithm::Myers, &titles(was), &titles(is)) {
        match step {
            DiffOp::Equal { old_index, new_index, len } => {
                for (was, is) in was[old_index..old_index + len].iter().zip(&is[new_index..new_index + len]) {
                    comparison.kept(was, is);
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => comparison.replaced(&was[old_index..old_index + old_len], &[]),
            DiffOp::Insert { new_index, new_len, .. } => comparison.replaced(&[], &is[new_index..new_index + new_len]),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                comparison.replaced(&was[old_index..old_index + old_len], &is[new_index..new_index + new_len]);
            }
        }
    }
    let Comparison { changes, lines, .. } = comparison;
    let lines = if changes.is_empty() { Vec::new() } else { near_changes(lines) };
    (changes, lines)
}

struct Comparison<P> {
    place: P,
    /// The line of the last heading that is there, 0-based in the whole story.
    above: usize,
    changes: Vec<Change>,
    lines: Vec<OutlineLine>,
}

impl<P: Fn(usize) -> (usize, usize)> Comparison<P> {
    fn add(&mut self, kind: ChangeKind, of: &str, was: &str, is: &str) {
        let (file, line) = (self.place)(self.above);
        let (of, was, is) = (of.to_owned(), was.to_owned(), is.to_owned());
        self.changes.push(Change { kind, of, was, is, file, line: Some(line) });
    }

    fn line(&mut self, mark: Mark, heading: &Heading) {
        self.lines.push(OutlineLine { mark, heading: indented(heading) });
    }

    fn kept(&mut self, was: &Heading, is: &Heading) {
        self.above = is.line;
        if was.level == is.level {
            self.line(Mark::Kept, is);
        } else {
            self.add(ChangeKind::LevelChanged, &is.title, level(was.level), level(is.level));
            self.line(Mark::Gone, was);
            self.line(Mark::New, is);
        }
    }

    /// Headings in the place of others: those that are alike are one with a new title.
    fn replaced(&mut self, was: &[Heading], is: &[Heading]) {
        let mut rest = is;
        for old in was {
            let alike = if was.len() <= MOST && rest.len() <= MOST { likest(old, rest) } else { None };
            let Some(at) = alike else {
                self.add(ChangeKind::HeadingGone, "", &old.title, "");
                self.line(Mark::Gone, old);
                continue;
            };
            self.came(&rest[..at]);
            self.above = rest[at].line;
            self.add(ChangeKind::HeadingChanged, "", &old.title, &rest[at].title);
            self.line(Mark::Gone, old);
            self.line(Mark::New, &rest[at]);
            rest = &rest[at + 1..];
        }
        self.came(rest);
    }

    fn came(&mut self, headings: &[Heading]) {
        for heading in headings {
            self.above = heading.line;
            self.add(ChangeKind::HeadingNew, "", "", &heading.title);
            self.line(Mark::New, heading);
        }
    }
}

/// The heading that is most like another one, if one is.
fn likest(old: &Heading, headings: &[Heading]) -> Option<usize> {
    let nearness = |heading: &Heading| strsim::normalized_levenshtein(&old.title, &heading.title);
    let mut best = None;
    for (at, heading) in headings.iter().enumerate() {
        let near = nearness(heading);
        if near >= ALIKE && best.is_none_or(|(_, nearest)| near > nearest) {
            best = Some((at, near));
        }
    }
    best.map(|(at, _)| at)
}

fn level(level: u8) -> &'static str {
    match level {
        1 => "part",
        2 => "chapter",
        _ => "section",
    }
}

/// The lines that differ and a few around them.
fn near_changes(lines: Vec<OutlineLine>) -> Vec<OutlineLine> {
    let mut near = vec![false; lines.len()];
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.mark != Mark::Kept) {
        let last = (at + AROUND).min(lines.len() - 1);
        near[at.saturating_sub(AROUND)..=last].fill(true);
    }
    let mut shown: Vec<OutlineLine> = Vec::new();
    for (line, near) in lines.into_iter().zip(near) {
        if near {
            shown.push(line);
        } else if shown.last().is_none_or(|last| last.mark != Mark::LeftOut) {
            shown.push(OutlineLine { mark: Mark::LeftOut, heading: String::new() });
        }
    }
    shown
}
