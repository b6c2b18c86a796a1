//! FHIR bundles, alone and together.

use caseload::domain::person::PhoneUse;
use caseload::import::{Kind, read_set};

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
    assert_eq!(counts(&proposal), (4, 2, 2, 0, 0));
    let bad: Vec<_> = proposal.bad.iter().map(|problem| problem.row).collect();
    assert_eq!(bad, [1, 3]);
    assert_eq!(proposal.people[1].family_name, "Frankie174");
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
