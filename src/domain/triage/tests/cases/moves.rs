//! Moves, their acknowledgement, growing up, events in a life.

use super::*;

pub(super) const CASES: &[Case] = &[
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
        "whoever takes over after 18 has not said so, and the birthday is past",
        |facts| {
            facts.born_on = Some(day("2008-02-20"));
            let mut one = moved(MoveKind::ChildToAdult, "2026-02-16T11:00:00");
            one.is_acknowledged = false;
            one.to = "adult team".into();
            facts.moves = vec![one];
        },
        Bucket::Today,
        Some((
            "move_not_acknowledged",
            "child to adult services of Mon 16 Feb not acknowledged by adult team (18 was on Fri 20 Feb; from Wed 18 Feb ask whether they have taken over)",
        )),
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
];
