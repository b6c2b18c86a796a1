//! Medicines and other supplies that run out before anybody is known to supply the next (R79).

use chrono::NaiveDate;

use super::items::{expected, fact, how_expected, owner};
use super::{Class, Rule};
use crate::domain::item::ItemKind;
use crate::domain::say;
use crate::domain::triage::{About, Clock, ItemFact};

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
            if item.kind == ItemKind::Supply && item.answered_on.is_none() {
                finds(speaks_from(item, clock), About::Item(at));
            }
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let last = fact(facts, found).map_or(found.due, |item| expected(item, clock));
        let verb = if last < clock.today() {
            "ended"
        } else {
            "ends"
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

/// The day from which it speaks: some working days before the last, once it was written down.
fn speaks_from(item: &ItemFact, clock: &Clock<'_>) -> NaiveDate {
    let last = expected(item, clock);
    let ahead = clock
        .holidays
        .subtract_working_days(last, AHEAD_WORKING_DAYS);
    ahead.max(item.asked_on).min(last)
}
