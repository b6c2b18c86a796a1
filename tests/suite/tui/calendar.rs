//! The user's own bank holiday file while the program runs: deadlines, the list and an open person follow it at once.

use std::fs;
use std::time::Duration;

use caseload::app::model::Overlay;
use caseload::domain::calendar::Holidays;
use caseload::domain::item::{Item, ItemKind, Waiting};
use caseload::domain::record::Record;
use caseload::domain::triage::Bucket;

use super::check_list;
use crate::support::Bench;
use crate::support::people::{IDUNN, day, everybody, id};

const MINUTE: Duration = Duration::from_secs(60);

/// Everybody, and for Iðunn one question of which no day was agreed, asked so that it is asked after today and no sooner.
fn asked_ten_working_days_ago() -> Bench {
    let asked_on = Holidays::england().subtract_working_days(day("2026-02-27"), 10);
    let question = Item {
        owner: "pharmacy".into(),
        ..Item::new(
            caseload::domain::id::ItemId(id(901)),
            IDUNN,
            ItemKind::Question,
            "blister pack",
            Waiting::Service,
            asked_on,
        )
    };
    Bench::with([everybody(), vec![Record::Item(question)]].concat())
}

fn bucket(bench: &Bench) -> Bucket {
    let today = &bench.app.model.today;
    let mut rows = today.everybody().iter();
    rows.find(|row| row.person == IDUNN).unwrap().bucket
}

#[test]
fn a_day_announced_at_short_notice_counts_within_a_minute() {
    let mut bench = asked_ten_working_days_ago();
    assert_eq!(bucket(&bench), Bucket::Today);
    let file = bench.dir().join("bank-holidays.txt");
    fs::write(&file, "2026-02-27 Day of Thanks\n").unwrap();
    assert_eq!(
        bucket(&bench),
        Bucket::Today,
        "nothing is read before the minute"
    );
    bench.wait(MINUTE);
    assert!(
        bench.said().contains("bank holiday file has changed"),
        "{}",
        bench.said()
    );
    assert_ne!(bucket(&bench), Bucket::Today);
    check_list(&bench);

    // And the other way, with a person open.
    bench.open(IDUNN);
    let before = bench.text();
    fs::remove_file(&file).unwrap();
    bench.wait(MINUTE);
    assert_eq!(bucket(&bench), Bucket::Today);
    assert_ne!(bench.text(), before, "the open person follows too");
    bench.wait(MINUTE);
    assert_eq!(bucket(&bench), Bucket::Today);
}

#[test]
fn a_day_that_was_only_counted_moves_and_one_that_was_agreed_stays() {
    let mut bench = Bench::new();
    for (what, expected) in [("which spacer fits?", ""), ("which mask fits?", "10wd")] {
        bench.open(IDUNN).press("q").type_text(what).press("tab");
        bench.type_text("Respiratory clinic").press("tab");
        bench.type_text(expected).press("ctrl-s esc");
    }
    let mut asked = bench.folder(IDUNN).items;
    asked.sort_by_key(|item| item.expected_counted);
    let [agreed, counted] = asked.as_slice() else {
        panic!("two were asked");
    };
    let sum = "Mon 16 Mar 2026 = 10 working days after Mon 2 Mar 2026";
    assert!(counted.expected_counted && counted.expected_how == sum);
    assert_eq!(agreed.expected_how, format!("{sum}, agreed as \"10wd\""));

    fs::write(
        bench.dir().join("bank-holidays.txt"),
        "2026-03-10 Day of Thanks\n",
    )
    .unwrap();
    bench.wait(MINUTE).open(IDUNN).press("4");
    let text = bench.text();
    assert!(
        text.contains("by Mon 16 Mar") && text.contains("by Tue 17 Mar"),
        "{text}"
    );
    bench.press("y");
    let text = match bench.app.model.overlays.last() {
        Some(Overlay::Reading(page)) => page.lines.join("\n"),
        _ => panic!("no page"),
    };
    for sum in [
        sum,
        "Tue 17 Mar 2026 = 10 working days after Mon 2 Mar 2026, skipping Day of Thanks 10 Mar",
        "Wed 18 Mar 2026 = 1 working day after Tue 17 Mar 2026",
    ] {
        assert!(text.contains(sum), "{sum}: {text}");
    }
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_others_count() {
    let mut bench = Bench::new();
    fs::write(
        bench.dir().join("bank-holidays.txt"),
        "2026-03-02 Day of Thanks\n2026-02-31 Never\n",
    )
    .unwrap();
    bench.wait(MINUTE);
    assert!(bench.said().contains("line 2"), "{}", bench.said());
    bench.press("down");
    let head = bench.text();
    let head = head.lines().next().unwrap();
    assert!(
        head.contains("practice closed until Tue 3 Mar 08:00"),
        "{head}"
    );
}

#[test]
fn before_the_passphrase_the_calendar_follows_too() {
    let mut bench = Bench::new();
    bench.press("z");
    fs::write(
        bench.dir().join("bank-holidays.txt"),
        "2026-03-02 Day of Thanks\n",
    )
    .unwrap();
    bench.wait(MINUTE).unlock();
    assert!(
        bench
            .app
            .model
            .holidays
            .is_holiday(day("2026-03-02"))
            .is_some()
    );
}

#[test]
fn the_end_of_the_table_stays_in_sight_from_three_months_before() {
    for (now, said) in [
        ("2028-09-29T09:12:00Z", None),
        (
            "2028-09-30T09:12:00Z",
            Some("! bank holidays end 31 Dec 2028"),
        ),
        (
            "2029-01-02T09:12:00Z",
            Some("! bank holidays ended 31 Dec 2028"),
        ),
    ] {
        let mut bench = Bench::new().at(now);
        for keys in ["down", "enter", "2", "esc"] {
            bench.press(keys);
            let text = bench.text();
            let foot = text.lines().last().unwrap();
            match said {
                None => assert!(!foot.contains("bank holidays"), "{foot}"),
                Some(said) => assert!(foot.ends_with(said), "{foot}"),
            }
        }
    }
}
