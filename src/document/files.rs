//! A story that was typed into several files: where each begins, which of them need a heading by their names, and what
//! stands at their tops again.

use std::ops::Range;

use super::assemble::opens_text;
use super::model::Heading;
use crate::classify::Element;
use crate::detect::Role;
use crate::text::{Manuscript, Words};

/// The files of a story, while its elements are gone through.
pub(super) struct Files<'m> {
    story: &'m Manuscript,
    /// All of them, where there are several.
    all: Vec<File>,
    /// Title and author's lines of the first file.
    title_page: Vec<Range<usize>>,
    /// The next file to begin.
    next: usize,
    /// There is more than one file, and the first has no heading of its own.
    pub(super) are_named: bool,
}

struct File {
    line: usize,
    name: String,
    head: Head,
}

/// What a file begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// Its heading.
    Heading,
    /// Something else, and its heading below.
    Other,
    /// Its text.
    Text,
}

/// How a file begins that does not begin with its heading.
pub(super) enum Beginning<'m> {
    /// With its text, below a heading that its name makes.
    Named(Heading<'m>),
    /// With notes or mottoes that stand above its heading.
    Unnamed,
}

impl<'m> Files<'m> {
    /// Looks at the top of each file.
    pub(super) fn of(story: &'m Manuscript, elements: &[Element]) -> Files<'m> {
        let parts = if story.parts().len() > 1 { story.parts() } else { &[] };
        let end = parts.get(1).map_or(0, |part| part.line);
        let head = |line: usize, end: usize| {
            let first = elements.partition_point(|element| element.lines.start < line);
            let own = elements[first..].iter().take_while(|element| element.lines.start < end);
            let mut own = own.filter(|element| !is_again(element)).peekable();
            match own.peek().map(|element| element.role) {
                Some(Role::Heading) => Head::Heading,
                _ => match own.find(|element| opens_text(element)) {
                    Some(element) if element.role == Role::Heading => Head::Other,
                    _ => Head::Text,
                },
            }
        };
        let ends = parts.iter().skip(1).map(|part| part.line).chain([story.line_count()]);
        let all: Vec<File> = parts
            .iter()
            .zip(ends)
            .map(|(part, end)| File { line: part.line, name: part.name.clone(), head: head(part.line, end) })
            .collect();
        let stated = elements.iter().take_while(|element| element.lines.start < end);
        let title_page = stated.filter(|element| matches!(element.role, Role::Title | Role::Byline));
        let are_named = all.first().is_some_and(|file| file.head == Head::Text && !file.name.is_empty());
        Files { story, title_page: title_page.map(|element| element.lines.clone()).collect(), all, next: 0, are_named }
    }

    /// The lines of the title page that say what an element at the top of a further file says again.
    pub(super) fn again(&self, element: &Element) -> Option<Range<usize>> {
        if !is_again(element) {
            return None;
        }
        let words = words(self.story, &element.lines);
        self.title_page.iter().find_map(|lines| {
            let mut lines = lines.clone().map(|line| line..line + 1).chain([lines.clone()]);
            lines.find(|lines| self::words(self.story, lines) == words)
        })
    }

    /// How the file begins of which this is the first element to be placed; none within a file, or below its heading.
    pub(super) fn begins_with(&mut self, element: &Element) -> Option<Beginning<'m>> {
        let mut begun = None;
        while let Some(file) = self.all.get(self.next).filter(|file| file.line <= element.lines.start) {
            begun = Some(file);
            self.next += 1;
        }
        let file = begun?;
        match file.head {
            Head::Text if !file.name.is_empty() => {
                let lines = element.lines.start..element.lines.start;
                Some(Beginning::Named(Heading { lines, printed: Vec::new(), title: file.name.clone() }))
            }
            Head::Heading => None,
            // What stands above the first file's heading is on the title page.
            _ if file.line == 0 => None,
            Head::Text | Head::Other => Some(Beginning::Unnamed),
        }
    }
}

/// Whether an element of a further file is one that the first file's title page has, too.
fn is_again(element: &Element) -> bool {
    let is_stated = matches!(element.role, Role::Title | Role::Byline);
    is_stated && element.ruling.as_ref().is_some_and(|ruling| ruling.is_of_file)
}

fn words(story: &Manuscript, lines: &Range<usize>) -> Vec<String> {
    lines.clone().flat_map(|line| Words::new(story.line(line)).map(str::to_lowercase).collect::<Vec<_>>()).collect()
}
