//! Made-up records, each as small as it can be, with ids that count.

use caseload::domain::appointment::{Appointment, Moment};
use caseload::domain::contact::{Channel, Contact, Details, Direction, Reached, With};
use caseload::domain::copy::PlanCopy;
use caseload::domain::deferral::{Deferral, Subject};
use caseload::domain::id::{
    AppointmentId, ContactId, CopyId, DeferralId, ItemId, MemberId, PersonId, PlanId, SharingId,
    TransitionId, VersionId, WordsId,
};
use caseload::domain::item::{Item, ItemKind, Waiting};
use caseload::domain::person::{Address, Gender, Identified, Name, Person, Practice, Status, Tier};
use caseload::domain::plan::Plan;
use caseload::domain::record::Record;
use caseload::domain::sharing::{Basis, Capacity, May, Recipient, Sharing};
use caseload::domain::team::{Member, Reach, Role};
use caseload::domain::transition::{MoveKind, Transition};
use caseload::domain::version::{Body, Version};
use caseload::domain::words::{Heading, Words};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::LOGIN;

/// Minutes after nine o'clock on Monday 2 March 2026.
pub fn at(minutes: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
    start + TimeDelta::minutes(minutes)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn person_id(number: u128) -> PersonId {
    PersonId(id(number))
}

pub fn sample_person(number: u128) -> Person {
    Person {
        id: person_id(number),
        nhs_number: None,
        name: Name {
            family: format!("Ellis{number}"),
            given: "Margaret".to_owned(),
            ..Name::default()
        },
        born_on: Some(day("1944-02-03")),
        gender: Gender::Unknown,
        ethnicity: String::new(),
        religion: String::new(),
        address: Address::default(),
        phones: Vec::new(),
        email: String::new(),
        practice: Practice::default(),
        local_ids: Vec::new(),
        conditions: Vec::new(),
        groups: Vec::new(),
        notes: String::new(),
        status: Status::Open,
        tier: Tier::Medium,
        tier_because: String::new(),
        joined_on: day("2026-01-05"),
        identified: Identified::default(),
        contact_every_days: None,
        self_coordinating: None,
        story: None,
        access: None,
        sharing: None,
        told_coordinator: None,
        choosing: None,
    }
}

pub fn member(number: u128, person: u128) -> Member {
    Member {
        phone: "01632 960101".to_owned(),
        reach: Reach::Always,
        ..Member::new(
            MemberId(id(number)),
            person_id(person),
            Role::Carer,
            &format!("Ruth{number}"),
            day("2026-01-05"),
        )
    }
}

pub fn words(number: u128, person: u128) -> Words {
    Words {
        id: WordsId(id(number)),
        person: person_id(person),
        heading: Heading::MostImportant,
        text: "I want to stay in my own kitchen.".to_owned(),
        said_on: day("2026-01-05"),
        supported_by: String::new(),
        media: String::new(),
        recorded_by: LOGIN.to_owned(),
        recorded_at: at(0),
    }
}

pub fn plan(number: u128, person: u128) -> Plan {
    Plan::new(PlanId(id(number)), person_id(person), day("2026-01-06"))
}

pub fn item(number: u128, person: u128) -> Item {
    Item {
        owner: "pharmacy".to_owned(),
        ..Item::new(
            ItemId(id(number)),
            person_id(person),
            ItemKind::Question,
            "blister pack?",
            Waiting::Service,
            day("2026-02-20"),
        )
    }
}

pub fn contact(number: u128, person: u128, minutes: i64) -> Contact {
    Contact {
        id: ContactId(id(number)),
        person: person_id(person),
        at: at(minutes),
        recorded_at: at(minutes),
        by: LOGIN.to_owned(),
        channel: Channel::Phone,
        direction: Direction::Out,
        with: With::Person,
        whom: String::new(),
        result: Reached::Yes,
        gist: format!("said {number}"),
        next: None,
        minutes: None,
        details: Details::default(),
        moved: Vec::new(),
        keeps: Vec::new(),
        corrects: None,
    }
}

/// The sharing that nobody recorded, put off on Monday 2 March until Friday.
pub fn deferral(number: u128, person: u128, about: Subject) -> Deferral {
    Deferral {
        id: DeferralId(id(number)),
        person: person_id(person),
        rule: if about.is_record() {
            "sharing_not_recorded".to_owned()
        } else {
            "no_reply".to_owned()
        },
        about,
        due_on: day("2026-02-02"),
        first_on: day("2026-03-02"),
        until_on: day("2026-03-06"),
        because: "she is away".to_owned(),
        by: LOGIN.to_owned(),
    }
}

/// That the nurses may see everything.
pub fn sharing(number: u128, person: u128) -> Sharing {
    Sharing {
        id: SharingId(id(number)),
        person: person_id(person),
        with: Recipient::Named {
            name: "Community nurses".to_owned(),
        },
        may: May::Everything,
        but_not: String::new(),
        basis: Basis::Consent,
        decided_by: "Margaret Ellis".to_owned(),
        as_whom: "the person".to_owned(),
        capacity: Capacity::Has,
        on: day("2026-03-02"),
        until_on: None,
        withdrawn_on: None,
        note: String::new(),
        by: LOGIN.to_owned(),
    }
}

/// A version of the plan of a person of whom nothing else is known.
pub fn version(number: u128, person: u128, count: u32) -> Version {
    Version {
        id: VersionId(id(number)),
        person: person_id(person),
        number: count,
        at: at(0),
        by: LOGIN.to_owned(),
        agreed: None,
        body: Body {
            person: sample_person(person),
            plan: plan(number + 500, person),
            words: Vec::new(),
            team: Vec::new(),
            items: Vec::new(),
        },
    }
}

/// A copy of the record that the nurses hold.
pub fn copy(number: u128, person: u128) -> PlanCopy {
    PlanCopy {
        id: CopyId(id(number)),
        person: person_id(person),
        holder: Recipient::Named {
            name: "Community nurses".to_owned(),
        },
        version: None,
        sheet_of: None,
        on: day("2026-03-02"),
        how: "by post".to_owned(),
        without: Vec::new(),
        basis: String::new(),
        ended_on: None,
        note: String::new(),
        by: LOGIN.to_owned(),
    }
}

/// The fracture clinic on Thursday 12 March.
pub fn appointment(number: u128, person: u128) -> Appointment {
    Appointment {
        provider: "County Hospital".to_owned(),
        ..Appointment::new(
            AppointmentId(id(number)),
            person_id(person),
            Moment::At(at(10 * 24 * 60 + 90)),
            "fracture clinic",
        )
    }
}

/// A discharge of which no more is known.
pub fn transition(number: u128, person: u128) -> Transition {
    let id = TransitionId(id(number));
    Transition::new(id, person_id(person), MoveKind::Discharge, at(0))
}

/// One record of each kind that can be changed about a person, the person first; ids count up from a number.
pub fn one_of_each(first: u128, person: u128) -> [Record; 11] {
    [
        Record::Person(sample_person(person)),
        Record::Member(member(first + 1, person)),
        Record::Words(words(first + 2, person)),
        Record::Plan(plan(first + 3, person)),
        Record::Item(item(first + 4, person)),
        Record::Contact(contact(first + 5, person, 5)),
        Record::Deferral(deferral(first + 6, person, Subject::Record)),
        Record::Sharing(sharing(first + 7, person)),
        Record::Copy(copy(first + 8, person)),
        Record::Appointment(Box::new(appointment(first + 9, person))),
        Record::Transition(Box::new(transition(first + 10, person))),
    ]
}

/// The record, as somebody has changed it.
pub fn changed(record: &Record, mark: &str) -> Record {
    let mut record = record.clone();
    match &mut record {
        Record::Person(person) => mark.clone_into(&mut person.notes),
        Record::Member(member) => mark.clone_into(&mut member.does),
        Record::Words(words) => mark.clone_into(&mut words.text),
        Record::Plan(plan) => mark.clone_into(&mut plan.strengths),
        Record::Item(item) => mark.clone_into(&mut item.what),
        Record::Contact(contact) => mark.clone_into(&mut contact.gist),
        Record::Deferral(deferral) => mark.clone_into(&mut deferral.because),
        Record::Sharing(sharing) => mark.clone_into(&mut sharing.note),
        Record::Version(_) => panic!("a version never changes"),
        Record::Copy(copy) => mark.clone_into(&mut copy.note),
        Record::Service(service) => mark.clone_into(&mut service.notes),
        Record::UnmetNeed(need) => mark.clone_into(&mut need.note),
        Record::Appointment(appointment) => mark.clone_into(&mut appointment.place),
        Record::Transition(one) => mark.clone_into(&mut one.note),
    }
    record
}
