//! What a cover says: the story's own facts, and nothing else.

use blake3::Hasher;

use crate::document::Metadata;

/// What a cover says, and what decides how it looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The title.
    pub title: String,
    /// The authors, in their order; none where the story names nobody.
    pub authors: Vec<String>,
    /// The series' name, and the place in it where the story says it.
    pub series: Option<(String, Option<String>)>,
    /// BCP 47: how words are broken and set.
    pub language: String,
    /// Genres and the like: some designs are made for some of them.
    pub subjects: Vec<String>,
    /// The book's identity: which of a design's colours it has.
    pub identifier: String,
}

/// Whatever changes in how a cover is drawn counts this up, so that no cover of an earlier design is taken for one of
/// today.
const VERSION: &[u8] = b"3";

impl Facts {
    /// The facts that a cover shows.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Facts {
        Facts {
            title: metadata.title.clone(),
            authors: metadata.authors.clone(),
            series: metadata.series.as_ref().map(|series| (series.name.clone(), series.position.clone())),
            language: metadata.language.clone(),
            subjects: metadata.subjects.clone(),
            identifier: metadata.identifier.clone(),
        }
    }

    /// What a cover depends on, as sixteen hexadecimal digits: where they are the same, the cover is.
    #[must_use]
    pub fn key(&self) -> String {
        let (series, position) = self.series.clone().unwrap_or_default();
        let mut hasher = Hasher::new();
        let single = [&self.title, &series, &position.unwrap_or_default(), &self.language, &self.identifier];
        let parts = single.into_iter().chain(&self.authors).map(String::as_str);
        for part in parts.chain([""]).chain(self.subjects.iter().map(String::as_str)) {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.update(VERSION);
        hasher.finalize().to_hex()[..16].to_owned()
    }
}

/// A number made of words, the same on every machine.
pub(super) fn number_of(words: &str) -> usize {
    let digest = blake3::hash(words.as_bytes());
    let bytes = digest.as_bytes();
    usize::from(bytes[0]) | usize::from(bytes[1]) << 8
}
