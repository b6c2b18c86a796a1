//! Reasons that were put off: in the list at once, the same from everywhere, once a reason, taken back like anything else.

use caseload::domain::access::Access;
use caseload::domain::calendar::Holidays;
use caseload::domain::change::Change;
use caseload::domain::deferral::{Deferral, Subject};
use caseload::domain::id::ItemId;
use caseload::domain::london;
use caseload::domain::person::Noted;
use caseload::domain::record::{Kind, Record};
use caseload::domain::triage::{Bucket, Clock, Row};
use caseload::store::Fault;

use super::{
    Desk, at, day, deferral, id, item, one, open, person_id, sample_person, stamp, withdraw, write,
};

const WAIT: Subject = Subject::Record;

/// Where the list and the one person's facts put somebody, days after Monday 2 March, and whether something is put off.
fn row(desk: &Desk, days: i64) -> (Option<Bucket>, bool) {
    let holidays = Holidays::england();
    let clock = Clock::new(london::local(at(days * 24 * 60)), &holidays);
    let mut rows = Vec::new();
    let store = &desk.store;
    store
        .each_facts(|facts| rows.push(Row::of(&facts, &clock)))
        .unwrap();
    let facts = store.facts(person_id(1)).unwrap().unwrap();
    assert_eq!(rows, [Row::of(&facts, &clock)]);
    (Some(rows[0].bucket), rows[0].put_off)
}

/// Somebody of whose record nothing is missing that speaks, but one answer from the pharmacy.
fn desk_with_late_question() -> Desk {
    let mut desk = Desk::new();
    let mut person = sample_person(1);
    let noted = Some(Noted {
        text: "asked".to_owned(),
        on: day("2026-02-01"),
        by: String::new(),
    });
    person.joined_on = day("2026-03-02");
    person.access = noted.map(Access::from);
    desk.add(Record::Person(person));
    let mut question = item(5, 1);
    question.expected_on = Some(day("2026-02-27"));
    desk.add(Record::Item(question));
    desk
}

fn late_question() -> Deferral {
    Deferral {
        due_on: day("2026-03-02"),
        ..deferral(10, 1, Subject::Item(ItemId(id(5))))
    }
}

#[test]
fn what_is_put_off_leaves_today_and_comes_back_by_itself() {
    let mut desk = desk_with_late_question();
    assert_eq!(row(&desk, 0), (Some(Bucket::Today), false));
    desk.add(Record::Deferral(late_question()));
    assert_eq!(row(&desk, 0), (Some(Bucket::New), true));
    assert_eq!(row(&desk, 3), (Some(Bucket::New), true));
    assert_eq!(row(&desk, 4), (Some(Bucket::Today), false));
    // The same after the store was closed.
    desk.store = open(desk.dir(), super::LOGIN);
    assert_eq!(row(&desk, 3), (Some(Bucket::New), true));

    desk.store.undo(stamp("change.undo")).unwrap_err();
    let gone = one(withdraw(Kind::Deferral, id(10), 1));
    write(&mut desk.store, &gone).unwrap();
    assert_eq!(row(&desk, 0), (Some(Bucket::Today), false));
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(row(&desk, 0), (Some(Bucket::New), true));
}

#[test]
fn a_reason_is_put_off_once_and_who_comes_second_hears_of_it() {
    let mut desk = desk_with_late_question();
    desk.add(Record::Deferral(late_question()));
    let mut second = late_question();
    second.id.0 = id(11);
    let fault = desk.refused(&Change::add(Record::Deferral(second.clone())));
    assert!(matches!(fault, Fault::Stale(Kind::Deferral)), "{fault}");
    // Another reason of the same person is another matter.
    second.about = WAIT;
    desk.add(Record::Deferral(second.clone()));
    second.id.0 = id(12);
    let fault = desk.refused(&Change::add(Record::Deferral(second)));
    assert!(matches!(fault, Fault::Stale(Kind::Deferral)), "{fault}");
}

#[test]
fn putting_off_again_keeps_what_was_said_before() {
    let mut desk = desk_with_late_question();
    let first = late_question();
    desk.add(Record::Deferral(first.clone()));
    let longer = Deferral {
        until_on: day("2026-03-10"),
        because: "the pharmacy is closed".to_owned(),
        ..first
    };
    desk.replace(Record::Deferral(longer), 1);
    assert_eq!(row(&desk, 4), (Some(Bucket::New), true));
    let before: String = desk
        .beside
        .query_row(
            "SELECT body FROM history WHERE kind = 7 AND revision = 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(before.contains("she is away"));
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(row(&desk, 4), (Some(Bucket::Today), false));
    assert_eq!(desk.store.broken_record().unwrap(), None);
}

/// A version that knows more rules may have put off something that this one cannot name.
#[test]
fn a_rule_that_nobody_knows_is_kept_and_silences_nothing() {
    let mut desk = desk_with_late_question();
    let mut unknown = late_question();
    "from_the_future".clone_into(&mut unknown.rule);
    desk.add(Record::Deferral(unknown.clone()));
    assert_eq!(row(&desk, 0), (Some(Bucket::Today), false));
    let folder = desk.store.folder(person_id(1), None).unwrap();
    assert_eq!(folder.deferrals[0].value, unknown);
}

#[test]
fn somebody_with_a_reason_put_off_is_not_withdrawn_under_it() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Deferral(deferral(10, 1, WAIT)));
    let fault = desk.refused(&one(withdraw(Kind::Person, id(1), 1)));
    assert!(matches!(fault, Fault::Stale(Kind::Person)), "{fault}");
}
