//! Text as XML may hold it: marked characters escaped, forbidden ones left out.

use crate::text::is_allowed;

/// What has to be done about a byte of text.
const fn is_special(byte: u8) -> bool {
    // 0xEF opens U+F000 to U+FFFF, where the two forbidden noncharacters stand.
    (byte < 0x20 && byte != b'\n' && byte != b'\t') || matches!(byte, b'&' | b'<' | b'>' | 0xEF)
}

/// Bytes that are looked at together.
const STEP: usize = 32;

const SPECIAL: [bool; 256] = special();

const fn special() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        table[byte as usize] = is_special(byte);
        byte += 1;
    }
    table
}

/// Appends `text` to `out` so that it can stand inside a double-quoted attribute.
pub(super) fn push_attribute(out: &mut String, text: &str) {
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.push_str("&quot;");
        }
        push_escaped(out, part);
    }
}

/// Appends `text` to `out` so that it can stand between tags. Quotes stay as typed: dialogue is full of them.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        // Most stretches hold nothing special, and many bytes are asked at once.
        if let Some(step) = bytes[at..].first_chunk::<STEP>()
            && !step.iter().fold(false, |any, &byte| any | is_special(byte))
        {
            at += STEP;
            continue;
        }
        let byte = bytes[at];
        if !SPECIAL[usize::from(byte)] {
            at += 1;
            continue;
        }
        let width = if byte == 0xEF { 3 } else { 1 };
        let instead = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            // A lone CR would come back as a line feed; it parts words either way.
            b'\r' => "\n",
            0xEF if text[at..].starts_with(is_allowed) => {
                at += width;
                continue;
            }
            _ => "",
        };
        out.push_str(&text[from..at]);
        out.push_str(instead);
        at += width;
        from = at;
    }
    out.push_str(&text[from..]);
}

/// `text` on one line, without the characters that XML forbids and without outer white space.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let before = out.len();
        out.extend(word.chars().filter(|&c| is_allowed(c)));
        if out.len() > before && before > 0 {
            out.insert(before, ' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        push_escaped(&mut out, text);
        out
    }

    #[test]
    fn markup_is_escaped_and_forbidden_characters_go() {
        assert_eq!(escaped("<b>Tom & \"Al\"</b> ]]>"), "&lt;b&gt;Tom &amp; \"Al\"&lt;/b&gt; ]]&gt;");
        let mut attribute = String::new();
        push_attribute(&mut attribute, "\"A\" < b");
        assert_eq!(attribute, "&quot;A&quot; &lt; b");
        assert_eq!(escaped("a\0b\u{1}c\u{FFFE}d\u{FFFF}e\tf\rg"), "abcde\tf\ng");
        assert_eq!(escaped("\u{FEFF}Ｆｕｌｌ\u{FFFD}"), "\u{FEFF}Ｆｕｌｌ\u{FFFD}");
    }

    #[test]
    fn a_cleaned_text_stands_on_one_line() {
        assert_eq!(clean("  The\tDoor \u{1} in\n the W\0all "), "The Door in the Wall");
        assert_eq!(clean("\0 \u{FFFF}"), "");
    }
}
