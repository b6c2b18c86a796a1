//! What was promised at the last contact: a check-in on a day, or a new try after a failed one (R47, R50).

use super::{Class, Rule};
use crate::domain::say;

/// After a failed attempt: due on the day named, else on the next working day.
pub const RETRY: Rule = Rule {
    name: "retry",
    class: Class::Promise,
    watches: "a new try after nobody was reached",
    source: "R47",
    command: "contact.log",
    look: |facts, clock, finds| {
        if let Some(last) = facts.last.filter(|last| !last.reached) {
            finds(
                last.next_on
                    .unwrap_or_else(|| clock.holidays.add_working_days(last.on, 1)),
                None,
            );
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let tried = facts.last.map_or(found.due, |last| last.on);
        format!(
            "nobody reached {}, try again {}",
            say::day(tried, clock.today()),
            say::day(found.due, clock.today()),
        )
    },
};

/// After a contact that named a next step: due on its day.
pub const CHECK_IN: Rule = Rule {
    name: "check_in",
    class: Class::Promise,
    watches: "the next step promised at the last contact",
    source: "R50",
    command: "contact.log",
    look: |facts, _, finds| {
        if let Some(next) = facts
            .last
            .filter(|last| last.reached)
            .and_then(|last| last.next_on)
        {
            finds(next, None);
        }
    },
    late_since: super::from_due,
    says: |_, found, clock| {
        let verb = if found.due < clock.today() {
            "was promised for"
        } else {
            "promised for"
        };
        format!("check-in {verb} {}", say::day(found.due, clock.today()))
    },
};
