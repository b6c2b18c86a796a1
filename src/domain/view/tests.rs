//! Each criterion with somebody whom it lets through and somebody whom it hides, and how a view is said.

use super::*;
use crate::domain::facet::{Facet, Traits};
use crate::domain::id::PersonId;
use crate::domain::triage::{Row, RuleSet};
use uuid::Uuid;

/// Sets a criterion.
type Set = fn(&mut View);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn row() -> Row {
    Row {
        person: PersonId(Uuid::from_u128(1)),
        name: "Ellis, Margaret".into(),
        born_on: None,
        bucket: Bucket::Today,
        class: Some(Class::Promise),
        tier: Tier::High,
        late: 0,
        due: None,
        put_off: false,
        speaks: RuleSet::default(),
    }
}

fn facet(kind: FacetKind, value: &str) -> Facet {
    Facet {
        kind,
        value: value.to_owned(),
        words: value.to_owned(),
    }
}

fn traits() -> Traits {
    Traits {
        joined_on: day("2026-02-23"),
        spoken_on: Some(day("2026-02-16")),
        changed_on: Some(day("2026-02-26")),
        facets: vec![
            facet(FacetKind::Practice, "mill lane surgery z99001"),
            facet(FacetKind::NamedGp, "dr patel"),
            facet(FacetKind::Condition, "heart failure"),
            facet(FacetKind::Condition, "chronic kidney disease"),
            facet(FacetKind::Group, "many agencies"),
            facet(FacetKind::Coordinator, "a okafor"),
        ],
    }
}

/// Whether she is shown on Monday 2 March 2026.
fn shows(view: &View) -> bool {
    let sieve = Sieve::new(view);
    sieve.lets_row(&row())
        && sieve.lets_key("ellis|margaret|peggy")
        && sieve.lets_traits(&traits(), day("2026-03-02"))
}

#[test]
fn every_criterion_lets_somebody_through_and_hides_somebody() {
    let cases: [(&str, Set, bool); 35] = [
        ("everybody", |_| (), true),
        ("bucket", |v| v.bucket = Some(Bucket::Today), true),
        ("other bucket", |v| v.bucket = Some(Bucket::Steady), false),
        ("class", |v| v.classes = vec![Class::Promise], true),
        (
            "one of two classes",
            |v| v.classes = vec![Class::Harm, Class::Promise],
            true,
        ),
        ("other class", |v| v.classes = vec![Class::Record], false),
        ("tier", |v| v.tier = Some(Tier::High), true),
        ("other tier", |v| v.tier = Some(Tier::Low), false),
        ("practice", |v| v.practice = "Mill".into(), true),
        ("practice by code", |v| v.practice = "z99001".into(), true),
        ("other practice", |v| v.practice = "Park Road".into(), false),
        ("gp", |v| v.named_gp = "patel".into(), true),
        ("other gp", |v| v.named_gp = "shah".into(), false),
        ("condition", |v| v.condition = "Kidney".into(), true),
        (
            "words of two conditions",
            |v| v.condition = "heart kidney".into(),
            false,
        ),
        ("group", |v| v.group = "agencies".into(), true),
        ("other group", |v| v.group = "homelessness".into(), false),
        ("coordinator", |v| v.coordinator = "OKAFOR".into(), true),
        (
            "other coordinator",
            |v| v.coordinator = "Bola".into(),
            false,
        ),
        (
            "a GP is no coordinator",
            |v| v.coordinator = "patel".into(),
            false,
        ),
        ("nobody", |v| v.nobody_coordinates = true, false),
        (
            "joined on the day",
            |v| v.joined = Some(Joined::Since(day("2026-02-23"))),
            true,
        ),
        (
            "joined before",
            |v| v.joined = Some(Joined::Since(day("2026-02-24"))),
            false,
        ),
        (
            "joined 7 days ago",
            |v| v.joined = Some(Joined::InLastDays(7)),
            true,
        ),
        (
            "joined in 6 days",
            |v| v.joined = Some(Joined::InLastDays(6)),
            false,
        ),
        ("silent 14 days", |v| v.silent_days = Some(14), true),
        ("not silent 15 days", |v| v.silent_days = Some(15), false),
        ("unchanged 4 days", |v| v.unchanged_days = Some(4), true),
        (
            "not unchanged 5 days",
            |v| v.unchanged_days = Some(5),
            false,
        ),
        ("text", |v| v.text = "peg".into(), true),
        ("other text", |v| v.text = "zebra".into(), false),
        ("marks alone ask nothing", |v| v.text = "!".into(), true),
        (
            "all hold",
            |v| (v.practice, v.condition) = ("mill".into(), "heart".into()),
            true,
        ),
        (
            "one does not",
            |v| (v.practice, v.condition) = ("mill".into(), "asthma".into()),
            false,
        ),
        (
            "traits and row",
            |v| (v.practice, v.tier) = ("mill".into(), Some(Tier::Low)),
            false,
        ),
    ];
    for (what, set, shown) in cases {
        let mut view = View::default();
        set(&mut view);
        assert_eq!(shows(&view), shown, "{what}");
    }
}

#[test]
fn who_was_never_spoken_with_is_silent_since_they_joined() {
    let view = View {
        silent_days: Some(14),
        ..View::default()
    };
    let today = day("2026-03-02");
    for (joined, silent) in [("2026-02-16", true), ("2026-02-17", false)] {
        assert_eq!(
            view.suits_days(day(joined), None, None, today),
            silent,
            "{joined}"
        );
    }
}

#[test]
fn who_has_no_coordinator_is_found_by_that() {
    let mut traits = traits();
    traits
        .facets
        .retain(|facet| facet.kind != FacetKind::Coordinator);
    let [.., nobody] = built_in();
    assert!(Sieve::new(&nobody.view).lets_traits(&traits, day("2026-03-02")));
}

#[test]
fn a_view_says_what_it_asks() {
    let cases: [(Set, &str); 8] = [
        (|_| (), ""),
        (|v| v.bucket = Some(Bucket::Today), "Today"),
        (|v| v.text = "be".into(), "\"be\""),
        (
            |v| (v.bucket, v.text) = (Some(Bucket::Today), "be".into()),
            "Today with \"be\"",
        ),
        (
            |v| {
                (v.tier, v.practice, v.condition) =
                    (Some(Tier::High), "Mill".into(), "copd".into());
            },
            "high tier, at \"Mill\", condition \"copd\"",
        ),
        (
            |v| v.classes = vec![Class::Harm, Class::Promise],
            "class A or B",
        ),
        (
            |v| (v.silent_days, v.unchanged_days) = (Some(14), Some(1)),
            "not spoken with for 14 days, nothing written for 1 day",
        ),
        (
            |v| v.joined = Some(Joined::Since(day("2026-02-23"))),
            "joined since Mon 23 Feb 2026",
        ),
    ];
    for (set, says) in cases {
        let mut view = View::default();
        set(&mut view);
        assert_eq!(view.words(), says);
    }
}

#[test]
fn a_name_stands_for_its_view_until_something_else_is_asked() {
    let [sweep, ..] = built_in();
    let cases: [(Set, &str); 4] = [
        (|_| (), "View Weekly sweep"),
        (
            |v| (v.bucket, v.text) = (Some(Bucket::Steady), "be".into()),
            "View Weekly sweep in Steady with \"be\"",
        ),
        (
            |v| v.silent_days = Some(7),
            "Only not spoken with for 7 days, nothing written for 14 days",
        ),
        (
            |v| v.bucket = Some(Bucket::Today),
            "View Weekly sweep in Today",
        ),
    ];
    for (change, says) in cases {
        let mut view = sweep.view.clone();
        change(&mut view);
        assert_eq!(view.says(Some(&sweep)), says);
    }
}

#[test]
fn a_view_is_kept_whole_and_what_it_does_not_know_is_refused() {
    for named in built_in() {
        let body = serde_json::to_string(&named.view).expect("a body");
        assert!(serde_json::from_str::<View>(&body).expect("a view") == named.view);
        assert!(!named.view.is_everybody());
    }
    assert!(serde_json::from_str::<View>(r#"{"moon":"full"}"#).is_err());
}

#[test]
fn debug_shows_no_words() {
    let view = View {
        text: "Ellis".into(),
        coordinator: "Okafor".into(),
        ..View::default()
    };
    let debug = format!("{view:?}");
    assert!(
        !debug.contains("Ellis") && !debug.contains("Okafor"),
        "{debug}"
    );
}
