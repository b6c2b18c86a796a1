//! What was promised in contacts: a next step on a day, or a new try after a failed one (R47, R50).
//!
//! Which promises stand is decided in `domain::promise`; each of them has its own finding.

use super::{Class, Rule};
use crate::domain::promise::Promise;
use crate::domain::say;
use crate::domain::triage::{About, Facts, Found};

/// After a failed attempt: due on the day named, else on the next working day.
pub const RETRY: Rule = Rule {
    name: "retry",
    class: Class::Promise,
    watches: "a new try after nobody was reached",
    source: "R47",
    command: "contact.log",
    put_off_at_most: Some(5),
    look: |facts, clock, finds| {
        for (at, promise) in each(facts, false) {
            finds(
                promise
                    .due_on
                    .unwrap_or_else(|| clock.holidays.add_working_days(promise.made_on, 1)),
                About::Promise(at),
            );
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let tried = promise(facts, found).map_or(found.due, |promise| promise.made_on);
        format!(
            "{} {}, try again {}{}",
            missed(facts, found),
            say::day(tried, clock.today()),
            say::day(found.due, clock.today()),
            words(facts, found),
        )
    },
    workings: |facts, found, clock| {
        let promise = promise(facts, found);
        let made_on = promise.map_or(found.due, |promise| promise.made_on);
        vec![if promise.is_none_or(|promise| promise.due_on.is_some()) {
            format!(
                "{} was named on {}, when nobody was reached",
                say::full(found.due),
                say::full(made_on)
            )
        } else {
            let sum = clock.holidays.add_working_days_shown(made_on, 1);
            format!("{}, when nobody was reached; no day was named", sum.how)
        }]
    },
    otherwise: "no attempt that reached nobody waits for another",
};

/// After a contact that named a next step: due on its day.
pub const CHECK_IN: Rule = Rule {
    name: "check_in",
    class: Class::Promise,
    watches: "next steps promised in contacts",
    source: "R50",
    command: "contact.log",
    put_off_at_most: Some(5),
    look: |facts, _, finds| {
        for (at, promise) in each(facts, true) {
            if let Some(day) = promise.due_on {
                finds(day, About::Promise(at));
            }
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let verb = if found.due < clock.today() {
            "was promised for"
        } else {
            "promised for"
        };
        let day = say::day(found.due, clock.today());
        format!("{} {verb} {day}{}", step(facts, found), words(facts, found))
    },
    workings: |facts, found, _| {
        let made_on = promise(facts, found).map_or(found.due, |promise| promise.made_on);
        vec![format!(
            "{} was promised on {}",
            say::full(found.due),
            say::full(made_on)
        )]
    },
    otherwise: "no next step is promised",
};

fn each(facts: &Facts, reached: bool) -> impl Iterator<Item = (usize, &Promise)> {
    let all = facts.promises.iter().enumerate();
    all.filter(move |(_, promise)| promise.reached == reached)
}

fn promise<'a>(facts: &'a Facts, found: &Found) -> Option<&'a Promise> {
    match found.about {
        About::Promise(at) => facts.promises.get(at),
        About::Record
        | About::Item(_)
        | About::Appointment(_)
        | About::Move(_)
        | About::Carer(_) => None,
    }
}

/// What was promised, or is to be said at the next try, in a bracket; nothing where nobody said.
fn words(facts: &Facts, found: &Found) -> String {
    promise(facts, found)
        .map(|promise| promise.what.as_str())
        .filter(|what| !what.is_empty())
        .map(|what| format!(" ({what})"))
        .unwrap_or_default()
}

/// What is promised: a check-in with the person, or a step agreed with somebody else.
fn step(facts: &Facts, found: &Found) -> &'static str {
    match promise(facts, found) {
        Some(promise) if !promise.to_person => "next step",
        _ => "check-in",
    }
}

/// Who was not reached.
fn missed(facts: &Facts, found: &Found) -> String {
    match promise(facts, found).filter(|promise| !promise.to_person) {
        Some(other) if !other.whom.is_empty() => format!("{} not reached", other.whom),
        Some(_) => "service not reached".to_owned(),
        None => "nobody reached".to_owned(),
    }
}
