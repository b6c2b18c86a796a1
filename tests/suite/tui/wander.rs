//! Any keys in any order: nothing panics at any size, and shown, hidden and counted people always add up.

use std::time::Duration;

use caseload::app::command::all;
use caseload::app::forms::Purpose;
use caseload::app::model::Overlay;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use super::check_list;
use crate::support::Bench;

/// Something that somebody does.
#[derive(Clone, Debug)]
enum Step {
    Press(&'static str),
    Type(&'static str),
    Wait(u64),
    Resize(u16, u16),
}

fn step() -> impl Strategy<Value = Step> {
    let mut keys: Vec<&'static str> = all().flat_map(|command| command.keys).copied().collect();
    keys.extend([
        // Whole acts, so that records change often.
        "c a ctrl-s",
        "C ctrl-s",
        "c a tab tab tab 1 ctrl-s",
        "enter q a ctrl-s",
        "enter 4 d ctrl-s",
        "enter 4 r a ctrl-s",
        "enter w a ctrl-s esc",
        "enter p p tab + 1 d tab tab a ctrl-s",
        "enter p d tab tab tab a ctrl-s",
        "enter p f ctrl-s",
        "esc N a ctrl-s",
        "enter 2 + s a ctrl-s",
        "enter 2 E tab a tab a ctrl-s",
        "D + 1 d tab a ctrl-s",
        "enter D right tab + 2 d tab a ctrl-s",
        "D home ctrl-k ctrl-s",
        "u",
        "u u",
        "/ a enter",
        "b",
        "f ctrl-s",
        "f tab tab tab right ctrl-s",
        "v down down enter",
        "v enter",
        "1",
        "2",
        "3",
        "tab",
        "tab",
        "ctrl-s",
        "ctrl-s",
        "enter",
        "esc",
        "down",
    ]);
    let texts = vec![
        "a",
        "fri",
        "+2w",
        "I want to",
        "é\u{301}日本",
        "bert",
        "4",
        "Mallow",
    ];
    prop_oneof![
        20 => proptest::sample::select(keys).prop_map(Step::Press),
        6 => proptest::sample::select(texts).prop_map(Step::Type),
        1 => (0_u64..700).prop_map(Step::Wait),
        1 => (1_u16..130, 1_u16..40).prop_map(|(width, height)| Step::Resize(width, height)),
    ]
}

fn take(bench: &mut Bench, step: &Step) {
    match step {
        Step::Press(key) => {
            bench.press(key);
        }
        Step::Type(text) => {
            bench.type_text(text);
        }
        Step::Wait(seconds) => {
            bench.wait(Duration::from_secs(*seconds));
        }
        Step::Resize(width, height) => bench.resize(*width, *height),
    }
    let model = &mut bench.app.model;
    (model.quit, model.suspend) = (false, false);
    if bench.is_locked() {
        bench.unlock();
    }
    // The form that writes files outside the bench is left at once.
    while matches!(bench.app.model.overlays.last(), Some(Overlay::Form(form)) if matches!(form.purpose, Purpose::Export(_)))
    {
        bench.press("esc");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_pressed_everybody_is_shown_or_hidden_and_counted(
        steps in proptest::collection::vec(step(), 1..80)
    ) {
        let mut bench = Bench::new();
        for step in &steps {
            take(&mut bench, step);
            check_list(&bench);
            let drawn = bench.screen();
            prop_assert!(!drawn.is_empty());
        }
        let list = bench.list();
        prop_assert!(
            bench.app.model.today.everybody() == list,
            "the list on the screen is not what the store says"
        );
        let people = bench.store().everybody().unwrap();
        for person in people {
            let open = bench.folder(person).person.status.is_open();
            let places = list.iter().filter(|row| row.person == person).count();
            prop_assert_eq!(places, usize::from(open), "every open person stands in one place");
            // What the forms let pass is what a file may bring in.
            let faults = super::whole_records::faults(&bench, person);
            prop_assert!(faults.is_empty(), "{:?}", faults);
        }
    }
}
