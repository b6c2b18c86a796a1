//! What to do when things go wrong: signs, what to do, whom to ring, what not to do (R85, STANDARDS D3 item 8).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, review_passed};
use super::slot::{Slot, in_list, slot};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::{ArrangementId, MemberId};
use crate::domain::refusal::Refusal;

/// A plan for one thing that can go wrong.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contingency {
    /// Identity.
    pub id: ArrangementId,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What sets it off: one at least (D3: mandatory).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<String>,
    /// Early warning signs, before it is needed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub early_signs: String,
    /// What should happen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what_to_do: String,
    /// Members of the care team who are rung, in that order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ring: Vec<MemberId>,
    /// Others who are rung, with their numbers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ring_others: String,
    /// What is not to be done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub not_to_do: String,
    /// What the person does to cope.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub coping: String,
    /// First day of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coping_from: Option<NaiveDate>,
    /// Last day of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coping_until: Option<NaiveDate>,
    /// With whom it was agreed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreed_with: String,
    /// The day it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<NaiveDate>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
    /// Who looks at it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub responsible: String,
    /// Its last day, once it holds no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl Contingency {
    /// In one line that will be cut: what is not to be done stands before what is, so that it never falls off the end.
    pub fn brief_to_cut(&self) -> String {
        if self.not_to_do.trim().is_empty() {
            return self.brief();
        }
        let signs = self.triggers.join(", ");
        let (for_what, signs) = if self.name.is_empty() {
            (signs.as_str(), String::new())
        } else {
            (self.name.as_str(), format!(" (if {signs})"))
        };
        let (not, what) = (&self.not_to_do, &self.what_to_do);
        let text = format!("{for_what} (not: {not}): {what}{signs}");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether nobody is named yet who is rung.
    pub fn rings_nobody(&self) -> bool {
        self.ring.is_empty() && self.ring_others.trim().is_empty()
    }
}

impl Arrangement for Contingency {
    const KIND: ArrangementKind = ArrangementKind::Contingency;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(name: Line, "For", "breathless; swollen ankles; the carer cannot come"),
        slot!(triggers: Several, "Set off by", "at least one sign; more than one are parted by ;"),
        slot!(early_signs: Text, "Early signs", "what shows before that"),
        slot!(what_to_do: Text, "What to do", "step by step, for whoever is there"),
        slot!(ring: Members, "Ring", "a digit marks whom to ring, in the order in which they are to be rung"),
        slot!(ring_others: Line, "Ring also", "others, with their numbers: 111 at night"),
        slot!(not_to_do: Text, "What not to do", "no ambulance for swollen ankles alone"),
        slot!(coping: Text, "What helps", "what they do themselves to cope"),
        slot!(coping_from: From, "Helps from", "empty: at all times"),
        slot!(coping_until: Ahead, "Helps until", "empty: at all times"),
        slot!(agreed_with: Line, "Agreed with", "the person, their daughter, the GP"),
        slot!(updated_on: Been, "Last changed", "set by itself when something is changed"),
        slot!(review_on: Ahead, "Look again on", "+3m"),
        slot!(responsible: Who, "Who looks again", "Right takes somebody of the care team"),
        slot!(until_on: Ahead, "Holds until", "today, if it holds no more; it stays in the record"),
    ];

    in_list!(contingency);

    fn begin(id: ArrangementId, today: NaiveDate) -> Self {
        Self {
            id,
            name: String::new(),
            triggers: Vec::new(),
            early_signs: String::new(),
            what_to_do: String::new(),
            ring: Vec::new(),
            ring_others: String::new(),
            not_to_do: String::new(),
            coping: String::new(),
            coping_from: None,
            coping_until: None,
            agreed_with: String::new(),
            updated_on: Some(today),
            review_on: None,
            responsible: String::new(),
            until_on: None,
        }
    }

    fn until_on(&self) -> Option<NaiveDate> {
        self.until_on
    }

    fn brief(&self) -> String {
        let signs = self.triggers.join(", ");
        let for_what = if self.name.is_empty() {
            signs.clone()
        } else {
            listed([("", &self.name), ("if", &signs)])
        };
        let not = if self.not_to_do.is_empty() {
            String::new()
        } else {
            format!(" (not: {})", self.not_to_do)
        };
        let text = format!("{for_what}: {}{not}", self.what_to_do);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn lacks(&self, today: NaiveDate) -> Option<String> {
        if self.what_to_do.trim().is_empty() {
            return Some("what to do is not said yet".to_owned());
        }
        if self.rings_nobody() {
            return Some("nobody to ring yet".to_owned());
        }
        review_passed(self.review_on, today)
    }

    fn silent(&self) -> Option<&'static str> {
        self.rings_nobody().then_some("Ring")
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.triggers.is_empty() {
            return Err(Refused {
                field: "triggers",
                why: Refusal::NoTriggers,
            });
        }
        days_have_been(self, today)?;
        in_order("coping_until", self.coping_from, self.coping_until)
    }

    fn changed(&mut self, before: &Self, today: NaiveDate) {
        if self != before && self.updated_on == before.updated_on {
            self.updated_on = Some(today);
        }
    }
}
