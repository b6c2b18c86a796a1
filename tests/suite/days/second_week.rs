//! The second week: a death, an admission, an answer that was wrong, a night on the list, home on Friday evening.

use caseload::domain::triage::Bucket::{Paused, Soon, Steady, Today, Waiting};
use chrono::NaiveDateTime;

use super::cast::{BASIL, CORA, DAN, ELSIE, ELSIE_NUMBER, FRED, IRIS, MAVIS, MAVIS_NUMBER};
use super::desk::Desk;
use super::first_week::greta;
use super::headless::reasons;

/// The five days from Monday 23 March, and the week-end after them.
pub fn run(desk: &mut Desk) {
    monday(desk);
    tuesday(desk);
    wednesday(desk);
    thursday(desk);
    friday(desk);
    week_end(desk);
}

fn monday(desk: &mut Desk) {
    desk.morning("Mon 23 Mar");
    let greta = greta(desk);
    // Elsie's son rings: she died yesterday. It cannot have been tomorrow, nor before she was born.
    desk.page(ELSIE).keys("p d d");
    desk.field("because").types("at home, her son with her");
    desk.field("on").types("tomorrow");
    desk.refused("on", "This day lies ahead");
    desk.keys("home ctrl-k").types("1 nov 1925");
    desk.refused("on", "is before they were born");
    desk.keys("home ctrl-k").types("yesterday").keys("ctrl-s");
    let asked = desk.bench.text();
    for told in [
        "Who must be told that",
        "died on Sun 22 Mar 2026",
        "Dr Quince",
        "District nurses",
    ] {
        assert!(asked.contains(told), "{told:?} is not in {asked}");
    }
    // The surgery is told at once; the others wait on the list of those who left.
    desk.keys("1").saved("still to tell");
    desk.list().keys("L");
    let left = desk.bench.text();
    assert!(left.contains("Elder") && left.contains("to tell"), "{left}");

    let still = desk.shell.says(&["today", "--as-at", "2026-03-23T10:00"]);
    assert!(
        still.contains("Still to tell of somebody who left: 3"),
        "{still}"
    );
    // Whatever was open of hers is silent: question, clinic, silence.
    desk.paper(&[
        (greta, Soon, &[]),
        (CORA, Soon, &[]),
        (FRED, Soon, &[]),
        (BASIL, Waiting, &[]),
        (MAVIS, Steady, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    let said = desk.shell.refuses(&["today", "--why", ELSIE_NUMBER]);
    assert!(said.contains("no longer followed"), "{said}");
    // Several fit: who they are is printed, with what to type, and the sentence beside it names nobody.
    let (listed, said) = desk.shell.refuses_with(&["today", "--why", "a"]);
    assert!(
        said.contains("people fit that") && !said.contains("Basil"),
        "{said}"
    );
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines.len() > 1, "{listed}");
    for line in lines.iter().filter(|line| !line.starts_with("...")) {
        let (_, typed) = line.split_once("caseload today --why ").expect(line);
        desk.shell.says(&["today", "--why", typed]);
    }
    let shown = desk.shell.says(&["show", ELSIE_NUMBER]);
    assert!(
        shown.contains("DIED") && shown.contains("on Sun 22 Mar 2026: at home, her son with her"),
        "the record stays: {shown}"
    );
}

fn tuesday(desk: &mut Desk) {
    desk.morning("Tue 24 Mar");
    let greta = greta(desk);
    desk.paper(&[
        (
            greta,
            Today,
            &[
                "B not spoken 7 days, agreed every 7 (since Tue 17 Mar)",
                "B check-in promised for Tue 24 Mar",
            ],
        ),
        (
            CORA,
            Today,
            &["C Falls clinic, Wexmoor: no word, 1 working day late (expected Mon 23 Mar)"],
        ),
        (FRED, Soon, &[]),
        (BASIL, Soon, &["next Tue 31 Mar"]),
        (MAVIS, Steady, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    desk.call(greta, "Seeds ordered.", "tab + 1 w");
    // The others who have to hear of Elsie's death are rung, and what was booked for her is called off.
    desk.list().keys("L t 2 3 4").saved("Everybody knows");
    // The clinic is asked again; the next chase is five working days on, Tue 31.
    desk.item(CORA, "two falls").keys("h");
    assert!(desk.bench.text().contains("01632 960205"));
    desk.field("on").types("1 mar");
    desk.refused("on", "Sun 1 Mar 2026 is before it was asked");
    desk.keys("home ctrl-k").saved("Chase kept");

    // Mavis's daughter rings: an ambulance last night at ten. It cannot be recorded for tomorrow.
    desk.talk(
        MAVIS,
        "c",
        "Ruth",
        "Breathless in the night; taken to Ward 7.",
        "",
    );
    desk.page(MAVIS).keys("7 A").field("to").types("Ward 7");
    desk.field("at").types("tomorrow 10:00");
    desk.refused("at", "lies ahead");
    desk.keys("home ctrl-k")
        .types("mon 22:00")
        .saved("Recorded");

    // The ward says within two working days of Monday that it has her: Wed 25.
    desk.paper(&[
        (MAVIS, Soon, &["next Wed 25 Mar: admission of Mon 23 Mar"]),
        (FRED, Soon, &[]),
        (BASIL, Soon, &[]),
        (CORA, Soon, &["next Tue 31 Mar"]),
        (greta, Soon, &["next Tue 31 Mar"]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
}

fn wednesday(desk: &mut Desk) {
    desk.morning("Wed 25 Mar");
    let greta = greta(desk);
    desk.paper(&[
        (
            MAVIS,
            Today,
            &["C admission of Mon 23 Mar not acknowledged by Ward 7 (from Wed 25 Mar"],
        ),
        (FRED, Soon, &[]),
        (BASIL, Soon, &[]),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    desk.page(MAVIS).keys("7 K").field("words");
    desk.keys("home ctrl-k").types("Sister Rowe").saved("Noted");
    // The pharmacy rings with an answer for Basil, who has not heard it yet.
    desk.talk(
        BASIL,
        "s",
        "Hedge Pharmacy",
        "White packs, from Monday.",
        "1",
    );
    desk.paper(&[
        (
            BASIL,
            Today,
            &["B Hedge Pharmacy answered, Basil not told (since Wed 25 Mar)"],
        ),
        (FRED, Soon, &[]),
        // A week after the admission it is asked whether she is still there.
        (
            MAVIS,
            Soon,
            &["next Mon 30 Mar: in Ward 7 since Mon 23 Mar"],
        ),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
}

fn thursday(desk: &mut Desk) {
    desk.morning("Thu 26 Mar");
    let greta = greta(desk);
    desk.paper(&[
        (
            BASIL,
            Today,
            &["B Hedge Pharmacy answered, Basil not told 1 day (since Wed 25 Mar)"],
        ),
        (FRED, Soon, &[]),
        (MAVIS, Soon, &[]),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    // The pharmacy rings again: it was the wrong answer. What is owed to Basil is the right one, and both stay on paper.
    desk.item(BASIL, "blister pack").keys("r");
    desk.types("Blue packs, from Wednesday.")
        .saved("Answer kept");
    let question = desk.bench.folder(BASIL).items[0].value.clone();
    let answer = &question.outcome.as_ref().unwrap().text;
    assert!(question.is_open() && answer.starts_with("Blue packs"));
    assert!(
        answer.contains("White packs"),
        "struck out, not lost: {answer}"
    );
    desk.paper(&[
        (
            BASIL,
            Today,
            &["B Hedge Pharmacy answered, Basil not told (since Thu 26 Mar)"],
        ),
        (FRED, Soon, &[]),
        (MAVIS, Soon, &[]),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    // While the call is written down somebody comes to the desk. After ten minutes the screen locks; the words are kept.
    desk.list().bench.select(BASIL);
    desk.keys("c").types("Told him: blue");
    desk.minutes(11);
    assert!(desk.bench.is_locked() && !desk.bench.text().contains("blue"));
    desk.bench.unlock();
    desk.list().bench.select(BASIL);
    desk.keys("c");
    assert_eq!(
        desk.bench.app.model.form().unwrap().text("gist"),
        "Told him: blue"
    );
    desk.keys("ctrl-d");
    // He is told in an ordinary call, and with that the question is over.
    desk.call(BASIL, "Told him: blue packs.", "tab tab tab 1");
    assert!(!desk.bench.folder(BASIL).items[0].is_open());

    // On duty until after midnight, with the list on the screen and no key pressed after half past eleven but to stay in.
    desk.at("23:55");
    desk.minutes(4);
    assert!(!desk.bench.text().contains("eye clinic was on"));
    desk.minutes(4);
    let night = desk.bench.text();
    assert!(
        !desk.bench.is_locked() && night.contains("eye clinic was on"),
        "{night}"
    );
}

fn friday(desk: &mut Desk) {
    desk.morning("Fri 27 Mar");
    let greta = greta(desk);
    desk.paper(&[
        (
            FRED,
            Today,
            &["D eye clinic was on Thu 26 Mar: did it take place, and how was it"],
        ),
        (MAVIS, Soon, &[]),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (BASIL, Steady, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    desk.page(FRED).keys("6 g");
    while !desk
        .bench
        .app
        .model
        .person
        .as_ref()
        .unwrap()
        .appointment()
        .unwrap()
        .is_booked()
    {
        desk.keys("down");
    }
    desk.keys("d")
        .types("new drops; he liked the doctor")
        .saved("Noted");

    // Ward 7 rings at half past seven in the evening: Mavis went home at ten past. Nobody was named to ring by night, there
    // are tablets until Wednesday, and the letter is to come.
    desk.at("19:30");
    desk.card(MAVIS, |desk| {
        desk.types("today 19:10").keys("tab tab tab");
        desk.keys("y tab y tab y tab y tab y tab").types("1 apr");
    });
    desk.paper(&[
        (
            MAVIS,
            Today,
            &[
                // Nobody works on Saturday: whoever hears of it now is the one who can arrange the call.
                "A home since Fri 27 Mar 19:10, no call yet (after 18:30): first call due Sat 28 Mar 19:10, before the practice opens again Mon 30 Mar 08:00: arrange it now",
                "A nobody named to ring out of hours: home since Fri 27 Mar 19:10 (after 18:30)",
                "A Medicines after the discharge ends Wed 1 Apr; nobody agreed to supply the next (so far: Ward 7)",
            ],
        ),
        // Five working days from here are Mon, Tue, Wed, Thu and, after Easter, Tue 7 April.
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (FRED, Soon, &["next Tue 7 Apr: not spoken"]),
        (BASIL, Steady, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    // What may do harm is not put off, not even until Monday.
    desk.list().bench.select(MAVIS);
    desk.keys("D").said("cannot be put off");
}

/// Nobody works, but whoever asks the list is told what is due; in the night to Sunday the clocks go forward.
fn week_end(desk: &mut Desk) {
    let mavis = |at: &str| {
        let at: NaiveDateTime = at.parse().unwrap();
        let list = desk.shell.today(at);
        let people = list["people"].as_array().unwrap();
        let mavis = &people[0];
        assert_eq!(mavis["id"], MAVIS.0.to_string());
        assert_eq!(list["counts"]["today"], 1, "{list:#}");
        reasons(mavis)
    };
    let saturday = mavis("2026-03-28T10:00:00");
    assert_eq!(saturday.len(), 3, "{saturday:#?}");
    assert!(
        saturday.iter().any(|line| line.starts_with(
            "A home since Fri 27 Mar 19:10, no call yet (after 18:30): first call due Sat 28 Mar 19:10"
        )),
        "{saturday:#?}"
    );
    let sunday = mavis("2026-03-29T10:00:00");
    assert!(
        sunday[0].contains("first call was due Sat 28 Mar 19:10"),
        "{sunday:#?}"
    );
    assert_eq!(sunday.len(), 3, "a letter is chased on working days");
    let why = desk.shell.says(&[
        "today",
        "--why",
        MAVIS_NUMBER,
        "--as-at",
        "2026-03-29T10:00",
    ]);
    let stands = "The record is as it stands now, looked at from that day";
    for (args, said) in [
        (&["today", "--as-at", "2026-03-29T10:00"][..], true),
        (&["views", "--as-at", "2026-03-29T10:00"], true),
        (&["today"], false),
        (&["views"], false),
        (&["today", "--json"], false),
    ] {
        let printed = desk.shell.says(args);
        let top: Vec<&str> = printed.lines().take(2).collect();
        assert_eq!(top.join(" ").contains(stands), said, "{args:?}: {top:?}");
        assert_eq!(printed.contains(stands), said, "{args:?}");
    }
    assert!(why.contains(stands), "{why}");
    for sum in [
        "Sat 28 Mar 2026 19:10 = 24 hours after Fri 27 Mar 2026 19:10",
        "Mon 30 Mar 2026 = 1 working day after Sat 28 Mar 2026",
    ] {
        assert!(why.contains(sum), "{sum:?} is not in {why}");
    }
}
