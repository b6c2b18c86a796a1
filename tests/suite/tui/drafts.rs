//! What is typed is never lost: Esc keeps it, coming back finds it, Ctrl-D alone lets it go, after a question.

use std::time::Duration;

use caseload::app::Event;
use caseload::app::forms::Purpose;
use caseload::app::model::Overlay;
use caseload::domain::london;

use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, FAY, day};

fn drafts(bench: &Bench) -> usize {
    bench.store().drafts().unwrap().len()
}

fn field(bench: &Bench, name: &str) -> String {
    bench.app.model.form().expect("a form").text(name)
}

fn text(bench: &mut Bench) -> String {
    bench.app.model.editor_mut().expect("a text").note.text()
}

#[test]
fn esc_keeps_a_form_and_coming_back_finds_it() {
    let mut bench = Bench::new();
    bench
        .select(CY)
        .press("c")
        .type_text("Rang the pharm")
        .press("tab");
    bench.type_text("fri").press("tab tab 1 tab v esc");
    assert!(bench.is_bare());
    assert!(
        !bench.said().is_empty(),
        "it says that nothing is saved yet"
    );
    assert_eq!(bench.folder(CY).contacts.len(), 1);
    assert_eq!(drafts(&bench), 1);

    bench.press("c");
    assert_eq!(field(&bench, "gist"), "Rang the pharm");
    assert_eq!(field(&bench, "next"), "fri");
    let form = bench.app.model.form().unwrap();
    assert_eq!(form.choice("channel"), 1, "visit");
    bench.type_text("acy.").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let folder = bench.folder(CY);
    assert_eq!(folder.contacts[0].gist, "Rang the pharmacy.");
    assert_eq!(folder.contacts[0].moved.len(), 1, "the mark came back too");
    assert_eq!(drafts(&bench), 0, "the draft went with the save");
    bench.select(CY).press("c");
    assert_eq!(field(&bench, "gist"), "");
}

#[test]
fn esc_keeps_a_text_and_coming_back_finds_it() {
    let mut bench = Bench::new();
    bench
        .open(FAY)
        .press("w")
        .type_text("I want to")
        .press("enter")
        .type_text("be home")
        .press("esc");
    assert!(bench.is_bare());
    assert!(bench.folder(FAY).words.is_empty());
    bench.press("esc").open(FAY).press("w");
    assert_eq!(text(&mut bench), "I want to\nbe home");
    bench.press("ctrl-s");
    assert_eq!(bench.folder(FAY).words[0].text, "I want to\nbe home");
    assert_eq!(drafts(&bench), 0);
}

#[test]
fn drafts_of_different_people_and_places_stay_apart() {
    let mut bench = Bench::new();
    bench
        .select(BERT)
        .press("c")
        .type_text("about Bert")
        .press("esc");
    bench
        .select(CY)
        .press("c")
        .type_text("about Cy")
        .press("esc");
    bench.select(BERT).press("C");
    assert_eq!(
        field(&bench, "gist"),
        "No answer",
        "an attempt is another form"
    );
    bench.press("esc c");
    assert_eq!(field(&bench, "gist"), "about Bert");
}

#[test]
fn ctrl_d_asks_and_then_lets_the_draft_go() {
    let mut bench = Bench::new();
    bench
        .select(CY)
        .press("c")
        .type_text("Wrong person")
        .press("ctrl-d n");
    assert!(bench.app.model.form().is_none(), "a letter is no answer");
    bench.press("esc");
    assert_eq!(field(&bench, "gist"), "Wrong person", "Esc keeps it");
    bench.press("ctrl-d ctrl-d");
    assert!(bench.is_bare());
    assert_eq!(drafts(&bench), 0);
    bench.press("c");
    assert_eq!(field(&bench, "gist"), "");

    bench
        .press("esc")
        .open(ADA)
        .press("s")
        .type_text("X")
        .press("ctrl-d ctrl-d s");
    assert!(!text(&mut bench).contains('X'));
}

#[test]
fn while_a_question_is_asked_nothing_else_happens() {
    let mut bench = Bench::new();
    bench
        .select(CY)
        .press("c")
        .type_text("abc")
        .press("ctrl-d z u c ctrl-q");
    assert!(!bench.app.model.quit && !bench.is_locked());
    bench.press("esc");
    assert_eq!(field(&bench, "gist"), "abc");
}

#[test]
fn a_second_after_the_last_key_everything_is_kept() {
    let mut bench = Bench::new();
    bench.select(CY).press("c").type_text("abc");
    bench.wait(Duration::from_secs(1));
    assert_eq!(drafts(&bench), 1);
    bench.press("esc").open(FAY).press("w").type_text("abc");
    bench.wait(Duration::from_secs(1));
    assert_eq!(drafts(&bench), 2);
}

#[test]
fn who_types_without_a_pause_loses_a_second_at_most() {
    let mut bench = Bench::new();
    bench.open(FAY).press("w");
    let mut typed = String::new();
    for c in "I want to be home before the swallows are, all of us.".chars() {
        bench.type_text(&c.to_string());
        typed.push(c);
        let kept = bench
            .store()
            .drafts()
            .unwrap()
            .first()
            .map(|(place, _)| place.clone());
        let kept = kept.and_then(|place| bench.store().draft(&place).unwrap());
        let kept = kept.map_or(0, |draft| {
            let body: serde_json::Value = serde_json::from_str(&draft.body).unwrap();
            body["now"].as_str().unwrap().chars().count()
        });
        // The bench types a key every 150 ms: seven in a second.
        assert!(typed.chars().count() - kept <= 7, "{kept} of {typed}");
    }
}

#[test]
fn a_line_that_drops_keeps_what_was_typed() {
    for event in [Event::End, Event::Suspend] {
        let mut bench = Bench::new();
        bench.select(CY).press("c").type_text("abc");
        bench.happens(event);
        assert_eq!(drafts(&bench), 1);
    }
    let mut bench = Bench::new();
    bench.select(CY).press("c").type_text("abc").press("ctrl-q");
    assert!(bench.app.model.quit);
    assert_eq!(drafts(&bench), 1);
}

#[test]
fn a_form_that_was_not_touched_leaves_no_draft() {
    let mut bench = Bench::new();
    bench
        .select(CY)
        .press("c esc")
        .open(ADA)
        .press("e esc w esc 2 r esc");
    assert_eq!(drafts(&bench), 0);
    assert_eq!(bench.said(), "");
}

#[test]
fn a_refused_save_keeps_the_form_and_what_was_typed() {
    let mut bench = Bench::new();
    bench
        .select(CY)
        .press("c")
        .type_text("abc")
        .press("tab")
        .type_text("32 mar")
        .press("ctrl-s");
    assert_eq!(field(&bench, "gist"), "abc");
    bench.press("esc c");
    assert_eq!(
        (field(&bench, "gist"), field(&bench, "next")),
        ("abc".into(), "32 mar".into())
    );
}

#[test]
fn pasted_text_is_kept_too() {
    let mut bench = Bench::new();
    bench
        .select(CY)
        .press("c")
        .paste("from a\nletter")
        .press("esc c");
    assert_eq!(field(&bench, "gist"), "from a letter");
}

/// What was typed before the program died; then it is opened again.
fn after_a_crash(typed: impl FnOnce(&mut Bench)) -> Bench {
    let mut bench = Bench::new();
    typed(&mut bench);
    bench.wait(Duration::from_secs(1));
    // Locking forgets everything that is not in the store, as the end of the program does.
    bench.press("esc z").unlock();
    bench
}

#[test]
fn whose_words_wait_is_said_marked_and_one_key_goes_there() {
    let mut bench = after_a_crash(|bench| {
        bench.select(CY).press("c").type_text("Rang the pharm");
    });
    let said = bench.said();
    assert!(
        said.contains("Unsaved words for Cy Cobbleton (contact, Mon 2 Mar 09:12)"),
        "{said}"
    );
    assert!(said.contains("% goes there."), "{said}");
    assert_eq!(bench.app.model.unsaved_of(CY), 1);
    assert_eq!(bench.app.model.unsaved_of(BERT), 0);
    let screen = bench.text();
    let row = screen
        .lines()
        .find(|line| line.contains("Cobbleton, Cy"))
        .unwrap();
    assert_eq!(row.chars().nth(25), Some('%'), "{row}");
    assert!(screen.contains("1 unsaved (%)"), "{screen}");

    bench.press("%");
    assert_eq!(field(&bench, "gist"), "Rang the pharm");
    bench.press("esc");
    assert!(bench.text().contains("1 unsaved (%)"), "on their page too");
    bench.press("%").type_text("acy.").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(!bench.app.model.has_unsaved());
    assert!(!bench.text().contains("unsaved"));
    bench.press("%");
    assert!(
        bench.said().contains("Nothing unsaved waits"),
        "{}",
        bench.said()
    );
}

/// Forms that are opened from the row that is selected: they are found again without it.
#[test]
fn the_way_back_goes_to_the_form_itself_on_every_tab() {
    let garden = |keys: &'static str| (ADA, "2 /", "own garden back", keys);
    for (person, tab, row, keys) in [
        (ADA, "2", "", "n"),
        (ADA, "2", "", "o"),
        garden("enter enter"),
        garden("enter i"),
        garden("enter b tab"),
        garden("enter P tab"),
        garden("enter S"),
        (BERT, "2", "", "+ c"),
        (BERT, "2", "", "+ w"),
        (ADA, "7", "", "d tab"),
        (CY, "7", "", "A tab tab"),
        (CY, "7", "", "o tab tab"),
        (ADA, "8", "", "n"),
        (ADA, "8", "", "h"),
    ] {
        let case = format!("{tab} {row} {keys}");
        let mut typed = None;
        let mut bench = after_a_crash(|bench| {
            bench.open(person).press(tab).type_text(row).press(keys);
            bench.type_text("zz");
            let form = bench.app.model.form().expect(&case);
            assert_ne!(form.values(), form.opened, "{case}: nothing was typed");
            typed = Some((form.place.clone(), form.values()));
        });
        let (place, values) = typed.expect("typed");
        assert_eq!(bench.app.model.unsaved_of(person), 1, "{case}");
        bench.press("%");
        let said = bench.said();
        let form = bench.app.model.form();
        let form = form.unwrap_or_else(|| panic!("{case}: {said}"));
        assert_eq!(form.place, place, "{case}");
        assert_eq!(form.values(), values, "{case}");
    }
}

/// What is there already is changed, not added a second time.
#[test]
fn the_way_back_changes_what_was_being_changed() {
    let saved = |person, keys: &str, then: &str| {
        let mut bench = Bench::new();
        bench.open(person).press(keys).type_text("Rose Applepip");
        bench.press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        bench.press(then).type_text("zz");
        let purpose = bench.app.model.form().expect("a form").purpose;
        bench.wait(Duration::from_secs(1));
        bench.press("esc z").unlock().press("%");
        let form = bench.app.model.form();
        let said = bench.said();
        let form = form.unwrap_or_else(|| panic!("{then}: {said}"));
        assert_eq!(form.purpose, purpose);
        purpose
    };
    let decision = saved(ADA, "8 n", "j j enter tab tab tab tab");
    assert!(
        matches!(decision, Purpose::Sharing(Some(_))),
        "{decision:?}"
    );
    // One of several, and one of which there is only one.
    for keys in ["2 + k", "2 + w"] {
        let arranged = saved(BERT, keys, "enter");
        assert!(
            matches!(arranged, Purpose::Arrangement(_, Some(_))),
            "{arranged:?}"
        );
    }
}

#[test]
fn several_that_wait_are_counted_and_gone_through() {
    let mut bench = after_a_crash(|bench| {
        bench.open(FAY).press("w").type_text("To be home");
        bench.wait(Duration::from_secs(1)).press("esc esc");
        bench.open(ADA).press("4 h").type_text("Rang again");
        bench.wait(Duration::from_secs(1)).press("esc esc");
        bench.press("N").type_text("Newman");
    });
    let said = bench.said();
    assert!(
        said.contains("% goes there. 3 in all, marked % in the list"),
        "{said}"
    );
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..3 {
        bench.press("%");
        let place = match bench.app.model.overlays.last() {
            Some(Overlay::Form(form)) => form.place.clone().unwrap().name,
            Some(Overlay::Editor(editor)) => editor.place.name.clone(),
            _ => panic!("{}", bench.said()),
        };
        seen.insert(place);
        assert!(bench.said().contains(" of 3"), "{}", bench.said());
        bench.press("esc");
    }
    let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
    assert_eq!(seen, ["item.chased", "person.new", "words.most_important"]);
    // Round again, and what is let go is marked no more.
    bench.press("%");
    assert!(!bench.is_bare());
    bench.press("ctrl-d ctrl-d");
    assert_eq!(bench.app.model.unsaved.len(), 2);
}

/// What was typed the evening before means what it meant then: the day of the call, and the day that was promised.
#[test]
fn a_draft_of_yesterday_keeps_the_days_that_it_was_typed_for() {
    let mut bench = Bench::new().at("2026-03-05T17:50:00Z");
    bench
        .select(CY)
        .press("c")
        .type_text("Told about the tablets");
    bench.press("tab").type_text("tomorrow").press("esc");
    bench.turn("2026-03-06T09:00:00Z".parse().unwrap());
    bench.select(CY).press("c");
    assert_eq!(field(&bench, "next"), "6 Mar 2026");
    assert_eq!(field(&bench, "at"), "5 Mar 2026 17:50");
    assert!(
        bench
            .said()
            .starts_with("Draft from Thu 5 Mar 17:50 is back, its days as they were meant then"),
        "{}",
        bench.said()
    );
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let contact = bench.folder(CY).contacts[0].value.clone();
    assert_eq!(contact.next.map(|next| next.on), Some(day("2026-03-06")));
    assert_eq!(london::date(contact.at), day("2026-03-05"));
}

/// The same of a form that stands open over midnight; one in which nothing was typed means the new day.
#[test]
fn a_form_that_is_open_over_midnight_keeps_its_days() {
    let late = || Bench::new().at("2026-03-05T23:59:00Z");
    let mut bench = late();
    bench.select(CY).press("c").type_text("Told").press("tab");
    bench.type_text("tomorrow");
    bench.wait(Duration::from_secs(120));
    assert_eq!(field(&bench, "next"), "6 Mar 2026");
    assert_eq!(field(&bench, "at"), "5 Mar 2026 23:59");

    let mut bench = late();
    bench.select(CY).press("c");
    bench.wait(Duration::from_secs(120));
    assert_eq!(field(&bench, "at"), "");
}
