//! The first week: an arrival, a question, a referral, an appointment missed, a pause, a call that nobody takes.

use caseload::domain::change::Change;
use caseload::domain::id::PersonId;
use caseload::domain::item::Mark;
use caseload::domain::record::Record;
use caseload::domain::triage::Bucket::{New, Paused, Soon, Steady, Today, Waiting};
use caseload::store::Stamp;

use super::cast::{BASIL, CLINIC, CORA, DAN, ELSIE, FRED, GRETA_NUMBER, IRIS, MAVIS};
use super::desk::Desk;

/// The five days from Monday 16 March.
pub fn run(desk: &mut Desk) {
    monday(desk);
    tuesday(desk);
    wednesday(desk);
    thursday(desk);
    friday(desk);
}

/// Greta, who joined on the first day.
pub fn greta(desk: &Desk) -> PersonId {
    named(desk, "Gorse")
}

/// Who on the list has this family name.
pub fn named(desk: &Desk, family: &str) -> PersonId {
    let rows = desk.bench.app.model.today.everybody();
    let row = rows.iter().find(|row| row.name.starts_with(family));
    row.unwrap_or_else(|| panic!("{family} is not on the list"))
        .person
}

fn monday(desk: &mut Desk) {
    desk.morning("Mon 16 Mar");
    // Mavis is spoken with every 14 days, last on Thu 5: until Thu 19. Five working days ahead is Mon 23.
    desk.paper(&[
        (MAVIS, Soon, &["next Thu 19 Mar: not spoken"]),
        (BASIL, Steady, &[]),
        (CORA, Steady, &[]),
        (DAN, Steady, &[]),
        (ELSIE, Steady, &[]),
        (FRED, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);

    // The surgery names somebody new: Greta Gorse, to be spoken with every week.
    desk.list().keys("N").types("Gorse").keys("tab");
    desk.types("Greta").field("nhs").types(GRETA_NUMBER);
    desk.field("every").types("7");
    desk.field("born")
        .types("31 feb 1950")
        .refused("born", "There is no 31 February");
    desk.keys("home ctrl-k").types("28 feb 1950").saved("Added");

    // Basil asks for a blister pack; the pharmacy is asked. No day is named: ten working days, Mon 30 March.
    desk.page(BASIL).keys("q").types("blister pack?");
    desk.keys("tab").types("Hedge Pharmacy");
    desk.saved("Mon 30 Mar 2026 = 10 working days");

    // Cora fell twice. The clinic says five working days: Mon 23.
    desk.page(CORA).keys("4 +").keys("r").types("two falls");
    desk.keys("tab").types("balance").keys("right tab");
    desk.types("5wd").saved("Mon 23 Mar 2026");

    // Fred has the eye clinic tomorrow.
    desk.page(FRED).keys("6 n").types("tomorrow 10:00");
    desk.keys("tab").types("eye clinic");
    desk.field("agreed").types("today");
    desk.saved("Tue 17 Mar 10:00");

    // I promised Iris a leaflet by Wednesday. It cannot be due before it was asked for.
    desk.page(IRIS).keys("a").types("post the leaflet");
    desk.field("expected").types("yesterday");
    desk.refused(
        "expected",
        "It cannot end on Sun 15 Mar 2026 when it begins on Mon 16 Mar 2026",
    );
    desk.keys("home ctrl-k")
        .types("wed")
        .saved("Wed 18 Mar 2026");

    // Greta has not been spoken with. Basil's pharmacy may be chased from Tue 31, Cora's clinic from Tue 24: beyond Mon 23.
    desk.paper(&[
        (greta(desk), New, &[]),
        (MAVIS, Soon, &["next Thu 19 Mar"]),
        (FRED, Soon, &["next Wed 18 Mar: eye clinic"]),
        (IRIS, Soon, &["next Wed 18 Mar"]),
        (BASIL, Waiting, &["Hedge Pharmacy"]),
        (CORA, Waiting, &[CLINIC]),
        (DAN, Steady, &[]),
        (ELSIE, Steady, &[]),
    ]);
}

fn tuesday(desk: &mut Desk) {
    desk.morning("Tue 17 Mar");
    let greta = greta(desk);
    // The first conversation. There is no 30 February; what was typed stays, and the right day is saved.
    desk.list().bench.select(greta);
    desk.keys("c")
        .types("First talk; she wants to garden again.");
    desk.keys("tab")
        .types("30 feb")
        .refused("next", "There is no 30 February");
    assert!(
        desk.bench
            .app
            .model
            .form()
            .unwrap()
            .text("gist")
            .starts_with("First talk")
    );
    desk.keys("home ctrl-k").types("yesterday");
    desk.refused("next", "cannot lie behind us");
    desk.keys("home ctrl-k").types("+1w");
    desk.field("at").types("tomorrow 10:00");
    desk.refused("at", "A contact is logged once it has happened");
    desk.keys("home ctrl-k").saved("next Tue 24 Mar 2026");
    // From a shell it is no other.
    let newest = desk.bench.store().newest_row().unwrap();
    let asked = [
        "contact",
        GRETA_NUMBER,
        "--gist",
        "well",
        "--next",
        "30 feb",
    ];
    let said = desk.shell.refuses(&asked);
    assert!(said.contains("There is no 30 February"), "{said}");
    assert_eq!(desk.bench.store().newest_row().unwrap(), newest);

    // Iris rings: the leaflet has come. A colleague at another desk hears it too, and is quicker.
    desk.item(IRIS, "leaflet").keys("d").types("she has it");
    let leaflet = desk.bench.folder(IRIS).items[0].clone();
    let theirs = leaflet.marked(Mark::Done, desk.bench.cx().today(), "came by post");
    let at = desk.bench.cx().now;
    let stamp = Stamp {
        at,
        command: "item.done",
        note: "",
    };
    let mut colleague = desk.bench.store_as("b.obi");
    let change = Change::replace(Record::Item(theirs.clone()), leaflet.revision);
    colleague.write(stamp, &change).unwrap();
    desk.keys("ctrl-s");
    // Both versions are shown, and nothing of theirs is written over unasked.
    let shown = desk.bench.text();
    for part in ["Saved meanwhile by", "came by post", "she has it"] {
        assert!(shown.contains(part), "{part:?} is not in {shown}");
    }
    let kept = &desk.bench.folder(IRIS).items[0];
    assert!(kept.value == theirs, "theirs stands");
    desk.keys("esc");
    // Whoever tries once more is told that it is over.
    desk.page(IRIS).keys("4 d");
    desk.said("This item has ended");

    desk.paper(&[
        (MAVIS, Soon, &[]),
        (FRED, Soon, &[]),
        (greta, Soon, &["next Tue 24 Mar"]),
        (CORA, Soon, &["next Tue 24 Mar"]),
        (BASIL, Waiting, &[]),
        (DAN, Steady, &[]),
        (ELSIE, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
}

fn wednesday(desk: &mut Desk) {
    desk.morning("Wed 18 Mar");
    let greta = greta(desk);
    desk.paper(&[
        (
            FRED,
            Today,
            &["D eye clinic was on Tue 17 Mar: did it take place, and how was it"],
        ),
        (MAVIS, Soon, &[]),
        (greta, Soon, &[]),
        (CORA, Soon, &[]),
        (BASIL, Waiting, &[]),
        (DAN, Steady, &[]),
        (ELSIE, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
    // He was not there. That is a promise not kept until somebody has seen to it.
    desk.page(FRED).keys("6 r").types("the bus did not come");
    desk.saved("Missed");
    desk.keys("d");
    desk.said("closed already");

    // Dan goes to his sister's until after Easter. A pause cannot end before it begins, and there is no 31 April.
    desk.page(DAN).keys("p p").field("until").types("yesterday");
    desk.field("because").types("at his sister's for Easter");
    desk.refused("until", "a day after today");
    desk.field("until").keys("home ctrl-k").types("31 apr");
    desk.refused("until", "There is no 31 April");
    desk.keys("home ctrl-k").types("7 apr");
    desk.saved("Paused until Tue 7 Apr 2026");

    desk.paper(&[
        (
            FRED,
            Today,
            &["B missed Tue 17 Mar: eye clinic (find out why, book again"],
        ),
        (MAVIS, Soon, &[]),
        (greta, Soon, &[]),
        (CORA, Soon, &[]),
        (BASIL, Waiting, &[]),
        (ELSIE, Steady, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
}

fn thursday(desk: &mut Desk) {
    desk.morning("Thu 19 Mar");
    let greta = greta(desk);
    let fred = "B missed Tue 17 Mar: eye clinic";
    desk.paper(&[
        (
            MAVIS,
            Today,
            &["B not spoken 14 days, agreed every 14 (since Thu 5 Mar)"],
        ),
        (FRED, Today, &[fred]),
        (greta, Soon, &[]),
        (CORA, Soon, &[]),
        (BASIL, Waiting, &[]),
        (ELSIE, Steady, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    // Nobody answers at Mavis's: one key, and tomorrow again. A failed call ends no silence.
    desk.list().bench.select(MAVIS).pressed = 0;
    desk.keys("C f r i").saved("Attempt");
    assert!(desk.bench.pressed <= 12);

    // Fred's bus is cancelled for good; his neighbour drives him on Thursday. The next follow-up is on Fri 27.
    desk.page(FRED).keys("6 h");
    desk.types("no bus any more; the neighbour drives")
        .saved("Noted");
    desk.keys("b").types("26 mar 14:00");
    desk.field("agreed").types("today");
    desk.saved("Thu 26 Mar");

    desk.paper(&[
        (MAVIS, Today, &["B not spoken 14 days"]),
        (greta, Soon, &[]),
        (CORA, Soon, &[]),
        (BASIL, Waiting, &[]),
        (ELSIE, Steady, &[]),
        (IRIS, Steady, &[]),
        (FRED, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
}

fn friday(desk: &mut Desk) {
    desk.morning("Fri 20 Mar");
    let greta = greta(desk);
    desk.paper(&[
        (
            MAVIS,
            Today,
            &[
                "B not spoken 15 days, agreed every 14 (since Thu 5 Mar)",
                "B nobody reached Thu 19 Mar, try again Fri 20 Mar",
            ],
        ),
        (greta, Soon, &[]),
        (CORA, Soon, &[]),
        (FRED, Soon, &["next Fri 27 Mar: eye clinic on Thu 26 Mar"]),
        (ELSIE, Soon, &["next Fri 27 Mar: not spoken"]),
        (BASIL, Waiting, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    // Mavis is there: an ordinary call. Two weeks on is Good Friday, which the diary can say and need not forbid.
    desk.call(
        MAVIS,
        "Was at her daughter's. Breathing is better.",
        "tab + 2 w",
    );
    // The district nurses are asked about Elsie's dressings, and she has a clinic on Wednesday.
    desk.page(ELSIE).keys("q").types("dressings twice a week?");
    desk.keys("tab").types("District nurses").saved("Open");
    desk.keys("6 n").types("wed 11:00").keys("tab");
    desk.types("heart clinic");
    desk.field("agreed").types("today");
    desk.saved("Wed 25 Mar 11:00");

    desk.paper(&[
        (greta, Soon, &[]),
        (CORA, Soon, &[]),
        (ELSIE, Soon, &["next Thu 26 Mar: heart clinic"]),
        (FRED, Soon, &[]),
        (BASIL, Waiting, &[]),
        (MAVIS, Steady, &[]),
        (IRIS, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
}
