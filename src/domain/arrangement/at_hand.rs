//! Medicines and equipment kept ready for when things go wrong: what, and where it is (STANDARDS D3 item 8, D5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, review_passed, wanted};
use super::slot::{Slot, choice, in_list, slot, worded};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;

worded! {
    /// What is kept ready.
    AtHandKind {
        /// Anticipatory medicines. No dose is kept here.
        Medicines = "medicines",
        /// Equipment.
        Equipment = "equipment",
    }
}

/// Something kept ready.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtHand {
    /// Identity.
    pub id: ArrangementId,
    /// Medicines or equipment.
    #[serde(default)]
    pub kind: AtHandKind,
    /// What it is.
    pub what: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub for_what: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kept_at: String,
    /// Who may use it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub used_by: String,
    /// Since when it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_on: Option<NaiveDate>,
    /// When it is to be looked at again, or runs out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
    /// The last day it was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl Arrangement for AtHand {
    const KIND: ArrangementKind = ArrangementKind::AtHand;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(what: Line, "What", "just-in-case medicines; oxygen; hospital bed"),
        choice!(kind: AtHandKind, "Kind", "Left and Right choose, or the first letter"),
        slot!(for_what: Line, "For", "breathlessness, pain"),
        slot!(kept_at: Line, "Where it is kept", "top of the kitchen cupboard, green box"),
        slot!(used_by: Who, "Who may use it", "community nurses"),
        slot!(since_on: Been, "There since", "today; 3 feb"),
        slot!(review_on: Ahead, "Look again on", "when it runs out or is checked"),
        slot!(until_on: Ahead, "There until", "today, if it has gone; it stays in the record"),
    ];

    in_list!(at_hand);

    fn begin(id: ArrangementId, _: NaiveDate) -> Self {
        Self {
            id,
            kind: AtHandKind::default(),
            what: String::new(),
            for_what: String::new(),
            kept_at: String::new(),
            used_by: String::new(),
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
            ("for", &self.for_what),
            ("kept at", &self.kept_at),
        ])
    }

    fn lacks(&self, today: NaiveDate) -> Option<String> {
        if self.kept_at.trim().is_empty() {
            return Some("not said where it is kept".to_owned());
        }
        review_passed(self.review_on, today)
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("what", &self.what, "what is kept ready")?;
        days_have_been(self, today)?;
        in_order("until_on", self.since_on, self.until_on)
    }
}
