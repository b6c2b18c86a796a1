//! Tables of cases for what all kinds share, and for what each asks.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::id::{ArrangementId, GoalId, OtherLineId, PersonId, PlanId};
use crate::domain::plan::Plan;
use crate::domain::refusal::Refusal;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn today() -> NaiveDate {
    day("2026-03-02")
}

fn id(n: u128) -> ArrangementId {
    ArrangementId(Uuid::from_u128(n))
}

fn visit(
    n: u128,
    kind: InterventionKind,
    organisation: &str,
    from: Option<&str>,
    until: Option<&str>,
) -> Intervention {
    Intervention {
        kind,
        organisation: organisation.into(),
        from_on: from.map(day),
        until_on: until.map(day),
        ..Intervention::begin(id(n), today())
    }
}

#[test]
fn likely_repetitions_are_of_one_kind_by_two_and_close_in_time() {
    use InterventionKind::{BloodTest, Other, Wounds};
    type Run = (
        InterventionKind,
        &'static str,
        Option<&'static str>,
        Option<&'static str>,
    );
    type Case = (&'static str, Run, Run, Option<i64>);
    let cases: [Case; 10] = [
        (
            "both go on",
            (Wounds, "Nurses", None, None),
            (Wounds, "Practice", None, None),
            Some(0),
        ),
        (
            "two kinds",
            (Wounds, "Nurses", None, None),
            (BloodTest, "Practice", None, None),
            None,
        ),
        (
            "one organisation, written twice",
            (Wounds, "Nurses", None, None),
            (Wounds, " nurses ", None, None),
            None,
        ),
        (
            "nobody named",
            (Wounds, "", None, None),
            (Wounds, "Practice", None, None),
            None,
        ),
        (
            "one follows the other within four weeks",
            (Wounds, "Nurses", None, Some("2026-02-10")),
            (Wounds, "Practice", Some("2026-03-10"), None),
            Some(28),
        ),
        (
            "a day more is not close",
            (Wounds, "Nurses", None, Some("2026-02-09")),
            (Wounds, "Practice", Some("2026-03-10"), None),
            None,
        ),
        (
            "the later one stands first",
            (Wounds, "Practice", Some("2026-02-20"), None),
            (Wounds, "Nurses", None, Some("2026-02-10")),
            Some(10),
        ),
        (
            "both are over",
            (Wounds, "Nurses", None, Some("2026-02-10")),
            (Wounds, "Practice", None, Some("2026-03-01")),
            None,
        ),
        (
            "the last day is today",
            (Wounds, "Nurses", None, Some("2026-02-10")),
            (Wounds, "Practice", None, Some("2026-03-02")),
            Some(0),
        ),
        (
            "something else of the same words",
            (Other, "Nurses", None, None),
            (Other, "Practice", None, None),
            Some(0),
        ),
    ];
    for (name, one, other, apart) in cases {
        let all = [
            visit(1, one.0, one.1, one.2, one.3),
            visit(2, other.0, other.1, other.2, other.3),
        ];
        let found: Vec<i64> = repetitions(&all, today())
            .iter()
            .map(|repetition| repetition.days_apart)
            .collect();
        assert_eq!(found, apart.into_iter().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn the_hint_names_both_and_asks() {
    let mut nurses = visit(1, InterventionKind::Wounds, "Community nurses", None, None);
    nurses.how_often = "Mondays".into();
    let all = [
        nurses,
        visit(2, InterventionKind::Wounds, "Mill Lane Surgery", None, None),
    ];
    assert_eq!(
        repetitions(&all, today())[0].says(),
        "Perhaps twice: wounds and dressings by Community nurses (Mondays) and by Mill Lane Surgery, at the same \
         time. Ask them whether both are needed."
    );
}

prop_compose! {
    fn any_visit()(
        kind in 0..InterventionKind::ALL.len(), organisation in "[ab]?",
        from in prop::option::of(0..60_u64), until in prop::option::of(0..60_u64),
    ) -> Intervention {
        let on = |days: u64| day("2026-02-01") + Days::new(days);
        Intervention {
            kind: InterventionKind::ALL[kind],
            organisation,
            from_on: from.map(on),
            until_on: until.map(on),
            ..Intervention::begin(id(1), today())
        }
    }
}

proptest! {
    #[test]
    fn the_order_of_the_plan_makes_no_repetition(one in any_visit(), other in any_visit()) {
        let forth = [one.clone(), other.clone()];
        let back = [other, one];
        let apart = |all: &[Intervention]| -> Vec<i64> {
            repetitions(all, today()).iter().map(|found| found.days_apart).collect()
        };
        prop_assert_eq!(apart(&forth), apart(&back));
    }
}

#[test]
fn a_contingency_plan_needs_a_sign_that_sets_it_off() {
    let mut plan = Contingency::begin(id(1), today());
    plan.what_to_do = "Ring 999.".into();
    let refused = plan.check(today()).expect_err("refused");
    assert_eq!(
        (refused.field, refused.why),
        ("triggers", Refusal::NoTriggers)
    );
    plan.triggers = vec!["cannot finish a sentence".into()];
    assert!(plan.check(today()).is_ok());
    assert_eq!(plan.lacks(today()).as_deref(), Some("nobody to ring yet"));
}

/// Silence about whom to ring would be taken for "nobody".
#[test]
fn whom_to_ring_is_said_to_be_not_recorded_in_its_place() {
    let mut plan = Contingency {
        triggers: vec!["lips blue".into()],
        what_to_do: "Ring 999.".into(),
        not_to_do: "No second inhaler.".into(),
        ..Contingency::begin(id(1), today())
    };
    let said = |plan: &Contingency| {
        let all = Arrangements {
            contingency: vec![plan.clone()],
            ..Arrangements::default()
        };
        let facts = all.facts(
            ArrangementKind::Contingency,
            id(1),
            Naming::plain(&[], today()),
        );
        let facts = facts.iter();
        let lines = facts.map(|fact| format!("{}: {}", fact.label, fact.value));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(
        said(&plan)[1..4],
        [
            "What to do: Ring 999.",
            "Ring: not recorded",
            "What not to do: No second inhaler."
        ]
    );
    plan.ring_others = "111".into();
    assert_eq!(
        said(&plan)[1..4],
        [
            "What to do: Ring 999.",
            "Ring also: 111",
            "What not to do: No second inhaler."
        ]
    );
}

#[test]
fn a_place_for_a_paper_of_which_nobody_said_that_it_is_there_is_asked_after() {
    for (paper, at, fits) in [
        (Paper::NotRecorded, "", true),
        (Paper::NotRecorded, "  ", true),
        (Paper::NotRecorded, "blue folder", false),
        (Paper::No, "blue folder", false),
        (Paper::Undecided, "blue folder", false),
        (Paper::No, "", true),
        (Paper::Yes, "", true),
        (Paper::Yes, "blue folder", true),
    ] {
        let statement = Wishes {
            statement: paper,
            statement_at: at.into(),
            ..Wishes::default()
        };
        let refusal = Wishes {
            refusal: paper,
            refusal_at: at.into(),
            ..Wishes::default()
        };
        for (field, wishes) in [("statement", statement), ("refusal", refusal)] {
            // What was kept like that can be read and handed on.
            assert!(wishes.check(today()).is_ok());
            let refused = wishes.contradicts().err().map(|refused| refused.field);
            assert_eq!(refused, (!fits).then_some(field), "{paper:?} {at:?}");
            let asked = wishes.lacks(today()).unwrap_or_default();
            assert_eq!(asked.contains("not that there is one"), !fits, "{asked}");
        }
    }
}

#[test]
fn a_change_of_a_contingency_plan_is_dated_by_itself() {
    let before = Contingency::begin(id(1), day("2026-01-05"));
    for (touched, dated, on) in [
        (true, None, "2026-03-02"),
        (true, Some("2026-02-20"), "2026-02-20"),
        (false, None, "2026-01-05"),
    ] {
        let mut after = before.clone();
        if touched {
            after.name = "Breathless".into();
        }
        if let Some(dated) = dated {
            after.updated_on = Some(day(dated));
        }
        after.changed(&before, today());
        assert_eq!(after.updated_on, Some(day(on)), "{touched} {dated:?}");
    }
}

#[test]
fn end_of_life_care_begins_and_ends_with_a_day_and_a_reason() {
    type Case = (&'static str, fn(&mut EndOfLife), Option<&'static str>);
    let cases: [Case; 7] = [
        ("as it should be", |_| (), None),
        ("no day", |time| time.since_on = None, Some("since_on")),
        (
            "nobody said so",
            |time| time.said_by.clear(),
            Some("said_by"),
        ),
        ("no reason", |time| time.because.clear(), Some("because")),
        (
            "it ends without a reason",
            |time| time.until_on = Some(day("2026-03-01")),
            Some("ended_because"),
        ),
        (
            "a reason to end without a day",
            |time| time.ended_because = "steady again".into(),
            Some("until_on"),
        ),
        (
            "it lies ahead",
            |time| time.since_on = Some(day("2026-03-03")),
            Some("since_on"),
        ),
    ];
    for (name, change, field) in cases {
        let mut time = EndOfLife {
            said_by: "Dr Patel".into(),
            because: "last weeks".into(),
            since_on: Some(day("2026-02-02")),
            ..EndOfLife::begin(id(1), today())
        };
        change(&mut time);
        let refused = time.check(today()).err().map(|refused| refused.field);
        assert_eq!(refused, field, "{name}");
    }
}

#[test]
fn the_oldest_decision_that_has_not_come_back_is_waited_for() {
    let decided = |n: u128, on: &str, told: Option<&str>, in_plan: Option<&str>| Elsewhere {
        what: "stop the water tablet".into(),
        on: Some(day(on)),
        lead_told_on: told.map(day),
        in_plan_on: in_plan.map(day),
        ..Elsewhere::begin(id(n), today())
    };
    let mut all = Arrangements::default();
    assert_eq!(all.not_brought_back_since(), None);
    all.elsewhere = vec![
        decided(1, "2026-02-01", Some("2026-02-02"), Some("2026-02-02")),
        decided(2, "2026-02-20", Some("2026-02-21"), None),
        decided(3, "2026-02-10", None, None),
    ];
    assert_eq!(all.not_brought_back_since(), Some(day("2026-02-10")));
    let entries = all.entries(ArrangementKind::Elsewhere, today());
    let lacks: Vec<_> = entries.iter().map(|entry| entry.lacks.as_deref()).collect();
    assert_eq!(
        lacks,
        [
            None,
            Some("not yet in this plan"),
            Some("the lead has not been told, and it is not yet in this plan"),
        ]
    );
}

#[test]
fn what_is_over_stands_last_and_asks_for_nothing() {
    let mut all = Arrangements::default();
    let mut over = SharedCare::begin(id(1), today());
    over.what = "warfarin".into();
    over.until_on = Some(day("2026-03-01"));
    let mut holds = SharedCare::begin(id(2), today());
    holds.what = "methotrexate".into();
    holds.prescribes = "Practice".into();
    all.shared_care = vec![over, holds];
    let says: Vec<String> = all
        .entries(ArrangementKind::SharedCare, today())
        .iter()
        .map(Entry::says)
        .collect();
    assert_eq!(
        says,
        [
            "methotrexate; prescribes: Practice - not agreed yet who monitors, who supplies",
            "warfarin [ended 1 Mar 2026]",
        ]
    );
}

/// Names a field once, reads and writes the same place: what is put into any field comes out of it again.
#[test]
fn every_field_of_every_kind_is_read_where_it_is_written() {
    struct Filled;
    impl Visit for Filled {
        type Out = usize;
        fn visit<T: Arrangement>(self) -> usize {
            let mut names = std::collections::BTreeSet::new();
            for slot in T::SLOTS {
                assert!(
                    names.insert(slot.name),
                    "{} twice in {:?}",
                    slot.name,
                    T::KIND
                );
                assert!(
                    slot.label.len() <= 21,
                    "{} is too long for a form",
                    slot.label
                );
                let mut one = T::begin(id(1), today());
                let before = facts(T::SLOTS, &one, Naming::plain(&[], today()));
                match &slot.holds {
                    Holds::Line(at) | Holds::Who(at) | Holds::Text(at) => {
                        *(at.get_mut)(&mut one) = "filled".into();
                    }
                    Holds::Several(at) => *(at.get_mut)(&mut one) = vec!["filled".into()],
                    Holds::Members(at) => {
                        *(at.get_mut)(&mut one) = vec![crate::domain::id::MemberId(Uuid::nil())];
                    }
                    Holds::Been(at) | Holds::From(at) | Holds::Ahead(at) => {
                        *(at.get_mut)(&mut one) = Some(day("2026-02-14"));
                    }
                    Holds::One(choice) => (choice.set)(&mut one, choice.words.len() - 1),
                }
                let after = facts(T::SLOTS, &one, Naming::plain(&[], today()));
                let changed: Vec<&Fact> =
                    after.iter().filter(|fact| !before.contains(fact)).collect();
                assert_eq!(changed.len(), 1, "{} of {:?}", slot.name, T::KIND);
                assert_eq!(changed[0].label, slot.label);
            }
            names.len()
        }
    }
    let fields: usize = ArrangementKind::ALL
        .into_iter()
        .map(|kind| kind.visit(Filled))
        .sum();
    assert!(fields > 90, "{fields}");
}

#[test]
fn each_kind_has_a_letter_and_a_place_of_its_own() {
    let letters: std::collections::BTreeSet<char> = ArrangementKind::ALL
        .into_iter()
        .map(ArrangementKind::letter)
        .collect();
    let places: std::collections::BTreeSet<&str> = ArrangementKind::ALL
        .into_iter()
        .map(ArrangementKind::place)
        .collect();
    assert_eq!((letters.len(), places.len()), (16, 16));
}

#[test]
fn what_says_nothing_is_not_kept() {
    let mut all = Arrangements::default();
    Wishes::put(&mut all, Wishes::default());
    Backups::put(&mut all, Backups::default());
    assert!(all.is_empty());
    assert_eq!(serde_json::to_string(&all).expect("JSON"), "{}");
}

#[test]
fn a_backup_is_for_the_carer_where_there_is_one() {
    // What was written before, for the carer, for the coordinator; named with a carer, and without one.
    for (before, carer, coordinator, with, without) in [
        ("", "", "", false, false),
        ("Len has the key", "", "", true, true),
        ("", "Len", "", true, true),
        ("", "", "duty coordinator", false, true),
        (" ", " ", " ", false, false),
    ] {
        let mut plan = Plan::new(
            PlanId(Uuid::nil()),
            PersonId(Uuid::nil()),
            day("2026-01-05"),
        );
        plan.backup = before.into();
        let backups = Backups {
            carer: carer.into(),
            coordinator: coordinator.into(),
        };
        Backups::put(&mut plan.arrangements, backups);
        let named = (plan.names_backup(true), plan.names_backup(false));
        assert_eq!(named, (with, without), "{before} {carer} {coordinator}");
    }
}

#[test]
fn a_text_or_a_plan_says_what_to_do_when_things_go_wrong() {
    let mut plan = Plan::new(
        PlanId(Uuid::nil()),
        PersonId(Uuid::nil()),
        day("2026-01-05"),
    );
    assert!(!plan.says_what_if());
    plan.contingency = "Ring Ruth.".into();
    assert!(plan.says_what_if());
    plan.contingency.clear();
    Contingency::put(&mut plan.arrangements, Contingency::begin(id(1), today()));
    assert!(plan.says_what_if());
}

#[test]
fn end_of_life_care_that_was_ended_today_is_over() {
    let mut plan = Arrangements::default();
    let mut care = EndOfLife::begin(id(1), day("2026-02-20"));
    care.said_by = "Dr Patel".into();
    EndOfLife::put(&mut plan, care.clone());
    let told = |plan: &Arrangements| {
        let all = plan.entries(ArrangementKind::EndOfLife, today());
        plan.told(&all[0], Naming::plain(&[], today())).title
    };
    assert_eq!(
        told(&plan),
        "End-of-life care: the plan is reviewed every day"
    );
    care.until_on = Some(today());
    EndOfLife::put(&mut plan, care);
    assert_eq!(told(&plan), "End-of-life care (ended 2 Mar 2026)");
    assert!(plan.end_of_life_now().is_none());
}

#[test]
fn two_things_of_one_kind_are_both_named() {
    let mut all = [
        visit(1, InterventionKind::BloodTest, "Heart nurses", None, None),
        visit(2, InterventionKind::BloodTest, "Practice", None, None),
    ];
    all[0].what = "U and Es".into();
    assert!(
        repetitions(&all, today())[0]
            .says()
            .starts_with("Perhaps twice: U and Es by Heart nurses and blood test by Practice,")
    );
}

#[test]
fn where_the_kind_is_not_said_the_words_are_compared() {
    use InterventionKind::{NotSaid, Other, Wounds};
    for (one, other, are_same) in [
        (
            (NotSaid, "balance class"),
            (NotSaid, "Balance classes, weekly"),
            true,
        ),
        (
            (NotSaid, "balance class"),
            (NotSaid, "Balance class at the hall"),
            true,
        ),
        (
            (NotSaid, "leg dressings"),
            (NotSaid, "dressing both legs"),
            true,
        ),
        ((NotSaid, "dressings"), (Wounds, ""), true),
        ((Wounds, "leg dressings"), (NotSaid, "dressing"), true),
        (
            (NotSaid, "home visit"),
            (NotSaid, "weekly visit at home"),
            false,
        ),
        ((NotSaid, "weighing"), (NotSaid, "taking blood"), false),
        ((NotSaid, ""), (NotSaid, ""), false),
        ((Other, "dressings"), (Wounds, ""), false),
    ] {
        let done = |n, (kind, what): (InterventionKind, &str), who| Intervention {
            what: what.to_owned(),
            ..visit(n, kind, who, None, None)
        };
        let mut all = [done(1, one, "Heart nurses"), done(2, other, "Practice")];
        assert_eq!(
            !repetitions(&all, today()).is_empty(),
            are_same,
            "{one:?} {other:?}"
        );
        all[1].organisation = "heart nurses".into();
        assert!(repetitions(&all, today()).is_empty(), "one service does it");
    }
}

#[test]
fn a_plan_of_others_that_was_reconciled_asks_after_lines_that_went_nowhere() {
    let goal = GoalId(Uuid::from_u128(7));
    let line = |n: u128, into: Option<Taken>, because: &str| OtherLine {
        id: OtherLineId(Uuid::from_u128(n)),
        text: format!("line {n}"),
        into,
        left_out_because: because.into(),
    };
    let mut other = OtherPlan {
        name: "heart failure plan".into(),
        service: "Cardiology".into(),
        lines: vec![
            line(1, Some(Taken::Goal(goal)), ""),
            line(2, None, ""),
            line(3, None, "her tablets were changed"),
        ],
        ..OtherPlan::begin(id(1), today())
    };
    let asks = |other: &OtherPlan| other.lacks(today()).unwrap_or_default();
    assert_eq!(asks(&other), "not yet reconciled into this plan");
    other.reconciled_on = Some(today());
    assert_eq!(asks(&other), "not said where 1 line of it went");
    let plan = Plan::new(
        PlanId(Uuid::from_u128(1)),
        PersonId(Uuid::from_u128(1)),
        today(),
    );
    let said: Vec<String> = other
        .lines
        .iter()
        .map(|line| line.says(&plan, &[]))
        .collect();
    assert_eq!(
        said,
        [
            "line 1 (into a goal that is not shown here)",
            "line 2 (not said yet where it went)",
            "line 3 (left out: her tablets were changed)"
        ]
    );
    other.lines[1].into = Some(Taken::Action(crate::domain::id::ItemId(Uuid::from_u128(8))));
    assert_eq!(asks(&other), "");
    let all = Arrangements {
        other_plans: vec![other.clone()],
        ..Arrangements::default()
    };
    assert_eq!(
        all.taken_from_others(Taken::Goal(goal)),
        ["From heart failure plan of Cardiology: line 1"]
    );
    other.lines[0].left_out_because = "both".into();
    let refused = other.check(today()).expect_err("refused");
    assert_eq!(
        (refused.field, refused.why),
        ("left_out_because", Refusal::TakenAndLeftOut)
    );
    assert!(line(4, None, " ").check().is_ok() && line(4, None, " ").is_open());
}
