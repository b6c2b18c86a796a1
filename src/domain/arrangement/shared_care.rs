//! Shared-care agreements: which organisation prescribes, which monitors, which supplies (R35).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, review_passed, wanted};
use super::slot::{Slot, in_list, slot};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;

/// One agreement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedCare {
    /// Identity.
    pub id: ArrangementId,
    /// The medicine or the monitoring that is shared. No dose is kept here.
    pub what: String,
    /// Who prescribes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prescribes: String,
    /// Who monitors.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub monitors: String,
    /// Who supplies.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub supplies: String,
    /// With whom it was agreed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreed_with: String,
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_on: Option<NaiveDate>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl Arrangement for SharedCare {
    const KIND: ArrangementKind = ArrangementKind::SharedCare;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(what: Line, "What", "the medicine or the monitoring; no doses"),
        slot!(prescribes: Who, "Who prescribes", "Right takes somebody of the care team"),
        slot!(monitors: Who, "Who monitors", "blood tests, weight, side effects"),
        slot!(supplies: Who, "Who supplies", "pharmacy, hospital, home delivery"),
        slot!(agreed_with: Line, "Agreed with", "the person, the practice, the clinic"),
        slot!(since_on: From, "Since", "today; 3 feb"),
        slot!(review_on: Ahead, "Look again on", "+6m"),
        slot!(until_on: Ahead, "Until", "today, if it has ended; it stays in the record"),
    ];

    in_list!(shared_care);

    fn begin(id: ArrangementId, _: NaiveDate) -> Self {
        Self {
            id,
            what: String::new(),
            prescribes: String::new(),
            monitors: String::new(),
            supplies: String::new(),
            agreed_with: String::new(),
            since_on: None,
            review_on: None,
            until_on: None,
        }
    }

    fn until_on(&self) -> Option<NaiveDate> {
        self.until_on
    }

    fn brief(&self) -> String {
        listed([
            ("", &self.what),
            ("prescribes:", &self.prescribes),
            ("monitors:", &self.monitors),
            ("supplies:", &self.supplies),
        ])
    }

    fn lacks(&self, today: NaiveDate) -> Option<String> {
        let open: Vec<&str> = [
            ("prescribes", &self.prescribes),
            ("monitors", &self.monitors),
            ("supplies", &self.supplies),
        ]
        .into_iter()
        .filter(|(_, who)| who.trim().is_empty())
        .map(|(what, _)| what)
        .collect();
        if open.is_empty() {
            return review_passed(self.review_on, today);
        }
        Some(format!("not agreed yet who {}", open.join(", who ")))
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("what", &self.what, "what is shared")?;
        days_have_been(self, today)?;
        in_order("until_on", self.since_on, self.until_on)
    }
}
