//! What is wrong, sorted into classes: an element missed and the one said in its place are one fault.

use std::collections::BTreeSet;
use std::ops::Range;

use storybind::classify::Element;

use crate::score::{self, role_at};
use crate::texts::Text;

/// Something that a person would have to mend in one place.
#[derive(Debug, Clone)]
pub struct Fault {
    /// "note read as body", "verse: wrong extent", "heading: level 2, said 3".
    pub class: String,
    /// The roles that have a part in it, on either side.
    pub roles: BTreeSet<String>,
    /// Lines counted from 1, first and last included.
    pub first: usize,
    pub last: usize,
    /// Elements to mend.
    pub corrections: usize,
    /// What the labels say is there, and what was said.
    pub is: String,
    pub said: String,
}

/// A missed element or a false alarm, before they are put together.
struct Piece<'t> {
    element: &'t score::Element,
    is_label: bool,
}

/// The faults of a text in the order of the lines.
pub fn of(text: &Text) -> Vec<Fault> {
    let difference = &text.guess.difference;
    let labels = difference.missed.iter().map(|&n| Piece { element: &text.labels.elements[n], is_label: true });
    let alarms = difference.false_alarms.iter().map(|&n| Piece { element: &text.guess.elements[n], is_label: false });
    let mut pieces: Vec<Piece> = labels.chain(alarms).collect();
    pieces.sort_by_key(|piece| (piece.element.start, !piece.is_label));
    let mut faults: Vec<Fault> = Vec::new();
    let mut cluster: Vec<Piece> = Vec::new();
    let mut end = 0;
    for piece in pieces {
        if !cluster.is_empty() && piece.element.span[0] > end {
            faults.push(fault(text, &cluster));
            cluster.clear();
        }
        end = end.max(last(piece.element));
        cluster.push(piece);
    }
    if !cluster.is_empty() {
        faults.push(fault(text, &cluster));
    }
    faults.extend(headings(text));
    faults.sort_by_key(|fault| fault.first);
    faults
}

fn last(element: &score::Element) -> usize {
    element.span.last().copied().unwrap_or(element.start)
}

fn fault(text: &Text, cluster: &[Piece]) -> Fault {
    let roles = |is_label: bool| -> Vec<&str> {
        let mut roles: Vec<&str> =
            cluster.iter().filter(|piece| piece.is_label == is_label).map(|piece| piece.element.role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    };
    let first = cluster.iter().map(|piece| piece.element.span[0]).min().unwrap_or(1);
    let last = cluster.iter().map(|piece| last(piece.element)).max().unwrap_or(first);
    let (labels, said) = (roles(true), roles(false));
    // Blank lines have a label only where they mean something; between paragraphs they are passed over with them.
    let is_gap = labels == ["gap"] || said == ["gap"];
    let there = |role: Option<&'static str>| role.filter(|role| !is_gap || *role != "body").unwrap_or("nothing");
    let said_there = there(named(role_at(&text.guess.rows, first)));
    let is_there = there(named(text.labels.role_at(first)));
    let class = match (labels.as_slice(), said.as_slice()) {
        (labels, []) if labels == [said_there] => format!("{said_there}: joined to another"),
        (labels, []) => format!("{} read as {said_there}", labels.join("+")),
        ([], said) if said == [is_there] => format!("{is_there}: cut in two"),
        ([], said) => format!("{is_there} read as {}", said.join("+")),
        (labels, said) if labels == said => format!("{}: wrong extent", labels.join("+")),
        (labels, said) => format!("{} read as {}", labels.join("+"), said.join("+")),
    };
    let told = |is_label: bool| -> String {
        let pieces = cluster.iter().filter(|piece| piece.is_label == is_label);
        let told: Vec<String> = pieces.map(|piece| told(piece.element)).collect();
        told.join(", ")
    };
    let or = |told: String, there: &str| if told.is_empty() { there.to_owned() } else { told };
    Fault {
        class,
        roles: labels.iter().chain(&said).map(|role| (*role).to_owned()).collect(),
        first,
        last,
        corrections: cluster.len(),
        is: or(told(true), is_there),
        said: or(told(false), said_there),
    }
}

/// A role's name for as long as the program lasts.
fn named(role: Option<&str>) -> Option<&'static str> {
    let role = role?;
    score::ROLES.into_iter().chain(["body", "skip"]).find(|name| *name == role)
}

/// "verse 120-128 song".
fn told(element: &score::Element) -> String {
    let lines = match (element.span[0], last(element)) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}-{last}"),
    };
    format!("{} {lines} {}", element.role, element.extra).trim_end().to_owned()
}

/// Headings that were found, with the wrong level or title.
fn headings(text: &Text) -> Vec<Fault> {
    let difference = &text.guess.difference;
    let pairs: BTreeSet<_> = difference.wrong_level.iter().chain(&difference.wrong_title).copied().collect();
    let fault = |pair: (usize, usize)| {
        let (label, said) = (&text.labels.elements[pair.0], &text.guess.elements[pair.1]);
        let level = |extra: &str| extra.chars().next().unwrap_or('-');
        let class = if difference.wrong_level.contains(&pair) {
            format!("heading: level {}, said {}", level(&label.extra), level(&said.extra))
        } else {
            "heading: wrong title".to_owned()
        };
        Fault {
            class,
            roles: BTreeSet::from(["heading".to_owned()]),
            first: label.span[0],
            last: last(label),
            corrections: 1,
            is: told(label),
            said: told(said),
        }
    };
    pairs.into_iter().map(fault).collect()
}

impl Fault {
    /// The units of the story on its lines.
    pub fn units(&self, text: &Text) -> Range<usize> {
        let units = text.story.units();
        let start = units.partition_point(|unit| unit.lines().end < self.first);
        let end = units.partition_point(|unit| unit.lines().start < self.last);
        start..end.max(start)
    }

    /// The units on which labels and reading differ; the first of each side where they differ by extent alone.
    pub fn disputed(&self, text: &Text) -> Vec<usize> {
        let is_disputed = |unit: &usize| {
            let line = text.story.units()[*unit].lines().start + 1;
            let (is, said) = (text.labels.role_at(line), role_at(&text.guess.rows, line));
            is.unwrap_or("nothing") != said.unwrap_or("nothing")
        };
        let units = self.units(text);
        let disputed: Vec<usize> = units.clone().filter(is_disputed).collect();
        if disputed.is_empty() { units.collect() } else { disputed }
    }
}

/// The element of the reading that holds a unit.
pub fn element_of(text: &Text, unit: usize) -> Option<&Element> {
    let at = text.reading.elements.partition_point(|element| element.units.end <= unit);
    text.reading.elements.get(at).filter(|element| element.units.contains(&unit))
}
