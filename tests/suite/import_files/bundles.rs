//! FHIR bundles, alone and together.

use caseload::domain::person::PhoneUse;
use caseload::import::{Kind, read_set, refuse_shared_numbers};

use super::*;

#[test]
fn a_whole_person_comes_out_of_a_bundle() {
    let proposal = list("whole-person.json");
    assert_eq!(proposal.kind, Kind::FhirBundle);
    let person = &proposal.people[0];
    assert_eq!(person.family_name, "O'Connor");
    assert_eq!(person.given_names, "Margaret Ann");
    assert_eq!(person.preferred_name.as_deref(), Some("Peggy"));
    assert_eq!(person.phones, [(PhoneUse::Home, "01632 960001".into())]);
    assert_eq!(person.email.as_deref(), Some("margaret@example.org"));
    assert_eq!(person.address, ["1 High Street", "Testham"]);
    assert_eq!(person.postcode.as_deref(), Some("ZZ99 3JY"));
    assert_eq!(person.language.as_deref(), Some("British Sign Language"));
    assert_eq!(person.named_gp.as_deref(), Some("Dr Sunita Patel"));
    assert_eq!(person.practice_name.as_deref(), Some("Mill Lane Surgery"));
    assert_eq!(person.practice_code.as_deref(), Some("Z00001"));
    assert_eq!(
        person.local_ids,
        [("Hospital number".into(), "H123".into())]
    );
    assert_eq!(person.conditions, ["Type 2 diabetes mellitus"]);
    let team: Vec<_> = person
        .team
        .iter()
        .map(|member| {
            (
                member.name.as_str(),
                member.role.as_str(),
                member.organisation.as_deref(),
                member.is_service,
            )
        })
        .collect();
    assert_eq!(
        team,
        [
            (
                "Dr Sunita Patel",
                "General practitioner",
                Some("Mill Lane Surgery"),
                false
            ),
            ("Mill Lane Surgery", "Practice", None, true),
            ("Ruth Ellis", "Daughter", Some("Community Trust"), false),
            (
                "Nurse Noor Adams",
                "Community nurse",
                Some("Community Trust"),
                false
            ),
        ]
    );
    assert_eq!(person.team[2].phone.as_deref(), Some("07700 900118"));
    let plans: Vec<_> = person
        .plans
        .iter()
        .map(|plan| {
            (
                plan.title.as_str(),
                plan.goals.clone(),
                plan.activities.clone(),
            )
        })
        .collect();
    assert_eq!(
        plans,
        [
            (
                "Diabetes self management plan",
                vec!["Walk to the shop".to_owned()],
                vec!["Diabetic diet".to_owned(), "Foot check".to_owned()]
            ),
            (
                "Goals without a plan",
                vec!["Sleep better".to_owned()],
                vec![]
            ),
        ]
    );
    assert_eq!(person.plans[0].source.as_deref(), Some("Community Trust"));
    assert!(
        proposal
            .notes
            .iter()
            .any(|note| note.contains("belong to nobody in the bundle: 1"))
    );
}

#[test]
fn patients_with_wrong_numbers_or_dates_are_bad_rows_of_a_bundle() {
    let proposal = list("nhs-numbers.json");
    assert_eq!(counts(&proposal), (4, 1, 3, 0, 0));
    let bad: Vec<_> = proposal.bad.iter().map(|problem| problem.row).collect();
    assert_eq!(bad, [1, 2, 3]);
    assert_eq!(proposal.people[0].family_name, "Frankie174");
    let dates = list("dates.json");
    assert_eq!(counts(&dates), (5, 3, 2, 0, 0));
    assert_eq!(dates.people[1].died_on, Some(day(2020, 3, 25)));
    assert!(dates.people[2].has_died() && dates.people[2].died_on.is_none());
}

#[test]
fn files_given_together_resolve_each_other() {
    let alone = list("conditional.json");
    assert!(alone.people[0].team.is_empty());
    assert!(
        alone
            .notes
            .iter()
            .any(|note| note.contains("lead nowhere: 2"))
    );

    let (people, directory) = (
        fixture_bytes("conditional.json"),
        fixture_bytes("directory.json"),
    );
    let files = [
        ("a.json", people.as_slice()),
        ("b.json", directory.as_slice()),
        ("c.json", people.as_slice()),
    ];
    let outcomes = read_set(&files, &context(), &mut |_, _| ControlFlow::Continue(()));
    let first = outcomes[0].as_ref().unwrap();
    let names: Vec<_> = first.people[0]
        .team
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    assert_eq!(names, ["Dr Tola Adeyemi", "Riverside Clinic"]);
    let second = outcomes[1].as_ref().unwrap();
    assert_eq!((second.kind, second.rows), (Kind::FhirDirectory, 0));
    let again = outcomes[2].as_ref().unwrap();
    assert!(again.people.is_empty() && again.is_accounted_for());
    assert!(again.bad[0].reason.contains("a.json"));
}

/// What a plan addresses is no diagnosis: it comes back with the plan, not among the conditions.
#[test]
fn needs_of_a_plan_that_this_program_wrote_stay_with_the_plan() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/export/full-fhir.json");
    let proposal = import("full.json", &fs::read(golden).unwrap()).unwrap();
    let person = &proposal.people[0];
    assert_eq!(person.conditions, ["Heart failure", "Type 2 diabetes"]);
    let plan = &person.plans[0];
    assert_eq!(plan.title, "Personalised care and support plan");
    assert_eq!(plan.needs, ["Falls, and the fear of them"]);
    assert!(!plan.goals.is_empty());
}

/// A bundle of patients: NHS number, family name, given name, birth date.
fn bundle(patients: &[(&str, &str, &str, &str)], beside: &[&str]) -> Vec<u8> {
    let patients = patients.iter().map(|(number, family, given, born)| {
        format!(
            r#"{{"resource":{{"resourceType":"Patient","identifier":[{{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"{number}"}}],"name":[{{"family":"{family}","given":["{given}"]}}],"birthDate":"{born}"}}}}"#
        )
    });
    let beside = beside
        .iter()
        .map(|kind| format!(r#"{{"resource":{{"resourceType":"{kind}"}}}}"#));
    let entries: Vec<String> = patients.chain(beside).collect();
    let entries = entries.join(",");
    format!(r#"{{"resourceType":"Bundle","type":"collection","entry":[{entries}]}}"#).into_bytes()
}

#[test]
fn nobody_of_a_bundle_comes_in_with_a_number_that_is_somebody_elses_too() {
    let one = ("9990000018", "Quillfeather", "Margaret", "1944-02-03");
    let other = ("9990000018", "Plum", "Pat", "1950-02-03");
    let third = ("9990000026", "Zborowska", "Grace", "1950-05-04");
    let proposal = import("two.json", &bundle(&[one, other, third], &[])).unwrap();
    assert_eq!(counts(&proposal), (3, 1, 2, 0, 0));
    let told: Vec<_> = proposal
        .bad
        .iter()
        .map(|bad| (bad.row, bad.reason.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, "The same NHS number as entry 2, for somebody else"),
            (2, "The same NHS number as entry 1, for somebody else"),
        ]
    );
    // The same person twice is one person.
    let proposal = import("same.json", &bundle(&[one, third, one], &[])).unwrap();
    assert_eq!(counts(&proposal), (3, 2, 1, 0, 0));
    assert_eq!(proposal.bad[0].row, 3);

    // Nor does somebody of a third file whose number two people of another have, or one of a list that has it twice.
    let twice = bundle(&[one, other], &[]);
    let alone = bundle(&[one, third], &[]);
    let list = b"NHS Number,Name,DOB\n9990000026,\"PLUM, Pat\",03/02/1944\n9990000026,\"OAK, Olu\",03/02/1945\n";
    let files = [
        ("alone.json", alone.as_slice()),
        ("list.csv", list),
        ("twice.json", twice.as_slice()),
    ];
    let mut outcomes = read_set(&files, &context(), &mut |_, _| ControlFlow::Continue(()));
    let told: Vec<Vec<&str>> = outcomes
        .iter()
        .map(|outcome| {
            let proposal = outcome.as_ref().unwrap();
            assert!(proposal.people.is_empty() && proposal.is_accounted_for());
            let bad = proposal.bad.iter();
            bad.map(|problem| problem.reason.as_str()).collect()
        })
        .collect();
    assert_eq!(
        told[0],
        [
            "The same NHS number as entry 1 of the file twice.json, where two people have it",
            "The same NHS number as row 2 of the file list.csv, where two people have it",
        ]
    );
    // Asked a second time, with further files, it says nothing twice.
    let before: Vec<_> = outcomes.iter().flatten().cloned().collect();
    refuse_shared_numbers(&mut outcomes.iter_mut().flatten().collect::<Vec<_>>());
    assert!(before.iter().eq(outcomes.iter().flatten()));
}

#[test]
fn a_short_name_that_fits_two_people_is_neither() {
    let ann = ("9990000018", "Lee", "Ann", "1944-02-03");
    let mary = ("9990000018", "Lee", "Ann Mary", "1944-02-03");
    let jane = ("9990000018", "Lee", "Ann Jane", "1944-02-03");
    for people in [[ann, mary, jane], [mary, ann, jane], [jane, mary, ann]] {
        let whole = bundle(&people, &[]);
        let alone = people.map(|one| bundle(&[one], &[]));
        let rows = people
            .map(|(number, family, given, born)| format!("{number},{family},{given},{born}\n"));
        let headings = "NHS Number,Surname,First name,Date of Birth\n";
        let list = format!("{headings}{}", rows.concat());
        let [first, second, third] = &alone;
        for files in [
            &[("whole.json", whole.as_slice())][..],
            &[("list.csv", list.as_bytes())],
            &[
                ("1.json", first.as_slice()),
                ("2.json", second.as_slice()),
                ("3.json", third.as_slice()),
            ],
        ] {
            let outcomes = read_set(files, &context(), &mut |_, _| ControlFlow::Continue(()));
            let proposals: Vec<_> = outcomes.into_iter().map(Result::unwrap).collect();
            assert!(proposals.iter().all(Proposal::is_accounted_for));
            let good = proposals.iter().map(|one| one.people.len()).sum::<usize>();
            let bad: Vec<&str> = proposals
                .iter()
                .flat_map(|one| &one.bad)
                .map(|bad| bad.reason.as_str())
                .collect();
            assert_eq!((good, bad.len()), (0, 3), "{people:?}: {bad:?}");
            // Nobody is told to take the one in the middle out: nothing would come of that but another guess.
            for bad in proposals.iter().flat_map(|one| &one.bad) {
                let neither = bad.remedy.starts_with("Neither ");
                assert!(neither, "{people:?}: row {}: {}", bad.row, bad.remedy);
            }
        }
    }
    // Where all fit each other, they are one person, and the first comes in.
    let proposal = import("same.json", &bundle(&[ann, mary, ann], &[])).unwrap();
    assert_eq!(counts(&proposal), (3, 1, 2, 0, 0));
}

/// A row that stays out because it repeats the one above says all the same who has the number: here the birth date, which
/// the row above and the third file are silent about.
#[test]
fn a_row_that_stays_out_counts_when_files_are_held_against_each_other() {
    let headings = "NHS Number,Surname,First name,Date of Birth\n";
    let rows = |rows: &[(&str, &str)]| {
        let rows = rows.iter();
        let rows = rows.map(|(given, born)| format!("9990000018,Lee,{given},{born}\n"));
        format!("{headings}{}", rows.collect::<String>()).into_bytes()
    };
    let entry = |given, born| ("9990000018", "Lee", given, born);
    let twice_in_a_list = rows(&[("Ann", ""), ("Ann Mary", "1944-02-03")]);
    let twice_in_a_bundle = bundle(&[entry("Ann", ""), entry("Ann Mary", "1944-02-03")], &[]);
    let other = rows(&[("Ann", "1950-05-05")]);
    let silent = rows(&[("Ann", "")]);
    for twice in [
        ("twice.csv", &twice_in_a_list),
        ("twice.json", &twice_in_a_bundle),
    ] {
        let files = [twice, ("other.csv", &other), ("silent.csv", &silent)];
        for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [2, 0, 1]] {
            let files = order.map(|at| (files[at].0, files[at].1.as_slice()));
            let outcomes = read_set(&files, &context(), &mut |_, _| ControlFlow::Continue(()));
            let proposals: Vec<_> = outcomes.into_iter().map(Result::unwrap).collect();
            assert!(proposals.iter().all(Proposal::is_accounted_for));
            let told: Vec<_> = proposals.iter().flat_map(|one| &one.bad).collect();
            assert_eq!(told.len(), 4, "{order:?}: {told:?}");
            for bad in told {
                assert!(
                    bad.remedy.starts_with("Neither comes in."),
                    "{order:?}: {bad:?}"
                );
            }
        }
    }
    // Without the one who was born on another day they are one person, who comes in once.
    let files = [
        ("twice.csv", twice_in_a_list.as_slice()),
        ("silent.csv", &silent),
    ];
    let outcomes = read_set(&files, &context(), &mut |_, _| ControlFlow::Continue(()));
    let people = outcomes.iter().flatten().map(|one| one.people.len());
    assert_eq!(people.collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn what_a_bundle_holds_and_is_not_read_is_counted() {
    let one = ("9990000018", "Quillfeather", "Margaret", "1944-02-03");
    let beside = ["Claim", "Observation", "Observation", "Condition"];
    let proposal = import("one.json", &bundle(&[one], &beside)).unwrap();
    assert_eq!(
        proposal.notes[0],
        "The bundle holds 1 Condition, 1 Patient."
    );
    let left: Vec<_> = proposal.left.iter().collect();
    assert_eq!(
        left,
        [(&"Claim".to_owned(), &1), (&"Observation".to_owned(), &2)]
    );
}
