//! Carers across people, and records of people as older programs kept them.

use caseload::domain::carer::Carer;
use caseload::domain::id::CarerId;
use caseload::domain::record::{Kind, Record};
use caseload::domain::team::Member;
use caseload::domain::variation::Variation;

use super::{Desk, id, member, one, person_id, sample_person, withdraw, write};

/// A place of one carer in a person's team.
fn carer(number: u128, person: u128, who: u128) -> Member {
    Member {
        carer: Some(Carer::new(CarerId(id(who)))),
        name: "Ruth Ellis".to_owned(),
        ..member(number, person)
    }
}

fn desk() -> Desk {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Person(sample_person(2)));
    desk.add(Record::Member(carer(10, 1, 90)));
    desk.add(Record::Member(carer(11, 2, 90)));
    desk.add(Record::Member(carer(12, 2, 91)));
    desk.add(Record::Member(member(13, 2)));
    desk
}

#[test]
fn the_places_of_a_carer_are_found_across_people() {
    let mut desk = desk();
    let places = |desk: &Desk| {
        let places = desk.store.places_of(CarerId(id(90))).unwrap();
        places.iter().map(|place| place.id.0).collect::<Vec<_>>()
    };
    assert_eq!(places(&desk), [id(10), id(11)]);
    let names = desk.store.cared_for_by(CarerId(id(90))).unwrap();
    let names: Vec<&str> = names.iter().map(|known| known.cares_for.as_str()).collect();
    assert_eq!(names, ["Ellis1, Margaret", "Ellis2, Margaret"]);
    write(&mut desk.store, &one(withdraw(Kind::Member, id(11), 1))).unwrap();
    assert_eq!(places(&desk), [id(10)]);
}

#[test]
fn a_known_carer_is_offered_once_and_not_from_the_same_team() {
    let desk = desk();
    let found = |name: &str, not_of| {
        let known = desk
            .store
            .carers_named(name, "", person_id(not_of))
            .unwrap();
        known
            .iter()
            .map(|known| known.member.id.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("ruth ellis", 1), [id(11), id(12)]);
    assert_eq!(
        found("RUTH  Ellis", 3),
        [id(10), id(12)],
        "one place a carer"
    );
    assert!(found("", 1).is_empty() && found("nobody", 1).is_empty());
}

#[test]
fn somebody_on_the_caseload_is_found_by_their_whole_name() {
    let desk = desk();
    let named = |name: &str| desk.store.people_named(name).unwrap().len();
    assert_eq!(named("Margaret Ellis2"), 1);
    assert_eq!(named("Ruth Ellis2"), 0);
    assert_eq!(named(""), 0);
}

#[test]
fn what_older_programs_kept_reads_and_holds() {
    let desk = desk();
    let old = |kind: &str, id: u128, from: &str, to: &str| {
        let sql = format!("UPDATE {kind} SET body = replace(body, ?1, ?2) WHERE id = ?3");
        let changed = desk
            .beside
            .execute(&sql, (from, to, super::id(id).into_bytes()))
            .unwrap();
        assert_eq!(changed, 1, "{kind}");
    };
    old(
        "member",
        13,
        "\"role\":\"carer\"",
        "\"role\":\"lead\",\"variation\":\"Chest first\"",
    );
    old(
        "person",
        2,
        "\"status\"",
        "\"access\":{\"text\":\"face her\",\"on\":\"2026-01-05\"},
         \"told_coordinator\":{\"text\":\"by letter\",\"on\":\"2026-01-06\"},\"status\"",
    );
    let folder = desk.store.folder(person_id(2), None).unwrap();
    let lead = folder
        .team
        .iter()
        .find(|member| member.id.0 == id(13))
        .unwrap();
    assert_eq!(lead.variation, Some(Variation::because("Chest first")));
    assert_eq!(folder.person.access.as_ref().unwrap().line(), "face her");
    assert_eq!(
        folder.person.told_coordinator.as_ref().unwrap().text,
        "by letter"
    );
}
