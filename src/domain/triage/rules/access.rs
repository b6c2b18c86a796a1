//! Access needs that shall be gone through again: the sixth step of DAPB1605 (STANDARDS D6).

use super::{Class, Rule};
use crate::domain::say;
use crate::domain::triage::About;

/// Speaks on the day that was set for the next review.
pub const REVIEW: Rule = Rule {
    name: "access_review",
    class: Class::Record,
    watches: "the day set for going through the access needs again",
    source: "R26, D6",
    command: "person.access",
    put_off_at_most: Some(60),
    look: |facts, _, finds| {
        if let Some(due) = facts.access_review_on {
            finds(due, About::Record);
        }
    },
    late_since: super::from_due,
    says: |_, found, clock| {
        format!(
            "access needs to be gone through again, planned for {}",
            say::day(found.due, clock.today())
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{}, the day that was set with the access needs",
            say::full(found.due)
        )]
    },
    otherwise: "no day is set for going through them again",
};
