//! Who has the store open: a reader is told at the top and nothing opens that they could not save; at the door, an unknown
//! login is told what to do.

use caseload::app::command::all;
use caseload::app::forms::Purpose;
use caseload::app::model::{Overlay, Screen};
use caseload::domain::user::UserRole;

use crate::support::Bench;
use crate::support::people::BERT;

/// The dozen, with a user who was made a reader.
fn reading() -> Bench {
    let mut bench = Bench::signed_in(UserRole::Lead);
    let made = bench.raw().execute("UPDATE user SET role = 3", []).unwrap();
    assert_eq!(made, 1);
    bench.press("z").unlock();
    bench
}

#[test]
fn a_reader_is_told_at_the_top_of_every_screen_and_others_are_not() {
    let mut bench = reading();
    assert!(
        bench.said().contains("signed in as a reader"),
        "{}",
        bench.said()
    );
    let top = |bench: &Bench| bench.text().lines().next().unwrap().to_owned();
    assert!(top(&bench).contains("READ ONLY"), "{}", top(&bench));
    bench.open(BERT);
    for tab in ["1", "2", "3", "4", "5", "6", "7", "8", "9"] {
        bench.press(tab);
        assert!(top(&bench).contains("READ ONLY"), "{tab}: {}", top(&bench));
    }
    bench.press("@");
    assert!(top(&bench).contains("READ ONLY"), "{}", top(&bench));
    for role in [UserRole::Navigator, UserRole::Lead] {
        let bench = Bench::signed_in(role);
        assert!(!bench.text().contains("READ ONLY"), "{role:?}");
    }
    let mut bench = reading();
    bench.press("z");
    assert!(
        !bench.text().contains("READ ONLY"),
        "the door is everybody's"
    );
}

/// Whatever a reader presses on the list and on every tab: no form, no text and no menu for something that would then be
/// refused, and no record changes.
#[test]
fn nothing_opens_for_a_reader_that_they_could_not_save() {
    let mut bench = reading();
    let before = bench.folder(BERT);
    let mut tried = 0;
    for tab in ["", "1", "2", "3", "4", "5", "6", "7", "8", "9"] {
        let go = |bench: &mut Bench| {
            bench.app.model.overlays.clear();
            while bench.app.model.screen != Screen::Today {
                bench.press("esc");
            }
            bench.select(BERT);
            if !tab.is_empty() {
                bench.press("enter").press(tab);
            }
        };
        go(&mut bench);
        let scopes = bench.app.model.scopes();
        for command in all().filter(|command| scopes.contains(&command.scope)) {
            if matches!(
                command.name,
                "program.quit" | "program.lock" | "program.suspend" | "program.cancel"
            ) {
                continue;
            }
            go(&mut bench);
            let cx = bench.cx();
            bench.app.dispatch(command, &cx);
            tried += 1;
            match bench.app.model.overlays.last() {
                None
                | Some(
                    Overlay::Reading(_)
                    | Overlay::Palette(_)
                    | Overlay::WordSearch(_)
                    | Overlay::Views(_),
                ) => {}
                Some(Overlay::Form(form)) => assert!(
                    matches!(
                        form.purpose,
                        Purpose::Export(_)
                            | Purpose::Filter
                            | Purpose::PastDay
                            | Purpose::LogFilter
                            | Purpose::ReferralText(_)
                            | Purpose::OutcomeText(_)
                    ),
                    "{}",
                    command.name
                ),
                Some(_) => panic!("{} opens something to type in", command.name),
            }
        }
    }
    assert!(tried > 150, "only {tried} were tried");
    assert_eq!(bench.folder(BERT), before);
}

#[test]
fn an_unknown_login_is_told_who_may_and_what_a_lead_does() {
    let mut bench = Bench::signed_in(UserRole::Lead);
    bench.press("z");
    bench.app.model.overlays.truncate(1);
    if let Some(Overlay::Form(form)) = bench.app.model.overlays.last_mut() {
        form.focus_on("login");
    }
    bench.press("ctrl-w ctrl-w ctrl-w ctrl-w");
    bench.type_text("stranger").unlock();
    assert!(bench.is_locked());
    let said = bench.said();
    assert!(said.contains("caseload user add"), "{said}");
}

#[test]
fn the_page_of_users_says_what_to_run_or_whom_to_ask() {
    let mut bench = Bench::signed_in(UserRole::Lead);
    bench.store_as("sam");
    bench.press("&");
    let text = bench.text();
    for said in [
        "a.okafor: lead: A. Okafor, you",
        // Their row was made past the store, without a slot.
        "sam: navigator: sam; no passphrase",
        "caseload user add LOGIN",
    ] {
        assert!(text.contains(said), "{said}:\n{text}");
    }
    let swap = "UPDATE user SET role = 3 - role WHERE role < 3";
    bench.raw().execute(swap, []).unwrap();
    let text = bench.press("esc &").text();
    assert!(text.contains("is said by: sam."), "{text}");
    assert!(!text.contains("caseload user add"), "{text}");
}
