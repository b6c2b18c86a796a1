//! What a made-up caseload promises: the same every time, a day's work in the list, and nothing that cannot be.

mod content;
mod diary;
mod list;
mod whole;

use chrono::{DateTime, Utc};

use crate::domain::appointment::Appointment;
use crate::domain::calendar::Holidays;
use crate::domain::contact::Contact;
use crate::domain::deferral::Deferral;
use crate::domain::item::Item;
use crate::domain::london;
use crate::domain::person::Person;
use crate::domain::plan::Plan;
use crate::domain::promise::{Close, Log};
use crate::domain::record::Record;
use crate::domain::team::Member;
use crate::domain::transition::Transition;
use crate::domain::triage::{Clock, Facts, Row, Sources};
use crate::domain::user::{User, UserRole};
use crate::domain::words::Words;

use super::people;

fn navigator() -> User {
    User {
        login: "a.okafor".into(),
        name: "A. Okafor".into(),
        role: UserRole::Navigator,
    }
}

fn at(text: &str) -> DateTime<Utc> {
    london::instant(text.parse().expect("a date and time"))
}

/// The moment of the documentation.
const USUAL: &str = "2026-03-02T09:12:00";

fn make(seed: u64, count: usize, total: Option<usize>, now: &str) -> Vec<Vec<Record>> {
    let (holidays, navigator) = (Holidays::england(), navigator());
    people(seed, count, total, at(now), &holidays, &navigator).collect()
}

/// One person's records by kind.
struct Taken {
    person: Person,
    team: Vec<Member>,
    words: Vec<Words>,
    plan: Option<Plan>,
    items: Vec<Item>,
    contacts: Vec<Contact>,
    deferrals: Vec<Deferral>,
    appointments: Vec<Appointment>,
    moves: Vec<Transition>,
    /// Decisions, versions and copies.
    shared: Vec<Record>,
}

fn take(records: &[Record]) -> Taken {
    let Some(Record::Person(person)) = records.first().cloned() else {
        panic!("a person comes first");
    };
    let mut taken = Taken {
        person,
        team: Vec::new(),
        words: Vec::new(),
        plan: None,
        items: Vec::new(),
        contacts: Vec::new(),
        deferrals: Vec::new(),
        appointments: Vec::new(),
        moves: Vec::new(),
        shared: Vec::new(),
    };
    for record in records.iter().skip(1).cloned() {
        match record {
            Record::Person(_) => panic!("one person a list"),
            Record::Member(member) => taken.team.push(member),
            Record::Words(words) => taken.words.push(words),
            Record::Plan(plan) => assert!(taken.plan.replace(plan).is_none(), "one plan"),
            Record::Item(item) => taken.items.push(item),
            Record::Contact(contact) => taken.contacts.push(contact),
            Record::Deferral(deferral) => taken.deferrals.push(deferral),
            Record::Sharing(decision) => taken.shared.push(Record::Sharing(decision)),
            Record::Version(version) => taken.shared.push(Record::Version(version)),
            Record::Appointment(one) => taken.appointments.push(*one),
            Record::Copy(copy) => taken.shared.push(Record::Copy(copy)),
            Record::Service(_) | Record::UnmetNeed(_) => panic!("it belongs to no person"),
            Record::Transition(one) => taken.moves.push(*one),
        }
    }
    taken
}

/// The facts as a store would draw them.
fn facts(taken: &Taken) -> Facts {
    let team: Vec<&Member> = taken.team.iter().collect();
    let items: Vec<&Item> = taken.items.iter().filter(|item| item.is_open()).collect();
    let appointments: Vec<&Appointment> = taken.appointments.iter().collect();
    let deferrals: Vec<&Deferral> = taken.deferrals.iter().collect();
    Facts::of(&Sources {
        person: &taken.person,
        team: &team,
        words: &taken.words,
        plan: taken.plan.as_ref(),
        items: &items,
        appointments: &appointments,
        deferrals: &deferrals,
        moves: &taken.moves.iter().collect::<Vec<_>>(),
        decisions: &taken
            .shared
            .iter()
            .filter_map(|one| match one {
                Record::Sharing(decision) => Some(decision.clone()),
                _ => None,
            })
            .collect::<Vec<_>>(),
        on: "2026-03-02".parse().expect("a date"),
        log: Log::of(
            &taken.contacts.iter().collect::<Vec<_>>(),
            &Close::of(taken.team.iter()),
        ),
    })
}

fn rows(caseload: &[Vec<Record>], clock: &Clock<'_>) -> Vec<Row> {
    caseload
        .iter()
        .map(|records| take(records))
        .filter(|taken| taken.person.status.is_open())
        .map(|taken| Row::of(&facts(&taken), clock))
        .collect()
}

/// Moments of every sort: a working morning, weekends, bank holidays, Christmas, the nights when clocks change.
const MOMENTS: &[&str] = &[
    USUAL,
    "2026-03-07T11:00:00",
    "2026-03-08T23:59:00",
    "2026-03-29T01:30:00",
    "2026-04-01T16:00:00",
    "2026-04-03T10:00:00",
    "2026-04-06T07:00:00",
    "2026-05-25T12:00:00",
    "2026-08-28T18:31:00",
    "2026-10-25T01:30:00",
    "2026-12-23T09:00:00",
    "2026-12-24T09:00:00",
    "2026-12-25T09:00:00",
    "2026-12-27T00:10:00",
    "2026-12-31T17:00:00",
    "2027-01-01T00:00:00",
    "2027-01-02T09:00:00",
    "2025-12-24T14:00:00",
    "2024-02-29T08:00:00",
    "2028-04-14T13:00:00",
    // Beyond the table of bank holidays.
    "2031-06-11T13:00:00",
];
