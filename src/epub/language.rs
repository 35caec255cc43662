//! The book's language as a tag that readers accept, and the direction it is written in.

/// BCP 47's tag for a language that nobody stated.
const UNKNOWN: &str = "und";

/// Primary subtags of languages written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"];

/// The tag itself where it has the form of one, else the tag for an unknown language: readers refuse what has not.
pub(super) fn tag(language: &str) -> &str {
    if is_tag(language) { language } else { UNKNOWN }
}

/// The form of BCP 47: subtags of one to eight letters and digits, the first of two letters or more.
pub(super) fn is_tag(language: &str) -> bool {
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a language is written from right to left.
pub(super) fn is_right_to_left(language: &str) -> bool {
    let primary = language.split('-').next().unwrap_or_default();
    RIGHT_TO_LEFT.iter().any(|rtl| primary.eq_ignore_ascii_case(rtl))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tag_is_unknown() {
        for language in ["en", "pt-BR", "zh-Hant-TW", "x-private", "tlh"] {
            assert_eq!(tag(language) == language, language != "x-private", "{language}");
        }
        for language in ["", "English (US)", "en_US", "e", "en-", "en\"><x"] {
            assert_eq!(tag(language), UNKNOWN);
        }
    }

    #[test]
    fn direction_goes_by_the_primary_subtag() {
        assert!(is_right_to_left("ar-EG") && is_right_to_left("HE"));
        assert!(!is_right_to_left("en") && !is_right_to_left("arn"));
    }
}
