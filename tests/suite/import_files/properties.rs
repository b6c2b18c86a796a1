//! Properties that hold for any file: it is read or refused, and no row is lost.

use proptest::prelude::*;

use super::*;

/// Lists that look nearly right: some headings, then rows of plausible and implausible cells.
fn nearly_a_list() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        Just(String::new()),
        Just("9990000018".to_owned()),
        Just("999 000 0026".to_owned()),
        Just("03/02/1944".to_owned()),
        Just("Total".to_owned()),
        Just("\"ELLIS, Margaret (Mrs)\"".to_owned()),
        Just("\"open".to_owned()),
        Just("ZZ99 3JY".to_owned()),
        Just("7700900001".to_owned()),
        "[A-Z][a-z]{1,8}",
        "[ -~éÅ\u{1b}\u{202e}]{0,12}",
    ];
    let heading = prop_oneof![
        Just("Name"),
        Just("Surname"),
        Just("First name"),
        Just("NHS Number"),
        Just("DOB"),
        Just("Tel"),
        Just("Date Status Added"),
        Just("Notes"),
        Just("Problem"),
        Just(""),
    ];
    (
        proptest::collection::vec(heading, 1..7),
        proptest::collection::vec(proptest::collection::vec(cell, 0..8), 0..12),
        prop_oneof![Just("\n"), Just("\r\n")],
    )
        .prop_map(|(headings, rows, end)| {
            let mut text = headings.join(",") + end;
            for row in rows {
                text += &(row.join(",") + end);
            }
            text
        })
}

/// A fixture with bytes changed, taken out or doubled.
fn damaged(name: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let bytes = fixture_bytes(name);
    proptest::collection::vec((0..bytes.len(), any::<u8>(), 0..4_u8), 1..8).prop_map(
        move |changes| {
            let mut bytes = bytes.clone();
            for (at, byte, how) in changes {
                let at = at.min(bytes.len().saturating_sub(1));
                match how {
                    0 if !bytes.is_empty() => bytes[at] = byte,
                    1 if !bytes.is_empty() => drop(bytes.remove(at)),
                    2 => bytes.insert(at, byte),
                    _ => bytes.truncate(at.max(1)),
                }
            }
            bytes
        },
    )
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), json in any::<bool>()) {
        let name = if json { "x.json" } else { "x.csv" };
        if let Ok(proposal) = import(name, &bytes) {
            prop_assert!(proposal.is_accounted_for());
        }
    }

    #[test]
    fn every_row_is_in_one_place(text in nearly_a_list()) {
        match import("x.csv", text.as_bytes()) {
            Ok(proposal) => prop_assert!(proposal.is_accounted_for(), "{:?}", counts(&proposal)),
            Err(fault) => prop_assert!(!fault.reason().is_empty() && !fault.remedy().is_empty()),
        }
    }

    #[test]
    fn damaged_files_lose_no_row(bytes in prop_oneof![
        damaged("emis-groups.csv"), damaged("nhs-numbers.csv"), damaged("pages.csv"), damaged("stray-quotes.csv"),
        damaged("utf16le.csv"), damaged("whole-person.json"), damaged("conditional.json"),
    ]) {
        if let Ok(proposal) = import("x", &bytes) {
            prop_assert!(proposal.is_accounted_for());
            for person in &proposal.people {
                prop_assert!(!person.family_name.is_empty());
                prop_assert!(!person.family_name.chars().chain(person.given_names.chars()).any(char::is_control));
            }
        }
    }
}
