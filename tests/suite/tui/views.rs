//! Filters and views under one's hands: what is asked is in sight, the counts stay, and nothing hides people for long.

use std::time::Duration;

use caseload::app::form::Input;
use caseload::app::model::Overlay;
use caseload::domain::group::VulnerableGroup;
use caseload::domain::id::PersonId;
use caseload::domain::person::Tier;
use caseload::domain::triage::{Bucket, Class};
use caseload::domain::view::{Joined, Named, View};
use caseload::store::Stamp;
use proptest::prelude::*;

use super::check_list;
use crate::support::Bench;
use crate::support::people::{ADA, BERT, ED, FAY, GUS, KEN, everybody};

fn shown(bench: &Bench) -> Vec<PersonId> {
    let today = &bench.app.model.today;
    (0..today.len())
        .map(|place| today.row(place).unwrap().person)
        .collect()
}

/// The row that says what is filtered.
fn line(bench: &Bench) -> String {
    bench
        .text()
        .lines()
        .nth(2)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// Fills fields of the filter form, `name` by `name`, and shows those who fit.
fn filter(bench: &mut Bench, fields: &[(&str, &str)]) {
    bench.press("f");
    for (name, text) in fields {
        bench.app.model.form_mut().unwrap().focus_on(name);
        bench.type_text(text);
    }
    bench.press("ctrl-s");
}

/// Any view of the dozen: few values, so that criteria meet.
fn view() -> impl Strategy<Value = View> {
    let text = |texts: &'static [&'static str]| {
        prop_oneof![2 => Just(""), 1 => proptest::sample::select(texts)].prop_map(str::to_owned)
    };
    let one_of = |all: &'static [Tier]| proptest::option::of(proptest::sample::select(all));
    let days = || proptest::option::weighted(0.3, 1_u16..60);
    (
        proptest::option::weighted(0.4, proptest::sample::select(Bucket::ALL.to_vec())),
        proptest::sample::subsequence(Class::ALL.to_vec(), 0..5),
        one_of(&[Tier::High, Tier::Medium, Tier::Low]),
        text(&["hedge", "park", "z99999"]),
        text(&["heart", "copd heart", "asthma"]),
        (text(&["okafor", "quince"]), proptest::bool::weighted(0.2)),
        days().prop_map(|days| days.map(Joined::InLastDays)),
        days(),
        text(&["a", "ed el", "999 000", "rose", "!"]),
        proptest::bool::weighted(0.2),
    )
        .prop_map(
            |(
                bucket,
                classes,
                tier,
                practice,
                condition,
                coordinator,
                joined,
                silent_days,
                text,
                put_off,
            )| {
                View {
                    bucket,
                    classes,
                    tier,
                    practice,
                    condition,
                    coordinator: coordinator.0,
                    nobody_coordinates: coordinator.1,
                    joined,
                    silent_days,
                    text,
                    put_off,
                    ..View::default()
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// One view after the other, with searches between: shown is what a plain scan says, and the counts stay.
    #[test]
    fn whatever_is_asked_the_list_is_that_of_a_plain_scan(
        views in proptest::collection::vec((view(), "[aeo9 ]{0,2}"), 1..12)
    ) {
        let mut bench = Bench::new();
        let (store, counts) = (bench.store(), bench.app.model.today.counts);
        for (view, typed) in views {
            let today = bench.cx().today();
            bench.app.model.today.narrow(view, None, &store, today).unwrap();
            check_list(&bench);
            bench.press("/").type_text(&typed);
            check_list(&bench);
            bench.press("enter");
            prop_assert_eq!(bench.app.model.today.counts, counts);
            let shown = bench.app.model.today.len();
            prop_assert_eq!(shown + bench.app.model.today.hidden(), counts.open());
        }
    }
}

#[test]
fn a_filter_says_what_it_asks_and_esc_shows_everybody() {
    let mut bench = Bench::new();
    let counts = bench.app.model.today.counts;
    filter(&mut bench, &[("practice", "hedge"), ("condition", "heart")]);
    assert_eq!(shown(&bench), [ADA], "{}", bench.said());
    assert_eq!(
        line(&bench),
        "Only at \"hedge\", condition \"heart\": 1 shown, 10 hidden. Esc shows everybody."
    );
    assert_eq!(bench.app.model.today.counts, counts);
    check_list(&bench);
    bench.press("esc");
    assert_eq!(shown(&bench).len(), 11);
    assert_eq!(line(&bench), "");
}

#[test]
fn every_field_of_the_form_narrows_the_list() {
    for (field, text, few) in [
        ("bucket", "s", 1),
        ("classes", "a", 0),
        ("tier", "h", 2),
        ("practice", "hedge", 1),
        ("gp", "quince", 9),
        ("condition", "copd", 1),
        ("group", "homeless", 0),
        ("coordinator", "okafor", 10),
        ("coordinator", "nobody", 1),
        ("joined", "7 days", 1),
        ("joined", "1 jan", 2),
        ("silent", "3650", 0),
        ("unchanged", "1", 0),
        ("text", "addie", 1),
    ] {
        let mut bench = Bench::new();
        filter(&mut bench, &[(field, text)]);
        assert!(bench.is_bare(), "{field}: {}", bench.said());
        assert_eq!(shown(&bench).len(), few, "{field} {text}");
        check_list(&bench);
    }
}

#[test]
fn the_form_opens_with_what_is_asked_now() {
    let mut bench = Bench::new();
    let asked = [
        ("bucket", "t"),
        ("classes", "ba"),
        ("tier", "h"),
        ("practice", "Hedge"),
        ("coordinator", "nobody"),
        ("joined", "2 weeks"),
        ("silent", "14"),
    ];
    filter(&mut bench, &asked);
    let before = bench.app.model.today.filter.clone();
    assert_eq!(before.bucket, Some(Bucket::Today));
    assert_eq!(before.classes, [Class::Harm, Class::Promise]);
    assert_eq!(before.tier, Some(Tier::High));
    assert_eq!(before.joined, Some(Joined::InLastDays(14)));
    assert!(before.nobody_coordinates && before.coordinator.is_empty());
    bench.press("f ctrl-s");
    assert!(bench.app.model.today.filter == before);
    check_list(&bench);
}

#[test]
fn what_cannot_be_asked_is_refused_where_it_was_typed() {
    for (field, text) in [
        ("classes", "x"),
        ("joined", "soon"),
        ("joined", "1 mar 2027"),
        ("silent", "0"),
        ("name", "Weekly sweep"),
        ("name", "!!"),
        ("name", "My view"),
    ] {
        let mut bench = Bench::new();
        filter(&mut bench, &[(field, text)]);
        let form = bench.app.model.form().unwrap();
        assert_eq!(
            form.fields[form.focus].name,
            field,
            "{text}: {}",
            bench.said()
        );
        assert!(!bench.said().is_empty(), "{field} {text}");
        assert!(bench.app.model.today.filter.is_everybody());
        assert!(bench.store().views().unwrap().is_empty());
    }
}

#[test]
fn right_takes_the_words_that_are_there() {
    let mut bench = Bench::new();
    bench.press("f tab tab tab right");
    let offered = bench.app.model.form().unwrap().text("practice");
    assert!(offered.contains("Hedge"), "{offered}");
    bench.press("ctrl-s");
    assert_eq!(shown(&bench), [ADA]);
    bench.press("esc f tab tab tab").type_text("zebra");
    assert!(bench.text().contains("Nobody on the list has this."));
}

#[test]
fn words_are_read_for_the_field_under_the_cursor_alone() {
    let mut bench = Bench::new();
    let offered = |bench: &Bench| -> Vec<&str> {
        let fields = bench.app.model.form().unwrap().fields.iter();
        fields
            .filter(|field| matches!(&field.input, Input::Offered(_, offers) if !offers.is_empty()))
            .map(|field| field.name)
            .collect()
    };
    bench.press("f");
    assert_eq!(offered(&bench), [""; 0]);
    bench.press("tab tab tab");
    assert_eq!(offered(&bench), ["practice"]);
}

#[test]
fn the_selection_stays_on_its_person_where_they_are_shown() {
    let mut bench = Bench::new();
    bench.select(KEN);
    filter(&mut bench, &[("coordinator", "okafor")]);
    assert_eq!(bench.selected(), Some(KEN));
    filter(&mut bench, &[("practice", "hedge")]);
    assert_eq!(bench.selected(), Some(ADA), "else the first is selected");
}

#[test]
fn a_view_is_chosen_by_a_few_letters_and_its_name_is_in_sight() {
    let mut bench = Bench::new();
    bench.press("v").type_text("tier").press("enter");
    assert!(bench.is_bare());
    assert_eq!(
        line(&bench),
        format!(
            "View High tier: {} shown, {} hidden. Esc shows everybody.",
            shown(&bench).len(),
            bench.app.model.today.hidden()
        )
    );
    assert!(shown(&bench).contains(&ADA));
    check_list(&bench);
    bench.press("b");
    assert!(
        line(&bench).starts_with("View High tier in Today: "),
        "{}",
        line(&bench)
    );
    bench.press("/").type_text("a");
    assert!(
        line(&bench).contains("View High tier in Today"),
        "{}",
        line(&bench)
    );
    bench.press("enter");
    assert!(
        line(&bench).starts_with("View High tier in Today with \"a\": "),
        "{}",
        line(&bench)
    );
    check_list(&bench);
    bench.press("/ esc");
    assert!(
        line(&bench).starts_with("View High tier in Today: "),
        "the search alone is left"
    );
}

#[test]
fn past_the_last_bucket_the_rest_of_the_filter_is_still_said() {
    let mut bench = Bench::new();
    filter(&mut bench, &[("practice", "hedge")]);
    while {
        bench.press("b");
        bench.app.model.today.filter.bucket.is_some()
    } {}
    assert!(
        bench.said().contains("10 people are hidden"),
        "{}",
        bench.said()
    );
}

#[test]
fn marks_hide_neither_what_is_asked_nor_how_many_that_hides() {
    let mut bench = Bench::new();
    bench.press("*");
    filter(&mut bench, &[("practice", "hedge"), ("condition", "heart")]);
    bench.app.model.today.to_tell = 120;
    let line = line(&bench);
    for part in [
        "11 marked, 10 of them hidden",
        "Only at \"he",
        ": 10 hidden.",
        "120 to tell (L)",
    ] {
        assert!(line.contains(part), "{part}: {line}");
    }
    bench.press("esc esc");
    assert_eq!(bench.app.model.today.marked_hidden(), 0);
}

#[test]
fn each_view_says_how_many_it_would_show() {
    let mut bench = Bench::new();
    filter(&mut bench, &[("text", "addie"), ("name", "Addie")]);
    bench.press("esc v");
    let Some(Overlay::Views(views)) = bench.app.model.overlays.last() else {
        panic!("no views: {}", bench.said());
    };
    let counts: Vec<(String, usize)> = views
        .hits()
        .map(|choice| (choice.named.name.clone(), choice.shows))
        .collect();
    bench.press("esc");
    assert_eq!(counts.len(), 7);
    for (name, count) in counts {
        bench.press("v").type_text(&name).press("enter");
        assert_eq!(shown(&bench).len(), count, "{name}");
    }
}

#[test]
fn a_view_is_saved_for_everybody_changed_and_removed_after_asking() {
    let mut bench = Bench::new();
    filter(&mut bench, &[("practice", "hedge"), ("name", "Hedgerow")]);
    assert!(
        line(&bench).starts_with("View Hedgerow: 1 shown"),
        "{}",
        line(&bench)
    );
    assert_eq!(bench.store().views().unwrap()[0].by, "a.okafor");

    // Whoever looks closer changes it for nobody; under its name it is changed for everybody, and that is said.
    filter(&mut bench, &[("tier", "h")]);
    assert_eq!(bench.store().views().unwrap()[0].revision, 1);
    bench.press("v").type_text("hedge").press("enter");
    filter(&mut bench, &[("tier", "l"), ("name", "hedgerow")]);
    assert!(
        bench
            .said()
            .contains("\"hedgerow\" is changed for everybody"),
        "{}",
        bench.said()
    );
    let saved = bench.store().views().unwrap();
    assert_eq!((saved.len(), saved[0].revision), (1, 2));
    assert_eq!(saved[0].named.view.tier, Some(Tier::Low));

    bench.press("esc v").type_text("hedge").press("ctrl-d esc");
    assert_eq!(bench.store().views().unwrap().len(), 1, "no is no");
    bench.press("ctrl-d ctrl-d");
    assert!(
        bench.store().views().unwrap().is_empty(),
        "{}",
        bench.said()
    );
    bench.press("esc v ctrl-d");
    assert!(!bench.said().is_empty(), "a view of every store stays");
    assert!(matches!(
        bench.app.model.overlays.last(),
        Some(Overlay::Views(_))
    ));
}

#[test]
fn another_view_of_the_name_is_not_overwritten() {
    let mut bench = Bench::new();
    filter(&mut bench, &[("practice", "hedge"), ("name", "Mine")]);
    bench.press("esc");
    filter(&mut bench, &[("tier", "h"), ("name", "mine")]);
    assert_eq!(bench.app.model.form().unwrap().fields[13].name, "name");
    assert!(!bench.is_bare(), "{}", bench.said());
    let saved = bench.store().views().unwrap();
    assert_eq!((saved.len(), saved[0].revision), (1, 1));
    assert!(bench.app.model.today.filter.is_everybody());
}

#[test]
fn what_a_colleague_made_of_a_view_is_not_overwritten_unseen() {
    let mut bench = Bench::new();
    filter(&mut bench, &[("practice", "hedge"), ("name", "Mine")]);
    let theirs = Named {
        name: "Mine".into(),
        view: View {
            tier: Some(Tier::Low),
            ..View::default()
        },
    };
    let stamp = Stamp {
        at: bench.cx().now,
        command: "list.filter",
        note: "",
    };
    let mut colleague = bench.store_as("b.jones");
    colleague.save_view(stamp, &theirs, 1).unwrap();
    filter(&mut bench, &[("tier", "h"), ("name", "Mine")]);
    assert!(!bench.is_bare(), "{}", bench.said());
    let saved = bench.store().views().unwrap();
    assert!(saved[0].named == theirs && saved[0].revision == 2);
}

#[test]
fn a_filter_survives_writes_and_midnight() {
    let mut bench = Bench::new();
    filter(&mut bench, &[("silent", "10")]);
    let before = shown(&bench);
    assert!(before.contains(&BERT) && before.len() < 11, "{before:?}");
    bench
        .select(BERT)
        .press("c")
        .type_text("Fine.")
        .press("ctrl-s");
    assert!(
        !shown(&bench).contains(&BERT),
        "he was spoken with just now"
    );
    check_list(&bench);
    bench.press("u");
    assert_eq!(shown(&bench), before);
    // The idle lock would come first: a key now and then keeps it away.
    for _ in 0..4 * 24 * 8 {
        bench.wait(Duration::from_secs(450)).press("ctrl-l");
    }
    assert!(!bench.app.model.today.filter.is_everybody());
    assert!(
        shown(&bench).len() > before.len(),
        "the days have passed by others too"
    );
    check_list(&bench);
}

#[test]
fn nobody_is_hidden_after_a_lock() {
    let mut bench = Bench::new();
    filter(&mut bench, &[("practice", "hedge"), ("name", "Hedgerow")]);
    bench.press("z");
    bench.unlock();
    assert_eq!(shown(&bench).len(), 11);
    assert_eq!(line(&bench), "");
    bench.press("v").type_text("hedge").press("enter");
    assert_eq!(shown(&bench), [ADA], "what was saved is there");
}

#[test]
fn a_new_person_and_one_who_moves_practice_come_into_the_view() {
    let mut bench = Bench::with(everybody());
    filter(&mut bench, &[("practice", "hedge")]);
    bench.open(ADA).press("esc");
    bench.press("N").type_text("Mallow");
    bench.app.model.form_mut().unwrap().focus_on("practice");
    bench.type_text("Hedge House").press("ctrl-s esc");
    assert_eq!(shown(&bench).len(), 2, "{}", line(&bench));
    check_list(&bench);
}

#[test]
fn vulnerable_groups_are_typed_kept_and_found() {
    let mut bench = Bench::new();
    bench.open(GUS).press("e");
    bench.app.model.form_mut().unwrap().focus_on("groups");
    bench
        .type_text("Homelessness; asylum seeker; homelessness")
        .press("ctrl-s");
    let groups = bench.folder(GUS).person.value.groups;
    let words: Vec<&str> = groups.iter().map(VulnerableGroup::word).collect();
    assert_eq!(words, ["homelessness", "asylum seeker"]);
    assert!(bench.text().contains("homelessness, asylum seeker"));
    bench.press("esc");
    filter(&mut bench, &[("group", "asylum")]);
    assert_eq!(shown(&bench), [GUS]);
    let not = [ED, FAY];
    assert!(not.iter().all(|person| !shown(&bench).contains(person)));
}
