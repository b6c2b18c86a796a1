//! An appointment in the diary of which the person was not told, or not asked (R67, R71).

use super::appointments::{each, fact, what};
use super::{Class, Rule};
use crate::domain::appointment::PREPARE_WORKING_DAYS;
use crate::domain::say;
use crate::domain::triage::{AppointmentFact, Facts};

/// It is booked and nothing says that they agreed to it: due with its preparation, some working days before.
///
/// Most hear of it by the same letter as we do, so it is not owed at once. It does not go with time: once the day is over,
/// whoever was not told may have missed it, until it is known how it went.
pub const UNTOLD: Rule = Rule {
    name: "appointment_untold",
    class: Class::Promise,
    watches: "appointments that the person was not told",
    source: "R67, R71",
    command: "tab.diary",
    put_off_at_most: Some(1),
    look: |facts, clock, finds| {
        each(facts, finds, |one| {
            let is_untold = one.how.is_none() && one.lacking.is_untold();
            (is_untold && !is_said_of_referral(facts, one)).then(|| {
                let holidays = clock.holidays;
                holidays.subtract_working_days(one.on, PREPARE_WORKING_DAYS)
            })
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(one) = fact(facts, found) else {
            return format!("does {} know of an appointment?", facts.called);
        };
        let (what, on) = (what(one), say::day(one.on, clock.today()));
        if one.on < clock.today() {
            return format!(
                "{what} was on {on}, {} was not told: did they go?",
                facts.called
            );
        }
        format!(
            "{what} on {on}: does {} know? (tell by {})",
            facts.called,
            say::day(found.due, clock.today()),
        )
    },
    workings: |facts, found, clock| {
        let sum = fact(facts, found).map(|one| {
            clock
                .holidays
                .subtract_working_days_shown(one.on, PREPARE_WORKING_DAYS)
        });
        sum.map(|sum| format!("{}, the day for which it is booked", sum.how))
            .into_iter()
            .collect()
    },
    otherwise: "they agreed to every appointment to come",
};

/// Whether it was booked for a referral: then that says whether they know.
fn is_said_of_referral(facts: &Facts, one: &AppointmentFact) -> bool {
    let mut bookings = facts.items.iter().filter_map(|item| item.booking);
    bookings.any(|booking| booking.appointment == Some(one.id))
}
