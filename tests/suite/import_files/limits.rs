//! Size, speed, progress and stopping.

use std::fmt::Write as _;

use caseload::import::{Known, MAX_BYTES, Match, Matcher};

use super::*;

#[test]
fn reading_can_be_stopped_and_tells_how_far_it_is() {
    let text = big_list(2_000);
    let mut calls = 0;
    let stopped = read(
        "big.csv",
        text.as_bytes(),
        &context(),
        &mut |done, total| {
            assert!(done <= total);
            calls += 1;
            if calls == 4 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    assert_eq!(stopped, Err(ImportFault::Cancelled));
    assert_eq!(calls, 4);
}

#[test]
fn files_past_the_limits_are_refused() {
    let large = vec![b'a'; MAX_BYTES + 1];
    assert_eq!(import("large.csv", &large), Err(ImportFault::TooLarge));
    let rows = format!("Name,DOB\n{}", "x,\n".repeat(100_001));
    assert_eq!(
        import("rows.csv", rows.as_bytes()),
        Err(ImportFault::TooManyRows(100_000))
    );
    let entries = format!(
        "{{\"resourceType\":\"Bundle\",\"entry\":[{}{{}}]}}",
        "{},".repeat(10_000)
    );
    assert_eq!(
        import("entries.json", entries.as_bytes()),
        Err(ImportFault::TooManyEntries(10_000))
    );
    let text = format!(
        "{{\"resourceType\":\"Bundle\",\"id\":\"{}\"}}",
        "x".repeat(1_000_001)
    );
    assert!(matches!(
        import("text.json", text.as_bytes()),
        Err(ImportFault::TextTooLong { .. })
    ));
}

#[test]
fn a_name_that_no_name_is_as_long_as_makes_its_row_bad() {
    for (letters, people) in [(200, 1), (201, 0), (500, 0)] {
        let long = "Æ".repeat(letters);
        let text = format!("Family Name,First Name,DOB\n{long},Ann,03/02/1944\n");
        let proposal = import("long.csv", text.as_bytes()).unwrap();
        assert_eq!(proposal.people.len(), people, "{letters}");
        let Some(bad) = proposal.bad.first() else {
            continue;
        };
        assert_eq!((bad.row, bad.column.as_str()), (2, "Family Name"));
        let reason = format!("A name has at most 200 letters, and this has {letters}");
        assert_eq!(bad.reason, reason);
        assert!(bad.value.chars().count() < 50, "{}", bad.value);
        let bundle = format!(
            "{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{{\"resource\":{{\"resourceType\":\
             \"Patient\",\"name\":[{{\"family\":\"{long}\",\"given\":[\"Ann\"]}}]}}}}]}}"
        );
        let proposal = import("long.json", bundle.as_bytes()).unwrap();
        assert!(proposal.people.is_empty());
        assert_eq!(proposal.bad[0].reason, reason);
    }
}

fn big_list(rows: u64) -> String {
    let mut text = String::from(
        "NHS Number,Title,Family Name,Calling Name,Date of Birth,Gender,Number and Street,Town,Postcode,Home Telephone,Mobile Telephone,E-mail Address,Notes\r\n",
    );
    for n in 0..rows {
        let number = NhsNumber::generate_test(n);
        let _ = write!(
            text,
            "\"{number}\",\"Mrs\",\"O'CONNOR\",\"Margaret\",\"10-Oct-19{:02}\",\"Female\",\"{n} High Street\",\"TESTHAM\",\"ZZ99 3JY\",\"01632 960001\",\"07700 900{:03}\",\"person{n}@example.org\",\"Key safe: ask daughter, not on record\"\r\n",
            n % 100,
            n % 1000
        );
    }
    text
}

#[test]
fn fifty_thousand_rows_are_read_and_matched() {
    let text = big_list(50_000);
    let proposal = import("big.csv", text.as_bytes()).unwrap();
    assert_eq!(counts(&proposal), (50_000, 50_000, 0, 0, 0));

    let known = proposal.people.iter().map(|person| Known {
        id: [7; 16],
        nhs_number: person.nhs_number,
        family_name: person.family_name.clone(),
        given_names: person.given_names.clone(),
        born_on: person.born_on,
        postcode: person.postcode.clone(),
        phones: Vec::new(),
        source: String::new(),
    });
    let matcher = Matcher::new(known);
    assert!(
        proposal
            .people
            .iter()
            .all(|person| matcher.find(person, "big.csv") == Match::Same([7; 16]))
    );
}
