//! End-of-life care: the plan is reviewed every day, and decisions taken elsewhere come back to the lead (R87, R89).

use chrono::NaiveDate;

use super::{Class, Rule};
use crate::domain::calendar::add_days_shown;
use crate::domain::say;
use crate::domain::triage::{About, EndOfLifeFact};

/// Due on the day after the last review, and on the first day of end-of-life care.
///
/// One day is then both the interval agreed and the longest time allowed between two reviews (R7), so that the rule
/// speaks as a promise and cannot be put off. The other two rules of the review go on beside it.
pub const DAILY_REVIEW: Rule = Rule {
    name: "end_of_life_review",
    class: Class::Promise,
    watches: "the daily review in end-of-life care",
    source: "R87",
    command: "plan.review",
    put_off_at_most: None,
    look: |facts, clock, finds| {
        let time = facts.end_of_life;
        if let Some(due) = time.and_then(|time| time.review_due(clock.today())) {
            finds(due, About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let today = clock.today();
        let last = facts.end_of_life.and_then(|time| time.last_review(today));
        let last = last.map_or_else(
            || "none yet".to_owned(),
            |on| format!("last {}", say::day(on, today)),
        );
        let verb = if found.due < today { "was due" } else { "due" };
        let since = facts.end_of_life.map_or(found.due, |time| time.since_on);
        format!(
            "end-of-life care: daily review {verb} {} ({last}; since {}, reviewed every day)",
            say::day(found.due, today),
            say::day(since, today)
        )
    },
    workings: |facts, found, clock| {
        let time = facts.end_of_life;
        let last = time.and_then(|time| time.last_review(clock.today()));
        vec![match last.and_then(|last| add_days_shown(last, 1)) {
            Some(sum) => format!(
                "{}, the last review: every day in end-of-life care",
                sum.how
            ),
            None => format!(
                "{} is the first day of end-of-life care; no review since",
                say::full(found.due)
            ),
        }]
    },
    otherwise: "no end-of-life care goes on",
};

/// Due on the day on which something was decided elsewhere, until the lead knows of it and the plan has it.
pub const ELSEWHERE: Rule = Rule {
    name: "decided_elsewhere",
    class: Class::OwnWork,
    watches: "decisions taken elsewhere that have not come back",
    source: "R89",
    command: "plan.edit",
    put_off_at_most: Some(20),
    look: |facts, _, finds| {
        if let Some(on) = facts.elsewhere_on {
            finds(on, About::Record);
        }
    },
    late_since: super::from_due,
    says: |_, found, clock| {
        format!(
            "decided elsewhere {}, not yet with the lead and in the plan",
            say::day(found.due, clock.today())
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{} is the day of the oldest decision taken elsewhere that has not come back",
            say::full(found.due)
        )]
    },
    otherwise: "no decision taken elsewhere waits to come back",
};

impl EndOfLifeFact {
    /// The day of the last review since end-of-life care began. One that is said to lie ahead keeps nobody waiting.
    fn last_review(self, today: NaiveDate) -> Option<NaiveDate> {
        self.reviewed_on
            .filter(|on| (self.since_on..=today).contains(on))
    }

    /// The day on which the next review is due.
    fn review_due(self, today: NaiveDate) -> Option<NaiveDate> {
        match self.last_review(today) {
            Some(last) => last.succ_opt(),
            None => Some(self.since_on),
        }
    }
}
