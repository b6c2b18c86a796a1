//! Goals and hopes of a plan: the phrase each serves, how it goes, the steps on the way, what came of it (R31, R40, D3).
//!
//! Not here: the plan around them (`plan`), the actions that serve them (`item`).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::id::{GoalId, ItemId, NeedId, StageId};
use super::item::Outcome;

/// A goal or hope.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Identity.
    pub id: GoalId,
    /// The need it answers, if one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// The goal, in words.
    pub text: String,
    /// The phrase of the person's words that it serves; empty marks it as not anchored (R31).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// Why it was decided on (R39).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// How important it is to the person, 1 to 10 (D3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance: Option<u8>,
    /// How far it has come.
    #[serde(default)]
    pub state: GoalState,
    /// The steps on the way to it (D3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageGoal>,
    /// How it goes, in the person's view and in the coordinator's; only ever added to (R40).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub progress: Vec<Progress>,
    /// What came of it, oldest first; only ever added to (D3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// The order in which its actions stand; those that are not named follow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<ItemId>,
}

impl Goal {
    /// A goal of which no more is known than its words.
    pub fn new(id: GoalId, text: &str) -> Self {
        Self {
            id,
            need: None,
            text: text.to_owned(),
            because: String::new(),
            reason: String::new(),
            importance: None,
            state: GoalState::Active,
            stages: Vec::new(),
            progress: Vec::new(),
            outcomes: Vec::new(),
            order: Vec::new(),
        }
    }

    /// The newest note in one of the two views.
    pub fn latest(&self, view: Eyes) -> Option<&Progress> {
        self.progress
            .iter()
            .filter(|note| note.view == view)
            .max_by_key(|note| (note.on, note.at))
    }

    /// Where an action stands among those that serve the goal.
    pub fn place_of(&self, action: ItemId) -> usize {
        self.order
            .iter()
            .position(|id| *id == action)
            .unwrap_or(usize::MAX)
    }
}

/// How far a goal has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalState {
    /// Being worked on.
    #[default]
    Active,
    /// Set aside for now.
    OnHold,
    /// Reached.
    Reached,
    /// Given up, as the person wished.
    Dropped,
}

impl GoalState {
    /// Every state, in menu order.
    pub const ALL: [Self; 4] = [Self::Active, Self::OnHold, Self::Reached, Self::Dropped];

    /// The state in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::OnHold => "on hold",
            Self::Reached => "reached",
            Self::Dropped => "dropped",
        }
    }
}

/// A step on the way to a goal, or to the end of an action (D3: stage goals with outcome and status).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageGoal {
    /// Identity.
    pub id: StageId,
    /// The step, in words.
    pub text: String,
    /// How far it has come.
    #[serde(default)]
    pub state: GoalState,
    /// What came of it, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome: String,
}

/// Through whose eyes progress is seen (R40).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eyes {
    /// The person's, in their words.
    Person,
    /// The coordinator's.
    Coordinator,
}

impl Eyes {
    /// Whose view it is, in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "in their view",
            Self::Coordinator => "in the coordinator's view",
        }
    }
}

/// How a goal goes, as somebody saw it on a day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The day that it is about.
    pub on: NaiveDate,
    /// Through whose eyes.
    pub view: Eyes,
    /// How it goes, in words.
    pub text: String,
    /// Who wrote it down: a login.
    pub by: String,
    /// When it was written down (UTC); orders the notes of a day.
    pub at: DateTime<Utc>,
}

private_debug!(Goal, StageGoal, Progress);

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_goal_that_was_kept_before_there_were_stages_still_reads() {
        let id = Uuid::from_u128(7);
        let old = format!(
            r#"{{"id":"{id}","text":"the garden","because":"my garden","state":"on_hold"}}"#
        );
        let goal: Goal = serde_json::from_str(&old).expect("an old goal");
        let expected = Goal {
            because: "my garden".into(),
            state: GoalState::OnHold,
            ..Goal::new(GoalId(id), "the garden")
        };
        assert_eq!(goal, expected);
        assert_eq!(serde_json::to_string(&goal).expect("JSON"), old);
    }

    #[test]
    fn the_newest_note_is_the_last_of_its_day() {
        let note = |on: &str, at: &str, view, text: &str| Progress {
            on: on.parse().expect("a date"),
            view,
            text: text.into(),
            by: "a.okafor".into(),
            at: at.parse().expect("an instant"),
        };
        let mut goal = Goal::new(GoalId(Uuid::from_u128(1)), "the garden");
        assert!(goal.latest(Eyes::Person).is_none());
        goal.progress = vec![
            note(
                "2026-03-01",
                "2026-03-02T10:00:00Z",
                Eyes::Person,
                "late entry",
            ),
            note(
                "2026-03-02",
                "2026-03-02T09:00:00Z",
                Eyes::Person,
                "morning",
            ),
            note("2026-03-02", "2026-03-02T09:30:00Z", Eyes::Person, "noon"),
            note(
                "2026-03-03",
                "2026-03-03T09:00:00Z",
                Eyes::Coordinator,
                "steady",
            ),
        ];
        let latest = |view| goal.latest(view).map(|note| note.text.as_str());
        assert_eq!(latest(Eyes::Person), Some("noon"));
        assert_eq!(latest(Eyes::Coordinator), Some("steady"));
    }
}
