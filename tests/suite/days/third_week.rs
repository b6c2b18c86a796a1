//! The third week, in summer time: two who came home, a letter that does not come, a referral declined, Easter ahead.

use caseload::domain::triage::Bucket::{Paused, Soon, Steady, Today, Waiting};
use chrono::NaiveDateTime;

use super::cast::{BASIL, CORA, DAN, FRED, GRETA_NUMBER, IRIS, IRIS_NUMBER, MAVIS, RAILS};
use super::desk::Desk;
use super::first_week::greta;
use super::headless::reasons;

/// The four days from Monday 30 March, and the holidays after them.
pub fn run(desk: &mut Desk) {
    monday(desk);
    tuesday(desk);
    wednesday(desk);
    thursday(desk);
    holidays(desk);
}

fn monday(desk: &mut Desk) {
    desk.morning("Mon 30 Mar");
    let greta = greta(desk);
    // The letter was due within 24 hours, on Saturday: today is the first working day after.
    desk.paper(&[
        (
            MAVIS,
            Today,
            &[
                "A home since Fri 27 Mar 19:10, no call yet (after 18:30): first call was due Sat 28 Mar 19:10",
                "A nobody named to ring out of hours: home since Fri 27 Mar 19:10 (after 18:30)",
                "A Medicines after the discharge ends Wed 1 Apr",
                "C Ward 7: no word, 1 working day late (expected Sat 28 Mar): letter",
                "D due Mon 30 Mar: check, Name whom to ring out of hours",
            ],
        ),
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (FRED, Soon, &[]),
        // Last spoken with on Wed 11 March, four weeks ago on Wed 8 April: five working days from now.
        (IRIS, Soon, &["next Wed 8 Apr: not spoken"]),
        (BASIL, Steady, &[]),
        (DAN, Paused, &[]),
    ]);

    // Iris's son rings: home from Coast Hospital since Saturday at six. 24 hours later the clocks had gone forward.
    desk.at("09:30");
    desk.card(IRIS, |desk| {
        desk.types("sat 18:00").keys("tab").types("Coast Hospital");
        desk.keys("tab")
            .types("her son Ivor 07700 900119")
            .keys("tab");
        desk.keys("y tab y tab y tab y tab y tab tab tab n");
    });
    let why = desk
        .shell
        .says(&["today", "--why", IRIS_NUMBER, "--as-at", "2026-03-30T09:30"]);
    let sum =
        "Sun 29 Mar 2026 19:00 = 24 hours after Sat 28 Mar 2026 18:00, for the clocks changed";
    assert!(why.contains(sum), "{why}");
    let found = desk.shell.today("2026-03-30T09:30:00".parse().unwrap());
    let iris = found["people"].as_array().unwrap();
    let iris = iris
        .iter()
        .find(|one| one["id"] == IRIS.0.to_string())
        .unwrap();
    assert_eq!(iris["reasons"][0]["rule"], "first_call");
    assert_eq!(iris["reasons"][0]["due"], "2026-03-29T19:00", "{iris:#}");
    // Nobody answers. That is no first call, and it is made within the hour; the next one is promised for Friday, which is
    // Good Friday.
    desk.list().bench.select(IRIS);
    desk.keys("C").saved("Attempt");
    let still = desk
        .shell
        .says(&["today", "--why", IRIS_NUMBER, "--as-at", "2026-03-30T09:30"]);
    assert!(
        still.contains("first call was due Sun 29 Mar 19:00"),
        "{still}"
    );
    assert_eq!(desk.bucket(IRIS), Today);
    desk.call(IRIS, "Settled; Ivor stays until Thursday.", "tab f r i");

    // The pharmacy had it right the first time: white packs. Basil was told of blue ones on Thursday, and that question is
    // over; so the right answer is owed to him as one of its own.
    desk.page(BASIL).keys("q").types("white packs after all?");
    desk.keys("tab").types("Hedge Pharmacy").saved("Open");
    desk.item(BASIL, "white packs").keys("r");
    desk.types("white, as said at first")
        .saved("until the person has been told");
    assert_eq!(desk.bucket(BASIL), Today);
    desk.call(
        BASIL,
        "Told him that white is right, and why.",
        "tab tab tab 1",
    );

    // Dr Quince agrees to prescribe for Mavis, who hears it in the first call; her daughter is rung by night.
    // Whether he agreed is asked: only then is it no alarm any more.
    desk.list().bench.select(MAVIS);
    desk.keys("c").types("Prescribes from Wednesday.");
    desk.field("marks").keys("3");
    desk.field("with").keys("p");
    desk.field("whom").types("Dr Quince");
    desk.refused("marks", "Did somebody agree to supply the next?");
    desk.saved("Logged for");
    desk.call(
        MAVIS,
        "Home and tired. Told her who prescribes.",
        "tab tab tab 3",
    );
    let supply = desk.bench.folder(MAVIS).items;
    assert_eq!(supply.iter().filter(|item| !item.is_open()).count(), 1);
    desk.page(MAVIS)
        .keys("7 x")
        .types("Ruth 07700 900118")
        .saved("Noted");
    // The ward says that the letter is in the post: asked again in five working days, over Easter: Wed 8 April.
    desk.item(MAVIS, "Discharge letter")
        .keys("h")
        .saved("Chase kept");

    desk.paper(&[
        (CORA, Soon, &[]),
        (greta, Soon, &[]),
        (
            IRIS,
            Soon,
            &["next Tue 31 Mar: discharge of Sat 28 Mar not acknowledged"],
        ),
        (
            MAVIS,
            Soon,
            &["next Tue 31 Mar: discharge of Fri 27 Mar not acknowledged"],
        ),
        (FRED, Soon, &[]),
        (BASIL, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
}

fn tuesday(desk: &mut Desk) {
    desk.morning("Tue 31 Mar");
    let greta = greta(desk);
    desk.paper(&[
        (
            greta,
            Today,
            &[
                "B not spoken 7 days, agreed every 7 (since Tue 24 Mar)",
                "B check-in promised for Tue 31 Mar",
            ],
        ),
        // Nobody says that home has to acknowledge anything: it is whoever takes over.
        (MAVIS, Today, &["C discharge of Fri 27 Mar not acknowledged (from Tue 31 Mar"]),
        (
            CORA,
            Today,
            &["C Falls clinic, Wexmoor: no word, 6 working days late (expected Mon 23 Mar; chased 1 time; next: their manager)"],
        ),
        (IRIS, Today, &["C discharge of Sat 28 Mar not acknowledged (from Tue 31 Mar"]),
        (FRED, Soon, &[]),
        (BASIL, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    for who in [MAVIS, IRIS] {
        desk.page(who).keys("7 K").field("words");
        desk.keys("home ctrl-k").types("Dr Quince").saved("Noted");
    }
    // One rung up: the manager of the clinic. Five working days from here are over Easter: Thu 9 April.
    desk.item(CORA, "two falls").keys("h").saved("Chase kept");
    let chases = &desk.bench.folder(CORA).items[0].chases;
    assert_eq!(chases.last().unwrap().rung.word(), "their manager");

    // Fred's new flat is ready today: a change in his life, after which the plan is looked at. He unpacks first.
    desk.page(FRED)
        .keys("7 o h tab")
        .types("today")
        .field("to")
        .types("the new flat")
        .field("told")
        .types("tomorrow");
    desk.refused("told", "lies ahead");
    desk.keys("home ctrl-k").saved("Recorded");
    desk.list().bench.select(FRED);
    // Twenty working days at most: of April are none Good Friday and Easter Monday.
    desk.keys("D")
        .types("+6w")
        .keys("tab")
        .types("unpacks first");
    desk.refused("until", "Thu 30 Apr 2026");
    desk.keys("home ctrl-k").types("8 apr").saved("");

    // Greta is rung by the duty desk, which logs it from a shell. The list follows without a key.
    desk.shell.says(&[
        "contact",
        GRETA_NUMBER,
        "--gist",
        "Beds dug. All well.",
        "--at",
        "31 mar 2026 10:00",
    ]);
    desk.at("11:00");
    desk.minutes(2);
    let shown = desk.shell.says(&["show", GRETA_NUMBER]);
    assert!(shown.contains("Beds dug. All well."), "{shown}");

    desk.paper(&[
        // Her check-in is on Good Friday, when nobody works.
        (
            MAVIS,
            Soon,
            &["next Thu 2 Apr: check-in promised for Fri 3 Apr"],
        ),
        (greta, Soon, &["next Tue 7 Apr: not spoken"]),
        (
            IRIS,
            Soon,
            &["next Thu 2 Apr: check-in promised for Fri 3 Apr"],
        ),
        (
            FRED,
            Soon,
            &[
                "D put off until Wed 8 Apr: house move Tue 31 Mar: review the plan",
                "because unpacks first",
            ],
        ),
        (CORA, Soon, &["next Thu 9 Apr"]),
        (BASIL, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    assert!(
        desk.bench.text().contains("1 put off"),
        "{}",
        desk.bench.text()
    );
}

fn wednesday(desk: &mut Desk) {
    desk.morning("Wed 1 Apr");
    let greta = greta(desk);
    // The clinic declines, with a reason: that is an answer, and Cora is owed it.
    desk.item(CORA, "two falls").keys("b d");
    desk.refused("note", "why it was declined");
    desk.types("lives outside the area")
        .saved("until the person has been told");
    desk.paper(&[
        (
            CORA,
            Today,
            &["B Falls clinic, Wexmoor declined, Cora not told (since Wed 1 Apr)"],
        ),
        (MAVIS, Soon, &[]),
        (greta, Soon, &[]),
        (IRIS, Soon, &[]),
        (FRED, Soon, &["D put off until Wed 8 Apr"]),
        (BASIL, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
    desk.call(
        CORA,
        "Told her; she would like rails instead.",
        "tab tab tab 1",
    );
    // Ten working days from today, over Easter: Fri 17 April. It may be chased on Mon 20.
    desk.page(CORA)
        .keys("4 +")
        .keys("r")
        .types("rails at the stairs");
    desk.keys("tab").types("hand rails").keys("right");
    desk.saved("Fri 17 Apr 2026 = 10 working days");
    // A call is logged with the wrong person; one key takes it back, and nothing is as if it had been.
    desk.call(FRED, "This was somebody else.", "");
    desk.keys("u");
    desk.paper(&[
        (MAVIS, Soon, &[]),
        (greta, Soon, &[]),
        (IRIS, Soon, &[]),
        (
            FRED,
            Soon,
            &[
                "D put off until Wed 8 Apr: house move",
                "next: not spoken 22 days",
            ],
        ),
        (CORA, Waiting, &[RAILS]),
        (BASIL, Steady, &[]),
        (DAN, Paused, &[]),
    ]);
}

fn thursday(desk: &mut Desk) {
    desk.morning("Thu 2 Apr");
    let greta = greta(desk);
    // Nobody will ring on Good Friday, so Mavis is rung today; that keeps what was promised for tomorrow.
    desk.call(
        MAVIS,
        "A day early, for Easter. Walks to the gate.",
        "tab + 1 w tab tab tab 1",
    );
    // Basil's wife rings: he is in Ward 3 since eight. The sister has said that she has him.
    desk.talk(
        BASIL,
        "c",
        "Beryl",
        "Chest pain; in Ward 3 since eight.",
        "",
    );
    desk.page(BASIL).keys("7 A").field("to").types("Ward 3");
    desk.field("at").types("today 8:00").saved("Recorded");
    desk.keys("K").field("words").keys("home ctrl-k");
    desk.types("Sister Moss").saved("Noted");
    // Five working days from here: Tue 7, Wed 8, Thu 9, Fri 10, Mon 13 April.
    desk.paper(&[
        // Tomorrow is Good Friday: whoever keeps the promise keeps it today.
        (
            IRIS,
            Today,
            &["B check-in promised for Fri 3 Apr, when nobody works: before then"],
        ),
        (greta, Soon, &[]),
        // The plan is explained again five working days after Friday; the check-in is a week from today.
        (MAVIS, Soon, &["next Tue 7 Apr: explain the plan again"]),
        (FRED, Soon, &[]),
        (BASIL, Soon, &["next Thu 9 Apr: in Ward 3 since Thu 2 Apr"]),
        (CORA, Waiting, &[]),
        (DAN, Paused, &[]),
    ]);
    // The practice is closed from half past six until after Easter.
    desk.at("18:45");
    let evening = desk.bench.text();
    assert!(
        evening.contains("practice closed until Tue 7 Apr 08:00"),
        "{evening}"
    );
}

/// Over the holidays nothing becomes due but what was promised for Good Friday; the pause ends on Tuesday.
fn holidays(desk: &mut Desk) {
    for day in ["2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06"] {
        let at: NaiveDateTime = format!("{day}T10:00:00").parse().unwrap();
        let list = desk.shell.today(at);
        assert_eq!(list["counts"]["today"], 1, "{list:#}");
        let iris = &list["people"][0];
        assert_eq!(iris["id"], IRIS.0.to_string());
        assert_eq!(reasons(iris).len(), 1, "{iris:#}");
        assert_eq!(
            (&list["counts"]["paused"], &list["counts"]["open"]),
            (&1.into(), &7.into())
        );
    }
}
