//! A cue: one named reason to think that a block has a role.

use super::place::Place;
use super::role::{Kind, Role};

/// What a cue says about the unit it holds on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// The unit begins an element of the role.
    Opens(Role),
    /// The unit goes on with the element that is open.
    Continues(Role),
    /// The unit is the last one of its element.
    Closes(Role),
    /// If the unit has the role that the kind belongs to, the element is of this kind.
    Is(Kind),
}

/// One named reason to think that a block has a role: a row of a room's table.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// Completes "a heading, because of a …".
    pub name: &'static str,
    /// What it says.
    pub claims: Claim,
    /// 1 a hint, 3 a sign, 6 almost sure; negative against.
    pub weight: i8,
    /// One sentence for the person whose story it is.
    pub why: &'static str,
    /// Little stories in which the cue holds on the line behind `» `, or on the first line.
    pub yes: &'static [&'static str],
    /// Little stories in which it does not.
    pub no: &'static [&'static str],
    /// When it holds.
    pub holds: Holds,
}

/// When a cue holds, and on which units.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// On the unit looked at.
    Here(fn(&Place) -> bool),
    /// On so many units behind the one looked at (0: it does not hold): where a span goes on to.
    Onward(fn(&Place) -> usize),
}

/// Two tables of one room, one behind the other; `N` is the length of both.
pub(super) const fn joined<const N: usize>(first: &[Cue], behind: &[Cue]) -> [Cue; N] {
    assert!(first.len() + behind.len() == N);
    let mut cues = [first[0]; N];
    let mut at = 1;
    while at < N {
        cues[at] = if at < first.len() { first[at] } else { behind[at - first.len()] };
        at += 1;
    }
    cues
}
