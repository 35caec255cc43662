//! A book's identity: a version 5 UUID of title, author and series, so that an edited story updates a reader's copy.

use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use crate::text::Words;

/// The name space of storybind's books: the version 5 UUID of "storybind" in RFC 9562's name space for domain names.
fn books() -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"storybind")
}

/// What a book is known by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Identity<'a> {
    pub title: Option<&'a str>,
    pub authors: &'a [String],
    pub series: Option<&'a str>,
    /// Counts only where title or author is missing.
    pub file_name: Option<&'a str>,
    /// The user's own identity: a UUID, or any words.
    pub id: Option<&'a str>,
}

/// The identifier as `urn:uuid:`. Case, punctuation, white space and the way accents are encoded do not matter.
pub(super) fn identifier(identity: Identity<'_>) -> String {
    let uuid = match identity.id.map(str::trim).filter(|id| !id.is_empty()) {
        Some(id) => {
            let bare = id.strip_prefix("urn:uuid:").unwrap_or(id);
            Uuid::try_parse(bare).unwrap_or_else(|_| Uuid::new_v5(&books(), id.as_bytes()))
        }
        None => Uuid::new_v5(&books(), name(identity).as_bytes()),
    };
    uuid.urn().to_string()
}

/// One line a part, so that no word can pass from one part to the next.
fn name(identity: Identity<'_>) -> String {
    let is_known = identity.title.is_some() && !identity.authors.is_empty();
    let mut parts = vec![folded(identity.title.unwrap_or_default())];
    parts.push(identity.authors.iter().map(|author| folded(author)).collect::<Vec<_>>().join(";"));
    parts.push(folded(identity.series.unwrap_or_default()));
    if !is_known {
        parts.push(folded(identity.file_name.unwrap_or_default()));
    }
    parts.join("\n")
}

fn folded(words: &str) -> String {
    let lower: String = words.nfc().flat_map(char::to_lowercase).nfc().collect();
    let found: Vec<&str> = Words::new(&lower).collect();
    // A title of signs alone is a name too.
    if found.is_empty() { lower.split_whitespace().collect::<Vec<_>>().join(" ") } else { found.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, author: &str, file_name: &str) -> String {
        let authors: Vec<String> = if author.is_empty() { Vec::new() } else { vec![author.to_owned()] };
        let title = (!title.is_empty()).then_some(title);
        identifier(Identity { title, authors: &authors, file_name: Some(file_name), ..Identity::default() })
    }

    #[test]
    fn an_identity_does_not_hang_on_typing() {
        assert_eq!(of("The Café", "Ada Quill", "a.txt"), of("THE  CAFE\u{301}", "ada quill", "b.txt"));
        assert_ne!(of("The Cafe", "Ada Quill", "a.txt"), of("The Café", "Ada Quill", "a.txt"));
        assert_ne!(of("The Gate", "Ada", "a"), of("The Gate Ada", "", "a"));
    }

    #[test]
    fn the_file_name_counts_only_where_title_or_author_is_missing() {
        assert_ne!(of("The Gate", "", "a.txt"), of("The Gate", "", "b.txt"));
        assert_ne!(of("", "Ada", "a.txt"), of("", "Ada", "b.txt"));
    }

    #[test]
    fn the_users_identity_stands() {
        let stated = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
        assert_eq!(identifier(Identity { id: Some(stated), ..Identity::default() }), format!("urn:uuid:{stated}"));
        let words = Identity { id: Some("my own book"), ..Identity::default() };
        assert!(identifier(words).starts_with("urn:uuid:"));
        assert_ne!(identifier(words), identifier(Identity::default()));
    }
}
