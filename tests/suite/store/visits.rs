//! The last visit of each user: kept as they leave, theirs alone, and what others wrote after it.

use caseload::domain::record::Record;
use caseload::domain::user::UserRole;
use caseload::store::{Stamp, Visit};

use super::{Desk, at, changed, item, person_id, sample_person, stamp, write};
use caseload::domain::change::Change;

fn leaving(minute: i64) -> Stamp<'static> {
    Stamp {
        at: at(minute),
        ..stamp("program.leave")
    }
}

/// A visit that ended at a minute with this in the list.
fn visit(minute: i64, seq: i64, seen: &[u8]) -> Visit {
    Visit {
        at: at(minute),
        seq,
        seen: seen.to_vec(),
    }
}

#[test]
fn the_last_visit_takes_the_place_of_the_one_before() {
    let mut desk = Desk::with_person(1);
    assert_eq!(desk.store.visit().unwrap(), None);
    desk.store
        .note_visit(leaving(1), &visit(1, 1, b"one"))
        .unwrap();
    desk.store
        .note_visit(leaving(2), &visit(2, 2, b"two"))
        .unwrap();
    let last = desk.store.visit().unwrap().unwrap();
    assert_eq!((last.at, last.seen.as_slice()), (at(2), &b"two"[..]));
    assert_eq!(desk.count("visit"), 1);
    // Leaving is noted, and is part of the chain.
    assert_eq!((last.seq, desk.store.newest_row().unwrap()), (2, 3));
    assert_eq!(desk.store.broken_journal_row().unwrap(), None);

    let bola = desk.colleague();
    assert_eq!(bola.visit().unwrap(), None, "each has their own");
}

#[test]
fn what_others_wrote_since_is_found_newest_first() {
    let mut desk = Desk::with_person(1);
    let mut bola = desk.colleague();
    write(&mut bola, &Change::add(Record::Item(item(5, 1)))).unwrap();
    let seq = desk.store.newest_row().unwrap();
    desk.store
        .note_visit(leaving(1), &visit(1, seq, b""))
        .unwrap();
    let since = desk.store.visit().unwrap().unwrap().seq;
    assert_eq!(desk.store.by_others(since, 10).unwrap(), []);

    desk.add(Record::Item(item(6, 1)));
    write(
        &mut bola,
        &Change::replace(changed(&Record::Item(item(5, 1)), "more"), 1),
    )
    .unwrap();
    bola.note_seen(stamp("person.open"), &[person_id(1)])
        .unwrap();
    write(&mut bola, &Change::add(Record::Person(sample_person(2)))).unwrap();
    let entries = desk.store.by_others(since, 10).unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.login.as_str(), entry.people.clone()))
        .collect();
    assert_eq!(
        told,
        [("bola", vec![person_id(2)]), ("bola", vec![person_id(1)])]
    );
    assert_eq!(desk.store.by_others(since, 1).unwrap(), entries[..1]);
    let mine = bola.by_others(0, 10).unwrap();
    assert!(mine.iter().all(|entry| entry.login == super::LOGIN) && mine.len() == 2);
}

#[test]
fn a_reader_has_visits_too() {
    let desk = Desk::with_person(1);
    let mut reader = desk.session("audit", UserRole::Reader);
    reader
        .note_visit(leaving(1), &visit(1, 1, b"seen"))
        .unwrap();
    assert_eq!(reader.visit().unwrap().unwrap().seen, b"seen");
}
