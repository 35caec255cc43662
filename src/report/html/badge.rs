//! How the page names a role in the margin: a letter, which says the same as its colour and its pattern, and a word or two.

use std::fmt::Write;

use super::super::certainty::Certainty;
use super::super::rows::one_line;
use super::escape::push_escaped;
use crate::classify::{Detail, Element};
use crate::detect::Role;

/// Characters of a title that the margin and the outline show; the typed line stands beside them.
const LONGEST: usize = 90;

/// The letter of a role.
fn letter(role: Role) -> char {
    match role {
        Role::Body => 'P',
        Role::Title => 'T',
        Role::Byline => 'B',
        Role::Field => 'F',
        Role::Note => 'N',
        Role::Contents => 'C',
        Role::Heading => 'H',
        Role::Break => '*',
        Role::Gap => 'G',
        Role::Verse => 'V',
        Role::Epigraph => 'Q',
        Role::Letter => 'L',
        Role::End => 'E',
        Role::Boilerplate => 'X',
    }
}

/// What the legend calls a role: its name, and what that does not say.
fn name(role: Role) -> &'static str {
    match role {
        Role::Body => "prose",
        Role::Break => "scene break",
        Role::Gap => "break of empty lines",
        _ => role.name(),
    }
}

/// The letter in its box.
pub(super) fn push_letter(page: &mut String, role: Role) {
    let _ = write!(page, "<b class=\"badge role-{role}\" aria-hidden=\"true\">{}</b>", letter(role));
}

/// What stands in the margin beside an element: its letter, its kind, how sure that is, unless it is sure, and a
/// heading's title as the book prints it.
pub(super) fn push_label(page: &mut String, element: &Element, certainty: Certainty) {
    push_letter(page, element.role);
    let (kind, title) = match &element.detail {
        Detail::None if element.role == Role::Gap => (name(Role::Break), None),
        Detail::None => (name(element.role), None),
        Detail::Heading { level, title } => match level {
            1 => ("part", Some(title)),
            2 => ("chapter", Some(title)),
            _ => ("section", Some(title)),
        },
        Detail::Field(kind) => (kind.name(), None),
        Detail::Note(_) => (name(Role::Note), None),
        Detail::Verse { song, .. } => (if *song { "lyrics" } else { "poem" }, None),
    };
    page.push_str(kind);
    if certainty != Certainty::Sure {
        let _ = write!(page, " <i class=\"{certainty}\">{certainty}</i>");
    }
    if let Some(title) = title {
        page.push_str(" <cite>");
        push_escaped(page, &shortened(title));
        page.push_str("</cite>");
    }
}

/// The legend: every role that occurs, with how often it does.
pub(super) fn legend(counts: impl Fn(Role) -> usize) -> String {
    let mut page = String::from("<ul class=\"legend\">\n");
    for role in Role::ALL {
        let count = counts(role);
        if count > 0 {
            page.push_str("<li>");
            push_letter(&mut page, role);
            let _ = writeln!(page, " {} <small>{count}</small></li>", name(role));
        }
    }
    page.push_str("</ul>\n");
    page
}

/// A text on one line, cut where the margin ends.
pub(super) fn shortened(text: &str) -> String {
    // A line may be megabytes long; what is not shown is not looked at.
    let near = text.char_indices().nth(4 * LONGEST).map_or(text, |(end, _)| &text[..end]);
    let words = one_line(near);
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words,
    }
}
