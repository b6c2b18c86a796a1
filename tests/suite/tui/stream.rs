//! The stream by keys: running things themselves, leaving and who must be told, carers away, handing over.

use caseload::app::forms::Purpose;
use caseload::app::model::Screen;
use caseload::app::notice::Tone;
use caseload::domain::appointment::How;
use caseload::domain::id::PersonId;
use caseload::domain::leaving::{Tell, Telling};
use caseload::domain::person::{Leaving, Status, Tier};
use caseload::domain::record::Record;
use caseload::domain::team::{self, Member, Role};
use caseload::domain::triage::{Bucket, Class, Row};
use caseload::domain::user::UserRole;

use super::check_list;
use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, ED, IDUNN, KEN, LIL, crowd, day};

fn row(bench: &Bench, person: PersonId) -> Option<Row> {
    bench.list().into_iter().find(|row| row.person == person)
}

fn said_of(bench: &Bench, person: PersonId) -> Vec<Tell> {
    match bench.folder(person).person.value.status {
        Status::Left { tell, .. } => tell,
        Status::Open | Status::Paused { .. } => panic!("still followed"),
    }
}

fn navigator(bench: &Bench, person: PersonId, on: &str) -> Option<String> {
    let folder = bench.folder(person);
    let all: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
    team::holder(&all, Role::Navigator, day(on)).map(|member| member.name.clone())
}

/// Types into the hand-over form, which is open.
fn hand_over(bench: &mut Bench, to: &str) {
    bench
        .type_text(to)
        .press("tab tab tab tab tab")
        .type_text("Rings on Mondays. Ask about the stairs.")
        .press("ctrl-s");
    // Who has no login here is asked about once.
    let asks = |bench: &Bench| bench.said().contains("Nobody who opens this store");
    if asks(bench) {
        bench.press("ctrl-s");
        assert!(!asks(bench), "{}", bench.said());
    }
}

#[test]
fn a_death_silences_everything_and_asks_who_must_be_told() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("p d d tab tab tab")
        .type_text("at home, with Rose")
        .press("ctrl-s");
    assert_eq!(
        bench.app.model.form().map(|form| form.purpose),
        Some(Purpose::Tell(ADA))
    );
    assert!(row(&bench, ADA).is_none(), "in no bucket");
    let all = said_of(&bench, ADA);
    assert!(all.len() >= 4);
    assert!(all.iter().all(|tell| tell.state == Telling::ToTell));
    assert!(all.iter().all(|tell| !tell.who.contains("Okafor")));

    bench.press("1 2 2 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let now = said_of(&bench, ADA);
    let today = day("2026-03-02");
    assert_eq!(now[0].state, Telling::Told { on: today });
    assert_eq!(now[1].state, Telling::NeedNot);
    let left = now.len() - 2;
    assert!(!bench.text().contains("Due "), "nothing is due");

    bench.press("esc");
    check_list(&bench);
    assert!(bench.text().contains(&format!("{left} to tell (L)")));
    // The key that the head names leads there, and the rest is told.
    bench.press("L");
    assert_eq!(bench.app.model.screen, Screen::Left);
    assert_eq!(bench.app.model.left.as_ref().unwrap().selected(), Some(ADA));
    bench.press("t");
    for n in 3..=now.len() {
        bench.press(&n.to_string());
    }
    bench.press("ctrl-s esc");
    assert_eq!(bench.app.model.screen, Screen::Today);
    assert!(!bench.text().contains("to tell"));
    bench.press("u");
    assert!(bench.text().contains(&format!("{left} to tell (L)")));
}

#[test]
fn whoever_comes_back_keeps_the_day_they_joined() {
    let mut bench = Bench::new();
    let joined = bench.folder(LIL).person.joined_on;
    bench.press("L");
    assert_eq!(bench.app.model.left.as_ref().unwrap().len(), 1);
    bench.press("p f ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(bench.app.model.left.as_ref().unwrap().is_empty());
    assert!(row(&bench, LIL).is_some());
    assert_eq!(bench.folder(LIL).person.joined_on, joined);
    bench.press("esc u");
    assert!(row(&bench, LIL).is_none());
    check_list(&bench);
}

#[test]
fn a_pause_that_was_typed_and_not_chosen_is_asked_about() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("p tab")
        .type_text("+4w")
        .press("ctrl-s");
    let said = bench.said();
    for part in ["says followed", "Choose \"paused\"", "or empty this day"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(bench.app.model.form().is_some(), "the form is there still");
    assert_eq!(bench.folder(BERT).person.status, Status::Open);
}

/// The form shows the day of the pause that is to end; that says nothing new.
#[test]
fn a_pause_ends_without_emptying_its_day() {
    let mut bench = Bench::new();
    bench.open(BERT).press("p p tab").type_text("+4w");
    bench.press("tab tab").type_text("away").press("ctrl-s");
    let status = bench.folder(BERT).person.value.status;
    assert!(matches!(status, Status::Paused { .. }));
    bench.press("p f ctrl-s");
    assert_eq!(
        bench.folder(BERT).person.status,
        Status::Open,
        "{}",
        bench.said()
    );
}

#[test]
fn those_who_left_are_found_opened_and_left_again() {
    let mut bench = Bench::new();
    bench
        .select(IDUNN)
        .press("p m tab tab tab")
        .type_text("to her sister")
        .press("ctrl-s esc L");
    let view = |bench: &Bench| bench.app.model.left.as_ref().unwrap().selected();
    assert_eq!(view(&bench), Some(IDUNN), "somebody has to be told of her");
    bench.press("/").type_text("larks");
    assert_eq!(view(&bench), Some(LIL));
    assert_eq!(bench.app.model.left.as_ref().unwrap().len(), 1);
    bench.press("enter enter");
    assert_eq!(bench.app.model.screen, Screen::Person);
    assert_eq!(bench.app.model.person.as_ref().unwrap().id(), LIL);
    bench.press("esc");
    assert_eq!(bench.app.model.screen, Screen::Left);
    bench.press("esc");
    assert_eq!(bench.app.model.left.as_ref().unwrap().len(), 2);
    bench.press("esc");
    assert_eq!(bench.app.model.screen, Screen::Today);
    check_list(&bench);
}

#[test]
fn telling_is_asked_anew_when_it_was_something_else() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("p m tab tab tab")
        .type_text("to her sister")
        .press("ctrl-s 1 ctrl-s");
    assert!(matches!(
        said_of(&bench, ADA)[0].state,
        Telling::Told { .. }
    ));
    // The same again keeps what was told; another way of leaving is news.
    bench
        .press("p tab tab tab")
        .type_text(" in Leeds")
        .press("ctrl-s esc");
    assert!(matches!(
        said_of(&bench, ADA)[0].state,
        Telling::Told { .. }
    ));
    bench.press("p d d ctrl-s esc");
    let folder = bench.folder(ADA);
    assert!(matches!(
        folder.person.status,
        Status::Left {
            how: Leaving::Died,
            ..
        }
    ));
    assert_eq!(said_of(&bench, ADA)[0].state, Telling::ToTell);
}

#[test]
fn a_contact_with_somebody_who_died_is_warned_of() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("p d d tab tab tab")
        .type_text("in hospital")
        .press("ctrl-s esc c");
    let form = bench.app.model.form().expect("the form opens");
    assert!(form.intro.iter().any(|line| line.contains("Bert died on")));
}

#[test]
fn who_runs_things_themselves_is_watched_and_not_chased() {
    let mut bench = Bench::new();
    let chased = row(&bench, CY).unwrap();
    assert_eq!(
        (chased.bucket, chased.class),
        (Bucket::Today, Some(Class::Chase))
    );
    bench.select(CY).press("p r ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(row(&bench, CY).unwrap().bucket, Bucket::Waiting);
    let own = bench.folder(CY).person.value.self_coordinating.unwrap();
    assert_eq!((own.on, own.by.as_str()), (day("2026-03-02"), "a.okafor"));
    check_list(&bench);
    bench.select(CY).press("p f ctrl-s");
    assert_eq!(row(&bench, CY).unwrap().class, Some(Class::Chase));
    assert!(bench.folder(CY).person.self_coordinating.is_none());
}

#[test]
fn a_carer_who_is_ill_without_a_backup_is_a_matter_of_harm() {
    let mut bench = Bench::new();
    bench
        .open(ED)
        .press("m c shift-tab shift-tab shift-tab")
        .type_text("last fri")
        .press("tab tab tab tab")
        .type_text("Ruth Elderflower")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let away = bench.folder(ED).team.last().unwrap().away.clone().unwrap();
    assert_eq!((away.from_on, away.until_on), (day("2026-02-27"), None));
    assert_eq!(row(&bench, ED).unwrap().class, Some(Class::Harm));
    bench.press("esc");
    let first = bench.app.model.today.row(0).unwrap().person;
    assert_eq!(first, ED, "it stands on top");
}

#[test]
fn only_carers_are_away() {
    let mut bench = Bench::new();
    bench
        .open(ED)
        .press("m shift-tab shift-tab shift-tab")
        .type_text("fri")
        .press("tab tab tab tab")
        .type_text("Nell Nettle")
        .press("ctrl-s");
    let form = bench.app.model.form().expect("the form stays");
    assert_eq!(form.fields[form.focus].name, "away_from");
    assert!(bench.folder(ED).team.is_empty());
}

#[test]
fn another_tier_needs_its_own_reason() {
    let mut bench = Bench::new();
    bench.open(ADA).press("e");
    bench.app.model.form_mut().unwrap().focus_on("tier");
    bench.press("l ctrl-s");
    let form = bench.app.model.form().expect("the form stays");
    assert_eq!(form.fields[form.focus].name, "tier_because");
    assert!(form.problem.is_some());
    bench.type_text("; steady for a year").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let person = bench.folder(ADA).person;
    assert_eq!(person.tier, Tier::Low);
    assert!(person.tier_because.ends_with("steady for a year"));
}

#[test]
fn several_are_handed_over_as_one_act() {
    let mut bench = Bench::new();
    bench.select(ADA).press("m").select(KEN).press("m");
    assert_eq!(bench.app.model.today.marked().len(), 2);
    assert!(bench.text().contains("2 marked"));
    bench.press("R");
    hand_over(&mut bench, "M. Shah");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(bench.app.model.today.marked().is_empty());
    for person in [ADA, KEN] {
        assert_eq!(navigator(&bench, person, "2026-03-02").unwrap(), "M. Shah");
        assert_eq!(
            navigator(&bench, person, "2026-03-01").as_deref(),
            Some("A. Okafor"),
            "the day before still answers"
        );
        let folder = bench.folder(person);
        assert!(folder.person.told_coordinator.is_none());
        let mut notes = folder.team.iter().filter_map(|one| one.handover.as_ref());
        let note = notes.next().unwrap();
        assert!(note.note.starts_with("Rings on Mondays") && note.by == "A. Okafor");
        let entries = bench.store().journal_of(person, 1).unwrap();
        assert_eq!(entries[0].command, "person.reassign");
    }
    // They have to be told today, although they joined long ago or lately.
    bench.open(KEN);
    let view = bench.app.model.person.as_ref().unwrap();
    let reasons = &view.outlook.reasons;
    assert!(
        reasons
            .iter()
            .any(|one| one.says.contains("changed Mon 2 Mar"))
    );
    bench.press("esc u");
    for person in [ADA, KEN] {
        assert_eq!(
            navigator(&bench, person, "2026-03-02").unwrap(),
            "A. Okafor"
        );
        assert!(bench.folder(person).person.told_coordinator.is_some());
    }
}

#[test]
fn a_navigator_added_to_the_team_has_to_be_told_of_too() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("m n tab")
        .type_text("M. Shah")
        .press("ctrl-s");
    assert!(bench.said().contains("leaves the care team"));
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(navigator(&bench, BERT, "2026-03-02").unwrap(), "M. Shah");
    assert!(bench.folder(BERT).person.told_coordinator.is_none());
    let facts = bench.store().facts(BERT).unwrap().unwrap();
    assert_eq!(facts.coordinator_since, Some(day("2026-03-02")));
}

/// A first name is enough where one colleague has it, and what stands then is who they are here.
#[test]
fn a_first_name_hands_over_to_the_one_colleague_who_has_it() {
    let mut bench = Bench::new();
    let add = "INSERT INTO user (login, name, role, added_at) VALUES (?1, ?2, 1, 0)";
    for (login, name) in [
        ("b.hall", "Beth Hall"),
        ("r.one", "Ruth One"),
        ("r.two", "Ruth Two"),
    ] {
        let made = bench.raw().execute(add, [login, name]).unwrap();
        assert_eq!(made, 1);
    }
    bench.select(BERT).press("R").type_text("ruth");
    bench.app.model.form_mut().unwrap().focus_on("note");
    bench.type_text("Rings on Mondays.").press("ctrl-s");
    let asked = bench.said();
    assert!(asked.contains("It may be Ruth One or Ruth Two."), "{asked}");
    let form = bench.app.model.form_mut().unwrap();
    form.restore(&[("to".to_owned(), "beth".to_owned())].into());
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(navigator(&bench, BERT, "2026-03-02").unwrap(), "Beth Hall");
}

#[test]
fn a_hand_over_needs_somebody_and_a_note() {
    let mut bench = Bench::new();
    bench.select(BERT).press("R ctrl-s");
    let focus = |bench: &Bench| {
        let form = bench.app.model.form().expect("the form stays");
        form.fields[form.focus].name
    };
    assert_eq!(focus(&bench), "to");
    bench.type_text("M. Shah").press("ctrl-s");
    assert_eq!(focus(&bench), "note");
    bench.press("esc R").type_text("");
    // What was typed is a draft.
    assert_eq!(bench.app.model.form().unwrap().text("to"), "M. Shah");
    assert_eq!(navigator(&bench, BERT, "2026-03-02").unwrap(), "A. Okafor");
}

#[test]
fn a_navigator_hands_over_their_own_and_is_told_whom_to_ask() {
    let mut bench = Bench::signed_in(UserRole::Navigator);
    bench.select(BERT).press("R");
    hand_over(&mut bench, "M. Shah");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.select(BERT).press("R");
    hand_over(&mut bench, "B. Else");
    let problem = bench.said();
    assert!(problem.contains("somebody else") && problem.contains("ask a lead"));
    assert_eq!(navigator(&bench, BERT, "2026-03-02").unwrap(), "M. Shah");
}

/// Goes to a place in the care team of the open person.
fn to_place(bench: &mut Bench, name: &str) {
    bench.press("5 home");
    let team = bench.folder(BERT).team;
    let place = team.iter().position(|one| one.name == name).unwrap();
    for _ in 0..place {
        bench.press("down");
    }
}

#[test]
fn no_form_gets_round_the_check_of_a_hand_over() {
    let mut bench = Bench::signed_in(UserRole::Navigator);
    bench.select(BERT).press("R");
    hand_over(&mut bench, "M. Shah");
    let refused = |bench: &mut Bench, what: &str| {
        let problem = bench.said();
        assert!(problem.contains("ask a lead"), "{what}: {problem}");
        assert_eq!(navigator(bench, BERT, "2026-03-02").unwrap(), "M. Shah");
        bench.press("esc");
    };
    // Adding their own name, ending the other's place, and writing another name into it.
    bench
        .open(BERT)
        .press("m n tab")
        .type_text("A. Okafor")
        .press("ctrl-s");
    refused(&mut bench, "adding");
    let place = bench
        .folder(BERT)
        .team
        .iter()
        .position(|one| one.name == "M. Shah");
    bench.press("5 home");
    for _ in 0..place.unwrap() {
        bench.press("down");
    }
    bench.press("x ctrl-s");
    refused(&mut bench, "ending");
    bench.press("enter tab").type_text("2").press("ctrl-s");
    refused(&mut bench, "renaming");
}

#[test]
fn a_telephone_number_is_no_hand_over() {
    let mut bench = Bench::signed_in(UserRole::Navigator);
    bench.select(BERT).press("R");
    hand_over(&mut bench, "M. Shah");
    bench.open(BERT);
    to_place(&mut bench, "M. Shah");
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("phone");
    bench.type_text("01632 960999").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

#[test]
fn a_large_hand_over_that_is_refused_keeps_what_was_typed() {
    let mut records = crowd(203);
    for record in &mut records {
        if let Record::Member(member) = record {
            member.name = "B. Else".into();
            break;
        }
    }
    let mut bench = Bench::with_as(records, UserRole::Navigator);
    bench.press("* R");
    hand_over(&mut bench, "M. Shah");
    let form = bench.app.model.form().expect("the form stays");
    assert!(
        bench
            .said()
            .contains("1 of them is coordinated by somebody else")
    );
    assert!(form.text("note").starts_with("Rings on Mondays"));
    assert_eq!(bench.app.model.today.marked().len(), 203);

    // Another note is written for others.
    bench.press("esc esc m m R");
    assert_eq!(bench.app.model.form().unwrap().text("note"), "");
    bench.press("esc esc * R");
    let form = bench.app.model.form().unwrap();
    assert!(form.text("note").starts_with("Rings on Mondays"));
}

#[test]
fn escape_takes_marks_away_before_filters() {
    let mut bench = Bench::new();
    bench.press("b *");
    let marked = bench.app.model.today.marked().len();
    assert_eq!(marked, bench.app.model.today.len());
    assert!(marked < bench.app.model.today.everybody().len());
    bench.press("esc");
    assert!(bench.app.model.today.marked().is_empty());
    assert!(bench.app.model.today.filter.bucket.is_some());
    bench.press("esc");
    assert!(bench.app.model.today.filter.is_everybody());
}

#[test]
fn many_are_handed_over_beside_the_screen_and_taken_back() {
    let mut bench = Bench::with(crowd(203));
    bench.press("* R");
    hand_over(&mut bench, "M. Shah");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(
        bench.app.model.notice.as_ref().map(|notice| notice.tone),
        Some(Tone::Done)
    );
    let people = bench.store().everybody().unwrap();
    assert_eq!(people.len(), 203);
    for person in &people {
        assert_eq!(navigator(&bench, *person, "2026-03-02").unwrap(), "M. Shah");
    }
    assert!(bench.store().drafts().unwrap().is_empty());
    check_list(&bench);
    bench.press("u");
    assert_eq!(
        navigator(&bench, people[9], "2026-03-02").unwrap(),
        "A. Okafor"
    );
    check_list(&bench);
}

/// One mistyped year must not take somebody out of sight for good.
#[test]
fn a_pause_has_a_longest_time_and_names_its_day() {
    let mut bench = Bench::new();
    bench.open(ADA).press("p p tab").type_text("31 dec 2099");
    bench
        .press("tab tab")
        .type_text("in hospital")
        .press("ctrl-s");
    assert!(bench.said().contains("a year"), "{}", bench.said());
    bench.press("home ctrl-k").type_text("+2w").press("ctrl-s");
    assert!(
        bench.said().contains("Paused until Mon 16 Mar 2026"),
        "{}",
        bench.said()
    );
}

/// A leaving before somebody came is a slip; whoever knows them now hears of it, also those who came later.
#[test]
fn nobody_leaves_before_they_joined() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("p d d tab tab")
        .type_text("1 jan 1930");
    bench.press("tab").type_text("at home").press("ctrl-s");
    assert!(
        bench.said().contains("before they were born"),
        "{}",
        bench.said()
    );
}

/// Whoever was told of a death that was none hears that it was put right.
#[test]
fn bringing_back_puts_right_what_was_told() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("p d d tab tab tab")
        .type_text("at home")
        .press("ctrl-s 1 ctrl-s");
    let open = |bench: &Bench| {
        let folder = bench.folder(ADA);
        folder
            .items
            .iter()
            .filter(|item| item.is_open() && item.what.contains("did not die"))
            .count()
    };
    assert_eq!(open(&bench), 0);
    bench.press("p f ctrl-s");
    assert_eq!(open(&bench), 1, "{}", bench.said());
    bench.press("u");
    assert_eq!(open(&bench), 0);
}

/// What stays with the diary of somebody who died: nobody goes where nobody waits for them, if they turn out to live.
#[test]
fn what_is_called_off_after_a_death_stays_off_when_that_was_no_death() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6 n").type_text("12 mar 10:30");
    bench.press("tab").type_text("hip scan").press("tab");
    bench.type_text("Wexmoor Hospital");
    bench.app.model.form_mut().unwrap().focus_on("agreed");
    bench.type_text("today").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let one = |bench: &Bench| bench.folder(ADA).appointments[0].value.clone();
    bench.press("1 p d d tab tab tab");
    bench.type_text("at home").press("ctrl-s");
    let all = said_of(&bench, ADA);
    let at = all.iter().position(|tell| tell.appointment.is_some());
    let at = at.expect("it is to be called off") + 1;
    assert_eq!(all[at - 1].appointment, Some(one(&bench).id));
    assert!(bench.flowing().contains("it is off in the diary too"));
    bench.press(&format!("1 {at} ctrl-s"));
    assert!(
        bench
            .said()
            .contains("1 appointment called off in the diary"),
        "{}",
        bench.said()
    );
    assert_eq!(one(&bench).how(), Some(How::Cancelled));
    assert!(row(&bench, ADA).is_none(), "a death owes nobody");

    // The tick was a slip: the day stands again, until it is ticked anew.
    bench.press(&format!("t {at} {at} ctrl-s"));
    assert!(one(&bench).is_booked(), "{}", bench.said());
    bench.press(&format!("t {at} ctrl-s"));
    assert_eq!(one(&bench).how(), Some(How::Cancelled));

    bench.press("p f ctrl-s");
    let said = bench.said();
    assert!(
        said.starts_with("Followed again; 1 person was told that they had left and has to hear")
            && said.contains("; 1 appointment was called off, and is to be asked for again: see"),
        "{said}"
    );
    assert_eq!(one(&bench).how(), Some(How::Cancelled));
    assert_eq!(one(&bench).off_since(), Some(day("2026-03-02")));
    let folder = bench.folder(ADA);
    let whats: Vec<&str> = folder.items.iter().map(|item| item.what.as_str()).collect();
    let has = |what: &str| whats.contains(&what);
    assert!(
        has("ask Wexmoor Hospital for a new time: hip scan, Thu 12 Mar 10:30, was called off"),
        "{whats:?}"
    );
    assert!(
        has("tell Dr Quince (GP) that they did not die, as was said"),
        "{whats:?}"
    );
    assert!(!whats.iter().any(|what| what.contains("call off")));
}

/// A death that was none is put right as well where the person has moved away instead.
#[test]
fn who_moved_away_and_did_not_die_may_still_go_to_what_was_called_off() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6 n").type_text("12 mar 10:30");
    bench.press("tab").type_text("hip scan").press("tab");
    bench.type_text("Wexmoor Hospital");
    bench.app.model.form_mut().unwrap().focus_on("agreed");
    bench.type_text("today").press("ctrl-s");
    bench.press("1 p d d tab tab tab");
    bench.type_text("at home").press("ctrl-s");
    let all = said_of(&bench, ADA);
    let at = all.iter().position(|tell| tell.appointment.is_some());
    let at = at.expect("it is to be called off") + 1;
    bench.press(&format!("1 {at} ctrl-s p m ctrl-s"));
    let said = bench.said();
    assert!(
        said.contains("to tell, 1 of them heard what was not so, 1 new time to ask for;"),
        "{said}"
    );
    let shown = bench.flowing();
    for part in [
        "Some heard earlier what is not so",
        "Dr Quince, GP 01632 960100 (heard: died)",
        "Wexmoor Hospital: new time for hip scan of Thu 12 Mar",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let one = |bench: &Bench| bench.folder(ADA).appointments[0].value.clone();
    assert_eq!(one(&bench).how(), Some(How::Cancelled));
    let again = said_of(&bench, ADA);
    let at = again.iter().position(Tell::asks_again).unwrap() + 1;
    // That it was asked for changes nothing in the diary: the new day is written there when it is known.
    bench.press(&format!("{at} ctrl-s"));
    assert_eq!(one(&bench).how(), Some(How::Cancelled));
    bench.press("t").press(&format!("{at} {at} ctrl-s"));
    assert!(
        bench.said().contains("1 new time still to ask for"),
        "{}",
        bench.said()
    );

    // Followed again, what nobody did yet is an item.
    bench.press("p f ctrl-s");
    let folder = bench.folder(ADA);
    let whats: Vec<&str> = folder.items.iter().map(|item| item.what.as_str()).collect();
    for what in [
        "ask Wexmoor Hospital for a new time: hip scan, Thu 12 Mar 10:30, was called off",
        "tell Dr Quince (GP) that they did not die, as was said",
    ] {
        assert!(whats.contains(&what), "{whats:?}");
    }
}

/// Over a page nobody sees what undo takes back.
#[test]
fn undo_waits_until_the_page_is_closed_and_says_whose_change_it_was() {
    let mut bench = Bench::new();
    bench
        .select(ADA)
        .press("c")
        .type_text("Fine.")
        .press("ctrl-s");
    bench.select(ADA).press("y u");
    assert!(bench.said().contains("Close this page"), "{}", bench.said());
    bench.press("esc u");
    assert!(bench.said().contains("Applepip, Ada"), "{}", bench.said());
}

#[test]
fn a_pause_over_harm_is_asked_about_once_and_says_what_goes_silent() {
    let mut bench = Bench::new();
    bench
        .open(ED)
        .press("m c shift-tab shift-tab shift-tab")
        .type_text("last fri")
        .press("tab tab tab tab")
        .type_text("Ruth Elderflower")
        .press("ctrl-s esc")
        .select(ED);
    assert_eq!(row(&bench, ED).unwrap().class, Some(Class::Harm));
    pause(&mut bench, ".");
    assert!(bench.said().contains("Say why"), "{}", bench.said());
    bench.type_text(" with her sister").press("ctrl-s");
    let asked = bench.said();
    assert!(
        asked.contains("would be silent until Mon 30 Mar 2026: ")
            && asked.contains("Ruth Elderflower"),
        "{asked}"
    );
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let said = bench.said();
    assert!(
        said.starts_with("Paused until Mon 30 Mar 2026; silent: A "),
        "{said}"
    );
    assert_eq!(row(&bench, ED).unwrap().bucket, Bucket::Paused);
}

/// Pauses whoever is selected for four weeks.
fn pause(bench: &mut Bench, because: &str) {
    bench.press("p p tab").type_text("+4w");
    bench.app.model.form_mut().unwrap().focus_on("because");
    bench.type_text(because).press("ctrl-s");
}

/// Whatever is written down for somebody who is paused speaks to nobody: that is said before it is kept.
#[test]
fn what_is_promised_in_a_pause_is_asked_about_once() {
    let mut bench = Bench::new();
    pause(bench.select(BERT), "in Spain");
    bench.press("ctrl-s esc");
    assert_eq!(row(&bench, BERT).unwrap().bucket, Bucket::Paused);
    bench
        .open(BERT)
        .press("c")
        .type_text("Ring about the pain.");
    bench.press("tab").type_text("fri").press("ctrl-s");
    assert!(
        bench.said().contains("paused until Mon 30 Mar"),
        "{}",
        bench.said()
    );
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    // What is due when they are followed again is not silent.
    bench.press("c").type_text("Ring when she is back.");
    bench.press("tab").type_text("+5w").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

/// A discharge card is no less silent, and what comes to harm in the pause is named.
#[test]
fn a_discharge_in_a_pause_names_the_harm_that_is_silent() {
    let mut bench = Bench::new();
    pause(bench.select(BERT), "in Spain");
    bench.press("ctrl-s esc");
    bench.open(BERT).press("7 d").type_text("today 08:00");
    bench.press("tab").type_text("County");
    bench.app.model.form_mut().unwrap().focus_on("until");
    bench.type_text("fri").press("ctrl-s");
    let said = bench.said();
    for part in [
        "They are paused until Mon 30 Mar: nothing of this speaks before; silent: A ",
        "first call due Tue 3 Mar 08:00",
        "ends Fri 6 Mar; nobody agreed to supply the next",
    ] {
        assert!(said.contains(part), "{said}");
    }
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

/// Saves what asks about the pause, once.
fn save_silent(bench: &mut Bench) {
    bench.press("ctrl-s");
    assert!(
        bench
            .said()
            .starts_with("They are paused until Mon 30 Mar: nothing of this speaks before"),
        "{}",
        bench.said()
    );
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

/// A booked day, an item and a try that failed are as silent in a pause as a promise.
#[test]
fn whatever_falls_into_a_pause_is_asked_about_once() {
    let mut bench = Bench::new();
    pause(bench.select(BERT), "in Spain");
    bench.press("ctrl-s esc");
    bench.open(BERT).press("6 n").type_text("12 mar 10:30");
    bench.press("tab").type_text("hip scan");
    save_silent(&mut bench);
    // The same day says nothing new; another does, and one after the pause speaks.
    bench.press("enter ctrl-u").type_text("12 mar 14:00");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.press("v").type_text("13 mar 9:00");
    save_silent(&mut bench);
    bench.press("v").type_text("2 apr 9:00").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());

    // An item of the usual time, one of a day after the pause, and a day inside it.
    bench.press("4 + q").type_text("blister packs?");
    save_silent(&mut bench);
    bench.press("4 + q").type_text("a ramp?");
    bench.app.model.form_mut().unwrap().focus_on("expected");
    bench.type_text("2 apr").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let id = bench
        .folder(BERT)
        .items
        .iter()
        .find(|item| item.what == "a ramp?")
        .unwrap()
        .id;
    bench.press("home");
    for _ in 0..20 {
        let here = bench.app.model.person.as_ref().and_then(|view| view.item());
        if here.is_some_and(|item| item.id == id) {
            break;
        }
        bench.press("down");
    }
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("expected");
    bench.press("ctrl-u").type_text("20 mar");
    save_silent(&mut bench);

    bench.press("1 c").type_text("No answer.");
    bench.app.model.form_mut().unwrap().focus_on("result");
    bench.press("right");
    save_silent(&mut bench);
}

#[test]
fn running_things_oneself_names_what_is_no_longer_chased() {
    let mut bench = Bench::new();
    bench.select(CY).press("p r ctrl-s");
    let said = bench.said();
    assert!(
        said.starts_with("Watched, not chased; silent: C "),
        "{said}"
    );
}

#[test]
fn a_promise_that_falls_due_in_a_pause_is_named_as_silent() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("c")
        .type_text("Rang about the flat.")
        .press("tab")
        .type_text("fri")
        .press("tab")
        .type_text("ring housing")
        .press("ctrl-s esc");
    pause(bench.select(BERT), "in Spain");
    let said = bench.said();
    assert!(
        said.contains("silent") && said.contains("Fri 6 Mar"),
        "{said}"
    );
    // Why they were paused is not why they left.
    bench.select(BERT).press("p m");
    bench.app.model.form_mut().unwrap().focus_on("because");
    bench.type_text("moved to Leeds").press("ctrl-s");
    let status = bench.folder(BERT).person.value.status.clone();
    let Status::Left { because, .. } = status else {
        panic!("still here: {}", bench.said());
    };
    assert_eq!(because, "moved to Leeds");
}
