//! Lines that count: alike but for a number that goes up by one, whatever word stands before it.

use std::collections::{BTreeMap, BTreeSet};

use super::numbers::leading;
use crate::detect::place::Scene;

/// Short lines alike but for a number, which counts up by one over three of them or from one to two, text between; alike too are
/// lines whose first word is the same, a number behind it, and a title behind a colon or a dash ("Level Two: The Well").
pub(super) fn counted(scene: &Scene) -> BTreeSet<usize> {
    let mut runs: BTreeMap<String, Vec<(usize, usize, u32)>> = BTreeMap::new();
    let mut named: BTreeMap<String, Vec<(usize, usize, u32)>> = BTreeMap::new();
    for at in 0..scene.len() {
        let place = scene.place(at);
        let shape = place.shape();
        if shape.words < 2 && !shape.has_digits || shape.words > 10 || shape.is_speech || !shape.has_letters {
            continue;
        }
        let Some(glance) = place.glance() else { continue };
        if let Some((word, number)) = word_before_number(&glance.core) {
            named.entry(word).or_default().push((at, place.ordinal(), number));
        }
        if !shape.has_digits || shape.words > 8 || shape.is_ended {
            continue;
        }
        let Some(start) = glance.low_core.find(|c: char| c.is_ascii_digit()) else { continue };
        let digits: String = glance.low_core[start..].chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<u32>() else { continue };
        let alike = glance.low_core.replacen(&digits, "#", 1);
        runs.entry(alike).or_default().push((at, place.ordinal(), number));
    }
    let counts_up = |run: &[(usize, usize, u32)]| run.windows(2).all(|w| w[1].2 == w[0].2 + 1 && w[1].1 > w[0].1 + 1);
    // Two named lines are enough where they begin with the first and head some paragraphs each.
    let is_pair = |run: &[(usize, usize, u32)]| run.len() == 2 && run[0].2 == 1 && run[1].1 > run[0].1 + 3;
    let runs = runs.into_values().filter(|run| run.len() >= 3);
    let runs = runs.chain(named.into_values().filter(|run| run.len() >= 3 || is_pair(run)));
    runs.filter(|run| counts_up(run)).flatten().map(|(at, ..)| at).collect()
}

/// "Level Two: The Well": the word, and the number behind it, where nothing or a mark and a title follow.
fn word_before_number(core: &str) -> Option<(String, u32)> {
    let (word, rest) = core.split_once(' ')?;
    let is_word = word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
    let (number, _, behind) = leading(rest.trim_start())?;
    let is_parted = behind.trim().is_empty() || behind.trim_start().starts_with([':', '-', '–', '—']);
    (is_word && is_parted).then(|| (format!("{} #", word.to_lowercase()), number))
}
