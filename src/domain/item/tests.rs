//! The lives of items of every kind, from asked to told.

use super::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn item(kind: ItemKind) -> Item {
    Item {
        owner: "pharmacy".into(),
        expected_on: Some(day("2026-03-06")),
        ..Item::new(
            ItemId(Uuid::from_u128(1)),
            PersonId(Uuid::from_u128(2)),
            kind,
            "blister pack?",
            Waiting::Service,
            day("2026-02-20"),
        )
    }
}

#[test]
fn a_question_ends_only_when_the_person_has_been_told() {
    let asked = item(ItemKind::Question);
    assert_eq!(asked.stage(), Stage::Asked);
    let early = asked.marked(Mark::Told, day("2026-02-21"), "");
    assert!(
        early.is_open(),
        "telling the person that we still wait ends nothing"
    );
    let answered = asked.marked(Mark::Answered, day("2026-03-01"), "yes, from Monday");
    assert_eq!(
        (answered.stage(), answered.waiting),
        (Stage::Answered, Waiting::Us)
    );
    let told = answered.marked(Mark::Told, day("2026-03-02"), "");
    assert_eq!(told.stage(), Stage::Ended);
    assert!(told.marks().is_empty());
}

#[test]
fn a_day_that_nobody_agreed_follows_the_calendar() {
    let england = Holidays::england();
    let thanks = Holidays::parse("2026-03-02 Day of Thanks", "ours").expect("a table");
    let with_thanks = england.extended_by(&thanks);
    let agreed = item(ItemKind::Question);
    let counted = Item {
        expected_counted: true,
        ..agreed.clone()
    };
    let on = |item: &Item, holidays| item.expected(holidays).map(|worked| worked.date);
    for holidays in [&england, &with_thanks] {
        assert_eq!(on(&agreed, holidays), Some(day("2026-03-06")));
    }
    assert_eq!(on(&counted, &england), Some(day("2026-03-06")));
    assert_eq!(on(&counted, &with_thanks), Some(day("2026-03-09")));
}

#[test]
fn an_action_ends_when_it_is_done() {
    let chased = item(ItemKind::Action).marked(Mark::Chased, day("2026-03-09"), "left word");
    assert_eq!((chased.chases.len(), chased.is_open()), (1, true));
    assert!(!chased.marked(Mark::Done, day("2026-03-10"), "").is_open());
}
