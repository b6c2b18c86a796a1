//! The records of a made-up caseload: repeatable, in order, as many as asked for, unlike each other.

use std::collections::BTreeSet;

use super::{USUAL, at, make, navigator, take};
use crate::demo::people;
use crate::domain::calendar::Holidays;
use crate::domain::id::PersonId;
use crate::domain::nhs_number::NhsNumber;
use crate::domain::record::{Kind, Record};

#[test]
fn the_same_seed_gives_the_same_people_in_whatever_pieces() {
    let once = make(7, 60, None, USUAL);
    assert_eq!(once, make(7, 60, None, USUAL));
    assert_eq!(
        once[..20],
        make(7, 20, None, USUAL),
        "a smaller caseload is its beginning"
    );
    let (holidays, navigator) = (Holidays::england(), navigator());
    let mut pieces = people(7, 60, None, at(USUAL), &holidays, &navigator);
    let first: Vec<_> = pieces.by_ref().take(33).collect();
    assert_eq!(pieces.next().as_ref(), once.get(33));
    assert_eq!(
        pieces.nth(9).as_ref(),
        once.get(43),
        "some may be passed over"
    );
    assert_eq!(first, once[..33]);
    let other = make(8, 60, None, USUAL);
    assert_eq!(
        once[..5],
        other[..5],
        "the first people do not follow the seed"
    );
    assert!(
        once.iter()
            .skip(5)
            .zip(other.iter().skip(5))
            .all(|(a, b)| a != b)
    );
}

#[test]
fn contacts_are_as_many_as_asked_for() {
    let contacts = |caseload: &[Vec<Record>]| {
        let all = caseload.iter().flatten();
        all.filter(|record| record.kind() == Kind::Contact).count()
    };
    for (count, total) in [(150, 3000), (150, 1999), (37, 5000), (300, 1500)] {
        assert_eq!(contacts(&make(5, count, Some(total), USUAL)), total);
    }
    // No fewer than the records need to be true.
    assert!(contacts(&make(5, 150, Some(0), USUAL)) < 300);
    let usual = contacts(&make(5, 150, None, USUAL));
    assert!((1200..4000).contains(&usual), "{usual}");
    assert!(make(5, 0, Some(10), USUAL).is_empty());
}

#[test]
fn records_come_in_order_and_belong_to_their_person() {
    for records in make(11, 300, None, USUAL) {
        let kinds: Vec<Kind> = records.iter().map(Record::kind).collect();
        assert!(kinds.is_sorted(), "{kinds:?}");
        let person: Option<PersonId> = records[0].person();
        assert!(records.iter().all(|record| record.person() == person));
        let taken = take(&records);
        assert!(taken.contacts.is_sorted_by_key(|contact| contact.at));
        let items: BTreeSet<_> = taken.items.iter().map(|item| item.id).collect();
        let contacts: BTreeSet<_> = taken.contacts.iter().map(|contact| contact.id).collect();
        for contact in &taken.contacts {
            assert!(
                contact
                    .moved
                    .iter()
                    .all(|moved| items.contains(&moved.item))
            );
            assert!(
                contact
                    .corrects
                    .is_none_or(|wrong| contacts.contains(&wrong))
            );
        }
        for goal in taken.items.iter().filter_map(|item| item.goal) {
            assert!(
                taken
                    .plan
                    .as_ref()
                    .is_some_and(|plan| plan.goal(goal).is_some())
            );
        }
    }
}

#[test]
fn identities_and_nhs_numbers_are_valid_and_unlike_each_other() {
    let caseload = make(13, 3000, None, USUAL);
    let mut ids = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for record in caseload.iter().flatten() {
        assert_eq!(record.id().get_version_num(), 7);
        assert!(ids.insert(record.id()), "an identity comes twice");
        if let Record::Person(person) = record
            && let Some(number) = person.nhs_number
        {
            assert!(number.digits().starts_with("999"));
            assert!(NhsNumber::parse(&number.digits()).is_ok());
            assert!(numbers.insert(number), "an NHS number comes twice");
        }
    }
    let without = caseload.len() - numbers.len();
    assert!((30..200).contains(&without), "{without} without a number");
}
