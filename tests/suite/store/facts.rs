//! The facts behind the list: the same from the list, from one person and from the whole record, whatever was written.

use caseload::domain::contact::{Contact, Direction, Next, Reached, With};
use caseload::domain::person::{Leaving, Status};
use caseload::domain::promise::{Promise, promises};
use caseload::domain::record::{Kind, Record};
use caseload::domain::team::Role;
use caseload::domain::triage::Gap;
use caseload::domain::variation::Variation;
use chrono::NaiveDate;
use proptest::prelude::*;

use super::sequences::{Sequence, steps};
use super::{
    Desk, at, contact, day, id, item, member, one, person_id, sample_person, stamp, withdraw, write,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// List, facts, folder, search keys, counts, journal and history agree after any sequence of changes.
    #[test]
    fn everything_that_is_kept_twice_agrees(all in steps(1..40)) {
        let mut sequence = Sequence::new();
        for some in all.chunks(8) {
            sequence.run(some, true);
            sequence.check();
        }
    }
}

fn spoken(desk: &Desk) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let facts = desk.store.facts(person_id(1)).unwrap().unwrap();
    (facts.spoken_on, facts.last_on)
}

fn days_ago(number: u128, days: i64) -> Contact {
    contact(number, 1, -days * 24 * 60)
}

/// A call that never happened must not keep somebody from being rung: the correction counts, the entry does not.
#[test]
fn a_corrected_contact_does_not_end_a_silence() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(days_ago(10, 30)));
    desk.add(Record::Contact(days_ago(11, 2)));
    let (long_ago, lately) = (day("2026-01-31"), day("2026-02-28"));
    assert_eq!(spoken(&desk), (Some(lately), Some(lately)));

    let mut correction = days_ago(12, 2);
    correction.corrects = Some(days_ago(11, 2).id);
    correction.result = Reached::NoAnswer;
    desk.add(Record::Contact(correction));
    assert_eq!(spoken(&desk), (Some(long_ago), Some(lately)));
    let promises = desk.store.facts(person_id(1)).unwrap().unwrap().promises;
    assert!(matches!(promises.as_slice(), [tried] if !tried.reached));

    // Corrected again: it was another day, and they were reached.
    let mut second = days_ago(13, 9);
    second.corrects = Some(days_ago(12, 2).id);
    desk.add(Record::Contact(second));
    let then = day("2026-02-21");
    assert_eq!(spoken(&desk), (Some(then), Some(then)));

    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(spoken(&desk), (Some(long_ago), Some(lately)));
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(spoken(&desk), (Some(lately), Some(lately)));
}

/// Both entries stay in the log, in their places.
#[test]
fn a_corrected_contact_stays_in_the_log() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(days_ago(10, 1)));
    let mut correction = days_ago(11, 3);
    correction.corrects = Some(days_ago(10, 1).id);
    desk.add(Record::Contact(correction));
    assert_eq!(desk.store.contact_count(person_id(1)).unwrap(), 2);
    let contacts = desk.store.contacts(person_id(1), None).unwrap();
    assert_eq!(contacts[0].id, days_ago(10, 1).id);
}

/// An entry that was taken for a correction and is none lets the other count again.
#[test]
fn what_no_longer_corrects_an_entry_lets_it_count() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(days_ago(10, 1)));
    let mut entry = days_ago(11, 9);
    entry.corrects = Some(days_ago(10, 1).id);
    desk.add(Record::Contact(entry.clone()));
    let (yesterday, then) = (day("2026-03-01"), day("2026-02-21"));
    assert_eq!(spoken(&desk), (Some(then), Some(then)));
    entry.corrects = None;
    desk.replace(Record::Contact(entry), 1);
    assert_eq!(spoken(&desk), (Some(yesterday), Some(yesterday)));
}

/// Where a role is held twice, as an import can bring it, the gaps are those of whoever took it last.
#[test]
fn of_two_leads_the_later_counts() {
    let mut desk = Desk::with_person(1);
    for (number, from, reason) in [
        (10, "2026-02-01", "nurse knows her"),
        (11, "2026-01-01", ""),
        (12, "2025-12-01", ""),
    ] {
        let mut lead = member(number, 1);
        lead.role = Role::Lead;
        lead.from_on = day(from);
        lead.variation = (!reason.is_empty()).then(|| Variation::because(reason));
        desk.add(Record::Member(lead));
    }
    let gaps = |desk: &Desk| desk.store.facts(person_id(1)).unwrap().unwrap().gaps;
    assert!(!gaps(&desk).has(Gap::Variation) && !gaps(&desk).has(Gap::Lead));
    let gone = one(withdraw(Kind::Member, id(10), 1));
    write(&mut desk.store, &gone).unwrap();
    assert!(gaps(&desk).has(Gap::Variation));
}

/// Only what the same person's log says of another entry corrects it.
#[test]
fn a_correction_of_nothing_corrects_nothing() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Person(sample_person(2)));
    let mut own = days_ago(10, 1);
    own.corrects = Some(own.id);
    desk.add(Record::Contact(own));
    let mut astray = contact(11, 2, 0);
    astray.corrects = Some(days_ago(10, 1).id);
    desk.add(Record::Contact(astray));
    desk.add(Record::Member(member(12, 1)));
    let yesterday = Some(day("2026-03-01"));
    assert_eq!(spoken(&desk), (yesterday, yesterday));
}

/// R6: what was tried or settled with others is the last contact, and no conversation.
#[test]
fn attempts_are_the_last_contact_and_no_conversation() {
    let mut desk = Desk::with_person(1);
    assert_eq!(spoken(&desk), (None, None));
    let mut tried = days_ago(10, 0);
    tried.result = Reached::LeftMessage;
    tried.next = Some(Next {
        on: day("2026-03-04"),
        what: String::new(),
    });
    desk.add(Record::Contact(tried));
    assert_eq!(spoken(&desk), (None, Some(day("2026-03-02"))));
    let facts = desk.store.facts(person_id(1)).unwrap().unwrap();
    assert!(!facts.first_conversation);
    assert_eq!(facts.promises[0].due_on, Some(day("2026-03-04")));
}

/// R50: a ward that rings in on the day of what we promised the ward leaves it standing; ringing them keeps it.
#[test]
fn a_service_that_rings_in_keeps_no_step_of_ours() {
    let mut desk = Desk::with_person(1);
    let ward = |mut contact: Contact| {
        (contact.with, contact.whom) = (With::Service, "Ward 7".to_owned());
        contact
    };
    let mut agreed = ward(days_ago(10, 3));
    agreed.next = Some(Next {
        on: day("2026-03-02"),
        what: "tell her that the scan is off".to_owned(),
    });
    desk.add(Record::Contact(agreed));
    let standing = |desk: &Desk| {
        let facts = desk.store.facts(person_id(1)).unwrap().unwrap();
        let folder = desk.store.folder(person_id(1), None).unwrap();
        let contacts: Vec<&Contact> = folder.contacts.iter().map(|kept| &kept.value).collect();
        assert_eq!(promises(&contacts), facts.promises);
        facts.promises.len()
    };
    let mut rang_in = ward(days_ago(11, 0));
    rang_in.direction = Direction::In;
    desk.add(Record::Contact(rang_in));
    assert_eq!(standing(&desk), 1);
    desk.add(Record::Contact(ward(days_ago(12, 0))));
    assert_eq!(standing(&desk), 0);
}

/// R6: whoever rings in and is nobody of theirs says nothing of how they are; a carer whom the team knows does, and so does
/// whoever is rung.
#[test]
fn a_window_cleaner_who_rings_in_ends_no_silence() {
    let close = |number: u128, days: i64, whom: &str| {
        let mut contact: Contact = days_ago(number, days);
        (contact.with, contact.whom) = (With::Carer, whom.to_owned());
        contact.direction = Direction::In;
        contact
    };
    let mut desk = Desk::with_person(1);
    let mut ruth = member(40, 1);
    ruth.role = Role::Carer;
    (ruth.name, ruth.title) = ("Mrs Ruth Ellis".into(), "daughter".into());
    desk.add(Record::Member(ruth.clone()));
    desk.add(Record::Contact(close(9, 0, "Mrs Potts")));
    desk.add(Record::Contact(close(10, 0, "Bill, window cleaner")));
    let today = Some(day("2026-03-02"));
    assert_eq!(spoken(&desk), (None, today));
    let mut rung = close(11, 9, "Bill next door");
    rung.direction = Direction::Out;
    desk.add(Record::Contact(rung));
    assert_eq!(spoken(&desk).0, Some(day("2026-02-21")));
    for (number, days, whom, on) in [
        (12, 8, "Ruth", "2026-02-22"),
        (13, 7, "her daughter", "2026-02-23"),
        (14, 6, "Mrs Ellis", "2026-02-24"),
        (15, 5, "", "2026-02-25"),
    ] {
        desk.add(Record::Contact(close(number, days, whom)));
        assert_eq!(spoken(&desk).0, Some(day(on)), "{whom}");
    }
    // Whom the team does not know any more: the team says who is close.
    let gone = one(withdraw(Kind::Contact, id(15), 1));
    write(&mut desk.store, &gone).unwrap();
    let gone = one(withdraw(Kind::Member, id(40), 1));
    write(&mut desk.store, &gone).unwrap();
    assert_eq!(spoken(&desk).0, Some(day("2026-02-21")));
}

/// R47, R50: a try that reaches nobody does not take the place of what was promised, in one person's facts, in the list and
/// when everything is worked out of the records themselves; a conversation ends both.
#[test]
fn a_failed_try_leaves_the_promise_standing_with_its_words() {
    let mut desk = Desk::with_person(1);
    let next = |on: &str, what: &str| {
        Some(Next {
            on: day(on),
            what: what.to_owned(),
        })
    };
    let mut promised = days_ago(10, 10);
    promised.next = next("2026-02-27", "bring the result of the scan");
    let mut tried = days_ago(11, 2);
    tried.result = Reached::NoAnswer;
    tried.next = next("2026-03-04", "");
    let told = |desk: &Desk| -> Vec<(NaiveDate, bool, String)> {
        let facts = desk.store.facts(person_id(1)).unwrap().unwrap();
        let mut listed = Vec::new();
        desk.store
            .each_facts(|facts| listed = facts.promises.clone())
            .unwrap();
        let days = |all: &[Promise]| -> Vec<_> {
            all.iter().map(|one| (one.due_on, one.reached)).collect()
        };
        assert_eq!(days(&listed), days(&facts.promises));
        let folder = desk.store.folder(person_id(1), None).unwrap();
        let contacts: Vec<&Contact> = folder.contacts.iter().map(|kept| &kept.value).collect();
        assert_eq!(promises(&contacts), facts.promises);
        let all = facts.promises.into_iter();
        all.map(|one| (one.due_on.unwrap(), one.reached, one.what))
            .collect()
    };
    desk.add(Record::Contact(promised));
    desk.add(Record::Contact(tried));
    let words = "bring the result of the scan".to_owned();
    assert_eq!(
        told(&desk),
        [
            (day("2026-02-27"), true, words.clone()),
            (day("2026-03-04"), false, String::new())
        ]
    );
    desk.add(Record::Contact(days_ago(12, 0)));
    assert_eq!(told(&desk), []);
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(told(&desk)[0], (day("2026-02-27"), true, words));
}

/// A late entry of an older contact is not the last one.
#[test]
fn the_last_contact_is_the_newest_by_its_own_time() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(days_ago(10, 1)));
    let mut late = days_ago(11, 9);
    late.recorded_at = at(0);
    desk.add(Record::Contact(late));
    let yesterday = Some(day("2026-03-01"));
    assert_eq!(spoken(&desk), (yesterday, yesterday));
}

/// The list of open people needs the keys of open people; somebody who left is found by their number.
#[test]
fn people_who_left_are_in_no_list() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Person(sample_person(2)));
    desk.add(Record::Item(item(5, 1)));
    let mut left = sample_person(1);
    left.status = Status::Left {
        on: day("2026-03-01"),
        how: Leaving::Died,
        because: String::new(),
        tell: Vec::new(),
    };
    desk.replace(Record::Person(left), 1);
    let listed = |desk: &Desk| {
        let mut people = Vec::new();
        desk.store
            .each_facts(|facts| people.push((facts.person, facts.items.len())))
            .unwrap();
        let keys = desk.store.finding_keys().unwrap();
        let found = keys.iter().map(|(person, _)| person);
        assert!(people.iter().map(|(person, _)| *person).eq(found));
        people
    };
    assert_eq!(listed(&desk), [(person_id(2), 0)]);
    assert!(desk.store.facts(person_id(1)).unwrap().is_none());
    assert_eq!(desk.store.everybody().unwrap().len(), 2);
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(listed(&desk), [(person_id(1), 1), (person_id(2), 0)]);
}

#[test]
fn a_carer_is_found_until_they_are_withdrawn() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Member(member(5, 1)));
    let found = |desk: &Desk| {
        let key = desk.store.finding_key(person_id(1)).unwrap();
        key.is_some_and(|key| key.contains("ruth5"))
    };
    assert!(found(&desk));
    desk.store.undo(stamp("change.undo")).unwrap();
    assert!(!found(&desk));
}
