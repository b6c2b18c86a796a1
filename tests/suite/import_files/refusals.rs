//! Whole files that are refused, and encodings.

use super::*;
use std::fmt::Write as _;

#[test]
fn files_that_are_refused_say_what_is_wrong_and_what_to_do() {
    for (name, reason, remedy) in [
        ("empty.csv", "empty", "Export it again"),
        ("blank.csv", "empty", "Export it again"),
        (
            "headings-only.csv",
            "headings, and nobody stands under them",
            "has people in it",
        ),
        (
            "no-header.csv",
            "no row of headings: its first row looks like a person's",
            "at least Name",
        ),
        ("words-only.csv", "No row of headings", "at least Name"),
        (
            "no-name-column.csv",
            "none of them is for a whole name",
            "Surname",
        ),
        (
            "unclosed-quote.csv",
            "opened in row 3 and never closed",
            "correct that row",
        ),
        ("wide.csv", "Row 2 has more than 500 cells", "saved as CSV"),
        ("report.csv", "web page (HTML)", "export it as CSV"),
        ("workbook.csv", "an Excel workbook", "CSV UTF-8"),
        ("picture.csv", "a picture", "Save As"),
        ("utf32.csv", "UTF-32", "CSV UTF-8"),
        ("noise.csv", "not text", "Export it again"),
        (
            "not-json.json",
            "not JSON: it goes wrong at line 1, column 1",
            "ends in .csv",
        ),
        ("half.json", "cut off", "whole file again"),
        (
            "not-a-bundle.json",
            "\"Patient\", not a FHIR bundle",
            "Bundle",
        ),
        ("list.json", "neither a FHIR bundle", "Bundle"),
        ("other.json", "neither a FHIR bundle", "Bundle"),
        ("empty-bundle.json", "no entries", "again"),
        ("no-patient.json", "no Patient", "Patient as well"),
        (
            "duplicate-key.json",
            "\"birthDate\" is used twice",
            "corrected file",
        ),
        ("deep.json", "nested too deeply", "corrected file"),
        ("several.json", "several FHIR resources", "bundle"),
        ("bundle.xml", "XML", "JSON"),
    ] {
        let fault = fixture(name).expect_err(name);
        assert!(
            fault.reason().contains(reason),
            "{name}: {}",
            fault.reason()
        );
        assert!(
            fault.remedy().contains(remedy),
            "{name}: {}",
            fault.remedy()
        );
        assert!(fault.to_string().ends_with('.'), "{name}: {fault}");
    }
}

#[test]
fn every_encoding_gives_the_same_people() {
    for (name, note) in [
        ("utf16le.csv", "UTF-16"),
        ("utf16be.csv", "UTF-16"),
        ("utf16-no-mark.csv", "UTF-16"),
        ("windows-1252.csv", "Windows-1252"),
    ] {
        let proposal = list(name);
        let names: Vec<_> = proposal
            .people
            .iter()
            .map(|person| format!("{} {}", person.given_names, person.family_name))
            .collect();
        assert_eq!(names, ["Siân Ellis", "Zoë Fernández"], "{name}");
        assert!(
            proposal.notes[0].contains(note),
            "{name}: {:?}",
            proposal.notes
        );
    }
    let damaged = list("damaged-utf8.csv");
    assert_eq!(damaged.people[1].family_name, "Fernández");
    assert!(damaged.notes[0].contains("damaged"));
    assert!(
        damaged
            .warnings
            .iter()
            .any(|warning| warning.row == 2 && warning.reason.contains("lost"))
    );
    let garbled = list("garbled.csv");
    assert!(
        garbled
            .warnings
            .iter()
            .any(|warning| warning.reason.contains("garbled"))
    );
    assert_eq!(
        fixture("windows-1252.json").unwrap().people[0].family_name,
        "Fernández"
    );
}

/// A letter or a program in which a line happens to be a heading is refused as a whole, not row by row.
#[test]
fn what_is_no_list_of_people_is_refused_in_one_sentence() {
    let mut program = String::from("def add(\n    name,\n):\n");
    for n in 0..40 {
        let _ = writeln!(program, "    total_{n} = read(name, {n})");
    }
    let fault = import("add.py", program.as_bytes()).unwrap_err();
    assert_eq!(fault, ImportFault::NotAList);
    assert!(fault.to_string().contains("This is no list of people"));
    // A plain list of names is one.
    let names = "Name\nMargaret Quillfeather\nGrace Zborowska\n";
    assert_eq!(
        import("names.csv", names.as_bytes()).unwrap().people.len(),
        2
    );
}

#[test]
fn what_is_no_bundle_is_named_with_its_article() {
    for (kind, said) in [
        ("Observation", "it is an \"Observation\", not"),
        ("Immunization", "it is an \"Immunization\", not"),
        ("Claim", "it is a \"Claim\", not"),
    ] {
        let file = format!("{{\"resourceType\":\"{kind}\"}}");
        let fault = import("one.json", file.as_bytes()).unwrap_err();
        assert!(fault.reason().contains(said), "{}", fault.reason());
    }
}
