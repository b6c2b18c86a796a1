//! Stays in hospital, as admissions and discharges tell them: into hospital and home again by turns.

use super::{MoveKind, Transition};
use crate::domain::id::TransitionId;

/// Admissions and discharges on either side of one, in time.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The last one at its instant or before.
    pub before: Option<&'a Transition>,
    /// The first one after it.
    pub after: Option<&'a Transition>,
}

impl<'a> Beside<'a> {
    /// What stands beside an admission or a discharge among the moves of one person; nothing for another move.
    pub fn of(moves: impl Iterator<Item = &'a Transition>, one: &Transition) -> Self {
        let is_stay = |kind| matches!(kind, MoveKind::Admission | MoveKind::Discharge);
        let mut beside = Self {
            before: None,
            after: None,
        };
        let others = moves.filter(|other| other.id != one.id && is_stay(other.kind));
        for other in others.filter(|_| is_stay(one.kind)) {
            let order = |known: &Transition| -> (_, TransitionId) { (known.at, known.id) };
            let is_before = other.at <= one.at;
            let side = if is_before {
                &mut beside.before
            } else {
                &mut beside.after
            };
            let is_nearer = side.is_none_or(|known| (order(other) > order(known)) == is_before);
            if is_nearer {
                *side = Some(other);
            }
        }
        beside
    }

    /// The move of the same kind that stands beside one with nothing between the two: somebody would go into hospital
    /// who is there, or come home who is at home. An admission that was closed by hand is over by then.
    pub fn twice(self, one: &Transition) -> Option<&'a Transition> {
        let same = |other: &&Transition| other.kind == one.kind;
        let is_over = |other: &&Transition| other.kind == MoveKind::Admission && !other.is_open();
        let before = self.before.filter(same).filter(|other| !is_over(other));
        before.or_else(|| self.after.filter(same))
    }

    /// The discharge that ended an admission which is written down after it.
    pub fn ended_by(self, one: &Transition) -> Option<&'a Transition> {
        let is_in = one.kind == MoveKind::Admission;
        (self.after).filter(|after| is_in && after.kind == MoveKind::Discharge)
    }
}
