//! `u` takes back any kind of change, whole: record, list and counts are as they were.

use std::fs;

use caseload::domain::change::Change;
use caseload::domain::id::{ItemId, PersonId};
use caseload::domain::item::{Item, ItemKind, Waiting};
use caseload::domain::record::Record;
use caseload::store::Stamp;

use super::{Whole, check_list};
use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, DOT, FAY, GUS, IDUNN, JOY, day, id};

/// A change by keys, with the person whose page is open, or the list.
struct Case {
    what: &'static str,
    on: Option<PersonId>,
    act: fn(&mut Bench),
}

const fn on_list(what: &'static str, act: fn(&mut Bench)) -> Case {
    Case {
        what,
        on: None,
        act,
    }
}

const fn on(what: &'static str, person: PersonId, act: fn(&mut Bench)) -> Case {
    Case {
        what,
        on: Some(person),
        act,
    }
}

const CASES: &[Case] = &[
    on_list("a contact", |bench| {
        bench
            .select(BERT)
            .press("c")
            .type_text("Fine.")
            .press("ctrl-s");
    }),
    on_list("an attempt", |bench| {
        bench.select(BERT).press("C ctrl-s");
    }),
    on_list("a contact that answers a question", |bench| {
        bench
            .select(CY)
            .press("c")
            .type_text("Yes.")
            .press("tab tab tab 1 ctrl-s");
    }),
    on_list("a new person", |bench| {
        bench.press("N").type_text("Mallow").press("ctrl-s");
    }),
    on_list("an import", |bench| {
        let list = bench.dir().join("list.csv");
        fs::write(
            &list,
            "Surname,First name,DOB\nMallow,May,03/02/1944\nMyrtle,Max,04/02/1944\n",
        )
        .unwrap();
        bench
            .press("I")
            .type_text(list.to_str().unwrap())
            .press("enter enter");
        bench.type_text("a list").press("ctrl-s");
    }),
    on("a correction", ADA, |bench| {
        bench.press("3 o").type_text(" And more.").press("ctrl-s");
    }),
    on("a question", GUS, |bench| {
        bench.press("q").type_text("when?").press("ctrl-s");
    }),
    on("an action", GUS, |bench| {
        bench.press("a").type_text("write").press("ctrl-s");
    }),
    on("a changed item", CY, |bench| {
        bench
            .press("4 enter")
            .type_text(" And when?")
            .press("ctrl-s");
    }),
    on("a chase", CY, |bench| {
        bench.press("4 h ctrl-s");
    }),
    on("an answer", CY, |bench| {
        bench.press("4 r").type_text("we do").press("ctrl-s");
    }),
    on("being told", ADA, |bench| {
        bench.press("4 down t ctrl-s");
    }),
    on("a done action", DOT, |bench| {
        bench.press("4 d ctrl-s");
    }),
    on("a dropped item", DOT, |bench| {
        bench.press("4 x").type_text("has one").press("ctrl-s");
    }),
    on("a member of the team", FAY, |bench| {
        bench
            .press("m tab")
            .type_text("Nell Nettle")
            .press("ctrl-s");
    }),
    on("a change of lead", ADA, |bench| {
        bench
            .press("m L tab")
            .type_text("Nell Nettle")
            .press("ctrl-s esc");
    }),
    on("a changed place in the team", ADA, |bench| {
        bench
            .press("5 enter tab")
            .type_text(" (Tue, Thu)")
            .press("ctrl-s");
    }),
    on("an ended place in the team", ADA, |bench| {
        bench.press("5 x ctrl-s");
    }),
    on("changed details", BERT, |bench| {
        bench.press("e tab tab").type_text("Bertie").press("ctrl-s");
    }),
    on("a pause", BERT, |bench| {
        bench
            .press("p p tab + 4 w tab tab")
            .type_text("abroad")
            .press("ctrl-s");
    }),
    on("the end of a pause", JOY, |bench| {
        bench.press("p f ctrl-s");
    }),
    on("a discharge", BERT, |bench| {
        bench
            .press("p d tab tab tab")
            .type_text("manages")
            .press("ctrl-s esc");
    }),
    on("words", FAY, |bench| {
        bench
            .press("w")
            .type_text("I want to be home.")
            .press("ctrl-s");
    }),
    on("newer words", ADA, |bench| {
        bench.press("w").type_text("First of all: ").press("ctrl-s");
    }),
    on("a story", BERT, |bench| {
        bench.press("s").type_text("A sailor.").press("ctrl-s");
    }),
    on("a text of the plan", IDUNN, |bench| {
        bench
            .press("2 G up up up enter")
            .type_text("Her sister. ")
            .press("ctrl-s");
    }),
    on("a contingency plan", FAY, |bench| {
        bench
            .press("2 + c tab")
            .type_text("slippers tight")
            .press("ctrl-s");
    }),
    on("end-of-life care", IDUNN, |bench| {
        bench.press("2 E tab").type_text("Dr Quince").press("tab");
        bench.type_text("last weeks").press("ctrl-s");
    }),
    on("wishes", IDUNN, |bench| {
        bench.press("2 + w").type_text("at home").press("ctrl-s");
    }),
    on("a need", FAY, |bench| {
        bench.press("2 n").type_text("company").press("ctrl-s");
    }),
    on("why there are no words", FAY, |bench| {
        bench.press("2 W").type_text("asleep").press("ctrl-s");
    }),
    on("a goal", IDUNN, |bench| {
        bench.press("2 o").type_text("swim").press("ctrl-s");
    }),
    on("a review", IDUNN, |bench| {
        bench.press("2 r tab + 3 m ctrl-s");
    }),
    on("an agreement", FAY, |bench| {
        bench.press("2 A ctrl-s");
    }),
];

#[test]
fn every_kind_of_change_can_be_taken_back() {
    for Case { what, on, act } in CASES {
        let mut bench = Bench::new();
        if let Some(person) = on {
            bench.open(*person);
        }
        let before = Whole::of(&bench);
        act(&mut bench);
        assert!(bench.is_bare(), "{what}: {}", bench.said());
        let after = Whole::of(&bench);
        assert!(before != after, "{what} changed nothing: {}", bench.said());
        assert!(
            bench.app.model.today.everybody() == after.list,
            "{what}: the list on the screen is not what the store says"
        );

        bench.press("u");
        assert!(
            before == Whole::of(&bench),
            "{what} was not taken back whole"
        );
        assert!(
            bench.app.model.today.everybody() == before.list,
            "{what}: the list on the screen is not what the store says"
        );
        check_list(&bench);
        let said = bench.said();
        let said = said
            .strip_suffix(" U brings it back again.")
            .unwrap_or(&said);
        assert!(
            !said.contains('_') && !said.trim_end_matches('.').contains('.'),
            "{what}: the name of a command is no sentence: {said}"
        );

        bench.press("u");
        assert!(
            before == Whole::of(&bench),
            "{what}: the second undo went on"
        );
    }
}

#[test]
fn changes_are_taken_back_one_by_one_newest_first() {
    let mut bench = Bench::new();
    let start = Whole::of(&bench);
    bench
        .select(BERT)
        .press("c")
        .type_text("One.")
        .press("ctrl-s");
    let first = Whole::of(&bench);
    bench
        .select(CY)
        .press("c")
        .type_text("Two.")
        .press("ctrl-s");
    bench.press("u");
    assert!(first == Whole::of(&bench));
    bench.press("u");
    assert!(start == Whole::of(&bench));
}

#[test]
fn what_was_taken_back_stays_in_the_journal() {
    let mut bench = Bench::new();
    bench
        .select(BERT)
        .press("c")
        .type_text("One.")
        .press("ctrl-s u");
    bench.open(BERT).press("3");
    let view = bench.app.model.person.as_ref().unwrap();
    assert_eq!(view.contact_count, 1, "the entry is out of sight");
    let store = bench.store();
    let entries = store.journal_of(BERT, 10).unwrap();
    let commands: Vec<&str> = entries.iter().map(|entry| entry.command.as_str()).collect();
    assert!(
        commands.contains(&"contact.log") && commands.contains(&"change.undo"),
        "{commands:?}"
    );
}

/// What stands newest on a record may be somebody else's: only what was done here is taken back.
#[test]
fn what_others_did_is_never_taken_back() {
    let mut bench = Bench::new();
    let theirs = Change::add(Record::Item(Item::new(
        ItemId(id(9_001)),
        BERT,
        ItemKind::Question,
        "theirs",
        Waiting::Us,
        day("2026-03-02"),
    )));
    bench
        .open(BERT)
        .press("q")
        .type_text("ours")
        .press("ctrl-s");
    let at = bench.cx().now;
    let stamp = Stamp {
        at,
        command: "item.question",
        note: "",
    };
    // A colleague, and ourselves at another terminal.
    bench.store_as("n.nettle").write(stamp, &theirs).unwrap();
    bench.elsewhere(&Change::add(Record::Item(Item::new(
        ItemId(id(9_002)),
        BERT,
        ItemKind::Question,
        "elsewhere",
        Waiting::Us,
        day("2026-03-02"),
    ))));
    let asked = |bench: &Bench| {
        let items = bench.folder(BERT).items;
        let mut what: Vec<_> = items.iter().map(|item| item.value.what.clone()).collect();
        what.sort();
        what
    };
    let others = ["elsewhere", "theirs"];
    assert_eq!(asked(&bench), ["elsewhere", "ours", "theirs"]);
    bench.press("u");
    assert_eq!(asked(&bench), others);
    bench.press("u");
    assert_eq!(asked(&bench), others);
    assert!(
        bench
            .said()
            .contains("nothing left to undo in this session")
    );
    // Nor after the lock, when everything that is here was done before.
    bench.press("z").unlock().press("u");
    assert_eq!(asked(&bench), others);
}

/// The name of a command is no sentence, also where no person is concerned.
#[test]
fn what_is_taken_back_is_named_in_words() {
    let mut bench = Bench::new();
    bench
        .press("@ enter n")
        .type_text("Day centre")
        .press("tab");
    bench.type_text("Lunch").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench
        .press("enter")
        .type_text(" (Mill Lane)")
        .press("ctrl-s u");
    let said = bench.said();
    assert!(
        said.starts_with("Taken back: a change of a service."),
        "{said}"
    );
    bench.press("u");
    let said = bench.said();
    assert!(said.starts_with("Taken back: a new service."), "{said}");
}
