//! The rules as tables of cases, and the invariants of the list as properties.

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::appointment::{How, Lack};
use crate::domain::id::{
    AppointmentId, ContactId, DeferralId, ItemId, MemberId, PersonId, TransitionId,
};
use crate::domain::item::ItemKind;
use crate::domain::item::Rung;
use crate::domain::london;
use crate::domain::person::Tier;
use crate::domain::promise::Promise;
use crate::domain::transition::MoveKind;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn clock<'a>(today: &str, holidays: &'a Holidays) -> Clock<'a> {
    Clock::new(
        day(today).and_time(NaiveTime::from_hms_opt(9, 12, 0).expect("a time")),
        holidays,
    )
}

/// Somebody about whom nothing is due: spoken with yesterday, no gaps, nothing open.
pub(super) fn settled() -> Facts {
    Facts {
        person: PersonId(Uuid::from_u128(1)),
        name: "Osei, Grace".into(),
        called: "Grace".into(),
        born_on: None,
        tier: Tier::High,
        joined_on: day("2025-06-02"),
        pause: None,
        self_coordinating: None,
        coordinator_since: None,
        access_review_on: None,
        carer_days: Vec::new(),
        lead_until_on: None,
        carers_away: Vec::new(),
        first_conversation: true,
        spoken_on: Some(day("2026-03-01")),
        spoken_at: None,
        contact_every_days: Some(14),
        last_on: None,
        promises: Vec::new(),
        review_due: None,
        review_by: None,
        review_held_on: None,
        review_how: ReviewHow::default(),
        end_of_life: None,
        elsewhere_on: None,
        gaps: Gaps::default(),
        items: Vec::new(),
        appointments: Vec::new(),
        moves: Vec::new(),
        deferrals: Vec::new(),
    }
}

/// A move at a London clock time, of which nothing was done yet.
fn moved(kind: MoveKind, at: &str) -> MoveFact {
    let at: chrono::NaiveDateTime = at.parse().expect("a clock time");
    MoveFact {
        id: TransitionId(Uuid::from_u128(8)),
        kind,
        at: london::instant(at),
        asked_on: None,
        is_open: true,
        is_acknowledged: true,
        names_contact: true,
        was_called: false,
        was_explained: false,
        from: "Ward 7".into(),
        to: "home".into(),
    }
}

/// An admission that goes on, acknowledged.
fn admitted(at: &str) -> MoveFact {
    MoveFact {
        from: "home".into(),
        to: "Ward 7".into(),
        ..moved(MoveKind::Admission, at)
    }
}

fn for_carer(review: Option<&str>, access: Option<&str>) -> CarerDays {
    CarerDays {
        member: MemberId(Uuid::from_u128(6)),
        name: "Ruth".into(),
        review_on: review.map(day),
        access_on: access.map(day),
        until_on: None,
    }
}

fn carer(name: &str, from: &str, until: Option<&str>) -> CarerAway {
    CarerAway {
        member: MemberId(Uuid::from_u128(5)),
        name: name.into(),
        from_on: day(from),
        until_on: until.map(day),
    }
}

fn end_of_life(since: &str, reviewed: Option<&str>) -> EndOfLifeFact {
    EndOfLifeFact {
        since_on: day(since),
        reviewed_on: reviewed.map(day),
    }
}

pub(super) fn item(kind: ItemKind, waiting: Waiting) -> ItemFact {
    ItemFact {
        id: ItemId(Uuid::from_u128(9)),
        kind,
        waiting,
        asked_on: day("2026-02-13"),
        expected_on: Some(day("2026-02-27")),
        answered_on: None,
        chases: 0,
        chased_on: None,
        told_on: None,
        rung: None,
        what: "blister pack".into(),
        expected_how: String::new(),
        owner: "pharmacy".into(),
    }
}

/// Tablets that last until a day.
fn tablets(until: &str) -> ItemFact {
    ItemFact {
        what: "tablets".into(),
        owner: "County ward".into(),
        expected_on: Some(day(until)),
        ..item(ItemKind::Supply, Waiting::Service)
    }
}

/// The fracture clinic, booked for a day; nothing is lacking.
fn clinic(on: &str) -> AppointmentFact {
    AppointmentFact {
        id: AppointmentId(Uuid::from_u128(11)),
        on: day(on),
        how: None,
        closed_on: None,
        followed_up: false,
        lacking: Lacking::default(),
        prepare_on: None,
        recall_on: None,
        what: "fracture clinic".into(),
        prepare: String::new(),
        every_months: None,
    }
}

/// A promise to the person, made on a day; without a day of its own it is a new try after a failed attempt.
fn promised(made_on: &str, due_on: Option<&str>) -> Promise {
    Promise {
        contact: ContactId(Uuid::from_u128(8)),
        made_on: day(made_on),
        due_on: due_on.map(day),
        reached: due_on.is_some(),
        to_person: true,
        whom: String::new(),
        what: String::new(),
    }
}

type Case = (
    &'static str,
    fn(&mut Facts),
    Bucket,
    Option<(&'static str, &'static str)>,
);

/// Name, what is so, the bucket on Mon 2 Mar 2026, and the first reason with its sentence.
const CASES: &[Case] = &[
    ("nothing is due", |_| (), Bucket::Steady, None),
    (
        "quiet on the day the agreed silence ends",
        |facts| facts.spoken_on = Some(day("2026-02-16")),
        Bucket::Today,
        Some((
            "quiet",
            "not spoken 14 days, agreed every 14 (since Mon 16 Feb)",
        )),
    ),
    (
        "a conversation that is logged for a day ahead silences nothing",
        |facts| facts.spoken_on = Some(day("2099-01-05")),
        Bucket::Today,
        Some((
            "quiet",
            "the last conversation is logged for Mon 5 Jan 2099, which lies ahead: correct that entry",
        )),
    ),
    (
        "quiet in two working days",
        |facts| facts.spoken_on = Some(day("2026-02-18")),
        Bucket::Soon,
        None,
    ),
    (
        "quiet without an agreed interval",
        |facts| {
            facts.contact_every_days = None;
            facts.spoken_on = Some(day("2026-01-28"));
        },
        Bucket::Today,
        Some((
            "quiet",
            "not spoken 33 days (since Wed 28 Jan; no interval agreed, 28 used)",
        )),
    ),
    (
        "never spoken with",
        |facts| {
            facts.first_conversation = false;
            facts.spoken_on = None;
        },
        Bucket::New,
        None,
    ),
    (
        "the review is past its maximum",
        |facts| facts.review_by = Some(day("2026-02-26")),
        Bucket::Today,
        Some((
            "review_past_maximum",
            "review past its maximum (Thu 26 Feb)",
        )),
    ),
    (
        "the review may be held today at the latest",
        |facts| facts.review_by = Some(day("2026-03-02")),
        Bucket::Soon,
        None,
    ),
    (
        "the review is due",
        |facts| facts.review_due = Some(day("2026-03-02")),
        Bucket::Today,
        Some(("review_due", "review due Mon 2 Mar")),
    ),
    (
        "a question without a reply on the working day after",
        |facts| facts.items = vec![item(ItemKind::Question, Waiting::Service)],
        Bucket::Today,
        Some((
            "no_reply",
            "pharmacy: no word, 1 working day late (expected Fri 27 Feb): blister pack",
        )),
    ),
    (
        "a question chased on Friday rests five working days",
        |facts| {
            let mut question = item(ItemKind::Question, Waiting::Service);
            question.chased_on = Some(day("2026-02-27"));
            question.chases = 1;
            facts.items = vec![question];
        },
        Bucket::Soon,
        None,
    ),
    (
        "an answer in hand that the person has not heard",
        |facts| {
            let mut question = item(ItemKind::Question, Waiting::Us);
            question.answered_on = Some(day("2026-02-26"));
            facts.items = vec![question];
        },
        Bucket::Today,
        Some((
            "not_told",
            "pharmacy answered, Grace not told 4 days (since Thu 26 Feb)",
        )),
    ),
    (
        "an action of ours on its day",
        |facts| {
            let mut action = item(ItemKind::Action, Waiting::Us);
            action.expected_on = Some(day("2026-03-02"));
            facts.items = vec![action];
        },
        Bucket::Today,
        Some(("own_action", "due Mon 2 Mar: blister pack")),
    ),
    (
        "somebody else's action far from its day",
        |facts| {
            let mut action = item(ItemKind::Action, Waiting::Service);
            action.expected_on = Some(day("2026-05-29"));
            facts.items = vec![action];
        },
        Bucket::Waiting,
        None,
    ),
    (
        "a failed attempt without a day asks for a new one on the next working day",
        |facts| {
            facts.promises = vec![promised("2026-02-27", None)];
        },
        Bucket::Today,
        Some(("retry", "nobody reached Fri 27 Feb, try again Mon 2 Mar")),
    ),
    (
        "a promised check-in",
        |facts| {
            facts.promises = vec![promised("2026-02-20", Some("2026-02-27"))];
        },
        Bucket::Today,
        Some(("check_in", "check-in was promised for Fri 27 Feb")),
    ),
    (
        "a step agreed with somebody else",
        |facts| {
            facts.promises = vec![Promise {
                to_person: false,
                whom: "Boots".into(),
                what: "ask for the blister pack".into(),
                ..promised("2026-02-20", Some("2026-03-02"))
            }];
        },
        Bucket::Today,
        Some((
            "check_in",
            "next step promised for Mon 2 Mar (ask for the blister pack)",
        )),
    ),
    (
        "an appointment to prepare: two working days before it",
        |facts| {
            let lacking = Lacking::default()
                .with(Lack::Preparation)
                .with(Lack::Transport);
            facts.appointments = vec![AppointmentFact {
                lacking,
                prepare: "write the questions down".into(),
                ..clinic("2026-03-04")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_prepare",
            "fracture clinic on Wed 4 Mar: still open write the questions down, transport (to be ready by Mon 2 Mar)",
        )),
    ),
    (
        "an appointment to prepare by a day that was named",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                lacking: Lacking::default().with(Lack::Interpreter),
                prepare_on: Some(day("2026-03-02")),
                ..clinic("2026-03-20")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_prepare",
            "fracture clinic on Fri 20 Mar: still open interpreter (to be ready by Mon 2 Mar)",
        )),
    ),
    (
        "an appointment tomorrow for which everything is ready",
        |facts| facts.appointments = vec![clinic("2026-03-03")],
        Bucket::Soon,
        None,
    ),
    (
        "an appointment next month, not prepared yet",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                lacking: Lacking::default().with(Lack::Transport),
                ..clinic("2026-04-14")
            }];
        },
        Bucket::Steady,
        None,
    ),
    (
        "an appointment on Friday of which nothing was heard, on the next working day",
        |facts| facts.appointments = vec![clinic("2026-02-27")],
        Bucket::Today,
        Some((
            "appointment_follow_up",
            "fracture clinic was on Fri 27 Feb: did it take place, and how was it",
        )),
    ),
    (
        "an appointment that took place, and they were not asked",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Attended),
                closed_on: Some(day("2026-02-27")),
                ..clinic("2026-02-27")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_follow_up",
            "fracture clinic took place on Fri 27 Feb: ask Grace how it was",
        )),
    ),
    (
        "an appointment today is asked after tomorrow",
        |facts| facts.appointments = vec![clinic("2026-03-02")],
        Bucket::Soon,
        None,
    ),
    (
        "a missed appointment is a promise, and comes before our own work",
        |facts| {
            facts.appointments = vec![
                clinic("2026-02-26"),
                AppointmentFact {
                    id: AppointmentId(Uuid::from_u128(12)),
                    how: Some(How::Missed),
                    closed_on: Some(day("2026-02-27")),
                    ..clinic("2026-02-25")
                },
            ];
        },
        Bucket::Today,
        Some((
            "appointment_missed",
            "fracture clinic on Wed 25 Feb was missed (find out why, book again, think of a visit)",
        )),
    ),
    (
        "a recall on its day",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Attended),
                closed_on: Some(day("2025-03-02")),
                followed_up: true,
                recall_on: Some(day("2026-03-02")),
                every_months: Some(12),
                what: "annual review".into(),
                ..clinic("2025-03-02")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_recall",
            "annual review due again Mon 2 Mar (last Sun 2 Mar 2025)",
        )),
    ),
    (
        "a recall that lies ahead",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Cancelled),
                followed_up: true,
                recall_on: Some(day("2026-05-05")),
                ..clinic("2026-02-05")
            }];
        },
        Bucket::Steady,
        None,
    ),
    (
        "paused until tomorrow, whatever is due",
        |facts| {
            facts.spoken_on = Some(day("2025-12-01"));
            facts.pause = Some(Pause {
                until: day("2026-03-03"),
            });
        },
        Bucket::Paused,
        Some((
            "quiet",
            "not spoken 91 days, agreed every 14 (since Mon 1 Dec 2025)",
        )),
    ),
    (
        "the pause is over today",
        |facts| {
            facts.pause = Some(Pause {
                until: day("2026-03-02"),
            });
        },
        Bucket::Today,
        Some((
            "pause_over",
            "pause ended Mon 2 Mar (follow again or decide)",
        )),
    ),
    (
        "a gap in an old record",
        |facts| facts.gaps = Gaps::default().with_if(true, Gap::Lead),
        Bucket::Today,
        Some((
            "no_lead",
            "no Lead Clinical Coordinator (joined Mon 2 Jun 2025, asked after from Mon 30 Jun 2025)",
        )),
    ),
    (
        "a lead who is not the GP, approved, with nothing said of the GP",
        |facts| facts.gaps = Gaps::default().with_if(true, Gap::VariationGpPart),
        Bucket::Today,
        Some((
            "lead_variation",
            "the lead is not the named GP, and the GP's part is not recorded (joined Mon 2 Jun 2025, asked after from Mon 30 Jun 2025)",
        )),
    ),
    (
        "a lead who is not the GP, and nothing recorded",
        |facts| {
            facts.gaps = Gaps::default()
                .with_if(true, Gap::Variation)
                .with_if(true, Gap::VariationApproval)
                .with_if(true, Gap::VariationGpPart);
        },
        Bucket::Today,
        Some((
            "lead_variation",
            "the lead is not the named GP, and the reason, the person's approval and the GP's part are not recorded (joined Mon 2 Jun 2025, asked after from Mon 30 Jun 2025)",
        )),
    ),
    (
        "the last day agreed for the lead is today",
        |facts| facts.lead_until_on = Some(day("2026-03-02")),
        Bucket::Soon,
        None,
    ),
    (
        "the last day agreed for the lead was yesterday",
        |facts| facts.lead_until_on = Some(day("2026-03-01")),
        Bucket::Today,
        Some((
            "lead_term",
            "the lead was agreed until Sun 1 Mar: who leads from then on?",
        )),
    ),
    (
        "access needs to be gone through today",
        |facts| facts.access_review_on = Some(day("2026-03-02")),
        Bucket::Today,
        Some((
            "access_review",
            "access needs to be gone through again, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer to be asked again today",
        |facts| facts.carer_days = vec![for_carer(Some("2026-03-02"), None)],
        Bucket::Today,
        Some((
            "carer_review",
            "ask the carer Ruth again how it is for them, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer who should have been asked again last week",
        |facts| facts.carer_days = vec![for_carer(Some("2026-02-23"), None)],
        Bucket::Today,
        Some((
            "carer_review",
            "ask the carer Ruth again how it is for them, planned for Mon 23 Feb",
        )),
    ),
    (
        "a carer to be asked again this week",
        |facts| facts.carer_days = vec![for_carer(Some("2026-03-05"), None)],
        Bucket::Soon,
        None,
    ),
    (
        "a carer to be asked again next month",
        |facts| facts.carer_days = vec![for_carer(Some("2026-04-02"), None)],
        Bucket::Steady,
        None,
    ),
    (
        "a carer to be asked again today, whose place ends next week",
        |facts| {
            facts.carer_days = vec![CarerDays {
                until_on: Some(day("2026-03-09")),
                ..for_carer(Some("2026-03-02"), None)
            }];
        },
        Bucket::Today,
        Some((
            "carer_review",
            "ask the carer Ruth again how it is for them, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer to be asked again today, on the last day of their place",
        |facts| {
            facts.carer_days = vec![CarerDays {
                until_on: Some(day("2026-03-02")),
                ..for_carer(Some("2026-03-02"), None)
            }];
        },
        Bucket::Today,
        Some((
            "carer_review",
            "ask the carer Ruth again how it is for them, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer to be asked again, whose place ended yesterday",
        |facts| {
            facts.carer_days = vec![CarerDays {
                until_on: Some(day("2026-03-01")),
                ..for_carer(Some("2026-02-27"), Some("2026-02-27"))
            }];
        },
        Bucket::Steady,
        None,
    ),
    (
        "a carer's access needs to be gone through today",
        |facts| facts.carer_days = vec![for_carer(None, Some("2026-03-02"))],
        Bucket::Today,
        Some((
            "carer_access_review",
            "access needs of the carer Ruth to be gone through again, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer's access needs to be gone through next month",
        |facts| facts.carer_days = vec![for_carer(None, Some("2026-04-02"))],
        Bucket::Steady,
        None,
    ),
    (
        "access needs to be gone through next month",
        |facts| facts.access_review_on = Some(day("2026-04-02")),
        Bucket::Steady,
        None,
    ),
    (
        "told anew from the day on which another took over, whatever was joined when",
        |facts| {
            facts.joined_on = day("2026-02-20");
            facts.coordinator_since = Some(day("2026-03-02"));
            facts.gaps = Gaps::default().with_if(true, Gap::ToldCoordinator);
        },
        Bucket::Today,
        Some((
            "not_told_coordinator",
            "not told who coordinates now (changed Mon 2 Mar)",
        )),
    ),
    (
        "a hand-over that lies ahead is told when it comes",
        |facts| {
            facts.coordinator_since = Some(day("2026-03-05"));
            facts.gaps = Gaps::default().with_if(true, Gap::ToldCoordinator);
        },
        Bucket::Soon,
        None,
    ),
    (
        "told of the new one",
        |facts| facts.coordinator_since = Some(day("2026-03-02")),
        Bucket::Steady,
        None,
    ),
    (
        "end-of-life care begins today",
        |facts| facts.end_of_life = Some(end_of_life("2026-03-02", Some("2026-02-20"))),
        Bucket::Today,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review due Mon 2 Mar (none yet; since Mon 2 Mar, reviewed every day)",
        )),
    ),
    (
        "the daily review was held yesterday",
        |facts| facts.end_of_life = Some(end_of_life("2026-02-02", Some("2026-03-01"))),
        Bucket::Today,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review due Mon 2 Mar (last Sun 1 Mar; since Mon 2 Feb, reviewed every day)",
        )),
    ),
    (
        "the daily review was held today",
        |facts| facts.end_of_life = Some(end_of_life("2026-02-02", Some("2026-03-02"))),
        Bucket::Soon,
        None,
    ),
    (
        "the daily review has waited over the weekend: it is a promise, and comes before a chase",
        |facts| {
            facts.end_of_life = Some(end_of_life("2026-02-02", Some("2026-02-27")));
            facts.items = vec![item(ItemKind::Question, Waiting::Service)];
        },
        Bucket::Today,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review was due Sat 28 Feb (last Fri 27 Feb; since Mon 2 Feb, reviewed every day)",
        )),
    ),
    (
        "a review that is said to lie ahead keeps nobody waiting until then",
        |facts| facts.end_of_life = Some(end_of_life("2026-02-27", Some("2099-01-01"))),
        Bucket::Today,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review was due Fri 27 Feb (none yet; since Fri 27 Feb, reviewed every day)",
        )),
    ),
    (
        "a pause keeps the daily review off the list, as it does everything",
        |facts| {
            facts.end_of_life = Some(end_of_life("2026-02-02", None));
            facts.pause = Some(Pause {
                until: day("2026-03-09"),
            });
        },
        Bucket::Paused,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review was due Mon 2 Feb (none yet; since Mon 2 Feb, reviewed every day)",
        )),
    ),
    (
        "something was decided elsewhere on Friday",
        |facts| facts.elsewhere_on = Some(day("2026-02-27")),
        Bucket::Today,
        Some((
            "decided_elsewhere",
            "decided elsewhere Fri 27 Feb, not yet with the lead and in the plan",
        )),
    ),
    (
        "a carer ill since Friday and nobody steps in",
        |facts| {
            facts.carers_away = vec![carer("Ruth", "2026-02-27", None)];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "Ruth (carer) ill or away since Fri 27 Feb, no backup in place (the plan names nobody who steps in)",
        )),
    ),
    (
        "a carer away and a backup in the plan",
        |facts| facts.carers_away = vec![carer("Ruth", "2026-02-27", None)],
        Bucket::Steady,
        None,
    ),
    (
        "the last day of a carer's absence",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.carers_away = vec![carer("Ruth", "2026-02-27", Some("2026-03-02"))];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "Ruth (carer) ill or away since Fri 27 Feb, no backup in place \
             (until Mon 2 Mar; the plan names nobody who steps in)",
        )),
    ),
    (
        "a carer's absence that is over",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.carers_away = vec![carer("Ruth", "2026-02-27", Some("2026-03-01"))];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Steady,
        None,
    ),
    (
        "a carer who will be away next week",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.carers_away = vec![carer("Ruth", "2026-03-09", None)];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Soon,
        None,
    ),
    (
        "of two carers away the one who is missing first, and none whose absence is over",
        |facts| {
            facts.carers_away = vec![
                carer("Tom", "2026-02-23", Some("2026-02-27")),
                carer("Una", "2026-03-01", None),
                carer("Ruth", "2026-02-27", None),
            ];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "Ruth (carer) ill or away since Fri 27 Feb, no backup in place (the plan names nobody who steps in)",
        )),
    ),
    (
        "who runs things themselves is watched for a quarter",
        |facts| {
            facts.self_coordinating = Some(day("2025-10-01"));
            facts.contact_every_days = None;
            facts.spoken_on = Some(day("2025-12-01"));
        },
        Bucket::Today,
        Some((
            "quiet",
            "watched: not spoken 91 days (since Mon 1 Dec 2025; runs things themselves, 91 used)",
        )),
    ),
    (
        "who runs things themselves and agreed on an interval",
        |facts| {
            facts.self_coordinating = Some(day("2025-10-01"));
            facts.spoken_on = Some(day("2026-02-16"));
        },
        Bucket::Today,
        Some((
            "quiet",
            "watched: not spoken 14 days, agreed every 14 (since Mon 16 Feb; runs things themselves)",
        )),
    ),
    (
        "who runs things themselves is not chased for",
        |facts| {
            facts.self_coordinating = Some(day("2025-10-01"));
            facts.contact_every_days = None;
            facts.items = vec![
                item(ItemKind::Question, Waiting::Service),
                item(ItemKind::Action, Waiting::Service),
                item(ItemKind::Action, Waiting::Person),
            ];
        },
        Bucket::Waiting,
        None,
    ),
    (
        "what we owe somebody who runs things themselves is ours all the same",
        |facts| {
            facts.self_coordinating = Some(day("2025-10-01"));
            let mut question = item(ItemKind::Question, Waiting::Us);
            question.answered_on = Some(day("2026-02-26"));
            facts.items = vec![question];
        },
        Bucket::Today,
        Some((
            "not_told",
            "pharmacy answered, Grace not told 4 days (since Thu 26 Feb)",
        )),
    ),
    (
        "tablets end on Thursday and nobody agreed to prescribe",
        |facts| facts.items = vec![tablets("2026-03-05")],
        Bucket::Today,
        Some((
            "supply",
            "tablets ends Thu 5 Mar; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    (
        "tablets that ended speak on until somebody is named",
        |facts| facts.items = vec![tablets("2026-02-20")],
        Bucket::Today,
        Some((
            "supply",
            "tablets ended Fri 20 Feb; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    // Tablets that end on Thursday, written down on 13 February, and admissions before and since.
    (
        "tablets that end while they are in hospital wait for the week's question",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![admitted("2026-02-27T11:00:00")];
        },
        Bucket::Soon,
        None,
    ),
    (
        "when it is asked whether they are still there, so are the tablets",
        |facts| {
            facts.items = vec![tablets("2026-02-20")];
            facts.moves = vec![MoveFact {
                asked_on: Some(day("2026-02-23")),
                ..admitted("2026-02-16T11:00:00")
            }];
        },
        Bucket::Today,
        Some((
            "supply_in_hospital",
            "who supplies tablets once they are home? (enough there until Fri 20 Feb, in hospital since Mon 16 Feb; \
             the alarm is back when the admission is closed)",
        )),
    ),
    (
        "admitted on the day it was written down: the ward supplies",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![MoveFact {
                asked_on: Some(day("2026-03-01")),
                ..admitted("2026-02-13T18:00:00")
            }];
        },
        Bucket::Soon,
        None,
    ),
    (
        "home again, and nobody was named since: the alarm is back",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![MoveFact {
                is_open: false,
                ..admitted("2026-02-27T11:00:00")
            }];
        },
        Bucket::Today,
        Some((
            "supply",
            "tablets ends Thu 5 Mar; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    (
        "what was written down during the stay is for going home",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![MoveFact {
                asked_on: Some(day("2026-03-01")),
                ..admitted("2026-02-10T11:00:00")
            }];
        },
        Bucket::Today,
        Some((
            "supply",
            "tablets ends Thu 5 Mar; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    (
        "an admission that lies ahead takes nothing over yet",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![admitted("2026-03-03T11:00:00")];
        },
        Bucket::Today,
        Some((
            "supply",
            "tablets ends Thu 5 Mar; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    (
        "tablets for a fortnight are counted down, not chased",
        |facts| facts.items = vec![tablets("2026-03-16")],
        Bucket::Soon,
        None,
    ),
    (
        "home since Friday evening, and nobody rang: the day on which it was due is named",
        |facts| facts.moves = vec![moved(MoveKind::Discharge, "2026-02-27T19:10:00")],
        Bucket::Today,
        Some((
            "first_call",
            "home since Fri 27 Feb 19:10, no call yet (after 18:30): first call was due Sat 28 Feb 19:10",
        )),
    ),
    (
        "a conversation on the day, before the discharge, is no first call",
        |facts| {
            facts.moves = vec![moved(MoveKind::Discharge, "2026-03-02T08:30:00")];
            facts.spoken_at = Some("2026-03-02T08:29:00Z".parse().expect("an instant"));
        },
        Bucket::Today,
        Some((
            "first_call",
            "home since Mon 2 Mar 08:30, no call yet: first call due Tue 3 Mar 08:30",
        )),
    ),
    (
        "in hours at 18:29: it speaks from the day of the discharge",
        |facts| facts.moves = vec![moved(MoveKind::Discharge, "2026-02-27T18:29:00")],
        Bucket::Today,
        Some((
            "first_call",
            "home since Fri 27 Feb 18:29, no call yet: first call was due Sat 28 Feb 18:29",
        )),
    ),
    (
        "a call after the discharge ends it; the second explanation lies ahead",
        |facts| {
            facts.moves = vec![moved(MoveKind::Discharge, "2026-02-27T19:10:00")];
            facts.spoken_at = Some("2026-02-28T10:00:00Z".parse().expect("an instant"));
        },
        Bucket::Soon,
        None,
    ),
    (
        "a prescriber is confirmed: the person is to be told",
        |facts| {
            facts.items = vec![ItemFact {
                answered_on: Some(day("2026-03-02")),
                ..tablets("2026-03-05")
            }];
        },
        Bucket::Today,
        Some((
            "not_told",
            "County ward answered, Grace not told (since Mon 2 Mar)",
        )),
    ),
    (
        "a letter is chased up the ladder",
        |facts| {
            facts.items = vec![ItemFact {
                what: "discharge summary".into(),
                owner: "County".into(),
                chases: 1,
                chased_on: Some(day("2026-02-20")),
                rung: Some(Rung::Again),
                asked_on: day("2026-02-13"),
                expected_on: Some(day("2026-02-16")),
                ..item(ItemKind::Letter, Waiting::Service)
            }];
        },
        Bucket::Today,
        Some((
            "no_reply",
            "County: no word, 10 working days late (expected Mon 16 Feb; chased 1 time; next: their manager): letter, discharge summary",
        )),
    ),
    (
        "nobody owns it, and whoever holds it for now has a day",
        |facts| {
            facts.items = vec![ItemFact {
                what: "foot care".into(),
                ..item(ItemKind::Gap, Waiting::Us)
            }];
        },
        Bucket::Today,
        Some(("own_action", "was due Fri 27 Feb: nobody owns foot care")),
    ),
    (
        "not told for twenty working days how a referral stands",
        |facts| {
            facts.items = vec![ItemFact {
                what: "memory clinic".into(),
                asked_on: day("2026-02-02"),
                expected_on: Some(day("2026-04-20")),
                ..item(ItemKind::Referral, Waiting::Service)
            }];
        },
        Bucket::Today,
        Some((
            "owed_update",
            "owed word on referral, memory clinic (Grace not told yet)",
        )),
    ),
    (
        "told last week how a referral stands",
        |facts| {
            facts.items = vec![ItemFact {
                what: "memory clinic".into(),
                asked_on: day("2026-02-02"),
                told_on: Some(day("2026-02-24")),
                expected_on: Some(day("2026-04-20")),
                ..item(ItemKind::Referral, Waiting::Service)
            }];
        },
        Bucket::Waiting,
        None,
    ),
    (
        "so does its command",
        |facts| {
            let mut one = moved(MoveKind::Discharge, "2026-02-27T19:10:00");
            one.was_called = true;
            facts.moves = vec![one];
        },
        Bucket::Soon,
        None,
    ),
    (
        "home out of hours with nobody named to ring",
        |facts| {
            let mut one = moved(MoveKind::Discharge, "2026-02-27T18:30:00");
            one.names_contact = false;
            one.was_called = true;
            facts.moves = vec![one];
        },
        Bucket::Today,
        Some((
            "discharged_without_contact",
            "nobody named to ring out of hours: home since Fri 27 Feb 18:30 (after 18:30)",
        )),
    ),
    (
        "the plan is explained again five working days after",
        |facts| {
            let mut one = moved(MoveKind::Discharge, "2026-02-20T11:00:00");
            one.was_called = true;
            facts.moves = vec![one];
        },
        Bucket::Today,
        Some((
            "explain_again",
            "explain the plan again was due Fri 27 Feb (home since Fri 20 Feb 11:00)",
        )),
    ),
    (
        "a closed discharge says nothing",
        |facts| {
            let mut one = moved(MoveKind::Discharge, "2026-02-20T11:00:00");
            one.is_open = false;
            facts.moves = vec![one];
        },
        Bucket::Steady,
        None,
    ),
    (
        "home does not acknowledge a discharge: that is whoever answers for them there",
        |facts| {
            let mut one = moved(MoveKind::Discharge, "2026-02-26T11:00:00");
            one.is_acknowledged = false;
            one.was_called = true;
            one.to = "home".into();
            facts.moves = vec![one];
        },
        Bucket::Today,
        Some((
            "move_not_acknowledged",
            "discharge of Thu 26 Feb not acknowledged (from Mon 2 Mar ask whether they have taken over)",
        )),
    ),
    (
        "a transfer that nobody acknowledged for two working days",
        |facts| {
            let mut one = moved(MoveKind::Transfer, "2026-02-26T11:00:00");
            one.is_acknowledged = false;
            one.to = "County rehab".into();
            facts.moves = vec![one];
        },
        Bucket::Today,
        Some((
            "move_not_acknowledged",
            "transfer of Thu 26 Feb not acknowledged by County rehab (from Mon 2 Mar ask whether they have taken over)",
        )),
    ),
    (
        "a week in hospital",
        |facts| {
            let mut one = moved(MoveKind::Admission, "2026-02-23T11:00:00");
            one.to = "Ward 7".into();
            facts.moves = vec![one];
        },
        Bucket::Today,
        Some((
            "still_in_hospital",
            "in Ward 7 since Mon 23 Feb: still there? (not asked since)",
        )),
    ),
    (
        "asked yesterday whether they are still there",
        |facts| {
            let mut one = moved(MoveKind::Admission, "2026-02-23T11:00:00");
            one.asked_on = Some(day("2026-03-01"));
            facts.moves = vec![one];
        },
        Bucket::Soon,
        None,
    ),
    (
        "sixteen since February, and nobody named after 18",
        |facts| facts.born_on = Some(day("2010-02-20")),
        Bucket::Today,
        Some((
            "coming_18",
            "nobody named who coordinates after 18 (18 is on Sun 20 Feb 2028)",
        )),
    ),
    (
        "it is named who coordinates after 18, also when that move is closed",
        |facts| {
            facts.born_on = Some(day("2010-02-20"));
            let mut one = moved(MoveKind::ChildToAdult, "2026-02-23T11:00:00");
            one.is_open = false;
            facts.moves = vec![one];
        },
        Bucket::Steady,
        None,
    ),
    (
        "who joined as an adult has no such birthday",
        |facts| facts.born_on = Some(day("2007-02-20")),
        Bucket::Steady,
        None,
    ),
    (
        "a house move after which the plan was not reviewed",
        |facts| {
            facts.moves = vec![moved(MoveKind::House, "2026-02-26T12:00:00")];
            facts.review_held_on = Some(day("2026-02-25"));
        },
        Bucket::Today,
        Some((
            "life_event",
            "house move Thu 26 Feb: review the plan (does it still fit?)",
        )),
    ),
    (
        "a review on its day settles it",
        |facts| {
            facts.moves = vec![moved(MoveKind::House, "2026-02-26T12:00:00")];
            facts.review_held_on = Some(day("2026-02-26"));
        },
        Bucket::Steady,
        None,
    ),
    (
        "a gap in a fresh record waits twenty working days",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.gaps = Gaps::default().with_if(true, Gap::Lead);
        },
        Bucket::Steady,
        None,
    ),
];

#[test]
fn each_rule_speaks_on_its_day_and_names_its_dates() {
    let holidays = Holidays::england();
    let clock = clock("2026-03-02", &holidays);
    for (name, so, bucket, first) in CASES {
        let mut facts = settled();
        so(&mut facts);
        let verdict = look(&facts, &clock);
        assert_eq!(verdict.bucket, *bucket, "{name}");
        let says = verdict
            .due(&clock)
            .next()
            .map(|found| (found.rule.name, found.says(&facts, &clock)));
        assert_eq!(
            says.as_ref().map(|(rule, says)| (*rule, says.as_str())),
            *first,
            "{name}"
        );
    }
}

#[test]
fn rule_names_are_unique_and_each_has_its_source() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.source.starts_with('R')));
}

#[test]
fn class_comes_before_tier_and_tier_before_lateness() {
    let holidays = Holidays::england();
    let clock = clock("2026-03-02", &holidays);
    let row = |n: u128, tier, so: fn(&mut Facts)| {
        let mut facts = settled();
        facts.person = PersonId(Uuid::from_u128(n));
        facts.tier = tier;
        so(&mut facts);
        Row::of(&facts, &clock)
    };
    let late: fn(&mut Facts) = |facts| facts.spoken_on = Some(day("2025-11-03"));
    let quiet: fn(&mut Facts) = |facts| facts.spoken_on = Some(day("2026-02-16"));
    let chase: fn(&mut Facts) =
        |facts| facts.items = vec![item(ItemKind::Question, Waiting::Service)];
    let mut rows = [
        row(1, Tier::High, chase),
        row(2, Tier::Low, late),
        row(3, Tier::High, quiet),
        row(4, Tier::High, late),
        row(5, Tier::High, |_| ()),
    ];
    rows.sort_by(Row::order);
    let order: Vec<u128> = rows.iter().map(|row| row.person.0.as_u128()).collect();
    assert_eq!(order, [4, 3, 2, 1, 5]);
}

prop_compose! {
    pub(super) fn any_day()(offset in 0_u64..1_500) -> NaiveDate {
        day("2024-06-01") + Days::new(offset)
    }
}

prop_compose! {
    fn any_item()(
        kind in prop::sample::select(ItemKind::ALL.to_vec()),
        waiting in prop::sample::select(vec![Waiting::Us, Waiting::Service, Waiting::Person]),
        asked_on in any_day(),
        expected_on in prop::option::of(any_day()),
        answered_on in prop::option::of(any_day()),
        chased_on in prop::option::of(any_day()),
        told_on in prop::option::of(any_day()),
        rung in prop::option::of(prop::sample::select(Rung::ALL.to_vec())),
    ) -> ItemFact {
        ItemFact {
            id: ItemId(Uuid::from_u128(7)),
            kind,
            waiting,
            asked_on,
            expected_on,
            answered_on,
            chases: u16::from(chased_on.is_some()),
            chased_on,
            told_on,
            rung,
            what: String::new(),
            expected_how: String::new(),
            owner: String::new(),
        }
    }
}

prop_compose! {
    fn any_appointment()(
        on in any_day(),
        how in prop::option::of(prop::sample::select(How::ALL.to_vec())),
        closed_on in any_day(),
        followed_up in any::<bool>(),
        lacking in 0_u8..32,
        prepare_on in prop::option::weighted(0.3, any_day()),
        recall_on in prop::option::weighted(0.3, any_day()),
    ) -> AppointmentFact {
        AppointmentFact {
            on,
            how,
            closed_on: how.map(|_| closed_on),
            followed_up: followed_up && how.is_some(),
            lacking: Lacking::from_bits(lacking),
            prepare_on,
            recall_on,
            what: String::new(),
            ..clinic("2026-03-04")
        }
    }
}

prop_compose! {
    fn any_move()(
        kind in prop::sample::select(MoveKind::ALL.to_vec()),
        on in any_day(),
        minute in 0_i64..1440,
        asked_on in prop::option::of(any_day()),
        is in any::<[bool; 5]>(),
    ) -> MoveFact {
        let mut one = moved(kind, "2026-02-27T19:10:00");
        let at = on.and_time(NaiveTime::MIN) + chrono::TimeDelta::minutes(minute);
        one.at = london::instant(at);
        one.asked_on = asked_on;
        [one.is_open, one.is_acknowledged, one.names_contact, one.was_called, one.was_explained] = is;
        one
    }
}

prop_compose! {
    /// Somebody of whose reasons some may have been put off: some honestly, some as a file from elsewhere may claim.
    pub(super) fn any_facts()(
        facts in bare_facts(),
        picks in prop::collection::vec((any::<usize>(), any_day(), 0_u64..90, any::<bool>()), 0..5),
    ) -> Facts {
        let holidays = Holidays::england();
        let found = look(&facts, &clock("2026-03-02", &holidays)).found;
        let mut deferrals: Vec<DeferralFact> = Vec::new();
        for (pick, on, days, honest) in picks {
            let Some(found) = pick.checked_rem(found.len()).map(|at| found[at]) else { continue };
            let about = found.subject(&facts).id();
            if deferrals.iter().any(|one| one.rule == found.rule.name && one.about == about) {
                continue;
            }
            let first_on = if honest { found.due + Days::new(days / 30) } else { on };
            deferrals.push(DeferralFact {
                id: DeferralId(Uuid::from_u128(deferrals.len() as u128 + 1)),
                rule: found.rule.name,
                about,
                due_on: if honest || days > 9 { found.due } else { on },
                first_on,
                until_on: first_on + Days::new(days),
                because: "away".into(),
            });
        }
        Facts { deferrals, ..facts }
    }
}

prop_compose! {
    fn bare_facts()(
        n in 1_u128..1_000_000,
        tier in prop::sample::select(vec![Tier::High, Tier::Medium, Tier::Low]),
        joined_on in any_day(),
        pause in prop::option::weighted(0.2, any_day()),
        spoken_on in prop::option::weighted(0.8, any_day()),
        every in prop::option::of(1_u16..400),
        promises in prop::collection::vec((any_day(), any_day(), any::<bool>()), 0..3),
        review in (prop::option::of(any_day()), prop::option::of(any_day())),
        end_of_life in prop::option::weighted(0.1, (any_day(), prop::option::of(any_day()))),
        elsewhere_on in prop::option::weighted(0.1, any_day()),
        gaps in 0_u16..512,
        own in prop::option::weighted(0.2, any_day()),
        since in prop::option::weighted(0.2, any_day()),
        away in prop::option::weighted(0.2, (any_day(), prop::option::of(any_day()))),
        carers in prop::collection::vec(
            (prop::option::of(any_day()), prop::option::of(any_day()), prop::option::weighted(0.2, any_day())),
            0..3,
        ),
        items in prop::collection::vec(any_item(), 0..5),
        appointments in prop::collection::vec(any_appointment(), 0..3),
        moves in prop::collection::vec(any_move(), 0..3),
    ) -> Facts {
        Facts {
            person: PersonId(Uuid::from_u128(n)),
            name: format!("Person {}", n % 97),
            tier,
            joined_on,
            pause: pause.map(|until| Pause { until }),
            first_conversation: spoken_on.is_some(),
            spoken_on,
            contact_every_days: every,
            promises: promises
                .into_iter()
                .map(|(made_on, due_on, reached)| Promise {
                    made_on,
                    due_on: Some(due_on),
                    reached,
                    ..promised("2026-02-20", None)
                })
                .collect(),
            review_due: review.0,
            review_by: review.1,
            end_of_life: end_of_life
                .map(|(since_on, reviewed_on)| EndOfLifeFact { since_on, reviewed_on }),
            elsewhere_on,
            gaps: Gaps::from_bits(gaps),
            self_coordinating: own,
            coordinator_since: since,
            carers_away: away
                .map(|(from_on, until_on)| CarerAway { from_on, until_on, ..carer("Ruth", "2026-02-27", None) })
                .into_iter()
                .collect(),
            carer_days: (1_u128..)
                .zip(carers)
                .map(|(n, (review_on, access_on, until_on))| CarerDays {
                    member: MemberId(Uuid::from_u128(n)),
                    name: format!("Carer {n}"),
                    review_on,
                    access_on,
                    until_on,
                })
                .collect(),
            items,
            appointments,
            moves,
            ..settled()
        }
    }
}

/// When somebody came home, a moment afterwards, and what is said of the first call then; nothing while it is not due.
const FIRST_CALLS: [(&str, &str, Option<&str>); 9] = [
    // Friday evening: due on Saturday, when nobody works, so it is said while somebody can still arrange it.
    (
        "2026-03-06T18:40:00",
        "2026-03-06T18:45:00",
        Some(
            "home since Fri 6 Mar 18:40, no call yet (after 18:30): first call due Sat 7 Mar 18:40, \
             before the practice opens again Mon 9 Mar 08:00: arrange it now",
        ),
    ),
    (
        "2026-03-06T18:40:00",
        "2026-03-07T10:00:00",
        Some(
            "home since Fri 6 Mar 18:40, no call yet (after 18:30): first call due Sat 7 Mar 18:40, \
             before the practice opens again Mon 9 Mar 08:00: arrange it now",
        ),
    ),
    (
        "2026-03-06T18:40:00",
        "2026-03-09T08:00:00",
        Some(
            "home since Fri 6 Mar 18:40, no call yet (after 18:30): first call was due Sat 7 Mar 18:40",
        ),
    ),
    // In hours on a Friday: the weekend is named too.
    (
        "2026-03-06T16:00:00",
        "2026-03-06T16:30:00",
        Some(
            "home since Fri 6 Mar 16:00, no call yet: first call due Sat 7 Mar 16:00, \
             before the practice opens again Mon 9 Mar 08:00: arrange it now",
        ),
    ),
    // A weeknight, and a Sunday from eight on: somebody is there in time, and it speaks on that day.
    ("2026-03-03T19:10:00", "2026-03-03T20:00:00", None),
    (
        "2026-03-03T19:10:00",
        "2026-03-04T09:00:00",
        Some(
            "home since Tue 3 Mar 19:10, no call yet (after 18:30): first call due Wed 4 Mar 19:10",
        ),
    ),
    ("2026-03-08T08:00:00", "2026-03-08T09:00:00", None),
    (
        "2026-03-08T07:59:00",
        "2026-03-08T09:00:00",
        Some(
            "home since Sun 8 Mar 07:59, no call yet (at the weekend): first call due Mon 9 Mar 07:59, \
             before the practice opens again Mon 9 Mar 08:00: arrange it now",
        ),
    ),
    // Before Easter the practice is closed for four days.
    (
        "2026-04-02T19:00:00",
        "2026-04-02T19:05:00",
        Some(
            "home since Thu 2 Apr 19:00, no call yet (after 18:30): first call due Fri 3 Apr 19:00, \
             before the practice opens again Tue 7 Apr 08:00: arrange it now",
        ),
    ),
];

#[test]
fn a_first_call_that_is_due_before_anybody_works_is_said_at_once() {
    let holidays = Holidays::england();
    for (at, now, says) in FIRST_CALLS {
        let facts = Facts {
            moves: vec![moved(MoveKind::Discharge, at)],
            ..settled()
        };
        let clock = Clock::new(now.parse().expect("a clock time"), &holidays);
        let verdict = look(&facts, &clock);
        let found: Vec<String> = verdict
            .due(&clock)
            .filter(|found| found.rule.name == "first_call")
            .map(|found| {
                assert_eq!(found.rule.class, Class::Harm);
                found.says(&facts, &clock)
            })
            .collect();
        assert_eq!(found, Vec::from_iter(says), "home {at}, asked {now}");
    }
}

proptest! {
    #[test]
    fn everybody_is_in_exactly_one_bucket_and_the_counts_add_up(
        people in prop::collection::vec(any_facts(), 0..60), today in any_day(),
    ) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let rows: Vec<Row> = people.iter().map(|facts| Row::of(facts, &clock)).collect();
        let counts = Counts::of(&rows);
        prop_assert_eq!(counts.open(), people.len());
        let by_filter: usize = Bucket::ALL
            .into_iter()
            .map(|bucket| Counts::of(rows.iter().filter(|row| row.bucket == bucket)).open())
            .sum();
        prop_assert_eq!(by_filter, people.len());
        // Counted a second way, from the rules themselves.
        for bucket in Bucket::ALL {
            let there = people.iter().filter(|facts| look(facts, &clock).bucket == bucket).count();
            prop_assert_eq!(counts.of_bucket(bucket), there);
        }
    }

    #[test]
    fn nobody_is_in_today_without_a_reason_and_no_reason_is_left_out(
        facts in any_facts(), today in any_day(),
    ) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let verdict = look(&facts, &clock);
        let any_due = verdict.due(&clock).next().is_some();
        match verdict.bucket {
            Bucket::Today => prop_assert!(any_due),
            Bucket::Paused => prop_assert!(facts.pause.is_some_and(|pause| pause.until > today)),
            Bucket::New | Bucket::Soon | Bucket::Waiting | Bucket::Steady => prop_assert!(!any_due),
        }
        for found in &verdict.found {
            prop_assert!(!found.says(&facts, &clock).is_empty());
        }
        // What others owe somebody who runs things themselves is watched by that person (R13).
        if verdict.bucket == Bucket::Waiting && facts.self_coordinating.is_none() {
            prop_assert!(verdict.awaited(&facts).is_some());
        }
    }

    #[test]
    fn some_rule_watches_every_open_item(facts in any_facts(), today in any_day()) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let verdict = look(&facts, &clock);
        for (at, item) in facts.items.iter().enumerate() {
            // What others owe somebody who runs things themselves is watched by that person (R13).
            if facts.self_coordinating.is_some() && item.waiting != Waiting::Us {
                continue;
            }
            prop_assert!(verdict.found.iter().any(|found| found.about == About::Item(at)));
        }
    }

    #[test]
    fn some_rule_watches_every_appointment_that_has_anything_left(facts in any_facts(), today in any_day()) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let verdict = look(&facts, &clock);
        for (at, one) in facts.appointments.iter().enumerate() {
            let is_found = verdict.found.iter().any(|found| found.about == About::Appointment(at));
            prop_assert_eq!(is_found, one.is_watched());
        }
    }

    #[test]
    fn every_day_of_every_carer_who_is_there_is_watched(facts in any_facts(), today in any_day()) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let verdict = look(&facts, &clock);
        for (at, carer) in facts.carer_days.iter().enumerate() {
            let is_there = carer.until_on.is_none_or(|last| today <= last);
            for (rule, on) in [("carer_review", carer.review_on), ("carer_access_review", carer.access_on)] {
                let found: Vec<&Found> = (verdict.found.iter())
                    .filter(|found| found.rule.name == rule && found.about == About::Carer(at))
                    .collect();
                let due: Vec<NaiveDate> = found.iter().map(|found| found.due).collect();
                prop_assert_eq!(due, Vec::from_iter(on.filter(|_| is_there)));
                for found in found {
                    prop_assert!(found.briefly(&facts, &clock).contains(&carer.name));
                }
            }
        }
    }

    #[test]
    fn time_alone_never_makes_a_due_reason_go_away(mut facts in any_facts(), today in any_day()) {
        // A conversation on a day that lies ahead is no conversation yet; when its day has come it is.
        facts.spoken_on = facts.spoken_on.filter(|on| *on <= today);
        // The one that may: a carer whose last day away is known comes back.
        for away in &mut facts.carers_away {
            away.until_on = None;
        }
        // One whose place ends is no longer asked.
        for carer in &mut facts.carer_days {
            carer.until_on = None;
        }
        // Nor is an admission a file's claim of tomorrow: from its day on the ward supplies.
        facts.moves.retain(|one| one.kind != MoveKind::Admission || london::date(one.at) <= today);
        // And an appointment to prepare: once its day has come nothing can be.
        for one in &mut facts.appointments {
            one.lacking = Lacking::default();
        }
        let holidays = Holidays::england();
        let at = |date: NaiveDate| Clock::new(date.and_time(NaiveTime::MIN), &holidays);
        let name = |found: &Found| (found.rule.name, found.about);
        let (now, then) = (at(today), at(today + Days::new(1)));
        let tomorrow = look(&facts, &then);
        let due: Vec<_> = tomorrow.due(&then).map(name).collect();
        for found in look(&facts, &now).due(&now) {
            // But for one of which a file claims that it will be put off: that is said, and bounded.
            let put_off = tomorrow.put_off().any(|other| name(other) == name(found));
            prop_assert!(due.contains(&name(found)) || put_off);
        }
    }

    #[test]
    fn the_order_is_total_and_does_not_depend_on_where_one_starts(
        people in prop::collection::vec(any_facts(), 0..30), today in any_day(),
    ) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let mut rows: Vec<Row> = people.iter().map(|facts| Row::of(facts, &clock)).collect();
        rows.sort_by(Row::order);
        let sorted = rows.clone();
        rows.reverse();
        rows.sort_by(Row::order);
        prop_assert_eq!(rows, sorted);
    }
}
