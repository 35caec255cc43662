//! What differs, for a person: by story, the outline with what went and what came, and what to do.

use std::fmt::Write;

use super::changes::{Changes, Mark, OutlineLine, StoryChanges};
use crate::report::paint::Paint;
use crate::report::rows::one_line;

/// The stories whose structure no longer is the locked one, each with what differs; nothing where all of it is growth.
#[must_use]
pub fn shown(changes: &Changes, paint: Paint) -> String {
    let mut page = String::new();
    for story in changes.stories.iter().filter(|story| story.is_failure()) {
        story_shown(&mut page, story, &changes.lock, paint);
    }
    if !page.is_empty() {
        page.push_str("if that was meant: storybind lock, with the same paths\n");
        page.push_str("why a line was read as it was: storybind inspect STORY --explain LINE\n");
    }
    page
}

fn story_shown(page: &mut String, story: &StoryChanges, lock: &str, paint: Paint) {
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{}: is no longer what {lock} says", paint.bold(&one_line(&story.file)));
    for change in story.changes.iter().filter(|change| change.is_failure()) {
        let line = change.line.map_or(String::new(), |line| format!(" (line {line})"));
        let _ = writeln!(page, "  {}{line}", paint.yellow(&one_line(&change.to_string())));
    }
    page.push_str(&outline_shown(&story.outline, paint));
}

/// The outline of a story with what went and what came, a heading a line.
#[must_use]
pub fn outline_shown(outline: &[OutlineLine], paint: Paint) -> String {
    let mut page = String::new();
    for line in outline {
        let heading = line.heading.trim_end();
        let _ = match line.mark {
            Mark::Kept => writeln!(page, "      {heading}"),
            Mark::Gone => writeln!(page, "{}", paint.red(&format!("    - {heading}"))),
            Mark::New => writeln!(page, "{}", paint.green(&format!("    + {heading}"))),
            Mark::LeftOut => writeln!(page, "{}", paint.dim("      …")),
        };
    }
    page
}
