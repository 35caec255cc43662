//! The list "worth a look", measured: on how many texts with something wrong it names a wrong place.

use std::fmt::Write;

use storybind::report;

use crate::faults;
use crate::tally::share;
use crate::texts::{CORPORA, Text, Use};

/// What the list is worth on some texts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Worth {
    texts: usize,
    /// Places named on texts with nothing to correct.
    idle: usize,
    faulty: usize,
    /// Faulty texts where a fault stands at a place named first for its question; or at one named as alike.
    first: usize,
    named: usize,
    faults: usize,
    faults_named: usize,
    /// Faulty texts whose faults are all named.
    whole: usize,
}

/// The table, and the faults of open texts on which the list says nothing.
pub fn page(texts: &[Text]) -> String {
    let mut page = format!(
        "{:<18}{:>6}{:>7}{:>12}{:>12}{:>14}{:>12}{:>14}\n",
        "", "texts", "faulty", "place first", "place named", "faults named", "all named", "idle a story"
    );
    let mut all = [Worth::default(); 2];
    for used in Use::BOTH {
        for corpus in CORPORA {
            let some: Vec<&Text> = texts.iter().filter(|t| t.corpus == corpus && t.used == used).collect();
            if !some.is_empty() {
                let worth = some.iter().map(|text| worth(text)).fold(Worth::default(), Worth::and);
                tell(&mut page, &format!("{corpus} {}", used.name()), worth);
                all[usize::from(used == Use::Apart)] = all[usize::from(used == Use::Apart)].and(worth);
            }
        }
    }
    tell(&mut page, "all open", all[0]);
    tell(&mut page, "all apart", all[1]);
    tell(&mut page, "all", all[0].and(all[1]));
    page.push_str("\nfaults in open texts whose list names no wrong place:\n");
    for text in texts.iter().filter(|text| text.used == Use::Open) {
        let its = worth(text);
        if its.faulty > 0 && its.named == 0 {
            for fault in faults::of(text) {
                let _ = writeln!(page, "  {}/{}:{} {}", text.corpus, text.name, fault.first, fault.class);
            }
        }
    }
    page
}

/// The sums as a part of `docs/confidence.md`.
pub fn table(texts: &[Text]) -> String {
    let mut page =
        "\n## Worth a look\n\nOn texts with something to correct, how often the list names a wrong place: as the \
        first of its question, or with those\nalike; and how many of all wrong places it names.\n\n\
        | texts | with something wrong | named first | named | wrong places named | places on faultless texts |\n\
        | --- | --- | --- | --- | --- | --- |\n"
            .to_owned();
    for (name, uses) in [("open", &[Use::Open][..]), ("kept apart", &[Use::Apart]), ("all", &Use::BOTH)] {
        let some = texts.iter().filter(|text| uses.contains(&text.used));
        let its = some.map(worth).fold(Worth::default(), Worth::and);
        let _ = writeln!(
            page,
            "| {name} ({}) | {} | {:.0} % | {:.0} % | {:.0} % | {:.1} a text |",
            its.texts,
            its.faulty,
            100.0 * share(its.first, its.faulty),
            100.0 * share(its.named, its.faulty),
            100.0 * share(its.faults_named, its.faults),
            share(its.idle, its.texts - its.faulty)
        );
    }
    page
}

fn worth(text: &Text) -> Worth {
    let doubts = report::worth_a_look(&text.story, &text.evidence, &text.reading);
    let faults = faults::of(text);
    if faults.is_empty() {
        return Worth { texts: 1, idle: doubts.len(), ..Worth::default() };
    }
    // Lines of a range, 0-based with its end excluded, beside those of a fault, 1-based and included.
    let at =
        |lines: &std::ops::Range<usize>, fault: &faults::Fault| lines.start < fault.last && lines.end >= fault.first;
    let is_first = |fault: &faults::Fault| doubts.iter().any(|doubt| at(&doubt.lines, fault));
    let is_alike = |fault: &faults::Fault| doubts.iter().flat_map(|doubt| &doubt.alike).any(|lines| at(lines, fault));
    let named = faults.iter().filter(|fault| is_first(fault) || is_alike(fault)).count();
    Worth {
        texts: 1,
        idle: 0,
        faulty: 1,
        first: usize::from(faults.iter().any(is_first)),
        named: usize::from(named > 0),
        faults: faults.len(),
        faults_named: named,
        whole: usize::from(named == faults.len()),
    }
}

impl Worth {
    fn and(self, other: Worth) -> Worth {
        Worth {
            texts: self.texts + other.texts,
            idle: self.idle + other.idle,
            faulty: self.faulty + other.faulty,
            first: self.first + other.first,
            named: self.named + other.named,
            faults: self.faults + other.faults,
            faults_named: self.faults_named + other.faults_named,
            whole: self.whole + other.whole,
        }
    }
}

fn tell(page: &mut String, name: &str, worth: Worth) {
    let of = |part: usize, whole: usize| format!("{part} {:.3}", share(part, whole));
    let _ = writeln!(
        page,
        "{name:<18}{:>6}{:>7}{:>12}{:>12}{:>14}{:>12}{:>14.2}",
        worth.texts,
        worth.faulty,
        of(worth.first, worth.faulty),
        of(worth.named, worth.faulty),
        of(worth.faults_named, worth.faults),
        of(worth.whole, worth.faulty),
        share(worth.idle, worth.texts - worth.faulty)
    );
}
