//! The week after Easter: back from a pause, home by day, a service that closes, a letter that was lost.

use caseload::domain::triage::Bucket::{New, Soon, Steady, Today, Waiting};

use super::cast::{BASIL, CORA, DAN, FRED, GRETA_NUMBER, IRIS, MAVIS, RAILS};
use super::desk::Desk;
use super::first_week::{greta, named};

/// The four days from Tuesday 7 April.
pub fn run(desk: &mut Desk) {
    tuesday(desk);
    wednesday(desk);
    thursday(desk);
    friday(desk);
}

fn tuesday(desk: &mut Desk) {
    desk.morning("Tue 7 Apr");
    let greta = greta(desk);
    // Dan has been due since Mon 30 March: four working days ago, for Good Friday and Easter Monday are none.
    desk.paper(&[
        (
            DAN,
            Today,
            &[
                "B not spoken 36 days (since Mon 2 Mar; no interval agreed, 28 used)",
                "D pause ended Tue 7 Apr",
            ],
        ),
        (FRED, Today, &["B not spoken 28 days (since Tue 10 Mar"]),
        (
            greta,
            Today,
            &["B not spoken 7 days, agreed every 7 (since Tue 31 Mar)"],
        ),
        (
            IRIS,
            Today,
            &[
                "B check-in was promised for Fri 3 Apr",
                "D explain the plan again due Tue 7 Apr (home since Sat 28 Mar 18:00)",
            ],
        ),
        (
            MAVIS,
            Today,
            &["D explain the plan again due Tue 7 Apr (home since Fri 27 Mar 19:10)"],
        ),
        (BASIL, Soon, &[]),
        (CORA, Waiting, &[]),
    ]);
    desk.page(DAN).keys("p f").saved("Followed");
    desk.call(IRIS, "Sorry for Friday. All well.", "");
    desk.call(DAN, "Back, rested; sister well.", "");
    desk.call(FRED, "Two boxes left.", "");
    desk.call(greta, "Peas are in.", "tab + 1 w");
    for who in [MAVIS, IRIS] {
        desk.page(who).keys("7 E").types("20 mar");
        desk.refused("on", "Fri 20 Mar 2026 is before the move");
        desk.keys("home ctrl-k").saved("Noted");
    }
    // The charity has a day for Cora: Thursday. It stands in her diary too, and it is asked on Friday whether it came to
    // that.
    desk.item(CORA, "rails at the stairs")
        .keys("b b")
        .field("booked");
    desk.types("30 feb")
        .refused("booked", "There is no 30 February");
    desk.keys("home ctrl-k")
        .types("9 apr")
        .saved("Thu 9 Apr 2026");
    // In two days, and nobody said whether she knows: she is rung, and agrees.
    assert_eq!(desk.bucket(CORA), Today);
    let page = desk.page(CORA).bench.text();
    assert!(page.contains("booked for Thu 9 Apr: does Cora"), "{page}");
    desk.call(CORA, "She knows of Thursday.", "tab tab tab 1 1 1");
    assert_eq!(desk.bucket(CORA), Soon);
    // Somebody new, on a form that has a number of somebody else.
    desk.list()
        .keys("N")
        .types("Hazel")
        .keys("tab")
        .types("Hugo");
    desk.field("nhs").types(GRETA_NUMBER);
    desk.refused("nhs", "is here already");
    desk.keys("home ctrl-k").saved("Added");

    desk.paper(&[
        (named(desk, "Hazel"), New, &[]),
        (MAVIS, Soon, &["next Wed 8 Apr: Ward 7"]),
        (FRED, Soon, &["D put off until Wed 8 Apr"]),
        (BASIL, Soon, &[]),
        (CORA, Soon, &["next Fri 10 Apr: rails at the stairs"]),
        (greta, Soon, &["next Tue 14 Apr"]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
}

fn wednesday(desk: &mut Desk) {
    desk.morning("Wed 8 Apr");
    let (greta, hugo) = (greta(desk), named(desk, "Hazel"));
    // Six working days since Sat 28 March: Mon to Thu, then Tue and Wed.
    desk.paper(&[
        (
            MAVIS,
            Today,
            &["C Ward 7: no word, 6 working days late (expected Sat 28 Mar; chased 1 time; next: their manager)"],
        ),
        (FRED, Today, &["D house move Tue 31 Mar: review the plan"]),
        (hugo, New, &[]),
        (BASIL, Soon, &[]),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
    // The manager of the ward finds that the letter was lost, and sends it again: asked again on Wed 15.
    desk.item(MAVIS, "Discharge letter")
        .keys("h")
        .field("words");
    desk.types("lost in the post; sent again")
        .saved("Chase kept");
    // The plan is gone through with Fred in the new flat; the next review cannot have been held tomorrow.
    desk.page(FRED).keys("2 r").field("last").types("tomorrow");
    desk.refused("last", "lies ahead");
    desk.keys("home ctrl-k")
        .types("today")
        .field("due")
        .types("+3m");
    desk.saved("Saved");

    // Basil comes home by day, with tablets until Fri 24 and somebody to ring.
    desk.at("11:30");
    desk.card(BASIL, |desk| {
        desk.types("today 11:00").keys("tab tab");
        desk.types("Ward 3, 01632 960303, day and night")
            .keys("tab");
        desk.keys("y tab y tab y tab y tab y tab").types("7 apr");
        desk.refused("until", "7 Apr 2026 or 7 Apr 2027");
        desk.keys("home ctrl-k").types("7 apr 2027");
        desk.refused("until", "Wed 7 Apr 2027 is more than half a year");
        desk.keys("home ctrl-k").types("yesterday");
        desk.refused("until", "Tue 7 Apr 2026 is before they came home");
        desk.keys("home ctrl-k").types("24 apr");
    });
    // His wife was rung before he left the ward: that is no call after the discharge.
    desk.list().bench.select(BASIL);
    desk.keys("c")
        .types("He may go at eleven.")
        .field("with")
        .keys("c");
    desk.field("at").types("today 9:30").saved("Logged for");
    // A place in the care team cannot end before it began.
    desk.page(IRIS)
        .keys("5 x")
        .field("until")
        .types("1 nov 2025");
    desk.refused(
        "until",
        "cannot end on Sat 1 Nov 2025 when it begins on Tue 4 Nov 2025",
    );
    desk.keys("esc");
    // Nobody answers at Hugo's. He is new until somebody has spoken with him.
    desk.list().bench.select(hugo);
    desk.keys("C f r i").saved("Attempt");

    // The charity closes while Cora waits for it. Her referral is ours again, and says so; nobody else is referred there.
    desk.list().keys("@").types("hand rails").keys("enter x");
    desk.refused("because", "Say why");
    desk.types("funding ended").saved("Cedar, Cora");
    assert_eq!(desk.bucket(CORA), Today);
    let page = desk.page(CORA).bench.text();
    assert!(
        page.contains("due Wed 8 Apr: referral, rails at the stairs,")
            && page.contains("closed, to be asked elsewhere"),
        "{page}"
    );
    desk.item(CORA, "rails at the stairs").keys("h");
    assert!(
        desk.bench
            .text()
            .contains("closed since Wed 8 Apr 2026: funding ended")
    );
    desk.keys("esc");
    // They are rung: their last fitter comes tomorrow all the same.
    desk.item(CORA, "rails at the stairs")
        .keys("b b")
        .field("booked");
    desk.types("9 apr");
    desk.refused(
        "state",
        "Stair Rails closed on Wed 8 Apr 2026: nobody there will answer",
    );
    desk.saved("Thu 9 Apr 2026");
    desk.page(IRIS)
        .keys("4 +")
        .keys("r")
        .types("rails for her too");
    desk.keys("tab").types("hand rails").keys("right");
    desk.refused("owner", "is closed since Wed 8 Apr 2026: funding ended");
    desk.keys("esc");
    assert!(
        desk.bench
            .folder(IRIS)
            .items
            .iter()
            .all(|item| !item.is_open())
    );

    desk.paper(&[
        (
            BASIL,
            Today,
            &["A home since Wed 8 Apr 11:00, no call yet: first call due Thu 9 Apr 11:00"],
        ),
        (hugo, New, &[]),
        (CORA, Soon, &["next Fri 10 Apr: rails at the stairs"]),
        (
            MAVIS,
            Soon,
            &["next Thu 9 Apr: check-in promised for Thu 9 Apr"],
        ),
        (greta, Soon, &[]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
}

fn thursday(desk: &mut Desk) {
    desk.morning("Thu 9 Apr");
    let (greta, hugo) = (greta(desk), named(desk, "Hazel"));
    desk.paper(&[
        (
            BASIL,
            Today,
            &["A home since Wed 8 Apr 11:00, no call yet: first call due Thu 9 Apr 11:00"],
        ),
        (MAVIS, Today, &["B check-in promised for Thu 9 Apr"]),
        (hugo, New, &[]),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
    desk.at("10:30");
    desk.call(BASIL, "No pain; has read the plan with Beryl.", "");
    desk.call(MAVIS, "To the shop and back.", "");
    desk.paper(&[
        (hugo, New, &[]),
        (BASIL, Soon, &["next Fri 10 Apr"]),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (MAVIS, Soon, &["next Wed 15 Apr: Ward 7"]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
}

fn friday(desk: &mut Desk) {
    desk.morning("Fri 10 Apr");
    let (greta, hugo) = (greta(desk), named(desk, "Hazel"));
    desk.paper(&[
        (
            hugo,
            Today,
            &["B nobody reached Wed 8 Apr, try again Fri 10 Apr"],
        ),
        (
            BASIL,
            Today,
            &[
                "C Ward 3: no word, 1 working day late (expected Thu 9 Apr): letter",
                "C discharge of Wed 8 Apr not acknowledged (from Fri 10 Apr",
            ],
        ),
        (
            CORA,
            Today,
            &["D rails at the stairs was on Thu 9 Apr: did it take place"],
        ),
        (MAVIS, Soon, &[]),
        (greta, Soon, &[]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
    // Hugo is there. Both letters have come by the same post, and both people are told what is in them.
    desk.call(hugo, "First talk; worried about his stairs.", "");
    for (who, says) in [(MAVIS, "new inhaler"), (BASIL, "no change of tablets")] {
        desk.item(who, "Discharge letter").keys("r").types(says);
        desk.saved("until the person has been told");
        desk.item(who, "Discharge letter").keys("t").saved("Ended");
    }
    desk.page(BASIL)
        .keys("7 K")
        .field("words")
        .keys("home ctrl-k");
    desk.types("Dr Quince").saved("Noted");
    // Hugo means to ask the council himself; on Tuesday he is asked whether he needs a hand.
    desk.page(hugo)
        .keys("a")
        .types("ask the council for a rail")
        .keys("tab");
    desk.types("Hugo")
        .field("expected")
        .types("tue")
        .saved("Tue 14 Apr 2026");
    // The last fitter of the charity came on Thursday. What came of it is expected in ten working days.
    desk.item(CORA, "rails at the stairs").keys("b").field("on");
    desk.types("yesterday").saved("Thu 23 Apr 2026");
    // The diary knows that he came; Cora says how it was.
    desk.page(CORA).keys("6 g h").saved("Noted");

    desk.paper(&[
        (greta, Soon, &[]),
        (hugo, Soon, &["next Tue 14 Apr: waiting for Hugo"]),
        (BASIL, Soon, &["next Wed 15 Apr: explain the plan again"]),
        (CORA, Waiting, &[RAILS]),
        (MAVIS, Steady, &[]),
        (FRED, Steady, &[]),
        (DAN, Steady, &[]),
        (IRIS, Steady, &[]),
    ]);
}
