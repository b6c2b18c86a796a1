//! The list under one's hands: the selection is a person, a filter says what it hides, and acting moves on.

use caseload::domain::change::{Change, Write};
use caseload::domain::id::{ContactId, ItemId, PersonId};
use caseload::domain::item::{Item, ItemKind, Waiting};
use caseload::domain::record::Record;
use caseload::domain::triage::Bucket;
use caseload::domain::view::View;
use std::time::Duration;

use super::check_list;
use crate::support::Bench;
use crate::support::people::{
    ADA, BERT, CY, DOT, ED, FAY, GUS, HATTIE, IDUNN, JOY, KEN, LIL, day, id,
};

/// Until the program looks whether somebody else has written.
const A_MINUTE: Duration = Duration::from_secs(60);

/// Something of ours that is due today: it brings anybody into Today.
fn due_today(person: PersonId) -> Change {
    Change::add(Record::Item(Item {
        owner: "A. Okafor".into(),
        expected_on: Some(day("2026-03-02")),
        ..Item::new(
            ItemId(id(9_000 + person.0.as_u128() % 100)),
            person,
            ItemKind::Action,
            "ring back",
            Waiting::Us,
            day("2026-02-27"),
        )
    }))
}

fn order(bench: &Bench) -> Vec<PersonId> {
    let today = &bench.app.model.today;
    (0..today.len())
        .map(|place| today.row(place).unwrap().person)
        .collect()
}

#[test]
fn the_dozen_stand_where_they_should() {
    let bench = Bench::new();
    assert_eq!(
        order(&bench),
        [ADA, BERT, KEN, CY, DOT, ED, FAY, GUS, HATTIE, IDUNN, JOY]
    );
    let today = &bench.app.model.today;
    for bucket in Bucket::ALL {
        assert!(today.counts.of_bucket(bucket) > 0, "{bucket:?} has nobody");
    }
    assert!(
        !order(&bench).contains(&LIL),
        "who has left is not on the list"
    );
    check_list(&bench);
}

#[test]
fn a_row_in_waiting_says_what_is_awaited_and_the_counts_mark_where_it_is() {
    let mut bench = Bench::new();
    let waiting = bench
        .list()
        .into_iter()
        .find(|row| row.bucket == Bucket::Waiting)
        .unwrap();
    bench.select(waiting.person);
    let text = bench.text();
    let row = text.lines().find(|line| line.starts_with('>')).unwrap();
    assert!(row.contains("no word yet"), "{row}");
    assert!(text.contains("\n   awaited: "), "{text}");
    assert!(text.contains("\n   next: "), "{text}");
    let counts = text.lines().nth(1).unwrap();
    assert!(counts.contains(" [Waiting 1] "), "{counts}");
    assert_eq!(counts.matches('[').count(), 1, "{counts}");
}

#[test]
fn the_selection_follows_its_person_when_the_list_is_sorted_anew() {
    let mut bench = Bench::new();
    bench.select(GUS);
    let before = bench.app.model.today.cursor();
    bench.elsewhere(&due_today(GUS)).wait(A_MINUTE);
    assert_eq!(bench.selected(), Some(GUS));
    assert!(
        bench.app.model.today.cursor() < before,
        "he has moved up into Today"
    );

    bench.elsewhere(&due_today(IDUNN)).wait(A_MINUTE);
    assert_eq!(
        bench.selected(),
        Some(GUS),
        "others move, the selection does not"
    );
    check_list(&bench);
}

#[test]
fn the_cursor_of_the_terminal_stands_on_the_selected_row() {
    let mut bench = Bench::new();
    bench.select(GUS).elsewhere(&due_today(GUS)).wait(A_MINUTE);
    let text = bench.text();
    let marked: Vec<&str> = text.lines().filter(|line| line.starts_with('>')).collect();
    assert!(
        matches!(marked.as_slice(), [row] if row.contains("Gooseberry")),
        "{marked:?}"
    );
    let row = text.lines().position(|line| line.starts_with('>')).unwrap();
    assert!(
        bench
            .screen()
            .contains(&format!("cursor: column 0, row {row} "))
    );
}

/// A key that follows a save is for whom the save was for, wherever the list has put them.
#[test]
fn after_an_act_the_selection_is_on_the_same_person() {
    let mut bench = Bench::new();
    bench.select(BERT);
    let place = bench.app.model.today.cursor();
    bench.press("c").type_text("Fine.").press("ctrl-s");
    assert_ne!(order(&bench)[place], BERT, "he has moved to Steady");
    assert_eq!(bench.selected(), Some(BERT));
    let row = bench.text();
    let row = row.lines().find(|line| line.starts_with('>')).unwrap();
    assert!(row.contains("Bramble"), "in sight too: {row}");
    assert!(!bench.said().contains("is in"), "{}", bench.said());

    let before = bench.folder(BERT).contacts.len();
    bench.press("C ctrl-s");
    assert_eq!(bench.folder(BERT).contacts.len(), before + 1);

    bench.press("u u");
    assert_eq!(bench.selected(), Some(BERT));
    assert_eq!(order(&bench)[place], BERT);
    check_list(&bench);
}

/// Who leaves the list that is shown is named with where they went: somebody else is selected now.
#[test]
fn who_goes_out_of_sight_by_an_act_is_said_to_be_elsewhere() {
    let mut bench = Bench::new();
    bench.select(BERT);
    let view = View {
        bucket: Some(Bucket::Today),
        ..View::default()
    };
    let (store, today) = (bench.store(), day("2026-03-02"));
    let list = &mut bench.app.model.today;
    list.narrow(view, None, &store, today).unwrap();
    bench.press("c").type_text("Fine.").press("ctrl-s");
    assert_eq!(bench.selected(), Some(KEN), "the next of Today");
    let said = bench.said();
    assert!(said.contains("Bramble, Bert is in Steady now."), "{said}");
    assert!(bench.flowing().contains("is in Steady now."));

    bench.press("u").open(BERT).press("c").type_text("Fine.");
    bench.press("ctrl-s esc");
    assert_eq!(bench.selected(), Some(KEN));
    assert_eq!(bench.said(), "Bramble, Bert is in Steady now.");

    // What is taken back is about him: the next key is too.
    bench.press("down u");
    assert_eq!(bench.selected(), Some(BERT));
    check_list(&bench);

    // Where it is not their place in the list that changed, the list is what they are no longer in.
    let view = View {
        silent_days: Some(14),
        ..View::default()
    };
    let (store, list) = (bench.store(), &mut bench.app.model.today);
    list.narrow(view, None, &store, today).unwrap();
    assert_eq!(bench.selected(), Some(BERT));
    bench.press("c").type_text("Fine.").press("ctrl-s");
    let said = bench.said();
    assert!(
        said.contains("Bramble, Bert is not in this list any more, but in Steady."),
        "{said}"
    );
}

#[test]
fn after_an_act_on_a_persons_page_the_list_is_where_they_are() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("c")
        .type_text("Fine.")
        .press("ctrl-s esc");
    assert_eq!(bench.selected(), Some(BERT));
    check_list(&bench);
}

#[test]
fn an_act_under_a_filter_moves_on_to_the_next_who_is_shown() {
    let mut bench = Bench::new();
    bench.press("b");
    assert_eq!(bench.app.model.today.filter.bucket, Some(Bucket::Today));
    assert_eq!(bench.app.model.today.len(), 6);
    assert_eq!(bench.app.model.today.hidden(), 5);
    bench.select(ED);
    bench.press("C ctrl-s");
    check_list(&bench);
    bench
        .select(DOT)
        .press("c")
        .type_text("Posted the form.")
        .press("tab tab tab 1 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(
        !order(&bench).contains(&DOT),
        "nothing of hers is due any more"
    );
    assert!(bench.selected().is_some());
    check_list(&bench);
    bench.press("esc");
    assert_eq!(bench.app.model.today.hidden(), 0);
    check_list(&bench);
}

#[test]
fn one_bucket_after_the_other_and_then_everybody() {
    let mut bench = Bench::new();
    let mut shown = 0;
    for bucket in Bucket::ALL {
        bench.press("b");
        assert_eq!(bench.app.model.today.filter.bucket, Some(bucket));
        shown += bench.app.model.today.len();
        let text = bench.text();
        let hidden = bench.app.model.today.hidden().to_string();
        assert!(
            text.contains(&hidden),
            "the screen says how many are hidden"
        );
        check_list(&bench);
    }
    assert_eq!(shown, bench.app.model.today.everybody().len());
    bench.press("b");
    assert_eq!(bench.app.model.today.hidden(), 0);
}

#[test]
fn people_are_found_by_what_is_known_of_them() {
    for (typed, found) in [
        ("applepip", vec![ADA]),
        ("addie", vec![ADA]),
        ("999 000 0018", vec![ADA]),
        ("3 feb 1944", vec![ADA]),
        ("rose", vec![ADA]),
        ("07700 900118", vec![ADA]),
        ("ivyleaf", vec![IDUNN]),
        ("feather hen", vec![HATTIE]),
        ("ken king", vec![KEN]),
        ("larkspur", vec![]),
        ("zzz", vec![]),
    ] {
        let mut bench = Bench::new();
        bench.press("/").type_text(typed);
        assert_eq!(order(&bench), found, "{typed}");
        check_list(&bench);
        bench.press("enter");
        assert_eq!(order(&bench), found, "{typed} is kept");
        bench.press("esc");
        assert_eq!(order(&bench).len(), 11, "{typed}: Esc shows everybody");
        check_list(&bench);
    }
}

#[test]
fn a_search_that_finds_somebody_new_is_up_to_date() {
    let mut bench = Bench::new();
    bench.press("/").type_text("mallow").press("esc");
    bench.press("N").type_text("Mallow").press("ctrl-s esc");
    bench.press("/").type_text("mallow");
    assert_eq!(order(&bench).len(), 1);
    check_list(&bench);
}

#[test]
fn who_is_called_that_comes_before_those_who_only_know_somebody() {
    let mut bench = Bench::new();
    bench.press("/").type_text("rose");
    assert_eq!(order(&bench), [ADA], "her daughter is called that");
    bench
        .press("esc N")
        .type_text("Rosewater")
        .press("ctrl-s esc");
    bench.press("/").type_text("rose");
    let found = order(&bench);
    assert_eq!(found.len(), 2);
    assert_ne!(found[0], ADA);
    check_list(&bench);
    bench.press("enter");
    let kept = bench.app.model.today.selected();
    assert_eq!(kept, Some(found[0]), "the selection stays on the person");
    let everybody = bench.app.model.today.everybody().iter();
    let theirs = everybody.map(|row| row.person);
    let in_turn: Vec<_> = theirs.filter(|person| found.contains(person)).collect();
    assert_eq!(
        order(&bench),
        in_turn,
        "what is kept is in order of urgency"
    );
}

#[test]
fn a_search_begins_with_nothing_typed() {
    let mut bench = Bench::new();
    bench.press("/").type_text("applepip").press("enter");
    assert_eq!(order(&bench), [ADA]);
    bench.press("/");
    assert_eq!(order(&bench).len(), 11);
    assert_eq!(bench.app.model.today.selected(), Some(ADA));
    check_list(&bench);
    bench.type_text("feather hen");
    assert_eq!(order(&bench), [HATTIE]);
}

#[test]
fn keys_of_the_list_are_letters_in_a_search() {
    let mut bench = Bench::new();
    bench.press("/").type_text("NCqzu?");
    assert!(bench.is_bare());
    assert_eq!(
        bench.app.model.today.find.as_ref().unwrap().text(),
        "NCqzu?"
    );
}

#[test]
fn who_leaves_goes_from_the_list_and_comes_back() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("p d tab tab tab")
        .type_text("manages")
        .press("ctrl-s esc");
    assert!(!order(&bench).contains(&BERT));
    check_list(&bench);
    bench.press("u");
    assert!(order(&bench).contains(&BERT));
    check_list(&bench);
}

#[test]
fn midnight_works_the_list_out_anew() {
    let mut bench = Bench::new();
    bench.select(GUS);
    let soon = bench.app.model.today.counts.of_bucket(Bucket::Soon);
    assert_eq!(soon, 1);
    // The idle lock would come first: a key now and then keeps it away.
    for _ in 0..3 * 24 * 8 {
        bench.wait(Duration::from_secs(450)).press("ctrl-l");
    }
    let row = bench
        .list()
        .into_iter()
        .find(|row| row.person == GUS)
        .unwrap();
    assert_eq!(row.bucket, Bucket::Today, "Thursday has come");
    assert!(bench.app.model.today.everybody() == bench.list());
    assert_eq!(bench.selected(), Some(GUS));
}

#[test]
fn a_key_that_is_the_first_to_see_the_new_day_works_the_list_out_anew() {
    // As after a night in which the computer slept: no minute passed, and it is Thursday.
    let mut bench = Bench::new().at("2026-03-05T08:00:00Z");
    bench.press("down");
    assert_eq!(bench.app.model.today.counts.of_bucket(Bucket::Soon), 0);
    assert!(bench.app.model.today.everybody() == bench.list());
}

#[test]
fn a_held_key_moves_at_once_and_the_detail_waits() {
    use caseload::app::Event;
    use caseload::app::keys::Key;
    let mut bench = Bench::new();
    let detail = |bench: &Bench| {
        bench
            .app
            .model
            .today
            .detail
            .as_ref()
            .map(|detail| detail.person)
    };
    let cx = bench.cx();
    for _ in 0..5 {
        bench.app.event(Event::Key(Key::Down), &cx);
    }
    bench.app.prepare(&cx);
    assert_eq!(bench.selected(), Some(ED));
    assert_ne!(
        detail(&bench),
        Some(ED),
        "the detail waits while the key is held"
    );
    bench.wait(Duration::from_millis(200));
    assert_eq!(detail(&bench), Some(ED));
}

#[test]
fn a_write_of_somebody_else_is_never_undone_by_this_user() {
    let mut bench = Bench::new();
    let contact = bench.folder(ADA).contacts[0].value.clone();
    let theirs = caseload::domain::contact::Contact {
        id: ContactId(id(9_500)),
        ..contact
    };
    bench.elsewhere(&Change {
        writes: vec![Write::Add(Record::Contact(theirs))],
    });
    bench.wait(A_MINUTE).press("u");
    assert_eq!(bench.folder(ADA).contacts.len(), 5, "{}", bench.said());
}

/// A list so long that working it out would be felt is worked out in the background, and nothing written meanwhile is
/// missing from it.
#[test]
fn midnight_works_a_long_list_out_without_stopping_the_keys() {
    let mut records = crate::support::people::everybody();
    let Some(Record::Person(first)) = records.first().cloned() else {
        panic!("a person comes first");
    };
    for n in 10_000..11_100 {
        let mut person = first.clone();
        person.id = crate::support::people::person_id(n);
        person.nhs_number = None;
        person.name.family = format!("Long {n}");
        records.push(Record::Person(person));
    }
    let mut bench = Bench::with(records);
    let before = bench.app.model.today.everybody().len();
    bench = bench.at("2026-03-03T00:01:00Z");
    bench.elsewhere(&due_today(GUS));
    bench.press("j");
    bench.relisted();
    assert_eq!(bench.app.model.today.everybody().len(), before);
    assert_eq!(bench.app.model.today.everybody(), bench.list());
    check_list(&bench);
}

/// Somebody's record cannot be read for a while: the list is tried again, and nobody is missing meanwhile.
#[test]
fn what_could_not_be_read_is_read_again() {
    let mut bench = Bench::new();
    bench.wait(A_MINUTE);
    bench.elsewhere(&due_today(GUS));
    let raw = bench.raw();
    raw.execute_batch(
        "CREATE TABLE put_by AS SELECT person, tier FROM standing; UPDATE standing SET tier = 99;",
    )
    .unwrap();
    bench.wait(A_MINUTE);
    assert!(bench.said().contains("cannot be read"), "{}", bench.said());
    check_list(&bench);
    raw.execute_batch(
        "UPDATE standing SET tier = (SELECT tier FROM put_by WHERE put_by.person = standing.person);
         DROP TABLE put_by;",
    )
    .unwrap();
    bench.wait(A_MINUTE);
    assert_eq!(bench.app.model.today.everybody(), bench.list());
    check_list(&bench);
}

/// However often a page is turned the front page is never blank, and a line up moves at once.
#[test]
fn the_front_page_ends_where_its_text_does() {
    let mut bench = Bench::new().sized(80, 12);
    bench.open(ADA);
    bench.press("j");
    let first = bench.text();
    bench.press("pagedown pagedown pagedown pagedown G");
    let end = bench.text();
    assert_ne!(first, end, "it is longer than the screen");
    let rows = |text: &str| text.lines().filter(|row| !row.trim().is_empty()).count();
    assert!(rows(&end) >= 10, "{end}");
    bench.press("pagedown");
    assert_eq!(bench.text(), end, "the end is the end");
    bench.press("k");
    assert_ne!(bench.text(), end, "a line up moves at once");
    bench.press("g");
    assert!(bench.text().contains("Down: in full"), "{}", bench.text());
}
