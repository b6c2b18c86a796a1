//! An appointment to which the person agreed, and that was called off or moved without them (R67, R69).

use super::appointments::{each, fact, what};
use super::{Class, Rule};
use crate::domain::appointment::How;
use crate::domain::item::Heard;
use crate::domain::say;
use crate::domain::triage::{AppointmentFact, Facts, ItemFact};

/// They agreed to a day that holds no more and do not know it: due from the day on which it was called off or moved.
///
/// It does not go with time: once the day is over they may have gone there in vain.
pub const CALLED_OFF: Rule = Rule {
    name: "appointment_off",
    class: Class::Promise,
    watches: "agreed appointments that are off",
    source: "R67, R69",
    command: "tab.diary",
    put_off_at_most: Some(1),
    look: |facts, _, finds| {
        each(facts, finds, |one| {
            one.off_on.filter(|_| !is_said_of_referral(facts, one))
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(one) = fact(facts, found) else {
            return format!("{} believes in a day that is off", facts.called);
        };
        let today = clock.today();
        let declined = declined_of(facts, one).map(|item| match item.owner.as_str() {
            "" => "the referral was declined, ".to_owned(),
            owner => format!("{owner} declined, "),
        });
        // Moved first, and then not taken on: what it was moved to holds no more either.
        let how = match declined {
            Some(_) => "off",
            None => one.how.map_or("off", How::word),
        };
        let (verb, ask) = if one.on < today {
            ("was", "ask whether they went")
        } else {
            ("is", "tell them")
        };
        format!(
            "{} does not know: {}{} on {} {verb} {how} ({ask}; noted {})",
            facts.called,
            declined.unwrap_or_default(),
            what(one),
            say::day(one.on, today),
            say::day(found.due, today),
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{} is the day on which it was noted: they had agreed to that day, so it is owed to them at once",
            say::full(found.due)
        )]
    },
    otherwise: "they know of every agreed appointment that is off",
};

/// The referral that was declined for which it was made, or the one that came in its place.
fn declined_of<'a>(facts: &'a Facts, one: &AppointmentFact) -> Option<&'a ItemFact> {
    let is_of = |of| of == one.id || Some(of) == one.next;
    let mut items = facts.items.iter();
    items.find(|item| item.declined_of.is_some_and(is_of))
}

/// Whether that a referral was declined is said with the day in which they believe still: one sentence, and due at once.
pub(super) fn says_declined(facts: &Facts, item: &ItemFact) -> bool {
    let said = |one: &AppointmentFact| declined_of(facts, one).is_some_and(|of| of.id == item.id);
    let mut all = facts.appointments.iter();
    item.declined_of.is_some() && all.any(|one| one.off_on.is_some() && said(one))
}

/// Whether its referral says so already: booked for another day, which they were not told.
fn is_said_of_referral(facts: &Facts, one: &AppointmentFact) -> bool {
    let mut bookings = facts.items.iter().filter_map(|item| item.booking);
    one.next.is_some()
        && bookings
            .any(|booking| booking.heard == Heard::AnotherDay && booking.appointment == one.next)
}
