//! Reading one person: everything in sight, nothing out of sight, contacts newest first.

use caseload::domain::change::Change;
use caseload::domain::id::ContactId;
use caseload::domain::record::{Kind, Record};
use caseload::store::{Fault, Store};

use super::{
    Desk, contact, id, one, one_of_each, person_id, restore, sample_person, withdraw, words, write,
};

fn numbers(store: &Store, most: Option<u32>) -> Vec<u128> {
    let contacts = store.contacts(person_id(1), most).unwrap();
    let folder = store.folder(person_id(1), most).unwrap();
    assert_eq!(folder.contacts, contacts);
    contacts.iter().map(|kept| kept.id.0.as_u128()).collect()
}

/// Of contacts at the same instant the one that was written later comes first: ids grow with time.
#[test]
fn contacts_come_newest_first() {
    let mut desk = Desk::with_person(1);
    for (number, minutes) in [(14, 5), (10, 5), (13, 9), (12, 5), (11, 1), (15, 9)] {
        desk.add(Record::Contact(contact(number, 1, minutes)));
    }
    assert_eq!(numbers(&desk.store, None), [15, 13, 14, 12, 10, 11]);
    assert_eq!(numbers(&desk.store, Some(3)), [15, 13, 14]);
    assert_eq!(numbers(&desk.store, Some(0)), [] as [u128; 0]);
    assert_eq!(numbers(&desk.store, Some(u32::MAX)).len(), 6);
    assert_eq!(desk.store.contact_count(person_id(1)).unwrap(), 6);
}

/// A corrected time moves the entry in the list.
#[test]
fn a_contact_stands_where_it_says_that_it_was() {
    let mut desk = Desk::with_person(1);
    for (number, minutes) in [(10, 1), (11, 2), (12, 3)] {
        desk.add(Record::Contact(contact(number, 1, minutes)));
    }
    desk.replace(Record::Contact(contact(12, 1, 0)), 1);
    assert_eq!(numbers(&desk.store, None), [11, 10, 12]);
    write(&mut desk.store, &one(withdraw(Kind::Contact, id(11), 1))).unwrap();
    assert_eq!(numbers(&desk.store, None), [10, 12]);
    assert_eq!(desk.store.contact_count(person_id(1)).unwrap(), 2);
}

#[test]
fn what_is_withdrawn_is_out_of_sight_everywhere() {
    let mut desk = Desk::new();
    let records = one_of_each(10, 1);
    for record in records.clone() {
        desk.add(record);
    }
    for record in &records[1..] {
        let change = one(withdraw(record.kind(), record.id(), 1));
        write(&mut desk.store, &change).unwrap();
    }
    let folder = desk.store.folder(person_id(1), None).unwrap();
    assert_eq!((folder.team.len(), folder.words.len()), (0, 0));
    assert_eq!((folder.items.len(), folder.contacts.len()), (0, 0));
    assert!(folder.plan.is_none());
    assert_eq!(desk.store.contact_count(person_id(1)).unwrap(), 0);
    let fault = desk.store.contact(ContactId(id(15))).unwrap_err();
    assert!(matches!(fault, Fault::Gone(Kind::Contact)));

    let facts = desk.store.facts(person_id(1)).unwrap().unwrap();
    assert!(facts.items.is_empty() && facts.last_on.is_none() && facts.spoken_on.is_none());

    write(&mut desk.store, &one(withdraw(Kind::Person, id(1), 1))).unwrap();
    let fault = desk.store.folder(person_id(1), None).unwrap_err();
    assert!(matches!(fault, Fault::Gone(Kind::Person)));
    assert!(desk.store.facts(person_id(1)).unwrap().is_none());
    assert!(desk.store.finding_keys().unwrap().iter().next().is_none());
    let mut people = 0;
    desk.store.each_facts(|_| people += 1).unwrap();
    assert_eq!(people, 0);

    for record in &records {
        let change = one(restore(record.kind(), record.id(), 2));
        write(&mut desk.store, &change).unwrap();
    }
    let contact = desk.store.contact(ContactId(id(15))).unwrap();
    assert_eq!(contact.revision, 3);
    assert_eq!(desk.store.finding_keys().unwrap().iter().count(), 1);
}

#[test]
fn a_folder_holds_the_records_of_its_person_alone() {
    let mut desk = Desk::new();
    for (first, person) in [(10, 1), (20, 2)] {
        for record in one_of_each(first, person) {
            desk.add(record);
        }
    }
    let mut second = words(30, 2);
    second.recorded_at = super::at(9);
    desk.add(Record::Words(second));
    let folder = desk.store.folder(person_id(2), None).unwrap();
    assert_eq!(folder.person.id, person_id(2));
    assert!(folder.team.iter().all(|one| one.person == person_id(2)));
    assert_eq!((folder.team.len(), folder.words.len()), (1, 2));
    assert_eq!(folder.plan.unwrap().id.0, id(23));
    let fault = desk.store.folder(person_id(3), None).unwrap_err();
    assert!(matches!(fault, Fault::Gone(Kind::Person)));
}

/// What is read while the list is being read belongs to the same state.
#[test]
fn one_person_can_be_read_while_the_list_is() {
    let mut desk = Desk::with_person(1);
    let mut colleague = desk.colleague();
    let store = &desk.store;
    let mut people = 0;
    store
        .each_facts(|facts| {
            let change = Change::add(Record::Contact(contact(10, 1, 1)));
            write(&mut colleague, &change).unwrap();
            assert_eq!(store.facts(facts.person).unwrap().as_ref(), Some(&facts));
            let folder = store.folder(facts.person, None).unwrap();
            assert!(folder.contacts.is_empty());
            people += 1;
        })
        .unwrap();
    assert_eq!(people, 1);
    assert_eq!(store.contact_count(person_id(1)).unwrap(), 1);
    desk.add(Record::Contact(contact(11, 1, 1)));
}

/// Whoever reads the whole list sees one state of the store, however much is written meanwhile.
#[test]
fn a_list_that_is_being_read_does_not_change() {
    let mut desk = Desk::new();
    for number in 1..6 {
        desk.add(Record::Person(sample_person(number)));
    }
    let mut colleague = desk.colleague();
    let mut next = 100;
    let mut names = Vec::new();
    desk.store
        .each_facts(|facts| {
            names.push(facts.name.clone());
            next += 1;
            write(
                &mut colleague,
                &Change::add(Record::Person(sample_person(next))),
            )
            .unwrap();
        })
        .unwrap();
    assert_eq!(names.len(), 5);
    let mut now = 0;
    desk.store.each_facts(|_| now += 1).unwrap();
    assert_eq!(now, 10);
}
