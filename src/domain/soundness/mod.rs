//! Whether a record can be true: the checks of the forms, for a record that came another way.
//!
//! A record that was typed has passed these one by one, since the forms ask the same functions. One that was read from a
//! file, or put together from what two people wrote, passes them here: each thing of it is looked at by itself, and the
//! first that is wrong with it is told. What a record points to is in `references`, days out of any calendar in `days`.
//!
//! Deliberately not here: what is unlikely but can be, such as a goal that was ended before it was begun with.

mod contact;
mod days;
mod diary;
mod item;
mod person;
mod plan;
mod references;
mod sharing;
mod team;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::labels::{self, Names};
use super::record::{Kind, Record};
use super::refusal::{Refusal, Refused};

pub use contact::{LONGEST_CONTACT_MINUTES, MOST_OWN_CALLS};
pub use diary::LONGEST_RECALL_MONTHS;
pub use person::LONGEST_SILENCE_DAYS;
pub use plan::{LONGEST_REVIEW_DAYS, LONGEST_WITHOUT_REVIEW_DAYS, MOST_IMPORTANT};
pub use references::{Astray, Whole, astray};
pub use team::MOST_STRAIN;

/// How much is shown of what a record is known by, in characters.
const LONGEST_TITLE: usize = 40;

/// What cannot be in a record.
#[derive(Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The thing within the record, such as a goal of a plan; empty for the record itself.
    pub thing: String,
    /// The field, as records have it; one inside another stands after a dot.
    pub field: &'static str,
    /// What stands there, as people read it.
    pub value: String,
    /// Why it cannot be, with what to correct.
    pub why: Refusal,
}

private_debug!(Flaw { field, why });

/// What is found while a record is looked at.
#[derive(Default)]
struct Flaws {
    found: Vec<Flaw>,
    /// What stands before the name of each thing.
    within: String,
}

impl Flaws {
    /// Takes in what was found of one thing.
    fn take(&mut self, thing: &str, of: &impl Serialize, checked: Result<(), Refused>) {
        if let Err(refused) = checked {
            let value = value_at(of, refused.field);
            self.add(thing, value, refused);
        }
    }

    /// Adds what was found of one thing, with what stands there.
    fn add(&mut self, thing: &str, value: String, Refused { field, why }: Refused) {
        let parts = [self.within.as_str(), thing];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        self.found.push(Flaw {
            thing: parts.collect::<Vec<_>>().join(": "),
            field,
            value,
            why,
        });
    }

    fn record(&mut self, record: &Record, today: NaiveDate) {
        match record {
            Record::Person(person) => self.take("", person, person.check(today)),
            Record::Member(member) => team::look(self, member, today),
            Record::Words(words) => self.take("", words, words.check(today)),
            Record::Plan(plan) => plan::look(self, plan, today),
            Record::Item(item) => item::look(self, item, today),
            Record::Contact(contact) => self.take("", contact, contact.check(today)),
            Record::Deferral(deferral) => self.take("", deferral, deferral.check()),
            Record::Sharing(decision) => self.take("", decision, decision.check(today)),
            Record::Copy(copy) => self.take("", copy, copy.check(today)),
            Record::Appointment(one) => self.take("", &**one, one.sound(today)),
            Record::Transition(one) => self.take("", &**one, one.check(today)),
            Record::Version(version) => {
                let body = &version.body;
                let records = [
                    Record::Person(body.person.clone()),
                    Record::Plan(body.plan.clone()),
                ]
                .into_iter()
                .chain(body.words.iter().cloned().map(Record::Words))
                .chain(body.team.iter().cloned().map(Record::Member))
                .chain(body.items.iter().cloned().map(Record::Item));
                for record in records {
                    self.within = named(&record);
                    self.record(&record, today);
                }
                self.within.clear();
            }
            Record::Service(service) => self.take("", &**service, service.check()),
            // What was needed belongs to nobody, and comes in by no file.
            Record::UnmetNeed(_) => {}
        }
    }
}

/// Everything that cannot be in a record, looked at by itself. `today` is the London day.
pub fn flaws(record: &Record, today: NaiveDate) -> Vec<Flaw> {
    let mut flaws = Flaws::default();
    flaws.record(record, today);
    flaws.found.extend(days::flaws(&as_value(record)));
    flaws.found
}

/// A record in words: its kind, and what it is known by where it has that.
pub fn named(record: &Record) -> String {
    titled(record.kind(), &as_value(record))
}

/// The same of a record as it stands in a file.
pub fn titled(kind: Kind, record: &Value) -> String {
    match kind {
        // A person's own record needs no name beside theirs.
        Kind::Person => kind.word().to_owned(),
        _ => known_by(kind.word(), record),
    }
}

/// A thing in words: what it is, and what it is known by.
fn known_by(what: &str, value: &Value) -> String {
    let title = labels::title(value);
    let mut shown: String = title.chars().take(LONGEST_TITLE).collect();
    if shown.len() < title.len() {
        shown.push_str("...");
    }
    if shown.is_empty() {
        what.to_owned()
    } else {
        format!("{what} \"{shown}\"")
    }
}

fn as_value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

/// What stands in a field, as people read it.
fn value_at(of: &impl Serialize, field: &str) -> String {
    let whole = as_value(of);
    let found = field
        .split('.')
        .try_fold(&whole, |value, name| value.get(name));
    found.map_or_else(String::new, |value| labels::said(value, &Names::new()))
}

#[cfg(test)]
mod tests;
