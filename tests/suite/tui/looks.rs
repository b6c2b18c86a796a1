//! What the screens show, cell by cell. Above each is what its reviewer should look at.
//!
//! A changed snapshot is a changed screen: read it as a tired coordinator would before accepting it.

use std::fs;

use caseload::domain::change::Change;
use caseload::domain::nhs_number::NhsNumber;
use caseload::domain::person::Tier;
use caseload::domain::record::Record;

use crate::support::people::{ADA, BERT, CY, DOT, ED, FAY, IDUNN, everybody, person};
use crate::support::{Bench, NOW};

/// Compares a screen with its snapshot; the sentence stands in the snapshot too.
fn look(name: &str, what_to_look_at: &str, bench: &Bench) {
    insta::with_settings!({
        description => what_to_look_at,
        omit_expression => true,
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!(name, bench.screen());
    });
}

#[test]
fn lists() {
    look(
        "list_empty",
        "Somebody who has just made a store sees what to press first, and no keys that cannot work yet.",
        &Bench::empty(),
    );
    look(
        "list_full",
        "Each of the six buckets has somebody; each row says in whole words why it is there; the counts add up to 11.",
        &Bench::new(),
    );
    look(
        "list_narrow",
        "At 60x15 nothing runs into anything else, and no number is cut in the middle.",
        &Bench::new().sized(60, 15),
    );
    look(
        "list_wide",
        "At 200x50 the front page of the selected person stands beside the list.",
        &Bench::new().sized(200, 50),
    );
    let mut bench = Bench::new();
    bench.select(DOT);
    look(
        "list_other_row",
        "The marker, the cursor and what is said below belong to the same person.",
        &bench,
    );
    look(
        "list_out_of_hours",
        "At ten in the evening the head says from when the practice is open again.",
        &Bench::new().at("2026-03-06T22:00:00Z"),
    );
}

#[test]
fn filters() {
    let mut bench = Bench::new();
    bench.press("b");
    look(
        "filter_bucket",
        "The bucket alone is named, with how many are shown, how many are hidden and how to get back.",
        &bench,
    );
    bench.press("j");
    look(
        "filter_bucket_after_a_key",
        "The filter stays in sight after the notice has gone.",
        &bench,
    );
    let mut bench = Bench::new();
    bench
        .press("/")
        .type_text("be")
        .wait(std::time::Duration::from_secs(1));
    look(
        "find_typing",
        "What is typed, how many are found and hidden; the cursor stands behind what is typed.",
        &bench,
    );
    bench.press("enter");
    look(
        "find_kept",
        "The search stands over the list as a filter, with what it hides.",
        &bench,
    );
    let mut bench = Bench::new();
    bench
        .press("/")
        .type_text("zebra")
        .wait(std::time::Duration::from_secs(1));
    look(
        "find_nobody",
        "Nobody is found, and it says how to see everybody again.",
        &bench,
    );
}

#[test]
fn deferrals() {
    let mut bench = Bench::new();
    bench.select(BERT).press("D");
    bench.type_text("fri").press("tab");
    bench.type_text("at his brother's until Thursday");
    look(
        "put_off_form",
        "What may be put off, until when at the latest, and that a reason is asked for; the day is echoed.",
        &bench,
    );
    bench.press("ctrl-s").select(BERT);
    look(
        "put_off_list",
        "He has left Today and nothing is hidden: the counts say one is put off, his row until when, the detail why.",
        &bench,
    );
    bench.press("enter");
    look(
        "put_off_front",
        "His front page says what is put off, until when and why, with the letter of its class.",
        &bench,
    );
    bench.press("D");
    look(
        "put_off_again",
        "What was said stands in the form; emptying the day brings the reason back.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.select(ED).press("D");
    look(
        "put_off_many",
        "Many gaps in the record are one line over the form, and each can be chosen.",
        &bench,
    );
}

#[test]
fn views() {
    let mut bench = Bench::new();
    bench.press("f tab tab tab").type_text("sur");
    look(
        "filter_form",
        "Every criterion stands on one page; under the field is what fits that is there already, and how often.",
        &bench,
    );
    for (field, text) in [
        ("condition", "heart"),
        ("joined", "2 weeks"),
        ("joined", " ago"),
        ("coordinator", "nobody"),
    ] {
        bench.app.model.form_mut().unwrap().focus_on(field);
        bench.type_text(text);
    }
    look(
        "filter_form_filled",
        "What was typed stands in its fields, and a time is echoed as the day that it means now.",
        &bench,
    );
    bench.press("ctrl-s");
    look(
        "view_of_nobody",
        "What is asked is longer than the line: it is cut, but never how many it hides nor the way back.",
        &bench,
    );
    bench.press("esc f").type_text("t");
    for (field, text) in [("tier", "h"), ("name", "High today")] {
        bench.app.model.form_mut().unwrap().focus_on(field);
        bench.type_text(text);
    }
    bench.press("ctrl-s j");
    look(
        "view_saved",
        "The list stands under the name of its view; the counts are those of everybody.",
        &bench,
    );
    bench.press("v end");
    look(
        "views",
        "Each view says how many it would show; the selected one says in full what it asks.",
        &bench,
    );
    bench.type_text("today").press("ctrl-d");
    look(
        "view_removing",
        "It asks before a view is gone for everybody, and names it.",
        &bench,
    );
    bench
        .press("esc esc / a")
        .wait(std::time::Duration::from_secs(1));
    look(
        "find_in_view",
        "While finding it stays in sight among whom.",
        &bench,
    );
}

#[test]
fn front_pages() {
    let mut bench = Bench::new();
    bench.open(ADA);
    look(
        "front",
        "Who leads, whom to ring now, how to speak with her, her own words and what is due stand on one 80x24 page.",
        &bench,
    );
    let mut bench = Bench::new().at("2026-03-06T22:00:00Z");
    bench.open(ADA);
    look(
        "front_out_of_hours",
        "At night it names who can be reached now, and from when the others can.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(FAY);
    look(
        "front_new",
        "A person of whom nothing is known: what is missing is said, with the key that mends it.",
        &bench,
    );
    let mut bench = Bench::new().sized(60, 15);
    bench.open(ADA);
    look(
        "front_narrow",
        "At 60x15 what matters most comes first: whom to ring, and what is due.",
        &bench,
    );
}

#[test]
fn explanations() {
    let mut bench = Bench::new();
    bench.select(CY).press("y");
    look(
        "why",
        "What decided stands first; then the reason with the sum behind each day, checkable on a paper calendar.",
        &bench,
    );
    bench.press("pagedown");
    look(
        "why_second_page",
        "The page goes on exactly where the first one ended; silent rules take a line or two each.",
        &bench,
    );
}

#[test]
fn changes() {
    let mut bench = Bench::new();
    bench.press("n");
    look(
        "changes_first",
        "Somebody who is here for the first time is told that there is nothing to compare with, and how to get back.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.press("z");
    bench
        .wait(std::time::Duration::from_secs(7 * 24 * 3_600))
        .unlock();
    look(
        "changes_notice",
        "At opening one sentence says how many changes there are, since when, and which key shows them.",
        &bench,
    );
    bench.press("n down");
    look(
        "changes",
        "New reasons stand first with their class and dates; the selected one is shown whole below.",
        &bench,
    );
}

#[test]
fn telephone_numbers_are_whole_or_not_there() {
    let numbers = [
        "01632 960101",
        "01632 960155",
        "01632 960140",
        "01632 960100",
        "07700 900118",
    ];
    for (now, first) in [
        (NOW, "01632 960155"),
        ("2026-03-06T22:00:00Z", "07700 900118"),
    ] {
        let mut bench = Bench::new().at(now);
        bench.open(ADA);
        for width in 60..130 {
            bench.resize(width, 24);
            let text = bench.text();
            let ring: Vec<&str> = text
                .lines()
                .skip_while(|line| !line.trim_start().starts_with("Ring"))
                .take_while(|line| !line.trim_start().starts_with("Words"))
                .collect();
            let mut flowing = ring.join("\n");
            assert!(
                flowing.contains(first),
                "{width} columns: who can be reached is not there: {flowing}"
            );
            for number in numbers {
                flowing = flowing.replace(number, "");
            }
            for part in ["01632", "07700"] {
                assert!(
                    !flowing.contains(part),
                    "{width} columns: half a number: {flowing}"
                );
            }
        }
    }
}

#[test]
fn plans() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2");
    look(
        "plan",
        "Her own words stand first; each goal says which of them it serves; what needs a look is marked by a sign.",
        &bench,
    );
    bench.press("down down down down down down");
    look(
        "plan_row",
        "The selected row is shown whole below the outline.",
        &bench,
    );
    bench.press("G k k k k k k");
    look(
        "plan_arranged",
        "What is arranged stands under a heading each, a line each; what may be done twice is said in words below.",
        &bench,
    );
    bench.press("+");
    look(
        "plan_adding",
        "Each line has its letter, what it is for, and how many there are.",
        &bench,
    );
    bench.press("c");
    look(
        "plan_contingency",
        "The form says what each field wants; who is rung is marked by a digit.",
        &bench,
    );
    bench.press("esc =");
    look(
        "plan_side_by_side",
        "What services do is a table of four columns; the hint over it names both and asks.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(IDUNN).press("2 E tab");
    bench.type_text("Dr Quince").press("tab");
    bench.type_text("last weeks").press("ctrl-s 1");
    look(
        "front_end_of_life",
        "In end-of-life care the front page says that the review is daily, since when, and that it is due.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(FAY).press("2");
    look(
        "plan_new",
        "A plan without anything in it says what to begin with.",
        &bench,
    );
}

#[test]
fn logs() {
    let mut bench = Bench::new();
    bench.open(ADA).press("3");
    look(
        "log",
        "Newest first; an attempt, a late entry and who was spoken with are told apart in words.",
        &bench,
    );
    bench.press("enter");
    look(
        "log_entry",
        "One entry with everything in it: when, how, with whom, what next, who wrote it and how late.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(FAY).press("3");
    look("log_empty", "An empty log says what to press.", &bench);
}

#[test]
fn items() {
    let mut bench = Bench::new();
    bench.open(ADA).press("4");
    look(
        "items",
        "Open ones first; what waits for her is not called late; an answer that she was not told stands out.",
        &bench,
    );
    bench.press("down");
    look(
        "items_life",
        "The whole life of the selected item stands below: asked, expected and why, chased, answered.",
        &bench,
    );
    bench.press("d");
    look(
        "notice_does_not_fit",
        "What is owed to her is not done by a key: it says what can be done.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(CY).press("4");
    look(
        "items_late",
        "A late answer is called late in a word, not by colour alone.",
        &bench,
    );
    bench.press("r");
    look(
        "item_answer_form",
        "A small form over the item's life so far; it is clear what is to be typed.",
        &bench,
    );
}

#[test]
fn teams() {
    let mut bench = Bench::new();
    bench.open(ADA).press("5");
    look(
        "team",
        "Who holds which place, since when, with a number; who has left stands last and says until when.",
        &bench,
    );
    bench.press("m");
    look(
        "team_form",
        "A long form: which field has the cursor, what it wants, and that there is more below.",
        &bench,
    );
}

#[test]
fn people_and_their_carers() {
    let mut bench = Bench::new();
    bench.open(ADA).press("I tab");
    look(
        "access_form",
        "The four kinds of need, adjustments, consent and the next time, each with an example; empty is an answer.",
        &bench,
    );
    bench.press("esc T");
    look(
        "told_form",
        "Who coordinates and whether she was told; how to reach them is there already, her part in choosing last.",
        &bench,
    );
    bench.press("esc 5 v");
    look(
        "variation_form",
        "Why another leads, for how long, the approval and the GP's part; it says what is asked for.",
        &bench,
    );
    bench.press("esc down down down down n");
    look(
        "carer_own_form",
        "How it is for Rose is asked in her words first; it says that it holds wherever she cares.",
        &bench,
    );
    bench
        .type_text("no evening left")
        .press("tab")
        .type_text("7")
        .press("ctrl-s i tab tab tab")
        .type_text("text first")
        .press("ctrl-s enter");
    look(
        "carer_page",
        "Everything about Rose in three parts, what is not recorded said so, and the key for each part.",
        &bench,
    );
    bench.press("esc esc").open(ADA);
    look(
        "front_carer_needs",
        "Beside Rose's number stands that she is texted first.",
        &bench,
    );
    bench.press("9");
    look(
        "past",
        "Who was responsible today by role; the history of the places begins under it.",
        &bench,
    );
    bench.press("G");
    look(
        "past_words",
        "The last of her versions in full below, with its day and who wrote it down.",
        &bench,
    );
}

#[test]
fn contact_forms() {
    let mut bench = Bench::new();
    bench.select(ADA).press("c");
    look(
        "contact",
        "How to speak with her and her story stand over the fields; her open items are numbered; one field is needed.",
        &bench,
    );
    bench
        .type_text("Stairs go better. Told her about the packs.")
        .press("tab");
    bench.type_text("+2w").press("tab tab 1 2");
    look(
        "contact_filled",
        "The date is echoed with its weekday and how far it is; marked items say how they are marked.",
        &bench,
    );
    bench.press("shift-tab shift-tab").type_text("x");
    look(
        "contact_odd_date",
        "A date that is not understood yet says so beside it, with examples, and does not shout.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.select(BERT).press("c tab ctrl-s");
    look(
        "contact_refused",
        "A refused save says what is wanted, and the cursor is in that field.",
        &bench,
    );
    let mut bench = Bench::new().sized(60, 15);
    bench.select(ADA).press("c");
    look(
        "contact_narrow",
        "At 60x15 the field that is typed in is in sight, and that there is more.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.select(BERT).press("C");
    look(
        "attempt",
        "The cursor stands where the next try is typed; the rest is filled in.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.select(BERT).press("c").type_text(
        "A long talk about the winter, the boiler, his sister in Wales and whether the new tablets are worth the \
         trouble; they are, he thinks, most days. He will ring if the swelling comes back, and wants to hear about \
         the walking group before Easter, as long as somebody fetches him.",
    );
    look(
        "contact_long",
        "A long gist wraps in its field; the cursor is in sight behind the last word.",
        &bench,
    );
}

#[test]
fn other_forms() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 o")
        .type_text("Sing in the choir")
        .press("tab");
    look(
        "goal_form",
        "Her words stand in one place, phrase by phrase, each with the heading under which she said it.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(ADA).press("e");
    look(
        "person_form",
        "The first of many fields: what is filled in, and that there is more below.",
        &bench,
    );
    bench.press("shift-tab");
    look(
        "person_form_end",
        "The last field has the cursor and is in sight.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(BERT).press("p p tab").type_text("+4w");
    look(
        "status_form",
        "What pausing means is said; the date is echoed.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.press("N");
    look(
        "new_person_form",
        "Only one thing must be filled in, and the cursor is there.",
        &bench,
    );
}

#[test]
fn texts() {
    let mut bench = Bench::new();
    bench.open(ADA).press("w");
    look(
        "editor",
        "Whose words under which heading, how to write them; the text wraps at blanks.",
        &bench,
    );
    bench
        .type_text(" And the birds.")
        .wait(std::time::Duration::from_secs(1));
    look(
        "editor_draft",
        "It says that what was typed is kept.",
        &bench,
    );
    bench.press("esc");
    look(
        "editor_left",
        "Leaving says that nothing is saved yet and where the draft is.",
        &bench,
    );
    bench.press("w");
    look(
        "editor_draft_back",
        "The draft is back, from when, and how to let it go.",
        &bench,
    );
}

#[test]
fn help_and_palette() {
    let mut bench = Bench::new();
    bench.press("?");
    look(
        "help_list",
        "The keys of the list come first and are called here; no sentence is cut.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(ADA).press("2 ?");
    look(
        "help_plan",
        "On the plan its own keys come before those of any person.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.press(":");
    look(
        "palette",
        "Every command that works here with its key and what it does.",
        &bench,
    );
    bench.type_text("log");
    look(
        "palette_typed",
        "What begins with what is typed comes first; the cursor is behind it.",
        &bench,
    );
    let mut bench = Bench::empty();
    bench.press(":").type_text("open");
    look(
        "palette_blocked",
        "What cannot be done now says why.",
        &bench,
    );
}

#[test]
fn doors() {
    look(
        "unlock",
        "The login is known, the cursor is in the passphrase; nothing of anybody shows.",
        &Bench::locked(everybody()),
    );
    let mut bench = Bench::locked(everybody());
    bench.type_text("not it").press("enter");
    look(
        "unlock_refused",
        "A wrong passphrase says what to try; nothing that was typed shows.",
        &bench,
    );
    look(
        "welcome",
        "The first screen of all: what is made, what is safe, what to type.",
        &Bench::welcome(),
    );
    let mut bench = Bench::new();
    bench.press("z");
    look(
        "locked",
        "Locked: it says so, and that nothing is lost.",
        &bench,
    );
}

#[test]
fn imports() {
    let mut bench = Bench::new();
    let list = bench.dir().join("frailty list.csv");
    fs::write(
        &list,
        "NHS Number,Surname,First name,DOB,Tel,Shoe size\n\
         999 000 0050,Mallow,May,03/02/1944,01632 960111,5\n\
         999 000 0018,Applepip,Ada,03/02/1944,01632 960101,4\n\
         999 000 0019,Myrtle,Max,04/02/1944,,9\n\
         ,Nightshade,Ned,31/02/1944,,\n\
         ,,,,,\n",
    )
    .unwrap();
    bench.press("I");
    look(
        "import_form",
        "What can be read is said, and that nothing is written yet.",
        &bench,
    );
    bench.type_text(list.to_str().unwrap()).press("enter");
    look(
        "import_preview",
        "How many come in, who is here already, which rows are bad and why; nothing is written yet.",
        &bench,
    );
    bench.press("G");
    look(
        "import_preview_end",
        "The end of the preview: who would be brought in.",
        &bench,
    );
    bench.press("enter");
    look(
        "import_accept",
        "Before anything is written it asks why these people were identified.",
        &bench,
    );
    bench
        .type_text("frailty register, two admissions this year")
        .press("ctrl-s");
    look(
        "import_done",
        "How many were brought in and how to take it back; the counts have grown.",
        &bench,
    );
    bench.press("u");
    assert_eq!(
        bench.said(),
        "Taken back: what was brought in. U brings it back again."
    );
}

#[test]
fn a_file_that_cannot_be_read_keeps_the_form_and_stands_first_among_others() {
    let mut bench = Bench::new();
    let folder = bench.dir().join("lists");
    fs::create_dir(&folder).unwrap();
    let list = "NHS Number,Surname,First name,DOB\n999 000 0050,Mallow,May,03/02/1944\n";
    fs::write(folder.join("frailty.csv"), list).unwrap();
    fs::write(folder.join("half.json"), "{\"resourceType\": ").unwrap();
    let path = folder.to_str().unwrap().to_owned();
    bench.press("I").type_text(&format!("{path}/half.json"));
    bench.press("enter");
    let said = bench.flowing();
    assert!(said.contains("half.json: The file is cut off"), "{said}");
    assert!(
        bench.text().contains("half.json\n"),
        "the path stays, to be corrected: {said}"
    );
    bench.press(&"backspace ".repeat("/half.json".len()));
    bench.press("enter");
    look(
        "import_preview_unread",
        "Which of the files cannot be read, and why, stands before what the others hold.",
        &bench,
    );
    bench.press("enter").type_text("frailty register");
    bench.press("ctrl-s");
    let said = bench.said();
    assert!(
        said.contains("1 person brought in") && said.contains("1 of 2 files cannot be read"),
        "{said}"
    );
    assert!(bench.is_bare(), "no form is left: {}", bench.text());
}

#[test]
fn notices() {
    let mut bench = Bench::new();
    bench
        .select(BERT)
        .press("c")
        .type_text("Fine.")
        .press("tab + 2 w ctrl-s");
    look(
        "notice_saved",
        "What was done, and how to take it back; they stay selected where they stand now.",
        &bench,
    );
    bench.press("u");
    look(
        "notice_undone",
        "What was taken back is named in words.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(FAY).press("2 o");
    look(
        "notice_no_words",
        "A goal is refused before there are words, and it says what to press.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(IDUNN).press("4 h");
    look(
        "notice_blocked",
        "A key that cannot work now says what would.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.select(CY).press("c").type_text("abc").press("ctrl-d");
    look(
        "question",
        "The question stands at the foot with its two answers; what was typed is still to be seen.",
        &bench,
    );
}

#[test]
fn stale_saves() {
    let mut bench = Bench::new();
    bench.open(BERT).press("e tab tab").type_text("Bertie");
    let kept = bench.folder(BERT).person;
    let mut person = kept.value.clone();
    person.name.preferred = "Albert".into();
    bench.elsewhere(&Change::replace(Record::Person(person), kept.revision));
    bench.press("ctrl-s");
    look(
        "stale_refused",
        "It says that somebody else has written, that neither version is lost, and what to do.",
        &bench,
    );
    bench.press("esc esc e");
    look(
        "stale_reopened",
        "Ours stands in the field, theirs is said above it, and how to let ours go.",
        &bench,
    );
}

#[test]
fn word_searches() {
    let mut bench = Bench::new();
    bench.press("w");
    look(
        "words_empty",
        "What to type, and what will come, is said before anything is typed.",
        &bench,
    );
    bench.type_text("the").press("down");
    look(
        "words_found",
        "The newest entries of whomever, one a row; the selected one stands in full below, with whose it is and when.",
        &bench,
    );
}

#[test]
fn leaving() {
    let mut bench = Bench::new();
    bench.press("L");
    look(
        "left",
        "How, when and why somebody left, and that nobody has to hear it any more.",
        &bench,
    );
    bench
        .press("esc")
        .open(ADA)
        .press("p d d tab tab tab")
        .type_text("at home, with Rose")
        .press("ctrl-s 1 2 2");
    look(
        "tell_form",
        "Each once, with how to reach them; who is told, and what the digits do.",
        &bench,
    );
    bench.press("ctrl-s");
    look(
        "front_died",
        "The death stands at the top with its day; who has to hear it; nothing is due, and she is not to be rung.",
        &bench,
    );
    bench.press("esc L");
    look(
        "left_to_tell",
        "Whoever is still to be told of stands on top, and who that is stands under the rows.",
        &bench,
    );
    let mut bench = Bench::empty();
    bench.press("L");
    look(
        "left_empty",
        "Nobody has left: it says so, and what to press.",
        &bench,
    );
}

#[test]
fn handing_over() {
    let mut bench = Bench::new();
    bench.press("m m");
    look(
        "list_marked",
        "Two rows have a mark beside their class; the head says how many, and what to press.",
        &bench,
    );
    bench.press("R");
    look(
        "reassign_form",
        "How many are handed over, what happens, and that the note is asked for.",
        &bench,
    );
    bench
        .type_text("M. Shah")
        .press("tab")
        .type_text("01632 960177")
        .press("tab tab right tab tab")
        .type_text("Rings on Mondays. Ask about the stairs.")
        .press("ctrl-s");
    bench.open(ADA);
    look(
        "front_handed_over",
        "The new navigator, what was handed over and by whom; that she has to be told.",
        &bench,
    );
}

#[test]
fn standings() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("5 down down down down r shift-tab shift-tab")
        .type_text("+2w")
        .press("tab")
        .type_text("her own operation")
        .press("shift-tab shift-tab")
        .type_text("fri")
        .press("ctrl-s");
    look(
        "team_away",
        "The carer under the cursor is away: since when, until when, why.",
        &bench,
    );
    bench
        .press("1 p r tab tab tab")
        .type_text("with Rose and the Row")
        .press("ctrl-s");
    look(
        "front_self",
        "She runs things herself, since when and with whom; her carer is away; what is owed to her is due all the same.",
        &bench,
    );
}

#[test]
fn sharing() {
    let mut bench = Bench::with(shared_ada());
    bench.open(ADA).press("8 j j");
    look(
        "shared",
        "Who may see what on what basis, who holds an older copy, which versions there are; the selected row in full below.",
        &bench,
    );
    bench.press("n");
    look(
        "shared_form",
        "A decision fits on one screen: with whom, what is kept back, the basis, who decided, until when.",
        &bench,
    );
    bench.press("esc G v");
    look(
        "shared_compare",
        "What changed between two versions reads word by word without any colour.",
        &bench,
    );
    let mut bench = Bench::new();
    bench.open(FAY).press("8");
    look(
        "shared_empty",
        "Somebody of whom nothing is decided: each part says what to press.",
        &bench,
    );
}

/// The dozen, where something was decided about Ada, agreed with her and given to two people.
fn shared_ada() -> Vec<Record> {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 n").type_text("Nell Nettle");
    bench
        .press("tab tab 7 ctrl-s n")
        .type_text("Hedgerow Housing");
    bench
        .press("tab right ctrl-s 2 A ctrl-s 8 h")
        .type_text("Nell Nettle");
    bench.press("ctrl-s");
    let kept = bench.folder(ADA).plan.unwrap();
    let mut plan = kept.value.clone();
    plan.contingency =
        "Ankles over the slippers: Nell the same day. Cannot finish a sentence: 999.".into();
    bench.elsewhere(&Change::replace(Record::Plan(plan), kept.revision));
    bench
        .press("1 esc")
        .open(ADA)
        .press("8 h")
        .type_text("Dr Quince");
    bench.press("ctrl-s");
    let folder = bench.folder(ADA);
    let changed: Vec<Record> = folder
        .plan
        .into_iter()
        .map(|kept| Record::Plan(kept.value))
        .chain(
            folder
                .shared
                .decisions
                .into_iter()
                .map(|kept| Record::Sharing(kept.value)),
        )
        .chain(
            folder
                .shared
                .versions
                .into_iter()
                .map(|kept| Record::Version(Box::new(kept.value))),
        )
        .chain(
            folder
                .shared
                .copies
                .into_iter()
                .map(|kept| Record::Copy(kept.value)),
        )
        .collect();
    let mut records = everybody();
    records.retain(|record| !matches!(record, Record::Plan(plan) if plan.person == ADA));
    records.extend(changed);
    records
}

#[test]
fn services() {
    let user = caseload::domain::user::User {
        login: crate::support::LOGIN.to_owned(),
        name: "A. Okafor".to_owned(),
        role: caseload::domain::user::UserRole::Lead,
    };
    let records = caseload::demo::services(7, NOW.parse().unwrap(), &user);
    let records: Vec<Record> = everybody().into_iter().chain(records).collect();
    let bench = |keys: &str, typed: &str| {
        let mut bench = Bench::with(records.clone());
        bench.press("@").type_text(typed).press(keys);
        bench
    };
    look(
        "services",
        "The name first, then the need: what fits stands there while the words are typed, and the cursor is in them.",
        &bench("down", "company"),
    );
    look(
        "services_stale",
        "That it is stale stands in the row and beside the name in words; what makes it the wrong place comes first.",
        &bench("enter", "continence"),
    );
    look(
        "services_narrow",
        "At 60x15 number, mark and need stand beside the name; o shows what has no room.",
        &bench("enter", "").sized(60, 15),
    );
    look(
        "services_wide",
        "At 200x50 the whole directory and everything about the selected one are in sight; what is closed stands last.",
        &bench("enter end", "").sized(200, 50),
    );
    look(
        "services_none",
        "Nothing fits: it says which key logs the need.",
        &bench("enter", "chess club"),
    );
}

#[test]
fn whose_page_it_is_and_the_key_for_help_are_in_sight_at_any_width() {
    for (width, height) in [(60, 15), (80, 24), (200, 50)] {
        for tab in ["2", "3", "4", "5", "6", "7", "8", "9"] {
            let mut bench = Bench::new().sized(width, height);
            bench.open(ADA).press(tab);
            let text = bench.text();
            assert!(text.contains("Applepip, Ada"), "{width}, {tab}: {text}");
            assert!(text.contains("?:help"), "{width}, {tab}: {text}");
        }
    }
}

/// What they have stands on the front page, and in full nothing is cut.
#[test]
fn conditions_stand_on_the_front_page_and_in_full_nothing_is_cut() {
    let mut bench = Bench::new();
    bench.open(ADA);
    assert!(
        bench.text().contains("COPD; Heart failure"),
        "{}",
        bench.text()
    );
    let person = bench.folder(ADA).person;
    let mut changed = person.value.clone();
    changed.conditions = (1..30).map(|n| format!("Condition number {n}")).collect();
    let mut story = changed.story.clone().expect("a story");
    story.text = format!(
        "{}The very end.",
        "A long walk home in the rain. ".repeat(40)
    );
    changed.story = Some(story);
    bench.elsewhere(&Change::replace(Record::Person(changed), person.revision));
    bench.press("esc").open(ADA);
    assert!(!bench.text().contains("number 29"), "cut, and says so");
    let mut read = String::new();
    for _ in 0..40 {
        read.push_str(&bench.press("j").text());
    }
    for whole in ["number 29", "The very end."] {
        assert!(read.contains(whole), "{whole}: {read}");
    }
}

#[test]
fn no_telephone_number_is_broken_on_the_front_page() {
    let mut bench = Bench::new();
    bench.open(ADA);
    for width in 60..=200 {
        bench.resize(width, 50);
        let text = bench.text();
        assert!(text.contains("01632 9601"), "{width}: {text}");
        for line in text.lines() {
            let ends = line.trim_end().ends_with("01632");
            assert!(!ends, "{width}: {line}\n{text}");
        }
    }
}

#[test]
fn a_long_name_leaves_the_number_and_the_birth_date_in_sight() {
    let family = "Featherstonehaugh".repeat(20);
    let mut long = person(ADA, &family, "Ada", "1944-02-03", Tier::Medium);
    long.nhs_number = Some(NhsNumber::parse("9990000018").unwrap());
    let mut bench = Bench::with(vec![Record::Person(long)]);
    bench.open(ADA);
    let text = bench.text();
    assert!(
        text.contains("\u{2026}  82  999 000 0018  born 3 Feb 1944"),
        "{text}"
    );
}
