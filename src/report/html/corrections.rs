//! The corrections that the page offers to copy: what the words say that mean an element, and what it may be called.
//!
//! A block to paste is `lead`, an anchor, and the lines of a choice, one behind the other.

use serde_json::{Value, json};

use super::super::attention::Doubt;
use super::super::suggest::Suggestions;
use super::badge::name;
use crate::classify::{Element, Reading};
use crate::detect::Role;
use crate::source::Source;
use crate::text::Manuscript;

/// What lines with words can be: what it is called, the key and its value that say more than the role.
const CHOICES: &[(&str, Role, &str)] = &[
    ("prose", Role::Body, ""),
    ("the heading of a part", Role::Heading, "level = \"part\"\n"),
    ("the heading of a chapter", Role::Heading, "level = \"chapter\"\n"),
    ("the heading of a section", Role::Heading, "level = \"section\"\n"),
    ("the work’s title", Role::Title, ""),
    ("the author’s line", Role::Byline, ""),
    ("a field of the title page", Role::Field, ""),
    ("an author’s note", Role::Note, ""),
    ("a table of contents", Role::Contents, ""),
    ("a scene break", Role::Break, ""),
    ("lyrics", Role::Verse, "kind = \"song\"\n"),
    ("a poem", Role::Verse, "kind = \"poem\"\n"),
    ("an epigraph", Role::Epigraph, ""),
    ("a letter", Role::Letter, ""),
    ("a closing line", Role::End, ""),
    ("publisher’s or site’s matter", Role::Boilerplate, ""),
];
