//! The formulation of a mental health plan: how what they live with came about and goes on, worked out with them
//! (STANDARDS D3 item 6). Recorded, never made here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, listed, wanted};
use super::slot::{Slot, at_most_one, slot};
use super::{Arrangement, ArrangementKind, Refused};

/// What was worked out, by whom, with whom.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formulation {
    /// What it says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub says: String,
    /// Who worked it out with them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How the person took part, and who else did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub involved: String,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

impl Arrangement for Formulation {
    const KIND: ArrangementKind = ArrangementKind::Formulation;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(says: Text, "What it says", "how it came about, what keeps it going, what helps"),
        slot!(by: Who, "Worked out by", "Right takes somebody of the care team"),
        slot!(involved: Line, "Who took part", "how the person did, and who else"),
        slot!(on: Been, "On", "today; 3 feb"),
    ];

    at_most_one!(formulation);

    fn brief(&self) -> String {
        listed([("", &self.says), ("worked out by", &self.by)])
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if *self != Self::default() {
            wanted("says", &self.says, "what was worked out with them")?;
        }
        days_have_been(self, today)
    }
}
