//! What is refused, each in its own words and without leaving a trace.

use caseload::domain::change::{Change, Write};
use caseload::domain::record::{Kind, Record};
use caseload::domain::user::UserRole;
use caseload::store::vault::{KeyFault, unlock};
use caseload::store::{Fault, Place, Store};
use uuid::Uuid;

use super::{
    Desk, LOGIN, PHRASE, at, changed, contact, id, item, kept, one, one_of_each, person_id, plan,
    restore, sample_person, stamp, withdraw, write,
};

/// The second to save is told, and nothing of what was refused is in any table: no row, journal or history.
#[test]
fn the_second_to_save_is_refused_and_leaves_no_trace() {
    let mut desk = Desk::new();
    let mut colleague = desk.colleague();
    for record in one_of_each(10, 1) {
        let (kind, uuid) = (record.kind(), record.id());
        desk.add(record.clone());
        let theirs = changed(&record, "theirs");
        write(&mut colleague, &Change::replace(theirs.clone(), 1)).unwrap();

        let late = [
            Change::replace(changed(&record, "ours"), 1),
            one(withdraw(kind, uuid, 1)),
            one(restore(kind, uuid, 1)),
            Change::replace(changed(&record, "from the future"), 3),
        ];
        for change in late {
            let fault = desk.refused(&change);
            assert!(matches!(fault, Fault::Stale(of) if of == kind), "{fault:?}");
        }
        assert_eq!(kept(&desk.store, &record), Some((theirs, 2)));
    }
}

#[test]
fn a_refused_save_keeps_its_draft_and_an_accepted_one_lets_it_go() {
    let mut desk = Desk::with_person(1);
    let record = Record::Item(item(5, 1));
    desk.add(record.clone());
    let place = Place {
        name: "item.edit".to_owned(),
        subject: id(5),
    };
    let draft = caseload::store::Draft {
        place: place.clone(),
        base: 1,
        body: "ours".to_owned(),
        saved_at: at(2),
    };
    desk.store.keep_draft(&draft).unwrap();
    write(
        &mut desk.colleague(),
        &Change::replace(changed(&record, "theirs"), 1),
    )
    .unwrap();

    let before = desk.rows();
    let ours = changed(&record, "ours");
    let fault = desk
        .store
        .write_draft(
            stamp("item.edit"),
            &Change::replace(ours.clone(), 1),
            &place,
        )
        .unwrap_err();
    assert!(matches!(fault, Fault::Stale(Kind::Item)));
    assert_eq!(desk.rows(), before);
    assert!(desk.store.draft(&place).unwrap() == Some(draft));

    desk.store
        .write_draft(stamp("item.edit"), &Change::replace(ours, 2), &place)
        .unwrap();
    assert!(desk.store.draft(&place).unwrap().is_none());
}

#[test]
fn what_is_not_there_is_gone() {
    let mut desk = Desk::new();
    for record in one_of_each(10, 1) {
        let (kind, uuid) = (record.kind(), record.id());
        for change in [
            Change::replace(record.clone(), 1),
            one(withdraw(kind, uuid, 1)),
            one(restore(kind, uuid, 1)),
        ] {
            let fault = desk.refused(&change);
            assert!(matches!(fault, Fault::Gone(of) if of == kind), "{fault:?}");
        }
        desk.add(record.clone());
        write(&mut desk.store, &one(withdraw(kind, uuid, 1))).unwrap();
        for change in [
            Change::replace(record.clone(), 2),
            one(withdraw(kind, uuid, 2)),
        ] {
            let fault = desk.refused(&change);
            assert!(matches!(fault, Fault::Gone(of) if of == kind), "{fault:?}");
        }
        write(&mut desk.store, &one(restore(kind, uuid, 2))).unwrap();
        let fault = desk.refused(&one(restore(kind, uuid, 3)));
        assert!(matches!(fault, Fault::Stale(of) if of == kind), "{fault:?}");
    }
}

/// A record of a person whom nobody can see would be saved and never seen again.
#[test]
fn nothing_is_written_about_a_person_who_is_not_there() {
    let mut desk = Desk::new();
    let children = |first| one_of_each(first, 1).into_iter().skip(1);
    for record in children(10) {
        let fault = desk.refused(&Change::add(record));
        assert!(matches!(fault, Fault::Gone(Kind::Person)), "{fault:?}");
    }
    desk.add(Record::Person(sample_person(1)));
    write(&mut desk.store, &one(withdraw(Kind::Person, id(1), 1))).unwrap();
    for record in children(10) {
        let fault = desk.refused(&Change::add(record));
        assert!(matches!(fault, Fault::Gone(Kind::Person)), "{fault:?}");
    }
}

#[test]
fn a_person_is_not_withdrawn_from_under_their_records() {
    for record in one_of_each(10, 1).into_iter().skip(1) {
        let mut desk = Desk::with_person(1);
        let (kind, uuid) = (record.kind(), record.id());
        write(&mut desk.colleague(), &Change::add(record)).unwrap();
        let fault = desk.refused(&one(withdraw(Kind::Person, id(1), 1)));
        assert!(matches!(fault, Fault::Stale(Kind::Person)), "{fault:?}");
        // Together they can go, in any order.
        let both = one(withdraw(Kind::Person, id(1), 1)).and(withdraw(kind, uuid, 1));
        write(&mut desk.store, &both).unwrap();
        let fault = desk.refused(&one(restore(kind, uuid, 2)));
        assert!(matches!(fault, Fault::Gone(Kind::Person)), "{fault:?}");
    }
}

/// What the same id stands for is never overwritten by adding.
#[test]
fn what_is_there_is_not_added_again() {
    let mut desk = Desk::new();
    for record in one_of_each(10, 1) {
        desk.add(record.clone());
        let fault = desk.refused(&Change::add(changed(&record, "again")));
        assert!(
            matches!(fault, Fault::Stale(kind) if kind == record.kind()),
            "{fault:?}"
        );
    }
}

#[test]
fn a_record_never_passes_to_another_person() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Person(sample_person(2)));
    for record in one_of_each(10, 1).into_iter().skip(1) {
        desk.add(record);
    }
    for record in one_of_each(10, 2).into_iter().skip(1) {
        let kind = record.kind();
        let fault = desk.refused(&Change::replace(record.clone(), 1));
        assert!(matches!(fault, Fault::Gone(of) if of == kind), "{fault:?}");
        let fault = desk.refused(&Change::add(record.clone()));
        assert!(matches!(fault, Fault::Stale(of) if of == kind), "{fault:?}");
        write(&mut desk.store, &one(withdraw(kind, record.id(), 1))).unwrap();
        let fault = desk.refused(&Change::add(record));
        assert!(matches!(fault, Fault::Stale(of) if of == kind), "{fault:?}");
    }
}

/// R30: two who begin a plan at once are told apart, not merged and not met by the engine's own words.
#[test]
fn a_person_has_one_live_plan() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Plan(plan(5, 1)));
    let fault = desk.refused(&Change::add(Record::Plan(plan(6, 1))));
    assert!(matches!(fault, Fault::Stale(Kind::Plan)), "{fault:?}");

    write(&mut desk.store, &one(withdraw(Kind::Plan, id(5), 1))).unwrap();
    desk.add(Record::Plan(plan(6, 1)));
    let fault = desk.refused(&one(restore(Kind::Plan, id(5), 2)));
    assert!(matches!(fault, Fault::Stale(Kind::Plan)), "{fault:?}");
    let fault = desk.refused(&Change::add(Record::Plan(plan(5, 1))));
    assert!(matches!(fault, Fault::Stale(Kind::Plan)), "{fault:?}");
}

#[test]
fn a_change_is_all_or_nothing() {
    let mut desk = Desk::with_person(1);
    let record = Record::Item(item(5, 1));
    desk.add(record.clone());
    desk.replace(changed(&record, "newer"), 1);
    let stale = Write::Replace {
        record: changed(&record, "ours"),
        seen: 1,
    };
    let first = [
        Write::Add(Record::Contact(contact(6, 1, 3))),
        Write::Add(Record::Person(sample_person(7))),
        Write::Replace {
            record: Record::Person(sample_person(1)),
            seen: 1,
        },
        withdraw(Kind::Item, id(5), 2),
    ];
    for write in first {
        let fault = desk.refused(&one(write).and(stale.clone()));
        assert!(
            matches!(fault, Fault::Stale(_) | Fault::Gone(_)),
            "{fault:?}"
        );
    }
    // After a refusal the same connection goes on.
    desk.add(Record::Contact(contact(6, 1, 3)));
}

#[test]
fn readers_change_nothing_and_their_reading_is_journaled() {
    let mut desk = Desk::with_person(1);
    let mut reader = desk.session("rae", UserRole::Reader);
    assert_eq!(reader.user().role, UserRole::Reader);
    let before = desk.rows();
    let add = Change::add(Record::Item(item(5, 1)));
    let place = Place {
        name: "item.add".to_owned(),
        subject: Uuid::nil(),
    };
    for refused in [
        reader.write(stamp("item.add"), &add).map(drop),
        reader
            .write_draft(stamp("item.add"), &add, &place)
            .map(drop),
        reader
            .write_large(stamp("item.add"), &add, None, |_| ())
            .map(drop),
        reader
            .write(stamp("item.add"), &Change::default())
            .map(drop),
        reader.set_setting("mapping", "x"),
    ] {
        assert!(matches!(refused, Err(Fault::ReaderOnly)));
    }
    assert!(matches!(
        reader.undo(stamp("change.undo")),
        Err(Fault::NothingToUndo)
    ));
    assert_eq!(desk.rows(), before);
    reader
        .note_seen(stamp("person.open"), &[person_id(1)])
        .unwrap();
    let entries = desk.store.journal_of(person_id(1), 10).unwrap();
    assert_eq!(
        entries.first().map(|entry| entry.login.as_str()),
        Some("rae")
    );
    assert!(desk.store.broken_journal_row().unwrap().is_none());
    desk.add(Record::Item(item(5, 1)));
}

/// The recovery code opens for every login that the store knows, and for no other.
#[test]
fn an_unknown_login_is_let_in_by_nothing() {
    let desk = Desk::with_person(1);
    let key = unlock(desk.dir(), LOGIN, PHRASE).unwrap();
    let before = desk.rows();
    let said = Store::open(desk.dir(), key, "stranger").map(drop);
    let known = KeyFault::UnknownLogin(vec![LOGIN.to_owned()]);
    assert_eq!(said, Err(known.into()));
    assert_eq!(desk.rows(), before);
}
