//! Being spoken with, reviews, and what was promised or asked.

use super::*;

pub(super) const CASES: &[Case] = &[
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
        "never spoken with, on the last day before it counts as silence",
        |facts| {
            facts.first_conversation = false;
            facts.spoken_on = None;
            facts.contact_every_days = None;
            facts.joined_on = day("2026-02-03");
        },
        Bucket::New,
        None,
    ),
    (
        "never spoken with since they joined four weeks ago",
        |facts| {
            facts.first_conversation = false;
            facts.spoken_on = None;
            facts.contact_every_days = None;
            facts.joined_on = day("2026-02-02");
        },
        Bucket::Today,
        Some((
            "quiet",
            "nobody has spoken with them yet, 28 days since they joined (Mon 2 Feb; no interval agreed, 28 used)",
        )),
    ),
    (
        "never spoken with, and a call each week is agreed",
        |facts| {
            facts.first_conversation = false;
            facts.spoken_on = None;
            facts.contact_every_days = Some(7);
            facts.joined_on = day("2026-02-23");
        },
        Bucket::Today,
        Some((
            "quiet",
            "nobody has spoken with them yet, 7 days since they joined (Mon 23 Feb; agreed every 7)",
        )),
    ),
    (
        "a referral to us that we declined",
        |facts| {
            facts.items = vec![ItemFact {
                answered_on: Some(day("2026-02-27")),
                declined: true,
                owner: "Dr Sample".into(),
                ..item(ItemKind::ReferralIn, Waiting::Us)
            }];
        },
        Bucket::Today,
        Some((
            "not_told",
            "we declined what Dr Sample referred, Grace not told 3 days (since Fri 27 Feb)",
        )),
    ),
    (
        "an answer that they were told was taken back on Friday",
        |facts| {
            facts.items = vec![ItemFact {
                taken_back_on: Some(day("2026-02-27")),
                taken_back: "yes, from Monday".into(),
                expected_on: Some(day("2026-03-20")),
                ..item(ItemKind::Question, Waiting::Service)
            }];
        },
        Bucket::Today,
        Some((
            "taken_back",
            "Grace was told \"yes, from Monday\", which does not hold: tell them (blister pack; taken back Fri 27 Feb)",
        )),
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
        "a referral that was declined, which they have not heard",
        |facts| {
            let mut referral = item(ItemKind::Referral, Waiting::Us);
            referral.answered_on = Some(day("2026-03-02"));
            referral.declined = true;
            facts.items = vec![referral];
        },
        Bucket::Today,
        Some((
            "not_told",
            "pharmacy declined, Grace not told (since Mon 2 Mar)",
        )),
    ),
    (
        "a referral that is booked for Wednesday, which they have not heard",
        |facts| facts.items = vec![booked("2026-03-04", Heard::Nothing)],
        Bucket::Today,
        Some((
            "booked_untold",
            "blister pack booked for Wed 4 Mar: does Grace know? (tell by Mon 2 Mar)",
        )),
    ),
    (
        "a referral that is booked for a day in April, and they were told another",
        |facts| facts.items = vec![booked("2026-04-20", Heard::AnotherDay)],
        Bucket::Today,
        Some((
            "booked_untold",
            "Grace was told a day that is off: blister pack, now booked for Mon 20 Apr",
        )),
    ),
    (
        "a referral that is booked for Wednesday, which they have heard",
        |facts| facts.items = vec![booked("2026-03-04", Heard::ThisDay)],
        Bucket::Soon,
        None,
    ),
    (
        "a referral whose appointment was on Friday: how that went is asked first",
        |facts| {
            facts.items = vec![booked("2026-02-27", Heard::ThisDay)];
            facts.appointments = vec![clinic("2026-02-27")];
        },
        Bucket::Today,
        Some((
            "appointment_follow_up",
            "fracture clinic was on Fri 27 Feb: did it take place, and how was it",
        )),
    ),
    (
        "a referral whose appointment was on Friday, which they were never told",
        |facts| {
            facts.items = vec![booked("2026-02-27", Heard::Nothing)];
            facts.appointments = vec![clinic("2026-02-27")];
        },
        Bucket::Today,
        Some((
            "booked_untold",
            "blister pack was booked for Fri 27 Feb, Grace was not told: did they go?",
        )),
    ),
    (
        "a referral that was booked for Friday is chased, whatever else was on that day",
        |facts| {
            facts.items = vec![booked("2026-02-27", Heard::ThisDay)];
            facts.appointments = vec![AppointmentFact {
                id: AppointmentId(Uuid::from_u128(99)),
                followed_up: true,
                ..clinic("2026-02-27")
            }];
        },
        Bucket::Today,
        Some((
            "no_reply",
            "pharmacy: no word, 1 working day late (expected Fri 27 Feb): referral, blister pack",
        )),
    ),
    (
        "an action that goes on, on the day set to look at it again",
        |facts| {
            let mut action = item(ItemKind::Action, Waiting::Us);
            action.ongoing = true;
            action.expected_on = Some(day("2026-03-02"));
            facts.items = vec![action];
        },
        Bucket::Today,
        Some((
            "look_again",
            "look again, set for Mon 2 Mar: blister pack (ongoing)",
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
        "tried for nothing on the day of a promise: the promise is said with its day and words",
        |facts| {
            let call = Promise {
                what: "bring the result".into(),
                ..promised("2026-02-20", Some("2026-02-27"))
            };
            let tried = Promise {
                reached: false,
                ..promised("2026-02-27", Some("2026-03-04"))
            };
            facts.promises = vec![tried, call];
        },
        Bucket::Today,
        Some((
            "check_in",
            "check-in was promised for Fri 27 Feb (bring the result)",
        )),
    ),
    (
        "a new try that has words says them",
        |facts| {
            facts.promises = vec![Promise {
                reached: false,
                what: "before ten".into(),
                ..promised("2026-02-27", Some("2026-03-02"))
            }];
        },
        Bucket::Today,
        Some((
            "retry",
            "nobody reached Fri 27 Feb, try again Mon 2 Mar (before ten)",
        )),
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
];

/// A referral that is booked for a day, in the diary too.
fn booked(on: &str, heard: Heard) -> ItemFact {
    ItemFact {
        expected_on: Some(day(on)),
        booking: Some(Booking {
            on: day(on),
            appointment: Some(clinic(on).id),
            heard,
            since: day("2026-02-26"),
        }),
        ..item(ItemKind::Referral, Waiting::Service)
    }
}
