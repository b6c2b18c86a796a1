//! Drafts: one a session, place and subject, kept until they are saved or let go.

use caseload::domain::change::Change;
use caseload::domain::record::{Kind, Record};
use caseload::domain::user::UserRole;
use caseload::domain::words::{Heading, Words};
use caseload::store::vault::migrations::MIGRATIONS;
use caseload::store::{Draft, Fault, Place};
use uuid::Uuid;

use super::{Desk, LOGIN, at, id, item, open, stamp, words};

fn place(name: &str, subject: u128) -> Place {
    Place {
        name: name.to_owned(),
        subject: id(subject),
    }
}

fn draft(place: &Place, body: &str, minutes: i64) -> Draft {
    Draft {
        place: place.clone(),
        base: 3,
        body: body.to_owned(),
        saved_at: at(minutes),
    }
}

#[test]
fn a_draft_is_kept_overwritten_and_let_go() {
    let mut desk = Desk::new();
    let here = place("plan.edit", 1);
    assert!(desk.store.draft(&here).unwrap().is_none());
    for (body, minutes) in [
        ("first", 1),
        ("", 2),
        ("Zoë's \u{1f469}\u{200d}\u{2695}\u{fe0f}\0\n", 3),
    ] {
        let typed = draft(&here, body, minutes);
        desk.store.keep_draft(&typed).unwrap();
        assert!(desk.store.draft(&here).unwrap() == Some(typed));
    }
    assert_eq!(desk.count("draft"), 1);
    desk.store.drop_draft(&here).unwrap();
    desk.store.drop_draft(&here).unwrap();
    assert!(desk.store.draft(&here).unwrap().is_none());
}

#[test]
fn drafts_of_other_places_subjects_and_users_stay_apart() {
    let mut desk = Desk::new();
    let mut colleague = desk.colleague();
    let places = [
        place("plan.edit", 1),
        place("plan.edit", 2),
        place("item.add", 1),
    ];
    for (minutes, here) in (1..).zip(&places) {
        let body = format!("ours {minutes}");
        desk.store.keep_draft(&draft(here, &body, minutes)).unwrap();
        colleague
            .keep_draft(&draft(here, "theirs", minutes))
            .unwrap();
    }
    colleague.drop_draft(&places[0]).unwrap();
    let bodies = places
        .each_ref()
        .map(|here| desk.store.draft(here).unwrap().unwrap().body);
    assert_eq!(bodies, ["ours 1", "ours 2", "ours 3"]);
    assert_eq!(colleague.drafts().unwrap().len(), 2);
}

#[test]
fn the_newest_draft_is_named_first() {
    let mut desk = Desk::new();
    for (name, subject, minutes) in [("b", 1, 5), ("a", 1, 5), ("c", 1, 9), ("a", 0, 5)] {
        let here = place(name, subject);
        desk.store.keep_draft(&draft(&here, "x", minutes)).unwrap();
    }
    let drafts = desk.store.drafts().unwrap();
    let order: Vec<(&str, Uuid)> = drafts
        .iter()
        .map(|(place, _)| (place.name.as_str(), place.subject))
        .collect();
    assert_eq!(
        order,
        [("c", id(1)), ("a", id(0)), ("a", id(1)), ("b", id(1))]
    );
    assert_eq!(drafts[0].1, at(9));
}

#[test]
fn a_draft_outlives_its_session() {
    let mut desk = Desk::new();
    let here = place("words.edit", 1);
    let typed = draft(&here, &"I want to stay. ".repeat(50_000), 1);
    desk.store.keep_draft(&typed).unwrap();
    let again = open(desk.dir(), LOGIN);
    drop(desk.store);
    assert!(again.draft(&here).unwrap() == Some(typed));
}

/// There is no instant with both the record and its draft, or with neither: one transaction holds both.
#[test]
fn saving_takes_the_draft_of_this_user_and_place_only() {
    let mut desk = Desk::with_person(1);
    let mut colleague = desk.colleague();
    let (here, there) = (place("item.add", 1), place("item.add", 2));
    for store in [&mut desk.store, &mut colleague] {
        store.keep_draft(&draft(&here, "typed", 1)).unwrap();
        store.keep_draft(&draft(&there, "typed", 1)).unwrap();
    }
    let add = Change::add(Record::Item(item(5, 1)));
    let seen_before = desk.colleague();
    let before = seen_before.foreign_writes().unwrap();
    desk.store
        .write_draft(stamp("item.add"), &add, &here)
        .unwrap();
    assert_eq!(seen_before.foreign_writes().unwrap(), before + 1);
    assert!(desk.store.draft(&here).unwrap().is_none());
    assert!(desk.store.draft(&there).unwrap().is_some());
    assert!(colleague.draft(&here).unwrap().is_some());
}

#[test]
fn drafts_leave_no_trace_in_the_journal() {
    let mut desk = Desk::new();
    let mut reader = desk.session("rae", UserRole::Reader);
    let here = place("find", 0);
    desk.store.keep_draft(&draft(&here, "x", 1)).unwrap();
    reader.keep_draft(&draft(&here, "x", 1)).unwrap();
    desk.store.drop_draft(&here).unwrap();
    assert_eq!(desk.count("journal"), 0);
}

/// Two windows of one user at the same text: neither overwrites the other's typing, and a save lets its own go alone.
#[test]
fn two_sessions_of_one_user_keep_their_own_drafts() {
    let mut desk = Desk::with_person(1);
    let mut other = super::open(desk.dir(), super::LOGIN);
    let here = place("words.edit", 1);
    desk.store.keep_draft(&draft(&here, "mine", 1)).unwrap();
    other.keep_draft(&draft(&here, "theirs", 2)).unwrap();
    let change = Change::add(Record::Item(item(5, 1)));
    other
        .write_draft(stamp("plan.words"), &change, &here)
        .unwrap();
    let left = desk.store.draft(&here).unwrap().unwrap();
    assert_eq!(left.body, "mine");

    // What a dead session left is taken over by whoever opens the place next, and is theirs to save.
    let mut later = super::open(desk.dir(), super::LOGIN);
    assert_eq!(later.take_draft(&here).unwrap().unwrap().body, "mine");
    later.drop_draft(&here).unwrap();
    assert!(desk.store.draft(&here).unwrap().is_none());
}

/// A draft from before each session had a mark of its own is found, gone on with and let go like any other.
#[test]
fn a_draft_of_an_earlier_build_is_not_lost() {
    let desk = Desk::new();
    let here = place("plan.edit", 1);
    desk.raw()
        .execute(
            "INSERT INTO draft (login, place, subject, base_revision, body, saved_at)
             VALUES (?1, 'plan.edit', ?2, 3, 'typed before', 0)",
            (LOGIN, id(1).into_bytes()),
        )
        .unwrap();
    assert!(desk.store.draft(&here).unwrap().is_none());
    let step = MIGRATIONS.iter().find(|step| step.name == "drafts");
    desk.raw().execute_batch(step.unwrap().sql).unwrap();
    let mut store = open(desk.dir(), LOGIN);
    let found = store.take_draft(&here).unwrap().expect("the draft");
    assert_eq!(found.body, "typed before");
    store.drop_draft(&here).unwrap();
    assert_eq!(desk.count("draft"), 0);
}

/// Between the look at what holds and the save somebody else may write: nothing is added beside words that were not seen,
/// and the draft stays.
#[test]
fn words_are_added_beside_those_that_were_seen_alone() {
    let mut desk = Desk::with_person(1);
    let here = place("words.most_important", 1);
    let mut colleague = desk.colleague();
    desk.store.keep_draft(&draft(&here, "mine", 1)).unwrap();
    // Seen: none. Written meanwhile: the first.
    colleague
        .write(
            stamp("plan.words"),
            &Change::add(Record::Words(words(10, 1))),
        )
        .unwrap();
    let mine = Words {
        text: "I want to sing.".into(),
        recorded_at: at(1),
        ..words(11, 1)
    };
    for seen in [None, Some(mine.id)] {
        let fault = desk
            .store
            .write_words(stamp("plan.words"), &mine, seen, Some(&here))
            .unwrap_err();
        assert!(matches!(fault, Fault::Stale(Kind::Words)), "{fault:?}");
        assert_eq!(desk.count("words"), 1);
        assert!(desk.store.draft(&here).unwrap().is_some());
    }
    let other = Words {
        heading: Heading::Wellness,
        ..words(12, 1)
    };
    desk.store
        .write_words(stamp("plan.words"), &other, None, None)
        .expect("nothing holds under that heading");
    let seen = Some(words(10, 1).id);
    desk.store
        .write_words(stamp("plan.words"), &mine, seen, Some(&here))
        .expect("it was seen");
    assert_eq!(desk.count("words"), 3);
    assert!(desk.store.draft(&here).unwrap().is_none());
    desk.store.undo(stamp("change.undo")).unwrap();
}
