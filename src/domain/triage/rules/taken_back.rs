//! An answer that the person was told and that does not hold any more (R58, R67).

use super::items::fact;
use super::{Class, Rule};
use crate::domain::say;

/// An answer was told, it was taken back, and the person was not told that: due from the day on which it was.
///
/// They may act on it, so it is a promise like an answer that they were not told; a new answer does not change that.
pub const TAKEN_BACK: Rule = Rule {
    name: "taken_back",
    class: Class::Promise,
    watches: "answers that were told and taken back since",
    source: "R58, R67",
    command: "item.told",
    put_off_at_most: Some(1),
    look: |facts, _, finds| {
        super::items::each(facts, finds, |item| item.taken_back_on);
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let item = fact(facts, found);
        let answer = item.map_or("", |item| item.taken_back.as_str());
        let answer = if answer.is_empty() {
            "an answer that does not hold".to_owned()
        } else {
            format!("\"{answer}\", which does not hold")
        };
        let what = item.map_or("", |item| item.what.as_str());
        let what = if what.is_empty() { "a question" } else { what };
        format!(
            "{} was told {answer}: tell them ({what}; taken back {})",
            facts.called,
            say::day(found.due, clock.today()),
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{} is the day on which the answer was taken back: it is owed to them from then on",
            say::full(found.due)
        )]
    },
    otherwise: "no answer that they were told was taken back",
};
