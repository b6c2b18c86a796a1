//! Decisions, versions and copies: what can be changed, what never is, and what the list makes of them.

use caseload::domain::change::{Change, Write};
use caseload::domain::id::VersionId;
use caseload::domain::record::{Kind, Record};
use caseload::domain::triage::Gap;
use caseload::store::Fault;

use super::{Desk, copy, id, one, person_id, sharing, stamp, version, withdraw, write};

fn boxed(number: u128, count: u32) -> Record {
    Record::Version(Box::new(version(number, 1, count)))
}

#[test]
fn a_version_never_changes_and_its_number_is_given_once() {
    let mut desk = Desk::with_person(1);
    desk.add(boxed(10, 1));
    let fault = desk.refused(&Change::replace(boxed(10, 1), 1));
    assert!(matches!(fault, Fault::Stale(Kind::Version)), "{fault}");
    let fault = desk.refused(&Change::add(boxed(11, 1)));
    assert!(matches!(fault, Fault::Stale(Kind::Version)), "{fault}");
    desk.add(boxed(12, 2));
    let shared = desk.store.shared(person_id(1)).unwrap();
    let numbers: Vec<u32> = shared.versions.iter().map(|one| one.number).collect();
    assert_eq!((numbers, shared.next_number()), (vec![1, 2], 3));
}

#[test]
fn a_version_that_somebody_holds_stays() {
    let mut desk = Desk::with_person(1);
    desk.add(boxed(10, 1));
    let mut held = copy(11, 1);
    held.version = Some(VersionId(id(10)));
    desk.add(Record::Copy(held));
    let fault = desk.refused(&one(withdraw(Kind::Version, id(10), 1)));
    assert!(matches!(fault, Fault::Stale(Kind::Version)), "{fault}");
    write(&mut desk.store, &one(withdraw(Kind::Copy, id(11), 1))).unwrap();
    write(&mut desk.store, &one(withdraw(Kind::Version, id(10), 1))).unwrap();
    assert!(desk.store.shared(person_id(1)).unwrap().versions.is_empty());
}

#[test]
fn agreeing_is_taken_back_as_one() {
    let mut desk = Desk::with_person(1);
    let change = Change {
        writes: vec![
            Write::Add(Record::Plan(super::plan(9, 1))),
            Write::Add(boxed(10, 1)),
        ],
    };
    desk.store.write(stamp("plan.agree"), &change).unwrap();
    desk.store.undo(stamp("change.undo")).unwrap();
    let folder = desk.store.folder(person_id(1), None).unwrap();
    assert!(folder.plan.is_none() && folder.shared.versions.is_empty());
}

#[test]
fn one_decision_closes_the_gap() {
    let mut desk = Desk::with_person(1);
    let lacks = |desk: &Desk| {
        let facts = desk.store.facts(person_id(1)).unwrap().unwrap();
        facts.gaps.has(Gap::Sharing)
    };
    assert!(lacks(&desk));
    desk.add(Record::Sharing(sharing(10, 1)));
    assert!(!lacks(&desk));
    write(&mut desk.store, &one(withdraw(Kind::Sharing, id(10), 1))).unwrap();
    assert!(lacks(&desk));
}

#[test]
fn versions_and_copies_are_read_with_the_whole_record_alone_and_decisions_always() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Sharing(sharing(10, 1)));
    desk.add(Record::Copy(copy(11, 1)));
    let opened = desk.store.folder(person_id(1), Some(5)).unwrap();
    let whole = desk.store.folder(person_id(1), None).unwrap();
    for folder in [&opened, &whole] {
        assert_eq!(folder.shared.decisions[0].value, sharing(10, 1));
    }
    assert!(opened.shared.copies.is_empty() && whole.shared.copies.len() == 1);
}
