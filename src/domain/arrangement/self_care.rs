//! Self-care and lifestyle: what somebody does for themselves, and who advised it (R33).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, wanted};
use super::slot::{Slot, in_list, slot};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;

/// One thing that they do for themselves.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfCare {
    /// Identity.
    pub id: ArrangementId,
    /// What they do.
    pub what: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub for_what: String,
    /// What helps them do it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub helped_by: String,
    /// Who advised it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub advised_by: String,
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_on: Option<NaiveDate>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl Arrangement for SelfCare {
    const KIND: ArrangementKind = ArrangementKind::SelfCare;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(what: Text, "What they do", "weighs herself every morning before tea"),
        slot!(for_what: Line, "What for", "to see swelling early"),
        slot!(helped_by: Line, "What helps", "large scales, the diary, a neighbour on Sundays"),
        slot!(advised_by: Who, "Advised by", "Right takes somebody of the care team"),
        slot!(since_on: From, "Since", "today; 3 feb"),
        slot!(until_on: Ahead, "Until", "today, if it has ended; it stays in the record"),
    ];

    in_list!(self_care);

    fn begin(id: ArrangementId, _: NaiveDate) -> Self {
        Self {
            id,
            what: String::new(),
            for_what: String::new(),
            helped_by: String::new(),
            advised_by: String::new(),
            since_on: None,
            until_on: None,
        }
    }

    fn until_on(&self) -> Option<NaiveDate> {
        self.until_on
    }

    fn brief(&self) -> String {
        listed([
            ("", &self.what),
            ("for", &self.for_what),
            ("advised by", &self.advised_by),
        ])
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("what", &self.what, "what they do for themselves")?;
        days_have_been(self, today)?;
        in_order("until_on", self.since_on, self.until_on)
    }
}
