//! Numbers as headings print them: digits, roman numerals, words in any language read, CJK numerals.

use crate::detect::languages;
use crate::text::is_dense;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notation {
    /// 3
    Digits,
    /// III
    Roman,
    /// three, third
    Words,
    /// 三
    Cjk,
}

/// The largest number a heading is believed to have: beyond it a number is a year, a price, a street.
const LARGEST: u32 = 1000;
/// The largest roman numeral believed: beyond it words such as MIX are read as one.
const LARGEST_ROMAN: u32 = 199;

/// Reads a number at the head of `text`; gives value, notation and the rest behind it.
#[must_use]
pub fn leading(text: &str) -> Option<(u32, Notation, &str)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        return digits(text);
    }
    if let Some(found) = cjk(text) {
        return Some(found);
    }
    let end = text.find(|c: char| !c.is_alphabetic() && c != '-' && c != '\'').unwrap_or(text.len());
    // "XII--THE DOOR": two hyphens are a dash.
    let token = text[..end].split("--").next().unwrap_or_default().trim_end_matches('-');
    if let Some(value) = roman(token) {
        return Some((value, Notation::Roman, &text[token.len()..]));
    }
    words(text)
}

fn digits(text: &str) -> Option<(u32, Notation, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let value: u32 = text[..end].parse().ok().filter(|&n| n <= LARGEST)?;
    let mut rest = &text[end..];
    for suffix in ["st", "nd", "rd", "th", "er", "ère", "ème", "e", "º", "ª", "°", "-я", "-й"] {
        if let Some(behind) = rest.strip_prefix(suffix)
            && !behind.starts_with(char::is_alphanumeric)
        {
            rest = behind;
            break;
        }
    }
    let is_whole = !rest.starts_with(|c: char| c.is_alphanumeric() && !is_dense(c)) && !is_decimal(rest);
    is_whole.then_some((value, Notation::Digits, rest))
}

/// "3.5": the number of a half chapter, and the rest behind it. It counts as the whole one before.
#[must_use]
pub fn between(text: &str) -> Option<(u32, Notation, &str)> {
    let (whole, rest) = text.split_once('.')?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let is_short = !whole.is_empty() && whole.len() <= 3 && (1..=2).contains(&end);
    let value = whole.parse().ok().filter(|_| is_short && !rest[end..].starts_with(char::is_alphanumeric))?;
    Some((value, Notation::Digits, &rest[end..]))
}

/// "3.5", "3:07", "3,000": no heading's number.
fn is_decimal(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('.' | ':' | ',' | '/')) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// A roman numeral written by the rules, all in one case.
#[must_use]
pub fn roman(token: &str) -> Option<u32> {
    let is_one_case = token.chars().all(|c| c.is_ascii_uppercase()) || token.chars().all(|c| c.is_ascii_lowercase());
    if token.is_empty() || token.len() > 9 || !is_one_case {
        return None;
    }
    if token.len() == 1 && !"IVXivx".contains(token) {
        return None;
    }
    let value_of = |c: char| match c.to_ascii_uppercase() {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let values: Option<Vec<u32>> = token.chars().map(value_of).collect();
    let values = values?;
    let mut sum = 0;
    for (at, &value) in values.iter().enumerate() {
        if values.get(at + 1).is_some_and(|&next| next > value) {
            sum -= i64::from(value);
        } else {
            sum += i64::from(value);
        }
    }
    let sum = u32::try_from(sum).ok().filter(|&n| n > 0 && n <= LARGEST_ROMAN)?;
    (spell_roman(sum).eq_ignore_ascii_case(token) || token.eq_ignore_ascii_case("iiii")).then_some(sum)
}

fn spell_roman(mut value: u32) -> String {
    let mut spelled = String::new();
    for (worth, letters) in
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while value >= worth {
            spelled.push_str(letters);
            value -= worth;
        }
    }
    spelled
}

/// "Twenty-One", "twenty one", "vingt et un", "erstes": up to three number words that add up.
fn words(text: &str) -> Option<(u32, Notation, &str)> {
    let mut sum = 0;
    let mut rest = text;
    for step in 0..3 {
        let trimmed = rest.trim_start_matches([' ', '-']);
        if step > 0 && trimmed.len() == rest.len() {
            break;
        }
        let end = trimmed.find(|c: char| !c.is_alphabetic()).unwrap_or(trimmed.len());
        if end == 0 || end > 40 {
            break;
        }
        let word = trimmed[..end].to_lowercase();
        let Some(value) = languages::number(&word) else { break };
        let adds = step == 0 || (sum >= 20 && value < 10 && sum % 10 == 0) || (sum == 100 && value < 100);
        if value == 100 && step == 1 && sum < 10 {
            sum *= 100;
        } else if adds {
            sum += value;
        } else {
            break;
        }
        rest = &trimmed[end..];
    }
    (sum > 0).then_some((sum, Notation::Words, rest))
}

/// 三, 十二, 二十一, 百五 and full-width digits.
fn cjk(text: &str) -> Option<(u32, Notation, &str)> {
    let mut total = 0;
    let mut unit = None;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if let Some(digit) = cjk_digit(c) {
            unit = Some(unit.map_or(digit, |u: u32| u.saturating_mul(10).saturating_add(digit)));
        } else if let Some(power) = match c {
            '十' => Some(10),
            '百' => Some(100),
            _ => None,
        } {
            total += unit.take().unwrap_or(1).min(99) * power;
        } else {
            break;
        }
        end = at + c.len_utf8();
        if end > 30 {
            return None;
        }
    }
    let value = total + unit.unwrap_or(0);
    (end > 0 && value <= LARGEST).then_some((value, Notation::Cjk, &text[end..]))
}

fn cjk_digit(c: char) -> Option<u32> {
    let full_width = ('\u{FF10}'..='\u{FF19}').contains(&c).then(|| c as u32 - 0xFF10);
    full_width.or_else(|| "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|n| u32::try_from(n).ok()))
}
