//! Errors for the person who writes rules: classes with their counts, largest first, then each fault of an open text
//! with the lines around it and what spoke on both sides. Of texts kept apart only numbers are said.

use std::collections::BTreeMap;
use std::fmt::Write;

use storybind::detect::{Claim, Sign};

use crate::faults::{self, Fault, element_of};
use crate::texts::{Text, Use};

/// Characters of a line that are shown.
const WIDTH: usize = 104;
/// Units of a fault whose cues are shown.
const UNITS: usize = 4;

/// Faults from which a class is named in the table.
const COMMON: usize = 3;

/// What is to be shown.
#[derive(Debug, Default)]
pub struct Wish {
    pub role: Option<String>,
    /// Part of a class's name.
    pub class: Option<String>,
    /// A cue that spoke on the lines.
    pub cue: Option<String>,
    /// Faults shown at most.
    pub limit: usize,
}

/// The classes, and the faults of open texts.
pub fn page(texts: &[Text], wish: &Wish) -> String {
    let mut classes: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut shown: Vec<(&Text, Fault)> = Vec::new();
    for text in texts {
        for fault in faults::of(text).into_iter().filter(|fault| wish.wants(text, fault)) {
            let counts = classes.entry(fault.class.clone()).or_default();
            counts[usize::from(text.used == Use::Apart)] += 1;
            counts[2] += fault.corrections;
            if text.used == Use::Open {
                shown.push((text, fault));
            }
        }
    }
    let mut order: Vec<(&String, &[usize; 3])> = classes.iter().collect();
    order.sort_by(|a, b| b.1[2].cmp(&a.1[2]).then_with(|| a.0.cmp(b.0)));
    let mut page = format!("{:>5} {:>5} {:>11}  class\n", "open", "apart", "corrections");
    let is_common = |counts: &[usize; 3]| counts[0] + counts[1] >= COMMON;
    for (class, [open, apart, corrections]) in order.iter().filter(|(_, counts)| is_common(counts)) {
        let _ = writeln!(page, "{open:>5} {apart:>5} {corrections:>11}  {class}");
    }
    let rare = order.iter().filter(|(_, counts)| !is_common(counts));
    let [open, apart, corrections] = rare.clone().fold([0; 3], |a, (_, b)| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
    let _ =
        writeln!(page, "{open:>5} {apart:>5} {corrections:>11}  in {} classes of fewer than {COMMON}", rare.count());
    let place = |class: &str| order.iter().position(|(name, _)| *name == class);
    shown.sort_by_key(|(_, fault)| place(&fault.class));
    for (text, fault) in shown.iter().take(wish.limit) {
        tell(&mut page, text, fault);
    }
    if shown.len() > wish.limit {
        let _ = writeln!(page, "\n{} of {} faults in open texts are shown (--limit)", wish.limit, shown.len());
    }
    page
}

impl Wish {
    fn wants(&self, text: &Text, fault: &Fault) -> bool {
        let speaks = |name: &String| text.evidence.between(&fault.units(text)).iter().any(|sign| sign.cue.name == name);
        self.role.as_ref().is_none_or(|role| fault.roles.contains(role))
            && self.class.as_ref().is_none_or(|class| fault.class.contains(class.as_str()))
            && self.cue.as_ref().is_none_or(speaks)
    }
}

fn tell(page: &mut String, text: &Text, fault: &Fault) {
    let (first, last) = (fault.first, fault.last);
    let _ = writeln!(page, "\n{}   {}/{}:{first}", fault.class, text.corpus, text.name);
    let _ = writeln!(page, "   is {}; said {}", fault.is, fault.said);
    let is_printed = |n: &usize| !text.labels.is_blank(*n);
    let above = (1..first).rev().find(is_printed);
    let below = (last + 1..=text.labels.lines.len()).find(is_printed);
    let within: Vec<Option<usize>> = if last - first < 5 {
        (first..=last).map(Some).collect()
    } else {
        vec![Some(first), Some(first + 1), None, Some(last - 1), Some(last)]
    };
    let own = within.len();
    let lines = above.map(Some).into_iter().chain(within).chain(below.map(Some));
    for (at, line) in lines.enumerate() {
        let is_own = at >= usize::from(above.is_some()) && at < own + usize::from(above.is_some());
        match line {
            Some(n) => {
                let words: String = text.labels.lines[n - 1].chars().take(WIDTH).collect();
                let _ = writeln!(page, "  {}{n:>6} | {words}", if is_own { '>' } else { ' ' });
            }
            None => page.push_str("            …\n"),
        }
    }
    let disputed = fault.disputed(text);
    for &unit in disputed.iter().take(UNITS) {
        let _ = writeln!(page, "   {}", unit_told(text, unit));
    }
    if disputed.len() > UNITS {
        let _ = writeln!(page, "   … {} more paragraphs", disputed.len() - UNITS);
    }
}

/// "120 letter 5 (body): opens letter +6 salutation; continues verse +2 short-lines".
fn unit_told(text: &Text, unit: usize) -> String {
    let line = text.story.units()[unit].lines().start + 1;
    let read = match element_of(text, unit) {
        Some(element) => format!("{} {} ({})", element.role, element.margin, element.runner_up),
        None => "nothing".to_owned(),
    };
    let mut claims: BTreeMap<String, Vec<&Sign>> = BTreeMap::new();
    for sign in text.evidence.at(unit) {
        claims.entry(claim_told(sign.cue.claims)).or_default().push(sign);
    }
    let told = claims.into_iter().map(|(claim, signs)| {
        let sum: i32 = signs.iter().map(|sign| i32::from(sign.cue.weight)).sum();
        let cues: Vec<String> = signs.iter().map(|sign| format!("{:+} {}", sign.cue.weight, sign.cue.name)).collect();
        format!("\n      {claim} {sum}: {}", cues.join(", "))
    });
    let told: Vec<String> = told.collect();
    let told = if told.is_empty() { " no cue".to_owned() } else { told.concat() };
    format!("{line} read as {read}:{told}")
}

fn claim_told(claim: Claim) -> String {
    match claim {
        Claim::Opens(role) => format!("opens {role}"),
        Claim::Continues(role) => format!("continues {role}"),
        Claim::Closes(role) => format!("closes {role}"),
        Claim::Is(kind) => format!("is {kind:?}"),
    }
}
