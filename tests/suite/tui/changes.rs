//! `n`: what changed since the user was last here. News is what others did and what time brought, never what they did
//! themselves.

use std::time::Duration;

use caseload::app::model::Screen;
use caseload::app::person_view::PersonView;
use caseload::domain::change::Change;
use caseload::domain::id::PersonId;
use caseload::domain::person::{Leaving, Status};
use caseload::domain::record::Record;
use caseload::store::{Stamp, Store};

use crate::support::Bench;
use crate::support::people::{ADA, GUS, IDUNN, JOY, crowd, day, id};

/// Rows of the page, without the one that is shown in full.
fn rows(bench: &Bench) -> Vec<String> {
    let text = bench.text();
    let rows = text
        .lines()
        .skip(3)
        .take_while(|row| !row.trim().is_empty());
    rows.map(|row| row.get(2..).unwrap_or("").to_owned())
        .collect()
}

/// A colleague at another screen.
fn colleague(bench: &Bench) -> Store {
    bench.store_as("b.jones")
}

/// Locks, lets something happen, and comes back.
fn while_away(bench: &mut Bench, happens: impl FnOnce(&mut Bench)) {
    bench.press("z");
    assert!(bench.is_locked());
    happens(bench);
    bench.unlock();
}

#[test]
fn the_first_visit_has_nothing_to_compare_with() {
    let mut bench = Bench::new();
    assert_eq!(bench.said(), "");
    bench.press("n");
    assert!(
        bench.text().contains("This is your first visit"),
        "{}",
        bench.text()
    );
    bench.press("enter");
    assert!(bench.said().contains("Esc"), "{}", bench.said());
    bench.press("esc");
    assert_eq!(bench.app.model.screen, Screen::Today);
}

/// A colleague writes that somebody died.
fn dies(bench: &Bench, person: PersonId) {
    let folder = bench.folder(person);
    let mut died = folder.person.value.clone();
    died.status = Status::Left {
        on: day("2026-03-01"),
        how: Leaving::Died,
        because: "at home".into(),
        tell: Vec::new(),
    };
    let stamp = Stamp {
        at: bench.cx().now,
        command: "person.status",
        note: "",
    };
    let change = Change::replace(Record::Person(died), folder.person.revision);
    colleague(bench).write(stamp, &change).unwrap();
}

/// On the first visit too: what a colleague writes meanwhile is said at once, stands under `n`, and stays news until it
/// was looked at.
#[test]
fn a_death_that_a_colleague_writes_meanwhile_is_told_until_it_was_looked_at() {
    let mut bench = Bench::new();
    dies(&bench, ADA);
    bench.wait(Duration::from_secs(60));
    assert_eq!(
        bench.said(),
        "Applepip, Ada died Sun 1 Mar: somebody else wrote so. In the list n shows more."
    );
    while_away(&mut bench, |_| ());
    assert!(bench.said().contains("since you left"), "{}", bench.said());
    bench.press("n");
    let told = |bench: &Bench| {
        rows(bench).iter().any(|row| {
            row.starts_with("left ")
                && row.contains("Applepip, Ada")
                && row.contains("died Sun 1 Mar; was in Today")
        })
    };
    assert!(told(&bench), "{}", bench.text());
    while_away(&mut bench, |_| ());
    bench.press("n");
    assert!(!told(&bench), "{}", bench.text());

    bench.press("esc");
    dies(&bench, GUS);
    bench.wait(Duration::from_secs(60));
    bench.press("n");
    let gus = |row: &String| row.starts_with("left ") && row.contains("Gooseberry");
    assert!(rows(&bench).iter().any(gus), "{}", bench.text());
    while_away(&mut bench, |_| ());
    bench.press("n");
    assert!(!rows(&bench).iter().any(gus), "{}", bench.text());
}

#[test]
fn a_contact_with_somebody_who_died_meanwhile_is_asked_about_once() {
    let mut bench = Bench::new();
    bench.select(ADA).press("c").type_text("She is well.");
    dies(&bench, ADA);
    bench.wait(Duration::from_secs(60)).press("ctrl-s");
    let said = bench.said();
    assert!(said.contains("Addie died on Sun 1 Mar 2026"), "{said}");
    assert!(bench.app.model.form().is_some());
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let contacts = bench.folder(ADA).contacts;
    assert!(contacts.iter().any(|one| one.gist == "She is well."));
}

/// More people than are read one by one, and a save that catches up before the minute is over.
#[test]
fn who_left_among_many_and_before_a_save_is_told_too() {
    let mut bench = Bench::with(crowd(203));
    let people: Vec<PersonId> = bench.list().iter().map(|row| row.person).collect();
    let mut change = Change::default();
    for person in &people {
        let kept = bench.folder(*person).person;
        let mut changed = kept.value.clone();
        changed.notes = "seen at the surgery".into();
        if person == people.last().unwrap() {
            changed.status = Status::Left {
                on: day("2026-03-01"),
                how: Leaving::Moved,
                because: "to the coast".into(),
                tell: Vec::new(),
            };
        }
        change
            .writes
            .extend(Change::replace(Record::Person(changed), kept.revision).writes);
    }
    let stamp = Stamp {
        at: bench.cx().now,
        command: "person.status",
        note: "",
    };
    colleague(&bench).write(stamp, &change).unwrap();
    bench.wait(Duration::from_secs(60));
    assert!(
        bench
            .said()
            .contains("moved away Sun 1 Mar: somebody else wrote so"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.list().len(), 202);

    dies(&bench, people[0]);
    bench.select(people[1]).press("X esc");
    bench.press("c").type_text("All well.").press("ctrl-s");
    bench.wait(Duration::from_secs(60)).press("n");
    let left = rows(&bench);
    let told = left.iter().filter(|row| row.starts_with("left ")).count();
    assert_eq!(told, 2, "{left:?}");
}

#[test]
fn nothing_changed_in_a_moment() {
    let mut bench = Bench::new();
    while_away(&mut bench, |_| ());
    assert_eq!(bench.said(), "");
    bench.press("n");
    let text = bench.text();
    assert!(
        text.contains("0 changes since you left, Mon 2 Mar 09:12"),
        "{text}"
    );
    assert!(text.contains("Nothing has changed since then."), "{text}");
}

#[test]
fn time_brings_new_reasons() {
    let mut bench = Bench::new();
    while_away(&mut bench, |bench| {
        bench.wait(Duration::from_secs(3 * 24 * 3_600));
    });
    assert!(
        bench
            .said()
            .ends_with("since you left, Mon 2 Mar 09:12: n shows them."),
        "{}",
        bench.said()
    );
    bench.press("n");
    let gus = rows(&bench)
        .into_iter()
        .find(|row| row.contains("Gooseberry"));
    let gus = gus.expect("a check-in that was promised for Thursday");
    assert!(
        gus.starts_with("new ") && gus.contains("B check-in promised for Thu 5 Mar"),
        "{gus}"
    );
}

#[test]
fn what_others_write_is_told_and_what_one_does_oneself_is_not() {
    let mut bench = Bench::new();
    bench
        .select(IDUNN)
        .press("c")
        .type_text("All well.")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let at = bench.cx().now;
    while_away(&mut bench, |bench| {
        let mut person = bench.folder(JOY).person.value.clone();
        person.status = Status::Open;
        let seen = bench.folder(JOY).person.revision;
        let stamp = Stamp {
            at,
            command: "person.status",
            note: "",
        };
        let change = Change::replace(Record::Person(person), seen);
        colleague(bench).write(stamp, &change).unwrap();
    });
    assert!(
        bench.said().starts_with("2 changes since you left"),
        "{}",
        bench.said()
    );
    bench.press("n");
    let told = rows(&bench);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("Juniper, Joy") && told[0].contains("from Paused"),
        "{told:?}"
    );
    assert!(
        told[1].starts_with("entry") && told[1].ends_with("b.jones: pause or end"),
        "{told:?}"
    );

    // Enter opens the person, Esc comes back to the same row.
    bench.press("down enter");
    assert_eq!(
        bench.app.model.person.as_ref().map(PersonView::id),
        Some(JOY)
    );
    bench.press("esc");
    assert_eq!(bench.app.model.screen, Screen::Changes);
    assert_eq!(bench.cursor(), Some((0, 4)));
    bench.press("esc");
    assert_eq!(bench.app.model.screen, Screen::Today);

    // What is done now is no news, neither now nor the next time.
    bench
        .select(ADA)
        .press("c")
        .type_text("She knows.")
        .press("ctrl-s n");
    assert_eq!(rows(&bench), told);
    while_away(&mut bench, |_| ());
    assert_eq!(bench.said(), "");
}

/// "Change this row" alone says nothing: the row is named by its kind and what it is known by.
#[test]
fn what_others_wrote_names_the_row() {
    let mut bench = Bench::new().sized(120, 40);
    let at = bench.cx().now;
    while_away(&mut bench, |bench| {
        let mut store = colleague(bench);
        let mut write = |command, change: Change| {
            let note = "";
            store.write(Stamp { at, command, note }, &change).unwrap();
        };
        let folder = bench.folder(ADA);
        let mut item = folder.items[0].value.clone();
        item.because = "she asked again".into();
        let what = Change::replace(Record::Item(item), folder.items[0].revision);
        write("item.edit", what);
        let plan = folder.plan.expect("a plan");
        let mut changed = plan.value.clone();
        changed.goals[0].text = "Walk to the shop and back".into();
        write(
            "plan.edit",
            Change::replace(Record::Plan(changed), plan.revision),
        );
    });
    let item = bench.folder(ADA).items[0].value.clone();
    bench.press("n");
    let told = rows(&bench);
    let named = format!("b.jones: {}: {} (", item.kind.word(), item.what);
    assert!(
        told.iter().any(|row| row.contains(&named)),
        "{named}: {told:?}"
    );
    let plan = "b.jones: plan: goals: goal Down to the garden";
    assert!(told.iter().any(|row| row.contains(plan)), "{told:?}");
    assert!(bench.flowing().contains("text (change this row)"));
}

/// The counts say where the person is who is open, not who was selected in the list.
#[test]
fn whoever_is_opened_from_there_is_in_their_own_bucket() {
    let mut bench = Bench::new();
    let at = bench.cx().now;
    while_away(&mut bench, |bench| {
        let joy = bench.folder(JOY).person;
        let mut person = joy.value.clone();
        person.status = Status::Open;
        let stamp = Stamp {
            at,
            command: "person.status",
            note: "",
        };
        let change = Change::replace(Record::Person(person), joy.revision);
        colleague(bench).write(stamp, &change).unwrap();
    });
    let bucket = |bench: &Bench, person| {
        let rows = bench.list();
        rows.iter().find(|row| row.person == person).unwrap().bucket
    };
    bench.select(ADA);
    assert_ne!(bucket(&bench, ADA), bucket(&bench, JOY));
    bench.press("n down enter");
    let text = bench.text();
    let counts = text.lines().nth(1).unwrap();
    let here = format!("[{}", bucket(&bench, JOY).word());
    assert!(counts.contains(&here), "{here}: {counts}");
}

#[test]
fn who_joined_and_who_left_are_told() {
    let mut bench = Bench::new();
    while_away(&mut bench, |bench| {
        let mut joined = bench.folder(GUS).person.value.clone();
        joined.id = PersonId(id(77));
        joined.nhs_number = None;
        joined.name.family = "Newcomer".into();
        bench.elsewhere(&Change::add(Record::Person(joined)));
        let mut left = bench.folder(GUS).person.clone();
        left.value.status = Status::Left {
            on: day("2026-03-02"),
            how: Leaving::Moved,
            because: "to her son".into(),
            tell: Vec::new(),
        };
        bench.elsewhere(&Change::replace(Record::Person(left.value), left.revision));
    });
    bench.press("n");
    let told = rows(&bench);
    assert!(
        told[0].starts_with("joined") && told[0].contains("Newcomer"),
        "{told:?}"
    );
    assert!(
        told[1].contains("moved away Mon 2 Mar; was in Soon"),
        "{told:?}"
    );
}

#[test]
fn news_that_was_not_looked_at_is_news_after_the_next_lock() {
    let mut bench = Bench::new();
    let at = bench.cx().now;
    while_away(&mut bench, |bench| {
        let mut person = bench.folder(JOY).person.value.clone();
        person.status = Status::Open;
        let seen = bench.folder(JOY).person.revision;
        let stamp = Stamp {
            at,
            command: "person.status",
            note: "",
        };
        let change = Change::replace(Record::Person(person), seen);
        colleague(bench).write(stamp, &change).unwrap();
    });
    let said = bench.said();
    assert!(said.starts_with("2 changes since you left"), "{said}");
    // What they do themselves does not become news by that.
    bench
        .select(IDUNN)
        .press("c")
        .type_text("All well.")
        .press("ctrl-s");
    while_away(&mut bench, |_| ());
    assert_eq!(bench.said(), said);
    bench.press("n esc");
    while_away(&mut bench, |_| ());
    assert_eq!(bench.said(), "");
}

#[test]
fn what_was_written_before_the_list_caught_up_is_news() {
    let mut bench = Bench::new();
    let at = bench.cx().now;
    let mut person = bench.folder(JOY).person.value.clone();
    person.status = Status::Open;
    let seen = bench.folder(JOY).person.revision;
    let stamp = Stamp {
        at,
        command: "person.status",
        note: "",
    };
    let change = Change::replace(Record::Person(person), seen);
    colleague(&bench).write(stamp, &change).unwrap();
    while_away(&mut bench, |_| ());
    assert!(
        bench.said().starts_with("2 changes since you left"),
        "{}",
        bench.said()
    );
}

#[test]
fn a_reason_that_is_dealt_with_reads_so_at_once() {
    let mut bench = Bench::new();
    while_away(&mut bench, |bench| {
        bench.wait(Duration::from_secs(3 * 24 * 3_600));
    });
    bench.press("n");
    let at = rows(&bench)
        .iter()
        .position(|row| row.contains("Gooseberry"))
        .expect("a check-in that was promised for Thursday");
    for _ in 0..at {
        bench.press("down");
    }
    bench
        .press("enter c")
        .type_text("All well.")
        .press("ctrl-s esc");
    assert_eq!(bench.app.model.screen, Screen::Changes);
    let gus = rows(&bench).remove(at);
    assert!(gus.contains("dealt with since"), "{gus}");
}

#[test]
fn a_visit_ends_with_the_program_too() {
    for end in ["ctrl-q", "end"] {
        let mut bench = Bench::new();
        if end == "end" {
            bench.happens(caseload::app::Event::End);
        } else {
            bench.press(end);
        }
        assert!(bench.app.model.quit);
        assert!(bench.store().visit().unwrap().is_some(), "{end}");
    }
}
