//! Help for whoever writes a spec: what a new case would say today.

use storybind::detect::Cue;

use crate::document;
use crate::told::{self, Told};

/// Prints every case's rows as they are read now, each `by:` the cues without which it would not be there.
///
/// Write the story with any row below it (`1 1 body` will do), run
/// `cargo test --test specs draft -- --ignored --nocapture`, and take over what is right.
#[test]
#[ignore = "prints what cases would say; nothing to test"]
#[allow(clippy::print_stdout, reason = "it is there to print")]
fn draft() {
    for case in document::all().into_iter().flat_map(|document| document.cases) {
        let told = Told::of(&case.story);
        let cues: Vec<&Cue> = told::cues().map(|(_, cue)| cue).filter(|cue| told.knows(cue)).collect();
        let without: Vec<_> = cues.iter().map(|cue| (cue, told.rows_without(cue))).collect();
        println!("{}", case.name);
        for row in told.rows() {
            let mut columns = row.split('\t');
            let mut number = || columns.next().and_then(|it| it.parse().ok()).unwrap_or(0);
            let (first, last, role) = (number(), number(), row.split('\t').nth(2).unwrap_or_default());
            let spoke = |cue: &Cue| told.spoke_for(role, first, last).any(|its| its.name == cue.name);
            let needed = without.iter().filter(|(cue, rows)| !rows.contains(&row) && spoke(cue));
            let by: Vec<&str> = needed.map(|(cue, _)| cue.name).collect();
            let by = if by.is_empty() { String::new() } else { format!("   by: {}", by.join(", ")) };
            println!("{}{by}", row.split('\t').collect::<Vec<_>>().join(" ").trim_end());
        }
        println!();
    }
}
