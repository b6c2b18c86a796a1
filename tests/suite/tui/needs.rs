//! A need that is met, resolved or was entered in error: said on its row, with its goals where they were.

use caseload::domain::plan::{NeedEnded, NeedEnding, Plan};

use crate::support::Bench;
use crate::support::people::{ADA, day};

fn plan(bench: &Bench) -> Plan {
    bench.folder(ADA).plan.expect("a plan").value
}

/// The form of her need, from its row.
fn on_the_stairs(bench: &mut Bench) {
    bench.open(ADA).press("2 /").type_text("need: stairs");
    bench.press("enter enter");
    assert_eq!(
        bench.app.model.form().expect("a form").title,
        "Change a need"
    );
}

#[test]
fn a_need_is_ended_on_a_day_with_a_reason_and_its_goals_stay() {
    let mut bench = Bench::new();
    let before = plan(&bench);
    on_the_stairs(&mut bench);
    bench.press("tab m tab").type_text("27 feb");
    bench.press("tab").type_text("rails are up").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let ended = plan(&bench).needs[0].ended.clone();
    let expected = NeedEnded {
        on: day("2026-02-27"),
        how: NeedEnding::Met,
        because: "rails are up".into(),
    };
    assert!(ended == Some(expected), "{ended:?}");
    assert!(plan(&bench).goals == before.goals);
    let text = bench.text();
    for words in [
        "need [met Fri 27 Feb 2026]: Stairs, and fear of falling again - rails are up",
        "goal: Down to the garden",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }

    // The form shows how it is, and takes it back.
    bench.press("enter");
    let form = bench.app.model.form().expect("a form");
    assert_eq!(
        (form.word("state"), form.text("on"), form.text("because")),
        ("met", "27 Feb 2026".into(), "rails are up".into())
    );
    bench.press("tab a ctrl-s");
    assert!(plan(&bench) == before, "{}", bench.said());
    bench.press("u");
    assert!(plan(&bench).needs[0].ended.is_some());
}

#[test]
fn a_need_ends_on_no_day_ahead_and_an_active_one_has_no_end() {
    let mut bench = Bench::new();
    on_the_stairs(&mut bench);
    bench
        .press("tab r tab")
        .type_text("5 mar 2026")
        .press("ctrl-s");
    assert!(bench.said().contains("lies ahead"), "{}", bench.said());
    assert_eq!(bench.app.model.form().map(|form| form.focus), Some(2));
    assert!(plan(&bench).needs[0].ended.is_none());
    bench.press("esc esc");

    let mut bench = Bench::new();
    on_the_stairs(&mut bench);
    bench
        .press("tab tab tab")
        .type_text("a slip")
        .press("ctrl-s");
    let said = "an active need has none";
    assert!(bench.said().contains(said), "{}", bench.said());
    bench.press("e ctrl-s");
    let ended = plan(&bench).needs[0].ended.clone().expect("an end");
    assert_eq!(
        (ended.how, ended.on),
        (NeedEnding::EnteredInError, day("2026-03-02")),
        "today where no day is typed"
    );
}

/// A plan of which the only need was a slip has none.
#[test]
fn a_need_that_was_a_slip_is_missing_from_the_plan() {
    let missing = |bench: &mut Bench| {
        bench.press("!");
        let text = bench.flowing();
        bench.press("esc");
        text.contains("A need, concern or problem: n adds one")
    };
    let mut bench = Bench::new();
    on_the_stairs(&mut bench);
    bench.press("esc");
    assert!(!missing(&mut bench));
    bench.press("enter tab e ctrl-s");
    assert!(missing(&mut bench), "{}", bench.text());
}
