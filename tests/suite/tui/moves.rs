//! Moves by the keyboard: a discharge on one card, what it leaves open, and a point ticked later.

use caseload::domain::item::ItemKind;
use caseload::domain::team::Role;
use caseload::domain::transition::{Answer, MoveKind};

use crate::support::Bench;
use crate::support::people::{ADA, CY, day};

#[test]
fn a_discharge_is_recorded_with_what_it_leaves_open_and_a_point_is_ticked_later() {
    let mut bench = Bench::new();
    bench.open(CY);
    bench.press("7");
    assert!(bench.text().contains("No moves yet"), "{}", bench.text());
    let before = bench.folder(CY).items.len();
    bench.press("d");
    // Not a word but the ward and the number: keys that move, choose and save.
    let mut keys = 1;
    let mut press = |bench: &mut Bench, key: &str| {
        keys += 1;
        bench.press(key);
    };
    press(&mut bench, "tab");
    bench.type_text("Ward 7");
    press(&mut bench, "tab");
    bench.type_text("Ruth 07700 900118");
    press(&mut bench, "tab");
    for answer in ["y", "y", "y", "y", "n"] {
        press(&mut bench, answer);
        press(&mut bench, "tab");
    }
    bench.type_text("+4d");
    press(&mut bench, "ctrl-s");
    assert!(keys <= 25, "{keys} keys beside the words");
    let folder = bench.folder(CY);
    let one = folder.moves.first().expect("a move");
    assert_eq!(one.kind, MoveKind::Discharge);
    let mut opened: Vec<_> = folder
        .items
        .iter()
        .filter(|item| item.transition == Some(one.id))
        .map(|item| item.kind)
        .collect();
    opened.sort_unstable();
    assert_eq!(folder.items.len(), before + 3);
    assert_eq!(
        opened,
        [ItemKind::Letter, ItemKind::Supply, ItemKind::Check]
    );
    assert!(
        bench.text().contains("[ ] told who advises: no"),
        "{}",
        bench.text()
    );
    bench.press("x");
    bench.press("ctrl-s");
    let folder = bench.folder(CY);
    let discharge = folder.moves[0].discharge.as_ref().expect("a checklist");
    assert_eq!(discharge.checklist.adviser.is, Some(Answer::Yes));
    let check = discharge.checklist.adviser.item.expect("its check");
    let check = folder.items.iter().find(|item| item.id == check);
    assert!(!check.expect("kept").is_open());
    bench.press("K");
    bench.press("ctrl-s");
    assert!(bench.folder(CY).moves[0].acknowledged.is_some());
}

/// Whichever way a check comes to an end, the point that it is about is ticked with it, and open again with it.
#[test]
fn a_point_follows_its_check() {
    let mut bench = Bench::new();
    bench.open(CY).press("7 d tab");
    bench.type_text("Ward 7").press("ctrl-s");
    let list = |bench: &Bench| {
        let discharge = bench.folder(CY).moves[0].discharge.clone();
        discharge.expect("a checklist").checklist
    };
    let adviser = list(&bench).adviser.item.expect("its check");
    let plan = list(&bench).plan.item.expect("its check");
    let outside = list(&bench).out_of_hours.item.expect("its check");
    // One call, three digits: what nobody was named for stays open on the list.
    bench
        .press("c")
        .type_text("Told him who advises, went through the plan");
    for check in [adviser, plan, outside] {
        let form = bench.app.model.form_mut().expect("a form");
        form.focus_on("marks");
        let at = form
            .lines("marks")
            .iter()
            .position(|line| line.of == check.0);
        let digit = (at.expect("its line") + 1).to_string();
        bench.press(&digit);
    }
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let ticked = list(&bench);
    assert_eq!(ticked.adviser.is, Some(Answer::Yes));
    assert_eq!(ticked.plan.is, Some(Answer::Yes));
    assert!(ticked.plan.note.contains("went through the plan"));
    assert_eq!(ticked.out_of_hours.is, None);
    bench.press("u");
    assert_eq!(list(&bench).unsettled().count(), 6);

    // From its own tab: done, opened again, dropped.
    let select_it = |bench: &mut Bench, adviser| {
        bench.press("4 home");
        while bench
            .app
            .model
            .person
            .as_ref()
            .and_then(|view| view.item())
            .map(|one| one.id)
            != Some(adviser)
        {
            bench.press("down");
        }
    };
    let select = |bench: &mut Bench| select_it(bench, adviser);
    select(&mut bench);
    bench.press("d ctrl-s");
    assert_eq!(list(&bench).adviser.is, Some(Answer::Yes));
    select(&mut bench);
    bench
        .press("o")
        .type_text("she had not understood")
        .press("ctrl-s");
    assert_eq!(list(&bench).adviser.is, Some(Answer::No));
    select(&mut bench);
    bench
        .press("x")
        .type_text("no dressings any more")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(list(&bench).adviser.is, Some(Answer::NotApplicable));
    // That nobody has to be named is said of the point, not by dropping its check.
    select_it(&mut bench, outside);
    bench.press("x").type_text("no time").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(list(&bench).out_of_hours.is, None);
}

#[test]
fn nobody_named_to_ring_leaves_a_check_and_other_moves_have_their_kind() {
    let mut bench = Bench::new();
    bench.open(CY).press("7 d tab");
    bench.type_text("Ward 7").press("ctrl-s");
    let folder = bench.folder(CY);
    let discharge = folder.moves[0].discharge.as_ref().expect("a checklist");
    assert_eq!(discharge.checklist.out_of_hours.is, None);
    assert_eq!(discharge.checklist.unsettled().count(), 6);
    // A school is a word of the choice; the ward has them again, and the discharge is over.
    bench.press("o h tab");
    bench.type_text("today 11").press("tab tab");
    bench.type_text("Mill Lane").press("ctrl-s");
    bench.press("A tab tab");
    bench.type_text("Ward 9").press("ctrl-s");
    let folder = bench.folder(CY);
    let mut kinds: Vec<_> = folder
        .moves
        .iter()
        .map(|one| (one.kind, one.is_open()))
        .collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        [
            (MoveKind::Admission, true),
            (MoveKind::Discharge, false),
            (MoveKind::House, true),
        ]
    );
    // An hour is needed: the first call is counted from it.
    bench.press("d");
    bench.type_text("fri").press("ctrl-s");
    assert!(
        bench.said().contains("Give the time too"),
        "{}",
        bench.said()
    );
}

#[test]
fn nobody_comes_home_before_they_went_in() {
    let mut bench = Bench::new();
    bench.open(CY).press("7 A");
    bench.type_text("yesterday 11:00").press("tab tab");
    bench.type_text("Ward 9").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.press("d").type_text("fri 19:10").press("ctrl-s");
    let said = bench.said();
    for day in ["Fri 27 Feb 2026 19:10", "Sun 1 Mar 2026 11:00"] {
        assert!(said.contains(day), "{said}");
    }
    assert_eq!(bench.folder(CY).moves.len(), 1);
    // The hour counts on the same day; a minute after it is right.
    bench.press("home ctrl-k").type_text("yesterday 10:59");
    bench.press("ctrl-s");
    assert!(bench.said().contains("10:59"), "{}", bench.said());
    bench.press("home ctrl-k").type_text("yesterday 11:01");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let moves = bench.folder(CY).moves;
    assert_eq!(moves.len(), 2);
    assert_eq!(moves.iter().filter(|one| one.is_open()).count(), 1);
}

/// Asks once, and keeps it when it is saved again as it stands.
fn asked_once(bench: &mut Bench, asked: &str) {
    bench.press("ctrl-s");
    assert!(bench.said().contains(asked), "{asked}: {}", bench.said());
    assert!(bench.app.model.form().is_some(), "nothing is kept yet");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

#[test]
fn a_second_admission_or_discharge_is_asked_about_once() {
    let mut bench = Bench::new();
    bench.open(CY).press("7 A");
    bench.type_text("yesterday 11:00").press("tab tab");
    bench.type_text("Ward 9").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    // Before the one that is open, and after it.
    for (when, asked) in [
        (
            "fri 10:00",
            "They went into hospital on Sun 1 Mar 2026 11:00 too",
        ),
        (
            "today 8",
            "They are in hospital already, since Sun 1 Mar 2026 11:00",
        ),
    ] {
        let before = bench.folder(CY).moves.len();
        bench.press("A").type_text(when).press("tab tab");
        bench.type_text("Ward 3");
        asked_once(&mut bench, asked);
        assert_eq!(bench.folder(CY).moves.len(), before + 1);
        bench.press("u");
        assert_eq!(bench.folder(CY).moves.len(), before);
    }
    // Home, and home again.
    bench.press("d").type_text("today 8").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.press("d").type_text("today 9").press("tab");
    bench.type_text("Ward 9");
    asked_once(&mut bench, "They came home on Mon 2 Mar 2026 08:00 already");
    assert_eq!(bench.folder(CY).moves.len(), 3);
}

/// Checks that were for a home where nobody is now end with the admission; the letter is awaited still.
#[test]
fn an_admission_ends_the_checks_of_the_discharge_that_it_closes() {
    let mut bench = Bench::new().at("2026-03-03T10:00:00Z");
    bench.open(CY).press("7 d").type_text("yesterday 11:00");
    bench.press("tab").type_text("Ward 7").press("ctrl-s");
    while !bench.is_bare() {
        bench.press("ctrl-s");
    }
    let open = |bench: &Bench| -> Vec<ItemKind> {
        let folder = bench.folder(CY);
        let of_move = folder.items.iter().filter(|item| item.transition.is_some());
        let open = of_move.filter(|item| item.is_open());
        open.map(|item| item.kind).collect()
    };
    let before = open(&bench);
    assert!(before.contains(&ItemKind::Check) && before.contains(&ItemKind::Letter));
    bench.press("A").type_text("today 09:00").press("tab tab");
    bench.type_text("Wexmoor Hospital").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.screen());
    let checks = before
        .iter()
        .filter(|kind| **kind == ItemKind::Check)
        .count();
    assert!(
        bench.said().starts_with(&format!(
            "Recorded; {checks} checks of the last discharge ended"
        )),
        "{}",
        bench.said()
    );
    let after = open(&bench);
    assert!(!after.contains(&ItemKind::Check) && after.contains(&ItemKind::Letter));
    bench.press("u");
    assert_eq!(open(&bench), before);
}

#[test]
fn an_admission_written_down_after_they_came_home_is_over() {
    let mut bench = Bench::new();
    bench.open(CY).press("7 d");
    bench.type_text("yesterday 17:00").press("tab");
    bench.type_text("Ward 9").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.press("A").type_text("fri 10:00").press("tab tab");
    bench.type_text("Ward 9").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let moves = bench.folder(CY).moves;
    let admission = moves.iter().find(|one| one.kind == MoveKind::Admission);
    let closed = admission.unwrap().closed.as_ref().expect("over");
    assert_eq!(
        (closed.because.as_str(), closed.on),
        ("discharged", day("2026-03-01"))
    );
    let discharge = moves.iter().find(|one| one.kind == MoveKind::Discharge);
    assert!(discharge.unwrap().is_open(), "its clocks run");
}

#[test]
fn a_move_of_which_nothing_is_named_is_not_kept() {
    let mut bench = Bench::new();
    bench.open(CY).press("7");
    // A press too early, and a save to get away: nothing happened to anybody.
    for letter in ["", "c", "h"] {
        bench.press("o");
        bench.press(letter).press("ctrl-s");
        assert!(
            bench.said().contains("Name at least one thing"),
            "{}",
            bench.said()
        );
        bench.press("esc");
        assert!(bench.is_bare(), "{}", bench.said());
    }
    assert!(bench.folder(CY).moves.is_empty());
    bench.press("d ctrl-s");
    assert!(
        bench.said().contains("Say where they come from"),
        "{}",
        bench.said()
    );
    assert!(
        bench.folder(CY).moves.is_empty()
            && bench
                .folder(CY)
                .items
                .iter()
                .all(|item| item.transition.is_none())
    );
    // One word is enough, at the field to which it leads.
    bench.type_text("hospital").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let folder = bench.folder(CY);
    let discharge = folder.moves[0].discharge.as_ref().expect("a checklist");
    assert_eq!(discharge.checklist.unsettled().count(), 6);
    // A note alone says what changed.
    bench.press("o");
    bench.app.model.form_mut().unwrap().focus_on("note");
    bench.type_text("the grandson moved in").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(bench.folder(CY).moves.len(), 2);
}

#[test]
fn a_key_acts_on_the_selected_move_or_says_why_not() {
    let mut bench = Bench::new();
    bench.open(CY).press("7 o tab");
    bench.type_text("yesterday").press("tab");
    bench.type_text("Mill House").press("ctrl-s");
    bench.press("o c c c tab tab tab");
    bench.type_text("Oak School").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let folder = bench.folder(CY);
    let kinds: Vec<_> = folder.moves.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [MoveKind::School, MoveKind::Transfer]);
    // The school is selected; the transfer stays as it was.
    for (key, says) in [
        ("K", "Nobody takes over after a change of school"),
        ("K", "Select the transfer first"),
        ("f", "There is no discharge yet"),
        ("S", "They are not in hospital"),
    ] {
        bench.press("7 g").press(key);
        assert!(bench.is_bare(), "{key}");
        assert!(bench.said().contains(says), "{key}: {}", bench.said());
    }
    assert!(
        bench
            .folder(CY)
            .moves
            .iter()
            .all(|one| one.acknowledged.is_none())
    );
    bench.press("G K");
    bench
        .app
        .model
        .form_mut()
        .expect("a form")
        .focus_on("words");
    bench.type_text("Mill House").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let folder = bench.folder(CY);
    assert!(folder.moves[0].acknowledged.is_none());
    assert!(folder.moves[1].acknowledged.is_some());
    // Twice is once; the answer names who said so.
    bench.press("K");
    assert!(
        bench.is_bare() && bench.said().contains("No move waits"),
        "{}",
        bench.said()
    );
}

#[test]
fn medicines_for_longer_than_half_a_year_are_asked_about_once() {
    let mut bench = Bench::new();
    bench.open(CY).press("7 d tab").type_text("Ward 7");
    let until = |bench: &mut Bench, text: &str| {
        let form = bench.app.model.form_mut().expect("the card");
        form.focus_on("until");
        bench.press("home ctrl-k").type_text(text).press("ctrl-s");
    };
    until(&mut bench, "1 oct 2026");
    let asked = "Thu 1 Oct 2026 is more than half a year after they came home";
    assert!(bench.said().contains(asked), "{}", bench.said());
    assert!(bench.said().contains("again keeps it"), "{}", bench.said());
    // Another day is another question.
    until(&mut bench, "2 oct 2026");
    assert!(bench.said().contains("Fri 2 Oct 2026"), "{}", bench.said());
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let folder = bench.folder(CY);
    let discharge = folder.moves[0].discharge.as_ref().expect("a discharge");
    let until = discharge.medicines_until_on.expect("a day");
    assert_eq!(until.to_string(), "2026-10-02");
}

#[test]
fn another_lead_is_offered_as_a_move_that_one_key_takes_and_one_leaves() {
    for (key, moves) in [("ctrl-s", 1), ("esc", 0)] {
        let mut bench = Bench::new();
        bench.open(ADA);
        let before = bench.folder(ADA);
        let before = before.team.iter().find(|one| one.role == Role::Lead);
        let before = before.expect("a lead").name.clone();
        bench.press("m");
        let form = bench.app.model.form_mut().expect("the form");
        form.choose("role", Role::Lead.word());
        form.fill("name", "Dr R. Rowan");
        form.fill("phone", "01632 960777");
        bench.press("ctrl-s");
        let form = bench.app.model.form().expect("the offer");
        assert_eq!(form.word("kind"), MoveKind::Lead.word());
        assert_eq!(
            (
                form.text("from"),
                form.text("to"),
                form.text("taking_phone")
            ),
            (
                before.clone(),
                "Dr R. Rowan".to_owned(),
                "01632 960777".to_owned()
            )
        );
        bench.press(key);
        assert!(bench.is_bare(), "{}", bench.said());
        let folder = bench.folder(ADA);
        let lead = folder.team.iter().find(|one| {
            one.role == Role::Lead && one.until_on.is_none() && one.name == "Dr R. Rowan"
        });
        assert!(lead.is_some(), "the lead is kept either way");
        assert_eq!(folder.moves.len(), moves);
        if let Some(one) = folder.moves.first() {
            assert_eq!((one.kind, &one.leaving.name), (MoveKind::Lead, &before));
            assert!(one.acknowledged.is_none() && one.is_open());
        }
    }
}

/// What was handed out on the last discharge counts on beside only where that is said; whoever went in again between has
/// what they got now.
#[test]
fn medicines_of_an_earlier_discharge_are_replaced_where_it_is_said() {
    let mut bench = Bench::new().at("2026-03-03T10:00:00Z");
    let home = |bench: &mut Bench, at: &str, until: &str, replaces: Option<&str>| {
        bench.press("d").type_text(at).press("tab");
        bench.type_text("Ward 7");
        let form = bench.app.model.form_mut().expect("the card");
        form.focus_on("until");
        bench.type_text(until);
        let form = bench.app.model.form_mut().expect("the card");
        assert_eq!(form.field("earlier").is_some(), replaces.is_some());
        if let Some(replaces) = replaces {
            assert_eq!(
                form.values().get("earlier").map(String::as_str),
                Some(replaces)
            );
            assert!(
                form.intro[1].starts_with("Medicines of an earlier discharge are counted down"),
                "{:?}",
                form.intro
            );
        }
        bench.press("ctrl-s");
        while bench.said().contains("again keeps it") {
            bench.press("ctrl-s");
        }
        assert!(bench.is_bare(), "{}", bench.screen());
    };
    let open = |bench: &Bench| -> Vec<String> {
        let folder = bench.folder(CY);
        let all = folder.items.iter();
        let open = all.filter(|item| item.kind == ItemKind::Supply && item.is_open());
        let mut days: Vec<String> = open
            .filter_map(|item| item.expected_on)
            .map(|on| on.to_string())
            .collect();
        days.sort();
        days
    };
    bench.open(CY).press("7");
    home(&mut bench, "yesterday 11:00", "fri", None);
    assert_eq!(open(&bench), ["2026-03-06"]);

    // They did not go in between: both count, unless it is said.
    let still = "; the medicines until Fri 6 Mar are counted down still";
    home(
        &mut bench,
        "yesterday 12:00",
        "10 mar",
        Some("count on beside"),
    );
    assert!(bench.said().contains(still), "{}", bench.said());
    assert_eq!(open(&bench), ["2026-03-06", "2026-03-10"]);
    bench.press("u");

    bench
        .press("A")
        .type_text("yesterday 18:00")
        .press("tab tab");
    bench.type_text("Wexmoor Hospital").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.screen());
    assert_eq!(open(&bench), ["2026-03-06"], "they come home with them");
    // None were handed out: what they have counts on.
    home(&mut bench, "today 08:00", "", Some("replaced by these"));
    assert!(bench.said().contains(still), "{}", bench.said());
    assert_eq!(open(&bench), ["2026-03-06"]);
    bench.press("u");
    home(
        &mut bench,
        "today 08:00",
        "10 mar",
        Some("replaced by these"),
    );
    let replaced = "; the medicines until Fri 6 Mar are replaced by these";
    assert!(bench.said().contains(replaced), "{}", bench.said());
    assert_eq!(open(&bench), ["2026-03-10"]);
    let folder = bench.folder(CY);
    let ended = folder.items.iter().find_map(|item| match item.kind {
        ItemKind::Supply => item.ended.clone(),
        _ => None,
    });
    assert!(ended.unwrap().because.contains("handed out anew"));
}
