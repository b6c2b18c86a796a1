//! Every kind of record there is, as one closed type: what a change writes, what the journal keeps, what JSON carries.
//!
//! The serde form of these types is the Caseload JSON schema: store, journal and JSON export share one shape, so that
//! nothing can be kept which cannot be handed on. A golden file pins it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::appointment::Appointment;
use super::contact::Contact;
use super::copy::PlanCopy;
use super::deferral::Deferral;
use super::id::PersonId;
use super::item::Item;
use super::london;
use super::person::Person;
use super::plan::Plan;
use super::service::Service;
use super::service::unmet::UnmetNeed;
use super::shared::Shared;
use super::sharing::Sharing;
use super::team::Member;
use super::transition::Transition;
use super::version::Version;
use super::words::Words;

/// One record of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// A person.
    Person(Person),
    /// A place in a care team.
    Member(Member),
    /// A version of a person's words.
    Words(Words),
    /// A plan.
    Plan(Plan),
    /// An open item.
    Item(Item),
    /// A contact.
    Contact(Contact),
    /// A reason that was put off.
    Deferral(Deferral),
    /// A decision about sharing.
    Sharing(Sharing),
    /// A numbered version of a plan; boxed, for it holds records of every kind before it.
    Version(Box<Version>),
    /// A copy that somebody holds.
    Copy(PlanCopy),
    /// An entry of the services directory; boxed, for it is all text.
    Service(Box<Service>),
    /// A need for which the directory had nothing.
    UnmetNeed(UnmetNeed),
    /// An appointment; boxed, for it has many fields and most records few.
    Appointment(Box<Appointment>),
    /// A move; boxed, for it is larger than the others.
    Transition(Box<Transition>),
}

/// The kinds of record, in the order in which a person's records are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person.
    Person,
    /// A place in a care team.
    Member,
    /// A version of a person's words.
    Words,
    /// A plan.
    Plan,
    /// An open item.
    Item,
    /// A contact.
    Contact,
    /// A reason that was put off.
    Deferral,
    /// A decision about sharing.
    Sharing,
    /// A numbered version of a plan.
    Version,
    /// A copy that somebody holds.
    Copy,
    /// An entry of the services directory.
    Service,
    /// A need for which the directory had nothing.
    UnmetNeed,
    /// An appointment.
    Appointment,
    /// A move.
    Transition,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Person,
        Self::Member,
        Self::Words,
        Self::Plan,
        Self::Item,
        Self::Contact,
        Self::Deferral,
        Self::Sharing,
        Self::Version,
        Self::Copy,
        Self::Service,
        Self::UnmetNeed,
        Self::Appointment,
        Self::Transition,
    ];

    /// The kind in words, for the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Member => "care team",
            Self::Words => "words",
            Self::Plan => "plan",
            Self::Item => "open item",
            Self::Contact => "contact",
            Self::Deferral => "reason put off",
            Self::Sharing => "decision about sharing",
            Self::Version => "version of the plan",
            Self::Copy => "copy of the plan",
            Self::Service => "service",
            Self::UnmetNeed => "unmet need",
            Self::Appointment => "appointment",
            Self::Transition => "move",
        }
    }
}

impl Record {
    /// What kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Person(_) => Kind::Person,
            Self::Member(_) => Kind::Member,
            Self::Words(_) => Kind::Words,
            Self::Plan(_) => Kind::Plan,
            Self::Item(_) => Kind::Item,
            Self::Contact(_) => Kind::Contact,
            Self::Deferral(_) => Kind::Deferral,
            Self::Sharing(_) => Kind::Sharing,
            Self::Version(_) => Kind::Version,
            Self::Copy(_) => Kind::Copy,
            Self::Service(_) => Kind::Service,
            Self::UnmetNeed(_) => Kind::UnmetNeed,
            Self::Appointment(_) => Kind::Appointment,
            Self::Transition(_) => Kind::Transition,
        }
    }

    /// The last London day up to `today` that it says something was written down, begun or done; `None` where it bears no
    /// such day. Days ahead, such as when an answer is expected, say nothing of that.
    pub fn written_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        let days = match self {
            Self::Person(person) => vec![Some(person.joined_on)],
            Self::Member(member) => vec![Some(member.from_on), member.until_on],
            Self::Words(words) => vec![Some(london::date(words.recorded_at))],
            Self::Plan(plan) => vec![Some(plan.begun_on), plan.review.last_on],
            Self::Item(item) => item.days_of_change().map(Some).collect(),
            Self::Contact(contact) => vec![Some(london::date(contact.recorded_at))],
            Self::Deferral(deferral) => vec![Some(deferral.first_on)],
            Self::Version(version) => vec![Some(london::date(version.at))],
            Self::Appointment(one) => vec![
                one.agreed_on,
                one.asked_on,
                one.prepared_on,
                one.off_told_on,
            ],
            Self::Transition(one) => vec![Some(london::date(one.at)), one.told_on],
            Self::Sharing(_) | Self::Copy(_) | Self::Service(_) | Self::UnmetNeed(_) => Vec::new(),
        };
        let days = days.into_iter().flatten();
        days.filter(|day| *day <= today).max()
    }

    /// Its identity, whatever its kind.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Person(person) => person.id.0,
            Self::Member(member) => member.id.0,
            Self::Words(words) => words.id.0,
            Self::Plan(plan) => plan.id.0,
            Self::Item(item) => item.id.0,
            Self::Contact(contact) => contact.id.0,
            Self::Deferral(deferral) => deferral.id.0,
            Self::Sharing(sharing) => sharing.id.0,
            Self::Version(version) => version.id.0,
            Self::Copy(copy) => copy.id.0,
            Self::Service(service) => service.id.0,
            Self::UnmetNeed(need) => need.id.0,
            Self::Appointment(appointment) => appointment.id.0,
            Self::Transition(transition) => transition.id.0,
        }
    }

    /// The person it belongs to; `None` for what belongs to the directory of services.
    pub fn person(&self) -> Option<PersonId> {
        Some(match self {
            Self::Person(person) => person.id,
            Self::Member(member) => member.person,
            Self::Words(words) => words.person,
            Self::Plan(plan) => plan.person,
            Self::Item(item) => item.person,
            Self::Contact(contact) => contact.person,
            Self::Deferral(deferral) => deferral.person,
            Self::Sharing(sharing) => sharing.person,
            Self::Version(version) => version.person,
            Self::Copy(copy) => copy.person,
            Self::Appointment(appointment) => appointment.person,
            Self::Transition(transition) => transition.person,
            Self::Service(_) | Self::UnmetNeed(_) => return None,
        })
    }
}

/// How often a record has been written: each write states the revision that it saw.
pub type Revision = u32;

/// A record as it was read, with the revision that a later write must name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<T> {
    /// The record.
    pub value: T,
    /// Its revision, from 1.
    pub revision: Revision,
}

impl<T> std::ops::Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Everything that is kept about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The person.
    pub person: Kept<Person>,
    /// Their care team, past and present.
    pub team: Vec<Kept<Member>>,
    /// Every version of their words.
    pub words: Vec<Kept<Words>>,
    /// Their plan, if one was begun.
    pub plan: Option<Kept<Plan>>,
    /// Their items, open and ended.
    pub items: Vec<Kept<Item>>,
    /// Their contacts, newest first.
    pub contacts: Vec<Kept<Contact>>,
    /// Their reasons that were put off, also those that have come back.
    pub deferrals: Vec<Kept<Deferral>>,
    /// Their appointments, past and to come.
    pub appointments: Vec<Kept<Appointment>>,
    /// Their moves, the newest first.
    pub moves: Vec<Kept<Transition>>,
    /// What was looked for in the directory for them in vain, the newest first.
    pub unmet: Vec<Kept<UnmetNeed>>,
    /// The entries of the directory that their items name, as the directory has them now; empty where only part of the log
    /// was read.
    pub services: Vec<Kept<Service>>,
    /// What was decided about sharing, the versions of their plan and who holds a copy; where only part of the log was
    /// read, the decisions alone, since no front page needs the others.
    pub shared: Shared,
}
