//! Lists with something wrong in their rows, and lists as record systems write them.

use caseload::domain::person::PhoneUse;
use caseload::import::{Field, Mapping, Problem, read_set};

use super::*;

#[test]
fn ragged_rows_are_bad_unless_only_blanks_are_missing() {
    let proposal = list("ragged.csv");
    assert_eq!(counts(&proposal), (5, 2, 3, 0, 0));
    for (row, words) in [(3, "has 8 cells"), (4, "only 2 of 7"), (6, "moved")] {
        let told = proposal
            .bad
            .iter()
            .find(|problem| problem.row == row)
            .unwrap();
        assert!(told.reason.contains(words), "row {row}: {}", told.reason);
        assert!(!told.remedy.is_empty());
    }
    let shifted = list("shifted.csv");
    assert_eq!(counts(&shifted), (3, 2, 1, 0, 0));
    assert_eq!(shifted.bad[0].row, 3);
    assert!(
        shifted.bad[0].reason.contains("moved"),
        "{}",
        shifted.bad[0].reason
    );
    let half = list("half-a-row.csv");
    assert_eq!(half.bad[0].row, 3);
    assert!(half.bad[0].reason.contains("cut off"));
}

/// American dates: nothing that could be read the wrong way is taken, and it is said of the column.
#[test]
fn a_column_with_dates_that_only_fit_month_first_is_not_guessed() {
    let file = |dates: [&str; 5]| {
        let rows = (0..).zip(dates).map(|(number, date)| {
            let nhs = NhsNumber::generate_test(number).digits();
            format!("{nhs},Ellis,Ann {number},{date}\n")
        });
        let head = String::from("NHS Number,Surname,Forename,DOB\n");
        let text: String = std::iter::once(head).chain(rows).collect();
        let proposal = import("list.csv", text.as_bytes()).unwrap();
        assert!(proposal.is_accounted_for());
        proposal
    };
    let dates = [
        "03/04/1950",
        "03/25/1950",
        "25/03/1950",
        "1950-03-04",
        "04/04/1950",
    ];
    let proposal = file(dates);
    let taken: Vec<usize> = proposal.people.iter().map(|one| one.row).collect();
    assert_eq!(
        taken,
        [4, 5, 6],
        "day first only, year first, the same either way"
    );
    let bad: Vec<(usize, &str)> = proposal
        .bad
        .iter()
        .map(|problem| (problem.row, problem.reason.as_str()))
        .collect();
    assert_eq!(
        bad,
        [
            (
                2,
                "The date can be read day first or month first, and others in this column are written month first (row 3)"
            ),
            (3, "The date is written month first"),
        ]
    );
    assert!(
        proposal
            .bad
            .iter()
            .all(|one| one.remedy.contains("1950-03-25"))
    );
    let note = proposal.notes.iter().find(|note| note.contains("\"DOB\""));
    let note = note.expect("said of the column");
    assert!(
        note.contains(
            "1 date fits month first only (the first in row 3), 1 day first only, 1 both ways"
        ),
        "{note}"
    );

    let all_fit = file([
        "03/04/1950",
        "02/03/1950",
        "25/03/1950",
        "1950-03-04",
        "04/04/1950",
    ]);
    assert_eq!(all_fit.people.len(), 5);
    assert_eq!(
        all_fit.people[0].born_on,
        Some(day(1950, 4, 3)),
        "day first"
    );
    assert!(!all_fit.notes.iter().any(|note| note.contains("month")));
    let born = all_fit.columns.iter().find(|one| one.heading == "DOB");
    assert_eq!(
        born.unwrap().dates.says().as_deref(),
        Some("dates are read day first; 2 of 3 would fit month first too")
    );
}

#[test]
fn nhs_numbers_are_checked_and_not_required() {
    let proposal = list("nhs-numbers.csv");
    assert_eq!(counts(&proposal), (11, 4, 7, 0, 0));
    for (row, words) in [
        (3, "same NHS number as row 11, for somebody else"),
        (4, "check digit"),
        (5, "has 8"),
        (6, "shortened"),
        (8, "not known"),
        (10, "same NHS number as row 2"),
        (11, "same NHS number as row 3, for somebody else"),
    ] {
        let told: Vec<_> = proposal
            .bad
            .iter()
            .filter(|problem| problem.row == row)
            .collect();
        assert_eq!(told.len(), 1, "row {row}");
        assert!(
            told[0].reason.contains(words),
            "row {row}: {}",
            told[0].reason
        );
        assert!(!told[0].value.is_empty() && !told[0].column.is_empty());
    }
    let neither = |row| {
        let mut bad = proposal.bad.iter();
        bad.any(|told| told.row == row && told.remedy.starts_with("Neither row comes in"))
    };
    assert!(neither(3) && neither(11) && !neither(10));
    assert!(proposal.is_accounted_for());
    assert!(
        proposal
            .people
            .iter()
            .any(|person| person.nhs_number.is_none())
    );
}

#[test]
fn dates_are_read_as_systems_write_them_and_held_to_sense() {
    let proposal = list("dates.csv");
    assert_eq!(counts(&proposal), (13, 6, 7, 0, 0));
    assert!(
        proposal
            .people
            .iter()
            .take(5)
            .all(|person| person.born_on == Some(day(1942, 10, 10)))
    );
    assert_eq!(proposal.people[5].born_on, None);
    let bad: Vec<_> = proposal.bad.iter().map(|problem| problem.row).collect();
    assert_eq!(bad, [7, 8, 9, 10, 11, 12, 13]);
    for (row, words) in [(9, "future"), (10, "before 1900"), (12, "day number")] {
        let told = proposal
            .bad
            .iter()
            .find(|problem| problem.row == row)
            .unwrap();
        assert!(told.reason.contains(words), "{}", told.reason);
        assert_eq!(told.column, "Date of Birth");
    }
    let deaths = list("deaths.csv");
    assert_eq!(counts(&deaths), (4, 2, 2, 0, 0));
    assert!(deaths.people.iter().all(Incoming::has_died));
    assert_eq!(deaths.people[0].died_on, Some(day(2026, 3, 3)));
}

#[test]
fn formulas_are_refused_in_names_and_kept_as_text_elsewhere() {
    let proposal = list("formulas.csv");
    assert_eq!(counts(&proposal), (5, 1, 4, 0, 0));
    assert!(
        proposal
            .bad
            .iter()
            .all(|problem| problem.reason.contains("formula"))
    );
    let walsh = &proposal.people[0];
    assert_eq!(walsh.phones, [(PhoneUse::Mobile, "+44 7700 900123".into())]);
    assert_eq!(
        walsh.notes.as_deref(),
        Some("=HYPERLINK(\"http://example.org\")")
    );
    assert!(
        proposal
            .warnings
            .iter()
            .any(|warning| warning.row == 4 && warning.column == "Notes")
    );
}

#[test]
fn control_characters_are_refused_and_shown_by_a_sign() {
    let proposal = list("escapes.csv");
    assert_eq!(counts(&proposal), (6, 1, 5, 0, 0));
    for (row, shown) in [
        (2, "Ell␛[31mis"),
        (3, "␛]52;"),
        (4, "⟨U+202E⟩"),
        (5, "⟨U+009B⟩"),
        (6, "Lind␀qvist"),
    ] {
        let told = proposal
            .bad
            .iter()
            .find(|problem| problem.row == row)
            .unwrap();
        assert!(told.value.contains(shown), "{}", told.value);
    }
    let safe = |text: &str| !text.chars().any(char::is_control);
    for problem in proposal.bad.iter().chain(&proposal.warnings) {
        assert!(
            [
                &problem.column,
                &problem.value,
                &problem.reason,
                &problem.remedy
            ]
            .into_iter()
            .all(|text| safe(text))
        );
    }
    assert!(
        proposal
            .columns
            .iter()
            .all(|column| safe(&column.sample) && safe(&column.heading))
    );
    let bundle = list("escapes.json");
    assert_eq!(counts(&bundle), (1, 0, 1, 0, 0));
    assert!(bundle.bad[0].value.contains('␛'));
}

#[test]
fn quotation_marks_gone_wrong_cost_one_row_each() {
    let proposal = list("stray-quotes.csv");
    assert_eq!(counts(&proposal), (4, 2, 2, 0, 0));
    let rows: Vec<_> = proposal.bad.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [2, 3]);
    assert_eq!(
        proposal.people[1].notes.as_deref(),
        Some("Says \"ring first\"")
    );
}

#[test]
fn other_delimiters_and_line_ends() {
    for (name, people) in [("semicolons.csv", 1), ("tabs.tsv", 1), ("old-mac.csv", 2)] {
        let proposal = list(name);
        assert_eq!(proposal.people.len(), people, "{name}");
        assert_eq!(proposal.people[0].family_name, "Ellis");
        assert_eq!(proposal.people[0].born_on, Some(day(1944, 2, 3)));
    }
}

#[test]
fn rows_without_a_name_belong_to_the_person_above() {
    let proposal = list("emis-groups.csv");
    // Four rows for Ellis, a blank one, one for somebody unnamed, one for Osei, one that does not fit, two bad.
    assert_eq!(counts(&proposal), (10, 2, 4, 1, 3));
    let ellis = by_nhs(&proposal, "9990000018");
    assert_eq!(ellis.conditions, ["Hypertension", "Asthma"]);
    assert_eq!(ellis.phones.len(), 2);
    assert_eq!(ellis.title.as_deref(), Some("Mrs"));
    assert_eq!(ellis.named_gp.as_deref(), Some("Dr Pat Sample"));
    assert_eq!(by_nhs(&proposal, "9990000026").conditions, ["Diabetes"]);
    let bad: Vec<_> = proposal.bad.iter().map(|problem| problem.row).collect();
    assert_eq!(bad, [7, 9, 10, 11]);
}

#[test]
fn of_two_practices_the_later_is_taken() {
    let proposal = list("emis-moved.csv");
    assert_eq!(counts(&proposal), (5, 2, 1, 0, 2));
    for digits in ["9990000018", "9990000026"] {
        assert_eq!(
            by_nhs(&proposal, digits).practice_name.as_deref(),
            Some("New Surgery")
        );
    }
    assert!(
        proposal
            .notes
            .iter()
            .any(|note| note.contains("rows 2 and 5")),
        "{:?}",
        proposal.notes
    );
}

#[test]
fn one_row_for_each_problem_makes_one_person() {
    let proposal = list("problem-per-row.csv");
    assert_eq!(counts(&proposal), (6, 1, 3, 0, 2));
    let ellis = by_nhs(&proposal, "9990000018");
    assert_eq!(ellis.conditions, ["Asthma", "COPD", "Gout"]);
    let bad: Vec<_> = proposal.bad.iter().map(|problem| problem.row).collect();
    assert_eq!(bad, [5, 6, 7]);
}

#[test]
fn titles_pages_and_totals_are_nobody() {
    let proposal = list("pages.csv");
    assert_eq!(counts(&proposal), (7, 2, 0, 5, 0));
    assert_eq!(proposal.people[1].family_name, "Page");
}

#[test]
fn contact_details_are_mended_or_left_out_with_a_warning() {
    let proposal = list("contact-details.csv");
    let [ellis, osei] = proposal.people.as_slice() else {
        panic!()
    };
    assert_eq!(ellis.postcode.as_deref(), Some("ZZ99 3JY"));
    assert_eq!(ellis.phones, [(PhoneUse::Mobile, "07700900001".into())]);
    assert_eq!(ellis.email.as_deref(), Some("margaret@example.org"));
    assert!(
        proposal
            .notes
            .iter()
            .any(|note| note.contains("leading 0") && note.contains("row 2"))
    );
    assert_eq!((osei.phones.len(), osei.email.as_deref()), (0, None));
    assert_eq!(
        proposal
            .warnings
            .iter()
            .filter(|warning| warning.row == 3)
            .count(),
        3
    );
    let same = list("same-people.csv");
    assert!(
        same.warnings
            .iter()
            .any(|warning| warning.row == 3 && warning.reason.contains("row 2"))
    );
    let long = list("long-cell.csv");
    assert_eq!(counts(&long), (2, 1, 1, 0, 0));
    assert!(long.bad[0].reason.contains("10,000"));
}

#[test]
fn a_profile_decides_how_columns_are_read() {
    let text = "Who,Born,Ref\n\"ELLIS, Margaret\",03/02/1944,77\n";
    assert!(matches!(
        import("list.csv", text.as_bytes()),
        Err(ImportFault::NoHeader { .. })
    ));
    let mut cx = context();
    cx.mapping =
        Mapping::from_toml("[columns]\nWho = \"full_name\"\nRef = \"local_id\"\n").unwrap();
    let proposal = read("list.csv", text.as_bytes(), &cx, &mut |_, _| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(proposal.people[0].family_name, "Ellis");
    assert_eq!(proposal.people[0].local_ids, [("Ref".into(), "77".into())]);
    assert_eq!(proposal.columns[1].read_as, Some(Field::BirthDate));
    assert_eq!(
        Mapping::from_columns(&proposal.columns).apply("who"),
        Some(Field::FullName)
    );
}

#[test]
fn a_heading_that_stands_twice_says_where_its_columns_differ() {
    let note = |second: &str| {
        let text = format!(
            "Name,DOB,NHS Number,DOB\nOne Ann,01/01/1940,,01/01/1940\nTwo Bob,02/02/1941,,{second}\n"
        );
        let list = import("list.csv", text.as_bytes()).unwrap();
        list.notes
            .iter()
            .find(|note| note.contains("second"))
            .cloned()
            .unwrap()
    };
    assert!(note("02/02/1941").contains("says the same"));
    assert!(
        note("").contains("says the same"),
        "nothing is no other day"
    );
    for same in ["1941-02-02", "2 Feb 1941", "02-02-1941", "unknown"] {
        assert!(note(same).contains("says the same"), "{same}");
    }
    for unreadable in ["02/02/194", "31/02/1941"] {
        assert!(note(unreadable).contains("something else in row 3"));
    }
    let differs = note("03/02/1941");
    assert!(
        differs.contains("says something else in row 3"),
        "{differs}"
    );
}

/// A row that cannot be read has its NHS number all the same: a second with it is no stranger.
#[test]
fn a_row_that_is_refused_counts_for_its_number() {
    let rows = |rows: &str| {
        let text = format!("NHS Number,Surname,Forename,DOB\n{rows}");
        let mut on = |_, _| ControlFlow::Continue(());
        let list = read_set(&[("list.csv", text.as_bytes())], &context(), &mut on)
            .remove(0)
            .unwrap();
        assert!(list.is_accounted_for());
        list
    };
    let said = |problems: &[Problem]| {
        let told = problems
            .iter()
            .map(|one| format!("{}: {}", one.row, one.reason));
        told.collect::<Vec<_>>().join("; ")
    };
    let (bad, good) = (
        "9990000018,Smith,John,31/02/1950\n",
        "9990000018,SMITH,John,10/07/1949\n",
    );
    let list = rows(&format!("{bad}{good}"));
    assert_eq!((list.people.len(), list.bad_rows()), (1, 1));
    let warned = said(&list.warnings);
    assert!(
        warned.contains("3: The same NHS number as row 2, which cannot be brought in"),
        "{warned}"
    );

    let list = rows(&format!("{good}{bad}"));
    assert_eq!((list.people.len(), list.bad_rows()), (1, 1));
    let refused = said(&list.bad);
    assert!(
        refused.contains("3: The same NHS number as row 2"),
        "{refused}"
    );

    // Whoever is somebody else does not come in with a number that the row above has.
    let list = rows(&format!("{bad}9990000018,Jones,Mary,10/07/1949\n"));
    assert_eq!((list.people.len(), list.bad_rows()), (0, 2));
    let refused = said(&list.bad);
    assert!(
        refused.contains("3: The same NHS number as row 2, for somebody else"),
        "{refused}"
    );
}
