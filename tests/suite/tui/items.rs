//! Open items of every kind by keys: referrals from sent to told, the ladder, supplies, gaps, conflicts (R56-R67).

use caseload::domain::appointment::How;
use caseload::domain::calendar::Holidays;
use caseload::domain::change::Change;
use caseload::domain::id::PersonId;
use caseload::domain::item::{Item, ItemKind, ReferralState, Rung, Stage, Waiting};
use caseload::domain::record::{Kept, Record};
use caseload::domain::service::Service;
use caseload::domain::team::Role;
use caseload::domain::triage::{Bucket, Clock, look};

use crate::support::Bench;
use crate::support::people::{ADA, BERT, day, id};

/// Opens Bert and a form for an item of a kind by its letter in the menu.
fn begun(letter: &str) -> Bench {
    let mut bench = Bench::new();
    bench.open(BERT).press("4 +").press(letter);
    bench
}

fn newest(bench: &Bench) -> Item {
    let folder = bench.folder(BERT);
    let newest = folder.items.iter().max_by_key(|item| item.id);
    newest.expect("an item").value.clone()
}

fn bucket(bench: &Bench, person: PersonId) -> Option<Bucket> {
    let list = bench.list();
    let row = list.iter().find(|row| row.person == person);
    row.map(|row| row.bucket)
}

fn rules(bench: &Bench) -> Vec<&'static str> {
    let facts = bench.store().facts(BERT).unwrap().unwrap();
    let holidays = Holidays::england();
    let clock = Clock::new(bench.cx().local, &holidays);
    let verdict = look(&facts, &clock);
    verdict.due(&clock).map(|found| found.rule.name).collect()
}

fn done(bench: &Bench) {
    assert!(bench.is_bare(), "{}", bench.said());
}

/// Selects the newest item on its tab.
fn on_newest(bench: &mut Bench) {
    let id = newest(bench).id;
    bench.press("4 home");
    for _ in 0..20 {
        let here = bench.app.model.person.as_ref().and_then(|view| view.item());
        if here.is_some_and(|item| item.id == id) {
            return;
        }
        bench.press("down");
    }
    panic!("the item is in no row");
}

#[test]
fn the_menu_opens_every_kind_and_each_is_kept() {
    for (letter, kind) in [
        ("a", ItemKind::Action),
        ("q", ItemKind::Question),
        ("r", ItemKind::Referral),
        ("i", ItemKind::ReferralIn),
        ("l", ItemKind::Letter),
        ("s", ItemKind::Supply),
        ("g", ItemKind::Gap),
        ("c", ItemKind::Conflict),
        ("w", ItemKind::Concern),
        ("k", ItemKind::Check),
    ] {
        let mut bench = begun(letter);
        bench.type_text("what it is");
        if kind == ItemKind::Conflict {
            bench.press("tab").type_text("rest the leg");
            bench.press("tab tab").type_text("walk every day");
        }
        bench.app.model.form_mut().unwrap().focus_on("expected");
        bench.type_text("+2w").press("ctrl-s");
        done(&bench);
        let item = newest(&bench);
        assert_eq!((item.kind, &*item.what), (kind, "what it is"));
        assert_eq!(item.expected_on, Some(day("2026-03-16")));
        let text = bench.text();
        assert!(text.contains(kind.word()), "{text}");
        bench.press("u");
        done(&bench);
    }
}

#[test]
fn a_referral_is_open_until_the_person_was_told() {
    let mut bench = begun("r");
    bench.type_text("balance classes").press("tab");
    bench.type_text("Falls service").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench.press("b");
    // Booked without its day is asked for where it is missing.
    bench.app.model.form_mut().unwrap().focus_on("state");
    bench.press("b ctrl-s");
    assert!(bench.said().contains("12 mar"), "{}", bench.said());
    bench.type_text("12 mar").press("ctrl-s");
    done(&bench);
    let item = newest(&bench);
    assert_eq!(item.referral_state(), Some(ReferralState::Booked));
    assert_eq!(item.expected_on, Some(day("2026-03-12")));
    assert_eq!(item.stage(), Stage::Asked);

    bench.press("b");
    bench.app.model.form_mut().unwrap().focus_on("state");
    bench.press("d ctrl-s");
    assert!(bench.said().contains("why"), "{}", bench.said());
    bench.type_text("full until June").press("ctrl-s");
    done(&bench);
    assert_eq!(newest(&bench).stage(), Stage::Answered);
    assert!(rules(&bench).contains(&"not_told"));
    on_newest(&mut bench);
    bench.press("t ctrl-s");
    done(&bench);
    assert!(!newest(&bench).is_open());
}

/// Bert's referral, newly made, with its tab open and the row selected.
fn referred() -> Bench {
    let mut bench = begun("r");
    bench.type_text("balance classes").press("tab");
    bench.type_text("Falls service").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench
}

/// Records a state of the selected referral by its letter, or the one that comes next, with what stands under "Booked for".
fn step(bench: &mut Bench, letter: &str, booked: &str) {
    bench.press("b");
    bench.app.model.form_mut().unwrap().focus_on("state");
    bench.press(letter);
    bench.app.model.form_mut().unwrap().focus_on("booked");
    bench.type_text(booked).press("ctrl-s");
}

#[test]
fn a_booked_referral_is_an_appointment_typed_once() {
    let mut bench = referred();
    step(&mut bench, "b", "12 mar 10:30");
    done(&bench);
    assert!(
        bench.said().contains("In the diary too: Thu 12 Mar 10:30."),
        "{}",
        bench.said()
    );
    let folder = bench.folder(BERT);
    assert_eq!(folder.appointments.len(), 1);
    let first = folder.appointments[0].value.clone();
    assert_eq!(
        (&*first.what, &*first.provider, &*first.by),
        ("balance classes", "Falls service", &*bench.app.model.login)
    );
    assert_eq!(newest(&bench).appointment, Some(first.id));
    // One sentence for each day, and the time that only the diary knows.
    on_newest(&mut bench);
    let text = bench.flowing();
    assert!(
        text.contains("booked for Thu 12 Mar 2026 (known Mon 2 Mar 2026)"),
        "{text}"
    );
    assert!(
        text.contains("In the diary: Thu 12 Mar 10:30, booked"),
        "{text}"
    );

    // Said again without its time: nothing moves, and there is no second one.
    step(&mut bench, "b", "12 mar");
    done(&bench);
    assert_eq!(bench.folder(BERT).appointments.len(), 1);
    assert_eq!(bench.folder(BERT).appointments[0].value, first);

    // Another day: the one that there is moves, whichever way it was moved before.
    step(&mut bench, "b", "13 mar 9:00");
    done(&bench);
    assert!(
        bench
            .said()
            .contains("Moved in the diary to Fri 13 Mar 09:00."),
        "{}",
        bench.said()
    );
    let folder = bench.folder(BERT);
    let booked: Vec<_> = folder
        .appointments
        .iter()
        .filter(|one| one.is_booked())
        .collect();
    assert_eq!((folder.appointments.len(), booked.len()), (2, 1));
    assert_eq!(newest(&bench).appointment, Some(booked[0].id));
    bench.press("u");
    assert_eq!(bench.folder(BERT).appointments[0].value, first);
    assert_eq!(newest(&bench).appointment, Some(first.id));
}

#[test]
fn a_referral_did_not_take_place_before_its_day() {
    let mut bench = referred();
    step(&mut bench, "b", "12 mar 10:30");
    step(&mut bench, "", "");
    assert!(
        bench.said().contains("It is booked for Thu 12 Mar 2026"),
        "{}",
        bench.said()
    );
    bench.press("esc");
    // The diary knows it better where it was moved there.
    bench.press("6 v").type_text("2 mar 8:00").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    step(&mut bench, "", "");
    done(&bench);
    assert_eq!(
        newest(&bench).referral_state(),
        Some(ReferralState::Attended)
    );
    // Said once: the diary knows that it took place, and asks how it was.
    let folder = bench.folder(BERT);
    let newest = folder.appointments.iter().max_by_key(|one| one.id);
    assert_eq!(newest.unwrap().how(), Some(How::Attended));
    assert!(!newest.unwrap().is_followed_up());
}

#[test]
fn only_a_referral_has_states() {
    let mut bench = begun("l");
    bench.type_text("clinic letter").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench.press("b");
    assert!(bench.said().contains("referral"), "{}", bench.said());
}

#[test]
fn chases_climb_the_ladder_and_each_rung_has_its_day() {
    let mut bench = begun("q");
    bench.type_text("ramp?").press("tab").type_text("council");
    bench.press("ctrl-s");
    done(&bench);
    for _ in 0..3 {
        on_newest(&mut bench);
        bench.press("h ctrl-s");
        done(&bench);
    }
    on_newest(&mut bench);
    bench.press("h");
    bench.app.model.form_mut().unwrap().focus_on("rung");
    bench.press("left left left ctrl-s");
    done(&bench);
    let rungs: Vec<Rung> = newest(&bench).chases.iter().map(|one| one.rung).collect();
    assert_eq!(
        rungs,
        [Rung::Again, Rung::Manager, Rung::LeadClinician, Rung::Again]
    );
    assert_eq!(newest(&bench).chases[1].on, day("2026-03-02"));
    assert!(bench.text().contains("their manager"), "{}", bench.text());
}

#[test]
fn a_supply_needs_its_last_day_and_counts_down() {
    let mut bench = begun("s");
    bench.type_text("tablets").press("ctrl-s");
    assert!(bench.said().contains("last day"), "{}", bench.said());
    bench.type_text("thu").press("ctrl-s");
    done(&bench);
    assert_eq!(newest(&bench).expected_on, Some(day("2026-03-05")));
    assert_eq!(bucket(&bench, BERT), Some(Bucket::Today));
    assert!(rules(&bench).contains(&"supply"));
    on_newest(&mut bench);
    bench
        .press("r")
        .type_text("Dr Patel prescribes from Thursday");
    bench.press("ctrl-s");
    // Whether anybody agreed is asked once: a refusal must not silence it.
    assert!(
        bench.said().contains("Did somebody agree"),
        "{}",
        bench.said()
    );
    bench.press("ctrl-s");
    done(&bench);
    assert!(!rules(&bench).contains(&"supply"));
    assert!(rules(&bench).contains(&"not_told"));
}

#[test]
fn what_ends_without_the_person_knowing_is_asked_once() {
    let mut bench = begun("a");
    bench.type_text("send the form").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench.press("d");
    bench.app.model.form_mut().unwrap().focus_on("knows");
    bench.press("right ctrl-s");
    assert!(
        bench.said().contains("why they were not told"),
        "{}",
        bench.said()
    );
    bench.type_text("in hospital until Friday").press("ctrl-s");
    done(&bench);
    let item = newest(&bench);
    assert_eq!(item.told_on, None);
    assert_eq!(
        item.ended.unwrap().because,
        "not told: in hospital until Friday"
    );

    bench
        .press("4 +")
        .press("a")
        .type_text("ring the bus company");
    bench.press("ctrl-s");
    done(&bench);
    bench
        .press("4 home x")
        .type_text("not wanted")
        .press("ctrl-s");
    done(&bench);
    let folder = bench.folder(BERT);
    let mut dropped = folder.items.iter();
    let dropped = dropped.find(|item| item.what == "ring the bus company");
    assert_eq!(dropped.unwrap().told_on, Some(day("2026-03-02")));
}

#[test]
fn a_conflict_keeps_both_sides() {
    let mut bench = begun("c");
    bench
        .type_text("walking")
        .press("tab")
        .type_text("rest the leg");
    bench.press("ctrl-s");
    assert!(bench.said().contains("each of the two"), "{}", bench.said());
    bench.type_text("walk every day").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    let text = bench.text();
    assert!(
        text.contains("rest the leg") && text.contains("walk every day"),
        "{text}"
    );
}

#[test]
fn what_it_has_cost_counts_contacts_that_were_about_it() {
    let mut bench = begun("q");
    bench.type_text("ramp?").press("ctrl-s");
    done(&bench);
    for _ in 0..2 {
        bench.press("c").type_text("Rang the council.");
        let form = bench.app.model.form_mut().unwrap();
        form.focus_on("own_calls");
        bench.type_text("3");
        bench.app.model.form_mut().unwrap().focus_on("marks");
        // Answered, chased, told, talked about.
        bench.press("1 1 1 1 ctrl-s");
        done(&bench);
    }
    assert_eq!(
        newest(&bench).stage(),
        Stage::Asked,
        "it stands as it stood"
    );
    bench.press("4 $");
    let text = bench.text();
    assert!(
        text.contains("2 contacts, 6 calls of their own, 0 days"),
        "{text}"
    );
}

/// A falls clinic in the directory, known by its need.
fn directory(bench: &mut Bench) -> Service {
    let clinic: Service = serde_json::from_value(serde_json::json!({
        "id": id(950), "name": "Falls clinic, Wexmoor", "needs": ["balance"],
        "phones": ["01632 960205"], "sector": "health",
    }))
    .unwrap();
    bench.elsewhere(&Change::add(Record::Service(Box::new(clinic.clone()))));
    clinic
}

/// Refers Bert to the clinic of the directory.
fn refer(bench: &mut Bench, what: &str) {
    bench.press("+").press("r").type_text(what).press("tab");
    bench.type_text("balance").press("right ctrl-s");
}

#[test]
fn a_referral_takes_its_service_from_the_directory_and_says_when_that_closes() {
    let mut bench = Bench::new();
    let clinic = directory(&mut bench);
    bench.open(BERT).press("4");
    refer(&mut bench, "two falls");
    done(&bench);
    let item = newest(&bench);
    assert_eq!(
        (item.service, item.owner.as_str()),
        (Some(clinic.id), "Falls clinic, Wexmoor")
    );
    on_newest(&mut bench);
    bench.press("h");
    let text = bench.text();
    assert!(text.contains("01632 960205"), "{text}");
    bench.press("ctrl-s");
    done(&bench);
    let waits = bench.store().waits_for_service(clinic.id).unwrap();
    let waits: Vec<_> = waits
        .iter()
        .map(|one| (&*one.name, &*one.item.what))
        .collect();
    assert_eq!(waits, [("Bramble, Bert", &*item.what)]);

    // Closed meanwhile: whoever asks again is told, and nobody is referred there anew.
    let closed = clinic.closed_on(day("2026-03-02"), "no doctor", (day("2026-03-02"), "ao"));
    let closed = Record::Service(Box::new(closed.unwrap()));
    bench.elsewhere(&Change::replace(closed, 1));
    on_newest(&mut bench);
    bench.press("h");
    let text = bench.text();
    assert!(text.contains("closed since"), "{text}");
    bench.press("esc");
    refer(&mut bench, "a third fall");
    assert!(bench.said().contains("no doctor"), "{}", bench.said());
}

/// What was done without a word has no answer: its end says all there is.
#[test]
fn what_is_done_without_a_word_has_no_empty_answer() {
    let mut bench = begun("k").sized(120, 40);
    bench.type_text("Carers know").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench.press("d ctrl-s");
    done(&bench);
    let item = newest(&bench);
    assert!(item.outcome.is_some_and(|outcome| outcome.text.is_empty()));
    on_newest(&mut bench);
    let text = bench.flowing();
    assert!(text.contains("ended Mon 2 Mar 2026"), "{text}");
    assert!(!text.contains("answer Mon"), "{text}");
}

/// A closed service that is said to have taken somebody on, or to have moved their day, may be a slip in the row.
#[test]
fn a_closed_service_that_books_or_moves_a_day_is_asked_about_once() {
    let mut bench = Bench::new();
    let clinic = directory(&mut bench);
    let closed = clinic.closed_on(day("2026-02-12"), "no doctor", (day("2026-03-02"), "ao"));
    let closed = Record::Service(Box::new(closed.unwrap()));
    bench.elsewhere(&Change::replace(closed, 1));
    bench
        .open(BERT)
        .press("4 + r")
        .type_text("two falls")
        .press("tab");
    bench
        .type_text("falls clinic wexmoor")
        .press("ctrl-s ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    let asked = |bench: &mut Bench, what: &str| {
        assert!(
            bench
                .said()
                .contains("closed on Thu 12 Feb 2026: nobody there will answer"),
            "{what}: {}",
            bench.said()
        );
        bench.press("ctrl-s");
        done(bench);
    };
    step(&mut bench, "b", "12 mar 10:30");
    asked(&mut bench, "booked");
    step(&mut bench, "b", "19 mar 10:30");
    asked(&mut bench, "moved");
    bench.press("6 v").type_text("26 mar 9:00").press("ctrl-s");
    asked(&mut bench, "moved in the diary");
    bench.press("4");
    on_newest(&mut bench);
    bench.press("b");
    bench.app.model.form_mut().unwrap().focus_on("state");
    bench.press("d");
    bench.app.model.form_mut().unwrap().focus_on("note");
    bench.type_text("They have closed").press("ctrl-s");
    done(&bench);
}

/// The name of a closed service that is typed is not kept without a word, whatever it is asked for.
#[test]
fn who_names_a_closed_service_is_asked_once() {
    let mut bench = Bench::new();
    let clinic = directory(&mut bench);
    let closed = clinic.closed_on(day("2026-02-12"), "no doctor", (day("2026-03-02"), "ao"));
    let closed = Record::Service(Box::new(closed.unwrap()));
    bench.elsewhere(&Change::replace(closed, 1));
    let question = "Falls clinic, Wexmoor closed on Thu 12 Feb 2026: nobody there will answer. Closed because: no doctor.";
    for key in ["r", "q"] {
        bench
            .open(BERT)
            .press("4 +")
            .press(key)
            .type_text("two falls");
        bench.press("tab").type_text("falls clinic wexmoor");
        bench.press("ctrl-s");
        assert!(!bench.is_bare(), "{key}: saved without a word");
        assert!(bench.said().contains(question), "{key}: {}", bench.said());
        bench.press("ctrl-s");
        done(&bench);
        assert_eq!(newest(&bench).owner, "falls clinic wexmoor", "{key}");
        // What was kept is not asked about again.
        on_newest(&mut bench);
        bench
            .press("enter")
            .type_text(", one at night")
            .press("ctrl-s");
        done(&bench);
        bench.press("esc");
    }
    bench.open(BERT).press("6 n").type_text("12 mar 10:30");
    bench.press("tab").type_text("balance class");
    bench
        .press("tab")
        .type_text("Falls Clinic, Wexmoor")
        .press("ctrl-s");
    assert!(bench.said().contains(question), "{}", bench.said());
    assert!(bench.folder(BERT).appointments.is_empty());
    bench.press("ctrl-s");
    done(&bench);
    assert_eq!(bench.folder(BERT).appointments.len(), 1);
}

/// Whoever types "me" or their login is there by name, and what they do is ours, not a service's.
#[test]
fn who_means_themselves_is_named_and_nobody_is_waited_for() {
    let mut bench = Bench::new();
    let (login, name) = (
        bench.app.model.login.clone(),
        bench.app.model.user_name.clone(),
    );
    for (key, typed) in [
        ("a", "me"),
        ("a", "I"),
        ("a", "Myself"),
        ("a", login.as_str()),
        ("q", "me"),
    ] {
        bench.open(BERT).press("4 +").press(key).type_text("a rail");
        bench.app.model.form_mut().unwrap().focus_on("owner");
        bench.type_text(typed).press("ctrl-s");
        done(&bench);
        let item = newest(&bench);
        assert_eq!(
            (item.owner.as_str(), item.waiting),
            (name.as_str(), Waiting::Us),
            "{key} {typed}"
        );
        bench.press("esc");
    }
    bench.open(ADA).press("2 + c").type_text("Falls");
    bench.press("tab").type_text("a fall");
    bench.app.model.form_mut().unwrap().focus_on("responsible");
    bench.type_text("me").press("ctrl-s");
    done(&bench);
    let plan = bench.folder(ADA).plan.unwrap();
    let made = plan.arrangements.contingency.last().unwrap();
    assert_eq!(made.responsible, name);
}

/// Nobody waits for what is not there: with the save that closes a service its referrals are ours, and due.
#[test]
fn a_service_that_closes_gives_its_referrals_back() {
    let mut bench = Bench::new();
    let clinic = directory(&mut bench);
    bench.open(BERT).press("4");
    refer(&mut bench, "two falls");
    done(&bench);
    assert_eq!(newest(&bench).waiting, Waiting::Service);
    bench
        .press("esc @")
        .type_text("falls clinic")
        .press("enter x");
    bench.type_text("no doctor").press("ctrl-s");
    done(&bench);
    assert!(bench.said().contains("Bramble, Bert"), "{}", bench.said());
    let item = newest(&bench);
    assert_eq!(
        (item.waiting, item.service_closed_on, item.service),
        (Waiting::Us, Some(day("2026-03-02")), Some(clinic.id))
    );
    assert!(rules(&bench).contains(&"own_action"), "{:?}", rules(&bench));
    bench.press("u");
    assert_eq!(newest(&bench).waiting, Waiting::Service);
    assert!(bench.store().service(clinic.id).unwrap().closed.is_none());
    bench.press("x").type_text("no doctor").press("ctrl-s");

    bench.press("esc esc");
    bench.open(BERT);
    on_newest(&mut bench);
    let text = bench.flowing();
    for told in [
        "To be asked elsewhere. Waiting for us.",
        "their service closed Mon 2 Mar 2026",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    // Another is asked: it waits for them.
    bench.press("enter").type_text(" at the hub");
    bench.app.model.form_mut().unwrap().focus_on("owner");
    bench
        .press("home ctrl-k")
        .type_text("The Hub")
        .press("ctrl-s");
    done(&bench);
    let item = newest(&bench);
    assert_eq!(
        (item.waiting, item.service_closed_on),
        (Waiting::Service, None)
    );
}

/// A day in the diary with a service that closes, for which nothing was asked: whether it holds is asked, on their list.
#[test]
fn a_service_that_closes_leaves_no_appointment_to_go_to_in_vain() {
    let mut bench = Bench::new();
    directory(&mut bench);
    bench.open(BERT).press("6");
    for (when, with) in [
        ("12 mar 10:30", "falls clinic, Wexmoor "),
        ("13 mar 9:00", "Dr Quince"),
    ] {
        bench.press("n").type_text(when).press("tab");
        bench.type_text("balance class").press("tab");
        bench.type_text(with).press("ctrl-s");
        done(&bench);
    }
    let before = bench.folder(BERT).items.len();
    bench
        .press("esc @")
        .type_text("falls clinic")
        .press("enter x");
    bench.type_text("no doctor").press("ctrl-s");
    done(&bench);
    assert!(
        bench.said().contains("1 appointment is with it"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.folder(BERT).items.len(), before + 1);
    let item = newest(&bench);
    assert_eq!(
        (item.what.as_str(), item.waiting, item.expected_on),
        (
            "Does balance class on Thu 12 Mar 2026 hold? falls clinic, Wexmoor closed",
            Waiting::Us,
            Some(day("2026-03-02"))
        )
    );
    // Said again with a better reason, it is not asked once more.
    bench
        .press("x")
        .type_text(": funding ended")
        .press("ctrl-s");
    done(&bench);
    assert_eq!(bench.folder(BERT).items.len(), before + 1);
    bench.press("u u");
    assert_eq!(bench.folder(BERT).items.len(), before);
}

/// A day that nobody told them is asked about before it comes; who is told it has agreed to it.
#[test]
fn a_booked_day_is_told_before_it_comes() {
    let mut bench = referred();
    step(&mut bench, "b", "4 mar 10:30");
    done(&bench);
    assert!(
        rules(&bench).contains(&"booked_untold"),
        "{:?}",
        rules(&bench)
    );
    bench.press("t ctrl-s");
    done(&bench);
    assert_eq!(
        bench.folder(BERT).appointments[0].agreed_on,
        Some(day("2026-03-02"))
    );
    assert!(!rules(&bench).contains(&"booked_untold"));
    // Moved in the diary to a day that they agreed to: they know.
    bench.press("u 6 enter");
    bench
        .app
        .model
        .form_mut()
        .unwrap()
        .fill("when", "5 mar 9:00");
    bench.app.model.form_mut().unwrap().focus_on("agreed");
    bench.type_text("today").press("ctrl-s");
    done(&bench);
    assert_eq!(newest(&bench).told_on, Some(day("2026-03-02")));
    assert!(!rules(&bench).contains(&"booked_untold"));
    // Its day has passed: one line asks how it went, and nobody is chased for it yet.
    bench.turn("2026-03-06T10:00:00Z".parse().unwrap());
    let rules = rules(&bench);
    assert!(rules.contains(&"appointment_follow_up"), "{rules:?}");
    assert!(!rules.contains(&"no_reply"), "{rules:?}");
    // It took place: of the referral the outcome is expected next.
    bench.press("6 home d ctrl-s");
    done(&bench);
    let item = newest(&bench);
    assert_eq!(item.referral_state(), Some(ReferralState::Attended));
    assert_eq!(item.counts_from(), day("2026-03-04"));
}

/// Nobody is said to know of an end of which they never heard anything.
#[test]
fn who_was_never_told_is_asked_about_when_it_is_dropped() {
    let mut bench = referred();
    bench.press("x").type_text("she moved").press("ctrl-s");
    assert!(
        bench.said().contains("why they were not told"),
        "{}",
        bench.said()
    );
    bench.type_text("cannot be reached").press("ctrl-s");
    done(&bench);
    let item = newest(&bench);
    assert_eq!(item.told_on, None);
    assert_eq!(
        item.ended.map(|ended| ended.because).as_deref(),
        Some("she moved; not told: cannot be reached")
    );
}

/// Told of a day that is called off, or missed: only the first can still go there in vain.
#[test]
fn a_day_that_they_were_told_is_named_where_it_is_off() {
    for (booked, key, is_off) in [("12 mar 10:30", "x", true), ("2 mar 8:00", "r", false)] {
        let mut bench = referred();
        step(&mut bench, "b", booked);
        bench.press("t ctrl-s 6").press(key);
        bench.type_text("a burst pipe").press("ctrl-s");
        done(&bench);
        let item = newest(&bench);
        assert_eq!(item.what_now().contains("which is off"), is_off, "{key}");
        assert_eq!(rules(&bench).contains(&"appointment_off"), is_off, "{key}");
        // Whoever asks what to do is sent to a key that does it: a referral is not just done.
        on_newest(&mut bench);
        assert!(!bench.text().contains("d:done"), "{}", bench.text());
        bench.press("d");
        assert!(
            bench.said().contains("is owed the answer"),
            "{}",
            bench.said()
        );
        bench.resize(120, 200);
        bench.press("y");
        let why = bench.flowing();
        assert!(why.contains("choose it, then b: "), "{why}");
        assert!(!why.contains("then d: done Rule own_action"), "{why}");
        bench.press("esc");
        bench.resize(80, 24);
        // Booked for another day: who knows the first is told at once.
        bench.press("6 b").type_text("20 apr 9:00").press("ctrl-s");
        done(&bench);
        let speaks = rules(&bench).contains(&"booked_untold");
        assert_eq!(speaks, is_off, "{key}: {:?}", rules(&bench));
        // It is said once; told of the new day they know that the other is off.
        assert!(!rules(&bench).contains(&"appointment_off"));
        on_newest(&mut bench);
        bench.press("t ctrl-s");
        done(&bench);
        assert!(!rules(&bench).contains(&"booked_untold"));
        let off = bench.folder(ADA).appointments;
        assert!(off.iter().all(|one| one.off_since().is_none()));
    }
}

/// What goes on without an end is looked at again on the day that was set for that, and not before.
#[test]
fn an_ongoing_action_is_looked_at_again() {
    let mut bench = begun("a");
    bench.type_text("weigh every morning");
    for (field, text) in [("lasts", "o"), ("review", "+1w")] {
        bench.app.model.form_mut().unwrap().focus_on(field);
        bench.type_text(text);
    }
    bench.press("ctrl-s");
    done(&bench);
    assert!(newest(&bench).ongoing);
    assert!(!rules(&bench).contains(&"look_again"));
    bench.turn("2026-03-09T10:00:00Z".parse().unwrap());
    assert!(rules(&bench).contains(&"look_again"), "{:?}", rules(&bench));
}

#[test]
fn a_referral_is_written_as_text_and_shown_to_copy() {
    let mut bench = begun("r");
    bench.type_text("balance classes").press("tab");
    bench.type_text("Falls service").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench.press("P");
    bench.app.model.form_mut().unwrap().focus_on("path");
    let dir = bench.dir().join("letters");
    std::fs::create_dir(&dir).unwrap();
    bench
        .app
        .model
        .form_mut()
        .unwrap()
        .fill("path", dir.to_str().unwrap());
    bench.press("ctrl-s");
    let text = bench.text();
    for line in [
        "Before it goes, for you alone:",
        "Falls service is no entry",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let file = std::fs::read_dir(&dir).unwrap().next().unwrap().unwrap();
    let written = std::fs::read_to_string(file.path()).unwrap();
    assert!(
        written.starts_with("Referral: balance classes"),
        "{written}"
    );
    assert!(!written.contains("for you alone"));
    let pages: String = (0..12)
        .map(|_| {
            let page = bench.text();
            bench.press("space");
            page
        })
        .collect();
    for line in written.lines().filter(|line| !line.trim().is_empty()) {
        let start: String = line.trim().chars().take(40).collect();
        assert!(pages.contains(&start), "{line:?} cannot be copied");
    }
    // Anything else has no such text.
    let mut bench = begun("q");
    bench.type_text("when is the scan?").press("ctrl-s");
    on_newest(&mut bench);
    bench.press("P");
    assert!(bench.said().contains("not a referral"), "{}", bench.said());
}

#[test]
fn nothing_was_asked_on_a_day_that_lies_ahead() {
    let mut bench = begun("r");
    bench.type_text("balance classes");
    bench.app.model.form_mut().unwrap().focus_on("asked");
    bench.type_text("3 mar 2026").press("ctrl-s");
    let said = bench.said();
    assert!(said.contains("Tue 3 Mar 2026 lies ahead"), "{said}");
    let form = bench.app.model.form_mut().unwrap();
    assert_eq!(form.fields[form.focus].name, "asked");
    bench
        .press("home ctrl-k")
        .type_text("today")
        .press("ctrl-s");
    done(&bench);
    assert_eq!(newest(&bench).asked_on, day("2026-03-02"));
}

#[test]
fn what_a_chase_brought_is_typed_at_once() {
    let mut bench = begun("q");
    bench.type_text("ramp?").press("tab").type_text("council");
    bench.press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench.press("h").type_text("clinic says six weeks");
    // Words at the choice are said to be nothing there, and choose nothing.
    bench.press("tab").type_text("clinic says six weeks");
    assert!(
        bench
            .said()
            .contains("Nothing here is called \"clinic says six weeks\":"),
        "{}",
        bench.said()
    );
    bench.press("ctrl-s");
    done(&bench);
    let chase = newest(&bench).chases[0].clone();
    assert_eq!(
        (&*chase.note, chase.rung),
        ("clinic says six weeks", Rung::Again)
    );
}

#[test]
fn a_text_that_goes_on_below_the_screen_says_so() {
    let mut bench = begun("q").sized(80, 24);
    bench.type_text("ramp?");
    bench.app.model.form_mut().unwrap().focus_on("because");
    bench.type_text("the door is high").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    assert!(!bench.text().contains(" ..."), "{}", bench.text());
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("because");
    bench.type_text(&" and the step".repeat(40)).press("ctrl-s");
    done(&bench);
    let text = bench.text();
    let last = text.lines().rfind(|line| line.contains("and the step"));
    assert!(
        last.is_some_and(|line| line.trim_end().ends_with(" ...")),
        "{text}"
    );
    let whole = text
        .lines()
        .filter(|line| line.trim_end().ends_with(" ..."));
    assert_eq!(whole.count(), 1, "{text}");
}

#[test]
fn a_referral_that_is_booked_asks_for_the_interpreter_as_any_booking_does() {
    let mut bench = Bench::new();
    bench.open(BERT).press("I");
    bench.app.model.form_mut().unwrap().focus_on("professional");
    bench.type_text("BSL interpreter").press("ctrl-s");
    bench.press("4 +").press("r").type_text("balance classes");
    bench.press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench
        .press("b b tab")
        .type_text("12 mar 10:45")
        .press("ctrl-s");
    done(&bench);
    let booked = &bench.folder(BERT).appointments[0].value;
    let interpreter = booked.interpreter.as_ref().expect("asked for");
    assert_eq!(interpreter.what, "BSL interpreter");
    assert!(interpreter.to_arrange);
}

#[test]
fn a_referral_declined_after_all_is_called_off_in_the_diary_in_one_act() {
    let mut bench = referred();
    step(&mut bench, "b", "12 mar 10:30");
    done(&bench);
    bench.press("b");
    bench.app.model.form_mut().unwrap().focus_on("state");
    bench.press("d");
    bench.app.model.form_mut().unwrap().focus_on("note");
    bench.type_text("No transport to them").press("ctrl-s");
    done(&bench);
    assert!(
        bench
            .said()
            .contains("The appointment of Thu 12 Mar is called off in the diary."),
        "{}",
        bench.said()
    );
    let one = bench.folder(BERT).appointments[0].value.clone();
    let came = one.came.expect("called off");
    assert_eq!(
        (came.how, came.words.as_str()),
        (How::Cancelled, "No transport to them")
    );
    assert_eq!(newest(&bench).stage(), Stage::Answered);
    bench.press("u");
    assert!(bench.folder(BERT).appointments[0].is_booked());
    assert_eq!(newest(&bench).referral_state(), Some(ReferralState::Booked));
}

/// They agreed to a day, which was moved, and then it is not taken on: one sentence says what they do not know.
#[test]
fn a_referral_that_was_moved_and_then_declined_says_one_thing_on_today() {
    let mut bench = referred();
    bench.resize(160, 40);
    step(&mut bench, "b", "12 mar 10:30");
    done(&bench);
    bench.press("t ctrl-s");
    done(&bench);
    step(&mut bench, "b", "19 mar 9:00");
    done(&bench);
    bench.press("b");
    bench.app.model.form_mut().unwrap().focus_on("state");
    bench.press("d");
    bench.app.model.form_mut().unwrap().focus_on("note");
    bench.type_text("No transport to them").press("ctrl-s");
    done(&bench);
    let reasons = |bench: &Bench| -> Vec<String> {
        let view = bench.app.model.person.as_ref().unwrap();
        let all = view.outlook.reasons.iter();
        all.map(|reason| reason.says.clone()).collect()
    };
    let said = reasons(&bench);
    let of_it: Vec<&String> = said.iter().filter(|text| text.contains("Bert")).collect();
    assert_eq!(of_it.len(), 1, "{said:?}");
    assert!(
        of_it[0].contains("does not know: ")
            && of_it[0].contains(" declined, balance classes on Thu 12 Mar is off"),
        "{said:?}"
    );
    // Told that, they know both.
    bench.press("t ctrl-s");
    done(&bench);
    assert!(
        !reasons(&bench)
            .iter()
            .any(|text| text.contains("does not know"))
    );
}

/// R56, R73: what is cancelled or missed in the diary is booked for no day any more, and Today says so until it is.
#[test]
fn a_referral_whose_appointment_is_lost_is_to_be_booked_again() {
    for (booked, key, how, left) in [
        ("12 mar 10:30", "x", "cancelled", &["own_action"][..]),
        (
            "2 mar 8:00",
            "r",
            "missed",
            &["appointment_missed", "own_action"],
        ),
    ] {
        let mut bench = referred();
        bench.resize(120, 40);
        step(&mut bench, "b", booked);
        done(&bench);
        let before = newest(&bench);
        bench.press("6").press(key).type_text("The clinic is ill");
        bench.press("ctrl-s");
        done(&bench);
        assert!(
            bench.said().contains("to be booked again"),
            "{}",
            bench.said()
        );
        let item = newest(&bench);
        assert!(item.to_book_again());
        assert_eq!(item.referral_state(), Some(ReferralState::Accepted));
        assert_eq!(item.waiting, Waiting::Us);
        // Why it was lost is told with the appointment alone.
        let note = &item.referral.last().unwrap().note;
        assert!(note.contains(how) && !note.contains("ill"), "{note}");
        for rule in left {
            assert!(rules(&bench).contains(rule), "{rule}: {:?}", rules(&bench));
        }

        on_newest(&mut bench);
        let text = bench.flowing();
        for told in [
            "balance classes, to be booked again",
            "To be booked again. Waiting for us.",
            &format!("was {how}"),
            "The clinic is ill",
        ] {
            assert!(text.contains(told), "{told}: {text}");
        }
        bench.press("1");
        let front = bench.text();
        assert!(
            front.contains("referral, balance classes, to be booked again"),
            "{front}"
        );

        // Booked again in the diary: the referral goes with it.
        bench.press("6 b").type_text("19 mar 9:00").press("ctrl-s");
        done(&bench);
        assert!(
            bench.said().contains("The referral is booked for that day"),
            "{}",
            bench.said()
        );
        let again = newest(&bench);
        assert_eq!(again.referral_state(), Some(ReferralState::Booked));
        assert_eq!(again.expected_on, Some(day("2026-03-19")));
        assert_eq!(again.waiting, Waiting::Service);
        bench.press("u u");
        assert_eq!(newest(&bench), before);
        assert!(bench.folder(BERT).appointments[0].is_booked());
    }
}

#[test]
fn a_day_that_has_passed_is_asked_about_once() {
    let asked = "Fri 27 Feb 2026 has passed: check the day and its year.";
    let mut bench = referred();
    step(&mut bench, "b", "27 feb 2026 10:30");
    assert!(bench.said().contains(asked), "{}", bench.said());
    assert!(bench.folder(BERT).appointments.is_empty());
    bench.press("ctrl-s");
    done(&bench);
    assert_eq!(bench.folder(BERT).appointments.len(), 1);
    // The same in the diary: booked there, and put from one day to another.
    bench
        .press("6 n")
        .type_text("27 feb 2026 9:00")
        .press("tab");
    bench.type_text("blood test").press("ctrl-s");
    assert!(bench.said().contains(asked), "{}", bench.said());
    bench.press("ctrl-s");
    done(&bench);
    assert_eq!(bench.folder(BERT).appointments.len(), 2);
    bench.press("n").type_text("4 mar 9:00").press("tab");
    bench.type_text("eye clinic").press("ctrl-s");
    done(&bench);
    bench
        .press("enter home ctrl-k")
        .type_text("27 feb 2026 11:00");
    bench.press("ctrl-s");
    assert!(bench.said().contains(asked), "{}", bench.said());
    // Corrected instead: nothing is asked any more.
    bench
        .press("home ctrl-k")
        .type_text("5 mar 11:00")
        .press("ctrl-s");
    done(&bench);
    let days: Vec<_> = bench
        .folder(BERT)
        .appointments
        .iter()
        .map(|one| one.at.day())
        .collect();
    assert!(days.contains(&day("2026-03-05")), "{days:?}");
}

#[test]
fn a_referral_with_a_day_in_the_diary_is_not_merely_accepted() {
    let mut bench = referred();
    step(&mut bench, "b", "12 mar 10:30");
    step(&mut bench, "a a", "");
    assert!(
        bench
            .said()
            .contains("The diary has it booked for Thu 12 Mar 2026"),
        "{}",
        bench.said()
    );
    assert_eq!(newest(&bench).referral_state(), Some(ReferralState::Booked));
}

#[test]
fn an_appointment_that_moves_in_the_diary_moves_what_its_referral_expects() {
    let mut bench = referred();
    step(&mut bench, "b", "12 mar 10:30");
    bench.press("6 v").type_text("19 mar 9:00").press("ctrl-s");
    done(&bench);
    assert!(
        bench
            .said()
            .contains("The referral is booked for that day too"),
        "{}",
        bench.said()
    );
    let item = newest(&bench);
    assert_eq!(item.expected_on, Some(day("2026-03-19")));
    let folder = bench.folder(BERT);
    let booked = folder.appointments.iter().find(|one| one.is_booked());
    assert_eq!(item.appointment, booked.map(|one| one.id));
    // Moved within its day: nothing else is expected, but it is that one which stands for it.
    bench.press("v").type_text("19 mar 11:00").press("ctrl-s");
    done(&bench);
    assert!(!bench.said().contains("referral"), "{}", bench.said());
    let again = newest(&bench);
    assert_eq!(again.referral.len(), item.referral.len());
    assert_ne!(again.appointment, item.appointment);
    bench.press("u u");
    let item = newest(&bench);
    assert_eq!(item.expected_on, Some(day("2026-03-12")));
    assert_eq!(bench.folder(BERT).appointments.len(), 1);

    // The same where its day is corrected in the form of the appointment.
    bench.press("6 enter home ctrl-k").type_text("13 mar 9:00");
    bench.press("ctrl-s");
    done(&bench);
    assert_eq!(newest(&bench).expected_on, Some(day("2026-03-13")));
}

#[test]
fn booked_again_after_it_was_missed_the_referral_counts_to_the_new_day() {
    let mut bench = referred();
    step(&mut bench, "b", "2 mar 8:00");
    done(&bench);
    bench.press("6 r").type_text("no lift").press("ctrl-s");
    bench.press("b").type_text("16 mar 9:00").press("ctrl-s");
    done(&bench);
    assert_eq!(newest(&bench).expected_on, Some(day("2026-03-16")));
}

#[test]
fn an_item_ended_by_mistake_is_opened_again_with_a_reason_and_its_clocks_run() {
    let mut bench = begun("q");
    bench.type_text("New inhaler?").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    assert!(
        bench
            .press("o")
            .said()
            .contains("nothing has come of it yet")
    );
    bench
        .press("r")
        .type_text("Yes, from March")
        .press("ctrl-s");
    bench.press("t ctrl-s");
    let ended = newest(&bench);
    assert_eq!(ended.stage(), Stage::Ended);
    on_newest(&mut bench);
    assert!(
        bench.press("h").said().contains("o opens it again"),
        "{}",
        bench.said()
    );

    bench.press("o ctrl-s");
    assert!(bench.said().contains("Say why"), "{}", bench.said());
    bench.type_text("It was about the other one");
    bench.app.model.form_mut().unwrap().focus_on("expected");
    bench.type_text("+2w").press("ctrl-s");
    done(&bench);
    let item = newest(&bench);
    assert_eq!((item.stage(), item.told_on), (Stage::Asked, None));
    assert_eq!(item.expected_on, Some(day("2026-03-16")));
    // She may go by what she was told, until she hears that it does not hold.
    assert!(bench.said().contains("does not hold"), "{}", bench.said());
    assert!(rules(&bench).contains(&"taken_back"));
    on_newest(&mut bench);
    bench.press("t ctrl-s");
    assert!(!rules(&bench).contains(&"taken_back"));
    assert_eq!(newest(&bench).stage(), Stage::Asked);
    bench.press("u");
    let again = &item.reopened[0];
    assert_eq!(again.outcome, ended.outcome);
    assert_eq!(again.because, "It was about the other one");
    on_newest(&mut bench);
    let text = bench.flowing();
    assert!(
        text.contains("opened again Mon 2 Mar 2026: It was"),
        "{text}"
    );
    bench.press("u");
    assert_eq!(newest(&bench), ended);

    // Or the answer holds, and only that they know it was wrong.
    on_newest(&mut bench);
    bench.press("o").type_text("Told the neighbour only");
    bench.app.model.form_mut().unwrap().focus_on("stands");
    bench.press("right ctrl-s");
    done(&bench);
    assert_eq!(newest(&bench).stage(), Stage::Answered);
    assert!(rules(&bench).contains(&"not_told"));
}

/// Writes the outcome letter of the selected item to somebody, and what the file says; else what is said.
fn outcome(bench: &mut Bench, to: &str, folder: &str) -> Result<String, String> {
    let dir = bench.dir().join(folder);
    std::fs::create_dir(&dir).unwrap();
    bench.press("L");
    let form = bench.app.model.form_mut().unwrap();
    form.fill("path", dir.to_str().unwrap());
    form.focus_on("to");
    bench.press("home ctrl-k").type_text(to).press("ctrl-s");
    match std::fs::read_dir(&dir).unwrap().next() {
        Some(file) => Ok(std::fs::read_to_string(file.unwrap().path()).unwrap()),
        None => Err(bench.said()),
    }
}

#[test]
fn what_came_of_it_is_written_to_the_lead_as_a_short_letter() {
    let mut bench = begun("q");
    bench.type_text("New inhaler?").press("ctrl-s");
    on_newest(&mut bench);
    bench.press("L");
    assert!(
        bench.said().contains("Nothing has come of it"),
        "{}",
        bench.said()
    );
    bench
        .press("r")
        .type_text("Yes, a spacer too")
        .press("ctrl-s");
    let lead = bench
        .folder(BERT)
        .team
        .iter()
        .find(|one| one.role == Role::Lead)
        .map(|one| one.name.clone())
        .expect("a lead");
    bench.press("L");
    assert_eq!(bench.app.model.form().unwrap().text("to"), lead);
    assert!(
        bench
            .app
            .model
            .form()
            .unwrap()
            .text("next")
            .contains("told")
    );
    bench.press("esc");
    let written = outcome(&mut bench, &lead, "one").expect("a letter");
    for line in [
        "What came of it: New inhaler?",
        "Outcome: Yes, a spacer too (2 Mar 2026)",
        "The person was told: not yet",
        "Next step: Bert is told",
    ] {
        assert!(written.contains(line), "{line}: {written}");
    }
    assert!(
        bench.text().contains("has not been told yet"),
        "{}",
        bench.text()
    );
    bench.press("esc");
    let refused = outcome(&mut bench, "Somebody Else", "two").expect_err("not for them");
    assert!(refused.contains("Somebody Else"), "{refused}");
}

/// Who does it is waited for by name on every screen, and nobody asks the person for what their daughter took on.
#[test]
fn a_carers_action_waits_for_the_carer_by_name() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("4 a")
        .type_text("Take the shirts to the cleaner")
        .press("tab")
        .type_text("Rose Applepip")
        .press("tab")
        .type_text("+1d")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let items = bench.folder(ADA).items;
    let is_it = |item: &&Kept<Item>| item.what.starts_with("Take the shirts");
    let item = items.iter().find(is_it).expect("the action");
    assert_eq!(item.waiting, Waiting::Person);
    assert_eq!(
        item.waits_for(&bench.folder(ADA).person.name),
        "Rose Applepip"
    );
    bench.press("j j j j j");
    let seen = (0..6).any(|_| {
        bench
            .press("k")
            .text()
            .contains("Waiting for Rose Applepip.")
    });
    assert!(seen, "{}", bench.text());
    bench.press("esc");
    let name = bench.folder(ADA).person.value.name;
    let says = |bench: &Bench| {
        let facts = bench.store().facts(ADA).expect("facts").expect("a person");
        let holidays = &bench.app.model.holidays;
        let clock = Clock::new(bench.app.model.now, holidays);
        let verdict = look(&facts, &clock);
        let mut all = verdict
            .found
            .iter()
            .map(|one| (one.rule.says)(&facts, one, &clock));
        all.find(|says| says.contains("Take the shirts"))
            .expect("it is due some day")
    };
    let said = says(&bench);
    assert!(said.starts_with("waiting for Rose Applepip: "), "{said}");
    assert!(!said.contains(name.called()), "{said}");
}

#[test]
fn an_answer_that_does_not_hold_is_taken_back_and_waited_for_again() {
    let mut bench = begun("q");
    bench.type_text("Who supplies the tablets?").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench
        .press("r")
        .type_text("The GP, or was it the nurse?")
        .press("ctrl-s");
    assert_eq!(newest(&bench).stage(), Stage::Answered);
    on_newest(&mut bench);
    bench.press("o").press("ctrl-s");
    assert!(bench.said().contains("why"), "{}", bench.said());
    bench.type_text("Neither of them knew").press("ctrl-s");
    assert!(bench.said().contains("waits again"), "{}", bench.said());
    let item = newest(&bench);
    assert_eq!(item.stage(), Stage::Asked);
    assert_eq!(item.reopened.len(), 1);
    assert_eq!(item.reopened[0].ended, None);
    let before = item.reopened[0].outcome.as_ref().expect("the answer");
    assert_eq!(before.text, "The GP, or was it the nurse?");
    bench.press("esc u");
    assert_eq!(newest(&bench).stage(), Stage::Answered, "undone");
}

/// Who is chased says when it will come: that day is expected from then on, in the same save.
#[test]
fn a_chase_takes_the_day_on_which_it_will_come() {
    let mut bench = begun("q");
    bench.type_text("ramp?").press("tab").type_text("council");
    bench.press("ctrl-s");
    done(&bench);
    let before = newest(&bench);
    let chase = |bench: &mut Bench, expected: &str| {
        on_newest(bench);
        bench.press("h");
        bench.app.model.form_mut().unwrap().focus_on("expected");
        bench.type_text(expected).press("ctrl-s");
    };
    chase(&mut bench, "");
    done(&bench);
    let item = newest(&bench);
    assert_eq!(item.chases.len(), 1);
    assert_eq!(item.expected_on, before.expected_on, "as it was");
    assert!(item.expected_counted);

    chase(&mut bench, "1 mar 2026");
    let said = bench.said();
    assert!(said.contains("Sun 1 Mar 2026 has passed."), "{said}");
    let form = bench.app.model.form().expect("the form stays");
    assert_eq!(form.fields[form.focus].name, "expected");
    bench.press("end ctrl-u ctrl-k").type_text("+6w");
    assert!(
        bench.text().contains("= Mon 13 Apr 2026"),
        "{}",
        bench.text()
    );
    bench.press("ctrl-s");
    done(&bench);
    let item = newest(&bench);
    assert_eq!(item.expected_on, Some(day("2026-04-13")));
    assert!(!item.expected_counted && item.expected_how.contains("agreed as \"+6w\""));
    assert_eq!(item.chases.len(), 2);

    // What lasts until a day, and what goes on without one, has no such field.
    let mut bench = begun("s");
    bench.type_text("dressings").press("tab");
    bench.app.model.form_mut().unwrap().focus_on("expected");
    bench.type_text("fri").press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench.press("h");
    let form = bench.app.model.form().expect("a form");
    assert!(form.field("rung").is_some() && form.field("expected").is_none());
}

/// What makes a service the wrong place is read before one refers to it, not when it says no.
#[test]
fn a_referral_says_what_makes_its_service_the_wrong_place() {
    let mut bench = Bench::new();
    let mut clinic = directory(&mut bench);
    clinic.red_flags = "a fall with a blow to the head: 999".into();
    let record = Record::Service(Box::new(clinic.clone()));
    bench.elsewhere(&Change::replace(record, 1));
    bench
        .open(BERT)
        .press("4 + r")
        .type_text("two falls")
        .press("tab");
    bench.type_text("balance");
    let flags = "Wrong place: a fall with a blow to the head: 999";
    assert!(!bench.text().contains(flags), "nothing is chosen yet");
    bench.press("right");
    assert!(bench.text().contains(flags), "{}", bench.text());
    bench.press("backspace");
    assert!(!bench.text().contains(flags), "it is another text");
    bench
        .press("home ctrl-k")
        .type_text(&clinic.name)
        .press("tab");
    assert_eq!(bench.text().matches(flags).count(), 1, "{}", bench.text());
    bench.press("ctrl-s");
    done(&bench);
    on_newest(&mut bench);
    bench.press("enter");
    assert!(bench.text().contains(flags), "{}", bench.text());
}

/// The beginning of one name that is offered is enough; of several it is asked who is meant.
#[test]
fn an_owner_is_known_by_the_beginning_of_a_name() {
    let owner = |typed: &str, saves: &str| {
        let mut bench = begun("q");
        bench.type_text("blister packs?");
        bench.app.model.form_mut().unwrap().focus_on("owner");
        bench.type_text(typed).press(saves);
        done(&bench);
        newest(&bench).owner
    };
    assert_eq!(owner("Hedg", "ctrl-s"), "Hedgerow night line");
    assert_eq!(owner("nig", "ctrl-s"), "Hedgerow night line");
    assert_eq!(owner("Housing", "ctrl-s"), "Housing");
    let mut bench = begun("q");
    bench.type_text("blister packs?");
    bench.app.model.form_mut().unwrap().focus_on("owner");
    bench.type_text("Qu").press("ctrl-s");
    assert!(
        bench
            .said()
            .contains("\"Qu\" may be Dr Quince: type enough"),
        "{}",
        bench.said()
    );
}

/// Whoever does it now is whom it waits for: an action that was ours is not ours once the pharmacist has it.
#[test]
fn an_action_that_passes_on_waits_for_whoever_has_it() {
    let mut bench = Bench::new();
    bench.open(ADA).press("4 a").type_text("bring the box");
    bench.press("tab").type_text("me").press("ctrl-s");
    let action = |bench: &Bench| {
        let items = bench.folder(ADA).items;
        let found = items.into_iter().find(|one| one.what == "bring the box");
        found.expect("the action").value
    };
    assert_eq!(action(&bench).waiting, Waiting::Us);
    for _ in 0..20 {
        let view = bench.app.model.person.as_ref().unwrap();
        if view.item().is_some_and(|one| one.what == "bring the box") {
            break;
        }
        bench.press("down");
    }
    bench.press("enter");
    bench
        .app
        .model
        .form_mut()
        .expect("the form")
        .fill("owner", "mr nettle");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let passed = action(&bench);
    assert_eq!(
        (passed.owner.as_str(), passed.waiting),
        ("Nell Nettle", Waiting::Service)
    );
}
