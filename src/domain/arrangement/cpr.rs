//! The decision about resuscitation, as others took it: recorded, never decided here (STANDARDS D5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, listed, review_passed, wanted};
use super::slot::{Slot, at_most_one, slot};
use super::{Arrangement, ArrangementKind, Refused};

/// What was decided, by whom, with whom, and where the paper is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cpr {
    /// The decision, as the paper words it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
    /// Who decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_by: String,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// How the person was involved, and who else was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub involved: String,
    /// Where the paper is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kept_at: String,
    /// When it is to be reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
}

impl Arrangement for Cpr {
    const KIND: ArrangementKind = ArrangementKind::Cpr;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(decision: Line, "Decision", "as the paper words it"),
        slot!(decided_by: Who, "Decided by", "the clinician who signed"),
        slot!(on: Been, "On", "today; 3 feb"),
        slot!(involved: Line, "Who was involved", "how the person and their family took part"),
        slot!(kept_at: Line, "Where the paper is", "inside the front door"),
        slot!(review_on: Ahead, "To be reviewed on", "as the paper says"),
    ];

    at_most_one!(cpr);

    fn brief(&self) -> String {
        listed([
            ("", &self.decision),
            ("decided by", &self.decided_by),
            ("paper:", &self.kept_at),
        ])
    }

    fn lacks(&self, today: NaiveDate) -> Option<String> {
        if self.kept_at.trim().is_empty() {
            return Some("not said where the paper is".to_owned());
        }
        review_passed(self.review_on, today)
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if *self != Self::default() {
            wanted(
                "decision",
                &self.decision,
                "what was decided, as the paper words it",
            )?;
        }
        days_have_been(self, today)
    }
}
