//! Where a quotation stands in a story. A quotation is whole lines, or the beginning of a paragraph.

use std::collections::BTreeMap;
use std::ops::Range;

use super::spelling::{letters, on_one_line, signs, without_ellipsis};
use crate::text::{Manuscript, Unit, Words};

/// Words at the beginning of a paragraph that are enough to know it by; fewer need "…" behind them.
const ENOUGH: usize = 4;
/// Bytes by which the beginnings of lines are put in order: what is longer is compared only where it is looked for.
const ORDERED: usize = 64;

/// The lines of a story in the order of their letters, so that a quotation is found without going through them all.
#[derive(Debug)]
pub(crate) struct Anchors<'m> {
    story: &'m Manuscript,
    /// The letters and digits of the whole story.
    letters: String,
    /// The lines that have some, and where theirs begin.
    lines: Vec<(usize, usize)>,
    /// Those lines by what follows from their beginning on.
    order: Vec<usize>,
    /// Lines of signs only.
    signs: BTreeMap<String, Vec<usize>>,
}

/// A place that a quotation fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fit {
    /// Its lines, 0-based, end excluded.
    pub(crate) lines: Range<usize>,
    /// It is made of whole blocks.
    is_aligned: bool,
    /// It is typed just as it was quoted, white space apart.
    is_as_typed: bool,
}

impl<'m> Anchors<'m> {
    /// Takes down the lines of a story.
    pub(crate) fn of(story: &'m Manuscript) -> Anchors<'m> {
        let mut anchors = Anchors {
            story,
            letters: String::with_capacity(story.text().len()),
            lines: Vec::new(),
            order: Vec::new(),
            signs: BTreeMap::new(),
        };
        for line in 0..story.line_count() {
            let text = story.read_line(line);
            let spelling = letters(text);
            if !spelling.is_empty() {
                anchors.lines.push((line, anchors.letters.len()));
                anchors.letters.push_str(&spelling);
            } else if !text.is_empty() {
                anchors.signs.entry(signs(text)).or_default().push(line);
            }
        }
        let mut order: Vec<usize> = (0..anchors.lines.len()).collect();
        order.sort_by(|&a, &b| anchors.head(a, ORDERED).cmp(anchors.head(b, ORDERED)).then(a.cmp(&b)));
        anchors.order = order;
        anchors
    }

    /// The story.
    pub(crate) fn story(&self) -> &'m Manuscript {
        self.story
    }

    /// The first bytes of what follows from the beginning of a lettered line on.
    fn head(&self, at: usize, length: usize) -> &[u8] {
        let start = self.lines[at].1;
        &self.letters.as_bytes()[start..(start + length).min(self.letters.len())]
    }

    /// All places that a quotation fits, in the order of the lines: where it is whole lines, else where paragraphs begin
    /// with it. With "…" behind it, both.
    pub(crate) fn find(&self, quote: &str) -> Vec<Fit> {
        let (bare, is_opening) = without_ellipsis(quote);
        let spelling = letters(bare);
        if spelling.is_empty() {
            let found = self.signs.get(&signs(quote)).map(Vec::as_slice).unwrap_or_default();
            return found.iter().map(|&line| self.fit(line..line + 1, quote)).collect();
        }
        let key = &spelling.as_bytes()[..spelling.len().min(ORDERED)];
        let from = self.order.partition_point(|&at| self.head(at, key.len()) < key);
        let to = self.order.partition_point(|&at| self.head(at, key.len()) <= key);
        let mut begun: Vec<usize> = self.order[from..to].to_vec();
        begun.retain(|&at| self.head(at, spelling.len()) == spelling.as_bytes());
        begun.sort_unstable();
        let whole = begun.iter().filter_map(|&at| self.framed(self.whole(at, spelling.len())?, bare));
        let whole: Vec<Fit> = whole.map(|lines| self.fit(lines, bare)).collect();
        let is_enough = is_opening || Words::new(bare).nth(ENOUGH - 1).is_some();
        if !is_enough || !whole.is_empty() && !is_opening {
            return whole;
        }
        let openings = begun.iter().filter_map(|&at| Some(self.fit(self.opening(at, &spelling)?, bare)));
        let mut fits: Vec<Fit> = openings.chain(whole).collect();
        fits.sort_by_key(|fit| (fit.lines.start, fit.lines.end));
        fits.dedup();
        fits
    }

    /// The lines from a lettered one on that hold so many bytes of letters, if they end with a line.
    fn whole(&self, at: usize, length: usize) -> Option<Range<usize>> {
        let end = self.lines[at].1 + length;
        let next = self.lines.partition_point(|&(_, start)| start < end);
        let is_line_end = self.lines.get(next).map_or(self.letters.len(), |&(_, start)| start) == end;
        is_line_end.then(|| self.lines[at].0..self.lines[next - 1].0 + 1)
    }

    /// Lines with the lines of signs that a quotation has above and below its words; none where others stand there.
    fn framed(&self, lines: Range<usize>, quote: &str) -> Option<Range<usize>> {
        let typed: Vec<&str> = quote.lines().filter(|line| !line.trim().is_empty()).collect();
        let is_signs = |line: &&&str| letters(line).is_empty();
        let is_typed = |line: &usize| !self.story.line(*line).trim().is_empty();
        let (mut start, mut end) = (lines.start, lines.end);
        for rule in typed.iter().take_while(is_signs).collect::<Vec<_>>().into_iter().rev() {
            start = (0..start).rev().find(is_typed).filter(|&line| signs(self.story.read_line(line)) == signs(rule))?;
        }
        for rule in typed.iter().rev().take_while(is_signs).collect::<Vec<_>>().into_iter().rev() {
            let below = (end..self.story.line_count()).find(is_typed);
            end = below.filter(|&line| signs(self.story.read_line(line)) == signs(rule))? + 1;
        }
        Some(start..end)
    }

    /// The block that begins with a lettered line, if the letters end with a word of it.
    fn opening(&self, at: usize, spelling: &str) -> Option<Range<usize>> {
        let line = self.lines[at].0;
        let block = self.story.block(self.unit_at(line)?).filter(|block| block.lines.start == line)?;
        let words = self.story.words_of(block);
        let mut length = 0;
        for word in Words::new(&words) {
            length += letters(word).len();
            if length >= spelling.len() {
                break;
            }
        }
        (length == spelling.len()).then(|| block.lines.clone())
    }

    /// The unit that a line belongs to; none where it is blank and within no space.
    pub(crate) fn unit_at(&self, line: usize) -> Option<usize> {
        let units = self.story.units();
        let at = units.partition_point(|unit| unit.lines().end <= line);
        units.get(at).filter(|unit| unit.lines().contains(&line)).map(|_| at)
    }

    fn fit(&self, lines: Range<usize>, quote: &str) -> Fit {
        let is_edge = |line: usize, edge: fn(Range<usize>) -> usize, wanted: usize| {
            let unit = self.unit_at(line).map(|at| self.story.units()[at].lines());
            unit.is_some_and(|unit| edge(unit) == wanted)
        };
        let is_aligned =
            is_edge(lines.start, |unit| unit.start, lines.start) && is_edge(lines.end - 1, |unit| unit.end, lines.end);
        let typed: Vec<&str> = lines.clone().map(|line| self.story.read_line(line)).collect();
        let is_as_typed = on_one_line(&typed.join(" ")).starts_with(&on_one_line(quote));
        Fit { lines, is_aligned, is_as_typed }
    }

    /// The number, counted from 1, of the place that begins with a line, among all that a quotation fits best.
    pub(crate) fn number_of(&self, quote: &str, line: usize) -> Option<usize> {
        best(self.find(quote)).iter().position(|fit| fit.lines.start == line).map(|at| at + 1)
    }

    /// The paragraphs that are most like a quotation, best first, each with how like it is (0 to 1). Those that only begin
    /// like it count by what they begin with.
    pub(crate) fn nearest(&self, quote: &str, count: usize) -> Vec<(f64, Range<usize>)> {
        let (bare, _) = without_ellipsis(quote);
        let spelling = letters(bare);
        let length = spelling.chars().count();
        let likeness = |words: &str| {
            if spelling.is_empty() {
                return strsim::sorensen_dice(&signs(bare), &signs(words));
            }
            // Three times the length holds the words even where half of what was typed between them is signs.
            let near: String = words.chars().take(3 * length + ORDERED).collect();
            let other: String = letters(&near).chars().take(length + length / 4 + 2).collect();
            strsim::sorensen_dice(&spelling, &other)
        };
        let blocks = self.story.units().iter().filter_map(|unit| match unit {
            Unit::Block(block) => Some((likeness(&self.story.words_of(block)), block.lines.clone())),
            Unit::Space(_) => None,
        });
        let mut near: Vec<_> = blocks.filter(|(likeness, _)| *likeness > 0.0).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
        near.truncate(count);
        near
    }
}

/// Of several fits those that are best: typed as quoted, of whole blocks; all where none is.
pub(crate) fn best(fits: Vec<Fit>) -> Vec<Fit> {
    let tests: [fn(&Fit) -> bool; 3] =
        [|fit| fit.is_as_typed && fit.is_aligned, |fit| fit.is_as_typed, |fit| fit.is_aligned];
    match tests.into_iter().find(|test| fits.iter().any(test)) {
        Some(test) => fits.into_iter().filter(test).collect(),
        None => fits,
    }
}
