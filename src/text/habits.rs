//! What a file does throughout: how its paragraphs are typed, how far they stand apart, how wide its lines are.

use std::ops::Range;

use rayon::prelude::*;

use super::blocks::ABREAST;
use super::counters;
use super::shape::ends_sentence;

/// Characters from which a line may be one that was broken at a column rather than by its author.
const LONG: usize = 45;
/// A wrapped text has hardly a line beyond this many characters (measured: BBS and Gutenberg texts wrap at 60 to 80).
const WIDEST_WRAP: usize = 100;
/// Characters of a line in the narrowest column that a text is wrapped to: screens of 40 columns, phones.
pub(super) const NARROWEST: usize = 30;
/// Lines that a narrow column has cut in mid-sentence from which it can be told from verse, and how many of a hundred
/// must have been full. Measured: of such lines of 40 columns more than 95, of verse in lower case fewer than 50.
const CUT: usize = 12;
const FULL: usize = 80;
/// Bytes from which a line counts as prose when the distance between paragraphs is measured: about eight words.
const PROSE: usize = 40;
/// Blank runs beyond this are all alike.
const LONGEST_RUN: usize = 7;

/// Paragraphs of several lines from which their first lines tell whether a text is indented.
const TELLING_PARAGRAPHS: usize = 3;

/// Sentences from which their first letters tell whether a text is written in lower case.
const TELLING_SENTENCES: usize = 8;

/// What a file does throughout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing a file does or does not do")]
pub struct Habits {
    /// Paragraphs are broken into lines at a column.
    pub is_wrapped: bool,
    /// The column where lines are broken, in characters from the page's edge; the usual longest line where nothing is
    /// wrapped.
    pub width: usize,
    /// Columns of white space before every line of the text.
    pub margin: usize,
    /// Paragraphs are marked by an indent of their first line.
    pub is_indented: bool,
    /// Blank lines between two paragraphs of prose.
    pub distance: usize,
    /// Every line of wrapped text is followed by a blank one.
    pub is_double_spaced: bool,
    /// A site has glued its counter of comments to the end of the lines.
    pub has_counters: bool,
    /// Sentences begin in lower case throughout.
    pub is_low_case: bool,
}

/// A line that is not blank, measured.
struct Ruled {
    blanks: usize,
    indent: usize,
    width: usize,
    bytes: usize,
    first_word: usize,
    is_ended: bool,
    starts_low: bool,
}

impl Habits {
    /// A line as it is to be read: without the counter that a site has glued to its end.
    pub(super) fn read<'t>(&self, line: &'t str) -> &'t str {
        if self.has_counters { counters::without(line) } else { line }
    }

    /// Characters from which a line is one that the column has cut.
    pub(super) fn long(&self) -> usize {
        if self.is_wrapped { of_column(self.width) } else { LONG }
    }

    /// Measures a text by its lines.
    pub(super) fn of(text: &str, lines: &[Range<usize>]) -> Habits {
        let has_counters = counters::stand_throughout(text, lines);
        let ruled = rule(text, lines, has_counters);
        let long = long(&ruled);
        let prose = PROSE.min(long);
        let is_wrapped = is_wrapped(&ruled, long);
        let mut widths: Vec<usize> = ruled.iter().filter(|r| r.width >= long).map(|r| r.indent + r.width).collect();
        let width = percentile(&mut widths, 95).unwrap_or(LONG);
        let mut indents: Vec<usize> =
            ruled.iter().filter(|r| is_wrapped && r.bytes >= prose).map(|r| r.indent).collect();
        let margin = percentile(&mut indents, 10).unwrap_or(0);
        let is_indented = is_indented(&ruled, is_wrapped, margin, prose);
        let is_double_spaced = is_wrapped && is_double_spaced(&ruled);
        let distance =
            if is_double_spaced { 1 } else { distance(&ruled, is_wrapped, is_indented.then_some(margin), prose) };
        let is_low_case = is_low_case(&ruled);
        Habits { is_wrapped, width, margin, is_indented, distance, is_double_spaced, has_counters, is_low_case }
    }
}

/// Columns of white space before a line; a tab goes to the next multiple of eight.
#[must_use]
pub fn indent(line: &str) -> usize {
    let mut column = 0;
    for c in line.chars() {
        match c {
            '\t' => column = (column / 8 + 1) * 8,
            c if c.is_whitespace() => column += 1,
            _ => break,
        }
    }
    column
}

/// Characters of a line; a byte count where it is plain ASCII or so long that nobody will ask.
pub(super) fn width(line: &str) -> usize {
    if line.len() > 400 || line.is_ascii() { line.len() } else { line.chars().count() }
}

fn rule(text: &str, lines: &[Range<usize>], has_counters: bool) -> Vec<Ruled> {
    let rule = |line: &Range<usize>| {
        let line = &text[line.clone()];
        let trimmed = if has_counters { counters::without(line).trim() } else { line.trim() };
        (!trimmed.is_empty()).then(|| Ruled {
            blanks: 0,
            indent: indent(line),
            width: width(trimmed),
            bytes: trimmed.len(),
            first_word: trimmed.split_whitespace().next().map_or(0, width),
            is_ended: ends_sentence(trimmed),
            starts_low: trimmed.starts_with(char::is_lowercase),
        })
    };
    let mut ruled: Vec<Option<Ruled>> = Vec::new();
    lines.par_iter().with_min_len(ABREAST).map(rule).collect_into_vec(&mut ruled);
    let mut blanks = 0;
    let below = |line: Option<Ruled>| {
        if line.is_none() {
            blanks += 1;
        }
        line.map(|line| Ruled { blanks: std::mem::take(&mut blanks), ..line })
    };
    ruled.into_iter().filter_map(below).collect()
}

/// 95 of 100 lines have at most 100 characters, and more than 40 of 100 long ones end without an end mark and go on
/// below; and whole paragraphs on one line are not a twelfth of the text, as they are where prose stands among poems.
fn is_wrapped(ruled: &[Ruled], long: usize) -> bool {
    let whole = ruled.iter().filter(|r| r.width > WIDEST_WRAP && r.is_ended);
    let (paragraphs, bytes) = whole.fold((0, 0), |(count, bytes), r| (count + 1, bytes + r.bytes));
    if paragraphs >= 2 && bytes * 12 >= ruled.iter().map(|r| r.bytes).sum() {
        return false;
    }
    let narrow = ruled.iter().filter(|r| r.width <= WIDEST_WRAP).count();
    let wide = ruled.iter().filter(|r| r.width >= long).count();
    let goes_on =
        |pair: &&[Ruled]| pair[0].width >= long && !pair[0].is_ended && (pair[1].blanks == 0 || pair[1].starts_low);
    let open = ruled.windows(2).filter(goes_on).count();
    wide >= 3 && narrow * 100 >= ruled.len() * 95 && open * 100 > wide * 40
}

/// Characters from which a line may be one that was broken at a column: less where the column is too narrow for that and
/// its lines are full. A line is, when the word that goes on below would not have fitted.
fn long(ruled: &[Ruled]) -> usize {
    let mut widths: Vec<usize> = ruled.iter().map(|r| r.indent + r.width).collect();
    let Some(column) = percentile(&mut widths, 95).filter(|column| (NARROWEST..LONG).contains(column)) else {
        return LONG;
    };
    let is_cut = |pair: &&[Ruled]| !pair[0].is_ended && pair[1].blanks == 0 && pair[1].starts_low;
    let is_full = |pair: &&[Ruled]| pair[0].indent + pair[0].width + 1 + pair[1].first_word + 2 > column;
    let cut = ruled.windows(2).filter(is_cut).count();
    let full = ruled.windows(2).filter(is_cut).filter(is_full).count();
    if cut >= CUT && full * 100 >= cut * FULL { of_column(column) } else { LONG }
}

/// Characters of a line that is long in a column of this width.
pub(super) fn of_column(width: usize) -> usize {
    LONG.min(width * 3 / 4)
}

/// Where a text is wrapped, its paragraphs tell: a first line set in above one at the margin, against one that stands
/// flush below a blank line. Poems and quotations are set in as a whole, and say nothing. Where too few paragraphs run
/// over a line, or nothing is wrapped, the long lines that are set in must do.
fn is_indented(ruled: &[Ruled], is_wrapped: bool, margin: usize, prose: usize) -> bool {
    if is_wrapped {
        let (mut set_in, mut flush) = (0, 0);
        // Lines of verse are set in by turns too, but the next one begins with a capital.
        let goes_on = |pair: &&[Ruled]| pair[0].bytes >= prose && pair[1].blanks == 0 && pair[1].starts_low;
        for pair in ruled.windows(2).filter(goes_on) {
            let is_at_margin = pair[1].indent <= margin;
            set_in += usize::from(is_at_margin && (margin + 1..=margin + 12).contains(&pair[0].indent));
            flush += usize::from(is_at_margin && pair[0].blanks > 0 && pair[0].indent <= margin);
        }
        if set_in + flush >= TELLING_PARAGRAPHS {
            return set_in * 2 >= flush;
        }
    }
    let told: Vec<&Ruled> = ruled.iter().filter(|r| r.bytes >= prose && r.is_ended).collect();
    let set_in = told.iter().filter(|r| (margin + 1..=margin + 12).contains(&r.indent)).count();
    set_in * 100 >= told.len() * 8 && set_in >= 3
}

/// Of the lines below an ended sentence, four in five begin in lower case.
fn is_low_case(ruled: &[Ruled]) -> bool {
    let behind = ruled.windows(2).filter(|pair| pair[0].is_ended);
    let (count, low) = behind.fold((0, 0), |(count, low), pair| (count + 1, low + usize::from(pair[1].starts_low)));
    count >= TELLING_SENTENCES && low * 5 >= count * 4
}

/// Of the lines that stand below exactly one blank line, most go on in mid-sentence.
fn is_double_spaced(ruled: &[Ruled]) -> bool {
    let (mut apart, mut cut) = (0, 0);
    for pair in ruled.windows(2) {
        if pair[1].blanks > 0 {
            apart += 1;
            cut += usize::from(!pair[0].is_ended && pair[1].starts_low);
        }
    }
    apart * 10 >= ruled.len() * 8 && cut * 2 > apart
}

/// The most frequent blank run between two paragraphs of prose; `indented` is the margin that paragraphs are set in from.
fn distance(ruled: &[Ruled], is_wrapped: bool, indented: Option<usize>, prose: usize) -> usize {
    let mut runs = [0usize; LONGEST_RUN + 1];
    for pair in ruled.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let is_set_in = indented.is_some_and(|margin| after.indent > margin && before.indent <= margin);
        let opens = after.blanks > 0 || !is_wrapped && before.is_ended || is_set_in;
        let is_prose = |r: &Ruled| r.bytes >= prose || (is_wrapped && r.is_ended);
        if opens && is_prose(before) && is_prose(after) {
            runs[after.blanks.min(LONGEST_RUN)] += 1;
        }
    }
    let most = runs.iter().copied().max().unwrap_or(0);
    // Among poems a few lines that look like prose stand one below the other, and blank lines everywhere.
    let is_among_poems = runs[0] == most && runs[0] * 2 < ruled.iter().filter(|r| r.blanks > 0).count();
    if most == 0 || is_among_poems {
        return 1;
    }
    runs.iter().position(|&n| n == most).unwrap_or(1)
}

/// The value that so many of a hundred do not exceed.
pub(super) fn percentile(values: &mut [usize], percent: usize) -> Option<usize> {
    if values.is_empty() {
        return None;
    }
    let at = (values.len() - 1) * percent / 100;
    Some(*values.select_nth_unstable(at).1)
}
