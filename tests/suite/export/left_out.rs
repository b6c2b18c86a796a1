//! Exports of several people of which some are left out: nobody in silence.

use std::path::Path;

use caseload::app::handing_on::{Order, Written, write_file, write_folder};
use caseload::domain::appointment::Moment;
use caseload::domain::id::{PersonId, SharingId};
use caseload::domain::record::Folder;
use caseload::domain::sharing::{May, Recipient};
use caseload::export::{Dossier, Provenance};

use super::people::{bare, full, id, kept, made};
use super::{format, written};

/// The export of a version, or of the record as it is, into a folder or into one file.
fn exported(
    people: &[Folder],
    made: &Provenance,
    version: Option<u32>,
    into: &Path,
) -> Result<Written, String> {
    exported_as("text", people, made, version, into)
}

/// The same in a format.
fn exported_as(
    name: &str,
    people: &[Folder],
    made: &Provenance,
    version: Option<u32>,
    into: &Path,
) -> Result<Written, String> {
    let order = Order {
        format: format(name),
        made,
        version,
        directory: Vec::new(),
        unmet: Vec::new(),
    };
    let mut next = |at: usize| people.get(at).cloned().map(Ok);
    if into.is_dir() {
        write_folder(&order, into, &mut next, &mut |_| Ok(()))
    } else {
        write_file(&order, into, &mut next, &mut |_| Ok(()))
    }
}

/// For nobody in particular.
fn for_nobody() -> Provenance {
    Provenance {
        recipient: None,
        ..made()
    }
}

/// Somebody without a plan and without an NHS number.
fn without_a_plan(n: u128) -> Folder {
    let mut folder = bare();
    folder.person.value.id = PersonId(id(n));
    folder
}

#[test]
fn a_calendar_in_which_nothing_would_be_is_not_written() {
    let place = tempfile::tempdir().expect("a folder");
    let nothing = "Nothing was written. There is no appointment or review to write: none to come, and none of the last 30 days.";
    let mut old_only = bare();
    let mut old = full().appointments[0].clone();
    old.value.at = Moment::On("2025-06-02".parse().expect("a day"));
    old_only.appointments = vec![old];
    for people in [
        vec![bare()],
        vec![bare(), without_a_plan(900)],
        vec![old_only],
        Vec::new(),
    ] {
        for into in [place.path().to_owned(), place.path().join("all.ics")] {
            let said = exported_as("ical", &people, &for_nobody(), None, &into).err();
            assert_eq!(said.as_deref(), Some(nothing));
        }
    }
    assert_eq!(place.path().read_dir().expect("a folder").count(), 0);
    // Where one of several has something it is written, and nobody is refused.
    let into = place.path().join("all.ics");
    let people = [bare(), full()];
    let written = exported_as("ical", &people, &for_nobody(), None, &into).expect("written");
    assert!(written.left_out().is_empty());
    assert_eq!(written.files, [into]);
}

#[test]
fn whoever_has_no_such_version_is_named_by_number_or_id_and_the_others_are_written() {
    let mut first_only = full();
    first_only.person.value.id = PersonId(id(901));
    first_only.shared.versions.truncate(1);
    let people = [full(), without_a_plan(900), first_only, without_a_plan(902)];
    let (first, second) = (id(900), id(902));
    let expected = [
        format!(
            "Of 2 people nothing was written (id {first}, id {second}): There is no version of this plan yet: agreeing to \
             it keeps one."
        ),
        "Of 1 person nothing was written (999 000 0018): There is no version 2 of this plan. There is 1."
            .to_owned(),
    ];
    let place = tempfile::tempdir().expect("a folder");
    for into in [place.path().to_owned(), place.path().join("all.txt")] {
        let written = exported(&people, &for_nobody(), Some(2), &into).expect("somebody has it");
        assert_eq!(written.files.len(), 1);
        assert_eq!(written.left_out(), expected);
        assert!(!written.left_out().concat().contains("Osei"));
    }
    // As it is now everybody has a record.
    let as_it_is = place.path().join("as-it-is.txt");
    let written = exported(&people, &for_nobody(), None, &as_it_is).expect("written");
    assert!(written.left_out().is_empty());
}

#[test]
fn what_is_to_be_kept_back_names_whose_it_is_where_there_are_several() {
    let to = "The zz ward";
    let made = Provenance {
        recipient: Some(to.into()),
        ..made()
    };
    let decided = |n: u128, number: bool, but_not: &str| {
        let mut folder = full();
        folder.person.value.id = PersonId(id(n));
        if !number {
            folder.person.value.nhs_number = None;
        }
        let mut decision = folder.shared.decisions[0].value.clone();
        decision.id = SharingId(id(n + 1));
        decision.with = Recipient::Named { name: to.into() };
        decision.may = May::Everything;
        decision.until_on = None;
        decision.withdrawn_on = None;
        decision.but_not = but_not.into();
        folder.shared.decisions = vec![kept(decision)];
        folder
    };
    let people = [
        decided(910, true, "the fall"),
        decided(920, false, "the loan"),
        decided(930, false, "the loan"),
    ];
    let place = tempfile::tempdir().expect("a folder");
    for into in [place.path().to_owned(), place.path().join("all.txt")] {
        let written = exported(&people, &made, None, &into).expect("it may go");
        assert_eq!(
            written.to_know(),
            [
                "999 000 0018: Keep back by hand, as was decided: the fall".to_owned(),
                // A plan names in free text what no rule takes out of it.
                "999 000 0018: Kept back, and yet named in what goes: \"fall\" (under Who leads, Plan, Open items)."
                    .to_owned(),
                format!(
                    "id {}, id {}: Keep back by hand, as was decided: the loan",
                    id(920),
                    id(930)
                ),
            ]
        );
        assert!(!written.says().concat().contains("Osei"));
    }
    // Of one alone it is clear whose it is.
    let alone = exported(&people[..1], &made, None, &place.path().join("one.txt"));
    assert_eq!(
        alone.expect("it may go").to_know(),
        [
            "Keep back by hand, as was decided: the fall",
            "Kept back, and yet named in what goes: \"fall\" (under Who leads, Plan, Open items).",
        ]
    );
}

#[test]
fn where_nobody_has_it_nothing_is_written_and_a_long_list_is_cut() {
    let place = tempfile::tempdir().expect("a folder");
    let people: Vec<Folder> = (0..23).map(|n| without_a_plan(1000 + n)).collect();
    let why = exported(&people, &for_nobody(), Some(1), place.path()).err();
    let why = why.expect("nobody has a version");
    assert!(
        why.starts_with("Nothing was written. Of 23 people"),
        "{why}"
    );
    assert!(why.contains(&id(1019).to_string()), "{why}");
    assert!(!why.contains(&id(1020).to_string()), "{why}");
    assert!(why.contains(" and 3 more): There is no version"), "{why}");
    let one = exported(&people[..1], &for_nobody(), Some(1), place.path()).err();
    assert_eq!(
        one.as_deref(),
        Some(
            "Nothing was written: There is no version of this plan yet: agreeing to it keeps one."
        )
    );
    let files = std::fs::read_dir(place.path()).expect("a folder").count();
    assert_eq!(files, 0);
}

#[test]
fn a_summary_has_how_to_find_them_and_says_what_it_leaves_out() {
    let mut folder = full();
    let today = made().made_at.date_naive();
    for kept in &mut folder.team {
        let member = &mut kept.value;
        if member.role.is_single() && member.held_on(today) {
            member.does = format!("zz-does-{:?}", member.role);
        }
    }
    let dossier = Dossier::of(&folder, &for_nobody());
    let person = dossier.person();
    let asked = [
        person.address.postcode.clone(),
        person.phones[0].number.clone(),
        person.conditions[0].clone(),
        "zz-does-Lead".to_owned(),
        "Not in this summary:".to_owned(),
        "strain, breaks, own needs".to_owned(),
    ];
    let text = written(format("text"), std::slice::from_ref(&dossier)).0;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in &asked {
        assert!(text.contains(part.as_str()), "{part}: {text}");
    }
    let html = written(format("html"), std::slice::from_ref(&dossier)).0;
    assert!(html.contains("zz-does-Lead"));
}
