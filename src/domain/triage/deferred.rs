//! Reasons that were put off, as the list takes them: silent until their day, never beyond what their rule allows.

use chrono::NaiveDate;
use uuid::Uuid;

use super::rules::{RULES, Rule};
use super::{Clock, Facts, Found};
use crate::domain::deferral::Deferral;
use crate::domain::id::DeferralId;

/// A reason that was put off, as the rules see it.
#[derive(Clone, PartialEq, Eq)]
pub struct DeferralFact {
    /// Which.
    pub id: DeferralId,
    /// Stable name of the rule.
    pub rule: &'static str,
    /// The item, promise, appointment, move or member that it is about; `None` for the record as a whole.
    pub about: Option<Uuid>,
    /// The occurrence: the day on which the rule spoke.
    pub due_on: NaiveDate,
    /// The day on which it was first put off.
    pub first_on: NaiveDate,
    /// The day on which it comes back.
    pub until_on: NaiveDate,
    /// Why; empty where only dates matter, as in the whole list.
    pub because: String,
}

private_debug!(DeferralFact {
    rule,
    due_on,
    first_on,
    until_on
});

impl DeferralFact {
    /// The digest of a deferral; `None` where this version does not know its rule.
    pub fn of(deferral: &Deferral) -> Option<Self> {
        Some(Self {
            id: deferral.id,
            rule: known_rule(&deferral.rule)?,
            about: deferral.about.id(),
            due_on: deferral.due_on,
            first_on: deferral.first_on,
            until_on: deferral.until_on,
            because: deferral.because.clone(),
        })
    }
}

/// The name of a rule that there is.
pub fn known_rule(rule: &str) -> Option<&'static str> {
    RULES
        .iter()
        .map(|one: &Rule| one.name)
        .find(|name| *name == rule)
}

/// That a finding is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PutOff {
    /// The day on which it comes back, which lies ahead.
    pub until: NaiveDate,
    /// What says so, as a place in [`Facts::deferrals`].
    pub at: usize,
}

impl Facts {
    /// The deferral of what a finding is about, of this or of an earlier occurrence.
    pub fn deferral_of(&self, found: &Found) -> Option<&DeferralFact> {
        self.deferrals.get(place(self, found)?)
    }
}

fn place(facts: &Facts, found: &Found) -> Option<usize> {
    if facts.deferrals.is_empty() {
        return None;
    }
    let about = found.subject(facts).id();
    facts
        .deferrals
        .iter()
        .position(|one| one.rule == found.rule.name && one.about == about)
}

/// Whether a finding is put off now, and until when.
///
/// Whatever a record says, nothing is put off before the day on which that was decided, nor for longer than the rule
/// allows: a file from elsewhere may claim anything.
pub(super) fn put_off(facts: &Facts, found: &Found, clock: &Clock<'_>) -> Option<PutOff> {
    let at = place(facts, found)?;
    let deferral = facts.deferrals.get(at)?;
    let most = found.rule.put_off_at_most?;
    if deferral.due_on != found.due || deferral.first_on > clock.today() {
        return None;
    }
    let last = clock.holidays.add_working_days(deferral.first_on, most);
    let until = deferral.until_on.min(last);
    (until > clock.today()).then_some(PutOff { until, at })
}
