//! Coordinating medicines, not prescribing them: who supplies, who prescribes next, what awaits agreement (R41).
//!
//! No dose is kept, worked out or advised.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, wanted};
use super::slot::{Slot, in_list, slot};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;

/// Medicines that come the same way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medicines {
    /// Identity.
    pub id: ArrangementId,
    /// Which medicines, in words.
    pub what: String,
    /// Who supplies them, and how.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub supplied_by: String,
    /// Who prescribes next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prescribes_next: String,
    /// The day by which that is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<NaiveDate>,
    /// A change that awaits agreement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub change: String,
    /// Whose agreement it awaits.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub change_awaits: String,
    /// The day that change was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_on: Option<NaiveDate>,
    /// Since when it is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_on: Option<NaiveDate>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl Arrangement for Medicines {
    const KIND: ArrangementKind = ArrangementKind::Medicines;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(what: Line, "Which medicines", "the heart tablets; the blister pack; no doses"),
        slot!(supplied_by: Who, "Who supplies", "pharmacy, how and when"),
        slot!(prescribes_next: Who, "Who prescribes next", "Right takes somebody of the care team"),
        slot!(needed_by: Ahead, "Needed by", "the day by which the next one is needed"),
        slot!(change: Text, "Change awaiting", "what somebody wants changed, in their words"),
        slot!(change_awaits: Who, "Awaits agreement of", "who has to agree to it"),
        slot!(change_on: Been, "Asked for on", "the day that change was asked for"),
        slot!(since_on: From, "So since", "today; 3 feb"),
        slot!(until_on: Ahead, "Until", "today, if it has ended; it stays in the record"),
    ];

    in_list!(medicines);

    fn begin(id: ArrangementId, _: NaiveDate) -> Self {
        Self {
            id,
            what: String::new(),
            supplied_by: String::new(),
            prescribes_next: String::new(),
            needed_by: None,
            change: String::new(),
            change_awaits: String::new(),
            change_on: None,
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
            ("supplied by", &self.supplied_by),
            ("next prescribed by", &self.prescribes_next),
        ])
    }

    fn lacks(&self, _: NaiveDate) -> Option<String> {
        if !self.change.trim().is_empty() {
            let change = self.change.split_whitespace().collect::<Vec<_>>().join(" ");
            return Some(if self.change_awaits.trim().is_empty() {
                format!("awaits somebody's agreement: {change}")
            } else {
                format!("awaits the agreement of {}: {change}", self.change_awaits)
            });
        }
        let open = self.prescribes_next.trim().is_empty();
        open.then(|| "not agreed yet who prescribes next".to_owned())
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("what", &self.what, "which medicines")?;
        days_have_been(self, today)?;
        in_order("until_on", self.since_on, self.until_on)
    }
}
