//! What the shell says of somebody is what the screen says of them.

use std::fs;

use serde_json::Value;

use super::headless::Headless;
use crate::support::{Bench, PASSPHRASE};

fn shell(bench: &Bench) -> Headless {
    fs::write(bench.dir().join("phrase"), format!("{PASSPHRASE}\n")).unwrap();
    Headless::on(bench.dir())
}

#[test]
fn somebody_new_is_on_the_list_for_the_reason_that_the_screen_gives() {
    let bench = Bench::new();
    let row = "joined Fri 27 Feb, not spoken with yet";
    assert!(bench.text().contains(row));
    let shell = shell(&bench);
    let plain = shell.says(&["today", "--as-at", "2026-03-02T09:12"]);
    let fay = plain
        .lines()
        .find(|line| line.contains("Foxglove"))
        .unwrap();
    assert!(fay.contains(&format!("tier): {row}; next ")), "{fay}");
    let list = shell.says(&["today", "--as-at", "2026-03-02T09:12", "--json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    let people = list["people"].as_array().unwrap();
    let fay = people.iter().find(|one| one["name"] == "Foxglove, Fay");
    assert_eq!(fay.unwrap()["says"], row);
    // Whom others keep waiting is said as awaited, not as what comes next.
    for (line, one) in plain
        .lines()
        .filter(|line| line.contains(" tier): "))
        .zip(people)
    {
        let awaited = line.contains("tier): awaited: ");
        let waits = one["bucket"] == "waiting" && one["put_off"].as_array().unwrap().is_empty();
        assert_eq!(awaited, waits, "{line}");
    }
}
