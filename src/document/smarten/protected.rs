//! What is no prose inside a paragraph and stays as typed: addresses, code, file names, faces.

/// Marks the characters that stay as typed: one flag a character.
pub(super) fn protected(text: &[char]) -> Vec<bool> {
    let mut flags = vec![false; text.len()];
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].iter().position(|c| c.is_whitespace()).map_or(text.len(), |length| at + length);
        if is_code(&text[at..end]) {
            flags[at..end].fill(true);
        }
        at = end + 1;
    }
    spans(text, &mut flags);
    flags
}

/// Code between two backticks, and a tag with its attributes.
fn spans(text: &[char], flags: &mut [bool]) {
    let mut at = 0;
    while at < text.len() {
        let close = match text[at] {
            '`' if text.get(at + 1).is_some_and(|c| !c.is_whitespace() && *c != '`') => '`',
            '<' if text.get(at + 1).is_some_and(char::is_ascii_alphabetic) => '>',
            _ => {
                at += 1;
                continue;
            }
        };
        let Some(length) = text[at + 1..].iter().position(|&c| c == close) else { return };
        let inner = &text[at + 1..=at + length];
        if close == '`' && inner.last().is_some_and(|c| !c.is_whitespace()) || inner.contains(&'=') {
            flags[at..=at + 1 + length].fill(true);
        }
        at += length + 2;
    }
}

/// Whether what stands between two spaces is no word of prose.
fn is_code(token: &[char]) -> bool {
    const SIGNS: [&str; 14] =
        ["://", "www.", "==", "!=", "=>", "->", "<-", "<!-", "</", "/>", "=\"", "='", "::", "();"];
    if token.len() < 2 {
        return false;
    }
    let token: String = token.iter().collect();
    SIGNS.iter().any(|sign| token.contains(sign))
        || token.contains(['{', '}', '\\'])
        || token.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        || token.contains("/...")
        || is_call(&token)
        || is_option(&token)
        || is_face(&token)
}

/// `print("so")`.
fn is_call(token: &str) -> bool {
    let mut calls = token.match_indices('(').filter(|(at, _)| token[at + 1..].starts_with(['"', '\'']));
    calls.any(|(at, _)| token[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// `--dry-run`, `--depth=3`: an option of a command, and no dash before a word.
fn is_option(token: &str) -> bool {
    let Some(name) = token.strip_prefix("--") else { return false };
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '=');
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.contains(['-', '='])
        && !name.contains("--")
        && name.trim_end_matches(['.', ',']).chars().all(is_name)
}

/// `:'(`, `>:'-)`, `;'D`, `D':`.
fn is_face(token: &str) -> bool {
    let is_tear = |at: usize| {
        token[..at].ends_with([':', ';', '=']) && token[at + 1..].starts_with(['(', ')', '-', 'D', '[', ']', '|', '/'])
    };
    token.match_indices('\'').any(|(at, _)| is_tear(at)) || token.trim_end_matches('.') == "D':"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose_is_seen() {
        for token in [
            "http://example.org/it's--here",
            "www.example.org",
            "ann@example.org",
            "print(\"hi\")",
            "--dry-run",
            "--depth=3",
            ":'(",
            "C:\\story's",
            "<a",
            "x=\"1\"",
        ] {
            assert_eq!(is_code(&token.chars().collect::<Vec<_>>()), token != "<a", "{token}");
        }
        for token in ["\"Hello,\"", "--and", "don't", "(\"So", "--so--", "it's:", "rock-'n'-roll"] {
            assert!(!is_code(&token.chars().collect::<Vec<_>>()), "{token}");
        }
        let flags = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            protected(&chars).into_iter().filter(|flag| *flag).count()
        };
        assert_eq!(flags("run `ls \"a b\"` now"), 10);
        assert_eq!(flags("see <a href=\"x y\">this</a>"), 22);
        assert_eq!(flags("she said `hello' and went"), 0);
    }
}
