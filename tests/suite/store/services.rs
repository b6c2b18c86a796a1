//! The directory of services and the needs it had nothing for: records of nobody, through the same door as the others.

use caseload::domain::change::{Change, Write};
use caseload::domain::id::{ServiceId, UnmetNeedId};
use caseload::domain::item::Item;
use caseload::domain::record::{Kind, Record};
use caseload::domain::service::unmet::UnmetNeed;
use caseload::domain::service::{Checked, Sector, Service};
use caseload::domain::user::Authors;
use caseload::domain::user::UserRole;
use caseload::export::{Outgoing, Provenance};
use caseload::store::Fault;

use super::samples::{item, version};
use super::{Desk, LOGIN, changed, day, id, one, open, person_id, stamp, withdraw, write};

pub fn service(number: u128, name: &str) -> Service {
    Service {
        id: ServiceId(id(number)),
        name: name.to_owned(),
        does: "Rails, steps and stairs.".to_owned(),
        needs: vec!["falls".to_owned(), "home safety".to_owned()],
        places: vec!["Northfield".to_owned()],
        sector: Sector::Voluntary,
        access: "anybody over 65".to_owned(),
        red_flags: "after a fall with a blow to the head: 999".to_owned(),
        refer: "ring, or they ring themselves".to_owned(),
        phones: vec!["01632 960 301".to_owned()],
        email: String::new(),
        web: String::new(),
        address: String::new(),
        postcode: String::new(),
        hours: "Mon to Fri 9 to 4".to_owned(),
        checked: Some(Checked {
            on: day("2026-02-02"),
            by: LOGIN.to_owned(),
        }),
        notes: String::new(),
        closed: None,
        source: String::new(),
    }
}

fn record(number: u128, name: &str) -> Record {
    Record::Service(Box::new(service(number, name)))
}

fn need(number: u128) -> Record {
    Record::UnmetNeed(UnmetNeed {
        id: UnmetNeedId(id(number)),
        needed: "a dementia café".to_owned(),
        place: "Northfield".to_owned(),
        on: day("2026-03-02"),
        by: LOGIN.to_owned(),
        about: Some(person_id(1)),
        note: String::new(),
    })
}

fn names(desk: &Desk) -> Vec<String> {
    let services = desk.store.services().unwrap();
    services.iter().map(|kept| kept.name.clone()).collect()
}

#[test]
fn a_service_is_written_read_and_taken_back_as_any_record() {
    let mut desk = Desk::new();
    desk.add(record(1, "Steps"));
    desk.add(record(2, "Émile's Rails"));
    assert_eq!(names(&desk), ["Émile's Rails", "Steps"]);
    let kept = desk.store.service(ServiceId(id(1))).unwrap();
    assert_eq!((kept.revision, kept.value), (1, service(1, "Steps")));

    let later = changed(&record(1, "Steps"), "moved upstairs");
    desk.replace(later.clone(), 1);
    let fault = desk.refused(&Change::replace(record(1, "Steps"), 1));
    assert!(matches!(fault, Fault::Stale(Kind::Service)), "{fault}");
    let fault = desk.refused(&Change::add(record(1, "Steps")));
    assert!(matches!(fault, Fault::Stale(Kind::Service)), "{fault}");
    let fault = desk.refused(&Change::replace(record(9, "Nobody"), 1));
    assert!(matches!(fault, Fault::Gone(Kind::Service)), "{fault}");

    desk.store.undo(stamp("change.undo")).unwrap();
    let kept = desk.store.service(ServiceId(id(1))).unwrap();
    assert_eq!((kept.revision, kept.value), (3, service(1, "Steps")));
    desk.store.redo(stamp("change.redo")).unwrap();
    let kept = desk.store.record(Kind::Service, id(1)).unwrap();
    assert_eq!(kept.value, later);
    desk.store.undo(stamp("change.undo")).unwrap();
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(names(&desk), ["Steps"]);
    assert_eq!(desk.count("journal"), 7);
    assert_eq!(desk.store.broken_record().unwrap(), None);
    assert_eq!(desk.store.broken_journal_row().unwrap(), None);
}

/// An import of a directory goes back as one, whatever it added and changed.
#[test]
fn many_at_once_are_one_change_or_none() {
    let mut desk = Desk::new();
    desk.add(record(1, "Steps"));
    let mut change = Change::replace(changed(&record(1, "Steps"), "newer"), 1);
    change.writes.push(Write::Add(record(2, "Rails")));
    let mut clashing = change.clone();
    clashing.writes.push(Write::Add(record(1, "Steps")));
    desk.refused(&clashing);
    write(&mut desk.store, &change).unwrap();
    assert_eq!(names(&desk), ["Rails", "Steps"]);
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(names(&desk), ["Steps"]);
}

/// Who is named in a need is not touched by it: their revision, their standing and their record stay.
#[test]
fn an_unmet_need_touches_nobody() {
    let mut desk = Desk::with_person(1);
    let before = desk.store.folder(person_id(1), None).unwrap();
    let commit = desk
        .store
        .write(stamp("unmet.add"), &Change::add(need(5)))
        .unwrap();
    assert!(commit.people.is_empty());
    let mut after = desk.store.folder(person_id(1), None).unwrap();
    assert_eq!(after.unmet.len(), 1, "it stands beside their record");
    after.unmet.clear();
    assert_eq!(after, before);
    let needs = desk.store.unmet_needs().unwrap();
    assert_eq!(Record::UnmetNeed(needs[0].value.clone()), need(5));
    write(&mut desk.store, &one(withdraw(Kind::UnmetNeed, id(5), 1))).unwrap();
    assert!(desk.store.unmet_needs().unwrap().is_empty());
    assert_eq!(desk.store.broken_record().unwrap(), None);
}

/// What leaves with somebody: every service that their items name, once, as it is now; no other one.
#[test]
fn a_whole_record_holds_the_services_that_its_items_name() {
    let mut desk = Desk::with_person(1);
    for (number, name) in [(10, "Steps"), (11, "Rails"), (12, "Debt")] {
        desk.add(record(number, name));
    }
    // Two ask for one of them; one names a service that is in no directory.
    for (number, service) in [(20, 10), (21, 10), (22, 12), (23, 99)] {
        desk.add(Record::Item(Item {
            service: Some(ServiceId(id(service))),
            ..item(number, 1)
        }));
    }
    desk.replace(changed(&record(10, "Steps"), "moved upstairs"), 1);
    let folder = desk.store.folder(person_id(1), None).unwrap();
    let found: Vec<(u128, u32)> = folder
        .services
        .iter()
        .map(|kept| (kept.id.0.as_u128(), kept.revision))
        .collect();
    assert_eq!(found, [(id(10).as_u128(), 2), (id(12).as_u128(), 1)]);
    let page = desk.store.folder(person_id(1), Some(5)).unwrap();
    assert!(page.services.is_empty(), "no front page needs them");
}

/// A version that is given again needs the service that only its own items name.
#[test]
fn a_whole_record_holds_the_services_that_a_kept_version_names() {
    let mut desk = Desk::with_person(1);
    for (number, name) in [(10, "Steps"), (11, "Rails"), (12, "Debt")] {
        desk.add(record(number, name));
    }
    let asks = |number, service| Item {
        service: Some(ServiceId(id(service))),
        ..item(number, 1)
    };
    desk.add(Record::Item(asks(20, 12)));
    let mut kept = version(40, 1, 1);
    kept.body.items = vec![asks(21, 10)];
    desk.add(Record::Version(Box::new(kept)));
    let folder = desk.store.folder(person_id(1), None).unwrap();
    let found: Vec<u128> = folder
        .services
        .iter()
        .map(|kept| kept.id.0.as_u128())
        .collect();
    assert_eq!(found, [id(10).as_u128(), id(12).as_u128()]);
    let kept = &folder.shared.versions[0];
    let made = Provenance {
        program_version: "0.1.0".into(),
        made_at: "2026-03-16T10:00:00Z".parse().unwrap(),
        author_login: LOGIN.into(),
        author_name: String::new(),
        authors: Authors::default(),
        recipient: None,
    };
    let given = Outgoing::of_version(&folder, kept, &made).unwrap().dossier;
    let names: Vec<&str> = given
        .records
        .services
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["Steps"], "and no other");
}

#[test]
fn a_reader_sees_the_directory_and_changes_nothing() {
    let mut desk = Desk::new();
    desk.add(record(1, "Steps"));
    let mut reader = desk.session("rita", UserRole::Reader);
    assert_eq!(reader.services().unwrap().len(), 1);
    let refused = write(&mut reader, &Change::add(record(2, "Rails")));
    assert!(matches!(refused, Err(Fault::ReaderOnly)));
}

/// Somebody with the key who edits the directory past the program leaves a trace.
#[test]
fn an_edit_past_the_program_is_found() {
    let mut desk = Desk::new();
    desk.add(record(1, "Steps"));
    let raw = desk.raw();
    raw.execute_batch("UPDATE service SET body = replace(body, '960 301', '960 302')")
        .unwrap();
    let broken = desk.store.broken_record().unwrap();
    assert_eq!(broken, Some((Kind::Service, id(1))));
    drop(raw);
    assert_eq!(open(desk.dir(), LOGIN).services().unwrap().len(), 1);
}
