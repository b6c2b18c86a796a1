//! Writing: what is added, replaced, withdrawn and restored, and found again.

use caseload::domain::change::{Change, Write};
use caseload::domain::nhs_number::NhsNumber;
use caseload::domain::person::{Leaving, Status};
use caseload::domain::record::{Kind, Record};
use caseload::store::Fault;

use super::{
    Desk, changed, contact, id, item, kept, member, one, one_of_each, open, person_id, restore,
    sample_person, stamp, withdraw, words, write,
};

#[test]
fn each_kind_is_added_replaced_withdrawn_and_restored() {
    let mut desk = Desk::new();
    for record in one_of_each(10, 1) {
        let (kind, uuid) = (record.kind(), record.id());
        desk.add(record.clone());
        assert_eq!(kept(&desk.store, &record), Some((record.clone(), 1)));

        let later = changed(&record, "later");
        desk.replace(later.clone(), 1);
        assert_eq!(kept(&desk.store, &record), Some((later.clone(), 2)));

        write(&mut desk.store, &one(withdraw(kind, uuid, 2))).unwrap();
        assert_eq!(kept(&desk.store, &record), None, "{kind:?}");

        write(&mut desk.store, &one(restore(kind, uuid, 3))).unwrap();
        assert_eq!(kept(&desk.store, &record), Some((later, 4)));
    }
    assert_eq!(desk.count("journal"), 11 * 4);
    assert_eq!(desk.count("history"), 11 * 3);
}

#[test]
fn what_is_written_is_there_after_opening_again() {
    let mut desk = Desk::new();
    let change = Change {
        writes: one_of_each(10, 1).map(Write::Add).to_vec(),
    };
    let commit = desk.store.write(stamp("person.add"), &change).unwrap();
    assert_eq!((commit.seq, commit.people), (1, vec![person_id(1)]));
    let folder = desk.store.folder(person_id(1), None).unwrap();
    let again = open(desk.dir(), super::LOGIN);
    drop(desk.store);
    assert_eq!(again.folder(person_id(1), None).unwrap(), folder);
}

/// An import that was taken back can be brought in again: the same identities, the history going on.
#[test]
fn what_was_taken_back_can_be_added_again() {
    let mut desk = Desk::new();
    let records = one_of_each(10, 1);
    let change = Change {
        writes: records.clone().map(Write::Add).to_vec(),
    };
    write(&mut desk.store, &change).unwrap();
    desk.store.undo(stamp("change.undo")).unwrap();
    assert!(desk.store.everybody().unwrap().is_empty());

    let again = Change {
        writes: records
            .each_ref()
            .map(|r| Write::Add(changed(r, "again")))
            .to_vec(),
    };
    write(&mut desk.store, &again).unwrap();
    for record in &records {
        let expected = (changed(record, "again"), 3);
        assert_eq!(kept(&desk.store, record), Some(expected));
    }
    assert!(desk.store.facts(person_id(1)).unwrap().is_some());
    assert_eq!(desk.count("history"), 22);
    desk.store.undo(stamp("change.undo")).unwrap();
    assert!(desk.store.everybody().unwrap().is_empty());
    assert_eq!(desk.store.broken_record().unwrap(), None);
}

#[test]
fn a_change_may_write_a_record_twice() {
    let mut desk = Desk::new();
    let record = Record::Person(sample_person(1));
    let twice = Change::add(record.clone()).and(Write::Replace {
        record: changed(&record, "second"),
        seen: 1,
    });
    let commit = desk.store.write(stamp("test"), &twice).unwrap();
    assert_eq!(commit.people, [person_id(1)]);
    let expected = (changed(&record, "second"), 2);
    assert_eq!(kept(&desk.store, &record), Some(expected));
    assert_eq!(desk.store.broken_record().unwrap(), None);
}

#[test]
fn a_large_change_says_how_far_it_is() {
    let mut desk = Desk::with_person(1);
    let change = Change {
        writes: (100..350)
            .map(|number| Write::Add(Record::Item(item(number, 1))))
            .collect(),
    };
    let mut said = Vec::new();
    desk.store
        .write_large(stamp("import.accept"), &change, None, |done| {
            said.push(done);
        })
        .unwrap();
    assert_eq!(said, [100, 200]);
    assert_eq!(desk.count("item"), 250);
}

#[test]
fn every_body_that_was_replaced_is_in_the_history() {
    let mut desk = Desk::with_person(1);
    let record = Record::Words(words(5, 1));
    desk.add(record.clone());
    for number in 1..6 {
        desk.replace(changed(&record, &format!("version {number}")), number);
    }
    let raw = &desk.beside;
    let mut bodies = raw
        .prepare("SELECT revision, body FROM history WHERE id = ?1 ORDER BY revision")
        .unwrap();
    let bodies: Vec<(u32, String)> = bodies
        .query_map([id(5).into_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(bodies.len(), 5);
    assert!(bodies[0].1.contains("kitchen"));
    for (revision, body) in &bodies[1..] {
        assert!(body.contains(&format!("version {}", revision - 1)));
    }
}

/// A number that was kept twice, as two imports at once can, always finds the same person.
#[test]
fn an_nhs_number_is_one_persons() {
    let mut desk = Desk::new();
    let number: NhsNumber = NhsNumber::parse("9990000018").unwrap();
    assert_eq!(desk.store.by_nhs_number(number).unwrap(), None);
    let with_number = |at| {
        let mut person = sample_person(at);
        person.nhs_number = Some(number);
        Record::Person(person)
    };
    desk.add(with_number(1));
    assert_eq!(
        desk.store.by_nhs_number(number).unwrap(),
        Some(person_id(1))
    );
    // Neither a second person nor a change of another may take it, wherever the first check was made.
    let second = one(Write::Add(with_number(2)));
    assert!(matches!(
        write(&mut desk.store, &second),
        Err(Fault::SameNhsNumber(_))
    ));
    desk.add(Record::Person(sample_person(3)));
    let other = one(Write::Replace {
        record: with_number(3),
        seen: 1,
    });
    assert!(matches!(
        write(&mut desk.store, &other),
        Err(Fault::SameNhsNumber(_))
    ));
    // Their own record keeps it, and once it is out of sight somebody else may have it.
    write(
        &mut desk.store,
        &one(Write::Replace {
            record: with_number(1),
            seen: 1,
        }),
    )
    .unwrap();
    write(&mut desk.store, &one(withdraw(Kind::Person, id(1), 2))).unwrap();
    write(&mut desk.store, &second).unwrap();
    assert_eq!(
        desk.store.by_nhs_number(number).unwrap(),
        Some(person_id(2))
    );
}

#[test]
fn an_import_knows_everybody_also_those_who_left() {
    let mut desk = Desk::with_person(1);
    let mut left = sample_person(2);
    left.status = Status::Left {
        on: super::day("2026-02-01"),
        how: Leaving::Died,
        because: String::new(),
        tell: Vec::new(),
    };
    desk.add(Record::Person(left));
    desk.add(Record::Person(sample_person(3)));
    write(&mut desk.store, &one(withdraw(Kind::Person, id(3), 1))).unwrap();
    let known: Vec<_> = desk.store.known_people().unwrap();
    let ids: Vec<_> = known.iter().map(|known| known.id).collect();
    assert_eq!(ids, [person_id(1), person_id(2)]);
    assert_eq!(desk.store.everybody().unwrap(), ids);
    assert_eq!(known[1].family_name, "Ellis2");
}

/// After a large import the log on the disk goes back to a size that nobody minds.
#[test]
fn the_log_does_not_keep_the_size_of_the_largest_change() {
    let mut desk = Desk::with_person(1);
    let change = Change {
        writes: (100..2600)
            .map(|number| {
                let mut large = contact(number, 1, 1);
                large.gist = "x".repeat(9000);
                Write::Add(Record::Contact(large))
            })
            .collect(),
    };
    write(&mut desk.store, &change).unwrap();
    let log = desk.dir().join("caseload.db-wal");
    let largest = std::fs::metadata(&log).unwrap().len();
    assert!(largest > 20 << 20, "{largest}");
    for number in 3000..3003 {
        desk.add(Record::Member(member(number, 1)));
    }
    let now = std::fs::metadata(&log).unwrap().len();
    assert!(now <= 16 << 20, "{now}");
}

#[test]
fn settings_are_shared_and_overwritten() {
    let mut desk = Desk::new();
    assert_eq!(desk.store.setting("mapping").unwrap(), None);
    desk.store.set_setting("mapping", "a").unwrap();
    desk.store.set_setting("mapping", "b").unwrap();
    let colleague = desk.colleague();
    assert_eq!(colleague.setting("mapping").unwrap().as_deref(), Some("b"));
    let users = colleague.users().unwrap();
    assert_eq!(
        users
            .iter()
            .map(|user| user.login.as_str())
            .collect::<Vec<_>>(),
        ["amina", "bola"]
    );
}
