//! What falls on a day on which nobody works speaks on the last one on which somebody does.

use super::*;

fn promise(made_on: &str, due_on: &str, reached: bool) -> Promise {
    Promise {
        contact: ContactId(Uuid::from_u128(7)),
        made_on: day(made_on),
        due_on: Some(day(due_on)),
        reached,
        to_person: true,
        whom: String::new(),
        what: "before Christmas".into(),
    }
}

/// What a row says of somebody on a day: the bucket, the foremost reason, how late.
fn said(facts: &Facts, today: &str) -> (Bucket, String, u32) {
    let holidays = Holidays::england();
    let clock = clock(today, &holidays);
    let verdict = look(facts, &clock);
    let first = verdict.foremost(facts).expect("a reason");
    let says = (first.rule.says)(facts, first, &clock);
    (verdict.bucket, says, Row::of(facts, &clock).late)
}

#[test]
fn a_promise_for_christmas_day_speaks_on_christmas_eve() {
    for (reached, named) in [
        (true, "check-in promised for"),
        (false, "nobody reached Mon 21 Dec, try again"),
    ] {
        let mut facts = settled();
        facts.spoken_on = Some(day("2026-12-21"));
        facts.promises = vec![promise("2026-12-21", "2026-12-25", reached)];
        assert_eq!(said(&facts, "2026-12-23").0, Bucket::Soon);
        let ahead =
            format!("{named} Fri 25 Dec, when nobody works: before then (before Christmas)");
        assert_eq!(said(&facts, "2026-12-24"), (Bucket::Today, ahead, 0));
        let (bucket, says, late) = said(&facts, "2026-12-29");
        assert!(
            says.contains("Fri 25 Dec") && !says.contains("nobody works"),
            "{says}"
        );
        assert_eq!((bucket, late), (Bucket::Today, 1));
    }
    // Whoever promises it on the holiday itself works then.
    let mut facts = settled();
    facts.spoken_on = Some(day("2026-12-26"));
    facts.promises = vec![promise("2026-12-26", "2026-12-27", true)];
    assert_eq!(said(&facts, "2026-12-26").0, Bucket::Today);
}

/// What we do ourselves on a day on which nobody works is done before it, or is late on the next.
#[test]
fn an_action_of_ours_for_a_holiday_speaks_before_it() {
    let mut keys = item(ItemKind::Action, Waiting::Us);
    keys.what = "collect the keys".into();
    keys.asked_on = day("2026-12-21");
    keys.expected_on = Some(day("2026-12-28"));
    let mut facts = settled();
    facts.spoken_on = Some(day("2026-12-22"));
    facts.items = vec![keys];
    assert_eq!(said(&facts, "2026-12-23").0, Bucket::Soon);
    let ahead = "due Mon 28 Dec, when nobody works: before then: collect the keys";
    assert_eq!(
        said(&facts, "2026-12-24"),
        (Bucket::Today, ahead.to_owned(), 0)
    );
    let late = "was due Mon 28 Dec: collect the keys";
    assert_eq!(
        said(&facts, "2026-12-29"),
        (Bucket::Today, late.to_owned(), 1)
    );
}

/// Whoever has nothing left tomorrow stands before whoever has nobody to ring at night, by how long it has been.
#[test]
fn the_last_tablet_comes_before_a_name_that_was_not_written_down() {
    let mut facts = settled();
    let mut tablets = item(ItemKind::Supply, Waiting::Us);
    tablets.expected_on = Some(day("2026-03-02"));
    let mut home = moved(MoveKind::Discharge, "2026-02-20T19:10:00");
    home.was_called = true;
    home.names_contact = false;
    facts.moves = vec![home];
    let without = Row::of(&facts, &clock("2026-03-02", &Holidays::england()));
    assert_eq!((without.class, without.late), (Some(Class::Harm), 0));
    facts.items = vec![tablets];
    let (_, says, late) = said(&facts, "2026-03-02");
    assert!(says.contains("ends today, Mon 2 Mar"), "{says}");
    assert_eq!(late, 1);
    // On the Friday before a last Saturday nobody supplies anything any more.
    for (last, today, expected) in [
        ("2026-03-07", "2026-03-05", 0),
        ("2026-03-07", "2026-03-06", 1),
        ("2026-03-03", "2026-03-02", 0),
        ("2026-02-27", "2026-03-02", 2),
    ] {
        facts.items[0].expected_on = Some(day(last));
        assert_eq!(said(&facts, today).2, expected, "{last} on {today}");
    }
}
