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

/// The person's name.
fn own() -> Name {
    Name {
        title: "Mrs".into(),
        given: "Margaret".into(),
        family: "Ellis".into(),
        preferred: "Peggy".into(),
    }
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
    match Whom::named(text, &own(), &team, TODAY).may(decisions, TODAY) {
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
    let nurses = Recipient::of("district nurses", &own(), &team(), TODAY);
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
fn an_organisation_stays_one_and_members_are_meant_by_name_or_title() {
    let mut team = team();
    team[2].title = "nursing team".into();
    let nurses = Recipient::of("District nurses", &own(), &team, TODAY);
    assert!(nurses == Recipient::of("nursing TEAM", &own(), &team, TODAY));
    assert!(matches!(nurses, Recipient::Member { .. }));
    for organisation in ["vale trust", "Mill Lane"] {
        let recipient = Recipient::of(organisation, &own(), &team, TODAY);
        assert!(recipient == named(organisation), "{organisation}");
    }
    // A service that is called as the organisation of others is no narrower than it.
    team.push(member(9, Role::Service, "Vale Trust", ""));
    assert!(Recipient::of("Vale Trust", &own(), &team, TODAY) == named("Vale Trust"));
}

#[test]
fn what_an_organisation_may_see_whoever_is_of_it_may_see_later_as_well() {
    let mut team = team();
    let decisions = [decision(
        1,
        Recipient::of("Vale Trust", &own(), &team, TODAY),
        words_only(),
        "2026-01-05",
    )];
    team.push(member(9, Role::Professional, "Nurse Nettle", "Vale Trust"));
    for who in ["Vale Trust", "District nurses", "Nurse Nettle"] {
        let allowed = Whom::named(who, &own(), &team, TODAY).may(&decisions, TODAY);
        let allowed = allowed.expect("it was decided");
        assert!(allowed.is_recorded && allowed.may == words_only(), "{who}");
    }
}

#[test]
fn what_one_may_not_see_their_organisation_is_not_given_unasked() {
    let nurses = Recipient::of("District nurses", &own(), &team(), TODAY);
    let direct = Recipient::Kind {
        kind: RecipientKind::DirectCare,
    };
    let nothing = decision(1, nurses.clone(), May::Nothing, "2026-01-05");
    let everybody = decision(2, direct, May::Everything, "2026-01-05");
    let since = decision(3, nurses.clone(), May::Everything, "2026-02-05");
    let theirs = decision(4, named("Vale Trust"), words_only(), "2026-01-05");
    let mut withdrawn = decision(5, nurses, May::Everything, "2026-02-05");
    withdrawn.withdrawn_on = Some(day("2026-02-06"));
    let mut over = theirs.clone();
    over.until_on = Some(day("2026-02-01"));
    let cases: [(&[Sharing], &str); 7] = [
        (&[], "everything, not recorded"),
        (&[nothing.clone(), over], "no"),
        (std::slice::from_ref(&nothing), "no"),
        (&[everybody.clone(), nothing.clone()], "no"),
        (&[everybody.clone(), withdrawn], "no"),
        (&[everybody, nothing.clone(), since], "everything"),
        (&[nothing.clone(), theirs], "only the person's own words"),
    ];
    for (n, (decisions, expected)) in cases.into_iter().enumerate() {
        assert_eq!(may("Vale Trust", decisions), expected, "case {n}");
        let (own, team) = (own(), team());
        let trust = Whom::named("Vale Trust", &own, &team, TODAY);
        let given_nothing = trust.is_given_nothing(decisions, TODAY);
        assert_eq!(given_nothing, expected == "no", "case {n}");
    }
}

#[test]
fn somebody_with_two_places_is_one_and_two_without_a_name_are_two() {
    let mut team = team();
    let lead = Recipient::of("dr patel", &own(), &team, TODAY);
    let nothing = decision(1, lead.clone(), May::Nothing, "2026-01-05");
    // They leave one of their places, and what was decided holds in the other.
    team[0].until_on = Some(day("2026-02-01"));
    let gp = Recipient::of("Dr Patel", &own(), &team, TODAY);
    assert!(lead != gp && !lead.is_same(&gp) && lead.is_same_in(&gp, &own(), &team, TODAY));
    let own = own();
    let whom = Whom::named("Dr Patel", &own, &team, TODAY);
    assert!(whom.may(&[nothing], TODAY).is_err());

    for n in [11, 12] {
        let mut pharmacist = member(n, Role::Professional, "", "");
        pharmacist.title = "pharmacist".into();
        team.push(pharmacist);
    }
    assert!(member_named("pharmacist", &team, TODAY).is_none());
    assert!(member_named(" ", &team, TODAY).is_none());
    let [one, other] = [11, 12].map(|n| Recipient::Member {
        member: MemberId(Uuid::from_u128(n)),
        name: "pharmacist".into(),
    });
    assert!(
        one.is_same(&one) && !one.is_same(&other) && !one.is_same_in(&other, &own, &team, TODAY)
    );
    assert!(
        named("Pharmacist").is_same(&one),
        "named before they joined"
    );
    assert!(!named(" ").is_same(&named("")), "nobody is nobody");
}

#[test]
fn who_is_named_by_a_title_before_they_join_is_meant_afterwards() {
    let mut team = team();
    let nothing = decision(1, named("community matron"), May::Nothing, "2026-01-05");
    let mut matron = member(9, Role::Professional, "Joan Bell", "Vale Trust");
    matron.title = "community matron".into();
    team.push(matron);
    let own = own();
    let whom = Whom::named("Joan Bell", &own, &team, TODAY);
    assert!(whom.may(&[nothing], TODAY).is_err());
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

/// Their record is theirs: no decision is needed, no kind of recipient is them, and what is kept from them is.
#[test]
fn the_person_is_given_their_own_record_by_their_whole_name() {
    let kind = |kind| Recipient::Kind { kind };
    let others = decision(1, kind(RecipientKind::Others), May::Nothing, "2026-01-05");
    let mut over = decision(2, named("the person"), words_only(), "2026-01-06");
    over.withdrawn_on = Some(day("2026-02-01"));
    let cut = decision(3, named("Margaret Ellis"), words_only(), "2026-02-03");
    for said in [
        "the person",
        "The Person",
        "Margaret Ellis",
        "peggy ellis",
        "Margaret \"Peggy\" Ellis",
        "Ellis, Margaret",
    ] {
        let who = Recipient::of(said, &own(), &team(), TODAY);
        assert!(who == named(THE_PERSON), "{said}");
        // A copy that was kept under their name is theirs.
        assert!(named(said).is_same_in(&who, &own(), &team(), TODAY));
        assert_eq!(may(said, &[]), "everything", "{said}");
        assert_eq!(may(said, std::slice::from_ref(&others)), "everything");
        assert_eq!(may(said, &[others.clone(), over.clone()]), "everything");
        let (own, team) = (own(), team());
        let whom = Whom::named(said, &own, &team, TODAY);
        assert!(!whom.is_given_nothing(std::slice::from_ref(&over), TODAY));
        let kept = [over.clone(), cut.clone()];
        assert_eq!(may(said, &kept), words_only().word(), "{said}");
    }
    // A cousin may be called the same: a first name alone is nobody of whom anything was decided.
    for said in ["Peggy", "margaret"] {
        let who = Recipient::of(said, &own(), &team(), TODAY);
        assert!(who == named(said), "{said}");
    }
    // Whoever is called the same in the team is meant by that name, and what was decided about them holds.
    let mut team = team();
    team.push(member(9, Role::Family, "Margaret Ellis", ""));
    let own = own();
    assert!(!Whom::named("Margaret Ellis", &own, &team, TODAY).is_person());
    assert!(!named("Margaret Ellis").is_same_in(&named(THE_PERSON), &own, &team, TODAY));
    assert!(Whom::named("the person", &own, &team, TODAY).is_person());
}
