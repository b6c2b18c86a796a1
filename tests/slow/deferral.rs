//! Reasons that were put off, from a file to the list: nothing that a file claims silences for longer than it may.

use serde_json::{Value, json};

use crate::home::{Home, MARGARET};

/// The reasons of the one person on the list, due and put off, at the end of a day.
fn standing(home: &Home, store: &str, day: &str) -> (Vec<String>, Vec<Value>) {
    let as_at = format!("{day}T23:59");
    let list = home
        .run_on(store, &["today", "--json", "--as-at", &as_at])
        .json();
    let person = list.pointer("/people/0").unwrap();
    let part = |name: &str| person.get(name).unwrap().as_array().unwrap().clone();
    let due = part("reasons")
        .iter()
        .map(|reason| reason["rule"].as_str().unwrap().to_owned())
        .collect();
    (due, part("put_off"))
}

#[test]
fn what_a_file_puts_off_is_said_everywhere_and_ends_when_it_must() {
    let home = Home::seeded();
    home.make_cheap("other");
    // The first day on which the missing lead speaks is twenty working days away.
    let far = home
        .run(&["today", "--json", "--as-at", "2099-01-01T09:00"])
        .json();
    let people = far["people"].as_array().unwrap();
    let margaret = people
        .iter()
        .find(|person| person["nhs_number"] == MARGARET)
        .unwrap();
    let reasons = margaret["reasons"].as_array().unwrap();
    let due = reasons
        .iter()
        .find(|reason| reason["rule"] == "no_lead")
        .map(|reason| reason["due"].as_str().unwrap().to_owned())
        .unwrap();

    let mut file = home.run(&["show", MARGARET, "--json"]).json();
    let person = file["people"][0]["person"]["id"].clone();
    file["people"][0]["deferrals"] = json!([{
        "id": "01950000-0000-7000-8000-000000000050",
        "person": person,
        "rule": "no_lead",
        "due_on": due,
        "first_on": due,
        "until_on": "2199-01-01",
        "because": "her GP is\u{1b}[31m away",
    }]);
    let path = home.write("margaret.json", file.to_string());
    let ran = home.run_on("other", &["import", &path, "--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");

    let (reasons, put_off) = standing(&home, "other", &due);
    assert!(!reasons.contains(&"no_lead".to_owned()));
    assert_eq!(put_off.len(), 1);
    assert_eq!(put_off[0]["rule"], "no_lead");
    assert_eq!(
        (&put_off[0]["class"], &put_off[0]["due"]),
        (&json!("E"), &json!(due))
    );
    let until = put_off[0]["until"].as_str().unwrap().to_owned();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let days = (day(&until) - day(&due)).num_days();
    assert!((80..=95).contains(&days), "sixty working days: {days}");

    let (reasons, put_off) = standing(&home, "other", &until);
    assert!(reasons.contains(&"no_lead".to_owned()));
    assert!(put_off.is_empty());

    let as_at = format!("{due}T23:59");
    for args in [
        &["today", "--as-at", &as_at][..],
        &["today", "--as-at", &as_at, "--why", MARGARET],
    ] {
        let plain = home.run_on("other", args);
        assert_eq!(plain.code, 0, "{plain:?}");
        assert!(plain.stdout.contains("put off until"), "{plain:?}");
        assert!(plain.stdout.contains("because her GP is"), "{plain:?}");
        assert!(!plain.stdout.contains('\u{1b}'), "{plain:?}");
    }
    // The record is the same there as in the file, claim and all: it is the list that cuts it.
    let record = home.record("other", MARGARET);
    assert_eq!(
        record["people"][0]["deferrals"][0]["until_on"],
        "2199-01-01"
    );
}
