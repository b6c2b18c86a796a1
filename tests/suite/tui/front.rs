//! The front page at 24 rows: what somebody may come to harm without is not cut while rows stay empty.

use caseload::domain::calendar::Holidays;
use caseload::domain::change::Change;
use caseload::domain::id::{MemberId, SharingId, TransitionId};
use caseload::domain::person::{Phone, PhoneUse};
use caseload::domain::record::Record;
use caseload::domain::sharing::{Basis, Capacity, May, Recipient, Sharing};
use caseload::domain::team::{Member, Reach, Role};
use caseload::domain::transition::{MoveKind, Transition};
use caseload::domain::triage::{Clock, Gap, look};

use crate::support::Bench;
use crate::support::people::{ADA, BERT, ED, IDUNN, contact, id};

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
    assert!(rows[22].contains("Down: in full"), "{text}");
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
    let text = bench.flowing();
    assert!(
        text.contains("Addie 07700 900 001 [prefers text messages]"),
        "{text}"
    );
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

/// Somebody who cares for Ed at any hour, and that they may be told nothing.
fn alan_is_told_nothing(bench: &mut Bench) -> Member {
    let on = "2026-02-03".parse().unwrap();
    let alan = Member {
        phone: "07700 900119".into(),
        reach: Reach::Always,
        ..Member::new(MemberId(id(9_101)), ED, Role::Carer, "Alan Elder", on)
    };
    let decision = Sharing {
        id: SharingId(id(9_102)),
        person: ED,
        with: Recipient::Member {
            member: alan.id,
            name: "Alan Elder".into(),
        },
        may: May::Nothing,
        but_not: String::new(),
        basis: Basis::Consent,
        decided_by: "Ed".into(),
        as_whom: String::new(),
        capacity: Capacity::Has,
        on,
        until_on: None,
        withdrawn_on: None,
        note: String::new(),
        by: String::new(),
    };
    bench
        .elsewhere(&Change::add(Record::Member(alan.clone())))
        .elsewhere(&Change::add(Record::Sharing(decision)));
    alan
}

/// Whoever may be told nothing is marked beside their number at every size, and is nobody to turn to.
#[test]
fn who_may_be_told_nothing_is_never_offered_first_and_marked_wherever_they_are_rung() {
    for (width, height) in [(80, 24), (200, 50)] {
        let mut bench = Bench::new().sized(width, height);
        let alan = alan_is_told_nothing(&mut bench);
        let gaps = bench.store().facts(ED).unwrap().unwrap().gaps;
        assert!(gaps.has(Gap::OutOfHours), "he is no contact");
        bench.open(ED);
        let mark = match height {
            24 => "07700 900119 (tell nothing)",
            _ => "07700 900119 (tell nothing, decided 3 Feb 2026)",
        };
        let front = bench.flowing();
        let (before, _) = front.split_once("Alan Elder").expect("his number");
        assert!(front.contains(&format!("Alan Elder {mark}")), "{front}");
        assert!(before.ends_with("is recorded for this hour | "), "{before}");
        assert!(
            front.contains(&format!("after 18:30: nobody | Alan Elder {mark}")),
            "{front}"
        );
        bench.press("5");
        let team = bench.text();
        assert!(team.contains("07700 900119 (tell nothing)"), "{team}");

        // Where nobody recorded when he can be reached he is marked too.
        let mut kept = bench.folder(ED).team.into_iter();
        let kept = kept.find(|one| one.id == alan.id).unwrap();
        let unsaid = Member {
            reach: Reach::NotRecorded,
            ..kept.value
        };
        bench.elsewhere(&Change::replace(Record::Member(unsaid), kept.revision));
        bench.press("esc").open(ED);
        let front = bench.flowing();
        let said = "hours not recorded: Alan Elder 07700 900119 (tell nothing) |";
        assert!(front.contains(said), "{front}");
    }
}

#[test]
fn a_contact_with_whoever_may_be_told_nothing_says_so_once_they_are_named() {
    let mut bench = Bench::new();
    alan_is_told_nothing(&mut bench);
    bench.open(ED).press("c");
    let said = "Alan Elder: tell nothing, decided 3 Feb 2026";
    assert!(!bench.text().contains(said), "{}", bench.text());
    bench.app.model.form_mut().unwrap().focus_on("whom");
    bench.type_text("alan");
    assert!(bench.text().contains(said), "{}", bench.text());
    bench.press("backspace backspace backspace backspace");
    bench.type_text("Somebody else");
    assert!(!bench.text().contains(said), "{}", bench.text());
}

/// Whom to ring when something goes wrong is chosen among marked names.
#[test]
fn whoever_may_be_told_nothing_is_marked_where_whom_to_ring_is_chosen() {
    let mut bench = Bench::new();
    alan_is_told_nothing(&mut bench);
    bench.open(ED).press("2 + c");
    let lines = bench.app.model.form().unwrap().lines("ring");
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert!(
        texts.contains(&"Alan Elder 07700 900119 (tell nothing)"),
        "{texts:?}"
    );
}

/// Whoever opens the page of somebody who was found unwell has no time for the plan: what binds them stands there.
#[test]
fn what_binds_and_what_is_not_to_be_done_are_in_sight_however_few_rows_there_are() {
    use caseload::domain::arrangement::{Paper, Wishes};
    let mut bench = Bench::new();
    let mut plan = bench.folder(ADA).plan.unwrap();
    plan.value.arrangements.wishes = Some(Wishes {
        refusal: Paper::Yes,
        attorney_welfare: "Rose Applepip".into(),
        ..Wishes::default()
    });
    plan.value.arrangements.contingency[0].what_to_do = "Legs up and weigh her. ".repeat(12);
    bench.elsewhere(&Change::replace(Record::Plan(plan.value), plan.revision));
    bench.open(ADA);
    let said = bench.flowing();
    for whole in [
        "Decided refuses treatment (ADRT); attorney for health Rose Applepip",
        "If Swollen ankles (not: no ambulance for that alone): Legs up",
        " more after 18:30",
    ] {
        assert!(said.contains(whole), "{whole}: {}", bench.text());
    }
    let mut bench = bench.sized(80, 20);
    bench.press("esc enter");
    let said = bench.flowing();
    assert!(said.contains("Decided refuses treatment (ADRT)"), "{said}");
}
