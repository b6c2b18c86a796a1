//! The contact log by keys: what more can be said of a contact, the search in it, a contact like an earlier one.

use caseload::domain::contact::{Channel, Purpose, With};

use crate::support::Bench;
use crate::support::people::{ADA, BERT};

fn focus(bench: &mut Bench, field: &str) {
    bench.app.model.form_mut().unwrap().focus_on(field);
}

/// A visit by a nurse with everything that can be said of it.
fn visited() -> Bench {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("c")
        .type_text("Showed him the inhaler.");
    focus(&mut bench, "channel");
    bench.press("v");
    focus(&mut bench, "with");
    bench.press("p");
    focus(&mut bench, "whom");
    bench.type_text("Nurse Okoro");
    focus(&mut bench, "purpose");
    bench.press("a d");
    focus(&mut bench, "present");
    bench.type_text("Nell Nettle; a neighbour");
    focus(&mut bench, "given");
    bench.type_text("how to use the spacer");
    focus(&mut bench, "format");
    bench.type_text("leaflet");
    focus(&mut bench, "understood");
    bench.press("right");
    focus(&mut bench, "signposts");
    bench.type_text("Breathe Easy 01632 960123");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench
}

#[test]
fn a_next_step_years_ahead_is_asked_about_once() {
    let mut bench = Bench::new();
    bench.open(ADA).press("c").type_text("Fine.").press("tab");
    bench.type_text("3 mar 2028").press("ctrl-s");
    let asked = "Fri 3 Mar 2028 is more than two years ahead: check the day and its year.";
    assert!(bench.said().contains(asked), "{}", bench.said());
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

#[test]
fn everything_that_was_said_of_a_contact_is_there_to_read() {
    let mut bench = visited();
    bench.press("3 enter");
    let text = bench.text();
    for line in [
        "Also there: Nell Nettle; a neighbour",
        "Information given: how to use the spacer (leaflet); understood, in their own",
        "Signposted to: Breathe Easy 01632 960123",
    ] {
        assert!(text.contains(line), "{line:?} is not in {text}");
    }
    assert!(text.contains("Purpose: a"), "{text}");
}

#[test]
fn a_form_without_its_information_says_what_is_missing() {
    let mut bench = Bench::new();
    bench.open(BERT).press("c").type_text("Talked.");
    focus(&mut bench, "format");
    bench.type_text("leaflet").press("ctrl-s");
    assert!(
        bench.said().contains("what information"),
        "{}",
        bench.said()
    );
}

#[test]
fn the_search_narrows_the_log_and_says_how_many_it_hides() {
    let mut bench = visited();
    let all = bench.folder(BERT).contacts.len();
    bench.press("3 /").type_text("okoro leaflet");
    let text = bench.text();
    assert!(text.contains("1 entry"), "{text}");
    assert!(text.contains(&format!("{} hidden", all - 1)), "{text}");
    bench.type_text(" nowhere");
    assert!(bench.text().contains("no entry fits"), "{}", bench.text());
    bench.press("esc");
    assert!(!bench.text().contains("hidden"), "{}", bench.text());

    // Kept by Enter, it narrows until Esc; what is logged meanwhile is searched too.
    bench.press("/").type_text("spacer").press("enter .");
    bench.type_text("The spacer again.").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(bench.text().contains("2 entries"), "{}", bench.text());
    bench.press("esc");
    assert!(!bench.text().contains("hidden"), "the search is left first");
    assert!(bench.app.model.person.is_some());
    bench.press("esc");
    assert!(bench.app.model.person.is_none());
}

#[test]
fn a_contact_like_an_earlier_one_has_its_ways_and_not_its_words() {
    let mut bench = visited();
    bench.press("3 .").type_text("Again.").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let folder = bench.folder(BERT);
    let newest = folder.contacts.iter().find(|one| one.gist == "Again.");
    let newest = newest.expect("the contact");
    assert_eq!(
        (newest.channel, newest.with, newest.whom.as_str()),
        (Channel::Visit, With::Professional, "Nurse Okoro")
    );
    assert!(newest.details.purpose.is_some());
    assert_eq!(newest.details.present.len(), 2);
    assert!(newest.details.given.is_none(), "that was then");
    assert_eq!(newest.corrects, None);
}

#[test]
fn purposes_have_words_of_their_own() {
    let mut bench = Bench::new();
    bench.open(ADA).press("c").type_text("Spoke up for her.");
    focus(&mut bench, "purpose");
    let form = bench.app.model.form_mut().unwrap();
    form.choose("purpose", Purpose::Advocacy.word());
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let folder = bench.folder(ADA);
    let kept = folder
        .contacts
        .iter()
        .find(|one| one.details.purpose.is_some());
    assert_eq!(kept.unwrap().details.purpose, Some(Purpose::Advocacy));
}

#[test]
fn the_log_is_narrowed_by_lists_that_count_until_esc() {
    let mut bench = visited();
    bench
        .press("c")
        .type_text("Rang about the bus.")
        .press("ctrl-s");
    bench.press("C ctrl-s");
    let all = bench.folder(BERT).contacts.len();
    bench.press("3 f");
    let text = bench.text();
    assert!(text.contains("visit (1)") || text.contains("any"), "{text}");
    focus(&mut bench, "failed");
    bench.press("right ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let text = bench.text();
    let line = format!("Only: nobody reached   1 entry, {} hidden", all - 1);
    assert!(text.contains(&line), "{line}: {text}");
    assert!(!text.contains("Rang about the bus."), "{text}");
    // A search narrows what the lists left, and the form shows what holds.
    bench.press("f");
    assert_eq!(bench.app.model.form().unwrap().choice("failed"), 1);
    bench.press("left");
    focus(&mut bench, "failed");
    bench.press("left");
    focus(&mut bench, "channel");
    bench.press("p ctrl-s");
    bench.press("/").type_text("bus").press("enter");
    let text = bench.text();
    assert!(
        text.contains("Only: by phone   Search: bus   1 entry"),
        "{text}"
    );
    bench.press("esc");
    let text = bench.text();
    assert!(!text.contains("hidden"), "{text}");
    assert!(text.contains("Showed him the inhaler"), "{text}");
    // What is written meanwhile is counted too.
    bench.press("f");
    focus(&mut bench, "since");
    bench.type_text("today").press("ctrl-s");
    let shown = bench.text();
    assert!(shown.contains("Only: since Mon 2 Mar"), "{shown}");
    bench.press("c").type_text("One more").press("ctrl-s");
    assert!(bench.text().contains("One more"), "{}", bench.text());
}

#[test]
fn a_frequent_contact_is_kept_by_name_and_chosen_for_anybody() {
    let mut bench = visited();
    assert!(
        bench
            .press("Y")
            .said()
            .contains("No contact is kept by name yet"),
        "{}",
        bench.said()
    );
    bench
        .press("3 K home ctrl-k")
        .type_text("Nurse visit")
        .press("ctrl-s");
    assert!(
        bench.said().contains("Kept as \"Nurse visit\""),
        "{}",
        bench.said()
    );
    // From another page, and what was said there is not part of it.
    bench.press("esc").open(ADA).press("Y");
    assert!(
        bench.text().contains("Nurse visit: visit"),
        "{}",
        bench.text()
    );
    bench.press("ctrl-s");
    let form = bench.app.model.form().expect("the contact");
    assert_eq!(
        (
            form.word("channel"),
            form.word("with"),
            form.text("whom").as_str()
        ),
        ("visit", "professional", "Nurse Okoro")
    );
    assert_eq!(form.text("gist"), "");
    bench.type_text("Weighed her.").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let contact = bench.folder(ADA).contacts[0].value.clone();
    assert_eq!(
        (contact.channel, contact.with),
        (Channel::Visit, With::Professional)
    );
    // Let go, it is chosen no more.
    bench.press("Y");
    focus(&mut bench, "does");
    bench.press("right ctrl-s");
    assert!(
        bench.press("Y").said().contains("No contact is kept"),
        "{}",
        bench.said()
    );
}

#[test]
fn the_last_row_of_a_long_log_is_the_first_contact_of_all() {
    let mut bench = Bench::new();
    bench.open(BERT);
    for n in 0..25 {
        bench
            .press("c")
            .type_text(&format!("Call number {n}."))
            .press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
    }
    let all = bench.folder(BERT).contacts.len();
    bench.press("esc").open(BERT).press("3");
    let text = bench.text();
    assert!(text.contains("more below"), "{text}");
    let shown = text
        .lines()
        .filter(|row| row.contains("Call number"))
        .count();
    assert!(shown >= 12, "the rows of the screen are used: {text}");
    bench.press("G");
    let view = bench.app.model.person.as_ref().unwrap();
    assert_eq!(view.cursor(), all - 1);
    let text = bench.text();
    assert!(
        text.contains("more above") && !text.contains("below"),
        "{text}"
    );
}

/// R54: the row of a correction says what is new in it, not once more how the entry that it corrects begins.
#[test]
fn the_row_of_a_correction_shows_what_was_corrected() {
    const SAID: &str = "Walks to the shop and back every day, with his stick.";
    let said = |before: &str, keys: &str, words: &str| {
        let mut bench = Bench::new();
        bench
            .open(BERT)
            .press("c")
            .type_text(before)
            .press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        bench.turn("2026-03-05T09:12:00Z".parse().unwrap());
        bench
            .press("3 o")
            .press(keys)
            .type_text(words)
            .press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        let text = bench.text();
        let row = text.lines().find(|row| row.contains("[correction]"));
        (row.expect("its row").to_owned(), bench)
    };
    let (row, mut bench) = said(SAID, "end", " Not on Sundays.");
    assert!(row.contains("[correction]: ... Not on Sundays."), "{row}");
    // What it said before is a key away.
    bench.press("enter");
    let text = bench.flowing();
    assert!(text.contains(&format!("which said: {SAID}")), "{text}");

    // Another beginning, or the same words with something else mended: as it is said.
    let (row, _) = said(SAID, "home", "Never mind: ");
    assert!(row.contains("[correction]: Never mind: Walks"), "{row}");
    let (row, _) = said(SAID, "tab tab tab", "");
    assert!(row.contains("[correction]: Walks to the shop"), "{row}");
}

#[test]
fn what_is_only_sent_speaks_with_nobody() {
    let sent = |channel: &str| {
        let mut bench = Bench::new();
        bench.open(BERT).press("c").type_text("Sent a card.");
        bench
            .app
            .model
            .form_mut()
            .unwrap()
            .choose("channel", channel);
        bench.press("ctrl-s");
        assert!(
            bench.said().contains("until they answer"),
            "{}",
            bench.said()
        );
        bench.press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        bench.folder(BERT).contacts[0].spoke()
    };
    assert!(sent(Channel::Text.word()), "they answered");
    assert!(!sent(Channel::Letter.word()), "a letter never speaks");
}
