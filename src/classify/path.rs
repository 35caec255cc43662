//! The best path through a story: the sequence of states with the highest total, and each unit's margin.
//!
//! The usual dynamic programme over a sequence (Viterbi), kept sparse: a unit has only the states that some evidence
//! speaks for, besides prose, so that a page of plain prose costs one state a paragraph. A unit that a person has spoken
//! of has the state that was said and no other: the best path leads through it, and no margin is left to doubt.

use super::transitions;
use crate::detect::{Claim, Evidence, Role, Sign, Told};
use crate::text::{Manuscript, Unit};

/// Weight that an element must gather before it is opened: in doubt, prose.
pub(super) const DEBT: i32 = 4;
/// Margin of a unit for which nothing but one state was ever considered.
pub const UNRIVALLED: i32 = 20;

/// What a unit is within the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// A block that begins an element; every paragraph of prose begins one.
    Opens(Role),
    /// A block or a space inside an element.
    Inside(Role),
    /// A space that only parts elements; remembers the role above.
    Outside(Role),
    /// A space that is a scene break; remembers the role above.
    Gap(Role),
}

impl State {
    /// The role that a unit in this state has.
    pub(super) fn role(self) -> Role {
        match self {
            State::Opens(role) | State::Inside(role) => role,
            State::Outside(_) => Role::Body,
            State::Gap(_) => Role::Gap,
        }
    }
}

/// One state of one unit, with the best totals of the ways that lead to it and on from it.
#[derive(Debug, Clone)]
struct Node {
    state: State,
    local: i32,
    /// Best total of a path from the start to here, this node included.
    forward: i32,
    /// The node of the unit above on that path.
    from: usize,
    /// Best total of a path from behind here to the end, this node excluded.
    backward: i32,
}

/// A unit on the best path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Its state.
    pub state: State,
    /// How much worse the best total becomes if it had another role.
    pub margin: i32,
    /// The role it would have then.
    pub runner_up: Role,
}

/// A total that no path reaches.
const NEVER: i32 = i32::MIN / 4;

/// Finds the best path.
pub(super) fn best(story: &Manuscript, evidence: &Evidence) -> Vec<Step> {
    let units = story.units();
    let mut nodes: Vec<Node> = Vec::with_capacity(units.len() + units.len() / 4);
    let mut starts: Vec<usize> = Vec::with_capacity(units.len() + 1);
    let mut closing = 0;
    let mut is_parted = false;
    let mut states = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let here = evidence.at(at);
        let above = starts.last().copied().unwrap_or(0)..nodes.len();
        starts.push(nodes.len());
        let told = evidence.rulings().at(at);
        match told {
            Some(told) => said(unit, told, &nodes[above.clone()], &mut states),
            None => consider(unit, here, &nodes[above.clone()], &mut states),
        }
        for (state, local) in states.drain(..) {
            if is_parted && matches!(state, State::Inside(_)) {
                continue;
            }
            let (forward, from) = arrive(state, at == 0, &nodes, above.clone(), closing);
            if forward > NEVER {
                nodes.push(Node { state, local, forward: forward + local, from, backward: 0 });
            }
        }
        closing = weight_of(here, |claim| matches!(claim, Claim::Closes(_)));
        is_parted = told.is_some_and(|told| told.closes);
    }
    starts.push(nodes.len());
    return_from_end(&mut nodes, &starts, evidence);
    walk(&nodes, &starts)
}

/// The best way to arrive at a state from the unit above.
fn arrive(state: State, is_first: bool, nodes: &[Node], above: std::ops::Range<usize>, closing: i32) -> (i32, usize) {
    if is_first {
        return (if matches!(state, State::Inside(_)) { NEVER } else { 0 }, 0);
    }
    above
        .filter_map(|from| Some((nodes[from].forward + step(nodes[from].state, state, closing)?, from)))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
        .unwrap_or((NEVER, 0))
}

/// The weight of a step between two states; none where it cannot be taken.
fn step(before: State, after: State, closing: i32) -> Option<i32> {
    let role_before = match before {
        State::Opens(role) | State::Inside(role) | State::Outside(role) | State::Gap(role) => role,
    };
    match (before, after) {
        (State::Opens(open) | State::Inside(open), State::Inside(role)) if open == role => Some(-closing),
        (State::Opens(_) | State::Inside(_), State::Outside(role) | State::Gap(role)) => (role == role_before)
            .then(|| if matches!(after, State::Gap(_)) { transitions::weight(role_before, Role::Gap) } else { 0 }),
        (State::Gap(_), State::Opens(role)) => Some(transitions::weight(Role::Gap, role)),
        (_, State::Opens(role)) => Some(transitions::weight(role_before, role)),
        (_, State::Inside(_)) | (State::Outside(_) | State::Gap(_), State::Outside(_) | State::Gap(_)) => None,
    }
}

/// Adds the states that evidence speaks for on a unit, besides prose, with their weights.
fn consider(unit: &Unit, signs: &[Sign], above: &[Node], found: &mut Vec<(State, i32)>) {
    if signs.is_empty() && matches!(unit, Unit::Block(_)) {
        return found.push((State::Opens(Role::Body), 0));
    }
    let continues = |role: Role| weight_of(signs, |claim| claim == Claim::Continues(role));
    match unit {
        Unit::Block(_) => {
            found.push((State::Opens(Role::Body), weight_of(signs, |claim| claim == Claim::Opens(Role::Body))));
            for role in Role::ALL.into_iter().skip(1).filter(|&role| role != Role::Gap) {
                if signs.iter().any(|s| s.cue.claims == Claim::Opens(role) && s.cue.weight > 0) {
                    found.push((State::Opens(role), weight_of(signs, |claim| claim == Claim::Opens(role)) - DEBT));
                }
                let weight = continues(role);
                if weight > 0 {
                    found.push((State::Inside(role), weight));
                }
            }
        }
        Unit::Space(_) => {
            let roles = roles_of(above);
            let gap = weight_of(signs, |claim| claim == Claim::Opens(Role::Gap));
            for role in roles {
                found.push((State::Outside(role), 0));
                if gap > 0 {
                    found.push((State::Gap(role), gap - DEBT));
                }
                if continues(role) > 0 {
                    found.push((State::Inside(role), 0));
                }
            }
        }
    }
}

/// The roles of the elements that a unit can stand below, each once.
fn roles_of(above: &[Node]) -> Vec<Role> {
    let role = |node: &Node| match node.state {
        State::Opens(role) | State::Inside(role) | State::Outside(role) | State::Gap(role) => role,
    };
    let mut roles: Vec<Role> = above.iter().map(role).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Adds the state that a person has given a unit; of a space, one for each element that it can stand below.
fn said(unit: &Unit, told: Told<'_>, above: &[Node], found: &mut Vec<(State, i32)>) {
    let role = told.ruling.role;
    match (unit, role) {
        (Unit::Block(_), _) if told.opens => found.push((State::Opens(role), 0)),
        (Unit::Space(_), Role::Body) => found.extend(roles_of(above).into_iter().map(|role| (State::Outside(role), 0))),
        (Unit::Space(_), Role::Gap) => found.extend(roles_of(above).into_iter().map(|role| (State::Gap(role), 0))),
        _ => found.push((State::Inside(role), 0)),
    }
}

fn weight_of(signs: &[Sign], is_meant: impl Fn(Claim) -> bool) -> i32 {
    signs.iter().filter(|s| is_meant(s.cue.claims)).map(|s| i32::from(s.cue.weight)).sum()
}

/// Fills in, from the end upwards, what the best way on from each node is worth.
fn return_from_end(nodes: &mut [Node], starts: &[usize], evidence: &Evidence) {
    for at in (1..starts.len().saturating_sub(1)).rev() {
        let closing = weight_of(evidence.at(at - 1), |claim| matches!(claim, Claim::Closes(_)));
        for before in starts[at - 1]..starts[at] {
            let ways = (starts[at]..starts[at + 1]).filter_map(|after| {
                let node = &nodes[after];
                Some(step(nodes[before].state, node.state, closing)? + node.local + node.backward)
            });
            nodes[before].backward = ways.max().unwrap_or(NEVER);
        }
    }
}

/// Follows the best path and takes each unit's margin.
fn walk(nodes: &[Node], starts: &[usize]) -> Vec<Step> {
    let count = starts.len() - 1;
    let mut steps = Vec::with_capacity(count);
    if count == 0 {
        return steps;
    }
    let last = starts[count - 1]..starts[count];
    let Some(mut at) = last.max_by(|&a, &b| nodes[a].forward.cmp(&nodes[b].forward).then(b.cmp(&a))) else {
        return steps;
    };
    let total = nodes[at].forward;
    for unit in (0..count).rev() {
        let role = nodes[at].state.role();
        let rival = (starts[unit]..starts[unit + 1])
            .filter(|&n| nodes[n].state.role() != role)
            .map(|n| (nodes[n].forward.saturating_add(nodes[n].backward), nodes[n].state.role()))
            .max_by_key(|&(total, _)| total);
        let (margin, runner_up) = match rival {
            Some((other, rival)) => ((total - other).min(UNRIVALLED), rival),
            None => (UNRIVALLED, if role == Role::Body { Role::Note } else { Role::Body }),
        };
        steps.push(Step { state: nodes[at].state, margin, runner_up });
        at = nodes[at].from;
    }
    steps.reverse();
    steps
}
