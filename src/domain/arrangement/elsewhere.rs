//! Decisions taken elsewhere, often in a hurry, which have to come back to the lead and into the plan (R89).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, wanted};
use super::slot::{Slot, in_list, slot};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;
use crate::domain::refusal::Refusal;
use crate::domain::say;

/// A decision that somebody else took.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Identity.
    pub id: ArrangementId,
    /// What was decided.
    pub what: String,
    /// Where: a ward, a clinic, a night service.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_at: String,
    /// Who decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_by: String,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The day the lead was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_told_on: Option<NaiveDate>,
    /// The day it was taken into this plan, or found to change nothing in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_plan_on: Option<NaiveDate>,
    /// What it changed in this plan.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub changed: String,
}

impl Elsewhere {
    /// Whether the lead knows of it and the plan has it.
    pub fn is_back(&self) -> bool {
        self.lead_told_on.is_some() && self.in_plan_on.is_some()
    }
}

impl Arrangement for Elsewhere {
    const KIND: ArrangementKind = ArrangementKind::Elsewhere;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(what: Text, "What was decided", "as they told it"),
        slot!(decided_at: Line, "Where", "County Hospital, Ward 7; night service"),
        slot!(decided_by: Who, "By", "name and role"),
        slot!(on: Been, "On", "today; 3 feb"),
        slot!(lead_told_on: Been, "Lead told on", "until then it is in Today"),
        slot!(in_plan_on: Been, "In this plan since", "the day this plan was changed by it"),
        slot!(changed: Line, "What it changed here", "or that it changes nothing here"),
    ];

    in_list!(elsewhere);

    fn begin(id: ArrangementId, today: NaiveDate) -> Self {
        Self {
            id,
            what: String::new(),
            decided_at: String::new(),
            decided_by: String::new(),
            on: Some(today),
            lead_told_on: None,
            in_plan_on: None,
            changed: String::new(),
        }
    }

    fn brief(&self) -> String {
        let on = self.on.map(say::birth).unwrap_or_default();
        let back = self.in_plan_on.filter(|_| self.is_back());
        let back = back.map(say::birth).unwrap_or_default();
        listed([
            ("", &self.what),
            ("at", &self.decided_at),
            ("by", &self.decided_by),
            ("on", &on),
            ("in this plan since", &back),
        ])
    }

    fn lacks(&self, _: NaiveDate) -> Option<String> {
        let lacks = match (self.lead_told_on, self.in_plan_on) {
            (Some(_), Some(_)) => return None,
            (None, None) => "the lead has not been told, and it is not yet in this plan",
            (None, Some(_)) => "the lead has not been told",
            (Some(_), None) => "not yet in this plan",
        };
        Some(lacks.to_owned())
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("what", &self.what, "what was decided")?;
        if self.on.is_none() {
            return Err(Refused {
                field: "on",
                why: Refusal::NoDay,
            });
        }
        days_have_been(self, today)?;
        in_order("lead_told_on", self.on, self.lead_told_on)?;
        in_order("in_plan_on", self.on, self.in_plan_on)
    }
}
