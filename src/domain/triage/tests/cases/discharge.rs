//! The first call after a discharge, and what it leaves open.

use super::*;

pub(super) const CASES: &[Case] = &[
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
            facts.asked_after_at = Some("2026-03-02T08:29:00Z".parse().expect("an instant"));
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
            facts.asked_after_at = Some("2026-02-28T10:00:00Z".parse().expect("an instant"));
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
            "next supply agreed (tablets), Grace not told (since Mon 2 Mar)",
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
                owner: String::new(),
                ..item(ItemKind::Gap, Waiting::Us)
            }];
        },
        Bucket::Today,
        Some(("own_action", "was due Fri 27 Feb: nobody owns foot care")),
    ),
    (
        "somebody holds for now what nobody owns",
        |facts| {
            facts.items = vec![ItemFact {
                what: "foot care".into(),
                owner: "Jo Marsh".into(),
                ..item(ItemKind::Gap, Waiting::Us)
            }];
        },
        Bucket::Today,
        Some((
            "own_action",
            "was due Fri 27 Feb: nobody owns foot care (Jo Marsh holds it for now)",
        )),
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
];
