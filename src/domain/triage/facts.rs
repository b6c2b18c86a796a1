//! The facts about one person that the rules look at: a flat digest of the record, small enough to hold for everybody.
//!
//! The store keeps it beside the record and renews it in the same transaction as each write.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};

use super::appointment_fact::AppointmentFact;
use super::carer_day::CarerDays;
use super::deferred::DeferralFact;
use super::item_fact::ItemFact;
use super::moves::MoveFact;
use crate::domain::access::Access;
use crate::domain::appointment::Appointment;
use crate::domain::calendar::Worked;
use crate::domain::deferral::Deferral;
use crate::domain::id::{MemberId, PersonId};
use crate::domain::item::Item;
use crate::domain::london;
use crate::domain::person::{Person, Status, Tier};
use crate::domain::plan::Plan;
use crate::domain::promise::{Log, Promise};
use crate::domain::sharing::{Sharing, Told};
use crate::domain::team::{Member, Role};
use crate::domain::transition::Transition;
use crate::domain::variation::Variation;
use crate::domain::words::{self, Heading, Words};

/// What the rules know about one person. All dates are London dates.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts {
    /// Who.
    pub person: PersonId,
    /// Name as listed.
    pub name: String,
    /// What to call them.
    pub called: String,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// Tier.
    pub tier: Tier,
    /// The day they joined.
    pub joined_on: NaiveDate,
    /// The pause, if there is one, also when it has run out.
    pub pause: Option<Pause>,
    /// Since when they run things themselves, where they do: then they are watched and not chased (R13).
    pub self_coordinating: Option<NaiveDate>,
    /// The day the navigator took over from another, where one did (R22).
    pub coordinator_since: Option<NaiveDate>,
    /// The day on which their access needs shall be gone through again (STANDARDS D6).
    pub access_review_on: Option<NaiveDate>,
    /// Whether they are to be sent text messages rather than to be rung; said only where there are words.
    pub prefers_text: bool,
    /// The days that were set for their carers themselves, by the carers' ids (R92, STANDARDS D6).
    pub carer_days: Vec<CarerDays>,
    /// The day on which a lead who is not the named GP began to lead (R16).
    pub lead_since: Option<NaiveDate>,
    /// The last day for which the lead was agreed, where the lead is not the named GP and leads for a time (R16).
    pub lead_until_on: Option<NaiveDate>,
    /// Carers who are ill or away, or will be, by their ids; also when it is over.
    pub carers_away: Vec<CarerAway>,
    /// Whether anybody has spoken with them.
    pub first_conversation: bool,
    /// The day somebody last spoke with them or their carer.
    pub spoken_on: Option<NaiveDate>,
    /// The instant at which they were last spoken with, or somebody close to them was rung (UTC): a call on the day of a
    /// discharge may have been before it.
    pub asked_after_at: Option<DateTime<Utc>>,
    /// Longest silence agreed, in days.
    pub contact_every_days: Option<u16>,
    /// The day of the newest contact or attempt.
    pub last_on: Option<NaiveDate>,
    /// What was promised in contacts and stands (R47, R50).
    pub promises: Vec<Promise>,
    /// Planned day of the next review.
    pub review_due: Option<NaiveDate>,
    /// Last day allowed for the next review.
    pub review_by: Option<NaiveDate>,
    /// The day of the last review.
    pub review_held_on: Option<NaiveDate>,
    /// How those two days came about; empty where only dates matter, as in the whole list.
    pub review_how: ReviewHow,
    /// The end-of-life care that goes on, if it does (R87).
    pub end_of_life: Option<EndOfLifeFact>,
    /// The day of the oldest decision taken elsewhere that has not come back (R89).
    pub elsewhere_on: Option<NaiveDate>,
    /// What the record lacks.
    pub gaps: Gaps,
    /// Open items.
    pub items: Vec<ItemFact>,
    /// Appointments that something is to be done about, before or after; those with nothing left are not among them.
    pub appointments: Vec<AppointmentFact>,
    /// Moves about which something may be due.
    pub moves: Vec<MoveFact>,
    /// Reasons that were put off, also those that have come back.
    pub deferrals: Vec<DeferralFact>,
}

impl fmt::Debug for Facts {
    /// Prints dates and flags, no name and no words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts")
            .field("person", &self.person)
            .field("joined_on", &self.joined_on)
            .field("pause", &self.pause)
            .field("self_coordinating", &self.self_coordinating)
            .field("coordinator_since", &self.coordinator_since)
            .field("access_review_on", &self.access_review_on)
            .field("carer_days", &self.carer_days)
            .field("lead", &(self.lead_since, self.lead_until_on))
            .field("carers_away", &self.carers_away)
            .field("spoken_on", &self.spoken_on)
            .field("every", &self.contact_every_days)
            .field("last_on", &self.last_on)
            .field("promises", &self.promises)
            .field("review", &(self.review_due, self.review_by))
            .field("end_of_life", &self.end_of_life)
            .field("elsewhere_on", &self.elsewhere_on)
            .field("gaps", &self.gaps)
            .field("items", &self.items)
            .field("appointments", &self.appointments)
            .field("moves", &self.moves)
            .field("deferrals", &self.deferrals)
            .finish_non_exhaustive()
    }
}

private_debug!(CarerAway {
    member,
    from_on,
    until_on
});

/// How the days of the review came about, each as a sum or with its source; empty where that is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewHow {
    /// The planned day.
    pub due: String,
    /// The last day allowed.
    pub by: String,
}

/// A pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// First day on which they are followed again.
    pub until: NaiveDate,
}

/// End-of-life care that goes on, and what its daily review is counted from (R87).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndOfLifeFact {
    /// Its first day.
    pub since_on: NaiveDate,
    /// The day of the last review of the plan, also when that was before.
    pub reviewed_on: Option<NaiveDate>,
}

impl EndOfLifeFact {
    fn of(plan: &Plan) -> Option<Self> {
        let since_on = plan.arrangements.end_of_life_now()?.since_on?;
        Some(Self {
            since_on,
            reviewed_on: plan.review.last_on,
        })
    }
}

/// A carer who cannot care for a time (R11).
#[derive(Clone, PartialEq, Eq)]
pub struct CarerAway {
    /// Their place in the care team.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day, where it is known: of the absence, or of their place in the team where that ends first.
    pub until_on: Option<NaiveDate>,
}

impl CarerAway {
    /// The absences of carers, each for as long as they hold their place: an end that is planned silences nothing
    /// before its day.
    fn of(team: &[&Member]) -> Vec<Self> {
        let mut away: Vec<Self> = team
            .iter()
            .filter(|member| member.role == Role::Carer)
            .filter_map(|member| {
                let away = member.away.as_ref()?;
                let until_on = away.until_on.into_iter().chain(member.until_on).min();
                let lasts = until_on.is_none_or(|last| last >= away.from_on);
                lasts.then(|| Self {
                    member: member.id,
                    name: member.name.clone(),
                    from_on: away.from_on,
                    until_on,
                })
            })
            .collect();
        away.sort_by_key(|away| away.member);
        away
    }
}

/// The day on which the navigator took over from another; nothing where they are the first, or where there is none.
fn took_over(team: &[&Member]) -> Option<NaiveDate> {
    let navigators = || team.iter().filter(|member| member.role == Role::Navigator);
    let now = navigators()
        .filter(|member| member.until_on.is_none())
        .max_by_key(|member| (member.from_on, member.id))?;
    let after_another = now.handover.is_some()
        || navigators().any(|other| other.id != now.id && other.from_on < now.from_on);
    after_another.then_some(now.from_on)
}

/// Something that a usable record has and this one lacks (class E, DESIGN 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// No Lead Clinical Coordinator.
    Lead,
    /// A lead who is not the named GP, without a reason (R16).
    Variation,
    /// The person was not told who coordinates (R22).
    ToldCoordinator,
    /// Nobody to ring out of hours who may be told anything (R21).
    OutOfHours,
    /// None of the person's own words, and no reason why (R27).
    Words,
    /// The plan is not agreed (R38).
    Agreement,
    /// No backup for carer or coordinator (R86).
    Backup,
    /// Access needs not asked (R26).
    Access,
    /// Sharing not recorded (R93).
    Sharing,
    /// A lead who is not the named GP, without the person's approval (R16).
    VariationApproval,
    /// A lead who is not the named GP, without saying what the GP goes on doing (R16).
    VariationGpPart,
}

impl Gap {
    /// Every gap, in the order in which they are named.
    pub const ALL: [Self; 11] = [
        Self::Lead,
        Self::Variation,
        Self::ToldCoordinator,
        Self::OutOfHours,
        Self::Words,
        Self::Agreement,
        Self::Backup,
        Self::Access,
        Self::Sharing,
        Self::VariationApproval,
        Self::VariationGpPart,
    ];
}

/// A set of gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gaps(u16);

impl Gaps {
    /// The set as bits, for a store.
    pub fn bits(self) -> u16 {
        self.0
    }

    /// A set from its bits.
    pub fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// Whether the gap is in the set.
    pub fn has(self, gap: Gap) -> bool {
        self.0 & (1 << gap as u16) != 0
    }

    /// Adds a gap when the condition holds.
    #[must_use]
    pub fn with_if(self, missing: bool, gap: Gap) -> Self {
        if missing {
            Self(self.0 | 1 << gap as u16)
        } else {
            self
        }
    }

    /// The gaps of a record.
    fn of(sources: &Sources<'_>) -> Self {
        let Sources {
            person,
            team,
            words,
            plan,
            ..
        } = sources;
        let present = present(team);
        let lead = holder(&present, Role::Lead);
        let varies = other_lead(&present);
        let recorded = varies.and_then(|lead| lead.variation.as_ref());
        let lacks = |has: fn(&Variation) -> bool| varies.is_some() && !recorded.is_some_and(has);
        // One that ends on a day would change what is kept here without a write.
        let lasting = sources
            .decisions
            .iter()
            .filter(|one| one.until_on.is_none());
        let lasting: Vec<Sharing> = lasting.cloned().collect();
        let told = |member: &&Member| Told::of(member, team.iter().copied(), &lasting, sources.on);
        let reachable = present.iter().any(|member| {
            member.reach.covers(false) == Some(true)
                && !member.phone.is_empty()
                && !told(member).is_nothing()
        });
        let spoken_for = plan.is_some_and(|plan| !plan.no_words_because.is_empty());
        let has_words = Heading::ALL
            .iter()
            .any(|heading| words::current(*words, *heading).is_some());
        Self::default()
            .with_if(lead.is_none(), Gap::Lead)
            .with_if(
                lacks(|recorded| !recorded.because.is_empty()),
                Gap::Variation,
            )
            .with_if(
                lacks(|recorded| recorded.approved.is_some()),
                Gap::VariationApproval,
            )
            .with_if(
                lacks(|recorded| !recorded.gp_part.is_empty()),
                Gap::VariationGpPart,
            )
            .with_if(person.told_coordinator.is_none(), Gap::ToldCoordinator)
            .with_if(!reachable, Gap::OutOfHours)
            .with_if(!has_words && !spoken_for, Gap::Words)
            .with_if(
                plan.is_none_or(|plan| plan.agreed.is_none()),
                Gap::Agreement,
            )
            .with_if(
                plan.is_none_or(|plan| !plan.names_backup(holder(&present, Role::Carer).is_some())),
                Gap::Backup,
            )
            .with_if(person.access.is_none(), Gap::Access)
            .with_if(
                person.sharing.is_none() && sources.decisions.is_empty(),
                Gap::Sharing,
            )
    }
}

/// Who holds a place; where it is held twice, the one that a page would name: who took it last.
fn holder<'a>(present: &[&'a Member], role: Role) -> Option<&'a Member> {
    present
        .iter()
        .copied()
        .filter(|member| member.role == role)
        .max_by_key(|member| (member.from_on, member.id))
}

/// The lead, where the lead is not the named GP.
fn other_lead<'a>(present: &[&'a Member]) -> Option<&'a Member> {
    let gp = holder(present, Role::NamedGp);
    holder(present, Role::Lead).filter(|lead| gp.is_none_or(|gp| gp.name != lead.name))
}

/// The members whose place has no last day.
fn present<'a>(team: &[&'a Member]) -> Vec<&'a Member> {
    team.iter()
        .copied()
        .filter(|member| member.until_on.is_none())
        .collect()
}

/// The parts of a record that facts are drawn from.
pub struct Sources<'a> {
    /// The person.
    pub person: &'a Person,
    /// Their care team, past and present.
    pub team: &'a [&'a Member],
    /// Every version of their words.
    pub words: &'a [Words],
    /// Their plan.
    pub plan: Option<&'a Plan>,
    /// Their open items.
    pub items: &'a [&'a Item],
    /// Their moves.
    pub moves: &'a [&'a Transition],
    /// What their contact log says.
    pub log: Log,
    /// Their appointments.
    pub appointments: &'a [&'a Appointment],
    /// Their reasons that were put off.
    pub deferrals: &'a [&'a Deferral],
    /// What was decided about sharing.
    pub decisions: &'a [Sharing],
    /// The day (London) on which the decisions are asked: that of the newest write about them.
    pub on: NaiveDate,
}

impl Facts {
    /// The same with how the days of the review came about, for whoever asks why.
    #[must_use]
    pub fn with_review_shown(mut self, plan: Option<&Plan>) -> Self {
        let how = |shown: Option<Worked>| shown.map(|worked| worked.how).unwrap_or_default();
        self.review_how = ReviewHow {
            due: how(plan.and_then(Plan::review_due_shown)),
            by: how(plan.and_then(Plan::review_by_shown)),
        };
        self
    }

    /// The digest of a record.
    pub fn of(sources: &Sources<'_>) -> Self {
        let person = sources.person;
        let pause = match &person.status {
            Status::Paused { until, .. } => Some(Pause { until: *until }),
            Status::Open | Status::Left { .. } => None,
        };
        Self {
            person: person.id,
            name: person.name.listed(),
            called: person.name.called().to_owned(),
            born_on: person.born_on,
            tier: person.tier,
            joined_on: person.joined_on,
            pause,
            self_coordinating: person.self_coordinating.as_ref().map(|own| own.on),
            coordinator_since: took_over(sources.team),
            access_review_on: person.access.as_ref().and_then(|access| access.review_on),
            prefers_text: person.access.as_ref().is_some_and(Access::prefers_text),
            carer_days: CarerDays::of(sources.team),
            lead_since: other_lead(&present(sources.team)).map(|lead| lead.from_on),
            lead_until_on: other_lead(&present(sources.team))
                .and_then(|lead| lead.variation.as_ref())
                .and_then(|variation| variation.lasts.until_on()),
            carers_away: CarerAway::of(sources.team),
            first_conversation: sources.log.spoken_at.is_some(),
            spoken_on: sources.log.spoken_at.map(london::date),
            asked_after_at: sources.log.asked_after_at,
            contact_every_days: person.contact_every_days,
            last_on: sources.log.last_at.map(london::date),
            promises: sources.log.promises.clone(),
            review_due: sources.plan.and_then(Plan::review_due),
            review_by: sources.plan.and_then(Plan::review_by),
            review_held_on: sources.plan.and_then(|plan| plan.review.last_on),
            review_how: ReviewHow::default(),
            end_of_life: sources.plan.and_then(EndOfLifeFact::of),
            elsewhere_on: sources
                .plan
                .and_then(|plan| plan.arrangements.not_brought_back_since()),
            gaps: Gaps::of(sources),
            items: sources
                .items
                .iter()
                .map(|item| ItemFact::of(item))
                .collect(),
            appointments: sources
                .appointments
                .iter()
                .map(|appointment| AppointmentFact::of(appointment))
                .filter(AppointmentFact::is_watched)
                .collect(),
            moves: sources
                .moves
                .iter()
                .filter(|transition| transition.is_watched())
                .map(|transition| MoveFact::of(transition))
                .collect(),
            deferrals: sources
                .deferrals
                .iter()
                .filter_map(|deferral| DeferralFact::of(deferral))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::team::Away;

    fn day(text: &str) -> NaiveDate {
        format!("2026-{text}").parse().expect("a date")
    }

    #[test]
    fn a_carer_is_missing_as_long_as_they_hold_their_place() {
        // The last day of the place, the last day away; whether there is an absence, and its last day. Ill from 27 Feb.
        type Case = (
            Option<&'static str>,
            Option<&'static str>,
            Option<Option<&'static str>>,
        );
        let cases: [Case; 7] = [
            (None, None, Some(None)),
            (None, Some("03-02"), Some(Some("03-02"))),
            (Some("03-16"), None, Some(Some("03-16"))),
            (Some("03-16"), Some("03-02"), Some(Some("03-02"))),
            (Some("03-01"), Some("03-02"), Some(Some("03-01"))),
            (Some("02-27"), None, Some(Some("02-27"))),
            (Some("02-26"), None, None),
        ];
        for (place, away, expected) in cases {
            let mut ruth = Member::new(
                MemberId(Uuid::from_u128(1)),
                PersonId(Uuid::from_u128(2)),
                Role::Carer,
                "Ruth",
                day("01-01"),
            );
            ruth.until_on = place.map(day);
            ruth.away = Some(Away {
                from_on: day("02-27"),
                until_on: away.map(day),
                because: String::new(),
            });
            let absences = CarerAway::of(&[&ruth]);
            let found = absences.first().map(|one| one.until_on);
            assert_eq!(
                found,
                expected.map(|last| last.map(day)),
                "{place:?} {away:?}"
            );
        }
    }
}
