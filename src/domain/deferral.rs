//! Reasons that were put off: until a day, with a written reason, never for longer than their rule allows.
//!
//! A deferral is about one occurrence: the day on which a rule spoke of one thing. When that day changes, because
//! somebody was spoken with or a new day was agreed, it no longer holds. Nothing is hidden by it: the reason stays on
//! the person's row as put off, is counted, and comes back by itself. How the list takes it is in `triage::deferred`.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::id::{AppointmentId, ContactId, DeferralId, ItemId, MemberId, PersonId, TransitionId};
use super::refusal::Refusal;
use super::triage::{Class, Clock, Facts, Found};

/// One reason of one person, put off. There is at most one in sight for a rule and what it is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    /// Identity.
    pub id: DeferralId,
    /// Whose reason it is.
    pub person: PersonId,
    /// Stable name of the rule. A rule that this version does not know is kept and silences nothing.
    pub rule: String,
    /// What the rule spoke of.
    #[serde(default, skip_serializing_if = "Subject::is_record")]
    pub about: Subject,
    /// The day on which the rule spoke (London): the occurrence.
    pub due_on: NaiveDate,
    /// The day on which this occurrence was first put off (London). The longest time counts from it, however often
    /// the reason was put off or brought back since.
    pub first_on: NaiveDate,
    /// The day on which it comes back (London). Not after today: it is back.
    pub until_on: NaiveDate,
    /// Why, in words; never empty.
    pub because: String,
    /// Who put it off last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

private_debug!(Deferral {
    id,
    rule,
    due_on,
    first_on,
    until_on
});

/// What a rule speaks of: the person's record as a whole, an item, what was promised in a contact, an appointment, a
/// move, or a member of the care team.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The person's record.
    #[default]
    Record,
    /// An open item.
    Item(ItemId),
    /// A promise, by the contact in which it was made.
    Promise(ContactId),
    /// An appointment.
    Appointment(AppointmentId),
    /// A move.
    Move(TransitionId),
    /// A member of the care team, such as a carer for whom a day was set.
    Member(MemberId),
}

impl Subject {
    /// Whether it is the record as a whole.
    pub fn is_record(&self) -> bool {
        *self == Self::Record
    }

    /// The record that it is, if it is one of its own.
    pub fn id(self) -> Option<Uuid> {
        match self {
            Self::Record => None,
            Self::Item(item) => Some(item.0),
            Self::Promise(contact) => Some(contact.0),
            Self::Appointment(appointment) => Some(appointment.0),
            Self::Move(transition) => Some(transition.0),
            Self::Member(member) => Some(member.0),
        }
    }
}

impl Deferral {
    /// The same, brought back today. It stays on record, so that the longest time still counts from the first day.
    #[must_use]
    pub fn brought_back(&self, today: NaiveDate, by: &str) -> Self {
        Self {
            until_on: today,
            by: by.to_owned(),
            ..self.clone()
        }
    }
}

/// What somebody asks for who puts a reason off.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The identity that the deferral gets where there is none yet for this rule and what it is about.
    pub id: DeferralId,
    /// The day on which the reason shall come back (London).
    pub until: NaiveDate,
    /// Why, in words.
    pub because: &'a str,
    /// Who asks.
    pub by: &'a str,
}

/// The last day until which a finding may be put off; `None` where its rule does not allow it at all.
///
/// Counted in working days from the day on which this occurrence was first put off, else from today.
pub fn last_day(facts: &Facts, found: &Found, clock: &Clock<'_>) -> Option<NaiveDate> {
    let most = found.rule.put_off_at_most?;
    Some(
        clock
            .holidays
            .add_working_days(first_on(facts, found, clock), most),
    )
}

/// A gap in the record speaks from the same day whenever it opens: one that was put off so long ago was mended since, or
/// has spoken for a year, and may be put off anew.
const ANOTHER_GAP_AFTER: Days = Days::new(365);

fn first_on(facts: &Facts, found: &Found, clock: &Clock<'_>) -> NaiveDate {
    let today = clock.today();
    let is_old = |first_on: NaiveDate| {
        let forgotten = first_on.checked_add_days(ANOTHER_GAP_AFTER);
        found.rule.class == Class::Record && forgotten.is_some_and(|day| day <= today)
    };
    facts
        .deferral_of(found)
        .filter(|before| before.due_on == found.due && before.first_on <= today)
        .filter(|before| !is_old(before.first_on))
        .map_or(today, |before| before.first_on)
}

/// Puts a finding off that is due, or changes until when it is put off.
///
/// # Errors
/// A refusal that names the last day allowed and what to do instead.
pub fn put_off(
    facts: &Facts,
    found: &Found,
    clock: &Clock<'_>,
    asked: Asked<'_>,
) -> Result<Deferral, Refusal> {
    let today = clock.today();
    if found.due > today {
        return Err(Refusal::NotDueYet(found.due));
    }
    let last = last_day(facts, found, clock).ok_or(Refusal::NeverPutOff)?;
    if last <= today {
        return Err(Refusal::PutOffLongEnough(last));
    }
    if asked.until <= today {
        return Err(Refusal::PutOffNotAhead(last));
    }
    if asked.until > last {
        return Err(Refusal::PutOffTooFar(last));
    }
    let because = asked.because.trim();
    if because.is_empty() {
        return Err(Refusal::NoReason);
    }
    Ok(Deferral {
        id: facts
            .deferral_of(found)
            .map_or(asked.id, |before| before.id),
        person: facts.person,
        rule: found.rule.name.to_owned(),
        about: found.subject(facts),
        due_on: found.due,
        first_on: first_on(facts, found, clock),
        until_on: asked.until,
        because: because.to_owned(),
        by: asked.by.to_owned(),
    })
}
