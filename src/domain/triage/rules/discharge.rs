//! After a discharge: the first call, whom to ring out of hours, and the plan explained once more (R77, R78, R81).

use super::{Class, Finds, Rule};
use crate::domain::access::PREFERS_TEXT;
use crate::domain::calendar::PracticeHours;
use crate::domain::london;
use crate::domain::say;
use crate::domain::transition::{
    FIRST_CALL_HOURS, MoveKind, explain_again_shown, hours_after, hours_shown, out_of_hours_because,
};
use crate::domain::triage::{About, Clock, Facts, Found, MoveFact};

/// Nobody has spoken with the person or their carer since they were discharged: due 24 hours after.
///
/// In hours it speaks from the day of the discharge, so that the call can be made before anybody goes home. Out of hours
/// nobody is there to make it, and it speaks from the day on which the practice opens; but where the call is due before
/// that, whoever is told of the discharge has to arrange it, and it speaks at once. It is late from the deadline on either
/// way.
pub const FIRST_CALL: Rule = Rule {
    name: "first_call",
    class: Class::Harm,
    watches: "the first call after a discharge",
    source: "R78",
    command: "contact.log",
    put_off_at_most: None,
    look: |facts, clock, finds| {
        each_discharge(facts, finds, |one| {
            let called = facts.asked_after_at.is_some_and(|spoken| spoken > one.at);
            (!called && !one.was_called).then(|| match opens_in_time(one, clock) {
                Some(opens) => opens.date(),
                None => london::date(one.at),
            })
        });
    },
    late_since: |facts, found, _| {
        discharge(facts, found).map_or(found.due, |one| deadline(one).date())
    },
    says: |facts, found, clock| {
        let Some(one) = discharge(facts, found) else {
            return "first call after a discharge due".to_owned();
        };
        let by = deadline(one);
        let is_over = by < clock.now;
        let verb = if is_over { "was due" } else { "due" };
        let arrange = opens_too_late(one, clock)
            .filter(|_| !is_over)
            .map(|opens| {
                let opens = say::day_time(opens, clock.today());
                format!(", before the practice opens again {opens}: arrange it now")
            })
            .or_else(|| {
                let is_shut = clock.holidays.out_of_hours(by) && !is_over;
                is_shut.then(|| ", when nobody works: ring before then".to_owned())
            })
            .unwrap_or_default();
        // Before it is dialled: the call is made another way.
        let prefers = if facts.prefers_text {
            format!(" ({PREFERS_TEXT})")
        } else {
            String::new()
        };
        format!(
            "{}, no call yet{}: first call {verb} {}{arrange}{prefers}",
            home_since(one, clock),
            hours(one, clock),
            say::day_time(by, clock.today()),
        )
    },
    workings: |facts, found, clock| {
        let Some(one) = discharge(facts, found) else {
            return vec![say::full(found.due)];
        };
        let sum = hours_shown(one.at, FIRST_CALL_HOURS);
        let mut lines = vec![format!("{}: the first call (NG27)", sum.how)];
        let day = say::full(london::date(one.at));
        if let Some(opens) = opens_too_late(one, clock) {
            lines.push(format!(
                "{day} is the day of the discharge; the practice opens again on {} {}, after the call is due, so it is \
                 to be arranged at once",
                say::full(opens.date()),
                say::time(opens.time())
            ));
        } else if let Some(opens) = opens_in_time(one, clock) {
            lines.push(format!(
                "{} {}, when the practice opens: it can be made from then on",
                say::full(opens.date()),
                say::time(opens.time())
            ));
        } else {
            lines.push(format!(
                "{day} is the day of the discharge, in hours: it can be made from then on"
            ));
        }
        lines
    },
    otherwise: "no discharge, or somebody was spoken with since",
};

/// They came home out of hours and nobody was named to be rung: due from the day of the discharge.
pub const NO_CONTACT: Rule = Rule {
    name: "discharged_without_contact",
    class: Class::Harm,
    watches: "discharges out of hours with nobody named to ring",
    source: "R77",
    command: "move.tick",
    put_off_at_most: None,
    look: |facts, clock, finds| {
        each_discharge(facts, finds, |one| {
            (!one.names_contact && is_out_of_hours(one, clock)).then(|| london::date(one.at))
        });
    },
    // With the call: whoever makes it names somebody too. It is so on any day and does not grow late: a call that was missed
    // and medicines that ran out come before it.
    late_since: |facts, found, clock| {
        let call = discharge(facts, found).map_or(found.due, |one| deadline(one).date());
        call.max(clock.today())
    },
    says: |facts, found, clock| match discharge(facts, found) {
        Some(one) => format!(
            "nobody named to ring out of hours: {}{}",
            home_since(one, clock),
            hours(one, clock)
        ),
        None => "nobody named to ring out of hours".to_owned(),
    },
    workings: |facts, found, clock| {
        let day = say::full(found.due);
        vec![match discharge(facts, found) {
            Some(one) => format!(
                "{day} is the day of the discharge, at {}, {}; no contact was named",
                say::time(london::local(one.at).time()),
                out_of_hours_because(london::local(one.at), clock.holidays).unwrap_or("in hours"),
            ),
            None => day,
        }]
    },
    otherwise: "no discharge out of hours without somebody to ring",
};

/// The plan is explained once more when they have settled: due five working days after.
pub const EXPLAIN_AGAIN: Rule = Rule {
    name: "explain_again",
    class: Class::OwnWork,
    watches: "the second explanation after a discharge",
    source: "R81",
    command: "move.explained",
    put_off_at_most: Some(20),
    look: |facts, clock, finds| {
        each_discharge(facts, finds, |one| {
            (!one.was_explained).then(|| explain_again_shown(one.at, clock.holidays).date)
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let verb = if found.due < clock.today() {
            "was due"
        } else {
            "due"
        };
        let since = discharge(facts, found)
            .map(|one| format!(" ({})", home_since(one, clock)))
            .unwrap_or_default();
        format!(
            "explain the plan again {verb} {}{since}",
            say::day(found.due, clock.today())
        )
    },
    workings: |facts, found, clock| {
        vec![match discharge(facts, found) {
            Some(one) => format!(
                "{}, the discharge: when they have settled at home",
                explain_again_shown(one.at, clock.holidays).how
            ),
            None => say::full(found.due),
        }]
    },
    otherwise: "no discharge after which the plan is to be explained again",
};

fn each_discharge(
    facts: &Facts,
    finds: &mut Finds<'_>,
    due: impl Fn(&MoveFact) -> Option<chrono::NaiveDate>,
) {
    for (at, one) in facts.moves.iter().enumerate() {
        if one.kind == MoveKind::Discharge
            && one.is_open
            && let Some(day) = due(one)
        {
            finds(day, About::Move(at));
        }
    }
}

fn discharge<'a>(facts: &'a Facts, found: &Found) -> Option<&'a MoveFact> {
    super::transitions::fact(facts, found)
}

/// When the first call is due, on a clock in London.
fn deadline(one: &MoveFact) -> chrono::NaiveDateTime {
    london::local(hours_after(one.at, FIRST_CALL_HOURS))
}

/// When the practice opens next after a discharge, where the first call is due before that.
fn opens_too_late(one: &MoveFact, clock: &Clock<'_>) -> Option<chrono::NaiveDateTime> {
    let hours = |at| clock.holidays.practice_hours(at);
    let closed = match hours(london::local(one.at)) {
        PracticeHours::Open { until } => hours(until),
        closed @ PracticeHours::Closed { .. } => closed,
    };
    match closed {
        PracticeHours::Closed { opens } => Some(opens).filter(|opens| deadline(one) < *opens),
        PracticeHours::Open { .. } => None,
    }
}

/// When the practice opens after a discharge out of hours, where the call can be made then.
fn opens_in_time(one: &MoveFact, clock: &Clock<'_>) -> Option<chrono::NaiveDateTime> {
    match clock.holidays.practice_hours(london::local(one.at)) {
        PracticeHours::Closed { opens } => Some(opens).filter(|opens| *opens <= deadline(one)),
        PracticeHours::Open { .. } => None,
    }
}

fn is_out_of_hours(one: &MoveFact, clock: &Clock<'_>) -> bool {
    clock.holidays.out_of_hours(london::local(one.at))
}

fn home_since(one: &MoveFact, clock: &Clock<'_>) -> String {
    let place = if one.to.is_empty() || one.is_home() {
        "home".to_owned()
    } else {
        format!("at {}", one.to)
    };
    let since = say::day_time(london::local(one.at), clock.today());
    format!("{place} since {since}")
}

/// Why it was out of hours, in a bracket.
fn hours(one: &MoveFact, clock: &Clock<'_>) -> String {
    out_of_hours_because(london::local(one.at), clock.holidays)
        .map(|because| format!(" ({because})"))
        .unwrap_or_default()
}

/// The London date and time at which a first call is due; `None` for any other finding.
pub fn first_call_due(facts: &Facts, found: &Found) -> Option<chrono::NaiveDateTime> {
    (found.rule.name == FIRST_CALL.name)
        .then(|| discharge(facts, found).map(deadline))
        .flatten()
}
