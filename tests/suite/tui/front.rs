//! The front page at 24 rows: what somebody may come to harm without is not cut while rows stay empty.

use caseload::domain::calendar::Holidays;
use caseload::domain::change::Change;
use caseload::domain::id::TransitionId;
use caseload::domain::person::{Phone, PhoneUse};
use caseload::domain::record::Record;
use caseload::domain::transition::{MoveKind, Transition};
use caseload::domain::triage::{Clock, look};

use crate::support::Bench;
use crate::support::people::{ADA, BERT, IDUNN, contact, id};

/// The dozen, of whom one is changed.
fn changed(bench: &mut Bench, change: impl FnOnce(&mut caseload::domain::person::Person)) {
    let kept = bench.folder(ADA).person;
    let mut person = kept.value;
    change(&mut person);
    bench.elsewhere(&Change::replace(Record::Person(person), kept.revision));
}

#[test]
fn what_is_vital_is_whole_while_rows_are_left() {
    let mut bench = Bench::new();
    bench.open(ADA);
    let said = bench.flowing();
    for whole in [
        "NOW: nav A. Okafor 01632 960155 | Addie 01632 960101 | Nell Nettle 01632 960140 for pain, dressings | Dr Quince \
         01632 960100",
        "Lead Dr Quince 01632 960100, GP",
        "ring the nurse the same day",
    ] {
        assert!(said.contains(whole), "{whole}: {}", bench.text());
    }

    // How to speak with them comes first.
    let needs = "Hearing loss: face her, speak clearly, lip-reads, hearing aids in the blue case by the bed, never \
                 shout, no telephone menus, large print on yellow paper";
    bench.press("esc");
    changed(&mut bench, |person| {
        person.access.as_mut().unwrap().text = needs.into();
    });
    bench.open(ADA);
    assert!(bench.flowing().contains(needs), "{}", bench.text());
    let text = bench.text();
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[22].contains("j: in full"), "{text}");
    assert!(rows[21].contains("Review"), "{text}");

    // Where rows are few what is due is not pushed out.
    let mut bench = bench.sized(80, 20);
    bench.press("esc enter");
    let text = bench.text();
    assert!(text.contains("Due "), "{text}");
    assert!(text.contains("Open 3"), "{text}");
}

#[test]
fn that_nothing_is_needed_is_said_with_the_day_it_was_asked() {
    let mut bench = Bench::new();
    changed(&mut bench, |person| {
        let access = person.access.as_mut().unwrap();
        *access = caseload::domain::access::Access::said("", access.on, "a.okafor");
    });
    bench.open(ADA);
    let on = bench.folder(ADA).person.access.as_ref().unwrap().on;
    let said = format!(
        "Needs no special needs said (asked on {})",
        caseload::domain::say::full(on)
    );
    assert!(bench.flowing().contains(&said), "{}", bench.text());
}

/// A first call is counted in hours: the row says by when, not since when.
#[test]
fn a_row_says_the_hour_of_a_first_call() {
    let mut bench = Bench::new();
    for (n, person, at) in [
        (1, BERT, "2026-02-27T19:10:00Z"),
        (2, IDUNN, "2026-03-02T08:30:00Z"),
    ] {
        bench.elsewhere(&Change::add(Record::Transition(Box::new(Transition::new(
            TransitionId(id(9_100 + n)),
            person,
            MoveKind::Discharge,
            at.parse().unwrap(),
        )))));
    }
    bench.wait(std::time::Duration::from_secs(60));
    let text = bench.text();
    for row in [
        "first call was due Sat 28 Feb 19:10",
        "first call due Tue 3 Mar 08:30",
    ] {
        assert!(text.contains(row), "{row}: {text}");
    }
}

/// A neighbour who rings in about the bins has not asked how she is: the first call is still to be made.
#[test]
fn a_call_that_somebody_else_made_is_no_first_call() {
    use caseload::domain::contact::{Direction, With};
    use caseload::domain::triage::{Clock, look};
    let mut bench = Bench::new();
    bench.elsewhere(&Change::add(Record::Transition(Box::new(Transition::new(
        TransitionId(id(9_200)),
        BERT,
        MoveKind::Discharge,
        "2026-02-27T19:10:00Z".parse().unwrap(),
    )))));
    let is_due = |bench: &Bench| {
        let facts = bench.store().facts(BERT).unwrap().unwrap();
        let clock = Clock::new(bench.app.model.now, &bench.app.model.holidays);
        let found = look(&facts, &clock).found;
        found.iter().any(|one| one.rule.name == "first_call")
    };
    let mut log = |n, with, direction| {
        let mut call = contact(n, BERT, "2026-02-28T10:00:00Z", "the bins");
        (call.with, call.direction) = (with, direction);
        bench.elsewhere(&Change::add(Record::Contact(call)));
        is_due(&bench)
    };
    assert!(log(9_301, With::Carer, Direction::In), "a neighbour rang");
    assert!(!log(9_302, With::Carer, Direction::Out), "we rang her son");
    assert!(!log(9_303, With::Person, Direction::In), "she rang herself");
}

/// The number that is offered takes text messages where those are wanted, and says so beside it.
#[test]
fn who_prefers_text_messages_is_not_offered_to_be_rung_at_home() {
    let mut bench = Bench::new();
    let number = |usage, number: &str| Phone {
        usage,
        number: number.into(),
    };
    changed(&mut bench, |person| {
        person.phones = vec![
            number(PhoneUse::Home, "01632 960 001"),
            number(PhoneUse::Mobile, "07700 900 001"),
        ];
    });
    bench.open(ADA);
    let text = bench.flowing();
    assert!(text.contains("Addie 01632 960 001"), "{text}");
    bench.press("esc");
    changed(&mut bench, |person| {
        person.access.as_mut().unwrap().contact = vec!["text messages only".into()];
    });
    bench.open(ADA);
    // At 24 rows in fewer letters, so that the number is not left out.
    for (width, height, says) in [
        (80, 24, "| Addie 07700 900 001 [prefers texts] |"),
        (200, 50, "| Addie 07700 900 001 [prefers text messages] |"),
    ] {
        bench = bench.sized(width, height);
        let text = bench.flowing();
        assert!(text.contains(says), "{text}");
    }
    // The call that is due after a discharge says it too.
    bench.press("7 d").type_text("today 08:00").press("tab");
    bench.type_text("County").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let facts = bench.store().facts(ADA).unwrap().unwrap();
    let holidays = Holidays::england();
    let clock = Clock::new(bench.cx().local, &holidays);
    let found = look(&facts, &clock).found;
    let call = found.iter().find(|found| found.rule.name == "first_call");
    let says = call.expect("a call is due").says(&facts, &clock);
    assert!(says.ends_with("(prefers text messages)"), "{says}");
}
