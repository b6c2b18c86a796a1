//! A carer who is ill or away while nobody steps in: the one who holds things together is missing (R11, R86).

use chrono::NaiveDate;

use super::{Class, Rule};
use crate::domain::say;
use crate::domain::triage::facts::CarerAway;
use crate::domain::triage::{About, Clock, Facts, Gap};

/// Due on the last working day before a carer cannot care and the plan names no backup, or when that is known later; over
/// after the last. Over a holiday nobody is there to find somebody else.
///
/// A last day that was named is a hope: once it has passed the reason stays until somebody has spoken with them since, or
/// says in the carer's place that they are back.
pub const AWAY: Rule = Rule {
    name: "carer_away",
    class: Class::Harm,
    watches: "carers who are ill or away without a backup",
    source: "R11, R86",
    command: "plan.edit",
    put_off_at_most: None,
    look: |facts, clock, finds| {
        if let Some(away) = missing(facts, clock) {
            finds(
                clock.holidays.subtract_working_days(away.from_on, 1),
                About::Record,
            );
        }
    },
    // Said in advance it is not late.
    late_since: |facts, found, clock| missing(facts, clock).map_or(found.due, |away| away.from_on),
    says: |facts, _, clock| {
        let Some(away) = missing(facts, clock) else {
            return "a carer is ill or away, no backup in place".to_owned();
        };
        let today = clock.today();
        let since = if away.from_on <= today {
            "since"
        } else {
            "from"
        };
        let from = say::day(away.from_on, today);
        if let Some(last) = away.until_on.filter(|last| *last < today) {
            return format!(
                "carer {} ill or away {from} to {}, no backup in place (nobody has spoken with them since: who cares for them now?)",
                away.name,
                say::day(last, today),
            );
        }
        let until = away
            .until_on
            .map(|last| format!("until {}; ", say::day(last, today)))
            .unwrap_or_default();
        format!(
            "carer {} ill or away {since} {from}, no backup in place ({until}the plan names nobody who steps in)",
            away.name,
        )
    },
    workings: |facts, _, clock| {
        let sum = missing(facts, clock).map(|away| {
            let sum = clock.holidays.subtract_working_days_shown(away.from_on, 1);
            format!(
                "{}, the first day on which the carer cannot care; the plan names no backup",
                sum.how
            )
        });
        sum.into_iter().collect()
    },
    otherwise: "no carer is ill or away, somebody has spoken with them since, or the plan names who steps in",
};

/// The carer who is missing first: now, then from a day ahead for which somebody is to be found today, then of those of
/// whom nobody knows that they are back. Nobody while the plan names a backup.
fn missing<'a>(facts: &'a Facts, clock: &Clock<'_>) -> Option<&'a CarerAway> {
    let today = clock.today();
    facts
        .carers_away
        .iter()
        .filter(|away| {
            let is_known_back = |last: NaiveDate| facts.spoken_on.is_some_and(|on| on > last);
            facts.gaps.has(Gap::Backup) && !away.until_on.is_some_and(is_known_back)
        })
        .min_by_key(|away| {
            let is_over = away.until_on.is_some_and(|last| last < today);
            let is_due = clock.holidays.subtract_working_days(away.from_on, 1) <= today;
            (!is_due, is_over, away.from_on, away.member)
        })
}
