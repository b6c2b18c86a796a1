//! Open items: what is late from others, what is ours to do, and answers that the person has not heard (R32, R56-R60, R67).

use chrono::NaiveDate;

use super::{Class, Rule, by_working_day, called_off, moved_forward, when_nobody_works};
use crate::domain::item::{EXPECTED_WORKING_DAYS, ItemKind, Rung, Waiting, taken_by};
use crate::domain::say;
use crate::domain::triage::{About, Clock, Facts, Found, ItemFact};

/// Working days of grace after each chase.
pub const AFTER_CHASE_WORKING_DAYS: u32 = 5;

/// An answer is in hand and the person has not been told: due from the day of the answer.
pub const NOT_TOLD: Rule = Rule {
    name: "not_told",
    class: Class::Promise,
    watches: "answers in hand that the person has not been told",
    source: "R58, R67",
    command: "item.told",
    put_off_at_most: Some(5),
    look: |facts, _, finds| {
        for (at, item) in facts.items.iter().enumerate() {
            if let (true, Some(answered)) = (item.kind.owes_news(), item.answered_on)
                && !called_off::says_declined(facts, item)
            {
                finds(answered, About::Item(at));
            }
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let days = (clock.today() - found.due).num_days().max(0);
        let so_long = if days == 0 {
            String::new()
        } else {
            format!(
                " {}",
                say::count(usize::try_from(days).unwrap_or(0), "day", "days")
            )
        };
        let item = fact(facts, found);
        let answer = match item {
            // Whoever supplied so far is not who agreed to supply the next.
            Some(item) if item.kind == ItemKind::Supply => {
                format!("next supply agreed ({})", item.what)
            }
            _ => {
                let declined = item.is_some_and(|item| item.declined);
                let how = if declined { "declined" } else { "answered" };
                let kind = item.map_or("question", |item| item.kind.word());
                match item.map(|item| (item.kind, declined)) {
                    // Whoever referred to us is told too: it is we who decided.
                    Some((ItemKind::ReferralIn, true)) => {
                        format!(
                            "we declined what {} referred",
                            owner(facts, found, "somebody")
                        )
                    }
                    Some((ItemKind::ReferralIn, false)) => {
                        format!(
                            "we took on what {} referred",
                            owner(facts, found, "somebody")
                        )
                    }
                    _ => format!("{} {how}", owner(facts, found, kind)),
                }
            }
        };
        format!(
            "{answer}, {} not told{so_long} (since {})",
            facts.called,
            say::day(found.due, clock.today()),
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{} is the day the answer came: it is owed to them from then on",
            say::full(found.due)
        )]
    },
    otherwise: "no answer waits to be told",
};

/// A question to a service without a reply past its day: due on the next working day, and again after each chase.
pub const NO_REPLY: Rule = Rule {
    name: "no_reply",
    class: Class::Chase,
    watches: "questions, referrals and letters without a reply",
    source: "R58, R60",
    command: "item.chase",
    put_off_at_most: Some(10),
    look: |facts, clock, finds| {
        each_chased(facts, finds, |item| {
            (item.kind.owes_news()
                && item.waiting == Waiting::Service
                && item.answered_on.is_none()
                && !runs_out(item)
                && !is_asked_of_the_diary(facts, item))
            .then(|| chase_due(item, clock))
        });
    },
    late_since: from_expected,
    says: says_chase,
    workings: how_chased,
    otherwise: "no question to a service is without a reply",
};

/// Somebody else's action past its day: due on the next working day, and again after each chase.
pub const OTHERS_ACTION: Rule = Rule {
    name: "others_action",
    class: Class::Chase,
    watches: "actions that others agreed to",
    source: "R32, R60",
    command: "item.chase",
    put_off_at_most: Some(10),
    look: |facts, clock, finds| {
        each_chased(facts, finds, |item| {
            (!item.kind.owes_news() && item.waiting == Waiting::Service)
                .then(|| chase_due(item, clock))
        });
    },
    late_since: from_expected,
    says: says_chase,
    workings: how_chased,
    otherwise: "nobody else has an action of theirs",
};

/// Our own action, or a question that waits for us: due on its day.
pub const OWN_ACTION: Rule = Rule {
    name: "own_action",
    class: Class::OwnWork,
    watches: "our own actions",
    source: "R32",
    command: "item.done",
    put_off_at_most: Some(20),
    look: |facts, clock, finds| {
        each(facts, finds, |item| {
            (item.waiting == Waiting::Us && !is_answered(item) && !runs_out(item) && !item.ongoing)
                .then(|| by_working_day(expected(item, clock), item.asked_on, clock))
        });
    },
    late_since: |facts, found, clock| {
        fact(facts, found).map_or(found.due, |item| expected(item, clock))
    },
    says: |facts, found, clock| {
        let day = fact(facts, found).map_or(found.due, |item| expected(item, clock));
        let verb = if day < clock.today() {
            "was due"
        } else {
            "due"
        };
        format!(
            "{verb} {}{}: {}",
            say::day(day, clock.today()),
            when_nobody_works(day, clock),
            what(facts, found)
        )
    },
    workings: |facts, found, clock| {
        let Some(item) = fact(facts, found) else {
            return Vec::new();
        };
        let day = expected(item, clock);
        let moved = moved_forward(found, day, clock);
        std::iter::once(how_expected(item, clock))
            .chain(moved)
            .collect()
    },
    otherwise: "we have no action of our own",
};

/// An action that goes on without an end: on the day that was set it is looked at again. The next day is set there.
pub const LOOK_AGAIN: Rule = Rule {
    name: "look_again",
    class: Class::OwnWork,
    watches: "days set to look again at what goes on",
    source: "R32",
    command: "item.edit",
    put_off_at_most: Some(20),
    look: |facts, _, finds| {
        each(facts, finds, |item| {
            item.expected_on.filter(|_| item.ongoing)
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let what = fact(facts, found).map_or("", |item| item.what.as_str());
        let what = if what.is_empty() { "an action" } else { what };
        format!(
            "look again, set for {}: {what} (ongoing)",
            say::day(found.due, clock.today()),
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{} is the day that was set to look at it again",
            say::full(found.due)
        )]
    },
    otherwise: "nothing that goes on is to be looked at again",
};

/// Something waits for the person: on its day we ask whether they need a hand. Never late against anybody (R59).
pub const WAITING_FOR_PERSON: Rule = Rule {
    name: "waiting_for_person",
    class: Class::OwnWork,
    watches: "what waits for the person or those around them",
    source: "R59",
    command: "contact.log",
    put_off_at_most: Some(20),
    look: |facts, clock, finds| {
        each_chased(facts, finds, |item| {
            (item.waiting == Waiting::Person && !is_answered(item) && !runs_out(item)).then(|| {
                let again = item.chased_on.map(|on| {
                    clock
                        .holidays
                        .add_working_days(on, AFTER_CHASE_WORKING_DAYS)
                });
                again.map_or(expected(item, clock), |again| {
                    again.max(expected(item, clock))
                })
            })
        });
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        // A daughter's action is hers: nobody is to ask the person for it.
        let taken_by = fact(facts, found).and_then(|item| {
            taken_by(
                item.kind,
                item.waiting,
                &item.owner,
                &facts.name,
                &facts.called,
            )
        });
        format!(
            "waiting for {}: {} (from {} ask whether a hand is needed)",
            taken_by.unwrap_or(&facts.called),
            what(facts, found),
            say::day(found.due, clock.today()),
        )
    },
    workings: |facts, found, clock| {
        let Some(item) = fact(facts, found) else {
            return Vec::new();
        };
        let mut lines = vec![how_expected(item, clock)];
        lines.extend(how_rested(item, clock));
        lines
    },
    otherwise: "nothing waits for them",
};

/// The same for what is chased: not where somebody runs things themselves (R13). Such items still count as waiting.
fn each_chased(
    facts: &Facts,
    finds: &mut super::Finds<'_>,
    due: impl Fn(&ItemFact) -> Option<NaiveDate>,
) {
    if facts.self_coordinating.is_none() {
        each(facts, finds, due);
    }
}

pub(super) fn each(
    facts: &Facts,
    finds: &mut super::Finds<'_>,
    due: impl Fn(&ItemFact) -> Option<NaiveDate>,
) {
    for (at, item) in facts.items.iter().enumerate() {
        if let Some(day) = due(item) {
            finds(day, About::Item(at));
        }
    }
}

/// Whether an answer is in hand: then the rule for telling the person speaks, and no other.
fn is_answered(item: &ItemFact) -> bool {
    item.kind.owes_news() && item.answered_on.is_some()
}

/// Whether it is counted down, which a rule of its own does (`supply`).
fn runs_out(item: &ItemFact) -> bool {
    item.kind == ItemKind::Supply
}

/// Whether it is booked for an appointment of which nobody knows yet how it went: that is asked first
/// (`appointment_follow_up`), and the service is chased only for what should have come of it.
fn is_asked_of_the_diary(facts: &Facts, item: &ItemFact) -> bool {
    let appointment = item.booking.and_then(|booking| booking.appointment);
    appointment.is_some_and(|id| {
        let mut all = facts.appointments.iter();
        all.any(|one| one.id == id && one.how.is_none())
    })
}

/// The expected day: as agreed, else ten working days after asking.
pub(super) fn expected(item: &ItemFact, clock: &Clock<'_>) -> NaiveDate {
    item.expected_on.unwrap_or_else(|| {
        clock
            .holidays
            .add_working_days(item.asked_on, EXPECTED_WORKING_DAYS)
    })
}

/// The next chase: the working day after the expected day, or five working days after the last chase.
fn chase_due(item: &ItemFact, clock: &Clock<'_>) -> NaiveDate {
    let first = clock.holidays.add_working_days(expected(item, clock), 1);
    item.chased_on.map_or(first, |on| {
        clock
            .holidays
            .add_working_days(on, AFTER_CHASE_WORKING_DAYS)
            .max(first)
    })
}

/// How the expected day came about.
pub(super) fn how_expected(item: &ItemFact, clock: &Clock<'_>) -> String {
    match item.expected_on {
        Some(on) if item.expected_how.starts_with(&say::full(on)) => item.expected_how.clone(),
        Some(on) if item.expected_how.is_empty() => {
            format!(
                "{} was agreed when it was asked, {}",
                say::full(on),
                say::full(item.asked_on)
            )
        }
        Some(on) => format!("{}: {}", say::full(on), item.expected_how),
        None => {
            let sum = clock
                .holidays
                .add_working_days_shown(item.asked_on, EXPECTED_WORKING_DAYS);
            format!("{}, when it was asked; no day was agreed", sum.how)
        }
    }
}

/// How long it rests after the last chase.
fn how_rested(item: &ItemFact, clock: &Clock<'_>) -> Option<String> {
    let sum = clock
        .holidays
        .add_working_days_shown(item.chased_on?, AFTER_CHASE_WORKING_DAYS);
    Some(format!("{}, the last chase", sum.how))
}

/// How the day of the next chase came about: of two days the later.
fn how_chased(facts: &Facts, found: &Found, clock: &Clock<'_>) -> Vec<String> {
    let Some(item) = fact(facts, found) else {
        return Vec::new();
    };
    let first = clock
        .holidays
        .add_working_days_shown(expected(item, clock), 1);
    let mut lines = vec![
        how_expected(item, clock),
        format!("{}, when it was expected", first.how),
    ];
    if let Some(rested) = how_rested(item, clock) {
        lines.push(rested);
        lines.push(format!(
            "{} is the later of the two",
            say::full(chase_due(item, clock))
        ));
    }
    lines
}

/// What others owe is late from the day it was expected, however often it was chased since.
fn from_expected(facts: &Facts, found: &Found, clock: &Clock<'_>) -> NaiveDate {
    fact(facts, found).map_or(found.due, |item| expected(item, clock))
}

fn says_chase(facts: &Facts, found: &Found, clock: &Clock<'_>) -> String {
    let Some(item) = fact(facts, found) else {
        return "no reply yet".to_owned();
    };
    let today = clock.today();
    let expected = expected(item, clock);
    let late = clock.holidays.working_days_between(expected, today);
    let standing = if late > 0 {
        let late = usize::try_from(late).unwrap_or(0);
        format!(
            "no word, {} late",
            say::count(late, "working day", "working days")
        )
    } else {
        "no word yet".to_owned()
    };
    let agreed = if item.expected_on.is_none() {
        "; no day was agreed"
    } else {
        ""
    };
    let chased = match item.chases {
        0 => String::new(),
        chases => format!(
            "; chased {}",
            say::count(usize::from(chases), "time", "times")
        ),
    };
    let next = match Rung::after(item.rung) {
        Rung::Again => String::new(),
        above => format!("; next: {}", above.word()),
    };
    format!(
        "{}: {standing} (expected {}{agreed}{chased}{next}): {}",
        owner(facts, found, "the service asked"),
        say::day(expected, today),
        what(facts, found),
    )
}

pub(super) fn fact<'a>(facts: &'a Facts, found: &Found) -> Option<&'a ItemFact> {
    match found.about {
        About::Item(at) => facts.items.get(at),
        About::Record
        | About::Promise(_)
        | About::Appointment(_)
        | About::Move(_)
        | About::Carer(_) => None,
    }
}

pub(super) fn owner<'a>(facts: &'a Facts, found: &Found, otherwise: &'a str) -> &'a str {
    fact(facts, found)
        .map(|item| item.owner.as_str())
        .filter(|owner| !owner.is_empty())
        .unwrap_or(otherwise)
}

/// What it is; a kind that its words alone would not tell stands before them.
pub(super) fn what(facts: &Facts, found: &Found) -> String {
    let Some(item) = fact(facts, found) else {
        return "an action".to_owned();
    };
    match (item.kind, item.what.as_str()) {
        (kind, "") => kind.word().to_owned(),
        (ItemKind::Action | ItemKind::Question, what) => what.to_owned(),
        (ItemKind::Gap, what) if item.owner.is_empty() => format!("nobody owns {what}"),
        (ItemKind::Gap, what) => format!("nobody owns {what} ({} holds it for now)", item.owner),
        (ItemKind::Conflict, what) => format!("conflicting advice, {what}"),
        (kind, what) => format!("{}, {what}", kind.word()),
    }
}
