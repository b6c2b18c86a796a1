//! People who have not heard for long how something stands that they wait for (R67).

use super::items::{fact, what};
use super::{Class, Rule};
use crate::domain::say;
use crate::domain::triage::{About, Clock, ItemFact};

/// Working days after which a person is owed word of how something stands, from when it was asked or they were last
/// told. Our own figure: twice the usual time for an answer.
pub const OWED_AFTER_WORKING_DAYS: u32 = 20;

/// Something is still open and the person has not heard of it for long.
pub const OWED_UPDATE: Rule = Rule {
    name: "owed_update",
    class: Class::OwnWork,
    watches: "people owed word of how something stands",
    source: "R67",
    command: "item.told",
    put_off_at_most: Some(20),
    look: |facts, clock, finds| {
        if facts.self_coordinating.is_some() {
            return;
        }
        for (at, item) in facts.items.iter().enumerate() {
            if item.kind.owes_news() && item.answered_on.is_none() {
                let (since, days) = (heard_on(item), OWED_AFTER_WORKING_DAYS);
                finds(
                    clock.holidays.add_working_days(since, days),
                    About::Item(at),
                );
            }
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let item = fact(facts, found);
        let told = match item.and_then(|item| item.told_on) {
            Some(on) => format!("not told since {}", say::day(on, clock.today())),
            None => "not told yet".to_owned(),
        };
        format!(
            "owed word on {} ({} {told})",
            what(facts, found),
            facts.called
        )
    },
    workings: |facts, found, clock: &Clock<'_>| {
        let Some(item) = fact(facts, found) else {
            return Vec::new();
        };
        let sum = clock
            .holidays
            .add_working_days_shown(heard_on(item), OWED_AFTER_WORKING_DAYS);
        let from = if item.told_on >= Some(item.asked_on) {
            "when they were last told"
        } else {
            "when it was asked"
        };
        vec![format!("{}, {from}", sum.how)]
    },
    otherwise: "they heard of everything that is open",
};

/// The day on which they last heard of it: when it was asked, or they were told since.
fn heard_on(item: &ItemFact) -> chrono::NaiveDate {
    item.told_on
        .map_or(item.asked_on, |told| told.max(item.asked_on))
}
