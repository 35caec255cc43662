//! Fields of the title page: label and value, on one line or several, with or without a colon.

use std::borrow::Cow;

use crate::classify::{Detail, Element};
use crate::detect::FieldKind;
use crate::document::inlines::Typesetter;
use crate::document::model::Field;
use crate::text::{Manuscript, Words};

use super::{Setter, blocks, labels};

/// A field as typed: its label and the paragraphs of its value.
#[derive(Debug, Clone)]
pub(in crate::document) struct FieldLines<'m> {
    /// "Rating"; none for a field without label ("I own nothing").
    pub label: Option<&'m str>,
    /// The label as the page shows it.
    shown: Option<&'m str>,
    /// The value, a paragraph each.
    pub value: Vec<Cow<'m, str>>,
}

pub(super) fn field<'m>(setter: &Setter<'m>, element: &Element) -> Field<'m> {
    let typed = field_lines(setter.story, &setter.typesetter, element);
    Field {
        is_dedication: typed.label.is_none() && element.detail == Detail::Field(FieldKind::Dedication),
        label: typed.shown.map(|label| setter.typesetter.set(label)),
        value: typed.value.into_iter().map(|words| setter.typesetter.set_words(words)).collect(),
    }
}

/// Parts a field's label from its value.
pub(in crate::document) fn field_lines<'m>(
    story: &'m Manuscript,
    typesetter: &Typesetter<'m>,
    element: &Element,
) -> FieldLines<'m> {
    let mut paragraphs = blocks(story, element);
    let Some(first) = paragraphs.next() else {
        return FieldLines { label: None, shown: None, value: Vec::new() };
    };
    let line = typesetter.line(first.start);
    let below = first.start + 1..first.end;
    let is_known = !matches!(element.detail, Detail::Field(FieldKind::Other | FieldKind::Dedication));
    let cut = labels::split(line).or_else(|| if is_known { labels::split_at_dash(line) } else { None });
    let has_more = element.lines.end > first.start + 1;
    let (label, shown, start) = match cut {
        Some(cut) => (Some(cut.label), Some(cut.shown), cut.rest),
        // "Summary" alone above its text.
        None if has_more && is_known && is_lone_label(line) => (Some(line), Some(line), ""),
        None => (None, None, line),
    };
    let mut value = Vec::new();
    let rest = typesetter.joined(below);
    match (start.is_empty(), rest.is_empty()) {
        (true, true) => {}
        (true, false) => value.push(rest),
        (false, true) => value.push(Cow::Borrowed(start)),
        (false, false) => value.push(Cow::Owned(format!("{start} {rest}"))),
    }
    value.extend(paragraphs.map(|lines| typesetter.joined(lines)));
    if label.is_some_and(labels::is_key) {
        value = value.into_iter().map(labels::unwrapped).collect();
    }
    FieldLines { label, shown, value }
}

fn is_lone_label(line: &str) -> bool {
    (1..=3).contains(&Words::new(line).take(4).count()) && line.ends_with(char::is_alphanumeric)
}
