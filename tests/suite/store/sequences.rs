//! Random sequences of changes to a few people, and what must hold after each of them.

use std::collections::BTreeMap;
use std::ops::Range;

use caseload::domain::access::Access;
use caseload::domain::appointment::{Appointment, How, Support};
use caseload::domain::change::{Change, Write};
use caseload::domain::contact::{Contact, Next, Reached, With};
use caseload::domain::deferral::Subject;
use caseload::domain::item::{Item, ItemKind, Mark, Waiting};
use caseload::domain::leaving::{Tell, Telling};
use caseload::domain::person::{Leaving, Noted, Status, Tier};
use caseload::domain::plan::Agreement;
use caseload::domain::record::{Kind, Record, Revision};
use caseload::domain::team::{Away, Member, Reach, Role};
use caseload::domain::told::Told;
use caseload::domain::transition::{Closed, MoveKind};
use caseload::domain::words::{Heading, Words};
use caseload::store::Fault;
use chrono::Days;
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Desk, appointment, at, contact, copy, day, deferral, id, item, member, one, plan, restore,
    sample_person, sharing, stamp, transition, version, withdraw, words,
};

/// One step: what to do, and three numbers that say to what and how.
pub type Step = (u8, u8, u8, u8);

pub fn steps(count: Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((0..18_u8, any::<u8>(), any::<u8>(), any::<u8>()), count)
}

/// How many people there can be.
const PEOPLE: u128 = 3;

pub struct Sequence {
    pub desk: Desk,
    /// Journal rows that there must be.
    pub accepted: i64,
    next: u128,
    /// Every body that ever stood in a row.
    pub bodies: BTreeMap<(&'static str, Uuid, Revision), String>,
}

/// Every table of records, in the order of their codes.
pub const TABLES: [(Kind, &str); 12] = [
    (Kind::Person, "person"),
    (Kind::Member, "member"),
    (Kind::Words, "words"),
    (Kind::Plan, "plan"),
    (Kind::Item, "item"),
    (Kind::Contact, "contact"),
    (Kind::Deferral, "deferral"),
    (Kind::Sharing, "sharing"),
    (Kind::Version, "version"),
    (Kind::Copy, "plan_copy"),
    (Kind::Appointment, "appointment"),
    (Kind::Transition, "transition"),
];

impl Sequence {
    pub fn new() -> Self {
        Self {
            desk: Desk::new(),
            accepted: 0,
            next: 1000,
            bodies: BTreeMap::new(),
        }
    }

    /// Makes the steps, some of which are refused; returns how many were not. With `undo` some take the last one back.
    pub fn run(&mut self, steps: &[Step], undo: bool) -> usize {
        let before = self.accepted;
        for step in steps {
            let result = if undo && step.0 == 15 {
                self.desk.store.undo(stamp("change.undo")).map(drop)
            } else {
                let change = self.change(*step);
                if change.writes.is_empty() {
                    continue;
                }
                self.desk.store.write(stamp("step"), &change).map(drop)
            };
            match result {
                Ok(()) => self.accepted += 1,
                Err(Fault::Stale(_) | Fault::Gone(_) | Fault::NothingToUndo) => {}
                Err(fault) => panic!("{fault}"),
            }
            self.remember();
        }
        usize::try_from(self.accepted - before).unwrap()
    }

    fn change(&mut self, (what, which, how, more): Step) -> Change {
        self.next += 1;
        let number = self.next;
        let person = u128::from(which) % PEOPLE + 1;
        match what {
            0 | 1 => self.person(person, how, more),
            2 => Change::add(Record::Member(a_member(number, person, how, more))),
            3 => Change::add(Record::Words(some_words(number, person, how, more))),
            4 => self.plan(number, person, how, more),
            5 | 6 => Change::add(Record::Item(an_item(number, person, how, more))),
            7 | 8 => self.marked(which, how, more),
            9..=11 => Change::add(Record::Contact(self.contact(number, person, how, more))),
            // A contact that moves an item, in one change.
            12 => {
                let mut change = self.marked(which, how, more);
                let about = change.writes.first().map(|write| match write {
                    Write::Replace { record, .. } => record.person().unwrap().0.as_u128(),
                    _ => person,
                });
                let contact = self.contact(number, about.unwrap_or(person), how, more);
                change.writes.push(Write::Add(Record::Contact(contact)));
                change
            }
            16 => self.put_off(number, which, how, more),
            17 => share(number, person, how, more),
            _ => self.in_or_out(which, how),
        }
    }

    /// Adds the person or writes over them.
    fn person(&self, number: u128, how: u8, more: u8) -> Change {
        let mut person = sample_person(number);
        let noted = (more & 1 == 1).then(|| Noted {
            text: "asked".to_owned(),
            on: day("2026-02-01"),
            by: String::new(),
        });
        person.name.preferred = format!("P{more}");
        person.tier = [Tier::High, Tier::Medium, Tier::Low][usize::from(more % 3)];
        person.access = noted.clone().map(Access::from);
        person.told_coordinator = noted.map(Told::from);
        person.contact_every_days = (more & 2 == 2).then_some(14);
        person.self_coordinating = (more & 4 == 4).then(|| Noted {
            text: String::new(),
            on: day("2026-02-10"),
            by: String::new(),
        });
        person.status = match how % 6 {
            0 => Status::Paused {
                until: day("2026-03-20"),
                because: String::new(),
            },
            1 => Status::Left {
                on: day("2026-03-01"),
                how: Leaving::Discharged,
                because: String::new(),
                tell: vec![
                    Tell {
                        appointment: None,
                        heard: None,
                        who: "Dr Patel, named GP".to_owned(),
                        reach: String::new(),
                        state: Telling::ToTell,
                    };
                    usize::from(more % 4)
                ],
            },
            _ => Status::Open,
        };
        match self.desk.store.folder(person.id, Some(0)) {
            Ok(folder) => Change::replace(Record::Person(person), folder.person.revision),
            Err(_) => Change::add(Record::Person(person)),
        }
    }

    fn plan(&self, number: u128, person: u128, how: u8, more: u8) -> Change {
        let folder = self.desk.store.folder(super::person_id(person), Some(0));
        let kept = folder.ok().and_then(|folder| folder.plan);
        let mut plan = kept
            .as_ref()
            .map_or_else(|| plan(number, person), |kept| kept.value.clone());
        plan.review.every_days = (more & 1 == 1).then_some(30);
        plan.review.at_most_days = (more & 2 == 2).then_some(90);
        plan.review.due_on = (more & 4 == 4).then(|| day("2026-03-04"));
        plan.backup = "Ruth".repeat(usize::from(how & 1));
        plan.agreed = (how & 2 == 2).then(|| Agreement {
            on: day("2026-02-01"),
            by: "M".to_owned(),
            capacity: String::new(),
            contributors: String::new(),
        });
        match kept {
            Some(kept) => Change::replace(Record::Plan(plan), kept.revision),
            None => Change::add(Record::Plan(plan)),
        }
    }

    /// Puts something off, or changes what was put off; a rule that nobody knows is among them.
    fn put_off(&self, number: u128, which: u8, how: u8, more: u8) -> Change {
        let person = u128::from(which) % PEOPLE + 1;
        let Ok(folder) = self.desk.store.folder(super::person_id(person), Some(0)) else {
            return Change::default();
        };
        if let Some(kept) = pick(&folder.deferrals, more).filter(|_| how & 1 == 1) {
            let mut later = kept.value.clone();
            later.until_on = later.until_on + Days::new(u64::from(more % 8));
            return Change::replace(Record::Deferral(later), kept.revision);
        }
        let about = pick(&folder.items, more).filter(|_| how & 2 == 2);
        let about = about.map_or(Subject::Record, |item| Subject::Item(item.id));
        let mut deferral = deferral(number, person, about);
        if how & 4 == 4 {
            "unheard_of".clone_into(&mut deferral.rule);
        }
        Change::add(Record::Deferral(deferral))
    }

    /// An open item after a mark; nothing where there is no item.
    fn marked(&self, which: u8, how: u8, more: u8) -> Change {
        let mut items = Vec::new();
        for person in self.desk.store.everybody().unwrap() {
            items.extend(self.desk.store.folder(person, Some(0)).unwrap().items);
        }
        let Some(kept) = pick(&items, which) else {
            return Change::default();
        };
        let marks = [Mark::Chased, Mark::Answered, Mark::Told, Mark::Done];
        let mark = marks[usize::from(how % 4)];
        let on = day("2026-02-20") + Days::new(u64::from(more % 12));
        Change::replace(Record::Item(kept.marked(mark, on, "so")), kept.revision)
    }

    fn contact(&self, number: u128, person: u128, how: u8, more: u8) -> Contact {
        // Few instants, so that some coincide.
        let mut contact = contact(number, person, i64::from(more % 8) * -1000);
        contact.result = Reached::ALL[usize::from(how % 4)];
        contact.with = With::ALL[usize::from(how / 4 % 4)];
        contact.next = (how & 16 == 16).then(|| Next {
            on: day("2026-03-05"),
            what: String::new(),
        });
        if how & 32 == 32 {
            let there = self.desk.store.contacts(contact.person, None).unwrap();
            contact.corrects = pick(&there, more).map(|kept| kept.id);
        }
        contact
    }

    /// Withdraws a record that is in sight, or restores one that is not.
    fn in_or_out(&self, which: u8, how: u8) -> Change {
        let raw = &self.desk.beside;
        let mut all = Vec::new();
        for (kind, table) in TABLES {
            let sql = format!("SELECT id, revision, withdrawn FROM {table} ORDER BY id");
            let mut rows = raw.prepare(&sql).unwrap();
            let rows = rows.query_map([], |row| {
                Ok((
                    kind,
                    Uuid::from_bytes(row.get(0)?),
                    row.get(1)?,
                    row.get(2)?,
                ))
            });
            all.extend(rows.unwrap().map(Result::unwrap));
        }
        let out: Vec<_> = all.iter().filter(|(.., withdrawn)| *withdrawn).collect();
        let (kind, id, seen, withdrawn): (Kind, Uuid, Revision, bool) =
            match (pick(&out, which), pick(&all, which)) {
                (Some(row), _) if how & 1 == 1 => **row,
                (_, Some(row)) => *row,
                (_, None) => return Change::default(),
            };
        one(if withdrawn {
            restore(kind, id, seen)
        } else {
            withdraw(kind, id, seen)
        })
    }

    fn remember(&mut self) {
        let raw = &self.desk.beside;
        for (_, table) in TABLES {
            let sql = format!("SELECT id, revision, body FROM {table}");
            let mut rows = raw.prepare(&sql).unwrap();
            let rows = rows.query_map([], |row| {
                let id = Uuid::from_bytes(row.get(0)?);
                Ok(((table, id, row.get(1)?), row.get(2)?))
            });
            self.bodies.extend(rows.unwrap().map(Result::unwrap));
        }
    }
}

fn pick<T>(all: &[T], which: u8) -> Option<&T> {
    all.get(usize::from(which).checked_rem(all.len())?)
}

fn a_member(number: u128, person: u128, how: u8, more: u8) -> Member {
    let mut member = member(number, person);
    member.role = Role::ALL[usize::from(how % 7)];
    member.reach = Reach::ALL[usize::from(more % 3)];
    member.until_on = (more & 64 == 64).then(|| day("2026-02-01"));
    member.from_on = day("2026-01-01") + Days::new(u64::from(how / 7 % 3));
    member.away = (more & 16 == 16).then(|| Away {
        from_on: day("2026-02-27"),
        until_on: (more & 32 == 32).then(|| day("2026-03-06")),
        because: String::new(),
    });
    if more & 8 == 8 {
        "Dr Patel".clone_into(&mut member.name);
    }
    member
}

/// An appointment, booked or over.
fn some_appointment(number: u128, person: u128, more: u8) -> Appointment {
    let mut one = appointment(number, person);
    if more & 1 == 1 {
        one.transport = Support::read("? taxi");
    }
    if more & 2 == 2 {
        one.every_months = Some(12);
    }
    match more >> 2 & 3 {
        0 => one,
        how => one
            .closed(How::ALL[usize::from(how - 1)], day("2026-03-12"), "")
            .unwrap(),
    }
}

/// A decision, a version, a copy of one, an appointment, or a move.
fn share(number: u128, person: u128, how: u8, more: u8) -> Change {
    Change::add(match how % 5 {
        3 => Record::Appointment(Box::new(some_appointment(number, person, more))),
        0 => Record::Sharing(sharing(number, person)),
        1 => Record::Version(Box::new(version(number, person, u32::from(more % 4) + 1))),
        2 => Record::Copy(copy(number, person)),
        _ => {
            let mut one = transition(number, person);
            one.kind = MoveKind::ALL[usize::from(more % 8)];
            if more & 8 == 8 {
                one.closed = Some(Closed {
                    on: day("2026-03-02"),
                    because: "settled".to_owned(),
                });
            }
            Record::Transition(Box::new(one))
        }
    })
}

fn some_words(number: u128, person: u128, how: u8, more: u8) -> Words {
    let mut words = words(number, person);
    words.heading = Heading::ALL[usize::from(how % 3)];
    words.recorded_at = at(i64::from(more % 4));
    if how & 8 == 8 {
        words.text.clear();
    }
    words
}

fn an_item(number: u128, person: u128, how: u8, more: u8) -> Item {
    let mut item = item(number, person);
    item.kind = ItemKind::ALL[usize::from(how % 2)];
    item.waiting = Waiting::ALL[usize::from(how / 2 % 3)];
    item.expected_on = (more & 1 == 1).then(|| day("2026-03-03"));
    item
}

#[test]
fn the_ids_of_the_samples_stand_apart() {
    assert!(id(PEOPLE) < id(1000));
}
