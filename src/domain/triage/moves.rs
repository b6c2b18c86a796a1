//! Moves as the rules see them: flags and dates, and in one person's facts also where from and where to.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::id::TransitionId;
use crate::domain::transition::{MoveKind, Transition};

/// One move, as the rules see it.
#[derive(Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question that one rule asks on its own"
)]
pub struct MoveFact {
    /// Which.
    pub id: TransitionId,
    /// What kind.
    pub kind: MoveKind,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The day on which somebody last asked whether they are still in hospital.
    pub asked_on: Option<NaiveDate>,
    /// Whether it is not closed.
    pub is_open: bool,
    /// Whether the other side acknowledged it.
    pub is_acknowledged: bool,
    /// Whether it is named whom to ring out of hours, or who takes over.
    pub names_contact: bool,
    /// Whether the first call was seen to by its command.
    pub was_called: bool,
    /// Whether the plan was explained again.
    pub was_explained: bool,
    /// Where they come from; empty where only dates matter, as in the whole list.
    pub from: String,
    /// Where they go; empty where only dates matter.
    pub to: String,
}

impl MoveFact {
    /// The digest of a move.
    pub fn of(transition: &Transition) -> Self {
        let discharge = transition.discharge.as_ref();
        Self {
            id: transition.id,
            kind: transition.kind,
            at: transition.at,
            asked_on: transition.asked_on,
            is_open: transition.is_open(),
            is_acknowledged: transition.acknowledged.is_some(),
            names_contact: transition.names_contact(),
            was_called: discharge.is_some_and(|discharge| discharge.called_on.is_some()),
            was_explained: discharge
                .is_some_and(|discharge| discharge.explained_again_on.is_some()),
            from: transition.from.clone(),
            to: transition.to.clone(),
        }
    }

    /// Whether they go home, as the form says it.
    pub fn is_home(&self) -> bool {
        self.to.eq_ignore_ascii_case("home")
    }
}

private_debug!(MoveFact {
    kind,
    at,
    asked_on,
    is_open,
    is_acknowledged,
    names_contact,
    was_called,
    was_explained
});
