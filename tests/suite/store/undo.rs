//! Taking back: every kind of change, newest first, as a new change; never somebody else's, never what they built on.

use caseload::domain::change::{Change, Write};
use caseload::domain::record::{Kind, Record};
use caseload::store::{Fault, Store};
use proptest::prelude::*;

use super::sequences::{Sequence, steps};
use super::{
    Desk, LOGIN, changed, contact, id, item, kept, member, one, one_of_each, open, person_id, plan,
    restore, sample_person, stamp, withdraw, write,
};

fn undo(store: &mut Store) -> Result<String, Fault> {
    store
        .undo(stamp("change.undo"))
        .map(|undone| undone.command)
}

fn redo(store: &mut Store) -> Result<String, Fault> {
    store
        .redo(stamp("change.redo"))
        .map(|redone| redone.command)
}

fn nothing_left(store: &mut Store) -> bool {
    matches!(undo(store), Err(Fault::NothingToUndo))
}

/// Undoes what must not be undone, and finds every row as it was.
fn refused(desk: &mut Desk) -> Fault {
    let before = desk.rows();
    let fault = undo(&mut desk.store).unwrap_err();
    assert_eq!(desk.rows(), before, "{fault}");
    fault
}

#[test]
fn each_act_on_each_kind_is_taken_back_newest_first() {
    let mut desk = Desk::new();
    for record in one_of_each(10, 1) {
        let (kind, uuid) = (record.kind(), record.id());
        let before = desk.count("journal");
        desk.add(record.clone());
        let later = changed(&record, "later");
        desk.replace(later.clone(), 1);
        write(&mut desk.store, &one(withdraw(kind, uuid, 2))).unwrap();
        write(&mut desk.store, &one(restore(kind, uuid, 3))).unwrap();

        assert_eq!(undo(&mut desk.store).unwrap(), "test.write");
        assert_eq!(kept(&desk.store, &record), None);
        undo(&mut desk.store).unwrap();
        assert_eq!(kept(&desk.store, &record), Some((later.clone(), 6)));
        undo(&mut desk.store).unwrap();
        assert_eq!(kept(&desk.store, &record), Some((record.clone(), 7)));
        undo(&mut desk.store).unwrap();
        assert_eq!(kept(&desk.store, &record), None);
        assert!(nothing_left(&mut desk.store), "an undo is not undone");
        assert_eq!(desk.count("journal"), before + 8);

        if kind == Kind::Person {
            // The others need somebody to be about.
            let back = open(desk.dir(), LOGIN);
            desk.store = back;
            write(&mut desk.store, &one(restore(kind, uuid, 8))).unwrap();
            desk.store = open(desk.dir(), LOGIN);
        }
    }
    assert_eq!(desk.store.broken_record().unwrap(), None);
    assert_eq!(desk.store.broken_journal_row().unwrap(), None);
}

#[test]
fn a_change_of_several_records_goes_back_as_one() {
    let mut desk = Desk::new();
    let change = Change {
        writes: one_of_each(10, 1).map(Write::Add).to_vec(),
    };
    write(&mut desk.store, &change).unwrap();
    // The save of a contact that moves an item (R48).
    let moved = Write::Replace {
        record: changed(&Record::Item(item(14, 1)), "chased"),
        seen: 1,
    };
    let save = one(moved).and(Write::Add(Record::Contact(contact(20, 1, 9))));
    write(&mut desk.store, &save).unwrap();

    let undone = desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(undone.commit.people, [person_id(1)]);
    let folder = desk.store.folder(person_id(1), None).unwrap();
    assert_eq!(folder.items[0].what, "blister pack?");
    assert_eq!(folder.contacts.len(), 1);
    undo(&mut desk.store).unwrap();
    assert!(desk.store.everybody().unwrap().is_empty());
    assert!(nothing_left(&mut desk.store));
}

#[test]
fn a_record_that_was_written_twice_in_one_change_goes_all_the_way_back() {
    let mut desk = Desk::with_person(1);
    let record = Record::Item(item(5, 1));
    let replace = |mark: &str, seen| Write::Replace {
        record: changed(&record, mark),
        seen,
    };
    desk.add(record.clone());
    let first = Record::Item(item(6, 1));
    let change = one(replace("second", 1))
        .and(replace("third", 2))
        .and(withdraw(Kind::Item, id(5), 3))
        .and(Write::Add(first.clone()))
        .and(Write::Replace {
            record: changed(&first, "second"),
            seen: 1,
        });
    write(&mut desk.store, &change).unwrap();
    undo(&mut desk.store).unwrap();
    assert_eq!(kept(&desk.store, &record), Some((record.clone(), 7)));
    assert_eq!(kept(&desk.store, &first), None);
    undo(&mut desk.store).unwrap();
    assert_eq!(kept(&desk.store, &record), None);
}

/// What was withdrawn, added again otherwise and undone twice is what it was at first.
#[test]
fn adding_again_goes_back_to_what_was_withdrawn() {
    let mut desk = Desk::new();
    for record in one_of_each(10, 1) {
        let (kind, uuid) = (record.kind(), record.id());
        desk.add(record.clone());
        write(&mut desk.store, &one(withdraw(kind, uuid, 1))).unwrap();
        desk.add(changed(&record, "again"));
        undo(&mut desk.store).unwrap();
        assert_eq!(kept(&desk.store, &record), None);
        undo(&mut desk.store).unwrap();
        assert_eq!(kept(&desk.store, &record), Some((record, 6)));
    }
}

#[test]
fn after_an_undo_new_changes_are_undone_first() {
    let mut desk = Desk::with_person(1);
    let record = Record::Item(item(5, 1));
    desk.add(record.clone());
    desk.replace(changed(&record, "one"), 1);
    undo(&mut desk.store).unwrap();
    desk.replace(changed(&record, "two"), 3);
    undo(&mut desk.store).unwrap();
    assert_eq!(kept(&desk.store, &record), Some((record.clone(), 5)));
    undo(&mut desk.store).unwrap();
    assert_eq!(kept(&desk.store, &record), None);
    undo(&mut desk.store).unwrap();
    assert!(nothing_left(&mut desk.store));
}

#[test]
fn what_somebody_has_built_on_is_not_taken_back() {
    // A record that they wrote over.
    for record in one_of_each(10, 1).into_iter().skip(1) {
        let mut desk = Desk::with_person(1);
        desk.add(record.clone());
        write(
            &mut desk.colleague(),
            &Change::replace(changed(&record, "theirs"), 1),
        )
        .unwrap();
        let fault = refused(&mut desk);
        assert!(matches!(fault, Fault::Stale(kind) if kind == record.kind()));
        assert!(matches!(refused(&mut desk), Fault::Stale(_)));

        write(
            &mut desk.colleague(),
            &one(withdraw(record.kind(), record.id(), 2)),
        )
        .unwrap();
        let fault = refused(&mut desk);
        assert!(matches!(fault, Fault::Gone(kind) if kind == record.kind()));
    }
    // A person about whom they wrote.
    for record in one_of_each(10, 1).into_iter().skip(1) {
        let mut desk = Desk::with_person(1);
        write(&mut desk.colleague(), &Change::add(record)).unwrap();
        let fault = refused(&mut desk);
        assert!(matches!(fault, Fault::Stale(Kind::Person)), "{fault:?}");
    }
    // A contact that they corrected.
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(contact(5, 1, 1)));
    let mut correction = contact(6, 1, 1);
    correction.corrects = Some(contact(5, 1, 1).id);
    write(
        &mut desk.colleague(),
        &Change::add(Record::Contact(correction)),
    )
    .unwrap();
    let fault = refused(&mut desk);
    assert!(matches!(fault, Fault::Stale(Kind::Contact)), "{fault:?}");
    // A plan in whose place they put theirs.
    let mut desk = Desk::with_person(1);
    desk.add(Record::Plan(plan(5, 1)));
    write(&mut desk.store, &one(withdraw(Kind::Plan, id(5), 1))).unwrap();
    write(
        &mut desk.colleague(),
        &Change::add(Record::Plan(plan(6, 1))),
    )
    .unwrap();
    let fault = refused(&mut desk);
    assert!(matches!(fault, Fault::Stale(Kind::Plan)), "{fault:?}");
}

/// Other files of a person stand beside what is taken back, not on it.
#[test]
fn what_stands_beside_is_no_reason_to_refuse() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Item(item(5, 1)));
    write(
        &mut desk.colleague(),
        &Change::add(Record::Member(member(6, 1))),
    )
    .unwrap();
    undo(&mut desk.store).unwrap();
    let folder = desk.store.folder(person_id(1), None).unwrap();
    assert_eq!((folder.items.len(), folder.team.len()), (0, 1));
}

#[test]
fn an_import_with_corrected_contacts_goes_back_in_any_order() {
    let (original, mut correction) = (contact(5, 1, 1), contact(6, 1, 2));
    correction.corrects = Some(original.id);
    for newest_first in [true, false] {
        let mut desk = Desk::new();
        let mut both = vec![
            Write::Add(Record::Contact(original.clone())),
            Write::Add(Record::Contact(correction.clone())),
        ];
        if newest_first {
            both.reverse();
        }
        let mut change = Change::add(Record::Person(sample_person(1)));
        change.writes.extend(both);
        write(&mut desk.store, &change).unwrap();
        undo(&mut desk.store).unwrap();
        assert!(desk.store.everybody().unwrap().is_empty());
    }
}

#[test]
fn undo_reaches_this_session_and_no_other() {
    let mut desk = Desk::with_person(1);
    // The same login at another terminal, somebody else, and the same login later.
    let mut elsewhere = open(desk.dir(), LOGIN);
    let mut colleague = desk.colleague();
    write(&mut elsewhere, &Change::add(Record::Item(item(5, 1)))).unwrap();
    write(&mut colleague, &Change::add(Record::Item(item(6, 1)))).unwrap();
    let mut later = open(desk.dir(), LOGIN);
    assert!(nothing_left(&mut later));

    desk.add(Record::Item(item(7, 1)));
    desk.store
        .note_seen(stamp("person.open"), &[person_id(1)])
        .unwrap();
    undo(&mut desk.store).unwrap();
    let open_items = |store: &Store| {
        let folder = store.folder(person_id(1), None).unwrap();
        let ids = folder.items.iter().map(|item| item.id.0.as_u128());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(open_items(&desk.store), [5, 6]);
    undo(&mut elsewhere).unwrap();
    assert!(nothing_left(&mut elsewhere));
    assert_eq!(open_items(&desk.store), [6]);
    undo(&mut colleague).unwrap();
    undo(&mut desk.store).unwrap();
    assert!(nothing_left(&mut desk.store));
}

/// "37 people brought in. u takes it back": the worker's change belongs to the session that started it.
#[test]
fn what_a_worker_wrote_is_taken_back_too() {
    let mut desk = Desk::with_person(1);
    let mut worker = desk.store.again().unwrap();
    let brought_in = Change::add(Record::Person(sample_person(2)));
    std::thread::spawn(move || write(&mut worker, &brought_in).unwrap())
        .join()
        .unwrap();
    desk.add(Record::Person(sample_person(3)));
    undo(&mut desk.store).unwrap();
    undo(&mut desk.store).unwrap();
    assert_eq!(desk.store.everybody().unwrap(), [person_id(1)]);
    let mut worker = desk.store.again().unwrap();
    undo(&mut worker).unwrap();
    assert!(nothing_left(&mut desk.store));
    assert!(desk.store.everybody().unwrap().is_empty());
}

#[test]
fn a_history_with_a_gap_is_named() {
    let mut desk = Desk::with_person(1);
    desk.replace(changed(&Record::Person(sample_person(1)), "later"), 1);
    desk.beside.execute("DELETE FROM history", []).unwrap();
    let fault = refused(&mut desk);
    assert!(matches!(fault, Fault::Unreadable(_)), "{fault:?}");
}

#[test]
fn what_was_taken_back_comes_back_and_goes_again() {
    for record in one_of_each(10, 1).into_iter().skip(1) {
        let mut desk = Desk::with_person(1);
        desk.add(record.clone());
        let later = changed(&record, "later");
        desk.replace(later.clone(), 1);
        assert!(matches!(redo(&mut desk.store), Err(Fault::NothingToRedo)));
        for _ in 0..2 {
            undo(&mut desk.store).unwrap();
            undo(&mut desk.store).unwrap();
            assert_eq!(kept(&desk.store, &record), None);
            assert_eq!(redo(&mut desk.store).unwrap(), "test.write");
            assert_eq!(kept(&desk.store, &record).unwrap().0, record);
            redo(&mut desk.store).unwrap();
            assert_eq!(kept(&desk.store, &record).unwrap().0, later);
            assert!(matches!(redo(&mut desk.store), Err(Fault::NothingToRedo)));
        }
        // What undo names is the change in the end, behind the undo and redo before it.
        assert_eq!(undo(&mut desk.store).unwrap(), "test.write");
        assert_eq!(desk.store.broken_journal_row().unwrap(), None);
    }
}

#[test]
fn a_new_change_leaves_nothing_to_bring_back() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Item(item(5, 1)));
    undo(&mut desk.store).unwrap();
    desk.add(Record::Item(item(6, 1)));
    assert!(matches!(redo(&mut desk.store), Err(Fault::NothingToRedo)));
}

#[test]
fn what_somebody_has_written_over_is_not_brought_back() {
    let mut desk = Desk::with_person(1);
    let record = Record::Item(item(5, 1));
    desk.add(record.clone());
    desk.replace(changed(&record, "ours"), 1);
    undo(&mut desk.store).unwrap();
    let theirs = changed(&record, "theirs");
    write(&mut desk.colleague(), &Change::replace(theirs.clone(), 3)).unwrap();
    let before = desk.rows();
    assert!(matches!(
        redo(&mut desk.store),
        Err(Fault::Stale(Kind::Item))
    ));
    assert_eq!(desk.rows(), before);
    assert_eq!(kept(&desk.store, &record).unwrap().0, theirs);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was done, undoing until nothing is left brings every person back as they were.
    #[test]
    fn undoing_everything_leaves_what_was_there(before in steps(0..12), after in steps(1..16)) {
        let mut sequence = Sequence::new();
        sequence.run(&before, false);
        sequence.desk.store = open(sequence.desk.dir(), LOGIN);
        let was = sequence.in_sight();
        let accepted = sequence.run(&after, false);
        let mut undone = 0;
        while undo(&mut sequence.desk.store).is_ok() {
            undone += 1;
        }
        prop_assert!(nothing_left(&mut sequence.desk.store));
        prop_assert_eq!(undone, i64::try_from(accepted).unwrap());
        prop_assert_eq!(sequence.in_sight(), was);
        sequence.accepted += undone;
        sequence.check();
    }

    /// Undo and redo walk the same way back and forth, however often.
    #[test]
    fn redo_retraces_undo(after in steps(1..16), walks in proptest::collection::vec(0..6_usize, 1..4)) {
        let mut sequence = Sequence::new();
        sequence.run(&after, false);
        for walk in walks {
            let mut seen = vec![sequence.in_sight()];
            for _ in 0..walk {
                if undo(&mut sequence.desk.store).is_err() {
                    break;
                }
                sequence.accepted += 1;
                seen.push(sequence.in_sight());
            }
            prop_assert_eq!(seen.pop(), Some(sequence.in_sight()));
            for expected in seen.into_iter().rev() {
                redo(&mut sequence.desk.store).unwrap();
                sequence.accepted += 1;
                prop_assert_eq!(sequence.in_sight(), expected);
            }
        }
        sequence.check();
    }
}

#[test]
fn what_filled_the_store_is_not_taken_back_and_what_follows_is() {
    let mut desk = Desk::new();
    desk.add(sample_person_record());
    desk.store.begin_anew();
    assert!(nothing_left(&mut desk.store));
    let note = Record::Contact(contact(40, 1, 5));
    desk.add(note.clone());
    undo(&mut desk.store).unwrap();
    assert_eq!(kept(&desk.store, &note), None);
    assert!(nothing_left(&mut desk.store));
}

fn sample_person_record() -> Record {
    Record::Person(sample_person(1))
}
