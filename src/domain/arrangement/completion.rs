//! Who made the plan with the person, where, and who completed it when (STANDARDS D3 item 7): whoever wrote it down is not
//! always who made it, and a login is nobody's name elsewhere.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, listed};
use super::slot::{Slot, at_most_one, slot};
use super::{Arrangement, ArrangementKind, Refused};

/// Who made it, where, who completed it and when.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The professional who made it with the person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made_by: String,
    /// Where that was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Who completed the record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub completed_by: String,
    /// The day on which it was last brought up to date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<NaiveDate>,
}

impl Arrangement for Completion {
    const KIND: ArrangementKind = ArrangementKind::Completion;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(made_by: Who, "Made with them by", "the professional; Right takes somebody of the team"),
        slot!(place: Line, "Where", "at home, at the surgery"),
        slot!(completed_by: Who, "Completed by", "who wrote it down"),
        slot!(updated_on: Been, "Last updated", "today; 3 feb"),
    ];

    at_most_one!(completion);

    fn brief(&self) -> String {
        listed([
            ("with", &self.made_by),
            ("", &self.place),
            ("completed by", &self.completed_by),
        ])
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        days_have_been(self, today)
    }
}
