//! Those who left: in an order of their own, with how many must still be told, and back again by undo.

use caseload::domain::find_keys::FindKeys;
use caseload::domain::id::PersonId;
use caseload::domain::leaving::{Tell, Telling};
use caseload::domain::person::{Leaving, Person, Status};
use caseload::domain::record::Record;

use super::{Desk, day, item, member, person_id, sample_person, stamp};

fn gone(number: u128, on: &str, how: Leaving, states: &[Telling]) -> Person {
    let mut person = sample_person(number);
    person.status = Status::Left {
        on: day(on),
        how,
        because: String::new(),
        tell: states
            .iter()
            .map(|state| Tell {
                appointment: None,
                heard: None,
                who: "Dr Patel, named GP".into(),
                reach: String::new(),
                state: *state,
            })
            .collect(),
    };
    person
}

/// Number, how many to tell: in the order of the screen.
fn departures(desk: &Desk) -> Vec<(u128, u32)> {
    let all = desk.store.departures().unwrap();
    let number = |person| (1..9).find(|n| person_id(*n) == person).unwrap();
    all.iter()
        .map(|one| (number(one.person), one.to_tell))
        .collect()
}

#[test]
fn open_tellings_come_first_then_the_newest() {
    let told = Telling::Told {
        on: day("2026-03-01"),
    };
    let mut desk = Desk::with_person(1);
    for person in [
        gone(2, "2026-02-20", Leaving::Moved, &[told, Telling::NeedNot]),
        gone(3, "2025-01-15", Leaving::Died, &[Telling::ToTell, told]),
        gone(4, "2026-02-27", Leaving::Discharged, &[]),
        gone(5, "2026-02-01", Leaving::Died, &[Telling::ToTell; 3]),
    ] {
        desk.add(Record::Person(person));
    }
    assert_eq!(departures(&desk), [(5, 3), (3, 1), (4, 0), (2, 0)]);
    assert_eq!(desk.store.to_tell().unwrap(), 4);
    let died = &desk.store.departures().unwrap()[1];
    assert_eq!((died.how, died.on), (Leaving::Died, day("2025-01-15")));

    desk.replace(
        Record::Person(gone(5, "2026-02-01", Leaving::Died, &[told; 3])),
        1,
    );
    assert_eq!(departures(&desk), [(3, 1), (4, 0), (2, 0), (5, 0)]);
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(desk.store.to_tell().unwrap(), 4);
}

/// Each person is in one of the two lists, found by the same keys, whichever it is.
#[test]
fn whoever_leaves_is_found_among_those_who_left() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Person(sample_person(2)));
    desk.add(Record::Member(member(10, 1)));
    desk.add(Record::Item(item(20, 1)));
    let lists = |desk: &Desk| {
        let people = |keys: FindKeys| keys.iter().map(|(person, _)| person).collect();
        let open: Vec<PersonId> = people(desk.store.finding_keys().unwrap());
        let left: Vec<PersonId> = people(desk.store.left_keys().unwrap());
        (open, left)
    };
    let before = desk.store.finding_keys().unwrap();
    desk.replace(
        Record::Person(gone(1, "2026-03-01", Leaving::Died, &[Telling::ToTell])),
        1,
    );
    assert_eq!(lists(&desk), (vec![person_id(2)], vec![person_id(1)]));
    let after = desk.store.left_keys().unwrap();
    assert_eq!(after.iter().next(), before.iter().next());
    assert!(desk.store.facts(person_id(1)).unwrap().is_none(), "silent");
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(lists(&desk), (vec![person_id(1), person_id(2)], Vec::new()));
    assert_eq!(
        (departures(&desk), desk.store.to_tell().unwrap()),
        (vec![], 0)
    );
}
