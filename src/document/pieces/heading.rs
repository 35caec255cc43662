//! Headings: their printed lines without ornaments, and a title for the contents where the reading gives none.

use crate::classify::{Detail, Element};
use crate::document::inlines::Typesetter;
use crate::document::model::{Heading, Inline};

use super::ornaments;

pub(super) fn heading<'m>(typesetter: &Typesetter<'m>, element: &Element) -> Heading<'m> {
    let lines = || typesetter.lines(element.lines.clone()).map(|(_, line)| line);
    let mut printed: Vec<_> = lines()
        .filter(|line| !ornaments::is_rule(line))
        .map(|line| whole(typesetter.set(ornaments::strip(line))))
        .collect();
    if printed.is_empty() {
        printed = lines().map(|line| typesetter.typed(line)).collect();
    }
    let title = match &element.detail {
        Detail::Heading { title, .. } if !title.trim().is_empty() => {
            title.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => fallback_title(lines()),
    };
    Heading { lines: element.lines.clone(), printed, title: typesetter.smart(title.into()).into_owned() }
}

/// A heading's lines as one: "CHAPTER I: The Gate".
fn fallback_title<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let mut title = String::new();
    for line in lines.filter(|line| !ornaments::is_rule(line)).map(ornaments::strip) {
        if !title.is_empty() {
            title.push_str(if title.ends_with(|c: char| c.is_alphanumeric()) { ": " } else { " " });
        }
        title.extend(line.chars().filter(|&c| crate::text::is_allowed(c)));
    }
    title
}

/// A line that is emphasised as a whole says no more than a heading does.
fn whole(mut inlines: Vec<Inline<'_>>) -> Vec<Inline<'_>> {
    while let [Inline::Emphasis(inner) | Inline::Strong(inner)] = inlines.as_mut_slice() {
        inlines = std::mem::take(inner);
    }
    inlines
}
