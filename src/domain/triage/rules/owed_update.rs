//! People who are owed word: of the day for which something is booked, and of how something stands of which they have not
//! heard for long (R67).

use super::items::{fact, what};
use super::{Class, Rule};
use crate::domain::appointment::PREPARE_WORKING_DAYS;
use crate::domain::item::Heard;
use crate::domain::say;
use crate::domain::triage::{About, Clock, ItemFact};

/// Working days after which a person is owed word of how something stands, from when it was asked or they were last
/// told. Our own figure: twice the usual time for an answer.
pub const OWED_AFTER_WORKING_DAYS: u32 = 20;

/// A referral is booked and the person was not told since: due some working days before the day; at once where they were
/// told another day.
///
/// Most hear of it by the same letter as we do, so it is not owed at once; nobody is to miss a day that they did not know.
/// It does not go with time: once the day is over, whoever was not told may have missed it, until it is known how it went.
pub const BOOKED_UNTOLD: Rule = Rule {
    name: "booked_untold",
    class: Class::Promise,
    watches: "booked days that the person was not told",
    source: "R67, R71",
    command: "item.told",
    put_off_at_most: Some(1),
    look: |facts, clock, finds| {
        for (at, item) in facts.items.iter().enumerate() {
            if let Some(booking) = item.booking
                && booking.heard != Heard::ThisDay
            {
                let ahead = clock
                    .holidays
                    .subtract_working_days(booking.on, PREPARE_WORKING_DAYS);
                // Whoever knows another day may go on that one.
                let at_once = booking.heard == Heard::AnotherDay;
                let due = if at_once {
                    ahead.min(booking.since)
                } else {
                    ahead
                };
                finds(due, About::Item(at));
            }
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let item = fact(facts, found);
        let what = item.map_or("", |item| item.what.as_str());
        let what = if what.is_empty() { "a referral" } else { what };
        let booked = item.and_then(|item| Some(item.booking?.on));
        let on = booked.map_or_else(String::new, |on| {
            format!(" for {}", say::day(on, clock.today()))
        });
        let called = &facts.called;
        if booked.is_some_and(|on| on < clock.today()) {
            return format!("{what} was booked{on}, {called} was not told: did they go?");
        }
        if item.is_some_and(knows_another_day) {
            // What matters first: the end of a long sentence is cut in a list.
            return format!("{called} was told a day that is off: {what}, now booked{on}");
        }
        format!(
            "{what} booked{on}: does {called} know? (tell by {})",
            say::day(found.due, clock.today()),
        )
    },
    workings: |facts, found, clock| {
        let item = fact(facts, found);
        if item.is_some_and(knows_another_day) {
            return vec![format!(
                "{} is the day on which the new one was known: they were told of a day that holds no more, so it is owed to them from then on",
                say::full(found.due)
            )];
        }
        let booked = item.and_then(|item| Some(item.booking?.on));
        let sum = booked.map(|on| {
            clock
                .holidays
                .subtract_working_days_shown(on, PREPARE_WORKING_DAYS)
        });
        sum.map(|sum| format!("{}, the day for which it is booked", sum.how))
            .into_iter()
            .collect()
    },
    otherwise: "they know of every day for which a referral is booked",
};

fn knows_another_day(item: &ItemFact) -> bool {
    item.booking
        .is_some_and(|booking| booking.heard == Heard::AnotherDay)
}

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
