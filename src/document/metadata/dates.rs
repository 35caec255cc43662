//! Dates as people type them, taken only where they can mean one day.

use jiff::civil::Date;

/// Forms that leave no doubt.
const FORMS: [&str; 12] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d-%b-%Y",
    "%d-%B-%Y",
    "%Y%m%d",
    "%Y年%m月%d日",
    "%d. %B %Y",
];

/// The first date in a field's words, as `YYYY-MM-DD`.
pub(super) fn date(words: &str) -> Option<String> {
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| matches!(c, ',' | ';' | '(' | ')' | '[' | ']' | '.'));
        // "2021-11-02T09:14:26-04:00": the day is what stands before the time.
        let day = word.split_once('T').filter(|(day, time)| day.len() == 10 && time.contains(':'));
        undecked(day.map_or(word, |(day, _)| day)).to_owned()
    };
    let words: Vec<String> = words.split_whitespace().take(40).map(bare).filter(|word| !word.is_empty()).collect();
    let one = words.iter().find_map(|word| exact(word).or_else(|| numeric(word)));
    one.or_else(|| words.windows(3).find_map(|three| exact(&three.join(" ")))).map(|date| date.to_string())
}

/// "12th" as "12".
fn undecked(word: &str) -> &str {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_ordinal = matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th");
    if is_ordinal && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) { digits } else { word }
}

fn exact(words: &str) -> Option<Date> {
    if words.len() < 6 || !words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    FORMS.iter().find_map(|form| Date::strptime(form, words).ok()).filter(|date| is_likely(*date))
}

/// "25.12.2003" and "12/25/2003", not "05/12/2003", which is one day here and another there; day first with dots is
/// certain everywhere.
fn numeric(word: &str) -> Option<Date> {
    let sign = word.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = word.split(sign);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || !matches!(sign, '.' | '/' | '-') {
        return None;
    }
    let (first, second, year) = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    let (day, month) = match (sign, first, second) {
        ('.', day, month) => (day, month),
        (_, day, month @ ..=12) if day > 12 || day == month => (day, month),
        (_, month @ ..=12, day) if day > 12 => (day, month),
        _ => return None,
    };
    Date::new(year, month, day).ok().filter(|date| is_likely(*date))
}

/// Stories are no older than print and no younger than this century.
fn is_likely(date: Date) -> bool {
    (1500..2100).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_mean_one_day_are_read() {
        for (words, wanted) in [
            ("2012-12-28", Some("2012-12-28")),
            ("Published: 2013-01-09", Some("2013-01-09")),
            ("12 May 2003", Some("2003-05-12")),
            ("May 12th, 2003", Some("2003-05-12")),
            ("12-May-2003", Some("2003-05-12")),
            ("25.12.2003", Some("2003-12-25")),
            ("12/25/2003", Some("2003-12-25")),
            ("25/12/2003", Some("2003-12-25")),
            ("2003年5月12日", Some("2003-05-12")),
            ("2021-11-02T09:14:26-04:00", Some("2021-11-02")),
            ("05/12/2003", None),
            ("4-11-08", None),
            ("sometime in 2003", None),
            ("31.02.2003", None),
            ("", None),
        ] {
            assert_eq!(date(words).as_deref(), wanted, "{words}");
        }
    }
}
