//! Two people at one record: nothing is overwritten, nothing is lost, and both versions meet field by field.

use std::time::Duration;

use caseload::app::model::Overlay;
use caseload::domain::access::Access;
use caseload::domain::change::Change;
use caseload::domain::id::{PersonId, WordsId};
use caseload::domain::item::Mark;
use caseload::domain::person::{Noted, Person, Tier};
use caseload::domain::record::Record;
use caseload::domain::words::{self, Heading, Words};

use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, DOT, day, id};

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
fn what_does_not_collide_is_kept_from_both() {
    let mut bench = Bench::new();
    bench.open(BERT).press("e tab tab").type_text("Bertie");
    they_change(&mut bench, BERT, |person| {
        person.email = "bert@example.org".into();
    });
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let said = "Kept too, as A. Okafor wrote it meanwhile: e-mail \"bert@example.org\".";
    assert!(bench.said().contains(said), "{}", bench.said());
    let person = bench.folder(BERT).person;
    assert_eq!(
        (person.name.preferred.as_str(), person.email.as_str()),
        ("Bertie", "bert@example.org")
    );
    bench.press("u");
    let person = bench.folder(BERT).person;
    assert_eq!(
        (person.name.preferred.as_str(), person.email.as_str()),
        ("", "bert@example.org"),
        "only ours is taken back"
    );
}

/// Both gave him another name to be called by.
fn two_names() -> Bench {
    let mut bench = Bench::new();
    bench.open(BERT).press("e tab tab").type_text("Bertie");
    they_change(&mut bench, BERT, |person| {
        person.name.preferred = "Albert".into();
        person.email = "bert@example.org".into();
    });
    bench.press("ctrl-s");
    assert!(
        matches!(bench.app.model.overlays.last(), Some(Overlay::Clash(_))),
        "{}",
        bench.said()
    );
    bench
}

fn history(bench: &Bench) -> String {
    let raw = bench.raw();
    let mut bodies = raw.prepare("SELECT body FROM history").unwrap();
    let bodies = bodies.query_map([], |row| row.get::<_, String>(0)).unwrap();
    bodies.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}

/// How many rows of the past say what somebody lost; the words of each can be read whole.
fn lost(bench: &mut Bench, words: &str) -> usize {
    bench.open(BERT).press("9");
    let view = bench.app.model.person.as_ref().expect("a person");
    let is_it = |text: &str| {
        text.contains("person: name: how they like to be called")
            && text.contains(&format!("\"{words}\""))
    };
    let rows: Vec<usize> = (0..)
        .zip(view.past())
        .filter(|(_, row)| is_it(&row.text))
        .map(|(at, _)| at)
        .collect();
    let first = *rows.first().unwrap_or_else(|| panic!("{}", bench.text()));
    bench.press("g");
    for _ in 0..first {
        bench.press("j");
    }
    bench.press("enter");
    let text = bench.text();
    assert!(
        text.contains("Before:") && text.contains("After:"),
        "{text}"
    );
    assert!(text.contains(words), "{text}");
    bench.press("esc");
    rows.len()
}

#[test]
fn a_record_that_was_only_added_to_has_nothing_written_over() {
    let mut bench = Bench::new();
    they_change(&mut bench, BERT, |person| {
        person.email = "b@example.org".into();
    });
    bench.open(BERT).press("9");
    let view = bench.app.model.person.as_ref().expect("a person");
    assert!(
        view.past()
            .iter()
            .all(|row| !row.text.contains("Written over"))
    );
    they_change(&mut bench, BERT, |person| person.email.clear());
    bench.press("esc").open(BERT).press("9");
    let view = bench.app.model.person.as_ref().expect("a person");
    let over = view
        .past()
        .iter()
        .filter(|row| row.text.contains("b@example.org"));
    assert_eq!(over.count(), 1);
}

#[test]
fn what_was_written_over_before_the_newest_changes_is_said_and_can_be_asked_for() {
    let mut bench = Bench::new();
    they_change(&mut bench, BERT, |person| {
        person.email = "b@example.org".into();
    });
    they_change(&mut bench, BERT, |person| person.email.clear());
    let seen = |bench: &mut Bench| {
        bench.press("esc esc").open(BERT).press("9 end");
        let view = bench.app.model.person.as_ref().expect("a person");
        let has = |words: &str| view.past().iter().any(|row| row.text.contains(words));
        (has("b@example.org"), has("Older ones are not shown"))
    };
    let add = |bench: &Bench, rows: i64| {
        let raw = bench.raw();
        let sql = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?2)
             INSERT INTO journal (at_at, login, command, person, note, writes, chain)
             SELECT 0, 'b.obi', 'person.read', ?1, '', '', x'00' FROM n";
        raw.execute(sql, rusqlite::params![BERT.bytes(), rows])
            .unwrap();
    };
    assert_eq!(seen(&mut bench), (true, false));
    bench.press("B");
    assert!(bench.said().contains("shown already"), "{}", bench.said());
    add(&bench, 1_900);
    assert_eq!(seen(&mut bench), (true, false));
    add(&bench, 2_000);
    assert_eq!(seen(&mut bench), (false, true));
    assert!(
        bench.text().contains("B looks further back"),
        "{}",
        bench.text()
    );
    bench.press("B");
    let text = bench.text();
    let view = bench.app.model.person.as_ref().expect("a person");
    assert!(!view.past_is_cut(), "{text}");
    assert!(
        view.past()
            .iter()
            .any(|row| row.text.contains("b@example.org")),
        "{text}"
    );
}

#[test]
fn where_both_changed_a_field_both_are_shown_and_one_is_chosen() {
    let mut bench = two_names();
    let text = bench.text();
    assert!(
        text.contains("{+Albert+}") && text.contains("{+Bertie+}"),
        "{text}"
    );
    bench.press("ctrl-s");
    assert!(bench.said().contains("Choose"), "{}", bench.said());
    bench.press("m ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let person = bench.folder(BERT).person;
    assert_eq!(
        (person.name.preferred.as_str(), person.email.as_str()),
        ("Bertie", "bert@example.org")
    );
    assert!(
        history(&bench).contains("Albert"),
        "theirs stays in the history"
    );
    assert_eq!(lost(&mut bench, "Albert"), 1);
    bench.press("u");
    assert_eq!(bench.folder(BERT).person.name.preferred, "Albert");
}

#[test]
fn where_theirs_is_chosen_ours_stays_in_the_history() {
    let mut bench = two_names();
    bench.press("t ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(bench.folder(BERT).person.name.preferred, "Albert");
    assert!(history(&bench).contains("Bertie"));
    assert_eq!(lost(&mut bench, "Bertie"), 1);
    bench.press("u");
    assert_eq!(bench.folder(BERT).person.name.preferred, "Albert");
}

#[test]
fn whoever_goes_back_from_the_choice_has_everything_still() {
    let mut bench = two_names();
    bench.press("t enter esc esc");
    assert_eq!(field(&bench, "preferred"), "Bertie");
    assert_eq!(bench.folder(BERT).person.name.preferred, "Albert");
    bench.press("esc e");
    assert_eq!(field(&bench, "preferred"), "Bertie", "the draft");
    assert!(
        bench.text().contains("Albert"),
        "what the record says is on the screen"
    );
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
    bench.press("l").press("esc");
    they_change(&mut bench, BERT, |person| person.tier = Tier::High);
    bench.wait(Duration::from_secs(60));
    bench.press("e");
    let form = bench.app.model.form().unwrap();
    assert_eq!(form.choice("tier"), 2, "low, as we chose");
    let theirs = form.intro.join(" ");
    assert!(theirs.contains("high"), "{theirs}");
}

/// Somebody else writes down what is most important to Ada.
fn they_say(bench: &mut Bench, n: u128, text: &str, at: &str) {
    let mut words = bench.folder(ADA).words[0].value.clone();
    words.id = WordsId(id(n));
    words.heading = Heading::MostImportant;
    words.text = text.into();
    words.recorded_at = at.parse().unwrap();
    bench.elsewhere(&Change::add(Record::Words(words)));
}

/// What holds of what is most important to Ada.
fn holds(bench: &Bench) -> String {
    let kept = bench.folder(ADA).words;
    let all = kept.iter().map(|kept| &kept.value);
    words::current(all, Heading::MostImportant)
        .map(|words| words.text.clone())
        .unwrap_or_default()
}

#[test]
fn words_that_two_people_wrote_down_both_stay_and_one_holds() {
    for (choice, held) in [("m", "OURS"), ("t", "THEIRS")] {
        let mut bench = Bench::new();
        bench.open(ADA).press("w").type_text("OURS ");
        they_say(&mut bench, 9_700, "THEIRS", "2026-03-02T09:12:00Z");
        bench.press("ctrl-s");
        assert!(bench.text().contains("THEIRS"), "{}", bench.text());
        bench.press(choice).press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        let all: Vec<Words> = bench
            .folder(ADA)
            .words
            .into_iter()
            .map(|kept| kept.value)
            .collect();
        let now = holds(&bench);
        assert!(now.contains(held), "{choice}: {now}");
        for text in ["OURS", "THEIRS"] {
            assert!(
                all.iter().any(|one| one.text.contains(text)),
                "{text} is lost"
            );
        }
    }
}

/// A third person saves while two versions are looked at: what was chosen is not said to hold where theirs does.
#[test]
fn words_that_changed_once_more_are_shown_anew_before_one_is_chosen() {
    for choice in ["t", "m", "b"] {
        let mut bench = Bench::new();
        bench.open(ADA).press("w").type_text("OURS ");
        they_say(&mut bench, 9_700, "THEIRS", "2026-03-02T09:12:00Z");
        bench.press("ctrl-s");
        they_say(&mut bench, 9_701, "THIRD", "2026-03-02T09:12:30Z");
        bench.press(choice).press("ctrl-s");
        assert!(
            bench.said().contains("changed once more"),
            "{choice}: {}",
            bench.said()
        );
        assert_eq!(holds(&bench), "THIRD", "{choice}");
        let kept = bench.folder(ADA).words;
        assert!(kept.iter().all(|one| !one.text.contains("OURS")));
        // What was typed is there still, and what collides now is shown.
        bench.press("ctrl-s");
        let text = bench.text();
        assert!(text.contains("THIRD") && text.contains("OURS"), "{text}");
        bench.press("m ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        assert!(
            holds(&bench).contains("OURS"),
            "{choice}: {}",
            holds(&bench)
        );
    }
}

/// Theirs may be dated by a clock that is ahead: what is chosen over it holds all the same.
#[test]
fn words_that_are_chosen_hold_over_those_of_a_clock_that_is_ahead() {
    let mut bench = Bench::new();
    bench.open(ADA).press("w").type_text("OURS ");
    they_say(&mut bench, 9_700, "THEIRS", "2026-03-02T23:00:00Z");
    bench.press("ctrl-s m ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(holds(&bench).contains("OURS"), "{}", holds(&bench));
}

#[test]
fn both_texts_can_stand_theirs_first_and_are_open_to_be_made_one() {
    let mut bench = Bench::new();
    bench.open(ADA).press("w").type_text("OURS ");
    they_say(&mut bench, 9_700, "THEIRS", "2026-03-02T09:12:00Z");
    bench.press("ctrl-s b ctrl-s");
    let editor = bench
        .app
        .model
        .editor_mut()
        .expect("it is open to be edited");
    let text = editor.note.text();
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    assert!(
        at("Saved by ") < at("THEIRS") && at("THEIRS") < at("time by A. Okafor"),
        "{text}"
    );
    assert!(at("time by A. Okafor") < at("OURS"), "{text}");
    assert!(bench.said().contains("Both are saved"), "{}", bench.said());
    assert_eq!(holds(&bench), text, "kept before anybody edits it");
    // Until somebody makes one of them the plan says that there are two.
    let both = "two were written at once and both kept, make one of them";
    bench.press("esc 2");
    assert!(bench.flowing().contains(both), "{}", bench.text());
    they_say(&mut bench, 9_702, "One text.", "2026-03-02T23:30:00Z");
    bench.press("esc").open(ADA).press("2");
    assert!(!bench.flowing().contains(both), "{}", bench.text());

    let mut bench = Bench::new();
    over_their_story(&mut bench);
    bench.press("ctrl-s b ctrl-s");
    let story = bench.folder(ADA).person.value.story.unwrap();
    assert!(
        story
            .text
            .starts_with("Saved by A. Okafor:\nTHEIRS\n\nWritten"),
        "{}",
        story.text
    );
    assert!(story.text.contains("OURS"));
    assert_eq!(story.by, "a.okafor");
    let kept = "Story [both kept, s makes one of them] Saved by";
    assert!(
        bench.press("esc").flowing().contains(kept),
        "{}",
        bench.text()
    );
    bench.press("u");
    assert_eq!(bench.folder(ADA).person.value.story.unwrap().text, "THEIRS");
}

#[test]
fn only_texts_can_both_stand() {
    let mut bench = two_names();
    bench.press("b");
    assert!(bench.said().contains("Only two texts"), "{}", bench.said());
    bench.press("ctrl-s");
    assert!(bench.said().contains("Choose"), "{}", bench.said());
}

#[test]
fn a_plan_that_changed_is_not_agreed_unseen() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 A");
    let kept = bench.folder(ADA).plan.unwrap();
    let mut plan = kept.value.clone();
    plan.strengths = "Sings.".into();
    bench.elsewhere(&Change::replace(Record::Plan(plan), kept.revision));
    bench.press("ctrl-s");
    assert!(!bench.is_bare() && !bench.said().is_empty());
    assert!(bench.folder(ADA).shared.versions.is_empty());
}

#[test]
fn words_that_changed_are_not_agreed_unseen() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 A");
    let mut words = bench.folder(ADA).words[0].value.clone();
    words.id = WordsId(id(900));
    words.recorded_at = bench.cx().now;
    words.text = "I want to move to my sister's.".into();
    bench.elsewhere(&Change::add(Record::Words(words)));
    bench.press("ctrl-s");
    assert!(bench.said().contains("meanwhile"), "{}", bench.said());
    assert!(bench.folder(ADA).shared.versions.is_empty());
    // What stands there now can be agreed once it was seen.
    bench.press("esc");
    assert!(bench.text().contains("my sister's"), "{}", bench.text());
    // That a goal lost its phrase is asked about first.
    bench.press("A ctrl-s ctrl-s");
    assert_eq!(bench.folder(ADA).shared.versions.len(), 1);
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

/// Where a text of an item or of an appointment is two, its row says so, until somebody makes one of them.
#[test]
fn rows_say_that_both_texts_of_an_item_and_of_an_appointment_were_kept() {
    let mut bench = Bench::new();
    let item = &bench.folder(ADA).items[0];
    let mut theirs = item.value.clone();
    theirs.because = "she fell twice".to_owned();
    bench.open(ADA).press("4");
    let rows = &bench.app.model.person.as_ref().unwrap().items;
    let at = rows.iter().position(|one| one.id == item.id).unwrap();
    bench.press(&"j ".repeat(at)).press("enter");
    bench.app.model.form_mut().unwrap().focus_on("because");
    bench.press("home").type_text("she is afraid ");
    bench.elsewhere(&Change::replace(Record::Item(theirs), item.revision));
    bench.press("ctrl-s b ctrl-s");
    assert!(bench.is_bare(), "{}", bench.text());
    let says = "Two texts were written at once and both kept: Enter makes one of them.";
    let text = bench.flowing();
    assert!(text.contains(" [both kept] "), "{text}");
    assert!(text.contains(says), "{text}");
    assert!(
        text.contains("she fell twice (saved by A. Okafor); she is afraid"),
        "{text}"
    );

    bench.press("6 n").type_text("12 mar 10:30").press("tab");
    bench.type_text("fracture clinic").press("ctrl-s");
    let booked = bench.folder(ADA).appointments.remove(0);
    let mut asks = booked.value.clone();
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("questions");
    bench.type_text("is there a step");
    asks.questions = "who drives her".to_owned();
    bench.elsewhere(&Change::replace(
        Record::Appointment(Box::new(asks)),
        booked.revision,
    ));
    bench.press("ctrl-s b ctrl-s");
    let text = bench.flowing();
    assert!(text.contains(" [both kept] fracture clinic"), "{text}");
    assert!(
        text.contains("both kept: Enter makes one of them"),
        "{text}"
    );
}

/// Two write the same story; theirs is saved first.
fn over_their_story(bench: &mut Bench) {
    bench.open(ADA).press("s").type_text("OURS ");
    they_change(bench, ADA, |person| {
        person.story = Some(Noted {
            text: "THEIRS".into(),
            on: day("2026-03-02"),
            by: "j.bright".into(),
        });
    });
}

#[test]
fn a_story_that_somebody_else_changed_is_not_overwritten() {
    let mut bench = Bench::new();
    over_their_story(&mut bench);
    bench.press("ctrl-s");
    for side in ["THEIRS", "OURS"] {
        assert!(
            bench.text().contains(side),
            "both are shown: {}",
            bench.text()
        );
    }
    let story = |bench: &Bench| bench.folder(ADA).person.value.story.unwrap().text;
    assert_eq!(story(&bench), "THEIRS");

    // Leave, come back, and save if ours shall stand.
    bench.press("esc esc s");
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
fn a_goal_added_to_a_plan_that_changed_is_added_to_what_it_is_now() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 o").type_text("Choir again");
    let kept = bench.folder(ADA).plan.unwrap();
    let mut plan = kept.value.clone();
    plan.strengths = "Sings.".into();
    bench.elsewhere(&Change::replace(Record::Plan(plan), kept.revision));
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

/// We set the next time, they the last one: each could be saved, but the next time would come before the last.
fn next_and_last() -> Bench {
    let mut bench = Bench::new();
    they_change(&mut bench, BERT, |person| {
        let mut access = Access::said("speak slowly", day("2026-01-05"), "j.bright");
        access.reviewed_on = Some(day("2026-01-10"));
        access.review_on = Some(day("2027-01-10"));
        person.access = Some(access);
    });
    bench.open(BERT).press("I");
    bench.app.model.form_mut().unwrap().focus_on("review");
    bench.press("home ctrl-k").type_text("15 feb 2026");
    bench.app.model.form_mut().unwrap().focus_on("text");
    bench.type_text("Please ");
    they_change(&mut bench, BERT, |person| {
        let access = person.access.as_mut().unwrap();
        access.reviewed_on = Some(day("2026-02-20"));
        person.email = "bert@example.org".into();
    });
    bench.press("ctrl-s");
    bench
}

#[test]
fn what_cannot_stand_together_is_shown_and_chosen() {
    for (choice, last, next) in [
        ("m", "2026-01-10", "2026-02-15"),
        ("t", "2026-02-20", "2027-01-10"),
    ] {
        let mut bench = next_and_last();
        let text = bench.text();
        assert!(
            text.contains("not both together") && text.contains("The next time comes after"),
            "{text} {}",
            bench.said()
        );
        bench.press(choice).press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        let person = bench.folder(BERT).person;
        let access = person.access.as_ref().unwrap();
        assert_eq!(
            (access.reviewed_on, access.review_on),
            (Some(day(last)), Some(day(next))),
            "{choice}"
        );
        assert!(access.text.contains("Please"), "what fits is kept: ours");
        assert_eq!(
            person.email, "bert@example.org",
            "what fits is kept: theirs"
        );
    }
}

/// What cannot be chosen is no hint, and whose version stands beside ours is said with when it was saved.
#[test]
fn two_versions_say_whose_the_other_is_and_offer_both_for_texts_alone() {
    let bench = two_names();
    let text = bench.text();
    assert!(
        text.contains("Saved meanwhile by A. Okafor (Mon 2 Mar 09:12)"),
        "{text}"
    );
    assert!(!text.contains("b:both"), "{text}");

    let mut bench = Bench::new();
    bench.open(ADA).press("w").type_text("OURS ");
    they_say(&mut bench, 9_700, "THEIRS", "2026-03-02T09:10:00Z");
    bench.press("ctrl-s");
    let text = bench.text();
    assert!(text.contains("b:both"), "{text}");
    assert!(text.contains("(Mon 2 Mar 09:10)"), "{text}");
}

/// Fields that mean something together only are told by what they are about, under the name of what they belong to.
#[test]
fn a_place_of_several_fields_is_told_in_words() {
    let mut bench = Bench::new();
    bench.open(DOT).press("4");
    let kept = bench.folder(DOT).items[0].clone();
    bench.press("enter");
    let form = bench.app.model.form_mut().expect("the item");
    form.focus_on("expected");
    bench.press("ctrl-u").type_text("20 mar").press("end");
    let mut theirs = kept.value.clone();
    theirs.expected_on = Some(day("2026-03-25"));
    theirs.expected_counted = false;
    bench.elsewhere(&Change::replace(Record::Item(theirs), kept.revision));
    bench.press("ctrl-s");
    let text = bench.text();
    let place = format!("{}: by when it is expected", kept.what);
    assert!(text.contains(&place), "{place}: {text}");
    assert!(
        !text.contains("b:both") && !text.contains("expected how"),
        "{text}"
    );
}
