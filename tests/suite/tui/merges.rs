//! Two people at one record: nothing is overwritten, nothing is lost, and both versions meet field by field.

use std::time::Duration;

use caseload::domain::change::Change;
use caseload::domain::id::PersonId;
use caseload::domain::item::Mark;
use caseload::domain::person::{Noted, Person, Tier};
use caseload::domain::record::Record;

use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, day};

fn field(bench: &Bench, name: &str) -> String {
    bench.app.model.form().expect("a form").text(name)
}

/// Somebody else changes who a person is.
fn they_change(bench: &mut Bench, person: PersonId, change: impl FnOnce(&mut Person)) {
    let kept = bench.folder(person).person;
    let mut value = kept.value.clone();
    change(&mut value);
    bench.elsewhere(&Change::replace(Record::Person(value), kept.revision));
}

#[test]
fn a_save_over_somebody_elses_is_refused_and_both_fields_are_kept() {
    let mut bench = Bench::new();
    bench.open(BERT).press("e tab tab").type_text("Bertie");
    they_change(&mut bench, BERT, |person| {
        person.email = "bert@example.org".into();
    });
    bench.press("ctrl-s");
    assert!(!bench.is_bare(), "the form stays");
    assert!(!bench.said().is_empty());
    assert_eq!(field(&bench, "preferred"), "Bertie", "with what was typed");
    let person = bench.folder(BERT).person;
    assert_eq!(
        person.email, "bert@example.org",
        "theirs is not overwritten"
    );
    assert_eq!(person.name.preferred, "");

    bench.press("esc e");
    assert_eq!(field(&bench, "preferred"), "Bertie", "ours");
    assert_eq!(field(&bench, "email"), "bert@example.org", "theirs");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let person = bench.folder(BERT).person;
    assert_eq!(
        (person.name.preferred.as_str(), person.email.as_str()),
        ("Bertie", "bert@example.org")
    );
}

#[test]
fn where_both_changed_a_field_ours_stands_and_theirs_is_shown() {
    let mut bench = Bench::new();
    bench.open(BERT).press("e tab tab").type_text("Bertie");
    they_change(&mut bench, BERT, |person| {
        person.name.preferred = "Albert".into();
    });
    bench.press("ctrl-s esc e");
    assert_eq!(field(&bench, "preferred"), "Bertie");
    assert!(
        bench.text().contains("Albert"),
        "what the record says is on the screen"
    );
    assert_eq!(bench.folder(BERT).person.name.preferred, "Albert");
    bench.press("ctrl-s");
    assert_eq!(
        bench.folder(BERT).person.name.preferred,
        "Bertie",
        "said twice is meant"
    );
}

#[test]
fn what_the_record_says_of_a_choice_is_a_word() {
    let mut bench = Bench::new();
    bench.open(BERT).press("e");
    bench.app.model.form_mut().unwrap().focus_on("tier");
    bench.press("l");
    they_change(&mut bench, BERT, |person| person.tier = Tier::High);
    bench.press("ctrl-s esc e");
    let form = bench.app.model.form().unwrap();
    assert_eq!(form.choice("tier"), 2, "low, as we chose");
    let theirs = form.intro.join(" ");
    assert!(theirs.contains("high"), "{theirs}");
}

#[test]
fn a_mark_in_a_draft_keeps_its_meaning_when_the_item_moved_on() {
    let mut bench = Bench::new();
    bench
        .select(CY)
        .press("c")
        .type_text("They say yes.")
        .press("tab tab tab 1 esc");
    let kept = bench.folder(CY).items[0].clone();
    let answered = kept.value.marked(Mark::Answered, day("2026-03-02"), "yes");
    bench.elsewhere(&Change::replace(Record::Item(answered), kept.revision));
    bench.press("c ctrl-s");
    let item = bench.folder(CY).items[0].value.clone();
    assert!(item.is_open(), "nobody said that he was told");
}

#[test]
fn a_draft_left_overnight_follows_the_record() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("e tab tab")
        .type_text("Bertie")
        .press("esc esc");
    they_change(&mut bench, BERT, |person| {
        person.tier_because = "falls".into();
    });
    bench.open(BERT).press("e ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let person = bench.folder(BERT).person;
    assert_eq!(
        (person.name.preferred.as_str(), person.tier_because.as_str()),
        ("Bertie", "falls")
    );
}

#[test]
fn a_story_that_somebody_else_changed_is_not_overwritten() {
    let mut bench = Bench::new();
    bench.open(ADA).press("s").type_text("OURS ");
    they_change(&mut bench, ADA, |person| {
        person.story = Some(Noted {
            text: "THEIRS".into(),
            on: day("2026-03-02"),
            by: "j.bright".into(),
        });
    });
    bench.press("ctrl-s");
    assert!(!bench.is_bare(), "the text stays");
    assert!(!bench.said().is_empty());
    let story = |bench: &Bench| bench.folder(ADA).person.value.story.unwrap().text;
    assert_eq!(story(&bench), "THEIRS");

    // As the message says: leave, come back, and save if ours shall stand.
    bench.press("esc s");
    assert!(
        bench.text().contains("THEIRS"),
        "what stands there now is shown"
    );
    bench.press("enter");
    let text = bench.app.model.editor_mut().unwrap().note.text();
    assert!(text.contains("OURS"));
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(story(&bench).contains("OURS"));
}

#[test]
fn a_goal_added_to_a_plan_that_changed_is_refused_and_then_kept() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 o").type_text("Choir again");
    let kept = bench.folder(ADA).plan.unwrap();
    let mut plan = kept.value.clone();
    plan.strengths = "Sings.".into();
    bench.elsewhere(&Change::replace(Record::Plan(plan), kept.revision));
    bench.press("ctrl-s");
    assert!(!bench.is_bare());
    assert_eq!(bench.folder(ADA).plan.unwrap().goals.len(), 2);
    bench.press("esc o");
    assert_eq!(field(&bench, "text"), "Choir again");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let plan = bench.folder(ADA).plan.unwrap();
    assert_eq!((plan.goals.len(), plan.strengths.as_str()), (3, "Sings."));
}

#[test]
fn an_item_that_somebody_else_ended_is_not_answered_over_them() {
    let mut bench = Bench::new();
    bench
        .select(CY)
        .press("c")
        .type_text("They say next week.")
        .press("tab tab tab 1");
    let kept = bench.folder(CY).items[0].clone();
    let ended = kept
        .value
        .marked(Mark::Done, day("2026-03-02"), "the surgery prescribes");
    bench.elsewhere(&Change::replace(Record::Item(ended.clone()), kept.revision));
    bench.press("ctrl-s");
    let now = bench.folder(CY).items[0].value.clone();
    assert!(
        now == ended,
        "their outcome was overwritten: {}",
        bench.said()
    );
}

#[test]
fn somebody_elses_contact_shows_within_a_minute() {
    let mut bench = Bench::new();
    bench.open(ADA).press("3");
    let mut contact = bench.folder(ADA).contacts[0].value.clone();
    contact.id = caseload::domain::id::ContactId(crate::support::people::id(9_600));
    contact.gist = "Rose rang the night line.".into();
    bench.elsewhere(&Change::add(Record::Contact(contact)));
    bench.wait(Duration::from_secs(60));
    assert!(bench.text().contains("night line"));
}
