//! What each cue contributes: how often it is right alone, and how much worse the reading of all texts is without it.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use storybind::classify;
use storybind::detect::{self, Claim, Cue, DETECTORS, Kind};

use crate::tally::share;
use crate::texts::{Guess, Text, Use};

/// What is to be shown.
#[derive(Debug, Default)]
pub struct Wish {
    pub room: Option<String>,
    pub cue: Option<String>,
    pub limit: usize,
}

/// A cue measured.
#[derive(Debug)]
struct Measured {
    room: &'static str,
    cue: &'static Cue,
    /// Units on which it held, and on how many of them the labels say what it says.
    held: usize,
    right: usize,
    /// Labelled elements of its role, and on how many of them it held.
    elements: usize,
    reached: usize,
    without: Without,
}

/// What changes when a cue is left out: more is worse without it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Without {
    /// Corrections more, in open texts and in those kept apart.
    corrections: [i64; 2],
    /// Texts with nothing to correct fewer.
    faultless: i64,
    /// Texts whose judgement changes.
    texts: usize,
}

impl Without {
    fn and(self, other: Without) -> Without {
        Without {
            corrections: [0, 1].map(|n| self.corrections[n] + other.corrections[n]),
            faultless: self.faultless + other.faultless,
            texts: self.texts + other.texts,
        }
    }

    fn total(self) -> i64 {
        self.corrections.iter().sum()
    }
}

/// The table, what harms first.
///
/// # Errors
/// If there is no such room or cue.
pub fn page(texts: &[Text], wish: &Wish) -> Result<String, String> {
    let all = DETECTORS.iter().flat_map(|d| d.first.iter().chain(d.second).map(|cue| (d.name, cue)));
    let wanted: Vec<(&'static str, &'static Cue)> = all
        .filter(|(room, cue)| {
            wish.room.as_ref().is_none_or(|name| name == room) && wish.cue.as_ref().is_none_or(|name| name == cue.name)
        })
        .collect();
    if wanted.is_empty() {
        return Err("no room or cue of that name".to_owned());
    }
    let mut names: Vec<&str> = wanted.iter().map(|(_, cue)| cue.name).collect();
    names.sort_unstable();
    names.dedup();
    let without: BTreeMap<&str, Without> = names.into_par_iter().map(|name| (name, without(texts, name))).collect();
    let measured = wanted.into_par_iter().map(|(room, cue)| measure(texts, room, cue, without[cue.name]));
    let mut measured: Vec<Measured> = measured.collect();
    measured.sort_by_key(|m| (m.without.total(), m.room, m.cue.name));
    Ok(told(&measured, wish))
}

fn told(measured: &[Measured], wish: &Wish) -> String {
    let mut page = format!(
        "{:<36}{:<24}{:>6}{:>7}{:>7}{:>7}   without it: corrections open, apart; faultless; texts changed\n",
        "cue", "claim", "weight", "held", "right", "reach"
    );
    let is_shown = |n: usize, m: &Measured| {
        let is_whole = wish.room.is_some() || wish.cue.is_some();
        is_whole || m.without.total() < 0 || n + wish.limit >= measured.len()
    };
    for (_, m) in measured.iter().enumerate().filter(|(n, m)| is_shown(*n, m)) {
        let claim = match m.cue.claims {
            Claim::Opens(role) => format!("opens {role}"),
            Claim::Continues(role) => format!("continues {role}"),
            Claim::Closes(role) => format!("closes {role}"),
            Claim::Is(kind) => format!("is {kind:?}"),
        };
        let or = |is: bool, cell: String| if is { cell } else { "-".to_owned() };
        let right = or(m.held > 0, format!("{:.3}", share(m.right, m.held)));
        let reach = or(m.elements > 0 && m.cue.weight > 0, format!("{:.3}", share(m.reached, m.elements)));
        let change = if m.without.texts == 0 {
            "nothing changes".to_owned()
        } else {
            let Without { corrections: [open, apart], faultless, texts } = m.without;
            format!("{open:+} {apart:+}; {:+}; {texts}", -faultless)
        };
        let name = format!("{}/{}", m.room, m.cue.name);
        let _ = writeln!(page, "{name:<36}{claim:<24}{:>+6}{:>7}{right:>7}{reach:>7}   {change}", m.cue.weight, m.held);
    }
    let idle = |m: &&Measured| m.without.texts == 0 && m.without.total() == 0;
    let names: Vec<String> =
        measured.iter().filter(idle).map(|m| format!("{}/{} ({})", m.room, m.cue.name, m.held)).collect();
    if wish.room.is_none() && wish.cue.is_none() {
        let _ = writeln!(
            page,
            "\n{} of {} cues decide nothing in these texts (held so often):",
            names.len(),
            measured.len()
        );
        let _ = writeln!(page, "{}", names.join(", "));
    }
    page
}

/// Reads the texts in which a cue held as if it had never been thought of.
fn without(texts: &[Text], name: &str) -> Without {
    let held = |text: &&Text| text.evidence.signs().iter().any(|sign| sign.cue.name == name);
    let touched: Vec<&Text> = texts.iter().filter(held).collect();
    let changes = touched.into_par_iter().map(|text| {
        let evidence = detect::examine_with(&text.story, &DETECTORS, Some(name));
        let guess = Guess::of(&text.labels, &classify::decide(&text.story, &evidence));
        change(
            text.used,
            text.guess.difference.corrections(),
            guess.difference.corrections(),
            text.guess.rows != guess.rows,
        )
    });
    changes.reduce(Without::default, Without::and)
}

fn change(used: Use, with: usize, without: usize, is_changed: bool) -> Without {
    let more = i64::try_from(without).unwrap_or(0) - i64::try_from(with).unwrap_or(0);
    let corrections = if used == Use::Open { [more, 0] } else { [0, more] };
    let faultless = i64::from(with == 0) - i64::from(without == 0);
    Without { corrections, faultless, texts: usize::from(is_changed) }
}

fn measure(texts: &[Text], room: &'static str, cue: &'static Cue, without: Without) -> Measured {
    let mut measured = Measured { room, cue, held: 0, right: 0, elements: 0, reached: 0, without };
    let role = match cue.claims {
        Claim::Opens(role) | Claim::Continues(role) | Claim::Closes(role) => role,
        Claim::Is(kind) => kind.role(),
    };
    for text in texts {
        let mut held_on: Vec<usize> = Vec::new();
        for sign in text.evidence.signs().iter().filter(|sign| std::ptr::eq(sign.cue, cue)) {
            let lines = text.story.units()[sign.unit].lines();
            let row = text.labels.rows.iter().find(|row| row.first <= lines.end && row.last > lines.start);
            let (is, extra) = row.map_or(("body", ""), |row| (row.role.as_str(), row.extra.as_str()));
            if is == "skip" {
                continue;
            }
            held_on.extend(lines.map(|n| n + 1));
            measured.held += 1;
            let agrees = is == role.name() && says(cue.claims, extra);
            measured.right += usize::from(agrees == (cue.weight > 0));
        }
        held_on.sort_unstable();
        for element in text.labels.elements.iter().filter(|element| element.role == role.name()) {
            measured.elements += 1;
            measured.reached += usize::from(element.span.iter().any(|n| held_on.binary_search(n).is_ok()));
        }
    }
    measured
}

/// Whether the label's extra is of the kind that a cue claims; of other claims every extra is.
fn says(claim: Claim, extra: &str) -> bool {
    let Claim::Is(kind) = claim else { return true };
    match kind {
        Kind::Part => extra.starts_with('1'),
        Kind::Chapter => extra.starts_with('2'),
        Kind::Section => extra.starts_with('3'),
        Kind::Song => extra.starts_with("song"),
        Kind::Poem => extra.starts_with("poem"),
        Kind::VerseEpigraph => extra.contains("epigraph"),
        Kind::Field(field) => extra == field.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worse_without_a_cue_speaks_for_it() {
        let sum = change(Use::Open, 0, 2, true).and(change(Use::Apart, 3, 1, true)).and(change(Use::Apart, 1, 0, true));
        assert_eq!(sum, Without { corrections: [2, -3], faultless: 0, texts: 3 });
        assert_eq!(sum.total(), -1);
        assert_eq!(change(Use::Open, 0, 1, true).faultless, 1);
    }
}
