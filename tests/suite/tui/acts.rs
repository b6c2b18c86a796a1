//! The daily work by keys: a call is logged in seconds, goals follow words, a question ends when the person knows.

use caseload::app::notice::Tone;
use caseload::domain::change::Change;
use caseload::domain::contact::{Channel, Reached, With};
use caseload::domain::deferral::{Deferral, Subject};
use caseload::domain::find::fold;
use caseload::domain::id::{DeferralId, ItemId};
use caseload::domain::item::{Item, ItemKind, Stage};
use caseload::domain::record::Record;
use caseload::domain::team::Role;
use caseload::domain::triage::Bucket;
use caseload::domain::words::Heading;

use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, DOT, FAY, GUS, day, id};

/// Keys beyond the words that an ordinary contact may take (R46, DESIGN 6).
const MOST_KEYS: usize = 12;

fn tone(bench: &Bench) -> Option<Tone> {
    bench.app.model.notice.as_ref().map(|notice| notice.tone)
}

fn bucket(bench: &Bench, person: caseload::domain::id::PersonId) -> Option<Bucket> {
    let list = bench.list();
    list.iter()
        .find(|row| row.person == person)
        .map(|row| row.bucket)
}

#[test]
fn a_call_that_answers_a_question_takes_few_keys() {
    let mut bench = Bench::new();
    bench.select(CY).pressed = 0;
    bench
        .press("c")
        .type_text("Pharmacy rang: the surgery prescribes his patches from now on.")
        .press("tab + 2 w tab tab 1 ctrl-s");
    assert!(bench.pressed <= MOST_KEYS, "{} keys", bench.pressed);
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(tone(&bench), Some(Tone::Done));
    let folder = bench.folder(CY);
    let contact = &folder.contacts[0];
    assert_eq!(
        (contact.channel, contact.result),
        (Channel::Phone, Reached::Yes)
    );
    assert!(contact.gist.starts_with("Pharmacy rang"));
    assert_eq!(contact.at, bench.cx().now);
    assert_eq!(contact.next.as_ref().unwrap().on, day("2026-03-16"));
    assert_eq!(contact.moved.len(), 1);
    let item = &folder.items[0];
    assert_eq!(item.stage(), Stage::Answered);
    assert_eq!(item.outcome.as_ref().unwrap().text, contact.gist);
}

#[test]
fn the_shortest_contact_takes_two_keys() {
    let mut bench = Bench::new();
    bench.select(BERT).pressed = 0;
    bench.press("c").type_text("All well.").press("ctrl-s");
    assert_eq!(bench.pressed, 2);
    assert_eq!(bench.folder(BERT).contacts.len(), 2);
    assert_eq!(bucket(&bench, BERT), Some(Bucket::Steady));
}

#[test]
fn an_attempt_takes_one_key_and_asks_for_the_next_try() {
    let mut bench = Bench::new();
    bench.select(BERT).pressed = 0;
    bench.press("C f r i ctrl-s");
    assert!(bench.pressed <= MOST_KEYS);
    let folder = bench.folder(BERT);
    let contact = &folder.contacts[0];
    assert_eq!(contact.result, Reached::NoAnswer);
    assert_eq!(contact.next.as_ref().unwrap().on, day("2026-03-06"));
    assert_eq!(
        bucket(&bench, BERT),
        Some(Bucket::Today),
        "an attempt ends no silence"
    );
}

#[test]
fn a_contact_needs_its_gist_and_says_where() {
    let mut bench = Bench::new();
    bench.select(BERT).press("c tab tab tab ctrl-s");
    let form = bench.app.model.form().expect("the form stays");
    assert!(form.problem.is_some());
    assert_eq!(form.fields[form.focus].name, "gist");
    assert_eq!(bench.folder(BERT).contacts.len(), 1);
}

/// Opens the log of Gus, who was promised something for Thursday, and corrects the entry under the cursor.
fn correct(bench: &mut Bench, more: &str) {
    bench.press("o").type_text(more).press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

#[test]
fn what_a_contact_kept_stays_kept_when_it_is_corrected() {
    let mut bench = Bench::new();
    let promises = |bench: &Bench| bench.store().facts(GUS).unwrap().unwrap().promises.len();
    assert_eq!(promises(&bench), 1);
    bench.open(GUS).press("c");
    bench
        .type_text("He has the inhaler.")
        .press("tab tab tab 1 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(promises(&bench), 0);

    // The entry that kept it, which is the newest one, and then the one in which it was promised.
    bench.press("3");
    correct(&mut bench, "Mended: ");
    assert_eq!(promises(&bench), 0);
    let folder = bench.folder(GUS);
    let gave = folder
        .contacts
        .iter()
        .find(|one| one.id.0 == id(250))
        .unwrap();
    let kept = folder.contacts.iter().filter(|one| one.keeps == [gave.id]);
    assert_eq!(kept.count(), 2);
    for _ in 0..5 {
        let at = bench
            .app
            .model
            .person
            .as_ref()
            .and_then(|view| view.contact().map(|one| one.id));
        if at == Some(gave.id) {
            break;
        }
        bench.press("down");
    }
    correct(&mut bench, "Mended too: ");
    let folder = bench.folder(GUS);
    assert!(
        folder
            .contacts
            .iter()
            .any(|one| one.corrects == Some(gave.id))
    );
    assert_eq!(promises(&bench), 0);
}

#[test]
fn correcting_an_entry_moves_no_item_a_second_time() {
    let mut bench = Bench::new();
    bench
        .open(CY)
        .press("c")
        .type_text("Chased it.")
        .press("tab tab tab 1 ctrl-s");
    let moved = bench.folder(CY);
    assert_eq!(moved.contacts[0].moved.len(), 1);
    bench.press("3");
    correct(&mut bench, "Rather: ");
    let folder = bench.folder(CY);
    assert!(folder.items == moved.items);
    let correcting = folder
        .contacts
        .iter()
        .find(|one| one.corrects.is_some())
        .unwrap();
    assert_eq!(correcting.moved, moved.contacts[0].moved);
}

#[test]
fn what_was_put_off_stays_put_off_when_its_entry_is_corrected() {
    let mut bench = Bench::new().at("2026-03-05T09:12:00Z");
    let folder = bench.folder(GUS);
    let gave = folder
        .contacts
        .iter()
        .find(|one| one.id.0 == id(250))
        .unwrap();
    bench.elsewhere(&Change::add(Record::Deferral(Deferral {
        id: DeferralId(id(900)),
        person: GUS,
        rule: "check_in".to_owned(),
        about: Subject::Promise(gave.id),
        due_on: day("2026-03-05"),
        first_on: day("2026-03-05"),
        until_on: day("2026-03-09"),
        because: "away until then".to_owned(),
        by: String::new(),
    })));
    bench.open(GUS).press("3");
    assert!(
        bench
            .list()
            .iter()
            .any(|row| row.person == GUS && row.put_off)
    );
    correct(&mut bench, "Mended: ");
    let folder = bench.folder(GUS);
    assert!(
        folder
            .contacts
            .iter()
            .any(|one| one.corrects == Some(gave.id))
    );
    assert!(
        bench
            .list()
            .iter()
            .any(|row| row.person == GUS && row.put_off)
    );
}

/// R47, R50: nobody answers on the day of a promise, and the next try is next week: what was promised stays in Today in
/// its own words until somebody was spoken with, beside the try.
#[test]
fn a_failed_try_hides_no_promise() {
    let mut bench = Bench::new().at("2026-03-06T09:12:00Z");
    let words = bench.store().facts(GUS).unwrap().unwrap().promises[0]
        .what
        .clone();
    assert!(!words.is_empty());
    bench.select(GUS).press("C + 3 d ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(bucket(&bench, GUS), Some(Bucket::Today));
    let page = bench.open(GUS).screen();
    let told = format!("was promised for Thu 5 Mar ({words})");
    for text in [told.as_str(), "Mon 9 Mar 2026 (in 3 days): try again"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    bench.turn("2026-03-06T09:30:00Z".parse().unwrap());
    bench.press("c").type_text("He has it.").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let promises = bench.store().facts(GUS).unwrap().unwrap().promises;
    assert_eq!(promises, []);
}

/// Talking to the pharmacy keeps nothing that the person was promised; who knows better can say so.
#[test]
fn what_is_due_can_be_ended_by_a_contact_with_somebody_else() {
    let mut bench = Bench::new().at("2026-03-05T09:12:00Z");
    bench.open(GUS).press("c");
    let form = bench.app.model.form().unwrap();
    assert_eq!(form.lines("promises").len(), 1);
    bench
        .type_text("The pharmacy says he has it.")
        .press("tab tab tab 1 tab tab tab s ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(bench.folder(GUS).contacts[0].with, With::Service);
    assert!(
        bench
            .store()
            .facts(GUS)
            .unwrap()
            .unwrap()
            .promises
            .is_empty()
    );
}

/// However many items are open, what was promised has digits of its own.
#[test]
fn nine_open_items_leave_room_for_promises() {
    let mut bench = Bench::new();
    let first = bench.folder(CY).items[0].value.clone();
    for number in 0..12 {
        bench.elsewhere(&Change::add(Record::Item(Item {
            id: ItemId(id(800 + number)),
            person: GUS,
            ..first.clone()
        })));
    }
    bench.open(GUS).press("c");
    let form = bench.app.model.form().unwrap();
    assert_eq!(
        (form.lines("marks").len(), form.lines("promises").len()),
        (9, 1)
    );
}

/// What goes on without an end is due on no day: it takes no digit from what is.
#[test]
fn what_goes_on_without_an_end_stands_after_what_is_due() {
    let mut bench = Bench::new();
    let first = bench.folder(CY).items[0].value.clone();
    for number in 0..9 {
        bench.elsewhere(&Change::add(Record::Item(Item {
            id: ItemId(id(801 + number)),
            person: GUS,
            what: "due".into(),
            expected_on: Some(day("2026-03-20")),
            ..first.clone()
        })));
    }
    let mut weighs = Item {
        id: ItemId(id(800)),
        person: GUS,
        what: "weighs himself".into(),
        asked_on: day("2026-01-05"),
        ..first
    };
    weighs.goes_on();
    bench.elsewhere(&Change::add(Record::Item(weighs)));
    bench.open(GUS).press("4");
    let view = bench.app.model.person.as_ref().expect("a person");
    let listed: Vec<&str> = view.items.iter().map(|item| item.what.as_str()).collect();
    assert_eq!(listed.last(), Some(&"weighs himself"), "{listed:?}");
    bench.press("c");
    let form = bench.app.model.form().unwrap();
    let marks = form.lines("marks");
    assert_eq!(marks.len(), 9);
    assert!(marks.iter().all(|mark| mark.text.contains("due")));
}

#[test]
fn a_date_that_is_not_understood_saves_nothing() {
    let mut bench = Bench::new();
    bench
        .select(BERT)
        .press("c")
        .type_text("Fine.")
        .press("tab");
    bench.type_text("soonish").press("ctrl-s");
    let form = bench.app.model.form().expect("the form stays");
    assert_eq!(form.fields[form.focus].name, "next");
    assert!(bench.said().contains("soonish") || bench.said().contains("fri"));
    assert_eq!(bench.folder(BERT).contacts.len(), 1);
}

#[test]
fn a_contact_of_yesterday_is_kept_at_its_hour() {
    let mut bench = Bench::new();
    bench
        .select(BERT)
        .press("c")
        .type_text("He rang.")
        .press("shift-tab shift-tab");
    bench.type_text("yesterday 15:30").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let contact = &bench.folder(BERT).contacts[0];
    assert_eq!(contact.at.to_rfc3339(), "2026-03-01T15:30:00+00:00");
    assert_eq!(contact.recorded_at, bench.cx().now);
}

#[test]
fn there_are_no_goals_before_words_or_a_reason() {
    let mut bench = Bench::new();
    bench.open(FAY).press("2 o");
    assert!(bench.is_bare(), "no form opens");
    assert_eq!(tone(&bench), Some(Tone::Failed));
    assert!(bench.folder(FAY).plan.is_none());

    bench
        .press("W")
        .type_text("In hospital, too unwell to talk.")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.press("o").type_text("Home by Easter").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let plan = bench.folder(FAY).plan.expect("a plan");
    assert_eq!(plan.goals.len(), 1);
    assert!(
        bench
            .app
            .model
            .person
            .as_ref()
            .unwrap()
            .outline
            .iter()
            .any(|row| row.needs_look && row.text.contains("Home by Easter")),
        "a goal that serves no words is marked"
    );
}

#[test]
fn goals_follow_words_and_name_their_phrase() {
    let mut bench = Bench::new();
    bench
        .open(FAY)
        .press("w")
        .type_text("I want to be home for Easter.")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.press("2 o").type_text("Home by Easter").press("tab");
    bench.type_text("home for easter").press("tab 1 0 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let folder = bench.folder(FAY);
    assert_eq!(folder.words[0].heading, Heading::MostImportant);
    let plan = folder.plan.expect("a plan");
    assert_eq!(plan.goals[0].importance, Some(10));
    assert_eq!(plan.goals[0].because, "home for easter");
    let view = bench.app.model.person.as_ref().unwrap();
    assert!(
        !view
            .outline
            .iter()
            .any(|row| row.needs_look && row.text.contains("Home by"))
    );
}

#[test]
fn a_question_ends_when_the_person_has_been_told() {
    let mut bench = Bench::new();
    bench
        .open(GUS)
        .press("q")
        .type_text("which spacer fits?")
        .press("tab");
    bench.type_text("Respiratory clinic").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let asked = bench.folder(GUS).items[0].value.clone();
    assert_eq!(
        (asked.kind, asked.stage()),
        (ItemKind::Question, Stage::Asked)
    );
    assert_eq!(
        asked.expected_on,
        Some(day("2026-03-16")),
        "ten working days when none are named"
    );
    assert!(asked.expected_how.contains("10 working days"));

    bench.press("4 t ctrl-s");
    let told_early = bench.folder(GUS).items[0].value.clone();
    assert!(
        told_early.is_open(),
        "telling that we still wait ends nothing"
    );

    bench.press("r ctrl-s");
    assert!(!bench.is_bare(), "an answer needs its words");
    bench.type_text("the blue one").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(bench.folder(GUS).items[0].stage(), Stage::Answered);
    assert_eq!(
        bucket(&bench, GUS),
        Some(Bucket::Today),
        "an answer in hand that he was not told"
    );

    bench.press("t ctrl-s");
    let ended = bench.folder(GUS).items[0].value.clone();
    assert_eq!(ended.stage(), Stage::Ended);
    assert_eq!(ended.told_on, Some(day("2026-03-02")));
    assert_eq!(bucket(&bench, GUS), Some(Bucket::Soon), "as he was before");

    bench.press("r");
    assert!(bench.is_bare(), "nothing more can come of it");
    assert_eq!(tone(&bench), Some(Tone::Warning));
}

#[test]
fn an_action_is_done_where_it_stands() {
    let mut bench = Bench::new();
    bench
        .open(DOT)
        .press("4 d")
        .type_text("posted")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let item = bench.folder(DOT).items[0].value.clone();
    assert_eq!(item.stage(), Stage::Ended);
    assert_eq!(item.outcome.unwrap().text, "posted");
    assert_eq!(bucket(&bench, DOT), Some(Bucket::Steady));
}

#[test]
fn a_new_lead_takes_over_from_the_one_before() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("m L tab")
        .type_text("Nell Nettle")
        .press("ctrl-s esc");
    assert!(bench.is_bare(), "{}", bench.said());
    let team = bench.folder(ADA).team;
    let on = |date: &str| {
        let all: Vec<_> = team.iter().map(|kept| kept.value.clone()).collect();
        caseload::domain::team::holder(&all, caseload::domain::team::Role::Lead, day(date))
            .map(|member| member.name.clone())
    };
    assert_eq!(on("2026-03-01").as_deref(), Some("Dr Quince"));
    assert_eq!(on("2026-03-02").as_deref(), Some("Nell Nettle"));
}

/// Whoever of the team takes a place is in it once, with the number that is known of them.
#[test]
fn whoever_is_in_the_team_already_takes_a_place_with_what_is_known_of_them() {
    for name in ["Nell", "nell nettle"] {
        let mut bench = Bench::new();
        bench.open(ADA).press("m L tab").type_text(name);
        bench.press("ctrl-s");
        assert!(bench.said().contains("Nell Nettle"), "{}", bench.said());
        let team = bench.folder(ADA).team;
        let of = |role| {
            let mut all = team.iter().filter(|one| one.role == role);
            all.find(|one| one.name == "Nell Nettle" && one.until_on.is_none())
        };
        let (lead, before) = (of(Role::Lead).unwrap(), of(Role::Professional).unwrap());
        assert!(!before.phone.is_empty() && !before.title.is_empty());
        assert_eq!(
            (&lead.phone, &lead.title, lead.reach, &lead.ring_for),
            (&before.phone, &before.title, before.reach, &before.ring_for)
        );
        assert!(team.iter().all(|one| fold(&one.name) != "nell"));
    }
    // What is typed stands.
    let mut bench = Bench::new();
    bench.open(ADA).press("m L");
    let form = bench.app.model.form_mut().expect("the form");
    form.fill("name", "Nell Nettle");
    form.fill("phone", "01632 960999");
    bench.press("ctrl-s");
    let team = bench.folder(ADA).team;
    let lead = team
        .iter()
        .find(|one| one.role == Role::Lead && one.name == "Nell Nettle");
    assert_eq!(lead.unwrap().phone, "01632 960999");
}

/// Beside others in such a place a first name may be somebody new, and no relative is a professional of that name.
#[test]
fn a_part_of_a_name_is_asked_about_where_somebody_new_may_have_it() {
    let mut bench = Bench::new();
    bench.open(ADA).press("m");
    let form = bench.app.model.form_mut().expect("the form");
    form.fill("name", "Nell");
    bench.press("ctrl-s");
    assert!(bench.said().contains("Nell Nettle"), "{}", bench.said());
    assert!(!bench.is_bare());
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let team = bench.folder(ADA).team;
    let new = team.iter().find(|one| one.name == "Nell").unwrap();
    assert!(new.phone.is_empty(), "nobody else's number");

    bench.press("m");
    let form = bench.app.model.form_mut().expect("the form");
    form.choose("role", Role::NamedGp.word());
    form.fill("name", "Rose");
    bench.press("ctrl-s ctrl-s");
    let team = bench.folder(ADA).team;
    assert!(
        team.iter()
            .any(|one| one.role == Role::NamedGp && one.name == "Rose"),
        "not the daughter: {}",
        bench.said()
    );
}

/// Nobody leaves a care team unasked because somebody else leads.
#[test]
fn whoever_held_the_place_before_leaves_the_team_or_stays_as_is_said() {
    for stays in [false, true] {
        let mut bench = Bench::new();
        bench.open(ADA);
        // With a GP of another name she holds no other place.
        bench.press("m");
        let form = bench.app.model.form_mut().expect("the form");
        form.choose("role", Role::NamedGp.word());
        form.fill("name", "Dr R. Rowan");
        bench.press("ctrl-s");
        assert!(bench.is_bare(), "she still leads: {}", bench.said());
        bench.press("m L tab").type_text("Nell").press("ctrl-s");
        let said = bench.said();
        assert!(said.contains("Dr Quince holds no other place"), "{said}");
        let form = bench.app.model.form().expect("the form");
        assert_eq!(form.fields[form.focus].label, "The one before");
        bench.press(if stays { "right ctrl-s" } else { "ctrl-s" });
        let said = bench.said();
        assert!(
            said.contains(if stays {
                "Dr Quince stays"
            } else {
                "Dr Quince is"
            }),
            "{said}"
        );
        bench.press("esc");
        let team = bench.folder(ADA).team;
        let mut hers = team.iter().filter(|one| one.name == "Dr Quince");
        let now: Vec<_> = hers.by_ref().filter(|one| one.until_on.is_none()).collect();
        if stays {
            let [one] = now.as_slice() else { panic!() };
            assert_eq!(
                (one.role, one.from_on),
                (Role::Professional, day("2026-03-02"))
            );
            let led = team
                .iter()
                .find(|one| one.role == Role::Lead && one.name == "Dr Quince");
            assert_eq!(
                (&one.phone, one.reach),
                (&led.unwrap().phone, led.unwrap().reach)
            );
        } else {
            assert!(now.is_empty());
        }
    }
}

#[test]
fn a_correction_leaves_the_entry_as_it_was() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("3 o")
        .type_text(" No: one fall.")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let contacts = bench.folder(ADA).contacts;
    assert_eq!(contacts.len(), 5);
    let correction = contacts
        .iter()
        .find(|contact| contact.corrects.is_some())
        .unwrap();
    let before = contacts
        .iter()
        .find(|one| Some(one.id) == correction.corrects)
        .unwrap();
    assert!(!before.gist.contains("one fall") && correction.gist.contains("one fall"));
    assert_eq!(correction.at.date_naive(), before.at.date_naive());
    assert_eq!(
        correction.next.as_ref().map(|next| next.on),
        Some(day("2026-03-06"))
    );
}

#[test]
fn the_cursor_stands_where_the_next_letter_goes() {
    let mut bench = Bench::new();
    bench.select(BERT).press("c");
    let gist = "A long talk about the winter, the boiler and whether walking-stick ferrules are worth their price; some are.";
    bench.type_text(gist);
    // At every place in a text of several rows, the letter before the cursor is the one that stands there.
    for place in (1..=gist.len()).rev() {
        let (column, row) = bench.cursor().expect("a cursor");
        let line: Vec<char> = bench
            .text()
            .lines()
            .nth(row.into())
            .unwrap()
            .chars()
            .collect();
        let left = column
            .checked_sub(1)
            .and_then(|x| line.get(usize::from(x)).copied());
        let before = gist.chars().nth(place - 1).unwrap();
        let at_row_start = column == 24;
        assert!(
            at_row_start || left.unwrap_or(' ') == before,
            "place {place}: the cursor is behind {left:?}, not behind {before:?}"
        );
        bench.press("left");
    }
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let mut bench = Bench::new();
    bench.press("~");
    assert!(
        bench.said().contains('~') && bench.said().contains('?'),
        "{}",
        bench.said()
    );
}

/// Whoever changes a key reads of the new one wherever a sentence names it.
#[test]
fn sentences_name_the_keys_in_force() {
    let mut bench = Bench::with(crate::support::people::crowd(1));
    let (keymap, _) = caseload::app::keymap::Keymap::with_user(
        "\"person.contact\" = [\"ctrl-n\"]\n\"change.undo\" = [\"V\"]\n\"team.add\" = [\"B\"]\n",
        "keys.toml",
    );
    bench.app.keymap = keymap;
    bench
        .open(crate::support::people::person_id(10_000))
        .press("3");
    assert!(bench.text().contains("Ctrl-N logs one"), "{}", bench.text());
    bench.press("ctrl-n").type_text("Well.").press("ctrl-s");
    assert!(bench.said().contains("V takes it back"), "{}", bench.said());
    bench.press("V");
    assert!(bench.text().contains("Ctrl-N logs one"), "{}", bench.text());
}
