//! Several coordinators on one file: nobody's edit is overwritten unseen (PROMISES B5).

use std::process::{Command, Stdio};
use std::sync::Barrier;

use caseload::domain::change::Change;
use caseload::domain::item::Mark;
use caseload::domain::record::{Kind, Record};
use caseload::store::{Fault, Store};

use super::{
    Desk, LOGIN, day, id, item, one, open, person_id, plan, restore, sample_person, stamp,
    withdraw, write,
};

const DIR: &str = "CASELOAD_TEST_DIR";
const WHO: &str = "CASELOAD_TEST_WHO";
const WRITERS: usize = 4;
const WRITES: usize = 50;
const ITEMS: u128 = 5;

/// Chases shared items fifty times, reading again whenever somebody was quicker.
#[test]
#[ignore = "started by other tests"]
fn child_chases() {
    let (Some(dir), Ok(who)) = (std::env::var_os(DIR), std::env::var(WHO)) else {
        return;
    };
    let mut store = open(dir.as_ref(), LOGIN);
    let start: usize = who.parse().unwrap();
    let mut clashes = 0;
    for number in 0..WRITES {
        let which = (start + number) % usize::try_from(ITEMS).unwrap();
        loop {
            let folder = store.folder(person_id(1), Some(0)).unwrap();
            let kept = &folder.items[which];
            let chased = kept.marked(Mark::Chased, day("2026-03-02"), &who);
            match write(
                &mut store,
                &Change::replace(Record::Item(chased), kept.revision),
            ) {
                Ok(_) => break,
                Err(Fault::Stale(Kind::Item)) => clashes += 1,
                Err(fault) => panic!("{fault}"),
            }
        }
    }
    eprintln!("{who}: {clashes} clashes");
}

#[test]
fn of_four_processes_every_accepted_edit_is_kept() {
    let mut desk = Desk::with_person(1);
    for number in 0..ITEMS {
        desk.add(Record::Item(item(10 + number, 1)));
    }
    let before = desk.count("journal");
    let mut children: Vec<_> = (0..WRITERS)
        .map(|who| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--ignored", "--exact", "--nocapture"])
                .arg("store::concurrent::child_chases")
                .env(DIR, desk.dir())
                .env(WHO, who.to_string())
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let items = desk.store.folder(person_id(1), Some(0)).unwrap().items;
    let total = WRITERS * WRITES;
    let chases: usize = items.iter().map(|item| item.chases.len()).sum();
    assert_eq!(chases, total, "an accepted edit was overwritten");
    let revisions: u32 = items.iter().map(|item| item.revision - 1).sum();
    assert_eq!(usize::try_from(revisions).unwrap(), total);
    for who in 0..WRITERS {
        let theirs = items
            .iter()
            .flat_map(|item| &item.chases)
            .filter(|chase| chase.note == who.to_string());
        assert_eq!(theirs.count(), WRITES);
    }
    let rows = desk.count("journal") - before;
    assert_eq!(usize::try_from(rows).unwrap(), total);
    let history = desk.count("history");
    assert_eq!(usize::try_from(history).unwrap(), total);
    assert_eq!(desk.store.broken_journal_row().unwrap(), None);
    assert_eq!(desk.store.broken_record().unwrap(), None);
}

/// The control: two who name the revision of the moment instead of the one they read lose an edit. So it is the
/// revision that keeps them, and the test above can fail.
#[test]
fn without_the_revision_that_was_seen_edits_are_lost() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Item(item(10, 1)));
    let all_have_read = Barrier::new(2);
    std::thread::scope(|scope| {
        for who in ["0", "1"] {
            let (mut store, all_have_read) = (open(desk.dir(), LOGIN), &all_have_read);
            scope.spawn(move || {
                let read = |store: &Store| store.folder(person_id(1), Some(0)).unwrap().items;
                let chased = read(&store)[0].marked(Mark::Chased, day("2026-03-02"), who);
                all_have_read.wait();
                loop {
                    let now = read(&store)[0].revision;
                    if write(
                        &mut store,
                        &Change::replace(Record::Item(chased.clone()), now),
                    )
                    .is_ok()
                    {
                        break;
                    }
                }
            });
        }
    });
    let items = desk.store.folder(person_id(1), Some(0)).unwrap().items;
    assert_eq!((items[0].revision, items[0].chases.len()), (3, 1));
}

#[test]
fn of_two_who_begin_a_plan_at_once_one_is_told() {
    let desk = Desk::with_person(1);
    let together = Barrier::new(2);
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let begin = |number| {
            let (mut store, together) = (open(desk.dir(), LOGIN), &together);
            scope.spawn(move || {
                together.wait();
                write(&mut store, &Change::add(Record::Plan(plan(number, 1))))
            })
        };
        let both = [begin(10), begin(11)];
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(
        outcomes
            .iter()
            .any(|outcome| matches!(outcome, Err(Fault::Stale(Kind::Plan))))
    );
    assert_eq!(desk.count("plan"), 1);
}

#[test]
fn only_the_writes_of_others_are_noticed() {
    let mut desk = Desk::with_person(1);
    let mut colleague = desk.colleague();
    let mut worker = desk.store.again().unwrap();
    let seen = |desk: &Desk| desk.store.foreign_writes().unwrap();
    let start = seen(&desk);
    desk.add(Record::Item(item(5, 1)));
    desk.store.undo(stamp("change.undo")).unwrap();
    desk.store
        .note_seen(stamp("person.open"), &[person_id(1)])
        .unwrap();
    desk.store.folder(person_id(1), None).unwrap();
    assert_eq!(seen(&desk), start);

    colleague.folder(person_id(1), None).unwrap();
    assert_eq!(seen(&desk), start);
    assert!(write(&mut colleague, &one(restore(Kind::Item, id(5), 1))).is_err());
    assert_eq!(seen(&desk), start);
    write(
        &mut colleague,
        &Change::add(Record::Person(sample_person(2))),
    )
    .unwrap();
    let after = seen(&desk);
    assert_ne!(after, start);
    assert_eq!(seen(&desk), after);
    // A worker is another connection too.
    write(&mut worker, &one(withdraw(Kind::Person, id(2), 1))).unwrap();
    assert_ne!(seen(&desk), after);
}

/// A store that somebody holds is reported as busy, and nothing is half done; then it goes on.
#[test]
fn a_store_that_is_held_is_busy_after_its_patience() {
    let mut desk = Desk::with_person(1);
    let holder = desk.raw();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let fault = write(&mut desk.store, &Change::add(Record::Item(item(5, 1)))).unwrap_err();
    assert!(matches!(fault, Fault::Busy), "{fault:?}");
    // Reading goes on meanwhile.
    assert!(desk.store.folder(person_id(1), None).is_ok());
    holder.execute_batch("COMMIT").unwrap();
    desk.add(Record::Item(item(5, 1)));
}
