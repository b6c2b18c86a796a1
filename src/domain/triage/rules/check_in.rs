//! What was promised in contacts: a next step on a day, or a new try after a failed one (R47, R50).
//!
//! Which promises stand is decided in `domain::promise`; each of them has its own finding.

use chrono::NaiveDate;

use super::{Class, Rule, by_working_day, moved_forward, when_nobody_works};
use crate::domain::promise::Promise;
use crate::domain::say;
use crate::domain::triage::{About, Clock, Facts, Found};

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
            let day = promise
                .due_on
                .unwrap_or_else(|| clock.holidays.add_working_days(promise.made_on, 1));
            finds(
                by_working_day(day, promise.made_on, clock),
                About::Promise(at),
            );
        }
    },
    late_since,
    says: |facts, found, clock| {
        let tried = promise(facts, found).map_or(found.due, |promise| promise.made_on);
        format!(
            "{} {}, try again {}{}{}",
            missed(facts, found),
            say::day(tried, clock.today()),
            say::day(day(facts, found), clock.today()),
            when_nobody_works(day(facts, found), clock),
            words(facts, found),
        )
    },
    workings: |facts, found, clock| {
        let promise = promise(facts, found);
        let made_on = promise.map_or(found.due, |promise| promise.made_on);
        if promise.is_some_and(|promise| promise.due_on.is_none()) {
            let sum = clock.holidays.add_working_days_shown(made_on, 1);
            return vec![format!(
                "{}, when nobody was reached; no day was named",
                sum.how
            )];
        }
        let mut lines = vec![format!(
            "{} was named on {}, when nobody was reached",
            say::full(day(facts, found)),
            say::full(made_on)
        )];
        lines.extend(moved_forward(found, day(facts, found), clock));
        lines
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
    look: |facts, clock, finds| {
        for (at, promise) in each(facts, true) {
            if let Some(day) = promise.due_on {
                finds(
                    by_working_day(day, promise.made_on, clock),
                    About::Promise(at),
                );
            }
        }
    },
    late_since,
    says: |facts, found, clock| {
        let day = day(facts, found);
        let verb = if day < clock.today() {
            "was promised for"
        } else {
            "promised for"
        };
        format!(
            "{} {verb} {}{}{}",
            step(facts, found),
            say::day(day, clock.today()),
            when_nobody_works(day, clock),
            words(facts, found)
        )
    },
    workings: |facts, found, clock| {
        let made_on = promise(facts, found).map_or(found.due, |promise| promise.made_on);
        let mut lines = vec![format!(
            "{} was promised on {}",
            say::full(day(facts, found)),
            say::full(made_on)
        )];
        lines.extend(moved_forward(found, day(facts, found), clock));
        lines
    },
    otherwise: "no next step is promised",
};

/// Late is what was promised once its own day is over.
fn late_since(facts: &Facts, found: &Found, _: &Clock<'_>) -> NaiveDate {
    day(facts, found)
}

/// The day for which it was promised; where none was named, the day on which it speaks.
fn day(facts: &Facts, found: &Found) -> NaiveDate {
    let named = promise(facts, found).and_then(|promise| promise.due_on);
    named.unwrap_or(found.due)
}

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
