//! The clocks of a discharge as tables of cases, and what it leaves open.

use chrono::NaiveDateTime;
use uuid::Uuid;

use super::*;
use crate::domain::calendar::Holidays;
use crate::domain::id::ItemId;
use crate::domain::item::ItemKind;
use crate::domain::london;

fn clock(text: &str) -> NaiveDateTime {
    text.parse().expect("a clock time")
}

#[test]
fn out_of_hours_is_told_with_its_reason() {
    let holidays = Holidays::england();
    for (at, because) in [
        ("2026-02-27T18:29:00", None),
        ("2026-02-27T18:30:00", Some("after 18:30")),
        ("2026-02-27T19:10:00", Some("after 18:30")),
        ("2026-02-28T11:00:00", Some("at the weekend")),
        ("2026-03-02T07:59:00", Some("before 08:00")),
        ("2026-03-02T08:00:00", None),
        // Good Friday.
        ("2026-04-03T11:00:00", Some("on a bank holiday")),
    ] {
        assert_eq!(out_of_hours_because(clock(at), &holidays), because, "{at}");
    }
}

#[test]
fn twenty_four_hours_pass_also_when_the_clocks_change() {
    for (at, how) in [
        (
            "2026-02-27T19:10:00",
            "Sat 28 Feb 2026 19:10 = 24 hours after Fri 27 Feb 2026 19:10",
        ),
        (
            "2026-03-28T12:00:00",
            "Sun 29 Mar 2026 13:00 = 24 hours after Sat 28 Mar 2026 12:00, for the clocks changed",
        ),
        (
            "2026-10-24T12:00:00",
            "Sun 25 Oct 2026 11:00 = 24 hours after Sat 24 Oct 2026 12:00, for the clocks changed",
        ),
    ] {
        let shown = hours_shown(london::instant(clock(at)), FIRST_CALL_HOURS);
        assert_eq!(shown.how, how);
    }
}

#[test]
fn the_second_explanation_skips_bank_holidays() {
    let holidays = Holidays::england();
    for (at, on) in [
        ("2026-02-27T19:10:00", "2026-03-06"),
        // Over Easter.
        ("2026-04-01T10:00:00", "2026-04-10"),
    ] {
        let due = explain_again_shown(london::instant(clock(at)), &holidays);
        assert_eq!(due.date.to_string(), on, "{at}");
    }
}

#[test]
fn a_discharge_leaves_open_what_was_not_settled_the_letter_and_the_medicines() {
    let holidays = Holidays::england();
    let at = london::instant(clock("2026-02-27T19:10:00"));
    let mut one = Transition::new(
        TransitionId(Uuid::from_u128(1)),
        PersonId(Uuid::from_u128(2)),
        MoveKind::Discharge,
        at,
    );
    one.from = "Ward 7".to_owned();
    let discharge = one.discharge.as_mut().expect("a discharge has one");
    for which in CheckPoint::ALL {
        *discharge.checklist.point_mut(which) = Point::answered(Answer::Yes);
    }
    discharge.checklist.plan = Point::answered(Answer::No);
    discharge.checklist.equipment = Point::answered(Answer::NotApplicable);
    discharge.checklist.adviser = Point::default();
    discharge.medicines_until_on = "2026-03-05".parse().ok();
    let mut count = 10;
    let opening = Opening {
        today: "2026-03-02".parse().expect("a day"),
        holidays: &holidays,
        expects_letter: true,
        prescriber: "",
    };
    let items = opened(&mut one, opening, || {
        count += 1;
        ItemId(Uuid::from_u128(count))
    });
    let told: Vec<(ItemKind, &str, String)> = items
        .iter()
        .map(|item| {
            let on = item.expected_on.expect("a day").to_string();
            (item.kind, item.what.as_str(), on)
        })
        .collect();
    let on = str::to_owned;
    assert_eq!(
        told,
        [
            (
                ItemKind::Check,
                "Give and explain the plan",
                on("2026-03-03")
            ),
            (ItemKind::Check, "Tell them who advises", on("2026-03-03")),
            (
                ItemKind::Letter,
                "Discharge letter from Ward 7",
                on("2026-02-28")
            ),
            (
                ItemKind::Supply,
                "Medicines after the discharge",
                on("2026-03-05")
            ),
        ]
    );
    assert!(items.iter().all(|item| item.transition == Some(one.id)));
    let checklist = &one.discharge.as_ref().expect("still there").checklist;
    assert_eq!(checklist.plan.item, items.first().map(|item| item.id));
    assert_eq!(checklist.equipment.item, None);
}

/// Into hospital and home again by turns: what stands twice is found on either side.
#[test]
fn nobody_goes_into_hospital_twice_or_comes_home_twice() {
    use MoveKind::{Admission, Discharge, House};
    // Those on record: kind, hour, whether it was closed by hand. Then the one that is written, and the hour of the one
    // that stands there already.
    type Told = (MoveKind, u32, bool);
    type Case = (&'static str, &'static [Told], (MoveKind, u32), Option<u32>);
    let cases: &[Case] = &[
        ("the first of all", &[], (Admission, 10), None),
        (
            "in, then home",
            &[(Admission, 9, false)],
            (Discharge, 10),
            None,
        ),
        (
            "in, and in again",
            &[(Admission, 9, false)],
            (Admission, 10),
            Some(9),
        ),
        (
            "in before an earlier one",
            &[(Admission, 11, false)],
            (Admission, 10),
            Some(11),
        ),
        (
            "in before one that is over by its discharge",
            &[(Admission, 11, true), (Discharge, 12, false)],
            (Admission, 10),
            Some(11),
        ),
        (
            "in after one that was closed by hand",
            &[(Admission, 9, true)],
            (Admission, 10),
            None,
        ),
        (
            "home between",
            &[(Admission, 8, true), (Discharge, 9, false)],
            (Admission, 10),
            None,
        ),
        (
            "home twice",
            &[(Discharge, 9, false)],
            (Discharge, 10),
            Some(9),
        ),
        (
            "home twice, the first closed",
            &[(Discharge, 9, true)],
            (Discharge, 10),
            Some(9),
        ),
        (
            "home before it is said once more",
            &[(Discharge, 11, false)],
            (Discharge, 10),
            Some(11),
        ),
        (
            "home, in, home",
            &[(Discharge, 8, true), (Admission, 9, false)],
            (Discharge, 10),
            None,
        ),
        (
            "the nearest counts, in whatever order they are read",
            &[
                (Admission, 9, false),
                (Discharge, 8, true),
                (Admission, 7, true),
            ],
            (Discharge, 10),
            None,
        ),
        (
            "a house is no stay",
            &[(House, 9, false)],
            (House, 10),
            None,
        ),
    ];
    let of = |number: usize, kind, hour: u32| {
        let id = TransitionId(Uuid::from_u128(number as u128));
        let at = london::instant(clock(&format!("2026-03-02T{hour:02}:00:00")));
        Transition::new(id, PersonId(Uuid::nil()), kind, at)
    };
    for (name, told, (kind, hour), expected) in cases {
        let mut moves: Vec<Transition> = Vec::new();
        for (number, (kind, hour, closed)) in told.iter().enumerate() {
            let mut one = of(number + 1, *kind, *hour);
            one.closed = closed.then(|| Closed {
                on: london::date(one.at),
                because: "settled".into(),
            });
            moves.push(one);
        }
        let new = of(0, *kind, *hour);
        let found = |moves: &[Transition]| {
            let twice = Beside::of(moves.iter(), &new).twice(&new);
            twice.map(|one| one.at)
        };
        let expected = expected.map(|hour| of(9, *kind, hour).at);
        assert_eq!(found(&moves), expected, "{name}");
        moves.reverse();
        assert_eq!(found(&moves), expected, "{name}");
        // Itself, as it was before it is changed, is no other.
        moves.push(new.clone());
        assert_eq!(found(&moves), expected, "{name}");
    }
    let home = [of(1, Discharge, 12)];
    let late = of(2, Admission, 9);
    let beside = Beside::of(home.iter(), &late);
    assert_eq!(beside.ended_by(&late).map(|one| one.at), Some(home[0].at));
    assert!(Beside::of([].iter(), &late).ended_by(&late).is_none());
}
