//! The diary: what is to be prepared, how it went, what was missed, what is due again (R72-R74).

use chrono::NaiveDate;

use super::{Class, Rule};
use crate::domain::appointment::{How, Lack, prepare_by};
use crate::domain::say;
use crate::domain::triage::{About, AppointmentFact, Facts, Found};

/// A booked appointment of which something is not ready: due on the day by which it shall be, until the appointment.
///
/// Like a carer's absence it goes with time alone: once the day has passed there is nothing to prepare, and the rule that
/// asks how it went takes over.
pub const PREPARE: Rule = Rule {
    name: "appointment_prepare",
    class: Class::OwnWork,
    watches: "appointments to prepare",
    source: "R71, R72",
    command: "tab.diary",
    // Two working days before is its usual day: put off for longer it would never be seen again.
    put_off_at_most: Some(1),
    look: |facts, clock, finds| {
        each(facts, finds, |one| {
            let to_come = one.how.is_none() && one.on >= clock.today();
            (to_come && !one.lacking.is_empty())
                .then(|| prepare_by(one.on, one.prepare_on, clock.holidays).date)
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(one) = fact(facts, found) else {
            return "an appointment to prepare".to_owned();
        };
        let lacking: Vec<&str> = Lack::ALL
            .into_iter()
            .filter(|lack| one.lacking.has(*lack))
            .map(|lack| match lack {
                Lack::Preparation if !one.prepare.is_empty() => one.prepare.as_str(),
                lack => lack.word(),
            })
            .collect();
        format!(
            "{} on {}: still open {} (to be ready by {})",
            what(one),
            say::day(one.on, clock.today()),
            lacking.join(", "),
            say::day(found.due, clock.today()),
        )
    },
    workings: |facts, found, clock| {
        fact(facts, found)
            .map(|one| prepare_by(one.on, one.prepare_on, clock.holidays).how)
            .into_iter()
            .collect()
    },
    otherwise: "no appointment to come has anything left to prepare",
};

/// An appointment whose day has passed, and nobody asked how it went: due on the next working day.
pub const FOLLOW_UP: Rule = Rule {
    name: "appointment_follow_up",
    class: Class::OwnWork,
    watches: "how appointments went",
    source: "R72",
    command: "tab.diary",
    put_off_at_most: Some(20),
    look: |facts, clock, finds| {
        each(facts, finds, |one| {
            let is_open = matches!(one.how, None | Some(How::Attended)) && !one.followed_up;
            is_open.then(|| clock.holidays.add_working_days(one.on, 1))
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(one) = fact(facts, found) else {
            return "ask how an appointment went".to_owned();
        };
        let on = say::day(one.on, clock.today());
        if one.on >= clock.today() {
            format!(
                "{} on {on}: ask how it went the working day after",
                what(one)
            )
        } else if one.how.is_none() {
            format!(
                "{} was on {on}: did it take place, and how was it",
                what(one)
            )
        } else {
            format!(
                "{} took place on {on}: ask {} how it was",
                what(one),
                facts.called
            )
        }
    },
    workings: |facts, found, clock| {
        fact(facts, found)
            .map(|one| {
                let sum = clock.holidays.add_working_days_shown(one.on, 1);
                format!("{}, the day of the appointment", sum.how)
            })
            .into_iter()
            .collect()
    },
    otherwise: "they were asked how every appointment went",
};

/// A missed appointment that nobody has seen to: due from the day on which that was known.
pub const MISSED: Rule = Rule {
    name: "appointment_missed",
    class: Class::Promise,
    watches: "missed appointments",
    source: "R73",
    command: "tab.diary",
    put_off_at_most: Some(5),
    look: |facts, _, finds| {
        each(facts, finds, |one| {
            (one.how == Some(How::Missed) && !one.followed_up)
                .then(|| one.closed_on.unwrap_or(one.on))
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(one) = fact(facts, found) else {
            return "a missed appointment: find out why, book again, think of a visit".to_owned();
        };
        // What matters first: the end of a long sentence is cut in a list.
        format!(
            "missed {}: {} (find out why, book again, think of a visit)",
            say::day(one.on, clock.today()),
            what(one),
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{} is the day on which it was known that it was missed",
            say::full(found.due)
        )]
    },
    otherwise: "no missed appointment is open",
};

/// An appointment that comes back, and no other is booked for it: due on its day.
pub const RECALL: Rule = Rule {
    name: "appointment_recall",
    class: Class::OwnWork,
    watches: "recalls",
    source: "R74",
    command: "tab.diary",
    put_off_at_most: Some(20),
    look: |facts, _, finds| each(facts, finds, |one| one.recall_on),
    late_since: super::from_due,
    says: |facts, found, clock| {
        let today = clock.today();
        let verb = if found.due < today { "was due" } else { "due" };
        let due = say::day(found.due, today);
        match fact(facts, found) {
            Some(one) => format!(
                "{} {verb} again {due} (last {})",
                what(one),
                say::day(one.on, today)
            ),
            None => format!("an appointment {verb} again {due}"),
        }
    },
    workings: |facts, found, _| {
        let due = say::full(found.due);
        let counted = fact(facts, found).and_then(|one| Some((one, one.every_months?)));
        vec![match counted {
            Some((one, months)) => format!(
                "{due} is {} later than {}, the day of the last one",
                say::count(usize::from(months), "month", "months"),
                say::full(one.on)
            ),
            None => format!("{due} is the day that was set for the next one"),
        }]
    },
    otherwise: "nothing comes back that is not booked",
};

pub(super) fn each(
    facts: &Facts,
    finds: &mut super::Finds<'_>,
    due: impl Fn(&AppointmentFact) -> Option<NaiveDate>,
) {
    for (at, one) in facts.appointments.iter().enumerate() {
        if let Some(day) = due(one) {
            finds(day, About::Appointment(at));
        }
    }
}

pub(super) fn fact<'a>(facts: &'a Facts, found: &Found) -> Option<&'a AppointmentFact> {
    match found.about {
        About::Appointment(at) => facts.appointments.get(at),
        About::Record | About::Item(_) | About::Promise(_) | About::Move(_) | About::Carer(_) => {
            None
        }
    }
}

pub(super) fn what(one: &AppointmentFact) -> &str {
    if one.what.is_empty() {
        "an appointment"
    } else {
        &one.what
    }
}
