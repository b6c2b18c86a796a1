//! What a plan arranges beside goals and actions: what to do when things go wrong, wishes, shared care, what other
//! services do (R30, R33, R35, R41-R43, R85-R89; STANDARDS D3 items 7-9, D5).
//!
//! A kind of arrangement is a struct in a file of its own, with a table of what it holds (`slot`); the form that writes
//! it, the plan on the screen and every export read that table.

mod at_hand;
mod backups;
mod completion;
mod contingency;
mod cpr;
mod elsewhere;
mod end_of_life;
mod entry;
mod formulation;
mod funding;
mod intervention;
mod kind;
mod medicines;
mod other_line;
mod other_plan;
mod repetition;
mod self_care;
mod shared_care;
mod slot;
mod support_plan;
#[cfg(test)]
mod tests;
mod wishes;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::refusal::Refused;
pub use at_hand::{AtHand, AtHandKind};
pub use backups::Backups;
pub use completion::Completion;
pub use contingency::Contingency;
pub use cpr::Cpr;
pub use elsewhere::Elsewhere;
pub use end_of_life::EndOfLife;
pub use entry::{Arrangement, Entry, Told};
pub use formulation::Formulation;
pub use funding::{Funding, FundingKind};
pub use intervention::{Intervention, InterventionKind};
pub use kind::{ArrangementKind, Visit};
pub use medicines::Medicines;
pub use other_line::{OtherLine, Taken};
pub use other_plan::OtherPlan;
pub use repetition::{CLOSE_DAYS, Repetition, repetitions};
pub use self_care::SelfCare;
pub use shared_care::SharedCare;
pub use slot::{Access, Choice, Fact, Holds, NOT_RECORDED, Naming, Slot, facts};
pub use support_plan::SupportPlan;
pub use wishes::{Paper, Wishes};

/// Everything that a plan arranges.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangements {
    /// What to do when things go wrong, one plan for each thing (R85).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contingency: Vec<Contingency>,
    /// Medicines and equipment kept ready (D3 item 8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at_hand: Vec<AtHand>,
    /// Who steps in for the main carer and for the coordinator (R86).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backups: Option<Backups>,
    /// Wishes for later, and the papers that say so (R87, D5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wishes: Option<Wishes>,
    /// The decision about resuscitation, as others took it (D5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpr: Option<Cpr>,
    /// Times of end-of-life care; the one that has no end is now (R87).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub end_of_life: Vec<EndOfLife>,
    /// Decisions taken elsewhere (R89).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere>,
    /// Shared-care agreements (R35).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared_care: Vec<SharedCare>,
    /// Self-care and lifestyle (R33).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub self_care: Vec<SelfCare>,
    /// Plans of other services (R30).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_plans: Vec<OtherPlan>,
    /// What services do at present (R43).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interventions: Vec<Intervention>,
    /// Who supplies and prescribes what (R41).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub medicines: Vec<Medicines>,
    /// Additional support plans (D3 item 9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub support_plans: Vec<SupportPlan>,
    /// The formulation of a mental health plan (D3 item 6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formulation: Option<Formulation>,
    /// How care is paid for (R42).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// Who made the plan, where, and who completed it (D3 item 7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<Completion>,
}

impl Arrangements {
    /// Whether nothing is arranged.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Parts what is to be done when things go wrong, with wishes for then, from everything else: a person may share the
    /// one without the other.
    pub fn parted(self) -> (Self, Self) {
        // Named one by one, so that nothing new leaves unsorted.
        let Self {
            contingency,
            at_hand,
            backups,
            wishes,
            cpr,
            end_of_life,
            elsewhere,
            shared_care,
            self_care,
            other_plans,
            interventions,
            medicines,
            support_plans,
            formulation,
            funding,
            completion,
        } = self;
        let when_it_goes_wrong = Self {
            contingency,
            at_hand,
            backups,
            wishes,
            cpr,
            end_of_life,
            ..Self::default()
        };
        let rest = Self {
            elsewhere,
            shared_care,
            self_care,
            other_plans,
            interventions,
            medicines,
            support_plans,
            formulation,
            funding,
            completion,
            ..Self::default()
        };
        (when_it_goes_wrong, rest)
    }

    /// The end-of-life care that goes on, if it does (R87).
    pub fn end_of_life_now(&self) -> Option<&EndOfLife> {
        self.end_of_life
            .iter()
            .filter(|time| time.until_on.is_none())
            .max_by_key(|time| (time.since_on, time.id))
    }

    /// The day of the oldest decision taken elsewhere that has not come back (R89).
    pub fn not_brought_back_since(&self) -> Option<NaiveDate> {
        let open = self.elsewhere.iter().filter(|one| !one.is_back());
        open.filter_map(|one| one.on).min()
    }
}

private_debug!(
    Arrangements,
    AtHand,
    Backups,
    Completion,
    Contingency,
    Cpr,
    Elsewhere,
    EndOfLife,
    Entry,
    Fact,
    Formulation,
    Funding,
    Intervention,
    Medicines,
    OtherPlan,
    SelfCare,
    SharedCare,
    SupportPlan,
    Wishes
);
