//! What becomes of a story in hand: read, told of, bound, kept.

use std::path::{Path, PathBuf};

use axum::body::Bytes;
use serde_json::{Value, json};

use super::drafts::Draft;
use crate::Error;
use crate::deliver::{self, Existing, Output};
use crate::epub::{self, Book};
use crate::report::{self, Findings};
use crate::serve::answer::file_name;
use crate::settings::{self, CoverWish, Settings};
use crate::source::{self, Source, name_of};
use crate::story::{ReadStory, Story};

/// What messages call what somebody has typed on the page.
const CORRECTIONS: &str = "corrections";

/// Why a story is not taken, in words for the page.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) message: String,
}

impl Wrong {
    pub(super) fn new(message: impl Into<String>) -> Wrong {
        Wrong { message: message.into() }
    }

    /// What is wrong with a correction. Who has typed it on the page knows of no file.
    fn of_correction(error: settings::Error) -> Wrong {
        match error {
            settings::Error::Wrong { line, what, advice, .. } => {
                Wrong { message: format!("Line {line} of the corrections: {what}; {advice}.") }
            }
            error @ settings::Error::Source(_) => Wrong::of(&error),
        }
    }

    /// What an error says.
    fn of(error: &impl std::fmt::Display) -> Wrong {
        Wrong { message: error.to_string() }
    }
}

/// A bound book, and what its file is called without its ending.
pub(super) struct Bound {
    pub(super) book: Book,
    pub(super) name: String,
}

impl Draft {
    /// A story that nothing has been said of yet. Of a path only the name counts.
    pub(super) fn of(file: &str, bytes: Bytes) -> Draft {
        let last = file.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = file_name(&name_of(Path::new(last)));
        Draft { name, bytes, corrections: String::new() }
    }

    /// The same story, as somebody corrects it.
    pub(super) fn corrected(&self, corrections: String) -> Draft {
        Draft { name: self.name.clone(), bytes: self.bytes.clone(), corrections }
    }

    /// Reads it.
    pub(super) fn read(&self) -> Result<ReadStory, Wrong> {
        let settings = Settings::parse(CORRECTIONS, &self.corrections).map_err(Wrong::of_correction)?;
        let source = Source::of(&*self.name, self.bytes.to_vec());
        let wishes = settings.book(&source.from);
        if let Some(CoverWish::File(_)) = wishes.cover {
            return Err(Wrong::new("No picture can be named here as the cover: take the line out, and one is drawn."));
        }
        let options = crate::Options::default().with(&wishes);
        source::examine(&self.bytes, options.text.encoding).map_err(|error| Wrong::of(&error))?;
        let story = Story::from(source).with_settings(settings).read_with(&options.text);
        match Error::unless_words(story.manuscript(), story.from()) {
            Ok(()) => Ok(story),
            Err(_) => Err(Wrong::new("There is no word in this story. See that the file was saved, or drop another.")),
        }
    }

    /// Binds its book.
    pub(super) fn bind(&self) -> Result<Bound, Wrong> {
        let book = self.read()?.bind().map_err(|error| Wrong::of(&error))?;
        Ok(Bound { book, name: self.name.clone() })
    }
}

/// What the page tells of a reading; all else stands in the report.
pub(super) fn told(story: &ReadStory) -> Value {
    let (manuscript, evidence, reading) = (story.manuscript(), story.evidence(), story.reading());
    let options = crate::Options::default().with(story.wishes());
    let document = story.document(&options);
    let misfits: Vec<String> = story.misfits().iter().map(ToString::to_string).collect();
    json!({
        "title": document.metadata.title,
        "authors": document.metadata.authors,
        "words": document.metadata.words,
        "unsaid": story.unsaid(&document, &options),
        "found": Findings::of(manuscript, evidence, reading).to_string(),
        "suggestions": report::suggest(manuscript, evidence, reading, story.from()),
        "misfits": misfits,
    })
}

/// The page of the report.
pub(super) fn report(story: &ReadStory) -> String {
    report::html(story.manuscript(), story.evidence(), story.reading(), story.from())
}

/// Puts a book into a folder, where no other book stands. Gives the name of its file.
pub(super) fn keep(bound: &Bound, folder: &Path) -> Result<String, Wrong> {
    let story = PathBuf::from(format!("{}.txt", bound.name));
    let place = deliver::plan([(story.as_path(), story.as_path())], &Output::Folder(folder.to_owned()), ".epub");
    let place = place.into_iter().next().ok_or_else(|| Wrong::new("The book has no name."))?;
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if let Some(there) = deliver::standing(&place) {
        let is_same = epub::about(there).is_ok_and(|about| about.identifier == bound.book.identifier);
        if !is_same {
            return Err(Wrong::new(format!("Another book is called {name}. Give the story's file another name.")));
        }
    }
    deliver::place(&bound.book.bytes, &place, Some(folder), Existing::Own).map_err(|error| Wrong::of(&error))?;
    Ok(name)
}
