//! The review of the plan: the planned day, and the hard maximum behind it (R7, R37).

use super::{Class, Rule};
use crate::domain::calendar::add_days_shown;
use crate::domain::say;
use crate::domain::triage::About;

/// Due the day after the longest time that may pass between two reviews.
pub const PAST_MAXIMUM: Rule = Rule {
    name: "review_past_maximum",
    class: Class::Promise,
    watches: "the longest time allowed between two reviews",
    source: "R7",
    command: "plan.review",
    put_off_at_most: None,
    look: |facts, _, finds| {
        if let Some(after) = facts.review_by.and_then(|by| by.succ_opt()) {
            finds(after, About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, _, clock| match facts.review_by {
        Some(by) if by < clock.today() => {
            format!("review past its maximum ({})", say::day(by, clock.today()))
        }
        Some(by) => format!("review at the latest on {}", say::day(by, clock.today())),
        None => "no maximum is set for the review".to_owned(),
    },
    workings: |facts, found, _| {
        let mut lines = Vec::new();
        if !facts.review_how.by.is_empty() {
            lines.push(facts.review_how.by.clone());
        }
        if let Some(sum) = facts.review_by.and_then(|by| add_days_shown(by, 1)) {
            lines.push(format!("{}, the last day allowed", sum.how));
        } else {
            lines.push(say::full(found.due));
        }
        lines
    },
    otherwise: "no longest time between two reviews is set",
};

/// Due on the planned day of the review.
pub const DUE: Rule = Rule {
    name: "review_due",
    class: Class::OwnWork,
    watches: "the planned day of the review",
    source: "R37",
    command: "plan.review",
    put_off_at_most: Some(20),
    look: |facts, _, finds| {
        if let Some(due) = facts.review_due {
            finds(due, About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let latest = facts
            .review_by
            .map(|by| format!(" (at the latest {})", say::day(by, clock.today())))
            .unwrap_or_default();
        let verb = if found.due < clock.today() {
            "was due"
        } else {
            "due"
        };
        format!(
            "review {verb} {}{latest}",
            say::day(found.due, clock.today())
        )
    },
    workings: |facts, found, _| {
        vec![if facts.review_how.due.is_empty() {
            format!("{} is the day in the plan", say::full(found.due))
        } else {
            facts.review_how.due.clone()
        }]
    },
    otherwise: "neither a day nor an interval is set for the review",
};
