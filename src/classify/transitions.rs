//! What stands after what: a small table of weights for the step from one element to the next.

use crate::detect::Role;

/// A row: the role above, the role below, the weight of the step, and why.
struct Row(Role, Role, i32, #[allow(dead_code, reason = "read by people")] &'static str);

const TABLE: &[Row] = &[
    Row(Role::Body, Role::Title, -8, "A title stands before the text."),
    Row(Role::Heading, Role::Title, -6, "A title stands before the headings."),
    Row(Role::Title, Role::Title, -6, "A work has one title."),
    Row(Role::Byline, Role::Title, -4, "The title stands above the name."),
    Row(Role::Field, Role::Title, -3, "The title stands above the fields, as a rule."),
    Row(Role::Body, Role::Byline, -4, "Inside the text a name is a name."),
    Row(Role::Body, Role::Contents, -4, "Contents stand before the text."),
    Row(Role::Body, Role::Epigraph, -4, "A motto stands before the text."),
    Row(Role::Body, Role::Field, -2, "Fields stand on the title page, below headings or at the end."),
    Row(Role::Heading, Role::Heading, -1, "A heading is followed by text, unless a part opens with a chapter."),
    Row(Role::Boilerplate, Role::Boilerplate, -4, "Boilerplate below boilerplate is one piece."),
    Row(Role::Note, Role::Note, -6, "A note goes on rather than being followed by another."),
    Row(Role::Verse, Role::Verse, -2, "A poem goes on rather than being followed by another."),
    Row(Role::Contents, Role::Contents, -6, "There is one table of contents."),
    Row(Role::Contents, Role::Body, -1, "Behind the contents stands a heading."),
    Row(Role::Break, Role::Break, -3, "A break parts two scenes."),
    Row(Role::Title, Role::Break, -3, "A break parts two scenes."),
    Row(Role::Byline, Role::Break, -3, "A break parts two scenes."),
    Row(Role::Gap, Role::Heading, -8, "A heading needs no gap above."),
    Row(Role::Gap, Role::Break, -8, "A printed break needs no gap beside it."),
    Row(Role::Gap, Role::Note, -8, "The space sets off the note."),
    Row(Role::Gap, Role::End, -8, "The space sets off the end."),
    Row(Role::Gap, Role::Boilerplate, -8, "The space sets off the site's matter."),
    Row(Role::Gap, Role::Verse, -4, "The space sets off the verse."),
    Row(Role::Gap, Role::Letter, -2, "The space sets off the letter."),
    Row(Role::Gap, Role::Field, -8, "The space sets off the field."),
    Row(Role::Gap, Role::Title, -8, "No scene stands before the title."),
    Row(Role::Gap, Role::Byline, -8, "No scene stands before the name."),
    Row(Role::Gap, Role::Contents, -8, "No scene stands before the contents."),
    Row(Role::Gap, Role::Epigraph, -8, "No scene stands before a motto."),
    Row(Role::Title, Role::Gap, -8, "No scene stands before the text."),
    Row(Role::Byline, Role::Gap, -8, "No scene stands before the text."),
    Row(Role::Field, Role::Gap, -8, "No scene stands before the text."),
    Row(Role::Note, Role::Gap, -8, "The space sets off the note."),
    Row(Role::Contents, Role::Gap, -8, "The space sets off the contents."),
    Row(Role::Heading, Role::Gap, -8, "The space belongs to the heading."),
    Row(Role::Break, Role::Gap, -8, "A printed break needs no gap beside it."),
    Row(Role::Verse, Role::Gap, -4, "The space sets off the verse."),
    Row(Role::Epigraph, Role::Gap, -8, "The space sets off the motto."),
    Row(Role::Letter, Role::Gap, -2, "The space sets off the letter."),
    Row(Role::End, Role::Gap, -8, "Nothing is parted behind the end."),
    Row(Role::Boilerplate, Role::Gap, -8, "The space sets off the site's matter."),
];

/// The weight of the step from an element of one role to the beginning of one of another.
pub(super) fn weight(before: Role, after: Role) -> i32 {
    TABLE.iter().find(|row| row.0 == before && row.1 == after).map_or(0, |row| row.2)
}
