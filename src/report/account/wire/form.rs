//! The types of the JSON report, key by key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::lock::Changes;

/// The version of the shape.
pub(in crate::report::account) const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
pub(in crate::report::account) struct Report {
    pub(super) storybind: String,
    pub(super) version: u32,
    pub(super) stopped: bool,
    pub(super) fail_on: Vec<String>,
    #[serde(skip_deserializing)]
    pub(super) summary: Summary,
    pub(super) errors: Vec<String>,
    pub(super) passed_over: Vec<PassedOver>,
    pub(super) stories: Vec<Story>,
    pub(super) changes: Option<Changes>,
}

#[derive(Serialize, Default)]
pub(super) struct Summary {
    pub(super) stories: usize,
    pub(super) bound: usize,
    pub(super) unchanged: usize,
    pub(super) planned: usize,
    pub(super) failed: usize,
    pub(super) not_reached: usize,
    pub(super) worth_a_look: usize,
}

#[derive(Serialize, Deserialize)]
pub(super) struct PassedOver {
    pub(super) file: String,
    pub(super) why: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Story {
    pub(super) files: Vec<String>,
    pub(super) book: String,
    pub(super) outcome: String,
    pub(super) error: Option<String>,
    pub(super) found: Option<Found>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) identifier: String,
    pub(super) title: String,
    pub(super) title_is_stated: bool,
    pub(super) authors: Vec<String>,
    pub(super) language: String,
    pub(super) encoding: String,
    pub(super) unreadable: usize,
    pub(super) words: usize,
    pub(super) chapters: usize,
    pub(super) notes: usize,
    pub(super) breaks: usize,
    pub(super) counts: BTreeMap<String, usize>,
    pub(super) headings: Vec<Headline>,
    pub(super) worth_a_look: Vec<Look>,
    pub(super) numbering: Vec<Numbering>,
    pub(super) unfollowed: Vec<Misfit>,
    pub(super) cover: Option<String>,
    pub(super) first_lines: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Headline {
    pub(super) file: usize,
    pub(super) line: usize,
    pub(super) level: u8,
    pub(super) title: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Look {
    pub(super) file: usize,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
    pub(super) text: String,
    pub(super) role: String,
    pub(super) read_as: String,
    pub(super) or_else: String,
    pub(super) or_read_as: String,
    pub(super) or_level: Option<u8>,
    pub(super) certainty: String,
    pub(super) percent: f64,
    pub(super) reasons: Vec<String>,
    pub(super) alike: Vec<Lines>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Lines {
    pub(super) file: usize,
    pub(super) line: usize,
    pub(super) end_line: usize,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Numbering {
    pub(super) kind: String,
    pub(super) counted: String,
    pub(super) first_number: u32,
    pub(super) last_number: u32,
    pub(super) above: Place,
    pub(super) below: Place,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) line: usize,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Misfit {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) message: String,
}
