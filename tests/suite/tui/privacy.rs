//! Locked means that nothing of anybody is left, on the screen or in the model; what was typed is kept.

use caseload::app::model::Overlay;
use std::time::Duration;

use crate::support::people::{ADA, CY, everybody};
use crate::support::{Bench, LOCK_AFTER, PASSPHRASE};

/// Words that stand in the records of the bench and must not stand on a locked screen.
fn check_nothing_shows(bench: &Bench) {
    assert!(bench.is_locked());
    let text = bench.text();
    for word in [
        "Applepip",
        "Addie",
        "Bramble",
        "Cobbleton",
        "Foxglove",
        "Juniper",
        "Teasel",
        "Quince",
        "kitchen",
        "pharmacy",
        "999",
        "01632",
        "Today 6",
    ] {
        assert!(
            !text.contains(word),
            "{word} is still on the screen:\n{text}"
        );
    }
    let model = &bench.app.model;
    assert!(model.person.is_none() && model.import.is_none());
    assert!(model.today.everybody().is_empty() && model.today.detail.is_none());
    assert!(model.today.filter.is_everybody() && model.today.find.is_none());
    assert_eq!(model.overlays.len(), 1, "the passphrase alone");
}

#[test]
fn one_key_locks_at_once_from_every_screen() {
    for keys in [
        "",
        "/ ken enter",
        "enter",
        "enter 2",
        "enter 3",
        "enter 4",
        "enter 5",
        "enter 3 enter",
        "?",
    ] {
        let mut bench = Bench::new();
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            match key {
                "ken" => bench.type_text(key),
                key => bench.press(key),
            };
        }
        bench.press("z");
        check_nothing_shows(&bench);
        bench.unlock();
        assert!(!bench.is_locked(), "{}", bench.said());
        assert_eq!(bench.app.model.today.everybody().len(), 11);
    }
}

#[test]
fn ten_quiet_minutes_lock_whatever_is_open() {
    for keys in ["", "c", "enter w", "enter e", ":", "/", "c ctrl-d", "I"] {
        let mut bench = Bench::new();
        bench.press(keys).type_text("abc");
        bench.wait(LOCK_AFTER.saturating_sub(Duration::from_secs(1)));
        assert!(!bench.is_locked(), "{keys}: too early");
        bench.wait(Duration::from_secs(1));
        check_nothing_shows(&bench);
    }
}

#[test]
fn typing_keeps_the_lock_away() {
    let mut bench = Bench::new();
    bench.press("c");
    for _ in 0..5 {
        bench.wait(LOCK_AFTER / 2).type_text("a");
    }
    assert!(!bench.is_locked());
}

#[test]
fn what_was_typed_survives_the_lock() {
    let mut bench = Bench::new();
    bench.select(CY).press("c").type_text("Half a sen");
    bench.wait(LOCK_AFTER);
    check_nothing_shows(&bench);
    bench.unlock();
    assert!(!bench.said().is_empty(), "it says that a draft is waiting");
    bench.select(CY).press("c");
    assert_eq!(bench.app.model.form().unwrap().text("gist"), "Half a sen");

    bench.press("esc").open(ADA).press("w").type_text("FIRST ");
    bench.wait(LOCK_AFTER).unlock();
    bench.open(ADA).press("w");
    assert!(
        bench
            .app
            .model
            .editor_mut()
            .unwrap()
            .note
            .text()
            .contains("FIRST ")
    );
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_is_not_shown() {
    let mut bench = Bench::locked(everybody());
    bench.type_text("correct horse");
    assert!(!bench.text().contains("horse") && bench.text().contains("****"));
    bench.press("ctrl-s");
    assert!(bench.is_locked());
    assert!(!bench.said().is_empty());
    let screen = bench.text();
    assert!(!screen.contains("horse"));
    check_nothing_shows(&bench);
}

#[test]
fn wrong_passphrases_in_a_row_wait_and_say_so() {
    let mut bench = Bench::locked(everybody());
    let wrong = |bench: &mut Bench| {
        bench.type_text("correct horse").press("ctrl-s");
        assert!(bench.is_locked());
        bench.said()
    };
    for _ in 0..2 {
        let said = wrong(&mut bench);
        assert!(!said.contains("looked at after"), "{said}");
    }
    let said = wrong(&mut bench);
    assert!(
        said.ends_with("The next one is looked at after 1 second."),
        "{said}"
    );
    // The right one is let in after its pause, and nothing is counted any more.
    bench.unlock();
    assert!(!bench.is_locked(), "{}", bench.said());
    bench.press("z");
    let said = wrong(&mut bench);
    assert!(!said.contains("looked at after"), "{said}");
}

#[test]
fn nothing_typed_at_the_door_is_kept() {
    let mut bench = Bench::locked(Vec::new());
    bench.type_text(PASSPHRASE);
    bench.wait(Duration::from_secs(5));
    assert_eq!(bench.store().drafts().unwrap().len(), 0);
    let Some(Overlay::Form(form)) = bench.app.model.overlays.last() else {
        panic!("the door is a form");
    };
    assert!(form.place.is_none());
    assert!(!form.values().values().any(|value| value.contains("horse")));
}

#[test]
fn keys_of_the_list_do_nothing_at_the_door() {
    let mut bench = Bench::locked(everybody());
    for key in [":", "?", "/", "c", "z", "u", "I", "N"] {
        bench.press(key);
    }
    assert!(bench.is_locked());
    assert_eq!(bench.app.model.overlays.len(), 1);
    bench.press("ctrl-d");
    assert_eq!(bench.app.model.overlays.len(), 1);
}

#[test]
fn a_file_that_was_read_behind_the_lock_shows_nobody() {
    let mut bench = Bench::new();
    let list = bench.dir().join("list.csv");
    std::fs::write(&list, "Surname,First name\nMallow,May\n").unwrap();
    bench.press("I").type_text(list.to_str().unwrap());
    // The job is under way when the lock comes, and reports behind it.
    bench.happens(caseload::app::Event::Key(caseload::app::keys::Key::Ctrl(
        's',
    )));
    assert!(bench.app.model.busy.is_some());
    bench.wait(LOCK_AFTER).settle();
    assert!(!bench.text().contains("Mallow"));
    check_nothing_shows(&bench);
    bench.unlock();
    assert!(!bench.is_locked(), "{}", bench.said());
}

#[test]
fn a_store_is_made_and_opened_by_its_first_user() {
    let mut bench = Bench::welcome();
    bench
        .type_text("a.okafor")
        .press("tab")
        .type_text("A. Okafor")
        .press("tab l tab");
    bench
        .type_text(PASSPHRASE)
        .press("tab")
        .type_text("correct horse")
        .press("ctrl-s");
    assert!(bench.is_locked(), "the two differ");
    for _ in 0.."correct horse".len() {
        bench.press("backspace");
    }
    bench.type_text(PASSPHRASE).press("ctrl-s");
    assert!(!bench.is_locked(), "{}", bench.said());
    assert!(bench.text().to_lowercase().contains("recovery code"));
    bench.press("enter esc");
    assert!(
        bench.text().contains("Your recovery code"),
        "one key alone does not lose it"
    );
    let page = bench.text();
    let code = page
        .lines()
        .nth(3)
        .map(str::trim)
        .expect("the code")
        .to_owned();
    bench.press("esc ctrl-d");
    assert!(bench.is_bare());
    assert!(
        bench.said().contains("The store is ready"),
        "{}",
        bench.said()
    );
    bench
        .press("N")
        .type_text("Mallow")
        .press("ctrl-s esc z")
        .unlock();
    assert_eq!(bench.app.model.today.everybody().len(), 1);
    bench.press("z ctrl-u").type_text(&code).press("ctrl-s");
    assert!(!bench.is_locked(), "{}", bench.said());
    assert!(
        bench.said().contains("Choose a new passphrase"),
        "{}",
        bench.said()
    );
}
