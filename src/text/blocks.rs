//! Lines to blocks and spaces. A block is a paragraph as printed: one line, or the lines that a wrap column cut it into.

use std::ops::Range;

use rayon::prelude::*;

use super::commands::stands_alone;
use super::habits::{self, Habits};
use super::manuscript::{Block, Part, Space, Unit};
use super::shape::{Shape, ends_sentence};

/// How far a line may stay short of the wrap column and still be full: writers break by eye, editors by word.
const SLACK: usize = 6;
/// Blank lines beyond the usual distance that the beginning of a further file stands for.
const NEW_PAGE: usize = 4;
/// Columns a line must be set in beyond the margin to be centred.
const CENTRED_INDENT: usize = 5;
/// Columns beyond the margin by which no first line of a paragraph is set in.
const DEEP: usize = 8;
/// What parts two columns of a table at least; justified lines have narrower holes.
pub const BETWEEN_COLUMNS: &str = "     ";
/// Columns from which a short line is set in the middle of the page or at its right.
const FAR_IN: usize = 16;
/// Characters of what is left over of a line at most.
const LEFT_OVER: usize = 24;
/// Lines of a stretch whose own width is measured: a licence or a chapter of another typist is wrapped otherwise.
const STRETCH: usize = 200;
/// Long lines that a stretch must hold for its width to be told.
const TELLING: usize = 20;

/// Units, or lines, that one core measures before it asks for more.
pub(super) const ABREAST: usize = 1024;

/// Cuts a text into blocks and the spaces between them. Where a further file begins, there is neither a block that goes on
/// nor a space: the next block stands as far below as the top of a page.
pub(super) fn sequence(text: &str, lines: &[Range<usize>], parts: &[Part], habits: &Habits) -> Vec<Unit> {
    // Most stories have a blank line for each paragraph.
    let mut units = Vec::with_capacity(lines.len() / 2 + 1);
    let mut last_end = None;
    let mut ordinal = 0;
    let widths = widths(text, lines, habits);
    for run in runs(text, lines, parts, habits) {
        let is_seam = last_end.is_some_and(|end| seam_between(parts, end, run.start));
        let above = match last_end {
            Some(end) if is_seam => (run.start - end).max(habits.distance + NEW_PAGE),
            Some(end) => run.start - end,
            None => run.start,
        };
        if let Some(end) = last_end {
            if let Some(Unit::Block(block)) = units.last_mut() {
                block.below = above;
            }
            if above > habits.distance && !is_seam {
                units.push(Unit::Space(Space { lines: end..run.start }));
            }
        }
        let mut inner_above = above;
        for block in paragraphs(text, lines, run.clone(), habits, widths.get(run.start / STRETCH).copied()) {
            let shape = Shape::NOTHING;
            units.push(Unit::Block(Block { lines: block, ordinal, above: inner_above, below: 0, shape }));
            ordinal += 1;
            inner_above = 0;
        }
        last_end = Some(run.end);
    }
    if let (Some(end), Some(Unit::Block(block))) = (last_end, units.last_mut()) {
        block.below = lines.len() - end;
    }
    let measure = |units: &mut [Unit]| {
        for unit in units {
            if let Unit::Block(block) = unit {
                block.shape = shape(text, &lines[block.lines.clone()], habits);
            }
        }
    };
    if units.len() > ABREAST {
        units.par_chunks_mut(ABREAST).for_each(measure);
    } else {
        measure(&mut units);
    }
    units
}

/// Runs of lines between blank ones; where the text is double-spaced, single blank lines are inside a run.
fn runs(text: &str, lines: &[Range<usize>], parts: &[Part], habits: &Habits) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let bridge = usize::from(habits.is_double_spaced);
    for (n, line) in lines.iter().enumerate() {
        if text[line.clone()].trim().is_empty() {
            continue;
        }
        match runs.last_mut() {
            Some(run)
                if n - run.end <= bridge
                    && !seam_between(parts, run.end, n)
                    && (n == run.end || flows(text, lines, run.end - 1, n)) =>
            {
                run.end = n + 1;
            }
            _ => runs.push(n..n + 1),
        }
    }
    runs
}

/// Whether a further file begins at one of the lines behind `end` or at `start`.
fn seam_between(parts: &[Part], end: usize, start: usize) -> bool {
    parts.len() > 1 && parts[parts.partition_point(|part| part.line < end)..].iter().any(|part| part.line <= start)
}

/// Whether double-spaced text goes on from one line to the other.
fn flows(text: &str, lines: &[Range<usize>], before: usize, after: usize) -> bool {
    let indent = |n: usize| habits::indent(&text[lines[n].clone()]);
    indent(after) <= indent(before) && habits::width(text[lines[before].clone()].trim()) > 40
}

/// The width to which each stretch of a wrapped text is wrapped, never more than that of the whole.
fn widths(text: &str, lines: &[Range<usize>], habits: &Habits) -> Vec<usize> {
    if !habits.is_wrapped {
        return Vec::new();
    }
    let measure = |stretch: &[Range<usize>]| {
        let wide = stretch.iter().map(|line| text[line.clone()].trim_end());
        let mut wide: Vec<usize> = wide
            .filter(|line| habits::width(line.trim_start()) >= habits.long())
            .map(|line| habits::indent(line) + habits::width(line.trim_start()))
            .collect();
        let told = if wide.len() < TELLING { None } else { habits::percentile(&mut wide, 95) };
        told.map_or(habits.width, |width| width.min(habits.width))
    };
    lines.chunks(STRETCH).map(measure).collect()
}

/// Cuts a run of lines into paragraphs; `width` is that of the stretch it stands in.
fn paragraphs(
    text: &str,
    lines: &[Range<usize>],
    run: Range<usize>,
    habits: &Habits,
    width: Option<usize>,
) -> Vec<Range<usize>> {
    if let Some(verse) = overflowing_verse(text, lines, run.clone(), habits) {
        return verse;
    }
    let column = width.unwrap_or(habits.width);
    let width = own_width(text, lines, run.clone()).unwrap_or(column).min(column);
    if !habits.is_wrapped || run.len() == 1 || is_ragged(text, lines, run.clone(), habits, width) {
        return run.filter(|&n| !text[lines[n].clone()].trim().is_empty()).map(|n| n..n + 1).collect();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for n in run {
        let line_of = |n: usize| &text[lines[n].clone()];
        let line = line_of(n);
        if line.trim().is_empty() {
            continue;
        }
        // A label below a value with its own label opens a line of its own, however full the one above is.
        let goes_on = |last: &Range<usize>| {
            let opens_anew = is_shouted_label(line.trim_start()) && is_shouted_label(line_of(last.start).trim_start());
            !opens_anew && continues(line_of(last.end - 1), line, width)
                || !opens_anew
                    && last.len() >= 2
                    && is_left_over(line_of(last.end - 2), line_of(last.end - 1), line, column)
        };
        match found.last_mut() {
            Some(last) if goes_on(last) => last.end = n + 1,
            _ => found.push(n..n + 1),
        }
    }
    found
}

/// A line is what the one above had no room for, and the paragraph goes on below: an editor has broken lines that were
/// broken already, at a narrower column.
fn is_left_over(before: &str, line: &str, below: &str, width: usize) -> bool {
    let (rest, next) = (line.trim(), below.trim_start());
    let is_low = |line: &str| line.starts_with(char::is_lowercase);
    let full = habits::indent(before) + habits::width(before.trim());
    let word = rest.split_whitespace().next().map_or(0, habits::width);
    habits::width(rest) <= LEFT_OVER
        && !ends_sentence(rest)
        && (is_low(next) || is_low(rest) && habits::width(next) * 100 >= width * 70)
        && full + 1 + word + SLACK > width
        && habits::indent(below) <= habits::indent(line)
        && next.contains(char::is_alphanumeric)
}

/// The width of a paragraph that is wrapped more narrowly than the text around, as quotations and letters are: all lines
/// but the last about as long, most of them beginning in mid-sentence.
fn own_width(text: &str, lines: &[Range<usize>], run: Range<usize>) -> Option<usize> {
    let line = |n: usize| text[lines[n].clone()].trim();
    if run.len() < 3 || line(run.start).starts_with(char::is_lowercase) {
        return None;
    }
    let low = run.clone().skip(1).filter(|&n| line(n).starts_with(char::is_lowercase)).count();
    let widths = run.start..run.end - 1;
    let (least, most) = widths.fold((usize::MAX, 0), |(least, most), n| {
        let width = habits::width(line(n));
        (least.min(width), most.max(width))
    });
    let is_even = most >= habits::NARROWEST && least * 100 >= most * 75;
    let indent = habits::indent(&text[lines[run.start].clone()]);
    (is_even && low * 2 >= run.len() - 1).then_some(indent + most)
}

/// A line goes on with the paragraph of the line before when its first word would not have fitted there and it is not
/// set in more; or when it begins in mid-sentence below a line that is not short (70 of 100 columns: a writer who breaks
/// by eye leaves a third at most).
fn continues(before: &str, line: &str, width: usize) -> bool {
    let (before_end, trimmed) = (before.trim_end(), line.trim_start());
    if !before_end.contains(char::is_alphanumeric) || !trimmed.contains(char::is_alphanumeric) {
        return false;
    }
    // Place and date stand at the right above a letter; no paragraph begins there.
    if habits::indent(before) >= FAR_IN && habits::indent(line) + FAR_IN <= habits::indent(before) {
        return false;
    }
    if stands_alone(line) || stands_alone(before) {
        return false;
    }
    // A row below a row opens a line of its own, however full the one above is.
    if is_row(trimmed) && is_row(before.trim()) {
        return false;
    }
    let full = habits::indent(before) + habits::width(before_end.trim_start());
    let word = trimmed.split_whitespace().next().map_or(0, habits::width);
    let is_low = trimmed.starts_with(char::is_lowercase);
    // "    by Ann Ode" below a title in the middle of the page.
    let is_centred =
        habits::indent(line) >= FAR_IN && habits::width(before_end.trim_start()) < habits::of_column(width);
    (full + 1 + word + SLACK > width && habits::indent(line) <= habits::indent(before) + usize::from(is_low))
        || (is_low && !is_centred && full * 100 >= width * 70 && habits::indent(line) <= habits::indent(before) + 1)
}

/// "The Door                    Ann Ode": a line of two columns, as a printed table of contents has.
fn is_row(line: &str) -> bool {
    !line.starts_with(char::is_lowercase) && line.contains(BETWEEN_COLUMNS)
}

/// "SPOILERS: …": a line that begins with words in capitals and a colon.
fn is_shouted_label(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, _)| {
        (3..=24).contains(&label.len())
            && label.starts_with(|c: char| c.is_ascii_uppercase())
            && label.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'-' | b'/' | b'\'' | b'&'))
    })
}

/// Lines that their author broke: nearly all begin with a capital, or go on set in below one, and they do not fill the width, or are set in, or
/// are too many to begin so by chance.
fn is_ragged(text: &str, lines: &[Range<usize>], run: Range<usize>, habits: &Habits, width: usize) -> bool {
    let (mut capitals, mut short, mut narrow, mut set_in, mut deep) = (0, 0, 0, 0, 0);
    let count = run.len();
    let mut left = 0;
    for n in run.clone() {
        let line = &text[lines[n].clone()];
        let first = line.chars().find(|c| c.is_alphanumeric());
        let is_low = first.is_some_and(char::is_lowercase);
        let is_overflow = left > habits.margin && habits::indent(line) > left + 1;
        capitals += usize::from(first.is_some() && (!is_low || is_overflow));
        if !is_overflow {
            left = habits::indent(line);
        }
        short += usize::from(habits::width(line.trim_end()) * 100 < width * 85);
        narrow += usize::from(habits::width(line.trim_end()) * 100 < habits.width * 85);
        set_in += usize::from(habits::indent(line) > habits.margin);
        deep += usize::from(habits::indent(line) >= habits.margin + DEEP);
    }
    (count >= 3 && capitals * 100 >= count * 85 && short == count)
        || (count >= 2 && capitals == count && set_in == count && !habits.is_indented)
        || (count >= 3 && capitals == count && deep == count)
        || (count >= 6 && capitals * 100 >= count * 85)
        || (count >= 4 && (narrow == count || capitals == count) && is_stanza(text, &lines[run]))
}

/// Lines of verse that are set in and some of which the column was too narrow for: what was left over stands below, set in
/// no farther. Their author broke the others, which begin with capitals. Each line with what is left of it.
fn overflowing_verse(
    text: &str,
    lines: &[Range<usize>],
    run: Range<usize>,
    habits: &Habits,
) -> Option<Vec<Range<usize>>> {
    if !habits.is_wrapped || habits.is_indented || run.len() < 3 {
        return None;
    }
    let line = |n: usize| &text[lines[n].clone()];
    let reach = |n: usize| habits::indent(line(n)) + habits::width(line(n).trim());
    let first_word = |n: usize| line(n).split_whitespace().next().map_or(0, habits::width);
    let begins_low = |n: usize| line(n).chars().find(|c| c.is_alphanumeric()).is_none_or(char::is_lowercase);
    let is_left_over = |n: usize| {
        begins_low(n)
            && habits::width(line(n).trim()) <= LEFT_OVER
            && reach(n - 1) + 1 + first_word(n) + SLACK > habits.width
    };
    let mut verse: Vec<Range<usize>> = Vec::new();
    for n in run.clone() {
        if habits::indent(line(n)) <= habits.margin {
            return None;
        }
        match verse.last_mut() {
            Some(last) if last.len() == 1 && is_left_over(n) => last.end = n + 1,
            _ if begins_low(n) => return None,
            _ => verse.push(n..n + 1),
        }
    }
    // A paragraph, too, ends with what is left over; only verse goes on below that, or breaks before the column does.
    let is_broken =
        |line: &Range<usize>| line.len() == 2 || reach(line.start) + 1 + first_word(line.end) < habits.width;
    let has_overflow = verse.iter().any(|line| line.len() == 2);
    let (_, inner) = verse.split_last()?;
    (has_overflow && inner.iter().any(is_broken)).then_some(verse)
}

/// Lines of a stanza whose sentences go on in lower case: they rhyme in pairs, or pause at nearly each line's end, or are
/// set in by turns. Of wrapped lines one in five ends with a mark.
fn is_stanza(text: &str, lines: &[Range<usize>]) -> bool {
    let line = |n: usize| &text[lines[n].clone()];
    let sound = |n: usize| {
        let word: Vec<char> = line(n).chars().rev().skip_while(|c| !c.is_alphabetic()).take(2).collect();
        (word.len() == 2).then_some(word)
    };
    let inner = lines.len() - 1;
    let pauses = (0..inner).filter(|&n| line(n).trim_end().ends_with([',', '.', ';', ':', '!', '?', '-', '—'])).count();
    let rhymes =
        (1..lines.len()).filter(|&n| sound(n).is_some() && (n.saturating_sub(2)..n).any(|m| sound(m) == sound(n)));
    let indent = |n: usize| habits::indent(line(n));
    let turns = (1..lines.len()).filter(|&n| indent(n).abs_diff(indent(n - 1)) >= 2).count();
    let rhymes = rhymes.count();
    pauses * 4 >= inner * 3 || rhymes >= 2 && rhymes * 3 >= lines.len() || turns * 3 >= inner * 2
}

/// The shape of a block with these lines.
pub(super) fn shape(text: &str, lines: &[Range<usize>], habits: &Habits) -> Shape {
    let mut shape = Shape::of(lines.iter().map(|line| habits.read(&text[line.clone()])));
    if let Some(first) = lines.first() {
        place(&mut shape, &text[first.clone()], habits);
    }
    shape
}

/// Measures what depends on the page: indent beyond the margin, and whether the line is centred.
fn place(shape: &mut Shape, first_line: &str, habits: &Habits) {
    let indent = habits::indent(first_line);
    shape.indent = indent.saturating_sub(habits.margin);
    if habits.is_wrapped || shape.width + indent <= habits.width {
        let page = if habits.is_wrapped { habits.width } else { habits.width.min(80) };
        let right = page.saturating_sub(indent + shape.width);
        shape.is_centred = shape.indent >= CENTRED_INDENT && indent.abs_diff(right + habits.margin) <= 8;
    }
}
