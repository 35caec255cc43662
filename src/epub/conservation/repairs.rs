//! What was repaired in the text is what a mistake had made of it: making the mistake again gives the file's own text.

use super::super::error::Error;
use super::coverage::excerpt;
use crate::text::{Manuscript, Repair};

/// Proves it, the last repairs first.
pub(super) fn prove(story: &Manuscript) -> Result<(), Error> {
    if story.repairs().is_empty() {
        return Ok(());
    }
    let mut text = story.text().to_owned();
    for layer in story.repairs().iter().rev() {
        text = made_again(&text, layer).ok_or_else(|| differs(story, &text))?;
    }
    if text == story.unrepaired() { Ok(()) } else { Err(differs(story, &text)) }
}

/// The text with one layer of mistakes made again; none where a repair is not what it says.
fn made_again(text: &str, layer: &[Repair]) -> Option<String> {
    let mut before = String::with_capacity(text.len());
    let mut from = 0;
    for repair in layer {
        before.push_str(text.get(from..repair.at)?);
        let end = repair.at + repair.after.len();
        before.push_str(&repair.codepage.misread(text.get(repair.at..end)?)?);
        from = end;
    }
    before.push_str(text.get(from..)?);
    Some(before)
}

fn differs(story: &Manuscript, text: &str) -> Error {
    let lines = story.unrepaired().lines().zip(text.lines()).enumerate();
    let other = lines.into_iter().find(|(_, (typed, made))| typed != made);
    let (line, (typed, made)) = other.unwrap_or((0, ("", "")));
    Error::WordsLost { line: line + 1, expected: excerpt(typed), found: excerpt(made) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{self, Options};

    #[test]
    fn a_repair_that_no_mistake_explains_is_a_loss() {
        let typed = "Itâ€™s\nthe cafÃ©, â€œonce moreâ€¦â€\u{9d}";
        let story = text::read(typed.as_bytes(), &Options { repair: true, ..Options::default() });
        assert_eq!(story.text(), "It’s\nthe café, “once more…”");
        assert!(prove(&story).is_ok());
        let layer = &story.repairs()[0];
        assert_eq!(made_again(story.text(), layer).as_deref(), Some(typed));
        assert_ne!(made_again(&story.text().replace('é', "è"), layer).as_deref(), Some(typed));
        assert_eq!(made_again("It", layer), None);
    }
}
