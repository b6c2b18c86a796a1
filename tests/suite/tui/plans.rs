//! The plan from the keyboard: built in few keys, folded, moved, edited in place, searched, and undone and done again.

use caseload::domain::change::Change;
use caseload::domain::goal::{Eyes, GoalState};
use caseload::domain::id::ItemId;
use caseload::domain::item::{Item, ItemKind, Mark, Waiting};
use caseload::domain::record::Record;
use caseload::domain::words::Heading;

use crate::support::Bench;
use crate::support::people::{ADA, FAY, day};

fn selected(bench: &Bench) -> String {
    let view = bench.app.model.person.as_ref().expect("a person");
    view.row().expect("a row").text.clone()
}

fn plan(bench: &Bench) -> caseload::domain::plan::Plan {
    bench.folder(ADA).plan.expect("a plan").value
}

/// The garden: the goal that is tied to her words.
fn on_the_garden(bench: &mut Bench) {
    bench.open(ADA).press("2 /").type_text("own garden back");
    bench
        .press("esc /")
        .type_text("down to the garden")
        .press("enter");
    assert!(selected(bench).starts_with("goal: Down to the garden"));
}

#[test]
fn need_goal_and_action_are_built_one_under_the_other() {
    let mut bench = Bench::new();
    bench
        .open(FAY)
        .press("w")
        .type_text("I want to be home for Easter, in my own bed.");
    bench
        .press("ctrl-s 2 n")
        .type_text("In hospital")
        .press("enter");
    assert_eq!(selected(&bench), "need: In hospital");
    bench.press("o").type_text("Home by Easter").press("tab");
    bench.type_text("bed").press("right tab 9 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.press("a").type_text("Order the bed").press("tab");
    bench
        .type_text("fay")
        .press("right tab")
        .type_text("+2w")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());

    let folder = bench.folder(FAY);
    let plan = folder.plan.expect("a plan");
    let goal = &plan.goals[0];
    assert_eq!(goal.need, Some(plan.needs[0].id));
    assert!(folder.words[0].text.contains(&goal.because) && goal.because.contains("own bed"));
    let action = &folder.items[0];
    assert_eq!(action.goal, Some(goal.id));
    assert_eq!(action.owner, "Fay Foxglove");
    assert_eq!(action.waiting, Waiting::Person, "she does it herself");
}

/// The action that is built by `build`, with an owner as they are spoken of.
fn owned_by(bench: &mut Bench, owner: &str) {
    on_the_garden(bench);
    bench.press("a").type_text("Water the roses").press("tab");
    bench.type_text(owner).press("ctrl-s");
}

fn watering(bench: &Bench) -> Option<caseload::domain::item::Item> {
    let mut items = bench.folder(ADA).items.into_iter();
    let found = items.find(|item| item.what == "Water the roses")?;
    Some(found.value)
}

#[test]
fn an_owner_is_kept_as_who_it_is_however_they_are_spoken_of() {
    for (said, name, waiting) in [
        ("rose", "Rose Applepip", Waiting::Person),
        ("Daughter", "Rose Applepip", Waiting::Person),
        ("addie", "Ada \"Addie\" Applepip", Waiting::Person),
        ("gp", "Dr Quince", Waiting::Service),
        ("the council", "the council", Waiting::Service),
    ] {
        let mut bench = Bench::new();
        owned_by(&mut bench, said);
        assert!(bench.is_bare(), "{said}: {}", bench.said());
        let action = watering(&bench).expect("an action");
        assert_eq!((action.owner.as_str(), action.waiting), (name, waiting));
    }
}

#[test]
fn an_owner_who_may_be_two_or_fits_loosely_is_asked_about_once() {
    for (typed, asked) in [
        ("applepip", " or Rose Applepip:"),
        ("nettle", "\"nettle\" may be Nell Nettle:"),
    ] {
        let mut bench = Bench::new();
        owned_by(&mut bench, typed);
        assert!(bench.said().contains(asked), "{}", bench.said());
        assert!(watering(&bench).is_none(), "asked first");
        bench.press("ctrl-s");
        assert_eq!(watering(&bench).expect("kept").owner, typed);
    }
}

#[test]
fn an_action_without_an_end_asks_for_no_day_and_is_waited_for_by_nobody() {
    let mut bench = Bench::new();
    on_the_garden(&mut bench);
    let watched = |bench: &Bench| {
        let facts = bench.store().facts(ADA).unwrap();
        facts.expect("facts").items.len()
    };
    let before = watched(&bench);
    bench.press("a").type_text("Water the roses").press("tab");
    bench.type_text("addie").press("tab").type_text("+2w");
    bench.press("tab o ctrl-s");
    assert!(bench.said().contains("no day"), "{}", bench.said());
    bench.press("ctrl-u ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(bench.said().contains("Open; ongoing."), "{}", bench.said());
    let row = "action: Ada \"Addie\" Applepip, ongoing: Water the roses";
    assert_eq!(selected(&bench), row);
    let action = watering(&bench).expect("an action");
    assert!(action.ongoing && action.expected_on.is_none() && !action.expected_counted);
    assert_eq!(watched(&bench), before);
    // It has an end after all, and goes on again: the day that stood there goes.
    bench
        .press("enter tab tab")
        .type_text("+1w")
        .press("tab u ctrl-s");
    assert!(!watering(&bench).expect("an action").ongoing);
    bench.press("enter tab tab tab o ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(watering(&bench).expect("an action").ongoing);
}

#[test]
fn what_is_opened_again_has_an_end_unless_it_is_said_to_go_on() {
    for (keys, is_ongoing) in [("ctrl-s", false), ("tab tab o ctrl-s", true)] {
        let mut bench = Bench::new();
        let id = ItemId(crate::support::people::id(9_700));
        let mut item = Item::new(
            id,
            ADA,
            ItemKind::Action,
            "Weigh herself",
            Waiting::Person,
            day("2026-02-02"),
        );
        item.goes_on();
        let done = item.marked(Mark::Done, day("2026-02-20"), "no need");
        bench.elsewhere(&Change::add(Record::Item(done)));
        bench
            .open(ADA)
            .press("4 end o")
            .type_text("it came back")
            .press(keys);
        assert!(bench.is_bare(), "{}", bench.said());
        let items = bench.folder(ADA).items;
        let again = items.iter().find(|item| item.id == id).expect("an item");
        assert!(again.is_open());
        assert_eq!(again.ongoing, is_ongoing);
        assert_eq!(again.expected_counted, !is_ongoing);
    }
}

#[test]
fn a_row_of_an_action_begins_with_who_and_by_when() {
    let mut bench = Bench::new();
    on_the_garden(&mut bench);
    let text = bench.text();
    assert!(
        text.contains("action: Nell Nettle, by Fri 13 Mar 2026: rails on"),
        "{text}"
    );
}

#[test]
fn every_heading_can_be_reached_and_says_who_helped() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 /")
        .type_text("not asked yet")
        .press("enter enter");
    bench.press("/").type_text("my wellness").press("enter");
    assert!(selected(&bench).starts_with("My wellness"));
    bench
        .press("enter")
        .type_text("If the radio is on I am well.")
        .press("ctrl-s");
    bench.press("/").type_text("radio is on").press("enter H");
    bench
        .type_text("rose")
        .press("right tab ctrl-w ctrl-w ctrl-w");
    bench.type_text("1 mar").press("tab");
    bench
        .type_text("recording on the practice's tablet")
        .press("enter");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(
        bench.text().contains("picture or recording:"),
        "{}",
        bench.text()
    );
    let folder = bench.folder(ADA);
    let words = folder
        .words
        .iter()
        .find(|words| words.heading == Heading::Wellness);
    let words = words.expect("words");
    assert_eq!(words.supported_by, "Rose Applepip");
    assert_eq!(words.said_on, day("2026-03-01"));
    assert_eq!(words.text, "If the radio is on I am well.");
    assert_eq!(words.media, "recording on the practice's tablet");
}

#[test]
fn a_goal_whose_phrase_is_gone_is_tied_again_in_two_keys() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("w home ctrl-k")
        .type_text("I miss my roses. I want my kitchen and a garden.");
    bench.press("ctrl-s");
    on_the_garden(&mut bench);
    assert!(
        selected(&bench).contains("their words have changed"),
        "{}",
        selected(&bench)
    );
    bench.press("b enter");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(
        !selected(&bench).contains("have changed"),
        "{}",
        selected(&bench)
    );
    assert!(plan(&bench).goals[0].because.contains("kitchen"));
}

/// Letters take the place of a phrase that is only proposed; what was typed is not touched.
#[test]
fn typing_replaces_a_phrase_that_is_proposed() {
    let mut bench = Bench::new();
    on_the_garden(&mut bench);
    let phrase = |bench: &Bench| bench.app.model.form().expect("a form").text("because");
    bench.press("b");
    assert!(!phrase(&bench).is_empty());
    bench.type_text("kit");
    assert_eq!(phrase(&bench), "kit");
    bench.press("right");
    let taken = phrase(&bench);
    assert!(taken.contains("kitchen"), "{taken}");
    bench.press("right left").type_text("x");
    assert!(
        phrase(&bench).contains('x') && phrase(&bench).len() > 1,
        "moved into: edited"
    );
    bench.press("esc").press("b");
    bench.type_text("y");
    assert!(phrase(&bench).len() > 1, "a draft is no proposal");
}

/// One key ties what is proposed: nothing is that has no word of the goal or of what it quoted.
#[test]
fn a_phrase_about_something_else_is_not_proposed() {
    for (said, proposed) in [
        ("I do not want what they have at the Royal.", ""),
        (
            "I do not want what they have. I have had enough of the garden.",
            "I have had enough of the garden",
        ),
    ] {
        let mut bench = Bench::new();
        bench.open(ADA).press("w home ctrl-k").type_text(said);
        bench.press("ctrl-s");
        on_the_garden(&mut bench);
        bench.press("b");
        let form = bench.app.model.form().expect("a form");
        assert_eq!(form.text("because"), proposed);
        if proposed.is_empty() {
            bench.press("ctrl-s");
            assert!(bench.said().contains("not tied"), "{}", bench.said());
        }
    }
}

/// What is typed to look for a phrase is not the phrase.
#[test]
fn a_part_of_a_phrase_is_taken_for_the_whole_or_asked_about() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("w home ctrl-k")
        .type_text("I miss most of my roses. I want my kitchen, and a garden of my own.");
    bench.press("ctrl-s");
    on_the_garden(&mut bench);
    bench.press("b").type_text("most of").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(bench.said().contains("I miss most of my roses"));
    assert_eq!(plan(&bench).goals[0].because, "I miss most of my roses");
    // Beside others it is asked which.
    bench.press("b").type_text("my").press("ctrl-s");
    assert!(bench.said().contains("several"), "{}", bench.said());
    let form = bench.app.model.form().expect("a form");
    assert_eq!(form.fields[form.focus].name, "because");
    bench.press("right ctrl-s");
    let because = plan(&bench).goals[0].because.clone();
    assert!(because.len() > 10 && because.contains("my"), "{because}");
    // The same in the form of the goal itself.
    bench.press("enter tab");
    let form = bench.app.model.form_mut().expect("a form");
    form.fill("because", "kitchen");
    bench.press("ctrl-s");
    assert_eq!(plan(&bench).goals[0].because, "I want my kitchen");
}

#[test]
fn a_phrase_that_is_not_in_their_words_is_asked_about_once() {
    let mut bench = Bench::new();
    on_the_garden(&mut bench);
    let before = plan(&bench).goals[0].because.clone();
    bench
        .press("b")
        .type_text("a dog of my own")
        .press("ctrl-s");
    assert!(
        bench.said().contains("does not stand in their words"),
        "{}",
        bench.said()
    );
    assert_eq!(plan(&bench).goals[0].because, before, "asked first");
    bench.press("ctrl-s");
    assert_eq!(plan(&bench).goals[0].because, "a dog of my own");
    // Other fields of the goal are changed without being asked again.
    bench.press("enter").type_text(" soon").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

#[test]
fn how_a_goal_goes_is_added_and_never_written_over() {
    let mut bench = Bench::new();
    on_the_garden(&mut bench);
    bench.press("P ctrl-s");
    assert!(!bench.is_bare(), "nothing was said");
    bench
        .type_text("To the gate!")
        .press("tab")
        .type_text("With a stick")
        .press("ctrl-s");
    bench
        .press("P tab tab")
        .type_text("She gardens")
        .press("tab r ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let goal = &plan(&bench).goals[0];
    let views: Vec<_> = goal
        .progress
        .iter()
        .map(|note| (note.view, note.text.as_str()))
        .collect();
    assert_eq!(
        views,
        [
            (Eyes::Person, "To the gate!"),
            (Eyes::Coordinator, "With a stick")
        ]
    );
    assert_eq!(goal.outcomes[0].text, "She gardens");
    assert_eq!(goal.state, GoalState::Reached);
    bench.press("/").type_text("progress").press("enter enter");
    assert!(
        bench.text().contains("To the gate!"),
        "every note can be read"
    );
}

#[test]
fn steps_stand_under_their_goal_or_action() {
    let mut bench = Bench::new();
    on_the_garden(&mut bench);
    bench.press("S").type_text("To the gate").press("ctrl-s");
    assert_eq!(selected(&bench), "step: To the gate");
    bench
        .press("enter tab r tab")
        .type_text("twice")
        .press("enter");
    assert_eq!(selected(&bench), "step: To the gate [reached] - twice");
    bench
        .press("/")
        .type_text("rails on the back")
        .press("enter S");
    bench.type_text("Measured").press("ctrl-s");
    assert_eq!(selected(&bench), "step: Measured");
    let folder = bench.folder(ADA);
    assert!(folder.items.iter().any(|item| item.stages.len() == 1));
}

#[test]
fn a_row_is_edited_in_place_and_keeps_its_draft() {
    let mut bench = Bench::new();
    on_the_garden(&mut bench);
    bench.press("i").type_text(" by May").press("esc");
    assert!(plan(&bench).goals[0].text.ends_with("own"), "not saved yet");
    bench.press("i");
    assert!(bench.text().contains("own by May"), "the draft is back");
    bench.press("enter");
    assert!(plan(&bench).goals[0].text.ends_with("own by May"));
    bench.press("2 g i");
    assert!(bench.is_bare(), "a heading has no words to edit");
}

#[test]
fn a_changed_row_is_not_said_to_have_been_added() {
    let mut bench = Bench::new();
    on_the_garden(&mut bench);
    bench.press("enter").type_text(" in May").press("ctrl-s u");
    assert_eq!(
        bench.said(),
        "Taken back: change this row (Applepip, Ada). U brings it back again."
    );
    // A form in which nothing was typed is left without a question.
    bench.press("enter ctrl-d");
    assert!(bench.is_bare());
}

#[test]
fn what_was_added_to_the_plan_is_selected_and_is_written_once() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 + k");
    bench.type_text("hospital bed").press("ctrl-s");
    assert!(
        selected(&bench).contains("hospital bed"),
        "{}",
        bench.text()
    );
    bench.press("enter ctrl-s");
    assert_eq!(bench.said(), "Nothing was changed.");
}

#[test]
fn rows_move_among_their_like_and_the_selection_follows() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 n")
        .type_text("Sleep")
        .press("enter");
    assert_eq!(selected(&bench), "need: Sleep");
    bench.press("K");
    assert_eq!(plan(&bench).needs[0].text, "Sleep");
    assert_eq!(selected(&bench), "need: Sleep");
    bench.press("K");
    assert_eq!(
        plan(&bench).needs[0].text,
        "Sleep",
        "it is the first already"
    );
    bench.press("u");
    assert_eq!(plan(&bench).needs[1].text, "Sleep");
    bench.press("U");
    assert_eq!(plan(&bench).needs[0].text, "Sleep");

    on_the_garden(&mut bench);
    bench.press("a").type_text("A stick").press("ctrl-s K");
    let goal = &plan(&bench).goals[0];
    let folder = bench.folder(ADA);
    let first = folder.items.iter().find(|item| item.id == goal.order[0]);
    assert_eq!(first.expect("an action").what, "A stick");
}

#[test]
fn a_search_goes_round_and_leaves_no_trace() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 down down");
    let before = selected(&bench);
    bench.press("/").type_text("rose");
    let found = selected(&bench);
    assert!(found.to_lowercase().contains("rose"));
    bench.press("enter ]");
    assert_ne!(selected(&bench), found);
    bench.press("[");
    assert_eq!(selected(&bench), found);
    bench.press("/ esc");
    bench.press("g down down /").type_text("zebra").press("esc");
    assert_eq!(selected(&bench), before);
}

#[test]
fn everything_that_is_missing_can_be_read() {
    let mut bench = Bench::new();
    bench.open(FAY).press("2 !");
    let mut read = bench.text();
    for _ in 0..4 {
        bench.press("space");
        read.push_str(&bench.text());
    }
    for says in [
        "A need, concern or problem: n adds one",
        "Also worth knowing",
    ] {
        assert!(read.contains(says), "{says}");
    }
}

/// Who contributed is marked among those who are there, anew for each version.
#[test]
fn contributors_are_marked_among_person_and_team() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 A tab tab");
    let lines = |bench: &Bench| {
        let form = bench.app.model.form().expect("a form");
        let lines = form.lines("contributed").iter();
        lines
            .map(|line| (line.text.clone(), line.chosen.is_some()))
            .collect::<Vec<_>>()
    };
    let at = |bench: &Bench, name: &str| {
        let at = lines(bench).iter().position(|(text, _)| text == name);
        at.unwrap_or_else(|| panic!("{name}: {}", bench.text())) + 1
    };
    assert_eq!(at(&bench, "Ada \"Addie\" Applepip"), 1);
    // Who took part in the version before need not have taken part in this one.
    assert!(lines(&bench).iter().all(|(_, did)| !did));
    let rose = at(&bench, "Rose Applepip");
    bench.press(&format!("{rose} tab")).type_text("Mr Teasel");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let kept = plan(&bench).agreed.expect("agreed").contributors;
    assert_eq!(kept, "Rose Applepip, Mr Teasel");
    bench.press("A");
    assert!(lines(&bench).iter().all(|(_, did)| !did));
    let form = bench.app.model.form().expect("a form");
    assert_eq!(form.text("contributors"), "");
}

/// Changed words take the ground from under a goal: that is said at once, with the way to it, and before anybody agrees.
#[test]
fn changed_words_name_the_goals_that_lost_their_phrase() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 w home ctrl-k")
        .type_text("I miss my roses. I want my kitchen and a garden.")
        .press("ctrl-s");
    let said = bench.said();
    assert!(
        said.contains("1 goal lost its phrase: Down to the garden"),
        "{said}"
    );
    let folder = bench.folder(ADA);
    let missing = caseload::domain::completeness::missing(&folder, bench.cx().today());
    let names_it =
        |says: &str| says.contains("behind every goal") && says.contains("\"Down to the garden");
    assert!(missing.iter().any(|one| names_it(&one.says)));
    let versions = folder.shared.versions.len();
    bench.press("A ctrl-s");
    assert!(
        bench.said().contains("Down to the garden"),
        "{}",
        bench.said()
    );
    assert_eq!(
        bench.folder(ADA).shared.versions.len(),
        versions,
        "asked first"
    );
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(bench.folder(ADA).shared.versions.len(), versions + 1);
    // From any row; the row of the words is still selected.
    assert!(
        !selected(&bench).starts_with("goal:"),
        "{}",
        selected(&bench)
    );
    bench.press("b enter");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(selected(&bench).starts_with("goal: Down to the garden"));
    // Said once: words that break nothing more name nothing.
    bench.press("w home").type_text("Oh, ").press("ctrl-s");
    assert!(!bench.said().contains("lost"), "{}", bench.said());
}

/// Each heading is written where one stands, and the next is one key away: nothing typed runs as a command.
#[test]
fn one_heading_after_the_other_is_written_without_losing_sight_of_it() {
    let mut bench = Bench::new();
    bench.open(FAY).press("2");
    for _ in 0..10 {
        if selected(&bench).starts_with("Not asked yet") {
            break;
        }
        bench.press("j");
    }
    assert!(
        selected(&bench).starts_with("Not asked yet"),
        "{}",
        selected(&bench)
    );
    bench.press("enter");
    let mut written = Vec::new();
    for heading in Heading::ALL.into_iter().skip(1).take(3) {
        assert!(
            selected(&bench).starts_with(&format!("{}: nothing yet", heading.title())),
            "{}",
            selected(&bench)
        );
        bench
            .press("enter")
            .type_text("jam and quiet")
            .press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        assert!(
            selected(&bench).starts_with(&format!("{}: \"jam", heading.title())),
            "{}",
            selected(&bench)
        );
        written.push(heading);
        bench.press("j");
    }
    let words = bench.folder(FAY).words;
    let all = words.iter().map(|words| words.heading);
    assert_eq!(all.collect::<Vec<_>>().len(), written.len());
    bench.press("k");
    assert!(selected(&bench).contains("\"jam"), "{}", selected(&bench));
}

/// Who was written down once is offered wherever somebody is named.
#[test]
fn a_service_whose_plan_is_known_and_the_team_are_offered() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 a")
        .type_text("Weigh her")
        .press("tab");
    bench.type_text("county hosp").press("right ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let items = bench.folder(ADA).items;
    let item = items.iter().find(|item| item.what == "Weigh her");
    let item = item.expect("the action");
    assert_eq!(item.owner, "County Hospital");
    assert_eq!(item.waiting, Waiting::Service);
    bench.press("8 n").type_text("county hosp").press("right");
    let form = bench.app.model.form().expect("the form");
    assert_eq!(form.text("with"), "County Hospital");
    bench.press("esc 2 r");
    bench
        .app
        .model
        .form_mut()
        .expect("the form")
        .focus_on("responsible");
    bench
        .press("ctrl-u")
        .type_text("quince")
        .press("right ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(plan(&bench).review.responsible, "Dr Quince");
}

/// A new entry begins where words are expected, so that none of them chooses a kind.
#[test]
fn what_a_service_does_begins_with_its_words() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 + i")
        .type_text("physio at home")
        .press("tab")
        .type_text("physio at home");
    let said = bench.said();
    assert!(said.contains("This is a choice: "), "{said}");
    bench.press("ctrl-s");
    let all = plan(&bench).arrangements.interventions;
    let one = all.iter().find(|one| one.what == "physio at home");
    let kind = one.expect("it is there").kind;
    assert_eq!(
        kind,
        caseload::domain::arrangement::InterventionKind::default()
    );
}

#[test]
fn strengths_are_a_row_each_that_folds_and_moves() {
    let mut bench = Bench::new();
    bench
        .open(FAY)
        .press("2 /")
        .type_text("strengths")
        .press("enter enter");
    bench
        .type_text("Sings in the choir.")
        .press("enter enter")
        .type_text("Knows every neighbour.")
        .press("enter")
        .type_text("Bakes on Fridays.")
        .press("ctrl-s");
    let rows = |bench: &Bench| {
        let view = bench.app.model.person.as_ref().expect("a person");
        let rows = view.outline.iter().map(|row| row.text.clone());
        let under = rows.skip_while(|text| text != "Strengths").skip(1);
        let strengths: Vec<String> = under.take(3).collect();
        strengths
    };
    let strengths = |bench: &Bench| bench.folder(FAY).plan.expect("a plan").value.strengths;
    assert_eq!(
        rows(&bench),
        [
            "Sings in the choir.",
            "Knows every neighbour.",
            "Bakes on Fridays."
        ]
    );
    bench.press("/").type_text("bakes").press("enter K");
    assert_eq!(selected(&bench), "Bakes on Fridays.");
    assert_eq!(
        strengths(&bench),
        "Sings in the choir.\nBakes on Fridays.\nKnows every neighbour."
    );
    bench.press("K");
    assert_eq!(selected(&bench), "Bakes on Fridays.");
    assert_eq!(rows(&bench)[0], "Bakes on Fridays.");
    bench.press("K");
    assert!(bench.said().contains("at the end"), "{}", bench.said());
    bench.press("u");
    assert_eq!(rows(&bench)[1], "Bakes on Fridays.");
    bench.press("f");
    assert!(bench.text().contains("+3 Strengths"), "{}", bench.text());
}
