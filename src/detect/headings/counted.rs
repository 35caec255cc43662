//! Lines that count: alike but for a number that goes up by one, whatever word stands before it.

use std::collections::{BTreeMap, BTreeSet};

use super::form::Form;
use super::numbers::leading;
use crate::detect::endings::is_framed;
use crate::detect::languages;
use crate::detect::place::Scene;

/// Units between two numbers of a countdown at most: a few lines of what happens meanwhile.
const MEANWHILE: usize = 12;

/// Bare numbers of which one counts down to the next, hardly any text between: somebody waits for zero. Numbers that rise
/// to the first of them or on from the last are sections that begin anew.
pub(super) fn falling(numbered: &[(usize, Form)]) -> BTreeSet<usize> {
    let bare: Vec<(usize, u32)> =
        numbered.iter().filter(|(_, form)| form.is_bare()).filter_map(|(at, form)| Some((*at, form.number?))).collect();
    let counts_down =
        |before: &(usize, u32), here: &(usize, u32)| before.1 == here.1 + 1 && here.0 - before.0 <= MEANWHILE;
    let rises = |before: Option<&(usize, u32)>, here: Option<&(usize, u32)>| {
        before.zip(here).is_some_and(|(before, here)| before.1 + 1 == here.1)
    };
    let (mut falling, mut first) = (BTreeSet::new(), 0);
    for countdown in bare.chunk_by(counts_down) {
        let last = first + countdown.len() - 1;
        let above = first.checked_sub(1).and_then(|at| bare.get(at));
        if last > first && !rises(above, bare.get(first)) && !rises(bare.get(last), bare.get(last + 1)) {
            falling.extend(countdown.iter().map(|(at, _)| *at));
        }
        first = last + 1;
    }
    falling
}

/// Short lines alike but for a number in figures or words, which counts up by one over three of them or from one to two,
/// text between ("The First Time", "The Second Time"); alike too are lines whose first word is the same, a number behind
/// it, and a title behind a colon or a dash ("Level Two: The Well"), and where only the number follows it may leap ("Age
/// 7", "Age 12").
pub(super) fn counted(scene: &Scene) -> BTreeSet<usize> {
    let mut runs: BTreeMap<String, Vec<(usize, usize, u32)>> = BTreeMap::new();
    let mut leaping: BTreeMap<String, Vec<(usize, usize, u32)>> = BTreeMap::new();
    let mut named: BTreeMap<String, Vec<(usize, usize, u32)>> = BTreeMap::new();
    for at in 0..scene.len() {
        let place = scene.place(at);
        let shape = place.shape();
        if shape.words < 2 && !shape.has_digits || shape.words > 10 || shape.is_speech || !shape.has_letters {
            continue;
        }
        if place.is_amid_prose() {
            continue;
        }
        let Some(glance) = place.glance() else { continue };
        // "--- End of Session 1 ---" closes what it counts.
        if languages::END_OF.begins(glance.low_core()) && is_framed(&place) {
            continue;
        }
        if let Some((word, number)) = word_before_number(glance.core()) {
            named.entry(word).or_default().push((at, place.ordinal(), number));
        }
        if shape.words > 8 || shape.is_ended {
            continue;
        }
        // "The first gift: a spoon" and "The second gift: a hat" are alike before the colon.
        let low = glance.low_core().split(": ").next().unwrap_or_default();
        let found = if shape.has_digits { figures(low) } else { spelled(low) };
        let Some((start, end, number)) = found else { continue };
        let alike = format!("{}#{}", &low[..start], &low[end..]);
        if shape.has_digits && is_word_and_number(low, start, end) {
            leaping.entry(alike).or_default().push((at, place.ordinal(), number));
        } else {
            runs.entry(alike).or_default().push((at, place.ordinal(), number));
        }
    }
    let counts_up = |run: &[(usize, usize, u32)]| run.windows(2).all(|w| w[1].2 == w[0].2 + 1 && w[1].1 > w[0].1 + 1);
    let leaps_up = |run: &[(usize, usize, u32)]| {
        run.len() >= 3 && (counts_up(run) || run.windows(2).all(|w| w[1].2 > w[0].2 && w[1].1 > w[0].1 + 2))
    };
    let leaping: Vec<usize> = leaping.into_values().filter(|run| leaps_up(run)).flatten().map(|(at, ..)| at).collect();
    // Two named lines are enough where they begin with the first and head some paragraphs each.
    let is_pair = |run: &[(usize, usize, u32)]| run.len() == 2 && run[0].2 == 1 && run[1].1 > run[0].1 + 3;
    let runs = runs.into_values().filter(|run| run.len() >= 3);
    let runs = runs.chain(named.into_values().filter(|run| run.len() >= 3 || is_pair(run)));
    runs.filter(|run| counts_up(run)).flatten().map(|(at, ..)| at).chain(leaping).collect()
}

/// Where the first number in figures stands in a line, in bytes, and its value.
fn figures(low: &str) -> Option<(usize, usize, u32)> {
    let start = low.find(|c: char| c.is_ascii_digit())?;
    let end = low[start..].find(|c: char| !c.is_ascii_digit()).map_or(low.len(), |length| start + length);
    Some((start, end, low[start..end].parse().ok()?))
}

/// Where the first number word stands in a line among others, in bytes, and its value.
fn spelled(low: &str) -> Option<(usize, usize, u32)> {
    let starts = std::iter::once(0).chain(low.match_indices(' ').map(|(at, _)| at + 1));
    starts.into_iter().find_map(|start| {
        let rest = &low[start..];
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        languages::number(&rest[..end])?;
        let (number, _, behind) = leading(rest)?;
        let is_among = start > 0 || behind.trim_start().starts_with(char::is_alphabetic);
        is_among.then_some((start, low.len() - behind.len(), number))
    })
}

/// "age 7": a word and its number, and no more.
fn is_word_and_number(low: &str, start: usize, end: usize) -> bool {
    let word = low[..start].trim_end();
    end == low.len() && word.len() < start && !word.is_empty() && word.chars().all(char::is_alphabetic)
}

/// "Level Two: The Well": the word, and the number behind it, where nothing or a mark and a title follow.
fn word_before_number(core: &str) -> Option<(String, u32)> {
    let (word, rest) = core.split_once(' ')?;
    let is_word = word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
    let (number, _, behind) = leading(rest.trim_start())?;
    let is_parted = behind.trim().is_empty() || behind.trim_start().starts_with([':', '-', '–', '—']);
    (is_word && is_parted).then(|| (format!("{} #", word.to_lowercase()), number))
}
