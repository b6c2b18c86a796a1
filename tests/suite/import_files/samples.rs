//! The real sample files, all of them accounted for.

use std::path::PathBuf;

use caseload::import::{Kind, read_set};

use super::*;

fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CASELOAD_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let found = root.join("data").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("not run: no sample data at {}", found.display());
    None
}

#[test]
fn the_sample_lists_are_read_whole() {
    let Some(folder) = shared("csv") else { return };
    let sample = |name: &str| import(name, &fs::read(folder.join(name)).unwrap()).unwrap();

    let emis = sample("emis-patient-report.csv");
    assert_eq!(counts(&emis), (60, 60, 0, 0, 0), "{:?}", emis.bad);
    let baker = by_nhs(&emis, "999 772 1047");
    assert_eq!(
        (baker.family_name.as_str(), baker.given_names.as_str()),
        ("Baker", "George")
    );
    assert_eq!(baker.born_on, Some(day(1942, 10, 10)));
    assert_eq!(
        baker.address,
        ["167 Church Street", "Nether Wallop, By The Sea", "TESTHAM"]
    );
    assert_eq!(baker.named_gp.as_deref(), Some("Dr Raj Exemplar"));
    assert_eq!(baker.practice_name.as_deref(), Some("Example Surgery, The"));
    assert_eq!(baker.local_ids, [("EMIS Number".into(), "4455".into())]);
    assert!(
        emis.people
            .iter()
            .any(|person| person.family_name == "Ó Súilleabháin")
    );
    assert!(
        emis.people
            .iter()
            .any(|person| person.family_name == "McAllister")
    );

    let systmone = sample("systmone-patient-report.csv");
    assert_eq!(counts(&systmone), (80, 80, 0, 0, 0), "{:?}", systmone.bad);
    assert_eq!(
        systmone
            .people
            .iter()
            .filter(|person| person.has_died())
            .count(),
        5
    );
    assert!(
        systmone
            .people
            .iter()
            .any(|person| person.family_name == "Fernández")
    );
    assert!(
        systmone
            .warnings
            .iter()
            .any(|warning| warning.value == "Brânz?" && warning.reason.contains("letter"))
    );
    assert!(
        systmone
            .notes
            .iter()
            .any(|note| note.contains("Windows-1252"))
    );

    let resaved = sample("practice-list-resaved.csv");
    assert_eq!(counts(&resaved), (44, 40, 0, 4, 0), "{:?}", resaved.bad);
    let first = &resaved.people[0];
    assert_eq!(
        (
            first.row,
            first.family_name.as_str(),
            first.title.as_deref()
        ),
        (5, "Bellweather", Some("Rev"))
    );
    assert_eq!(first.nhs_number, None);
    assert_eq!(
        resaved
            .people
            .iter()
            .filter(|person| person.nhs_number.is_some())
            .count(),
        39
    );
    assert!(
        resaved
            .people
            .iter()
            .flat_map(|person| &person.phones)
            .all(|(_, number)| number.starts_with('0'))
    );
    assert!(resaved.notes.iter().any(|note| note.contains("leading 0")));
}

#[test]
fn the_sample_bundles_are_read_whole() {
    let Some(folder) = shared("synthea") else {
        return;
    };
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read(&path).unwrap(),
            )
        })
        .collect();
    files.sort();
    let named: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let outcomes = read_set(&named, &context(), &mut |_, _| ControlFlow::Continue(()));
    let read: Vec<Proposal> = outcomes.into_iter().map(Result::unwrap).collect();
    let people: Vec<&Incoming> = read.iter().flat_map(|proposal| &proposal.people).collect();
    assert!(
        read.iter()
            .all(|proposal| proposal.is_accounted_for() && proposal.bad.is_empty())
    );
    assert_eq!(
        read.iter()
            .filter(|proposal| proposal.kind == Kind::FhirDirectory)
            .count(),
        6
    );
    assert_eq!(people.len(), 30);
    assert_eq!(people.iter().filter(|person| person.has_died()).count(), 7);
    assert!(people.iter().any(|person| person.given_names == "Adán"));
    assert!(
        people
            .iter()
            .any(|person| person.given_names == "Frankie174")
    );
    assert!(
        people
            .iter()
            .all(|person| person.born_on.is_some() && !person.address.is_empty())
    );
    assert!(people.iter().all(|person| {
        person
            .local_ids
            .iter()
            .all(|(label, _)| !label.contains("Social"))
    }));
    let plans = people.iter().flat_map(|person| &person.plans);
    assert!(
        plans
            .clone()
            .all(|plan| !plan.title.is_empty() && plan.source.is_some())
    );
    assert!(plans.clone().any(|plan| {
        plan.goals
            .iter()
            .any(|goal| goal.contains("blood pressure"))
    }));
    let team: Vec<_> = people.iter().flat_map(|person| &person.team).collect();
    assert!(team.iter().all(|member| {
        !people
            .iter()
            .any(|person| member.name.contains(&person.family_name) && member.role == "Patient")
    }));
    assert!(
        team.iter().any(|member| member.email.is_some()),
        "the directories were not used"
    );
    assert!(
        read.iter()
            .flat_map(|proposal| &proposal.notes)
            .all(|note| !note.contains("lead nowhere"))
    );
}

#[test]
fn the_official_examples_are_refused_or_read_and_never_break() {
    let Some(folder) = shared("ukcore-examples") else {
        return;
    };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Ok(proposal) = import(&name, &fs::read(&path).unwrap()) {
            assert!(
                name.contains("Bundle") && proposal.is_accounted_for(),
                "{name}"
            );
        }
    }
}
