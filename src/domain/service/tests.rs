//! The rules of the directory: what is stale, how it is searched, what closing needs.

use chrono::NaiveDate;
use uuid::Uuid;

use super::search::{Index, Serves, serves, stale};
use super::unmet::{UnmetNeed, counted};
use super::*;
use crate::domain::find::Query;
use crate::domain::id::UnmetNeedId;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn service(number: u128, name: &str, needs: &[&str], places: &[&str]) -> Service {
    let all = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Service {
        id: ServiceId(Uuid::from_u128(number)),
        name: name.to_owned(),
        does: String::new(),
        needs: all(needs),
        places: all(places),
        sector: Sector::Voluntary,
        access: String::new(),
        red_flags: String::new(),
        refer: String::new(),
        phones: vec!["01632 960 301".to_owned()],
        email: String::new(),
        web: String::new(),
        address: String::new(),
        postcode: String::new(),
        hours: String::new(),
        checked: None,
        notes: String::new(),
        closed: None,
        source: String::new(),
    }
}

fn checked(on: &str) -> Service {
    Service {
        checked: Some(Checked {
            on: day(on),
            by: "A. Okafor".to_owned(),
        }),
        ..service(1, "Stairs and Steps", &["falls"], &["Northfield"])
    }
}

#[test]
fn an_entry_is_stale_after_half_a_year() {
    let today = day("2026-03-02");
    for (on, stands) in [
        ("2026-03-02", Standing::Checked(day("2026-03-02"))),
        ("2025-09-03", Standing::Checked(day("2025-09-03"))),
        ("2025-09-02", Standing::Stale(day("2025-09-02"))),
        ("2020-01-01", Standing::Stale(day("2020-01-01"))),
        // Another computer's clock was ahead: it was checked all the same.
        ("2026-03-05", Standing::Checked(day("2026-03-05"))),
    ] {
        assert_eq!(checked(on).standing(today), stands, "{on}");
    }
    let never = service(1, "Never", &[], &[]);
    assert_eq!(never.standing(today), Standing::NeverChecked);
    assert!(never.last_checked(today).contains("Ring before"));
    assert!(
        checked("2025-01-02")
            .last_checked(today)
            .contains("by A. Okafor. Stale: more than 180 days")
    );
    assert!(!checked("2026-01-02").last_checked(today).contains("Stale"));
    let closed = never
        .closed_on(today, "merged", (today, "A. Okafor"))
        .expect("closes");
    assert_eq!(stale([&never, &closed, &checked("2026-03-01")], today), 1);
}

#[test]
fn closing_needs_a_reason_and_a_day_that_has_been() {
    let today = day("2026-03-02");
    let service = checked("2026-01-02");
    let close = |on: &str, because| service.closed_on(day(on), because, (today, "A. Okafor"));
    assert_eq!(close("2026-03-02", "  "), Err(Refusal::NoReason));
    assert_eq!(
        close("2026-03-03", "funds"),
        Err(Refusal::NotYet(day("2026-03-03")))
    );
    let closed = close("2026-02-27", " ran out of funds ").expect("closes");
    assert_eq!(closed.standing(today), Standing::Closed(day("2026-02-27")));
    assert_eq!(
        closed
            .lines(today)
            .first()
            .map(|(label, text)| (*label, text.as_str())),
        Some(("Closed", "since Fri 27 Feb 2026: ran out of funds"))
    );
    assert_eq!(
        closed.checked_on(today, "A. Okafor"),
        Err(Refusal::ServiceClosed)
    );
    let checked = service.checked_on(today, "B. Diaz").expect("open");
    assert_eq!(checked.standing(today), Standing::Checked(today));
}

#[test]
fn the_words_that_are_typed_find_by_name_need_and_place() {
    let mut all = vec![
        service(
            1,
            "Advice Northfield",
            &["debt", "benefits"],
            &["Northfield"],
        ),
        service(2, "Benefits Bureau", &["money"], &["Mill Lane"]),
        service(3, "Café Zoë", &["company"], &["Northfield", "Benefits Row"]),
        service(4, "Wheels", &["lifts"], &["Northfield"]),
    ];
    all[3].does = "Lifts to benefits hearings.".to_owned();
    let index = Index::new(&all);
    let find = |typed: &str| {
        let found = index.find(&Query::new(typed)).into_iter();
        found.map(|at| all[at].id.0.as_u128()).collect::<Vec<_>>()
    };
    for (typed, found) in [
        // The name first, then the need, the place, the rest.
        ("benefits", vec![2, 1, 3, 4]),
        ("BENEFITS northf", vec![1, 3, 4]),
        ("benefits mill", vec![2]),
        ("cafe zoe", vec![3]),
        // Within a word too, after those that begin with it.
        ("ills", vec![]),
        ("ill", vec![2]),
        ("lift", vec![4]),
        ("01632 960301", vec![1, 2, 3, 4]),
        ("", vec![1, 2, 3, 4]),
        ("benefits zebra", vec![]),
    ] {
        assert_eq!(find(typed), found, "{typed}");
    }
    // What is closed stands last, and is found.
    all[1] = all[1]
        .closed_on(day("2026-03-02"), "gone", (day("2026-03-02"), ""))
        .expect("closes");
    let found = Index::new(&all).find(&Query::new("benefits"));
    assert_eq!(found, [0, 2, 3, 1]);
}

#[test]
fn a_place_is_one_that_it_serves_or_where_it_is() {
    let mut one = service(1, "Wheels", &[], &["Northfield", "Mill Hill"]);
    one.address = "3 Mill Lane".to_owned();
    one.postcode = "ZZ99 3VZ".to_owned();
    for (place, how) in [
        ("northfield", Serves::Named),
        ("HILL", Serves::Named),
        ("mill lane", Serves::Named),
        ("zz99", Serves::Named),
        ("Southfield", Serves::Elsewhere),
    ] {
        assert_eq!(serves(&one, place), how, "{place}");
    }
    for places in [&["whole county"][..], &["Northfield", "Nationwide"], &[]] {
        let wide = service(2, "Line", &[], places);
        assert_eq!(serves(&wide, "Southfield"), Serves::Widely, "{places:?}");
    }
}

#[test]
fn needs_are_counted_whatever_their_case() {
    let need = |number: u128, needed: &str, place: &str, on: &str| UnmetNeed {
        id: UnmetNeedId(Uuid::from_u128(number)),
        needed: needed.to_owned(),
        place: place.to_owned(),
        on: day(on),
        by: "A. Okafor".to_owned(),
        about: None,
        note: String::new(),
    };
    let counts = counted(&[
        need(1, "Dementia café", "Northfield", "2026-02-03"),
        need(2, "furniture", "", "2026-03-01"),
        need(3, "dementia cafe", "northfield", "2026-01-20"),
    ]);
    let told: Vec<_> = counts
        .iter()
        .map(|count| {
            (
                count.needed.as_str(),
                count.times,
                count.first_on.to_string(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Dementia café", 2, "2026-01-20".to_owned()),
            ("furniture", 1, "2026-03-01".to_owned())
        ]
    );
}

#[test]
fn the_words_of_files_are_sectors() {
    for sector in Sector::ALL {
        assert_eq!(Sector::from_word(sector.word()), Some(sector));
    }
    assert_eq!(Sector::from_word("VCSE"), Some(Sector::Voluntary));
    assert_eq!(Sector::from_word("Local Authority"), Some(Sector::Council));
    assert_eq!(Sector::from_word("zebra"), None);
}

#[test]
fn debug_prints_no_words() {
    let shown = format!("{:?}", checked("2026-01-02"));
    assert!(
        !shown.contains("Stairs") && !shown.contains("falls"),
        "{shown}"
    );
}
