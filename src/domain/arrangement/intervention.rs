//! What services do at present, so that it can be seen side by side (R43).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, wanted};
use super::slot::{Slot, choice, in_list, slot, worded};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;

worded! {
    /// What kind of thing is done: two of the same kind may be one too many.
    InterventionKind {
        /// Nobody has said.
        NotSaid = super::slot::NOT_RECORDED,
        /// Taking blood.
        BloodTest = "blood test",
        /// Blood pressure, weight, oxygen and the like.
        Observations = "blood pressure, weight, oxygen",
        /// Dressings.
        Wounds = "wounds and dressings",
        /// Looking over all medicines.
        MedicinesReview = "medicines review",
        /// Helping to take them.
        MedicinesHelp = "help with medicines",
        /// Reviewing a long-term condition.
        ConditionReview = "review of a condition",
        /// Washing, dressing, eating.
        PersonalCare = "personal care",
        /// Physiotherapy.
        Physiotherapy = "physiotherapy",
        /// Occupational therapy.
        OccupationalTherapy = "occupational therapy",
        /// Speech, swallowing, eating.
        Swallowing = "speech and swallowing",
        /// Feet.
        Feet = "foot care",
        /// Talking therapy, mental health.
        MentalHealth = "mental health",
        /// An assessment at home.
        HomeAssessment = "assessment at home",
        /// Company and activities.
        Company = "company and activities",
        /// Support of the carer.
        CarerSupport = "support of the carer",
        /// Something else, as its words say.
        Other = "something else",
    }
}

/// Something that a service does.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intervention {
    /// Identity.
    pub id: ArrangementId,
    /// What kind of thing.
    pub kind: InterventionKind,
    /// What it is, in words; needed where the kind does not say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// How often.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub how_often: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub for_what: String,
    /// Its first day; unknown where it has been so for long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_on: Option<NaiveDate>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl InterventionKind {
    /// Whether it says what is done, so that no words are needed.
    pub fn is_named(self) -> bool {
        !matches!(self, Self::NotSaid | Self::Other)
    }
}

impl Intervention {
    /// What kind of thing, and what it is in words.
    pub fn in_full(&self) -> String {
        if self.what.trim().is_empty() || !self.kind.is_named() {
            self.called().to_owned()
        } else {
            format!("{}: {}", self.kind.word(), self.what)
        }
    }

    /// What it is, in a few words.
    pub fn called(&self) -> &str {
        if self.what.trim().is_empty() {
            self.kind.word()
        } else {
            &self.what
        }
    }
}

impl Arrangement for Intervention {
    const KIND: ArrangementKind = ArrangementKind::Intervention;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(what: Line, "What", "leg dressings; empty: as the kind says"),
        choice!(kind: InterventionKind, "Kind", "Left and Right choose, or the first letter; what is not listed is said above"),
        slot!(organisation: Who, "Who does it", "Right takes somebody of the care team"),
        slot!(how_often: Line, "How often", "Mondays and Thursdays; every eight weeks"),
        slot!(for_what: Line, "What for", "so that the family need not"),
        slot!(from_on: From, "From", "today; 3 feb; empty: for long"),
        slot!(until_on: Ahead, "Until", "empty: it goes on; today, if it has ended"),
    ];

    in_list!(interventions);

    fn begin(id: ArrangementId, _: NaiveDate) -> Self {
        Self {
            id,
            kind: InterventionKind::default(),
            what: String::new(),
            organisation: String::new(),
            how_often: String::new(),
            for_what: String::new(),
            from_on: None,
            until_on: None,
        }
    }

    fn until_on(&self) -> Option<NaiveDate> {
        self.until_on
    }

    fn brief(&self) -> String {
        listed([
            ("", self.called()),
            ("", &self.organisation),
            ("", &self.how_often),
            ("for", &self.for_what),
        ])
    }

    fn lacks(&self, _: NaiveDate) -> Option<String> {
        let nobody = self.organisation.trim().is_empty();
        nobody.then(|| "not said who does it".to_owned())
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if !self.kind.is_named() {
            wanted("what", &self.what, "what is done")?;
        }
        days_have_been(self, today)?;
        in_order("until_on", self.from_on, self.until_on)
    }
}
