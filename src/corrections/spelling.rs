//! What of a text is compared: its letters and digits, or where there are none its signs. What a later edit or another
//! editor changes without meaning to is left out: white space and where lines end, capitals, which of two quotation marks
//! or dashes was typed, how accents are encoded, ornaments around the words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::is_letter_or_digit;

/// The letters, marks and digits of a text in lower case, one behind the other. Accents and widths are those of Unicode's
/// normal form NFKC.
pub(super) fn letters(text: &str) -> String {
    if text.is_ascii() {
        let bytes = text.bytes().filter(u8::is_ascii_alphanumeric);
        return bytes.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    let kept = text.nfkc().filter(|&c| is_letter_or_digit(c) || is_combining_mark(c));
    kept.flat_map(char::to_lowercase).collect()
}

/// The signs of a text without white space.
pub(super) fn signs(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A text on one line, with single spaces: what it looks like, however it was broken.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A quotation without the "…" that says there is more, and whether it had one.
pub(super) fn without_ellipsis(quote: &str) -> (&str, bool) {
    let quote = quote.trim();
    let bare = quote.strip_suffix('…').or_else(|| quote.strip_suffix("...")).map(str::trim_end);
    match bare {
        Some(bare) if !bare.is_empty() => (bare, true),
        _ => (quote, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_survives_other_editors() {
        for (one, other) in [
            ("“Don’t,” she said—no.", "\"Don't,\" she said -- no."),
            ("CHAPTER  ONE", "~ Chapter One ~"),
            ("caf\u{E9}", "cafe\u{301}"),
            ("第１章", "第1章"),
            ("ship-\nwreck", "ship-wreck"),
            ("soft\u{AD}ened", "softened"),
        ] {
            assert_eq!(letters(one), letters(other));
        }
        assert_ne!(letters("Salt"), letters("Malt"));
        assert_eq!(letters("* * *"), "");
        assert_eq!(signs(" * *\t*"), "***");
        assert_eq!(without_ellipsis("By midnight …"), ("By midnight", true));
        assert_eq!(without_ellipsis("..."), ("...", false));
    }
}
