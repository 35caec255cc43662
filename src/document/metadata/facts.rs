//! What the story says about itself, gathered from the elements that say it.

use std::borrow::Cow;

use crate::classify::{Detail, Element, Reading};
use crate::detect::{FieldKind, Role};
use crate::document::inlines::Typesetter;
use crate::document::pieces::{field_lines, ornaments, split_label};
use crate::text::Manuscript;

/// Lines of a byline, title or piece of boilerplate that are looked at.
const LOOKED_AT: usize = 400;

/// Words from which a paragraph is the story's text.
const PROSE: u16 = 12;

/// What the story says about itself, as typed.
#[derive(Debug, Default)]
pub(super) struct Facts<'m> {
    /// Lines of the first title.
    pub title: Vec<&'m str>,
    /// Bylines before the text, each as one line.
    pub bylines: Vec<String>,
    /// Bylines inside and behind the text.
    pub later_bylines: Vec<String>,
    /// Fields in front, in order.
    pub fields: Vec<Fact<'m>>,
    /// Lines of boilerplate.
    pub boilerplate: Vec<&'m str>,
}

/// A field.
#[derive(Debug)]
pub(super) struct Fact<'m> {
    pub kind: FieldKind,
    pub label: Option<&'m str>,
    pub value: Vec<Cow<'m, str>>,
}

impl Fact<'_> {
    /// The value as one line.
    pub(super) fn words(&self) -> String {
        self.value.join(" ")
    }

    /// Whether the label is one of `labels`, in any case.
    pub(super) fn is_labelled(&self, labels: &[&str]) -> bool {
        self.label.is_some_and(|label| labels.contains(&label.to_lowercase().as_str()))
    }
}

pub(super) fn gather<'m>(story: &'m Manuscript, typesetter: &Typesetter<'m>, reading: &Reading) -> Facts<'m> {
    let mut facts = Facts::default();
    let mut is_front = true;
    let is_short = reading.elements.iter().filter(|element| is_chapter(element)).nth(1).is_none();
    for element in &reading.elements {
        match element.role {
            // A line or two of prose among the fields is something nobody knew.
            Role::Body | Role::Letter => is_front &= words(story, element) < PROSE,
            // With one chapter only, all is said of the work, wherever it stands.
            Role::Heading if !is_short && facts.is_begun() => is_front = false,
            Role::Title => facts.title(typesetter, element),
            Role::Byline => {
                let line = typesetter.joined(element.lines.clone()).into_owned();
                if is_front { facts.bylines.push(line) } else { facts.later_bylines.push(line) }
            }
            // Fields below a chapter's heading speak of the chapter.
            Role::Field if is_front || is_short => {
                let typed = field_lines(story, typesetter, element);
                let kind = match element.detail {
                    Detail::Field(kind) => kind,
                    _ => FieldKind::Other,
                };
                facts.fields.push(Fact { kind, label: typed.label, value: typed.value });
            }
            Role::Boilerplate if facts.boilerplate.len() < LOOKED_AT => {
                facts.boilerplate.extend(typesetter.lines(element.lines.clone()).map(|(_, line)| line).take(LOOKED_AT));
            }
            _ => {}
        }
    }
    facts
}

fn is_chapter(element: &Element) -> bool {
    element.role == Role::Heading && !matches!(element.detail, Detail::Heading { level: 3, .. })
}

fn words(story: &Manuscript, element: &Element) -> u16 {
    let blocks = element.units.clone().filter_map(|unit| story.block(unit));
    blocks.map(|block| block.shape.words).fold(0, u16::saturating_add)
}

impl<'m> Facts<'m> {
    fn is_begun(&self) -> bool {
        !self.title.is_empty() || !self.bylines.is_empty() || !self.fields.is_empty()
    }

    fn title(&mut self, typesetter: &Typesetter<'m>, element: &Element) {
        if self.title.is_empty() {
            let lines = typesetter.lines(element.lines.clone()).take(LOOKED_AT).map(|(_, line)| line);
            self.title = lines.filter(|line| !ornaments::is_rule(line)).collect();
        }
    }

    /// Fields of a kind.
    pub(super) fn of(&self, kind: FieldKind) -> impl Iterator<Item = &Fact<'m>> {
        self.fields.iter().filter(move |fact| fact.kind == kind)
    }

    /// What a line of boilerplate says behind one of these labels.
    pub(super) fn in_boilerplate(&self, labels: &[&str]) -> Option<&'m str> {
        self.boilerplate.iter().find_map(|line| {
            let cut = split_label(line)?;
            (labels.contains(&cut.label.to_lowercase().as_str()) && !cut.rest.is_empty()).then_some(cut.rest)
        })
    }
}
