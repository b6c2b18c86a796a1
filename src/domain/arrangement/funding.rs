//! How care is paid for; a budget of one's own needs a named coordinator by law (R42, STANDARDS D3 item 7).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, review_passed, wanted};
use super::slot::{Slot, choice, in_list, slot, worded};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;

worded! {
    /// The kind of funding.
    FundingKind {
        /// A personal budget of the council.
        PersonalBudget = "personal budget",
        /// A personal health budget of the NHS.
        PersonalHealthBudget = "personal health budget",
        /// Money paid to the person.
        DirectPayment = "direct payment",
        /// NHS continuing healthcare.
        ContinuingHealthcare = "NHS continuing healthcare",
        /// The council pays the service.
        Council = "council",
        /// The person pays.
        OwnMeans = "own means",
        /// A charity pays.
        Charity = "charity",
        /// Something else, as its words say.
        Other = "something else",
    }
}

impl FundingKind {
    /// Whether a coordinator has to be named for it.
    pub fn needs_coordinator(self) -> bool {
        matches!(
            self,
            Self::PersonalBudget | Self::PersonalHealthBudget | Self::DirectPayment
        )
    }
}

/// One source of funding.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// Identity.
    pub id: ArrangementId,
    /// The kind.
    pub kind: FundingKind,
    /// What it pays for.
    pub pays_for: String,
    /// Who grants it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub granted_by: String,
    /// The coordinator who has to be named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub coordinator: String,
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

impl Arrangement for Funding {
    const KIND: ArrangementKind = ArrangementKind::Funding;
    const SLOTS: &'static [Slot<Self>] = &[
        choice!(kind: FundingKind, "Kind", "Left and Right choose, or the first letter"),
        slot!(pays_for: Line, "Pays for", "two hours of company a week"),
        slot!(granted_by: Line, "Granted by", "the council, the integrated care board"),
        slot!(coordinator: Who, "Its coordinator", "the one whom the law asks to be named"),
        slot!(since_on: From, "Since", "today; 3 feb"),
        slot!(review_on: Ahead, "Look again on", "+1y"),
        slot!(until_on: Ahead, "Until", "today, if it has ended; it stays in the record"),
    ];

    in_list!(funding);

    fn begin(id: ArrangementId, _: NaiveDate) -> Self {
        Self {
            id,
            kind: FundingKind::default(),
            pays_for: String::new(),
            granted_by: String::new(),
            coordinator: String::new(),
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
            ("", self.kind.word()),
            ("for", &self.pays_for),
            ("granted by", &self.granted_by),
            ("coordinator:", &self.coordinator),
        ])
    }

    fn lacks(&self, today: NaiveDate) -> Option<String> {
        if self.kind.needs_coordinator() && self.coordinator.trim().is_empty() {
            return Some("its coordinator is not named yet".to_owned());
        }
        review_passed(self.review_on, today)
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("pays_for", &self.pays_for, "what it pays for")?;
        days_have_been(self, today)?;
        in_order("until_on", self.since_on, self.until_on)
    }
}
