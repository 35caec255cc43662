//! A reading as a page to look at in a browser: the story as typed, its reading beside it, every decision's reasons,
//! the places worth a look.
//!
//! One file without a network. Its style sheet (`page.css`) and its script (`page.js`) lie beside this file; the page
//! names their digests to the browser, which runs nothing else. Without its script it still is a page to read.

mod badge;
mod corrections;
mod escape;
mod reasons;
#[cfg(test)]
mod tests;
mod typed;

use std::fmt::Write;

use serde_json::Value;

use super::certainty::Confidence;
use super::findings::Findings;
use super::outline::{Entry, about_the_file, entries};
use super::phrases::count;
use crate::classify::Reading;
use crate::detect::Evidence;
use crate::source::Provenance;
use crate::text::Manuscript;
use badge::{legend, push_letter, shortened};
use escape::{escaped, in_script, push_escaped};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// SHA-256 of `page.css` and `page.js` in Base64, as Content Security Policy asks for it. `tests/page.mjs` says what they
/// must be when they are not, and so does any browser's console.
const STYLE_DIGEST: &str = "sha256-1Foq7j1852F41c9rOUrTs6TQP6MwlIIc0vXpXDYF4PM=";
const SCRIPT_DIGEST: &str = "sha256-XLbeagFQZ1uRXVI6vkX+9Ee/m65BnYG99/0XXriqV84=";

/// The page. It bears the name of the story's source, and nothing else of it.
#[must_use]
pub fn html(story: &Manuscript, evidence: &Evidence, reading: &Reading, source: &Provenance) -> String {
    let name = &source.name;
    let confidence = Confidence::of(story, evidence, reading);
    let findings = Findings::judged(story, &confidence, reading);
    let looks = &findings.worth_a_look;
    let mut page = String::with_capacity(2 * story.text().len());
    head(&mut page, name);
    // Writing to a string cannot fail.
    let _ = writeln!(page, "<body>\n<header>\n<h1>{}</h1>", escaped(&shortened(name)));
    let _ = writeln!(page, "<p>{findings} <small>{}</small></p>", escaped(&about_the_file(story)));
    steps(&mut page, looks.len());
    page.push_str("</header>\n<nav aria-label=\"Outline\">\n<details open>\n<summary>Outline</summary>\n");
    places(&mut page, &findings);
    outline(&mut page, &entries(story, &confidence, reading));
    page.push_str("</details>\n</nav>\n<main id=\"story\" aria-label=\"The story as typed\">");
    page.push_str(&typed::typed(story, &confidence, reading, looks));
    page.push_str("</main>\n");
    aside(&mut page, reading);
    known(&mut page, "decisions", &reasons::reasons(story, evidence, &confidence, reading, looks));
    known(&mut page, "corrections", &corrections::corrections(story, reading, source, looks));
    let _ = writeln!(page, "<script>{SCRIPT}</script>\n</body>\n</html>");
    page
}

/// What the script reads when it is asked.
fn known(page: &mut String, name: &str, value: &Value) {
    let _ =
        writeln!(page, "<script type=\"application/json\" id=\"{name}\">{}</script>", in_script(&value.to_string()));
}

/// What the page may do: run and show what stands in it, and nothing else. It says so itself; a server that gives it says
/// the same in a header.
#[must_use]
pub fn html_policy() -> String {
    format!(
        "default-src 'none'; style-src '{STYLE_DIGEST}'; script-src '{SCRIPT_DIGEST}'; base-uri 'none'; \
         form-action 'none'"
    )
}

fn head(page: &mut String, name: &str) {
    let policy = html_policy();
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"storybind {}\">\n\
         <title>{}, as storybind reads it</title>\n<style>{STYLE}</style>\n</head>\n",
        env!("CARGO_PKG_VERSION"),
        escaped(&shortened(name)),
    );
}

/// The way from one place that is worth a look to the next.
fn steps(page: &mut String, looks: usize) {
    if looks == 0 {
        page.push_str("<p id=\"steps\">Nothing here needs a look.</p>\n");
        return;
    }
    let _ = writeln!(
        page,
        "<p id=\"steps\"><button type=\"button\" id=\"previous\">Previous <kbd>p</kbd></button> \
         <span id=\"step\" role=\"status\">{} worth a look</span> \
         <button type=\"button\" id=\"next\">Next <kbd>n</kbd></button></p>",
        count(looks, "place", "places")
    );
}

fn places(page: &mut String, findings: &Findings) {
    if findings.worth_a_look.is_empty() && findings.numbering.is_empty() {
        return;
    }
    page.push_str("<h2>Worth a look</h2>\n<ol class=\"looks\">\n");
    for oddity in &findings.numbering {
        let _ = writeln!(page, "<li><a href=\"#{}\">{}</a></li>", oddity.below, escaped(&oddity.to_string()));
    }
    for doubt in &findings.worth_a_look {
        let _ =
            writeln!(page, "<li><a href=\"#{0}\">Line {0}: {1}</a></li>", doubt.line(), escaped(&doubt.to_string()));
    }
    page.push_str("</ol>\n");
}

fn outline(page: &mut String, entries: &[Entry]) {
    page.push_str("<h2>Outline</h2>\n<ul class=\"outline\">\n");
    for entry in entries {
        let kind = if entry.is_title { " headline" } else { "" };
        let _ = write!(page, "<li class=\"depth{}{kind}\">", entry.depth.min(4));
        let _ = write!(page, "<a href=\"#{}\">", entry.line + 1);
        if let Some(element) = entry.weakest.filter(|_| !entry.is_title) {
            push_letter(page, element.role);
        }
        push_escaped(page, &shortened(&entry.words));
        page.push_str("</a>");
        if let Some(held) = &entry.holds {
            let _ = write!(page, " <small>{held}</small>");
        }
        page.push_str("</li>\n");
    }
    page.push_str("</ul>\n");
}

/// Where reasons are shown; before anything is chosen, how the page is to be read.
fn aside(page: &mut String, reading: &Reading) {
    page.push_str(
        "<aside id=\"reasons\" aria-label=\"Reasons\">\n<div id=\"decision\" hidden></div>\n\
         <section id=\"help\">\n<h2>How to read this page</h2>\n\
         <p>The story stands as it was typed. What storybind took for more than prose has a label in the margin: click \
         it, or any line, to see why.</p>\n",
    );
    page.push_str(&legend(|role| reading.elements.iter().filter(|element| element.role == role).count()));
    page.push_str(
        "<dl class=\"keys\">\n\
         <dt><kbd>n</kbd> <kbd>p</kbd></dt><dd>next, previous place worth a look</dd>\n\
         <dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous label in the margin</dd>\n\
         <dt><kbd>J</kbd> <kbd>K</kbd></dt><dd>next, previous paragraph of any kind</dd>\n\
         <dt><kbd>c</kbd></dt><dd>copy the correction</dd>\n\
         <dt><kbd>Esc</kbd></dt><dd>back to this</dd>\n</dl>\n\
         <p><label><input type=\"checkbox\" id=\"keys\" checked> Single keys do this</label></p>\n\
         </section>\n</aside>\n",
    );
}
