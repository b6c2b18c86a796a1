//! The last two days, and what the morning after them will say.

use caseload::domain::triage::Bucket::{Soon, Steady, Today};
use chrono::TimeDelta;
use serde_json::Value;

use super::cast::{BASIL, CORA, CORA_NUMBER, DAN, FRED, IRIS, MAVIS};
use super::desk::Desk;
use super::first_week::{greta, named};

/// Monday 13 and Tuesday 14 April.
pub fn run(desk: &mut Desk) {
    monday(desk);
    tuesday(desk);
    morning_after(desk);
}

fn monday(desk: &mut Desk) {
    desk.morning("Mon 13 Apr");
    let (greta, hugo) = (greta(desk), named(desk, "Hazel"));
    // The fitter writes what came of it; until Cora knows, it is owed to her.
    desk.item(CORA, "rails at the stairs").keys("r");
    desk.types("fitted on both sides")
        .saved("until the person has been told");
    // The surgery prescribes for Basil from now on.
    desk.item(BASIL, "Medicines").keys("r");
    desk.types("Dr Quince, every four weeks")
        .refused("words", "Did somebody agree to supply the next?");
    desk.saved("until the person has been told");
    desk.paper(&[
        (
            BASIL,
            Today,
            &["B next supply agreed (Medicines after the discharge), Basil not told"],
        ),
        (
            CORA,
            Today,
            &["B Stair Rails answered, Cora not told (since Mon 13 Apr)"],
        ),
        (greta, Soon, &[]),
        (hugo, Soon, &[]),
        (MAVIS, Steady, &[]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
    desk.call(BASIL, "Told him who prescribes.", "tab tab tab 1");
    // Two desks at once: while the call to Cora is written down here, a colleague logs from a shell that she was told.
    desk.list().bench.select(CORA);
    desk.keys("c")
        .types("She has tried them already.")
        .keys("tab tab tab 1");
    let open = desk.shell.says(&["contact", CORA_NUMBER, "--list"]);
    let (code, what) = open.trim().split_once(' ').unwrap();
    assert_eq!(what, "referral: rails at the stairs (answered, not told)");
    let told = [
        "contact",
        CORA_NUMBER,
        "--gist",
        "She knows.",
        "--told",
        code,
    ];
    desk.shell
        .says(&[&told[..], &["--at", "13 apr 2026 9:00"]].concat());
    desk.refused("marks", "was changed by somebody since");
    // The words wait as a draft, and are saved without the mark.
    desk.keys("esc").list().bench.select(CORA);
    desk.keys("c");
    let form = desk.bench.app.model.form().unwrap();
    assert_eq!(form.text("gist"), "She has tried them already.");
    desk.saved("Logged for");
    assert_eq!(
        desk.bench
            .folder(CORA)
            .contacts
            .iter()
            .filter(|one| one.at > desk.bench.cx().now - TimeDelta::hours(1))
            .count(),
        2
    );
    // Fred's optician: it cannot end before it begins, and there is no 31 April.
    desk.page(FRED).keys("6 n").types("31 apr 10:30");
    desk.keys("tab")
        .types("optician")
        .refused("when", "There is no 31 April");
    desk.keys("home ctrl-k").types("29 apr 10:30");
    desk.field("lasts").types("9:15");
    desk.refused("lasts", "ends after it begins");
    desk.keys("home ctrl-k")
        .types("11:15")
        .saved("Wed 29 Apr 10:30");
    desk.paper(&[
        (greta, Soon, &[]),
        (hugo, Soon, &[]),
        (BASIL, Soon, &["next Wed 15 Apr: explain the plan again"]),
        (MAVIS, Steady, &[]),
        (CORA, Steady, &[]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
}

fn tuesday(desk: &mut Desk) {
    desk.morning("Tue 14 Apr");
    let (greta, hugo) = (greta(desk), named(desk, "Hazel"));
    desk.paper(&[
        (
            greta,
            Today,
            &[
                "B not spoken 7 days, agreed every 7 (since Tue 7 Apr)",
                "B check-in promised for Tue 14 Apr",
            ],
        ),
        (
            hugo,
            Today,
            &["D waiting for Hugo: ask the council for a rail (from Tue 14 Apr"],
        ),
        (BASIL, Soon, &[]),
        (MAVIS, Steady, &[]),
        (CORA, Steady, &[]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
    desk.call(greta, "Everything is up.", "tab + 1 w");
    desk.call(hugo, "He rang them; they come in May.", "tab tab tab 1");
    // Basil is in hospital again: with that his discharge is over, and nobody explains a plan to him at home tomorrow.
    desk.page(BASIL).keys("7 A").field("to").types("Ward 3");
    desk.field("at").types("today 8:00").saved("Recorded");
    // She joined on Mon 16 March; twenty working days later, tomorrow, her record is asked after.
    desk.paper(&[
        (greta, Soon, &["next Wed 15 Apr"]),
        (
            BASIL,
            Soon,
            &["next Thu 16 Apr: admission of Tue 14 Apr not acknowledged by Ward 3"],
        ),
        (MAVIS, Steady, &[]),
        (CORA, Steady, &[]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
        (hugo, Steady, &[]),
    ]);
}

fn morning_after(desk: &mut Desk) {
    let list = desk.shell.today("2026-04-15T09:00:00".parse().unwrap());
    let today: Vec<(&str, Vec<&str>)> = list["people"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|person| person["bucket"] == "today")
        .map(|person| {
            let reasons = person["reasons"].as_array().unwrap().iter();
            let rules = reasons.filter_map(|reason| reason["rule"].as_str());
            (person["name"].as_str().unwrap(), rules.collect())
        })
        .collect();
    let gaps = vec![
        "no_lead",
        "not_told_coordinator",
        "no_out_of_hours",
        "no_words",
        "not_agreed",
        "no_backup",
        "access_not_asked",
        "sharing_not_recorded",
    ];
    assert_eq!(today, [("Gorse, Greta", gaps)]);
    assert_eq!(list["counts"]["open"], Value::from(8));
    // Nothing that anybody typed in twenty days was lost or half-written.
    assert!(desk.bench.store().broken_record().unwrap().is_none());
}
