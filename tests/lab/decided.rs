//! Every decision of every text, and whether the labels agree with it: what confidence is measured by.

use storybind::report::{self, Decision, Question};

use crate::texts::{Text, Use};

/// A decision judged.
#[derive(Debug)]
pub struct Judged {
    pub decision: Decision,
    pub is_wrong: bool,
    /// The number of the text's group, and its use.
    pub group: usize,
    pub used: Use,
    /// Decisions of the same question in the same text.
    pub company: usize,
}

/// All decisions; those about which honest readers differ are left out.
pub fn judged(texts: &[Text]) -> Vec<Judged> {
    let mut groups: Vec<(&str, &str)> = texts.iter().map(|text| (text.corpus, text.group.as_str())).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut judged = Vec::new();
    for text in texts {
        let group = groups.partition_point(|&group| group < (text.corpus, text.group.as_str()));
        let from = judged.len();
        for decision in report::decisions(&text.story, &text.evidence, &text.reading) {
            let Some(is_wrong) = is_wrong(text, &decision) else { continue };
            judged.push(Judged { decision, is_wrong, group, used: text.used, company: 0 });
        }
        let mut counts = [0; Question::ALL.len()];
        for own in &judged[from..] {
            counts[own.decision.question as usize] += 1;
        }
        for own in &mut judged[from..] {
            own.company = counts[own.decision.question as usize];
        }
    }
    judged
}

/// Whether the labels say something else; none where nobody can tell.
fn is_wrong(text: &Text, decision: &Decision) -> Option<bool> {
    let first = decision.lines.start + 1;
    let difference = &text.guess.difference;
    match decision.question {
        Question::Space => {
            let mut lines = first..=decision.lines.end;
            if lines.clone().any(|line| text.labels.is_skipped(line)) {
                return None;
            }
            Some(lines.any(|line| text.labels.role_at(line) == Some("gap")))
        }
        Question::Prose | Question::ProseOrHeading | Question::ProseOrOther => {
            (!text.labels.is_skipped(first)).then(|| text.labels.role_at(first) != Some("body"))
        }
        _ => {
            let is_it = |guess: &crate::score::Element| guess.start == first && guess.role == decision.read_as.name();
            let at = text.guess.elements.iter().position(is_it)?;
            let is_found = difference.pairs.iter().any(|&(_, guess)| guess == at);
            if decision.question == Question::Level {
                return is_found.then(|| difference.wrong_level.iter().any(|&(_, guess)| guess == at));
            }
            (!text.guess.elements[at].is_skipped).then_some(!is_found)
        }
    }
}
