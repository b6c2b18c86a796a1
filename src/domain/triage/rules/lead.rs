//! A lead who is not the named GP: what must be recorded of it, and the end of the time that was agreed (R16).

use chrono::NaiveDate;

use super::record::SETTLING_WORKING_DAYS;
use super::{Class, Rule};
use crate::domain::say;
use crate::domain::triage::{About, Facts, Gap};

/// Speaks while the lead is not the named GP and the reason, the person's approval or the GP's part is not recorded.
pub const VARIATION: Rule = Rule {
    name: "lead_variation",
    class: Class::Record,
    watches: "the lead is not the named GP, and the reason, the approval or the GP's part is not recorded",
    source: "R16",
    command: "team.variation",
    put_off_at_most: Some(60),
    look: |facts, clock, finds| {
        if !lacking(facts).is_empty() {
            let (from, _, _) = begun(facts);
            let due = clock.holidays.add_working_days(from, SETTLING_WORKING_DAYS);
            finds(due, About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let lack = not_recorded(&lacking(facts));
        let (from, began, _) = begun(facts);
        let day = |on| say::day(on, clock.today());
        format!(
            "the lead is not the named GP, and {lack} recorded ({began} {}, and {SETTLING_WORKING_DAYS} working days \
             later, from {}, it is asked after)",
            day(from),
            day(found.due)
        )
    },
    workings: |facts, _, clock| {
        let (from, _, what) = begun(facts);
        let sum = clock
            .holidays
            .add_working_days_shown(from, SETTLING_WORKING_DAYS);
        vec![format!("{}, the day {what}", sum.how)]
    },
    otherwise: "not so",
};

/// Speaks on the day after the last one for which the lead was agreed, until somebody says who leads now.
pub const TERM: Rule = Rule {
    name: "lead_term",
    class: Class::Record,
    watches: "the last day agreed for a lead who is not the named GP",
    source: "R16, R83",
    command: "team.variation",
    put_off_at_most: Some(60),
    look: |facts, _, finds| {
        if let Some(after) = facts.lead_until_on.and_then(|last| last.succ_opt()) {
            finds(after, About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let last = facts.lead_until_on.unwrap_or(found.due);
        format!(
            "the lead was agreed until {}: who leads from then on?",
            say::day(last, clock.today())
        )
    },
    workings: |facts, found, _| {
        let last = facts.lead_until_on.unwrap_or(found.due);
        vec![format!(
            "{}, the day after {}, the last one agreed",
            say::full(found.due),
            say::full(last)
        )]
    },
    otherwise: "no last day is agreed",
};

/// From which day on the time runs in which it is recorded: the person joined, or later than that somebody else began to
/// lead; in words as well.
fn begun(facts: &Facts) -> (NaiveDate, &'static str, &'static str) {
    match facts.lead_since {
        Some(since) if since > facts.joined_on => (since, "leads since", "they began to lead"),
        _ => (facts.joined_on, "joined", "the person joined"),
    }
}

/// What is not recorded of the lead, in words.
fn lacking(facts: &Facts) -> Vec<&'static str> {
    [
        (Gap::Variation, "the reason"),
        (Gap::VariationApproval, "the person's approval"),
        (Gap::VariationGpPart, "the GP's part"),
    ]
    .into_iter()
    .filter(|(gap, _)| facts.gaps.has(*gap))
    .map(|(_, what)| what)
    .collect()
}

/// "the reason and the GP's part are not", "the GP's part is not".
fn not_recorded(what: &[&str]) -> String {
    match what {
        [] => String::new(),
        [one] => format!("{one} is not"),
        [others @ .., last] => format!("{} and {last} are not", others.join(", ")),
    }
}
