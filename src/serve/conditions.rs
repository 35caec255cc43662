//! What a request makes its answer depend on (RFC 9110, 13 and 14): what somebody has already, what must not have changed,
//! which part is wanted.

use std::ops::Range;
use std::time::SystemTime;

use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderName};

/// The status that is answered in place of a thing with this tag and date; none where the thing itself is to be given. The
/// order is that of RFC 9110, 13.2.2; a date is asked only where no tag is given.
pub(super) fn refused(headers: &HeaderMap, tag: &str, written: Option<SystemTime>) -> Option<StatusCode> {
    let since = |name| written.zip(date(headers, name)).map(|(written, since)| written <= since);
    let is_expected = tags(headers, header::IF_MATCH).map(|mut tags| tags.any(|own| own == "*" || own == tag));
    if is_expected.or_else(|| since(header::IF_UNMODIFIED_SINCE)) == Some(false) {
        return Some(StatusCode::PRECONDITION_FAILED);
    }
    // A tag that is called weak says as much here.
    let is_own = |own: &str| own == "*" || own.strip_prefix("W/").unwrap_or(own) == tag;
    let is_known = tags(headers, header::IF_NONE_MATCH).map(|mut tags| tags.any(is_own));
    is_known.or_else(|| since(header::IF_MODIFIED_SINCE)).unwrap_or_default().then_some(StatusCode::NOT_MODIFIED)
}

/// The tags that a header lists; none where there is no such header.
fn tags(headers: &HeaderMap, name: HeaderName) -> Option<impl Iterator<Item = &str>> {
    headers.contains_key(&name).then(|| {
        let lines = headers.get_all(name).into_iter().filter_map(|tags| tags.to_str().ok());
        lines.flat_map(|tags| tags.split(',')).map(str::trim)
    })
}

/// What is no date counts as not said.
fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

/// The part of a file that is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Of(Range<u64>),
    /// One that the file does not have.
    None,
}

/// One range is given. Several at once are answered with the whole, as a server may; what is no range, or of a unit that
/// nobody knows, counts as not said.
pub(super) fn part(headers: &HeaderMap, length: u64, tag: &str, written: SystemTime) -> Part {
    let Some(range) = headers.get(header::RANGE).and_then(|range| range.to_str().ok()) else { return Part::Whole };
    // A part of another version is not wanted.
    if headers.get(header::IF_RANGE).is_some_and(|condition| condition != tag)
        && date(headers, header::IF_RANGE) != Some(written)
    {
        return Part::Whole;
    }
    match range.split_once('=') {
        Some((unit, ranges)) if unit.eq_ignore_ascii_case("bytes") => {
            let mut ranges = ranges.split(',').map(str::trim).filter(|range| !range.is_empty());
            match (ranges.next(), ranges.next()) {
                (Some(range), None) => bytes(range, length),
                _ => Part::Whole,
            }
        }
        _ => Part::Whole,
    }
}

/// "0-499", "500-", "-500". Done here, since `http-range-header` and `headers` refuse what has to be taken: a number longer
/// than any file, one with zeros in front, an end that is longer than the file.
fn bytes(range: &str, length: u64) -> Part {
    let Some((first, last)) = range.split_once('-') else { return Part::Whole };
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(first) || !is_number(last) || range == "-" {
        return Part::Whole;
    }
    // One that no file reaches.
    let number = |digits: &str| digits.parse().unwrap_or(u64::MAX);
    let wanted = match (first, last) {
        ("", last) => length.saturating_sub(number(last))..length,
        (first, "") => number(first)..length,
        (first, last) if number(last) < number(first) => return Part::Whole,
        (first, last) => number(first)..length.min(number(last).saturating_add(1)),
    };
    if wanted.is_empty() { Part::None } else { Part::Of(wanted) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        let huge = "9".repeat(60);
        let cases = [
            ("0-0", Part::Of(0..1)),
            ("007-8", Part::Of(7..9)),
            ("5-", Part::Of(5..10)),
            ("-3", Part::Of(7..10)),
            ("-11", Part::Of(0..10)),
            (&format!("-{huge}"), Part::Of(0..10)),
            (&format!("2-{huge}"), Part::Of(2..10)),
            ("10-", Part::None),
            ("10-12", Part::None),
            ("-0", Part::None),
            (&format!("{huge}-"), Part::None),
            ("5-2", Part::Whole),
            ("-", Part::Whole),
            ("5", Part::Whole),
            ("+1-2", Part::Whole),
            ("1-2-3", Part::Whole),
            ("1 - 2", Part::Whole),
        ];
        for (range, expected) in cases {
            assert_eq!(bytes(range, 10), expected, "{range}");
        }
    }
}
