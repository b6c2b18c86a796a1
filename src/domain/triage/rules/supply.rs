//! Medicines and other supplies that run out before anybody is known to supply the next (R79).
//!
//! While they are in hospital the ward gives what they need: nobody comes to harm at home, and an alarm that cannot be
//! acted on hides those that can. It is not over either. It is asked together with whether they are still there, and is
//! an alarm again from the moment the admission is closed, until somebody is known to supply the next.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::items::{expected, fact, how_expected, owner};
use super::transitions::asked_again;
use super::{Class, Rule};
use crate::domain::item::ItemKind;
use crate::domain::london;
use crate::domain::say;
use crate::domain::transition::MoveKind;
use crate::domain::triage::{About, Clock, Facts, ItemFact, MoveFact};

/// Working days before the last one covered on which the countdown begins to speak: a prescription, its signature and
/// the pharmacy take as many. Our own figure.
pub const AHEAD_WORKING_DAYS: u32 = 5;

/// What runs out, while nobody is confirmed to supply the next.
pub const SUPPLY: Rule = Rule {
    name: "supply",
    class: Class::Harm,
    watches: "supplies that run out",
    source: "R79",
    command: "item.answer",
    put_off_at_most: None,
    look: |facts, clock, finds| {
        for (at, item) in facts.items.iter().enumerate() {
            if is_open(item) && ward(facts, item, clock).is_none() {
                finds(speaks_from(item, clock), About::Item(at));
            }
        }
    },
    // Said in advance it is not late. On the last working day on which there is enough it is: whatever else is late by then
    // can wait longer.
    late_since: |facts, found, clock| {
        fact(facts, found).map_or(found.due, |item| {
            let last = clock
                .holidays
                .subtract_working_days(expected(item, clock), 0);
            clock.holidays.subtract_working_days(last, 1)
        })
    },
    says: |facts, found, clock| {
        let last = fact(facts, found).map_or(found.due, |item| expected(item, clock));
        let verb = match last.cmp(&clock.today()) {
            Ordering::Less => "ended",
            Ordering::Equal => "ends today,",
            Ordering::Greater => "ends",
        };
        let what = fact(facts, found).map_or("", |item| item.what.as_str());
        let what = if what.is_empty() { "a supply" } else { what };
        format!(
            "{what} {verb} {}; nobody agreed to supply the next (so far: {})",
            say::day(last, clock.today()),
            owner(facts, found, "not recorded"),
        )
    },
    workings: |facts, found, clock| {
        let Some(item) = fact(facts, found) else {
            return Vec::new();
        };
        let ahead = clock
            .holidays
            .subtract_working_days_shown(expected(item, clock), AHEAD_WORKING_DAYS);
        let mut lines = vec![how_expected(item, clock)];
        lines.push(format!(
            "{}, the last day on which there is enough",
            ahead.how
        ));
        if ahead.date != found.due {
            lines.push(format!(
                "{} is the day it was written down, or the last day where that is sooner",
                say::full(found.due)
            ));
        }
        lines
    },
    otherwise: "nothing is known to run out",
};

/// The same while the person is in hospital: asked when it is asked whether they are still there.
pub const IN_HOSPITAL: Rule = Rule {
    name: "supply_in_hospital",
    class: Class::OwnWork,
    watches: "supplies at home that run out while somebody is in hospital",
    source: "R79, R75",
    command: "item.answer",
    put_off_at_most: Some(20),
    look: |facts, clock, finds| {
        for (at, item) in facts.items.iter().enumerate() {
            if is_open(item)
                && let Some(admission) = ward(facts, item, clock)
                && let Some(asked) = asked_again(admission)
            {
                finds(asked.date.max(speaks_from(item, clock)), About::Item(at));
            }
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(item) = fact(facts, found) else {
            return "a supply at home while they are in hospital".to_owned();
        };
        let what = if item.what.is_empty() {
            "a supply"
        } else {
            &item.what
        };
        let since = ward(facts, item, clock).map_or_else(String::new, |admission| {
            let since = london::date(admission.at);
            format!(", in hospital since {}", say::day(since, clock.today()))
        });
        format!(
            "who supplies {what} once they are home? (enough there until {}{since}; the alarm is back when the admission is closed)",
            say::day(expected(item, clock), clock.today()),
        )
    },
    workings: |facts, found, clock| {
        let asked = fact(facts, found)
            .and_then(|item| ward(facts, item, clock))
            .and_then(asked_again);
        vec![match asked {
            Some(asked) if asked.date == found.due => {
                format!(
                    "{}, when it is asked whether they are still in hospital",
                    asked.how
                )
            }
            _ => format!(
                "{}, {AHEAD_WORKING_DAYS} working days before the last day on which there is enough",
                say::full(found.due)
            ),
        }]
    },
    otherwise: "nothing runs out at home while they are in hospital",
};

fn is_open(item: &ItemFact) -> bool {
    item.kind == ItemKind::Supply && item.answered_on.is_none()
}

/// The admission that goes on, of somebody who went in on the day a supply was written down or since. What was written
/// down during the stay is for going home, and counts down.
fn ward<'a>(facts: &'a Facts, item: &ItemFact, clock: &Clock<'_>) -> Option<&'a MoveFact> {
    let is_in = |one: &&MoveFact| {
        let since = london::date(one.at);
        one.kind == MoveKind::Admission
            && one.is_open
            && (item.asked_on..=clock.today()).contains(&since)
    };
    facts
        .moves
        .iter()
        .filter(is_in)
        .max_by_key(|one| (one.at, one.id))
}

/// The day from which it speaks: some working days before the last, once it was written down.
fn speaks_from(item: &ItemFact, clock: &Clock<'_>) -> NaiveDate {
    let last = expected(item, clock);
    let ahead = clock
        .holidays
        .subtract_working_days(last, AHEAD_WORKING_DAYS);
    ahead.max(item.asked_on).min(last)
}
