//! Text as it may stand in Markdown: nothing of it becomes markup, in GitHub's dialect or in `CommonMark`.

use crate::report::rows::one_line;

/// Characters of a name, a title, a heading that are shown.
const NAME: usize = 200;
/// Characters of a message that are shown.
const MESSAGE: usize = 600;

/// A title or a name.
pub(super) fn words(text: &str) -> String {
    escaped(&shortened(&plain(text), NAME))
}

/// A message of several lines, on one.
pub(super) fn message(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(plain).map(|line| line.trim().to_owned()).collect();
    escaped(&shortened(&lines.join("; "), MESSAGE))
}

/// A path, set as code. In a table a bar would end the cell even there.
pub(super) fn code(text: &str) -> String {
    let text = shortened(&plain(text), 2 * NAME).replace('|', "\\|");
    let fence = "`".repeat(longest_run(&text) + 1);
    // A space keeps a backtick of the text apart from the fence; the reader takes one off again.
    let space = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A fence that none of the lines can close.
pub(super) fn fence<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    "`".repeat(lines.map(longest_run).max().unwrap_or_default().max(2) + 1)
}

/// A text on one line, without controls and without the marks that turn the direction of writing (Unicode TR 9).
pub(super) fn plain(text: &str) -> String {
    let indent = text.len() - text.trim_start_matches(' ').len();
    let is_turn = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    let text: String = text.chars().filter(|c| !is_turn(*c)).collect();
    format!("{:indent$}{}", "", one_line(&text), indent = indent.min(NAME))
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Every mark that could begin something has a backslash before it, which `CommonMark` allows before any ASCII
/// punctuation; what begins a tag or an entity is written as an entity.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = ' ';
    let mut characters = text.trim().chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '@' | '$' | '!' | '{' | '}' | '^' | '=' => {
                out.push('\\');
                out.push(c);
            }
            // Addresses would become links: https://…, www.…
            ':' if characters.peek() == Some(&'/') => out.push_str("\\:"),
            '.' if matches!(before, 'w' | 'W') => out.push_str("\\."),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(
            words("*The* <b>Tide</b> | [x](http://a.b) & www.c.d"),
            "\\*The\\* &lt;b&gt;Tide&lt;/b&gt; \\| \\[x\\](http\\://a.b) &amp; www\\.c.d"
        );
        assert_eq!(words("a\nb\u{202E}c\u{7}"), "a bc");
        assert_eq!(code("a`b|c.txt"), "``a`b\\|c.txt``");
        assert_eq!(code("`x"), "`` `x ``");
        assert_eq!(fence(["a", "````"].into_iter()), "`````");
        assert_eq!(words(&"x".repeat(300)).chars().count(), NAME + 1);
    }
}
