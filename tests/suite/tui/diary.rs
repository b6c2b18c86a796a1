//! The diary by keys: booked in a few keys, clashes said, missed and seen to, moved, due again.

use caseload::domain::appointment::{Appointment, How};
use caseload::domain::record::Kept;

use crate::support::Bench;
use crate::support::people::ADA;

fn diary(bench: &Bench) -> Vec<Kept<Appointment>> {
    let mut all = bench.folder(ADA).appointments;
    all.sort_by_key(|one| (one.at.starts(), one.id));
    all
}

/// The same for a day that has passed, which is asked about once.
fn book_past(bench: &mut Bench, when: &str, what: &str) {
    bench.press("n").type_text(when).press("tab");
    bench.type_text(what).press("ctrl-s");
    assert!(bench.said().contains("has passed"), "{}", bench.said());
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

/// Books what is typed into the first fields, on Ada's diary.
fn book(bench: &mut Bench, when: &str, what: &str) {
    bench
        .press("n")
        .type_text(when)
        .press("tab")
        .type_text(what)
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

/// The names of the rules that found anything about an appointment of hers.
fn rules(bench: &Bench) -> Vec<&'static str> {
    use caseload::domain::calendar::Holidays;
    use caseload::domain::triage::{About, Clock, look};
    let holidays = Holidays::england();
    let clock = Clock::new(bench.app.model.now, &holidays);
    let facts = bench.store().facts(ADA).unwrap().unwrap();
    let found = look(&facts, &clock).found;
    let about = found
        .iter()
        .filter(|one| matches!(one.about, About::Appointment(_)));
    about.map(|one| one.rule.name).collect()
}

#[test]
fn an_ordinary_appointment_is_when_and_what() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    assert!(bench.screen().contains("No appointments yet. n books one."));
    book(&mut bench, "12 mar 10:30", "fracture clinic");
    let one = &diary(&bench)[0];
    assert_eq!(one.at.word(bench.app.model.now.date()), "Thu 12 Mar 10:30");
    assert!(one.is_booked() && one.by == bench.app.model.login);
    assert!(
        bench.said().starts_with("Booked: Thu 12 Mar 10:30"),
        "{}",
        bench.said()
    );
    assert_eq!(
        rules(&bench),
        ["appointment_untold", "appointment_follow_up"],
        "ten working days before; it is not due"
    );
    bench.press("1");
    assert!(bench.screen().contains("Thu 12 Mar 10:30 fracture clinic"));
    bench.press("u");
    assert!(diary(&bench).is_empty());
}

#[test]
fn what_overlaps_and_what_crowds_is_said() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book(&mut bench, "12 mar 10:30", "fracture clinic");
    book(&mut bench, "12 mar 10:45", "blood test");
    let said = bench.said();
    assert!(
        said.contains("Overlaps fracture clinic (Thu 12 Mar 10:30)"),
        "{said}"
    );
    book(&mut bench, "13 mar", "eye clinic");
    let said = bench.said();
    assert!(
        said.contains("3 appointments from Thu 12 Mar to Fri 13 Mar"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_stays_in_the_form() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("6 n")
        .type_text("12 mar 10:30")
        .press("ctrl-s");
    assert!(!bench.is_bare() && bench.screen().contains("Say what the appointment is for"));
    bench
        .type_text("clinic")
        .press("tab tab tab tab")
        .type_text("9:15")
        .press("ctrl-s");
    assert!(
        bench
            .screen()
            .contains("An appointment takes from 1 minute to a day")
    );
    assert!(diary(&bench).is_empty());
    bench
        .press("end backspace backspace backspace backspace")
        .type_text("11:15")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(diary(&bench)[0].minutes, Some(45));
}

#[test]
fn a_missed_one_is_due_until_it_was_seen_to() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book_past(&mut bench, "-3d 10", "blood test");
    bench.press("r").type_text("no lift").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(rules(&bench), ["appointment_missed"]);
    // Closed once: the key says so, and nothing opens.
    bench.press("d");
    assert!(
        bench.is_bare() && bench.said().contains("closed already"),
        "{}",
        bench.said()
    );
    bench.press("h ctrl-s");
    assert!(!bench.is_bare(), "an empty reason is no reason");
    bench
        .type_text("bus strike; nurse comes to her")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(rules(&bench).is_empty());
    let one = &diary(&bench)[0];
    assert_eq!(one.how(), Some(How::Missed));
    assert_eq!(
        one.dealt.as_ref().unwrap().words,
        "bus strike; nurse comes to her"
    );
}

#[test]
fn one_that_moves_is_booked_anew_in_the_same_change() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book(&mut bench, "12 mar 10:30", "fracture clinic");
    bench.press("v").type_text("19 mar 9:00").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let all = diary(&bench);
    assert_eq!(all[0].how(), Some(How::Moved));
    assert_eq!(all[0].next, Some(all[1].id));
    assert!(all[1].is_booked() && all[1].what == "fracture clinic");
    bench.press("u");
    let all = diary(&bench);
    assert!(all.len() == 1 && all[0].is_booked());
}

/// Books one to which she agreed, on Ada's diary.
fn book_agreed(bench: &mut Bench, when: &str, what: &str) {
    bench.press("n").type_text(when).press("tab");
    bench.type_text(what).press("tab tab tab tab tab");
    bench.type_text("today").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

#[test]
fn whoever_agreed_to_one_that_is_called_off_is_to_be_told() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book_agreed(&mut bench, "12 mar 10:30", "fracture clinic");
    bench.press("x");
    assert!(bench.screen().contains("They agreed to that day"));
    bench.type_text("the surgeon is ill").press("ctrl-s");
    assert!(
        bench.said().contains("they are to be told"),
        "{}",
        bench.said()
    );
    assert_eq!(rules(&bench), ["appointment_off"]);
    assert!(bench.screen().contains("the person was not told"));
    // What comes after it is that they know, since a day.
    bench.press("h ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(rules(&bench).is_empty());
    assert!(bench.screen().contains("the person knew Mon 2 Mar"));
    bench.press("h");
    assert!(
        bench.said().contains("Nothing is left to do"),
        "{}",
        bench.said()
    );
}

#[test]
fn whoever_calls_it_off_themselves_knows_it() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book_agreed(&mut bench, "12 mar 10:30", "fracture clinic");
    bench.press("x").type_text("she has a cold").press("tab");
    bench.type_text("tomorrow").press("ctrl-s");
    assert!(bench.said().contains("ahead"), "{}", bench.said());
    bench.press("ctrl-u").type_text("yesterday").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(rules(&bench).is_empty());
    assert!(bench.screen().contains("the person knew Sun 1 Mar"));
}

#[test]
fn an_agreed_one_that_moves_is_to_be_told_until_the_new_day_is_agreed() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book_agreed(&mut bench, "12 mar 10:30", "fracture clinic");
    bench.press("v").type_text("19 mar 9:00").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(rules(&bench).contains(&"appointment_off"));
    assert!(
        bench.said().starts_with("They are to be told. Moved: "),
        "{}",
        bench.said()
    );
    assert!(bench.screen().contains("off, not told"));
    // The new one is selected: that she agrees to it says that she knows of the other.
    bench.press("enter tab tab tab tab tab tab");
    bench.type_text("today").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let all = diary(&bench);
    assert!(all[0].off_told_on.is_some() && all[1].agreed_on.is_some());
    assert!(!rules(&bench).contains(&"appointment_off"));
    // Agreed at once, in the form that moves it.
    bench.press("v").type_text("26 mar 9:00").press("tab tab");
    bench.type_text("today").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let all = diary(&bench);
    assert!(all[1].off_told_on.is_some() && all[2].agreed_on.is_some());
    assert!(!rules(&bench).contains(&"appointment_off"));
}

#[test]
fn another_time_for_an_agreed_one_is_asked_about_once() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book_agreed(&mut bench, "12 mar 10:30", "fracture clinic");
    bench
        .press("enter ctrl-u")
        .type_text("12 mar 14:00")
        .press("ctrl-s");
    assert!(
        bench.said().contains("they agreed to Thu 12 Mar 10:30"),
        "{}",
        bench.said()
    );
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(diary(&bench)[0].agreed_on.is_some());
}

#[test]
fn one_that_took_place_is_followed_up_in_the_same_form() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book_past(&mut bench, "-3d 10", "annual review");
    assert_eq!(
        rules(&bench),
        ["appointment_untold", "appointment_follow_up"]
    );
    bench.press("d").type_text("all well").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(rules(&bench).is_empty());
    assert_eq!(diary(&bench)[0].asked_on, Some(bench.app.model.now.date()));
}

#[test]
fn the_diary_of_everybody_goes_by_weeks_and_days_and_opens_whose_it_is() {
    let mut bench = Bench::new();
    bench.press("6");
    assert!(
        bench.text().contains("Nothing is booked"),
        "{}",
        bench.text()
    );
    bench.press("esc").open(ADA).press("6");
    book(&mut bench, "12 mar 10:30", "fracture clinic");
    book(&mut bench, "tomorrow", "blood test");
    book(&mut bench, "+6w", "eye test");
    bench.press("esc 6");
    let says = |bench: &mut Bench, lines: &[&str]| {
        let text = bench.text();
        for line in lines {
            assert!(text.contains(line), "{line:?} is not in {text}");
        }
        text
    };
    let text = says(
        &mut bench,
        &[
            "Diary of everybody, Mon 2 Mar 2026 to Sun 8 Mar 2026",
            "Mon 2 Mar 2026 (today)  nothing booked",
            "Tue 3 Mar 2026 (tomorrow)",
            "all day Applepip, Ada",
            "blood test",
            "Sun 8 Mar 2026",
        ],
    );
    assert!(!text.contains("fracture clinic"), "that is next week");
    says(
        bench.press("right"),
        &["Mon 9 Mar 2026 to Sun 15 Mar", "10:30", "fracture clinic"],
    );
    let text = says(
        bench.press("w"),
        &["Diary of everybody, Thu 12 Mar 2026", "fracture clinic"],
    );
    assert!(!text.contains("nothing booked"), "one day alone: {text}");
    says(bench.press("h"), &["Wed 11 Mar 2026", "nothing booked"]);
    says(bench.press("l enter"), &["fracture clinic", "eye test"]);
    bench.press("esc");
    says(&mut bench, &["Diary of everybody, Thu 12 Mar 2026"]);
    says(bench.press("w t"), &["Mon 2 Mar 2026 to Sun 8 Mar 2026"]);
    bench.press("esc");
    assert!(bench.text().contains("Ada"), "back on the list");
}

#[test]
fn the_diary_of_everybody_follows_what_is_written_from_it() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book(&mut bench, "tomorrow", "blood test");
    book(&mut bench, "+2d", "eye test");
    bench.press("esc 6 j enter x");
    bench.type_text("Clinic called off").press("ctrl-s esc");
    let text = bench.text();
    let row = text.lines().find(|line| line.contains("eye test"));
    assert!(
        row.is_some_and(|row| row.contains("cancelled")),
        "the one that was selected there is the one that was called off: {text}"
    );
    assert!(text.contains("1 booked"), "{text}");
}

#[test]
fn a_crowded_week_is_said_of_whichever_days_are_shown() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    for (when, what) in [
        ("fri 10:00", "blood test"),
        ("sat 10:00", "eye test"),
        ("mon 10:00", "fracture clinic"),
        ("tue 10:00", "hearing test"),
    ] {
        book(&mut bench, when, what);
    }
    let crowded = "appointments from";
    assert!(bench.text().contains(crowded), "{}", bench.text());
    bench.press("esc 6 G w");
    let text = bench.text();
    assert!(text.contains("Diary of everybody, "), "{text}");
    assert!(!text.contains("fracture clinic"), "one day: {text}");
    assert!(text.contains(crowded), "{text}");
}

#[test]
fn whoever_needs_an_interpreter_is_booked_with_one_to_arrange() {
    let mut bench = Bench::new();
    bench.open(ADA).press("I");
    bench.app.model.form_mut().unwrap().focus_on("professional");
    bench
        .type_text("BSL interpreter")
        .press("ctrl-s")
        .press("6");
    book(&mut bench, "12 mar 10:30", "fracture clinic");
    let one = &diary(&bench)[0];
    let interpreter = one.interpreter.as_ref().expect("asked for");
    assert_eq!(interpreter.what, "BSL interpreter");
    assert!(interpreter.to_arrange);
    // Who goes along is said where somebody has said it.
    let text = bench.text();
    assert!(!text.contains("goes alone"), "{text}");
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("who");
    bench.type_text("alone").press("ctrl-s");
    assert!(bench.text().contains("goes alone"), "{}", bench.text());
}

#[test]
fn what_is_booked_or_promised_for_somebody_who_left_is_said_to_come_up_nowhere() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book(&mut bench, "12 mar 10:30", "fracture clinic");
    bench.press("p");
    bench.app.model.form_mut().unwrap().choose("status", "died");
    bench.app.model.form_mut().unwrap().focus_on("because");
    bench.type_text("at home").press("ctrl-s");
    let text = bench.text();
    assert!(
        text.contains("call off fracture clinic Thu 12 Mar 10:30"),
        "{text}"
    );
    bench.press("esc esc esc L enter");
    assert!(bench.text().contains("Applepip"), "{}", bench.text());
    for (keys, says) in [("c", "nothing will be due"), ("6 n", "will bring it up")] {
        bench.press(keys);
        let text = bench.text();
        assert!(text.contains(says), "{text}");
        bench.press("esc");
    }
}

#[test]
fn one_is_not_moved_to_a_day_that_is_over() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book(&mut bench, "12 mar 10:30", "fracture clinic");
    bench
        .press("v")
        .type_text("1 mar 2026 9:00")
        .press("ctrl-s");
    assert!(
        bench.said().contains("Sun 1 Mar 2026 is over"),
        "{}",
        bench.said()
    );
    assert!(!bench.is_bare() && diary(&bench).len() == 1);
    bench.press("home ctrl-k").type_text("2 mar 16:00");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(diary(&bench).len(), 2);
}

/// The wrong one of two is easily taken: what has not begun yet is over only where that is said twice.
#[test]
fn one_whose_time_has_not_come_is_asked_about_once() {
    for key in ["d", "r"] {
        let mut bench = Bench::new();
        bench.open(ADA).press("6");
        book(&mut bench, "today 10:30", "fracture clinic");
        bench.press(key).type_text("She was there.").press("ctrl-s");
        assert!(
            bench
                .said()
                .contains("It is booked for 10:30 today, and that has not come yet"),
            "{}",
            bench.said()
        );
        assert!(diary(&bench)[0].is_booked());
        bench.press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        assert!(!diary(&bench)[0].is_booked());
    }
    let mut bench = Bench::new();
    bench.open(ADA).press("6");
    book(&mut bench, "today 9:00", "fracture clinic");
    bench.press("r").type_text("No transport.").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

#[test]
fn of_one_that_is_off_nothing_is_still_to_arrange() {
    let mut bench = Bench::new();
    bench.open(ADA).press("6 n").type_text("12 mar 10:30");
    bench.press("tab").type_text("fracture clinic");
    bench.app.model.form_mut().unwrap().focus_on("interpreter");
    bench.press("ctrl-u").type_text("? BSL").press("ctrl-s");
    assert!(
        bench
            .screen()
            .contains("Interpreter: BSL (still to arrange)")
    );
    bench.press("x").type_text("called off").press("ctrl-s");
    let screen = bench.screen();
    assert!(screen.contains("Interpreter: BSL"), "{screen}");
    assert!(!screen.contains("still to arrange"), "{screen}");
}
