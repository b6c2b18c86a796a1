//! Additional support plans beside this one (STANDARDS D3 item 9).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, review_passed, wanted};
use super::slot::{Slot, in_list, slot};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;

/// A plan of its own, with its content here.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportPlan {
    /// Identity.
    pub id: ArrangementId,
    /// What it is called.
    pub name: String,
    /// What it says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_on: Option<NaiveDate>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
    /// Who is responsible for that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub responsible: String,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl Arrangement for SupportPlan {
    const KIND: ArrangementKind = ArrangementKind::SupportPlan;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(name: Line, "Name", "positive behaviour support plan"),
        slot!(content: Text, "What it says", ""),
        slot!(since_on: From, "Since", "today; 3 feb"),
        slot!(review_on: Ahead, "Look again on", "+6m"),
        slot!(responsible: Who, "Who looks again", "Right takes somebody of the care team"),
        slot!(until_on: Ahead, "Until", "today, if it has ended; it stays in the record"),
    ];

    in_list!(support_plans);

    fn begin(id: ArrangementId, _: NaiveDate) -> Self {
        Self {
            id,
            name: String::new(),
            content: String::new(),
            since_on: None,
            review_on: None,
            responsible: String::new(),
            until_on: None,
        }
    }

    fn until_on(&self) -> Option<NaiveDate> {
        self.until_on
    }

    fn brief(&self) -> String {
        listed([("", &self.name), ("", &self.content)])
    }

    fn lacks(&self, today: NaiveDate) -> Option<String> {
        review_passed(self.review_on, today)
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("name", &self.name, "what that plan is called")?;
        days_have_been(self, today)?;
        in_order("until_on", self.since_on, self.until_on)
    }
}
