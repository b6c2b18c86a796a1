//! Moves of other kinds: taken over or not, still in hospital, growing up, and events that a plan has to follow
//! (R75, R82, R84).

use chrono::{Datelike, NaiveDate};

use super::{Class, Rule};
use crate::domain::calendar::{Worked, add_days_shown};
use crate::domain::london;
use crate::domain::say;
use crate::domain::transition::MoveKind;
use crate::domain::triage::{About, Clock, Facts, Found, MoveFact};

/// Working days within which the other side of a move says that it has taken over.
pub const ACKNOWLEDGED_WORKING_DAYS: u32 = 2;
/// Days after which it is asked whether somebody is still in hospital.
pub const STILL_THERE_DAYS: u16 = 7;
/// The age from which it is settled who coordinates after 18.
const AGE_TO_SETTLE: i32 = 16;
/// The age from which the services are those for adults.
const AGE_OF_ADULTS: i32 = 18;

/// The other side has not said that it has taken over: due two working days after the move.
pub const NOT_ACKNOWLEDGED: Rule = Rule {
    name: "move_not_acknowledged",
    class: Class::Chase,
    watches: "moves that the other side has not acknowledged",
    source: "R75",
    command: "move.acknowledged",
    put_off_at_most: Some(10),
    look: |facts, clock, finds| {
        each(facts, finds, |one| {
            (one.is_open && !one.is_acknowledged && !one.kind.is_life_event()).then(|| {
                clock
                    .holidays
                    .add_working_days(london::date(one.at), ACKNOWLEDGED_WORKING_DAYS)
            })
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(one) = fact(facts, found) else {
            return "a move is not acknowledged".to_owned();
        };
        let today = clock.today();
        // Home takes nobody over: that is whoever answers for them there.
        let whom = if one.to.is_empty() || one.is_home() {
            String::new()
        } else {
            format!(" by {}", one.to)
        };
        // Children's services let them go on that day, whoever has taken over.
        let adult = facts
            .born_on
            .filter(|_| one.kind == MoveKind::ChildToAdult)
            .and_then(|born| of_age(born, clock))
            .map_or_else(String::new, |of_age| format!("{of_age}; "));
        format!(
            "{} of {} not acknowledged{whom} ({adult}from {} ask whether they have taken over)",
            one.kind.word(),
            say::day(london::date(one.at), today),
            say::day(found.due, today),
        )
    },
    workings: |facts, found, clock| {
        vec![match fact(facts, found) {
            Some(one) => {
                let sum = clock
                    .holidays
                    .add_working_days_shown(london::date(one.at), ACKNOWLEDGED_WORKING_DAYS);
                format!("{}, the move", sum.how)
            }
            None => say::full(found.due),
        }]
    },
    otherwise: "no move waits to be acknowledged",
};

/// Somebody is in hospital: asked a week after the admission, and a week after each time it was asked.
pub const STILL_THERE: Rule = Rule {
    name: "still_in_hospital",
    class: Class::OwnWork,
    watches: "whether somebody is still in hospital",
    source: "R75",
    command: "move.still",
    put_off_at_most: Some(20),
    look: |facts, _, finds| {
        each(facts, finds, |one| {
            let is_in = one.kind == MoveKind::Admission && one.is_open;
            is_in.then(|| Some(asked_again(one)?.date)).flatten()
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(one) = fact(facts, found) else {
            return "still in hospital?".to_owned();
        };
        let today = clock.today();
        let place = if one.to.is_empty() {
            "hospital"
        } else {
            &one.to
        };
        let asked = one.asked_on.map_or_else(
            || "not asked since".to_owned(),
            |on| format!("last asked {}", say::day(on, today)),
        );
        format!(
            "in {place} since {}: still there? ({asked})",
            say::day(london::date(one.at), today)
        )
    },
    workings: |facts, found, _| {
        let sum = fact(facts, found).and_then(|one| {
            let sum = asked_again(one)?;
            Some(match one.asked_on {
                Some(_) => format!("{}, when it was asked last", sum.how),
                None => format!("{}, the admission", sum.how),
            })
        });
        vec![sum.unwrap_or_else(|| say::full(found.due))]
    },
    otherwise: "they are not in hospital",
};

/// It is not settled who coordinates after 18: due on the 16th birthday, for whoever joined as a child.
pub const COMING_18: Rule = Rule {
    name: "coming_18",
    class: Class::OwnWork,
    watches: "who coordinates after the 18th birthday",
    source: "R82",
    command: "move.record",
    put_off_at_most: Some(20),
    look: |facts, _, finds| {
        let Some(born) = facts.born_on else { return };
        let settled = |one: &MoveFact| one.kind == MoveKind::ChildToAdult && one.names_contact;
        let joined_as_child =
            birthday(born, AGE_OF_ADULTS).is_some_and(|adult| facts.joined_on < adult);
        if joined_as_child
            && !facts.moves.iter().any(settled)
            && let Some(due) = birthday(born, AGE_TO_SETTLE)
        {
            finds(due.max(facts.joined_on), About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, _, clock| {
        let adult = facts
            .born_on
            .and_then(|born| of_age(born, clock))
            .map_or_else(String::new, |of_age| format!(" ({of_age})"));
        format!("nobody named who coordinates after 18{adult}")
    },
    workings: |facts, found, _| {
        let day = say::full(found.due);
        let sixteenth = facts.born_on.and_then(|born| birthday(born, AGE_TO_SETTLE));
        vec![if sixteenth == Some(found.due) {
            format!("{day} is the 16th birthday: it is settled well before the 18th")
        } else {
            format!("{day} is the day they joined, after their 16th birthday")
        }]
    },
    otherwise: "they did not join as a child, or it is named who coordinates after 18",
};

/// When somebody who was born on a day is or was 18.
fn of_age(born: NaiveDate, clock: &Clock<'_>) -> Option<String> {
    let day = birthday(born, AGE_OF_ADULTS)?;
    let verb = if day <= clock.today() { "was" } else { "is" };
    Some(format!("18 {verb} on {}", say::day(day, clock.today())))
}

/// An event in somebody's life after which the plan was not reviewed: due from its day.
pub const LIFE_EVENT: Rule = Rule {
    name: "life_event",
    class: Class::OwnWork,
    watches: "events after which the plan is looked at again",
    source: "R84",
    command: "plan.review",
    put_off_at_most: Some(20),
    look: |facts, _, finds| {
        each(facts, finds, |one| {
            let on = london::date(one.at);
            let reviewed = facts.review_held_on.is_some_and(|held| held >= on);
            (one.is_open && one.kind.is_life_event() && !reviewed).then_some(on)
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(one) = fact(facts, found) else {
            return "the plan has to be reviewed after an event".to_owned();
        };
        format!(
            "{} {}: review the plan (does it still fit?)",
            one.kind.word(),
            say::day(found.due, clock.today())
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{} is the day of the event; no review on it or since",
            say::full(found.due)
        )]
    },
    otherwise: "no event after which the plan is still to be reviewed",
};

/// The move that a finding is about.
pub(super) fn fact<'a>(facts: &'a Facts, found: &Found) -> Option<&'a MoveFact> {
    match found.about {
        About::Move(at) => facts.moves.get(at),
        About::Record
        | About::Item(_)
        | About::Promise(_)
        | About::Appointment(_)
        | About::Carer(_) => None,
    }
}

fn each(facts: &Facts, finds: &mut super::Finds<'_>, due: impl Fn(&MoveFact) -> Option<NaiveDate>) {
    for (at, one) in facts.moves.iter().enumerate() {
        if let Some(day) = due(one) {
            finds(day, About::Move(at));
        }
    }
}

/// The day on which it is asked again whether they are still there, with its sum.
pub(super) fn asked_again(one: &MoveFact) -> Option<Worked> {
    add_days_shown(asked_last(one), STILL_THERE_DAYS)
}

/// The day on which it was last known that they are there.
fn asked_last(one: &MoveFact) -> NaiveDate {
    let since = london::date(one.at);
    one.asked_on.map_or(since, |asked| asked.max(since))
}

/// A birthday; of those born on 29 February it is 1 March in other years, as the law has it.
fn birthday(born: NaiveDate, age: i32) -> Option<NaiveDate> {
    let year = born.year() + age;
    born.with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
}
