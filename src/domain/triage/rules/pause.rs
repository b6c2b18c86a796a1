//! A pause that has run out asks for a decision; nobody stays paused by being forgotten (R8).

use super::{Class, Rule};
use crate::domain::say;
use crate::domain::triage::About;

/// Due on the day the pause ends.
pub const OVER: Rule = Rule {
    name: "pause_over",
    class: Class::OwnWork,
    watches: "the end of a pause",
    source: "R8",
    command: "person.status",
    put_off_at_most: Some(20),
    look: |facts, _, finds| {
        if let Some(pause) = facts.pause {
            finds(pause.until, About::Record);
        }
    },
    late_since: super::from_due,
    says: |_, found, clock| {
        let verb = if found.due <= clock.today() {
            "ended"
        } else {
            "ends"
        };
        format!(
            "pause {verb} {} (follow again or decide)",
            say::day(found.due, clock.today())
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{} was set as the first day on which they are followed again",
            say::full(found.due)
        )]
    },
    otherwise: "they are not paused",
};
