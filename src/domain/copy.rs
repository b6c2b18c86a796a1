//! Copies: who holds which version of a plan, since when and how they got it, so that what changed since can be sent on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{CopyId, PersonId, VersionId};
use super::sharing::Recipient;

/// A copy that somebody was given.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanCopy {
    /// Identity.
    pub id: CopyId,
    /// Whose plan.
    pub person: PersonId,
    /// Who holds it.
    pub holder: Recipient,
    /// Which version it is; `None` for a record without a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<VersionId>,
    /// Of an emergency sheet, which is no version of the plan: the one whose decisions, wishes and contingency stand on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet_of: Option<VersionId>,
    /// The day they got it (London).
    pub on: NaiveDate,
    /// How: "printed, given by hand", "FHIR file".
    pub how: String,
    /// What was left out of it, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// On what basis they got it, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// The day from which they no longer hold it: given back, destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<NaiveDate>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Login of the user who gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

private_debug!(PlanCopy {
    id,
    version,
    sheet_of,
    on
});
