//! Text as it may stand in a page, for people to look at: nothing of it becomes a tag, and what cannot be seen is shown.

/// Appends `text` so that it can stand between tags or inside a double-quoted attribute. A control becomes the picture
/// of itself (U+2400 and on: "Control Pictures"); what stands for no character at all becomes U+FFFD. Tabs and line feeds
/// stay.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, c) in text.char_indices().filter(|&(_, c)| is_special(c)) {
        out.push_str(&text[from..at]);
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{7F}' => out.push('\u{2421}'),
            _ => out.push(char::from_u32(0x2400 + u32::from(c)).filter(|_| c < ' ').unwrap_or('\u{FFFD}')),
        }
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
}

fn is_special(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '&' | '<' | '>' | '"' | '\u{FFFE}' | '\u{FFFF}' => true,
        _ => c.is_control(),
    }
}

/// `text` so that it can stand between tags or inside a double-quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// JSON that can stand in a `script` element: without `<` neither its end tag nor the beginning of a comment can be
/// written. Outside of strings JSON has no `<`.
pub(super) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_tag_and_controls_are_seen() {
        assert_eq!(escaped("<b>Tom & \"Al\"</b>"), "&lt;b&gt;Tom &amp; &quot;Al&quot;&lt;/b&gt;");
        assert_eq!(escaped("a\0b\u{1B}[31mc\u{7F}d\u{9B}e\u{FFFE}f\tg\rh\n"), "a␀b␛[31mc␡d\u{FFFD}e\u{FFFD}f\tg␍h\n");
        assert_eq!(escaped("\u{202E}drawkcab\u{202C} e\u{301}\u{301}"), "\u{202E}drawkcab\u{202C} e\u{301}\u{301}");
        assert_eq!(in_script("[\"</script><!--\"]"), "[\"\\u003c/script>\\u003c!--\"]");
    }
}
