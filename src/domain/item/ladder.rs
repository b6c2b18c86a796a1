//! Asking again, and whom: the escalation ladder, each rung with its day (R60).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One chase of an item.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chase {
    /// The London day.
    pub on: NaiveDate,
    /// Whom.
    #[serde(default, skip_serializing_if = "Rung::is_first")]
    pub rung: Rung,
    /// What came of it, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

private_debug!(Chase { on, rung });

/// How far up it is asked: whoever was asked in the first place, then those above.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// Whoever was asked.
    #[default]
    Again,
    /// Their manager.
    Manager,
    /// The person's lead clinician.
    LeadClinician,
    /// Whoever commissions the service.
    Commissioner,
}

impl Rung {
    /// Every rung, lowest first.
    pub const ALL: [Self; 4] = [
        Self::Again,
        Self::Manager,
        Self::LeadClinician,
        Self::Commissioner,
    ];

    /// Whom one asks on it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Again => "them again",
            Self::Manager => "their manager",
            Self::LeadClinician => "the lead clinician",
            Self::Commissioner => "the commissioner",
        }
    }

    /// The rung above; the highest stays.
    #[must_use]
    pub fn above(self) -> Self {
        match self {
            Self::Again => Self::Manager,
            Self::Manager => Self::LeadClinician,
            Self::LeadClinician | Self::Commissioner => Self::Commissioner,
        }
    }

    /// The rung that comes next after the highest one reached; the lowest where nobody was chased yet.
    pub fn after(highest: Option<Self>) -> Self {
        highest.map_or(Self::Again, Self::above)
    }

    // serde asks by reference.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the form that serde calls"
    )]
    fn is_first(&self) -> bool {
        *self == Self::Again
    }
}
