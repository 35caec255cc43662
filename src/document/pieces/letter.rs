//! Letters, e-mails, diary entries: headers and dates, salutation, paragraphs, verse, signature.

use std::ops::Range;

use crate::classify::Element;
use crate::detect::languages;
use crate::document::model::LetterPart;
use crate::text::{Words, ends_sentence};

use super::{Setter, blocks, labels, ornaments, verse};

/// Characters of the longest salutation, sign-off or signature line believed.
const SHORT: usize = 60;
/// Lines among which salutation and signature are looked for, from the top and from the foot.
const EDGE: usize = 8;

pub(super) fn letter<'m>(setter: &Setter<'m>, element: &Element) -> Vec<LetterPart<'m>> {
    let typesetter = &setter.typesetter;
    let lines: Vec<(usize, &'m str)> = typesetter.lines(element.lines.clone()).collect();
    let mut parts = Vec::new();
    let (opening, salutation) = head(&lines);
    for &(_, line) in &lines[..opening] {
        let typesetter = if is_header(line) { typesetter.unsmartened() } else { *typesetter };
        parts.push(LetterPart::Opening(typesetter.set(line)));
    }
    if salutation > opening {
        let words = lines[opening..salutation].iter().map(|&(_, line)| line);
        parts.push(LetterPart::Salutation(typesetter.kept_lines(words)));
    }
    let signature = foot(&lines, salutation);
    let number = |at: usize| lines.get(at).map_or(element.lines.end, |&(number, _)| number);
    body(setter, element, number(salutation)..number(signature.start), &mut parts);
    if !signature.is_empty() {
        let names = lines[signature.clone()].iter().map(|&(_, line)| typesetter.set(line)).collect();
        parts.push(LetterPart::Signature(names));
    }
    body(setter, element, number(signature.end)..element.lines.end, &mut parts);
    parts
}

/// How many lines are headers and dates, and where the salutation ends: equal where there is none.
fn head(lines: &[(usize, &str)]) -> (usize, usize) {
    if let Some(at) = lines.iter().take(EDGE).position(|(_, line)| !is_header(line) && is_salutation(line))
        && lines[..at].iter().all(|(_, line)| line.chars().count() <= SHORT)
    {
        // "Dear Ann" and its comma may stand on two lines.
        let is_split = lines.get(at + 1).is_some_and(|(_, line)| ornaments::is_rule(line));
        return (at, at + 1 + usize::from(is_split));
    }
    // "iMessage" may stand above the headers.
    let above = lines.iter().take(2).take_while(|(_, line)| !is_header(line)).count();
    let run = lines.iter().skip(above).take(EDGE).take_while(|(_, line)| is_header(line)).count();
    let headers = if run > 0 { above + run } else { 0 };
    let is_dated = headers == 0 && lines.len() > 1 && is_date(lines[0].1) && lines[1].0 > lines[0].0 + 1;
    let opening = headers + usize::from(is_dated && !is_name_called(lines[0].1));
    let is_called = lines.get(opening).is_some_and(|(_, line)| is_name_called(line)) && lines.len() > opening + 1;
    (opening, opening + usize::from(is_called))
}

/// The lines of sign-off and name; empty where there are none.
fn foot(lines: &[(usize, &str)], from: usize) -> Range<usize> {
    let from = from.max(lines.len().saturating_sub(EDGE));
    let end = (from..lines.len()).find(|&at| is_postscript(lines[at].1)).unwrap_or(lines.len());
    let is_short = |at: usize| lines[at].1.chars().count() <= SHORT;
    if let Some(at) = (from..end).rev().find(|&at| is_sign_off(lines[at].1))
        && (at..end).all(is_short)
        && end - at <= 4
        // "I am quite well." closes nothing unless a name stands below it.
        && (!ends_sentence(lines[at].1) || (at + 1 < end && is_name(lines[end - 1].1)))
    {
        return at..end;
    }
    let Some(last) = end.checked_sub(1).filter(|&at| at >= from && at > 0) else {
        return end..end;
    };
    if is_name(lines[last].1) { last..end } else { end..end }
}

/// Paragraphs, and lines that were broken by the writer as verse.
fn body<'m>(setter: &Setter<'m>, element: &Element, within: Range<usize>, parts: &mut Vec<LetterPart<'m>>) {
    let cut = |lines: Range<usize>| lines.start.max(within.start)..lines.end.min(within.end);
    let lines = blocks(setter.story, element).map(cut);
    let paragraphs: Vec<Range<usize>> = lines.flat_map(|lines| setter.parted(lines)).collect();
    let is_close = setter.story.habits().distance == 0;
    let mut at = 0;
    while at < paragraphs.len() {
        let mut end = at + 1;
        while end < paragraphs.len() && paragraphs[end].start == paragraphs[end - 1].end {
            end += 1;
        }
        let group = &paragraphs[at..end];
        let is_short =
            |lines: &Range<usize>| lines.len() == 1 && setter.typesetter.line(lines.start).chars().count() <= SHORT;
        if !is_close && group.len() >= 3 && group.iter().all(is_short) {
            let lines = group[0].start..group[group.len() - 1].end;
            parts.push(LetterPart::Verse(verse::verse(&setter.typesetter, lines, false, false)));
        } else {
            parts.extend(group.iter().map(|lines| LetterPart::Paragraph(setter.typesetter.paragraph(lines.clone()))));
        }
        at = end;
    }
}

fn is_salutation(line: &str) -> bool {
    let line = line.trim_matches(['*', '_', '"', '“', '‘', '「']);
    let ends =
        line.ends_with([',', ':', '—', '!', '，', '：', '、', '.', '-']) || line.ends_with(char::is_alphanumeric);
    ends && line.chars().count() <= SHORT && languages::SALUTATIONS.begins(&folded(line))
}

/// "Ben," below the headers: a name alone that ends in a comma.
fn is_name_called(line: &str) -> bool {
    let name = line.trim_end_matches([',', ':', '，']);
    name.len() < line.len() && is_name(name) && Words::new(name).take(4).count() <= 3
}

fn is_sign_off(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_', '-', '—', '–', ' ', '"', '“', '„', '«']);
    line.chars().count() <= SHORT && languages::FAREWELLS.begins(&folded(line))
}

fn folded(line: &str) -> String {
    line.replace('’', "'").to_lowercase()
}

fn is_header(line: &str) -> bool {
    const HEADERS: [&str; 20] = [
        "from", "to", "subject", "date", "cc", "bcc", "sent", "re", "reply-to", "attn", "time", "von", "an", "betreff",
        "de", "objet", "para", "asunto", "от", "кому",
    ];
    let is_stamp = line.starts_with('[') && line.ends_with(']') && line.chars().count() <= SHORT;
    is_stamp || labels::split(line).is_some_and(|cut| HEADERS.contains(&cut.label.to_lowercase().as_str()))
}

/// A few words, one of them a number, a month or a day: "Tuesday, late", "19th March."
fn is_date(line: &str) -> bool {
    let is_calendar = |word: &str| languages::is_calendar(&word.to_lowercase());
    line.chars().count() <= SHORT
        && Words::new(line).take(7).count() <= 6
        && (line.contains(|c: char| c.is_ascii_digit()) || Words::new(line).any(is_calendar))
}

fn is_postscript(line: &str) -> bool {
    let mark: String = line.chars().take(6).filter(|c| c.is_alphabetic()).collect();
    mark.starts_with("PS") || mark.starts_with("PPS")
}

/// A short line that may be a name: "Ann", "- N.", "Captain Rusk".
fn is_name(line: &str) -> bool {
    let name = line.trim_start_matches(['-', '—', '–', '~', ' ', '*', '_', '"', '“', '„', '«']);
    let words = Words::new(name).take(6).count();
    let is_initial = name.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    (1..=5).contains(&words)
        && name.chars().count() <= 40
        && name.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
        && (is_initial || !ends_sentence(name))
}
