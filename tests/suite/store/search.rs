//! Searching the words of contacts: newest first, whatever was written, replaced or taken back.

use caseload::domain::contact::Contact;
use caseload::domain::record::{Kind, Record};
use proptest::prelude::*;

use super::{Desk, contact, id, one, person_id, sample_person, stamp, withdraw, write};

fn said(number: u128, minutes: i64, gist: &str) -> Contact {
    let mut contact = contact(number, 1, minutes);
    gist.clone_into(&mut contact.gist);
    contact
}

fn found(desk: &Desk, typed: &str) -> Vec<u128> {
    let found = desk.store.search_contacts(typed, 50).unwrap();
    found
        .iter()
        .map(|found| found.contact.0.as_u128())
        .collect()
}

#[test]
fn the_newest_come_first_and_every_word_must_occur() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(said(10, -300, "Blister packs agreed")));
    desk.add(Record::Contact(said(
        11,
        -900,
        "Asked about the blister pack",
    )));
    desk.add(Record::Contact(said(
        12,
        -100,
        "Ring the café about the PACK lunch",
    )));
    assert_eq!(found(&desk, "pack"), [12, 10, 11]);
    assert_eq!(found(&desk, "blister pack"), [10, 11]);
    assert_eq!(
        found(&desk, "blister pack "),
        [11],
        "a finished word is a whole one"
    );
    assert_eq!(found(&desk, "cafe"), [12]);
    assert!(found(&desk, "blister lunch").is_empty() && found(&desk, "").is_empty());
    assert_eq!(desk.store.search_contacts("pack", 2).unwrap().len(), 2);
}

/// The engine must part words where folding does and nowhere else, in scripts younger than its own tables too.
#[test]
fn words_of_any_script_are_found_whole_and_by_their_beginning() {
    let mut desk = Desk::with_person(1);
    let words = "Żółć, Привет 東京都 नमस्ते Straße x\u{1e900}y\u{1e943}z O\u{2019}Brien H\u{2082}O ½";
    desk.add(Record::Contact(said(10, -300, words)));
    for typed in [
        "żółć",
        "zolc ",
        "прив",
        "東京都 ",
        "नमस्ते",
        "x\u{1e900}",
        "x\u{1e922}y\u{1e943}z ",
        "o'brien",
        "h2o ",
        "strasse ",
        "привет x\u{1e900}y",
    ] {
        assert_eq!(found(&desk, typed), [10], "{typed}");
    }
}

#[test]
fn what_is_out_of_sight_or_replaced_is_not_found() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(said(10, -300, "spoke of the garden")));
    assert_eq!(found(&desk, "garden"), [10]);
    desk.replace(Record::Contact(said(10, -200, "spoke of the stairs")), 1);
    assert!(found(&desk, "garden").is_empty());
    assert_eq!(found(&desk, "stairs"), [10]);
    write(&mut desk.store, &one(withdraw(Kind::Contact, id(10), 2))).unwrap();
    assert!(found(&desk, "stairs").is_empty());
    desk.store.undo(stamp("change.undo")).unwrap();
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(found(&desk, "garden"), [10]);
}

/// Whatever is typed as it stands in an entry finds it: both are taken apart alike.
#[test]
fn words_are_found_as_they_are_written() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(said(
        10,
        -300,
        "Mum's con\u{fb01}dent; didn\u{2019}t want the twice-daily visit at \u{bd} past",
    )));
    for typed in [
        "mum's",
        "mum\u{2019}s ",
        "mums",
        "didn't",
        "didn\u{2019}t want",
        "twice-daily ",
        "daily",
        "confident",
        "con\u{fb01}dent ",
        "\u{bd} past",
    ] {
        assert_eq!(found(&desk, typed), [10], "{typed}");
    }
    assert!(found(&desk, "mum ").is_empty());
}

#[test]
fn an_entry_that_was_corrected_says_so() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Contact(said(10, -300, "20 mg of the new tablet")));
    let mut correcting = said(11, -300, "2 mg of the new tablet");
    correcting.corrects = Some(caseload::domain::id::ContactId(id(10)));
    desk.add(Record::Contact(correcting));
    let corrected = |desk: &Desk| {
        let found = desk.store.search_contacts("tablet", 50).unwrap();
        let mut all: Vec<_> = found
            .iter()
            .map(|one| (one.contact.0.as_u128(), one.corrected))
            .collect();
        all.sort_unstable();
        all
    };
    assert_eq!(corrected(&desk), [(10, true), (11, false)]);
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(corrected(&desk), [(10, false)]);
}

/// A date that no calendar reaches is kept and found, before or after everything else.
#[test]
fn entries_of_impossible_days_are_found_too() {
    let mut desk = Desk::with_person(1);
    for (number, at) in [
        (10, "+99999-06-01T00:00:00Z"),
        (11, "-99999-06-01T00:00:00Z"),
    ] {
        let mut contact = said(number, 0, "from elsewhere");
        contact.at = at.parse().unwrap();
        desk.add(Record::Contact(contact));
    }
    desk.add(Record::Contact(said(12, 0, "from elsewhere")));
    let found = desk.store.search_contacts("elsewhere", 50).unwrap();
    let order: Vec<u128> = found.iter().map(|one| one.contact.0.as_u128()).collect();
    assert_eq!(order, [10, 12, 11]);
}

/// Many entries at one minute, as an import brings them, all have their place.
#[test]
fn entries_of_one_time_are_all_found() {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Person(sample_person(2)));
    for number in 0..40 {
        let mut contact = said(1_000 + (number << 16), 0, "imported together");
        contact.person = person_id(1 + number % 2);
        desk.add(Record::Contact(contact));
    }
    assert_eq!(found(&desk, "imported toge").len(), 40);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same as looking at every entry.
    #[test]
    fn a_search_agrees_with_a_plain_scan(
        gists in prop::collection::vec("[ab]{1,7}( [abé]{1,7}){0,3}", 1..50),
        typed in "[ab]{1,6}( [abé]{2,6})?",
    ) {
        let mut desk = Desk::with_person(1);
        for (number, gist) in (1_u128..).zip(&gists) {
            desk.add(Record::Contact(said(100 + number, -i64::try_from(number).unwrap(), gist)));
        }
        let fold = |text: &str| text.replace('é', "e");
        let typed_words: Vec<String> = typed.split(' ').map(fold).collect();
        let (last, others) = typed_words.split_last().unwrap();
        let fits = |gist: &str| {
            let words: Vec<String> = gist.split(' ').map(fold).collect();
            others.iter().all(|word| words.contains(word))
                && words.iter().any(|word| if last.len() > 1 { word.starts_with(last.as_str()) } else { word == last })
        };
        let plain: Vec<u128> = (101_u128..)
            .zip(&gists)
            .filter(|(_, gist)| fits(gist))
            .map(|(number, _)| number)
            .collect();
        prop_assert_eq!(found(&desk, &typed), plain);
    }
}
