//! An account as a page of Markdown: the summary that a CI server shows beside a job.

use std::fmt::Write;

use super::concern::Concern;
use super::marks::{code, fence, message, plain, words};
use super::remark::{Matter, Remark, Weight, shown};
use super::{Account, Entry, Outcome};
use crate::report::lock::{Mark, StoryChanges};
use crate::report::phrases::{count, thousands};

/// Bytes that each list may take: four of them and the rest stay below the megabyte that GitHub takes for a job's step.
const MOST: usize = 200_000;
/// Lines of one outline, and places alike that are named with one.
const OUTLINE: usize = 200;
const ALIKE: usize = 8;

/// The account as Markdown (GitHub's, with tables). Titles, names and messages are words on it and nothing else: none of
/// them becomes markup. The page stays below a megabyte, and says what it leaves out.
#[must_use]
pub fn markdown(account: &Account) -> String {
    let remarks = shown(account);
    let (errors, rest): (Vec<&Remark>, Vec<&Remark>) =
        remarks.iter().partition(|remark| remark.weight == Weight::Error && remark.matter != Matter::Changed);
    let places: Vec<&Remark> = rest.into_iter().filter(|remark| remark.matter != Matter::Changed).collect();
    let mut page = String::from("# storybind\n\n");
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{}\n", counted(account, places.len()));
    if account.is_stopped {
        page.push_str("**The run was stopped before its end.**\n\n");
    }
    let troubles = account.errors.iter().map(|error| format!("- {}\n", message(error)));
    let failures = errors.iter().map(|remark| match remark.matter {
        Matter::Failed => format!("- {}\n", message(&remark.said)),
        _ => item(remark),
    });
    section(&mut page, "## Failed\n\n", troubles.chain(failures));
    let changes = account.changes.iter().flat_map(|changes| &changes.stories);
    section(&mut page, "## Structure\n\n", changes.map(changed));
    let head = "## Stories\n\n| Story | Title | Result | Chapters | Notes | Breaks | Words |\n\
                | --- | --- | --- | ---: | ---: | ---: | ---: |\n";
    section(&mut page, head, account.stories.iter().map(row));
    section(&mut page, "## Worth a look\n\n", places.into_iter().map(item));
    page
}

/// "3 stories: 2 bound, 1 unchanged. 4 places are worth a look."
fn counted(account: &Account, places: usize) -> String {
    let of = |name: &str| account.stories.iter().filter(|entry| entry.outcome.name() == name).count();
    let outcomes = ["bound", "unchanged", "planned", "failed", "not reached"].map(|name| (of(name), name));
    let mut parts: Vec<String> =
        outcomes.iter().filter(|(number, _)| *number > 0).map(|(number, name)| format!("{number} {name}")).collect();
    if !account.passed_over.is_empty() {
        parts.push(format!("{} passed over", count(account.passed_over.len(), "file", "files")));
    }
    let stories = count(account.stories.len(), "story", "stories");
    let parts = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    let looks = match places {
        0 => String::new(),
        1 => " One place is worth a look.".to_owned(),
        places => format!(" {places} places are worth a look."),
    };
    format!("{stories}{parts}.{looks}")
}

/// A list with its heading, as long as its share of the page allows; nothing where there is nothing to list.
fn section(page: &mut String, head: &str, items: impl Iterator<Item = String>) {
    let (start, mut left_out) = (page.len(), 0usize);
    for item in items {
        if page.len() == start {
            page.push_str(head);
        }
        // Once something is left out, all below is: a list with holes would mislead.
        if left_out > 0 || page.len() - start + item.len() > MOST {
            left_out += 1;
        } else {
            page.push_str(&item);
        }
    }
    if left_out > 0 {
        let _ = writeln!(
            page,
            "\n{} left out here; the JSON report has them all.",
            count(left_out, "line is", "lines are")
        );
    }
    if page.len() > start {
        page.push('\n');
    }
}

fn row(entry: &Entry) -> String {
    let name = match entry.files.len() {
        0 | 1 => code(entry.name()),
        files => format!("{} and {} more", code(entry.name()), files - 1),
    };
    let (title, numbers) = match &entry.told {
        Some(told) => {
            let findings = &told.findings;
            let numbers = [findings.chapters, findings.notes, findings.breaks, told.structure.words];
            (words(&told.structure.title), numbers.map(thousands))
        }
        None => (String::new(), Default::default()),
    };
    let result = match entry.outcome {
        Outcome::Failed(_) => "**failed**",
        _ => entry.outcome.name(),
    };
    format!("| {name} | {title} | {result} | {} |\n", numbers.join(" | "))
}

fn item(remark: &Remark) -> String {
    let (place, name) = (code(&remark.place()), remark.matter.name());
    let is_doubt = matches!(remark.matter, Matter::Of(Concern::LowConfidence | Concern::WorthALook));
    let lines: Vec<String> =
        remark.alike.iter().filter(|_| is_doubt).take(ALIKE).map(|(_, lines)| lines.start.to_string()).collect();
    let alike = match lines.len() {
        0 => String::new(),
        1 => format!(" (alike: line {})", lines[0]),
        _ => format!(" (alike: lines {})", lines.join(", ")),
    };
    format!("- {place} {name}: {}{alike}\n", message(&remark.said))
}

fn changed(story: &StoryChanges) -> String {
    let mut item = format!("- {}\n", code(&story.file));
    for change in &story.changes {
        let said = message(&change.to_string());
        let weight = if change.is_failure() { "**" } else { "" };
        let _ = writeln!(item, "  - {weight}{said}{weight}");
    }
    if !story.outline.is_empty() {
        let fence = fence(story.outline.iter().map(|line| &*line.heading));
        let _ = writeln!(item, "\n  {fence}diff");
        for line in story.outline.iter().take(OUTLINE) {
            let mark = match line.mark {
                Mark::Kept => ' ',
                Mark::Gone => '-',
                Mark::New => '+',
                Mark::LeftOut => '…',
            };
            let _ = writeln!(item, "  {mark} {}", plain(&line.heading));
        }
        if story.outline.len() > OUTLINE {
            let _ = writeln!(item, "  … {} more", story.outline.len() - OUTLINE);
        }
        let _ = writeln!(item, "  {fence}");
    }
    item
}
