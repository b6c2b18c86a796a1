//! Plans of other services: listed here, and reconciled into this one (R30, STANDARDS D3 item 7).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, wanted};
use super::slot::{Slot, in_list, slot};
use super::{Arrangement, ArrangementKind, OtherLine, Refused};
use crate::domain::id::ArrangementId;
use crate::domain::refusal::Refusal;
use crate::domain::say;

/// A plan that another service has for the person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherPlan {
    /// Identity.
    pub id: ArrangementId,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service: String,
    /// What it says, in short.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub says: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kept_at: String,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated_on: Option<NaiveDate>,
    /// The day it was reconciled into this plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reconciled_on: Option<NaiveDate>,
    /// Who did that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reconciled_by: String,
    /// What of it was taken over, and what was not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub taken_over: String,
    /// Its lines, and where each went.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<OtherLine>,
    /// The last day on which it held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl Arrangement for OtherPlan {
    const KIND: ArrangementKind = ArrangementKind::OtherPlan;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(name: Line, "Name", "heart failure self-management plan"),
        slot!(service: Who, "Whose it is", "the service that wrote it"),
        slot!(says: Text, "What it says", "in short"),
        slot!(kept_at: Line, "Where it is", "red folder by the telephone; the clinic's letters"),
        slot!(dated_on: Been, "Its date", "the day it was written"),
        slot!(reconciled_on: Been, "Reconciled on", "empty: not yet; today, if you do it now"),
        slot!(reconciled_by: Who, "Reconciled by", "who compared the two plans"),
        slot!(taken_over: Text, "Taken over", "what is in this plan now, and what is not"),
        slot!(until_on: Ahead, "Holds until", "today, if it holds no more; it stays in the record"),
    ];

    in_list!(other_plans);

    fn begin(id: ArrangementId, _: NaiveDate) -> Self {
        Self {
            id,
            name: String::new(),
            service: String::new(),
            says: String::new(),
            kept_at: String::new(),
            dated_on: None,
            reconciled_on: None,
            reconciled_by: String::new(),
            taken_over: String::new(),
            lines: Vec::new(),
            until_on: None,
        }
    }

    fn until_on(&self) -> Option<NaiveDate> {
        self.until_on
    }

    fn brief(&self) -> String {
        let reconciled = self.reconciled_on.map(say::birth).unwrap_or_default();
        listed([
            ("", &self.name),
            ("of", &self.service),
            ("", &self.says),
            ("reconciled", &reconciled),
        ])
    }

    fn lacks(&self, _: NaiveDate) -> Option<String> {
        if self.reconciled_on.is_none() {
            return Some("not yet reconciled into this plan".to_owned());
        }
        let open = self.lines.iter().filter(|line| line.is_open()).count();
        (open > 0).then(|| {
            let lines = say::count(open, "line", "lines");
            format!("not said where {lines} of it went")
        })
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("name", &self.name, "what that plan is called")?;
        days_have_been(self, today)?;
        let half = !self.taken_over.trim().is_empty() || !self.reconciled_by.trim().is_empty();
        if half && self.reconciled_on.is_none() {
            return Err(Refused {
                field: "reconciled_on",
                why: Refusal::NoDay,
            });
        }
        self.lines.iter().try_for_each(OtherLine::check)?;
        in_order("until_on", self.dated_on, self.until_on)
    }
}
