//! Labels of fields and notes: what stands before the colon, and what follows it.

use std::borrow::Cow;

use super::ornaments;
use crate::text::Words;

/// Words in the longest label believed: "Written for the Midwinter Gift Swap".
const LONGEST: usize = 6;

/// What stands between a key and its value in metadata.
const EQUALS: &str = " = ";

/// A text cut at its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) struct Labelled<'t> {
    /// The label without its colon.
    pub label: &'t str,
    /// The label with its colon.
    pub with_colon: &'t str,
    /// The label as a page shows it: as `label`, but with the tags typed around it ("[b]Rating:[/b]"), whose words are
    /// not lost either.
    pub shown: &'t str,
    /// What follows.
    pub rest: &'t str,
}

/// Cuts "Label: rest", also where label or line are typed as emphasis ("**Label:** rest", "*Label: rest*"), and
/// `key = "rest"`, as metadata is typed.
pub(in crate::document) fn split(text: &str) -> Option<Labelled<'_>> {
    cut(text, |body| {
        let colon =
            body.char_indices().take(80).find(|&(_, c)| matches!(c, ':' | '：')).map(|(at, c)| (at, c.len_utf8()));
        let sign = body.find(EQUALS).map(|at| (at, EQUALS.len()));
        colon.into_iter().chain(sign).min()
    })
}

/// Cuts "Label - rest"; only sound where the line is known to begin with a label.
pub(in crate::document) fn split_at_dash(text: &str) -> Option<Labelled<'_>> {
    const DASHES: [&str; 4] = [" - ", " – ", " — ", EQUALS];
    let (at, dash) = DASHES.iter().filter_map(|dash| Some((text.find(dash)?, *dash))).min()?;
    let label = text[..at].trim_start_matches(['*', '_']).trim();
    let is_label = (1..=2).contains(&Words::new(label).take(3).count());
    is_label.then_some(Labelled { label, with_colon: label, shown: label, rest: text[at + dash.len()..].trim() })
}

/// Whether a label is typed as programs type the keys of metadata: small letters and no space.
pub(super) fn is_key(label: &str) -> bool {
    label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
}

/// A value of metadata without what only programs read: `- water` in a list, `["water", "geese"]`, quotation marks around
/// the whole.
pub(super) fn unwrapped(value: Cow<'_, str>) -> Cow<'_, str> {
    let bare = value.strip_prefix("- ").unwrap_or(&value).trim();
    let bare = match bare.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split(',').map(|item| unquoted(item.trim())).collect::<Vec<_>>().join(", "),
        None => unquoted(bare).to_owned(),
    };
    if bare == value { value } else { Cow::Owned(bare) }
}

fn unquoted(value: &str) -> &str {
    ['"', '\''].into_iter().find_map(|mark| ornaments::between(value, (mark, mark))).unwrap_or(value)
}

fn cut(text: &str, colon: impl Fn(&str) -> Option<(usize, usize)>) -> Option<Labelled<'_>> {
    if let Some(tagged) = cut_tagged(text, &colon) {
        return Some(tagged);
    }
    let body = text.trim_start_matches(['*', '_']);
    let mark = &text[..text.len() - body.len()];
    let (at, len) = colon(body)?;
    let mut label = body[..at].trim();
    let mut with_colon = body[..at + len].trim();
    let mut rest = body[at + len..].trim();
    if rest.starts_with("//")
        || Words::new(label).take(LONGEST + 1).count() > LONGEST
        || !label.contains(char::is_alphanumeric)
    {
        return None;
    }
    if !mark.is_empty() {
        if let Some(inner) = label.strip_suffix(mark) {
            (label, with_colon) = (inner, inner);
        } else if let Some(inner) = rest.strip_prefix(mark) {
            rest = inner.trim_start();
        } else if let Some(inner) = rest.strip_suffix(mark) {
            rest = inner.trim_end();
        }
    }
    Some(Labelled { label, with_colon, shown: label, rest })
}

/// Cuts "[b]Label:[/b] rest" and "<b>Label:</b> rest": the tags stay beside the colon, where they are typed.
fn cut_tagged(text: &str, colon: impl Fn(&str) -> Option<(usize, usize)>) -> Option<Labelled<'_>> {
    let opened = ornaments::tag(text)?;
    let (at, len) = colon(&text[opened..])?;
    let behind = &text[opened + at + len..];
    let closed = if behind.starts_with(['[', '<']) { ornaments::tag(behind)? } else { 0 };
    let end = opened + at + len + closed;
    let label = text[opened..opened + at].trim();
    let is_label = (1..=LONGEST).contains(&Words::new(label).take(LONGEST + 1).count());
    let typed = &text[..end];
    is_label.then_some(Labelled { label, with_colon: typed, shown: typed, rest: text[end..].trim() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_end_at_their_colon() {
        for (text, label, rest) in [
            ("Rating: K", "Rating", "K"),
            ("**Rating:** K", "Rating", "K"),
            ("**Rating**: K", "Rating", "K"),
            ("*Rating: K*", "Rating", "K"),
            ("[b]Rating:[/b] K", "Rating", "K"),
            ("<b>Rating:</b> K", "Rating", "K"),
            ("Fandom:", "Fandom", ""),
            ("作者：小林", "作者", "小林"),
            ("date = 2021-11-02T09:14", "date", "2021-11-02T09:14"),
        ] {
            let found = split(text).map(|cut| (cut.label, cut.rest));
            assert_eq!(found, Some((label, rest)), "{text}");
        }
        assert_eq!(split_at_dash("Fandom - Marsh School").map(|cut| cut.rest), Some("Marsh School"));
    }

    #[test]
    fn values_of_metadata_lose_what_programs_read() {
        for (typed, value) in [
            ("- Salt Wars", "Salt Wars"),
            (r#"["water", 'the geese', lock]"#, "water, the geese, lock"),
            ("'2013-02-17'", "2013-02-17"),
            (r#""Salt," she said, "and geese.""#, r#""Salt," she said, "and geese.""#),
        ] {
            assert_eq!(unwrapped(Cow::Borrowed(typed)), value);
        }
        assert!(is_key("ao3_url") && !is_key("Rating") && !is_key("written for"));
    }

    #[test]
    fn a_sentence_with_a_colon_has_no_label() {
        assert_eq!(split("He knew that there was only one thing to do: run."), None);
        assert_eq!(split("https://example.org"), None);
    }
}
