//! Whose decision holds for whom, and what is said where there is none.

use uuid::Uuid;

use super::*;
use crate::domain::team::Role;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn person() -> PersonId {
    PersonId(Uuid::from_u128(1))
}

fn member(n: u128, role: Role, name: &str, organisation: &str) -> Member {
    let mut member = Member::new(
        MemberId(Uuid::from_u128(n)),
        person(),
        role,
        name,
        day("2025-01-01"),
    );
    organisation.clone_into(&mut member.organisation);
    member
}

fn team() -> Vec<Member> {
    vec![
        member(1, Role::Lead, "Dr Patel", "Mill Lane"),
        member(2, Role::NamedGp, "Dr Patel", "Mill Lane"),
        member(3, Role::Service, "District nurses", "Vale Trust"),
        member(4, Role::Carer, "Ruth Ellis", ""),
    ]
}

fn decision(n: u128, with: Recipient, may: May, on: &str) -> Sharing {
    Sharing {
        id: SharingId(Uuid::from_u128(n)),
        person: person(),
        with,
        may,
        but_not: String::new(),
        basis: Basis::Consent,
        decided_by: "Margaret Ellis".into(),
        as_whom: "the person".into(),
        capacity: Capacity::Has,
        on: day(on),
        until_on: None,
        withdrawn_on: None,
        note: String::new(),
        by: "a.okafor".into(),
    }
}

fn named(name: &str) -> Recipient {
    Recipient::Named { name: name.into() }
}

fn words_only() -> May {
    May::of([SharedPart::Words])
}

/// What may go to somebody, in a word or two.
fn may(text: &str, decisions: &[Sharing]) -> String {
    let team = team();
    match Whom::named(text, &team, TODAY).may(decisions, TODAY) {
        Ok(allowed) if allowed.is_recorded => allowed.may.word(),
        Ok(allowed) => format!("{}, not recorded", allowed.may.word()),
        Err(_) => "no".to_owned(),
    }
}

#[test]
fn the_closest_decision_holds_and_of_those_the_newest() {
    let direct = Recipient::Kind {
        kind: RecipientKind::DirectCare,
    };
    let nurses = Recipient::of("district nurses", &team(), TODAY);
    assert!(matches!(nurses, Recipient::Member { .. }));
    let mut withdrawn = decision(5, nurses.clone(), May::Everything, "2026-01-05");
    withdrawn.withdrawn_on = Some(day("2026-02-01"));
    let mut ran_out = decision(6, nurses.clone(), words_only(), "2026-01-05");
    ran_out.until_on = Some(day("2026-02-01"));
    let cases: [(&str, &[Sharing], &str); 11] = [
        ("District nurses", &[], "everything, not recorded"),
        ("Ruth Ellis", &[], "no"),
        ("Housing association", &[], "no"),
        (
            "Dr Patel",
            &[decision(1, direct.clone(), words_only(), "2026-01-05")],
            "only the person's own words",
        ),
        (
            "District nurses",
            &[
                decision(1, direct.clone(), words_only(), "2026-02-20"),
                decision(2, named("Vale Trust"), May::Everything, "2026-01-05"),
            ],
            "everything",
        ),
        (
            "District nurses",
            &[
                decision(1, nurses.clone(), words_only(), "2026-01-05"),
                decision(2, nurses.clone(), May::Nothing, "2026-02-05"),
            ],
            "no",
        ),
        (
            "District nurses",
            &[
                withdrawn.clone(),
                decision(1, direct.clone(), May::Everything, "2026-02-20"),
            ],
            "no",
        ),
        (
            "District nurses",
            &[
                withdrawn,
                decision(7, nurses.clone(), words_only(), "2026-02-20"),
            ],
            "only the person's own words",
        ),
        ("District nurses", &[ran_out], "everything, not recorded"),
        (
            "District nurses",
            &[decision(1, nurses, May::Nothing, "2026-03-09")],
            "everything, not recorded",
        ),
        (
            "Housing association",
            &[decision(
                1,
                named("housing ASSOCIATION"),
                words_only(),
                "2026-01-05",
            )],
            "only the person's own words",
        ),
    ];
    for (n, (who, decisions, expected)) in cases.into_iter().enumerate() {
        assert_eq!(may(who, decisions), expected, "case {n}: {who}");
    }
}

#[test]
fn what_may_be_seen_is_said_the_short_way() {
    for (may, word) in [
        (May::of(SharedPart::ALL), "everything"),
        (May::of([]), "nothing"),
        (
            May::of([
                SharedPart::Contingency,
                SharedPart::Words,
                SharedPart::Words,
            ]),
            "only the person's own words, what to do when things go wrong",
        ),
        (
            May::of(
                SharedPart::ALL
                    .into_iter()
                    .filter(|part| *part != SharedPart::Contacts),
            ),
            "everything but the contact log",
        ),
    ] {
        assert_eq!(may.word(), word);
    }
}

#[test]
fn somebody_with_two_places_is_one_and_two_people_are_nobody() {
    let mut team = team();
    assert!(
        member_named("mill lane", &team, TODAY).is_some(),
        "one doctor in two places"
    );
    team.push(member(9, Role::Professional, "Nurse Nettle", "Mill Lane"));
    assert!(member_named("mill lane", &team, TODAY).is_none());
    assert!(member_named(" ", &team, TODAY).is_none());
}

#[test]
fn the_basis_names_who_decided_and_when() {
    let decision = decision(1, named("X"), May::Everything, "2026-02-20");
    assert_eq!(
        decision.basis_in_words(),
        "consent; decided by Margaret Ellis (the person) on Fri 20 Feb 2026"
    );
    assert!(!format!("{decision:?}").contains("Margaret"));
}
